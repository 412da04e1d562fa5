// Styles of scalars. See yaml_scalar.h.
#include "builtins/yaml_scalar.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>

#include "base/utf8.h"
#include "builtins/go_layout.h"

namespace reeve::builtins {
namespace {

// Words that YAML reads as something else than text, and those that older YAML did.
constexpr std::string_view kWords[] = {
    "",      "~",     "null",  "Null",  "NULL",  "true",  "True",  "TRUE",  "false", "False", "FALSE", ".nan", ".NaN",
    ".NAN",  ".inf",  ".Inf",  ".INF",  "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", "y",    "Y",
    "yes",   "Yes",   "YES",   "on",    "On",    "ON",    "n",     "N",     "no",    "No",    "NO",    "off",  "Off",
    "OFF"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
size_t DigitsAt(std::string_view s, size_t at) {
  size_t end = at;
  while (end < s.size() && IsDigit(s[end])) ++end;
  return end - at;
}

// An optional sign, digits with at most one point, an exponent; and no larger than a double can be.
std::optional<double> Decimal(std::string_view s) {
  size_t at = !s.empty() && (s[0] == '-' || s[0] == '+') ? 1 : 0;
  size_t whole = DigitsAt(s, at);
  at += whole;
  if (at < s.size() && s[at] == '.') {
    size_t fraction = DigitsAt(s, ++at);
    if (whole == 0 && fraction == 0) return std::nullopt;
    at += fraction;
  } else if (whole == 0) {
    return std::nullopt;
  }
  if (at < s.size() && (s[at] == 'e' || s[at] == 'E')) {
    ++at;
    if (at < s.size() && (s[at] == '-' || s[at] == '+')) ++at;
    size_t digits = DigitsAt(s, at);
    if (digits == 0) return std::nullopt;
    at += digits;
  }
  if (at != s.size()) return std::nullopt;
  double n = 0;
  if (s.starts_with('+')) s.remove_prefix(1);
  auto error = std::from_chars(s.data(), s.data() + s.size(), n).ec;
  if (error != std::errc::result_out_of_range) return n;
  // Too small is zero; too large is no number.
  return s.find("e-") != std::string_view::npos || s.find("E-") != std::string_view::npos || s.find_first_of("eE") == std::string_view::npos
             ? std::optional<double>(0)
             : std::nullopt;
}

bool FitsInteger(std::string_view digits, int base, bool minus) {
  uint64_t n = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return false;
  return !minus || n <= uint64_t{1} <<63;
}

// Decimal, 0x, 0b, 0o and old octal, in 64 bits; a sign may also stand behind 0b and 0o.
bool IsInteger(std::string_view s) {
  bool sign = !s.empty() && (s[0] == '-' || s[0] == '+'), minus = sign && s[0] == '-';
  if (sign) s.remove_prefix(1);
  if (s.empty()) return false;
  if (s[0] != '0' || s.size() == 1) return FitsInteger(s, 10, minus) && (!sign || minus || FitsInteger(s, 10, true));
  char letter = static_cast<char>(s[1] | 32);
  int base = letter == 'x' ? 16 : letter == 'b' ? 2 : letter == 'o' ? 8 : 0;
  if (base == 0) return FitsInteger(s.substr(1), 8, minus);
  s.remove_prefix(2);
  if (!sign && base != 16 && !s.empty() && (s[0] == '-' || s[0] == '+')) s.remove_prefix(1);
  return FitsInteger(s, base, minus);
}

bool IsTimestamp(std::string_view s) {
  if (DigitsAt(s, 0) != 4 || s.size() < 5 || s[4] != '-') return false;
  absl::int128 ignored = 0;
  for (std::string_view layout : {"2006-1-2T15:4:5.999999999Z07:00", "2006-1-2t15:4:5.999999999Z07:00",
                                  "2006-1-2 15:4:5.999999999", "2006-1-2"}) {
    if (ParseTime(layout, s, &ignored).empty()) return true;
  }
  return false;
}

// Numbers to the base of 60, such as 1:30 or -12:05:59.5.
bool IsBase60(std::string_view s) {
  if (!s.empty() && (s[0] == '-' || s[0] == '+')) s.remove_prefix(1);
  if (s.empty() || !IsDigit(s[0])) return false;
  size_t at = std::min(s.find_first_not_of("0123456789_"), s.size()), groups = 0;
  for (; at + 1 < s.size() && s[at] == ':' && IsDigit(s[at + 1]); ++groups) {
    size_t digits = std::min<size_t>(DigitsAt(s, at + 1), 2);
    if (digits == 2 && s[at + 1] > '5') digits = 1;
    at += 1 + digits;
  }
  if (groups == 0) return false;
  if (at < s.size() && s[at] == '.') at = std::min(s.find_first_not_of("0123456789_", at + 1), s.size());
  return at == s.size();
}

bool ReadsAsText(std::string_view s) {
  if (std::find(std::begin(kWords), std::end(kWords), s) != std::end(kWords)) return false;
  if (s[0] == '.') return !Decimal(s);
  if (!IsDigit(s[0]) && s[0] != '-' && s[0] != '+') return true;
  if (IsTimestamp(s) || IsBase60(s)) return false;
  std::string plain(s);
  plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
  return !IsInteger(plain) && !Decimal(plain);
}

bool IsBlank(std::string_view s, size_t i) { return i >= s.size() || s[i] == ' ' || s[i] == '\t'; }
// go-yaml counts no character beyond U+FFFF as printable. It does count the separators of lines and paragraphs, U+2028 and
// U+2029; here they are always escaped, so that they survive the way back.
bool IsPrintable(uint32_t c) {
  return c == '\n' || (c >= 0x20 && c <= 0x7E) || (c >= 0xA0 && c <= 0xFFFD && c != 0xFEFF && c != 0x2028 && c != 0x2029);
}

// Characters that would mean something in a plain scalar.
bool HasIndicator(std::string_view s) {
  if (s.starts_with("---") || s.starts_with("...")) return true;
  if (std::string_view("#,[]{}&*!|>'\"%@`").find(s[0]) != std::string_view::npos) return true;
  if ((s[0] == '?' || s[0] == ':' || s[0] == '-') && IsBlank(s, 1)) return true;
  for (size_t i = 1; i < s.size(); ++i) {
    if (s[i] == ':' && (IsBlank(s, i + 1))) return true;
    if (s[i] == '#' && (IsBlank(s, i - 1) || s[i - 1] == '\n')) return true;
  }
  return false;
}

}  // namespace

YamlStyle StyleOf(std::string_view s) {
  bool tab = false, special = false, space_break = false;
  uint32_t previous = 0;
  for (size_t i = 0; i < s.size();) {
    utf8::CodePoint c = utf8::Decode(s, i);
    if (c.value == '\t') tab = true;
    else if (!IsPrintable(c.value)) special = true;
    space_break = space_break || (c.value == '\n' && previous == ' ');
    previous = c.value;
    i += c.size;
  }
  if (s.find('\n') != std::string_view::npos) {
    return space_break || special || s.ends_with(' ') ? YamlStyle::kDoubleQuoted : YamlStyle::kLiteral;
  }
  if (!ReadsAsText(s)) return YamlStyle::kDoubleQuoted;
  if (tab || special) return YamlStyle::kDoubleQuoted;
  bool spaced = s.starts_with(' ') || s.ends_with(' ');
  return spaced || HasIndicator(s) ? YamlStyle::kSingleQuoted : YamlStyle::kPlain;
}

std::string QuoteYaml(std::string_view s, YamlStyle style) {
  if (style == YamlStyle::kPlain) return std::string(s);
  std::string out;
  if (style == YamlStyle::kSingleQuoted) {
    for (char c : s) out.append(c == '\'' ? 2 : 1, c);
    return "'" + out + "'";
  }
  for (size_t i = 0; i < s.size();) {
    utf8::CodePoint c = utf8::Decode(s, i);
    i += c.size;
    if (IsPrintable(c.value) && c.value != '\n' && c.value != '"' && c.value != '\\') {
      utf8::Append(c.value, out);
      continue;
    }
    constexpr std::pair<uint32_t, char> kEscapes[] = {{0, '0'},    {7, 'a'},     {8, 'b'},     {9, 't'},      {10, 'n'},
                                                      {11, 'v'},   {12, 'f'},    {13, 'r'},    {0x1B, 'e'},   {'"', '"'},
                                                      {'\\', '\\'}, {0x85, 'N'}, {0x2028, 'L'}, {0x2029, 'P'}};
    auto escape = std::find_if(std::begin(kEscapes), std::end(kEscapes), [&](const auto& e) { return e.first == c.value; });
    char text[16];
    if (escape != std::end(kEscapes)) std::snprintf(text, sizeof text, "\\%c", escape->second);
    else if (c.value <= 0xFF) std::snprintf(text, sizeof text, "\\x%02X", static_cast<unsigned>(c.value));
    else if (c.value <= 0xFFFF) std::snprintf(text, sizeof text, "\\u%04X", static_cast<unsigned>(c.value));
    else std::snprintf(text, sizeof text, "\\U%08X", static_cast<unsigned>(c.value));
    out += text;
  }
  return "\"" + out + "\"";
}

std::string YamlNumber(std::string_view json) {
  if (IsInteger(json)) return json == "-0" ? "0" : std::string(json);
  std::optional<double> n = Decimal(json);
  if (!n) return std::string(json);
  char text[64];
  auto end = std::to_chars(text, text + sizeof text, *n, std::chars_format::scientific).ptr;
  std::string_view shortest(text, static_cast<size_t>(end - text));
  int exponent = 0;
  std::string_view tail = shortest.substr(shortest.find('e') + 1);
  if (tail.starts_with('+')) tail.remove_prefix(1);
  std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
  if (exponent >= -4 && exponent < 6) end = std::to_chars(text, text + sizeof text, *n, std::chars_format::fixed).ptr;
  return std::string(text, end);
}

}  // namespace reeve::builtins
