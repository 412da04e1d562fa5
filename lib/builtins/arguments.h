// Typed built-ins: from a function over C++ types to one over Values, with OPA's errors for operands of wrong type.
//
//     bool Startswith(CallContext& call, Value* result, std::string_view text, std::string_view prefix);
//     ... {BuiltinId::kStartswith, kTyped<Startswith>}
//
// Parameter types: std::string_view a string, int64_t an integer, Number, Array, Object, Set, and Value for anything.
// A function returns Return(result, value), or false: undefined, or call.Fail with OPA's text.
#ifndef REEVE_LIB_BUILTINS_ARGUMENTS_H_
#define REEVE_LIB_BUILTINS_ARGUMENTS_H_

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <tuple>
#include <utility>

#include "builtins/table.h"
#include "value/compare.h"
#include "value/rep.h"
#include "value/table.h"

namespace reeve::builtins {

using capabilities::BuiltinId;
using capabilities::CallContext;
using value::Access;
using value::Table;

struct Number {
  Value v;
};
struct Array {
  const Value* elements = nullptr;
  size_t size = 0;
  const Value* begin() const { return elements; }
  const Value* end() const { return elements + size; }
};
struct Object {
  Table* table = nullptr;
};
struct Set {
  Table* table = nullptr;
};

inline bool Return(Value* result, Value v) {
  *result = v;
  return true;
}
inline bool Return(Value* result, bool b) { return Return(result, Value::Boolean(b)); }
inline bool Return(Value* result, std::string_view borrowed) { return Return(result, Access::String(borrowed)); }

// "operand 2 must be string but got number", "operand 1 must be one of {set, array} but got null".
bool FailType(CallContext& call, size_t position, const Value& got, std::initializer_list<std::string_view> expected);
// "operand 2 must be array of strings but got array containing number".
bool FailElement(CallContext& call, size_t position, const Value& composite, const Value& got,
                 std::string_view expected);
// "operand 2 " + text, as an error of operands.
bool FailOperand(CallContext& call, size_t position, std::string_view text);
bool FailBuiltin(CallContext& call, std::string text);

inline bool Take(CallContext&, const Value& v, size_t, Value* out) {
  *out = v;
  return true;
}
inline bool Take(CallContext& call, const Value& v, size_t position, std::string_view* out) {
  if (!v.is_string()) return FailType(call, position, v, {"string"});
  *out = Access::Text(v);
  return true;
}
inline bool Take(CallContext& call, const Value& v, size_t position, Number* out) {
  if (!v.is_number()) return FailType(call, position, v, {"number"});
  out->v = v;
  return true;
}
inline bool Take(CallContext& call, const Value& v, size_t position, Array* out) {
  if (!v.is_array()) return FailType(call, position, v, {"array"});
  *out = {Access::Elements(v), Access::Size(v)};
  return true;
}
inline bool Take(CallContext& call, const Value& v, size_t position, Object* out) {
  if (!v.is_object()) return FailType(call, position, v, {"object"});
  out->table = Access::TableOf(v);
  return true;
}
inline bool Take(CallContext& call, const Value& v, size_t position, Set* out) {
  if (!v.is_set()) return FailType(call, position, v, {"set"});
  out->table = Access::TableOf(v);
  return true;
}
// An integer of 64 bits, spelled without an exponent (1.0 is one, 1e3 is none, as in OPA).
bool TakeInteger(CallContext& call, const Value& v, size_t position, int64_t* out);
inline bool Take(CallContext& call, const Value& v, size_t position, int64_t* out) {
  if (!Access::IsInt64(v)) return TakeInteger(call, v, position, out);
  *out = Access::Int64(v);
  return true;
}

template <auto function, typename Signature>
struct Adapter;
template <auto function, typename... Operands>
struct Adapter<function, bool (*)(CallContext&, Value*, Operands...)> {
  static bool Call(CallContext& call, const Value* arguments, Value* result) {
    return Apply(call, arguments, result, std::index_sequence_for<Operands...>());
  }
  template <size_t... i>
  static bool Apply(CallContext& call, [[maybe_unused]] const Value* arguments, Value* result,
                    std::index_sequence<i...>) {
    std::tuple<Operands...> operands;
    if (!(Take(call, arguments[i], i + 1, &std::get<i>(operands)) && ...)) return false;
    return function(call, result, std::get<i>(operands)...);
  }
};
template <auto function>
constexpr capabilities::NativeFunction kTyped = &Adapter<function, decltype(function)>::Call;

// Elements of an array, or members of a set in Rego's order; false for other kinds.
inline bool Elements(const Value& v, Array* out) {
  if (v.is_array()) {
    *out = {Access::Elements(v), Access::Size(v)};
    return true;
  }
  if (!v.is_set()) return false;
  Table* table = Access::TableOf(v);
  value::EnsureSorted(table);
  *out = {table->slots, table->size};
  return true;
}

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_ARGUMENTS_H_
