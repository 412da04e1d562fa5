// Checks of modules that Rego v1 asks for: rules and variables do not hide `data` and `input`, imports do not hide each other.
// Both let later passes run. Held by tests/semantics/module_checks_test.cc.
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

bool IsReserved(const Compilation& c, VarId v) { return v == c.names.data || v == c.names.input; }

std::string_view ImportName(const ast::Import& import) {
  return import.alias.empty() ? import.path->terms.back()->text : import.alias;
}

std::string ShowImport(const ast::Import& import) {
  std::string text = absl::StrCat("import ", ast::Print(*import.path));
  if (!import.alias.empty()) absl::StrAppend(&text, " as ", absl::string_view(import.alias.data(), import.alias.size()));
  return text;
}

void CheckModule(Compilation& c, Module* module) {
  auto add = [&](Location at, std::string_view what, std::string shown, std::string_view other) {
    c.errors.Add(Code::kRegoCompile, at,
                 std::string(what) + " must not shadow " + shown + " (use a different " + std::string(other) + " name)",
                 After::kGoOn);
  };
  auto check_expr = [&](Expr* expr) {
    if (!c.IsAssign(*expr) || expr->terms.size() < 2) return false;
    const Term& name = *expr->terms[1];
    VarId v = kNoVar;
    if (name.kind == TermKind::kVar) v = IdOf(name);
    if (IsRootDocument(name, c.names)) v = IdOf(*name.terms[0]);
    if (v != kNoVar && IsReserved(c, v)) add(expr->location, "variables", std::string(c.names.text(v)), "variable");
    return false;
  };
  for (Rule* rule : module->rules) {
    VarId name = IdOf(*rule->head.ref->terms[0]);
    if (IsReserved(c, name)) add(rule->location, "rules", std::string(c.names.text(name)), "rule");
    for (Term* arg : rule->head.args) {
      if (IsRootDocument(*arg, c.names)) add(arg->location, "args", ast::Print(*arg), "variable");
    }
  }
  for (Rule* first : module->rules) {
    WalkRule(first, [&](Rule* rule) {
      WalkExprs(rule->head, check_expr);
      WalkExprs(rule->body, check_expr);
    });
  }
}

}  // namespace

void CheckKeywordOverrides(Compilation& c) {
  for (Module* module : c.modules) {
    if (module->version == ast::Version::kV1) CheckModule(c, module);
  }
}

void CheckDuplicateImports(Compilation& c) {
  for (Module* module : c.modules) {
    if (module->version != ast::Version::kV1) continue;
    absl::flat_hash_map<std::string_view, const ast::Import*> seen;
    for (const ast::Import& import : module->imports) {
      auto [at, fresh] = seen.try_emplace(ImportName(import), &import);
      if (fresh) continue;
      c.errors.Add(Code::kRegoCompile, import.location, "import must not shadow " + ShowImport(*at->second),
                   After::kGoOn);
    }
  }
}

}  // namespace reeve::semantics
