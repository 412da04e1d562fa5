// Tokens of GraphQL documents. Rows and columns count as gqlparser's lexer counts them: columns in code points, CRLF as a
// row whose columns are one too large, and a block string at the row where it ends.
#ifndef REEVE_LIB_GRAPHQL_LEXER_H_
#define REEVE_LIB_GRAPHQL_LEXER_H_

#include <initializer_list>
#include <string>

#include "base/arena.h"
#include "graphql/ast.h"

namespace reeve::graphql {

enum class TokenKind : uint8_t {
  kInvalid, kEnd, kBang, kDollar, kAmp, kParenL, kParenR, kSpread, kColon, kEquals, kAt, kBracketL, kBracketR, kBraceL,
  kBraceR, kPipe, kName, kInt, kFloat, kString, kBlockString, kComment
};
// "<EOF>", "...", "Name".
std::string_view TokenText(TokenKind kind);

struct Token {
  TokenKind kind = TokenKind::kInvalid;
  Text value;  // of names, numbers, strings (unescaped) and comments
  Position position;
};

class Lexer {
 public:
  // `text` must be UTF-8 and outlive the tokens.
  Lexer(Arena& arena, Text text, bool prelude) : arena_(arena), text_(text), prelude_(prelude) {}
  // The next token; of kind kInvalid if there is none, and then error() says why.
  Token Next();
  const std::string& error() const { return error_; }

 private:
  void SkipSpace();
  Token Make(TokenKind kind, Text value) const;
  Token Make(TokenKind kind) const { return Make(kind, text_.substr(start_, end_ - start_)); }
  Token Fail(std::string text);
  Token ReadComment();
  Token ReadNumber();
  Token ReadName();
  Token ReadString();
  Token ReadBlockString();
  bool ReadEscape(std::string* out, std::string* wrong);
  bool Accept(std::initializer_list<char> any);
  size_t AcceptDigits();
  std::string DescribeNext() const;
  void Step(size_t bytes, size_t characters) {
    end_ += bytes;
    end_characters_ += characters;
  }
  void NewRow() {
    ++row_;
    row_start_ = end_characters_;
  }
  // One character, behind which a copy goes to `out` unless it is null.
  void StepCharacter(std::string* out);

  Arena& arena_;
  Text text_;
  bool prelude_;
  size_t start_ = 0, start_characters_ = 0;  // of the token
  size_t end_ = 0, end_characters_ = 0;
  size_t row_ = 1, row_start_ = 0;
  std::string error_;
};

}  // namespace reeve::graphql

#endif  // REEVE_LIB_GRAPHQL_LEXER_H_
