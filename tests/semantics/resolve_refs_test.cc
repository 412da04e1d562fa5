// Names of imports and rules become full refs. Expected: OPA's compiler, in the words of the dump.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("resolve refs") {
  struct Case { const char* name; const char* module; const char* want; };
  const Case cases[] = {
      {"a rule of the package",
       R"(package p
q := 1
r if q > 0)",
       R"(q := 1 if { true }
r := true if { data.p.q > 0 })"},
      {"a rule of the package behind dots",
       R"(package p
q.s := 1
r := q.s)",
       R"(q.s := 1 if { true }
r := __local0__ if { __local0__ = data.p.q.s })"},
      {"an import",
       R"(package p
import data.x.y
r := y.z)",
       R"(r := __local0__ if { __local0__ = data.x.y.z })"},
      {"an import with another name",
       R"(package p
import input.user as u
r := u.name)",
       R"(r := __local0__ if { __local0__ = input.user.name })"},
      {"names in brackets",
       R"(package p
q := 1
r := input[q])",
       R"(q := 1 if { true }
r := __local0__ if { __local0__ = input[data.p.q] })"},
      {"arguments hide rules",
       R"(package p
q := 1
f(q) := q)",
       R"(f(__local0__) := __local0__ if { true }
q := 1 if { true })"},
      {"some hides rules",
       R"(package p
q := 1
r if { some q; input[q] })",
       R"(q := 1 if { true }
r := true if { input[__local0__] })"},
      {"assignments hide rules",
       R"(package p
q := 1
r if { q := 2; q > 1 })",
       R"(q := 1 if { true }
r := true if { __local0__ = 2; __local0__ > 1 })"},
      {"in a comprehension only",
       R"(package p
q := 1
r := [q | q := 2] if q == 1)",
       R"(q := 1 if { true }
r := __local1__ if { data.p.q == 1; __local1__ = [__local0__ | __local0__ = 2] })"},
      {"every hides rules",
       R"(package p
q := 1
r if every q in input.xs { q > 1 })",
       R"(q := 1 if { true }
r := true if { __local2__ = input.xs; every __local0__, __local1__ in __local2__ {)"},
      {"a rule named as a built-in",
       R"(package p
count(x) := x
r := count([1]))",
       R"(count(__local0__) := __local0__ if { true }
r := __local1__ if { data.p.count([1], __local1__) })"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(Rules(c.module) == c.want);
  }
}

}  // namespace
}  // namespace reeve::semantics
