// Safety: each variable is bound by something before it is used. Bodies are put in an order in which this holds.
//
//     x > 1; x = input.n    ==>   x = input.n; x > 1
//
// An expression is taken as soon as all its variables are bound by it or by what stands before; of several that can be taken, the
// first as written. Expressions with closures wait for the variables of this body that the closures use; the closures are ordered
// themselves once the body is. What is left cannot be made safe.
//
// Cost: an expression is looked at again only when one of its variables has become safe.
// Held by tests/semantics/safety_test.cc.
#include "semantics/safety.h"

#include <algorithm>

namespace reeve::semantics {
namespace {

// The variables of a not, and, or operand without braces that the body around must bind: those that the operand does not bind
// itself, and those that occur in only one of its expressions.
void OperandVars(Compilation& c, const Body& body, VarSet& out) {
  if (body.empty()) return;
  struct Seen {
    const Expr* in;
    int count;
  };
  std::vector<VarId> order;
  absl::flat_hash_map<VarId, Seen> occurrences;
  for (const Expr* expr : body) {
    WalkVars(*expr, kSafetyWalk, [&](VarId v, const Term*) {
      auto [at, fresh] = occurrences.try_emplace(v, Seen{expr, 1});
      if (fresh) {
        order.push_back(v);
      } else if (at->second.in != expr) {
        at->second = {expr, at->second.count + 1};
      }
    });
  }
  if (body.size() == 1) {
    for (VarId v : order) out.Add(v);
    return;
  }
  // Sides of equations are what the operand may bind; the rest is taken from outside.
  VarSet sides;
  for (const Expr* expr : body) {
    if (!c.IsEq(*expr) || expr->terms.size() != 3) continue;
    for (size_t i = 1; i <= 2; ++i) {
      if (expr->terms[i]->kind == TermKind::kVar) sides.Add(IdOf(*expr->terms[i]));
    }
  }
  SafeSet safe;
  safe.Add(c.names.data);
  safe.Add(c.names.input);
  for (VarId v : order) {
    if (!sides.Contains(v)) safe.Add(v);
  }
  VarSet bound;
  for (bool changed = true; changed;) {
    changed = false;
    for (Expr* expr : body) {
      if (!c.IsEq(*expr)) continue;
      VarSet outputs;
      EqOutputs(c, *expr, safe, outputs);
      for (VarId v : outputs) {
        if (!bound.Add(v)) continue;
        safe.Add(v);
        changed = true;
      }
    }
  }
  for (Expr* expr : body) {
    if (expr->kind != ExprKind::kCall || c.IsEq(*expr)) continue;
    int arity = c.CalleeOf(expr->terms[0]).arity;
    for (size_t i = static_cast<size_t>(arity + 1); arity >= 0 && i < expr->terms.size(); ++i) {
      AddVars(*expr->terms[i], {.ref_heads = true, .object_keys = true, .closures = true, .sets = true}, bound);
    }
  }
  for (VarId v : order) {
    if (!bound.Contains(v) || occurrences.find(v)->second.count == 1) out.Add(v);
  }
}

}  // namespace

// Calls sink on the variables that x shows to its body: those of the safety walk and of operands without braces.
template <typename X, typename Sink>
void WalkBodyVars(Compilation& c, const X& x, Sink&& sink) {
  auto promote = [&](const Expr& expr) {
    VarSet vars;
    if (!expr.explicit_body) OperandVars(c, expr.body, vars);
    if (expr.kind != ExprKind::kNot && !expr.explicit_rhs) OperandVars(c, expr.rhs, vars);
    for (VarId v : vars) sink(v, nullptr);
    return true;
  };
  VarWalker<Sink, decltype(promote)>(kSafetyWalk, sink, promote).Walk(x);
}

namespace {

// Variables in the closures below an expression, all of them.
class ClosureVars {
 public:
  explicit ClosureVars(VarSet& out) : out_(out) {}
  void Walk(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kEvery:
        AddVars(expr.body, {}, out_);
        return;
      case ExprKind::kNot: case ExprKind::kAnd: case ExprKind::kOr:
        AddVars(expr.body, {}, out_);
        AddVars(expr.rhs, {}, out_);
        break;
      default:
        break;
    }
    for (const Term* term : expr.terms) Walk(*term);
    for (const With& with : expr.with) {
      Walk(*with.target);
      Walk(*with.value);
    }
  }
  void Walk(const Term& term) {
    if (IsComprehension(term)) return AddVars(term, {}, out_);
    for (const Term* child : term.terms) Walk(*child);
  }

 private:
  VarSet& out_;
};

bool HasClosure(const Term& term) {
  if (IsComprehension(term)) return true;
  for (const Term* child : term.terms) {
    if (HasClosure(*child)) return true;
  }
  return false;
}
bool HasClosure(const Expr& expr) {
  if (expr.kind >= ExprKind::kEvery) return true;
  for (const Term* term : expr.terms) {
    if (HasClosure(*term)) return true;
  }
  for (const With& with : expr.with) {
    if (HasClosure(*with.value)) return true;
  }
  return false;
}

}  // namespace

