// JSON Schema, drafts 4, 6 and 7, as json.verify_schema and json.match_schema have it: keywords, verdicts and errors are
// those of the validator inside OPA, which takes the keywords of all drafts where no $schema names one.
//
//     SchemaNode* root = CompileSchema(call, schema, &error);                   // null: error says what is wrong with it
//     SchemaErrors errors = MatchSchema(call, *root, document);
//
// A schema becomes a graph of nodes in the evaluation's arena; a $ref is an edge of it. References lead into the schema itself
// and to the meta-schemas of the drafts; nothing is loaded from files or the network. Where OPA's answer depends on the
// order of a Go map, members stand in Rego's order here.
//
// json_schema_references.cc says what an $id and a $ref mean, json_schema_drafts.cc has the meta-schemas,
// json_schema_compile.cc reads keywords, json_schema_match.cc applies them, json_schema_formats.cc has `format`. Depth is
// limited here, work by the budget. Tested by tests/builtins/cases/json_schema.jsonl.
#ifndef REEVE_LIB_BUILTINS_JSON_SCHEMA_H_
#define REEVE_LIB_BUILTINS_JSON_SCHEMA_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "builtins/arguments.h"

namespace reeve::builtins {

// Levels of schemas within schemas, references followed, while a schema is applied: two for each of the 512 levels that a document
// may have. A level takes 1.2 KB of stack, 4.5 KB under sanitizers. Compiling a schema takes more.
constexpr size_t kMaxSchemaDepth = 1200;
constexpr size_t kMaxSchemaNesting = 500;

enum class Draft : uint8_t { kUnknown = 0, k4 = 4, k6 = 6, k7 = 7, kAll = 100 };

enum SchemaType : uint8_t {
  kTypeArray = 1, kTypeBoolean = 2, kTypeInteger = 4, kTypeNumber = 8, kTypeNull = 16, kTypeObject = 32, kTypeString = 64
};

struct SchemaNode {
  struct Member {
    std::string_view name;  // a property, a pattern, or what a dependency depends on
    SchemaNode* schema = nullptr;
    std::span<const std::string_view> keys;  // of a dependency on keys
  };

  Draft draft = Draft::kUnknown;
  std::optional<bool> fixed;            // the schemas true and false; nothing else is looked at then
  SchemaNode* reference = nullptr;      // $ref; nothing else is looked at then
  uint8_t types = 0;                    // SchemaType; 0: any
  std::string_view types_text;          // "string" or "[string,null]"

  std::span<SchemaNode*> items;         // one for all elements, or one for each of the first
  bool one_for_all = false;
  SchemaNode* additional_items = nullptr;
  bool no_additional_items = false;
  std::optional<int64_t> min_items, max_items;
  bool unique_items = false;
  SchemaNode* contains = nullptr;

  std::span<Member> properties;         // in the order of their names
  std::span<Member> pattern_properties;
  std::span<Member> dependencies;
  SchemaNode* additional_properties = nullptr;
  bool no_additional_properties = false;
  SchemaNode* property_names = nullptr;
  std::optional<int64_t> min_properties, max_properties;
  std::span<std::string_view> required;

  std::optional<Value> multiple_of, minimum, maximum, above, below;  // the last two exclude the number itself

  std::optional<int64_t> min_length, max_length;
  std::optional<std::string_view> pattern;
  std::string_view format;

  std::optional<std::string_view> constant;                // as CanonicalJson
  std::optional<std::span<std::string_view>> enumeration;  // the same
  std::span<SchemaNode*> any_of, one_of, all_of;
  SchemaNode* negated = nullptr;
  SchemaNode* condition = nullptr;
  SchemaNode* consequence = nullptr;
  SchemaNode* alternative = nullptr;
};

// Null: *error says why. `schema` is any value that a JSON text may have.
SchemaNode* CompileSchema(CallContext& call, Value schema, std::string* error);

// An array of {"desc", "error", "field", "type"}, empty where the document matches. False: *error says why there is no answer.
bool MatchSchema(CallContext& call, const SchemaNode& root, Value document, Value* errors, std::string* error);

// The JSON by which values are compared: numbers as float64, keys in order. False where a number is none, with Go's text.
bool CanonicalJson(CallContext& call, const Value& v, std::string* out, std::string* error);

// Whether a value has a format; unknown formats and values that are no strings have any.
bool HasFormat(CallContext& call, std::string_view format, const Value& v);

// The meta-schema at a URL without fragment, as JSON text; "" where there is none. And which draft it is of.
std::string MetaSchemaAt(std::string_view url);
Draft DraftOf(std::string_view url);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_JSON_SCHEMA_H_
