// The tree of documents, and the rules of names' numbers.
#include <catch2/catch.hpp>

#include "base/arena.h"
#include "semantics/names.h"
#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("the tree of documents") {
  std::unique_ptr<Checked> checked = CheckTexts({"package a.b\nc[1].d := 2\nc.e[x] := y if some x, y in input\nf.g(x) := x\n",
                                                 "package a.b.z", "package a\nk := 1"});
  REQUIRE(checked->policy != nullptr);
  CHECK(FindBrokenPromise(*checked->policy, checked->builtins) == "");
  CHECK(DumpPolicy(*checked->policy) ==
        "data\n"
        "  a (package)\n"
        "    b (package)\n"
        "      c\n"
        "        | c[1].d := 2 if { true }\n"
        "        e\n"
        "          | c.e[__local0__] := __local1__ if { __local1__ = input[__local0__] }\n"
        "      f\n"
        "        g\n"
        "          | f.g(__local2__) := __local2__ if { true }\n"
        "      z (package)\n"
        "    k\n"
        "      | k := 1 if { true }\n");
}

TEST_CASE("packages and rules of one name") {
  std::unique_ptr<Checked> checked = CheckTexts({"package a\nb := 1", "package a.b\nc := 2"});
  CHECK(checked->status.code() == Code::kRegoType);
  CHECK(checked->status.diagnostics().front().file == "test-0.rego");
}

TEST_CASE("names") {
  Arena arena;
  capabilities::Builtins builtins;
  Names names(arena, builtins);
  VarId x = names.Intern("x");
  CHECK(names.Intern("x") == x);
  CHECK(names.builtin(names.Intern("count")) != nullptr);
  CHECK(names.builtin(x) == nullptr);
  names.Intern("__local0__");
  CHECK(names.text(names.Fresh()) == "__local1__");
  CHECK(names.Shown(names.Intern("$3")) == "_");
  names.StartQuery();
  CHECK(names.text(names.Fresh()) == "__localq0__");
}

TEST_CASE("sets of variables") {
  VarSet set;
  for (VarId v = 0; v < 100; ++v) CHECK(set.Add(v * 7));
  CHECK_FALSE(set.Add(7));
  CHECK(set.Contains(99 * 7));
  CHECK_FALSE(set.Contains(1));
  CHECK(set.size() == 100);
  SafeSet safe;
  safe.Add(3);
  size_t mark = safe.mark();
  safe.Add(1000);
  safe.Add(3);
  safe.UndoTo(mark);
  CHECK(safe.Contains(3));
  CHECK_FALSE(safe.Contains(1000));
}

}  // namespace
}  // namespace reeve::semantics
