// Rules that cannot stand together. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("conflicts") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"complete and set",
       R"(package p
q := 1
q contains 2)",
       R"(2:1 rego_type_error: conflicting rules data.p.q found)"},
      {"arities",
       R"(package p
f(x) := 1
f(x, y) := 2)",
       R"(2:1 rego_type_error: conflicting rules data.p.f found)"},
      {"function and rule",
       R"(package p
f(x) := 1
f := 2)",
       R"(2:1 rego_type_error: conflicting rules data.p.f found)"},
      {"two defaults",
       R"(package p
default q := 1
default q := 2)",
       R"(1:1 rego_type_error: multiple default rules data.p.q found at test-0.rego:2, test-0.rego:3)"},
      {"below a rule",
       R"(package p
q := 1
q.r := 2)",
       R"(2:1 rego_type_error: rule data.p.q conflicts with:
  rule data.p.q.r at test-0.rego:3)"},
      {"below a dynamic rule",
       R"(package p
q[x] := 1 if x := input.x
q.r := 2)",
       R"()"},
      {"set and object of sets",
       R"(package p
q contains 1
q[x] contains 2 if x := input.x)",
       R"(2:1 rego_type_error: conflicting rules data.p.q[x] found)"},
      {"a function below",
       R"(package p
q[x] := 1 if x := input.x
q.f(x) := 2)",
       R"(2:1 rego_type_error: rule data.p.q[x] conflicts with:
  rule data.p.q.f at test-0.rego:3)"},
      {"many definitions",
       R"(package p
q if input.a
q if input.b
q := true if input.c)",
       R"()"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Errors(c.module) == c.want);
  }
}

}  // namespace
}  // namespace reeve::semantics
