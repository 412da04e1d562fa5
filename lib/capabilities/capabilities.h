// Capabilities: what a policy may need of its engine, in the form of OPA's capabilities.json.
//
//     {"builtins": [{"name": "count", "decl": ...}, ...], "future_keywords": ["and", "not", "or"], "features": ["rego_v1", ...]}
//
// Read, they bound what a policy may call and which syntax it may have: of a built-in only its name counts, for its declaration is the
// engine's own. Written, they say what this engine has. Tested by tests/capabilities/capabilities_test.cc.
#ifndef REEVE_LIB_CAPABILITIES_CAPABILITIES_H_
#define REEVE_LIB_CAPABILITIES_CAPABILITIES_H_

#include <string>
#include <string_view>
#include <vector>

#include "capabilities/builtin.h"
#include "reeve/status.h"

namespace reeve::capabilities {

struct Capabilities {
  std::vector<std::string> builtins;          // sorted
  std::vector<std::string> future_keywords;
  std::vector<std::string> features;

  bool HasFeature(std::string_view feature) const;
};

// Errors: kInvalidArgument where the text is no JSON object or a member is no list of what it should be.
Result<Capabilities> ReadCapabilities(std::string_view json);
// What the built-ins' table and the parser offer; indented, built-ins in order of their names.
std::string WriteCapabilities(const Builtins& builtins);

}  // namespace reeve::capabilities

#endif  // REEVE_LIB_CAPABILITIES_CAPABILITIES_H_
