// Go's number verbs of sprintf: widths, flags and precisions. Tested by tests/builtins/text_test.cc.
#include "builtins/go_number_format.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace reeve::builtins {
namespace {

constexpr int kLargestFixed =
    1100;  // digits behind the point that a double can have; what is asked for beyond is zeros

// Decimal digits d1 d2 ... and the point's place: 0.d1d2... * 10^point.
struct Digits {
  std::string digits;
  int point = 0;
};

// By std::to_chars in scientific form: correctly rounded; precision < 0: shortest. Trailing zeros are dropped.
Digits DigitsOf(double d, int precision) {
  char buffer[kLargestFixed + 32];
  std::to_chars_result end =
      precision < 0 ? std::to_chars(buffer, buffer + sizeof(buffer), d, std::chars_format::scientific)
                    : std::to_chars(buffer, buffer + sizeof(buffer), d, std::chars_format::scientific, precision);
  std::string_view text(buffer, static_cast<size_t>(end.ptr - buffer));
  size_t e = text.find('e');
  int exponent = 0;
  std::string_view exponent_text = text.substr(e + 1);
  if (exponent_text[0] == '+') exponent_text.remove_prefix(1);
  std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
  Digits result;
  for (char c : text.substr(0, e)) {
    if (c != '.') result.digits += c;
  }
  while (!result.digits.empty() && result.digits.back() == '0') result.digits.pop_back();
  result.point = result.digits.empty() ? 0 : exponent + 1;
  return result;
}

void AppendExponent(int exponent, char letter, std::string* out) {
  *out += letter;
  *out += exponent < 0 ? '-' : '+';
  int n = exponent < 0 ? -exponent : exponent;
  if (n < 10) *out += '0';
  *out += std::to_string(n);
}

// d.ddde+XX with `precision` digits behind the point.
std::string Scientific(const Digits& d, int precision, char letter) {
  std::string out(1, d.digits.empty() ? '0' : d.digits[0]);
  if (precision > 0) {
    out += '.';
    std::string rest = d.digits.size() > 1 ? d.digits.substr(1) : "";
    rest.resize(static_cast<size_t>(precision), '0');
    out += rest;
  }
  AppendExponent(d.digits.empty() ? 0 : d.point - 1, letter, &out);
  return out;
}

std::string Fixed(const Digits& d, int precision) {
  std::string out;
  int n = static_cast<int>(d.digits.size());
  auto digit = [&](int i) { return i >= 0 && i < n ? d.digits[static_cast<size_t>(i)] : '0'; };
  if (d.point <= 0) out = "0";
  for (int i = 0; i < d.point; ++i) out += digit(i);
  if (precision > 0) {
    out += '.';
    for (int i = 0; i < precision; ++i) out += digit(d.point + i);
  }
  return out;
}

// Go's %g: scientific when the exponent is below -4 or not below the precision (6 for the shortest form).
std::string General(double d, int precision, char letter) {
  bool shortest = precision < 0;
  if (precision == 0) precision = 1;
  Digits digits = DigitsOf(d, shortest ? -1 : (precision - 1 < kLargestFixed ? precision - 1 : kLargestFixed));
  int n = static_cast<int>(digits.digits.size());
  int limit = shortest ? 6 : precision > n && n >= digits.point ? n : precision;
  int exponent = digits.point - 1;
  if (exponent < -4 || exponent >= limit) {
    int shown = shortest || precision > n ? n : precision;
    return Scientific(digits, shown > 0 ? shown - 1 : 0, letter);
  }
  return Fixed(digits, n - digits.point > 0 ? n - digits.point : 0);
}

std::string BinaryExponent(double d) {
  int exponent = 0;
  double fraction = std::frexp(d, &exponent);
  uint64_t mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
  exponent = d == 0 ? -1074 : exponent - 53;
  if (exponent < -1074) {
    mantissa >>= -1074 - exponent;
    exponent = -1074;
  }
  std::string out = std::to_string(mantissa) + "p";
  if (exponent >= 0) out += '+';
  return out + std::to_string(exponent);
}

std::string Hexadecimal(double d, int precision, bool upper) {
  char buffer[kLargestFixed + 64];
  if (precision > kLargestFixed) precision = kLargestFixed;
  std::to_chars_result end = precision < 0
                                 ? std::to_chars(buffer, buffer + sizeof(buffer), d, std::chars_format::hex)
                                 : std::to_chars(buffer, buffer + sizeof(buffer), d, std::chars_format::hex, precision);
  std::string text(buffer, end.ptr);
  size_t p = text.find('p');
  int exponent = std::atoi(text.c_str() + p + 1);
  text.resize(p);
  if (text[0] == '2') {  // rounded up to the next power of two
    text[0] = '1';
    ++exponent;
  }
  AppendExponent(exponent, 'p', &text);
  text.insert(0, "0x");
  if (upper) {
    for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  }
  return text;
}

}  // namespace

std::string FormatDouble(double d, char verb, int precision) {
  if (std::isnan(d)) return "NaN";
  std::string sign = std::signbit(d) ? "-" : "";
  d = std::fabs(d);
  if (std::isinf(d)) return sign.empty() ? "+Inf" : "-Inf";
  switch (verb) {
    case 'e':
    case 'E': {
      Digits digits = DigitsOf(d, precision < kLargestFixed ? precision : kLargestFixed);
      int shown = precision < 0 ? static_cast<int>(digits.digits.size()) - 1 : precision;
      return sign + Scientific(digits, shown, verb);
    }
    case 'f':
    case 'F': {
      if (precision < 0) {
        Digits digits = DigitsOf(d, -1);
        int behind = static_cast<int>(digits.digits.size()) - digits.point;
        return sign + Fixed(digits, behind > 0 ? behind : 0);
      }
      char buffer[2 * kLargestFixed];
      int shown = precision < kLargestFixed ? precision : kLargestFixed;
      std::to_chars_result end = std::to_chars(buffer, buffer + sizeof(buffer), d, std::chars_format::fixed, shown);
      std::string text = sign + std::string(buffer, end.ptr);
      return text.append(static_cast<size_t>(precision - shown), '0');
    }
    case 'b': return sign + BinaryExponent(d);
    case 'x':
    case 'X': return sign + Hexadecimal(d, precision, verb == 'X');
    default: return sign + General(d, precision, verb == 'G' ? 'E' : 'e');
  }
}

std::string FormatUnsigned(uint64_t n, int base, bool upper) {
  char buffer[64];
  std::to_chars_result end = std::to_chars(buffer, buffer + sizeof(buffer), n, base);
  std::string text(buffer, end.ptr);
  if (upper) {
    for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  }
  return text;
}

}  // namespace reeve::builtins
