// Strings: making new ones from old ones. Whatever changes nothing returns its argument, whatever cuts returns a part
// of it.
#include "base/utf8.h"
#include "builtins/arguments.h"
#include "builtins/text_builder.h"
#include "builtins/text_search.h"
#include "text/case.h"

namespace reeve::builtins {
namespace {

constexpr size_t kNowhere = std::string_view::npos;

void ChargeBytes(CallContext& call, size_t bytes) { call.budget.Charge(1 + bytes / 16); }

char* Put(char* to, std::string_view text) {
  if (!text.empty()) std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

bool Concat(CallContext& call, Value* result, std::string_view separator, Value collection) {
  Array parts;
  if (!Elements(collection, &parts)) return FailType(call, 2, collection, {"set", "array"});
  size_t bytes = parts.size > 1 ? separator.size() * (parts.size - 1) : 0;
  for (const Value& part : parts) {
    if (!part.is_string()) return FailElement(call, 2, collection, part, "string");
    bytes += Access::Size(part);
  }
  if (parts.size == 1) return Return(result, parts.elements[0]);
  call.budget.Charge(1 + parts.size + bytes / 16);
  char* text = NewText(call, bytes);
  char* to = text;
  for (size_t i = 0; i < parts.size; ++i) {
    if (i > 0) to = Put(to, separator);
    to = Put(to, Access::Text(parts.elements[i]));
  }
  return Return(result, std::string_view(text, bytes));
}

// Go's Replacer with an empty text to replace puts the new one before each byte and at the end.
bool ReplaceEmpty(CallContext& call, Value* result, std::string_view text, std::string_view with) {
  if (with.empty()) return Return(result, text);
  TextBuilder out(call, text.size() + with.size());
  for (char c : text) {
    out.Append(with);
    out.Append(c);
  }
  out.Append(with);
  return Return(result, out.Finish());
}

bool Replace(CallContext& call, Value* result, std::string_view text, std::string_view what, std::string_view with) {
  ChargeBytes(call, text.size());
  if (what.empty()) return ReplaceEmpty(call, result, text, with);
  size_t at = FindText(text, what);
  if (at == kNowhere) return Return(result, text);
  TextBuilder out(call, text.size() + (with.size() > what.size() ? 2 * (with.size() - what.size()) : 0));
  size_t copied = 0;
  for (; at != kNowhere; at = FindText(text, what, copied)) {
    out.Append(text.substr(copied, at - copied));
    out.Append(with);
    copied = at + what.size();
  }
  out.Append(text.substr(copied));
  return Return(result, out.Finish());
}

// The pairs of strings.replace_n whose keys start with each byte: first[c] to first[c + 1], in the order of the keys.
struct Replacements {
  const Table* table = nullptr;
  uint32_t first[257] = {};
  bool empty_key = false;
};

bool TakeReplacements(CallContext& call, Table* table, Replacements* out) {
  value::EnsureSorted(table);
  out->table = table;
  call.budget.Charge(256 + table->size);
  for (uint32_t i = 0; i < table->size; ++i) {
    if (!table->key(i).is_string()) return FailOperand(call, 1, "non-string key found in pattern object");
    if (!table->value(i).is_string()) return FailOperand(call, 1, "non-string value found in pattern object");
    std::string_view key = Access::Text(table->key(i));
    if (key.empty())
      out->empty_key = true;
    else
      ++out->first[static_cast<unsigned char>(key[0]) + 1];
  }
  out->first[0] = out->empty_key ? 1 : 0;
  for (int c = 0; c < 256; ++c) out->first[c + 1] += out->first[c];
  return true;
}

// All pairs at once, at each place the first key in Rego's order that stands there.
bool ReplaceN(CallContext& call, Value* result, Object pairs, std::string_view text) {
  Replacements replacements;
  if (!TakeReplacements(call, pairs.table, &replacements)) return false;
  ChargeBytes(call, text.size());
  TextBuilder out(call, text.size() + 16);
  const Table* table = replacements.table;
  bool after_empty = false;
  for (size_t at = 0; at <= text.size();) {
    if (replacements.empty_key && !after_empty) {
      out.Append(Access::Text(table->value(0)));
      after_empty = true;
      continue;
    }
    after_empty = false;
    if (at == text.size()) break;
    unsigned char c = static_cast<unsigned char>(text[at]);
    uint32_t i = replacements.first[c], end = replacements.first[c + 1];
    for (; i < end; ++i) {
      call.budget.Charge(1);
      if (text.substr(at).starts_with(Access::Text(table->key(i)))) break;
    }
    if (i < end) {
      out.Append(Access::Text(table->value(i)));
      at += Access::Size(table->key(i));
    } else {
      out.Append(text[at++]);
    }
  }
  return Return(result, out.Finish());
}

// Calls visit(part) for each part, `limit` parts at most (0: no limit); the last one is the rest of the text.
template <typename Visit>
void EachPart(std::string_view text, std::string_view separator, size_t limit, Visit visit) {
  size_t done = 0;
  for (size_t n = 1; n != limit; ++n) {
    size_t at;
    if (separator.empty()) {
      if (text.size() - done == 0) return;
      at = done + utf8::Decode(text, done).size;
      if (at == text.size()) break;
    } else {
      at = FindText(text, separator, done);
      if (at == kNowhere) break;
    }
    visit(text.substr(done, at - done));
    done = at + separator.size();
  }
  visit(text.substr(done));
}

Array SplitText(CallContext& call, std::string_view text, std::string_view separator, size_t limit) {
  ChargeBytes(call, 2 * text.size());
  if (separator.empty() && text.empty()) return {};
  size_t count = 0;
  EachPart(text, separator, limit, [&](std::string_view) { ++count; });
  call.budget.Charge(count);
  Value* parts = call.arena.NewArray<Value>(count);
  size_t n = 0;
  EachPart(text, separator, limit, [&](std::string_view part) { parts[n++] = Access::String(part); });
  return {parts, count};
}

bool Split(CallContext& call, Value* result, std::string_view text, std::string_view separator) {
  Array parts = SplitText(call, text, separator, 0);
  return Return(result, Access::Array(parts.elements, parts.size));
}

// The first n parts, or with n < 0 the last -n.
bool SplitN(CallContext& call, Value* result, std::string_view text, std::string_view separator, int64_t n) {
  size_t limit = n >= 0 && static_cast<uint64_t>(n) < text.size() + 2 ? static_cast<size_t>(n) + 1 : 0;
  Array parts = SplitText(call, text, separator, limit);
  uint64_t wanted = n >= 0 ? static_cast<uint64_t>(n) : uint64_t{0} - static_cast<uint64_t>(n);
  if (wanted >= parts.size) return Return(result, Access::Array(parts.elements, parts.size));
  size_t skip = n >= 0 ? 0 : parts.size - wanted;
  return Return(result, Access::Array(parts.elements + skip, wanted));
}

// Byte offset of the code point with that index, or the text's size.
size_t OffsetOf(std::string_view text, uint64_t index) {
  size_t at = 0;
  for (; index > 0 && at < text.size(); --index) at += utf8::Decode(text, at).size;
  return at;
}

bool Substring(CallContext& call, Value* result, std::string_view text, int64_t start, int64_t length) {
  if (start < 0) return FailBuiltin(call, "negative offset");
  ChargeBytes(call, text.size());
  size_t begin, size;
  if (utf8::IsAscii(text)) {
    begin = static_cast<uint64_t>(start) < text.size() ? static_cast<size_t>(start) : text.size();
    size = text.size() - begin;
    if (length >= 0 && static_cast<uint64_t>(length) < size) size = static_cast<size_t>(length);
  } else {
    begin = OffsetOf(text, static_cast<uint64_t>(start));
    size = length < 0 ? text.size() - begin : OffsetOf(text.substr(begin), static_cast<uint64_t>(length));
  }
  return Return(result, text.substr(begin, size));
}

// A set of characters to trim.
class Cutset {
 public:
  explicit Cutset(std::string_view characters) : characters_(characters) {
    for (char c : characters) {
      unsigned char u = static_cast<unsigned char>(c);
      if (u < 0x80)
        bits_[u >> 6] |= uint64_t{1} << (u & 63);
      else
        beyond_ascii_ = true;
    }
  }
  bool Has(uint32_t c) const {
    if (c < 0x80) return (bits_[c >> 6] >> (c & 63) & 1) != 0;
    if (!beyond_ascii_) return false;
    for (size_t i = 0; i < characters_.size();) {
      utf8::CodePoint member = utf8::Decode(characters_, i);
      if (member.value == c) return true;
      i += member.size;
    }
    return false;
  }

 private:
  std::string_view characters_;
  uint64_t bits_[2] = {0, 0};
  bool beyond_ascii_ = false;
};

struct Space {
  bool Has(uint32_t c) const { return text::IsSpace(c); }
};

utf8::CodePoint DecodeLast(std::string_view text) {
  for (size_t size = 1; size <= 4 && size <= text.size(); ++size) {
    utf8::CodePoint c = utf8::Decode(text, text.size() - size);
    if (c.size == size && (size > 1 || c.value < 0x80)) return c;
  }
  return {0xFFFD, 1};
}

template <typename Characters>
std::string_view CutLeft(std::string_view text, const Characters& cut) {
  while (!text.empty()) {
    utf8::CodePoint c = utf8::Decode(text, 0);
    if (!cut.Has(c.value)) break;
    text.remove_prefix(c.size);
  }
  return text;
}

template <typename Characters>
std::string_view CutRight(std::string_view text, const Characters& cut) {
  while (!text.empty()) {
    utf8::CodePoint c = DecodeLast(text);
    if (!cut.Has(c.value)) break;
    text.remove_suffix(c.size);
  }
  return text;
}

// Each character of the text may be compared with each of the cutset.
void ChargeTrim(CallContext& call, std::string_view text, std::string_view characters) {
  call.budget.Charge(1 + (text.size() + characters.size()) / 16);
  if (!utf8::IsAscii(characters)) call.budget.Charge(text.size() * characters.size() / 4);
}

bool Trim(CallContext& call, Value* result, std::string_view text, std::string_view characters) {
  ChargeTrim(call, text, characters);
  Cutset cut(characters);
  return Return(result, CutRight(CutLeft(text, cut), cut));
}

bool TrimLeft(CallContext& call, Value* result, std::string_view text, std::string_view characters) {
  ChargeTrim(call, text, characters);
  return Return(result, CutLeft(text, Cutset(characters)));
}

bool TrimRight(CallContext& call, Value* result, std::string_view text, std::string_view characters) {
  ChargeTrim(call, text, characters);
  return Return(result, CutRight(text, Cutset(characters)));
}

bool TrimSpace(CallContext& call, Value* result, std::string_view text) {
  ChargeBytes(call, text.size());
  return Return(result, CutRight(CutLeft(text, Space{}), Space{}));
}

bool TrimPrefix(CallContext&, Value* result, std::string_view text, std::string_view prefix) {
  return Return(result, text.starts_with(prefix) ? text.substr(prefix.size()) : text);
}

bool TrimSuffix(CallContext&, Value* result, std::string_view text, std::string_view suffix) {
  return Return(result, text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size()) : text);
}

template <uint32_t (*map)(uint32_t)>
bool MapCase(CallContext& call, Value* result, std::string_view text) {
  call.budget.Charge(1 + text.size() / 4);
  size_t same = 0;
  while (same < text.size() && static_cast<unsigned char>(text[same]) < 0x80 &&
         map(static_cast<unsigned char>(text[same])) == static_cast<unsigned char>(text[same])) {
    ++same;
  }
  if (same == text.size()) return Return(result, text);
  TextBuilder out(call, text.size() + 8);
  out.Append(text.substr(0, same));
  for (size_t at = same; at < text.size();) {
    utf8::CodePoint c = utf8::Decode(text, at);
    out.AppendCodePoint(map(c.value));
    at += c.size;
  }
  return Return(result, out.Finish());
}

// By code points; bytes that are no UTF-8 stay as they are.
bool Reverse(CallContext& call, Value* result, std::string_view text) {
  ChargeBytes(call, 4 * text.size());
  char* out = NewText(call, text.size());
  for (size_t at = 0; at < text.size();) {
    size_t size = utf8::Decode(text, at).size;
    Put(out + text.size() - at - size, text.substr(at, size));
    at += size;
  }
  return Return(result, std::string_view(out, text.size()));
}

constexpr Entry kTable[] = {
    {BuiltinId::kConcat, kTyped<Concat>},
    {BuiltinId::kReplace, kTyped<Replace>},
    {BuiltinId::kStringsReplaceN, kTyped<ReplaceN>},
    {BuiltinId::kSplit, kTyped<Split>},
    {BuiltinId::kStringsSplitN, kTyped<SplitN>},
    {BuiltinId::kSubstring, kTyped<Substring>},
    {BuiltinId::kTrim, kTyped<Trim>},
    {BuiltinId::kTrimLeft, kTyped<TrimLeft>},
    {BuiltinId::kTrimRight, kTyped<TrimRight>},
    {BuiltinId::kTrimSpace, kTyped<TrimSpace>},
    {BuiltinId::kTrimPrefix, kTyped<TrimPrefix>},
    {BuiltinId::kTrimSuffix, kTyped<TrimSuffix>},
    {BuiltinId::kLower, kTyped<MapCase<text::ToLower>>},
    {BuiltinId::kUpper, kTyped<MapCase<text::ToUpper>>},
    {BuiltinId::kStringsReverse, kTyped<Reverse>},
};

}  // namespace

std::span<const Entry> StringEditFunctions() { return kTable; }

}  // namespace reeve::builtins
