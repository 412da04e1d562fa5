// Counts what is taken from the heap: every malloc of the process, operator new included.
//
//     uint64_t count = HeapCalls([&] { context.Evaluate(...); });   // allocations of this thread in between
//     int64_t bytes = HeapBytes();                                   // bytes in use, of all threads
//
// heap.cc replaces malloc and its kin by counting ones in front of glibc's. Under a sanitizer, which has an allocator of its own, the
// sanitizer's hooks count instead.
#ifndef REEVE_TESTS_MEMORY_HEAP_H_
#define REEVE_TESTS_MEMORY_HEAP_H_

#include <cstdint>

namespace reeve::heap {

// Allocations of the calling thread since it started.
uint64_t Calls();
// Bytes in use by the process, as the allocator rounds them.
int64_t HeapBytes();
// True where a sanitizer slows everything down: tests then repeat less.
bool Sanitized();

template <typename F>
uint64_t HeapCalls(F&& function) {
  uint64_t before = Calls();
  function();
  return Calls() - before;
}

}  // namespace reeve::heap

#endif  // REEVE_TESTS_MEMORY_HEAP_H_
