// Types of JSON schemas.
#include <catch2/catch.hpp>

#include "types/types.h"
#include "value/json.h"

namespace reeve::types {
namespace {

std::string TypeOf(const std::string& schema) {
  Arena arena;
  Types types;
  Result<Value> value = value::ParseJson(arena, schema);
  REQUIRE(value.ok());
  Result<const Type*> type = FromSchema(types, *value);
  return type.ok() ? Print(*type) : "error: " + std::string(type.status().message());
}

TEST_CASE("scalars, objects, arrays") {
  CHECK(TypeOf("{}") == "any");
  CHECK(TypeOf("true") == "any");
  CHECK(TypeOf(R"({"type": "string"})") == "string");
  CHECK(TypeOf(R"({"type": "integer"})") == "number");
  CHECK(TypeOf(R"({"type": ["null", "boolean"]})") == "boolean");
  CHECK(TypeOf(R"({"type": "null"})") == "any");
  CHECK(TypeOf(R"({"type": "object"})") == "object[any: any]");
  CHECK(TypeOf(R"({"properties": {"b": {"type": "number"}, "a": {"enum": [1]}}})") == "object<a: any, b: number>");
  CHECK(TypeOf(R"({"type": "array"})") == "array[any]");
  CHECK(TypeOf(R"({"items": {"type": "string"}})") == "array[string]");
  CHECK(TypeOf(R"({"type": "array", "items": [{"type": "string"}, {}]})") == "array<string, any>");
}

TEST_CASE("alternatives and conjunctions") {
  CHECK(TypeOf(R"({"anyOf": [{"type": "string"}, {"type": "number"}]})") == "any<number, string>");
  CHECK(TypeOf(R"({"type": "object", "properties": {"a": {"type": "string"}}, "anyOf": [{"properties": {"b": {"type": "null"}}}]})") ==
        "any<object<a: string>, object<b: any>>");
  CHECK(TypeOf(R"({"allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"b": {"type": "number"}}}]})") ==
        "object<a: string, b: number>");
  CHECK(TypeOf(R"({"allOf": [{"type": "string"}, {"type": "number"}]})") ==
        "error: type checking: unable to merge these schemas: type mismatch: string and number");
  CHECK(TypeOf(R"({"allOf": [{"anyOf": [{"type": "string"}]}]})") == "any");
}

TEST_CASE("references") {
  CHECK(TypeOf(R"({"definitions": {"s": {"type": "string"}}, "properties": {"a": {"$ref": "#/definitions/s"}}})") ==
        "object<a: string>");
  CHECK(TypeOf(R"({"definitions": {"n": {"properties": {"next": {"$ref": "#/definitions/n"}}}}, "$ref": "#/definitions/n"})") ==
        "object<next: any>");
  CHECK(TypeOf(R"({"$ref": "#"})") == "any");
  CHECK(TypeOf(R"({"$ref": "#/nosuch"})").find("error: unable to compile the schema") == 0);
  CHECK(TypeOf(R"({"$ref": "https://example.com/s.json"})") ==
        "error: unable to compile the schema: $ref must point into the schema, got: https://example.com/s.json");
  CHECK(TypeOf(R"({"allOf": [{"$ref": "#/allOf/0"}]})").find("error: unable to compile") == 0);
}

TEST_CASE("what is no schema is refused") {
  for (const char* text : {"1", "null", R"({"type": "text"})", R"({"type": 1})", R"({"type": [1]})", R"({"properties": []})",
                           R"({"items": 1})", R"({"anyOf": []})", R"({"allOf": {}})", R"({"$ref": 1})",
                           R"({"properties": {"a": {"type": "text"}}})"}) {
    INFO(text);
    CHECK(TypeOf(text).find("error: unable to compile the schema: ") == 0);
  }
  std::string deep;
  for (int i = 0; i < 400; ++i) deep += R"({"items": )";
  deep += "{}" + std::string(400, '}');
  Arena arena;
  Types types;
  value::JsonOptions options;
  options.max_depth = 1000;
  Result<Value> value = value::ParseJson(arena, deep, options);
  REQUIRE(value.ok());
  CHECK_FALSE(FromSchema(types, *value).ok());
}

}  // namespace
}  // namespace reeve::types
