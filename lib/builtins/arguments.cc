// Argument checks of the built-in functions and their error texts.
// Tested by tests/builtins/cases_test.cc.
#include "builtins/arguments.h"

#include <string>

#include "value/number.h"

namespace reeve::builtins {

bool FailOperand(CallContext& call, size_t position, std::string_view text) {
  std::string message = "operand " + std::to_string(position) + " ";
  return call.Fail(Code::kEvalType, message.append(text));
}

bool FailBuiltin(CallContext& call, std::string text) { return call.Fail(Code::kEvalBuiltin, std::move(text)); }

bool FailType(CallContext& call, size_t position, const Value& got, std::initializer_list<std::string_view> expected) {
  std::string text = expected.size() == 1 ? "must be " : "must be one of {";
  bool first = true;
  for (std::string_view e : expected) {
    if (!first) text += ", ";
    first = false;
    text += e;
  }
  if (expected.size() > 1) text += "}";
  text.append(" but got ").append(KindName(got.kind()));
  return FailOperand(call, position, text);
}

bool FailElement(CallContext& call, size_t position, const Value& composite, const Value& got,
                 std::string_view expected) {
  std::string_view kind = KindName(composite.kind());
  std::string text = "must be ";
  text.append(kind).append(" of ").append(expected).append("s but got ").append(kind).append(" containing ");
  return FailOperand(call, position, text.append(KindName(got.kind())));
}

bool TakeInteger(CallContext& call, const Value& v, size_t position, int64_t* out) {
  if (!v.is_number()) return FailType(call, position, v, {"number"});
  if (Access::IsInt64(v)) {
    *out = Access::Int64(v);
    return true;
  }
  std::string_view text = Access::Text(v);
  std::optional<int64_t> integer;
  if (text.size() <= 20 && text.find_first_of("eE") == std::string_view::npos) integer = value::ToInt64(v);
  if (!integer) return FailOperand(call, position, "must be integer number but got floating-point number");
  *out = *integer;
  return true;
}

}  // namespace reeve::builtins
