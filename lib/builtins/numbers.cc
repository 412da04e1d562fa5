// Arithmetic, ranges, random numbers and the clock.
#include "builtins/arguments.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

// Digits of a number, roughly: what arithmetic on it costs.
uint64_t Digits(const Value& v) { return Access::IsInt64(v) ? 1 : Access::Size(v); }

using Operation = value::NumberResult (*)(Arena&, const Value&, const Value&);

bool Compute(CallContext& call, Value* result, Operation operation, uint64_t cost, const Value& a, const Value& b) {
  call.budget.Charge(1 + cost);
  if (Digits(a) + Digits(b) > call.max_integer_digits) return FailBuiltin(call, "number too big");
  value::NumberResult computed = operation(call.arena, a, b);
  switch (computed.error) {
    case value::ArithmeticError::kNone: return Return(result, computed.value);
    case value::ArithmeticError::kDivideByZero: return FailBuiltin(call, "divide by zero");
    case value::ArithmeticError::kModuloByZero: return FailBuiltin(call, "modulo by zero");
    case value::ArithmeticError::kModuloOfNonInteger: return FailBuiltin(call, "modulo on floating-point number");
    case value::ArithmeticError::kTooLarge: break;
  }
  return FailBuiltin(call, "number too big");
}

bool Plus(CallContext& call, Value* result, Number a, Number b) {
  return Compute(call, result, value::Add, (Digits(a.v) + Digits(b.v)) / 8, a.v, b.v);
}
bool Times(CallContext& call, Value* result, Number a, Number b) {
  return Compute(call, result, value::Multiply, Digits(a.v) * Digits(b.v) / 64, a.v, b.v);
}
bool Divide(CallContext& call, Value* result, Number a, Number b) {
  return Compute(call, result, value::Divide, (Digits(a.v) + Digits(b.v)) / 8, a.v, b.v);
}
bool Remainder(CallContext& call, Value* result, Number a, Number b) {
  return Compute(call, result, value::Remainder, Digits(a.v) * Digits(b.v) / 64, a.v, b.v);
}

bool Difference(CallContext& call, Value* result, Table* a, Table* b) {
  call.budget.Charge(1 + a->size);
  Table* rest = value::NewTable(call.arena, 1, a->size);
  for (uint32_t i = 0; i < a->size; ++i) {
    if (a->key(i).kind() >= Kind::kArray) value::ChargeWalk(a->key(i), call.budget);
    if (value::FindTagged(b, a->key(i), a->tags[i]) < 0) value::Insert(call.arena, rest, a->key(i));
  }
  return Return(result, Access::Set(rest));
}

bool Minus(CallContext& call, Value* result, Value a, Value b) {
  if (a.is_number() && b.is_number()) return Compute(call, result, value::Subtract, (Digits(a) + Digits(b)) / 8, a, b);
  if (a.is_set() && b.is_set()) return Difference(call, result, Access::TableOf(a), Access::TableOf(b));
  if (!a.is_number() && !a.is_set()) return FailType(call, 1, a, {"number", "set"});
  return b.is_number() ? FailType(call, 2, b, {"set"}) : FailType(call, 2, b, {"number"});
}

bool SetDiff(CallContext& call, Value* result, Set a, Set b) { return Difference(call, result, a.table, b.table); }

template <Value (*operation)(Arena&, const Value&)>
bool Unary(CallContext& call, Value* result, Number n) {
  call.budget.Charge(1 + Digits(n.v) / 8);
  return Return(result, operation(call.arena, n.v));
}

// An integer of any size; OPA says "must be integer but got string" for other kinds.
bool TakeBigInteger(CallContext& call, const Value& v, size_t position) {
  if (!v.is_number()) return FailType(call, position, v, {"integer"});
  return value::IsInteger(v) || FailOperand(call, position, "must be integer number but got floating-point number");
}

