// CheckQuery: a query is checked like a body of no package, and the values that its expressions show are captured.
//
//     data.p.q; x := 1     shows the value of data.p.q and true, and binds x
//
// A single expression without iteration shows its value even if it is false; otherwise false fails.
// Held by tests/semantics/query_test.cc.
#include <algorithm>

#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

struct Capture {
  Query::Expression shown;
  VarId value = kNoVar;
};

class QueryChecker {
 public:
  explicit QueryChecker(Compilation& c) : c_(c) {}

  std::unique_ptr<Query> Check(const Body& given) {
    auto query = std::make_unique<Query>();
    Body& body = query->body;
    body = given;
    if (body.empty()) {
      c_.errors.Add(Code::kRegoCompile, Location{}, "empty query cannot be compiled");
      return nullptr;
    }
    c_.names.StartQuery();
    InternVars(c_, body);
    if (c_.options.strict) {
      CheckKeywordOverrides(c_, body);
      if (!c_.errors.empty()) return nullptr;
    }
    ResolveRefs(c_, body);
    CaptureValues(body);
    bool ok = Run(body, *query);
    if (!ok) return nullptr;
    for (const Expr* expr : body) {
      if (expr->generated) continue;
      auto found = captures_.find(expr);
      query->expressions.push_back(found == captures_.end() ? Shown(*expr) : found->second.shown);
      bool has_value = found != captures_.end() && found->second.value != kNoVar;
      query->values.push_back(has_value ? c_.NewVar(found->second.value, expr->location) : nullptr);
    }
    return query;
  }

 private:
  bool Run(Body& body, Query& query) {
    auto step = [&](void (*pass)(Compilation&, Body&)) {
      pass(c_, body);
      return c_.errors.empty();
    };
    if (!step(&RewriteLocalVars)) return false;
    NameBindings(body, query);
    return step(&RewriteTemplateStrings) && step(&CheckVoidCalls) && step(&RewritePrints) && step(&FlattenCalls) &&
           step(&RewriteComprehensionHeads) && step(&RewriteWiths) && step(&CheckFunctions) && step(&OrderBody) &&
           step(&CheckTypes) &&
           step(&CheckDeprecatedCalls);
  }

  Query::Expression Shown(const Expr& expr) const {
    Location at = expr.location;
    std::string text;
    if (at.source < c_.sources.size() && at.end <= c_.sources[at.source].text.size() && at.offset <= at.end) {
      text = c_.sources[at.source].text.substr(at.offset, at.end - at.offset);
    }
    return {std::move(text), at};
  }

  // A ref with a variable in its brackets, or a built-in that gives many results, outside of comprehensions.
  bool Iterates(Body& body) {
    bool found = false;
    auto look = [&](Term* term) {
      if (found || IsComprehension(*term)) return true;
      if (term->kind != TermKind::kRef) return false;
      for (size_t i = 1; i < term->terms.size(); ++i) found = found || term->terms[i]->kind == TermKind::kVar;
      Callee callee = c_.FindCallee(*term);
      found = found || (callee.builtin != nullptr && callee.builtin->has(capabilities::kRelation));
      return found;
    };
    WalkTerms(body, look);
    return found;
  }

  void CaptureValues(Body& body) {
    const bool test = body.size() > 1 || Iterates(body);
    const size_t size = body.size();
    for (size_t i = 0; i < size; ++i) {
      Expr* expr = body[i];
      Capture capture{Shown(*expr)};
      if (!expr->negated && !c_.IsAssign(*expr) && !c_.IsEq(*expr)) {
        if (expr->kind == ExprKind::kTerm) {
          Term* var = c_.FreshVar(expr->location);
          capture.value = IdOf(*var);
          expr->kind = ExprKind::kCall;
          expr->terms = {c_.EqOperator(), expr->terms[0], var};
        } else if (expr->kind == ExprKind::kCall) {
          Callee callee = c_.FindCallee(*expr->terms[0]);
          bool is_void = callee.builtin != nullptr && callee.builtin->has(capabilities::kVoid);
          if (!is_void && callee.arity == static_cast<int>(expr->terms.size()) - 1) {
            Term* var = c_.FreshVar(expr->location);
            capture.value = IdOf(*var);
            expr->terms.push_back(var);
          }
        }
      }
      if (capture.value != kNoVar && test) {
        Expr* check = c_.tree.NewExpr(ExprKind::kTerm, expr->location);
        check->generated = true;
        check->terms = {c_.NewVar(capture.value, expr->location)};
        body.push_back(check);
      }
      captures_.emplace(expr, std::move(capture));
    }
  }

  void NameBindings(Body& body, Query& query) {
    VarSet seen;
    WalkVars(body, {.call_heads = true, .closures = true}, [&](VarId v, const Term* term) {
      VarId name = c_.names.Original(v);
      if (c_.names.is_generated(name) || c_.names.is_wildcard(name)) return;
      if (v == c_.names.data || v == c_.names.input) return;
      if (seen.Add(name)) query.bindings.push_back({c_.names.text(name), c_.NewVar(v, term->location)});
    });
  }

  Compilation& c_;
  absl::flat_hash_map<const Expr*, Capture> captures_;
};

}  // namespace

std::unique_ptr<Query> CheckQuery(Compilation& c, const Body& body) { return QueryChecker(c).Check(body); }

}  // namespace reeve::semantics
