// What a call is, by the name of its operator. Private to lib/plan.
#ifndef REEVE_LIB_PLAN_CALLS_H_
#define REEVE_LIB_PLAN_CALLS_H_

#include <optional>
#include <string_view>

#include "ast/ast.h"
#include "program/program.h"

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

// A call that only a text which begins or ends with a constant text passes: startswith, endswith, glob.match. As OPA's rule index
// knows them (v1/ast/index.go), patterns whose wildcards are whole segments: `text` is what stands before the first, or behind
// the last if that is the first part; empty: any text may pass.
struct AffixTest { std::string_view name; const ast::Term* subject = nullptr; program::RuleIndex::Part part{}; std::string_view text; };
std::optional<AffixTest> AffixTestOf(const ast::Expr& expr);

}  // namespace reeve::plan

#endif  // REEVE_LIB_PLAN_CALLS_H_
