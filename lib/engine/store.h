// The state behind a public Store: the current version, swapped under a lock that is held for the swap alone.
#ifndef REEVE_LIB_ENGINE_STORE_H_
#define REEVE_LIB_ENGINE_STORE_H_

#include <atomic>
#include <memory>
#include <mutex>

#include "engine/data_version.h"

namespace reeve::engine {

struct StoreState {
  std::mutex commit;                               // one commit at a time
  mutable std::mutex swap;                         // guards `current`
  std::shared_ptr<const DataVersion> current;
  std::atomic<uint64_t> number{1};                 // of `current`, to see cheaply whether it changed
  size_t max_depth = 512;

  std::shared_ptr<const DataVersion> Current() const {
    std::lock_guard<std::mutex> lock(swap);
    return current;
  }
};

}  // namespace reeve::engine

#endif  // REEVE_LIB_ENGINE_STORE_H_
