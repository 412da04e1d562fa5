// Unification with modes known beforehand: which side binds is settled here, so that the machine only tests and moves.
//
//     [x, 1] = input.pair        pair is an array of 2; x := pair[0]; pair[1] == 1
#include <algorithm>

#include "plan/planner.h"

namespace reeve::plan {

bool Planner::IsUnboundVar(const ast::Term& term) const {
  return term.kind == ast::TermKind::kVar && term.text != "input" && term.text != "data" && Lookup(term.text) == nullptr;
}

// An author's variable whose name has the form of OPA's own, `__local0__`: OPA takes it for bound, as it does all of that form, and compiles
// the rule. Nothing gives it a value, so that what needs one fails.
bool Planner::IsTakenForBound(const ast::Term& var) { return !var.generated && var.text.starts_with("__local"); }

bool Planner::HasUnbound(const ast::Term& term) const {
  switch (term.kind) {
    case ast::TermKind::kVar: return IsUnboundVar(term);
    case ast::TermKind::kRef: case ast::TermKind::kArray: case ast::TermKind::kObject: case ast::TermKind::kSet:
      return std::any_of(term.terms.begin(), term.terms.end(), [&](const ast::Term* t) { return HasUnbound(*t); });
    case ast::TermKind::kCall:
      return std::any_of(term.terms.begin() + 1, term.terms.end(), [&](const ast::Term* t) { return HasUnbound(*t); });
    default: return false;  // scalars; closures keep their own vars
  }
}

namespace {
bool IsPattern(const ast::Term& term) { return term.kind == ast::TermKind::kArray || term.kind == ast::TermKind::kObject; }
}  // namespace

void Planner::Unify(const ast::Term& left, const ast::Term& right, Location at) {
  if (IsUnboundVar(left)) {
    if (IsUnboundVar(right)) {
      if (IsTakenForBound(left) || IsTakenForBound(right)) return EmitFail(at);
      error_ = Status(Code::kEvalInternal, "unification of two vars without values: " + std::string(left.text));
      return;
    }
    // `x = xs[x]`: the other side may bind the var itself.
    Operand value = PlanTerm(right);
    return UnifyWith(left, value, at);
  }
  if (IsUnboundVar(right)) {
    Operand value = PlanTerm(left);
    return UnifyWith(right, value, at);
  }
  bool left_open = IsPattern(left) && HasUnbound(left), right_open = IsPattern(right) && HasUnbound(right);
  if (left.kind == ast::TermKind::kArray && right.kind == ast::TermKind::kArray && (left_open || right_open)) {
    if (left.terms.size() != right.terms.size()) return EmitFail(at);
    for (size_t i = 0; i < left.terms.size(); ++i) Unify(*left.terms[i], *right.terms[i], at);
    return;
  }
  if (left.kind == ast::TermKind::kObject && right.kind == ast::TermKind::kObject && left_open && right_open) {
    // Keys are known; pair them by their text where they are constants.
    if (left.terms.size() != right.terms.size()) return EmitFail(at);
    for (size_t i = 0; i < left.terms.size(); i += 2) {
      size_t j = 0;
      while (j < right.terms.size() && !ast::Equal(*left.terms[i], *right.terms[j])) j += 2;
      if (j == right.terms.size()) return EmitFail(at);
      Unify(*left.terms[i + 1], *right.terms[j + 1], at);
    }
    return;
  }
  if (left_open && !right_open) return UnifyWith(left, PlanTerm(right), at);
  if (right_open && !left_open) return UnifyWith(right, PlanTerm(left), at);
  Operand a = PlanTerm(left);
  // The left side may have bound what the right side was open in.
  UnifyWith(right, a, at);
}

// Matches the pattern against a value: binds its open vars, tests the rest.
void Planner::UnifyWith(const ast::Term& pattern, Operand value, Location at) {
  if (IsUnboundVar(pattern)) return Bind(pattern.text, value);
  // Of a function's arguments alone: a set whose members are not known equals nothing.
  if (pattern.kind == ast::TermKind::kSet && HasUnbound(pattern)) return EmitFail(at);
  bool open = IsPattern(pattern) && HasUnbound(pattern);
  if (open && pattern.kind == ast::TermKind::kArray) {
    Emit(Op::kIsArray, at, 0, value.place, 0, static_cast<uint32_t>(pattern.terms.size()));
    for (size_t i = 0; i < pattern.terms.size(); ++i) {
      if (pattern.terms[i]->kind == ast::TermKind::kVar && pattern.terms[i]->text.starts_with('$')) continue;  // wildcard
      Operand element = Register(value.level);
      Emit(Op::kElement, at, element.place, value.place, 0, static_cast<uint32_t>(i));
      UnifyWith(*pattern.terms[i], element, at);
    }
    return;
  }
  if (open && pattern.kind == ast::TermKind::kObject) {
    Emit(Op::kIsObject, at, 0, value.place, 0, static_cast<uint32_t>(pattern.terms.size() / 2));
    for (size_t i = 0; i < pattern.terms.size(); i += 2) {
      Operand key = PlanTerm(*pattern.terms[i]);
      Operand member = Register(std::max(value.level, key.level));
      Emit(Op::kIndex, at, member.place, value.place, key.place);
      UnifyWith(*pattern.terms[i + 1], member, at);
    }
    return;
  }
  Operand other = PlanTerm(pattern);
  TraceValues(value, other, at);
  Emit(Op::kEqual, at, 0, value.place, other.place);
}

}  // namespace reeve::plan
