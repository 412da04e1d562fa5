// Heads of rules, rules without bodies, and what version 1 asks of rules. See builder.h.
#include <algorithm>
#include <array>

#include "syntax/builder.h"

namespace reeve::syntax {

using ast::Expr;
using ast::ExprKind;
using ast::Rule;
using ast::Term;
using ast::TermKind;

bool IsGround(const Term& term) {
  if (term.kind == TermKind::kVar) return false;
  for (size_t i = term.kind == TermKind::kRef ? 1 : 0; i < term.terms.size(); ++i) {
    if (!IsGround(*term.terms[i])) return false;
  }
  for (const Expr* expr : term.body) {
    for (const Term* part : expr->terms) {
      if (part != nullptr && !IsGround(*part)) return false;
    }
  }
  return true;
}

bool IsBuiltinName(std::string_view name) {
  static constexpr std::string_view kNames[] = {
#define BUILTIN_NAME(text) text,
#include "syntax/builtin_names.def"
#undef BUILTIN_NAME
  };
  return std::binary_search(std::begin(kNames), std::end(kNames), name);
}

// The head that a literal spells: a name, a reference or a call, perhaps with a value. False if it is no head.
bool Builder::HeadOf(Expr& literal, ast::Head* head) {
  if (literal.negated || !literal.with.empty()) return false;
  if (cursor_.tokens == nullptr || literal.terms.empty()) return false;
  Term* name = nullptr;
  std::vector<Term*> call;
  if (literal.kind == ExprKind::kTerm) {
    name = literal.terms[0];
  } else if (literal.kind == ExprKind::kCall && IsInfixAssignment(literal)) {
    head->assign = literal.terms[0]->terms[0]->text == "assign";
    head->value = literal.terms[2];
    name = literal.terms[1];
    if (name->kind == TermKind::kCall) call = name->terms;
  } else if (literal.kind == ExprKind::kCall) {
    call = literal.terms;
  } else {
    return false;
  }
  if (!call.empty()) {
    // An operator stands behind its first operand.
    if (call.size() > 1 && call[0]->location.offset > call[1]->location.offset) return false;
    name = call[0];
    head->has_args = true;
    head->args.assign(call.begin() + 1, call.end());
  }
  if (text_[literal.location.offset] == '(') return false;
  if (name->kind == TermKind::kVar) {
    head->ref = New(TermKind::kRef, name->location);
    head->ref->terms.push_back(name);
  } else if (name->kind == TermKind::kRef) {
    head->ref = name;
  } else {
    return false;
  }
  if (head->ref->terms[0]->kind != TermKind::kVar) return false;
  if (head->ref->terms.size() == 1) head->name = head->ref->terms[0]->text;
  head->location = literal.location;
  return true;
}

// What a head means: `p[x]` with a body is a partial set or object in version 0, and a name with a dynamic part else.
void Builder::FinishHead(ast::Head* head, bool has_if, const Location& at) {
  head->contains_keyword = statement_.key != nullptr;
  head->location = at;
  auto truth = [&] {
    head->generated_value = true;
    head->value = New(TermKind::kBoolean, at);
    head->value->boolean = true;
  };
  if (head->contains_keyword) {
    head->key = statement_.key;
    return;
  }
  const std::vector<Term*>& ref = head->ref->terms;
  const bool no_value = head->value == nullptr;
  if (no_value && (ref.size() != 2 || !head->args.empty())) truth();
  if (ref.size() != 2) return;
  if (has_if) {
    const Term& part = *ref[1];
    if ((!IsGround(part) || part.kind == TermKind::kRef) && head->args.empty()) head->key = ref[1];
    if (head->value == nullptr) {
      truth();
    } else {
      head->name = ref[0]->text;
    }
    return;
  }
  if (!head->args.empty()) return;
  head->name = ref[0]->text;
  head->key = ref[1];
  if (no_value) {
    Term* name = New(TermKind::kRef, head->ref->location);
    name->terms.push_back(ref[0]);
    head->ref = name;
  }
}

void Builder::CopyHead(const ast::Head& from, ast::Head* to) {
  *to = from;
  to->if_keyword = to->contains_keyword = false;
  to->ref = ast::Copy(tree_, *from.ref);
  if (from.key != nullptr) to->key = ast::Copy(tree_, *from.key);
  if (from.value != nullptr) to->value = ast::Copy(tree_, *from.value);
  for (Term*& arg : to->args) arg = ast::Copy(tree_, *arg);
  RenewWildcards(to);
}

// Each copy of a function's head has wildcards of its own.
void Builder::RenewWildcards(ast::Head* head) {
  for (Term* arg : head->args) {
    if (arg->kind == TermKind::kVar && arg->text[0] == '$') {
      arg->text = tree_.arena().CopyText("$" + std::to_string(wildcards_++));
    }
  }
}

// ---- statements without a body: OPA reads them as a query first ----

// The word of a rule head that version 0 took for a name, if that is all that the statement is.
static std::string_view HeadKeyword(const ast::Body& literals) {
  if (literals.size() != 1 || literals[0]->kind != ExprKind::kTerm) return {};
  const Term& term = *literals[0]->terms[0];
  if (term.kind == TermKind::kVar && (term.text == "if" || term.text == "contains")) return term.text;
  return {};
}

void Builder::BodyStatement(const ast::Body& literals, const Location& at) {
  if (statements_ == 1 && module_->package == nullptr)
    return;  // OPA does not look at a first statement that is no package
  const bool v0 = module_->version == ast::Version::kV0;
  Rule* rule = tree_.NewRule();
  std::string error = literals.size() == 1 ? RuleFromExpr(*literals[0], rule)
                                           : "multiple expressions cannot be used for rule head";
  if (!error.empty()) {
    Note(literals[0]->location, error);
    std::string_view keyword = v0 ? HeadKeyword(literals) : std::string_view();
    if (!keyword.empty()) {
      errors_.back().message += keyword == "if" ? " (hint: `import future.keywords.if` for `p if { ... }` rules)"
                                                : " (hint: `import future.keywords.contains` for `p contains x` rules)";
    } else if (v0) {
      // The statement behind this one, on the same line, may be a keyword.
      const Token& next = cursor_.next();
      std::string_view word = TextOf(next);
      T behind = cursor_.index + 1 < cursor_.size ? cursor_.tokens[cursor_.index + 1].type : T::kEof;
      const bool named = next.type == T::kIdent && next.row == literals[0]->location.row && behind != T::kDot;
      if (named && word == "if") {
        errors_.back().message += " (hint: `import future.keywords.if` for `p if { ... }` rules)";
      } else if (named && word == "contains") {
        errors_.back().message += " (hint: `import future.keywords.contains` for `p contains x` rules)";
      }
    }
    return;
  }
  (void)at;
  rule->generated_body = true;
  AddRule(rule);
}

// A rule's head from an expression, or OPA's words for why it cannot be one.
std::string Builder::RuleFromExpr(Expr& expr, Rule* rule) {
  if (!expr.with.empty()) return "expressions using with keyword cannot be used for rule head";
  if (expr.negated) return "negated expressions cannot be used for rule head";
  if (expr.kind == ExprKind::kSomeDecl) return "'some' declarations cannot be used for rule head";
  if (expr.kind == ExprKind::kTerm) return RuleFromTerm(*expr.terms[0], rule);
  if (expr.kind != ExprKind::kCall) return "expression cannot be used for rule head";
  if (OperatorIs(expr, "eq") || OperatorIs(expr, "assign")) {
    std::string error = RuleFromEquation(expr, rule);
    if (error.empty() && OperatorIs(expr, "assign")) rule->head.assign = true;
    return error;
  }
  Term& callee = *expr.terms[0];
  if (IsBuiltinName(ast::Print(callee))) return "rule name conflicts with built-in function";
  if (expr.terms.size() <= 1) return "rule argument list must take at least one argument";
  if (callee.terms[0]->kind != TermKind::kVar) return "invalid rule head: " + ast::Print(callee);
  ast::Head& head = rule->head;
  head.ref = &callee;
  if (callee.terms.size() < 2) head.name = callee.terms[0]->text;
  head.has_args = true;
  head.args.assign(expr.terms.begin() + 1, expr.terms.end());
  head.location = rule->location = callee.location;
  head.value = New(TermKind::kBoolean, callee.location);
  head.value->boolean = true;
  rule->body = {TrueExpr(callee.location)};
  return {};
}

std::string Builder::RuleFromTerm(Term& term, Rule* rule) {
  if (term.kind != TermKind::kRef) return std::string(KindName(term)) + " cannot be used for rule name";
  const std::vector<Term*>& ref = term.terms;
  if (ref.size() == 1) return "refs cannot be used for rule head";
  if (ref[0]->kind != TermKind::kVar) return "invalid rule head: " + ast::Print(term);
  ast::Head& head = rule->head;
  head.location = rule->location = term.location;
  rule->body = {TrueExpr(term.location)};
  if (ref.size() > 2) {
    head.ref = &term;
    head.generated_value = true;
    head.value = New(TermKind::kBoolean, term.location);
    head.value->boolean = true;
    return {};
  }
  head.ref = New(TermKind::kRef, ref[0]->location);
  head.ref->terms = {ref[0]};
  head.name = ref[0]->text;
  head.key = ref[1];
  return {};
}

std::string Builder::RuleFromEquation(Expr& expr, Rule* rule) {
  if (expr.terms.size() < 3) return "assignment requires two operands";
  Term& lhs = *expr.terms[1];
  Term& rhs = *expr.terms[2];
  ast::Head& head = rule->head;
  head.value = &rhs;
  head.location = rule->location = expr.location;
  rule->body = {TrueExpr(rhs.location)};
  if (lhs.kind == TermKind::kVar) {
    head.ref = New(TermKind::kRef, lhs.location);
    head.ref->terms = {&lhs};
    head.name = lhs.text;
    return {};
  }
  if (lhs.kind == TermKind::kCall) {
    Term& callee = *lhs.terms[0];
    if (callee.terms[0]->kind != TermKind::kVar) return "call cannot be used for rule name";
    head.ref = &callee;
    if (callee.terms.size() < 2) head.name = callee.terms[0]->text;
    head.has_args = true;
    head.args.assign(lhs.terms.begin() + 1, lhs.terms.end());
    return {};
  }
  if (lhs.kind != TermKind::kRef) return std::string(KindName(lhs)) + " cannot be used for rule name";
  if (lhs.terms[0]->kind != TermKind::kVar) return "invalid rule head: " + ast::Print(lhs);
  head.ref = &lhs;
  if (lhs.terms.size() <= 2) head.name = lhs.terms[0]->text;
  if (lhs.terms.size() == 2) head.key = lhs.terms[1];
  return {};
}

// What version 1 asks of rules.
void Builder::CheckVersion1() {
  auto is_keyword = [](std::string_view name) {
    for (std::string_view word : {"as", "default", "else", "false", "import", "package", "not", "null", "some", "true",
                                  "with", "if", "contains", "in", "every"}) {
      if (word == name) return true;
    }
    return false;
  };
  for (const Rule* first : module_->rules) {
    for (const Rule* rule = first; rule != nullptr; rule = rule->otherwise) {
      const ast::Head& head = rule->head;
      const std::string kind = head.args.empty() ? "rule" : "function";
      if (head.ref->terms.size() < 2 && is_keyword(head.name)) {
        Note(rule->location, std::string(head.name) + " keyword cannot be used for rule name");
      }
      if (rule->generated_body && head.generated_value) {
        Note(rule->location, kind + " must have value assignment and/or body declaration");
      }
      if (!rule->generated_body && !head.if_keyword && !rule->is_default) {
        Note(rule->location, "`if` keyword is required before " + kind + " body");
      }
      if (head.value == nullptr && !head.contains_keyword) {
        Note(rule->location, "`contains` keyword is required for partial set rules");
      }
    }
  }
}

}  // namespace reeve::syntax
