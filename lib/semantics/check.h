// Check: parsed modules to a checked Policy. The folder's only stage; check.cc lists its passes in order.
#ifndef REEVE_LIB_SEMANTICS_CHECK_H_
#define REEVE_LIB_SEMANTICS_CHECK_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ast/ast.h"
#include "capabilities/builtin.h"
#include "capabilities/capabilities.h"
#include "reeve/status.h"
#include "semantics/policy.h"

namespace reeve::semantics {

struct CheckOptions {
  bool legacy = false;          // accept recursive functions and rules
  bool keep_prints = false;
  bool strict = false;          // unused variables and imports, hidden names and deprecated built-ins are errors
  const capabilities::Capabilities* capabilities = nullptr;   // what modules may need; null: all there is
  // JSON schemas by the names that METADATA blocks give them (SchemaName); "schema" types the input of all rules. Null: the blocks' own
  // schemas, too, are left unread.
  const std::map<std::string, Value>* schemas = nullptr;
  size_t max_errors = 10;       // as OPA: then "error limit reached"
  // How a query's refs are resolved: a module whose imports hold for the query and, if query_has_package, whose package's
  // rules may be named without their path. Null: neither.
  ast::Module* query_scope = nullptr;
  bool query_has_package = false;
};

// The one spelling of a schema's name: schema.input, schema["a-b"]. Nothing if the text is no such name.
std::optional<std::string> SchemaName(std::string_view text);

// Rewrites and checks `modules` (nodes of `tree`, their texts in `sources`) and, if given, a query: the body of sources[query_source]
// parsed by syntax::ParseQuery. Errors: OPA's codes, texts and places; all of the first stage that finds any.
Result<Policy> Check(std::shared_ptr<ast::Tree> tree, std::vector<ast::Module*> modules, const ast::Body* query,
                     uint32_t query_source, const std::vector<Source>& sources,
                     const capabilities::Builtins& builtins, const CheckOptions& options);

// The tree of documents, one line a node with its rules, and each rule's rewritten text: for goldens and `reeve dump`.
std::string DumpPolicy(const Policy& policy);

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_CHECK_H_
