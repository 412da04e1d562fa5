// Types: is_*, type_name, to_number, and the deprecated cast_*.
#include <charconv>

#include "builtins/arguments.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

template <Kind kind>
bool Is(CallContext&, Value* result, Value v) {
  return Return(result, v.kind() == kind);
}

bool TypeName(CallContext&, Value* result, Value v) { return Return(result, KindName(v.kind())); }

// One of the names that Go's strconv reads as no finite number: the error is another one then.
bool IsNonFinite(std::string_view text) {
  size_t sign = text.find_first_not_of("+-");
  if (sign == std::string_view::npos) return false;
  std::string lower;
  for (char c : text.substr(sign, 9)) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return lower == "inf" || lower == "infinity" || lower == "nan";
}

// A decimal number as strconv.ParseFloat reads it, spelled as JSON does: no plus, no leading zeros, digits around the
// point.
bool Respell(std::string_view text, std::string* out) {
  size_t at = 0;
  auto digits = [&] {
    size_t from = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return text.substr(from, at - from);
  };
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
    if (text[at] == '-') *out += '-';
    ++at;
  }
  std::string_view whole = digits(), fraction;
  if (at < text.size() && text[at] == '.') {
    ++at;
    fraction = digits();
  }
  if (whole.empty() && fraction.empty()) return false;
  while (whole.size() > 1 && whole[0] == '0') whole.remove_prefix(1);
  out->append(whole.empty() ? "0" : whole);
  if (!fraction.empty()) out->append(".").append(fraction);
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    *out += text[at++];
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) *out += text[at++];
    std::string_view exponent = digits();
    if (exponent.empty()) return false;
    out->append(exponent);
  }
  return at == text.size();
}

// Whether the number is beyond the range of a double (too small is no error in Go).
bool Overflows(std::string_view text) {
  double d = 0;
  std::from_chars_result read = std::from_chars(text.data(), text.data() + text.size(), d);
  if (read.ec != std::errc::result_out_of_range) return false;
  size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos) return text.substr(0, text.find('.')).size() > 300;
  return text[e + 1] != '-';
}

bool FailParse(CallContext& call, std::string_view text, std::string_view why) {
  std::string message = "strconv.ParseFloat: parsing ";
  message.append("\"").append(text).append("\": ").append(why);
  return FailBuiltin(call, message);
}

bool TextToNumber(CallContext& call, Value* result, std::string_view text) {
  int64_t small = 0;  // the common case: a short run of digits
  if (!text.empty() && text.size() <= 18 && (text[0] != '0' || text.size() == 1)) {
    size_t i = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) small = small * 10 + (text[i] - '0');
    if (i == text.size()) return Return(result, Value::Integer(small));
  }
  call.budget.Charge(1 + text.size() / 4);
  if (IsNonFinite(text)) return FailOperand(call, 1, "must be valid number string but got string");
  std::string spelled;
  if (!Respell(text, &spelled)) return FailParse(call, text, "invalid syntax");
  if (Overflows(spelled)) return FailParse(call, text, "value out of range");
  if (spelled.size() > call.max_integer_digits) return FailBuiltin(call, "number too big");
  std::optional<Value> number = value::NumberFromText(call.arena, spelled);
  return number ? Return(result, *number) : FailBuiltin(call, "invalid number: number too big");
}

bool ToNumber(CallContext& call, Value* result, Value v) {
  switch (v.kind()) {
    case Kind::kNull: return Return(result, Value::Integer(0));
    case Kind::kBoolean: return Return(result, Value::Integer(v.boolean() ? 1 : 0));
    case Kind::kNumber: return Return(result, v);
    case Kind::kString: return TextToNumber(call, result, Access::Text(v));
    default: return FailType(call, 1, v, {"null", "boolean", "number", "string"});
  }
}

template <Kind kind>
bool Cast(CallContext& call, Value* result, Value v) {
  return v.kind() == kind ? Return(result, v) : FailType(call, 1, v, {KindName(kind)});
}

bool CastArray(CallContext& call, Value* result, Value v) {
  Array elements;
  if (!Elements(v, &elements)) return FailType(call, 1, v, {"array", "set"});
  return Return(result, Access::Array(elements.elements, elements.size));
}

bool CastSet(CallContext& call, Value* result, Value v) {
  if (v.is_set()) return Return(result, v);
  if (!v.is_array()) return FailType(call, 1, v, {"array", "set"});
  call.budget.Charge(1 + Access::Size(v));
  Table* set = value::NewTable(call.arena, 1, Access::Size(v));
  for (uint32_t i = 0; i < Access::Size(v); ++i) value::Insert(call.arena, set, Access::Elements(v)[i]);
  return Return(result, Access::Set(set));
}

constexpr Entry kTable[] = {
    {BuiltinId::kToNumber, kTyped<ToNumber>},
    {BuiltinId::kTypeName, kTyped<TypeName>},
    {BuiltinId::kIsNull, kTyped<Is<Kind::kNull>>},
    {BuiltinId::kIsBoolean, kTyped<Is<Kind::kBoolean>>},
    {BuiltinId::kIsNumber, kTyped<Is<Kind::kNumber>>},
    {BuiltinId::kIsString, kTyped<Is<Kind::kString>>},
    {BuiltinId::kIsArray, kTyped<Is<Kind::kArray>>},
    {BuiltinId::kIsObject, kTyped<Is<Kind::kObject>>},
    {BuiltinId::kIsSet, kTyped<Is<Kind::kSet>>},
    {BuiltinId::kCastArray, kTyped<CastArray>},
    {BuiltinId::kCastBoolean, kTyped<Cast<Kind::kBoolean>>},
    {BuiltinId::kCastNull, kTyped<Cast<Kind::kNull>>},
    {BuiltinId::kCastObject, kTyped<Cast<Kind::kObject>>},
    {BuiltinId::kCastSet, kTyped<CastSet>},
    {BuiltinId::kCastString, kTyped<Cast<Kind::kString>>},
};

}  // namespace

std::span<const Entry> TypeFunctions() { return kTable; }

}  // namespace reeve::builtins
