// Rules: complete documents and functions with their else chains and defaults, partial sets and objects.
//
// A complete rule with several bodies needs all of them to agree. When every body gives the same constant the first
// success decides; otherwise each result goes through AssignOnce, and loops whose further rounds cannot change the
// value are left at once.
#include <algorithm>

#include "plan/planner.h"
#include "value/compare.h"

namespace reeve::plan {

bool Planner::SameConstantValue(const std::vector<const ast::Rule*>& rules) const {
  std::optional<Value> common;
  for (const ast::Rule* rule : rules) {
    for (const ast::Rule* link = rule; link != nullptr; link = link->otherwise) {
      std::optional<Value> value = link->head.value == nullptr ? Value::Boolean(true) : ConstantOf(*link->head.value);
      if (!value || (common && !value::Equal(*common, *value))) return false;
      common = value;
    }
  }
  return true;
}

void Planner::BindArguments(const ast::Rule& rule) {
  for (size_t i = 0; i < rule.head.args.size(); ++i) {
    UnifyWith(*rule.head.args[i], {static_cast<uint16_t>(i), 0}, rule.head.args[i]->location);
  }
}

void Planner::PlanComplete(const std::vector<const ast::Rule*>& rules, const ast::Rule* fallback) {
  Location at = rules.empty() ? fallback->location : rules.front()->location;
  bool exits = options_.early_exit && SameConstantValue(rules);
  std::optional<uint16_t> result;
  if (!exits && !rules.empty()) {
    result = NewRegister();
    Emit(Op::kLoadUndef, at, *result);
  }
  if (std::optional<IndexChoice> choice = ChooseIndex(rules)) {
    blocks_.back()->push_back(BeginIndex(*choice, rules));
    Block* outer = blocks_.back();
    size_t indexed = outer->size() - 1;
    for (size_t i = 0; i < rules.size(); ++i) {
      blocks_.push_back(&(*outer)[indexed].blocks[i]);
      PlanChain(*rules[i], result, exits);
      blocks_.pop_back();
    }
  } else {
    for (const ast::Rule* rule : rules) PlanChain(*rule, result, exits);
  }
  if (result) {
    Open(StatementKind::kCollect, at);
    Emit(Op::kIsDefined, at, 0, *result);
    Emit(Op::kReturn, at, 0, *result);
    Close();
  }
  if (fallback != nullptr) {
    BindArguments(*fallback);
    // To a trace a default is a body of its own that succeeds, not more of the last rule's.
    if (options_.trace) Emit(Op::kTraceBody, fallback->location, 0, 0, 0, TracePoint(fallback->location, rule_name_));
    PlanBody(fallback->body);  // what the value was taken out of, if it is a comprehension
    Operand value = PlanTerm(*fallback->head.value);
    if (options_.trace) Emit(Op::kTraceExpr, fallback->location, 0, 0, 0, TracePoint(Location(), rule_name_));
    Emit(Op::kReturnDefault, fallback->location, 0, value.place);
  } else {
    Emit(Op::kReturnUndef, at);
  }
}

// One body and its else bodies, each tried only if those before it had no result.
void Planner::PlanChain(const ast::Rule& rule, std::optional<uint16_t> result, bool exits) {
  uint32_t registers = next_register_;
  std::optional<uint16_t> chain = result;
  uint32_t is_function = rule.head.has_args ? 1 : 0;
  if (result && rule.otherwise != nullptr) {
    chain = NewRegister();
    Emit(Op::kLoadUndef, rule.location, *chain);
  }
  uint32_t link_registers = next_register_;
  for (const ast::Rule* link = &rule; link != nullptr; link = link->otherwise) {
    size_t scope = OpenScope();
    Open(StatementKind::kAttempt, link->location);
    if (link != &rule && chain) Emit(Op::kIsUndef, link->location, 0, *chain);
    if (options_.trace) Emit(Op::kTraceBody, link->location, 0, 0, 0, TracePoint(link->location, rule_name_));
    BindArguments(link->head.args.empty() ? rule : *link);
    std::vector<const ast::Term*> head;
    if (link->head.value != nullptr) head.push_back(link->head.value);
    PlanRuleBody(link->body, head);
    Location at = link->head.value != nullptr ? link->head.value->location : link->location;
    Operand value = link->head.value != nullptr ? PlanTerm(*link->head.value) : Constant(Value::Boolean(true), at);
    EndRuleBody();
    if (options_.trace) Emit(Op::kTraceExpr, at, 0, 0, 0, TracePoint(Location(), rule_name_));
    if (exits) {
      Emit(Op::kReturn, at, 0, value.place);
    } else {
      Emit(Op::kAssignOnce, link->location, *chain, value.place, 0, is_function);
      ContinueAt(value.level, at);
    }
    Close();
    CloseScope(scope);
    next_register_ = link_registers;
  }
  if (result && chain != result) {
    Open(StatementKind::kCollect, rule.location);
    Emit(Op::kIsDefined, rule.location, 0, *chain);
    Emit(Op::kAssignOnce, rule.location, *result, *chain, 0, is_function);
    Close();
  }
  next_register_ = registers;
}

void Planner::PlanPartial(const DocumentNode& node, const std::vector<const ast::Rule*>& rules, const ast::Rule* fallback) {
  bool whole_set = node.children.empty();
  bool has_default = fallback != nullptr;
  for (const ast::Rule* rule : rules) whole_set = whole_set && rule->head.key != nullptr && rule->head.value == nullptr;
  size_t depth = 0;
  for (const DocumentNode* n = &node; n->parent != nullptr; n = n->parent) ++depth;
  for (const ast::Rule* rule : rules) {
    size_t path = rule->head.ref->terms.size() - 1;
    if (rule->head.ref->terms.front()->text != "data") path += rule->module->package->terms.size();
    whole_set = whole_set && path == depth;
  }
  Location at = node.rules.front()->location;
  uint16_t result = NewRegister();
  Emit(whole_set ? Op::kNewSet : Op::kNewObject, at, result);
  if (std::optional<IndexChoice> choice = ChooseIndex(rules)) {
    blocks_.back()->push_back(BeginIndex(*choice, rules));
    Block* outer = blocks_.back();
    size_t indexed = outer->size() - 1;
    for (size_t i = 0; i < rules.size(); ++i) {
      blocks_.push_back(&(*outer)[indexed].blocks[i]);
      PlanPartialBody(*rules[i], node, result, whole_set);
      blocks_.pop_back();
    }
  } else {
    for (const ast::Rule* rule : rules) PlanPartialBody(*rule, node, result, whole_set);
  }
  std::vector<std::string_view> path;
  for (const auto& child : node.children) {
    path = {child->key};
    PlanChildren(*child, result, path);
  }
  if (has_default) {
    // A default beside dynamic refs: the object as a whole defaults when nothing was inserted.
    Open(StatementKind::kCollect, at);
    Emit(Op::kIsObject, at, 0, result, 0, 0);
    Operand value = PlanTerm(*fallback->head.value);
    Emit(Op::kReturnDefault, fallback->location, 0, value.place);
    Close();
  }
  Emit(Op::kReturn, at, 0, result);
}

void Planner::PlanPartialBody(const ast::Rule& rule, const DocumentNode& node, uint16_t result, bool whole_set) {
  size_t depth = 0;
  for (const DocumentNode* n = &node; n->parent != nullptr; n = n->parent) ++depth;
  const std::vector<ast::Term*>& ref = rule.head.ref->terms;
  // The ref's elements behind the node: those of a full ref stand at depth + 1 on, of a local one after the package's.
  size_t first = ref.front()->text == "data" ? depth + 1 : depth + 1 - rule.module->package->terms.size();
  uint32_t registers = next_register_;
  size_t scope = OpenScope();
  Location at = rule.location;
  Open(StatementKind::kAttempt, at);
  if (options_.trace) Emit(Op::kTraceBody, at, 0, 0, 0, TracePoint(at, rule_name_));
  bool is_set = rule.head.key != nullptr && rule.head.value == nullptr;
  const ast::Term* leaf = is_set ? rule.head.key : rule.head.value;
  std::vector<const ast::Term*> head(ref.begin() + static_cast<ptrdiff_t>(std::min(first, ref.size())), ref.end());
  if (leaf != nullptr) head.push_back(leaf);
  PlanRuleBody(rule.body, head);
  std::vector<Operand> path;
  uint16_t deepest = 0;
  for (size_t i = first; i < ref.size(); ++i) {
    path.push_back(PlanTerm(*ref[i]));
    deepest = std::max(deepest, path.back().level);
  }
  Operand value = leaf != nullptr ? PlanTerm(*leaf) : Constant(Value::Boolean(true), at);
  EndRuleBody();
  deepest = std::max(deepest, value.level);
  if (options_.trace) Emit(Op::kTraceExpr, at, 0, 0, 0, TracePoint(Location(), rule_name_));
  if (whole_set) {
    Emit(Op::kAddMember, at, result, value.place);
  } else if (!is_set && path.size() == 1) {
    Emit(Op::kInsert, at, result, path[0].place, value.place);
  } else {
    std::vector<Operand> all = path;
    all.push_back(value);
    uint16_t start = Consecutive(all, at);
    Emit(is_set ? Op::kAddPath : Op::kInsertPath, at, result, start, static_cast<uint16_t>(path.size()),
         start + static_cast<uint32_t>(path.size()));
  }
  ContinueAt(deepest, at);
  Close();
  CloseScope(scope);
  next_register_ = registers;
}

// Documents below a partial one (p.a := 1 beside p[x] := ...) are part of its value.
void Planner::PlanChildren(const DocumentNode& node, uint16_t result, std::vector<std::string_view>& path) {
  if (!node.rules.empty()) {
    if (!node.rules.front()->head.args.empty()) return;
    uint32_t registers = next_register_;
    Location at = node.rules.front()->location;
    Open(StatementKind::kCollect, at);
    Operand value = CallDocument(document_of_.at(&node), at);
    std::vector<Operand> all;
    for (std::string_view key : path) all.push_back(Constant(Value::BorrowedString(key), at));
    // A set's members join those that the dynamic rules put at its place.
    const ast::Rule& rule = *node.rules.front();
    bool is_set = !rule.is_default && rule.head.key != nullptr && rule.head.value == nullptr;
    Loop members;
    if (is_set) {
      OpenScan(value, false, true, at, &members);
      value = {members.value, level()};
    }
    all.push_back(value);
    uint16_t start = Consecutive(all, at);
    Emit(is_set ? Op::kAddPath : Op::kInsertPath, at, result, start, static_cast<uint16_t>(path.size()),
         start + static_cast<uint32_t>(path.size()));
    Close();
    next_register_ = registers;
    return;  // that rule's value includes what is below it
  }
  for (const auto& child : node.children) {
    path.push_back(child->key);
    PlanChildren(*child, result, path);
    path.pop_back();
  }
}

}  // namespace reeve::plan
