// The dispatch loop: one case an instruction, in the order of opcodes.def, with computed goto.
//
// Interface: Machine::Evaluate. A call pushes a Frame and goes on in the same loop; only documents that are found at run time
// and replaced functions enter the loop anew (Rule, bounded by kMaxNestedRuns). Work is counted in `steps` and charged at
// loops, calls and built-ins, which every endless program passes. Exempt from the size rule: one switch, kept whole.
// Tested by tests/vm, tests/golden and the conformance suites.
#include "vm/machine.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "value/compare.h"
#include "value/table.h"
#include "vm/growing.h"

namespace reeve::vm {

using program::Instruction;
using program::kConstantBit;
using program::kNone;
using program::kNoRegister;
using program::Op;
using value::Access;
using value::Equal;
using value::Table;

namespace {

constexpr uint32_t kFirstSegment = 2048;   // values
constexpr uint32_t kNextSegment = 16384;
constexpr uint32_t kStepsPerCharge = 512;
constexpr uint32_t kMaxNestedRuns = 200;   // each takes some hundred bytes of the thread's stack

// The member of `v` under a constant string key with a known tag, or null.
inline const Value* FieldOf(const Value& v, const Value& key, uint32_t tag) {
  if (v.kind() != Kind::kObject) return nullptr;
  const Table* table = Access::TableOf(v);
  if (table->index == nullptr) {
    const uint32_t* tags = table->tags;
    for (uint32_t i = 0, n = table->size; i < n; ++i) {
      if (tags[i] == tag && Equal(table->key(i), key)) return &table->value(i);
    }
    return nullptr;
  }
  int64_t at = value::FindTagged(table, key, tag);
  return at < 0 ? nullptr : &table->value(static_cast<uint32_t>(at));
}

// Look-up in a value that is no handle. False: undefined.
inline bool Lookup(const Value& collection, const Value& key, Value* result) {
  switch (collection.kind()) {
    case Kind::kArray: {
      std::optional<int64_t> at = Access::IsInt64(key) && key.is_number() ? Access::Int64(key)
                                  : key.is_number()                       ? key.integer()
                                                                          : std::nullopt;
      if (!at || *at < 0 || *at >= static_cast<int64_t>(Access::Size(collection))) return false;
      *result = Access::Elements(collection)[*at];
      return true;
    }
    case Kind::kObject: {
      const Table* table = Access::TableOf(collection);
      int64_t at = value::Find(table, key);
      if (at < 0) return false;
      *result = table->value(static_cast<uint32_t>(at));
      return true;
    }
    case Kind::kSet: {
      const Table* table = Access::TableOf(collection);
      int64_t at = value::Find(table, key);
      if (at < 0) return false;
      *result = table->key(static_cast<uint32_t>(at));
      return true;
    }
    default: return false;
  }
}

inline void ChargeCompare(const Value& a, const Value& b, Budget& budget) {
  if (a.kind() >= Kind::kArray && b.kind() >= Kind::kArray) value::ChargeCompare(a, b, budget);
}

inline void ChargeKey(const Value& key, Budget& budget) {
  if (key.kind() >= Kind::kArray) value::ChargeWalk(key, budget);
}

// Sorting compares each composite member about as often as there are halvings.
void ChargeSort(const Table* table, Budget& budget) {
  budget.Charge(table->size);
  uint64_t before = budget.spent();
  for (uint32_t i = 0; i < table->size; ++i) ChargeKey(table->key(i), budget);
  uint64_t halvings = static_cast<uint64_t>(std::bit_width(table->size));
  budget.Charge((budget.spent() - before) * halvings);
}

bool IsMember(const Value& member, const Value& collection, Budget& budget) {
  switch (collection.kind()) {
    case Kind::kArray: {
      const Value* elements = Access::Elements(collection);
      uint32_t size = Access::Size(collection);
      for (uint32_t i = 0; i < size; ++i) {
        ChargeCompare(elements[i], member, budget);
        if (!Equal(elements[i], member)) continue;
        budget.Charge(i + 1);
        return true;
      }
      budget.Charge(size);
      return false;
    }
    case Kind::kObject: {
      const Table* table = Access::TableOf(collection);
      budget.Charge(table->size);
      for (uint32_t i = 0; i < table->size; ++i) {
        ChargeCompare(table->value(i), member, budget);
        if (Equal(table->value(i), member)) return true;
      }
      return false;
    }
    case Kind::kSet:
      ChargeKey(member, budget);
      return value::Find(Access::TableOf(collection), member) >= 0;
    default: return false;
  }
}

// Bodies of a rule still to be tried.
struct BodyList { const uint32_t* next; const uint32_t* end; };

}  // namespace

Machine::Machine(const program::Program& program, const Natives& natives, Scratch& scratch, Budget& budget,
                 text::PatternCache& patterns, const capabilities::Environment& environment, const MachineOptions& options,
                 const std::optional<Value>& input, const std::optional<Value>& data)
    : program_(program), natives_(natives), scratch_(scratch), budget_(budget), options_(options),
      call_{scratch.arena, budget, patterns, environment, options.max_value_depth, options.max_integer_digits} {
  scratch.arena.set_budget(&budget);
  base_overlay_.id = scratch.next_overlay++;
  if (input) {
    base_overlay_.has_input = true;
    base_overlay_.input = *input;
  }
  if (data) {
    base_overlay_.has_data = true;
    base_overlay_.data = *data;
  }
  if (scratch.memos.size() < program.functions.size()) scratch.memos.resize(program.functions.size());
}

Outcome Machine::Fail(Code code, std::string message, const Instruction* at) {
  error_.code = code;
  error_.message = std::move(message);
  error_.location = program_.locations[program_.location_of[static_cast<size_t>(at - program_.code.data())]];
  return Outcome::kError;
}

// The registers of a frame whose `arity` arguments stand at `registers`: there if they fit, else in the next segment.
Value* Machine::Frame(Value* registers, uint32_t arity, uint32_t count) {
  uint32_t current = 0;
  while (current < scratch_.segments.size() &&
         !(registers >= scratch_.segments[current].begin && registers <= scratch_.segments[current].end)) ++current;
  if (current < scratch_.segments.size() && registers + count <= scratch_.segments[current].end) return registers;
  uint32_t next = current < scratch_.segments.size() ? current + 1 : static_cast<uint32_t>(scratch_.segments.size());
  uint32_t size = std::max(next == 0 ? kFirstSegment : kNextSegment, count);
  if (next == scratch_.segments.size() || scratch_.segments[next].end - scratch_.segments[next].begin < count) {
    Value* begin = scratch_.arena.NewArray<Value>(size);
    if (next == scratch_.segments.size()) scratch_.segments.push_back({begin, begin + size});
    else scratch_.segments[next] = {begin, begin + size};
  }
  Value* moved = scratch_.segments[next].begin;
  std::copy(registers, registers + arity, moved);
  return moved;
}

Outcome Machine::Evaluate(uint32_t function, Value* result, bool* defaulted) {
  Value* registers = Frame(nullptr, 0, 0);
  if (scratch_.segments.empty()) {
    Value* begin = scratch_.arena.NewArray<Value>(kFirstSegment);
    scratch_.segments.push_back({begin, begin + kFirstSegment});
    registers = begin;
  }
  return Rule(function, registers, result, defaulted);
}

Outcome Machine::Rule(uint32_t function, Value* registers, Value* result, bool* defaulted) {
  const program::Program::Folded& folded = program_.folded[function];
  if (folded.state != 0) {
    if (defaulted != nullptr) *defaulted = folded.defaulted;
    *result = folded.value;
    return folded.state == 1 ? Outcome::kValue : Outcome::kUndefined;
  }
  const Memo& memo = scratch_.memos[function];
  if (memo.overlay == overlay_->id && memo.state != 0) {
    if (defaulted != nullptr) *defaulted = memo.defaulted;
    *result = memo.value;
    return memo.state == 1 ? Outcome::kValue : Outcome::kUndefined;
  }
  Outcome outcome = Run(function, registers, result);
  if (outcome == Outcome::kError) return outcome;
  if (defaulted != nullptr) *defaulted = last_defaulted_;
  Remember(function, outcome == Outcome::kValue ? 1 : 2, outcome == Outcome::kValue ? *result : Value(), last_defaulted_);
  return outcome;
}

#define OPERAND(x) ((x) & kConstantBit ? constants[(x) & ~kConstantBit] : R[x])
#define FAIL_TO_TARGET()     \
  do {                       \
    i = code + i->target;    \
    DISPATCH();              \
  } while (0)
#define NEXT() \
  do {         \
    ++i;       \
    DISPATCH(); \
  } while (0)
#define DISPATCH()                                    \
  do {                                                \
    ++steps;                                          \
    goto* kLabels[static_cast<uint16_t>(i->op)];      \
  } while (0)
#define CHARGE_STEPS()          \
  do {                          \
    budget_.Charge(steps);      \
    steps = 0;                  \
  } while (0)

Outcome Machine::Run(uint32_t function, Value* registers, Value* result) {
  static const void* const kLabels[] = {
#define OPCODE(name, operands, effect) &&op_##name,
#include "program/opcodes.def"
#undef OPCODE
  };
  if (nested_ >= kMaxNestedRuns) throw Stop{Code::kDepthLimit, "documents and replaced functions nest too deep"};
  struct Nesting {
    uint32_t& count;
    explicit Nesting(uint32_t& c) : count(c) { ++count; }
    ~Nesting() { --count; }
  } nesting(nested_);
  const Instruction* const code = program_.code.data();
  const Value* const constants = program_.constants.data();
  const uint32_t* const tags = program_.tags.data();
  std::vector<vm::Frame>& frames = scratch_.frames;
  const size_t bottom = frames.size();
  uint32_t steps = 0;

  const program::Function* callee = &program_.functions[function];
  if (bottom >= options_.max_call_depth) throw Stop{Code::kDepthLimit, "calls nest deeper than " + std::to_string(options_.max_call_depth)};
  Value* R = Frame(registers, callee->arity, callee->registers);
  const Segment* segment = &scratch_.segments[0];
  uint32_t segment_number = 0;
  auto find_segment = [&] {
    segment_number = 0;
    while (!(R >= scratch_.segments[segment_number].begin && R <= scratch_.segments[segment_number].end)) ++segment_number;
    segment = &scratch_.segments[segment_number];
  };
  find_segment();
  frames.push_back({nullptr, nullptr, overlay_, function, segment_number});
  const Instruction* i = code + callee->entry;
  DISPATCH();

op_Move:
  R[i->a] = OPERAND(i->b);
  NEXT();
op_LoadConst:
  R[i->a] = constants[i->d];
  NEXT();
op_LoadUndef:
  R[i->a] = Undefined();
  NEXT();
op_LoadInput:
  if (!overlay_->has_input) FAIL_TO_TARGET();
  R[i->a] = overlay_->input;
  NEXT();
op_LoadData:
  if (!overlay_->has_data) FAIL_TO_TARGET();
  R[i->a] = overlay_->data;
  NEXT();
op_LoadDoc: {
  const Value* base = BaseOf(i->d);
  R[i->a] = !Masked(i->d) ? Handle(i->d, base) : base != nullptr ? *base : Undefined();
  NEXT();
}
op_Field: {
  const Value& object = OPERAND(i->b);
  const Value* member = FieldOf(object, constants[i->d], tags[i->d]);
  if (member == nullptr) {
    Value found;
    if (object.kind() != Kind::kSet || !Lookup(object, constants[i->d], &found)) FAIL_TO_TARGET();
    R[i->a] = found;
    NEXT();
  }
  R[i->a] = *member;
  NEXT();
}
op_InputField: {
  if (!overlay_->has_input) FAIL_TO_TARGET();
  const Value* member = FieldOf(overlay_->input, constants[i->d], tags[i->d]);
  if (member == nullptr) {
    Value found;
    if (overlay_->input.kind() != Kind::kSet || !Lookup(overlay_->input, constants[i->d], &found)) FAIL_TO_TARGET();
    R[i->a] = found;
    NEXT();
  }
  R[i->a] = *member;
  NEXT();
}
op_Index: {
  const Value& collection = OPERAND(i->b);
  if (IsHandle(collection)) {
    CHARGE_STEPS();
    Value child;
    Outcome outcome = Child(collection, OPERAND(i->c), R + program_.functions[frames.back().function].registers, &child);
    if (outcome == Outcome::kError) return outcome;
    if (outcome == Outcome::kUndefined) FAIL_TO_TARGET();
    R[i->a] = child;
    NEXT();
  }
  Value found;
  ChargeKey(OPERAND(i->c), budget_);
  if (!Lookup(collection, OPERAND(i->c), &found)) FAIL_TO_TARGET();
  R[i->a] = found;
  NEXT();
}
op_Element:
  R[i->a] = Access::Elements(OPERAND(i->b))[i->d];
  NEXT();
op_Evaluate: {
  Value whole;
  CHARGE_STEPS();
  Outcome outcome = Whole(OPERAND(i->b), R + program_.functions[frames.back().function].registers, &whole);
  if (outcome == Outcome::kError) return outcome;
  if (outcome == Outcome::kUndefined) FAIL_TO_TARGET();
  R[i->a] = whole;
  NEXT();
}
op_Test: {
  const Value& v = OPERAND(i->b);
  if (v.is_false() || IsUndefined(v)) FAIL_TO_TARGET();
  NEXT();
}
op_IsDefined:
  if (IsUndefined(R[i->b])) FAIL_TO_TARGET();
  NEXT();
op_IsUndef:
  if (!IsUndefined(R[i->b])) FAIL_TO_TARGET();
  NEXT();
op_Equal: {
  const Value& a = OPERAND(i->b);
  const Value& b = OPERAND(i->c);
  ChargeCompare(a, b, budget_);
  if (!Equal(a, b)) FAIL_TO_TARGET();
  NEXT();
}
op_NotEqual: {
  const Value& a = OPERAND(i->b);
  const Value& b = OPERAND(i->c);
  ChargeCompare(a, b, budget_);
  if (Equal(a, b)) FAIL_TO_TARGET();
  NEXT();
}
op_Less: {
  const Value& a = OPERAND(i->b);
  const Value& b = OPERAND(i->c);
  ChargeCompare(a, b, budget_);
  if (value::Compare(a, b) >= 0) FAIL_TO_TARGET();
  NEXT();
}
op_LessEqual: {
  const Value& a = OPERAND(i->b);
  const Value& b = OPERAND(i->c);
  ChargeCompare(a, b, budget_);
  if (value::Compare(a, b) > 0) FAIL_TO_TARGET();
  NEXT();
}
op_Member:
  if (!IsMember(OPERAND(i->b), OPERAND(i->c), budget_)) FAIL_TO_TARGET();
  NEXT();
op_IsString:
  if (!OPERAND(i->b).is_string()) FAIL_TO_TARGET();
  NEXT();
op_IsArray: {
  const Value& v = OPERAND(i->b);
  if (v.kind() != Kind::kArray || Access::Size(v) != i->d) FAIL_TO_TARGET();
  NEXT();
}
op_IsObject: {
  const Value& v = OPERAND(i->b);
  if (v.kind() != Kind::kObject || Access::TableOf(v)->size != i->d) FAIL_TO_TARGET();
  NEXT();
}
op_ScanInit: {
  const Value& collection = OPERAND(i->b);
  if (collection.kind() == Kind::kArray) {
    R[i->a] = Position(0, nullptr);
  } else if (collection.kind() == Kind::kObject || collection.kind() == Kind::kSet) {
    Table* table = Access::TableOf(collection);
    if (!table->sorted) {
      ChargeSort(table, budget_);
      value::Sort(table);
    }
    R[i->a] = Position(0, nullptr);
  } else if (IsHandle(collection)) {
    uint32_t count = 0;
    const Value* keys = MemberKeys(collection, &count);
    Value* counted = scratch_.arena.NewArray<Value>(count + 1);
    counted[0] = Value::Integer(count);
    std::copy(keys, keys + count, counted + 1);
    R[i->a] = Position(0, counted);
  } else {
    FAIL_TO_TARGET();
  }
  NEXT();
}
op_ScanStep: {
  if (steps > kStepsPerCharge) CHARGE_STEPS();
  const Value& collection = OPERAND(i->b);
  uint32_t at = Access::Size(R[i->a]);
  if (collection.kind() == Kind::kArray) {
    if (at >= Access::Size(collection)) FAIL_TO_TARGET();
    R[i->a] = Position(at + 1, nullptr);
    if (i->c != kNoRegister) R[i->c] = Value::Integer(at);
    if (i->d != kNoRegister) R[i->d] = Access::Elements(collection)[at];
    NEXT();
  }
  if (!IsHandle(collection)) {
    const Table* table = Access::TableOf(collection);
    if (at >= table->size) FAIL_TO_TARGET();
    R[i->a] = Position(at + 1, nullptr);
    const Value* slot = &table->slots[static_cast<size_t>(at) * table->stride];
    Value element = slot[table->stride - 1];
    if (i->c != kNoRegister) R[i->c] = slot[0];
    if (i->d != kNoRegister) R[i->d] = element;
    NEXT();
  }
  const Value* keys = static_cast<const Value*>(Access::Pointer(R[i->a]));
  for (;; ++at) {
    if (at >= static_cast<uint32_t>(Access::Int64(keys[0]))) FAIL_TO_TARGET();
    Value child;
    CHARGE_STEPS();
    Outcome outcome = Child(collection, keys[at + 1], R + program_.functions[frames.back().function].registers, &child);
    if (outcome == Outcome::kError) return outcome;
    if (outcome == Outcome::kUndefined) continue;
    R[i->a] = Position(at + 1, keys);
    if (i->c != kNoRegister) R[i->c] = keys[at + 1];
    if (i->d != kNoRegister) R[i->d] = child;
    break;
  }
  NEXT();
}
op_MakeArray: {
  Value* elements = scratch_.arena.NewArray<Value>(i->c);
  std::copy(R + i->b, R + i->b + i->c, elements);
  R[i->a] = Access::Array(elements, i->c);
  NEXT();
}
op_MakeSet: {
  Table* table = value::NewTable(scratch_.arena, 1, i->c);
  for (uint32_t n = 0; n < i->c; ++n) value::Insert(scratch_.arena, table, R[i->b + n]);
  R[i->a] = Access::Set(table);
  NEXT();
}
op_MakeObject: {
  Table* table = value::NewTable(scratch_.arena, 2, i->c);
  for (uint32_t n = 0; n < i->c; ++n) {
    const Value& key = R[i->b + 2 * n];
    const Value& member = R[i->b + 2 * n + 1];
    value::Insert(scratch_.arena, table, key, member);
  }
  R[i->a] = Access::Object(table);
  NEXT();
}
op_NewArray:
  R[i->a] = Access::Array(nullptr, 0);
  NEXT();
op_NewSet:
  R[i->a] = Access::Set(value::NewTable(scratch_.arena, 1, 0));
  NEXT();
op_NewObject:
  R[i->a] = Access::Object(value::NewTable(scratch_.arena, 2, 0));
  NEXT();
op_Append:
  Append(scratch_.arena, &R[i->a], OPERAND(i->b));
  NEXT();
op_AddMember: {
  const Value& member = OPERAND(i->b);
  value::Insert(scratch_.arena, Access::TableOf(R[i->a]), member);
  NEXT();
}
op_Insert: {
  Table* table = Access::TableOf(R[i->a]);
  const Value& key = OPERAND(i->b);
  const Value& member = OPERAND(i->c);
  ChargeKey(key, budget_);
  int64_t at = value::Find(table, key);
  if (at < 0) {
    value::Insert(scratch_.arena, table, key, member);
    Seal(member);
  } else {
    ChargeCompare(table->value(static_cast<uint32_t>(at)), member, budget_);
    if (!Equal(table->value(static_cast<uint32_t>(at)), member)) return Fail(Code::kEvalConflict, "object keys must be unique", i);
  }
  NEXT();
}
op_InsertPath:
op_AddPath:
op_AppendPath:
  if (!InsertPath(&R[i->a], R + i->b, i->c, R[i->d], i->op)) {
    return Fail(Code::kEvalConflict, "object keys must be unique", i);
  }
  NEXT();
op_AssignOnce: {
  const Value& next = OPERAND(i->b);
  if (IsUndefined(R[i->a])) {
    R[i->a] = next;
    NEXT();
  }
  ChargeCompare(R[i->a], next, budget_);
  if (!Equal(R[i->a], next)) {
    const std::string& name = program_.functions[frames.back().function].name;
    return Fail(Code::kEvalConflict, i->d == 0 ? "rule " + name + " produced conflicting values"
                                               : "function " + name + " produced conflicting values for the same inputs", i);
  }
  NEXT();
}
op_Call: {
  callee = &program_.functions[i->d];
call_function:
  if (steps > kStepsPerCharge) CHARGE_STEPS();
  if (frames.size() >= options_.max_call_depth) {
    throw Stop{Code::kDepthLimit, "calls nest deeper than " + std::to_string(options_.max_call_depth)};
  }
  Value* window = R + i->b;
  frames.push_back({i, R, overlay_, static_cast<uint32_t>(callee - program_.functions.data()), segment_number});
  if (window + callee->registers > segment->end) {
    R = Frame(window, callee->arity, callee->registers);
    find_segment();
  } else {
    R = window;
  }
  i = code + callee->entry;
  DISPATCH();
}
op_CallRuleMasked:
  if (Masked(program_.functions[i->d].document)) {
    const Value* base = BaseOf(program_.functions[i->d].document);
    if (base == nullptr) FAIL_TO_TARGET();
    R[i->a] = *base;
    NEXT();
  }
op_CallRule: {
  const program::Program::Folded& folded = program_.folded[i->d];
  if (folded.state != 0) {
    if (folded.state == 2) FAIL_TO_TARGET();
    R[i->a] = folded.value;
    NEXT();
  }
  const Memo& memo = scratch_.memos[i->d];
  if (memo.overlay == overlay_->id) {
    if (memo.state == 2) FAIL_TO_TARGET();
    if (memo.state == 1) {
      R[i->a] = memo.value;
      NEXT();
    }
  }
  callee = &program_.functions[i->d];
  goto call_function;
}
op_CallMocked: {
  const program::Mocked& mocked = program_.mocked[i->d];
  CHARGE_STEPS();
  Outcome outcome;
  Value value;
  Value* free = R + program_.functions[frames.back().function].registers;
  const Mock* mock = overlay_->mocks == nullptr ? nullptr : &overlay_->mocks[i->d];
  if (mock == nullptr || mock->state == Mock::State::kNone) {
    if (!mocked.is_builtin) {
      callee = &program_.functions[mocked.id];
      goto call_function;
    }
    outcome = CallNative(mocked.id, R + i->b, i->c, &value, i);
  } else if (mock->state == Mock::State::kValue) {
    value = mock->value;
    outcome = Outcome::kValue;
  } else if (mock->state == Mock::State::kBuiltin) {
    outcome = CallNative(mock->by, R + i->b, i->c, &value, i);
  } else {
    // The function that stands in calls the functions themselves, not what stands in for them.
    Overlay* before = overlay_;
    uint32_t by = mock->by;
    overlay_ = NewOverlay();
    overlay_->mocks = nullptr;
    Value* window = Frame(free, 0, i->c);
    std::copy(R + i->b, R + i->b + i->c, window);
    outcome = Run(by, window, &value);
    if (outcome == Outcome::kError) return outcome;
    while (overlay_ != before) PopOverlay();
  }
  if (outcome == Outcome::kError) return outcome;
  if (outcome == Outcome::kUndefined) FAIL_TO_TARGET();
  R[i->a] = value;
  NEXT();
}
op_Builtin1: {
  Value arguments[1] = {OPERAND(i->b)};
  const Native& native = natives_[i->d];
  if (native.function != nullptr && !native.nondeterministic) {
    call_.error = Code::kOk;
    if (native.function(call_, arguments, &R[i->a])) NEXT();
    if (call_.error == Code::kOk || !options_.strict_builtin_errors) FAIL_TO_TARGET();
    return Fail(call_.error, std::string(native.name) + ": " + call_.message, i);
  }
  Outcome outcome = CallNative(i->d, arguments, 1, &R[i->a], i);
  if (outcome == Outcome::kError) return outcome;
  if (outcome == Outcome::kUndefined) FAIL_TO_TARGET();
  NEXT();
}
op_Builtin2: {
  Value arguments[2] = {OPERAND(i->b), OPERAND(i->c)};
  const Native& native = natives_[i->d];
  if (native.function != nullptr && !native.nondeterministic) {
    call_.error = Code::kOk;
    if (native.function(call_, arguments, &R[i->a])) NEXT();
    if (call_.error == Code::kOk || !options_.strict_builtin_errors) FAIL_TO_TARGET();
    return Fail(call_.error, std::string(native.name) + ": " + call_.message, i);
  }
  Outcome outcome = CallNative(i->d, arguments, 2, &R[i->a], i);
  if (outcome == Outcome::kError) return outcome;
  if (outcome == Outcome::kUndefined) FAIL_TO_TARGET();
  NEXT();
}
op_BuiltinN: {
  Value value;
  Outcome outcome = CallNative(i->d, R + i->b, i->c, &value, i);
  if (outcome == Outcome::kError) return outcome;
  if (outcome == Outcome::kUndefined) FAIL_TO_TARGET();
  R[i->a] = value;
  NEXT();
}
op_Return:
op_ReturnDefault: {
  Value value = OPERAND(i->b);
  bool defaulted = i->op == Op::kReturnDefault;
  const vm::Frame& frame = frames.back();
  while (overlay_ != frame.overlay) PopOverlay();
  const Instruction* call = frame.call;
  if (call == nullptr) {
    frames.pop_back();
    budget_.Charge(steps);
    last_defaulted_ = defaulted;
    *result = value;
    return Outcome::kValue;
  }
  if (call->op == Op::kCallRule || call->op == Op::kCallRuleMasked) Remember(frame.function, 1, value, defaulted);
  R = frame.registers;
  if (segment_number != frame.segment) {
    segment_number = frame.segment;
    segment = &scratch_.segments[segment_number];
  }
  frames.pop_back();
  i = call;
  R[i->a] = value;
  NEXT();
}
op_ReturnUndef: {
  const vm::Frame& frame = frames.back();
  while (overlay_ != frame.overlay) PopOverlay();
  const Instruction* call = frame.call;
  if (call == nullptr) {
    frames.pop_back();
    budget_.Charge(steps);
    last_defaulted_ = false;
    return Outcome::kUndefined;
  }
  if (call->op == Op::kCallRule || call->op == Op::kCallRuleMasked) Remember(frame.function, 2, Value(), false);
  R = frame.registers;
  if (segment_number != frame.segment) {
    segment_number = frame.segment;
    segment = &scratch_.segments[segment_number];
  }
  frames.pop_back();
  i = code + call->target;
  DISPATCH();
}
op_Jump:
  i = code + i->target;
  DISPATCH();
op_IndexInit: {
  // The lists of bodies that can hold, each in order; IndexStep takes the smallest next.
  const program::RuleIndex& index = program_.indexes[i->d];
  const Value& key = R[i->b];
  BodyList* lists = scratch_.arena.NewArray<BodyList>(index.affixes.size() + 2);
  uint32_t count = 0;
  auto add = [&](const std::vector<uint32_t>& bodies) {
    if (!bodies.empty()) lists[count++] = {bodies.data(), bodies.data() + bodies.size()};
  };
  add(index.always);
  if (!IsUndefined(key)) {
    using Part = program::RuleIndex::Part;
    if (const program::RuleIndex::Entry* entry = index.Find(Part::kWhole, key)) add(entry->bodies);
    if (!index.affixes.empty() && key.is_string()) {
      budget_.Charge(index.affixes.size());
      std::string_view text = key.string();
      for (const program::RuleIndex::Affix& affix : index.affixes) {
        if (affix.length > text.size()) continue;
        std::string_view end = affix.part == Part::kPrefix ? text.substr(0, affix.length) : text.substr(text.size() - affix.length);
        if (const program::RuleIndex::Entry* entry = index.Find(affix.part, Value::BorrowedString(end))) add(entry->bodies);
      }
    }
  }
  R[i->a] = Access::Raw(kPositionKind, count, lists);
  NEXT();
}
op_IndexStep: {
  BodyList* lists = static_cast<BodyList*>(const_cast<void*>(Access::Pointer(R[i->a])));
  BodyList* first = nullptr;
  for (BodyList* list = lists, *end = lists + Access::Size(R[i->a]); list != end; ++list) {
    if (list->next != list->end && (first == nullptr || *list->next < *first->next)) first = list;
  }
  if (first == nullptr) FAIL_TO_TARGET();
  i = code + program_.indexes[i->d].body_targets[*first->next++];
  DISPATCH();
}
op_WithPush:
  CHARGE_STEPS();
  PushOverlay(program_.withs[i->d], R + i->b);
  NEXT();
op_WithPop:
  PopOverlay();
  NEXT();
op_Print: {
  if (scratch_.prints.size() >= options_.max_prints) {
    throw Stop{Code::kMemoryLimit, "more than " + std::to_string(options_.max_prints) + " print records"};
  }
  Value* values = scratch_.arena.NewArray<Value>(i->c);
  std::copy(R + i->b, R + i->b + i->c, values);
  scratch_.prints.push_back({i->d, i->c, values});
  NEXT();
}
op_TraceBody:
  scratch_.trace.push_back({TraceEvent::Kind::kBody, static_cast<uint32_t>(frames.size()), i->d, Value(), Value()});
  CHARGE_STEPS();
  budget_.Charge(8);
  NEXT();
op_TraceExpr:
  scratch_.trace.push_back({TraceEvent::Kind::kExpr, static_cast<uint32_t>(frames.size()), i->d, Value(), Value()});
  budget_.Charge(8);
  NEXT();
op_TraceValues:
  scratch_.trace.push_back({TraceEvent::Kind::kValues, static_cast<uint32_t>(frames.size()), i->d, OPERAND(i->b), OPERAND(i->c)});
  budget_.Charge(8);
  NEXT();
op_TraceLoop:
  scratch_.trace.push_back({TraceEvent::Kind::kLoop, static_cast<uint32_t>(frames.size()), i->d, R[i->c], Value()});
  budget_.Charge(8);
  NEXT();
}

}  // namespace reeve::vm
