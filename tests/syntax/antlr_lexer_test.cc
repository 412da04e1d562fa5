// The hand-written lexer finds the tokens that ANTLR's lexer of grammar/RegoLexer.g4 finds, over the corpora's accepted
// texts. Types that context makes (RegoLexer.g4 lists them) count as the type of their spelling, names and keywords
// as one.
#include <catch2/catch.hpp>
#include <iostream>

#include "RegoLexer.h"
#include "base/utf8.h"
#include "syntax/lexer.h"
#include "syntax/token.h"
#include "tests/syntax/corpus.h"

namespace reeve::syntax {
namespace {

using T = TokenType;

size_t Plain(size_t type) {
  switch (static_cast<T>(type)) {
    case T::kBracketRef: return static_cast<size_t>(T::kBracket);
    case T::kParenCall: case T::kParenGroup: return static_cast<size_t>(T::kParen);
    case T::kBraceBody: case T::kBraceLogic: return static_cast<size_t>(T::kBrace);
    case T::kUnaryMinus: return static_cast<size_t>(T::kMinus);
    case T::kPipe: return static_cast<size_t>(T::kBar);
    default: break;
  }
  return IsKeywordToken(static_cast<T>(type)) ? static_cast<size_t>(T::kIdent) : type;
}

struct Silent : antlr4::BaseErrorListener {
  size_t errors = 0;
  void syntaxError(antlr4::Recognizer*, antlr4::Token*, size_t, size_t, const std::string&,
                   std::exception_ptr) override {
    ++errors;
  }
};

// "" if both lexers agree.
std::string Difference(const std::string& text, bool module, bool v0) {
  Arena arena;
  ParseOptions options;
  options.version = v0 ? ast::Version::kV0 : ast::Version::kV1;
  options.json_islands = false;
  LexerResult hand = Lex(arena, text, options, module);
  antlr4::ANTLRInputStream stream(text);
  RegoLexer lexer(&stream);
  Silent silent;
  lexer.removeErrorListeners();
  lexer.addErrorListener(&silent);
  // ANTLR counts code points, the hand-written lexer bytes.
  std::vector<uint32_t> offsets;
  for (size_t i = 0; i < text.size(); i += utf8::Decode(text, i).size) offsets.push_back(static_cast<uint32_t>(i));
  offsets.push_back(static_cast<uint32_t>(text.size()));
  for (const Token& token : hand.tokens) {
    std::unique_ptr<antlr4::Token> other = lexer.nextToken();
    if (token.type == T::kEof)
      return other->getType() == antlr4::Token::EOF ? "" : "more tokens at " + other->toString();
    const size_t start = other->getStartIndex();
    bool same = Plain(static_cast<size_t>(token.type)) == Plain(other->getType()) && token.row == other->getLine() &&
                start < offsets.size() && offsets[start] == token.offset &&
                offsets[other->getStopIndex() + 1] == token.end;
    if (!same) {
      return std::to_string(token.row) + ":" + std::to_string(token.column) + " " + std::string(TokenName(token.type)) +
             " against " + other->toString();
    }
  }
  return "no end";
}

TEST_CASE("the hand-written lexer and ANTLR's agree") {
  CHECK(Difference("package a\np := $\"x{y}\\{z\" + $`a{b[$\"{c}\"]}` - .5e3", true, false) == "");
  size_t count = 0, different = 0;
  for (std::string name : {"modules", "bodies"}) {
    ForEachCase(name, [&](const CorpusCase& c) {
      // A byte order mark inside is an error of the hand-written lexer alone; a blank in `. 5` is one of ANTLR's.
      if (!c.accepted) return;
      ++count;
      std::string difference = Difference(c.text, c.module, c.v0);
      if (!difference.empty() && ++different <= 10) std::cout << c.note << ": " << difference << "\n" << c.text << "\n";
    });
  }
  std::cout << "lexers compared on " << count << " texts, different " << different << "\n";
  CHECK(different == 0);
}

}  // namespace
}  // namespace reeve::syntax
