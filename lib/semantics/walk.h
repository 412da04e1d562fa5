// Walks over syntax trees. All are depth first, in source order, and recurse as deep as the parser allowed the text to nest.
//
//   WalkTerms(x, f)    f(Term*) on each term below x; true: nothing below that term
//   WalkExprs(x, f)    f(Expr*) on each expression below x, those of closures too; true: nothing below it
//   WalkRule(rule, f)  f(Rule*) on a rule and its else rules
//   VarWalker          variables below x, with the exceptions that the language's scoping asks for
//
// Held by the tests of the passes.
#ifndef REEVE_LIB_SEMANTICS_WALK_H_
#define REEVE_LIB_SEMANTICS_WALK_H_

#include "ast/ast.h"
#include "semantics/names.h"

namespace reeve::semantics {

using ast::Body;
using ast::Expr;
using ast::ExprKind;
using ast::Head;
using ast::Module;
using ast::Rule;
using ast::Term;
using ast::TermKind;
using ast::With;

inline bool IsComprehension(const Term& t) {
  return t.kind == TermKind::kArrayComprehension || t.kind == TermKind::kSetComprehension ||
         t.kind == TermKind::kObjectComprehension;
}
inline bool IsScalar(const Term& t) {
  return t.kind == TermKind::kNull || t.kind == TermKind::kBoolean || t.kind == TermKind::kNumber ||
         t.kind == TermKind::kString;
}
// `data` or `input` alone: a ref of one variable.
inline bool IsRootDocument(const Term& t, const Names& names) {
  return t.kind == TermKind::kRef && t.terms.size() == 1 && t.terms[0]->kind == TermKind::kVar &&
         (IdOf(*t.terms[0]) == names.data || IdOf(*t.terms[0]) == names.input);
}

template <typename F>
void WalkTerms(Body& body, F& f);
template <typename F>
void WalkTerms(Expr* expr, F& f);
template <typename F>
void WalkTerms(Term* term, F& f) {
  if (term == nullptr || f(term)) return;
  for (Term* child : term->terms) WalkTerms(child, f);
  if (!term->body.empty()) WalkTerms(term->body, f);
}
template <typename F>
void WalkTerms(Expr* expr, F& f) {
  for (Term* term : expr->terms) WalkTerms(term, f);
  WalkTerms(expr->body, f);
  WalkTerms(expr->rhs, f);
  for (With& with : expr->with) {
    WalkTerms(with.target, f);
    WalkTerms(with.value, f);
  }
}
template <typename F>
void WalkTerms(Body& body, F& f) {
  for (Expr* expr : body) WalkTerms(expr, f);
}
template <typename F>
void WalkTerms(Head& head, F& f) {
  for (Term* arg : head.args) WalkTerms(arg, f);
  WalkTerms(head.key, f);
  WalkTerms(head.value, f);
}

template <typename F>
void WalkExprs(Body& body, F& f);
template <typename F>
void WalkExprs(Term* term, F& f) {
  if (term == nullptr) return;
  for (Term* child : term->terms) WalkExprs(child, f);
  if (!term->body.empty()) WalkExprs(term->body, f);
}
template <typename F>
void WalkExprs(Expr* expr, F& f) {
  if (f(expr)) return;
  for (Term* term : expr->terms) WalkExprs(term, f);
  WalkExprs(expr->body, f);
  WalkExprs(expr->rhs, f);
  for (With& with : expr->with) {
    WalkExprs(with.target, f);
    WalkExprs(with.value, f);
  }
}
template <typename F>
void WalkExprs(Body& body, F& f) {
  for (Expr* expr : body) WalkExprs(expr, f);
}
template <typename F>
void WalkExprs(Head& head, F& f) {
  for (Term* arg : head.args) WalkExprs(arg, f);
  WalkExprs(head.key, f);
  WalkExprs(head.value, f);
}

template <typename F>
void WalkRule(Rule* rule, F&& f) {
  for (; rule != nullptr; rule = rule->otherwise) f(rule);
}
template <typename F>
void WalkRules(const std::vector<Module*>& modules, F&& f) {
  for (Module* module : modules) {
    for (Rule* rule : module->rules) WalkRule(rule, f);
  }
}

// What a VarWalker leaves out.
struct VarWalk {
  bool ref_heads = false;        // the first element of refs
  bool call_heads = false;       // the name of called functions, and of functions in `with`
  bool object_keys = false;
  bool closures = false;         // comprehensions, template strings, bodies of every, not, and, or
  bool sets = false;
  bool templates = false;
};

// Calls sink(VarId, const Term*) on each variable below what it walks. `promote` (null: none) is asked for each not, and, or
// before it is left out or entered: true = it has been dealt with.
template <typename Sink, typename Promote>
class VarWalker {
 public:
  VarWalker(VarWalk skip, Sink& sink, Promote& promote) : skip_(skip), sink_(sink), promote_(promote) {}

