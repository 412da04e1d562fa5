// RewriteMetadataCalls: rego.metadata.chain() and rego.metadata.rule() are answered here, by constants.
//
//     m := rego.metadata.rule()   ==>   __local0__ = {"scope": "rule", "title": "..."}; m = __local0__
//
// METADATA blocks are read only if a module calls one of the two.
// Held by tests/semantics/metadata_test.cc.
#include "semantics/metadata.h"

#include <algorithm>

namespace reeve::semantics {
namespace {

class MetadataCalls {
 public:
  MetadataCalls(Compilation& c, const Notes& notes) : c_(c), notes_(notes), builder_(c.tree.arena()) {}

  void Rewrite(Rule* rule) {
    const Expr* chain_call = nullptr;
    const Expr* rule_call = nullptr;
    auto look = [&](Expr* expr) {
      if (chain_call == nullptr && IsCall(*expr, "chain")) chain_call = expr;
      if (rule_call == nullptr && IsCall(*expr, "rule")) rule_call = expr;
      return false;
    };
    WalkExprs(rule->head, look);
    WalkExprs(rule->body, look);
    if (chain_call == nullptr && rule_call == nullptr) return;
    Body body;
    Term* chain = nullptr;
    Term* own = nullptr;
    if (chain_call != nullptr) chain = Bind(Chain(*rule), chain_call->location, body);
    if (rule_call != nullptr) own = Bind(Own(*rule), rule_call->location, body);
    if (!IsEmptyBody(rule->body)) body.insert(body.end(), rule->body.begin(), rule->body.end());
    rule->body = std::move(body);
    auto replace = [&](Expr* expr) {
      if (IsCall(*expr, "chain")) Replace(expr, *chain);
      if (IsCall(*expr, "rule")) Replace(expr, *own);
      return false;
    };
    WalkExprs(rule->head, replace);
    WalkExprs(rule->body, replace);
  }

 private:
  static bool IsCall(const Expr& expr, std::string_view what) {
    if (expr.kind != ExprKind::kCall || expr.terms[0]->terms.size() != 3) return false;
    const std::vector<Term*>& op = expr.terms[0]->terms;
    return op[0]->text == "rego" && op[1]->text == "metadata" && op[2]->text == what;
  }

  Term* Bind(Value value, Location at, Body& body) {
    Term* constant = c_.tree.NewTerm(TermKind::kConstant, at);
    constant->value = value;
    Term* var = c_.FreshVar(at);
    body.push_back(c_.NewEq(var, constant, at));
    return var;
  }
  void Replace(Expr* expr, const Term& var) {
    Term* use = c_.NewVar(IdOf(var), expr->location);
    expr->generated = true;
    expr->with.clear();
    if (expr->terms.size() > 1) {
      expr->terms = {c_.EqOperator(), expr->terms[1], use};
    } else {
      expr->kind = ExprKind::kTerm;
      expr->terms = {use};
    }
  }

  using Entries = std::vector<std::pair<Value, Value>>;
  void Put(Entries& out, std::string_view key, Value value) { out.emplace_back(builder_.String(key), value); }

  Value Own(const Rule& rule) {
    const std::vector<const Note*> notes = notes_.OfRule(rule);
    return notes.empty() ? builder_.Object({}) : notes[0]->object;
  }

  Value Link(const Term& path, const Note* note) {
    std::vector<Value> parts;
    for (size_t i = 1; i < path.terms.size(); ++i) {
      const Term& part = *path.terms[i];
      parts.push_back(part.kind == TermKind::kString    ? builder_.String(part.text)
                      : part.kind == TermKind::kBoolean ? Value::Boolean(part.boolean)
                                                        : part.value);
    }
    Entries out;
    Put(out, "path", builder_.Array(parts));
    if (note != nullptr) Put(out, "annotations", note->object);
    return builder_.Object(out);
  }

  // From the rule outwards: its own blocks, the document's, the package's, those of the packages around.
  Value Chain(const Rule& rule) {
    std::vector<Value> links;
    Term* path = notes_.DocumentOf(rule);
    std::vector<const Note*> own = notes_.OfRule(rule);
    if (own.empty()) links.push_back(Link(*path, nullptr));
    std::reverse(own.begin(), own.end());
    for (const Note* note : own) links.push_back(Link(*path, note));
    auto add = [&](const Note* note) {
      if (note != nullptr) links.push_back(Link(*note->path, note));
    };
    add(notes_.Of("document", *path));
    Term* package = ast::Copy(c_.tree, *rule.module->package);
    add(notes_.Of("package", *package));
    for (; !package->terms.empty(); package->terms.pop_back()) add(notes_.Of("subpackages", *package));
    return builder_.Array(links);
  }

  Compilation& c_;
  const Notes& notes_;
  ValueBuilder builder_;
};

}  // namespace

void RewriteMetadataCalls(Compilation& c) {
  if (!c.has_metadata_calls) return;
  Notes notes(c);
  if (!notes.Read()) return;
  MetadataCalls calls(c, notes);
  ForEachRule(c, [&](Rule* rule) { calls.Rewrite(rule); });
}

}  // namespace reeve::semantics
