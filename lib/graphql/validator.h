// The walk over a query, and the rules that look at what it passes.
//
// validate_query.cc walks: each operation with the fragments it spreads, then each fragment by itself; it gives nodes their
// definitions and calls On...() behind their children. Those functions (rules.cc, rules_fragments.cc, rules_values.cc) are
// the specification's rules, in each the order of their names, since errors are joined in the order in which they are found.
#ifndef REEVE_LIB_GRAPHQL_VALIDATOR_H_
#define REEVE_LIB_GRAPHQL_VALIDATOR_H_

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "graphql/graphql.h"
#include "graphql/overlaps.h"
#include "graphql/schema.h"

namespace reeve::graphql {

class Validator {
 public:
  Validator(const Scope& scope, Schema& schema, QueryDocument& query);
  // gqlparser's text of all errors, a line each; "" if there are none.
  std::string Run();

 private:
  using Names = absl::flat_hash_set<Text>;

  // validate_query.cc
  void WalkOperation(OperationDefinition& operation);
  void WalkFragment(FragmentDefinition& fragment);
  void WalkDirectives(Definition* parent, const List<Directive*>& directives, Text location);
  void WalkArguments(const List<Argument*>& arguments, const List<ArgumentDefinition*>* definitions);
  void WalkValue(ValueNode& value);
  void WalkSelections(Definition* parent, const List<Selection*>& selections);
  void WalkField(Definition* parent, Field& field);
  void WalkInlineFragment(Definition* parent, InlineFragment& fragment);
  void WalkSpread(Definition* parent, FragmentSpread& spread);
  // The type of that name, or null.
  Definition* TypeNamed(Text name) { return schema_.Type(name); }
  // The type that an operation starts from, or null.
  Definition* Root(Text operation) const;
  void Report(const Position& position, std::string_view text);

  // rules.cc
  void OnOperation(OperationDefinition& operation);
  void OnField(Field& field);
  void OnDirective(Directive& directive);
  void OnDirectives(const List<Directive*>& directives);
  void OnVariable(VariableDefinition& variable);
  void FieldExists(const Field& field);
  void ArgumentsKnown(const List<Argument*>& arguments, const List<ArgumentDefinition*>& known, const std::string& place,
                      const Position& position);
  void ArgumentsProvided(const List<Argument*>& arguments, const List<ArgumentDefinition*>& known,
                         const std::string& place, const Position& position);
  void ArgumentsUnique(const List<Argument*>& arguments);
  void LeavesOnly(const Field& field);
  void IntrospectionDepth(const Field& field);
  bool TooDeep(const List<Selection*>& selections, size_t lists, Names* visiting);
  void SingleSubscription(const OperationDefinition& operation);
  void TopFields(const List<Selection*>& selections, Names* fragments, std::vector<const Field*>* fields);
  void ReportConflicts(const List<Selection*>& selections);

  // rules_fragments.cc
  void OnFragment(FragmentDefinition& fragment);
  void OnInlineFragment(InlineFragment& fragment);
  void OnSpread(FragmentSpread& spread);
  void SpreadPossible(const Definition* parent, Text condition, const std::string& what, const Position& position);
  void NoCycle(const FragmentDefinition& fragment);
  std::vector<const FragmentSpread*> SpreadsIn(const FragmentDefinition& fragment);

  // rules_values.cc
  void OnValue(ValueNode& value);
  void CorrectType(ValueNode& value);
  void ObjectFields(const ValueNode& value);
  void AllowedPosition(const ValueNode& value);
  void WrongType(const ValueNode& value);
  void NotInEnum(const ValueNode& value, const std::string& text);
  bool Readable(const ValueNode& value);

  const Scope& scope_;
  Schema& schema_;
  QueryDocument& query_;
  std::string errors_;
  size_t depth_ = 0;
  absl::flat_hash_map<Text, FragmentDefinition*> fragments_;  // the first of each name
  Names walked_;                                              // fragments, by the current operation or fragment
  OperationDefinition* operation_ = nullptr;
  FieldDefinition typename_;  // of __typename
  reeve::graphql::Type string_;

  // Of rules that look at the whole document.
  Overlaps overlaps_;
  bool in_fragments_ = false;
  Names used_fragments_, seen_fragments_, seen_operations_;
  std::set<std::tuple<Text, int32_t, int32_t>> misplaced_directives_;
  Names visited_fragments_;
  std::vector<const FragmentSpread*> path_;
  absl::flat_hash_map<Text, size_t> path_index_;
};

}  // namespace reeve::graphql

#endif  // REEVE_LIB_GRAPHQL_VALIDATOR_H_
