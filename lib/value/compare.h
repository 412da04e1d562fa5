// Rego's equality and total order over values. Recurses once a level of nesting: values are at most
// limits.max_value_depth deep where they come in. Sorts tables that are not sorted yet. Tested by tests/value/compare_test.cc.
#ifndef REEVE_LIB_VALUE_COMPARE_H_
#define REEVE_LIB_VALUE_COMPARE_H_

#include <cstring>

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

// Number of elements and bytes a comparison of the two may touch at most, for the budget; strings count their bytes / 16.
uint64_t CompareCost(const Value& a, const Value& b);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_COMPARE_H_
