// Syntax errors where OPA, which tries rules in an order of its own and goes back, names another token than an LL(1)
// parser does: the first token that cannot be.
#ifndef REEVE_LIB_SYNTAX_OPA_ERRORS_H_
#define REEVE_LIB_SYNTAX_OPA_ERRORS_H_

#include "syntax/antlr_errors.h"

namespace reeve::syntax {

// `error` as OPA places and words it, where that is known; else `error` itself.
SyntaxError InOpasWords(const Cursor& cursor, std::string_view text, bool module, const SyntaxError& error);

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_OPA_ERRORS_H_
