// Printed text reads as the tree it was printed from, over hand-made cases and OPA's corpora.
#include <catch2/catch.hpp>
#include <iostream>

#include "tests/syntax/corpus.h"
#include "tests/syntax/parse.h"

namespace reeve::ast {
namespace {

using syntax::Parsed;
using syntax::V0;

std::string Printed(const std::string& text) {
  Parsed parsed("package a\n" + text);
  REQUIRE(parsed.error() == "");
  std::string printed = Print(*parsed.module);
  return printed.substr(std::string("package a\n\n").size());
}

TEST_CASE("canonical text") {
  CHECK(Printed("p:=1+2*3") == "p := 1 + (2 * 3)\n");
  CHECK(Printed("p contains x if {some x in q; x>1}") == "p contains x if {\n\tsome x in q\n\tx > 1\n}\n");
  CHECK(Printed("f(_,x)=y if {y=x} else = 2") == "f(_, x) = y if {\n\ty = x\n} else = 2\n");
  CHECK(Printed("p := {\"a-b\": x[\"c d\"].e, \"z\": set()}") == "p := {\"a-b\": x[\"c d\"].e, \"z\": set()}\n");
  CHECK(Printed("p := $\"a{x}\\{{\"s\"}\"") == "p := $\"a{x}\\{{\"s\"}\"\n");
  CHECK(Printed("p if { (a | b) }") == "p if {\n\t(a | b)\n}\n");
}

TEST_CASE("what is printed reads as the same tree, over OPA's corpora") {
  size_t count = 0, failed = 0;
  for (std::string name : {"modules", "bodies"}) {
    bool found = syntax::ForEachCase(name, [&](const syntax::CorpusCase& c) {
      if (!c.accepted || (c.v0 && !c.module)) return;  // Print(Body) has `in`, which is a name in version 0
      Parsed parsed(c.text, c.v0 ? V0() : syntax::ParseOptions(), c.module);
      if (!parsed.ok()) return;
      ++count;
      syntax::ParseOptions options = c.v0 ? V0() : syntax::ParseOptions();
      std::string text = c.module ? Print(*parsed.module) : Print(parsed.body);
      Parsed again(text, options, c.module);
      bool same = again.ok() && (c.module ? Equal(*parsed.module, *again.module) : Equal(parsed.body, again.body));
      if (!same && ++failed <= 15) {
        std::cout << "---- " << c.note << (c.v0 ? " v0\n" : " v1\n") << c.text << "\n-> " << text << "\n"
                  << again.error() << "\n";
      }
    });
    if (!found) {
      WARN("corpora not found: set REEVE_DATA");
      return;
    }
  }
  std::cout << "printed and read again: " << count << ", different " << failed << "\n";
  CHECK(failed == 0);
}

}  // namespace
}  // namespace reeve::ast
