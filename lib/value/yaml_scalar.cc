// What a YAML scalar is by its text and tag, as go-yaml v3 resolves them. Tested by tests/value/yaml_test.cc.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/base64.h"
#include "base/utf8.h"
#include "value/number.h"
#include "value/yaml_node.h"

namespace reeve::value {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// An integer of 64 bits, signed or not; `digits` may start with a sign. Nothing if it is none to that base.
std::optional<std::string> Integer(std::string_view digits, int base) {
  bool sign = digits.starts_with('-') || digits.starts_with('+'), minus = digits.starts_with('-');
  if (sign) digits.remove_prefix(1);
  uint64_t n = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  uint64_t limit = !sign ? UINT64_MAX : minus ? uint64_t{1} << 63 : uint64_t{INT64_MAX};
  if (n > limit) return std::nullopt;
  return (minus && n != 0 ? "-" : "") + std::to_string(n);
}

// Decimal, 0x, 0b, 0o, and octal with a leading zero. Behind 0b and 0o, go-yaml lets a sign stand, too.
std::optional<std::string> AnyInteger(std::string_view s) {
  std::string sign(s.substr(0, s.starts_with('-') || s.starts_with('+') ? 1 : 0));
  std::string_view rest = s.substr(sign.size());
  if (!rest.starts_with('0') || rest.size() == 1) return Integer(s, 10);
  char letter = static_cast<char>(rest[1] | 32);
  int base = letter == 'x' ? 16 : letter == 'b' ? 2 : letter == 'o' ? 8 : 0;
  if (base == 0) return Integer(sign + std::string(rest.substr(1)), 8);
  std::string_view digits = rest.substr(2);
  bool second = digits.starts_with('-') || digits.starts_with('+');
  if (second && (!sign.empty() || base == 16 || IsDigit(rest[1]) || rest[1] != letter)) return std::nullopt;
  return Integer(sign + std::string(digits), base);
}

// [-+]? (.5 | 5 | 5. | 5.5) ([eE] [-+]? 5)?
bool LooksLikeFloat(std::string_view s) {
  auto digits = [&s] {
    size_t n = std::min(s.find_first_not_of("0123456789"), s.size());
    s.remove_prefix(n);
    return n;
  };
  if (s.starts_with('-') || s.starts_with('+')) s.remove_prefix(1);
  size_t whole = digits(), fraction = 0;
  if (s.starts_with('.')) {
    s.remove_prefix(1);
    fraction = digits();
  }
  if (whole + fraction == 0) return false;
  if (s.starts_with('e') || s.starts_with('E')) {
    s.remove_prefix(1);
    if (s.starts_with('-') || s.starts_with('+')) s.remove_prefix(1);
    if (digits() == 0) return false;
  }
  return s.empty();
}

// The nearest double of such a text; nothing if it is too large.
std::optional<double> Float(std::string_view s) {
  if (s.starts_with('+')) s.remove_prefix(1);
  double n = 0;
  auto error = std::from_chars(s.data(), s.data() + s.size(), n).ec;
  if (error == std::errc()) return n;
  // Out of range: a number below one is too small to matter, any other too large. Its digits before the point, or its zeros
  // behind it, and its exponent say which it is.
  size_t e = std::min(s.find_first_of("eE"), s.size());
  int64_t exponent = 0;
  if (e < s.size()) {
    std::string_view digits = s.substr(e + 1 + (s[e + 1] == '+' ? 1 : 0));
    bool fits = std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ec == std::errc();
    if (!fits) exponent = digits.starts_with('-') ? INT32_MIN : INT32_MAX;
  }
  std::string_view mantissa = s.substr(0, e);
  size_t first = mantissa.find_first_of("123456789"), point = std::min(mantissa.find('.'), mantissa.size());
  int64_t magnitude = static_cast<int64_t>(point) - static_cast<int64_t>(first) + exponent;
  return magnitude <= 0 ? std::optional<double>(s.starts_with('-') ? -0.0 : 0.0) : std::nullopt;
}

// A float as a key: go-yaml's shortest text in 32 bits, with an exponent below 1e-4 and from the sixth digit on.
std::string FloatKey(double d) {
  float f = static_cast<float>(d);
  if (std::isnan(f)) return ".nan";
  if (std::isinf(f)) return f > 0 ? ".inf" : "-.inf";
  char text[64];
  auto end = std::to_chars(text, text + sizeof text, f, std::chars_format::scientific).ptr;
  std::string_view shortest(text, static_cast<size_t>(end - text));
  int exponent = 0;
  std::string_view tail = shortest.substr(shortest.find('e') + 1);
  if (tail.starts_with('+')) tail.remove_prefix(1);
  std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
  if (f != 0 && (exponent < -4 || exponent >= 6)) return std::string(shortest);
  end = std::to_chars(text, text + sizeof text, f, std::chars_format::fixed).ptr;
  return std::string(text, end);
}

// The text without underscores if each stands between two digits; else as it is.
std::string WithoutSeparators(std::string_view s) {
  std::string out(s);
  for (size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '_' && (i == 0 || i + 1 == s.size() || !IsDigit(s[i - 1]) || !IsDigit(s[i + 1]))) return out;
  }
  std::erase(out, '_');
  return out;
}

