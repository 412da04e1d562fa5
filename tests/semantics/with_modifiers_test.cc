// Targets and values of `with`. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("with modifiers") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"input",
       R"(package p
r if data.q with input as {"a": 1})",
       R"(r := true if { data.q with input as {"a": 1} })"},
      {"input from data",
       R"(package p
r if data.q with input as data.z)",
       R"(r := true if { __local0__ = data.z; data.q with input as __local0__ })"},
      {"a path of input",
       R"(package p
r if data.q with input.a.b as 1)",
       R"(r := true if { data.q with input.a.b as 1 })"},
      {"data",
       R"(package p
r if data.q with data.z as input.y)",
       R"(r := true if { __local0__ = input.y; data.q with data.z as __local0__ })"},
      {"a function by a value",
       R"(package p
f(x) := x
r if f(1) with f as input.y)",
       R"(f(__local0__) := __local0__ if { true }
r := true if { __local1__ = input.y; data.p.f(1) with data.p.f as __local1__ })"},
      {"a function by a function",
       R"(package p
f(x) := x
g(x) := 2
r if f(1) with f as g)",
       R"(f(__local0__) := __local0__ if { true }
g(__local1__) := 2 if { true }
r := true if { data.p.f(1) with data.p.f as data.p.g })"},
      {"a built-in",
       R"(package p
g(x) := 2
r if count(input.x) with count as g)",
       R"(g(__local0__) := 2 if { true }
r := true if { count(input.x) with count as data.p.g })"},
      {"a built-in by a built-in",
       R"(package p
r if count(input.x) with count as sum)",
       R"(r := true if { count(input.x) with count as sum })"},
      {"below a rule",
       R"(package p
q := {"a": 1}
r if input.x with data.p.q.a as 1)",
       R"(3:19 rego_compile_error: with keyword cannot partially replace virtual document(s))"},
      {"an unknown target",
       R"(package p
r if input.x with foo as 1)",
       R"(2:19 rego_type_error: with keyword target must reference existing input, data, or a function)"},
      {"equality",
       R"(package p
r if input.x = 1 with eq as 1)",
       R"(2:23 rego_compile_error: with keyword replacing built-in function: replacement of "eq" invalid)"},
      {"an internal function",
       R"(package p
r if input.x with internal.member_2 as 1)",
       R"(2:19 rego_compile_error: with keyword replacing built-in function: replacement of internal function "internal.member_2" invalid)"},
      {"a relation",
       R"(package p
r if walk(input.x) with walk as 1)",
       R"(2:25 rego_compile_error: with keyword replacing built-in function: target must not be a relation)"},
      {"another arity",
       R"(package p
g(x, y) := x
r if count(input.x) with count as g)",
       R"(3:21 rego_type_error: count: arity mismatch
3:21 rego_type_error: count: arity mismatch)"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Rules(c.module) == c.want);
  }
}

}  // namespace
}  // namespace reeve::semantics
