// The graph of dependencies between rules, and the text of recursion errors. Parts of one pass (recursion.cc, recursion_text.cc).
// Held by tests/semantics/recursion_test.cc.
#ifndef REEVE_LIB_SEMANTICS_RECURSION_H_
#define REEVE_LIB_SEMANTICS_RECURSION_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "semantics/compilation.h"
#include "semantics/narrowing.h"

namespace reeve::semantics {

// Vertices are rules and, so that a ref to a document of many rules is one edge, sets of rules: those at a node of the rule
// tree, those at or below it, those that a pattern of brackets may select below it. Only rules count as steps of a path.
class DependencyGraph {
 public:
  explicit DependencyGraph(Compilation& c) : c_(c) {}
  void Build();
  // All rules, each behind those that it depends on; where no rule depends on the other, in order of their places.
  std::vector<Rule*> InOrder();
  // The rules that the ref may read and all that depend on them.
  std::vector<Rule*> DependentsOf(const Term& ref);
  // Rules on a cycle, in order of their documents' names.
  std::vector<Rule*> RulesOnCycles();
  // A shortest cycle through the rule: rule, ..., rule.
  std::vector<Rule*> CycleOf(Rule* rule);
  // The rules that are on cycles with this one.
  std::vector<Rule*> ComponentOf(const Rule* rule) const;

 private:
  using Vertex = uint32_t;
  Vertex NewVertex(Rule* rule);
  Vertex VertexOf(Rule* rule);
  void AddRuleEdges(Rule* rule);
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
  std::vector<std::vector<Vertex>> dependents_;   // edges the other way; made when asked for
};

// What a recursion error says. A cycle through a ref that selects a rule only by the value of a variable is told as possible, with
// the ref and the value where that is short.
class CycleText {
 public:
  CycleText(Compilation& c, DependencyGraph& graph);
  std::string Describe(Rule* rule);

 private:
  // What is asked of an element of a ref for it to select a rule.
  struct Condition {
    size_t position;
    const Term* term;     // of the ref as written
    const Term* value;    // of the rule's ref
  };
  enum class From : uint8_t { kInput, kRule, kCollection, kBuiltin, kHeadKey, kHeadArgument };
  struct Origin {
    From from;
    const Term* ref = nullptr;
    Value collection;
    std::string_view builtin;
  };

  const std::vector<DataRef>& RefsOf(Rule* rule);
  const Term& FullRef(const Rule* rule);
  bool MaySelect(const Term& ref, const Rule* rule);
  // Whether the ref selects the rule whatever its variables hold; else the positions of what must be equal.
  bool Selects(const Rule* from, const DataRef& ref, const Rule* rule, std::vector<size_t>* positions);
  // The ref by whose variables `from` may read `to`; null if another ref reads it for sure.
  const DataRef* DynamicEdge(Rule* from, Rule* to);
  std::vector<Rule*> StaticCycleOf(Rule* rule);
  std::string Cause(const std::vector<Rule*>& path);
  bool Conditions(const Rule* from, const DataRef& ref, const Rule* target, std::vector<Condition>* out);
  bool CanHold(Rule* from, const DataRef& ref, const Condition& condition);
  std::string Note(Rule* from, const DataRef& ref, const Condition& condition);
  std::optional<Origin> OriginOf(Rule* rule, size_t at, VarId v);

  Compilation& c_;
  DependencyGraph& graph_;
  absl::flat_hash_map<const Rule*, std::vector<DataRef>> refs_;
  absl::flat_hash_map<const Rule*, const Term*> full_refs_;
  absl::flat_hash_map<const Rule*, const Rule*> first_;   // else rules: the rule they belong to
};

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_RECURSION_H_
