// Tests that whole policies load: genpolicy's of today, and the older ones of AKS, which need the option `legacy`.
#include <catch2/catch.hpp>

#include <set>

#include "reeve/engine.h"
#include "tests/kata/corpus.h"

using namespace reeve;
using namespace reeve::kata;

namespace {

Result<std::shared_ptr<const Policy>> Load(const NamedPolicy& policy, RegoVersion version, bool legacy) {
  Options options;
  options.rego_version = version;
  options.legacy = legacy;
  Engine engine(options);
  if (Status s = engine.AddModule("policy.rego", policy.text); !s.ok()) return s;
  return engine.Compile();
}

// Those that OPA accepts as they are.
const std::set<std::string> kPlain = {"node_ds.policy.rego", "pod-demo.policy.rego", "redis-master-controller.policy.rego"};

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace

TEST_CASE("upstream policies load") {
  REEVE_NEEDS_KATA_DATA("upstream policies load");
  std::vector<NamedPolicy> policies = Policies("upstream");
  CHECK(policies.size() == 2);
  for (const NamedPolicy& policy : policies) {
    Result<std::shared_ptr<const Policy>> loaded = Load(policy, RegoVersion::kV1, false);
    INFO(policy.name << " " << loaded.status().ToString());
    REQUIRE(loaded.ok());
    CHECK((*loaded)->package() == "agent_policy");
    CHECK((*loaded)->HasRule("CreateContainerRequest"));
  }
}

TEST_CASE("AKS policies load with the option legacy") {
  REEVE_NEEDS_KATA_DATA("AKS policies load with the option legacy");
  std::vector<NamedPolicy> policies = Policies("aks");
  CHECK(policies.size() == 14);
  for (const NamedPolicy& policy : policies) {
    Result<std::shared_ptr<const Policy>> loaded = Load(policy, RegoVersion::kV0, true);
    INFO(policy.name << " " << loaded.status().ToString());
    REQUIRE(loaded.ok());
    CHECK((*loaded)->HasRule("CreateContainerRequest"));
  }
}

TEST_CASE("without legacy AKS policies are refused as OPA refuses them") {
  REEVE_NEEDS_KATA_DATA("without legacy AKS policies are refused as OPA refuses them");
  for (const NamedPolicy& policy : Policies("aks")) {
    INFO(policy.name);
    Result<std::shared_ptr<const Policy>> loaded = Load(policy, RegoVersion::kV0, false);
    if (kPlain.contains(policy.name)) {
      CHECK(loaded.ok());
      continue;
    }
    // `print (x)`: OPA takes the parenthesis for a term of its own.
    REQUIRE_FALSE(loaded.ok());
    CHECK(CodeName(loaded.status().code()) == "rego_parse_error");
    CHECK(loaded.status().diagnostics()[0].row == 271);
    // And behind the blank there is the recursion.
    NamedPolicy closed{policy.name, Replaced(policy.text, "print (", "print(")};
    loaded = Load(closed, RegoVersion::kV0, false);
    REQUIRE_FALSE(loaded.ok());
    CHECK(CodeName(loaded.status().code()) == "rego_recursion_error");
    CHECK(loaded.status().diagnostics()[0].row == 115);
  }
}
