// DumpTokens: the token list as text. See parser.h.
#include "base/arena.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace reeve::syntax {

std::string DumpTokens(const std::vector<Source>& sources, uint32_t index, const ParseOptions& options) {
  Arena arena;
  const std::string& text = sources[index].text;
  if (text.size() > options.max_bytes) return {};
  LexerResult lexed = Lex(arena, text, options, true);
  std::string out;
  for (const Token& token : lexed.tokens) {
    out += std::to_string(token.row) + ":" + std::to_string(token.column) + "\t" + std::string(TokenName(token.type));
    // Which of several brackets with one spelling.
    switch (token.type) {
      case TokenType::kBracketRef: out += " ref"; break;
      case TokenType::kParenCall: out += " call"; break;
      case TokenType::kParenGroup: out += " group"; break;
      case TokenType::kBraceBody: out += " body"; break;
      case TokenType::kBraceLogic: out += " operand"; break;
      case TokenType::kUnaryMinus: out += " unary"; break;
      case TokenType::kPipe: out += " comprehension"; break;
      case TokenType::kBad: out += " " + lexed.bad; break;
      default: break;
    }
    if (token.end > token.offset) out += "\t" + text.substr(token.offset, token.end - token.offset);
    out += '\n';
  }
  return out;
}

}  // namespace reeve::syntax
