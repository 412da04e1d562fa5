// Escapes, numbers, raw strings and template strings as values in the tree.
#include <catch2/catch.hpp>

#include "syntax/literal.h"
#include "tests/syntax/parse.h"

namespace reeve::syntax {
namespace {

std::string Decoded(std::string_view text) {
  std::string out;
  return DecodeString(text, false, &out) ? out : "(refused)";
}

TEST_CASE("escapes") {
  CHECK(Decoded(R"(a\n\t\\\"\/\b\f\r)") == "a\n\t\\\"/\b\f\r");
  CHECK(Decoded(R"(\u00e4\u20AC)") == "ä€");
  CHECK(Decoded(R"(\ud83d\ude00)") == "\xF0\x9F\x98\x80");
  CHECK(Decoded(R"(\ud83dx)") == "\xEF\xBF\xBDx");
  CHECK(Decoded(R"(\ude00)") == "\xEF\xBF\xBD");
  CHECK(Decoded(R"(\ud83d\u0041)") == "\xEF\xBF\xBD" "A");
  CHECK(Decoded(R"(\u12)") == "(refused)");
  CHECK(Decoded(R"(\q)") == "(refused)");
  CHECK(Decoded("a\\n\x01") == "(refused)");
  CHECK(Decoded("\\") == "(refused)");
}

ast::Term& ValueOf(const Parsed& parsed) { return *parsed.module->rules[0]->head.value; }

TEST_CASE("scalars keep their text") {
  for (std::string number : {"1", "-1", "1.50", "1e3", "0", "-0.0", "123456789012345678901234567890", "1E+2"}) {
    Parsed parsed("package a\np := " + number);
    REQUIRE(parsed.error() == "");
    CHECK(parsed.json().find("\"number\",\"value\":" + number + "}") != std::string::npos);
  }
  CHECK(ValueOf(Parsed("package a\np := `a\\n`")).text == "a\\n");
  CHECK(ValueOf(Parsed("package a\np := \"\"")).text == "");
}

TEST_CASE("template strings") {
  Parsed parsed("package a\np := $\"a{1}b{x.y}\\{c\\n\"");
  REQUIRE(parsed.error() == "");
  const ast::Term& term = ValueOf(parsed);
  REQUIRE(term.kind == ast::TermKind::kTemplateString);
  REQUIRE(term.terms.size() == 5);
  CHECK(term.terms[1]->kind == ast::TermKind::kNumber);
  CHECK(term.terms[3]->kind == ast::TermKind::kPartExpr);
  CHECK(term.terms[4]->text == "{c\n");
  CHECK(Parsed("package a\np := $\"{x := 1}\"").error() ==
        "2:9 unexpected assignment (':=') in template-string expression");
  CHECK(Parsed("package a\np := $\"{not x}\"").error() ==
        "2:9 unexpected negation ('not') in template-string expression");
}

TEST_CASE("an island is a constant with its place") {
  Parsed parsed("package a\np := {\n  \"b\": [1, {\"c\": null}],\n}\nq := 1");
  REQUIRE(parsed.error() == "");
  CHECK(ValueOf(parsed).kind == ast::TermKind::kConstant);
  CHECK(ValueOf(parsed).location.row == 2);
  CHECK(parsed.module->rules[1]->location.row == 5);
  CHECK(parsed.json().find("\"object\",\"value\":[[{\"type\":\"string\",\"value\":\"b\"}") != std::string::npos);
}

}  // namespace
}  // namespace reeve::syntax
