// Strings: sprintf and format_int.
#include "builtins/arguments.h"
#include "builtins/go_format.h"
#include "builtins/text_builder.h"
#include "value/format.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

FormatOperand ToOperand(CallContext& call, const Value& v) {
  FormatOperand operand;
  if (v.is_string()) {
    operand.text = Access::Text(v);
  } else if (Access::IsInt64(v)) {
    operand.kind = FormatOperand::kInteger;
    operand.integer = Access::Int64(v);
  } else if (v.is_number()) {
    operand.text = Access::Text(v);
    bool floating = operand.text.find_first_of(".eE") != std::string_view::npos;
    operand.real = floating ? value::ToDouble(v) : 0;
    if (operand.text == "-0")
      operand.kind = FormatOperand::kInteger;  // zero, as Go's integers have no other
    else if (!floating)
      operand.kind = FormatOperand::kBigInteger;
    else if (operand.real - operand.real == 0)
      operand.kind = FormatOperand::kFloat;  // finite; else its text
  } else {
    value::ChargeSize(v, call.budget, 8);
    std::string text;
    value::AppendRego(v, text);
    operand.text = call.arena.CopyText(text);
  }
  return operand;
}

bool Sprintf(CallContext& call, Value* result, std::string_view format, Array arguments) {
  call.budget.Charge(1 + format.size() / 4 + arguments.size);
  FormatOperand* operands = call.arena.NewArray<FormatOperand>(arguments.size);
  for (size_t i = 0; i < arguments.size; ++i) operands[i] = ToOperand(call, arguments.elements[i]);
  TextBuilder out(call, format.size() + 32);
  FormatGo(format, {operands, arguments.size}, &out);
  return Return(result, out.Finish());
}

bool FormatInt(CallContext& call, Value* result, Number n, Number base) {
  std::optional<int64_t> radix = Access::IsInt64(base.v) ? std::optional<int64_t>(Access::Int64(base.v)) : std::nullopt;
  if (!radix || (*radix != 2 && *radix != 8 && *radix != 10 && *radix != 16)) {
    return FailOperand(call, 2, "must be one of {2, 8, 10, 16}");
  }
  call.budget.Charge(4 + (Access::IsInt64(n.v) ? 0 : Access::Size(n.v)));
  return Return(result, call.arena.CopyText(value::FormatInteger(n.v, static_cast<int>(*radix))));
}

constexpr Entry kTable[] = {
    {BuiltinId::kSprintf, kTyped<Sprintf>},
    {BuiltinId::kFormatInt, kTyped<FormatInt>},
};

}  // namespace

std::span<const Entry> StringFormatFunctions() { return kTable; }

}  // namespace reeve::builtins
