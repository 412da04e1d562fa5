// Status and Result: OPA's texts, and that errors and values are told apart.
#include "reeve/status.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

using namespace reeve;

TEST_CASE("success has no text") {
  Status status;
  REQUIRE(status.ok());
  REQUIRE(status.code() == Code::kOk);
  REQUIRE(status.message().empty());
  REQUIRE(status.ToString().empty());
}

TEST_CASE("one and several errors read as OPA's") {
  Status one(Code::kEvalConflict, "complete rules must not produce multiple outputs");
  REQUIRE(one.ToString() == "1 error occurred: eval_conflict_error: complete rules must not produce multiple outputs");
  Status two(
      std::vector<Diagnostic>{{Code::kRegoParse, "a", "p.rego", 1, 2, {}}, {Code::kRegoType, "b", "", 3, 4, {}}});
  REQUIRE(two.code() == Code::kRegoParse);
  REQUIRE(two.message() == "a");
  REQUIRE(two.ToString() == "2 errors occurred:\np.rego:1: rego_parse_error: a\n3:4: rego_type_error: b");
}

TEST_CASE("every code has a name of its own") {
  std::vector<std::string_view> names;
#define REEVE_CODE(enumerator, text, meaning) names.push_back(CodeName(Code::enumerator));
#include "reeve/codes.def"
#undef REEVE_CODE
  std::sort(names.begin(), names.end());
  REQUIRE(std::adjacent_find(names.begin(), names.end()) == names.end());
  REQUIRE(CodeName(Code::kOk) == "ok");
  REQUIRE(CodeName(static_cast<Code>(250)) == "unknown");
}

TEST_CASE("a Result is a value or an error") {
  Result<int> value(7);
  REQUIRE(value.ok());
  REQUIRE(*value == 7);
  REQUIRE(value.status().ok());
  Result<int> error(Status(Code::kDeadline, "late"));
  REQUIRE_FALSE(error.ok());
  REQUIRE(error.status().code() == Code::kDeadline);
}
