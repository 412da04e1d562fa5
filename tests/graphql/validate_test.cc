// Tests the rules, and queries made to be expensive; tests/builtins/cases/graphql.jsonl has one or more for each rule.
#include <catch2/catch.hpp>

#include "tests/graphql/documents.h"

namespace reeve::graphql {
namespace {

constexpr const char* kSchema =
    "type Query { a: Query b(x: Int, y: In): Int name: String u: U } input In { p: Int! q: [In!] } union U = A | B "
    "type A { n: Int } type B { n: String }";

}  // namespace

TEST_CASE("graphql: queries fit the schema or say why not") {
  struct Case {
    const char* query;
    const char* error;
  };
  const Case kCases[] = {
      {"{ a { b(x: 1) } }", ""},
      {"{ u { ... on A { n } ... on B { m: n } __typename } }", ""},
      {"{ nam }", "Cannot query field \"nam\" on type \"Query\". Did you mean \"name\" or \"a\"?\n in GraphQL string at location 1:3"},
      {"{ u { n } }", "Cannot query field \"n\" on type \"U\". Did you mean to use an inline fragment on \"A\" or \"B\"?\n"
                      " in GraphQL string at location 1:7"},
      {"{ b(y: {q: []}) }", "Field \"In.p\" of required type \"Int!\" was not provided in GraphQL string at location 1:8"},
      {"query ($v: String) { b(x: $v) }",
       "Variable \"$v\" of type \"String\" used in position expecting type \"Int\" in GraphQL string at location 1:27"},
      {"{ x: b x: name }", "Fields \"x\" conflict because \"b\" and \"name\" are different fields. Use different aliases on "
                           "the fields to fetch both if this was intentional in GraphQL string at location 1:8"},
      {"mutation { a }", "Schema does not support operation type \"mutation\"\n in GraphQL string at location 1:1"},
      {"{ ...F } fragment F on Query { ...F }",
       "Cannot spread fragment \"F\" within itself in GraphQL string at location 1:35"},
  };
  for (const Case& c : kCases) {
    INFO(c.query);
    CHECK(Documents().Validate(c.query, kSchema) == c.error);
  }
}

TEST_CASE("graphql: fragments that multiply end by the budget or the limit of depth") {
  std::string cycle = "{ ...F } fragment F on Query { a { ...F a { ...F } } }";
  CHECK(!Documents().Validate(cycle, kSchema).empty());
  std::string doubling = "{ __schema { ...F0 } }";  // each fragment spreads the next one twice
  for (int i = 0; i < 40; ++i) {
    std::string next = "{ types { ...F" + std::to_string(i + 1) + " } x: types { ...F" + std::to_string(i + 1) + " } }";
    doubling += " fragment F" + std::to_string(i) + " on __Schema " + next;
  }
  CHECK(Documents(5000000).Validate(doubling + " fragment F40 on __Type { name }", kSchema) == "stopped: reeve_work_limit_error");
  std::string chain = "{ ...F0 }";
  for (int i = 0; i < 5000; ++i) {
    chain += " fragment F" + std::to_string(i) + " on Query { ...F" + std::to_string(i + 1) + " }";
  }
  CHECK(Documents().Validate(chain + " fragment F5000 on Query { b }", kSchema) == "stopped: reeve_depth_limit_error");
  std::string same = "{";
  for (int i = 0; i < 20000; ++i) same += " b";
  CHECK(Documents(5000000).Validate(same + " }", kSchema) == "stopped: reeve_work_limit_error");
}

}  // namespace reeve::graphql
