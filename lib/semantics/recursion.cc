// RecordDependencies and CheckRecursion: no rule may depend on itself. Which rules a ref reads is taken from its text: a variable in
// brackets reads everything below. The graph is built before bodies are ordered, for its errors tell of bodies as written.
// Cost: linear in the policy and the number of distinct patterns of refs with variables.
// Held by tests/semantics/recursion_test.cc.
#include "semantics/recursion.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace reeve::semantics {
namespace {

// Whether the constants of a rule's ref allow what `ref` asks for from its element i on.
bool MayIntersect(const Rule& rule, const Term& ref, size_t i) {
  const size_t package = rule.module->package->terms.size();
  const std::vector<Term*>& head = rule.head.ref->terms;
  for (; i < ref.terms.size() && i < package + head.size(); ++i) {
    if (i <= package) continue;  // the tree has compared these
    const Term& a = *head[i - package];
    const Term& b = *ref.terms[i];
    if (IsScalar(a) && IsScalar(b) && !ast::Equal(a, b)) return false;
  }
  return true;
}

}  // namespace

DependencyGraph::Vertex DependencyGraph::NewVertex(Rule* rule) {
  edges_.emplace_back();
  rules_.push_back(rule);
  return static_cast<Vertex>(edges_.size() - 1);
}

DependencyGraph::Vertex DependencyGraph::VertexOf(Rule* rule) {
  auto [at, fresh] = by_rule_.try_emplace(rule, 0);
  if (fresh) at->second = NewVertex(rule);
  return at->second;
}

void DependencyGraph::Build() {
  ForEachRule(c_, [&](Rule* rule) { AddRuleEdges(rule); });
  FindComponents();
}

void DependencyGraph::AddRuleEdges(Rule* rule) {
  Vertex from = VertexOf(rule);
  for (const DataRef& ref : DataRefsOf(c_, rule)) {
    for (const Term* expanded : ref.expanded) Walk(from, c_.rules.root(), *expanded, 1);
  }
}

void DependencyGraph::Walk(Vertex from, const RuleNode* node, const Term& ref, size_t i) {
  for (; i < ref.terms.size(); ++i) {
    if (!IsFixed(*ref.terms[i])) {
      Vertex pattern = Pattern(node, ref, i);
      edges_[from].push_back(pattern);
      return;
    }
    node = c_.rules.Child(node, *ref.terms[i]);
    if (node == nullptr) return;
    AddMatching(from, node, ref, i + 1);
  }
  Vertex subtree = Subtree(node);
  edges_[from].push_back(subtree);
}

// The rules at the node that the rest of the ref may select.
void DependencyGraph::AddMatching(Vertex from, const RuleNode* node, const Term& ref, size_t i) {
  if (node->rules.empty()) return;
  bool all = true;
  for (const Rule* rule : node->rules) all = all && MayIntersect(*rule, ref, i);
  if (all) {
    Vertex own = Own(node);
    edges_[from].push_back(own);
    return;
  }
  for (Rule* rule : node->rules) {
    if (!MayIntersect(*rule, ref, i)) continue;
    for (Rule* r = rule; r != nullptr; r = r->otherwise) {
      Vertex to = VertexOf(r);
      edges_[from].push_back(to);
    }
  }
}

DependencyGraph::Vertex DependencyGraph::Own(const RuleNode* node) {
  auto [at, fresh] = own_.try_emplace(node, 0);
  if (!fresh) return at->second;
  Vertex vertex = at->second = NewVertex(nullptr);
  for (Rule* rule : node->rules) {
    for (Rule* r = rule; r != nullptr; r = r->otherwise) {
      Vertex to = VertexOf(r);
      edges_[vertex].push_back(to);
    }
  }
  return vertex;
}

