// What a call is, by the name of its operator. Private to lib/plan.
#ifndef REEVE_LIB_PLAN_CALLS_H_
#define REEVE_LIB_PLAN_CALLS_H_

#include <string_view>

#include "ast/ast.h"

namespace reeve::plan {

// The operator's name if it has one part.
inline std::string_view OperatorName(const ast::Term& op) {
  if (op.kind == ast::TermKind::kVar) return op.text;
  return op.terms.size() == 1 ? op.terms[0]->text : std::string_view();
}

inline bool IsInternal(const ast::Term& op, std::string_view prefix) {
  return op.terms.size() == 2 && op.terms[0]->text == "internal" && op.terms[1]->text.starts_with(prefix);
}

// `x in xs`, `k, x in xs`
inline bool IsMember(const ast::Term& op) { return IsInternal(op, "member_"); }

// Also ==.
inline bool IsEquality(const ast::Expr& expr) {
  if (expr.kind != ast::ExprKind::kCall || expr.terms.size() != 3) return false;
  std::string_view name = OperatorName(*expr.terms[0]);
  return name == "eq" || name == "equal" || name == "assign";
}

inline bool IsPrint(const ast::Expr& expr) {
  return expr.kind == ast::ExprKind::kCall && (OperatorName(*expr.terms[0]) == "print" || IsInternal(*expr.terms[0], "print"));
}

}  // namespace reeve::plan

#endif  // REEVE_LIB_PLAN_CALLS_H_
