// Rego's equality and total order over values. Recurses once a level of nesting: values are at most
// limits.max_value_depth deep where they come in. Sorts tables that are not sorted yet. Tested by tests/value/compare_test.cc.
#ifndef REEVE_LIB_VALUE_COMPARE_H_
#define REEVE_LIB_VALUE_COMPARE_H_

#include <cstring>

#include "base/budget.h"
#include "value/rep.h"

namespace reeve::value {

// <0, 0, >0. Kinds in their order, then: false < true; numbers by value; strings by bytes; arrays element by element, then by length;
// sets as their sorted arrays; objects as OPA compares them (sorted keys and values pairwise, then by size).
int Compare(const Value& a, const Value& b);

bool EqualSlow(const Value& a, const Value& b);
inline bool Equal(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.kind() == Kind::kString) {
    uint32_t n = Access::Size(a);
    return n == Access::Size(b) &&
           (Access::Pointer(a) == Access::Pointer(b) || std::memcmp(Access::Pointer(a), Access::Pointer(b), n) == 0);
  }
  if (Access::IsInt64(a) && Access::IsInt64(b)) return Access::Int64(a) == Access::Int64(b);
  if (a.kind() <= Kind::kBoolean) return Access::Word(a) == Access::Word(b);
  return EqualSlow(a, b);
}

// Spend what a comparison of the two, or hashing the one, may touch at most: elements, and bytes / 16 of texts. They spend while
// they count, for a value that shares its parts (x1 := [x0, x0], x2 := [x1, x1] ...) is as large as its text, which no limit of
// memory bounds.
void ChargeCompare(const Value& a, const Value& b, Budget& budget);
void ChargeWalk(const Value& v, Budget& budget);
// Spends the bytes of a copy of all of it, divided by `divisor`.
void ChargeSize(const Value& v, Budget& budget, uint64_t divisor);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_COMPARE_H_
