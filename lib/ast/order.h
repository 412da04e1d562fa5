// OPA's total order over terms, by which objects and sets are shown and compared.
// Recurses a level of nesting at a time; the parser bounds that. Defined in equal.cc.
#ifndef REEVE_LIB_AST_ORDER_H_
#define REEVE_LIB_AST_ORDER_H_

#include <vector>

#include "ast/ast.h"

namespace reeve::ast {

// <0, 0, >0.
int Compare(const Term& a, const Term& b);

// The members of a kSet, or the keys and values of a kObject, in order and without duplicates: the first of equal keys
// stays, with the last one's value.
struct Member {
  const Term* key;
  const Term* value;  // null in sets
};
std::vector<Member> SortedMembers(const Term& collection);

// The kObject, kArray or scalar that a constant stands for.
Term* Expand(Tree& tree, const Value& value, const Location& at);

}  // namespace reeve::ast

#endif  // REEVE_LIB_AST_ORDER_H_
