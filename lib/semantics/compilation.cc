// What passes share: errors, making of nodes, functions by name, texts for messages. Held by the tests of the passes.
#include "semantics/compilation.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "ast/plain.h"

namespace reeve::semantics {

namespace {

// Words that messages never write behind a dot, whatever the version of the module.
bool IsKeyword(std::string_view word) {
  static constexpr std::string_view kWords[] = {"not", "package", "import", "as", "default", "else", "with", "null", "true",
                                                "false", "some", "in", "if", "contains", "every", "and", "or"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}
bool IsName(std::string_view text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
  for (char ch : text) {
    bool ok = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_';
    if (!ok) return false;
  }
  return true;
}

// a.b["c d"][x]
std::string RefText(const Term& ref) {
  std::string out = ast::PrintPlain(*ref.terms[0]);
  for (size_t i = 1; i < ref.terms.size(); ++i) {
    const Term& part = *ref.terms[i];
    if (part.kind == TermKind::kString && IsName(part.text) && !IsKeyword(part.text)) {
      absl::StrAppend(&out, ".", std::string(part.text));
    } else {
      absl::StrAppend(&out, "[", part.kind == TermKind::kRef ? RefText(part) : ast::PrintPlain(part), "]");
    }
  }
  return out;
}

}  // namespace

bool Errors::Add(Code code, Location at, std::string message, After after, std::vector<std::string> details) {
  if (full_) return false;
  Diagnostic diagnostic = MakeDiagnostic(sources_, code, at, std::move(message));
  for (std::string& line : details) diagnostic.details.push_back(std::move(line));
  found_.push_back({std::move(diagnostic), at});
  if (after == After::kStop) stop_ = true;
  if (limit_ != 0 && found_.size() >= limit_) full_ = stop_ = true;
  return !full_;
}

bool Errors::Before(Location a, Location b) const {
  if (a.row == 0 || b.row == 0) return a.row != 0;
  if (a.source != b.source && a.source < sources_.size() && b.source < sources_.size()) {
    int order = sources_[a.source].name.compare(sources_[b.source].name);
    if (order != 0) return order < 0;
  }
  if (a.row != b.row) return a.row < b.row;
  return a.column < b.column;
}

Status Errors::ToStatus() const {
  std::vector<Found> sorted = found_;
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Found& a, const Found& b) { return Before(a.at, b.at); });
  std::vector<Diagnostic> out;
  for (Found& found : sorted) out.push_back(std::move(found.diagnostic));
  if (full_) out.push_back(Diagnostic{Code::kRegoCompile, "error limit reached", {}, 0, 0, {}});
  return Status(std::move(out));
}

std::string Errors::Place(Location at) const {
  if (at.source < sources_.size() && !sources_[at.source].name.empty()) {
    return absl::StrCat(sources_[at.source].name, ":", at.row);
  }
  return absl::StrCat(at.row, ":", at.column);
}

Term* Compilation::EqOperator() {
  if (eq_operator_ == nullptr) {
    eq_operator_ = tree.NewTerm(TermKind::kRef, Location{});
    eq_operator_->terms.push_back(NewVar(names.eq, Location{}));
  }
  return eq_operator_;
}

Expr* Compilation::NewEq(Term* lhs, Term* rhs, Location at) {
  Expr* expr = tree.NewExpr(ExprKind::kCall, at);
  expr->generated = true;
  expr->terms = {EqOperator(), lhs, rhs};
  return expr;
}

Term* Compilation::NewRef(std::initializer_list<std::string_view> path, Location at) {
  Term* ref = tree.NewTerm(TermKind::kRef, at);
  for (std::string_view part : path) {
    if (ref->terms.empty()) {
      ref->terms.push_back(NewVar(names.Intern(part), at));
      continue;
    }
    Term* term = tree.NewTerm(TermKind::kString, at);
    term->text = tree.arena().CopyText(part);
    ref->terms.push_back(term);
  }
  return ref;
}