// Reads the parts of a time in turn.
class TimeScanner {
 public:
  explicit TimeScanner(std::string_view s) : rest_(s) {}
  // A number of one to `width` digits, at most `limit`.
  bool Number(size_t width, int limit, int* out) {
    size_t n = 0;
    for (*out = 0; n < width && n < rest_.size() && IsDigit(rest_[n]); ++n) *out = *out * 10 + (rest_[n] - '0');
    rest_.remove_prefix(n);
    return n > 0 && *out <= limit;
  }
  bool Literal(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // .25 or ,25: the digits up to nanoseconds, without zeros at the end.
  std::string Fraction() {
    if (rest_.size() < 2 || (rest_[0] != '.' && rest_[0] != ',') || !IsDigit(rest_[1])) return {};
    size_t end = std::min(rest_.find_first_not_of("0123456789", 1), rest_.size());
    std::string digits(rest_.substr(1, std::min<size_t>(end - 1, 9)));
    rest_.remove_prefix(end);
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits.empty() ? "" : "." + digits;
  }
  bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::string Padded(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

// 2001-1-2, 2001-1-2 3:4:5.6 or 2001-1-2T3:4:5.6+07:00 (t, Z), as RFC 3339 has it.
std::optional<std::string> Timestamp(std::string_view s) {
  if (s.size() < 5 || s[4] != '-' || !std::all_of(s.begin(), s.begin() + 4, IsDigit)) return std::nullopt;
  TimeScanner scan(s.substr(5));
  int year = std::stoi(std::string(s.substr(0, 4))), month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (!scan.Number(2, 12, &month) || !scan.Literal('-') || !scan.Number(2, 31, &day) || month < 1 || day < 1) return std::nullopt;
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day > kDays[month - 1] + (month == 2 && leap ? 1 : 0)) return std::nullopt;
  std::string out = std::string(s.substr(0, 5)) + Padded(month) + "-" + Padded(day) + "T";
  if (scan.done()) return out + "00:00:00Z";
  bool zoned = scan.Literal('T') || scan.Literal('t');
  bool clock = (zoned || scan.Literal(' ')) && scan.Number(2, 23, &hour) && scan.Literal(':') &&
               scan.Number(2, 59, &minute) && scan.Literal(':') && scan.Number(2, 59, &second);
  if (!clock) return std::nullopt;
  out += Padded(hour) + ":" + Padded(minute) + ":" + Padded(second) + scan.Fraction();
  if (!zoned || scan.Literal('Z')) return scan.done() ? std::optional(out + "Z") : std::nullopt;
  bool minus = scan.Literal('-');
  if (!minus && !scan.Literal('+')) return std::nullopt;
  if (!scan.Number(2, 24, &hour) || !scan.Literal(':') || !scan.Number(2, 60, &minute) || !scan.done()) return std::nullopt;
  if (hour == 0 && minute == 0) return out + "Z";
  return out + (minus ? "-" : "+") + Padded(hour) + ":" + Padded(minute);
}

class Reader {
 public:
  Reader(Arena& arena, std::string_view tag, std::string_view text) : arena_(arena), tag_(tag), text_(text) {}

  void Read(YamlScalar* out) const {
    *out = {"!!str", Access::String(text_), true, std::string(text_)};
    if (tag_ == "!!str" || Word(out)) return;
    if (text_.starts_with('.')) return Number(WithoutSeparators(text_), false, out);
    if (text_.empty() || (!IsDigit(text_[0]) && text_[0] != '-' && text_[0] != '+')) return;
    if (tag_.empty() || tag_ == "!!timestamp") {
      if (std::optional<std::string> time = Timestamp(text_)) {
        *out = {"!!timestamp", Access::StringCopy(arena_, *time), true, {}};
        return;
      }
    }
    std::string plain(text_);
    std::erase(plain, '_');
    Number(plain, true, out);
  }

 private:
  bool Is(std::initializer_list<std::string_view> words) const {
    return std::find(words.begin(), words.end(), text_) != words.end();
  }
  bool Word(YamlScalar* out) const {
    bool yes = Is({"true", "True", "TRUE"});
    bool infinite = Is({".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"}), minus = Is({"-.inf", "-.Inf", "-.INF"});
    if (Is({"", "~", "null", "Null", "NULL"})) {
      *out = {"!!null", Value::Null(), true, {}};
    } else if (yes || Is({"false", "False", "FALSE"})) {
      *out = {"!!bool", Value::Boolean(yes), true, yes ? "true" : "false"};
    } else if (infinite || minus || Is({".nan", ".NaN", ".NAN"})) {
      constexpr double kInfinity = std::numeric_limits<double>::infinity();
      double d = infinite ? kInfinity : minus ? -kInfinity : std::numeric_limits<double>::quiet_NaN();
      *out = {"!!float", Value::Null(), false, FloatKey(d)};
    } else {
      return false;
    }
    return true;
  }
  void Number(std::string_view plain, bool integers, YamlScalar* out) const {
    std::optional<std::string> integer = integers ? AnyInteger(plain) : std::nullopt;
    if (integer) {
      *out = {"!!int", *NumberFromText(arena_, *integer), true, *integer};
    } else if (LooksLikeFloat(plain)) {
      std::optional<double> d = Float(plain);
      if (d) *out = {"!!float", NumberFromDouble(arena_, *d), true, FloatKey(*d)};
    }
  }

  Arena& arena_;
  std::string_view tag_;
  std::string_view text_;
};

// Bytes that are no UTF-8 become U+FFFD, as they do in JSON.
bool ReadBinary(Arena& arena, std::string_view text, YamlScalar* out, std::string* error) {
  std::optional<std::string> bytes = base64::Decode(text, base64::Alphabet::kStandard, true);
  if (!bytes) {
    *error = "!!binary value contains invalid base64 data";
    return false;
  }
  std::string clean;
  for (size_t i = 0; i < bytes->size();) {
    utf8::CodePoint c = utf8::Decode(*bytes, i);
    utf8::Append(c.value, clean);
    i += c.size;
  }
  *out = {"!!binary", Access::StringCopy(arena, clean), true, clean};
  return true;
}

}  // namespace

bool ReadYamlScalar(Arena& arena, std::string_view tag, std::string_view text, YamlScalar* out, std::string* error) {
  if (tag == "!!binary") return ReadBinary(arena, text, out, error);
  bool known = tag.empty() || tag == "!!str" || tag == "!!bool" || tag == "!!int" || tag == "!!float" || tag == "!!null" ||
               tag == "!!timestamp";
  if (!known) {
    *out = {tag, Access::String(text), true, std::string(text)};
    return true;
  }
  Reader(arena, tag, text).Read(out);
  if (tag.empty() || tag == "!!str" || out->tag == tag) return true;
  if (tag == "!!float" && out->tag == "!!int") {
    double d = ToDouble(out->value);
    if (out->value.integer()) {  // what is beyond int64, go-yaml does not convert
      *out = {"!!float", NumberFromDouble(arena, d), true, FloatKey(d)};
      return true;
    }
  }
  *error = "cannot decode " + std::string(out->tag) + " `" + std::string(text) + "` as a " + std::string(tag);
  return false;
}

}  // namespace reeve::value
