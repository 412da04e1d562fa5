// Numbers: making them from text, and arithmetic. int64 operands stay on the first lines of each operation; the rest
// goes through exact integers or BigFloat, as OPA does. Tested by tests/value/number_test.cc.
#include "value/number.h"

#include <charconv>
#include <cmath>
#include <string>

#include "value/big_float.h"
#include "value/number_text.h"

namespace reeve::value {
namespace {

constexpr size_t kLargestText = 100000;             // max_integer_digits in limits.def
constexpr int64_t kLargestBinaryExponent = 100000;  // OPA's "number too big"

// Whether a text with an exponent is within what OPA computes with. The exact binary exponent matters near the limit
// only.
bool ExponentInRange(const Decimal& d) {
  if (!d.has_exponent || d.zero()) return true;
  constexpr double kBitsPerDigit = 3.3219280948873623;
  double bits = static_cast<double>(d.point) * kBitsPerDigit;
  double limit = static_cast<double>(kLargestBinaryExponent);
  if (std::fabs(bits) < limit - 10) return true;
  if (std::fabs(bits) > limit + 10) return false;
  int64_t magnitude = FloatFromDecimal(d).Magnitude();
  return magnitude <= kLargestBinaryExponent && magnitude >= -kLargestBinaryExponent;
}

// A number of form 0, or form 1 borrowing `text`.
std::optional<Value> Classify(std::string_view text) {
  if (std::optional<int64_t> i = ScanInt64(text)) return Value::Integer(*i);
  if (text.size() > kLargestText) return std::nullopt;
  std::optional<Decimal> d = ScanDecimal(text);
  if (!d || !ExponentInRange(*d)) return std::nullopt;
  return Access::NumberText(text);
}

// The number that a computed text spells.
Value FromComputedText(Arena& arena, std::string_view text) {
  if (std::optional<int64_t> i = ScanInt64(text)) return Value::Integer(*i);
  return Access::NumberText(arena.CopyText(text));
}

NumberResult FromInteger(Arena& arena, const BigInt& i) {
  if (BitLength(boost::multiprecision::abs(i)) > BigFloat::kLargestExponent)
    return {Value(), ArithmeticError::kTooLarge};
  return {FromComputedText(arena, IntegerText(i))};
}

NumberResult FromFloat(Arena& arena, const BigFloat& f) {
  if (!f.InRange()) return {Value(), ArithmeticError::kTooLarge};
  return {FromComputedText(arena, FloatText(f))};
}

bool BothInt64(const Value& a, const Value& b) { return Access::IsInt64(a) && Access::IsInt64(b); }

// Exact integers where both are integers, else floats.
template <typename OnIntegers, typename OnFloats>
NumberResult Compute(Arena& arena, const Value& a, const Value& b, OnIntegers on_integers, OnFloats on_floats) {
  NumberView x(a);
  NumberView y(b);
  if (x->integer() && y->integer()) {
    return FromInteger(arena, on_integers(IntegerFromDecimal(*x), IntegerFromDecimal(*y)));
  }
  return FromFloat(arena, on_floats(FloatFromDecimal(*x), FloatFromDecimal(*y)));
}

// What the unary operations do to a number that is no int64; the integer part decides.
template <typename Operation>
Value ApplyToFloat(Arena& arena, const Value& v, Operation operation) {
  return FromComputedText(arena, FloatText(operation(FloatFromDecimal(*NumberView(v)))));
}

BigFloat OneHalf() { return {false, 1, -1, 53}; }
BigFloat One() { return {false, 1, 0, 53}; }

}  // namespace

std::optional<Value> NumberFromBorrowedText(std::string_view text) { return Classify(text); }

std::optional<Value> NumberFromText(Arena& arena, std::string_view text) {
  std::optional<Value> v = Classify(text);
  if (!v || Access::IsInt64(*v)) return v;
  return Access::NumberText(arena.CopyText(text));
}

Value NumberFromDouble(Arena& arena, double d) {
  if (!std::isfinite(d)) return Value::Null();
  double magnitude = std::fabs(d);
  bool scientific = magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21);
  bool large = !scientific && magnitude >= 9007199254740992;  // from 2^53 on, zeros stand behind the shortest digits
  char buffer[64];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof(buffer), d,
                                    scientific || large ? std::chars_format::scientific : std::chars_format::fixed);
  std::string text(buffer, end);
  if (large) {
    size_t e = text.find('e'), zeros = static_cast<size_t>(std::stoi(text.substr(e + 2)));
    text.erase(e);
    if (size_t point = text.find('.'); point != std::string::npos) {
      zeros -= text.size() - point - 1;
      text.erase(point, 1);
    }
    text.append(zeros, '0');
  }
  size_t n = text.size();  // JSON writes e-9, not e-09
  if (scientific && n >= 4 && text[n - 4] == 'e' && text[n - 3] == '-' && text[n - 2] == '0') text.erase(n - 2, 1);
  return FromComputedText(arena, text);
}

