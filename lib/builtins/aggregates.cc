// Aggregates: count, sum, product, max, min, sort, and the deprecated all and any.
#include <algorithm>

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

// The numbers of an array or set; *exact: all are integers.
bool TakeNumbers(CallContext& call, const Value& collection, Array* numbers, bool* exact) {
  if (!Elements(collection, numbers)) return FailType(call, 1, collection, {"set", "array"});
  call.budget.Charge(1 + numbers->size);
  *exact = true;
  for (const Value& n : *numbers) {
    if (!n.is_number()) return FailElement(call, 1, collection, n, "number");
    *exact = *exact && value::IsInteger(n);
  }
  return true;
}

// `rounded`: with a mantissa of 64 bits from the start, as OPA adds when there is a fraction among the numbers.
bool Accumulate(CallContext& call, Value* result, Array numbers, int64_t initial, Operation operation, bool rounded) {
  auto round = [&](const Value& v) {
    return rounded && !Access::IsInt64(v) ? value::Divide(call.arena, v, Value::Integer(1)).value : v;
  };
  Value total = Value::Integer(initial);
  for (const Value& n : numbers) {
    call.budget.Charge(1 + Digits(total) * Digits(n) / 64);
    value::NumberResult next = operation(call.arena, total, round(n));
    if (next.error != value::ArithmeticError::kNone || Digits(next.value) > call.max_integer_digits) {
      return FailBuiltin(call, "number too big");
    }
    total = round(next.value);
  }
  return Return(result, total);
}

bool Sum(CallContext& call, Value* result, Value collection) {
  Array numbers;
  bool exact = false;
  return TakeNumbers(call, collection, &numbers, &exact) && Accumulate(call, result, numbers, 0, value::Add, !exact);
}

bool Product(CallContext& call, Value* result, Value collection) {
  Array numbers;
  bool exact = false;
  if (!TakeNumbers(call, collection, &numbers, &exact)) return false;
  if (exact) return Accumulate(call, result, numbers, 1, value::Multiply, false);
  for (const Value& n : numbers) call.budget.Charge(1 + Digits(n));
  value::NumberResult product = value::MultiplyAll53(call.arena, numbers.elements, numbers.size);
  if (product.error != value::ArithmeticError::kNone) return FailBuiltin(call, "number too big");
  return Return(result, product.value);
}

// The last of equal greatest or least elements, as OPA's loops over arrays find it.
template <int sign>
bool Extreme(CallContext& call, Value* result, Value collection) {
  Array elements;
  if (!Elements(collection, &elements)) return FailType(call, 1, collection, {"set", "array"});
  if (elements.size == 0) return false;
  Value best = elements.elements[0];
  for (const Value& e : elements) {
    value::ChargeCompare(best, e, call.budget);
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
    value::ChargeCompare(a, b, call.budget);
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
    {BuiltinId::kCount, kTyped<Count>},     {BuiltinId::kSum, kTyped<Sum>},
    {BuiltinId::kProduct, kTyped<Product>}, {BuiltinId::kMax, kTyped<Extreme<1>>},
    {BuiltinId::kMin, kTyped<Extreme<-1>>}, {BuiltinId::kSort, kTyped<Sort>},
    {BuiltinId::kAll, kTyped<All>},         {BuiltinId::kAny, kTyped<Any>},
};

}  // namespace

std::span<const Entry> AggregateFunctions() { return kTable; }

}  // namespace reeve::builtins
