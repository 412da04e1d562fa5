// Deep copies of terms, literals and rules into a tree. Texts and constants are shared, not copied: they live in the
// source or in an arena that outlives both. Tested by tests/ast/equal_test.cc.
#include "ast/ast.h"

namespace reeve::ast {
namespace {

std::vector<Term*> CopyAll(Tree& tree, const std::vector<Term*>& terms) {
  std::vector<Term*> copies;
  copies.reserve(terms.size());
  for (const Term* term : terms) copies.push_back(term == nullptr ? nullptr : Copy(tree, *term));
  return copies;
}

Body CopyAll(Tree& tree, const Body& body) {
  Body copies;
  copies.reserve(body.size());
  for (const Expr* expr : body) copies.push_back(Copy(tree, *expr));
  return copies;
}

Term* CopyOrNull(Tree& tree, const Term* term) { return term == nullptr ? nullptr : Copy(tree, *term); }

}  // namespace

Term* Copy(Tree& tree, const Term& term) {
  Term* copy = tree.NewTerm(term.kind, term.location);
  copy->boolean = term.boolean;
  copy->generated = term.generated;
  copy->text = term.text;
  copy->value = term.value;
  copy->terms = CopyAll(tree, term.terms);
  copy->body = CopyAll(tree, term.body);
  return copy;
}

Expr* Copy(Tree& tree, const Expr& expr) {
  Expr* copy = tree.NewExpr(expr.kind, expr.location);
  copy->negated = expr.negated;
  copy->generated = expr.generated;
  copy->explicit_body = expr.explicit_body;
  copy->explicit_rhs = expr.explicit_rhs;
  copy->from_assignment = expr.from_assignment;
  copy->index = expr.index;
  copy->terms = CopyAll(tree, expr.terms);
  copy->body = CopyAll(tree, expr.body);
  copy->rhs = CopyAll(tree, expr.rhs);
  for (const With& with : expr.with) {
    copy->with.push_back({Copy(tree, *with.target), Copy(tree, *with.value), with.location});
  }
  return copy;
}

Rule* Copy(Tree& tree, const Rule& first) {
  Rule* result = nullptr;
  Rule* last = nullptr;
  for (const Rule* rule = &first; rule != nullptr; rule = rule->otherwise) {
    Rule* copy = tree.NewRule();
    *copy = *rule;
    copy->otherwise = nullptr;
    copy->head.ref = CopyOrNull(tree, rule->head.ref);
    copy->head.args = CopyAll(tree, rule->head.args);
    copy->head.key = CopyOrNull(tree, rule->head.key);
    copy->head.value = CopyOrNull(tree, rule->head.value);
    copy->body = CopyAll(tree, rule->body);
    if (last == nullptr) {
      result = copy;
    } else {
      last->otherwise = copy;
    }
    last = copy;
  }
  return result;
}

}  // namespace reeve::ast
