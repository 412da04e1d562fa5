// Aggregates: count, sum, product, max, min, sort, and the deprecated all and any.
#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "builtins/arguments.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

bool Count(CallContext& call, Value* result, Value v) {
  size_t n;
  switch (v.kind()) {
    case Kind::kArray: n = Access::Size(v); break;
    case Kind::kObject:
    case Kind::kSet: n = Access::TableOf(v)->size; break;
    case Kind::kString:
      call.budget.Charge(1 + Access::Size(v) / 16);
      n = utf8::Count(Access::Text(v));
      break;
    default: return FailType(call, 1, v, {"array", "object", "set", "string"});
  }
  return Return(result, Value::Integer(static_cast<int64_t>(n)));
}

using Operation = value::NumberResult (*)(Arena&, const Value&, const Value&);

uint64_t Digits(const Value& v) { return Access::IsInt64(v) ? 1 : Access::Size(v); }

// Integers alone are combined exactly. With a fraction among them everything is floating point from the start: sums with a mantissa
// of 64 bits, products with one of 53 (OPA starts them from a double).
enum class Rounding : uint8_t { kNone, kTo64Bits, kTo53Bits };

Value Round(CallContext& call, const Value& v, Rounding rounding) {
  if (rounding == Rounding::kNone || Access::IsInt64(v)) return v;
  if (rounding == Rounding::kTo64Bits) return value::Divide(call.arena, v, Value::Integer(1)).value;
  double d = value::ToDouble(v);
  return std::isfinite(d) ? value::NumberFromDouble(call.arena, d) : v;
}

bool Accumulate(CallContext& call, Value* result, Value collection, int64_t initial, Operation operation, Rounding rounding) {
  Array numbers;
  if (!Elements(collection, &numbers)) return FailType(call, 1, collection, {"set", "array"});
  call.budget.Charge(1 + numbers.size);
  bool exact = true;
  for (const Value& n : numbers) {
    if (!n.is_number()) return FailElement(call, 1, collection, n, "number");
    exact = exact && value::IsInteger(n);
  }
  if (exact) rounding = Rounding::kNone;
  Value total = Value::Integer(initial);
  for (const Value& n : numbers) {
    call.budget.Charge(1 + Digits(total) * Digits(n) / 64);
    Value operand = rounding == Rounding::kTo64Bits ? Round(call, n, rounding) : n;
    value::NumberResult next = operation(call.arena, total, operand);
    if (next.error != value::ArithmeticError::kNone || Digits(next.value) > call.max_integer_digits) {
      return FailBuiltin(call, "number too big");
    }
    total = Round(call, next.value, rounding);
  }
  return Return(result, total);
}

bool Sum(CallContext& call, Value* result, Value numbers) {
  return Accumulate(call, result, numbers, 0, value::Add, Rounding::kTo64Bits);
}
bool Product(CallContext& call, Value* result, Value numbers) {
  return Accumulate(call, result, numbers, 1, value::Multiply, Rounding::kTo53Bits);
}

// The last of equal greatest or least elements, as OPA's loops over arrays find it.
template <int sign>
bool Extreme(CallContext& call, Value* result, Value collection) {
  Array elements;
  if (!Elements(collection, &elements)) return FailType(call, 1, collection, {"set", "array"});
  if (elements.size == 0) return false;
  Value best = elements.elements[0];
  for (const Value& e : elements) {
    call.budget.Charge(value::CompareCost(best, e));
    if (sign * value::Compare(e, best) >= 0) best = e;
  }
  return Return(result, best);
}

bool Sort(CallContext& call, Value* result, Value collection) {
  Array elements;
  if (!Elements(collection, &elements)) return FailType(call, 1, collection, {"set", "array"});
  call.budget.Charge(1 + elements.size);
  if (collection.is_set()) return Return(result, Access::Array(elements.elements, elements.size));
  Value* sorted = call.arena.NewArray<Value>(elements.size);
  std::copy(elements.begin(), elements.end(), sorted);
  std::stable_sort(sorted, sorted + elements.size, [&call](const Value& a, const Value& b) {
    call.budget.Charge(value::CompareCost(a, b));
    return value::Compare(a, b) < 0;
  });
  return Return(result, Access::Array(sorted, elements.size));
}

bool All(CallContext& call, Value* result, Value collection) {
  Array elements;
  if (!Elements(collection, &elements)) return FailType(call, 1, collection, {"array", "set"});
  call.budget.Charge(elements.size);
  return Return(result, std::all_of(elements.begin(), elements.end(), [](const Value& v) { return v.is_true(); }));
}

bool Any(CallContext& call, Value* result, Value collection) {
  Array elements;
  if (!Elements(collection, &elements)) return FailType(call, 1, collection, {"array", "set"});
  call.budget.Charge(elements.size);
  return Return(result, std::any_of(elements.begin(), elements.end(), [](const Value& v) { return v.is_true(); }));
}

constexpr Entry kTable[] = {
    {BuiltinId::kCount, kTyped<Count>},
    {BuiltinId::kSum, kTyped<Sum>},
    {BuiltinId::kProduct, kTyped<Product>},
    {BuiltinId::kMax, kTyped<Extreme<1>>},
    {BuiltinId::kMin, kTyped<Extreme<-1>>},
    {BuiltinId::kSort, kTyped<Sort>},
    {BuiltinId::kAll, kTyped<All>},
    {BuiltinId::kAny, kTyped<Any>},
};

}  // namespace

std::span<const Entry> AggregateFunctions() { return kTable; }

}  // namespace reeve::builtins
