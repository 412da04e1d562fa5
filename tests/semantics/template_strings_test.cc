// Template strings become calls. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("template strings") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"parts",
       R"(package p
x := input.x
r := $"a {x} b {input.y}")",
       R"(r := __local2__ if { internal.template_string(["a ", {__local0__ | __local0__ = data.p.x}, " b ", {__local1__ | __local1__ = input.y}], __local2__) }
x := __local3__ if { __local3__ = input.x })"},
      {"a local",
       R"(package p
r := s if { x := input.x; s := $"{x}" })",
       R"(r := __local1__ if { __local0__ = input.x; internal.template_string([{__local0__}], __local2__); __local1__ = __local2__ })"},
      {"a rule with a default",
       R"(package p
default q := 1
r := $"{q}")",
       R"(default q := 1 if { true }
r := __local0__ if { internal.template_string([{data.p.q}], __local0__) })"},
      {"a call",
       R"(package p
r := $"{count(input.xs)}")",
       R"(r := __local2__ if { internal.template_string([{__local0__ | count(input.xs, __local1__); __local0__ = __local1__}], __local2__) })"},
      {"empty",
       R"(package p
r := $"")",
       R"(r := __local0__ if { internal.template_string([""], __local0__) })"},
      {"nested",
       R"(package p
r := $"a{$"b{input.c}"}")",
       R"(r := __local3__ if { internal.template_string(["a", {__local0__ | internal.template_string(["b", {__local1__ | __local1__ = input.c}], __local2__); __local0__ = __local2__}], __local3__) })"},
      {"undeclared",
       R"(package p
r := $"{x + 1}")",
       R"(2:9 rego_compile_error: var x is undeclared)"},
      {"a relation",
       R"(package p
r := $"{walk(input)}")",
       R"(2:9 rego_compile_error: illegal call to relation built-in 'walk' that may cause multiple outputs)"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Rules(c.module) == c.want);
  }
}

}  // namespace
}  // namespace reeve::semantics
