// RuleTree: rules by the ground prefix of their refs, as the passes look them up. Its root stands for `data`.
//
// Unlike the DocumentNodes of the Policy it knows all scalar keys (p[1] has a node of its own), for OPA's conflicts are told so.
// Rules of one node stand in load order. A look-up hashes its key once.
//
// Held by tests/semantics/conflicts_test.cc.
#ifndef REEVE_LIB_SEMANTICS_RULE_TREE_H_
#define REEVE_LIB_SEMANTICS_RULE_TREE_H_

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "ast/ast.h"

namespace reeve::semantics {

// A scalar as a key: kinds in Rego's order, then text.
struct RuleKey {
  uint8_t kind = 0;
  std::string_view text;
  friend bool operator==(const RuleKey&, const RuleKey&) = default;
  friend auto operator<=>(const RuleKey&, const RuleKey&) = default;
  template <typename H>
  friend H AbslHashValue(H h, const RuleKey& k) {
    return H::combine(std::move(h), k.kind, k.text);
  }
};

struct RuleNode {
  RuleKey key;
  RuleNode* parent = nullptr;
  std::vector<RuleNode*> children;   // sorted by key once the tree is built
  std::vector<ast::Rule*> rules;
  std::vector<ast::Module*> modules; // whose package ends here
};

class RuleTree {
 public:
  RuleTree() { nodes_.emplace_back(); }
  RuleNode* root() { return &nodes_.front(); }
  void Build(const std::vector<ast::Module*>& modules, Arena& arena);

  RuleNode* Child(const RuleNode* node, const ast::Term& key) const;
  // The node at exactly this ref, which starts with data; null if there is none.
  RuleNode* Find(const ast::Term& ref) const;
  RuleNode* NodeOf(const ast::Rule* rule) const {
    auto found = places_.find(rule);
    return found == places_.end() ? nullptr : found->second;
  }

 private:
  RuleNode* Add(RuleNode* node, const ast::Term& key, Arena& arena);
  RuleNode* Add(RuleNode* node, RuleKey key);
  std::deque<RuleNode> nodes_;
  absl::flat_hash_map<std::pair<const RuleNode*, RuleKey>, RuleNode*> index_;
  absl::flat_hash_map<const ast::Rule*, RuleNode*> places_;
};

// Whether a ref's element can be a key of the tree.
bool IsGroundKey(const ast::Term& term);
// The key of a scalar or variable. Numbers are keys by their shortest text, which `scratch` holds.
RuleKey KeyOf(const ast::Term& term, std::string& scratch);

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_RULE_TREE_H_
