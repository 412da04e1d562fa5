// Goldens of the dump.
#include <catch2/catch.hpp>

#include "tests/syntax/parse.h"

namespace reeve::ast {
namespace {

TEST_CASE("dump") {
  syntax::Parsed parsed("package a\nimport data.b as c\n\np[x] := 1 if {\n\tnot c.d[x]\n} \n");
  REQUIRE(parsed.error() == "");
  CHECK(Dump(*parsed.module) == R"(package data.a @1:1
import data.b as c @2:1
rule name=p := if @4:1
  ref ref @4:1
    var p @4:1
    var x @4:3
  key var x @4:3
  value number 1 @4:9
  expr term negated @5:2
    ref @5:6
      var c @5:6
      string "d" @5:8
      var x @5:10
)");
}

// As OPA places them: a further body's head stands at its body, a literal behind `else if` at the else.
TEST_CASE("places of further bodies and else branches") {
  syntax::Parsed parsed("package a\np(x) := 1 if {\n\tx\n} {\n\ty\n}\nq if r else := 2 if s\n");
  REQUIRE(parsed.error() == "");
  const std::vector<Rule*>& rules = parsed.module->rules;
  REQUIRE(rules.size() == 3);
  CHECK(rules[1]->location.row == 4);
  CHECK(rules[1]->head.args[0]->location.column == 3);
  CHECK(rules[1]->body[0]->location.row == 5);
  CHECK(rules[2]->otherwise->location.column == 8);
  CHECK(rules[2]->otherwise->body[0]->terms[0]->location.column == 8);
}

TEST_CASE("dump of a query") {
  syntax::Parsed parsed("x = -1", {}, false);
  REQUIRE(parsed.error() == "");
  CHECK(Dump(parsed.body) == R"(expr call @1:1
  ref @1:3
    var eq @1:3
  var x @1:1
  number -1 @1:5
)");
}

}  // namespace
}  // namespace reeve::ast
