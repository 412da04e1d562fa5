// Schemas type the input and base documents. The errors of the table are those of OPA 1.22.2.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"
#include "value/json.h"

namespace reeve::semantics {
namespace {

constexpr const char* kRequest = R"({"type": "object", "properties": {
    "user": {"type": "string"}, "n": {"type": "integer"}, "tags": {"type": "array", "items": {"type": "string"}}}})";

// The errors of `package a` and `module`, with kRequest under this name.
std::string ErrorsWith(const std::string& module, const std::string& name) {
  Arena arena;
  std::map<std::string, Value> schemas;
  if (!name.empty()) schemas[name] = *value::ParseJson(arena, kRequest);
  Setup setup;
  setup.check.schemas = &schemas;
  return Errors("package a\n" + module, setup);
}

TEST_CASE("schemas of METADATA blocks") {
  struct { const char *module, *name, *errors; } cases[] = {
    {"# METADATA\n# schemas:\n#   - input: schema.request\np if input.usr\nq if input.usr",
     "schema.request",
     "5:6 rego_type_error: undefined ref: input.usr"},
    {"# METADATA\n# schemas:\n#   - input: schema.nosuch\np if input.usr",
     "schema.request",
     "5:1 rego_type_error: undefined schema: schema.nosuch"},
    {"# METADATA\n# schemas:\n#   - input: {type: object, properties: {a: {type: string}}}\np if input.b",
     "",
     "5:6 rego_type_error: undefined ref: input.b"},
    {"# METADATA\n# schemas:\n#   - input.req: {type: string}\np if input.req.x",
     "",
     "5:6 rego_type_error: undefined ref: input.req.x"},
    {"# METADATA\n# schemas:\n#   - input: schema.request\n#   - input.user: {type: number}\np if startswith(input.user, \"a\")",
     "schema.request",
     "6:6 rego_type_error: startswith: invalid argument(s)"},
    {"# METADATA\n# schemas:\n#   - input.extra.deep: {type: number}\n#   - input: schema.request\np if input.extra",
     "schema.request",
     "6:6 rego_type_error: undefined ref: input.extra"},
    {"# METADATA\n# schemas:\n#   - input: schema.request\n#   - input.extra.deep: {type: number}\np if input.extra.shallow",
     "schema.request",
     "6:6 rego_type_error: undefined ref: input.extra.shallow"},
    {"# METADATA\n# schemas:\n#   - data.users: {type: array, items: {type: string}}\np if data.users[_] == 1",
     "",
     "5:6 rego_type_error: match error"},
    {"# METADATA\n# scope: document\n# schemas:\n#   - input: schema[\"a-b\"]\np if input.usr\np if input.usx",
     "schema[\"a-b\"]",
     "6:6 rego_type_error: undefined ref: input.usr\n7:6 rego_type_error: undefined ref: input.usx"},
    {"# METADATA\n# schemas:\n#   - input: 1\np if input.usr",
     "",
     "2:1 rego_parse_error: invalid schema declaration for path \"input\""},
    {"# METADATA\n# schemas:\n#   - 1x: schema.a\np if input.usr",
     "",
     "2:1 rego_parse_error: invalid document reference"},
    {"# METADATA\n# schemas:\n#   - input: other.a\np if input.usr",
     "",
     "2:1 rego_parse_error: invalid schema reference"},
    {"# METADATA\n# schemas:\n#   - input: {type: text}\np if input.usr",
     "",
     "5:1 rego_type_error: unable to compile the schema: has a primitive type that is NOT VALID -- given: /text/ Expected valid values are:[array boolean integer number null object string]"},
    {"# METADATA\n# schemas:\n#   - input: schema.request\np := [x | x := input.tags[_]; x == 1]",
     "schema.request",
     "5:31 rego_type_error: match error"},
    {"# METADATA\n# schemas:\n#   - input: schema.request\nf(x) := y if { y := input.n + count(x); input.nosuch }\nq := f(1)",
     "schema.request",
     "5:41 rego_type_error: undefined ref: input.nosuch"},
  };
  for (const auto& c : cases) {
    INFO(c.module);
    CHECK(ErrorsWith(c.module, c.name) == c.errors);
  }
}

TEST_CASE("the schema of the input holds for all rules and the query") {
  CHECK(ErrorsWith("p if input.usr == 1", "schema") == "2:6 rego_type_error: undefined ref: input.usr");
  CHECK(ErrorsWith("p if input.user == 1", "schema") == "2:6 rego_type_error: match error");
  CHECK(ErrorsWith("p if input.n == 1", "schema").empty());
  CHECK(ErrorsWith("p if input.usr with input as {\"usr\": 1}", "schema").empty());
}

TEST_CASE("a schema's scope is that of its block") {
  const std::string outer = "# METADATA\n# scope: subpackages\n# schemas:\n#   - input: {properties: {a: {type: string}}}\npackage a\n";
  const std::string inner = "package a.b\np if input.b\n";
  std::map<std::string, Value> schemas;
  Setup setup;
  setup.check.schemas = &schemas;
  CHECK_FALSE(CheckTexts({outer, inner}, setup)->status.ok());
  CHECK(CheckTexts({outer, "package c\np if input.b\n"}, setup)->status.ok());
  // Without schemas asked for, blocks are comments.
  CHECK(CheckTexts({outer, inner})->status.ok());
}

TEST_CASE("a name that is not given counts for nothing without schemas, and is an error with them") {
  const std::string module = "# METADATA\n# schemas:\n#   - input: schema.nosuch\np if input.usr";
  CHECK(ErrorsWith(module, "").empty());
  CHECK(ErrorsWith(module, "schema.request") == "5:1 rego_type_error: undefined schema: schema.nosuch");
}

TEST_CASE("names of schemas") {
  CHECK(SchemaName("schema") == "schema");
  CHECK(SchemaName("schema[\"a\"].b[\"c-d\"]") == "schema.a.b[\"c-d\"]");
  for (const char* wrong : {"", "input", "schema.", "schema..a", "schema[a]", "schema[\"a", "schema[\"\"\"]", "schema a", "1"}) {
    INFO(wrong);
    CHECK_FALSE(SchemaName(wrong).has_value());
  }
}

}  // namespace
}  // namespace reeve::semantics
