// Rego text to syntax trees. The folder's only interface; alone in the project it sees ANTLR.
//
// The language is grammar/RegoParser.g4, LL(1), read by the parser that ANTLR generated from it over a hand-written
// lexer (lexer.h); what is wrong with a text that it refuses is said by diagnosis.h. Both versions of Rego, chosen per
// module. Thread-safe: parsers share nothing that is written.
#ifndef REEVE_LIB_SYNTAX_PARSER_H_
#define REEVE_LIB_SYNTAX_PARSER_H_

#include <string>
#include <string_view>
#include <vector>

#include "ast/ast.h"
#include "base/source.h"
#include "reeve/status.h"

namespace reeve::syntax {

struct ParseOptions {
  ast::Version version = ast::Version::kV1;
  bool legacy = false;             // accept `print (x)`: a blank before a call's parenthesis (old regorus policies)
  size_t max_bytes = 16u << 20;    // of a text
  size_t max_line_bytes = 4u << 20;
  size_t max_depth = 512;          // open brackets; operator chains and nesting together: 4 times that
  bool json_islands = true;        // read JSON literals as whole values; off only in tests
  // Keywords switched on as if imported: for queries and for tests. Names as in `import future.keywords.NAME`.
  std::vector<std::string_view> future_keywords;
};

// Parses sources[index] as a module into `tree`. On failure: diagnostics in OPA's form, the first with OPA's code and
// row. The tree refers to the source's text, which must stay where it is.
Result<ast::Module*> ParseModule(ast::Tree& tree, const std::vector<Source>& sources, uint32_t index,
                                 const ParseOptions& options);
// Parses sources[index] as a query: a body.
Result<ast::Body> ParseQuery(ast::Tree& tree, const std::vector<Source>& sources, uint32_t index,
                             const ParseOptions& options);

// The tokens of sources[index], one a line: row:column, type, text. For goldens and `reeve dump --form=tokens`.
std::string DumpTokens(const std::vector<Source>& sources, uint32_t index, const ParseOptions& options);

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_PARSER_H_
