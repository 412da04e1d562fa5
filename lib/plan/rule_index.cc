// Rule index: of a rule with many bodies, those whose equality test on one input path can hold.
//
//     allow if { input.method == "GET"; input.path == "/p1" }      index on input.path: "/p1" → body 0, "/p2" → body 1 ...
//     allow if { input.path == "/p2" }                             bodies without such a test are tried for every value
//
// The path with the most distinct constants is chosen. The cost of a call does not grow with bodies that cannot match.
#include "plan/planner.h"
#include "value/compare.h"
#include "value/table.h"

namespace reeve::plan {

namespace {
constexpr size_t kWorthwhile = 4;  // bodies; fewer are tried one by one about as fast

// An expression `input.a.b == constant` or the other way around.
struct EqualityTest { const ast::Term* ref = nullptr; const ast::Term* constant = nullptr; };

bool IsInputPath(const ast::Term& term) {
  if (term.kind != ast::TermKind::kRef || term.terms.size() < 2 || term.terms[0]->kind != ast::TermKind::kVar ||
      term.terms[0]->text != "input") return false;
  for (size_t i = 1; i < term.terms.size(); ++i) {
    if (term.terms[i]->kind != ast::TermKind::kString) return false;
  }
  return true;
}

bool IsScalar(const ast::Term& term) { return term.kind <= ast::TermKind::kString; }

EqualityTest FindTest(const ast::Expr& expr) {
  if (expr.kind != ast::ExprKind::kCall || expr.negated || !expr.with.empty() || expr.terms.size() != 3) return {};
  const ast::Term& op = *expr.terms[0];
  std::string_view name = op.kind == ast::TermKind::kRef && op.terms.size() == 1 ? op.terms[0]->text : op.text;
  if (name != "eq" && name != "equal") return {};
  const ast::Term& left = *expr.terms[1];
  const ast::Term& right = *expr.terms[2];
  if (IsInputPath(left) && IsScalar(right)) return {&left, &right};
  if (IsInputPath(right) && IsScalar(left)) return {&right, &left};
  return {};
}

std::string PathKey(const ast::Term& ref) {
  std::string key;
  for (size_t i = 1; i < ref.terms.size(); ++i) {
    key += ref.terms[i]->text;
    key += '\x1f';
  }
  return key;
}

}  // namespace

std::optional<Planner::IndexChoice> Planner::ChooseIndex(const std::vector<const ast::Rule*>& rules) const {
  if (!options_.rule_index || options_.trace || rules.size() < kWorthwhile) return std::nullopt;
  if (mocked_.contains("equal") || mocked_.contains("eq")) return std::nullopt;
  struct Candidate { const ast::Term* ref = nullptr; absl::flat_hash_map<std::string, bool> constants; };
  absl::flat_hash_map<std::string, Candidate> candidates;
  for (const ast::Rule* rule : rules) {
    if (rule->otherwise != nullptr) continue;
    for (const ast::Expr* expr : rule->body) {
      EqualityTest test = FindTest(*expr);
      if (test.ref == nullptr) continue;
      Candidate& candidate = candidates[PathKey(*test.ref)];
      candidate.ref = test.ref;
      candidate.constants[ast::Print(*test.constant)] = true;
    }
  }
  const Candidate* best = nullptr;
  std::string best_key;
  for (const auto& [key, candidate] : candidates) {
    size_t n = candidate.constants.size();
    if (best == nullptr || n > best->constants.size() || (n == best->constants.size() && key < best_key)) {
      best = &candidate;
      best_key = key;
    }
  }
  if (best == nullptr || best->constants.size() < kWorthwhile) return std::nullopt;
  return IndexChoice{best->ref, best_key};
}

Statement Planner::BeginIndex(const IndexChoice& choice, const std::vector<const ast::Rule*>& rules) {
  Location at = rules.front()->location;
  // The indexed value, undef where the input has no such path.
  uint16_t value = NewRegister();
  Emit(Op::kLoadUndef, at, value);
  Open(StatementKind::kCollect, at);
  Operand found = PlanTerm(*choice.ref);
  MoveTo(value, found, at);
  Close();

  program::RuleIndex index;
  absl::flat_hash_map<uint32_t, std::vector<uint32_t>> by_tag;  // entries with that tag
  for (uint32_t body = 0; body < rules.size(); ++body) {
    const ast::Term* constant = nullptr;
    if (rules[body]->otherwise == nullptr) {
      for (const ast::Expr* expr : rules[body]->body) {
        EqualityTest test = FindTest(*expr);
        if (test.ref != nullptr && PathKey(*test.ref) == choice.key) constant = test.constant;
      }
    }
    std::optional<Value> known = constant == nullptr ? std::nullopt : ConstantOf(*constant);
    if (!known) {
      index.always.push_back(body);
      continue;
    }
    uint32_t constant_index = ConstantIndex(*known);
    Value own = plan_.tables.constants[constant_index];
    program::RuleIndex::Entry* entry = nullptr;
    for (uint32_t e : by_tag[plan_.tables.tags[constant_index]]) {
      if (value::Equal(index.entries[e].constant, own)) entry = &index.entries[e];
    }
    if (entry == nullptr) {
      by_tag[plan_.tables.tags[constant_index]].push_back(static_cast<uint32_t>(index.entries.size()));
      entry = &index.entries.emplace_back();
      entry->constant = own;
    }
    entry->bodies.push_back(body);
  }
  size_t slots = 4;
  while (slots < index.entries.size() * 2) slots *= 2;
  index.slots.assign(slots, 0);
  for (uint32_t e = 0; e < index.entries.size(); ++e) {
    size_t at_slot = value::Tag(index.entries[e].constant) & (slots - 1);
    while (index.slots[at_slot] != 0) at_slot = (at_slot + 1) & (slots - 1);
    index.slots[at_slot] = e + 1;
  }
  index.body_targets.assign(rules.size(), 0);  // Assemble knows them
  plan_.tables.indexes.push_back(std::move(index));

  Statement s;
  s.kind = StatementKind::kIndexed;
  s.location = at;
  s.a = NewRegister();
  s.b = value;
  s.d = static_cast<uint32_t>(plan_.tables.indexes.size() - 1);
  s.blocks.resize(rules.size());
  return s;
}

}  // namespace reeve::plan
