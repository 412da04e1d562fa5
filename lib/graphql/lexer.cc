// The lexer: one token a call, nothing kept between calls but the place. Tested by tests/graphql/parse_test.cc.
#include "graphql/lexer.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/utf8.h"
#include "graphql/graphql.h"

namespace reeve::graphql {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// A byte as the character of that number, which is how gqlparser shows bytes it cannot read.
std::string ByteAsText(char byte) {
  std::string out;
  utf8::Append(static_cast<unsigned char>(byte), out);
  return out;
}

std::string InvalidCharacter(char byte) {
  constexpr char kHex[] = "0123456789abcdef";
  unsigned char c = static_cast<unsigned char>(byte);
  return std::string("\"\\u00") + kHex[c >> 4] + kHex[c & 15] + "\"";
}

TokenKind Punctuator(char c) {
  switch (c) {
    case '!': return TokenKind::kBang;
    case '$': return TokenKind::kDollar;
    case '&': return TokenKind::kAmp;
    case '(': return TokenKind::kParenL;
    case ')': return TokenKind::kParenR;
    case ':': return TokenKind::kColon;
    case '=': return TokenKind::kEquals;
    case '@': return TokenKind::kAt;
    case '[': return TokenKind::kBracketL;
    case ']': return TokenKind::kBracketR;
    case '{': return TokenKind::kBraceL;
    case '}': return TokenKind::kBraceR;
    case '|': return TokenKind::kPipe;
    default: return TokenKind::kInvalid;
  }
}

size_t Indent(Text line) { return std::min(line.find_first_not_of(" \t"), line.size()); }

// A block string without the indentation that its lines share, and without blank lines at either end.
std::string Dedent(Text raw) {
  std::vector<Text> lines;
  for (size_t at = 0;;) {
    size_t end = raw.find('\n', at);
    lines.push_back(raw.substr(at, end == Text::npos ? end : end - at));
    if (end == Text::npos) break;
    at = end + 1;
  }
  size_t common = Text::npos;
  for (Text line : lines) {
    if (Indent(line) < line.size()) common = std::min(common, Indent(line));
  }
  for (size_t i = 1; common != Text::npos && i < lines.size(); ++i) {
    lines[i] = lines[i].substr(std::min(common, lines[i].size()));
  }
  size_t first = 0, end = lines.size();
  while (first < end && Indent(lines[first]) == lines[first].size()) ++first;
  while (first < end && Indent(lines[end - 1]) == lines[end - 1].size()) --end;
  std::string out;
  for (size_t i = first; i < end; ++i) {
    if (i > first) out += '\n';
    out += lines[i];
  }
  return out;
}

// Four hexadecimal digits as a number; none if they are not.
bool ReadHex(Text digits, uint32_t* out) {
  *out = 0;
  for (char c : digits) {
    bool digit = IsDigit(c);
    char lower = static_cast<char>(c | 32);
    if (!digit && !(lower >= 'a' && lower <= 'f')) return false;
    *out = *out * 16 + static_cast<uint32_t>(digit ? c - '0' : lower - 'a' + 10);
  }
  return true;
}

}  // namespace

std::string_view TokenText(TokenKind kind) {
  constexpr std::array<std::string_view, 22> kTexts = {
      "<Invalid>", "<EOF>", "!", "$", "&", "(", ")", "...", ":", "=", "@", "[", "]", "{", "}", "|",
      "Name", "Int", "Float", "String", "BlockString", "Comment"};
  return kTexts[static_cast<size_t>(kind)];
}

Token Lexer::Make(TokenKind kind, Text value) const {
  int32_t column = static_cast<int32_t>(static_cast<int64_t>(start_characters_) - static_cast<int64_t>(row_start_) + 1);
  return {kind, value, {static_cast<int32_t>(row_), column, prelude_}};
}

Token Lexer::Fail(std::string text) {
  int32_t column = static_cast<int32_t>(end_characters_ - row_start_ + 1);
  Token token{TokenKind::kInvalid, {}, {static_cast<int32_t>(row_), column, prelude_}};
  error_ = ErrorAt(token.position, text, false);
  return token;
}

Token Lexer::Next() {
  SkipSpace();
  start_ = end_;
  start_characters_ = end_characters_;
  if (end_ >= text_.size()) return Make(TokenKind::kEnd);
  char c = text_[end_];
  if (TokenKind kind = Punctuator(c); kind != TokenKind::kInvalid) {
    Step(1, 1);
    return Make(kind, {});
  }
  if (text_.substr(start_).starts_with("...")) {
    Step(3, 3);
    return Make(TokenKind::kSpread, {});
  }
  if (c == '#') return ReadComment();
  if (IsNameStart(c)) return ReadName();
  if (c == '-' || IsDigit(c)) return ReadNumber();
  if (c == '"') return text_.substr(start_).starts_with("\"\"\"") ? ReadBlockString() : ReadString();
  if (static_cast<unsigned char>(c) < 0x20) return Fail("Cannot contain the invalid character " + InvalidCharacter(c));
  if (c == '\'') return Fail("Unexpected single quote character ('), did you mean to use a double quote (\")?");
  return Fail("Cannot parse the unexpected character \"" + ByteAsText(c) + "\".");
}

void Lexer::SkipSpace() {
  for (; end_ < text_.size();) {
    char c = text_[end_];
    if (c == '\t' || c == ' ' || c == ',') {
      Step(1, 1);
    } else if (c == '\n' || c == '\r') {
      Step(1, 1);
      NewRow();
      if (c == '\r' && end_ < text_.size() && text_[end_] == '\n') Step(1, 1);
    } else if (text_.substr(end_).starts_with("\xEF\xBB\xBF")) {
      Step(3, 1);
    } else {
      return;
    }
  }
}

