// Tokens of templates. See template.h.
#include <algorithm>

#include "base/utf8.h"
#include "builtins/go_number_format.h"
#include "builtins/template.h"
#include "text/pattern_cache.h"

namespace reeve::builtins {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

bool IsSpace(char c) { return kSpaces.find(c) != std::string_view::npos; }

struct Keyword {
  std::string_view name;
  TokenType type;
};
constexpr Keyword kKeywords[] = {{"block", TokenType::kBlock},       {"break", TokenType::kBreak}, {"continue", TokenType::kContinue},
                                 {"define", TokenType::kDefine},     {"else", TokenType::kElse},   {"end", TokenType::kEnd},
                                 {"if", TokenType::kIf},             {"nil", TokenType::kNil},     {"range", TokenType::kRange},
                                 {"template", TokenType::kTemplate}, {"true", TokenType::kBool},   {"false", TokenType::kBool},
                                 {"with", TokenType::kWith}};

}  // namespace

Token TemplateLexer::Emit(TokenType type) {
  line_ += static_cast<size_t>(std::count(text_.begin() + static_cast<ptrdiff_t>(line_at_), text_.begin() + static_cast<ptrdiff_t>(start_), '\n'));
  line_at_ = start_;
  Token token{type, start_, text_.substr(start_, at_ - start_), line_};
  start_ = at_;
  return token;
}

Token TemplateLexer::Fail(const std::string& why) {
  Token token = Emit(TokenType::kError);
  token.text = call_.arena.CopyText(why);
  failed_ = true;
  return token;
}

Token TemplateLexer::Next() {
  call_.budget.Charge(4);
  if (failed_) return {TokenType::kEof, 0, "EOF", line_};
  return inside_ ? InsideAction() : Text();
}

Token TemplateLexer::Text() {
  size_t open = text_.find("{{", at_);
  if (open == std::string_view::npos) {
    call_.budget.Charge((text_.size() - at_) / 16);
    at_ = text_.size();
    if (at_ > start_) return Emit(TokenType::kText);
    Token token = Emit(TokenType::kEof);
    token.text = "EOF";
    return token;
  }
  call_.budget.Charge((open - at_) / 16);
  at_ = open;
  bool trims = open + 3 < text_.size() && text_[open + 2] == '-' && IsSpace(text_[open + 3]);
  if (trims) {
    size_t last = text_.find_last_not_of(kSpaces, open - 1);
    at_ = open == start_ || last == std::string_view::npos || last < start_ ? start_ : last + 1;
  }
  if (at_ > start_) {
    Token token = Emit(TokenType::kText);
    start_ = at_ = open;
    return token;
  }
  start_ = at_ = open;
  return LeftDelimiter();
}

Token TemplateLexer::LeftDelimiter() {
  at_ += 2;
  size_t marker = at_ + 1 < text_.size() && text_[at_] == '-' && IsSpace(text_[at_ + 1]) ? 2 : 0;
  if (text_.substr(at_ + marker).starts_with("/*")) {
    start_ = at_ += marker;
    return Comment();
  }
  Token token = Emit(TokenType::kLeftDelimiter);
  start_ = at_ += marker;
  inside_ = true;
  parens_ = 0;
  return token;
}

Token TemplateLexer::Comment() {
  size_t close = text_.find("*/", at_ + 2);
  if (close == std::string_view::npos) return Fail("unclosed comment");
  call_.budget.Charge((close - at_) / 16);
  at_ = close + 2;
  bool trims;
  if (!AtRightDelimiter(&trims)) return Fail("comment ends before closing delimiter");
  at_ += trims ? 4 : 2;
  if (trims) TrimLeft();
  start_ = at_;
  return Text();
}

void TemplateLexer::TrimLeft() {
  size_t next = text_.find_first_not_of(kSpaces, at_);
  at_ = next == std::string_view::npos ? text_.size() : next;
}

bool TemplateLexer::AtRightDelimiter(bool* trims) const {
  std::string_view rest = text_.substr(at_);
  *trims = rest.size() >= 4 && IsSpace(rest[0]) && rest.substr(1).starts_with("-}}");
  return *trims || rest.starts_with("}}");
}

Token TemplateLexer::RightDelimiter() {
  bool trims;
  AtRightDelimiter(&trims);
  if (trims) start_ = at_ += 2;
  at_ += 2;
  Token token = Emit(TokenType::kRightDelimiter);
  if (trims) TrimLeft();
  start_ = at_;
  inside_ = false;
  return token;
}

// Letters, digits and _ of any script.
bool TemplateLexer::AtAlphanumeric() const {
  if (at_ >= text_.size()) return false;
  char c = text_[at_];
  if (static_cast<unsigned char>(c) < 0x80) return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  std::string ignored;
  utf8::CodePoint point = utf8::Decode(text_, at_);
  if (point.size == 1) return false;
  return call_.patterns.Match("^[\\pL\\p{Nd}]$", text_.substr(at_, point.size), call_.budget, &ignored).value_or(false);
}

void TemplateLexer::SkipAlphanumerics() {
  while (AtAlphanumeric()) at_ += utf8::Decode(text_, at_).size;
}

// What may stand behind a name.
bool TemplateLexer::AtTerminator() const {
  if (at_ >= text_.size()) return true;
  char c = text_[at_];
  return IsSpace(c) || std::string_view(".,|:)(").find(c) != std::string_view::npos || text_.substr(at_).starts_with("}}");
}

