// Integers of any size bit by bit, in two's complement without end, and their text in a base.
// Tested by tests/value/number_test.cc.
#include <algorithm>
#include <charconv>

#include "value/big_float.h"
#include "value/number.h"
#include "value/number_text.h"

namespace reeve::value {
namespace {

namespace mp = boost::multiprecision;

std::optional<BigInt> ToBigInt(const Value& v) {
  NumberView d(v);
  if (!v.is_number() || !d->integer()) return std::nullopt;
  return IntegerFromDecimal(*d);
}

Value FromBigInt(Arena& arena, const BigInt& i) {
  std::string text = IntegerText(i);
  if (std::optional<int64_t> small = ScanInt64(text)) return Value::Integer(*small);
  return Access::NumberText(arena.CopyText(text));
}

// ~x for any x: in two's complement -x - 1.
BigInt Complement(const BigInt& x) { return -x - 1; }

// The operations on two's complement by those on magnitudes: a negative x is ~m for a magnitude m.
BigInt Combine(BitOperation op, const BigInt& x, const BigInt& y) {
  bool nx = x.sign() < 0;
  bool ny = y.sign() < 0;
  BigInt a = nx ? Complement(x) : x;
  BigInt b = ny ? Complement(y) : y;
  auto and_not = [](const BigInt& p, const BigInt& q) { return BigInt(p ^ (p & q)); };
  switch (op) {
    case BitOperation::kXor:
      return nx != ny ? Complement(a ^ b) : BigInt(a ^ b);
    case BitOperation::kAnd:
      if (nx && ny) return Complement(a | b);
      if (nx) return and_not(b, a);
      if (ny) return and_not(a, b);
      return a & b;
    case BitOperation::kOr:
      if (nx && ny) return Complement(a & b);
      if (nx) return Complement(and_not(a, b));
      if (ny) return Complement(and_not(b, a));
      return a | b;
  }
  return 0;
}

int64_t CombineSmall(BitOperation op, int64_t x, int64_t y) {
  return op == BitOperation::kAnd ? x & y : op == BitOperation::kOr ? x | y : x ^ y;
}

std::string MagnitudeText(const BigInt& magnitude, int base) {
  switch (base) {
    case 16:
      return magnitude.str(0, std::ios_base::hex);
    case 8:
      return magnitude.str(0, std::ios_base::oct);
    case 2: {
      std::string bits;
      for (int64_t i = std::max<int64_t>(BitLength(magnitude), 1) - 1; i >= 0; --i) {
        bits += mp::bit_test(magnitude, static_cast<unsigned>(i)) ? '1' : '0';
      }
      return bits;
    }
    default:
      return IntegerText(magnitude);
  }
}

}  // namespace

std::optional<Value> Bitwise(Arena& arena, BitOperation op, const Value& a, const Value& b) {
  if (Access::IsInt64(a) && Access::IsInt64(b)) {
    return Value::Integer(CombineSmall(op, Access::Int64(a), Access::Int64(b)));
  }
  std::optional<BigInt> x = ToBigInt(a);
  std::optional<BigInt> y = ToBigInt(b);
  if (!x || !y) return std::nullopt;
  return FromBigInt(arena, Combine(op, *x, *y));
}

std::optional<Value> BitNegate(Arena& arena, const Value& v) {
  if (Access::IsInt64(v)) return Value::Integer(~Access::Int64(v));
  std::optional<BigInt> x = ToBigInt(v);
  if (!x) return std::nullopt;
  return FromBigInt(arena, Complement(*x));
}

std::optional<Value> ShiftLeft(Arena& arena, const Value& v, uint64_t bits) {
  std::optional<BigInt> x = ToBigInt(v);
  if (!x) return std::nullopt;
  if (x->is_zero()) return Value::Integer(0);
  BigInt magnitude = mp::abs(*x) << bits;
  return FromBigInt(arena, x->sign() < 0 ? BigInt(-magnitude) : magnitude);
}

std::optional<Value> ShiftRight(Arena& arena, const Value& v, uint64_t bits) {
  if (Access::IsInt64(v)) return Value::Integer(Access::Int64(v) >> std::min<uint64_t>(bits, 63));
  std::optional<BigInt> x = ToBigInt(v);
  if (!x) return std::nullopt;
  bool negative = x->sign() < 0;
  BigInt magnitude = negative ? Complement(*x) : *x;
  if (bits >= static_cast<uint64_t>(BitLength(magnitude))) return Value::Integer(negative ? -1 : 0);
  magnitude >>= bits;
  return FromBigInt(arena, negative ? Complement(magnitude) : magnitude);
}

std::string FormatInteger(const Value& v, int base) {
  if (Access::IsInt64(v)) {
    char buffer[72];
    auto [end, error] = std::to_chars(buffer, buffer + sizeof(buffer), Access::Int64(v), base);
    return std::string(buffer, end);
  }
  NumberView d(v);
  // OPA reads digits exactly, other spellings through its 64-bit mantissa.
  bool plain = Access::Text(v).find_first_of(".eE") == std::string_view::npos;
  BigInt i = plain ? IntegerFromDecimal(*d) : Truncated(FloatFromDecimal(*d));
  std::string text = MagnitudeText(mp::abs(i), base);
  return i.sign() < 0 ? "-" + text : text;
}

}  // namespace reeve::value