Callee Compilation::FindCallee(const Term& op) const {
  Callee callee;
  if (op.kind != TermKind::kRef || op.terms.empty() || op.terms[0]->kind != TermKind::kVar) return callee;
  if (op.terms.size() == 1) {
    callee.builtin = names.builtin(IdOf(*op.terms[0]));
  } else {
    std::string name(op.terms[0]->text);
    for (size_t i = 1; i < op.terms.size(); ++i) {
      if (op.terms[i]->kind != TermKind::kString) return callee;
      absl::StrAppend(&name, ".", absl::string_view(op.terms[i]->text.data(), op.terms[i]->text.size()));
    }
    callee.builtin = builtins.Find(name);
  }
  if (callee.builtin != nullptr) {
    callee.arity = static_cast<int>(callee.builtin->arity);
    return callee;
  }
  RuleNode* node = rules.Find(op);
  if (node != nullptr && !node->rules.empty()) {
    callee.node = node;
    callee.arity = static_cast<int>(node->rules[0]->head.args.size());
  }
  return callee;
}

const Callee& Compilation::CalleeOf(Term* op) {
  static const Callee kNoFunction;
  if (op->kind != TermKind::kRef) return kNoFunction;  // a local variable: its value already holds the variable's id
  if (op->value.is_number()) return callees_[static_cast<size_t>(value::Access::Int64(op->value))];
  callees_.push_back(FindCallee(*op));
  op->value = Value::Integer(static_cast<int64_t>(callees_.size() - 1));
  return callees_.back();
}

std::string Compilation::Show(const Term& term) {
  Term* copy = ast::Copy(tree, term);
  auto restore = [&](Term* t) {
    if (t->kind == TermKind::kVar) {
      VarId v = IdOf(*t);
      names.SetVar(t, names.Original(v));
    }
    return false;
  };
  WalkTerms(copy, restore);
  return copy->kind == TermKind::kRef ? RefText(*copy) : ast::PrintPlain(*copy);
}

std::string Compilation::ShowRef(const Term& ref, size_t size) {
  if (subjects.empty() && size == 0) return Show(ref);
  Term* copy = ast::Copy(tree, ref);
  if (size != 0) copy->terms.resize(size);
  auto put_back = [&](Term* t) {
    if (t->kind != TermKind::kVar) return false;
    auto subject = subjects.find(IdOf(*t));
    if (subject != subjects.end()) *t = *ast::Copy(tree, *subject->second);
    return false;
  };
  WalkTerms(copy, put_back);
  return Show(*copy);
}

Term* Compilation::RuleRef(const Rule& rule) {
  Term* ref = ast::Copy(tree, *rule.module->package);
  for (size_t i = 0; i < rule.head.ref->terms.size(); ++i) {
    const Term& part = *rule.head.ref->terms[i];
    Term* copy = ast::Copy(tree, part);
    if (i == 0) copy->kind = TermKind::kString;
    ref->terms.push_back(copy);
  }
  return ref;
}

std::string Compilation::ShowRule(const Rule& rule) { return Show(*RuleRef(rule)); }

std::string Compilation::ShowRuleGroundPrefix(const Rule& rule) {
  Term* ref = ast::Copy(tree, *rule.head.ref);
  size_t ground = 1;
  while (ground < ref->terms.size() && IsGroundKey(*ref->terms[ground])) ++ground;
  ref->terms.resize(ground);
  return RefText(*ref);
}

bool IsEmptyBody(const Body& body) {
  return body.size() == 1 && body[0]->kind == ExprKind::kTerm && body[0]->terms[0]->kind == TermKind::kBoolean &&
         body[0]->terms[0]->boolean;
}

void AppendToBody(Body& body, Expr* expr) {
  if (IsEmptyBody(body)) {
    body[0] = expr;
  } else {
    body.push_back(expr);
  }
}

void AppendToBody(Body& body, const std::vector<Expr*>& exprs) {
  if (exprs.empty()) return;
  if (IsEmptyBody(body)) body.clear();
  body.insert(body.end(), exprs.begin(), exprs.end());
}

bool RequiresEval(Term* term) {
  if (term == nullptr || IsScalar(*term) || term->kind == TermKind::kVar) return false;
  bool found = false;
  auto look = [&](Term* t) {
    found = found || t->kind == TermKind::kRef || IsComprehension(*t);
    return found;
  };
  WalkTerms(term, look);
  return found;
}

}  // namespace reeve::semantics
