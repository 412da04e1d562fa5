// Order of bodies, and what nothing binds. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("safety") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"order",
       R"(package p
r if { x > 1; x = input.x })",
       R"(r := true if { x = input.x; x > 1 })"},
      {"a chain",
       R"(package p
r if { x = y; y = z; z = input.z })",
       R"(r := true if { z = input.z; y = z; x = y })"},
      {"a function's output",
       R"(package p
r if { y > 1; count(x, y); x = input.x })",
       R"(r := true if { x = input.x; count(x, y); y > 1 })"},
      {"negation waits",
       R"(package p
r if { not x; x = input.x })",
       R"(r := true if { x = input.x; not x })"},
      {"closures wait",
       R"(package p
r if { y = [z | z = x[_]]; x = input.x })",
       R"(r := true if { x = input.x; y = [z | z = x[_]] })"},
      {"inside of closures",
       R"(package p
r := [x | x > 1; x = input.x])",
       R"(r := __local0__ if { __local0__ = [x | x = input.x; x > 1] })"},
      {"patterns",
       R"(package p
r if { [x, y] = [1, input.y]; x < y })",
       R"(r := true if { [x, y] = [1, input.y]; x < y })"},
      {"refs bind",
       R"(package p
r if { x > 1; input.xs[x] })",
       R"(r := true if { input.xs[x]; x > 1 })"},
      {"not with braces",
       R"(package p
import future.keywords.not
r if { not { y > 1; y = x }; x = input.x })",
       R"(r := true if { x = input.x; not {)"},
      {"and, or",
       R"(package p
import future.keywords.and
import future.keywords.or
r if { x > 1 and input.a or x < 0; x = input.x })",
       R"(r := true if { x = input.x; (x > 1 and input.a) or x < 0 })"},
      {"never",
       R"(package p
r if x > 1)",
       R"(2:6 rego_unsafe_var_error: var x is unsafe)"},
      {"a head",
       R"(package p
r := x if input.y)",
       R"(2:6 rego_unsafe_var_error: var x is unsafe)"},
      {"a cycle",
       R"(package p
r if { x = y; y = x })",
       R"(2:8 rego_unsafe_var_error: var x is unsafe
2:8 rego_unsafe_var_error: var y is unsafe)"},
      {"negated only",
       R"(package p
r if not input.xs[i])",
       R"(2:6 rego_unsafe_var_error: var i is unsafe)"},
      {"a wildcard",
       R"(package p
r if not input.xs[_])",
       R"(2:6 rego_unsafe_var_error: var _ is unsafe)"},
      {"in a closure",
       R"(package p
r := [x | y > 1])",
       R"(2:6 rego_unsafe_var_error: var x is unsafe
2:11 rego_unsafe_var_error: var y is unsafe)"},
      {"the cause of an assignment",
       R"(package p
r if { y := x; z := y + 1; z > 1 })",
       R"(2:8 rego_unsafe_var_error: var x is unsafe)"},
      {"rules on one line",
       R"(package p
q if input.x; r if x)",
       R"(2:13 rego_parse_error: unexpected ; token)"},
      {"every",
       R"(package p
r if every x in xs { x > y })",
       R"(2:17 rego_unsafe_var_error: var xs is unsafe)"},
      {"with",
       R"(package p
r if input.x with input as y)",
       R"(2:6 rego_unsafe_var_error: var y is unsafe)"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Rules(c.module) == c.want);
  }
}

}  // namespace
}  // namespace reeve::semantics
