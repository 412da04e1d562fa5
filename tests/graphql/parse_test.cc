// Tests lexer and parser: trees, places of errors, comments, and texts that are cut off or nested without end.
#include <catch2/catch.hpp>

#include "tests/graphql/documents.h"

namespace reeve::graphql {
namespace {

// The fields of the one operation of a query.
std::string Fields(std::string_view text) {
  std::string json = Documents().Query(text);
  size_t at = json.find("\"SelectionSet\":");
  return at == std::string::npos ? json : json.substr(at);
}

std::string Nested(size_t levels, std::string_view open, std::string_view close) {
  std::string text;
  for (size_t i = 0; i < levels; ++i) text += open;
  for (size_t i = 0; i < levels; ++i) text += close;
  return text;
}

}  // namespace

TEST_CASE("graphql: queries become trees") {
  CHECK(Documents().Query("") == "{}");
  CHECK(Fields("{a}") == R"("SelectionSet":[{"Alias":"a","Name":"a"}]}]})");
  CHECK(Fields("{b:a}") == R"("SelectionSet":[{"Alias":"b","Name":"a"}]}]})");
  CHECK(Fields("{...F}") == R"("SelectionSet":[{"Name":"F"}]}]})");
  CHECK(Fields("{...on T{a}}") ==
        R"("SelectionSet":[{"SelectionSet":[{"Alias":"a","Name":"a"}],"TypeCondition":"T"}]}]})");
  CHECK(Fields("{a(x:\"\"\"\n  one\n    two\n  \"\"\")}").find(R"("Raw":"one\n  two")") != std::string::npos);
  CHECK(Fields("{a(x:\"\\u00e9\\ud800\\n\")}").find("\"Raw\":\"\xC3\xA9\xEF\xBF\xBD\\n\"") != std::string::npos);
  CHECK(Fields("{ # one\n # two\n a }").find(R"("Comment":{"List":[{"Value":"# one"},{"Value":"# two"}]})") !=
        std::string::npos);
}

TEST_CASE("graphql: errors say where") {
  struct Case {
    const char* text;
    const char* error;
  };
  const Case kCases[] = {
      {"{", "Expected Name, found <EOF> in GraphQL string at location 1:2"},
      {"{a()", "expected at least one definition, found ) in GraphQL string at location 1:4"},
      {"{a(x:$)}", "Expected Name, found ) in GraphQL string at location 1:7"},
      {"{\n  \xC3\xA9\n}", "Expected Name, found <Invalid> in GraphQL string at location 2:3"},
      {"{a}\xEF\xBB\xBF!", "Unexpected ! in GraphQL string at location 1:5"},
      {"query(\r\n$a:Int=$b){a}", "Unexpected $ in GraphQL string at location 2:9"},
      {"fragment on on T{a}", "Unexpected Name \"on\" in GraphQL string at location 1:10"},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    CHECK(Documents().Query(c.text) == c.error);
  }
}

TEST_CASE("graphql: every start of a document ends by an answer") {
  std::string text = "query Q($a:[Int!]!=[1,{b:\"\\u00e9\"}] @d(x:1.5e3)) { ...F a:b(c:$a) { ... on T @e { \"\"\"s\"\"\" } } }";
  for (size_t i = 0; i <= text.size(); ++i) CHECK(!Documents().Query(text.substr(0, i)).empty());
  std::string schema = "\"d\" type A implements B & C @x(y:[1]) { \"e\" f(g:Int=1 @h):[Int!]! } extend union U = | A | B";
  for (size_t i = 0; i <= schema.size(); ++i) {
    Documents documents;
    std::string error;
    if (ParseSchema(documents.scope, schema.substr(0, i), &error) == nullptr) CHECK(!error.empty());
  }
}

TEST_CASE("graphql: nesting without end is stopped") {
  CHECK_THROWS_AS(Documents().Query(Nested(100000, "{a", "}")), Stop);
  CHECK_THROWS_AS(Documents().Query("{a(x:" + Nested(100000, "[", "]") + ")}"), Stop);
  CHECK_THROWS_AS(Documents().Query("{a(x:" + Nested(100000, "{b:", "}") + ")}"), Stop);
  CHECK_THROWS_AS(Documents().Query("query($a:" + Nested(100000, "[", "]") + "){a}"), Stop);
  CHECK_THROWS_AS(Documents().Query("{" + Nested(100000, "...{", "}") + "}"), Stop);
  CHECK(Fields(Nested(100, "{a", "}")).size() > 100);
  CHECK_THROWS_AS(Documents(1000).Query(std::string(1 << 20, ' ')), Stop);
  CHECK(Documents().Query("{a(x:" + std::string(1 << 20, '9') + ")}").size() > (1 << 20));
}

}  // namespace reeve::graphql
