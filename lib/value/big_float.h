// BigFloat: binary floating point with a chosen mantissa width, for the arithmetic of numbers that are no int64s; and
// exact integers of any size. The results are OPA's, bit for bit, which computes with a 64-bit mantissa, rounds to
// nearest even and scales decimal exponents by a power of five of 128 bits. Costs grow with the exponent: numbers in
// use stay below 2^kLargestExponent. Tested by tests/value/number_test.cc.
#ifndef REEVE_LIB_VALUE_BIG_FLOAT_H_
#define REEVE_LIB_VALUE_BIG_FLOAT_H_

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <string>

#include "value/number_text.h"

namespace reeve::value {

using BigInt = boost::multiprecision::cpp_int;

// mantissa * 2^exponent, negative or not; a zero keeps its sign. mantissa >= 0, at most `precision` bits.
struct BigFloat {
  bool negative = false;
  BigInt mantissa;
  int64_t exponent = 0;
  uint32_t precision = 64;

  static constexpr int64_t kLargestExponent = 340000;  // about 10^100000: max_integer_digits in limits.def

  bool zero() const { return mantissa.is_zero(); }
  // The exponent e for which 2^(e-1) <= |value| < 2^e; 0 for zero.
  int64_t Magnitude() const;
  bool InRange() const { return Magnitude() <= kLargestExponent && Magnitude() >= -kLargestExponent; }
  bool IsInteger() const;
};

int64_t BitLength(const BigInt& magnitude);  // of a value >= 0; 0 for 0

BigFloat FloatFromDecimal(const Decimal& d);
// Exact: as many bits as the integer has, 64 at least.
BigFloat FloatFromInteger(const BigInt& i);
BigFloat AddFloats(const BigFloat& a, const BigFloat& b);
BigFloat Negated(BigFloat f);
BigFloat MultiplyFloats(const BigFloat& a, const BigFloat& b);
BigFloat DivideFloats(const BigFloat& a, const BigFloat& b);  // b is not zero
int CompareFloats(const BigFloat& a, const BigFloat& b);
BigInt Truncated(const BigFloat& f);

// The shortest decimal text that reads back as the same number of that precision: integers in full, others in
// positional notation from 10^-4 to below 10^6, else as 1.5e+07.
std::string FloatText(const BigFloat& f);

// Decimal text of an integer, by halves: Boost's own conversion takes 20 times as long for 10^5 digits.
std::string IntegerText(const BigInt& i);

// The integer that a decimal spells; d.integer() must hold.
BigInt IntegerFromDecimal(const Decimal& d);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_BIG_FLOAT_H_
