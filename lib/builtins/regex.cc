// Regular expressions and globs, over lib/text's pattern cache.
#include "base/utf8.h"
#include "builtins/arguments.h"
#include "builtins/glob_intersection.h"
#include "builtins/text_builder.h"
#include "text/glob.h"
#include "text/pattern_cache.h"
#include "value/format.h"

namespace reeve::builtins {
namespace {

using text::PatternCache;

bool Match(CallContext& call, Value* result, std::string_view pattern, std::string_view text) {
  std::string error;
  std::optional<bool> matches = call.patterns.Match(pattern, text, call.budget, &error);
  return matches ? Return(result, *matches) : FailBuiltin(call, std::move(error));
}

bool IsValid(CallContext& call, Value* result, Value pattern) {
  return Return(result, pattern.is_string() && call.patterns.IsValid(Access::Text(pattern), call.budget));
}

// Fills call.patterns.spans(); the text they are in is kept in the arena.
bool Find(CallContext& call, std::string_view pattern, std::string_view* text, int64_t limit) {
  std::string error;
  if (!call.patterns.FindAll(pattern, *text, limit, call.budget, &error)) return FailBuiltin(call, std::move(error));
  if (call.patterns.text().data() != text->data()) *text = call.arena.CopyText(call.patterns.text());
  return true;
}

Value Part(std::string_view text, PatternCache::Span span) {
  if (span.begin < 0) return Access::String("");
  return Access::String(text.substr(static_cast<size_t>(span.begin), static_cast<size_t>(span.end - span.begin)));
}

bool FindN(CallContext& call, Value* result, std::string_view pattern, std::string_view text, int64_t limit) {
  if (!Find(call, pattern, &text, limit)) return false;
  size_t width = call.patterns.groups() + 1;
  size_t count = call.patterns.spans().size() / width;
  Value* found = call.arena.NewArray<Value>(count);
  for (size_t i = 0; i < count; ++i) found[i] = Part(text, call.patterns.spans()[i * width]);
  return Return(result, Access::Array(found, count));
}

bool FindAllSubmatch(CallContext& call, Value* result, std::string_view pattern, std::string_view text, int64_t limit) {
  if (!Find(call, pattern, &text, limit)) return false;
  size_t width = call.patterns.groups() + 1;
  size_t count = call.patterns.spans().size() / width;
  Value* parts = call.arena.NewArray<Value>(count * width);
  for (size_t i = 0; i < count * width; ++i) parts[i] = Part(text, call.patterns.spans()[i]);
  Value* found = call.arena.NewArray<Value>(count);
  for (size_t i = 0; i < count; ++i) found[i] = Access::Array(parts + i * width, width);
  return Return(result, Access::Array(found, count));
}

bool Split(CallContext& call, Value* result, std::string_view pattern, std::string_view text) {
  if (!Find(call, pattern, &text, -1)) return false;
  size_t width = call.patterns.groups() + 1;
  size_t count = call.patterns.spans().size() / width;
  Value* parts = call.arena.NewArray<Value>(count + 1);
  size_t n = 0;
  if (!pattern.empty() && text.empty()) {
    parts[n++] = Access::String(text);
    return Return(result, Access::Array(parts, n));
  }
  PatternCache::Span last{0, 0};
  for (size_t i = 0; i < count; ++i) {
    PatternCache::Span span = call.patterns.spans()[i * width];
    if (span.end != 0) parts[n++] = Part(text, {last.end, span.begin});
    last = span;
  }
  if (last.begin != static_cast<int64_t>(text.size()))
    parts[n++] = Access::String(text.substr(static_cast<size_t>(last.end)));
  return Return(result, Access::Array(parts, n));
}

// One step of Go's Regexp.Expand: a $ of the template and what it stands for. Returns where to go on.
size_t ExpandOne(const CallContext& call, std::string_view text, std::string_view with, size_t at,
                 const PatternCache::Span* match, TextBuilder* out) {
  auto is_name = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  if (at < with.size() && with[at] == '$') {
    out->Append('$');
    return at + 1;
  }
  bool brace = at < with.size() && with[at] == '{';
  size_t start = brace ? at + 1 : at, end = start;
  while (end < with.size() && is_name(with[end])) ++end;
  if (end == start || (brace && (end == with.size() || with[end] != '}'))) {
    out->Append('$');  // malformed: the $ stands for itself
    return at;
  }
  std::string_view name = with.substr(start, end - start);
  size_t group = 0;
  bool number = name.find_first_not_of("0123456789") == std::string_view::npos;
  bool known = true;
  if (number && !(name.size() > 1 && name[0] == '0')) {
    for (char c : name) group = group < 100000000 ? group * 10 + static_cast<size_t>(c - '0') : group;
    known = group <= call.patterns.groups();
  } else {
    group = call.patterns.GroupNamed(name);
    known = group != 0;
  }
  if (known) out->Append(Access::Text(Part(text, match[group])));
  return brace ? end + 1 : end;
}

bool Replace(CallContext& call, Value* result, std::string_view text, std::string_view pattern, std::string_view with) {
  if (!Find(call, pattern, &text, -1)) return false;
  const std::vector<PatternCache::Span>& spans = call.patterns.spans();
  if (spans.empty()) return Return(result, text);
  size_t width = call.patterns.groups() + 1;
  TextBuilder out(call, text.size() + with.size());
  size_t copied = 0;
  for (size_t i = 0; i < spans.size(); i += width) {
    out.Append(text.substr(copied, static_cast<size_t>(spans[i].begin) - copied));
    copied = static_cast<size_t>(spans[i].end);
    call.budget.Charge(1 + with.size() / 4);
    for (size_t at = 0; at < with.size();) {
      size_t dollar = with.find('$', at);
      out.Append(with.substr(at, dollar - at));
      at = dollar == std::string_view::npos ? with.size() : ExpandOne(call, text, with, dollar + 1, &spans[i], &out);
    }
  }
  out.Append(text.substr(copied));
  return Return(result, out.Finish());
}

std::string QuoteRegex(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

bool FailUnbalanced(CallContext& call, std::string_view text) {
  std::string quoted;
  value::AppendQuoted(text, quoted);
  return FailBuiltin(call, "unbalanced braces in " + quoted);
}

// "urn:foo:{.*}" with delimiters { and }: the parts between them are regular expressions, the rest is literal.
bool TemplateToRegex(CallContext& call, std::string_view text, char open, char close, std::string* regex) {
  *regex = "^";
  size_t copied = 0, start = 0;
  int level = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == open) {
      if (++level == 1) start = i;
    } else if (text[i] == close) {
      if (--level < 0) return FailUnbalanced(call, text);
      if (level > 0) continue;
      std::string part(text.substr(start + 1, i - start - 1)), error;
      if (!call.patterns.IsValid("^" + part + "$", call.budget)) {
        call.patterns.Match("^" + part + "$", "", call.budget, &error);
        return FailBuiltin(call, error);
      }
      *regex += QuoteRegex(text.substr(copied, start - copied)) + "(" + part + ")";
      copied = i + 1;
    }
  }
  if (level != 0) return FailUnbalanced(call, text);
  *regex += QuoteRegex(text.substr(copied)) + "$";
  return true;
}

bool TemplateMatch(CallContext& call, Value* result, std::string_view pattern, std::string_view text,
                   std::string_view open, std::string_view close) {
  auto fail_length = [&call](std::string_view which, size_t size) {
    return FailBuiltin(call, std::string(which) + " delimiter has to be exactly one character long but is " +
                                 std::to_string(size) + " long");
  };
  if (open.size() != 1) return fail_length("start", open.size());
  if (close.size() != 1) return fail_length("end", open.size());
  call.budget.Charge(1 + pattern.size());
  std::string regex;
  return TemplateToRegex(call, pattern, open[0], close[0], &regex) && Match(call, result, regex, text);
}

// The delimiters of glob.match: null none, [] the dot.
bool TakeDelimiters(CallContext& call, const Value& v, std::vector<uint32_t>* out) {
  if (v.is_null()) return true;
  if (!v.is_array()) return FailType(call, 2, v, {"array", "null"});
  for (const Value& d : Array{Access::Elements(v), Access::Size(v)}) {
    if (!d.is_string()) return FailElement(call, 2, v, d, "string");
    call.budget.Charge(1);
    std::string_view text = Access::Text(d);
    utf8::CodePoint c = text.empty() ? utf8::CodePoint{0, 1} : utf8::Decode(text, 0);
    if (text.size() != c.size) return FailElement(call, 2, v, d, "rune");
    out->push_back(c.value);
  }
  if (out->empty()) out->push_back('.');
  return true;
}

bool GlobMatch(CallContext& call, Value* result, std::string_view pattern, Value delimiters, Value text) {
  std::vector<uint32_t> separators;
  if (!TakeDelimiters(call, delimiters, &separators)) return false;
  if (!text.is_string()) return FailType(call, 3, text, {"string"});
  std::string error;
  std::optional<bool> matches = call.patterns.MatchGlob(pattern, separators, Access::Text(text), call.budget, &error);
  return matches ? Return(result, *matches) : FailBuiltin(call, std::move(error));
}

bool GlobQuoteMeta(CallContext& call, Value* result, std::string_view pattern) {
  call.budget.Charge(1 + pattern.size() / 4);
  return Return(result, call.arena.CopyText(text::QuoteGlob(pattern)));
}

bool GlobsMatch(CallContext& call, Value* result, std::string_view first, std::string_view second) {
  std::string error;
  std::optional<bool> yes = GlobsIntersect(first, second, call.budget, &error);
  return yes ? Return(result, *yes) : FailBuiltin(call, std::move(error));
}

constexpr Entry kTable[] = {
    {BuiltinId::kRegexGlobsMatch, kTyped<GlobsMatch>},
    {BuiltinId::kRegexMatch, kTyped<Match>},
    {BuiltinId::kReMatch, kTyped<Match>},
    {BuiltinId::kRegexIsValid, kTyped<IsValid>},
    {BuiltinId::kRegexFindN, kTyped<FindN>},
    {BuiltinId::kRegexFindAllStringSubmatchN, kTyped<FindAllSubmatch>},
    {BuiltinId::kRegexSplit, kTyped<Split>},
    {BuiltinId::kRegexReplace, kTyped<Replace>},
    {BuiltinId::kRegexTemplateMatch, kTyped<TemplateMatch>},
    {BuiltinId::kGlobMatch, kTyped<GlobMatch>},
    {BuiltinId::kGlobQuoteMeta, kTyped<GlobQuoteMeta>},
};

}  // namespace

std::span<const Entry> RegexFunctions() { return kTable; }

}  // namespace reeve::builtins
