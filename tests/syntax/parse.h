// One text to a module or query, for tests.
#ifndef REEVE_TESTS_SYNTAX_PARSE_H_
#define REEVE_TESTS_SYNTAX_PARSE_H_

#include <string>
#include <vector>

#include "ast/ast.h"
#include "syntax/parser.h"

namespace reeve::syntax {

struct Parsed {
  explicit Parsed(std::string text, ParseOptions options = {}, bool is_module = true) {
    sources.push_back({is_module ? "test.rego" : "", std::move(text)});
    if (is_module) {
      Result<ast::Module*> result = ParseModule(tree, sources, 0, options);
      status = result.status();
      if (result.ok()) module = *result;
    } else {
      Result<ast::Body> result = ParseQuery(tree, sources, 0, options);
      status = result.status();
      if (result.ok()) body = *result;
    }
  }
  bool ok() const { return status.ok(); }
  // "row:column message" of the first error, "" if there is none.
  std::string error() const {
    if (ok()) return {};
    const Diagnostic& d = status.diagnostics()[0];
    return std::to_string(d.row) + ":" + std::to_string(d.column) + " " + d.message;
  }
  std::string json() const { return module != nullptr ? ast::ToJson(*module) : ast::ToJson(body); }

  ast::Tree tree;
  std::vector<Source> sources;
  ast::Module* module = nullptr;
  ast::Body body;
  Status status;
};

inline ParseOptions V0() {
  ParseOptions options;
  options.version = ast::Version::kV0;
  return options;
}

}  // namespace reeve::syntax

#endif  // REEVE_TESTS_SYNTAX_PARSE_H_
