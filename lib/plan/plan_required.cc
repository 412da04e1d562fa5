// What a rule needs of the input before it can hold, looked at before anything in its body that may end in an error or loops.
//
//     p := x if { x := {k: v | some k, v in pairs}; input.kind == "Pod" }
//
// OPA's rule index (v1/ast/index.go) leaves a rule out where a path that it reads is undefined or differs from the constant
// that it is compared with; so an error that the body would meet before that expression (a key with two values, a failing
// call under strict errors) is not met. To answer alike, from the first expression that may err on, such paths are looked up
// first, each once; expressions that only compare one with a constant, or give it a name, are evaluated there as a whole.
#include <algorithm>

#include "plan/calls.h"
#include "plan/planner.h"

namespace reeve::plan {
namespace {

bool IsScalar(const ast::Term& term) { return term.kind <= ast::TermKind::kString; }

bool HasPrint(const ast::Body& body);

bool HasPrint(const ast::Term& term) {
  return HasPrint(term.body) || std::any_of(term.terms.begin(), term.terms.end(), [](const ast::Term* t) { return HasPrint(*t); });
}

bool HasPrint(const ast::Body& body) {
  return std::any_of(body.begin(), body.end(), [](const ast::Expr* e) {
    if (IsPrint(*e) || HasPrint(e->body) || HasPrint(e->rhs)) return true;
    return std::any_of(e->terms.begin(), e->terms.end(), [](const ast::Term* t) { return t != nullptr && HasPrint(*t); });
  });
}

// A body whose prints would be lost is never left out; those in a comprehension of its own do not count.
bool KeepsPrints(const ast::Body& body) {
  return std::any_of(body.begin(), body.end(), [](const ast::Expr* e) {
    bool nested = e->kind != ast::ExprKind::kCall && e->kind != ast::ExprKind::kTerm;
    return IsPrint(*e) || (nested && HasPrint(ast::Body{const_cast<ast::Expr*>(e)}));
  });
}

// What OPA's index compares a path with: no ref, and of composites only an array of scalars and vars.
bool CanBeIndexed(const ast::Term& term) {
  if (term.kind != ast::TermKind::kArray) return IsScalar(term) || term.kind == ast::TermKind::kVar || term.kind == ast::TermKind::kCall;
  return std::all_of(term.terms.begin(), term.terms.end(), [](const ast::Term* t) { return IsScalar(*t) || t->kind == ast::TermKind::kVar; });
}

// A scalar, or an array of scalars.
bool IsFlat(const Value& value) {
  if (!value.is_array()) return !value.is_object() && !value.is_set();
  for (size_t i = 0; i < value.size(); ++i) {
    Value element = value.at(i);
    if (element.is_array() || element.is_object() || element.is_set()) return false;
  }
  return true;
}

}  // namespace

// A ground path into the input or into base documents.
bool Planner::IsBasePath(const ast::Term& term) const {
  const ast::Term& head = term.kind == ast::TermKind::kRef ? *term.terms[0] : term;
  if (head.kind != ast::TermKind::kVar || Lookup(head.text) != nullptr) return false;
  for (size_t i = 1; i < term.terms.size(); ++i) {
    if (!IsScalar(*term.terms[i])) return false;
  }
  return head.text == "input" || (head.text == "data" && term.terms.size() > 1 && !ReachesRules(term));
}

// Whether a ref into `data` can lead to a rule.
bool Planner::ReachesRules(const ast::Term& ref) const {
  const DocumentNode* node = &policy_.root;
  for (size_t i = 1; i < ref.terms.size(); ++i) {
    if (!node->rules.empty() || !IsScalar(*ref.terms[i])) return true;
    node = ref.terms[i]->kind == ast::TermKind::kString ? node->Find(ref.terms[i]->text) : nullptr;
    if (node == nullptr) return false;
  }
  return true;
}

bool Planner::MayErr(const ast::Body& body) const {
  return std::any_of(body.begin(), body.end(), [this](const ast::Expr* expr) { return MayErr(*expr); });
}

bool Planner::MayErr(const ast::Expr& expr) const {
  if (!expr.with.empty()) return true;
  bool call = expr.kind == ast::ExprKind::kCall;
  if (call && !IsEquality(expr) && !IsMember(*expr.terms[0])) {
    static constexpr std::string_view kComparisons[] = {"neq", "lt", "lte", "gt", "gte"};
    std::string_view name = OperatorName(*expr.terms[0]);
    if (expr.terms.size() != 3 || std::find(std::begin(kComparisons), std::end(kComparisons), name) == std::end(kComparisons)) return true;
  }
  for (size_t i = call ? 1 : 0; i < expr.terms.size(); ++i) {
    if (expr.terms[i] != nullptr && MayErr(*expr.terms[i])) return true;
  }
  return MayErr(expr.body) || MayErr(expr.rhs);
}

bool Planner::MayErr(const ast::Term& term) const {
  if (term.kind == ast::TermKind::kCall || term.kind == ast::TermKind::kObjectComprehension) return true;
  if (term.kind == ast::TermKind::kRef && term.terms[0]->text == "data" && Lookup("data") == nullptr && ReachesRules(term)) return true;
  return MayErr(term.body) || std::any_of(term.terms.begin(), term.terms.end(), [this](const ast::Term* t) { return MayErr(*t); });
}

// A test of a path's first or last bytes: of another value than a string OPA's index makes no match, and so no error.
bool Planner::PlanAffixTest(const ast::Expr& expr) {
  std::optional<AffixTest> affix = AffixTestOf(expr);
  if (!affix || options_.trace || !IsIndexed(*affix->subject) || mocked_.contains(std::string(affix->name))) return false;
  Operand value = PlanTerm(*affix->subject);
  Emit(Op::kIsString, expr.location, 0, value.place);
  Hoist(*affix->subject, value);
  PlanExpr(expr);
  return true;
}

// Looks up the paths in a term, outside closures; they keep their places until the rule's end.
void Planner::PlanRequiredPaths(const ast::Term& term, Location at) {
  if (term.kind == ast::TermKind::kRef) {
    if (!IsGroundPath(term) && !IsBasePath(term)) return;
    for (const ast::Term* other : hoisted_order_) {
      if (ast::Equal(*other, term)) return Hoist(term, hoisted_.at(other));
    }
    if (options_.trace) Emit(Op::kTraceExpr, at, 0, 0, 0, TracePoint(at, rule_name_));
    return Hoist(term, PlanTerm(term));
  }
  bool composite = term.kind == ast::TermKind::kArray || term.kind == ast::TermKind::kSet || term.kind == ast::TermKind::kObject;
  if (!composite && term.kind != ast::TermKind::kCall) return;
  for (size_t i = composite ? 0 : 1; i < term.terms.size(); ++i) PlanRequiredPaths(*term.terms[i], at);
}

void Planner::PlanRequired(const ast::Expr& expr) {
  if (expr.negated || !expr.with.empty()) return;
  if (expr.kind == ast::ExprKind::kAnd) {
    for (const ast::Body* side : {&expr.body, &expr.rhs}) {
      for (const ast::Expr* inner : *side) PlanRequired(*inner);
    }
    return;
  }
  if (expr.kind == ast::ExprKind::kEvery) return PlanRequiredPaths(*expr.terms[2], expr.location);
  if (expr.kind == ast::ExprKind::kTerm) return PlanRequiredPaths(*expr.terms[0], expr.location);
  if (expr.kind != ast::ExprKind::kCall) return;
  if (PlanAffixTest(expr)) return early_.push_back(&expr);
  if (!IsEquality(expr)) {
    for (size_t i = 1; i < expr.terms.size(); ++i) PlanRequiredPaths(*expr.terms[i], expr.location);
    return;
  }
  bool names = NamesPath(expr);
  for (size_t side : {1, 2}) {
    std::optional<Value> constant = ConstantOf(*expr.terms[3 - side]);
    if (names || (constant && IsFlat(*constant) && IsIndexed(*expr.terms[side]))) {
      PlanExpr(expr);
      early_.push_back(&expr);
      if (names) paths_named_.push_back(expr.terms[1]->text);
      return;
    }
  }
  // Of two paths that are compared OPA's index knows nothing.
  for (size_t side : {1, 2}) {
    const ast::Term& term = *expr.terms[side];
    if (term.kind != ast::TermKind::kRef || CanBeIndexed(*expr.terms[3 - side])) PlanRequiredPaths(term, expr.location);
  }
}

// What the index compares with constants: paths, their names and the function's arguments.
bool Planner::IsIndexed(const ast::Term& term) const {
  if (IsBasePath(term) || IsGroundPath(term)) return true;
  const Operand* known = term.kind == ast::TermKind::kVar ? Lookup(term.text) : nullptr;
  return known != nullptr && known->place < function_->head.arity;
}

// `x := input.a`, also of another such var.
bool Planner::NamesPath(const ast::Expr& expr) const {
  return expr.from_assignment && IsEquality(expr) && expr.terms[1]->kind == ast::TermKind::kVar &&
         (IsBasePath(*expr.terms[2]) || IsGroundPath(*expr.terms[2]));
}

// A var that stands for a path, or a ground path below it.
bool Planner::IsGroundPath(const ast::Term& term) const {
  const ast::Term& head = term.kind == ast::TermKind::kRef ? *term.terms[0] : term;
  if (head.kind != ast::TermKind::kVar || std::find(paths_named_.begin(), paths_named_.end(), head.text) == paths_named_.end()) return false;
  return term.terms.empty() || std::all_of(term.terms.begin() + 1, term.terms.end(), [](const ast::Term* t) { return IsScalar(*t); });
}

void Planner::PlanRuleBody(const ast::Body& body, const std::vector<const ast::Term*>& head) {
  bool possible = !KeepsPrints(body);
  for (size_t i = 0; i < body.size(); ++i) {
    bool loops = std::any_of(body[i]->terms.begin(), body[i]->terms.end(),
                             [this](const ast::Term* t) { return t != nullptr && t->kind == ast::TermKind::kRef && HasUnbound(*t); });
    if (possible && (loops || MayErr(*body[i]))) {
      possible = false;
      for (size_t later = i; later < body.size(); ++later) PlanRequired(*body[later]);
      for (const ast::Term* term : head) PlanRequiredPaths(*term, term->location);
    } else if (possible && NamesPath(*body[i])) {
      paths_named_.push_back(body[i]->terms[1]->text);
    }
    bool early = std::find(early_.begin(), early_.end(), body[i]) != early_.end();
    if (early || !PlanAffixTest(*body[i])) PlanExpr(*body[i]);
  }
}

void Planner::EndRuleBody() {
  ForgetHoisted(0);
  early_.clear();
  paths_named_.clear();
}

void Planner::Hoist(const ast::Term& term, Operand value) {
  if (hoisted_.emplace(&term, value).second) hoisted_order_.push_back(&term);
}

void Planner::ForgetHoisted(size_t mark) {
  for (size_t i = mark; i < hoisted_order_.size(); ++i) hoisted_.erase(hoisted_order_[i]);
  hoisted_order_.resize(mark);
}

}  // namespace reeve::plan
