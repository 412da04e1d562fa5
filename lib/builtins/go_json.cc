// Scalars in the form of Go's encoding/json. Tested by tests/builtins/cases/x509.jsonl.
#include "builtins/go_json.h"

#include "base/utf8.h"
#include "builtins/encoding.h"
#include "crypto/big_integer.h"
#include "value/number.h"

namespace reeve::builtins {

Value GoText(CallContext& call, std::string_view text) {
  call.budget.Charge(1 + text.size() / 16);
  if (utf8::IsValid(text)) return Access::String(text);
  std::string valid;
  for (size_t i = 0; i < text.size();) {
    utf8::CodePoint point = utf8::Decode(text, i);
    utf8::Append(point.value, valid);
    i += point.size;
  }
  return Access::StringCopy(call.arena, valid);
}

Value GoBytes(CallContext& call, std::string_view bytes) {
  return Access::String(EncodeBase64(call, bytes, base64::Alphabet::kStandard, true));
}

Value GoInteger(CallContext& call, std::string_view big_endian) {
  call.budget.Charge(crypto::DecimalWork(big_endian.size()));
  return value::NumberFromText(call.arena, crypto::DecimalText(big_endian)).value_or(Value::Null());
}

Value GoOid(CallContext& call, const crypto::Oid& oid) {
  Value* numbers = call.arena.NewArray<Value>(oid.size());
  for (size_t i = 0; i < oid.size(); ++i) numbers[i] = Value::Integer(oid[i]);
  return Access::Array(numbers, oid.size());
}

}  // namespace reeve::builtins
