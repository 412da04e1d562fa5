// Calls: comparisons as tests, membership, built-ins, functions of the policy, and calls that a `with` may replace.
#include <algorithm>

#include "plan/planner.h"

namespace reeve::plan {

// A comparison whose result is not used is one instruction. True if `name` is one.
bool Planner::PlanTest(std::string_view name, const std::vector<ast::Term*>& terms, Location at) {
  struct Comparison { std::string_view name; Op op; bool swapped; };
  static constexpr Comparison kComparisons[] = {
      {"equal", Op::kEqual, false}, {"neq", Op::kNotEqual, false}, {"lt", Op::kLess, false},
      {"lte", Op::kLessEqual, false}, {"gt", Op::kLess, true}, {"gte", Op::kLessEqual, true},
  };
  if (terms.size() != 3 || mocked_.contains(std::string(name))) return false;
  for (const Comparison& comparison : kComparisons) {
    if (comparison.name != name) continue;
    if (comparison.op == Op::kEqual && (HasUnbound(*terms[1]) || HasUnbound(*terms[2]))) {
      Unify(*terms[1], *terms[2], at);
      return true;
    }
    Operand left = PlanTerm(*terms[1]);
    Operand right = PlanTerm(*terms[2]);
    if (comparison.swapped) std::swap(left, right);
    TraceValues(left, right, at);
    Emit(comparison.op, at, 0, left.place, right.place);
    return true;
  }
  return false;
}

// `x in xs`: a test where x is known, a loop where it is to be bound.
void Planner::PlanMember(const std::vector<ast::Term*>& terms, Location at) {
  bool keyed = terms.size() == 4;
  const ast::Term* key = keyed ? terms[1] : nullptr;
  const ast::Term& value = *terms[keyed ? 2 : 1];
  Operand collection = PlanTerm(*terms.back());
  if (key == nullptr && !HasUnbound(value)) {
    Operand known = PlanTerm(value);
    TraceValues(known, collection, at);
    Emit(Op::kMember, at, 0, known.place, collection.place);
    return;
  }
  if (key != nullptr && !HasUnbound(*key)) {
    Operand known = PlanTerm(*key);
    Operand found = Register(std::max(collection.level, known.level));
    Emit(Op::kIndex, at, found.place, collection.place, known.place);
    return UnifyWith(value, found, at);
  }
  Loop loop;
  OpenScan(collection, key != nullptr, true, at, &loop);
  if (key != nullptr) UnifyWith(*key, {loop.key, level()}, at);
  UnifyWith(value, {loop.value, level()}, at);
}

Operand Planner::PlanCall(const ast::Term& op, const std::vector<ast::Term*>& terms, size_t first, size_t count,
                          Location at) {
  std::vector<Operand> arguments;
  for (size_t i = 0; i < count; ++i) arguments.push_back(PlanTerm(*terms[first + i]));
  std::string name, masked;
  if (op.kind == ast::TermKind::kVar) name = op.text;
  for (const ast::Term* part : op.terms) {
    masked += masked.empty() ? "" : masked == "data" ? "." : "\x1f";
    name += (name.empty() ? "" : ".") + std::string(part->text);
    masked += part->text;
  }
  bool data = op.kind == ast::TermKind::kRef && op.terms[0]->text == "data";
  uint16_t deepest = 0;
  for (const Operand& argument : arguments) deepest = std::max(deepest, argument.level);
  if (auto mocked = mocked_.find(data ? masked : name); mocked != mocked_.end()) {
    Operand result = Register(deepest);
    uint16_t start = Consecutive(arguments, at);
    Emit(Op::kCallMocked, at, result.place, start, static_cast<uint16_t>(count), mocked->second);
    next_register_ = start;
    return result;
  }
  if (data) {
    const DocumentNode* node = &policy_.root;
    for (size_t i = 1; i < op.terms.size() && node != nullptr; ++i) node = node->Find(op.terms[i]->text);
    if (node == nullptr || node->rules.empty()) {
      error_ = Status(Code::kEvalInternal, "call of " + name + ", which was not checked");
      return Constant(Value::Null(), at);
    }
    return PlanFunction(plan_.tables.documents[document_of_.at(node)].function, arguments, at);
  }
  // As a function, unification of known values is equality.
  if (name == "eq" || name == "assign") name = "equal";
  const capabilities::Builtin* builtin = builtins_.Find(name);
  if (builtin == nullptr) {
    error_ = Status(Code::kRegoType, "undefined function " + name);
    return Constant(Value::Null(), at);
  }
  return PlanBuiltin(builtin->id, arguments, at);
}

Operand Planner::PlanBuiltin(uint32_t id, const std::vector<Operand>& arguments, Location at) {
  uint16_t deepest = 0;
  for (const Operand& argument : arguments) deepest = std::max(deepest, argument.level);
  Operand result = Register(deepest);
  if (arguments.size() == 1) {
    Emit(Op::kBuiltin1, at, result.place, arguments[0].place, 0, id);
  } else if (arguments.size() == 2) {
    Emit(Op::kBuiltin2, at, result.place, arguments[0].place, arguments[1].place, id);
  } else {
    uint16_t start = Consecutive(arguments, at);
    Emit(Op::kBuiltinN, at, result.place, start, static_cast<uint16_t>(arguments.size()), id);
    next_register_ = start;
  }
  return result;
}

// The callee's frame starts at the arguments, which are the last registers in use.
Operand Planner::PlanFunction(uint32_t function, const std::vector<Operand>& arguments, Location at) {
  uint16_t deepest = 0;
  for (const Operand& argument : arguments) deepest = std::max(deepest, argument.level);
  Operand result = Register(deepest);
  uint16_t start = Consecutive(arguments, at);
  Emit(Op::kCall, at, result.place, start, static_cast<uint16_t>(arguments.size()), function);
  next_register_ = start;
  return result;
}

}  // namespace reeve::plan
