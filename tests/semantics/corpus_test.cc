// OPA's compiler corpus: each module that compiles keeps what policy.h promises. The diagnostics of the others are compared by the
// conformance suite.
#include <catch2/catch.hpp>

#include <fstream>

#include "reeve/value.h"
#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("policies of OPA's compiler corpus") {
  std::ifstream file(std::string(REEVE_DATA_DIR) + "/opa/compiler/default.jsonl");
  if (std::string(REEVE_DATA_DIR).empty() || !file) return;
  size_t compiled = 0;
  std::string line;
  while (std::getline(file, line)) {
    // OPA takes names of its own making, written by the author, for bound.
    if (line.find("__local") != std::string::npos) continue;
    Result<Document> parsed = Document::FromJson(line);
    REQUIRE(parsed.ok());
    Value root = parsed->root();
    std::vector<std::string> modules;
    Value texts = *root.Find("modules");
    for (size_t i = 0; i < texts.size(); ++i) modules.emplace_back(texts.at(i).string());
    Value versions = *root.Find("versions");
    for (size_t i = 0; i < versions.size(); ++i) {
      Setup setup;
      setup.version = versions.at(i).string() == "v0" ? ast::Version::kV0 : ast::Version::kV1;
      std::unique_ptr<Checked> checked = CheckTexts(modules, setup);
      if (!checked->policy) continue;
      ++compiled;
      INFO(root.Find("note")->string());
      CHECK(FindBrokenPromise(*checked->policy, checked->builtins) == "");
    }
  }
  CHECK(compiled > 4000);
}

}  // namespace
}  // namespace reeve::semantics
