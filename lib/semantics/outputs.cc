// What expressions bind: refs bind the variables in their brackets, unification those that the other side grounds, calls their
// output. Held by tests/semantics/safety_test.cc.
#include "semantics/outputs.h"

#include <utility>

namespace reeve::semantics {
namespace {

constexpr VarWalk kPatternWalk{.ref_heads = true, .object_keys = true, .closures = true};

bool IsRefSafe(const Term& ref, const SafeSet& safe) {
  const Term& head = *ref.terms[0];
  if (head.kind == TermKind::kVar) return safe.Contains(IdOf(head));
  return AllSafe(head, safe);
}

// Variables in the brackets of refs below x.
template <typename X>
void RefOutputs(X* x, const SafeSet& safe, VarSet& out) {
  auto visit = [&](Term* term) {
    if (IsComprehension(*term) || term->kind == TermKind::kTemplateString) return true;
    if (term->kind != TermKind::kRef) return false;
    if (!IsRefSafe(*term, safe)) return true;
    for (size_t i = 1; i < term->terms.size(); ++i) {
      if (!IsScalar(*term->terms[i])) AddVars(*term->terms[i], {.ref_heads = true}, out);
    }
    return false;
  };
  WalkTerms(x, visit);
}

// The variables that a = b grounds, given those that are known.
class Unifier {
 public:
  Unifier(const SafeSet& safe, const VarSet& also, const VarSet& except) : safe_(safe), also_(also), except_(except) {}

  void Unify(const Term& a, const Term& b) {
    switch (a.kind) {
      case TermKind::kVar: return UnifyVar(IdOf(a), b);
      case TermKind::kRef:
      case TermKind::kCall:
        if (!GroundSide(a)) return;
        if (b.kind == TermKind::kVar || b.kind == TermKind::kArray || b.kind == TermKind::kObject) MarkAll(b);
        return;
      case TermKind::kArrayComprehension:
        if (b.kind == TermKind::kVar || b.kind == TermKind::kArray) MarkAll(b);
        return;
      case TermKind::kObjectComprehension:
        if (b.kind == TermKind::kVar || b.kind == TermKind::kObject) MarkAll(b);
        return;
      case TermKind::kArray: return UnifyArray(a, b);
      case TermKind::kObject: return UnifyObject(a, b);
      case TermKind::kConstant: return UnifyConstant(b, a.value);
      default:
        if (b.kind == TermKind::kVar) Mark(IdOf(b));
    }
  }
  const VarSet& unified() const { return unified_; }

 private:
  bool Known(VarId v) const {
    return unified_.Contains(v) || ((safe_.Contains(v) || also_.Contains(v)) && !except_.Contains(v));
  }
  // A ref or call whose value is known: its head, or everything the safety walk meets in it.
  bool GroundSide(const Term& term) const {
    auto known = [&](VarId v) { return (safe_.Contains(v) || also_.Contains(v)) && !except_.Contains(v); };
    if (term.kind == TermKind::kRef && term.terms[0]->kind == TermKind::kVar) return known(IdOf(*term.terms[0]));
    bool ok = true;
    WalkVars(term.kind == TermKind::kRef ? *term.terms[0] : term, kSafetyWalk,
             [&](VarId v, const Term*) { ok = ok && known(v); });
    return ok;
  }

  void UnifyVar(VarId a, const Term& b) {
    switch (b.kind) {
      case TermKind::kVar: {
        VarId v = IdOf(b);
        if (Known(v)) return Mark(a);
        if (Known(a)) return Mark(v);
        waits_.emplace_back(a, v);
        waits_.emplace_back(v, a);
        return;
      }
      case TermKind::kArray:
      case TermKind::kObject: return UnifyAll(a, b);
      case TermKind::kRef:
      case TermKind::kCall:
        if (GroundSide(b)) Mark(a);
        return;
      default: return Mark(a);
    }
  }

  // A variable and a composite: either grounds the other.
  void UnifyAll(VarId a, const Term& b) {
    if (Known(a)) return MarkAll(b);
    bool all = true;
    WalkVars(b, kPatternWalk, [&](VarId v, const Term*) {
      if (Known(v)) return;
      all = false;
      waits_.emplace_back(a, v);
    });
    if (all) Mark(a);
  }

  void UnifyArray(const Term& a, const Term& b) {
    if (b.kind == TermKind::kVar) return UnifyAll(IdOf(b), a);
    if (IsComprehension(b)) return MarkAll(a);
    if (b.kind == TermKind::kRef || b.kind == TermKind::kCall) {
      if (GroundSide(b)) MarkAll(a);
      return;
    }
    if (b.kind == TermKind::kConstant) return UnifyConstant(a, b.value);
    if (b.kind != TermKind::kArray || a.terms.size() != b.terms.size()) return;
    for (size_t i = 0; i < a.terms.size(); ++i) Unify(*a.terms[i], *b.terms[i]);
  }

