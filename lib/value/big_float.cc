// Arithmetic of BigFloat on exact integers, rounded once at the end. See big_float.h.
// Tested by tests/value/number_test.cc.
#include "value/big_float.h"

#include <algorithm>
#include <string>
#include <vector>

namespace reeve::value {
namespace {

namespace mp = boost::multiprecision;

// Brings `f` to at most `precision` bits, nearest first, ties to even.
void Round(BigFloat& f, uint32_t precision) {
  f.precision = precision;
  int64_t extra = BitLength(f.mantissa) - static_cast<int64_t>(precision);
  if (extra <= 0) return;
  unsigned last = static_cast<unsigned>(extra - 1);
  bool half = mp::bit_test(f.mantissa, last);
  bool more = half && mp::lsb(f.mantissa) < last;
  f.mantissa >>= static_cast<unsigned>(extra);
  f.exponent += extra;
  if (half && (more || mp::bit_test(f.mantissa, 0))) f.mantissa += 1;  // may carry into one more bit: 2^n is exact
}

BigFloat Multiplied(const BigFloat& a, const BigFloat& b, uint32_t precision) {
  BigFloat product{a.negative != b.negative, a.mantissa * b.mantissa, a.exponent + b.exponent, precision};
  Round(product, precision);
  return product;
}

BigFloat Divided(const BigFloat& a, const BigFloat& b, uint32_t precision) {
  BigFloat quotient{a.negative != b.negative, 0, 0, precision};
  if (a.zero()) return quotient;
  int64_t shift =
      std::max<int64_t>(0, static_cast<int64_t>(precision) + 2 - BitLength(a.mantissa) + BitLength(b.mantissa));
  BigInt rest;
  mp::divide_qr(BigInt(a.mantissa << static_cast<unsigned>(shift)), b.mantissa, quotient.mantissa, rest);
  quotient.exponent = a.exponent - b.exponent - shift;
  if (!rest.is_zero()) {  // one more bit keeps a tie from looking exact
    quotient.mantissa <<= 1;
    quotient.mantissa |= 1;
    quotient.exponent -= 1;
  }
  Round(quotient, precision);
  return quotient;
}

// 5^n by OPA's steps: its rounding errors (from 5^56 on) are part of its answers.
BigFloat PowerOfFive(uint64_t n) {
  constexpr uint64_t kExact = 27;  // 5^27 fits 64 bits
  constexpr uint32_t kPrecision = 128;
  BigInt start = 1;
  for (uint64_t i = 0; i < std::min(n, kExact); ++i) start *= 5;
  BigFloat power{false, start, 0, kPrecision};
  if (n <= kExact) return power;
  n -= kExact;
  BigFloat factor{false, 5, 0, kPrecision + 64};
  for (; n > 0; n >>= 1) {
    if ((n & 1) != 0) power = Multiplied(power, factor, kPrecision);
    factor = Multiplied(factor, factor, kPrecision + 64);
  }
  return power;
}

BigInt DigitsToInteger(std::string_view digits) {
  BigInt n = 0;
  uint64_t chunk = 0;
  uint64_t scale = 1;
  for (char c : digits) {
    if (c == '.') continue;
    chunk = chunk * 10 + static_cast<uint64_t>(c - '0');
    scale *= 10;
    if (scale == 1000000000000000000u) {
      n *= scale;
      n += chunk;
      chunk = 0;
      scale = 1;
    }
  }
  n *= scale;
  n += chunk;
  return n;
}

BigInt PowerOfTen(int64_t n) { return mp::pow(BigInt(10), static_cast<unsigned>(n)); }

// Appends `n`, below 10^(18 * 2^level), with leading zeros to that width if `pad`. powers[k] is 10^(18 * 2^k).
void AppendHalves(const BigInt& n, size_t level, bool pad, const std::vector<BigInt>& powers, std::string& out) {
  if (level == 0) {
    std::string digits = std::to_string(static_cast<uint64_t>(n));
    if (pad) out.append(18 - digits.size(), '0');
    out += digits;
    return;
  }
  if (!pad && n < powers[level - 1]) return AppendHalves(n, level - 1, false, powers, out);
  BigInt high;
  BigInt low;
  mp::divide_qr(n, powers[level - 1], high, low);
  AppendHalves(high, level - 1, pad, powers, out);
  AppendHalves(low, level - 1, true, powers, out);
}

// Significant decimal digits, without trailing zeros when they are all there is; value 0.d1d2d3... * 10^point.
struct Digits {
  std::string text;
  int64_t point = 0;
  bool complete = true;  // no further digits behind `text`
};

// The first 30 to 40 digits of mantissa * 2^exponent * 10^scale, whose decimal point is then moved back.
Digits ScaledDigits(const BigInt& mantissa, int64_t exponent, int64_t scale, const BigInt& power) {
  BigInt n = mantissa;
  BigInt rest = 0;
  if (scale >= 0) n *= power;
  if (exponent >= 0) {
    n <<= static_cast<unsigned>(exponent);
  } else {
    unsigned shift = static_cast<unsigned>(-exponent);
    if (!n.is_zero() && mp::lsb(n) < shift) rest = 1;
    n >>= shift;
  }
  if (scale < 0) {
    BigInt remainder;
    BigInt quotient;
    mp::divide_qr(n, power, quotient, remainder);
    n = quotient;
    if (!remainder.is_zero()) rest = 1;
  }
  Digits d;
  d.text = IntegerText(n);
  d.point = static_cast<int64_t>(d.text.size()) - scale;
  d.complete = rest.is_zero();
  if (d.complete) {
    while (!d.text.empty() && d.text.back() == '0') d.text.pop_back();
  }
  return d;
}

void CutDown(Digits& d, size_t n) {
  d.text.resize(n);
  while (!d.text.empty() && d.text.back() == '0') d.text.pop_back();
}

void CutUp(Digits& d, size_t n) {
  while (n > 0 && d.text[n - 1] == '9') --n;
  if (n == 0) {
    d.text = "1";
    ++d.point;
    return;
  }
  d.text.resize(n);
  ++d.text[n - 1];
}

void CutNearest(Digits& d, size_t n) {
  if (n >= d.text.size()) return CutDown(d, std::min(n, d.text.size()));
  bool up = d.text[n] >= '5';
  if (d.text[n] == '5' && d.complete && n + 1 == d.text.size()) up = n > 0 && ((d.text[n - 1] - '0') & 1) != 0;
  if (up) {
    CutUp(d, n);
  } else {
    CutDown(d, n);
  }
}

// Shortens `d`, the digits of a number, to the fewest that lie between the bounds half a unit below and above.
void Shorten(Digits& d, const Digits& lower, const Digits& upper, bool inclusive) {
  auto digit = [](const Digits& of, size_t i) { return i < of.text.size() ? of.text[i] : '0'; };
  auto is_last = [](const Digits& of, size_t i) { return of.complete && i + 1 == of.text.size(); };
  auto has_more = [](const Digits& of, size_t i) { return !of.complete || i + 1 < of.text.size(); };
  for (size_t i = 0; i < d.text.size(); ++i) {
    char m = d.text[i];
    char l = digit(lower, i);
    char u = digit(upper, i);
    bool down = l != m || (inclusive && is_last(lower, i));
    bool up = m != u && (inclusive || m + 1 < u || has_more(upper, i));
    if (down && up) return CutNearest(d, i + 1);
    if (down) return CutDown(d, i + 1);
    if (up) return CutUp(d, i + 1);
  }
}

Digits ShortestDigits(const BigFloat& f) {
  // Mantissa of precision + 1 bits: its last bit is half a unit.
  int64_t widen = static_cast<int64_t>(f.precision) + 1 - BitLength(f.mantissa);
  BigInt mantissa = f.mantissa << static_cast<unsigned>(widen);
  int64_t exponent = f.exponent - widen;
  // A few digits more than the mantissa can tell apart.
  int64_t wanted = static_cast<int64_t>(f.precision) * 30103 / 100000 + 12;
  int64_t magnitude = f.Magnitude() * 30103 / 100000;
  int64_t scale = wanted - magnitude;
  BigInt power = PowerOfTen(scale < 0 ? -scale : scale);
  Digits d = ScaledDigits(mantissa, exponent, scale, power);
  Digits lower = ScaledDigits(mantissa - 1, exponent, scale, power);
  Digits upper = ScaledDigits(mantissa + 1, exponent, scale, power);
  bool inclusive = !mp::bit_test(mantissa, 1);
  Shorten(d, lower, upper, inclusive);
  return d;
}

std::string Scientific(const Digits& d) {
  std::string out = d.text.substr(0, 1);
  if (d.text.size() > 1) out += "." + d.text.substr(1);
  int64_t exponent = d.point - 1;
  out += exponent < 0 ? "e-" : "e+";
  int64_t magnitude = exponent < 0 ? -exponent : exponent;
  if (magnitude < 10) out += '0';
  return out + std::to_string(magnitude);
}

std::string Positional(const Digits& d) {
  int64_t n = static_cast<int64_t>(d.text.size());
  if (d.point <= 0) return "0." + std::string(static_cast<size_t>(-d.point), '0') + d.text;
  if (n <= d.point) return d.text + std::string(static_cast<size_t>(d.point - n), '0');
  return d.text.substr(0, static_cast<size_t>(d.point)) + "." + d.text.substr(static_cast<size_t>(d.point));
}

}  // namespace

int64_t BitLength(const BigInt& magnitude) {
  return magnitude.is_zero() ? 0 : static_cast<int64_t>(mp::msb(magnitude)) + 1;
}

int64_t BigFloat::Magnitude() const { return zero() ? 0 : BitLength(mantissa) + exponent; }

bool BigFloat::IsInteger() const {
  return zero() || exponent >= 0 || static_cast<int64_t>(mp::lsb(mantissa)) >= -exponent;
}

BigFloat FloatFromDecimal(const Decimal& d) {
  BigFloat f{d.negative, 0, 0, 64};
  if (d.zero()) return f;
  f.mantissa = DigitsToInteger(d.digits);
  int64_t exponent = d.point - d.count;
  f.exponent = exponent;  // 10^e = 5^e * 2^e
  if (exponent == 0) {
    Round(f, 64);
    return f;
  }
  BigFloat power = PowerOfFive(static_cast<uint64_t>(exponent < 0 ? -exponent : exponent));
  BigFloat scaled = exponent < 0 ? Divided(f, power, 64) : Multiplied(f, power, 64);
  scaled.negative = d.negative;
  return scaled;
}

BigFloat FloatFromInteger(const BigInt& i) {
  BigInt magnitude = mp::abs(i);
  uint32_t precision = static_cast<uint32_t>(std::max<int64_t>(64, BitLength(magnitude)));
  return {i.sign() < 0, std::move(magnitude), 0, precision};
}

BigFloat AddFloats(const BigFloat& a, const BigFloat& b) {
  uint32_t precision = std::max(a.precision, b.precision);
  if (a.zero() || b.zero()) {
    if (a.zero() && b.zero()) return {a.negative && b.negative, 0, 0, precision};
    BigFloat sum = a.zero() ? b : a;
    Round(sum, precision);
    return sum;
  }
  const BigFloat& high = a.exponent >= b.exponent ? a : b;
  const BigFloat& low = a.exponent >= b.exponent ? b : a;
  int64_t gap = high.exponent - low.exponent;
  // Far apart, the smaller one only tells which way to round: one bit stands for it.
  int64_t reach = static_cast<int64_t>(precision) + 3;
  if (high.Magnitude() - low.Magnitude() > 2 * reach && gap > reach + BitLength(low.mantissa)) {
    BigInt sum = high.mantissa << static_cast<unsigned>(reach);
    sum += high.negative == low.negative ? 1 : -1;
    BigFloat f{high.negative, std::move(sum), high.exponent - reach, precision};
    Round(f, precision);
    return f;
  }
  BigInt sum = high.mantissa << static_cast<unsigned>(gap);
  if (high.negative) sum = -sum;
  if (low.negative)
    sum -= low.mantissa;
  else
    sum += low.mantissa;
  BigFloat f{sum.sign() < 0, mp::abs(sum), low.exponent, precision};
  if (f.zero()) f.exponent = 0;
  Round(f, precision);
  return f;
}

BigFloat Negated(BigFloat f) {
  f.negative = !f.negative;
  return f;
}

BigFloat MultiplyFloats(const BigFloat& a, const BigFloat& b) {
  BigFloat product = Multiplied(a, b, std::max(a.precision, b.precision));
  if (product.zero()) product.exponent = 0;
  return product;
}

BigFloat DivideFloats(const BigFloat& a, const BigFloat& b) {
  return Divided(a, b, std::max(a.precision, b.precision));
}

int CompareFloats(const BigFloat& a, const BigFloat& b) {
  BigFloat wide_a = a;
  wide_a.precision = std::max(a.precision, b.precision);
  BigFloat difference = AddFloats(wide_a, Negated(b));
  return difference.zero() ? 0 : difference.negative ? -1 : 1;
}

BigInt Truncated(const BigFloat& f) {
  BigInt i = f.exponent >= 0 ? BigInt(f.mantissa << static_cast<unsigned>(f.exponent))
                             : BigInt(f.mantissa >> static_cast<unsigned>(-f.exponent));
  return f.negative ? BigInt(-i) : i;
}

std::string FloatText(const BigFloat& f) {
  std::string sign = f.negative ? "-" : "";
  if (f.zero()) return sign + "0";
  bool integer = f.IsInteger();
  if (integer && f.Magnitude() <= static_cast<int64_t>(f.precision)) {
    return sign + IntegerText(mp::abs(Truncated(f)));  // every digit counts
  }
  Digits d = ShortestDigits(f);
  int64_t exponent = d.point - 1;
  if (!integer && (exponent < -4 || exponent >= 6)) return sign + Scientific(d);
  return sign + Positional(d);
}

std::string IntegerText(const BigInt& i) {
  std::string out = i.sign() < 0 ? "-" : "";
  BigInt n = mp::abs(i);
  std::vector<BigInt> powers = {BigInt(1000000000000000000u)};
  // Until the square of the last power has more bits than n.
  while (BitLength(powers.back()) * 2 - 1 <= BitLength(n)) powers.push_back(BigInt(powers.back() * powers.back()));
  AppendHalves(n, powers.size(), false, powers, out);
  return out;
}

BigInt IntegerFromDecimal(const Decimal& d) {
  if (d.zero()) return 0;
  BigInt n = DigitsToInteger(d.digits);
  if (d.point > d.count) n *= PowerOfTen(d.point - d.count);
  return d.negative ? BigInt(-n) : n;
}

}  // namespace reeve::value
