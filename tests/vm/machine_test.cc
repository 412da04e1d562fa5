// Tests lib/vm through the public classes: what small policies give.
#include <catch2/catch.hpp>

#include "reeve/engine.h"

using namespace reeve;

namespace {

// The value of data.p.a as JSON, "undefined", or the code and message of an error.
std::string Ask(const std::string& rules, std::string_view input = "{}", Options options = {}) {
  Engine engine(options);
  Status added = engine.AddModule("p.rego", "package p\n" + rules);
  if (!added.ok()) return added.ToString();
  Status data = engine.AddData(R"({"base": {"k": [1, 2]}, "p": {"below": {"n": 1}}})");
  if (!data.ok()) return data.ToString();
  auto policy = engine.Compile();
  if (!policy.ok()) return policy.status().ToString();
  Context context(*policy);
  Result<Decision> decision = context.Evaluate("a", input);
  if (!decision.ok()) return std::string(CodeName(decision.status().code())) + ": " + std::string(decision.status().message());
  return decision->defined() ? decision->value().ToJson() : "undefined";
}

}  // namespace

TEST_CASE("rules, functions and documents") {
  struct Case { const char* rules; const char* input; const char* answer; };
  const Case cases[] = {
      {"a := 1", "{}", "1"},
      {"a if input.x", R"({"x": false})", "undefined"},
      {"default a := 3\na := 4 if input.x", "{}", "3"},
      {"a := 1 if input.x\nelse := 2 if input.y\nelse := 3", R"({"y": 1})", "2"},
      {"a := 1\na := 2 if input.x", R"({"x": 1})", "eval_conflict_error: rule data.p.a produced conflicting values"},
      {"f(x) := x + 1\na := f(f(1))", "{}", "3"},
      {"f([x, 1], {\"k\": y}) := x + y\na := f([2, 1], {\"k\": 3})", "{}", "5"},
      {"f(x) := 1 if x > 0\nf(x) := 2 if x > 1\na := f(2)", "{}",
       "eval_conflict_error: function data.p.f produced conflicting values for the same inputs"},
      {"a contains x if some x in input.xs", R"({"xs": [2, 1, 2]})", "[1,2]"},
      {"a[k] := v if some k, v in input", R"({"m": 1, "n": 2})", R"({"m":1,"n":2})"},
      {"a[x] := y if { x := \"k\"; some y in [1, 2] }", "{}", "eval_conflict_error: object keys must be unique"},
      {"b.c := 1\nb[x] := 2 if x := \"d\"\na := b", "{}", R"({"c":1,"d":2})"},
      {"a := [x | some x in input.xs; x > 1]", R"({"xs": [3, 1, 2]})", "[3,2]"},
      {"a if every x in input.xs { x > 1 }", R"({"xs": [3, 2]})", "true"},
      {"a if every x in input.xs { x > 1 }", R"({"xs": [3, 1]})", "undefined"},
      {"a if every x in input.xs { x > 1 }", "{}", "undefined"},
      {"a := data.base.k[1]", "{}", "2"},
      {"a := x if { k := \"k\"; x := data.base[k][0] }", "{}", "1"},
      {"b := [x | x := data.base.k[_]]\na := y if y := b with data.base.k as [7]", "{}", "[7]"},
      {"b := input.n\na := [b, c]\nc := x if x := b with input.n as 5", R"({"n": 1})", "[1,5]"},
      {"f(x) := x * 10\nb := count([1, 2])\na := x if x := b with count as g\ng(x) := 9", "{}", "9"},
      {"a if not input.x", "{}", "true"},
      {"a if not startswith(input.s, \"a\")", "{}", "undefined"},
      {"a if not startswith(input.s, \"a\")", R"({"s": "b"})", "true"},
      {"a if not input.x == 1", "{}", "true"},
      {"a if not input.x == {input.y}", R"({"x": 1})", "undefined"},
      {"a if not input.x[input.y]", R"({"x": {}})", "undefined"},
      {"a if not [input.y]", "{}", "undefined"},
      {"a := [x | x := {\"b\": [1, 2][_], \"a\": [3, 4][_]}]", "{}",
       R"([{"a":3,"b":1},{"a":3,"b":2},{"a":4,"b":1},{"a":4,"b":2}])"},
      {"a := [x | x := {\"b\": abs([1, 2][_]), \"a\": abs([3, 4][_])}]", "{}",
       R"([{"a":3,"b":1},{"a":3,"b":2},{"a":4,"b":1},{"a":4,"b":2}])"},
      {"a if x = input.foos[x]", R"({"foos": ["foo"]})", "undefined"},
      {"a := x if { [x, 1] = input.pair }", R"({"pair": [4, 1]})", "4"},
      {"a := 1 / input.zero", R"({"zero": 0})", "undefined"},
  };
  for (const Case& c : cases) {
    INFO(c.rules);
    CHECK(Ask(c.rules, c.input) == c.answer);
  }
}

