// Arena: memory that is taken piece by piece and given back all at once.
//
// Values, registers and records of one evaluation live in one arena; so do the constants of a Program and a data
// version. Objects in it must be trivially destructible. Not thread-safe: one owner at a time.
// Cost: Allocate is a pointer increment; Reset keeps one block of at most `retain` bytes, so that a warm evaluation
// makes no heap allocation while one huge evaluation does not pin its memory.
#ifndef REEVE_LIB_BASE_ARENA_H_
#define REEVE_LIB_BASE_ARENA_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>
#include <string_view>
#include <type_traits>

namespace reeve {

class Budget;

class Arena {
 public:
  // Refuses (throws Stop with kMemoryLimit, see budget.h) to hold more than `limit` bytes in blocks.
  explicit Arena(size_t limit = std::numeric_limits<size_t>::max()) : limit_(limit) {}
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  void* Allocate(size_t bytes, size_t alignment = 8) {
    uintptr_t start = (next_ + (alignment - 1)) & ~(static_cast<uintptr_t>(alignment) - 1);
    if (start + bytes > end_ || start + bytes < start) return AllocateSlow(bytes, alignment);
    next_ = start + bytes;
    return reinterpret_cast<void*>(start);
  }
  template <typename T>
  T* NewArray(size_t n) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (n > std::numeric_limits<size_t>::max() / sizeof(T)) throw std::bad_alloc();
    return static_cast<T*>(Allocate(n * sizeof(T), alignof(T)));
  }
  template <typename T>
  T* New(const T& init = T()) { return new (NewArray<T>(1)) T(init); }
  std::string_view CopyText(std::string_view text) {
    char* copy = static_cast<char*>(Allocate(text.size() + 1, 1));
    if (!text.empty()) std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return {copy, text.size()};
  }
  // Makes the last allocation, at `at`, shorter or longer in place; false if it is not the last or does not fit.
  bool Resize(void* at, size_t old_bytes, size_t new_bytes) {
    uintptr_t start = reinterpret_cast<uintptr_t>(at);
    if (start + old_bytes != next_ || start + new_bytes > end_ || start + new_bytes < start) return false;
    next_ = start + new_bytes;
    return true;
  }

  // Forgets everything; keeps at most `retain` bytes for the next use.
  void Reset(size_t retain);
  void set_limit(size_t limit) { limit_ = limit; }
  // What pays for the work of building values here; null: nothing does. Not owned.
  void set_budget(Budget* budget) { budget_ = budget; }
  Budget* budget() const { return budget_; }
  // Bytes held in blocks.
  size_t reserved() const { return reserved_; }

 private:
  struct Block { Block* previous; size_t bytes; };
  void* AllocateSlow(size_t bytes, size_t alignment);
  uintptr_t next_ = 0;
  uintptr_t end_ = 0;
  Block* last_ = nullptr;
  size_t reserved_ = 0;
  size_t limit_;
  Budget* budget_ = nullptr;
};

}  // namespace reeve

#endif  // REEVE_LIB_BASE_ARENA_H_
