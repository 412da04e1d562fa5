// CheckFunctions: each called function exists and gets the number of arguments it takes, or one more, which is its output.
// Held by tests/semantics/functions_test.cc.
#include "absl/strings/str_cat.h"
#include "semantics/type_checker.h"

namespace reeve::semantics {
namespace {

class Functions {
 public:
  explicit Functions(Compilation& c) : c_(c) {}

  bool operator()(Expr* expr) {
    if (expr->kind != ExprKind::kCall) return false;
    const Callee& callee = c_.CalleeOf(expr->terms[0]);
    int operands = static_cast<int>(expr->terms.size()) - 1;
    if (callee.arity < 0) {
      // OPA names refs only: a called local variable has no name.
      std::string name = expr->terms[0]->kind == TermKind::kRef ? c_.Show(*expr->terms[0]) : "";
      c_.errors.Add(Code::kRegoType, expr->location, absl::StrCat("undefined function ", name, Withheld(name)));
      return false;
    }
    if (callee.builtin != nullptr && callee.builtin->variadic) return false;
    if (expr->generated) {
      if (c_.IsEq(*expr) || operands == callee.arity + 1) return false;
      Mismatch(*expr, callee, operands - 1);
    } else {
      if (operands == callee.arity || operands == callee.arity + 1) return false;
      Mismatch(*expr, callee, operands);
    }
    return true;
  }

 private:
  // Why a function that exists may not be called.
  std::string Withheld(const std::string& name) const {
    const capabilities::Builtin* builtin = c_.builtins.FindWithheld(name);
    if (builtin == nullptr) return "";
    std::string reads = builtin->has(capabilities::kReadsNetwork)       ? "network"
                             : builtin->has(capabilities::kReadsEnvironment) ? "environment"
                             : builtin->has(capabilities::kReadsClock)       ? "clock"
                                                                             : "randomness";
    return absl::StrCat(": it needs the ", reads, ", which is not granted to this policy");
  }
  void Mismatch(const Expr& expr, const Callee& callee, int got) {
    std::string name = c_.Show(*expr.terms[0]);
    if (callee.builtin == nullptr) {
      c_.errors.Add(Code::kRegoType, expr.location,
                    absl::StrCat("function ", name, " has arity ", callee.arity, ", got ", got,
                                 got == 1 ? " argument" : " arguments"));
      return;
    }
    TypeError error = TypeChecker(c_).ArityMismatch(expr, *callee.builtin);
    c_.errors.Add(Code::kRegoType, error.at, std::move(error.message), After::kStop, std::move(error.details));
  }
  Compilation& c_;
};

}  // namespace

void CheckFunctions(Compilation& c) {
  Functions check(c);
  ForEachRule(c, [&](Rule* rule) {
    WalkExprs(rule->head, check);
    WalkExprs(rule->body, check);
  });
}

void CheckFunctions(Compilation& c, Body& body) {
  Functions check(c);
  WalkExprs(body, check);
}

}  // namespace reeve::semantics