bool FillRange(CallContext& call, Value* result, int64_t from, int64_t to, uint64_t step) {
  bool up = from <= to;
  uint64_t distance = up ? static_cast<uint64_t>(to) - static_cast<uint64_t>(from)
                         : static_cast<uint64_t>(from) - static_cast<uint64_t>(to);
  uint64_t count = distance / step + 1;
  if (count == 0 || count > UINT32_MAX) throw Stop{Code::kMemoryLimit, "range of more than 2^32 numbers"};
  call.budget.Charge(count);
  Value* numbers = call.arena.NewArray<Value>(count);
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t offset = i * step;
    numbers[i] = Value::Integer(
        static_cast<int64_t>(up ? static_cast<uint64_t>(from) + offset : static_cast<uint64_t>(from) - offset));
  }
  return Return(result, Access::Array(numbers, count));
}

// A range whose ends do not fit 64 bits.
bool FillBigRange(CallContext& call, Value* result, Value from, const Value& to, const Value& step) {
  bool up = value::CompareNumbers(from, to) <= 0;
  size_t capacity = 16, count = 0;
  Value* numbers = call.arena.NewArray<Value>(capacity);
  while (up ? value::CompareNumbers(from, to) <= 0 : value::CompareNumbers(from, to) >= 0) {
    call.budget.Charge(1 + Digits(from) / 4);
    if (count == capacity) {
      Value* larger = call.arena.NewArray<Value>(2 * capacity);
      std::copy(numbers, numbers + count, larger);
      numbers = larger;
      capacity *= 2;
    }
    numbers[count++] = from;
    from = (up ? value::Add(call.arena, from, step) : value::Subtract(call.arena, from, step)).value;
  }
  return Return(result, Access::Array(numbers, count));
}

bool FillAnyRange(CallContext& call, Value* result, const Value& from, const Value& to, const Value& step) {
  std::optional<int64_t> low = value::ToInt64(from), high = value::ToInt64(to), by = value::ToInt64(step);
  if (low && high && by) return FillRange(call, result, *low, *high, static_cast<uint64_t>(*by));
  return FillBigRange(call, result, from, to, step);
}

bool Range(CallContext& call, Value* result, Value from, Value to) {
  if (!TakeBigInteger(call, from, 1) || !TakeBigInteger(call, to, 2)) return false;
  return FillAnyRange(call, result, from, to, Value::Integer(1));
}

bool RangeStep(CallContext& call, Value* result, Value from, Value to, Value step) {
  if (!TakeBigInteger(call, from, 1) || !TakeBigInteger(call, to, 2) || !TakeBigInteger(call, step, 3)) return false;
  if (value::CompareNumbers(step, Value::Integer(0)) <= 0) {
    return FailBuiltin(call, "numbers.range_step: step must be a positive integer");
  }
  return FillAnyRange(call, result, from, to, step);
}

// The machine keeps one answer for the same arguments.
bool RandIntn(CallContext& call, Value* result, std::string_view, int64_t n) {
  uint64_t bound = n < 0 ? uint64_t{0} - static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
  if (bound == 0) return Return(result, Value::Integer(0));
  if (!call.environment.random) return FailBuiltin(call, "no source of random numbers");
  uint64_t limit = UINT64_MAX - UINT64_MAX % bound;  // numbers from there on would make small results likelier
  uint64_t drawn = call.environment.random();
  for (int i = 0; i < 128 && drawn >= limit; ++i) drawn = call.environment.random();
  return Return(result, Value::Integer(static_cast<int64_t>(drawn % bound)));
}

constexpr Entry kTable[] = {
    {BuiltinId::kPlus, kTyped<Plus>},
    {BuiltinId::kMinus, kTyped<Minus>},
    {BuiltinId::kMul, kTyped<Times>},
    {BuiltinId::kDiv, kTyped<Divide>},
    {BuiltinId::kRem, kTyped<Remainder>},
    {BuiltinId::kAbs, kTyped<Unary<value::Abs>>},
    {BuiltinId::kRound, kTyped<Unary<value::Round>>},
    {BuiltinId::kCeil, kTyped<Unary<value::Ceil>>},
    {BuiltinId::kFloor, kTyped<Unary<value::Floor>>},
    {BuiltinId::kNumbersRange, kTyped<Range>},
    {BuiltinId::kNumbersRangeStep, kTyped<RangeStep>},
    {BuiltinId::kRandIntn, kTyped<RandIntn>},
    {BuiltinId::kSetDiff, kTyped<SetDiff>},
};

}  // namespace

std::span<const Entry> NumberFunctions() { return kTable; }

}  // namespace reeve::builtins
