// Calls without a result: print. CheckVoidCalls refuses them as values; RewritePrints erases them, or checks that the variables in
// their arguments are bound by what stands before. A kept print keeps its arguments as written: they may be undefined.
// Held by tests/semantics/prints_test.cc.
#include "absl/strings/str_cat.h"
#include "semantics/compilation.h"
#include "semantics/outputs.h"

namespace reeve::semantics {
namespace {

template <typename X>
void CheckVoid(Compilation& c, X& x) {
  auto look = [&](Term* term) {
    if (term->kind == TermKind::kCall) {
      const Callee& callee = c.CalleeOf(term->terms[0]);
      if (callee.builtin != nullptr && callee.builtin->has(capabilities::kVoid)) {
        c.errors.Add(Code::kRegoType, term->location, absl::StrCat(c.Show(*term), " used as value"));
      }
    }
    return false;
  };
  WalkTerms(x, look);
}

class Eraser {
 public:
  explicit Eraser(Compilation& c) : c_(c) {}

  void Erase(Body& body) {
    size_t kept = 0;
    Location at = body.empty() ? Location{} : body[0]->location;
    for (Expr* expr : body) {
      if (c_.IsPrint(*expr)) continue;
      Erase(expr);
      body[kept++] = expr;
    }
    if (kept == 0 && !body.empty()) {
      Expr* expr = c_.tree.NewExpr(ExprKind::kTerm, at);
      Term* term = c_.tree.NewTerm(TermKind::kBoolean, at);
      term->boolean = true;
      expr->terms = {term};
      body[kept++] = expr;
    }
    body.resize(kept);
  }
  void Erase(Term* term) {
    if (term == nullptr) return;
    for (Term* child : term->terms) Erase(child);
    Erase(term->body);
  }

 private:
  void Erase(Expr* expr) {
    for (Term* term : expr->terms) Erase(term);
    Erase(expr->body);
    Erase(expr->rhs);
    for (With& with : expr->with) {
      Erase(with.target);
      Erase(with.value);
    }
  }
  Compilation& c_;
};

class PrintChecker {
 public:
  explicit PrintChecker(Compilation& c) : c_(c) {
    safe_.Add(c.names.data);
    safe_.Add(c.names.input);
  }
  void Check(Rule* rule) {
    size_t mark = safe_.mark();
    for (const Term* arg : rule->head.args) AddAll(*arg);
    CheckClosures(rule->head.key);
    CheckClosures(rule->head.value);
    Check(rule->body);
    safe_.UndoTo(mark);
  }
  // Afterwards `safe_` is as before.
  void Check(Body& body) {
    size_t mark = safe_.mark();
    VarSet out;
    for (Expr* expr : body) {
      if (c_.IsPrint(*expr)) CheckArguments(*expr);
      CheckClosures(expr);
      out.Clear();
      Outputs(c_, *expr, safe_, out);
      for (VarId v : out) safe_.Add(v);
      // Variables that earlier passes made are theirs to order.
      WalkVars(*expr, {}, [&](VarId v, const Term*) {
        if (c_.names.is_generated(v) && c_.names.Original(v) == v) safe_.Add(v);
      });
    }
    safe_.UndoTo(mark);
  }

 private:
  void AddAll(const Term& term) {
    WalkVars(term, {}, [&](VarId v, const Term*) { safe_.Add(v); });
  }
  void CheckArguments(Expr& expr) {
    for (size_t i = 1; i < expr.terms.size(); ++i) {
      VarSet unsafe;
      WalkVars(*expr.terms[i], kSafetyWalk, [&](VarId v, const Term*) {
        if (!safe_.Contains(v)) unsafe.Add(v);
      });
      for (VarId v : unsafe) {
        c_.errors.Add(Code::kRegoCompile, expr.terms[i]->location,
                      absl::StrCat("var ", std::string(c_.names.Shown(c_.names.Original(v))), " is undeclared"));
      }
    }
  }
  void CheckClosures(Expr* expr) {
    for (Term* term : expr->terms) CheckClosures(term);
    if (!expr->body.empty()) {
      size_t mark = safe_.mark();
      if (expr->kind == ExprKind::kEvery) {
        for (size_t i = 0; i < 2; ++i) {
          if (expr->terms[i] != nullptr) safe_.Add(IdOf(*expr->terms[i]));
        }
      }
      Check(expr->body);
      safe_.UndoTo(mark);
    }
    if (!expr->rhs.empty()) Check(expr->rhs);
    for (With& with : expr->with) CheckClosures(with.value);
  }
  void CheckClosures(Term* term) {
    if (term == nullptr) return;
    if (!term->body.empty()) return Check(term->body);
    for (Term* child : term->terms) CheckClosures(child);
  }
  Compilation& c_;
  SafeSet safe_;
};

}  // namespace

void CheckVoidCalls(Compilation& c) {
  if (!c.has_prints) return;
  ForEachRule(c, [&](Rule* rule) {
    CheckVoid(c, rule->head);
    CheckVoid(c, rule->body);
  });
}
void CheckVoidCalls(Compilation& c, Body& body) {
  if (c.has_prints) CheckVoid(c, body);
}

void RewritePrints(Compilation& c) {
  if (!c.has_prints) return;
  if (c.options.keep_prints) {
    PrintChecker checker(c);
    ForEachRule(c, [&](Rule* rule) { checker.Check(rule); });
    return;
  }
  Eraser eraser(c);
  ForEachRule(c, [&](Rule* rule) {
    eraser.Erase(rule->head.key);
    eraser.Erase(rule->head.value);
    for (Term* arg : rule->head.args) eraser.Erase(arg);
    eraser.Erase(rule->body);
  });
}
void RewritePrints(Compilation& c, Body& body) {
  if (!c.has_prints) return;
  if (c.options.keep_prints) {
    PrintChecker(c).Check(body);
  } else {
    Eraser(c).Erase(body);
  }
}

}  // namespace reeve::semantics
