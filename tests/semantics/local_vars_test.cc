// Declared variables and their scopes. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("local vars") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"assignment",
       R"(package p
r if { x := 1; x > 0 })",
       R"(r := true if { __local0__ = 1; __local0__ > 0 })"},
      {"patterns",
       R"(package p
r if { [x, {"k": y}] := input.z; x == y })",
       R"(r := true if { [__local0__, {"k": __local1__}] = input.z; __local0__ == __local1__ })"},
      {"some",
       R"(package p
r if { some i; input[i] == 1 })",
       R"(r := true if { input[__local0__] == 1 })"},
      {"some in",
       R"(package p
r if { some x in input.xs; x > 1 })",
       R"(r := true if { __local1__ = input.xs[__local0__]; __local1__ > 1 })"},
      {"some with keys",
       R"(package p
r if { some k, v in input.xs; k == v })",
       R"(r := true if { __local1__ = input.xs[__local0__]; __local0__ == __local1__ })"},
      {"some in a literal",
       R"(package p
r if { some x in [1, 2]; x > 1 })",
       R"(r := true if { __local2__ = [1, 2]; __local1__ = __local2__[__local0__]; __local1__ > 1 })"},
      {"some with a pattern",
       R"(package p
r if { some [a, b] in input.xs; a == b })",
       R"(r := true if { [__local1__, __local2__] = input.xs[__local0__]; __local1__ == __local2__ })"},
      {"every",
       R"(package p
r if { every k, v in input.xs { k != v } })",
       R"(r := true if { __local2__ = input.xs; every __local0__, __local1__ in __local2__ {)"},
      {"scopes",
       R"(package p
r if { x := 1; y := [x | x := 2]; y[0] != x })",
       R"(r := true if { __local0__ = 1; __local2__ = [__local1__ | __local1__ = 2]; __local2__[0] != __local0__ })"},
      {"arguments",
       R"(package p
f(x, [y, _]) := z if z := x + y)",
       R"(f(__local0__, [__local1__, __local2__]) := __local3__ if { plus(__local0__, __local1__, __local4__); __local3__ = __local4__ })"},
      {"a local named as a built-in",
       R"(package p
r if { count = 1; count > 0 })",
       R"(r := true if { __local0__ = 1; __local0__ > 0 })"},
      {"input as a local",
       R"(package p
r if { some x; x = input })",
       R"(r := true if { __local0__ = input })"},
      {"twice",
       R"(package p
r if { x := 1; x := 2 })",
       R"(2:16 rego_compile_error: var x assigned above)"},
      {"after use",
       R"(package p
r if { x > 1; x := 2 })",
       R"(2:15 rego_compile_error: var x referenced above)"},
      {"after some",
       R"(package p
r if { some x; some x; x = 1 })",
       R"(2:16 rego_compile_error: var x declared above)"},
      {"an argument",
       R"(package p
f(x) if x := 1)",
       R"(2:9 rego_compile_error: arg x redeclared)"},
      {"unused",
       R"(package p
r if { some x; input.y })",
       R"(2:8 rego_compile_error: declared var x unused)"},
      {"in the domain",
       R"(package p
r if { some x in x })",
       R"(2:8 rego_compile_error: var x assigned before)"},
      {"a negated assignment",
       R"(package p
r if not x := 1)",
       R"(2:6 rego_compile_error: cannot assign vars inside negated expression)"},
      {"to a constant",
       R"(package p
r if 1 := 2)",
       R"(2:6 rego_compile_error: cannot assign to number)"},
      {"a shadowed function",
       R"(package p
f(x) := x
r if { f := 1; f(2) == f })",
       R"(3:16 rego_compile_error: called function f shadowed)"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Rules(c.module) == c.want);
  }
}

}  // namespace
}  // namespace reeve::semantics
