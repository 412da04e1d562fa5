// Checks of modules that Rego v1 and strict mode ask for: rules and variables do not hide `data` and `input`, imports do not hide each
// other, deprecated built-ins are not called. All let later passes run. Held by tests/semantics/module_checks_test.cc.
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

bool IsReserved(const Compilation& c, VarId v) { return v == c.names.data || v == c.names.input; }

std::string_view ImportName(const ast::Import& import) {
  return import.alias.empty() ? import.path->terms.back()->text : import.alias;
}

// Reports what hides a root document, in a module or a query.
class Overrides {
 public:
  explicit Overrides(Compilation& c) : c_(c) {}

  void Check(Module* module) {
    for (Rule* rule : module->rules) {
      VarId name = IdOf(*rule->head.ref->terms[0]);
      if (IsReserved(c_, name)) Add(rule->location, "rules", std::string(c_.names.text(name)), "rule");
      for (Term* arg : rule->head.args) {
        if (IsRootDocument(*arg, c_.names)) Add(arg->location, "args", ast::Print(*arg), "variable");
      }
    }
    for (Rule* first : module->rules) {
      WalkRule(first, [&](Rule* rule) {
        WalkExprs(rule->head, *this);
        WalkExprs(rule->body, *this);
      });
    }
  }

  bool operator()(Expr* expr) {
    if (!c_.IsAssign(*expr) || expr->terms.size() < 2) return false;
    const Term& name = *expr->terms[1];
    VarId v = kNoVar;
    if (name.kind == TermKind::kVar) v = IdOf(name);
    if (IsRootDocument(name, c_.names)) v = IdOf(*name.terms[0]);
    if (v != kNoVar && IsReserved(c_, v)) Add(expr->location, "variables", std::string(c_.names.text(v)), "variable");
    return false;
  }

 private:
  void Add(Location at, const char* what, const std::string& shown, const char* other) {
    c_.errors.Add(Code::kRegoCompile, at,
                  absl::StrCat(what, " must not shadow ", shown, " (use a different ", other, " name)"), After::kGoOn);
  }
  Compilation& c_;
};

bool IsChecked(const Compilation& c, const Module& module) {
  return c.options.strict || module.version == ast::Version::kV1;
}

class DeprecatedCalls {
 public:
  explicit DeprecatedCalls(Compilation& c) : c_(c) {}
  bool operator()(Expr* expr) {
    if (expr->kind != ExprKind::kCall) return false;
    const Callee& callee = c_.CalleeOf(expr->terms[0]);
    if (callee.builtin == nullptr || !callee.builtin->has(capabilities::kDeprecated)) return false;
    c_.errors.Add(Code::kRegoType, expr->location,
                  absl::StrCat("deprecated built-in function calls in expression: ", c_.Show(*expr->terms[0])), After::kGoOn);
    return false;
  }

 private:
  Compilation& c_;
};

}  // namespace

std::string ShowImport(const ast::Import& import) {
  std::string text = absl::StrCat("import ", ast::Print(*import.path));
  if (!import.alias.empty()) absl::StrAppend(&text, " as ", absl::string_view(import.alias.data(), import.alias.size()));
  return text;
}

void CheckKeywordOverrides(Compilation& c) {
  Overrides check(c);
  for (Module* module : c.modules) {
    if (IsChecked(c, *module)) check.Check(module);
  }
}

void CheckKeywordOverrides(Compilation& c, Body& body) {
  Overrides check(c);
  WalkExprs(body, check);
}

void CheckDuplicateImports(Compilation& c) {
  for (Module* module : c.modules) {
    if (!IsChecked(c, *module)) continue;
    absl::flat_hash_map<std::string_view, const ast::Import*> seen;
    for (const ast::Import& import : module->imports) {
      auto [at, fresh] = seen.try_emplace(ImportName(import), &import);
      if (fresh) continue;
      c.errors.Add(Code::kRegoCompile, import.location, "import must not shadow " + ShowImport(*at->second),
                   After::kGoOn);
    }
  }
}

void CheckDeprecatedCalls(Compilation& c) {
  if (!c.has_deprecated_calls) return;
  DeprecatedCalls check(c);
  for (Module* module : c.modules) {
    if (!IsChecked(c, *module)) continue;
    for (Rule* first : module->rules) {
      WalkRule(first, [&](Rule* rule) {
        WalkExprs(rule->head, check);
        WalkExprs(rule->body, check);
      });
    }
  }
}

// Queries may call what is deprecated unless they are strict.
void CheckDeprecatedCalls(Compilation& c, Body& body) {
  if (!c.options.strict) return;
  DeprecatedCalls check(c);
  WalkExprs(body, check);
}

}  // namespace reeve::semantics