  void UnifyObject(const Term& a, const Term& b) {
    if (b.kind == TermKind::kVar) return UnifyAll(IdOf(b), a);
    if (b.kind == TermKind::kRef || b.kind == TermKind::kCall) {
      if (GroundSide(b)) MarkAll(a);
      return;
    }
    if (b.kind == TermKind::kConstant) return UnifyConstant(a, b.value);
    if (b.kind != TermKind::kObject || a.terms.size() != b.terms.size()) return;
    absl::flat_hash_map<std::string_view, const Term*> by_text;
    for (size_t j = 0; j + 1 < b.terms.size(); j += 2) {
      if (b.terms[j]->kind == TermKind::kString) by_text.emplace(b.terms[j]->text, b.terms[j + 1]);
    }
    for (size_t i = 0; i + 1 < a.terms.size(); i += 2) {
      if (a.terms[i]->kind == TermKind::kString) {
        auto found = by_text.find(a.terms[i]->text);
        if (found != by_text.end()) Unify(*a.terms[i + 1], *found->second);
        continue;
      }
      for (size_t j = 0; j + 1 < b.terms.size(); j += 2) {
        if (b.terms[j]->kind != TermKind::kString && ast::Equal(*a.terms[i], *b.terms[j])) {
          Unify(*a.terms[i + 1], *b.terms[j + 1]);
          break;
        }
      }
    }
  }

  // A constant grounds what has its shape.
  void UnifyConstant(const Term& term, Value constant) {
    if (term.kind == TermKind::kVar) return Mark(IdOf(term));
    if (term.kind == TermKind::kArray && constant.is_array() && term.terms.size() == constant.size()) {
      for (size_t i = 0; i < term.terms.size(); ++i) UnifyConstant(*term.terms[i], constant.at(i));
    }
    if (term.kind == TermKind::kObject && constant.is_object() && term.terms.size() == 2 * constant.size()) {
      for (size_t i = 0; i + 1 < term.terms.size(); i += 2) {
        if (term.terms[i]->kind != TermKind::kString) continue;
        std::optional<Value> value = constant.Find(term.terms[i]->text);
        if (value.has_value()) UnifyConstant(*term.terms[i + 1], *value);
      }
    }
  }

  void MarkAll(const Term& term) {
    WalkVars(term, kPatternWalk, [&](VarId v, const Term*) { Mark(v); });
  }
  // v is ground; so is what v waits for, and what waited for v alone.
  void Mark(VarId first) {
    std::vector<VarId> work{first};
    while (!work.empty()) {
      VarId v = work.back();
      work.pop_back();
      unified_.Add(v);
      if (waits_.empty()) continue;
      size_t kept = 0;
      std::vector<VarId> woken;
      for (auto [waiter, on] : waits_) {
        if (waiter == v) {
          work.push_back(on);
        } else if (on == v) {
          woken.push_back(waiter);
        } else {
          waits_[kept++] = {waiter, on};
        }
      }
      waits_.resize(kept);
      for (VarId w : woken) {
        bool waiting = false;
        for (auto [waiter, on] : waits_) waiting = waiting || waiter == w;
        if (!waiting) work.push_back(w);
      }
    }
  }

  const SafeSet& safe_;
  const VarSet& also_;
  const VarSet& except_;
  VarSet unified_;
  std::vector<std::pair<VarId, VarId>> waits_;   // first is ground once second is
};

void CallOutputs(Compilation& c, Expr& expr, const SafeSet& safe, VarSet& out) {
  const Callee& callee = c.CalleeOf(expr.terms[0]);
  if (callee.arity < 0) return;
  if (callee.builtin != nullptr && callee.builtin->variadic) return;
  RefOutputs(&expr, safe, out);
  size_t inputs = static_cast<size_t>(callee.arity) + 1;
  if (inputs >= expr.terms.size()) return;
  constexpr VarWalk kArguments{.ref_heads = true, .object_keys = true, .closures = true, .sets = true};
  bool ok = true;
  for (size_t i = 0; i < inputs; ++i) {
    WalkVars(*expr.terms[i], kArguments, [&](VarId v, const Term*) { ok = ok && (safe.Contains(v) || out.Contains(v)); });
  }
  if (!ok) return out.Clear();
  for (size_t i = inputs; i < expr.terms.size(); ++i) AddVars(*expr.terms[i], kArguments, out);
}

}  // namespace

void EqOutputs(const Compilation&, Expr& expr, const SafeSet& safe, VarSet& out) {
  if (expr.terms.size() != 3) return;
  VarSet from_refs, assigned;
  RefOutputs(&expr, safe, from_refs);
  // The left side of := is an output only: the right side is not made safe through it.
  if (expr.from_assignment) AddVars(*expr.terms[1], {}, assigned);
  Unifier unifier(safe, from_refs, assigned);
  unifier.Unify(*expr.terms[1], *expr.terms[2]);
  for (VarId v : from_refs) {
    if (!safe.Contains(v) && !assigned.Contains(v)) out.Add(v);
  }
  for (VarId v : unifier.unified()) {
    if (!safe.Contains(v)) out.Add(v);
  }
}

void Outputs(Compilation& c, Expr& expr, const SafeSet& safe, VarSet& out) {
  if (expr.negated || expr.kind == ExprKind::kNot) return;
  for (const With& with : expr.with) {
    if (!AllSafe(with, safe)) return;
  }
  switch (expr.kind) {
    case ExprKind::kTerm:
      RefOutputs(&expr, safe, out);
      return;
    case ExprKind::kCall:
      if (c.IsEq(expr)) {
        EqOutputs(c, expr, safe, out);
      } else {
        CallOutputs(c, expr, safe, out);
      }
      return;
    case ExprKind::kEvery:
      RefOutputs(expr.terms[2], safe, out);
      return;
    default:
      return;
  }
}

void AddBodyOutputs(Compilation& c, Body& body, size_t count, SafeSet& safe) {
  VarSet out;
  for (size_t i = 0; i < count && i < body.size(); ++i) {
    out.Clear();
    Outputs(c, *body[i], safe, out);
    for (VarId v : out) safe.Add(v);
  }
}

}  // namespace reeve::semantics
