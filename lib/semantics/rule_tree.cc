// The tree of rules. Held by tests/semantics/conflicts_test.cc.
#include "semantics/rule_tree.h"

#include <algorithm>

#include "semantics/compilation.h"

namespace reeve::semantics {

RuleKey KeyOf(const Term& term, std::string& scratch) {
  switch (term.kind) {
    case TermKind::kNull: return {0, {}};
    case TermKind::kBoolean: return {1, term.boolean ? "true" : "false"};
    case TermKind::kNumber: scratch = term.value.number_text(); return {2, scratch};
    case TermKind::kVar: return {4, term.text};
    default: return {3, term.text};
  }
}

bool IsGroundKey(const Term& term) { return IsScalar(term); }

RuleNode* RuleTree::Child(const RuleNode* node, const Term& key) const {
  if (!IsScalar(key)) return nullptr;
  std::string scratch;
  auto found = index_.find(std::make_pair(node, KeyOf(key, scratch)));
  return found == index_.end() ? nullptr : found->second;
}

RuleNode* RuleTree::Find(const Term& ref) const {
  if (ref.terms.empty() || ref.terms[0]->kind != TermKind::kVar || ref.terms[0]->text != "data") return nullptr;
  const RuleNode* node = &nodes_.front();
  for (size_t i = 1; i < ref.terms.size() && node != nullptr; ++i) node = Child(node, *ref.terms[i]);
  return const_cast<RuleNode*>(node);
}

RuleNode* RuleTree::Add(RuleNode* node, RuleKey key) {
  auto [at, fresh] = index_.try_emplace(std::make_pair(static_cast<const RuleNode*>(node), key));
  if (fresh) {
    RuleNode* child = &nodes_.emplace_back();
    child->key = key;
    child->parent = node;
    node->children.push_back(child);
    at->second = child;
  }
  return at->second;
}

RuleNode* RuleTree::Add(RuleNode* node, const Term& key, Arena& arena) {
  std::string scratch;
  RuleKey k = KeyOf(key, scratch);
  if (key.kind == TermKind::kNumber) k.text = arena.CopyText(k.text);
  return Add(node, k);
}

void RuleTree::Build(const std::vector<Module*>& modules, Arena& arena) {
  for (Module* module : modules) {
    RuleNode* package = root();
    for (size_t i = 1; i < module->package->terms.size(); ++i) package = Add(package, *module->package->terms[i], arena);
    package->modules.push_back(module);
    for (Rule* rule : module->rules) {
      const std::vector<Term*>& ref = rule->head.ref->terms;
      RuleNode* node = Add(package, RuleKey{3, ref[0]->text});
      for (size_t i = 1; i < ref.size() && IsGroundKey(*ref[i]); ++i) node = Add(node, *ref[i], arena);
      node->rules.push_back(rule);
      places_.emplace(rule, node);
    }
  }
  for (RuleNode& node : nodes_) {
    std::sort(node.children.begin(), node.children.end(),
              [](const RuleNode* a, const RuleNode* b) { return a->key < b->key; });
  }
}

void BuildRuleTree(Compilation& c) { c.rules.Build(c.modules, c.tree.arena()); }

// Trees of rules and documents are as deep as refs of rules are long; what walks them may recurse.
void CheckRefLengths(Compilation& c) {
  constexpr size_t kLongest = 512;
  auto check = [&](const Term& ref, Location at) {
    if (ref.terms.size() <= kLongest) return;
    c.errors.Add(Code::kDepthLimit, at, "a package or rule has a ref of more than 512 elements");
  };
  for (Module* module : c.modules) {
    check(*module->package, module->package_location);
    for (Rule* rule : module->rules) check(*rule->head.ref, rule->location);
  }
}

}  // namespace reeve::semantics