// As OPA's rule index, which leaves a body out before its expressions run (plan_required.cc).
TEST_CASE("a path that a body needs is looked up before what may err") {
  const std::string clash = "clash := {\"k\": v | some v in [1, 2]}\n";
  const std::string error = "eval_conflict_error: object keys must be unique";
  struct Case { const char* rules; const char* input; bool errs; };
  const Case cases[] = {
      {"a if { clash; input.x }", R"({"x": 1})", true},
      {"a if { clash; input.x }", "{}", false},
      {"a if { clash; input.xs[0].y }", R"({"xs": [{"z": 1}]})", false},
      {"a if { clash; input.x[_] }", "{}", true},  // no ground path
      {"a if { clash; input.x == 1 }", R"({"x": 2})", false},
      {"a if { clash; input.x == 1 }", R"({"x": 1})", true},
      {"a if { clash; input.x == [1, 2] }", R"({"x": [2, 1]})", false},
      {"a if { clash; input.x == {\"k\": 1} }", R"({"x": 2})", true},  // the index compares no objects
      {"a if { clash; input.x == input.y }", "{}", true},               // nor two paths
      {"a if { clash; input.x != 1 }", "{}", false},
      {"a if { clash; x := input.x; x == 1 }", R"({"x": 2})", false},
      {"a if { x := input.x; clash; x.y }", R"({"x": 2})", false},
      {"a if { clash; count(input.x) == 1 }", "{}", false},
      {"a if { clash; count([1, {input.x}]) == 1 }", "{}", false},
      {"a if { clash; count([1 | input.x]) == 1 }", "{}", true},  // closures are not looked into
      {"a if { clash; every x in input.xs { x } }", "{}", false},
      {"a if { clash; not input.x }", "{}", true},
      {"a if { clash; not input.x }", R"({"x": 1})", true},
      {"a if { clash; data.base.none }", "{}", false},
      {"a if { clash; b }\nb if input.x", "{}", true},  // a virtual document
      {"a if { clash; input.x with input as {} }", "{}", true},
      {"a := input.x if { clash }", "{}", false},
      {"a := {\"k\": [input.x]} if { clash }", "{}", false},
      {"a contains input.x if { clash }", "{}", false},
      {"a[input.x] := 1 if { clash }", "{}", false},
      {"a := f(2)\nf(x) := 1 if { clash; x == 1 }", "{}", false},
      {"a := f({})\nf(x) := 1 if { clash; x.y == 1 }", "{}", true},  // no paths into arguments
      {"a if { print(input); clash; input.x }", "{}", true},          // a print may not be lost
      {"a := 1 if { clash; input.x } else := 2 if input.y", R"({"y": 1})", false},
  };
  Options options;
  options.prints = Prints::kRecord;
  for (const Case& c : cases) {
    INFO(c.rules << " " << c.input);
    CHECK((Ask(clash + c.rules, c.input, options) == error) == c.errs);
  }
}

TEST_CASE("answers do not depend on the optimizations") {
  const char* rules =
      "a := [b, c, e]\nb := 1 if input.xs[_] == 2\nb := 1 if input.y\nc contains x if { x := input.y; input.xs[_] > 0 }\n"
      "d := {\"k\": [1, 2]}\ne := d.k[_] if input.y == 3\ne := 2 if input.y == 4\ne := 1 if input.y == 5\ne := 7 if input.y == 6";
  for (const char* input : {R"({"xs": [1, 2], "y": 4})", R"({"xs": [], "y": 6})", R"({"xs": [2], "y": 3})"}) {
    std::string answer = Ask(rules, input);
    for (int off = 0; off < 4; ++off) {
      Options options;
      (off == 0 ? options.fold : off == 1 ? options.rule_index : off == 2 ? options.early_exit : options.comprehension_index) = false;
      INFO(input << " without optimization " << off);
      CHECK(Ask(rules, input, options) == answer);
    }
  }
}