  void Walk(const Body& body) {
    for (const Expr* expr : body) Walk(*expr);
  }
  void Walk(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kTerm:
      case ExprKind::kSomeDecl:
        for (const Term* term : expr.terms) Walk(*term);
        break;
      case ExprKind::kCall:
        WalkCall(expr.terms);
        break;
      case ExprKind::kEvery:
        if (skip_.closures) return Walk(*expr.terms[2]);
        for (const Term* term : expr.terms) {
          if (term != nullptr) Walk(*term);
        }
        Walk(expr.body);
        break;
      case ExprKind::kNot:
      case ExprKind::kAnd:
      case ExprKind::kOr:
        if (promote_(expr) || skip_.closures) break;
        Walk(expr.body);
        Walk(expr.rhs);
        break;
    }
    for (const With& with : expr.with) Walk(with);
  }
  void Walk(const With& with) {
    if (!skip_.call_heads) {
      Walk(*with.target);
      Walk(*with.value);
      return;
    }
    if (with.target->kind == TermKind::kRef) WalkTail(with.target->terms);
    if (with.value->kind == TermKind::kRef) {
      WalkTail(with.value->terms);
    } else {
      Walk(*with.value);
    }
  }
  void Walk(const Term& term) {
    switch (term.kind) {
      case TermKind::kVar:
        sink_(IdOf(term), &term);
        return;
      case TermKind::kRef:
        if (skip_.ref_heads) return WalkTail(term.terms);
        break;
      case TermKind::kCall:
        return WalkCall(term.terms);
      case TermKind::kSet:
        if (skip_.sets) return;
        break;
      case TermKind::kObject:
        for (size_t i = skip_.object_keys ? 1 : 0; i < term.terms.size(); i += skip_.object_keys ? 2 : 1) {
          Walk(*term.terms[i]);
        }
        return;
      case TermKind::kTemplateString:
        if (skip_.closures || skip_.templates) return;
        break;
      case TermKind::kArrayComprehension:
      case TermKind::kSetComprehension:
      case TermKind::kObjectComprehension:
        if (skip_.closures) return;
        break;
      default:
        break;
    }
    for (const Term* child : term.terms) Walk(*child);
    Walk(term.body);
  }

 private:
  void WalkTail(const std::vector<Term*>& terms) {
    for (size_t i = 1; i < terms.size(); ++i) Walk(*terms[i]);
  }
  void WalkCall(const std::vector<Term*>& terms) {
    if (terms.empty()) return;
    if (skip_.call_heads) {
      WalkTail(terms[0]->terms);
    } else {
      Walk(*terms[0]);
    }
    WalkTail(terms);
  }
  VarWalk skip_;
  Sink& sink_;
  Promote& promote_;
};

// Calls sink(VarId, const Term*) on each variable below x.
template <typename X, typename Sink>
void WalkVars(const X& x, VarWalk skip, Sink&& sink) {
  auto nothing = [](const Expr&) { return false; };
  VarWalker<Sink, decltype(nothing)>(skip, sink, nothing).Walk(x);
}
template <typename X>
void AddVars(const X& x, VarWalk skip, VarSet& out) {
  WalkVars(x, skip, [&](VarId v, const Term*) { out.Add(v); });
}
inline void HeadVars(const Head& head, VarWalk skip, VarSet& out) {
  for (const Term* arg : head.args) AddVars(*arg, skip, out);
  if (head.key != nullptr) AddVars(*head.key, skip, out);
  if (head.value != nullptr) AddVars(*head.value, skip, out);
  for (size_t i = 1; i < head.ref->terms.size(); ++i) AddVars(*head.ref->terms[i], skip, out);
}

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_WALK_H_
