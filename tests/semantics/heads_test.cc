// Heads of rules and comprehensions. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("heads") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"brackets",
       R"(package p
q[input.a] := 1)",
       R"(q[__local0__] := 1 if { __local0__ = input.a })"},
      {"a composite value",
       R"(package p
q := {"k": data.z, "l": [input.x]})",
       R"(q := __local0__ if { __local0__ = {"k": data.z, "l": [input.x]} })"},
      {"a key",
       R"(package p
q contains input.x)",
       R"(q contains __local0__ if { __local0__ = input.x })"},
      {"a call as value",
       R"(package p
q := count(input.x) + 1)",
       R"(q := __local1__ if { count(input.x, __local0__); plus(__local0__, 1, __local1__) })"},
      {"a comprehension's head",
       R"(package p
q := [x.y | some x in input.xs])",
       R"(q := __local3__ if { __local3__ = [__local2__ | __local1__ = input.xs[__local0__]; __local2__ = __local1__.y] })"},
      {"an object comprehension",
       R"(package p
q := {x.k: x.v | some x in input.xs})",
       R"(q := __local4__ if { __local4__ = {__local2__: __local3__ | __local1__ = input.xs[__local0__]; __local2__ = __local1__.k; __local3__ = __local1__.v} })"},
      {"nested comprehensions",
       R"(package p
q := [[y | y := x[_]] | x := input.xs[_]])",
       R"(q := __local3__ if { __local3__ = [__local2__ | __local0__ = input.xs[_]; __local2__ = [__local1__ | __local1__ = __local0__[_]]] })"},
      {"a constant stays",
       R"(package p
q := {"k": [1, "a", null]})",
       R"(q := {"k": [1, "a", null]} if { true })"},
      {"else",
       R"(package p
q := 1 if input.a else := input.b)",
       R"(q := 1 if { input.a } else q := __local0__ if { __local0__ = input.b })"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Rules(c.module) == c.want);
  }
}

}  // namespace
}  // namespace reeve::semantics
