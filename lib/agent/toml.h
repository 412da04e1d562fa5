// TOML (toml.io, 1.0) as far as initdata has it: strings at the root, and one table of strings; alone sees toml11.
//
// The library builds and frees nested values by recursion, and does not limit the parts of a dotted key. So the text is
// looked over first: outside of strings and comments it may hold no more than kMaxPunctuation dots, brackets and
// braces, which is nesting enough for a document that has none. Tested by tests/agent/initdata_test.cc.
#ifndef REEVE_LIB_AGENT_TOML_H_
#define REEVE_LIB_AGENT_TOML_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reeve/status.h"

namespace reeve::agent {

constexpr size_t kMaxPunctuation = 256;

struct FlatToml {
  std::vector<std::pair<std::string, std::string>> root;  // strings alone, by name
  std::vector<std::pair<std::string, std::string>> table;
};
// The table `name` must be there, and hold strings alone. What else the root has is passed over. Errors: kInvalidInput,
// with the row.
Result<FlatToml> ReadFlatToml(std::string_view text, std::string_view name);

}  // namespace reeve::agent

#endif  // REEVE_LIB_AGENT_TOML_H_