// One expression while its body is ordered.
struct BodyOrder::Pending {
  Expr* expr;
  VarSet needs;               // variables that must be safe or bound by the expression itself
  VarSet closure;             // variables of the body that its closures use
  bool has_closure = false;
  bool taken = false;
  bool look = true;           // a variable has become safe since it was looked at
};

bool BodyOrder::Order(Body& body, Unsafe& unsafe) {
  const size_t mark = safe_.mark();
  std::vector<Pending> pending(body.size());
  Prepare(body, pending);
  Body ordered;
  ordered.reserve(body.size());
  Take(pending, ordered);
  const bool ok = ordered.size() == body.size();
  if (!ok) {
    for (Pending& p : pending) {
      if (p.taken) continue;
      VarSet vars = Missing(p);
      if (!vars.empty()) unsafe.push_back({p.expr, std::move(vars)});
    }
  }
  safe_.UndoTo(mark);
  bool closures = false;
  for (const Pending& p : pending) closures = closures || p.has_closure;
  if (closures) OrderClosures(ordered, unsafe);
  safe_.UndoTo(mark);
  if (ok) body = std::move(ordered);
  return ok;
}

// What an expression that cannot be taken lacks: variables its closures use, else its own.
VarSet BodyOrder::Missing(const Pending& p) {
  VarSet outputs, missing;
  Outputs(c_, *p.expr, safe_, outputs);
  for (VarId v : p.closure) {
    if (!safe_.Contains(v) && !outputs.Contains(v)) missing.Add(v);
  }
  if (!missing.empty()) return missing;
  for (VarId v : p.needs) {
    if (!safe_.Contains(v) && (!p.closure.empty() || !outputs.Contains(v))) missing.Add(v);
  }
  return missing;
}

void BodyOrder::Prepare(const Body& body, std::vector<Pending>& pending) {
  bool closures = false;
  for (size_t i = 0; i < body.size(); ++i) {
    Pending& p = pending[i];
    p.expr = body[i];
    p.has_closure = HasClosure(*p.expr);
    closures = closures || p.has_closure;
    auto add = [&](VarId v, const Term*) {
      if (!safe_.Contains(v)) p.needs.Add(v);
    };
    WalkBodyVars(c_, *p.expr, add);
    if (c_.IsPrint(*p.expr)) {
      // Arguments of print may hold calls; their variables are inputs as well.
      for (size_t k = 1; k < p.expr->terms.size(); ++k) WalkVars(*p.expr->terms[k], kSafetyWalk, add);
    }
  }
  if (!closures) return;
  absl::flat_hash_set<VarId> of_body;
  for (const Pending& p : pending) of_body.insert(p.needs.begin(), p.needs.end());
  for (Pending& p : pending) {
    if (!p.has_closure) continue;
    VarSet used;
    ClosureVars(used).Walk(*p.expr);
    for (VarId v : used) {
      if (of_body.contains(v)) p.closure.Add(v);
    }
  }
}

// Takes expressions until no more can be taken.
void BodyOrder::Take(std::vector<Pending>& pending, Body& ordered) {
  absl::flat_hash_map<VarId, std::vector<Pending*>> waiting;
  VarSet outputs;
  for (bool progress = true; progress && ordered.size() < pending.size();) {
    progress = false;
    for (Pending& p : pending) {
      if (p.taken || !p.look) continue;
      outputs.Clear();
      if (!CanTake(p, outputs)) {
        Wait(p, waiting);
        continue;
      }
      p.taken = progress = true;
      ordered.push_back(p.expr);
      for (VarId v : outputs) {
        if (safe_.Contains(v)) continue;
        safe_.Add(v);
        auto found = waiting.find(v);
        if (found == waiting.end()) continue;
        for (Pending* q : found->second) q->look = true;
        waiting.erase(found);
      }
    }
  }
}

bool BodyOrder::CanTake(const Pending& p, VarSet& outputs) {
  bool all_safe = p.closure.empty();
  for (VarId v : p.needs) all_safe = all_safe && safe_.Contains(v);
  if (all_safe) return true;
  Outputs(c_, *p.expr, safe_, outputs);
  auto bound = [&](VarId v) { return safe_.Contains(v) || outputs.Contains(v); };
  if (!p.closure.empty()) {
    // An expression whose closures use exactly what it binds itself can never be taken.
    VarSet fresh;
    for (VarId v : outputs) {
      if (!safe_.Contains(v)) fresh.Add(v);
    }
    bool same = fresh.size() == p.closure.size();
    for (VarId v : p.closure) same = same && fresh.Contains(v);
    if (same) return false;
    for (VarId v : p.closure) {
      if (!bound(v)) return false;
    }
  }
  return std::all_of(p.needs.begin(), p.needs.end(), bound);
}

