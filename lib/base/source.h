// Source and Location: policy text and places in it.
#ifndef REEVE_LIB_BASE_SOURCE_H_
#define REEVE_LIB_BASE_SOURCE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reeve/status.h"

namespace reeve {

// A named text. Its index in the load's list of sources stands in each Location.
struct Source {
  std::string name;  // "policy.rego"; empty for a query
  std::string text;
};

// A range of a source. Rows and columns start at 1; a column counts code points, a tab is one. Row 0: no place.
struct Location {
  uint32_t source = 0;  // index in the list of sources
  uint32_t row = 0;
  uint32_t column = 0;
  uint32_t offset = 0;  // first byte
  uint32_t end = 0;     // byte behind the last
};

// The diagnostic of an error at `at`, with the source line and a caret as details (OPA's excerpt: the line without its
// leading tabs, then spaces and ^). `sources` may be empty: then file and details are.
Diagnostic MakeDiagnostic(const std::vector<Source>& sources, Code code, Location at, std::string message,
                          bool with_excerpt = false);

}  // namespace reeve

#endif  // REEVE_LIB_BASE_SOURCE_H_
