// yaml.unmarshal and yaml.is_valid. Tested by tests/builtins/cases/yaml_unmarshal.jsonl.
#include "value/yaml.h"

#include "builtins/arguments.h"

namespace reeve::builtins {
namespace {

Result<Value> Parse(CallContext& call, std::string_view text) {
  return value::ParseYaml(call.arena, text, {call.max_value_depth, &call.budget});
}

bool Unmarshal(CallContext& call, Value* result, std::string_view text) {
  Result<Value> parsed = Parse(call, text);
  if (!parsed.ok()) return FailBuiltin(call, std::string(parsed.status().message()));
  return Return(result, *parsed);
}

bool IsValid(CallContext& call, Value* result, Value v) {
  return Return(result, v.is_string() && Parse(call, v.string()).ok());
}

constexpr Entry kTable[] = {
    {BuiltinId::kYamlIsValid, kTyped<IsValid>},
    {BuiltinId::kYamlUnmarshal, kTyped<Unmarshal>},
};

}  // namespace

std::span<const Entry> YamlReadFunctions() { return kTable; }

}  // namespace reeve::builtins