DependencyGraph::Vertex DependencyGraph::Subtree(const RuleNode* node) {
  auto [at, fresh] = subtree_.try_emplace(node, 0);
  if (!fresh) return at->second;
  Vertex vertex = at->second = NewVertex(nullptr);
  if (!node->rules.empty()) {
    Vertex own = Own(node);
    edges_[vertex].push_back(own);
  }
  for (const RuleNode* child : node->children) {
    Vertex below = Subtree(child);
    edges_[vertex].push_back(below);
  }
  return vertex;
}

// What ref[i..] may select below the node, where ref[i] is a variable.
DependencyGraph::Vertex DependencyGraph::Pattern(const RuleNode* node, const Term& ref, size_t i) {
  std::string key = absl::StrCat(absl::Hex(reinterpret_cast<uintptr_t>(node)));
  for (size_t k = i; k < ref.terms.size(); ++k) {
    const Term& part = *ref.terms[k];
    absl::StrAppend(&key, IsFixed(part) ? absl::StrCat("=", ast::Print(part)) : std::string("*"), "\n");
  }
  auto [at, fresh] = patterns_.try_emplace(std::move(key), 0);
  if (!fresh) return at->second;
  Vertex vertex = at->second = NewVertex(nullptr);
  for (const RuleNode* child : node->children) {
    AddMatching(vertex, child, ref, i + 1);
    Walk(vertex, child, ref, i + 1);
  }
  return vertex;
}

// Tarjan's strongly connected components, with a stack of its own.
void DependencyGraph::FindComponents() {
  constexpr uint32_t kNone = UINT32_MAX;
  const size_t n = edges_.size();
  std::vector<uint32_t> order(n, kNone), low(n, 0);
  component_.assign(n, kNone);
  std::vector<Vertex> open;
  std::vector<std::pair<Vertex, size_t>> calls;
  uint32_t next = 0;
  for (Vertex root = 0; root < n; ++root) {
    if (order[root] != kNone) continue;
    calls.emplace_back(root, 0);
    order[root] = low[root] = next++;
    open.push_back(root);
    while (!calls.empty()) {
      auto& [v, edge] = calls.back();
      if (edge < edges_[v].size()) {
        Vertex w = edges_[v][edge++];
        if (order[w] == kNone) {
          order[w] = low[w] = next++;
          open.push_back(w);
          calls.emplace_back(w, 0);
        } else if (component_[w] == kNone) {
          low[v] = std::min(low[v], order[w]);
        }
        continue;
      }
      Vertex done = v;
      calls.pop_back();
      if (!calls.empty()) low[calls.back().first] = std::min(low[calls.back().first], low[done]);
      if (low[done] != order[done]) continue;
      uint32_t id = static_cast<uint32_t>(component_size_.size());
      component_size_.push_back(0);
      Vertex w;
      do {
        w = open.back();
        open.pop_back();
        component_[w] = id;
        ++component_size_[id];
      } while (w != done);
    }
  }
}

std::vector<Rule*> DependencyGraph::RulesOnCycles() {
  std::vector<Rule*> out;
  std::vector<const RuleNode*> work{c_.rules.root()};
  while (!work.empty()) {
    const RuleNode* node = work.back();
    work.pop_back();
    for (Rule* rule : node->rules) {
      for (Rule* r = rule; r != nullptr; r = r->otherwise) {
        Vertex v = by_rule_.at(r);
        bool self = std::find(edges_[v].begin(), edges_[v].end(), v) != edges_[v].end();
        if (self || component_size_[component_[v]] > 1) out.push_back(r);
      }
    }
    work.insert(work.end(), node->children.rbegin(), node->children.rend());
  }
  return out;
}

std::vector<Rule*> DependencyGraph::ComponentOf(const Rule* rule) const {
  std::vector<Rule*> out;
  uint32_t component = component_[by_rule_.at(rule)];
  for (Vertex v = 0; v < rules_.size(); ++v) {
    if (rules_[v] != nullptr && component_[v] == component) out.push_back(rules_[v]);
  }
  return out;
}

