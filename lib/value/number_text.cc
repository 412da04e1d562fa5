// Number texts: scanning, comparing and hashing their digits. Linear in the text. Tested by tests/value/number_test.cc.
#include "value/number_text.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "value/hash.h"
#include "value/number.h"

namespace reeve::value {
namespace {

constexpr int64_t kLargestExponent = 1000000000000;  // far above what is computed with, far below overflow

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

size_t SkipDigits(std::string_view text, size_t i) {
  while (i < text.size() && IsDigit(text[i])) ++i;
  return i;
}

// The exponent at text[i..], behind the e; nothing if it is malformed or huge.
std::optional<int64_t> ScanExponent(std::string_view text, size_t i) {
  bool negative = false;
  if (i < text.size() && (text[i] == '+' || text[i] == '-')) negative = text[i++] == '-';
  if (i == text.size()) return std::nullopt;
  int64_t exponent = 0;
  for (; i < text.size(); ++i) {
    if (!IsDigit(text[i]) || exponent > kLargestExponent) return std::nullopt;
    exponent = exponent * 10 + (text[i] - '0');
  }
  return negative ? -exponent : exponent;
}

// Order of the magnitudes of two numbers that are not zero.
int CompareMagnitudes(const Decimal& a, const Decimal& b) {
  if (a.point != b.point) return a.point < b.point ? -1 : 1;
  size_t i = 0;
  size_t j = 0;
  for (;; ++i, ++j) {
    if (i < a.digits.size() && a.digits[i] == '.') ++i;
    if (j < b.digits.size() && b.digits[j] == '.') ++j;
    if (i >= a.digits.size() || j >= b.digits.size()) break;
    if (a.digits[i] != b.digits[j]) return a.digits[i] < b.digits[j] ? -1 : 1;
  }
  // Neither ends in a zero, so the longer one is larger.
  return static_cast<int>(i < a.digits.size()) - static_cast<int>(j < b.digits.size());
}

int CompareDecimals(const Decimal& a, const Decimal& b) {
  if (a.zero() || b.zero()) {
    if (a.zero() && b.zero()) return 0;
    const Decimal& other = a.zero() ? b : a;
    return (a.zero() == other.negative) ? 1 : -1;
  }
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  int order = CompareMagnitudes(a, b);
  return a.negative ? -order : order;
}

}  // namespace

std::optional<Decimal> ScanDecimal(std::string_view text) {
  Decimal d;
  size_t begin = 0;
  if (!text.empty() && text[0] == '-') {
    d.negative = true;
    begin = 1;
  }
  size_t dot = SkipDigits(text, begin);
  if (dot > begin + 1 && text[begin] == '0') return std::nullopt;
  size_t end = dot;
  if (dot < text.size() && text[dot] == '.') {
    end = SkipDigits(text, dot + 1);
    if (end == dot + 1) return std::nullopt;
  } else if (dot == begin) {
    return std::nullopt;
  }
  int64_t exponent = 0;
  if (end < text.size()) {
    if (text[end] != 'e' && text[end] != 'E') return std::nullopt;
    std::optional<int64_t> scanned = ScanExponent(text, end + 1);
    if (!scanned) return std::nullopt;
    exponent = *scanned;
    d.has_exponent = true;
  }
  size_t first = begin;
  while (first < end && (text[first] == '0' || text[first] == '.')) ++first;
  if (first == end) return d;
  size_t last = end;
  while (text[last - 1] == '0' || text[last - 1] == '.') --last;
  d.digits = text.substr(first, last - first);
  bool dot_inside = first < dot && dot < last;
  d.count = static_cast<int64_t>(d.digits.size()) - (dot_inside ? 1 : 0);
  // Digits between the first one and the decimal point; negative for zeros behind the point.
  int64_t ahead = static_cast<int64_t>(dot) - static_cast<int64_t>(first) + (first > dot ? 1 : 0);
  d.point = ahead + exponent;
  return d;
}

std::optional<int64_t> ScanInt64(std::string_view text) {
  size_t i = !text.empty() && text[0] == '-' ? 1 : 0;
  size_t digits = text.size() - i;
  if (digits == 0 || digits > 19) return std::nullopt;
  if (text[i] == '0' && text.size() > 1) return std::nullopt;
  uint64_t n = 0;
  for (; i < text.size(); ++i) {
    unsigned digit = static_cast<unsigned>(text[i]) - '0';
    if (digit > 9) return std::nullopt;
    n = n * 10 + digit;  // 19 digits fit
  }
  constexpr uint64_t kLimit = static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
  if (text[0] == '-') {
    if (n > kLimit + 1) return std::nullopt;
    return static_cast<int64_t>(0 - n);
  }
  if (n > kLimit) return std::nullopt;
  return static_cast<int64_t>(n);
}

NumberView::NumberView(const Value& v) {
  std::string_view text;
  if (Access::IsInt64(v)) {
    auto [end, error] = std::to_chars(buffer_, buffer_ + sizeof(buffer_), Access::Int64(v));
    text = {buffer_, static_cast<size_t>(end - buffer_)};
  } else {
    text = Access::Text(v);
  }
  if (std::optional<Decimal> scanned = ScanDecimal(text)) decimal_ = *scanned;
}

std::optional<int64_t> DecimalToInt64(const Decimal& d) {
  if (d.zero()) return 0;
  if (!d.integer() || d.point > 19) return std::nullopt;
  uint64_t n = 0;
  for (char c : d.digits) {
    if (c != '.') n = n * 10 + static_cast<uint64_t>(c - '0');
  }
  for (int64_t i = d.count; i < d.point; ++i) n *= 10;
  constexpr uint64_t kLimit = static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
  if (n > kLimit + (d.negative ? 1 : 0)) return std::nullopt;
  return static_cast<int64_t>(d.negative ? 0 - n : n);
}

int CompareNumbers(const Value& a, const Value& b) {
  if (Access::IsInt64(a) && Access::IsInt64(b)) {
    return (Access::Int64(a) > Access::Int64(b)) - (Access::Int64(a) < Access::Int64(b));
  }
  if (!Access::IsInt64(a) && !Access::IsInt64(b) && Access::Text(a) == Access::Text(b)) return 0;
  return CompareDecimals(*NumberView(a), *NumberView(b));
}

uint64_t HashNumber(const Value& v) {
  if (Access::IsInt64(v)) return HashInt64(Access::Int64(v));
  NumberView d(v);
  if (std::optional<int64_t> i = DecimalToInt64(*d)) return HashInt64(*i);
  uint64_t hash = MixBits(HashSeed() ^ static_cast<uint64_t>(d->point) ^ (d->negative ? 1ull << 63 : 0));
  uint64_t chunk = 1;
  for (char c : d->digits) {
    if (c == '.') continue;
    chunk = chunk << 4 | static_cast<uint64_t>(c - '0');
    if (chunk >> 60 != 0) {
      hash = MixBits(hash ^ chunk);
      chunk = 1;
    }
  }
  return MixBits(hash ^ chunk);
}

bool IsInteger(const Value& v) { return Access::IsInt64(v) || NumberView(v)->integer(); }

std::optional<int64_t> ToInt64(const Value& v) {
  return Access::IsInt64(v) ? Access::Int64(v) : DecimalToInt64(*NumberView(v));
}

double ToDouble(const Value& v) {
  if (Access::IsInt64(v)) return static_cast<double>(Access::Int64(v));
  std::string_view text = Access::Text(v);
  double d = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), d);
  if (error != std::errc::result_out_of_range) return d;
  NumberView decimal(v);
  double magnitude = decimal->point > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  return decimal->negative ? -magnitude : magnitude;
}

void AppendNumberText(const Value& v, std::string& out) {
  if (!Access::IsInt64(v)) {
    out += Access::Text(v);
    return;
  }
  char buffer[24];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof(buffer), Access::Int64(v));
  out.append(buffer, end);
}

std::string NumberText(const Value& v) {
  std::string out;
  AppendNumberText(v, out);
  return out;
}

}  // namespace reeve::value
