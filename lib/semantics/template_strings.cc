// RewriteTemplateStrings: $"a {x} {data.p.y}" becomes internal.template_string(["a ", {x}, " ", {__local0__ | __local0__ = data.p.y}]).
//
// A part in a set is shown by its one member, or as <undefined> when the set is empty; so an undefined part does not make the
// whole undefined. Variables of parts must be bound by the body around them.
// Held by tests/semantics/template_strings_test.cc.
#include "absl/strings/str_cat.h"
#include "semantics/compilation.h"
#include "semantics/outputs.h"

namespace reeve::semantics {
namespace {

class Templates {
 public:
  explicit Templates(Compilation& c) : c_(c) {}

  void Rewrite(Rule* rule) {
    if (!HasTemplate(rule)) return;
    size_t mark = safe_.mark();
    safe_.Add(c_.names.data);
    safe_.Add(c_.names.input);
    for (const Term* arg : rule->head.args) {
      WalkVars(*arg, {}, [&](VarId v, const Term*) { safe_.Add(v); });
    }
    AddBodyOutputs(c_, rule->body, rule->body.size(), safe_);
    Visit(rule->body);
    for (Term* arg : rule->head.args) Visit(arg);
    if (rule->head.key != nullptr) Visit(rule->head.key);
    if (rule->head.value != nullptr) Visit(rule->head.value);
    for (size_t i = 1; i < rule->head.ref->terms.size(); ++i) Visit(rule->head.ref->terms[i]);
    safe_.UndoTo(mark);
  }

  void RewriteQuery(Body& body) {
    safe_.Add(c_.names.data);
    safe_.Add(c_.names.input);
    AddBodyOutputs(c_, body, body.size(), safe_);
    Visit(body);
  }

 private:
  static bool HasTemplate(Rule* rule) {
    bool found = false;
    auto look = [&](Term* term) { return found = found || term->kind == TermKind::kTemplateString; };
    WalkTerms(rule->head, look);
    WalkTerms(rule->body, look);
    for (Term* part : rule->head.ref->terms) WalkTerms(part, look);
    return found;
  }

  void Visit(Body& body) {
    for (Expr* expr : body) Visit(expr);
  }
  void Visit(Expr* expr) {
    if (expr->kind == ExprKind::kEvery) {
      Visit(expr->terms[2]);
      size_t mark = safe_.mark();
      for (size_t i = 0; i < 2; ++i) {
        if (expr->terms[i] != nullptr) safe_.Add(IdOf(*expr->terms[i]));
      }
      AddBodyOutputs(c_, expr->body, expr->body.size(), safe_);
      Visit(expr->body);
      safe_.UndoTo(mark);
    } else {
      for (Term* term : expr->terms) Visit(term);
      Visit(expr->body);
      Visit(expr->rhs);
    }
    for (With& with : expr->with) {
      Visit(with.target);
      Visit(with.value);
    }
  }
  void Visit(Term* term) {
    if (term == nullptr || IsScalar(*term) || term->kind == TermKind::kVar) return;
    if (IsComprehension(*term)) {
      size_t mark = safe_.mark();
      AddBodyOutputs(c_, term->body, term->body.size(), safe_);
      Visit(term->body);
      for (Term* child : term->terms) Visit(child);
      safe_.UndoTo(mark);
      return;
    }
    if (term->kind == TermKind::kTemplateString) return Rewrite(term);
    for (Term* child : term->terms) Visit(child);
  }

  void Rewrite(Term* term) {
    std::vector<Term*> parts;
    for (Term* part : term->terms) {
      if (part->kind == TermKind::kPartExpr) {
        part = RewritePart(part);
        if (part == nullptr) continue;
      }
      parts.push_back(part);
    }
    if (term->terms.empty()) parts.push_back(c_.tree.NewTerm(TermKind::kString, term->location));
    Term* array = c_.tree.NewTerm(TermKind::kArray, term->location);
    array->terms = std::move(parts);
    term->kind = TermKind::kCall;
    term->boolean = false;
    term->terms = {c_.NewRef({"internal", "template_string"}, term->location), array};
    for (Term* part : array->terms) Visit(part);  // templates inside of templates
  }

