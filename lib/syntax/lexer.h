// The lexer: policy text to tokens, in one pass.
//
// Beside spelling it decides what needs context, so that the grammar is LL(1). It knows the token before, and a stack
// of the open brackets with what has been seen directly inside each of them. Where only the closing bracket or the
// token behind it decides (is `{ ... }` after `if` a body or a set?), the opening token, already emitted, gets its
// type then.
//
// Keywords depend on the place in the text: `import rego.v1`, `import rego.v2` and `import future.keywords...` switch
// some on from there. JSON behind `:=` and `=` outside of brackets is read as one value (value::ReadJsonPrefix).
//
// Limits: text, line and depth as in ParseOptions. NUL, malformed UTF-8 and what is no token become one kBad token,
// with which the list ends; the parser reports it when it gets there (an error before it comes first, as in OPA).
// Tested by tests/syntax/lexer_test.cc.
#ifndef REEVE_LIB_SYNTAX_LEXER_H_
#define REEVE_LIB_SYNTAX_LEXER_H_

#include <string>
#include <string_view>
#include <vector>

#include "ast/ast.h"
#include "base/arena.h"
#include "reeve/status.h"
#include "reeve/value.h"
#include "syntax/parser.h"
#include "syntax/token.h"

namespace reeve::syntax {

// Sets of future keywords.
enum Keywords : uint32_t {
  kKeywordIn = 1, kKeywordEvery = 2, kKeywordContains = 4, kKeywordIf = 8,
  kKeywordAnd = 16, kKeywordOr = 32, kKeywordNot = 64,
  kKeywordsV1 = 15, kKeywordsLogic = 112, kKeywordsAll = 127,
};

struct Comment {
  uint32_t offset, end, row, column;  // from the #; the end without carriage returns
};

struct LexerResult {
  std::vector<Token> tokens;          // the last one is kEof
  std::vector<Comment> comments;
  std::vector<Value> values;          // of kJson tokens
  std::string bad;                    // message of the kBad token, if there is one
  Code bad_code = Code::kRegoParse;
  bool v1_import = false;             // `import rego.v1` or `rego.v2`
  uint32_t keywords = 0;              // switched on at the end of the text
};

// `module`: rules, not a query. Values of kJson tokens live in `arena`.
LexerResult Lex(Arena& arena, std::string_view text, const ParseOptions& options, bool module);

// The keyword set of one name ("in"), or 0.
uint32_t KeywordByName(std::string_view name);

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_LEXER_H_
