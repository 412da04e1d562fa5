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

namespace {

// The digits as an integer, and the power of ten that makes the number of them.
BigInt DigitsOf(Decimal d, int64_t* power) {
  *power = d.point - d.count;
  d.point = d.count;
  return IntegerFromDecimal(d);
}

BigInt PowerOfTen(int64_t power) { return boost::multiprecision::pow(BigInt(10), static_cast<unsigned>(power)); }

}  // namespace

bool IsMultipleOf(const Value& v, const Value& of) {
  int64_t power, power_of;
  BigInt digits = DigitsOf(*NumberView(v), &power), digits_of = DigitsOf(*NumberView(of), &power_of);
  int64_t more = power - power_of;
  if (more >= 0) return (digits * PowerOfTen(more) % digits_of).is_zero();
  return (digits % (digits_of * PowerOfTen(-more))).is_zero();
}

std::string ExactFloatText(const Value& v) {
  NumberView d(v);
  if (d->zero()) return "0";
  int64_t power;
  BigInt digits = DigitsOf(*d, &power);
  if (!d->integer()) {
    BigInt ten = PowerOfTen(-power), common = boost::multiprecision::gcd(digits, ten);
    return FloatText(DivideFloats(FloatFromInteger(digits / common), FloatFromInteger(ten / common)));
  }
  std::string text = IntegerText(boost::multiprecision::abs(digits)), sign = d->negative ? "-" : "";
  int64_t exponent = d->point - 1;
  if (exponent < 6) return sign + text + std::string(static_cast<size_t>(power), '0');
  if (text.size() > 1) text.insert(1, ".");
  return sign + text + (exponent < 10 ? "e+0" : "e+") + std::to_string(exponent);
}

}  // namespace reeve::value
