// InternVars: gives each variable of the modules its number, drops duplicate members of objects and sets, and notes which kinds of things
// the modules hold.
// Held by tests/semantics/documents_test.cc.
#include "absl/container/flat_hash_map.h"
#include "ast/order.h"
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
      case TermKind::kObject:
      case TermKind::kSet:
        DropDuplicates(term);
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
  // OPA's parser keeps members once: of equal keys the first place and the last value. What is dropped is never evaluated.
  void DropDuplicates(Term* term) {
    const size_t stride = term->kind == TermKind::kObject ? 2 : 1;
    if (term->terms.size() <= stride) return;
    std::vector<ast::Member> members = ast::SortedMembers(*term);
    if (members.size() * stride == term->terms.size()) return;
    absl::flat_hash_map<const Term*, const Term*> kept;
    for (const ast::Member& member : members) kept.emplace(member.key, member.value);
    std::vector<Term*> terms;
    for (size_t i = 0; i < term->terms.size(); i += stride) {
      auto found = kept.find(term->terms[i]);
      if (found == kept.end()) continue;
      terms.push_back(term->terms[i]);
      if (stride == 2) terms.push_back(const_cast<Term*>(found->second));
    }
    term->terms = std::move(terms);
  }

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
