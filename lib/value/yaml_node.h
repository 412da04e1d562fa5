// Nodes of YAML documents between their text (yaml_compose.cc) and their value (yaml.cc), and what a scalar's text means
// (yaml_scalar.cc).
#ifndef REEVE_LIB_VALUE_YAML_NODE_H_
#define REEVE_LIB_VALUE_YAML_NODE_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/yaml.h"

namespace reeve::value {

struct YamlNode {
  enum class Kind : uint8_t { kScalar, kSequence, kMapping, kAlias };
  Kind kind = Kind::kScalar;
  bool implicit = false;  // a plain scalar without a tag: its tag says what it was taken for
  bool prepared = false;  // of a mapping: keys and merges are in order (yaml.cc)
  uint32_t row = 0;       // from one
  std::string_view tag;   // short: "!!int", "!mine"
  std::string_view text;  // of a scalar; an alias's name
  std::vector<YamlNode*> children;  // of a mapping: key, value, key, value ...
  YamlNode* target = nullptr;       // of an alias
};

// Owns nodes; their texts are in the arena.
struct YamlTree {
  std::deque<YamlNode> nodes;
  YamlNode* New(YamlNode::Kind kind) {
    nodes.emplace_back().kind = kind;
    return &nodes.back();
  }
};

struct YamlError {
  Code code = Code::kOk;
  std::string text;  // behind "yaml: "
  uint32_t row = 0;  // from one; 0: unknown
  uint32_t column = 0;
};

// The first document's root; null if there is none or error->code is set.
YamlNode* ComposeYaml(Arena& arena, std::string_view text, const YamlOptions& options, YamlTree* tree, YamlError* error);

// What a scalar is.
struct YamlScalar {
  std::string_view tag;   // "!!int", "!!float", "!!bool", "!!null", "!!str", "!!timestamp", or a tag of its own
  Value value;            // of a timestamp its text by RFC 3339
  bool finite = true;     // else a number that JSON has not
  std::string key;        // its text as a key of an object; not set for null and timestamps
};
// `tag` is "" for a scalar without one. False: the text is nothing of the tag's; *error says so.
bool ReadYamlScalar(Arena& arena, std::string_view tag, std::string_view text, YamlScalar* out, std::string* error);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_YAML_NODE_H_
