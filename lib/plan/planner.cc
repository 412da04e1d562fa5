// The planner's machinery: emitting statements, opening and closing constructs, registers, constants, scopes.
// What the statements of each Rego construct are stands in the plan_*.cc files. Tested by tests/plan and tests/golden.
#include "plan/planner.h"

#include "value/compare.h"
#include "value/format.h"
#include "value/table.h"

namespace reeve::plan {

Planner::Planner(const semantics::Policy& policy, const capabilities::Builtins& builtins, const CompileOptions& options)
    : policy_(policy), builtins_(builtins), options_(options) {}

Result<Plan> Planner::Run() {
  CollectMocks();
  NumberDocuments(policy_.root, program::kNone, "data", false);
  for (auto& [name, number] : mocked_) {
    program::Mocked& mocked = plan_.tables.mocked[number];
    if (mocked.is_builtin) continue;
    const DocumentNode* node = &policy_.root;
    std::string_view rest = name;
    rest.remove_prefix(std::min(rest.size(), std::string_view("data.").size()));
    while (node != nullptr && !rest.empty()) {
      size_t dot = rest.find('\x1f');
      node = node->Find(rest.substr(0, dot));
      rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    if (node == nullptr) return Status(Code::kEvalInternal, "a `with` replaces a function that does not exist: " + name);
    mocked.id = plan_.tables.documents[document_of_[node]].function;
  }
  // PlanDocument may not add functions: all nodes were numbered before.
  for (uint32_t f = 0; f < node_of_function_.size() && error_.ok(); ++f) PlanDocument(f);
  if (policy_.query != nullptr && error_.ok()) PlanQuery();
  if (!error_.ok()) return error_;
  for (std::unique_ptr<Function>& grouping : groupings_) plan_.functions.push_back(std::move(*grouping));
  return std::move(plan_);
}

Result<Plan> Compile(const semantics::Policy& policy, const capabilities::Builtins& builtins,
                     const CompileOptions& options) {
  return Planner(policy, builtins, options).Run();
}

// ---- emitting ----

Statement& Planner::Emit(Op op, Location at, uint16_t a, uint16_t b, uint16_t c, uint32_t d) {
  Statement& s = blocks_.back()->emplace_back();
  s.op = op;
  s.a = a;
  s.b = b;
  s.c = c;
  s.d = d;
  s.location = at;
  return s;
}

Statement& Planner::Open(StatementKind kind, Location at) {
  Statement& s = blocks_.back()->emplace_back();
  s.kind = kind;
  s.location = at;
  s.blocks.resize(kind == StatementKind::kOr ? 2 : 1);
  open_marks_.push_back(blocks_.size());
  loop_marks_.push_back(loops_.size());
  blocks_.push_back(&s.blocks[0]);
  return s;
}

void Planner::NextBlock() {
  Block* first = blocks_[open_marks_.back()];
  blocks_.resize(open_marks_.back());
  loops_.resize(loop_marks_.back());
  blocks_.push_back(first + 1);
}

void Planner::Close() {
  blocks_.resize(open_marks_.back());
  loops_.resize(loop_marks_.back());
  open_marks_.pop_back();
  loop_marks_.pop_back();
}

void Planner::Succeed(Location at) {
  Statement& s = blocks_.back()->emplace_back();
  s.kind = StatementKind::kSucceed;
  s.location = at;
}

void Planner::ContinueAt(uint16_t value_level, Location at) {
  if (!options_.early_exit || value_level >= loops_.size()) return;
  Statement& s = blocks_.back()->emplace_back();
  s.kind = StatementKind::kContinue;
  s.location = at;
  // Loops that were open before this attempt or comprehension began belong to others: leaving is all that is possible.
  bool own = value_level > loop_marks_.back();
  s.d = own ? loops_[value_level - 1] : 0;
}

void Planner::OpenScan(Operand collection, bool want_key, bool want_value, Location at, Loop* loop) {
  uint16_t position = NewRegister();
  loop->key = want_key || options_.trace ? NewRegister() : program::kNoRegister;
  loop->value = want_value ? NewRegister() : program::kNoRegister;
  Statement& s = blocks_.back()->emplace_back();
  s.kind = StatementKind::kScan;
  s.location = at;
  s.a = position;
  s.b = collection.place;
  s.c = loop->key;
  s.d = loop->value;
  s.loop = ++next_loop_;
  s.blocks.resize(1);
  loops_.push_back(s.loop);
  blocks_.push_back(&s.blocks[0]);
  if (options_.trace) Emit(Op::kTraceLoop, at, 0, collection.place, loop->key, TracePoint(at, rule_name_));
}

uint16_t Planner::NewRegister(uint32_t count) {
  uint32_t first = next_register_;
  next_register_ += count;
  if (next_register_ > most_registers_) most_registers_ = next_register_;
  if (next_register_ > program::kMaxRegisters && error_.ok()) {
    error_ = Status(Code::kSizeLimit, std::string(rule_name_) + ": one rule needs more than " +
                                          std::to_string(program::kMaxRegisters) + " registers: split it");
  }
  return static_cast<uint16_t>(std::min<uint32_t>(first, program::kMaxRegisters - 1));
}

uint16_t Planner::Consecutive(const std::vector<Operand>& operands, Location at) {
  uint16_t first = NewRegister(static_cast<uint32_t>(operands.size()));
  for (size_t i = 0; i < operands.size(); ++i) {
    MoveTo(static_cast<uint16_t>(first + i), operands[i], at);
  }
  return first;
}

void Planner::MoveTo(uint16_t place, Operand value, Location at) {
  if (!value.is_constant()) Emit(Op::kMove, at, place, value.place);
  else Emit(Op::kLoadConst, at, place, 0, 0, value.place & ~program::kConstantBit);
}

uint32_t Planner::ConstantIndex(const Value& value) {
  std::string key;
  bool shared = value.kind() <= Kind::kString;
  if (shared) {
    key = static_cast<char>('0' + static_cast<int>(value.kind()));
    if (value.is_string()) key += value.string();
    else value::AppendRego(value, key);
    auto found = constant_of_.find(key);
    if (found != constant_of_.end()) return found->second;
  }
  uint32_t index = static_cast<uint32_t>(plan_.tables.constants.size());
  Value own = value::DeepCopy(*plan_.tables.arena, value);
  plan_.tables.constants.push_back(own);
  plan_.tables.tags.push_back(value::Tag(own));
  if (shared) constant_of_.emplace(std::move(key), index);
  return index;
}

Operand Planner::Constant(const Value& value, Location at) {
  uint32_t index = ConstantIndex(value);
  if (index < program::kConstantBit - 1u) return {static_cast<uint16_t>(index | program::kConstantBit), 0};
  Operand loaded = Register(0);
  Emit(Op::kLoadConst, at, loaded.place, 0, 0, index);
  return loaded;
}

uint32_t Planner::TracePoint(Location at, std::string_view rule) {
  plan_.tables.trace_points.push_back({at, std::string(rule)});
  return static_cast<uint32_t>(plan_.tables.trace_points.size() - 1);
}

void Planner::TraceValues(Operand left, Operand right, Location at) {
  if (!options_.trace) return;
  Emit(Op::kTraceValues, at, 0, left.place, right.place, static_cast<uint32_t>(plan_.tables.trace_points.size() - 1));
}

// ---- scopes ----

void Planner::Bind(std::string_view var, Operand operand) {
  Binding& binding = scope_[var];
  undo_.emplace_back(var, binding);
  binding = {operand, true};
}

const Operand* Planner::Lookup(std::string_view var) const {
  auto found = scope_.find(var);
  return found == scope_.end() || !found->second.bound ? nullptr : &found->second.operand;
}

void Planner::CloseScope(size_t mark) {
  while (undo_.size() > mark) {
    scope_[undo_.back().first] = undo_.back().second;
    undo_.pop_back();
  }
}

void Planner::BeginFunction(Function* function) {
  static_cast<FunctionState&>(*this) = FunctionState();
  function_ = function;
  next_register_ = most_registers_ = function->head.arity;
  blocks_ = {&function->body};
  rule_name_ = function->head.name;
}

}  // namespace reeve::plan
