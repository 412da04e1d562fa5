// Called functions and their arities. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("functions") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"unknown",
       R"(package p
r if foo(1))",
       R"(2:6 rego_type_error: undefined function foo)"},
      {"unknown, of the policy",
       R"(package p
r if data.x.f(1))",
       R"(2:6 rego_type_error: undefined function data.x.f)"},
      {"too few",
       R"(package p
f(x, y) := x
r if f(1))",
       R"(3:6 rego_type_error: function data.p.f has arity 2, got 1 argument)"},
      {"too many",
       R"(package p
f(x) := x
r if f(1, 2, 3))",
       R"(3:6 rego_type_error: function data.p.f has arity 1, got 3 arguments)"},
      {"an explicit output",
       R"(package p
f(x) := x
r := y if f(1, y))",
       R"()"},
      {"a built-in",
       R"(package p
r if startswith("a"))",
       R"(2:6 rego_type_error: startswith: arity mismatch)"},
      {"nested",
       R"(package p
r if sum() == 1)",
       R"(2:6 rego_type_error: sum: arity mismatch)"},
      {"a rule that is no function",
       R"(package p
f := 1
r := f())",
       R"(3:6 rego_type_error: undefined function data.p.f)"},
      {"no arguments",
       R"(package p
f() := x if x := input.x
r := f())",
       R"()"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Errors(c.module) == c.want);
  }
}

TEST_CASE("a call of a local variable") {
  Setup v0;
  v0.version = ast::Version::kV0;
  CHECK(Errors("package p\nr {\n  input := 0\n  input()\n}", v0) == "4:3 rego_type_error: undefined function ");
  CHECK(Errors("package p\nr {\n  data := 0\n  x := data(1, data.a(2))\n}", v0) ==
        "4:8 rego_compile_error: called function data shadowed\n4:16 rego_compile_error: called function data.a shadowed");
}

}  // namespace
}  // namespace reeve::semantics
