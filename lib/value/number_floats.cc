// Floating-point computations whose intermediate results no number text could carry: see number.h.
#include <string>

#include "value/big_float.h"
#include "value/number.h"
#include "value/number_text.h"

namespace reeve::value {

NumberResult MultiplyAll53(Arena& arena, const Value* numbers, size_t count) {
  BigFloat product{false, 1, 0, 53};
  for (size_t i = 0; i < count; ++i) {
    BigFloat factor = FloatFromDecimal(*NumberView(numbers[i]));
    factor.precision = product.precision;  // its mantissa keeps its bits; the product is rounded once
    product = MultiplyFloats(product, factor);
    if (!product.InRange()) return {Value(), ArithmeticError::kTooLarge};
  }
  std::optional<Value> v = NumberFromText(arena, FloatText(product));
  if (!v) return {Value(), ArithmeticError::kTooLarge};
  return {*v};
}

NumberResult MultiplyToInteger(Arena& arena, const Value& a, const Value& b) {
  BigFloat product = MultiplyFloats(FloatFromDecimal(*NumberView(a)), FloatFromDecimal(*NumberView(b)));
  if (!product.InRange()) return {Value(), ArithmeticError::kTooLarge};
  std::optional<Value> v = NumberFromText(arena, IntegerText(Truncated(product)));
  if (!v) return {Value(), ArithmeticError::kTooLarge};
  return {*v};
}

}  // namespace reeve::value
