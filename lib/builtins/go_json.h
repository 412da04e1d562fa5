// Values as Go's encoding/json writes structs, for built-ins whose results are such. Members of objects get constant names.
#ifndef REEVE_LIB_BUILTINS_GO_JSON_H_
#define REEVE_LIB_BUILTINS_GO_JSON_H_

#include <string_view>
#include <vector>

#include "builtins/arguments.h"
#include "crypto/der.h"

namespace reeve::builtins {

class GoObject {
 public:
  GoObject(CallContext& call, uint32_t capacity) : call_(call), table_(value::NewTable(call.arena, 2, capacity)) {}
  // `name` is a literal.
  GoObject& Set(std::string_view name, Value v) {
    value::Insert(call_.arena, table_, Access::String(name), v);
    return *this;
  }
  Value value() const { return Access::Object(table_); }

 private:
  CallContext& call_;
  Table* table_;
};

// Text as JSON can hold it: each byte that is no UTF-8 becomes U+FFFD.
Value GoText(CallContext& call, std::string_view text);
// []byte: base64.
Value GoBytes(CallContext& call, std::string_view bytes);
// *big.Int, from big-endian bytes.
Value GoInteger(CallContext& call, std::string_view big_endian);
// asn1.ObjectIdentifier: an array of its numbers.
Value GoOid(CallContext& call, const crypto::Oid& oid);

inline Value GoArray(CallContext& call, const std::vector<Value>& elements) {
  Value* copy = call.arena.NewArray<Value>(elements.size());
  std::copy(elements.begin(), elements.end(), copy);
  return Access::Array(copy, elements.size());
}
// A slice that was never appended to is null.
template <typename T, typename Make>
Value GoSlice(CallContext& call, const std::vector<T>& elements, Make make) {
  if (elements.empty()) return Value::Null();
  std::vector<Value> values;
  for (const T& element : elements) values.push_back(make(element));
  return GoArray(call, values);
}

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_GO_JSON_H_
