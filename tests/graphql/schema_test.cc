// Tests what makes a schema hold, in OPA's words; tests/builtins/cases/graphql.jsonl has many more.
#include <catch2/catch.hpp>

#include "tests/graphql/documents.h"

namespace reeve::graphql {

TEST_CASE("graphql: schemas hold or say why not") {
  struct Case {
    const char* text;
    const char* error;  // behind what OPA puts in front
  };
  const Case kCases[] = {
      {"", ""},
      {"type Query { a: Int }", ""},
      {"extend type Query { a: Int }", ""},
      {"extend type __Type { a: Int }", ""},
      {"type Query { a: Nope }", "input:1:17: Undefined type Nope."},
      {"scalar Int", "input:1:8: Cannot redeclare type Int."},
      {"type A implements B { c: Int } interface B { c: Int d: Int }",
       "input:1:6: For A to implement B it must have a field called d."},
      {"union U = A | A type A { a: Int }", "input:1:15: Union type U can only include type A once."},
      {"input I { a: J! } input J { b: I! }",
       "input:1:11: Cannot reference Input Object \"I\" within itself through a series of non-null fields: \"a.b\"."},
      {"enum E { A B C B A }", "input:1:18: Enum value E.A can only be defined once."},
      {"directive @d(a: Int @d) on ARGUMENT_DEFINITION", "input:1:22: Directive d cannot refer to itself."},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    std::string error = Documents().Schema(c.text);
    if (*c.error == '\0') {
      CHECK(error.empty());
    } else {
      CHECK(error == "Error in gqlparser SchemaDocument to Schema conversion: " + std::string(c.error));
    }
  }
}

TEST_CASE("graphql: large schemas end by an answer or the budget") {
  std::string many = "type Query {";
  for (int i = 0; i < 20000; ++i) many += " f" + std::to_string(i) + ": Int";
  CHECK(Documents().Schema(many + " }").empty());
  CHECK(Documents().Schema(many + " f7: Int }").find("Query.f7 can only") != std::string::npos);
  std::string chain;
  for (int i = 0; i < 5000; ++i) chain += "input I" + std::to_string(i) + " { a: I" + std::to_string(i + 1) + "! } ";
  CHECK_THROWS_AS(Documents().Schema(chain + "input I5000 { a: Int }"), Stop);
  std::string members = "union U = Q";
  for (int i = 0; i < 30000; ++i) members += "|Q";
  CHECK(Documents().Schema(members + " type Q { a: Int }").find("once") != std::string::npos);
}

}  // namespace reeve::graphql
