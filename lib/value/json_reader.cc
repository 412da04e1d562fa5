// JSON text to values: RapidJSON's SAX reader, in place over a copy of the text in the arena, so that strings are read
// where they stand and nothing is taken from the heap.
//
// RapidJSON differs from OPA's reader in two points, and a second look at the text (Disguise) hides both from it:
//   lone surrogate escapes   \ud800 becomes \ufffd, six bytes for six
//   numbers beyond a double  1e400 is overwritten by 1.111, and its text is taken from the original
// Tested by tests/value/json_test.cc.
#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "base/utf8.h"
#include "value/json.h"
#include "value/json_stream.h"
#include "value/key_table.h"
#include "value/number.h"
#include "value/number_text.h"
#include "value/table.h"

namespace reeve::value {
namespace {

namespace rj = reeve_rapidjson;

constexpr size_t kPadding = JsonStream::kPadding;
constexpr size_t kLargestText = 0xFFFFFFF0u;  // sizes are 32 bits wide

enum class Refusal : uint8_t { kNone, kDepth, kNumber, kDuplicate };

// Builds values bottom up: finished ones wait on a stack until their array or object ends.
class Builder {
 public:
  Builder(Arena& arena, const JsonOptions& options, bool unique_keys)
      : arena_(arena), options_(options), unique_keys_(unique_keys) {
    base_ = top_ = reinterpret_cast<Value*>(first_);
    end_ = base_ + kFirst;
  }

  // Number texts come from `original`, since those of `buffer` are disguised.
  void ReadNumbersFrom(const char* original, const char* buffer) {
    original_ = original;
    buffer_ = buffer;
  }
  Value root() const { return *base_; }
  Refusal refusal() const { return refusal_; }

  bool Null() { return Push(Value::Null()); }
  bool Bool(bool b) { return Push(Value::Boolean(b)); }
  bool Int(int i) { return Push(Value::Integer(i)); }
  bool Uint(unsigned i) { return Push(Value::Integer(i)); }
  bool Int64(int64_t i) { return Push(Value::Integer(i)); }
  bool Uint64(uint64_t) { return Refuse(Refusal::kNumber); }  // not called: numbers come as text
  bool Double(double) { return Refuse(Refusal::kNumber); }
  bool String(const char* text, rj::SizeType n, bool) { return Push(Access::String({text, n})); }
  bool Key(const char* text, rj::SizeType n, bool) { return Push(Access::String({text, n})); }

  bool RawNumber(const char* text, rj::SizeType n, bool) {
    if (n < 19 && static_cast<unsigned char>(*text - '1') < 9) {
      int64_t value = 0;
      rj::SizeType i = 0;
      for (; i < n && static_cast<unsigned char>(text[i] - '0') < 10; ++i) value = value * 10 + (text[i] - '0');
      if (i == n) return Push(Value::Integer(value));
    }
    return Number(text, n);
  }

  bool StartObject() { return ++depth_ <= options_.max_depth || Refuse(Refusal::kDepth); }
  bool StartArray() { return StartObject(); }

  bool EndObject(rj::SizeType n) {
    --depth_;
    if (options_.budget != nullptr) options_.budget->Charge(n + 1);
    top_ -= 2 * static_cast<size_t>(n);
    Table* table = NewObjectOfStrings(arena_, top_, n, options_.keys);
    if (unique_keys_ && table->size != n) return Refuse(Refusal::kDuplicate);
    return Push(Access::Object(table));
  }

  bool EndArray(rj::SizeType n) {
    --depth_;
    if (options_.budget != nullptr) options_.budget->Charge(n + 1);
    top_ -= n;
    Value* elements = arena_.NewArray<Value>(n);
    if (n != 0) std::memcpy(static_cast<void*>(elements), top_, n * sizeof(Value));
    return Push(Access::Array(elements, n));
  }

 private:
  static constexpr size_t kFirst = 512;

