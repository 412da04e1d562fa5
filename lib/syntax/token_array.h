// The token list as ANTLR's stream. The parser's fast mode uses LA(1), consume and the cursor alone; token objects
// exist only once ANTLR's error reporting asks for them.
#ifndef REEVE_LIB_SYNTAX_TOKEN_ARRAY_H_
#define REEVE_LIB_SYNTAX_TOKEN_ARRAY_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"
#include "syntax/cursor.h"

namespace reeve::syntax {

class TokenArray final : public antlr4::TokenStream, public antlr4::TokenSource {
 public:
  TokenArray(Cursor& cursor, std::string_view text) : cursor_(cursor), text_(text) {}

  static size_t TypeOf(const Token& token) {
    return token.type == TokenType::kEof ? antlr4::Token::EOF : static_cast<size_t>(token.type);
  }
  size_t LA(ssize_t k) override {
    if (k == 1) return TypeOf(cursor_.next());
    return LookAround(k);
  }
  void consume() override {
    if (cursor_.index + 1 < cursor_.size) ++cursor_.index;
  }
  size_t index() override { return cursor_.index; }
  size_t size() override { return cursor_.size; }
  void seek(size_t index) override {
    cursor_.index = static_cast<uint32_t>(index < cursor_.size ? index : cursor_.size - 1);
  }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  antlr4::Token* LT(ssize_t k) override;
  antlr4::Token* get(size_t index) const override;
  antlr4::TokenSource* getTokenSource() const override { return const_cast<TokenArray*>(this); }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }
  std::string getSourceName() const override { return {}; }

  std::unique_ptr<antlr4::Token> nextToken() override { return nullptr; }
  size_t getLine() const override { return cursor_.next().row; }
  size_t getCharPositionInLine() override { return cursor_.next().column; }
  antlr4::CharStream* getInputStream() override { return nullptr; }
  std::string getSourceName() override { return {}; }
  antlr4::TokenFactory<antlr4::CommonToken>* getTokenFactory() override;

 private:
  size_t LookAround(ssize_t k) const;
  Cursor& cursor_;
  std::string_view text_;
  mutable std::vector<std::unique_ptr<antlr4::Token>> made_;
};

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_TOKEN_ARRAY_H_
