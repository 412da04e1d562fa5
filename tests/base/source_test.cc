// Diagnostics with places and excerpts.
#include "base/source.h"

#include <catch2/catch.hpp>

using namespace reeve;

namespace {

std::vector<Source> One(std::string text) { return {{"policy.rego", std::move(text)}}; }

}  // namespace

TEST_CASE("the excerpt is the line without its leading tabs, and a caret") {
  std::vector<Source> sources = One("package p\n\t\tx := y\n");
  Location at{0, 2, 8, 17, 18};
  Diagnostic d = MakeDiagnostic(sources, Code::kRegoUnsafeVar, at, "var y is unsafe", true);
  REQUIRE(d.file == "policy.rego");
  REQUIRE(d.row == 2);
  REQUIRE(d.column == 8);
  REQUIRE(d.details == std::vector<std::string>{"x := y", "     ^"});
  REQUIRE(d.ToString() == "policy.rego:2: rego_unsafe_var_error: var y is unsafe\n\tx := y\n\t     ^");
}

TEST_CASE("excerpts at the edges of the text") {
  auto line = [](std::string text, uint32_t offset) {
    return MakeDiagnostic(One(std::move(text)), Code::kRegoParse, {0, 1, 1, offset, offset}, "m", true).details.at(0);
  };
  REQUIRE(line("abc", 0) == "abc");
  REQUIRE(line("abc", 3) == "abc");
  REQUIRE(line("abc", 99) == "abc");
  REQUIRE(line("a\nb\nc", 2) == "b");
  REQUIRE(line("a\r\nb", 0) == "a");
  REQUIRE(line("", 0) == "");
  REQUIRE(line("\nb", 0) == "");
  REQUIRE(line("a\nb", 1) == "a");
}

TEST_CASE("very long lines are cut or left out") {
  std::string text(1000000, 'a');
  Diagnostic near = MakeDiagnostic(One(text), Code::kRegoParse, {0, 1, 1, 0, 1}, "m", true);
  REQUIRE(near.details.at(0).size() == 400);
  Diagnostic far = MakeDiagnostic(One(text), Code::kRegoParse, {0, 1, 500000, 499999, 500000}, "m", true);
  REQUIRE(far.details.empty());
}

TEST_CASE("without a source there is a place but no file") {
  Diagnostic d = MakeDiagnostic({}, Code::kRegoType, {0, 3, 4, 0, 0}, "m", true);
  REQUIRE(d.file.empty());
  REQUIRE(d.ToString() == "3:4: rego_type_error: m");
}
