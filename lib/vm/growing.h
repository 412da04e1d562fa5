// Collections while they are built: arrays that grow, and tables that later paths may reach into. Private to lib/vm.
#ifndef REEVE_LIB_VM_GROWING_H_
#define REEVE_LIB_VM_GROWING_H_

#include <algorithm>

#include "value/table.h"

namespace reeve::vm {

// Arrays that grow have room for a power of two of elements; a full one moves to twice the room.
inline void Append(Arena& arena, Value* array, const Value& element) {
  uint32_t size = value::Access::Size(*array);
  Value* elements = const_cast<Value*>(value::Access::Elements(*array));
  if ((size & (size - 1)) == 0 && (size == 0 || size >= 4)) {
    uint32_t room = size == 0 ? 4 : size * 2;
    Value* moved = arena.NewArray<Value>(room);
    std::copy(elements, elements + size, moved);
    elements = moved;
  }
  elements[size] = element;
  *array = value::Access::Array(elements, size + 1);
}

// A finished value inside another: no path reaches into it. Others may read it meanwhile, so only what changes is written.
inline void Seal(const Value& value) {
  if (value.kind() < Kind::kObject) return;
  value::Table* table = value::Access::TableOf(value);
  if (table->open) table->open = false;
}

}  // namespace reeve::vm

#endif  // REEVE_LIB_VM_GROWING_H_
