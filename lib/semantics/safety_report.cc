// What the author is told of unsafe variables: each once, at the first expression that needs it. The left side of := is left out
// where something else is the cause; where only variables of our own making are unsafe, the expression is named instead.
// Held by tests/semantics/safety_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "semantics/safety.h"

namespace reeve::semantics {

std::string RuleLines::Scope(const Rule& rule) {
  if (!built_) {
    built_ = true;
    absl::flat_hash_map<uint32_t, std::string> first;
    for (Rule* top : module_.rules) {
      WalkRule(top, [&](Rule* r) {
        std::string name = c_.ShowRuleGroundPrefix(*r);
        auto [at, fresh] = first.try_emplace(r->location.row, name);
        if (!fresh && at->second != name) shared_.insert(r->location.row);
      });
    }
  }
  if (!shared_.contains(rule.location.row)) return "";
  return absl::StrCat(" in rule ", c_.ShowRuleGroundPrefix(rule));
}

void ReportUnsafe(Compilation& c, Unsafe& unsafe, const std::string& scope) {
  VarSet assigned;
  for (const UnsafeExpr& u : unsafe) {
    if (!u.expr->from_assignment || u.expr->terms.size() != 3) continue;
    WalkVars(*u.expr->terms[1], {}, [&](VarId v, const Term*) {
      assigned.Add(v);
      assigned.Add(c.names.Original(v));
    });
  }
  struct Place {
    VarId v;
    Location at;
  };
  std::vector<Place> places;
  absl::flat_hash_map<VarId, size_t> index;
  for (const UnsafeExpr& u : unsafe) {
    for (VarId v : u.vars) {
      auto [at, fresh] = index.try_emplace(v, places.size());
      if (fresh) {
        places.push_back({v, u.expr->location});
      } else if (c.errors.Before(u.expr->location, places[at->second].at)) {
        places[at->second].at = u.expr->location;
      }
    }
  }
  std::stable_sort(places.begin(), places.end(),
                   [&](const Place& a, const Place& b) { return c.errors.Before(a.at, b.at); });
  auto is_assigned = [&](VarId v) { return assigned.Contains(v) || assigned.Contains(c.names.Original(v)); };
  bool other = false;
  for (const Place& p : places) {
    other = other || (!c.names.is_generated(c.names.Original(p.v)) && !is_assigned(p.v));
  }
  size_t told = 0;
  for (const Place& p : places) {
    VarId shown = c.names.Original(p.v);
    if (c.names.is_generated(shown) || (other && is_assigned(p.v))) continue;
    std::string name(c.names.Shown(shown));
    std::string text = absl::StrCat("var ", name, " is unsafe", scope);
    if (name == "in" || name == "every" || name == "contains" || name == "if" || name == "not" || name == "and" ||
        name == "or") {
      absl::StrAppend(&text, " (hint: `import future.keywords.", name, "` to import a future keyword)");
    }
    c.errors.Add(Code::kRegoUnsafeVar, p.at, text);
    ++told;
  }
  if (told > 0) return;
  std::stable_sort(unsafe.begin(), unsafe.end(), [&](const UnsafeExpr& a, const UnsafeExpr& b) {
    return c.errors.Before(a.expr->location, b.expr->location);
  });
  VarSet seen;
  for (const UnsafeExpr& u : unsafe) {
    size_t before = seen.size();
    for (VarId v : u.vars) {
      if (c.names.is_generated(v)) seen.Add(v);
    }
    if (seen.size() > before) {
      c.errors.Add(Code::kRegoUnsafeVar, u.expr->location, absl::StrCat("expression is unsafe", scope));
    }
  }
}

}  // namespace reeve::semantics
