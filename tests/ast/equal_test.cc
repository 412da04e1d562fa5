// Equality and copies.
#include <catch2/catch.hpp>

#include "tests/syntax/parse.h"

namespace reeve::ast {
namespace {

using syntax::Parsed;

bool Same(const std::string& a, const std::string& b) {
  Parsed x("package a\n" + a), y("package a\n" + b);
  REQUIRE(x.error() == "");
  REQUIRE(y.error() == "");
  return Equal(*x.module, *y.module);
}

TEST_CASE("equality") {
  CHECK(Same("p := {1, 2}", "p   :=   {2, 1, 1.0}"));
  CHECK(Same("p := {\"a\": 1, \"b\": x}", "p := {\"b\": x, \"a\": 1}"));
  CHECK(Same("p := {\"a\": [1, null]}", "p := ({\"a\": [1, null]})"));  // an island, and not
  CHECK(Same("p := f(_, _)", "p := f(_, _)"));
  CHECK_FALSE(Same("p := 1", "p = 1"));
  CHECK_FALSE(Same("p := [1, 2]", "p := [2, 1]"));
  CHECK_FALSE(Same("p if q", "p if not q"));
  CHECK_FALSE(Same("p if q", "p if q with input as 1"));
  CHECK_FALSE(Same("p if q else := 1", "p if q else := 2"));
}

TEST_CASE("copies are equal and share no node") {
  Parsed parsed(
      "package a\nf(x) := y if { some i; every k, v in x { v[i] == [k | k := y]; $\"{k}\" } with input as {\"a\": 1} } "
      "else := z if { not x }");
  REQUIRE(parsed.error() == "");
  Tree tree;
  Rule* copy = Copy(tree, *parsed.module->rules[0]);
  Module module;
  module.package = parsed.module->package;
  module.rules = {copy};
  CHECK(Equal(*parsed.module, module));
  CHECK(copy->body[1]->body[0] != parsed.module->rules[0]->body[1]->body[0]);
  copy->body[1]->body[0]->negated = true;
  CHECK_FALSE(Equal(*parsed.module, module));
}

}  // namespace
}  // namespace reeve::ast
