// What the lexer decides from context, seen through DumpTokens.
#include <catch2/catch.hpp>

#include "syntax/parser.h"

namespace reeve::syntax {
namespace {

// The tokens' names and kinds, without places and texts.
std::string Kinds(const std::string& text, ParseOptions options = {}) {
  std::string dump = DumpTokens({{"t.rego", text}}, 0, options), out;
  for (size_t at = 0; at < dump.size();) {
    size_t tab = dump.find('\t', at), end = dump.find('\n', at);
    size_t stop = std::min(end, dump.find('\t', tab + 1));
    if (!out.empty()) out += ", ";
    out += dump.substr(tab + 1, stop - tab - 1);
    at = end + 1;
  }
  return out;
}

std::string Kind(const std::string& text, size_t n, ParseOptions options = {}) {
  std::string kinds = Kinds(text, options);
  for (; n > 0; --n) kinds = kinds.substr(kinds.find(", ") + 2);
  return kinds.substr(0, kinds.find(", "));
}

const std::string kIf = "package a\np if ";  // the token behind it has number 4

TEST_CASE("brackets that touch a term belong to it") {
  CHECK(Kinds("a[x] [y]") == "identifier, [ ref, identifier, ], [, identifier, ], eof");
  CHECK(Kinds("x := f(x) (y)") == "identifier, assign, identifier, ( call, identifier, ), (, identifier, ), eof");
  CHECK(Kinds("p [x] { y }") == "identifier, [ ref, identifier, ], { body, identifier, }, eof");
}

TEST_CASE("a brace behind if is a body unless it can only be a term") {
  CHECK(Kind(kIf + "{ x }", 4) == "{ body");
  CHECK(Kind(kIf + "{ x; y }", 4) == "{ body");
  CHECK(Kind(kIf + "{}", 4) == "{");
  CHECK(Kind(kIf + "{1, 2} == x", 4) == "{");
  CHECK(Kind(kIf + "{1, 2}[x]", 4) == "{");
  CHECK(Kind(kIf + "{1, 2}\nq := [x]", 4) == "{ body");
  CHECK(Kind(kIf + "{\"a\": 1}", 4) == "{");
  CHECK(Kind(kIf + "{x | y}", 4) == "{");
  CHECK(Kind(kIf + "{x := y | z}", 4) == "{ body");
  CHECK(Kind("package a\nimport rego.v2\np if {x} and {y}", 8) == "{ operand");
}

TEST_CASE("the bar of a comprehension") {
  CHECK(Kinds("x := [a | b]") == "identifier, assign, [, identifier, or comprehension, identifier, ], eof");
  CHECK(Kinds("x := [a | b, c]") == "identifier, assign, [, identifier, or, identifier, ,, identifier, ], eof");
  CHECK(Kinds("x := [a | b, c in d]") ==
        "identifier, assign, [, identifier, or comprehension, identifier, ,, identifier, in, identifier, ], eof");
  CHECK(Kinds("x := [a | some b, c in d]").find("or comprehension") != std::string::npos);
  CHECK(Kinds("x := [1 + a | b]").find("comprehension") == std::string::npos);
  CHECK(Kinds("x := {1 + a: b | c}").find("or comprehension") != std::string::npos);
}

TEST_CASE("keywords depend on version, imports and place") {
  ParseOptions v0;
  v0.version = ast::Version::kV0;
  CHECK(Kind(kIf + "q", 3) == "if");
  CHECK(Kind(kIf + "q", 3, v0) == "identifier");
  CHECK(Kind("package a\nimport rego.v1\np if q", 7, v0) == "if");
  CHECK(Kind("package a\nimport future.keywords.every\np := x in y", 11, v0) == "in");
  CHECK(Kind("x.default", 2) == "identifier");
  CHECK(Kind("default.x", 0) == "identifier");
  CHECK(Kind("p contains x", 1) == "contains");
  CHECK(Kind("x := contains(a, b)", 2) == "identifier");
}

TEST_CASE("a keyword that touches a dot or bracket is a name where the keyword could not stand") {
  CHECK(Kind("p := 1\nas.x := 2", 3) == "identifier");
  CHECK(Kind("p := 1\nwith.x := 2", 3) == "identifier");
  CHECK(Kind("p contains 1\nif.x := 2", 3) == "identifier");
  CHECK(Kind("p if q\nif.x := 2", 3) == "identifier");
  CHECK(Kind("p if q\nwith[\"x\"] := 2", 3) == "identifier");
  CHECK(Kind("p if {\n q\n with.x == 2\n}", 4) == "identifier");
  CHECK(Kind("p if[1][0]", 1) == "if");
  CHECK(Kind("p(x) if[x]", 4) == "if");
  CHECK(Kind("p if q with input as[1]", 5) == "as");
  CHECK(Kind("p if q\nwith input as 1", 3) == "with");
}

TEST_CASE("minus, numbers, templates") {
  CHECK(Kinds("x := -1 - -y") == "identifier, assign, minus unary, number, minus, minus unary, identifier, eof");
  CHECK(Kinds("p if {\nevery x in y { z }\n-1 == a }").find("}, minus unary") != std::string::npos);
  CHECK(Kinds("x := {1} - {2}").find("unary") == std::string::npos);
  CHECK(Kinds("x := .5") == "identifier, assign, number, eof");
  CHECK(Kinds("x := $\"a{b}c\"").find("template-string-part") != std::string::npos);
  CHECK(Kinds("x := 1a").find("illegal number format") != std::string::npos);
}

TEST_CASE("columns count code points") {
  std::string dump = DumpTokens({{"t.rego", "x := \"äöü\" # ß\ny := `a\nb` + z"}}, 0, {});
  CHECK(dump.find("1:6\tstring") != std::string::npos);
  CHECK(dump.find("3:4\tplus") != std::string::npos);
}

}  // namespace
}  // namespace reeve::syntax
