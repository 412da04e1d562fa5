// json.verify_schema and json.match_schema. See json_schema.h.
#include "builtins/json_schema.h"

#include "builtins/json_value.h"
#include "value/compare.h"

namespace reeve::builtins {
namespace {

// The JSON value that an operand holds or, as a text, spells. False: *error says why there is none.
bool TakeJson(CallContext& call, const Value& operand, Value* out, std::string* error) {
  if (operand.is_string()) {
    Result<Value> parsed = ParseJsonText(call, operand.string());
    if (!parsed.ok()) return *error = "invalid JSON string", false;
    return *out = *parsed, true;
  }
  if (!operand.is_object() && !operand.is_array()) return *error = "wrong type, expected string or object", false;
  Result<Value> json = AsJson(call, operand);
  if (!json.ok()) return *error = std::string(json.status().message()), false;
  return *out = *json, true;
}

// Null: *error says why. Parts of the operand may be one object in several places, whose $ref means something else in each: so
// it is copied.
SchemaNode* TakeSchema(CallContext& call, const Value& operand, std::string* error) {
  Value schema;
  if (!TakeJson(call, operand, &schema, error)) return nullptr;
  if (!operand.is_string()) {
    value::ChargeSize(schema, call.budget, 8);
    schema = value::DeepCopy(call.arena, schema);
  }
  return CompileSchema(call, schema, error);
}

Value Pair(CallContext& call, bool first, Value second) {
  Value* pair = call.arena.NewArray<Value>(2);
  pair[0] = Value::Boolean(first);
  pair[1] = second;
  return Access::Array(pair, 2);
}

bool Verify(CallContext& call, Value* result, Value schema) {
  std::string error;
  if (TakeSchema(call, schema, &error) != nullptr) return Return(result, Pair(call, true, Value::Null()));
  return Return(result, Pair(call, false, Access::StringCopy(call.arena, "jsonschema: " + error)));
}

bool Match(CallContext& call, Value* result, Value document, Value schema) {
  std::string error;
  Value json, errors;
  if (!TakeJson(call, document, &json, &error)) return FailBuiltin(call, error);
  const SchemaNode* root = TakeSchema(call, schema, &error);
  if (root == nullptr || !MatchSchema(call, *root, json, &errors, &error)) return FailBuiltin(call, error);
  return Return(result, Pair(call, errors.size() == 0, errors));
}

constexpr Entry kTable[] = {
    {BuiltinId::kJsonMatchSchema, kTyped<Match>},
    {BuiltinId::kJsonVerifySchema, kTyped<Verify>},
};

}  // namespace

std::span<const Entry> JsonSchemaFunctions() { return kTable; }

}  // namespace reeve::builtins
