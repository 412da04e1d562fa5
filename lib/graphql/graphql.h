// GraphQL documents: text to trees, trees to Rego values and back, and whether a query fits a schema.
//
//     std::string error;
//     QueryDocument* query = ParseQuery(scope, "{ me { name } }", &error);        // null: error says why
//     SchemaDocument* types = ParseSchema(scope, "type Query { me: User } ...", &error);
//     Value tree = ToValue(scope, *query);                                        // before validation marks the nodes
//     std::unique_ptr<Schema> schema = LoadSchema(scope, *types, &error);
//     if (schema && ValidateQuery(scope, *schema, *query, &error)) ...
//
// Verdicts and texts are those of github.com/vektah/gqlparser v2.5, which OPA uses; in what order errors are found is part
// of OPA's texts, so validation keeps it. Everything made lives in the scope's arena. Work is charged to the budget, and
// nesting deeper than kMaxNesting (of sets, lists, values, and of fragments within fragments) ends by Stop with
// kDepthLimit: OPA has no such limit, and to call such a document invalid would be an answer. Tested by tests/graphql and
// tests/builtins/cases/graphql.jsonl.
#ifndef REEVE_LIB_GRAPHQL_GRAPHQL_H_
#define REEVE_LIB_GRAPHQL_GRAPHQL_H_

#include <memory>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/budget.h"
#include "graphql/ast.h"
#include "reeve/value.h"

namespace reeve::graphql {

constexpr size_t kMaxNesting = 500;

struct Scope {
  Arena& arena;
  Budget& budget;
  size_t max_value_depth = 512;  // of values that ToValue makes
};

// Counts levels of recursion; throws Stop with kDepthLimit beyond kMaxNesting.
class Level {
 public:
  explicit Level(size_t* depth) : depth_(depth) {
    if (++*depth_ > kMaxNesting) throw Stop{Code::kDepthLimit, "GraphQL document nested too deep"};
  }
  ~Level() { --*depth_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

 private:
  size_t* depth_;
};

// `text` must outlive the tree. Null: *error is OPA's text, "Unexpected $ in GraphQL string at location 1:37".
QueryDocument* ParseQuery(const Scope& scope, std::string_view text, std::string* error);
SchemaDocument* ParseSchema(const Scope& scope, std::string_view text, std::string* error);
// The types and directives that every schema has.
SchemaDocument* ParsePrelude(const Scope& scope);

// An object as OPA shows trees: members that are null or empty lists, and positions, are left out.
Value ToValue(const Scope& scope, const QueryDocument& query);
Value ToValue(const Scope& scope, const SchemaDocument& schema);
// Trees of such objects. Null: the object is none; *error says why, in words of our own.
QueryDocument* QueryFromValue(const Scope& scope, const Value& object, std::string* error);
SchemaDocument* SchemaFromValue(const Scope& scope, const Value& object, std::string* error);

struct Schema;  // graphql/schema.h
// Brings definitions, extensions and the prelude together and checks them. Null: *error is OPA's text. The document's
// nodes become the schema's.
std::unique_ptr<Schema> LoadSchema(const Scope& scope, const SchemaDocument& document, std::string* error);

// Whether the query obeys all rules. False: *error is OPA's text, which joins everything that was found.
bool ValidateQuery(const Scope& scope, Schema& schema, QueryDocument& query, std::string* error);

// gqlparser's form of one error: "input:1:37: Unexpected $". An unknown position is left out if `optional_position` (errors
// of rules), and otherwise (errors of schemas) -1:-1.
std::string ErrorAt(const Position& position, std::string_view text, bool optional_position);
// One such error, or several lines of them, as OPA says it.
std::string OpaError(std::string_view error);

}  // namespace reeve::graphql

#endif  // REEVE_LIB_GRAPHQL_GRAPHQL_H_
