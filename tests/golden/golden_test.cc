// Golden dumps: what each form of the policies in cases/ looks like, from tokens to instructions.
//
// A difference is either a fault or meant; if meant, write the dumps anew and read the change before it is committed:
//     REEVE_WRITE_GOLDEN=1 build/release/bin/reeve_golden_tests
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "reeve/engine.h"

using namespace reeve;

namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("each form of a policy is dumped as it was") {
  struct { Form form; const char* name; } const forms[] = {
      {Form::kTokens, "tokens"}, {Form::kAst, "ast"}, {Form::kPolicy, "policy"}, {Form::kPlan, "plan"}, {Form::kProgram, "program"}};
  const bool write = std::getenv("REEVE_WRITE_GOLDEN") != nullptr;
  size_t policies = 0;
  for (const auto& entry : std::filesystem::directory_iterator(REEVE_GOLDEN_DIR)) {
    std::filesystem::path path = entry.path();
    if (path.extension() != ".rego") continue;
    ++policies;
    Options options;
    options.rego_version = path.stem() == "old" ? RegoVersion::kV0 : RegoVersion::kV1;
    Engine engine(options);
    REQUIRE(engine.AddModule(path.filename().string(), ReadFile(path)).ok());
    auto policy = engine.Compile();
    INFO(path << ": " << policy.status().ToString());
    REQUIRE(policy.ok());
    for (const auto& form : forms) {
      Result<std::string> dump = (*policy)->Dump(form.form);
      INFO(path << " as " << form.name << ": " << dump.status().ToString());
      REQUIRE(dump.ok());
      std::filesystem::path golden = std::filesystem::path(path).replace_extension(form.name);
      if (write) std::ofstream(golden, std::ios::binary) << *dump;
      CHECK(*dump == ReadFile(golden));
    }
  }
  CHECK(policies == 4);
}
