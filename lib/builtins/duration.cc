// Reads durations. See duration.h.
#include "builtins/duration.h"

#include <charconv>
#include <optional>

#include "builtins/go_layout.h"
#include "value/format.h"

namespace reeve::builtins {
namespace {

constexpr uint64_t kLimit = uint64_t{1} << 63;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

uint64_t UnitNanoseconds(std::string_view unit) {
  constexpr uint64_t kSecond = 1000000000;
  return unit == "ns"                                                    ? 1
         : unit == "us" || unit == "\xC2\xB5s" || unit == "\xCE\xBCs" ? 1000
         : unit == "ms"                                                  ? 1000000
         : unit == "s"                                                   ? kSecond
         : unit == "m"                                                   ? 60 * kSecond
         : unit == "h"                                                   ? 3600 * kSecond
                                                                         : 0;
}

// Digits off the front; false beyond 2^63.
bool TakeInteger(std::string_view* s, uint64_t* out) {
  *out = 0;
  while (!s->empty() && IsDigit((*s)[0])) {
    if (*out > kLimit / 10) return false;
    *out = *out * 10 + static_cast<uint64_t>((*s)[0] - '0');
    if (*out > kLimit) return false;
    s->remove_prefix(1);
  }
  return true;
}

// Digits behind a point as fraction / scale; those that no longer fit count for nothing.
void TakeFraction(std::string_view* s, uint64_t* fraction, double* scale) {
  bool full = false;
  for (; !s->empty() && IsDigit((*s)[0]); s->remove_prefix(1)) {
    full = full || *fraction > (kLimit - 1) / 10;
    if (full) continue;
    uint64_t next = *fraction * 10 + static_cast<uint64_t>((*s)[0] - '0');
    full = next > kLimit;
    if (full) continue;
    *fraction = next;
    *scale *= 10;
  }
}

// One number and its unit, added to *sum. What is wrong, or nothing.
std::string TakeSegment(std::string_view* s, uint64_t* sum) {
  uint64_t whole = 0, fraction = 0;
  double scale = 1;
  std::string_view begin = *s;
  if (!TakeInteger(s, &whole)) return "invalid duration";
  bool digits = begin.size() != s->size();
  if (s->starts_with('.')) {
    s->remove_prefix(1);
    size_t before = s->size();
    TakeFraction(s, &fraction, &scale);
    digits = digits || before != s->size();
  }
  if (!digits) return "invalid duration";
  size_t size = s->find_first_of(".0123456789");
  std::string_view unit = s->substr(0, size);
  if (unit.empty()) return "missing unit in duration";
  s->remove_prefix(unit.size());
  uint64_t nanoseconds = UnitNanoseconds(unit);
  if (nanoseconds == 0) return "unknown unit " + QuoteForTime(unit) + " in duration";
  if (whole > kLimit / nanoseconds) return "invalid duration";
  whole *= nanoseconds;
  if (fraction > 0) whole += static_cast<uint64_t>(static_cast<double>(fraction) * (static_cast<double>(nanoseconds) / scale));
  if (whole > kLimit) return "invalid duration";
  *sum += whole;
  return *sum > kLimit ? "invalid duration" : "";
}

// Go's own durations. What is wrong, or nothing.
std::string ParseGo(std::string_view s, int64_t* out) {
  bool minus = s.starts_with('-');
  if (minus || s.starts_with('+')) s.remove_prefix(1);
  *out = 0;
  if (s == "0") return "";
  if (s.empty()) return "invalid duration";
  uint64_t sum = 0;
  while (!s.empty()) {
    std::string wrong = TakeSegment(&s, &sum);
    if (!wrong.empty()) return wrong;
  }
  if (!minus && sum == kLimit) return "invalid duration";
  *out = static_cast<int64_t>(minus ? uint64_t{0} - sum : sum);
  return "";
}

std::optional<double> Decimal(std::string_view digits) {
  double n = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (end != digits.data() + digits.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) {
    if (digits.find_first_not_of('0') != digits.find('.')) return std::nullopt;  // too large; else as good as zero
    return 0.0;
  }
  return error == std::errc() ? std::optional<double>(n) : std::nullopt;
}

// The same duration without d, w and y: these as hours, in the fewest digits that read back as the same double.
std::optional<std::string> Rewrite(std::string_view s) {
  std::string out;
  if (s.starts_with('-') || s.starts_with('+')) {
    out = s[0];
    s.remove_prefix(1);
  }
  while (!s.empty()) {
    size_t digits = s.find_first_not_of(".0123456789");
    if (digits == 0 || digits == std::string_view::npos) return std::nullopt;
    std::string_view number = s.substr(0, digits);
    s.remove_prefix(digits);
    size_t size = s.starts_with("ms") || s.starts_with("us") || s.starts_with("ns") ? 2
                  : s.starts_with("\xC2\xB5s")                                      ? 3
                  : s[0] >= 'a' && s[0] <= 'z'                                      ? 1
                                                                                    : 0;
    if (size == 0) return std::nullopt;
    std::string_view unit = s.substr(0, size);
    s.remove_prefix(size);
    double hours = unit == "d" ? 24 : unit == "w" ? 7 * 24 : unit == "y" ? 365 * 24 : 0;
    if (hours == 0) {
      out.append(number).append(unit);
      continue;
    }
    std::optional<double> n = Decimal(number);
    if (!n) return std::nullopt;
    char text[400];
    auto end = std::to_chars(text, text + sizeof text, *n * hours, std::chars_format::fixed).ptr;
    out.append(text, end).append("h");
  }
  return out;
}

}  // namespace

std::string ParseDuration(std::string_view text, int64_t* nanoseconds) {
  bool extended = text.find_first_of("dwy") != std::string_view::npos;
  std::optional<std::string> rewritten = extended ? Rewrite(text) : std::string(text);
  std::string wrong = rewritten ? ParseGo(*rewritten, nanoseconds) : "invalid duration";
  if (wrong.empty()) return wrong;
  std::string out = "time: " + wrong + " ";
  if (extended) value::AppendQuoted(text, out);
  else out += QuoteForTime(text);
  return out;
}

}  // namespace reeve::builtins
