// Where the parser stands in the token list, and the two ways in which a parse fails. Shared by the token stream, the
// parser's base and the AST builder, so that none of them needs the others.
#ifndef REEVE_LIB_SYNTAX_CURSOR_H_
#define REEVE_LIB_SYNTAX_CURSOR_H_

#include <cstdint>
#include <string>

#include "base/source.h"
#include "reeve/status.h"
#include "syntax/token.h"

namespace reeve::syntax {

struct Cursor {
  const Token* tokens = nullptr;
  uint32_t size = 0;   // with the kEof at the end
  uint32_t index = 0;  // of the token to be read next

  const Token& next() const { return tokens[index]; }
  const Token& previous() const { return tokens[index == 0 ? 0 : index - 1]; }
};

// Sizes of the builder's stacks and the next token when a grammar rule began.
struct Mark {
  uint32_t token, terms, exprs, operators, withs, operands;
};

// The fast parser met a token that the grammar does not allow. Caught in parser.cc.
struct SyntaxFailure {
  uint32_t token;
};

// The grammar allowed it, the language does not. Caught in parser.cc.
struct BuildFailure {
  Location location;
  std::string message;
  Code code = Code::kRegoParse;
  bool ends_statement = false;  // OPA's parser stops behind this statement; diagnosis.h does not know of it
};

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_CURSOR_H_
