// Numbers as OPA computes them.
//
// A number keeps its text until it is computed with: 1.50 stays 1.50. Integers are exact at any size. Everything else is
// binary floating point with a mantissa of 64 bits, rounded to nearest even, the same on every CPU (not long double),
// and prints the shortest decimal text that reads back as the same 64-bit-mantissa number: 0.1 + 0.2 = 0.3,
// 1/3 = 0.33333333333333333334, 1000001.5 + 0 = 1.0000015e+06, 0.00001 * 1 = 1e-05. A result that is an integer prints as one.
// int64 operands take a fast path. Tested by tests/value/number_test.cc against what OPA prints.
#ifndef REEVE_LIB_VALUE_NUMBER_H_
#define REEVE_LIB_VALUE_NUMBER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "value/rep.h"

namespace reeve::value {

// The number that a JSON or Rego literal spells (JSON's number grammar; the caller checked no more than that it ends). Nothing
// if the text is no number, or its exponent is too large to compute with (1e99999: OPA's "number too big").
std::optional<Value> NumberFromText(Arena& arena, std::string_view text);
// Without copying the text, which the caller keeps alive.
std::optional<Value> NumberFromBorrowedText(std::string_view text);
// The shortest decimal text of a double, as a number (Go's formatting of float64 as JSON number).
Value NumberFromDouble(Arena& arena, double d);

std::string NumberText(const Value& v);               // as written or computed
void AppendNumberText(const Value& v, std::string& out);
bool IsInteger(const Value& v);                       // 1, 1.0 and 1e3 are
std::optional<int64_t> ToInt64(const Value& v);       // if it is an integer in range
double ToDouble(const Value& v);                      // nearest
int CompareNumbers(const Value& a, const Value& b);   // by value
uint64_t HashNumber(const Value& v);                  // equal numbers, equal hashes

enum class ArithmeticError : uint8_t { kNone, kDivideByZero, kModuloByZero, kModuloOfNonInteger, kTooLarge };
struct NumberResult { Value value; ArithmeticError error = ArithmeticError::kNone; };
NumberResult Add(Arena& arena, const Value& a, const Value& b);
NumberResult Subtract(Arena& arena, const Value& a, const Value& b);
NumberResult Multiply(Arena& arena, const Value& a, const Value& b);
NumberResult Divide(Arena& arena, const Value& a, const Value& b);
NumberResult Remainder(Arena& arena, const Value& a, const Value& b);  // truncated: -7 % 3 = -1
// The product of all as floating point with a mantissa of 53 bits, in which OPA's product() computes fractions.
NumberResult MultiplyAll53(Arena& arena, const Value* numbers, size_t count);
// The integer part, in all its digits, of a * b computed with a mantissa of 64 bits even for integers.
NumberResult MultiplyToInteger(Arena& arena, const Value& a, const Value& b);
// Whether v / of is an integer, exactly; `of` is not zero.
bool IsMultipleOf(const Value& v, const Value& of);
// The text that Go's %v has for a big.Float set from the exact fraction, with a mantissa as wide as it needs: 0.01, 1e+06.
std::string ExactFloatText(const Value& v);
Value Abs(Arena& arena, const Value& v);
Value Round(Arena& arena, const Value& v);   // half away from zero
Value Floor(Arena& arena, const Value& v);   // as OPA: floor(-0.5) = 0
Value Ceil(Arena& arena, const Value& v);    // as OPA: ceil(-0.5) = 1

// Integers of any size for bits.* and format_int. Nothing if an operand is no integer.
enum class BitOperation : uint8_t { kAnd, kOr, kXor };
std::optional<Value> Bitwise(Arena& arena, BitOperation op, const Value& a, const Value& b);
std::optional<Value> BitNegate(Arena& arena, const Value& v);
// `bits` >= 0; the caller bounds it. Right shifts floor, as Go's big.Int does.
std::optional<Value> ShiftLeft(Arena& arena, const Value& v, uint64_t bits);
std::optional<Value> ShiftRight(Arena& arena, const Value& v, uint64_t bits);
// Text of the integer part in base 2, 8, 10 or 16, lower case (OPA's format_int truncates).
std::string FormatInteger(const Value& v, int base);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_NUMBER_H_
