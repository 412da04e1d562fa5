// YAML in: scalars as go-yaml v3 takes them, anchors and merges, and what is refused. What OPA answers to some hundred
// texts is in tests/builtins/cases/yaml_unmarshal.jsonl.
#include "value/yaml.h"

#include "tests/value/samples.h"

using namespace reeve;
using namespace reeve::value;

namespace {

std::string Rego(std::string_view yaml, size_t max_depth = 512) {
  Arena arena;
  Result<Value> v = ParseYaml(arena, yaml, {max_depth, nullptr});
  return v.ok() ? v->ToRego() : std::string(CodeName(v.status().code()));
}

}  // namespace

TEST_CASE("plain scalars") {
  REQUIRE(Rego("[true, false, null, ~, yes, on, y, True]") == R"([true, false, null, null, "yes", "on", "y", true])");
  REQUIRE(Rego("[1, -7, +5, 007, 18446744073709551615, 18446744073709551616, 3.14, 1.5893857701234e+09, .5, 1.]") ==
          "[1, -7, 5, 7, 18446744073709551615, 18446744073709552000, 3.14, 1589385770.1234, 0.5, 1]");
  REQUIRE(Rego("[0x10, 0o17, 017, 0b11, 1_000, 08, .5_5]") == "[16, 15, 15, 3, 1000, 8, 0.55]");
  REQUIRE(Rego("[2024-01-01, 1.2.3, -, e5, '1', \"2\", 1:30, 1e999]") ==
          R"(["2024-01-01", "1.2.3", "-", "e5", "1", "2", "1:30", "1e999"])");
  REQUIRE(Rego("[!!str 1, !!float 1, !!int '7', !!binary aGk=, !mine 3, !!timestamp 2001-1-2 3:4:5.60]") ==
          R"(["1", 1, 7, "hi", "3", "2001-01-02T03:04:05.6Z"])");
  Arena arena;
  REQUIRE(ParseYaml(arena, "[1.50, 1e2, 0x10, '1.50']", {.keep_number_text = true})->ToRego() == R"([1.50, 1e2, 16, "1.50"])");
  REQUIRE(Rego("") == "null");
  REQUIRE(Rego("# nothing\n") == "null");
}

TEST_CASE("anchors and merges") {
  REQUIRE(Rego("a: &x [1]\nb: *x\n") == R"({"a": [1], "b": [1]})");
  REQUIRE(Rego("a: &x {p: 1}\nb: {<<: *x, q: 2}\nc: {p: 3, <<: [*x, {r: 4}]}") ==
          R"({"a": {"p": 1}, "b": {"p": 1, "q": 2}, "c": {"p": 3, "r": 4}})");
  REQUIRE(Rego("a: *x") == "reeve_input_error");
  REQUIRE(Rego("&a [*a]") == "reeve_input_error");
  REQUIRE(Rego("a: {<<: 1}") == "reeve_input_error");
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";  // each row is ten times the one before
  for (int i = 1; i < 9; ++i) {
    std::string name = "a" + std::to_string(i), item = "*a" + std::to_string(i - 1);
    laughs += name + ": &" + name + " [" + item;
    for (int j = 1; j < 10; ++j) laughs += ", " + item;
    laughs += "]\n";
  }
  REQUIRE(Rego(laughs) == "reeve_input_error");
  std::string chain = "- &a0 [x]\n";
  for (int i = 1; i < 30; ++i) chain += "- &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  REQUIRE(Rego(chain, 20) == "reeve_depth_limit_error");
}

TEST_CASE("a budget ends long texts") {
  Arena arena;
  Budget budget(1000);
  std::string text(1 << 16, '-');
  REQUIRE_THROWS_AS(ParseYaml(arena, text, {512, &budget}), Stop);
}

TEST_CASE("collections and blocks") {
  REQUIRE(Rego("cases:\n- note: a/b\n  data:\n  want: {x: 1}\n  modules:\n  - |\n    package p\n\n    \tx := 1\n") ==
          R"({"cases": [{"data": null, "modules": ["package p\n\n\tx := 1\n"], "note": "a/b", "want": {"x": 1}}]})");
  REQUIRE(Rego("{y: 1, on: 2, 3: x, true: z, 1e6: n, '': e}") ==
          R"({"": "e", "1e+06": "n", "3": "x", "on": 2, "true": "z", "y": 1})");
  REQUIRE(Rego("{a: 1, b: 2, a: 3}") == R"({"a": 3, "b": 2})");
  REQUIRE(Rego("a: 1\n---\nb: 2\n") == R"({"a": 1})");
  REQUIRE(Rego("[[], {}, \"\"]") == R"([[], {}, ""])");
}

TEST_CASE("what is refused") {
  REQUIRE(Rego("a: [1") == "reeve_input_error");
  REQUIRE(Rego("{null: 1}") == "reeve_input_error");
  REQUIRE(Rego("a: \"b\\/c\"") == "reeve_input_error");
  REQUIRE(Rego("a: \"b\\\\/c\"\nb: '\\/'") == R"({"a": "b\\/c", "b": "\\/"})");
  REQUIRE(Rego("[.nan]") == "reeve_input_error");
  REQUIRE(Rego("a: 1\n---\n[") == "reeve_input_error");
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
