// Places and words of errors.
#include <catch2/catch.hpp>

#include "tests/syntax/parse.h"

namespace reeve::syntax {
namespace {

std::string V1Error(const std::string& text) { return Parsed("package a\n" + text).error(); }
std::string V0Error(const std::string& text) { return Parsed("package a\n" + text, V0()).error(); }

TEST_CASE("rules of the language") {
  CHECK(V1Error("p { true }") == "2:1 `if` keyword is required before rule body");
  CHECK(V1Error("f(x) { true }") == "2:1 `if` keyword is required before function body");
  CHECK(V1Error("p[x] { x := 1 }") == "2:1 `if` keyword is required before rule body");
  CHECK(V1Error("p.x") == "2:1 `contains` keyword is required for partial set rules");
  CHECK(V1Error("p.x.y") == "2:1 rule must have value assignment and/or body declaration");
  CHECK(V1Error("p") == "2:1 var cannot be used for rule name");
  CHECK(V1Error("1") == "2:1 number cannot be used for rule name");
  CHECK(V1Error("not p") == "2:1 negated expressions cannot be used for rule head");
  CHECK(V1Error("p; q") == "2:1 multiple expressions cannot be used for rule head");
  CHECK(V1Error("count(x)") == "2:1 rule name conflicts with built-in function");
  CHECK(V1Error("every := 1") == "2:1 every keyword cannot be used for rule name");
  CHECK(V1Error("default p := x") == "2:1 illegal default rule (value cannot contain var)");
  CHECK(V1Error("default p[x]") == "2:1 illegal default rule (must have a value)");
  CHECK(V1Error("default f(1) := 1") == "2:1 illegal default rule (arguments cannot contain number)");
  CHECK(V1Error("p contains 1 if q else := 2") == "2:19 else keyword cannot be used on multi-value rules");
  CHECK(V1Error("p[x] := 1 if q[x] else := 2").find("2:19 else keyword cannot be used on rules with variables") == 0);
  CHECK(V0Error("p if { q }") ==
        "2:1 var cannot be used for rule name (hint: `import future.keywords.if` for `p if { ... }` rules)");
  CHECK(Parsed("p := 1").error() == "1:1 package expected");
  CHECK(V1Error("package b") == "2:1 unexpected package");
  CHECK(V1Error("import foo.bar")
            .find("2:8 unexpected import path, must begin with one of: {data, future, input, rego}") == 0);
  CHECK(V1Error("import rego.v1 as x") == "2:19 `rego` imports cannot be aliased");
  CHECK(V1Error("import future.keywords.foo") ==
        "2:8 unexpected keyword, must be one of [and contains every if in not or]");
}

TEST_CASE("syntax") {
  CHECK(V1Error("p if { x = 1 y = 2 }") == "2:14 unexpected identifier token: expected \\n or ; or }");
  CHECK(V1Error("p := {x = 1}") == "2:9 unexpected eq token: non-terminated set");
  CHECK(V1Error("p := [1, 2") == "2:10 unexpected eof token: expected \",\" or \"]\"");
  CHECK(V1Error("p := (1 2)") == "2:9 non-terminated expression");
  CHECK(V1Error("p := [1,,2]") == "2:9 unexpected , token");
  CHECK(V1Error("p := 007") == "2:6 unexpected number token: expected number without leading zero");
  CHECK(V1Error("p := --1") == "2:7 unexpected minus token: expected number");
  CHECK(V1Error("p if {}\nq if { x := [y | ] }") == "3:18 found empty body");
  CHECK(V1Error("p := \"\\q\"") == "2:6 illegal escape sequence");
  CHECK(V1Error("p := \"\\ud800x\"") == "");
  CHECK(V1Error("p := \"a\".b") == "2:6 illegal ref (head cannot be string)");
  CHECK(V1Error("p if { not some x in y }") == "2:12 unexpected some keyword: illegal negation of 'some'");
}

// OPA tries a reading and goes back: its first error is the first that no return wiped out.
TEST_CASE("errors stand where OPA's attempts end") {
  CHECK(V1Error("p if {\n\tsome x in data.\n\ttrue\n}") == "3:9 unexpected in keyword: expected \\n or ; or }");
  CHECK(V1Error("p if {\n\tsome v in {a | b : c}\n}") == "3:9 unexpected in keyword: expected \\n or ; or }");
  CHECK(V1Error("p if { x := [1 | some y,\n\t\"b\" != 1] }") == "3:2 unexpected string token: expected var");
  CHECK(V1Error("p if {\n\tx := {1, 2 := 3}\n}") == "3:13 unexpected assign token: expected \",\" or \"}\"");
  CHECK(V1Error("p if { every x { true } }") == "2:16 unexpected { token: expected `x[, y] in xs { ... }` expression");
  CHECK(V1Error("p if {\n\tx = .\n\ty\n}") == "4:2 unexpected identifier token: expected number");
  CHECK(V1Error("p if { true } else") == "2:18 unexpected eof token: expected else value term or rule body");
  CHECK(V1Error("package\nimport rego.v1") == "2:1 unexpected package");
  CHECK(V1Error("p if { {\"a\": 1, b} }") == "2:18 unexpected } token: expected \":\"");
  CHECK(V1Error("f(x, := 1") == "2:6 unexpected assign token");
  CHECK(V1Error("p if { (1 . 2) }") == "2:11 non-terminated expression");
  CHECK(V1Error("not := 1") == "2:1 not keyword cannot be used for rule name");
  CHECK(V1Error("p if { x := $\"a{y\" }") == "2:18 non-terminated string");
  CHECK(V1Error("p if { input.x with input as }") == "2:30 unexpected } token");
  CHECK(V1Error("p if { a with b c d }") == "2:17 unexpected identifier token: expected as keyword");
  CHECK(V1Error("import data.foo as 1") == "2:20 unexpected number token: expected var");
  CHECK(V1Error("import data.foo[x]") == "2:17 unexpected var token: expecting string");
  CHECK(V1Error("package a.b[1]") == "2:13 unexpected number token: expecting string");
  CHECK(V1Error("p if { some }") == "2:13 unexpected } token: expected var");
  CHECK(V1Error("p if { some x.y }") == "2:14 unexpected . token: expected \\n or ; or }");
  CHECK(V1Error("p if { every k, 1 in xs { true } }") == "2:25 unexpected { token: expected value to be a variable");
  CHECK(V1Error("p if { x := [1, 2 }") == "2:19 unexpected } token: expected \",\" or \"]\"");
  CHECK(V1Error("p if { x | y z }") == "2:14 unexpected identifier token: expected \\n or ; or }");
  CHECK(V1Error("p[x] = y if { a } else = z { b }") ==
        "2:19 else keyword cannot be used on rules with variables in head");
  CHECK(V1Error("p if { not }") == "2:12 unexpected } token");
  CHECK(V1Error("p := \"\\u12\"") == "2:6 non-terminated string");
  CHECK(V1Error("p if { x; ; y }") == "2:11 unexpected ; token");
}

TEST_CASE("several errors are reported, with the line and a caret") {
  Parsed parsed("package a\np := [1, }\nq := 1 +\n\nr := )\n");
  REQUIRE(parsed.status.diagnostics().size() >= 2);
  const Diagnostic& first = parsed.status.diagnostics()[0];
  CHECK(first.code == Code::kRegoParse);
  CHECK(first.file == "test.rego");
  CHECK(first.details == std::vector<std::string>{"p := [1, }", "         ^"});
}

TEST_CASE("an unterminated template string has the place of its piece") {
  CHECK(V1Error("p := $\"abc").substr(0, 4) == "2:6 ");
  CHECK(V1Error("p := $`a\nb\n{x}\nc").find("4:4 non-terminated string") == 0);
}

}  // namespace
}  // namespace reeve::syntax
