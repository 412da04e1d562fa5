// A checked schema: its types and directives by name.
#ifndef REEVE_LIB_GRAPHQL_SCHEMA_H_
#define REEVE_LIB_GRAPHQL_SCHEMA_H_

#include <absl/container/flat_hash_map.h>

#include <vector>

#include "base/budget.h"
#include "graphql/ast.h"

namespace reeve::graphql {

struct Schema {
  Definition* query = nullptr;
  Definition* mutation = nullptr;
  Definition* subscription = nullptr;
  absl::flat_hash_map<Text, Definition*> types;
  absl::flat_hash_map<Text, DirectiveDefinition*> directives;
  // The types that a union, an interface or an object may stand for, in the order in which they were declared. Once the
  // schema is checked, none of them is null.
  absl::flat_hash_map<Text, std::vector<Definition*>> possible;

  Definition* Type(Text name) const {
    auto it = types.find(name);
    return it == types.end() ? nullptr : it->second;
  }
  DirectiveDefinition* Directive(Text name) const {
    auto it = directives.find(name);
    return it == directives.end() ? nullptr : it->second;
  }
  const std::vector<Definition*>& Possible(Text name) const {
    static const std::vector<Definition*> none;
    auto it = possible.find(name);
    return it == possible.end() ? none : it->second;
  }
};

// The first node of that name, or null.
template <typename Node>
Node* Find(Budget& budget, const List<Node*>& list, Text name) {
  budget.Charge(1 + list.size() / 8);
  for (Node* node : list) {
    if (node->name == name) return node;
  }
  return nullptr;
}

// "Int", "[Int!]!".
std::string TypeText(const Type& type);
// Whether a value of that type may stand where the other is asked for.
bool IsCompatible(const Type& type, const Type& wanted);
// "$name", "[1,{a:2}]": strings quoted.
std::string ValueText(const ValueNode& value);

// Checks every type and directive of a schema whose names are all declared (check_schema.cc). False: *error is
// gqlparser's.
struct Scope;
bool CheckSchema(const Scope& scope, const Schema& schema, std::string* error);
// Directives where they are used. `current` is the directive that is being declared, or null; `single`: they stand in one
// place of the text, where one that is not repeatable may stand once only.
bool CheckDirectives(const Scope& scope, const Schema& schema, const List<Directive*>& directives, Text location,
                     const DirectiveDefinition* current, bool single, std::string* error);

}  // namespace reeve::graphql

#endif  // REEVE_LIB_GRAPHQL_SCHEMA_H_
