// FlattenCalls: calls stand only at the top of expressions, and refs stand on variables.
//
//     count(f(x)) > 1          ==>   f(x, __local0__); count(__local0__, __local1__); __local1__ > 1
//     [1, 2][i] = y            ==>   __local0__ = [1, 2]; __local0__[i] = y
//     every x in f(y) { ... }  ==>   f(y, __local0__); __local1__ = __local0__; every x in __local1__ { ... }
//
// Members of an object are evaluated in the order of their keys: those that are constants first, sorted, as OPA keeps objects.
// What is made before an expression has the expression's `with`. Arguments of print stay as they are.
// Held by tests/semantics/flatten_test.cc.
#include <algorithm>
#include <tuple>

#include "semantics/compilation.h"
#include "value/compare.h"

namespace reeve::semantics {
namespace {

Value ScalarOf(const Term& term) {
  switch (term.kind) {
    case TermKind::kBoolean: return Value::Boolean(term.boolean);
    case TermKind::kNumber: return term.value;
    case TermKind::kString: return Value::BorrowedString(term.text);
    default: return Value::Null();
  }
}

// Of equal keys the last stays the last.
void SortMembers(std::vector<Term*>& terms) {
  std::vector<std::pair<Term*, Term*>> members;
  for (size_t i = 0; i < terms.size(); i += 2) members.emplace_back(terms[i], terms[i + 1]);
  std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) {
    if (!IsScalar(*a.first) || !IsScalar(*b.first)) return IsScalar(*a.first) && !IsScalar(*b.first);
    return value::Compare(ScalarOf(*a.first), ScalarOf(*b.first)) < 0;
  });
  for (size_t i = 0; i < members.size(); ++i) std::tie(terms[2 * i], terms[2 * i + 1]) = members[i];
}

class Flattener {
 public:
  explicit Flattener(Compilation& c) : c_(c) {}

  void Flatten(Rule* rule) {
    Head& head = rule->head;
    Flatten(rule->body);  // first: what heads add is flat, and flattening twice at each level would take 2^depth steps
    for (Term*& arg : head.args) FlattenHeadTerm(&arg, rule->body);
    if (head.key != nullptr) FlattenHeadTerm(&head.key, rule->body);
    if (head.value != nullptr) FlattenHeadTerm(&head.value, rule->body);
  }

  void Flatten(Body& body) {
    Body out;
    out.reserve(body.size() + 4);
    for (Expr* expr : body) Flatten(expr, out);
    body = std::move(out);
  }

 private:
  void FlattenHeadTerm(Term** term, Body& body) {
    Body support;
    Expand(term, support);
    AppendToBody(body, support);
  }

  void Flatten(Expr* expr, Body& out) {
    for (With& with : expr->with) Expand(&with.value, out);
    size_t first = out.size();
    switch (expr->kind) {
      case ExprKind::kTerm:
        Expand(&expr->terms[0], out);
        break;
      case ExprKind::kCall:
        if (c_.IsPrint(*expr)) {
          for (size_t i = 1; i < expr->terms.size(); ++i) FlattenClosures(expr->terms[i]);
          break;
        }
        for (size_t i = 1; i < expr->terms.size(); ++i) Expand(&expr->terms[i], out);
        break;
      case ExprKind::kEvery: {
        Term*& domain = expr->terms[2];
        Term* var = c_.FreshVar(domain->location);
        Expand(&domain, out);
        out.push_back(c_.NewEq(var, domain, domain->location));
        domain = var;
        Flatten(expr->body);
        break;
      }
      default:
        Flatten(expr->body);
        Flatten(expr->rhs);
    }
    if (!expr->with.empty()) {
      for (size_t i = first; i < out.size(); ++i) out[i]->with = expr->with;
    }
    out.push_back(expr);
  }

  // Comprehensions below a term that itself stays as it is.
  void FlattenClosures(Term* term) {
    if (IsComprehension(*term)) {
      Body none;
      Expand(&term, none);
      return;
    }
    for (Term* child : term->terms) FlattenClosures(child);
  }

  // Puts what the term computes in front, into `out`, and a variable for it into *term.
  void Expand(Term** at, Body& out) {
    Term* term = *at;
    switch (term->kind) {
      case TermKind::kCall: {
        for (size_t i = 1; i < term->terms.size(); ++i) Expand(&term->terms[i], out);
        Term* var = c_.FreshVar(term->location);
        Expr* expr = c_.tree.NewExpr(ExprKind::kCall, term->location);
        expr->generated = true;
        expr->terms = std::move(term->terms);
        expr->terms.push_back(var);
        out.push_back(expr);
        *at = var;
        return;
      }
      case TermKind::kRef:
        for (Term*& child : term->terms) {
          const Term* call = child->kind == TermKind::kCall ? ast::Copy(c_.tree, *child) : nullptr;
          Expand(&child, out);
          if (call != nullptr) c_.subjects[IdOf(*child)] = call;
        }
        switch (term->terms[0]->kind) {
          case TermKind::kArray: case TermKind::kObject: case TermKind::kSet: case TermKind::kConstant:
          case TermKind::kArrayComprehension: case TermKind::kSetComprehension: case TermKind::kObjectComprehension: {
            Term* subject = term->terms[0];
            Term* var = c_.FreshVar(subject->location);
            out.push_back(c_.NewEq(var, subject, subject->location));
            term->terms[0] = var;
            c_.subjects[IdOf(*var)] = subject;
            return;
          }
          default:
            return;
        }
      case TermKind::kObject:
        SortMembers(term->terms);
        [[fallthrough]];
      case TermKind::kArray: case TermKind::kSet:
        for (Term*& child : term->terms) Expand(&child, out);
        return;
      case TermKind::kArrayComprehension: case TermKind::kSetComprehension: case TermKind::kObjectComprehension: {
        Flatten(term->body);
        Body support;
        for (Term*& child : term->terms) Expand(&child, support);
        AppendToBody(term->body, support);
        return;
      }
      default:
        return;
    }
  }

  Compilation& c_;
};

}  // namespace

void FlattenCalls(Compilation& c) {
  Flattener flattener(c);
  ForEachRule(c, [&](Rule* rule) { flattener.Flatten(rule); });
}

void FlattenCalls(Compilation& c, Body& body) { Flattener(c).Flatten(body); }

}  // namespace reeve::semantics
