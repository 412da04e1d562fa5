// Parses and checks texts for the tests of the passes.
//
//     EXPECT_DUMP: the rewritten policy, one rule a line, without the tree around it (Rules)
//     errors as "row:column code message" lines (Errors)
#ifndef REEVE_TESTS_SEMANTICS_FIXTURE_H_
#define REEVE_TESTS_SEMANTICS_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "ast/ast.h"
#include "capabilities/builtin.h"
#include "semantics/check.h"
#include "syntax/parser.h"

namespace reeve::semantics {

// One Check with all that its Policy refers to.
struct Checked {
  std::vector<Source> sources;
  capabilities::Builtins builtins;
  bool parsed = false;
  Status status;                  // of parsing or checking
  std::unique_ptr<Policy> policy;
};

struct Setup {
  ast::Version version = ast::Version::kV1;
  CheckOptions check;
  std::string query;              // "" = none
  std::vector<std::string> names; // of the modules; absent: test-0.rego ...
};

std::unique_ptr<Checked> CheckTexts(const std::vector<std::string>& modules, const Setup& setup = {});

// The rewritten rules, one a line; or the errors.
std::string Rules(const std::string& module, const Setup& setup = {});
// The errors: "row:column code: message", one a line; "" if there are none.
std::string Errors(const std::string& module, const Setup& setup = {});
// The query's lines of the dump, or the errors.
std::string QueryLines(const std::string& query, const std::string& module = "package p\n");

// The first way in which the policy breaks what policy.h promises; "" if it keeps it.
std::string FindBrokenPromise(const Policy& policy, const capabilities::Builtins& builtins);

}  // namespace reeve::semantics

#endif  // REEVE_TESTS_SEMANTICS_FIXTURE_H_
