// Number texts taken apart without computing: grammar, order, hash and int64 value come from the decimal digits alone.
// Tested by tests/value/number_test.cc.
#ifndef REEVE_LIB_VALUE_NUMBER_TEXT_H_
#define REEVE_LIB_VALUE_NUMBER_TEXT_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "value/rep.h"

namespace reeve::value {

// -12.50e3 is negative, digits "12.5", count 3, point 5: the value is 0.125 * 10^5.
struct Decimal {
  bool negative = false;    // also of -0
  std::string_view digits;  // first and last are not 0; may hold one '.'; empty for zero
  int64_t count = 0;        // digits without the '.'
  int64_t point = 0;        // decimal exponent in front of the first digit; 0 for zero
  bool has_exponent = false;

  bool zero() const { return digits.empty(); }
  bool integer() const { return count <= point || zero(); }
};

// JSON's grammar of numbers, and .5 as Rego has it. Nothing if the text is no number or its exponent does not fit.
std::optional<Decimal> ScanDecimal(std::string_view text);
// The int64 that the text spells canonically: "0", "-7", but not "-0", "07", "1.0".
std::optional<int64_t> ScanInt64(std::string_view text);

// A number's decimal, with room for the text of an int64. Not copyable: the decimal may point into the buffer.
class NumberView {
 public:
  explicit NumberView(const Value& v);
  NumberView(const NumberView&) = delete;
  NumberView& operator=(const NumberView&) = delete;
  const Decimal& operator*() const { return decimal_; }
  const Decimal* operator->() const { return &decimal_; }

 private:
  char buffer_[24];
  Decimal decimal_;
};

std::optional<int64_t> DecimalToInt64(const Decimal& d);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_NUMBER_TEXT_H_
