// Tests the recursive function of the older AKS policies: replace_env_variables(str, env_map) calls replace_str_rec once a
// variable, from the last name in order to the first, and each step works on the text that the step before left.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "reeve/engine.h"
#include "tests/kata/corpus.h"

using namespace reeve;
using namespace reeve::kata;

namespace {

const std::vector<std::string> kPolicies = {"pod-cm1.policy.rego", "web.policy.rego", "test-job.policy.rego"};

std::shared_ptr<const Policy> LoadLegacy(const std::string& name) {
  Options options;
  options.rego_version = RegoVersion::kV0;
  options.legacy = true;
  Engine engine(options);
  REQUIRE(engine.AddModule(name, ReadFile(DataFolder() / "aks" / name)).ok());
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  INFO(name << " " << policy.status().ToString());
  REQUIRE(policy.ok());
  return *policy;
}

struct Case {
  std::string input;
  std::string want;  // JSON of the result; "undefined"
};

// Traced by hand through the function's two clauses.
const std::vector<Case> kCases = {
    {R"json({"base": "echo $(CLUSTER_ID); echo $(NODE_NAME);", "env_map": {"CLUSTER_ID": "abc", "NODE_NAME": "xyz"}})json",
     R"json("echo abc; echo xyz;")json"},
    {R"json({"base": "no variables", "env_map": {"A": "1"}})json", R"json("no variables")json"},
    {R"json({"base": "$(A)", "env_map": {}})json", R"json("$(A)")json"},
    {R"json({"base": "$(A)$(A)$(B)", "env_map": {"A": "1", "B": "2"}})json", R"json("112")json"},
    // B comes first (last in order), so what it leaves is replaced by A; the other way round nothing is replaced again.
    {R"json({"base": "$(B)", "env_map": {"A": "1", "B": "$(A)"}})json", R"json("1")json"},
    {R"json({"base": "$(A)", "env_map": {"A": "$(B)", "B": "2"}})json", R"json("$(B)")json"},
    {R"json({"base": "$(A)", "env_map": {"A": "$(A)$(A)"}})json", R"json("$(A)$(A)")json"},
    {R"json({"base": "$(A", "env_map": {"A": "1"}})json", R"json("$(A")json"},
    {R"json({"base": "$($(A))", "env_map": {"A": "B", "B": "2"}})json", R"json("$(B)")json"},
    {R"json({"base": "$($(B))", "env_map": {"A": "1", "B": "A"}})json", R"json("1")json"},
    // replace fails on a value that is no string, and the call is undefined.
    {R"json({"base": "$(A)", "env_map": {"A": 1}})json", "undefined"},
    {R"json({"base": 7, "env_map": {"A": "1"}})json", "undefined"},
    {R"json({"base": 7, "env_map": {}})json", "7"},
};

std::string Ask(Context& context, const Query& query, const std::string& input) {
  Result<ResultSet> rows = context.Evaluate(query, input);
  if (!rows.ok()) return std::string(CodeName(rows.status().code()));
  if (rows->rows().empty()) return "undefined";
  return rows->rows()[0].bindings[0].second.ToJson();
}

}  // namespace

TEST_CASE("the recursive function of three AKS policies") {
  REEVE_NEEDS_KATA_DATA("the recursive function of three AKS policies");
  for (const std::string& name : kPolicies) {
    std::shared_ptr<const Policy> policy = LoadLegacy(name);
    Result<std::shared_ptr<const Query>> query =
        policy->Prepare("x = data.agent_policy.replace_env_variables(input.base, input.env_map)");
    INFO(query.status().ToString());
    REQUIRE(query.ok());
    Context context(policy);
    for (const Case& c : kCases) {
      INFO(name << " " << c.input);
      CHECK(Ask(context, **query, c.input) == c.want);
    }
  }
}

TEST_CASE("arguments with variables are compared after replacing, through the recursive function") {
  REEVE_NEEDS_KATA_DATA("arguments with variables are compared after replacing, through the recursive function");
  for (const std::string& name : kPolicies) {
    std::shared_ptr<const Policy> policy = LoadLegacy(name);
    Result<std::shared_ptr<const Query>> query = policy->Prepare(
        R"json(x = data.agent_policy.allow_args(input.base, {"Args": ["run", "$(A)/$(B)", "$$HOME"]}, input.env_map))json");
    INFO(query.status().ToString());
    REQUIRE(query.ok());
    Context context(policy);
    CHECK(Ask(context, **query, R"json({"base": {"Args": ["run", "1/2", "$HOME"]}, "env_map": {"A": "1", "B": "2"}})json") == "true");
    CHECK(Ask(context, **query, R"json({"base": {"Args": ["run", "1/3", "$HOME"]}, "env_map": {"A": "1", "B": "2"}})json") == "undefined");
    CHECK(Ask(context, **query, R"json({"base": {"Args": ["run", "1/$(B)", "$HOME"]}, "env_map": {"A": "1"}})json") == "true");
    CHECK(Ask(context, **query, R"json({"base": {"Args": ["run", "1/2"]}, "env_map": {"A": "1", "B": "2"}})json") == "undefined");
  }
}

TEST_CASE("recursion ends by the limit of call depth") {
  REEVE_NEEDS_KATA_DATA("recursion ends by the limit of call depth");
  std::shared_ptr<const Policy> policy = LoadLegacy(kPolicies[0]);
  Result<std::shared_ptr<const Query>> query =
      policy->Prepare("x = data.agent_policy.replace_env_variables(input.base, input.env_map)");
  Result<std::shared_ptr<const Query>> negated =
      policy->Prepare("not data.agent_policy.replace_env_variables(input.base, input.env_map)");
  REQUIRE(query.ok());
  REQUIRE(negated.ok());
  Context context(policy);
  std::string variables;
  for (int i = 0; i < 3000; ++i) variables += (i ? ",\"V" : "\"V") + std::to_string(i) + "\":\"x\"";
  std::string input = R"({"base": "a", "env_map": {)" + variables + "}}";
  CHECK(Ask(context, **query, input) == "reeve_depth_limit_error");
  // No `not` makes an answer of it, and the context serves the next request.
  CHECK(Ask(context, **negated, input) == "reeve_depth_limit_error");
  CHECK(Ask(context, **query, R"json({"base": "$(A)", "env_map": {"A": "1"}})json") == "\"1\"");
}
