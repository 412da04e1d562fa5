// The text of recursion errors. Held by tests/semantics/recursion_test.cc.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "semantics/recursion.h"

namespace reeve::semantics {
namespace {

constexpr size_t kMostConditions = 2;
constexpr size_t kMostMembers = 5;
constexpr size_t kMostRules = 500;   // in a component that is searched for a cycle without variables

bool StartsWith(const Term& term, VarId name) {
  return term.kind == TermKind::kRef && term.terms[0]->kind == TermKind::kVar && IdOf(*term.terms[0]) == name;
}

// Whether a built-in's declared result admits a value of this kind.
bool MayReturn(std::string_view result, const Term& value) {
  std::string_view kind;
  switch (value.kind) {
    case TermKind::kNull: kind = "null"; break;
    case TermKind::kBoolean: kind = "boolean"; break;
    case TermKind::kNumber: kind = "number"; break;
    case TermKind::kString: kind = "string"; break;
    default: return true;
  }
  if (result == "any" || result == kind) return true;
  return result.starts_with("any<") && absl::StrContains(absl::string_view(result.data(), result.size()),
                                                          absl::string_view(kind.data(), kind.size()));
}

}  // namespace

CycleText::CycleText(Compilation& c, DependencyGraph& graph) : c_(c), graph_(graph) {
  for (Module* module : c.modules) {
    for (Rule* rule : module->rules) {
      for (Rule* r = rule->otherwise; r != nullptr; r = r->otherwise) first_.emplace(r, rule);
    }
  }
}

const std::vector<DataRef>& CycleText::RefsOf(Rule* rule) {
  auto found = refs_.find(rule);
  if (found == refs_.end()) found = refs_.emplace(rule, DataRefsOf(c_, rule)).first;
  return found->second;
}

const Term& CycleText::FullRef(const Rule* rule) {
  auto first = first_.find(rule);
  if (first != first_.end()) rule = first->second;
  const Term*& ref = full_refs_[rule];
  if (ref == nullptr) ref = c_.RuleRef(*rule);
  return *ref;
}

bool CycleText::MaySelect(const Term& ref, const Rule* rule) {
  const Term& full = FullRef(rule);
  for (size_t i = 1; i < std::min(ref.terms.size(), full.terms.size()); ++i) {
    if (IsFixed(*ref.terms[i]) && IsFixed(*full.terms[i]) && !ast::Equal(*ref.terms[i], *full.terms[i])) return false;
  }
  return true;
}

bool CycleText::Selects(const Rule* from, const DataRef& ref, const Rule* rule, std::vector<size_t>* positions) {
  // Variables that may have a value when the ref is evaluated: of the head, and of what stands before.
  VarSet bound;
  HeadVars(from->head, {}, bound);
  for (size_t i = 0; i < std::min(ref.at, from->body.size()); ++i) AddVars(*from->body[i], {}, bound);
  const Term& full = FullRef(rule);
  const Term& sel = ref.selecting();
  bool fixed = true;
  for (size_t i = 1; i < std::min(sel.terms.size(), full.terms.size()); ++i) {
    if (!IsFixed(*full.terms[i])) continue;
    const Term& part = *sel.terms[i];
    if (part.kind == TermKind::kVar && !bound.Contains(IdOf(part))) {
      size_t uses = 0;
      for (const Term* t : sel.terms) uses += t->kind == TermKind::kVar && IdOf(*t) == IdOf(part);
      if (uses == 1) continue;
    }
    if (IsFixed(part)) {
      if (!ast::Equal(part, *full.terms[i])) return false;
      continue;
    }
    if (positions == nullptr) return false;
    fixed = false;
    positions->push_back(i);
  }
  return fixed;
}

const DataRef* CycleText::DynamicEdge(Rule* from, Rule* to) {
  const DataRef* dynamic = nullptr;
  for (const DataRef& ref : RefsOf(from)) {
    bool selects = false;
    for (const Term* expanded : ref.expanded) selects = selects || MaySelect(*expanded, to);
    if (!selects) continue;
    if (!ref.has_var || Selects(from, ref, to, nullptr)) return nullptr;
    if (dynamic == nullptr) dynamic = &ref;
  }
  return dynamic;
}

std::vector<Rule*> CycleText::StaticCycleOf(Rule* rule) {
  std::vector<Rule*> component = graph_.ComponentOf(rule);
  if (component.size() > kMostRules) return {};
  absl::flat_hash_map<Rule*, Rule*> from;
  std::vector<Rule*> queue{rule};
  for (size_t i = 0; i < queue.size(); ++i) {
    Rule* u = queue[i];
    for (Rule* v : component) {
      bool reads = false;
      for (const DataRef& ref : RefsOf(u)) {
        for (const Term* expanded : ref.expanded) reads = reads || MaySelect(*expanded, v);
      }
      if (!reads || DynamicEdge(u, v) != nullptr) continue;
      if (v == rule) {
        std::vector<Rule*> path{rule};
        for (Rule* at = u; at != rule; at = from.at(at)) path.push_back(at);
        path.push_back(rule);
        std::reverse(path.begin(), path.end());
        return path;
      }
      if (from.try_emplace(v, u).second) queue.push_back(v);
    }
  }
  return {};
}

std::string CycleText::Describe(Rule* rule) {
  std::vector<Rule*> path = graph_.CycleOf(rule);
  bool dynamic = false;
  for (size_t i = 1; i < path.size(); ++i) dynamic = dynamic || DynamicEdge(path[i - 1], path[i]) != nullptr;
  const char* verb = " is recursive: ";
  std::string cause;
  if (dynamic) {
    std::vector<Rule*> certain = StaticCycleOf(rule);
    if (!certain.empty()) {
      path = std::move(certain);
    } else {
      verb = " may be recursive: ";
      cause = Cause(path);
    }
  }
  std::string text = absl::StrCat("rule ", c_.ShowRule(*rule), verb);
  for (size_t i = 0; i < path.size(); ++i) absl::StrAppend(&text, i == 0 ? "" : " -> ", c_.ShowRule(*path[i]));
  return text + cause;
}

// Tells of the first step that a variable decides.
std::string CycleText::Cause(const std::vector<Rule*>& path) {
  for (size_t i = 1; i < path.size(); ++i) {
    const DataRef* edge = DynamicEdge(path[i - 1], path[i]);
    if (edge == nullptr) continue;
    Term* shown = ast::Copy(c_.tree, *edge->source);
    shown->terms.resize(std::min(shown->terms.size(), FullRef(path[i]).terms.size()));
    std::string text = absl::StrCat(" (", c_.Show(*shown));
    if (i > 1) absl::StrAppend(&text, " in ", c_.ShowRule(*path[i - 1]));
    std::vector<Condition> conditions;
    bool told = Conditions(path[i - 1], *edge, path[i], &conditions) && !conditions.empty() && conditions.size() <= kMostConditions;
    for (const Condition& condition : conditions) told = told && CanHold(path[i - 1], *edge, condition);
    if (!told) return absl::StrCat(text, " could refer to ", c_.ShowRule(*path[i]), ")");
    absl::StrAppend(&text, " refers to ", c_.ShowRule(*path[i]));
    for (size_t k = 0; k < conditions.size(); ++k) {
      absl::StrAppend(&text, k == 0 ? " if " : " and ", c_.Show(*conditions[k].term), " is ",
                      ast::Print(*conditions[k].value));
      std::string note = Note(path[i - 1], *edge, conditions[k]);
      if (!note.empty()) absl::StrAppend(&text, " (", note, ")");
    }
    return text + ")";
  }
  return "";
}

bool CycleText::Conditions(const Rule* from, const DataRef& ref, const Rule* target, std::vector<Condition>* out) {
  std::vector<size_t> positions;
  Selects(from, ref, target, &positions);
  const Term& full = FullRef(target);
  for (size_t position : positions) {
    const Term* term = ref.source->terms[position];
    bool known = false;
    for (const Condition& condition : *out) {
      if (!ast::Equal(*condition.term, *term)) continue;
      if (!ast::Equal(*condition.value, *full.terms[position])) return false;
      known = true;
    }
    if (!known) out->push_back({position, term, full.terms[position]});
  }
  return true;
}

bool CycleText::CanHold(Rule* from, const DataRef& ref, const Condition& condition) {
  const Term& term = *ref.source->terms[condition.position];
  if (term.kind != TermKind::kVar) return true;
  std::optional<Origin> origin = OriginOf(from, ref.at, IdOf(term));
  if (!origin.has_value()) return true;
  if (origin->from == From::kCollection) {
    std::optional<Value> wanted = ConstantOf(c_, *condition.value);
    for (Value member : MembersOf(origin->collection)) {
      if (wanted.has_value() && member == *wanted) return true;
    }
    return false;
  }
  if (origin->from != From::kBuiltin) return true;
  const capabilities::Builtin* builtin = c_.builtins.Find(origin->builtin);
  return builtin == nullptr || builtin->result.empty() || MayReturn(builtin->result, *condition.value);
}

std::string CycleText::Note(Rule* from, const DataRef& ref, const Condition& condition) {
  const Term& term = *ref.source->terms[condition.position];
  if (term.kind == TermKind::kRef) {
    return StartsWith(term, c_.names.data) ? "rule values aren't known at compile time" : "";
  }
  if (term.kind != TermKind::kVar) return "";
  std::optional<Origin> origin = OriginOf(from, ref.at, IdOf(term));
  if (!origin.has_value()) return "";
  std::string name = c_.Show(*condition.term);
  switch (origin->from) {
    case From::kInput: return absl::StrCat(name, " comes from ", c_.Show(*origin->ref));
    case From::kRule:
      return absl::StrCat(name, " comes from rule ", ast::Print(*origin->ref),
                          ", whose value isn't known at compile time");
    case From::kCollection: {
      size_t count = MembersOf(origin->collection).size();
      if (count > kMostMembers) return absl::StrCat(name, " is one of ", count, " values");
      return absl::StrCat(name, " is one of ", origin->collection.ToRego());
    }
    case From::kBuiltin: return absl::StrCat(name, " is computed by ", std::string(origin->builtin));
    case From::kHeadKey: return absl::StrCat(name, " is a key of ", c_.ShowRule(*from));
    case From::kHeadArgument: return absl::StrCat(name, " is an argument of ", c_.ShowRule(*from));
  }
  return "";
}

// Where the variable gets its value: from the expressions before `at`, or from the head.
std::optional<CycleText::Origin> CycleText::OriginOf(Rule* rule, size_t at, VarId v) {
  absl::flat_hash_map<VarId, const Term*> bindings;
  absl::flat_hash_map<VarId, std::string_view> outputs;
  for (size_t i = 0; i < std::min(at, rule->body.size()); ++i) {
    const Expr& expr = *rule->body[i];
    if (expr.negated || !expr.with.empty() || expr.kind != ExprKind::kCall) continue;
    if (c_.IsEq(expr) && expr.terms.size() == 3) {
      if (expr.terms[1]->kind == TermKind::kVar) bindings.try_emplace(IdOf(*expr.terms[1]), expr.terms[2]);
      if (expr.terms[2]->kind == TermKind::kVar) bindings.try_emplace(IdOf(*expr.terms[2]), expr.terms[1]);
      continue;
    }
    const capabilities::Builtin* builtin = c_.FindCallee(*expr.terms[0]).builtin;
    if (builtin == nullptr || expr.terms.size() != builtin->arity + 2) continue;
    if (expr.terms.back()->kind == TermKind::kVar) outputs[IdOf(*expr.terms.back())] = builtin->name;
  }
  auto prefix = [&](const Term& ref) {
    Term* copy = ast::Copy(c_.tree, ref);
    size_t n = 1;
    while (n < copy->terms.size() && IsFixed(*copy->terms[n])) ++n;
    copy->terms.resize(n);
    return copy;
  };
  auto follow = [&](const Term* term) -> const Term* {
    for (size_t steps = 0; term != nullptr && term->kind == TermKind::kVar && steps <= bindings.size(); ++steps) {
      auto found = bindings.find(IdOf(*term));
      term = found == bindings.end() ? nullptr : found->second;
    }
    return term;
  };
  for (size_t depth = 0; depth <= rule->body.size(); ++depth) {
    auto output = outputs.find(v);
    if (output != outputs.end()) return Origin{From::kBuiltin, nullptr, {}, output->second};
    auto bound = bindings.find(v);
    if (bound == bindings.end()) break;
    const Term& term = *bound->second;
    if (term.kind == TermKind::kVar) {
      v = IdOf(term);
      continue;
    }
    if (term.kind != TermKind::kRef) break;
    if (StartsWith(term, c_.names.input)) return Origin{From::kInput, prefix(term), {}, {}};
    if (StartsWith(term, c_.names.data)) return Origin{From::kRule, prefix(term), {}, {}};
    if (term.terms.size() == 2 && !IsFixed(*term.terms[1])) {
      const Term* collection = follow(term.terms[0]);
      std::optional<Value> value = collection == nullptr ? std::nullopt : ConstantOf(c_, *collection);
      if (value.has_value() && !IsScalar(*collection)) return Origin{From::kCollection, nullptr, *value, {}};
    }
    break;
  }
  for (const Term* arg : rule->head.args) {
    if (arg->kind == TermKind::kVar && IdOf(*arg) == v) return Origin{From::kHeadArgument, nullptr, {}, {}};
  }
  if (rule->head.key != nullptr && rule->head.key->kind == TermKind::kVar && IdOf(*rule->head.key) == v) {
    return Origin{From::kHeadKey, nullptr, {}, {}};
  }
  for (size_t i = 1; i < rule->head.ref->terms.size(); ++i) {
    const Term& part = *rule->head.ref->terms[i];
    if (part.kind == TermKind::kVar && IdOf(part) == v) return Origin{From::kHeadKey, nullptr, {}, {}};
  }
  return std::nullopt;
}

}  // namespace reeve::semantics
