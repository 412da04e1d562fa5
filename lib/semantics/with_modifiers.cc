// RewriteWiths: targets of `with` are checked, and values that must be evaluated move in front of the expression.
//
//     p with input as data.x   ==>   __local0__ = data.x; p with input as __local0__
//
// Targets: paths of input, paths of data that no rule stands above, functions of the policy, built-in functions. A function may be
// replaced by a function, whose name then stays as it is, or by a value.
// Held by tests/semantics/with_modifiers_test.cc.
#include "absl/strings/str_cat.h"
#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

class Withs {
 public:
  explicit Withs(Compilation& c) : c_(c) {}

  void Rewrite(Body& body) {
    Body out;
    out.reserve(body.size());
    absl::flat_hash_map<const Term*, VarId> moved;  // expressions that one expression became share their values
    for (Expr* expr : body) {
      if (!expr->with.empty() && !Rewrite(expr, moved, out)) return;
      out.push_back(expr);
    }
    body = std::move(out);
    for (Expr* expr : body) Nested(expr);
  }
  void Nested(Term* term) {
    if (term == nullptr) return;
    for (Term* child : term->terms) Nested(child);
    if (!term->body.empty()) Rewrite(term->body);
  }

 private:
  void Nested(Expr* expr) {
    for (Term* term : expr->terms) Nested(term);
    if (!expr->body.empty()) Rewrite(expr->body);
    if (!expr->rhs.empty()) Rewrite(expr->rhs);
    for (With& with : expr->with) Nested(with.value);
  }

  // False after an error.
  bool Rewrite(Expr* expr, absl::flat_hash_map<const Term*, VarId>& moved, Body& out) {
    for (With& with : expr->with) {
      auto known = moved.find(with.value);
      if (known != moved.end()) {
        with.value = c_.NewVar(known->second, with.value->location);
        continue;
      }
      bool keep = false;
      if (!Validate(with, &keep)) return false;
      if (keep || !RequiresEval(with.value)) continue;
      Term* var = c_.FreshVar(with.value->location);
      out.push_back(c_.NewEq(var, with.value, with.value->location));
      moved.emplace(with.value, IdOf(*var));
      with.value = c_.NewVar(IdOf(*var), with.value->location);
    }
    return true;
  }

  bool Fail(Location at, std::string text, Code code = Code::kRegoCompile) {
    c_.errors.Add(code, at, std::move(text));
    return false;
  }

  // A name alone is a variable to the parser; as a function it is a ref.
  void MakeRef(Term* term) {
    Term* var = c_.NewVar(IdOf(*term), term->location);
    term->kind = TermKind::kRef;
    term->text = {};
    term->value = Value();
    term->terms = {var};
  }
  const capabilities::Builtin* BuiltinOf(const Term& term) const {
    if (term.kind == TermKind::kVar) return c_.names.builtin(IdOf(term));
    if (term.kind == TermKind::kRef) return c_.FindCallee(term).builtin;
    return nullptr;
  }
  bool IsFunctionValue(const Term& value) const {
    if (value.kind == TermKind::kRef && c_.rules.Find(value) != nullptr) return true;
    return BuiltinOf(value) != nullptr;
  }
  static bool HasFunction(const RuleNode* node) {
    if (node == nullptr) return false;
    for (const Rule* rule : node->rules) {
      if (!rule->head.args.empty()) return true;
    }
    return false;
  }
  static bool StartsWith(const Term& term, VarId name) {
    return term.kind == TermKind::kRef && term.terms[0]->kind == TermKind::kVar && IdOf(*term.terms[0]) == name;
  }

  // *keep: the value is a function's name.
  bool Validate(With& with, bool* keep) {
    Term* target = with.target;
    Term* value = with.value;
    if (value->kind == TermKind::kVar && c_.names.builtin(IdOf(*value)) != nullptr) MakeRef(value);
    if (StartsWith(*target, c_.names.data)) return ValidateData(*target, *value, keep);
    if (StartsWith(*target, c_.names.input)) return true;
    const capabilities::Builtin* builtin = BuiltinOf(*target);
    if (builtin == nullptr) {
      return Fail(target->location, "with keyword target must reference existing input, data, or a function",
                  Code::kRegoType);
    }
    if (target->kind == TermKind::kVar) MakeRef(target);
    if (!ValidateBuiltin(*builtin, *target)) return false;
    *keep = IsFunctionValue(*value);
    return true;
  }

  bool ValidateData(const Term& target, const Term& value, bool* keep) {
    const RuleNode* node = c_.rules.root();
    const size_t last = target.terms.size() - 1;
    for (size_t i = 1; i < last; ++i) {
      const RuleNode* child = c_.rules.Child(node, *target.terms[i]);
      if (child == nullptr) {
        node = nullptr;
        break;
      }
      if (!child->rules.empty()) {
        return Fail(target.location, "with keyword cannot partially replace virtual document(s)");
      }
      node = child;
    }
    const RuleNode* replaced = last == 0 || node == nullptr ? nullptr : c_.rules.Child(node, *target.terms[last]);
    if (HasFunction(replaced) && IsFunctionValue(value)) *keep = true;
    if (value.kind == TermKind::kRef && HasFunction(c_.rules.Find(value))) *keep = true;
    return true;
  }

  bool ValidateBuiltin(const capabilities::Builtin& builtin, const Term& target) {
    constexpr const char* kPrefix = "with keyword replacing built-in function: ";
    std::string name(builtin.name);
    if (name == "eq" || name == "rego.metadata.chain" || name == "rego.metadata.rule") {
      return Fail(target.location, absl::StrCat(kPrefix, "replacement of \"", name, "\" invalid"));
    }
    if (name.starts_with("internal.")) {
      return Fail(target.location, absl::StrCat(kPrefix, "replacement of internal function \"", name, "\" invalid"));
    }
    if (builtin.has(capabilities::kRelation)) {
      return Fail(target.location, absl::StrCat(kPrefix, "target must not be a relation"));
    }
    if (builtin.has(capabilities::kVoid)) {
      return Fail(target.location, absl::StrCat(kPrefix, "target must not be a void function"));
    }
    return true;
  }

  Compilation& c_;
};

}  // namespace

void RewriteWiths(Compilation& c) {
  if (!c.has_with) return;
  Withs withs(c);
  ForEachRule(c, [&](Rule* rule) {
    for (Term* arg : rule->head.args) withs.Nested(arg);
    withs.Nested(rule->head.key);
    withs.Nested(rule->head.value);
    withs.Rewrite(rule->body);
  });
}

void RewriteWiths(Compilation& c, Body& body) {
  if (c.has_with) Withs(c).Rewrite(body);
}

}  // namespace reeve::semantics