  bool Push(const Value& v) {
    if (top_ == end_) GrowStack();
    *top_++ = v;
    return true;
  }

  void GrowStack() {
    size_t size = static_cast<size_t>(top_ - base_);
    Value* larger = arena_.NewArray<Value>(size * 2);
    std::memcpy(static_cast<void*>(larger), base_, size * sizeof(Value));
    base_ = larger;
    top_ = larger + size;
    end_ = larger + size * 2;
  }

  bool Number(const char* text, size_t n) {
    std::optional<Value> v = original_ == nullptr ? NumberFromBorrowedText({text, n})
                                                  : NumberFromText(arena_, {original_ + (text - buffer_), n});
    return v ? Push(*v) : Refuse(Refusal::kNumber);
  }

  bool Refuse(Refusal why) {
    refusal_ = why;
    return false;
  }

  Arena& arena_;
  const JsonOptions& options_;
  const bool unique_keys_;
  Refusal refusal_ = Refusal::kNone;
  size_t depth_ = 0;
  const char* original_ = nullptr;
  const char* buffer_ = nullptr;
  Value* base_;
  Value* top_;
  Value* end_;
  alignas(Value) char first_[kFirst * sizeof(Value)];  // not initialized: most texts need a part of it
};

struct Survey {
  bool non_ascii = false;
  bool backslash = false;
};

// One quick pass over the text.
Survey Look(std::string_view text) {
  size_t i = 0;
  Survey found;
#if defined(__SSE2__)
  const __m128i backslash = _mm_set1_epi8('\\');
  __m128i high = _mm_setzero_si128();
  __m128i hits = _mm_setzero_si128();
  for (; i + 16 <= text.size(); i += 16) {
    __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + i));
    high = _mm_or_si128(high, block);
    hits = _mm_or_si128(hits, _mm_cmpeq_epi8(block, backslash));
  }
  found.non_ascii = _mm_movemask_epi8(high) != 0;
  found.backslash = _mm_movemask_epi8(hits) != 0;
#endif
  for (; i < text.size(); ++i) {
    found.non_ascii |= static_cast<unsigned char>(text[i]) >= 0x80;
    found.backslash |= text[i] == '\\';
  }
  return found;
}

