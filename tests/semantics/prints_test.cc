// print: erased, or kept with its arguments as written and its variables checked.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

constexpr const char* kModule =
    "package p\nr if { print(\"a\", input.x, count(input.y)); x := [y | y := 1; print(y)]; x }\ns if print(1)\n";

TEST_CASE("print is erased") {
  CHECK(Rules(kModule) ==
        "r := true if { __local1__ = [__local0__ | __local0__ = 1]; __local1__ }\ns := true if { true }");
}

TEST_CASE("print is kept") {
  Setup setup;
  setup.check.keep_prints = true;
  CHECK(Rules(kModule, setup) ==
        "r := true if { print(\"a\", input.x, count(input.y)); __local1__ = [__local0__ | __local0__ = 1; print(__local0__)]; "
        "__local1__ }\ns := true if { print(1) }");
  CHECK(Errors("package p\nr if { print(z); z = 1 }", setup) == "2:14 rego_compile_error: var z is undeclared");
  CHECK(Errors("package p\nr if { x := input.x; y := [print(x, z) | true] }", setup) ==
        "2:28 rego_type_error: print(x, z) used as value");
}

TEST_CASE("print has no value") {
  CHECK(Errors("package p\nr := print(1)") == "2:6 rego_type_error: print(1) used as value");
}

}  // namespace
}  // namespace reeve::semantics
