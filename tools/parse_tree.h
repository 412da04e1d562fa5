// A module as an indented tree, one node a line: the form of `opa parse --format pretty`.
// Tested by tests/tools/cases/parse.md.
#ifndef REEVE_TOOLS_PARSE_TREE_H_
#define REEVE_TOOLS_PARSE_TREE_H_

#include <string>

#include "ast/ast.h"

namespace reeve::tools {

std::string SyntaxTree(const ast::Module& module);

}  // namespace reeve::tools

#endif  // REEVE_TOOLS_PARSE_TREE_H_
