// YAML text to values, by the YAML 1.2 core schema; alone sees yaml-cpp. Used by the conformance runner and data files.
#ifndef REEVE_LIB_VALUE_YAML_H_
#define REEVE_LIB_VALUE_YAML_H_

#include <string_view>

#include "reeve/status.h"
#include "value/rep.h"

namespace reeve::value {

// One document. Plain scalars: true/false, null and empty, decimal integers (any size, text kept), floats; everything
// else and everything quoted is a string. Mapping keys become strings. Errors: kInvalidInput, kDepthLimit.
Result<Value> ParseYaml(Arena& arena, std::string_view text, size_t max_depth = 512);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_YAML_H_