  // The set that shows a part; null after an error.
  Term* RewritePart(Term* part) {
    Expr* expr = part->body[0];
    Location at = expr->location;
    Term* value;
    if (expr->kind == ExprKind::kCall) {
      const Callee& callee = c_.CalleeOf(expr->terms[0]);
      if (callee.builtin != nullptr && callee.builtin->has(capabilities::kRelation)) {
        c_.errors.Add(Code::kRegoCompile, at,
                      absl::StrCat("illegal call to relation built-in '", std::string(callee.builtin->name),
                                   "' that may cause multiple outputs"));
        return nullptr;
      }
      value = c_.tree.NewTerm(TermKind::kCall, at);
      value->terms = expr->terms;
    } else if (expr->kind == ExprKind::kTerm) {
      value = expr->terms[0];
    } else {
      c_.errors.Add(Code::kRegoCompile, at, "unexpected template-string expression type");
      return nullptr;
    }
    if (value->kind == TermKind::kVar || (value->kind == TermKind::kRef && IsDefined(*value))) {
      Term* set = c_.tree.NewTerm(TermKind::kSet, value->location);
      set->terms = {value};
      return set;
    }
    VarSet unsafe;
    WalkVars(*value, kSafetyWalk, [&](VarId v, const Term*) {
      if (!safe_.Contains(v)) unsafe.Add(v);
    });
    for (VarId v : unsafe) {
      c_.errors.Add(Code::kRegoCompile, value->location,
                    absl::StrCat("var ", std::string(c_.names.Shown(c_.names.Original(v))), " is undeclared"));
    }
    Term* var = c_.FreshVar(value->location);
    Expr* capture = c_.NewEq(var, value, value->location);
    capture->generated = false;
    capture->with = expr->with;
    Term* set = c_.tree.NewTerm(TermKind::kSetComprehension, value->location);
    set->terms = {c_.NewVar(IdOf(*var), value->location)};
    set->body = {capture};
    return set;
  }

  // A ref to a rule that always has a value: it needs no closure of its own.
  bool IsDefined(const Term& ref) {
    if (ref.terms.size() < 2) return false;
    const RuleNode* node = c_.rules.Find(ref);
    if (node == nullptr || node->rules.empty()) return false;
    const Rule* first = node->rules[0];
    if (!first->head.args.empty()) return false;
    if (first->is_default || first->head.value == nullptr) return true;
    if (node->rules.size() == 1) return IsConstantRule(*first);
    for (const Rule* rule : node->rules) {
      if (rule->is_default) return true;
    }
    return false;
  }
  static bool IsConstantRule(const Rule& rule) {
    if (!IsEmptyBody(rule.body)) return false;
    const Term& value = *rule.head.value;
    if (IsScalar(value) || value.kind == TermKind::kVar || value.kind == TermKind::kConstant) return true;
    if (value.kind != TermKind::kArray && value.kind != TermKind::kObject && value.kind != TermKind::kSet) return false;
    bool ground = true;
    auto look = [&](Term* t) {
      ground = ground && t->kind != TermKind::kVar && t->kind != TermKind::kRef && t->kind != TermKind::kCall &&
               !IsComprehension(*t) && t->kind != TermKind::kTemplateString;
      return !ground;
    };
    WalkTerms(rule.head.value, look);
    return ground;
  }

  Compilation& c_;
  SafeSet safe_;
};

}  // namespace

void RewriteTemplateStrings(Compilation& c) {
  if (!c.has_templates) return;
  Templates templates(c);
  ForEachRule(c, [&](Rule* rule) { templates.Rewrite(rule); });
}

void RewriteTemplateStrings(Compilation& c, Body& body) {
  if (c.has_templates) Templates(c).RewriteQuery(body);
}

}  // namespace reeve::semantics
