// graphql.*: documents are texts or the objects that graphql.parse_query and graphql.parse_schema make of them. What the
// functions say is decided in lib/graphql. Tested by tests/builtins/cases/graphql.jsonl.
#include "graphql/graphql.h"

#include "builtins/arguments.h"
#include "graphql/schema.h"

namespace reeve::builtins {
namespace {

using graphql::QueryDocument;
using graphql::Schema;
using graphql::SchemaDocument;
using graphql::Scope;

Scope ScopeOf(CallContext& call) { return {call.arena, call.budget, call.max_value_depth}; }
bool IsDocument(const Value& v) { return v.is_string() || v.is_object(); }

// Null: *error says why. `v` is a document.
QueryDocument* ReadQuery(const Scope& scope, const Value& v, std::string* error) {
  return v.is_string() ? ParseQuery(scope, v.string(), error) : QueryFromValue(scope, v, error);
}
SchemaDocument* ReadSchema(const Scope& scope, const Value& v, std::string* error) {
  return v.is_string() ? ParseSchema(scope, v.string(), error) : SchemaFromValue(scope, v, error);
}

// A query that fits a schema, both as objects; made before validation, which marks the trees.
struct Verified {
  Value query;
  Value schema;
};
bool Verify(const Scope& scope, const Value& query_operand, const Value& schema_operand, Verified* out, std::string* error) {
  QueryDocument* query = ReadQuery(scope, query_operand, error);
  SchemaDocument* types = query == nullptr ? nullptr : ReadSchema(scope, schema_operand, error);
  if (types == nullptr) return false;
  if (out != nullptr) *out = {ToValue(scope, *query), ToValue(scope, *types)};
  std::unique_ptr<Schema> schema = LoadSchema(scope, *types, error);
  return schema != nullptr && ValidateQuery(scope, *schema, *query, error);
}

bool IsValid(CallContext& call, Value* result, Value query, Value schema) {
  std::string error;
  return Return(result, IsDocument(query) && IsDocument(schema) && Verify(ScopeOf(call), query, schema, nullptr, &error));
}

bool SchemaIsValid(CallContext& call, Value* result, Value schema) {
  if (!IsDocument(schema)) return Return(result, false);
  Scope scope = ScopeOf(call);
  std::string error;
  SchemaDocument* types = ReadSchema(scope, schema, &error);
  return Return(result, types != nullptr && LoadSchema(scope, *types, &error) != nullptr);
}

// OPA counts these operands from zero.
bool Parse(CallContext& call, Value* result, Value query, Value schema) {
  if (!IsDocument(query)) return FailType(call, 0, query, {"string", "object"});
  Scope scope = ScopeOf(call);
  std::string error;
  if (!IsDocument(schema)) {
    if (ReadQuery(scope, query, &error) == nullptr) return FailBuiltin(call, error);
    return FailType(call, 1, schema, {"string", "object"});
  }
  Verified verified;
  if (!Verify(scope, query, schema, &verified, &error)) return FailBuiltin(call, error);
  Value* pair = call.arena.NewArray<Value>(2);
  pair[0] = verified.query;
  pair[1] = verified.schema;
  return Return(result, Access::Array(pair, 2));
}

bool ParseAndVerify(CallContext& call, Value* result, Value query, Value schema) {
  std::string error;
  Verified verified;
  bool ok = IsDocument(query) && IsDocument(schema) && Verify(ScopeOf(call), query, schema, &verified, &error);
  Value nothing = Access::Object(value::NewTable(call.arena, 2, 0));
  Value* triple = call.arena.NewArray<Value>(3);
  triple[0] = Value::Boolean(ok);
  triple[1] = ok ? verified.query : nothing;
  triple[2] = ok ? verified.schema : nothing;
  return Return(result, Access::Array(triple, 3));
}

bool ParseQueryText(CallContext& call, Value* result, std::string_view text) {
  Scope scope = ScopeOf(call);
  std::string error;
  QueryDocument* query = ParseQuery(scope, text, &error);
  if (query == nullptr) return FailBuiltin(call, error);
  return Return(result, ToValue(scope, *query));
}

bool ParseSchemaText(CallContext& call, Value* result, std::string_view text) {
  Scope scope = ScopeOf(call);
  std::string error;
  SchemaDocument* schema = ParseSchema(scope, text, &error);
  if (schema == nullptr) return FailBuiltin(call, error);
  return Return(result, ToValue(scope, *schema));
}

constexpr Entry kTable[] = {
    {BuiltinId::kGraphqlIsValid, kTyped<IsValid>},
    {BuiltinId::kGraphqlParse, kTyped<Parse>},
    {BuiltinId::kGraphqlParseAndVerify, kTyped<ParseAndVerify>},
    {BuiltinId::kGraphqlParseQuery, kTyped<ParseQueryText>},
    {BuiltinId::kGraphqlParseSchema, kTyped<ParseSchemaText>},
    {BuiltinId::kGraphqlSchemaIsValid, kTyped<SchemaIsValid>},
};

}  // namespace

std::span<const Entry> GraphqlFunctions() { return kTable; }

}  // namespace reeve::builtins
