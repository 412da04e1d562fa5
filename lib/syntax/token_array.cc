// Token objects for ANTLR's error reporting. See token_array.h.
#include "syntax/token_array.h"

namespace reeve::syntax {
namespace {

class TokenView final : public antlr4::Token {
 public:
  TokenView(const syntax::Token& token, size_t index, std::string_view text, const TokenArray& source)
      : token_(token), index_(index), text_(text), source_(source) {}
  std::string getText() const override { return std::string(text_); }
  size_t getType() const override { return TokenArray::TypeOf(token_); }
  size_t getLine() const override { return token_.row; }
  size_t getCharPositionInLine() const override { return token_.column; }
  size_t getChannel() const override { return DEFAULT_CHANNEL; }
  size_t getTokenIndex() const override { return index_; }
  size_t getStartIndex() const override { return token_.offset; }
  size_t getStopIndex() const override { return token_.end; }
  antlr4::TokenSource* getTokenSource() const override { return source_.getTokenSource(); }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return std::string(text_); }

 private:
  const syntax::Token& token_;
  size_t index_;
  std::string_view text_;
  const TokenArray& source_;
};

}  // namespace

antlr4::Token* TokenArray::get(size_t index) const {
  if (index >= cursor_.size) index = cursor_.size - 1;
  if (made_.size() < cursor_.size) made_.resize(cursor_.size);
  std::unique_ptr<antlr4::Token>& made = made_[index];
  if (!made) {
    const Token& token = cursor_.tokens[index];
    made = std::make_unique<TokenView>(token, index, text_.substr(token.offset, token.end - token.offset), *this);
  }
  return made.get();
}

antlr4::Token* TokenArray::LT(ssize_t k) {
  if (k < 0) return cursor_.index + k < cursor_.size ? get(cursor_.index + k) : nullptr;
  return k == 0 ? nullptr : get(cursor_.index + k - 1);
}

size_t TokenArray::LookAround(ssize_t k) const {
  size_t at = k < 0 ? cursor_.index + k : cursor_.index + k - 1;
  return at < cursor_.size ? TypeOf(cursor_.tokens[at]) : antlr4::Token::EOF;
}

antlr4::TokenFactory<antlr4::CommonToken>* TokenArray::getTokenFactory() {
  return antlr4::CommonTokenFactory::DEFAULT.get();
}

}  // namespace reeve::syntax
