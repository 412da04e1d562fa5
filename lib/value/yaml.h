// YAML text to values, as OPA reads it; alone sees libyaml, of which Go's reader is a port. Used by yaml.unmarshal, by data
// files and by the conformance runner.
#ifndef REEVE_LIB_VALUE_YAML_H_
#define REEVE_LIB_VALUE_YAML_H_

#include <string_view>

#include "base/budget.h"
#include "reeve/status.h"
#include "value/rep.h"

namespace reeve::value {

struct YamlOptions {
  size_t max_depth = 512;    // of the text, and of the value with all aliases followed
  Budget* budget = nullptr;  // charged one unit per 4 bytes and per node, and per node again each time an alias repeats it
  bool keep_number_text = false;  // a number that JSON has, too, is what ParseJson reads: 1.50 stays 1.50
};

// The first document; the others must be well-formed too. No document is null. Scalars are those of YAML 1.2's core schema
// and of go-yaml v3: 0x1F, 0o17 and 017, 1_000; yes and on are strings, so are times. Numbers are in 64 bits or the nearest
// double. Keys become strings; of equal ones the first place and the last value stay; << merges. Everything is copied into
// `arena`. Errors: kInvalidInput with OPA's text ("yaml: line 2: did not find expected key") and, where known, row and
// column; kDepthLimit. Tested by tests/value/yaml_test.cc and tests/builtins/cases/yaml_unmarshal.jsonl.
Result<Value> ParseYaml(Arena& arena, std::string_view text, const YamlOptions& options = {});

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_YAML_H_