// The code unit of the escape \uXXXX at text[at], or -1.
int UnicodeEscape(std::string_view text, size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int unit = 0;
  for (size_t i = at + 2; i < at + 6; ++i) {
    char c = text[i];
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

// Calls `on_lone(offset)` for each escape of half a surrogate pair. Escapes stand in strings only, or it is no JSON.
template <typename OnLone>
void ForEachLoneSurrogate(std::string_view text, OnLone on_lone) {
  for (size_t i = 0; (i = text.find('\\', i)) != std::string_view::npos;) {
    int unit = UnicodeEscape(text, i);
    if (unit < 0xD800 || unit > 0xDFFF) {
      i += 2;  // also over \\ and \"
      continue;
    }
    int next = unit < 0xDC00 ? UnicodeEscape(text, i + 6) : -1;
    if (next >= 0xDC00 && next <= 0xDFFF) {
      i += 12;
      continue;
    }
    on_lone(i);
    i += 6;
  }
}

bool HasLoneSurrogate(std::string_view text) {
  bool found = false;
  ForEachLoneSurrogate(text, [&](size_t) { found = true; });
  return found;
}

bool IsNumberChar(char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; }

// Overwrites long numbers by small ones of the same length. Malformed ones stay, to be refused.
void DisguiseNumbers(char* text, size_t size) {
  bool in_string = false;
  for (size_t i = 0; i < size; ++i) {
    if (text[i] == '"') in_string = !in_string;
    if (in_string) {
      if (text[i] == '\\') ++i;
      continue;
    }
    if (text[i] != '-' && (text[i] < '0' || text[i] > '9')) continue;
    size_t end = i;
    while (end < size && IsNumberChar(text[end])) ++end;
    if (end - i >= 5 && ScanDecimal({text + i, end - i})) {
      std::memset(text + i, '1', end - i);
      text[i + 1] = '.';
    }
    i = end - 1;
  }
}

Status ErrorAt(Code code, std::string_view text, size_t offset, std::string message) {
  offset = std::min(offset, text.size());
  std::string_view before = text.substr(0, offset);
  size_t line = before.rfind('\n');
  Diagnostic d{code, std::move(message), {}, 0, 0, {}};
  d.row = static_cast<uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
  d.column = static_cast<uint32_t>(1 + utf8::Count(before.substr(line == std::string_view::npos ? 0 : line + 1)));
  return Status(std::vector<Diagnostic>{std::move(d)});
}

std::string_view Explain(rj::ParseErrorCode code) {
  switch (code) {
    case rj::kParseErrorDocumentEmpty:
      return "a JSON value is missing";
    case rj::kParseErrorDocumentRootNotSingular:
      return "unexpected text behind the JSON value";
    case rj::kParseErrorObjectMissName:
      return "a member's name in quotes is missing";
    case rj::kParseErrorObjectMissColon:
      return "':' is missing behind a member's name";
    case rj::kParseErrorObjectMissCommaOrCurlyBracket:
      return "',' or '}' is missing behind a member";
    case rj::kParseErrorArrayMissCommaOrSquareBracket:
      return "',' or ']' is missing behind an element";
    case rj::kParseErrorStringUnicodeEscapeInvalidHex:
      return "four hexadecimal digits are missing behind \\u";
    case rj::kParseErrorStringUnicodeSurrogateInvalid:
      return "half a surrogate pair in a string";
    case rj::kParseErrorStringEscapeInvalid:
      return "invalid escape or control character in a string";
    case rj::kParseErrorStringMissQuotationMark:
      return "a string without its closing quote";
    case rj::kParseErrorNumberTooBig:
      return "invalid number: number too big";
    case rj::kParseErrorNumberMissFraction:
      return "digits are missing behind a number's point";
    case rj::kParseErrorNumberMissExponent:
      return "digits are missing in a number's exponent";
    default:
      return "invalid value";
  }
}

Status Explain(const Builder& builder, const JsonOptions& options, rj::ParseErrorCode code, std::string_view text,
               size_t offset) {
  if (code == rj::kParseErrorTermination && builder.refusal() == Refusal::kDepth) {
    return ErrorAt(Code::kDepthLimit, text, offset,
                   "JSON nested more than " + std::to_string(options.max_depth) + " levels deep");
  }
  if (code == rj::kParseErrorTermination) code = rj::kParseErrorNumberTooBig;
  return ErrorAt(Code::kInvalidInput, text, offset, std::string(Explain(code)));
}

constexpr unsigned kFlags = rj::kParseInsituFlag | rj::kParseNumbersAsStringsFlag;

char* CopyPadded(Arena& arena, std::string_view text) {
  char* copy = static_cast<char*>(arena.Allocate(text.size() + kPadding, 16));
  if (!text.empty()) std::memcpy(copy, text.data(), text.size());
  std::memset(copy + text.size(), 0, kPadding);
  return copy;
}

void MendSurrogates(std::string_view text, char* copy) {
  ForEachLoneSurrogate(text, [copy](size_t at) { std::memcpy(copy + at, "\\ufffd", 6); });
}

struct Attempt {
  rj::ParseResult result;
  size_t end = 0;
};

template <unsigned kReaderFlags>
Attempt Read(char* copy, Builder& builder) {
  JsonStream stream(copy);
  JsonReader reader;  // in place it takes no memory of its own
  rj::ParseResult result = reader.Parse<kReaderFlags>(stream, builder);
  return {result, stream.Tell()};
}

Result<Value> ParseChecked(Arena& arena, std::string_view text, const JsonOptions& options, bool lone_surrogates) {
  for (bool disguise : {false, true}) {
    char* copy = CopyPadded(arena, text);
    if (lone_surrogates) MendSurrogates(text, copy);
    Builder builder(arena, options, false);
    if (disguise) {
      DisguiseNumbers(copy, text.size());
      builder.ReadNumbersFrom(text.data(), copy);
    }
    Attempt attempt = Read<kFlags>(copy, builder);
    if (attempt.result.IsError()) {
      if (attempt.result.Code() == rj::kParseErrorNumberTooBig && !disguise) continue;
      return Explain(builder, options, attempt.result.Code(), text, attempt.result.Offset());
    }
    // RapidJSON takes a NUL for the end of the text.
    if (attempt.end != text.size()) return ErrorAt(Code::kInvalidInput, text, attempt.end, "a NUL byte");
    return builder.root();
  }
  return Status(Code::kInvalidInput, "invalid number: number too big");
}

// The length of the array or object that `text` starts with if its brackets, strings and characters are those of JSON;
// 0 otherwise. Policy text that is no JSON shows it early.
size_t IslandLength(std::string_view text, size_t max_depth) {
  size_t depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\')
          ++i;
        else if (static_cast<unsigned char>(text[i]) < 0x20)
          return 0;
      }
      if (i >= text.size()) return 0;
    } else if (c == '{' || c == '[') {
      if (++depth > max_depth) return 0;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return i + 1;
    } else if (c >= 'a' && c <= 'z' && c != 'e') {
      std::string_view rest = text.substr(i);
      if (rest.starts_with("true") || rest.starts_with("null"))
        i += 3;
      else if (rest.starts_with("false"))
        i += 4;
      else
        return 0;
    } else if (!IsNumberChar(c) && c != ',' && c != ':' && c != ' ' && c != '\n' && c != '\t' && c != '\r') {
      return 0;
    }
  }
  return 0;
}

}  // namespace

