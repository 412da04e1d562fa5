// The graph of dependencies between rules, and the text of recursion errors. Parts of one pass (recursion.cc, recursion_text.cc).
// Held by tests/semantics/recursion_test.cc.
#ifndef REEVE_LIB_SEMANTICS_RECURSION_H_
#define REEVE_LIB_SEMANTICS_RECURSION_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "semantics/compilation.h"

namespace reeve::semantics {

// Vertices are rules and, so that a ref to a document of many rules is one edge, sets of rules: those at a node of the rule
// tree, those at or below it, those that a pattern of brackets may select below it. Only rules count as steps of a path.
class DependencyGraph {
 public:
  explicit DependencyGraph(Compilation& c) : c_(c) {}
  void Build();
  // Rules on a cycle, in order of their documents' names.
  std::vector<Rule*> RulesOnCycles();
  // A shortest cycle through the rule: rule, ..., rule.
  std::vector<Rule*> CycleOf(Rule* rule);

 private:
  using Vertex = uint32_t;
  Vertex NewVertex(Rule* rule);
  Vertex VertexOf(Rule* rule);
  void AddRuleEdges(Rule* rule);
  void AddRef(Vertex from, const Term& ref);
  void Walk(Vertex from, const RuleNode* node, const Term& ref, size_t i);
  Vertex Own(const RuleNode* node);
  Vertex Subtree(const RuleNode* node);
  Vertex Pattern(const RuleNode* node, const Term& ref, size_t i);
  void AddMatching(Vertex from, const RuleNode* node, const Term& ref, size_t i);
  void FindComponents();

  Compilation& c_;
  std::vector<std::vector<Vertex>> edges_;
  std::vector<Rule*> rules_;        // by vertex; null for sets
  absl::flat_hash_map<const Rule*, Vertex> by_rule_;
  absl::flat_hash_map<const RuleNode*, Vertex> own_, subtree_;
  absl::flat_hash_map<std::string, Vertex> patterns_;
  std::vector<uint32_t> component_;
  std::vector<uint32_t> component_size_;
};

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_RECURSION_H_