NumberResult Add(Arena& arena, const Value& a, const Value& b) {
  if (int64_t sum; BothInt64(a, b) && !__builtin_add_overflow(Access::Int64(a), Access::Int64(b), &sum)) {
    return {Value::Integer(sum)};
  }
  return Compute(
      arena, a, b, [](const BigInt& x, const BigInt& y) { return BigInt(x + y); }, AddFloats);
}

NumberResult Subtract(Arena& arena, const Value& a, const Value& b) {
  if (int64_t difference; BothInt64(a, b) && !__builtin_sub_overflow(Access::Int64(a), Access::Int64(b), &difference)) {
    return {Value::Integer(difference)};
  }
  return Compute(
      arena, a, b, [](const BigInt& x, const BigInt& y) { return BigInt(x - y); },
      [](const BigFloat& x, const BigFloat& y) { return AddFloats(x, Negated(y)); });
}

NumberResult Multiply(Arena& arena, const Value& a, const Value& b) {
  if (int64_t product; BothInt64(a, b) && !__builtin_mul_overflow(Access::Int64(a), Access::Int64(b), &product)) {
    return {Value::Integer(product)};
  }
  NumberView x(a);
  NumberView y(b);
  // The size of a product is known before it is computed.
  if (!x->zero() && !y->zero() && x->point + y->point > static_cast<int64_t>(kLargestText) + 1) {
    return {Value(), ArithmeticError::kTooLarge};
  }
  return Compute(
      arena, a, b, [](const BigInt& x, const BigInt& y) { return BigInt(x * y); }, MultiplyFloats);
}

NumberResult Divide(Arena& arena, const Value& a, const Value& b) {
  if (BothInt64(a, b)) {
    int64_t x = Access::Int64(a);
    int64_t y = Access::Int64(b);
    if (y == 0) return {Value(), ArithmeticError::kDivideByZero};
    if (x != 0 && y != -1 && x % y == 0) return {Value::Integer(x / y)};
  }
  NumberView y(b);
  if (y->zero()) return {Value(), ArithmeticError::kDivideByZero};
  return FromFloat(arena, DivideFloats(FloatFromDecimal(*NumberView(a)), FloatFromDecimal(*y)));
}

NumberResult Remainder(Arena& arena, const Value& a, const Value& b) {
  if (BothInt64(a, b)) {
    int64_t y = Access::Int64(b);
    if (y == 0) return {Value(), ArithmeticError::kModuloByZero};
    return {Value::Integer(y == -1 ? 0 : Access::Int64(a) % y)};
  }
  NumberView x(a);
  NumberView y(b);
  if (!x->integer() || !y->integer()) return {Value(), ArithmeticError::kModuloOfNonInteger};
  if (y->zero()) return {Value(), ArithmeticError::kModuloByZero};
  return FromInteger(arena, IntegerFromDecimal(*x) % IntegerFromDecimal(*y));
}

Value Abs(Arena& arena, const Value& v) {
  if (std::optional<int64_t> i = ToInt64(v); i && *i != INT64_MIN) return Value::Integer(*i < 0 ? -*i : *i);
  return ApplyToFloat(arena, v, [](BigFloat f) {
    f.negative = false;
    return f;
  });
}

Value Round(Arena& arena, const Value& v) {
  if (std::optional<int64_t> i = ToInt64(v)) return Value::Integer(*i);
  return ApplyToFloat(arena, v, [](const BigFloat& f) {
    return FloatFromInteger(Truncated(AddFloats(f, f.negative ? Negated(OneHalf()) : OneHalf())));
  });
}

Value Ceil(Arena& arena, const Value& v) {
  if (std::optional<int64_t> i = ToInt64(v)) return Value::Integer(*i);
  return ApplyToFloat(arena, v, [](const BigFloat& f) {
    BigFloat whole = FloatFromInteger(Truncated(f));
    if (whole.negative || CompareFloats(f, whole) == 0) return whole;
    return AddFloats(whole, One());
  });
}

Value Floor(Arena& arena, const Value& v) {
  if (std::optional<int64_t> i = ToInt64(v)) return Value::Integer(*i);
  return ApplyToFloat(arena, v, [](const BigFloat& f) {
    BigFloat whole = FloatFromInteger(Truncated(f));
    if (!whole.negative || CompareFloats(f, whole) == 0) return whole;
    return AddFloats(whole, Negated(One()));
  });
}

}  // namespace reeve::value