std::vector<Rule*> DependencyGraph::InOrder() {
  std::vector<Vertex> starts;
  for (Vertex v = 0; v < rules_.size(); ++v) {
    if (rules_[v] != nullptr) starts.push_back(v);
  }
  std::stable_sort(starts.begin(), starts.end(), [&](Vertex a, Vertex b) {
    return c_.errors.Before(rules_[a]->location, rules_[b]->location);
  });
  std::vector<Rule*> out;
  std::vector<bool> seen(edges_.size(), false);
  std::vector<std::pair<Vertex, size_t>> open;
  for (Vertex start : starts) {
    if (seen[start]) continue;
    seen[start] = true;
    open.emplace_back(start, 0);
    while (!open.empty()) {
      auto& [v, edge] = open.back();
      if (edge < edges_[v].size()) {
        const Vertex w = edges_[v][edge++];
        if (!seen[w]) {
          seen[w] = true;
          open.emplace_back(w, 0);
        }
        continue;
      }
      if (rules_[v] != nullptr) out.push_back(rules_[v]);
      open.pop_back();
    }
  }
  return out;
}

std::vector<Rule*> DependencyGraph::DependentsOf(const Term& ref) {
  const Vertex target = NewVertex(nullptr);
  Walk(target, c_.rules.root(), ref, 1);
  if (dependents_.size() < edges_.size()) {
    dependents_.assign(edges_.size(), {});
    for (Vertex v = 0; v < edges_.size(); ++v) {
      for (Vertex w : edges_[v]) dependents_[w].push_back(v);
    }
  }
  std::vector<Rule*> out;
  std::vector<bool> seen(edges_.size(), false);
  std::vector<Vertex> work;
  auto add = [&](Vertex v) {
    if (seen[v]) return;
    seen[v] = true;
    work.push_back(v);
  };
  // First what the ref reads, through sets of rules ...
  add(target);
  for (size_t i = 0; i < work.size(); ++i) {
    if (rules_[work[i]] != nullptr) continue;
    for (Vertex w : edges_[work[i]]) add(w);
  }
  std::vector<Vertex> read;
  for (Vertex v : work) {
    if (rules_[v] != nullptr) read.push_back(v);
  }
  // ... then what reads that.
  work.clear();
  seen.assign(edges_.size(), false);
  for (Vertex v : read) add(v);
  for (size_t i = 0; i < work.size(); ++i) {
    if (rules_[work[i]] != nullptr) out.push_back(rules_[work[i]]);
    for (Vertex w : dependents_[work[i]]) add(w);
  }
  return out;
}

std::vector<Rule*> DependencyGraph::CycleOf(Rule* rule) {
  const Vertex start = by_rule_.at(rule);
  absl::flat_hash_map<Vertex, Vertex> from;
  std::vector<Vertex> queue{start};
  for (size_t i = 0; i < queue.size(); ++i) {
    Vertex v = queue[i];
    for (Vertex w : edges_[v]) {
      if (component_[w] != component_[start]) continue;
      if (w == start) {
        std::vector<Rule*> path{rule};
        for (Vertex at = v; at != start; at = from.at(at)) {
          if (rules_[at] != nullptr) path.push_back(rules_[at]);
        }
        path.push_back(rule);
        std::reverse(path.begin(), path.end());
        return path;
      }
      if (from.try_emplace(w, v).second) queue.push_back(w);
    }
  }
  return {rule, rule};
}

void RecordDependencies(Compilation& c) {
  c.graph = std::make_shared<DependencyGraph>(c);
  c.graph->Build();
  CycleText text(c, *c.graph);
  for (Rule* rule : c.graph->RulesOnCycles()) {
    c.recursive.insert(rule);
    if (c.options.legacy || (c.options.max_errors != 0 && c.cycles.size() >= c.options.max_errors)) continue;
    c.cycles.push_back({rule->location, text.Describe(rule)});
  }
}

void CheckRecursion(Compilation& c) {
  for (Compilation::Cycle& cycle : c.cycles) c.errors.Add(Code::kRegoRecursion, cycle.at, std::move(cycle.message));
}

}  // namespace reeve::semantics