std::string TemplateLexer::BadCharacter(std::string_view what) const {
  utf8::CodePoint c = at_ < text_.size() ? utf8::Decode(text_, at_) : utf8::CodePoint{0xFFFD, 0};
  std::string hex = FormatUnsigned(c.value, 16, true), out = std::string(what) + " U+";
  if (hex.size() < 4) out.append(4 - hex.size(), '0');
  out += hex;
  if (c.value >= ' ' && c.value != 0x7F) {
    out += " '";
    utf8::Append(c.value, out);
    out += "'";
  }
  return out;
}

Token TemplateLexer::InsideAction() {
  bool trims;
  if (AtRightDelimiter(&trims)) return parens_ == 0 ? RightDelimiter() : Fail("unclosed left paren");
  if (at_ >= text_.size()) return Fail("unclosed action");
  char c = text_[at_], following = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
  if (IsSpace(c)) return Space();
  if (c == '.' ? following >= '0' && following <= '9' : c == '+' || c == '-' || (c >= '0' && c <= '9')) return Number();
  if (AtAlphanumeric()) return Identifier();
  if (static_cast<unsigned char>(c) >= 0x80) return Fail(BadCharacter("unrecognized character in action:"));
  ++at_;
  switch (c) {
    case '=': return Emit(TokenType::kAssign);
    case ':':
      if (following != '=') return Fail("expected :=");
      ++at_;
      return Emit(TokenType::kDeclare);
    case '|': return Emit(TokenType::kPipe);
    case '"': return Quoted('"', TokenType::kString, "unterminated quoted string");
    case '`': return Quoted('`', TokenType::kRawString, "unterminated raw quoted string");
    case '\'': return Quoted('\'', TokenType::kCharConstant, "unterminated character constant");
    case '$': return FieldOrVariable(TokenType::kVariable);
    case '.': return FieldOrVariable(TokenType::kField);
    case '(': ++parens_; return Emit(TokenType::kLeftParen);
    case ')':
      if (parens_ == 0) return Fail("unexpected right paren");
      --parens_;
      return Emit(TokenType::kRightParen);
    default: break;
  }
  if (c > ' ' && c < 0x7F) return Emit(TokenType::kChar);
  --at_;
  return Fail(BadCharacter("unrecognized character in action:"));
}

// The last space may belong to a right delimiter that trims.
Token TemplateLexer::Space() {
  size_t count = 0;
  for (; at_ < text_.size() && IsSpace(text_[at_]); ++at_) ++count;
  --at_;
  bool trims;
  AtRightDelimiter(&trims);
  if (!trims) ++at_;
  if (trims && count == 1) return RightDelimiter();
  return Emit(TokenType::kSpace);
}

Token TemplateLexer::Identifier() {
  SkipAlphanumerics();
  if (!AtTerminator()) return Fail(BadCharacter("bad character"));
  std::string_view word = text_.substr(start_, at_ - start_);
  for (const Keyword& keyword : kKeywords) {
    if (keyword.name == word) return Emit(keyword.type);
  }
  return Emit(TokenType::kIdentifier);
}

Token TemplateLexer::FieldOrVariable(TokenType type) {
  if (AtTerminator()) return Emit(type == TokenType::kVariable ? type : TokenType::kDot);
  SkipAlphanumerics();
  return AtTerminator() ? Emit(type) : Fail(BadCharacter("bad character"));
}

Token TemplateLexer::Quoted(char quote, TokenType type, std::string_view what) {
  for (; at_ < text_.size(); ++at_) {
    char c = text_[at_];
    if (c == quote) {
      ++at_;
      call_.budget.Charge((at_ - start_) / 16);
      return Emit(type);
    }
    if (quote == '`') continue;
    if (c == '\\') ++at_;
    if (at_ >= text_.size() || text_[at_] == '\n') break;
  }
  return Fail(std::string(what));
}

bool TemplateLexer::ScanNumber() {
  auto accept = [this](std::string_view any) {
    if (at_ >= text_.size() || any.find(text_[at_]) == std::string_view::npos) return false;
    ++at_;
    return true;
  };
  auto run = [&accept](std::string_view any) {
    while (accept(any)) {
    }
  };
  std::string_view decimal = "0123456789_", digits = decimal;
  accept("+-");
  if (accept("0")) digits = accept("xX") ? "0123456789abcdefABCDEF_" : accept("oO") ? "01234567_" : accept("bB") ? "01_" : decimal;
  run(digits);
  if (accept(".")) run(digits);
  bool power = digits == decimal ? accept("eE") : digits.size() > decimal.size() && accept("pP");
  if (power) {
    accept("+-");
    run(decimal);
  }
  accept("i");
  if (!AtAlphanumeric()) return true;
  at_ += utf8::Decode(text_, at_).size;
  return false;
}

Token TemplateLexer::Number() {
  auto fail = [this] { return Fail("bad number syntax: \"" + std::string(text_.substr(start_, at_ - start_)) + "\""); };
  if (!ScanNumber()) return fail();
  if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-') && (!ScanNumber() || text_[at_ - 1] != 'i')) return fail();
  return Emit(TokenType::kNumber);
}

}  // namespace reeve::builtins