// What a comprehension in a loop yields is collected once by key where that changes no answer.
TEST_CASE("comprehensions that are collected by key yield what they yield one by one") {
  const char* rules[] = {
      "a[e.n] := [p.v | some p in input.ps; p.n == e.n] if some e in input.es",
      "a := [[n, x] | n := input.es[_].n; x := {p.v: p.w | p := input.ps[_]; p.n == n}]",
      "a := [x | some e in input.es; x := {p.v | some p in input.ps; [p.n, p.w] = [e.n, e.w]}]",
      "a := [x | some e in input.es; k := e.n; y := 1; x := [p | some p in input.ps; p.n == k; p.v >= y]]",
      "a := [x | some e in input.es; e.w; x := [p.v | some p in input.ps; p.n == e.n; not p.w == e.w]]",
      "a := [x | some e in input.es; x := [p.v | some p in input.ps; e.n in p.ns]]",
      "a := [x | some e in input.es; x := [p.v | p := input.ps[_]; e.n == p.ns[_]]]",
      "a := [x | n := input.es[_].n; x := [v | v := input.by[n][_]]]",
      "a := [x | n := input.es[_].n; x := [y | some p in input.ps; p.n == n; y := [q | q := input.ps[_].v; q > p.v]]]",
      "a := [x | n := input.es[_].n; x := [y | some p in input.ps; p.n == n; y := count([q | q := input.ps[_]; q.n == n])]]",
      "a := [x | n := input.es[_].n; x := [p.v | some p in input.ps; p.n == n] with input.ps as [{\"n\": n, \"v\": 9}]]",
      "a := x if { x := [y | n := input.es[_].n; y := b(n)] }\nb(n) := [p.v | some p in input.ps; p.n == n]",
      "a contains x if { n := input.es[_].n; x := {p.n: 1 / p.v | some p in input.ps; p.n == n} }",
  };
  const char* inputs[] = {
      R"({"es": [{"n": 1, "w": 2}, {"n": 2}, {"w": 3}, {"n": 1.0, "w": 2}], "by": [[1], [2, 3]],
          "ps": [{"n": 1, "v": 1, "w": 2, "ns": [1, 1, 2]}, {"n": 2, "v": 2}, {"n": 1, "v": 3, "w": 3, "ns": []}, {"n": null, "v": 0}]})",
      R"({"es": [{"n": {"x": [1]}, "w": [2]}, {"n": []}], "ps": [{"n": {"x": [1]}, "v": {"y": 1}, "w": [2], "ns": {"x": []}}, {"v": 1}]})",
      R"({"es": [], "ps": []})",
      R"({"es": [{"n": "a", "w": 1}], "ps": [{"n": "a", "v": 1, "w": 1}, {"n": "a", "v": 1, "w": 2}]})",
  };
  for (const char* rule : rules) {
    for (const char* input : inputs) {
      Options each;
      each.comprehension_index = false;
      INFO(rule << "\n" << input);
      CHECK(Ask(rule, input) == Ask(rule, input, each));
    }
  }
}

// As OPA's rule index has it: what tests the beginning or end of a path's text is no error of another value.
TEST_CASE("affix tests of what is no string are undefined, also under strict errors") {
  for (const char* test : {"startswith(input.x, \"a\")", "endswith(input.x, \"a\")", "glob.match(\"a:*\", [\":\"], input.x)", "{ y := input; startswith(y.x, \"\") }"}) {
    for (int bodies : {1, 5}) {
      for (bool index : {true, false}) {
        Options options;
        options.strict_builtin_errors = true;
        options.rule_index = index;
        std::string rules;
        for (int i = 0; i < bodies; ++i) rules += std::string("a if ") + test + "\n";
        INFO(rules);
        CHECK(Ask(rules.c_str(), R"({"x": 1})", options) == "undefined");
        CHECK(Ask(rules.c_str(), R"({"x": "a:a"})", options) == "true");
        CHECK(Ask(rules.c_str(), "{}", options) == "undefined");
      }
    }
  }
  Options strict;
  strict.strict_builtin_errors = true;
  CHECK(Ask("a if glob.match(\"a*\", [], input.x)", R"({"x": 1})", strict).find("eval_type_error") == 0);
}

TEST_CASE("strict errors of built-ins are errors") {
  Options strict;
  strict.strict_builtin_errors = true;
  CHECK(Ask("a := 1 / input.zero", R"({"zero": 0})", strict) == "eval_builtin_error: div: divide by zero");
  CHECK(Ask("a if not 1 / input.zero == 1", R"({"zero": 0})", strict) == "eval_builtin_error: div: divide by zero");
}
