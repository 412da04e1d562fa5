// Characters to tokens. What context decides is in lexer_context.cc. See lexer.h.
#include "syntax/lexer.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/utf8.h"
#include "syntax/lexer_state.h"
#include "value/json.h"

namespace reeve::syntax {
namespace {

enum CharClass : uint8_t { kOther = 0, kLetter = 1, kDigit = 2, kBlank = 4 };

constexpr std::array<uint8_t, 256> MakeClasses() {
  std::array<uint8_t, 256> classes{};
  for (int c = 'a'; c <= 'z'; ++c) classes[c] = classes[c - 'a' + 'A'] = kLetter;
  for (int c = '0'; c <= '9'; ++c) classes[c] = kDigit;
  classes['_'] = kLetter;
  classes[' '] = classes['\t'] = classes['\n'] = classes['\r'] = kBlank;
  return classes;
}
constexpr std::array<uint8_t, 256> kClasses = MakeClasses();

bool Is(char c, uint8_t classes) { return kClasses[static_cast<uint8_t>(c)] & classes; }

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

Lexer::Lexer(Arena& arena, std::string_view text, const ParseOptions& options, bool module, LexerResult& out)
    : arena_(arena), text_(text), options_(options), module_(module), out_(out) {
  if (options.version == ast::Version::kV1) keywords_ |= kKeywordsV1;
  for (std::string_view name : options.future_keywords) keywords_ |= KeywordByName(name);
  if (keywords_ & kKeywordEvery) keywords_ |= kKeywordIn;
  tokens().reserve(text.size() / 5 + 16);
  opens_.reserve(32);
  opens_.emplace_back();
}

LexerResult Lex(Arena& arena, std::string_view text, const ParseOptions& options, bool module) {
  LexerResult result;
  Lexer(arena, text, options, module, result).Run();
  return result;
}

void Lexer::Run() {
  size_t invalid = utf8::FindInvalid(text_);
  size_t null = text_.find('\0');
  size_t mark = text_.size() < 4 ? std::string_view::npos : text_.find(kByteOrderMark, 1);
  bad_at_ = std::min({invalid, null, mark});
  if (bad_at_ == null) bad_message_ = "illegal null character";
  if (bad_at_ == invalid) bad_message_ = "illegal utf-8 character";
  if (bad_at_ == mark) bad_message_ = "illegal byte-order mark";
  if (text_.substr(0, 3) == kByteOrderMark) {
    at_ = 3;
    line_extra_ = 2;  // OPA counts it as a column
  }
  while (!stopped_) NextToken();
  if (undecided_) DecideClosed(T::kEof, false);
  if (importing_) FinishImport();
  out_.keywords = keywords_;
  Token eof{T::kEof, newline_ ? Token::kAfterNewline : uint8_t{0}, 0, static_cast<uint32_t>(text_.size()),
            static_cast<uint32_t>(text_.size()), row_, 0};
  eof.column = at_ <= line_start_ ? 0 : ColumnOf(at_) - 1;  // as OPA: that of the last character
  tokens().push_back(eof);
}

void Lexer::Bad(uint32_t offset, std::string message, Code code) {
  if (stopped_) return;
  out_.bad = std::move(message);
  out_.bad_code = code;
  tokens().push_back(
      {T::kBad, newline_ ? Token::kAfterNewline : uint8_t{0}, 0, offset, offset, row_, ColumnOf(offset)});
  stopped_ = true;
}

// Adds the token that starts at at_ and moves behind it.
Token& Lexer::Emit(T type, size_t end) {
  if (end >= bad_at_) {
    Bad(static_cast<uint32_t>(at_), bad_message_);
    return tokens().back();
  }
  if (undecided_) DecideClosed(type, TouchesPrevious());
  BeforeToken(type);
  uint8_t flags = newline_ ? Token::kAfterNewline : 0;
  Token& token = tokens().emplace_back(
      Token{type, flags, 0, static_cast<uint32_t>(at_), static_cast<uint32_t>(end), row_, ColumnOf(at_)});
  prev_ = type;
  newline_ = false;
  at_ = end;
  return token;
}

// Columns count code points: notes the continuation bytes of a token or comment, and the newlines of raw strings.
void Lexer::CountNonAscii(size_t begin, size_t end) {
  const char* data = text_.data();
  while (const void* found = std::memchr(data + begin, '\n', end - begin)) {
    begin = static_cast<const char*>(found) - data + 1;
    ++row_;
    line_start_ = begin;
    line_extra_ = 0;
  }
  for (size_t i = begin; i < end; ++i) line_extra_ += (static_cast<uint8_t>(data[i]) & 0xC0) == 0x80;
}

void Lexer::SkipBlanks() {
  for (;;) {
    char c = At(at_);
    if (at_ >= text_.size()) return;
    if (c == '#') {
      SkipComment();
      if (stopped_) return;
      continue;
    }
    if (!Is(c, kBlank)) return;
    if (at_ + 1 >= bad_at_) return Bad(static_cast<uint32_t>(at_), bad_message_);
    ++at_;
    if (c == '\n') {
      newline_ = true;
      ++row_;
      line_start_ = at_;
      line_extra_ = 0;
    }
  }
}

void Lexer::SkipComment() {
  const char* begin = text_.data() + at_;
  const void* found = std::memchr(begin, '\n', text_.size() - at_);
  size_t end = found ? static_cast<const char*>(found) - text_.data() : text_.size();
  if (end >= bad_at_) return Bad(static_cast<uint32_t>(at_), bad_message_);
  size_t shown = end;
  while (shown > at_ + 1 && text_[shown - 1] == '\r') --shown;
  out_.comments.push_back({static_cast<uint32_t>(at_), static_cast<uint32_t>(shown), row_, ColumnOf(at_)});
  CountNonAscii(at_, end);
  at_ = end;
}

void Lexer::NextToken() {
  if (opens_.back().kind == Open::kTemplate) return TemplateText();
  SkipBlanks();
  if (stopped_) return;
  if (at_ >= text_.size()) {
    stopped_ = true;
    return;
  }
  char c = text_[at_];
  if (importing_ && term_end_ && opens_.size() == 1 && c != '.' && !(c == '[' && TouchesPrevious())) FinishImport();
  if (Is(c, kLetter)) return Word();
  if (Is(c, kDigit)) return Number();
  switch (c) {
    case '"': return String();
    case '`': return RawString();
    default: return Symbol(c);
  }
}

void Lexer::Word() {
  size_t end = at_ + 1;
  while (end < text_.size() && Is(text_[end], kLetter | kDigit)) ++end;
  std::string_view word = text_.substr(at_, end - at_);
  T type = Classify(word, end);
  bool keyword = type == T::kIdent && prev_ != T::kDot && prev_ != T::kPackage && prev_ != T::kImport &&
                 (At(end) == '.' || At(end) == '[') && KeywordType(word) != T::kIdent && word != "contains";
  contains_ = word == "contains" && (keywords_ & kKeywordContains);
  Token& token = Emit(type, end);
  contains_ = false;
  if (keyword) token.flags |= Token::kKeyword;
  if (type == T::kNot && (keywords_ & kKeywordNot)) token.flags |= Token::kNotNode;
}

// Also a fraction without integer part, whose dot may stand away from its digits: `. 5`.
void Lexer::Number() {
  size_t end = at_;
  auto digits = [&] {
    size_t from = end;
    while (end < text_.size() && Is(text_[end], kDigit)) ++end;
    return end > from;
  };
  if (At(end) == '.') {
    ++end;
    while (end < text_.size() && Is(text_[end], kBlank)) ++end;
  }
  digits();
  std::string error;
  if (At(end) == '.' && At(at_) != '.') {
    ++end;
    if (!digits()) error = "expected fraction";
  }
  if (At(end) == 'e' || At(end) == 'E') {
    ++end;
    if (At(end) == '+' || At(end) == '-') ++end;
    if (!digits() && error.empty()) error = "expected exponent";
  }
  if (end < text_.size() && Is(text_[end], kLetter) && error.empty()) error = "illegal number format";
  if (!error.empty()) return Bad(static_cast<uint32_t>(at_), error);
  size_t begin = at_;
  Emit(T::kNumber, end);
  CountNonAscii(begin, end);
}

void Lexer::String() {
  size_t end = at_ + 1;
  for (;; ++end) {
    char c = At(end);
    if (end >= text_.size() || c == '\n') return Bad(static_cast<uint32_t>(at_), "non-terminated string");
    if (c == '"') break;
    if (c != '\\') continue;
    ++end;
    char escaped = At(end);
    if (escaped == 'u') {
      end += 4;
    } else if (escaped == '\0' || !std::strchr("\\\"/bfnrt", escaped)) {
      return Bad(static_cast<uint32_t>(at_), "illegal escape sequence");
    }
  }
  size_t begin = at_;
  Emit(T::kString, end + 1);
  CountNonAscii(begin, end + 1);
}

void Lexer::RawString() {
  size_t end = text_.find('`', at_ + 1);
  if (end == std::string_view::npos) return Bad(static_cast<uint32_t>(at_), "non-terminated string");
  size_t begin = at_;
  Emit(T::kRawString, end + 1);
  CountNonAscii(begin, end + 1);
}

// Text of a template string up to its end or the next `{`.
void Lexer::TemplateText() {
  const char quote = opens_.back().quote;
  // The first piece of text has the place of the string.
  auto bad = [this](std::string message) {
    const Token begin = tokens().back();
    const bool first = begin.type == T::kTemplateBegin;
    Bad(static_cast<uint32_t>(at_), std::move(message));
    Token& token = tokens().back();
    if (first) token = {T::kBad, begin.flags, 0, begin.offset, begin.offset, begin.row, begin.column};
  };
  size_t end = at_;
  for (;; ++end) {
    char c = At(end);
    if (end >= text_.size() || (c == '\n' && quote == '"')) {
      return bad("non-terminated string");
    }
    if (c == quote || c == '{') break;
    if (c != '\\') continue;
    char escaped = At(end + 1);
    if (quote == '`') {
      if (escaped == '{') ++end;
    } else if (escaped == 'u') {
      end += 5;
    } else if (escaped != '\0' && std::strchr("\\\"/bfnrt{", escaped)) {
      ++end;
    } else {
      return bad("illegal escape sequence");
    }
  }
  if (end > at_) {
    size_t begin = at_;
    Emit(T::kTemplateText, end).payload = static_cast<uint8_t>(quote);
    CountNonAscii(begin, end);
    if (stopped_) return;
  }
  if (text_[at_] == '{') {
    OpenBracket(T::kTemplateBrace, Open::kBody);
  } else {
    CloseBracket(T::kTemplateEnd);
  }
}

bool Lexer::Island() {
  if (!options_.json_islands || opens_.size() != 1 || (prev_ != T::kAssign && prev_ != T::kEq)) return false;
  auto prefix = value::ReadJsonPrefix(arena_, text_.substr(at_), options_.max_depth);
  if (!prefix || at_ + prefix->consumed >= bad_at_) return false;
  size_t begin = at_;
  size_t end = at_ + prefix->consumed;
  out_.values.push_back(prefix->value);
  Token& token = Emit(T::kJson, end);
  token.payload = static_cast<uint32_t>(out_.values.size() - 1);
  CountNonAscii(begin, end);
  return true;
}

// `print (x)`: old policies have a blank before a call's parenthesis.
bool Lexer::LegacyCall() const { return options_.legacy && prev_ == T::kIdent && !newline_; }

// A dot goes on with the term that it touches, or begins a number. No blank may follow the first kind.
void Lexer::Dot() {
  const bool spaced = !TouchesPrevious();
  if (term_end_ && (!spaced || SpacedHead())) {
    Emit(T::kDot, at_ + 1);
    if (stopped_) return;
    if (spaced) tokens().back().flags |= Token::kSpaced;
    if (At(at_) == '#') at_ = std::min(text_.find('\n', at_), text_.size());
    if (at_ < text_.size() && Is(text_[at_], kBlank)) {
      if (text_[at_] == '\n') {
        ++row_;
        line_start_ = at_;
        line_extra_ = 0;
      }
      Bad(static_cast<uint32_t>(at_), "unexpected whitespace token: expected identifier");
      tokens().back().flags |= Token::kSpaced;
    }
    return;
  }
  size_t digit = at_ + 1;
  while (digit < text_.size() && Is(text_[digit], kBlank)) ++digit;
  if (digit < text_.size() && Is(text_[digit], kDigit)) return Number();
  Emit(T::kNone, at_ + 1);  // the parser fails here
}

void Lexer::Symbol(char c) {
  switch (c) {
    case '[':
      if (Island()) return;
      if (term_end_ && TouchesPrevious()) return OpenBracket(T::kBracketRef, Open::kBracketRef);
      if (SpacedHead()) {
        OpenBracket(T::kBracketRef, Open::kBracketRef);
        tokens().back().flags |= Token::kSpaced;
        return;
      }
      return OpenBracket(T::kBracket, Open::kBracket);
    case '(':
      if (term_end_ && (TouchesPrevious() || LegacyCall())) return OpenParen(true);
      if (SpacedHead()) {
        OpenParen(true);
        tokens().back().flags |= Token::kSpaced;
        return;
      }
      return OpenParen(false);
    case '{':
      if (Island()) return;
      return OpenBrace();
    case ']': return CloseBracket(T::kBracketEnd);
    case ')': return CloseBracket(T::kParenEnd);
    case '}': return CloseBracket(T::kBraceEnd);
    case '.': return Dot();
    case '$': {
      char quote = At(at_ + 1);
      if (quote != '"' && quote != '`') return Bad(static_cast<uint32_t>(at_), "illegal $ character");
      OpenBracket(T::kTemplateBegin, Open::kTemplate);
      if (stopped_) return;
      tokens().back().end = static_cast<uint32_t>(++at_);
      opens_.back().quote = quote;
      return;
    }
    default: break;
  }
  if (Operator(c)) return;
  if (at_ >= bad_at_) return Bad(static_cast<uint32_t>(at_), bad_message_);
  if (c == '!') return Bad(static_cast<uint32_t>(at_), "illegal ! character");
  if (text_.substr(at_, 2) == "\xC2\xA0") {
    return Bad(static_cast<uint32_t>(at_), "illegal non-breaking space character, use a regular space instead");
  }
  Bad(static_cast<uint32_t>(at_), "illegal token");
}

bool Lexer::Operator(char c) {
  const bool equals = At(at_ + 1) == '=';
  auto emit = [&](T one, T two) {
    if (equals && two != T::kNone) {
      Emit(two, at_ + 2);
    } else if (one != T::kNone) {
      Emit(one, at_ + 1);
    } else {
      return false;
    }
    return true;
  };
  switch (c) {
    case ',': return emit(T::kComma, T::kNone);
    case ';': return emit(T::kSemicolon, T::kNone);
    case ':': return emit(T::kColon, T::kAssign);
    case '=': return emit(T::kEq, T::kEqual);
    case '!': return emit(T::kNone, T::kNotEqual);
    case '<': return emit(T::kLess, T::kLessEqual);
    case '>': return emit(T::kGreater, T::kGreaterEqual);
    case '+': return emit(T::kPlus, T::kNone);
    case '-': return emit(term_end_ && !(prev_ == T::kBraceEnd && body_closed_) ? T::kMinus : T::kUnaryMinus, T::kNone);
    case '*': return emit(T::kStar, T::kNone);
    case '/': return emit(T::kSlash, T::kNone);
    case '%': return emit(T::kPercent, T::kNone);
    case '&': return emit(T::kAmp, T::kNone);
    case '|': {
      Open& open = opens_.back();
      bool pipe = (open.kind == Open::kBracket || open.kind == Open::kBrace) && term_end_ && !open.not_single &&
                  open.pipe == kNoToken;
      return emit(pipe ? T::kPipe : T::kBar, T::kNone);
    }
    default: return false;
  }
}

}  // namespace reeve::syntax
