// Comprehensions, and those in a loop whose values are collected once, by the loop's keys (OPA's comprehension index):
//
//     some e in input.exposed                       groups := {key: [p.port | some p in input.ports; key := p.interface]}, once
//     ports := [p.port | some p in input.ports; p.interface == e.name]     ports := groups[e.name], or [] if there is none
//
// so that n rounds over n members cost O(n). Keys are the vars that the loop gives and that the body can bind itself, and paths
// into such vars. The body is then evaluated for all keys, also where that ends in an error; so what OPA does not index
// (v1/ast/compile.go, buildComprehensionIndices) is not indexed here: keys in the brackets of refs, in closures, in negated
// expressions, in calls; paths into vars, which OPA does not index either, are keys only where nothing can err. Object
// comprehensions are evaluated one by one: a group that nobody asks for may have a key with two values.
#include <algorithm>

#include "plan/calls.h"
#include "plan/planner.h"
#include "value/table.h"

namespace reeve::plan {
namespace {

bool IsClosure(const ast::Term& term) {
  return term.kind == ast::TermKind::kArrayComprehension || term.kind == ast::TermKind::kSetComprehension ||
         term.kind == ast::TermKind::kObjectComprehension;
}

// Puts a var in place of each ref that is equal to `ref`.
void Replace(ast::Term& term, const ast::Term& ref, std::string_view var);
void Replace(ast::Expr& expr, const ast::Term& ref, std::string_view var) {
  for (ast::Term* term : expr.terms) {
    if (term != nullptr) Replace(*term, ref, var);
  }
}
void Replace(ast::Term& term, const ast::Term& ref, std::string_view var) {
  if (term.kind == ast::TermKind::kRef && ast::Equal(term, ref)) {
    term.kind = ast::TermKind::kVar;
    term.text = var;
    term.terms.clear();
    return;
  }
  for (ast::Term* child : term.terms) Replace(*child, ref, var);
  for (ast::Expr* expr : term.body) Replace(*expr, ref, var);
}

}  // namespace

Operand Planner::PlanComprehension(const ast::Term& term) {
  if (std::optional<Grouping> grouping = FindGrouping(term)) {
    if (std::optional<uint32_t> function = PlanGrouping(term, *grouping)) return PlanGroup(term, *grouping, *function);
  }
  Location at = term.location;
  // What it depends on from outside is not looked for: it counts as changing with every open loop.
  Operand result = Register(level());
  bool array = term.kind == ast::TermKind::kArrayComprehension, object = term.kind == ast::TermKind::kObjectComprehension;
  Emit(array ? Op::kNewArray : object ? Op::kNewObject : Op::kNewSet, at, result.place);
  size_t scope = OpenScope();
  uint32_t registers = next_register_;
  Open(StatementKind::kCollect, at);
  PlanBody(term.body);
  Operand first = PlanTerm(*term.terms[0]);
  if (object) {
    Operand second = PlanTerm(*term.terms[1]);
    Emit(Op::kInsert, at, result.place, first.place, second.place);
    ContinueAt(std::max(first.level, second.level), at);
  } else if (array) {
    Emit(Op::kAppend, at, result.place, first.place);
  } else {
    Emit(Op::kAddMember, at, result.place, first.place);
    ContinueAt(first.level, at);
  }
  Close();
  CloseScope(scope);
  next_register_ = registers;
  return result;
}

// The keys by which the comprehension could be grouped, if it is worth it: it stands in a loop that gives one of them.
std::optional<Planner::Grouping> Planner::FindGrouping(const ast::Term& term) {
  if (!options_.comprehension_index || options_.trace || level() == 0) return std::nullopt;
  if (term.kind == ast::TermKind::kObjectComprehension) return std::nullopt;
  if (mocked_.contains("eq") || mocked_.contains("equal")) return std::nullopt;
  Grouping grouping;
  for (const ast::Expr* expr : term.body) {
    if (!FindGroupKeys(*expr, true, &grouping)) return std::nullopt;
  }
  for (const ast::Term* head : term.terms) {
    if (!FindGroupKeys(*head, true, &grouping)) return std::nullopt;
  }
  bool loops = std::any_of(grouping.keys.begin(), grouping.keys.end(), [](const GroupKey& k) { return k.operand.level > 0; });
  bool paths = std::any_of(grouping.keys.begin(), grouping.keys.end(), [](const GroupKey& k) { return k.ref != nullptr; });
  if (!loops || (paths && (MayErr(term.body) || MayErr(*term.terms[0])))) return std::nullopt;
  return grouping;
}

bool Planner::FindGroupKeys(const ast::Expr& expr, bool allowed, Grouping* grouping) {
  if (!expr.with.empty() || IsPrint(expr)) return false;
  bool call = expr.kind == ast::ExprKind::kCall;
  allowed = allowed && !expr.negated && (call || expr.kind == ast::ExprKind::kTerm) && !(call && IsMember(*expr.terms[0]));
  for (size_t i = call ? 1 : 0; i < expr.terms.size(); ++i) {
    if (expr.terms[i] != nullptr && !FindGroupKeys(*expr.terms[i], allowed, grouping)) return false;
  }
  for (const ast::Body* body : {&expr.body, &expr.rhs}) {
    for (const ast::Expr* inner : *body) {
      if (!FindGroupKeys(*inner, false, grouping)) return false;
    }
  }
  return true;
}

// False: a key stands where it is not `allowed`.
bool Planner::FindGroupKeys(const ast::Term& term, bool allowed, Grouping* grouping) {
  if (term.kind == ast::TermKind::kVar) {
    const Operand* known = Lookup(term.text);
    if (known == nullptr) return true;
    if (!known->is_constant() && !allowed) return false;
    std::vector<GroupKey>& found = known->is_constant() ? grouping->constants : grouping->keys;
    if (std::none_of(found.begin(), found.end(), [&](const GroupKey& k) { return k.name == term.text; })) found.push_back({term.text, *known});
    return true;
  }
  bool ref = term.kind == ast::TermKind::kRef, closure = IsClosure(term);
  const Operand* base = ref && term.terms[0]->kind == ast::TermKind::kVar ? Lookup(term.terms[0]->text) : nullptr;
  bool ground = std::all_of(term.terms.begin() + ref, term.terms.end(), [](const ast::Term* t) { return t->kind <= ast::TermKind::kString; });
  if (allowed && base != nullptr && !base->is_constant() && ground) {
    std::string name = ast::Print(term);  // no var's name: it has a dot or bracket
    for (const GroupKey& key : grouping->keys) {
      if (key.name == name) return true;
    }
    grouping->keys.push_back({tree_.arena().CopyText(name), *base, &term});
    return true;
  }
  for (size_t i = term.kind == ast::TermKind::kCall ? 1 : 0; i < term.terms.size(); ++i) {
    if (!FindGroupKeys(*term.terms[i], allowed && !closure && !(ref && i > 0), grouping)) return false;
  }
  for (const ast::Expr* expr : term.body) {
    if (!FindGroupKeys(*expr, false, grouping)) return false;
  }
  return true;
}

// A function without arguments, remembered as rules are, that collects the groups; none if the body does not bind the keys.
std::optional<uint32_t> Planner::PlanGrouping(const ast::Term& original, const Grouping& grouping) {
  Location at = original.location;
  ast::Term& term = *ast::Copy(tree_, original);
  for (const GroupKey& key : grouping.keys) {
    if (key.ref != nullptr) Replace(term, *key.ref, key.name);
  }
  size_t mark = groupings_.size();
  auto function = std::make_unique<Function>();
  function->head.name = std::string(rule_name_) + " groups";
  function->head.is_rule = true;
  function->head.location = at;
  FunctionState outer = std::move(static_cast<FunctionState&>(*this));
  Status before = std::exchange(error_, Status());
  BeginFunction(function.get());
  rule_name_ = outer.rule_name_;
  for (const GroupKey& constant : grouping.constants) Bind(constant.name, constant.operand);

  uint16_t groups = NewRegister();
  Emit(Op::kNewObject, at, groups);
  Open(StatementKind::kCollect, at);
  PlanBody(term.body);
  std::vector<Operand> path;
  bool bound = true;
  for (const GroupKey& key : grouping.keys) {
    const Operand* known = Lookup(key.name);
    bound = bound && known != nullptr;
    if (known != nullptr) path.push_back(*known);
  }
  path.push_back(PlanTerm(*term.terms[0]));
  uint16_t deepest = 0;
  for (const Operand& part : path) deepest = std::max(deepest, part.level);
  uint16_t start = Consecutive(path, at), steps = static_cast<uint16_t>(path.size() - 1);
  bool array = term.kind == ast::TermKind::kArrayComprehension;
  Emit(array ? Op::kAppendPath : Op::kAddPath, at, groups, start, steps, static_cast<uint32_t>(start) + steps);
  if (!array) ContinueAt(deepest, at);
  Close();
  Emit(Op::kReturn, at, 0, groups);
  EndFunction();

  bound = bound && error_.ok();
  static_cast<FunctionState&>(*this) = std::move(outer);
  error_ = std::move(before);
  if (!bound) {
    groupings_.resize(mark);
    return std::nullopt;
  }
  groupings_.push_back(std::move(function));
  return static_cast<uint32_t>(node_of_function_.size() + (policy_.query != nullptr ? 1 : 0) + groupings_.size() - 1);
}

Operand Planner::PlanGroup(const ast::Term& term, const Grouping& grouping, uint32_t function) {
  Location at = term.location;
  uint16_t deepest = 0;
  for (const GroupKey& key : grouping.keys) deepest = std::max(deepest, key.operand.level);
  Operand result = Register(deepest);
  uint32_t registers = next_register_;
  Arena& arena = *plan_.tables.arena;
  bool array = term.kind == ast::TermKind::kArrayComprehension;
  Value empty = array ? value::Access::Array(nullptr, 0) : value::Access::Set(value::NewTable(arena, 1, 0));
  MoveTo(result.place, Constant(empty, at), at);
  Open(StatementKind::kCollect, at);
  Operand group = Register(0);
  Emit(Op::kCallRule, at, group.place, static_cast<uint16_t>(std::min<uint32_t>(next_register_, program::kMaxRegisters)), 0, function);
  for (const GroupKey& key : grouping.keys) {
    Operand operand = key.ref != nullptr ? PlanTerm(*key.ref) : key.operand;
    Emit(Op::kIndex, at, group.place, group.place, operand.place);
  }
  MoveTo(result.place, group, at);
  Close();
  next_register_ = registers;
  return result;
}

}  // namespace reeve::plan
