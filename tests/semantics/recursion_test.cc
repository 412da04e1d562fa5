// Rules that depend on themselves. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("recursion") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"itself",
       R"(package p
r if r)",
       R"(2:1 rego_recursion_error: rule data.p.r is recursive: data.p.r -> data.p.r)"},
      {"a cycle",
       R"(package p
a if b
b if c
c if a)",
       R"(2:1 rego_recursion_error: rule data.p.a is recursive: data.p.a -> data.p.b -> data.p.c -> data.p.a
3:1 rego_recursion_error: rule data.p.b is recursive: data.p.b -> data.p.c -> data.p.a -> data.p.b
4:1 rego_recursion_error: rule data.p.c is recursive: data.p.c -> data.p.a -> data.p.b -> data.p.c)"},
      {"a function",
       R"(package p
f(x) := f(x))",
       R"(2:1 rego_recursion_error: rule data.p.f is recursive: data.p.f -> data.p.f)"},
      {"else",
       R"(package p
r := 1 if input.x else := r)",
       R"(2:19 rego_recursion_error: rule data.p.r is recursive: data.p.r -> data.p.r)"},
      {"by a package",
       R"(package p
r if data.p)",
       R"(2:1 rego_recursion_error: rule data.p.r is recursive: data.p.r -> data.p.r)"},
      {"by a variable",
       R"(package p
r if data.p[x] == input.y)",
       R"(2:1 rego_recursion_error: rule data.p.r is recursive: data.p.r -> data.p.r)"},
      {"by a value of input",
       R"(package p
r if data[input.x].r)",
       R"(2:1 rego_recursion_error: rule data.p.r may be recursive: data.p.r -> data.p.r (data[input.x].r refers to data.p.r if input.x is "p"))"},
      {"one of a list",
       R"(package p
r if { some x in ["p", "q"]; data[x].r })",
       R"(2:1 rego_recursion_error: rule data.p.r may be recursive: data.p.r -> data.p.r (data[x].r refers to data.p.r if x is "p" (x is one of ["p", "q"])))"},
      {"narrowed away",
       R"(package p
r if { some x in ["a", "b"]; data[x].r })",
       R"()"},
      {"an argument",
       R"(package p
f(x) := y if y := data.p[x].z
g := f(1))",
       R"(2:1 rego_recursion_error: rule data.p.f may be recursive: data.p.f -> data.p.f (data.p[x] refers to data.p.f if x is "f" (x is an argument of data.p.f))
3:1 rego_recursion_error: rule data.p.g may be recursive: data.p.g -> data.p.f -> data.p.g (data.p[x] in data.p.f refers to data.p.g if x is "g" (x is an argument of data.p.f)))"},
      {"a partial rule",
       R"(package p
q.a := q.b
q.b := 1)",
       R"()"},
      {"a constant elsewhere",
       R"(package p
q["a"] := 1
q["b"] := q["a"])",
       R"()"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Errors(c.module) == c.want);
  }
}

}  // namespace
}  // namespace reeve::semantics
