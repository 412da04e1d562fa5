// CheckRuleConflicts: rules of one document agree in kind and arity, complete rules have nothing below them, there is one default,
// and no package has the name of a rule. Held by tests/semantics/conflicts_test.cc.
#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

bool IsMultiValue(const Rule& rule) { return rule.head.value == nullptr; }

bool HasGroundRef(const Rule& rule) {
  const std::vector<Term*>& ref = rule.head.ref->terms;
  return std::all_of(ref.begin() + 1, ref.end(), [](const Term* t) { return IsGroundKey(*t); });
}

class Conflicts {
 public:
  explicit Conflicts(Compilation& c) : c_(c) {}

  void Check(const RuleNode* node) {
    // An explicit stack: refs nest as deep as one text can write dots.
    std::vector<const RuleNode*> work{node};
    while (!work.empty()) {
      const RuleNode* at = work.back();
      work.pop_back();
      if (!at->rules.empty() && !CheckNode(at)) continue;
      work.insert(work.end(), at->children.rbegin(), at->children.rend());
    }
  }

  void CheckPackages() {
    for (Module* module : c_.modules) {
      const RuleNode* package = c_.rules.Find(*module->package);
      for (Rule* rule : module->rules) {
        if (!HasGroundRef(*rule)) continue;
        const RuleNode* node = c_.rules.NodeOf(rule);
        for (const Module* other : node->modules) {
          if (node == package) continue;
          c_.errors.Add(Code::kRegoType, module->package_location,
                        absl::StrCat("package ", PackageText(*other), " conflicts with rule ",
                                     c_.Show(*rule->head.ref), " defined at ", c_.errors.Place(rule->location)));
        }
      }
    }
  }

 private:
  std::string PackageText(const Module& module) {
    Term* path = ast::Copy(c_.tree, *module.package);
    if (path->terms.size() > 1) {
      path->terms.erase(path->terms.begin());
      path->terms[0]->kind = TermKind::kVar;
      c_.names.SetVar(path->terms[0], c_.names.Intern(path->terms[0]->text));
    }
    return ast::Print(*path);
  }

  // Rules below the node but for those that stand below one of them.
  std::vector<const Rule*> Below(const RuleNode* node, bool functions_only) {
    std::vector<const Rule*> out;
    std::vector<const RuleNode*> work(node->children.begin(), node->children.end());
    while (!work.empty()) {
      const RuleNode* at = work.back();
      work.pop_back();
      bool closed = false;
      std::vector<const Rule*> rules;
      for (const Rule* rule : at->rules) {
        if (functions_only && rule->head.args.empty()) continue;
        closed = closed || HasGroundRef(*rule);
        rules.push_back(rule);
      }
      std::stable_sort(rules.begin(), rules.end(), [](const Rule* a, const Rule* b) {
        return a->head.ref->terms.size() < b->head.ref->terms.size();
      });
      absl::flat_hash_set<std::string> seen;
      for (const Rule* rule : rules) {
        if (AddUnlessBelow(*rule, seen)) out.push_back(rule);
      }
      if (!closed) work.insert(work.end(), at->children.begin(), at->children.end());
    }
    return out;
  }
  // False: a prefix of the rule's ref is in `seen`.
  static bool AddUnlessBelow(const Rule& rule, absl::flat_hash_set<std::string>& seen) {
    std::string path;
    for (const Term* part : rule.head.ref->terms) {
      absl::StrAppend(&path, "[", ast::Print(*part), "]");
      if (seen.contains(path)) return false;
    }
    seen.insert(path);
    return true;
  }

  std::string Format(const std::vector<const Rule*>& rules) {
    std::vector<std::pair<std::string, Location>> lines;
    for (const Rule* rule : rules) lines.emplace_back(c_.ShowRule(*rule), rule->location);
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string out = ":";
    for (const auto& [text, at] : lines) absl::StrAppend(&out, "\n  rule ", text, " at ", c_.errors.Place(at));
    return out;
  }

  // False: do not look below.
  bool CheckNode(const RuleNode* node) {
    const std::vector<Rule*>& rules = node->rules;
    size_t complete = 0, partial = 0, multi = 0;
    bool set = false, object_of_sets = false, arities_differ = false, ground = false, dynamic = false;
    std::vector<const Rule*> defaults;
    for (const Rule* rule : rules) {
      bool is_ground = HasGroundRef(*rule);
      (is_ground ? ground : dynamic) = true;
      if (rule->is_default) defaults.push_back(rule);
      if (rule->head.args.size() != rules[0]->head.args.size()) arities_differ = true;
      if (IsMultiValue(*rule)) {
        ++multi;
        (is_ground ? set : object_of_sets) = true;
      }
      ++(!IsMultiValue(*rule) && is_ground ? complete : partial);
    }
    std::vector<const Rule*> below;
    if (ground && !node->children.empty()) below = Below(node, false);
    if (below.empty() && dynamic && !node->children.empty()) below = Below(node, true);
    const Rule& last = *rules.back();
    Location at = rules[0]->location;
    if (!below.empty()) {
      return c_.errors.Add(Code::kRegoType, at,
                            absl::StrCat("rule ", c_.ShowRule(last), " conflicts with", Format(below)));
    }
    if ((multi != 0 && multi != rules.size()) || arities_differ || (complete != 0 && partial != 0) ||
        (set && object_of_sets)) {
      return c_.errors.Add(Code::kRegoType, at, absl::StrCat("conflicting rules ", c_.ShowRule(last), " found"));
    }
    if (defaults.size() > 1) {
      std::string text = absl::StrCat("multiple default rules ", c_.ShowRule(last), " found at ");
      for (size_t i = 0; i < defaults.size(); ++i) {
        absl::StrAppend(&text, i == 0 ? "" : ", ", c_.errors.Place(defaults[i]->location));
      }
      return c_.errors.Add(Code::kRegoType, defaults[0]->module->package_location, text);
    }
    return true;
  }

  Compilation& c_;
};

}  // namespace

void CheckRuleConflicts(Compilation& c) {
  Conflicts conflicts(c);
  conflicts.Check(c.rules.root());
  conflicts.CheckPackages();
}

}  // namespace reeve::semantics
