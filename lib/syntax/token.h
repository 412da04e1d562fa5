// Tokens of Rego: what the lexer makes and the parser reads.
//
// The types are those of grammar/RegoLexer.g4, which explains the ones that context makes; parser_base.cc asserts that
// the numbers here and in the generated parser agree.
#ifndef REEVE_LIB_SYNTAX_TOKEN_H_
#define REEVE_LIB_SYNTAX_TOKEN_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace reeve::syntax {

enum class TokenType : uint8_t {
  kNone = 0,  // in a list of tokens: a dot that neither goes on with a term nor begins a number
  kBracketRef, kParenCall, kBraceBody, kBraceLogic, kParenGroup, kUnaryMinus, kPipe, kJson, kBad,
  kPackage, kImport, kAs, kDefault, kElse, kNot, kSome, kWith, kNull, kTrue, kFalse,
  kIn, kEvery, kContains, kIf, kAnd, kOr,
  kIdent, kNumber, kString, kRawString,
  kBracket, kBracketEnd, kBrace, kBraceEnd, kParen, kParenEnd, kComma, kColon, kSemicolon, kDot,
  kAssign, kEq, kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual,
  kPlus, kMinus, kStar, kSlash, kPercent, kAmp, kBar,
  kTemplateBegin, kTemplateText = 60, kTemplateBrace, kTemplateEnd,
  kEof = 255,
};

struct Token {
  // The token stands on a later line than the one before it.
  static constexpr uint8_t kAfterNewline = 1;
  // An identifier that is spelled like a keyword that is switched on: `if.x`. Only at the start of a literal or rule.
  static constexpr uint8_t kKeyword = 2;
  // `[`, `(` or `.` behind white space that still belongs to a rule's head: `p [x] { ... }`. Of a kBad: the blank itself,
  // where none may be; it is the parser that minds, not the lexer.
  static constexpr uint8_t kSpaced = 4;
  // Under the future keyword `not`: the NOT token makes a node of its own.
  static constexpr uint8_t kNotNode = 8;

  TokenType type = TokenType::kNone;
  uint8_t flags = 0;
  uint32_t payload = 0;  // kJson: index of its value; kTemplateText: the quote of its string
  uint32_t offset = 0;
  uint32_t end = 0;
  uint32_t row = 1;
  uint32_t column = 1;
};

// OPA's name of a token in its messages: "identifier", "eof", "assign", "[".
std::string_view TokenName(TokenType type);
// How a message of ours shows what was expected: "a name", "`]`".
std::string_view TokenText(TokenType type);
bool IsKeywordToken(TokenType type);

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_TOKEN_H_
