// Tests that trees survive being objects, and objects that are no trees.
#include <catch2/catch.hpp>

#include "tests/graphql/documents.h"

namespace reeve::graphql {
namespace {

// The query that an object of JSON is, as JSON again; or why it is none.
std::string Read(std::string_view json) {
  Documents documents;
  std::string error;
  Result<Value> object = value::ParseJson(documents.arena, json);
  QueryDocument* query = QueryFromValue(documents.scope, *object, &error);
  return query == nullptr ? error : ToValue(documents.scope, *query).ToJson();
}

}  // namespace

TEST_CASE("graphql: a query without fragments survives") {
  for (const char* text : {"{a}", "query Q($v: [Int!] = [1] @d(x: {y: null})) @e { a: b(c: $v, d: \"s\") @f { g } }"}) {
    std::string json = Documents().Query(text);
    CHECK(Read(json) == json);
  }
}

TEST_CASE("graphql: objects are read as encoding/json reads them") {
  CHECK(Read("{}") == "{}");
  CHECK(Read(R"({"Operations": null, "other": 1})") == "{}");
  CHECK(Read(R"({"operations": [{"Name": "A"}]})") == R"({"Operations":[{"Name":"A","Operation":""}]})");
  CHECK(Read(R"({"Operations": [{"name": "A"}]})") == R"({"Operations":[{"Name":"","Operation":""}]})");
  std::string selections = Read(R"({"Operations": [{"SelectionSet": [1, {"Name": 1}, {"Name": "f", "Alias": 2}]}]})");
  CHECK(selections.find(R"("SelectionSet":[{"SelectionSet")") == std::string::npos);
  CHECK(selections.find(R"({"Name":"f"})") != std::string::npos);
}

TEST_CASE("graphql: objects that are no queries") {
  CHECK(Read(R"({"Operations": 1})") == "GraphQL object: expected an array, found number");
  CHECK(Read(R"({"Operations": [null]})") == "GraphQL object: expected an object, found null");
  CHECK(Read(R"({"Operations": [{"Name": []}]})") == "GraphQL object: expected a string, found array");
  CHECK(Read(R"({"Operations": [{"VariableDefinitions": [{"Variable": "x"}]}]})") == "GraphQL object: Type is missing");
  CHECK(Read(R"({"Operations": [{"VariableDefinitions": [{"Type": {}}]}]})") == "GraphQL object: NamedType is missing");
  std::string fields = R"({"Operations": [{"Directives": [{"Arguments": [{"Value": {"Kind": 10}}]}]}]})";
  CHECK(Read(fields) == "GraphQL object: expected a kind of value from 0 to 9, found number");
  std::string deep;
  for (int i = 0; i < 240; ++i) deep += R"({"SelectionSet":[)";
  for (int i = 0; i < 240; ++i) deep += "]}";
  CHECK(Read("{\"Operations\":[" + deep + "]}").size() > 240);
}

}  // namespace reeve::graphql
