// Bit operations on integers of any size.
#include "builtins/arguments.h"
#include "value/number.h"
#include "value/number_text.h"

namespace reeve::builtins {
namespace {

uint64_t Digits(const Value& v) { return Access::IsInt64(v) ? 1 : Access::Size(v); }

bool TakeInteger(CallContext& call, const Value& v, size_t position) {
  if (!v.is_number()) return FailType(call, position, v, {"integer"});
  call.budget.Charge(1 + Digits(v) / 4);
  return value::IsInteger(v) || FailOperand(call, position, "must be integer number but got floating-point number");
}

// OPA's words for an operand that is a number but no integer.
bool FailInteger(CallContext& call, size_t position) {
  return FailOperand(call, position, "must be integer number but got floating-point number");
}

template <value::BitOperation operation>
bool Combine(CallContext& call, Value* result, Value a, Value b) {
  if (!TakeInteger(call, a, 1) || !TakeInteger(call, b, 2)) return false;
  std::optional<Value> combined = value::Bitwise(call.arena, operation, a, b);
  return combined ? Return(result, *combined) : FailInteger(call, 1);
}

bool Negate(CallContext& call, Value* result, Value v) {
  if (!TakeInteger(call, v, 1)) return false;
  std::optional<Value> negated = value::BitNegate(call.arena, v);
  return negated ? Return(result, *negated) : FailInteger(call, 1);
}

// Number of bits to shift by, at most `limit` + 1.
bool TakeShift(CallContext& call, const Value& v, uint64_t limit, uint64_t* bits) {
  if (!TakeInteger(call, v, 2)) return false;
  if (value::CompareNumbers(v, Value::Integer(0)) < 0) {
    return FailOperand(call, 2, "must be an unsigned integer number but got a negative integer");
  }
  std::optional<int64_t> n = value::ToInt64(v);
  *bits = n && static_cast<uint64_t>(*n) <= limit ? static_cast<uint64_t>(*n) : limit + 1;
  return true;
}

bool ShiftLeft(CallContext& call, Value* result, Value v, Value by) {
  uint64_t bits;
  uint64_t limit = call.max_integer_digits * 10 / 3;  // a decimal digit is 3.3 bits
  if (!TakeInteger(call, v, 1) || !TakeShift(call, by, limit, &bits)) return false;
  if (value::CompareNumbers(v, Value::Integer(0)) == 0) return Return(result, Value::Integer(0));
  if (bits > limit) return FailBuiltin(call, "number too big");
  call.budget.Charge(1 + bits / 3 * (bits / 3) / 4096 + bits / 16);  // its decimal text takes quadratic time
  std::optional<Value> shifted = value::ShiftLeft(call.arena, v, bits);
  return shifted ? Return(result, *shifted) : FailInteger(call, 1);
}

bool ShiftRight(CallContext& call, Value* result, Value v, Value by) {
  uint64_t bits;
  if (!TakeInteger(call, v, 1)) return false;
  uint64_t all = static_cast<uint64_t>(value::NumberView(v)->point) * 4 + 64;  // behind these there is nothing but the sign
  if (!TakeShift(call, by, all, &bits)) return false;
  std::optional<Value> shifted = value::ShiftRight(call.arena, v, bits);
  return shifted ? Return(result, *shifted) : FailInteger(call, 1);
}

constexpr Entry kTable[] = {
    {BuiltinId::kBitsAnd, kTyped<Combine<value::BitOperation::kAnd>>},
    {BuiltinId::kBitsOr, kTyped<Combine<value::BitOperation::kOr>>},
    {BuiltinId::kBitsXor, kTyped<Combine<value::BitOperation::kXor>>},
    {BuiltinId::kBitsNegate, kTyped<Negate>},
    {BuiltinId::kBitsLsh, kTyped<ShiftLeft>},
    {BuiltinId::kBitsRsh, kTyped<ShiftRight>},
};

}  // namespace

std::span<const Entry> BitFunctions() { return kTable; }

}  // namespace reeve::builtins
