// Certificate policies of chains: the graph of RFC 9618, which replaces RFC 5280's tree, as Go's crypto/x509 computes it.
// See x509_verify.h.
#include <algorithm>
#include <map>
#include <set>

#include "builtins/x509_verify.h"

namespace reeve::builtins {
namespace {

constexpr std::string_view kAny("\x55\x1D\x20\x00", 4);  // 2.5.29.32.0

struct Node {
  std::string_view policy;
  std::vector<std::string_view> expected;
  std::set<Node*> parents, children;
};
using Stratum = std::map<std::string_view, std::unique_ptr<Node>>;

// One stratum a certificate below the root, whose one node is "any policy".
class Graph {
 public:
  Graph() {
    strata_.emplace_back();
    Insert(kAny, {});
  }

  Node* Insert(std::string_view policy, const std::vector<Node*>& parents) {
    auto node = std::make_unique<Node>();
    node->policy = policy;
    node->expected = {policy};
    for (Node* parent : parents) {
      parent->children.insert(node.get());
      node->parents.insert(parent);
    }
    Delete(policy);
    return (leaves()[policy] = std::move(node)).get();
  }
  void Deepen() { strata_.emplace_back(); }
  Stratum& leaves() { return strata_.back(); }
  Stratum& above() { return strata_[strata_.size() - 2]; }
  Node* Leaf(std::string_view policy) { return Find(leaves(), policy); }
  static Node* Find(Stratum& stratum, std::string_view policy) {
    auto at = stratum.find(policy);
    return at == stratum.end() ? nullptr : at->second.get();
  }
  void Delete(std::string_view policy) {
    if (Node* node = Leaf(policy)) Remove(leaves(), node);
  }
  // Drops nodes that lead nowhere, but for the root and the leaves.
  void Prune() {
    for (size_t i = strata_.size() - 1; i-- > 1;) {
      std::vector<Node*> dead;
      for (auto& [policy, node] : strata_[i]) {
        if (node->children.empty()) dead.push_back(node.get());
      }
      for (Node* node : dead) Remove(strata_[i], node);
    }
  }
  // Whether a policy is valid: one that only "any policy" led to, or "any policy" at the leaves.
  bool HasValidPolicy() {
    if (Leaf(kAny) != nullptr) return true;
    for (Stratum& stratum : strata_) {
      for (auto& [policy, node] : stratum) {
        if (policy != kAny && node->parents.size() == 1 && (*node->parents.begin())->policy == kAny) return true;
      }
    }
    return false;
  }

 private:
  static void Remove(Stratum& stratum, Node* node) {
    for (Node* parent : node->parents) parent->children.erase(node);
    for (Node* child : node->children) child->parents.erase(node);
    stratum.erase(node->policy);
  }
  std::vector<Stratum> strata_;
};

// Adds the stratum of one certificate. `any_allowed`: "any policy" may stand for those not named.
void AddPolicies(const Certificate& c, bool any_allowed, Graph* graph) {
  graph->Deepen();
  std::map<std::string_view, std::vector<Node*>> expecting;
  for (auto& [policy, node] : graph->above()) {
    for (std::string_view expected : node->expected) expecting[expected].push_back(node.get());
  }
  bool names_any = false;
  for (std::string_view policy : c.policies) {
    if (policy == kAny) {
      names_any = true;
      continue;
    }
    auto parents = expecting.find(policy);
    if (parents != expecting.end()) {
      graph->Insert(policy, parents->second);
    } else if (Node* any = Graph::Find(graph->above(), kAny)) {
      graph->Insert(policy, {any});
    }
  }
  if (names_any && any_allowed) {
    for (auto& [policy, parents] : expecting) {
      if (graph->Leaf(policy) == nullptr) graph->Insert(policy, parents);
    }
  }
  graph->Prune();
}

// Policy mappings; false where they map "any policy".
bool MapPolicies(const Certificate& c, bool mapping_allowed, Graph* graph) {
  std::map<std::string_view, std::vector<std::string_view>> mapped;
  for (const auto& [issuer, subject] : c.policy_mappings) {
    if (!mapping_allowed) {
      graph->Delete(issuer);
    } else if (issuer == kAny || subject == kAny) {
      return false;
    } else {
      mapped[issuer].push_back(subject);
    }
  }
  graph->Prune();
  for (auto& [issuer, subjects] : mapped) {
    if (Node* leaf = graph->Leaf(issuer)) {
      leaf->expected = subjects;
    } else if (Node* any = graph->Leaf(kAny)) {
      graph->Insert(issuer, {any})->expected = subjects;
    }
  }
  return true;
}

void Lower(const PolicyLimit& limit, int64_t* left) {
  if (limit.given() && limit.value < *left) *left = limit.value;
}

}  // namespace

bool ArePoliciesValid(CallContext& call, const Chain& chain) {
  if (chain.size() == 1) return true;
  const size_t n = chain.size() - 1;
  // How many certificates further down each of these is still not in force.
  int64_t any_left = static_cast<int64_t>(n) + 1, explicit_left = any_left, mapping_left = any_left;
  std::unique_ptr<Graph> graph = std::make_unique<Graph>();
  for (size_t i = n; i-- > 0;) {
    const Certificate& c = *chain[i];
    bool self_issued = c.raw_issuer == c.raw_subject;
    if (c.policies.empty()) graph.reset();
    if (explicit_left == 0 && graph == nullptr) return false;
    if (graph != nullptr) {
      call.budget.Charge(16 * (1 + c.policies.size() * (1 + c.policy_mappings.size())));
      AddPolicies(c, any_left > 0 || (n - i < n && self_issued), graph.get());
      if (i != 0 && !c.policy_mappings.empty() && !MapPolicies(c, mapping_left > 0, graph.get())) return false;
    }
    if (i == 0) break;
    if (!self_issued) {
      for (int64_t* left : {&explicit_left, &mapping_left, &any_left}) *left -= *left > 0 ? 1 : 0;
    }
    Lower(c.require_explicit_policy, &explicit_left);
    Lower(c.inhibit_policy_mapping, &mapping_left);
    Lower(c.inhibit_any_policy, &any_left);
  }
  if (explicit_left > 0) --explicit_left;
  if (chain[0]->require_explicit_policy.given_zero) explicit_left = 0;
  return explicit_left > 0 || (graph != nullptr && graph->HasValidPolicy());
}

}  // namespace reeve::builtins
