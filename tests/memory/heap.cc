// The counting allocator; heap.h says what it is for.
#include "tests/memory/heap.h"

#include <malloc.h>

#include <atomic>
#include <cerrno>
#include <cstddef>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define REEVE_SANITIZED 1
#endif

namespace {

// Plain zero-initialized thread storage: reading it allocates nothing.
thread_local uint64_t calls;
std::atomic<int64_t> bytes_in_use{0};

}  // namespace

#ifdef REEVE_SANITIZED

extern "C" {
int __sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void*, size_t), void (*on_free)(const volatile void*));
size_t __sanitizer_get_allocated_size(const volatile void* at);
}

namespace {

void OnMalloc(const volatile void*, size_t size) {
  ++calls;
  bytes_in_use.fetch_add(static_cast<int64_t>(size), std::memory_order_relaxed);
}
void OnFree(const volatile void* at) {
  if (at == nullptr) return;
  bytes_in_use.fetch_sub(static_cast<int64_t>(__sanitizer_get_allocated_size(at)), std::memory_order_relaxed);
}
[[maybe_unused]] const int installed = __sanitizer_install_malloc_and_free_hooks(OnMalloc, OnFree);

}  // namespace

#else

extern "C" {
void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* at, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* at);
}

namespace {

void* Counted(void* at) {
  ++calls;
  if (at != nullptr) bytes_in_use.fetch_add(static_cast<int64_t>(malloc_usable_size(at)), std::memory_order_relaxed);
  return at;
}
void Forget(void* at) {
  if (at != nullptr) bytes_in_use.fetch_sub(static_cast<int64_t>(malloc_usable_size(at)), std::memory_order_relaxed);
}

}  // namespace

extern "C" {
__attribute__((visibility("default"))) void* malloc(size_t size) { return Counted(__libc_malloc(size)); }
__attribute__((visibility("default"))) void* calloc(size_t count, size_t size) { return Counted(__libc_calloc(count, size)); }
__attribute__((visibility("default"))) void* realloc(void* at, size_t size) {
  Forget(at);
  void* moved = __libc_realloc(at, size);
  // A failed one leaves the old block as it was.
  return Counted(moved == nullptr && size != 0 ? at : moved) == nullptr || moved == nullptr ? nullptr : moved;
}
__attribute__((visibility("default"))) void* memalign(size_t alignment, size_t size) { return Counted(__libc_memalign(alignment, size)); }
__attribute__((visibility("default"))) void* aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
__attribute__((visibility("default"))) int posix_memalign(void** at, size_t alignment, size_t size) {
  *at = memalign(alignment, size);
  return *at == nullptr ? ENOMEM : 0;
}
__attribute__((visibility("default"))) void free(void* at) {
  Forget(at);
  __libc_free(at);
}
}

#endif

namespace reeve::heap {

uint64_t Calls() { return calls; }
int64_t HeapBytes() { return bytes_in_use.load(std::memory_order_relaxed); }
bool Sanitized() {
#ifdef REEVE_SANITIZED
  return true;
#else
  return false;
#endif
}

}  // namespace reeve::heap
