// Strings: looking for something in them.
#include "base/utf8.h"
#include "builtins/arguments.h"
#include "builtins/text_search.h"

namespace reeve::builtins {
namespace {

constexpr size_t kNowhere = std::string_view::npos;

void ChargeBytes(CallContext& call, size_t bytes) { call.budget.Charge(1 + bytes / 16); }

bool Contains(CallContext& call, Value* result, std::string_view text, std::string_view part) {
  ChargeBytes(call, text.size());
  return Return(result, part.empty() || FindText(text, part) != kNowhere);
}

bool Startswith(CallContext&, Value* result, std::string_view text, std::string_view prefix) {
  return Return(result, text.starts_with(prefix));
}

bool Endswith(CallContext&, Value* result, std::string_view text, std::string_view suffix) {
  return Return(result, text.ends_with(suffix));
}

// Code points before byte `at`.
int64_t Index(std::string_view text, size_t at) { return static_cast<int64_t>(utf8::Count(text.substr(0, at))); }

bool IndexOf(CallContext& call, Value* result, std::string_view text, std::string_view part) {
  if (part.empty()) return FailBuiltin(call, "empty search character");
  ChargeBytes(call, 2 * text.size());
  size_t at = FindText(text, part);
  return Return(result, Value::Integer(at == kNowhere ? -1 : Index(text, at)));
}

bool IndexOfN(CallContext& call, Value* result, std::string_view text, std::string_view part) {
  if (part.empty()) return FailBuiltin(call, "empty search character");
  ChargeBytes(call, 2 * text.size());
  size_t found = 0;
  for (size_t at = FindText(text, part); at != kNowhere; at = FindText(text, part, at + 1)) {
    ++found;
    ChargeBytes(call, 2 * part.size());
  }
  Value* positions = call.arena.NewArray<Value>(found);
  size_t n = 0, counted = 0;
  int64_t index = 0;
  for (size_t at = FindText(text, part); at != kNowhere; at = FindText(text, part, at + 1)) {
    index += Index(text.substr(counted), at - counted);
    counted = at;
    positions[n++] = Value::Integer(index);
  }
  return Return(result, Access::Array(positions, n));
}

bool Count(CallContext& call, Value* result, std::string_view text, std::string_view part) {
  ChargeBytes(call, text.size());
  if (part.empty()) return Return(result, Value::Integer(static_cast<int64_t>(utf8::Count(text)) + 1));
  int64_t count = 0;
  for (size_t at = FindText(text, part); at != kNowhere; at = FindText(text, part, at + part.size())) ++count;
  return Return(result, Value::Integer(count));
}

// A string, or the strings of an array or set. `one` holds the string itself.
bool TakeStrings(CallContext& call, const Value& v, size_t position, const Value& one, Array* out) {
  if (v.is_string()) {
    *out = {&one, 1};
    return true;
  }
  if (!Elements(v, out)) return FailType(call, position, v, {"string", "set", "array"});
  call.budget.Charge(out->size);
  for (const Value& s : *out) {
    if (!s.is_string()) return FailElement(call, position, v, s, "string");
  }
  return true;
}

template <bool (std::string_view::*matches)(std::string_view) const noexcept>
bool AnyAffix(CallContext& call, Value* result, Value texts_operand, Value affixes_operand) {
  Array texts, affixes;
  if (!TakeStrings(call, texts_operand, 1, texts_operand, &texts)) return false;
  if (!TakeStrings(call, affixes_operand, 2, affixes_operand, &affixes)) return false;
  for (const Value& text : texts) {
    call.budget.Charge(1 + affixes.size);
    for (const Value& affix : affixes) {
      if ((Access::Text(text).*matches)(Access::Text(affix))) return Return(result, true);
    }
  }
  return Return(result, false);
}

constexpr auto kAnyPrefix =
    AnyAffix<static_cast<bool (std::string_view::*)(std::string_view) const noexcept>(&std::string_view::starts_with)>;
constexpr auto kAnySuffix =
    AnyAffix<static_cast<bool (std::string_view::*)(std::string_view) const noexcept>(&std::string_view::ends_with)>;

constexpr Entry kTable[] = {
    {BuiltinId::kContains, kTyped<Contains>},
    {BuiltinId::kStartswith, kTyped<Startswith>},
    {BuiltinId::kEndswith, kTyped<Endswith>},
    {BuiltinId::kIndexof, kTyped<IndexOf>},
    {BuiltinId::kIndexofN, kTyped<IndexOfN>},
    {BuiltinId::kStringsCount, kTyped<Count>},
    {BuiltinId::kStringsAnyPrefixMatch, kTyped<kAnyPrefix>},
    {BuiltinId::kStringsAnySuffixMatch, kTyped<kAnySuffix>},
};

}  // namespace

std::span<const Entry> StringSearchFunctions() { return kTable; }

}  // namespace reeve::builtins
