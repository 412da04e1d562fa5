// Runs the steps of lib/graphql from tests.
#ifndef REEVE_TESTS_GRAPHQL_DOCUMENTS_H_
#define REEVE_TESTS_GRAPHQL_DOCUMENTS_H_

#include <string>
#include <string_view>

#include "graphql/graphql.h"
#include "graphql/schema.h"
#include "value/json.h"

namespace reeve::graphql {

struct Documents {
  explicit Documents(uint64_t units = 100000000) : budget(units) {}

  // The query as JSON, or why it is none.
  std::string Query(std::string_view text) {
    std::string error;
    QueryDocument* query = ParseQuery(scope, text, &error);
    return query == nullptr ? error : ToValue(scope, *query).ToJson();
  }
  // "" if the schema holds, or why not.
  std::string Schema(std::string_view text) {
    std::string error;
    SchemaDocument* schema = ParseSchema(scope, text, &error);
    if (schema != nullptr) LoadSchema(scope, *schema, &error);
    return error;
  }
  // "" if the query fits the schema, or why not; "stopped: ..." if it takes too much.
  std::string Validate(std::string_view query_text, std::string_view schema_text) {
    std::string error;
    try {
      SchemaDocument* types = ParseSchema(scope, schema_text, &error);
      std::unique_ptr<graphql::Schema> schema = types == nullptr ? nullptr : LoadSchema(scope, *types, &error);
      QueryDocument* query = schema == nullptr ? nullptr : ParseQuery(scope, query_text, &error);
      if (query != nullptr) ValidateQuery(scope, *schema, *query, &error);
    } catch (const Stop& stop) {
      return "stopped: " + std::string(CodeName(stop.code));
    }
    return error;
  }

  Arena arena{size_t{256} << 20};
  Budget budget;
  Scope scope{arena, budget};
};

}  // namespace reeve::graphql

#endif  // REEVE_TESTS_GRAPHQL_DOCUMENTS_H_
