// Blocks of an Arena: each new one is twice the last, up to a mebibyte, or as large as one allocation needs.
// Tested by tests/base/arena_test.cc.
#include "base/arena.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/budget.h"

namespace reeve {
namespace {
constexpr size_t kFirstBlock = 4096;
constexpr size_t kLargestStep = 1 << 20;
}  // namespace

Arena::~Arena() { Reset(0); }

void* Arena::AllocateSlow(size_t bytes, size_t alignment) {
  size_t step = last_ == nullptr ? kFirstBlock : std::min(last_->bytes * 2, kLargestStep);
  size_t need = sizeof(Block) + bytes + alignment;
  if (need < bytes) throw std::bad_alloc();
  size_t size = std::max(step, need);
  if (size > limit_ - std::min(limit_, reserved_)) {
    size = need;  // near the limit: no more than what is asked for
    if (size > limit_ - std::min(limit_, reserved_)) {
      throw Stop{Code::kMemoryLimit, "needs more than " + std::to_string(limit_) + " bytes of memory"};
    }
  }
  Block* block = static_cast<Block*>(std::malloc(size));
  if (block == nullptr) throw std::bad_alloc();
  *block = {last_, size};
  last_ = block;
  reserved_ += size;
  next_ = reinterpret_cast<uintptr_t>(block + 1);
  end_ = reinterpret_cast<uintptr_t>(block) + size;
  uintptr_t start = (next_ + (alignment - 1)) & ~(static_cast<uintptr_t>(alignment) - 1);
  next_ = start + bytes;
  return reinterpret_cast<void*>(start);
}

void Arena::Reset(size_t retain) {
  // Keep the largest block that may be kept: after a few evaluations one block serves a whole one.
  Block* kept = nullptr;
  size_t total = reserved_;
  for (Block* block = last_; block != nullptr;) {
    Block* previous = block->previous;
    if (block->bytes <= retain && (kept == nullptr || block->bytes > kept->bytes)) std::swap(kept, block);
    std::free(block);
    block = previous;
  }
  if (kept != nullptr && kept->bytes < total && total <= retain) {
    // The last use needed several blocks: one of twice their size serves the next alike, and one somewhat larger.
    size_t size = std::min(retain, 2 * total);
    if (Block* whole = static_cast<Block*>(std::malloc(size))) {
      std::free(kept);
      kept = whole;
      kept->bytes = size;
    }
  }
  last_ = kept;
  if (kept == nullptr) {
    next_ = end_ = 0;
    reserved_ = 0;
    return;
  }
  kept->previous = nullptr;
  reserved_ = kept->bytes;
  next_ = reinterpret_cast<uintptr_t>(kept + 1);
  end_ = reinterpret_cast<uintptr_t>(kept) + kept->bytes;
}

}  // namespace reeve
