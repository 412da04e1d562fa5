// See json_value.h.
#include "builtins/json_value.h"

#include "value/compare.h"
#include "value/json.h"

namespace reeve::builtins {
namespace {

bool IsJson(CallContext& call, const Value& v) {
  call.budget.Charge(1 + (v.is_object() || v.is_array() ? v.size() : 0));
  if (v.is_array()) {
    for (size_t i = 0; i < v.size(); ++i) {
      if (!IsJson(call, v.at(i))) return false;
    }
  } else if (v.is_object()) {
    for (size_t i = 0; i < v.size(); ++i) {
      if (!v.key(i).is_string() || !IsJson(call, v.value(i))) return false;
    }
  }
  return !v.is_set();
}

}  // namespace

Result<Value> ParseJsonText(CallContext& call, std::string_view text) {
  value::JsonOptions options;
  options.max_depth = call.max_value_depth;
  options.budget = &call.budget;
  return value::ParseJson(call.arena, text, options);
}

Result<Value> AsJson(CallContext& call, const Value& v) {
  if (IsJson(call, v)) return v;
  value::ChargeSize(v, call.budget, 8);
  return ParseJsonText(call, v.ToJson());
}

}  // namespace reeve::builtins
