// Rule index: of a rule or function with many bodies, those whose test on one path or argument can hold.
//
//     allow if { input.method == "GET"; input.path == "/p1" }      index on input.path: "/p1" → body 0, "/p2" → body 1 ...
//     allow if { x := input; x.path == "/p2" }                     bodies without such a test are tried for every value
//     allow if input.path in {"/p3", "/p4"}                         index on each
//     allow if startswith(input.path, "/p5/")                       index on the first bytes; endswith: on the last
//     allow if glob.match("/p6/*", ["/"], input.path)               index on the text before the first wildcard, or behind the last
//     port("http") := 80                                           index on the first argument
//
// What has the most distinct constants is chosen. The cost of a call does not grow with bodies that cannot match. A value of
// another type than the test's operand is no match, as in OPA's index (v1/ast/index.go): no error is met either.
#include <algorithm>

#include "plan/calls.h"
#include "plan/planner.h"
#include "value/compare.h"
#include "value/table.h"

namespace reeve::plan {

using program::RuleIndex;

namespace {
constexpr size_t kWorthwhile = 4;  // bodies; fewer are tried one by one about as fast

bool IsScalar(const ast::Term& term) { return term.kind <= ast::TermKind::kString; }

bool IsTest(const ast::Expr& expr) { return expr.kind == ast::ExprKind::kCall && !expr.negated && expr.with.empty(); }

// The operator's dotted name.
std::string NameOf(const ast::Term& op) {
  std::string name(op.text);
  for (const ast::Term* part : op.terms) name += (name.empty() ? "" : ".") + std::string(part->text);
  return name;
}

// What delimits the segments of a glob, as OPA's index reads it: all of them in a row. None: not a constant list of strings.
std::optional<std::string> Delimiter(const ast::Term& delimiters) {
  if (delimiters.kind != ast::TermKind::kArray) return std::nullopt;
  std::string delimiter = delimiters.terms.empty() ? "." : "";
  for (const ast::Term* term : delimiters.terms) {
    if (term->kind != ast::TermKind::kString) return std::nullopt;
    delimiter += term->text;
  }
  return delimiter;
}

}  // namespace

std::optional<AffixTest> AffixTestOf(const ast::Expr& expr) {
  if (!IsTest(expr)) return std::nullopt;
  std::string name = NameOf(*expr.terms[0]);
  bool prefix = name == "startswith";
  if ((prefix || name == "endswith") && expr.terms.size() == 3 && expr.terms[2]->kind == ast::TermKind::kString) {
    return AffixTest{prefix ? "startswith" : "endswith", expr.terms[1], prefix ? RuleIndex::Part::kPrefix : RuleIndex::Part::kSuffix, expr.terms[2]->text};
  }
  if (name != "glob.match" || expr.terms.size() != 4 || expr.terms[1]->kind != ast::TermKind::kString) return std::nullopt;
  std::optional<std::string> delimiter = Delimiter(*expr.terms[2]);
  std::string_view pattern = expr.terms[1]->text;
  if (!delimiter || delimiter->empty() || pattern.find_first_of("?[]{}\\") != std::string_view::npos) return std::nullopt;
  for (size_t star = pattern.find('*'); star != std::string_view::npos; star = pattern.find('*', star + 1)) {
    bool begins = star == 0 || pattern.substr(0, star).ends_with(*delimiter);
    bool ends = star + 1 == pattern.size() || pattern.substr(star + 1).starts_with(*delimiter);
    if (!begins || !ends) return std::nullopt;
  }
  if (!pattern.starts_with('*')) return AffixTest{"glob.match", expr.terms[3], RuleIndex::Part::kPrefix, pattern.substr(0, pattern.find('*'))};
  return AffixTest{"glob.match", expr.terms[3], RuleIndex::Part::kSuffix, pattern.substr(pattern.rfind('*') + 1)};
}

// The tests that every success of `rule` passes: constants by what they are compared with.
std::vector<Planner::IndexTest> Planner::FindTests(const ast::Rule& rule) const {
  std::vector<IndexTest> tests;
  if (rule.otherwise != nullptr) return tests;
  absl::flat_hash_map<std::string_view, IndexChoice> named;  // what a var stands for
  auto subject = [&](const ast::Term& term) -> IndexChoice {
    const ast::Term& first = term.kind == ast::TermKind::kRef ? *term.terms[0] : term;
    auto found = first.kind == ast::TermKind::kVar ? named.find(first.text) : named.end();
    ast::Term path;
    path.kind = ast::TermKind::kRef;
    if (found == named.end()) {
      if (!IsBasePath(term)) return {};
      path.terms = term.kind == ast::TermKind::kRef ? term.terms : std::vector{const_cast<ast::Term*>(&term)};
    } else if (term.terms.empty()) {
      return found->second;
    } else {
      bool ground = std::all_of(term.terms.begin() + 1, term.terms.end(), [](const ast::Term* t) { return IsScalar(*t); });
      if (found->second.path.empty() || !ground) return {};  // no paths into arguments
      path.terms = found->second.path;
      path.terms.insert(path.terms.end(), term.terms.begin() + 1, term.terms.end());
    }
    std::string key = ast::Print(path);
    return {std::move(path.terms), 0, std::move(key)};
  };
  for (uint32_t i = 0; i < rule.head.args.size(); ++i) {
    const ast::Term& argument = *rule.head.args[i];
    IndexChoice choice{{}, i, "argument " + std::to_string(i)};
    if (argument.kind == ast::TermKind::kVar) named.emplace(argument.text, std::move(choice));
    else if (IsScalar(argument)) tests.push_back({std::move(choice), {*ConstantOf(argument)}, RuleIndex::Part::kWhole});
  }
  for (const ast::Expr* expr : rule.body) {
    if (!IsTest(*expr)) continue;
    const ast::Term& op = *expr->terms[0];
    std::string name = NameOf(op);
    if (mocked_.contains(name)) continue;
    if (IsMember(op) && expr->terms.size() == 3) {
      IndexChoice choice = subject(*expr->terms[1]);
      std::optional<Value> members = choice.key.empty() ? std::nullopt : ConstantOf(*expr->terms[2]);
      if (!members || !(members->is_array() || members->is_set())) continue;
      IndexTest& test = tests.emplace_back();
      test.choice = std::move(choice);
      test.part = RuleIndex::Part::kWhole;
      for (size_t i = 0; i < members->size(); ++i) test.constants.push_back(members->at(i));
      continue;
    }
    if (std::optional<AffixTest> affix = AffixTestOf(*expr)) {
      IndexChoice choice = affix->text.empty() ? IndexChoice() : subject(*affix->subject);
      if (!choice.key.empty()) tests.push_back({std::move(choice), {Value::BorrowedString(affix->text)}, affix->part});
      continue;
    }
    if (expr->terms.size() != 3 || (name != "eq" && name != "equal")) continue;
    for (size_t side : {1, 2}) {
      const ast::Term& other = *expr->terms[3 - side];
      bool names = expr->from_assignment && side == 2 && other.kind == ast::TermKind::kVar;
      if (!names && !IsScalar(other)) continue;
      IndexChoice choice = subject(*expr->terms[side]);
      if (choice.key.empty()) continue;
      if (names) named.emplace(other.text, std::move(choice));
      else tests.push_back({std::move(choice), {*ConstantOf(other)}, RuleIndex::Part::kWhole});
      break;
    }
  }
  return tests;
}

std::optional<Planner::IndexChoice> Planner::ChooseIndex(const std::vector<const ast::Rule*>& rules) const {
  if (!options_.rule_index || options_.trace || rules.size() < kWorthwhile) return std::nullopt;
  if (mocked_.contains("equal") || mocked_.contains("eq")) return std::nullopt;
  struct Candidate { IndexChoice choice; absl::flat_hash_map<std::string, bool> constants; };
  absl::flat_hash_map<std::string, Candidate> candidates;
  for (const ast::Rule* rule : rules) {
    for (IndexTest& test : FindTests(*rule)) {
      Candidate& candidate = candidates[test.choice.key];
      for (const Value& constant : test.constants) candidate.constants[static_cast<char>('0' + static_cast<int>(test.part)) + constant.ToRego()] = true;
      candidate.choice = std::move(test.choice);
    }
  }
  const Candidate* best = nullptr;
  for (const auto& [key, candidate] : candidates) {
    size_t n = candidate.constants.size();
    if (best == nullptr || n > best->constants.size() || (n == best->constants.size() && key < best->choice.key)) best = &candidate;
  }
  if (best == nullptr || best->constants.size() < kWorthwhile) return std::nullopt;
  return best->choice;
}

Statement Planner::BeginIndex(const IndexChoice& choice, const std::vector<const ast::Rule*>& rules) {
  Location at = rules.front()->location;
  // The indexed value, undef where there is no such path.
  uint16_t value = static_cast<uint16_t>(choice.argument);
  if (!choice.path.empty()) {
    ast::Term path;
    path.kind = ast::TermKind::kRef;
    path.location = at;
    path.terms = choice.path;
    value = NewRegister();
    Emit(Op::kLoadUndef, at, value);
    Open(StatementKind::kCollect, at);
    MoveTo(value, PlanRef(path), at);
    Close();
  }

  RuleIndex index;
  absl::flat_hash_map<uint32_t, std::vector<uint32_t>> by_tag;  // entries with that tag
  for (uint32_t body = 0; body < rules.size(); ++body) {
    std::optional<IndexTest> known;
    for (IndexTest& test : FindTests(*rules[body])) {
      if (test.choice.key != choice.key || (known && known->part == RuleIndex::Part::kWhole)) continue;
      known = std::move(test);
    }
    if (!known) {
      index.always.push_back(body);
      continue;
    }
    for (const Value& constant : known->constants) {
      uint32_t constant_index = ConstantIndex(constant);
      Value own = plan_.tables.constants[constant_index];
      RuleIndex::Entry* entry = nullptr;
      for (uint32_t e : by_tag[plan_.tables.tags[constant_index]]) {
        if (index.entries[e].part == known->part && value::Equal(index.entries[e].constant, own)) entry = &index.entries[e];
      }
      if (entry == nullptr) {
        by_tag[plan_.tables.tags[constant_index]].push_back(static_cast<uint32_t>(index.entries.size()));
        entry = &index.entries.emplace_back();
        entry->part = known->part;
        entry->constant = own;
        if (entry->part != RuleIndex::Part::kWhole) {
          uint32_t length = static_cast<uint32_t>(own.string().size());
          bool occurs = std::any_of(index.affixes.begin(), index.affixes.end(),
                                    [&](const RuleIndex::Affix& a) { return a.part == entry->part && a.length == length; });
          if (!occurs) index.affixes.push_back({entry->part, length});
        }
      }
      if (entry->bodies.empty() || entry->bodies.back() != body) entry->bodies.push_back(body);
    }
  }
  size_t slots = 4;
  while (slots < index.entries.size() * 2) slots *= 2;
  index.slots.assign(slots, 0);
  for (uint32_t e = 0; e < index.entries.size(); ++e) {
    size_t at_slot = RuleIndex::SlotOf(index.entries[e].part, index.entries[e].constant) & (slots - 1);
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
