// What Rego v1 asks of modules: the parser tells v1 modules of it, imports of rego.v1 too. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("module checks") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"duplicate imports",
       R"(package p
import rego.v1
import data.a.x
import data.b.x
r := x)",
       R"(4:1 rego_compile_error: import must not shadow import data.a.x)"},
      {"a rule named input",
       R"(package p
input := 1)",
       R"(2:1 rego_compile_error: rules must not shadow input (use a different rule name))"},
      {"an argument named data",
       R"(package p
f(data) := 1)",
       R"(2:1 rego_compile_error: args must not shadow data (use a different variable name))"},
      {"a variable named input",
       R"(package p
r if { input := 1; input > 0 })",
       R"(2:8 rego_compile_error: variables must not shadow input (use a different variable name))"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Errors(c.module) == c.want);
  }
}

}  // namespace
}  // namespace reeve::semantics
