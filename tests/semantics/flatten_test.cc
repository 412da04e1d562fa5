// Calls stand at the top of expressions. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("flatten") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"nested calls",
       R"(package p
r if count(trim(input.x, " ")) > 1)",
       R"(r := true if { trim(input.x, " ", __local0__); count(__local0__, __local1__); __local1__ > 1 })"},
      {"in refs",
       R"(package p
r := input.a[lower(input.k)])",
       R"(r := __local1__ if { lower(input.k, __local0__); __local1__ = input.a[__local0__] })"},
      {"refs on literals",
       R"(package p
r := [1, 2][input.i])",
       R"(r := __local1__ if { __local0__ = [1, 2]; __local1__ = __local0__[input.i] })"},
      {"refs on calls",
       R"(package p
r := split(input.x, ",")[0])",
       R"(r := __local1__ if { split(input.x, ",", __local0__); __local1__ = __local0__[0] })"},
      {"in composites",
       R"(package p
r := [abs(1), {"k": abs(2)}])",
       R"(r := [__local0__, {"k": __local1__}] if { abs(1, __local0__); abs(2, __local1__) })"},
      {"in comprehensions",
       R"(package p
r := [abs(x) | some x in input.xs])",
       R"(r := __local3__ if { __local3__ = [__local2__ | __local1__ = input.xs[__local0__]; abs(__local1__, __local2__)] })"},
      {"every over a call",
       R"(package p
r if every x in split(input.x, ",") { x != "" })",
       R"(r := true if { split(input.x, ",", __local3__); __local2__ = __local3__; every __local0__, __local1__ in __local2__ {)"},
      {"with",
       R"(package p
r if count(lower(input.x)) > 1 with input as {"x": "A"})",
       R"(r := true if { lower(input.x, __local0__) with input as {"x": "A"}; count(__local0__, __local1__) with input as {"x": "A"}; __local1__ > 1 with input as {"x": "A"} })"},
      {"negated",
       R"(package p
r if not count(input.x) > 1)",
       R"(r := true if { count(input.x, __local0__); not __local0__ > 1 })"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Rules(c.module) == c.want);
  }
}

}  // namespace
}  // namespace reeve::semantics
