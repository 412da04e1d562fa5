// Arrays: concat, flatten, reverse, slice.
#include <algorithm>

#include "builtins/arguments.h"

namespace reeve::builtins {
namespace {

Value Whole(Array a) { return Access::Array(a.elements, a.size); }

Value* NewElements(CallContext& call, size_t count) {
  if (count > UINT32_MAX) throw Stop{Code::kMemoryLimit, "array of more than 2^32 elements"};
  call.budget.Charge(1 + count);
  return call.arena.NewArray<Value>(count);
}

bool Concat(CallContext& call, Value* result, Array a, Array b) {
  if (a.size == 0) return Return(result, Whole(b));
  if (b.size == 0) return Return(result, Whole(a));
  Value* both = NewElements(call, a.size + b.size);
  std::copy(b.begin(), b.end(), std::copy(a.begin(), a.end(), both));
  return Return(result, Access::Array(both, a.size + b.size));
}

// One level.
bool Flatten(CallContext& call, Value* result, Array a) {
  call.budget.Charge(1 + a.size);
  size_t count = 0;
  bool nested = false;
  for (const Value& v : a) {
    nested = nested || v.is_array();
    count += v.is_array() ? Access::Size(v) : 1;
  }
  if (!nested) return Return(result, Whole(a));
  Value* flat = NewElements(call, count);
  Value* to = flat;
  for (const Value& v : a) {
    if (v.is_array())
      to = std::copy(Access::Elements(v), Access::Elements(v) + Access::Size(v), to);
    else
      *to++ = v;
  }
  return Return(result, Access::Array(flat, count));
}

bool Reverse(CallContext& call, Value* result, Array a) {
  if (a.size < 2) return Return(result, Whole(a));
  Value* reversed = NewElements(call, a.size);
  std::reverse_copy(a.begin(), a.end(), reversed);
  return Return(result, Access::Array(reversed, a.size));
}

bool Slice(CallContext&, Value* result, Array a, int64_t start, int64_t stop) {
  int64_t size = static_cast<int64_t>(a.size);
  stop = std::clamp<int64_t>(stop, 0, size);
  start = std::clamp<int64_t>(start, 0, stop);
  return Return(result, Access::Array(a.elements + start, static_cast<size_t>(stop - start)));
}

constexpr Entry kTable[] = {
    {BuiltinId::kArrayConcat, kTyped<Concat>},
    {BuiltinId::kArrayFlatten, kTyped<Flatten>},
    {BuiltinId::kArrayReverse, kTyped<Reverse>},
    {BuiltinId::kArraySlice, kTyped<Slice>},
};

}  // namespace

std::span<const Entry> ArrayFunctions() { return kTable; }

}  // namespace reeve::builtins
