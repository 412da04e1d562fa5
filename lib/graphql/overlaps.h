// Fields of one response name that cannot be merged: `{ a: x  a: y }`, also across fragments.
//
// A selection set's fields are compared with each other, then with those of each fragment that it spreads, and these
// fragments with each other; two fields with sets of their own compare these in the same way. Every comparison is charged.
#ifndef REEVE_LIB_GRAPHQL_OVERLAPS_H_
#define REEVE_LIB_GRAPHQL_OVERLAPS_H_

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>

#include <string>
#include <vector>

#include "graphql/graphql.h"
#include "graphql/schema.h"

namespace reeve::graphql {

struct Conflict {
  Text response_name;
  std::string reason;         // "they have differing arguments"; of fields with conflicts below: empty
  std::vector<Conflict> sub;
  Position position;          // of the second field
  std::string Message() const;  // the whole error
};

class Overlaps {
 public:
  Overlaps(const Scope& scope, const Schema& schema) : scope_(scope), schema_(schema) {}
  // All conflicts of one selection set, whose nodes the walk has given their definitions.
  std::vector<Conflict> Within(const List<Selection*>& selections);

 private:
  struct FieldGroup {
    Text response_name;
    std::vector<Field*> fields;
  };
  struct Collected {
    std::vector<FieldGroup> groups;  // in the order of their first fields
    absl::flat_hash_map<Text, size_t> index;
    std::vector<FragmentSpread*> spreads;
  };
  using Conflicts = std::vector<Conflict>;

  Collected Collect(const List<Selection*>& selections);
  void Collect(const List<Selection*>& selections, Collected* out);
  void Between(Conflicts* conflicts, bool exclusive, const Collected& a, const Collected& b);
  void FieldsAndFragment(Conflicts* conflicts, bool exclusive, const Collected& fields, const FragmentSpread& spread);
  void Fragments(Conflicts* conflicts, bool exclusive, const FragmentSpread& a, const FragmentSpread& b);
  Conflicts SubSelections(bool exclusive, const List<Selection*>& a, const List<Selection*>& b);
  void Compare(Conflicts* conflicts, bool exclusive, const Field& a, const Field& b);
  bool SameArguments(const List<Argument*>& a, const List<Argument*>& b);
  bool SameValue(const ValueNode& a, const ValueNode& b);
  bool TypesConflict(const Type& a, const Type& b) const;

  const Scope& scope_;
  const Schema& schema_;
  size_t depth_ = 0;
  absl::flat_hash_set<Text> compared_;                                    // fragments, for one set of fields
  absl::flat_hash_map<std::pair<Text, Text>, bool> compared_fragments_;  // and whether as exclusive ones
};

}  // namespace reeve::graphql

#endif  // REEVE_LIB_GRAPHQL_OVERLAPS_H_
