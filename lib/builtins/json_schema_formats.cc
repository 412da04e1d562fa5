// The keyword `format`: what Go's packages time, net, net/url, net/mail and regexp take. See json_schema.h.
#include <algorithm>

#include "builtins/email_address.h"
#include "builtins/go_layout.h"
#include "builtins/go_url.h"
#include "builtins/json_schema.h"
#include "builtins/network.h"
#include "text/pattern_cache.h"

namespace reeve::builtins {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlphanumeric(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool IsTime(std::string_view text, std::initializer_list<std::string_view> layouts) {
  absl::int128 ignored;
  return std::any_of(layouts.begin(), layouts.end(), [&](std::string_view layout) { return ParseTime(layout, text, &ignored).empty(); });
}

bool IsAddress(std::string_view text, char with) {
  Address ignored;
  return ParseAddress(text, &ignored) && text.find(with) != std::string_view::npos;
}

bool IsHostname(std::string_view text) {
  if (text.size() >= 256) return false;
  for (size_t at = 0; at <= text.size();) {
    size_t dot = std::min(text.find('.', at), text.size());
    std::string_view label = text.substr(at, dot - at);
    at = dot + 1;
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    if (!std::all_of(label.begin(), label.end(), [](char c) { return IsAlphanumeric(c) || c == '-'; })) return false;
  }
  return true;
}

// A URI has a scheme unless it may be `relative`; a backslash stands in none.
bool IsUri(std::string_view text, bool relative, Url* url) {
  return ParseUrl(text, url).empty() && (relative || !url->scheme.empty()) && text.find('\\') == std::string_view::npos;
}

// Each { of the path has its }.
bool IsUriTemplate(std::string_view text) {
  Url url;
  if (!IsUri(text, true, &url)) return false;
  for (size_t open = url.path.find('{'); open != std::string::npos;) {
    size_t close = url.path.find('}', open);
    if (close == std::string::npos) return false;
    open = url.path.find('{', close);
  }
  return true;
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !IsHexDigit(text[i])) return false;
  }
  return true;
}

bool IsPointer(std::string_view text) {
  if (!text.empty() && text[0] != '/') return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1'))) return false;
  }
  return true;
}

bool IsRelativePointer(std::string_view text) {
  size_t digits = 0;
  while (digits < text.size() && IsDigit(text[digits])) ++digits;
  if (digits == 0 || (digits > 1 && text[0] == '0')) return false;
  text.remove_prefix(digits);
  return text == "#" || IsPointer(text);
}

bool IsRegex(CallContext& call, std::string_view text) { return text.empty() || call.patterns.IsValid(text, call.budget); }

}  // namespace

bool HasFormat(CallContext& call, std::string_view format, const Value& v) {
  if (!v.is_string()) return true;
  std::string_view text = v.string();
  call.budget.Charge(1 + text.size() / 4);
  Url url;
  if (format == "date") return IsTime(text, {"2006-01-02"});
  if (format == "time") return IsTime(text, {"15:04:05Z07:00", "15:04:05"});
  if (format == "date-time") return IsTime(text, {"15:04:05", "15:04:05Z07:00", "2006-01-02", "2006-01-02T15:04:05Z07:00"});
  if (format == "hostname") return IsHostname(text);
  if (format == "email" || format == "idn-email") return IsEmailAddress(text);
  if (format == "ipv4") return IsAddress(text, '.');
  if (format == "ipv6") return IsAddress(text, ':');
  if (format == "uri" || format == "iri") return IsUri(text, false, &url);
  if (format == "uri-reference" || format == "iri-reference") return IsUri(text, true, &url);
  if (format == "uri-template") return IsUriTemplate(text);
  if (format == "uuid") return IsUuid(text);
  if (format == "regex") return IsRegex(call, text);
  if (format == "json-pointer") return IsPointer(text);
  if (format == "relative-json-pointer") return IsRelativePointer(text);
  return true;
}

}  // namespace reeve::builtins