Result<Value> ParseJson(Arena& arena, std::string_view text, const JsonOptions& options) {
  if (text.size() > std::min(options.max_bytes, kLargestText)) {
    return Status(Code::kSizeLimit, "JSON text of " + std::to_string(text.size()) + " bytes; at most " +
                                        std::to_string(std::min(options.max_bytes, kLargestText)) + " are allowed");
  }
  if (options.budget != nullptr) options.budget->Charge(text.size() / 16 + 1);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Survey survey = Look(text);
  if (survey.non_ascii) {
    size_t invalid = utf8::FindInvalid(text);
    if (invalid != std::string_view::npos) return ErrorAt(Code::kInvalidInput, text, invalid, "invalid UTF-8");
  }
  try {
    return ParseChecked(arena, text, options, survey.backslash && HasLoneSurrogate(text));
  } catch (const std::logic_error& e) {
    return Status(Code::kEvalInternal, e.what());
  }
}

std::optional<JsonPrefix> ReadJsonPrefix(Arena& arena, std::string_view text, size_t max_depth) {
  if (text.empty() || (text[0] != '{' && text[0] != '[')) return std::nullopt;
  size_t length = IslandLength(text, max_depth);
  if (length == 0 || length > kLargestText) return std::nullopt;
  text = text.substr(0, length);
  Survey survey = Look(text);
  if (survey.non_ascii && !utf8::IsValid(text)) return std::nullopt;
  if (survey.backslash && HasLoneSurrogate(text)) return std::nullopt;
  JsonOptions options;
  options.max_depth = max_depth;
  Builder builder(arena, options, true);
  try {
    Attempt attempt = Read<kFlags | rj::kParseTrailingCommasFlag>(CopyPadded(arena, text), builder);
    if (attempt.result.IsError() || attempt.end != length) return std::nullopt;
  } catch (const std::logic_error&) {
    return std::nullopt;
  }
  return JsonPrefix{builder.root(), length, static_cast<size_t>(std::count(text.begin(), text.end(), '\n'))};
}

}  // namespace reeve::value