void BodyOrder::Wait(Pending& p, absl::flat_hash_map<VarId, std::vector<Pending*>>& waiting) {
  p.look = false;
  for (VarId v : p.needs) {
    if (!safe_.Contains(v)) waiting[v].push_back(&p);
  }
  for (VarId v : p.closure) {
    if (!safe_.Contains(v)) waiting[v].push_back(&p);
  }
}

// Closures see the variables of what stands before their expression.
void BodyOrder::OrderClosures(Body& ordered, Unsafe& unsafe) {
  auto know = [&](VarId v, const Term*) { safe_.Add(v); };
  for (size_t i = 0; i < ordered.size(); ++i) {
    if (i > 0) WalkBodyVars(c_, *ordered[i - 1], know);
    current_ = ordered[i];
    Visit(ordered[i], unsafe);
  }
}

void BodyOrder::Visit(Expr* expr, Unsafe& unsafe) {
  switch (expr->kind) {
    case ExprKind::kEvery:
      for (size_t i = 0; i < 2; ++i) {
        if (expr->terms[i] != nullptr) safe_.Add(IdOf(*expr->terms[i]));
      }
      return OrderClosure(nullptr, expr->body, unsafe);
    case ExprKind::kNot:
      return OrderClosure(nullptr, expr->body, unsafe);
    case ExprKind::kAnd:
    case ExprKind::kOr:
      OrderClosure(nullptr, expr->body, unsafe);
      return OrderClosure(nullptr, expr->rhs, unsafe);
    default:
      for (Term* term : expr->terms) Visit(term, unsafe);
      for (With& with : expr->with) Visit(with.value, unsafe);
  }
}

void BodyOrder::Visit(Term* term, Unsafe& unsafe) {
  if (IsComprehension(*term)) return OrderClosure(term, term->body, unsafe);
  for (Term* child : term->terms) Visit(child, unsafe);
}

// `head`: the comprehension whose body it is, or null.
void BodyOrder::OrderClosure(const Term* head, Body& body, Unsafe& unsafe) {
  Expr* current = current_;
  if (head != nullptr) {
    VarSet wanted, known;
    for (const Term* part : head->terms) AddVars(*part, {}, wanted);
    if (!wanted.empty()) WalkBodyVars(c_, body, [&](VarId v, const Term*) { known.Add(v); });
    VarSet missing;
    for (VarId v : wanted) {
      if (!known.Contains(v) && !safe_.Contains(v)) missing.Add(v);
    }
    if (!missing.empty()) unsafe.push_back({current, std::move(missing)});
  }
  Order(body, unsafe);
  current_ = current;
}

void CheckHeadSafety(Compilation& c) {
  for (Module* module : c.modules) {
    RuleLines lines(c, *module);
    for (Rule* first : module->rules) {
      WalkRule(first, [&](Rule* rule) {
        std::vector<std::pair<VarId, const Term*>> wanted;
        auto want = [&](VarId v, const Term* at) { wanted.emplace_back(v, at); };
        if (rule->head.key != nullptr && !IsScalar(*rule->head.key)) WalkVars(*rule->head.key, {}, want);
        if (rule->head.value != nullptr && !IsScalar(*rule->head.value)) WalkVars(*rule->head.value, {}, want);
        for (size_t i = 1; i < rule->head.ref->terms.size(); ++i) WalkVars(*rule->head.ref->terms[i], {}, want);
        if (wanted.empty()) return;
        VarSet known;
        AddVars(rule->body, kSafetyWalk, known);
        for (const Term* arg : rule->head.args) AddVars(*arg, {}, known);
        // Told once, where it occurs last: the ref's variables have been walked last.
        VarSet told;
        for (size_t i = wanted.size(); i-- > 0;) {
          auto [v, at] = wanted[i];
          if (known.Contains(v) || !told.Add(v)) continue;
          VarId shown = c.names.Original(v);
          if (c.names.is_generated(shown)) continue;
          c.errors.Add(Code::kRegoUnsafeVar, at->location,
                       "var " + std::string(c.names.Shown(shown)) + " is unsafe" + lines.Scope(*rule));
        }
      });
    }
  }
}

void OrderBodies(Compilation& c) {
  BodyOrder order(c);
  for (Module* module : c.modules) {
    RuleLines lines(c, *module);
    for (Rule* first : module->rules) {
      WalkRule(first, [&](Rule* rule) {
        size_t mark = order.safe().mark();
        for (const Term* arg : rule->head.args) {
          WalkVars(*arg, {}, [&](VarId v, const Term*) { order.safe().Add(v); });
        }
        Unsafe unsafe;
        order.Order(rule->body, unsafe);
        order.safe().UndoTo(mark);
        if (!unsafe.empty()) ReportUnsafe(c, unsafe, lines.Scope(*rule));
      });
    }
  }
}

void OrderBody(Compilation& c, Body& body) {
  BodyOrder order(c);
  Unsafe unsafe;
  order.Order(body, unsafe);
  if (!unsafe.empty()) ReportUnsafe(c, unsafe, "");
}

}  // namespace reeve::semantics
