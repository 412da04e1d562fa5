// How a scalar stands in YAML that go-yaml v3 writes. Tested by tests/builtins/cases/yaml_marshal.jsonl.
#ifndef REEVE_LIB_BUILTINS_YAML_SCALAR_H_
#define REEVE_LIB_BUILTINS_YAML_SCALAR_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace reeve::builtins {

enum class YamlStyle : uint8_t { kPlain, kSingleQuoted, kDoubleQuoted, kLiteral };

// Literal (| and the lines of the text) only for texts of several lines; not for keys on one line.
YamlStyle StyleOf(std::string_view text);
// The text in one of the other three styles.
std::string QuoteYaml(std::string_view text, YamlStyle style);
// A JSON number as go-yaml writes it: integers of 64 bits as they are, all else as the nearest double, 1e+06 from a million on.
std::string YamlNumber(std::string_view json);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_YAML_SCALAR_H_
