// Queries: captured values and named variables.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("queries") {
  const std::string module =
      "package p\ndefault q := false\nr[x] := y if some x, y in input.xs\nf(x) := x + 1\n";
  struct Case { const char* query; const char* want; };
  const Case cases[] = {
      {"data.p.q", "data.p.q = __localq0__\n  shows __localq0__ for data.p.q"},
      {"1 > 2", "gt(1, 2, __localq0__)\n  shows __localq0__ for 1 > 2"},
      {"data.p.f(1)", "data.p.f(1, __localq0__)\n  shows __localq0__ for data.p.f(1)"},
      {"x := data.p.q; x",
       "__localq1__ = data.p.q; __localq1__ = __localq0__; __localq0__\n  shows true for x := data.p.q\n"
       "  shows __localq0__ for x\n  binds x = __localq1__"},
      {"data.p.r[k] = v", "data.p.r[k] = v\n  shows true for data.p.r[k] = v\n  binds k = k\n  binds v = v"},
      {"input.a[_] == 1",
       "equal(input.a[_], 1, __localq0__); __localq0__\n  shows __localq0__ for input.a[_] == 1"},
      {"not data.p.q", "not data.p.q\n  shows true for not data.p.q"},
      {"some x in [1, 2]; x > 1",
       "__localq3__ = [1, 2]; __localq2__ = __localq3__[__localq1__]; gt(__localq2__, 1, __localq0__); __localq0__\n"
       "  shows true for some x in [1, 2]\n  shows __localq0__ for x > 1\n  binds x = __localq2__"},
      {"walk(input, [p, v])",
       "walk(input, [p, v])\n  shows true for walk(input, [p, v])\n  binds p = p\n  binds v = v"},
      {"x > 1", "1:1 rego_unsafe_var_error: var x is unsafe"},
      {"foo(1)", "1:1 rego_type_error: undefined function foo"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(QueryLines(c.query, module) == c.want);
  }
}

TEST_CASE("a query in a package, with imports") {
  std::unique_ptr<Checked> plain = CheckTexts({"package p\nq := 1\n"}, {.query = "q"});
  CHECK(plain->status.code() == Code::kRegoUnsafeVar);
}

}  // namespace
}  // namespace reeve::semantics
