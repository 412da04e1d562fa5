// What a text with a syntax error gets: ANTLR's error machinery, and one form of message.
#ifndef REEVE_LIB_SYNTAX_ANTLR_ERRORS_H_
#define REEVE_LIB_SYNTAX_ANTLR_ERRORS_H_

#include <string>
#include <string_view>
#include <vector>

#include "syntax/cursor.h"
#include "syntax/lexer.h"

namespace reeve::syntax {

struct SyntaxError {
  uint32_t token;
  std::string message;
};

// Parses again with ANTLR's own error strategy and returns at most 10 errors in the order of the text; the first is
// that of the fast parser, which met it at `token`. Takes a lock: ANTLR's reporting shares caches between parsers.
std::vector<SyntaxError> Diagnose(Cursor& cursor, std::string_view text, const LexerResult& lexed, bool module,
                                  uint32_t token);

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_ANTLR_ERRORS_H_