void Lexer::StepCharacter(std::string* out) {
  uint32_t size = utf8::Decode(text_, end_).size;
  if (out != nullptr) out->append(text_, end_, size);
  Step(size, 1);
}

Token Lexer::ReadComment() {
  while (end_ < text_.size() && (static_cast<unsigned char>(text_[end_]) >= 0x20 || text_[end_] == '\t')) {
    StepCharacter(nullptr);
  }
  return Make(TokenKind::kComment);
}

Token Lexer::ReadName() {
  while (end_ < text_.size() && (IsNameStart(text_[end_]) || IsDigit(text_[end_]))) Step(1, 1);
  return Make(TokenKind::kName);
}

bool Lexer::Accept(std::initializer_list<char> any) {
  if (end_ >= text_.size() || std::find(any.begin(), any.end(), text_[end_]) == any.end()) return false;
  Step(1, 1);
  return true;
}

size_t Lexer::AcceptDigits() {
  size_t before = end_;
  while (end_ < text_.size() && IsDigit(text_[end_])) Step(1, 1);
  return end_ - before;
}

std::string Lexer::DescribeNext() const {
  return end_ < text_.size() ? "\"" + ByteAsText(text_[end_]) + "\"" : "<EOF>";
}

Token Lexer::ReadNumber() {
  Accept({'-'});
  if (Accept({'0'})) {
    if (size_t digits = AcceptDigits(); digits != 0) {
      end_ -= digits;
      end_characters_ -= digits;
      return Fail("Invalid number, unexpected digit after 0: " + DescribeNext() + ".");
    }
  } else if (AcceptDigits() == 0) {
    return Fail("Invalid number, expected digit but got: " + DescribeNext() + ".");
  }
  bool fraction = Accept({'.'});
  if (fraction && AcceptDigits() == 0) return Fail("Invalid number, expected digit but got: " + DescribeNext() + ".");
  bool exponent = Accept({'e', 'E'});
  if (exponent) {
    Accept({'-', '+'});
    if (AcceptDigits() == 0) return Fail("Invalid number, expected digit but got: " + DescribeNext() + ".");
  }
  return Make(fraction || exponent ? TokenKind::kFloat : TokenKind::kInt);
}

// At a backslash. False: *wrong is the escape that is none.
bool Lexer::ReadEscape(std::string* out, std::string* wrong) {
  if (end_ + 1 >= text_.size()) return false;
  char escape = text_[end_ + 1];
  if (escape == 'u') {
    if (end_ + 6 >= text_.size()) {
      *wrong = text_.substr(end_ + 1);
      return false;
    }
    uint32_t c = 0;
    if (!ReadHex(text_.substr(end_ + 2, 4), &c)) {
      *wrong = text_.substr(end_ + 1, 5);
      return false;
    }
    utf8::Append(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c, *out);
    Step(6, 6);
    return true;
  }
  constexpr Text kEscapes = "\"/\\bfnrt", kMeant = "\"/\\\b\f\n\r\t";
  size_t which = kEscapes.find(escape);
  if (which == Text::npos) {
    *wrong = ByteAsText(escape);
    return false;
  }
  *out += kMeant[which];
  Step(2, 2);
  return true;
}

Token Lexer::ReadString() {
  Step(1, 1);
  start_ = end_;
  start_characters_ = end_characters_;
  std::string unescaped;
  bool escapes = false;
  while (end_ < text_.size() && text_[end_] != '\n' && text_[end_] != '\r') {
    char c = text_[end_];
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t') return Fail("Invalid character within String: " + InvalidCharacter(c) + ".");
    if (c == '"') {
      Token token = Make(TokenKind::kString);
      if (escapes) token.value = arena_.CopyText(unescaped);
      Step(1, 1);
      return token;
    }
    if (c == '\\') {
      if (!escapes) unescaped = text_.substr(start_, end_ - start_);
      escapes = true;
      std::string wrong;
      if (ReadEscape(&unescaped, &wrong)) continue;
      Step(1, 1);
      return Fail("Invalid character escape sequence" + (wrong.empty() ? "." : ": \\" + wrong + "."));
    }
    StepCharacter(escapes ? &unescaped : nullptr);
  }
  return Fail("Unterminated string.");
}

Token Lexer::ReadBlockString() {
  Step(3, 3);
  start_ = end_;
  start_characters_ = end_characters_;
  std::string raw;
  while (end_ < text_.size()) {
    char c = text_[end_];
    if (c == '"') {
      size_t quotes = std::min(text_.find_first_not_of('"', end_), text_.size()) - end_;
      if (quotes >= 3) {  // the last three close
        raw.append(quotes - 3, '"');
        Token token = Make(TokenKind::kBlockString, arena_.CopyText(Dedent(raw)));
        Step(quotes, quotes);
        return token;
      }
    }
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') {
      return Fail("Invalid character within String: " + InvalidCharacter(c) + ".");
    }
    if (text_.substr(end_).starts_with("\\\"\"\"")) {
      raw += "\"\"\"";
      Step(4, 4);
    } else if (c == '\r') {
      raw += '\n';
      bool pair = end_ + 1 < text_.size() && text_[end_ + 1] == '\n';
      Step(pair ? 2 : 1, pair ? 2 : 1);
      NewRow();
    } else {
      StepCharacter(&raw);
      if (c == '\n') NewRow();
    }
  }
  return Fail("Unterminated string.");
}

}  // namespace reeve::graphql
