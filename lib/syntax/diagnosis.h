// What OPA says of a text that is no Rego.
//
// OPA's parser tries a reading, goes back and tries the next; its first error is the first one that no return wiped out,
// and need not stand where an LL(1) parser stops. So a text that was refused is read a second time on OPA's ways: the
// same attempts in the same order over the same tokens, for their errors alone. No tree is made of it.
#ifndef REEVE_LIB_SYNTAX_DIAGNOSIS_H_
#define REEVE_LIB_SYNTAX_DIAGNOSIS_H_

#include <string>
#include <string_view>
#include <vector>

#include "syntax/lexer.h"

namespace reeve::syntax {

struct SyntaxError {
  uint32_t token;
  std::string message;
};

// The errors of OPA's parser in the order in which it meets them. Empty if it reads to the end (what it then asks of
// statements is the builder's matter), or if its ways are so many, or lead so deep, that none is followed to its end.
std::vector<SyntaxError> Diagnose(std::string_view text, const LexerResult& lexed, const ParseOptions& options,
                                  bool module);

// OPA's words for a token that does not fit: "unexpected } token: expected identifier".
std::string UnexpectedToken(TokenType type, std::string_view note);

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_DIAGNOSIS_H_
