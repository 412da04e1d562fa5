// strings.render_template. See template.h.
#include "builtins/json_value.h"
#include "builtins/template.h"
#include "value/compare.h"

namespace reeve::builtins {
namespace {

// What a template prints for a value that is not there.
constexpr std::string_view kNoValue = "<no value>", kUndefined = "<undefined>";

bool RenderTemplate(CallContext& call, Value* result, std::string_view text, Object variables) {
  std::string error;
  TemplateSet set;
  // OPA reads the variables' Rego text as JSON: sets, keys that are no strings and strings that Rego writes with \x are errors.
  Value object = Access::Object(variables.table);
  value::ChargeSize(object, call.budget, 8);
  Result<Value> json = ParseJsonText(call, object.ToRego());
  if (!json.ok()) return FailBuiltin(call, std::string(json.status().message()));
  TextBuilder rendered(call, text.size() + 64);
  if (!ParseTemplate(call, text, &set, &error) || !RunTemplate(call, set, *json, &rendered, &error)) return FailBuiltin(call, error);
  std::string_view rest = rendered.view();
  if (rest.find(kNoValue) == std::string_view::npos) return Return(result, rendered.Finish());
  TextBuilder out(call, rest.size() + 64);
  for (size_t at = rest.find(kNoValue); at != std::string_view::npos; at = rest.find(kNoValue)) {
    out.Append(rest.substr(0, at));
    out.Append(kUndefined);
    rest.remove_prefix(at + kNoValue.size());
  }
  out.Append(rest);
  return Return(result, out.Finish());
}

constexpr Entry kTable[] = {{BuiltinId::kStringsRenderTemplate, kTyped<RenderTemplate>}};

}  // namespace

std::span<const Entry> StringTemplateFunctions() { return kTable; }

}  // namespace reeve::builtins
