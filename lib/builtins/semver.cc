// semver.compare and semver.is_valid: SemVer 2.0.0, with an optional v in front as OPA allows.
#include <algorithm>
#include <charconv>

#include "builtins/arguments.h"
#include "value/format.h"

namespace reeve::builtins {
namespace {

struct Version {
  int64_t parts[3] = {0, 0, 0};
  std::string_view pre_release;
};

bool IsDecimal(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Identifiers of letters, digits and hyphens with dots between; in a pre-release numbers have no leading zeros.
bool ValidIdentifiers(std::string_view text, bool pre_release) {
  for (;;) {
    std::string_view id = text.substr(0, text.find('.'));
    bool characters = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    });
    if (!characters || (pre_release && id.size() > 1 && id[0] == '0' && IsDecimal(id))) return false;
    if (id.size() == text.size()) return true;
    text.remove_prefix(id.size() + 1);
  }
}

bool ParsePart(std::string_view text, int64_t* out) {
  if (!IsDecimal(text) || (text.size() > 1 && text[0] == '0')) return false;
  return std::from_chars(text.data(), text.data() + text.size(), *out).ec == std::errc();
}

bool Parse(std::string_view text, Version* out) {
  if (text.starts_with('v')) text.remove_prefix(1);
  size_t plus = text.find('+');
  if (plus != std::string_view::npos) {
    if (!ValidIdentifiers(text.substr(plus + 1), false)) return false;
    text = text.substr(0, plus);
  }
  size_t minus = text.find('-');
  if (minus != std::string_view::npos) {
    out->pre_release = text.substr(minus + 1);
    if (!ValidIdentifiers(out->pre_release, true)) return false;
    text = text.substr(0, minus);
  }
  for (int i = 0; i < 3; ++i) {
    size_t dot = i < 2 ? text.find('.') : text.size();
    if (dot == std::string_view::npos || !ParsePart(text.substr(0, dot), &out->parts[i])) return false;
    text.remove_prefix(i < 2 ? dot + 1 : dot);
  }
  return true;
}

// Numbers before names; numbers by value, which beyond 64 bits all count as the largest.
int CompareIdentifier(std::string_view a, std::string_view b) {
  bool a_number = IsDecimal(a), b_number = IsDecimal(b);
  if (a_number != b_number) return a_number ? -1 : 1;
  if (!a_number) return a < b ? -1 : a > b ? 1 : 0;
  int64_t x = INT64_MAX, y = INT64_MAX;
  std::from_chars(a.data(), a.data() + a.size(), x);
  std::from_chars(b.data(), b.data() + b.size(), y);
  return x < y ? -1 : x > y ? 1 : 0;
}

int ComparePreRelease(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.empty() == b.empty() ? 0 : a.empty() ? 1 : -1;  // a release is greater
  for (;;) {
    std::string_view x = a.substr(0, a.find('.')), y = b.substr(0, b.find('.'));
    if (int order = CompareIdentifier(x, y)) return order;
    bool a_done = x.size() == a.size(), b_done = y.size() == b.size();
    if (a_done || b_done) return a_done == b_done ? 0 : a_done ? -1 : 1;
    a.remove_prefix(x.size() + 1);
    b.remove_prefix(y.size() + 1);
  }
}

bool FailVersion(CallContext& call, int operand, std::string_view text) {
  std::string quoted;
  value::AppendQuoted(text, quoted);
  return FailBuiltin(call, "operand " + std::to_string(operand) + ": string " + quoted + " is not a valid SemVer");
}

bool Compare(CallContext& call, Value* result, std::string_view a_text, std::string_view b_text) {
  call.budget.Charge(1 + (a_text.size() + b_text.size()) / 4);
  Version a, b;
  if (!Parse(a_text, &a)) return FailVersion(call, 1, a_text);
  if (!Parse(b_text, &b)) return FailVersion(call, 2, b_text);
  for (int i = 0; i < 3; ++i) {
    if (a.parts[i] != b.parts[i]) return Return(result, Value::Integer(a.parts[i] < b.parts[i] ? -1 : 1));
  }
  return Return(result, Value::Integer(ComparePreRelease(a.pre_release, b.pre_release)));
}

bool IsValid(CallContext& call, Value* result, Value v) {
  Version version;
  if (v.is_string()) call.budget.Charge(1 + Access::Size(v) / 4);
  return Return(result, v.is_string() && Parse(Access::Text(v), &version));
}

constexpr Entry kTable[] = {
    {BuiltinId::kSemverCompare, kTyped<Compare>},
    {BuiltinId::kSemverIsValid, kTyped<IsValid>},
};

}  // namespace

std::span<const Entry> SemverFunctions() { return kTable; }

}  // namespace reeve::builtins
