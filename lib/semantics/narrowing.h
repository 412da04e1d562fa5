// Narrowing: the refs that a ref with variables may stand for, where the body binds the variables to constants before.
//
//     some root in ["a", "b"]; data[root].p      reads data.a.p and data.b.p, not everything below data
//
// Only the top of a rule's body is read, in the order as written. Held by tests/semantics/recursion_test.cc.
#ifndef REEVE_LIB_SEMANTICS_NARROWING_H_
#define REEVE_LIB_SEMANTICS_NARROWING_H_

#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "semantics/compilation.h"

namespace reeve::semantics {

// A ref of a rule to something below data.
struct DataRef {
  Term* source = nullptr;               // as written
  std::vector<Term*> expanded;          // what it may stand for: itself, or narrower ones
  size_t at = 0;                        // index of its expression in the body; the body's size for the head
  bool has_var = false;
  const Term& selecting() const { return expanded.size() == 1 ? *expanded[0] : *source; }
};

// All refs of the rule below data, in the order of its body, then its head.
std::vector<DataRef> DataRefsOf(Compilation& c, Rule* rule);

// Whether an element of a ref is a constant.
bool IsFixed(const Term& term);
// The value of a constant term; nothing for others.
std::optional<Value> ConstantOf(Compilation& c, const Term& term);
// Elements of an array or set, values of an object.
std::vector<Value> MembersOf(Value collection);

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_NARROWING_H_
