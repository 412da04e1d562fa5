// YAML in: plain scalars by the core schema, quoted ones as strings, and what is refused.
#include "value/yaml.h"

#include "tests/value/samples.h"

using namespace reeve;
using namespace reeve::value;

namespace {

std::string Rego(std::string_view yaml, size_t max_depth = 512) {
  Arena arena;
  Result<Value> v = ParseYaml(arena, yaml, max_depth);
  return v.ok() ? v->ToRego() : std::string(CodeName(v.status().code()));
}

}  // namespace

TEST_CASE("plain scalars") {
  REQUIRE(Rego("[true, false, null, ~, yes, on, y, True]") == R"([true, false, null, null, "yes", "on", "y", "True"])");
  REQUIRE(Rego("[1, -7, +5, 007, 18446744073709551614, 3.14, 1.5893857701234e+09, .5, 1.]") ==
          "[1, -7, 5, 7, 18446744073709551614, 3.14, 1.5893857701234e+09, .5, 1]");
  REQUIRE(Rego("[0x10, 0o7, 1_000, 2024-01-01, 1.2.3, -, e5, '1', \"2\", .inf, 1:30]") ==
          R"(["0x10", "0o7", "1_000", "2024-01-01", "1.2.3", "-", "e5", "1", "2", ".inf", "1:30"])");
  REQUIRE(Rego("") == "null");
  REQUIRE(Rego("# nothing\n") == "null");
}

TEST_CASE("collections and blocks") {
  REQUIRE(Rego("cases:\n- note: a/b\n  data:\n  want: {x: 1}\n  modules:\n  - |\n    package p\n\n    \tx := 1\n") ==
          R"({"cases": [{"data": null, "modules": ["package p\n\n\tx := 1\n"], "note": "a/b", "want": {"x": 1}}]})");
  REQUIRE(Rego("{y: 1, on: 2, 3: x, true: z, null: n, '': e}") ==
          R"({"": "e", "3": "x", "null": "n", "on": 2, "true": "z", "y": 1})");
  REQUIRE(Rego("[[], {}, \"\"]") == R"([[], {}, ""])");
}

TEST_CASE("what is refused") {
  REQUIRE(Rego("a: [1") == "reeve_input_error");
  REQUIRE(Rego("a: &x [1]\nb: *x\n") == "reeve_input_error");
  REQUIRE(Rego("? [a]\n: 1\n") == "reeve_input_error");
  REQUIRE(Rego("\xFF") == "reeve_input_error");
  REQUIRE(Rego("[[[1]]]", 2) == "reeve_depth_limit_error");
  REQUIRE(Rego("[[1]]", 2) == "[[1]]");
  REQUIRE(Rego(std::string(100000, '[')).starts_with("reeve_"));
  std::string nested;
  for (int i = 0; i < 2000; ++i) nested += std::string(static_cast<size_t>(i), ' ') + "a:\n";
  REQUIRE(Rego(nested) == "reeve_depth_limit_error");
}

TEST_CASE("errors have a place") {
  Arena arena;
  Status status = ParseYaml(arena, "a: 1\nb: *x\n").status();
  REQUIRE(status.diagnostics().at(0).row == 2);
  REQUIRE(status.diagnostics().at(0).column == 4);
}
