// InternVars: gives each variable of the modules its number, and notes which kinds of things they hold.
// Held by tests/semantics/documents_test.cc.
#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

class Interner {
 public:
  explicit Interner(Compilation& c) : c_(c) {}

  void Number(Term* term) {
    if (term == nullptr) return;
    switch (term->kind) {
      case TermKind::kVar: {
        VarId v = c_.names.Intern(term->text);
        c_.names.SetVar(term, v);
        if (c_.names.builtin(v) != nullptr) c_.has_builtin_vars = true;
        return;
      }
      case TermKind::kCall:
        return NumberCall(term->terms);
      case TermKind::kTemplateString:
        c_.has_templates = true;
        break;
      default:
        break;
    }
    for (Term* child : term->terms) Number(child);
    Number(term->body);
  }
  void Number(Body& body) {
    for (Expr* expr : body) Number(expr);
  }
  void Number(Expr* expr) {
    if (expr->kind == ExprKind::kCall) {
      NumberCall(expr->terms);
    } else {
      for (Term* term : expr->terms) Number(term);
    }
    Number(expr->body);
    Number(expr->rhs);
    if (!expr->with.empty()) c_.has_with = true;
    for (With& with : expr->with) {
      Number(with.target);
      Number(with.value);
    }
  }
  void Number(Head& head) {
    Number(head.ref);
    for (Term* arg : head.args) Number(arg);
    Number(head.key);
    Number(head.value);
  }

 private:
  // A function's name is no use of a variable.
  void NumberCall(std::vector<Term*>& terms) {
    Term* op = terms[0];
    if (op->kind == TermKind::kRef && !op->terms.empty() && op->terms[0]->kind == TermKind::kVar) {
      VarId v = c_.names.Intern(op->terms[0]->text);
      c_.names.SetVar(op->terms[0], v);
      if (v == c_.names.print && op->terms.size() == 1) c_.has_prints = true;
      if (op->terms.size() == 2 && op->terms[0]->text == "internal" && (op->terms[1]->text == "print" || op->terms[1]->text == "test_case")) {
        c_.has_prints = true;  // calls without a value, too
      }
      if (op->terms.size() == 3 && op->terms[0]->text == "rego" && op->terms[1]->text == "metadata") {
        c_.has_metadata_calls = true;
      }
      for (size_t i = 1; i < op->terms.size(); ++i) Number(op->terms[i]);
    } else {
      Number(op);
    }
    for (size_t i = 1; i < terms.size(); ++i) Number(terms[i]);
  }
  Compilation& c_;
};

}  // namespace

void InternImports(Compilation& c, Module& module) {
  Interner interner(c);
  interner.Number(module.package);
  for (ast::Import& import : module.imports) interner.Number(import.path);
}

void InternVars(Compilation& c) {
  Interner interner(c);
  for (Module* module : c.modules) InternImports(c, *module);
  ForEachRule(c, [&](Rule* rule) {
    interner.Number(rule->head);
    interner.Number(rule->body);
  });
}

void InternVars(Compilation& c, Body& body) { Interner(c).Number(body); }

}  // namespace reeve::semantics
