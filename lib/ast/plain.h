// PrintPlain: a term as OPA's messages show it. Calls have their names, plus(1, x) for 1 + x. Defined in print.cc.
#ifndef REEVE_LIB_AST_PLAIN_H_
#define REEVE_LIB_AST_PLAIN_H_

#include <string>

#include "ast/ast.h"

namespace reeve::ast {

std::string PrintPlain(const Term& term);

}  // namespace reeve::ast

#endif  // REEVE_LIB_AST_PLAIN_H_
