// Data versions: the base documents at one time, and how the next version is made from operations.
//
// A version is immutable and shared. The next one shares everything with it but the objects on the changed paths, which
// are copied; what nobody reaches any more is dropped when the state is copied whole, which happens each time the memory behind
// it has doubled. So a commit costs the size of the changed objects, and any number of commits runs in bounded memory.
#ifndef REEVE_LIB_ENGINE_DATA_VERSION_H_
#define REEVE_LIB_ENGINE_DATA_VERSION_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "base/arena.h"
#include "reeve/engine.h"
#include "reeve/status.h"
#include "reeve/value.h"

namespace reeve::engine {

struct DataVersion {
  Value root;                                        // an object
  std::shared_ptr<const Document> base;              // the policy's documents, which the root refers to
  std::vector<std::shared_ptr<const Arena>> arenas;  // what has been added since
  size_t bytes = 0;                                  // in those
  size_t live = 0;                                   // of them, when the state was last copied whole
  uint64_t number = 1;
};

// Only below this member of the root may operations change anything.
constexpr std::string_view kStateRoot = "pstate";

// Applies an array of RFC 6902 operations (add, remove, replace), all or none.
Result<std::shared_ptr<const DataVersion>> Apply(const DataVersion& version, const Value& operations, size_t max_depth);

}  // namespace reeve::engine

#endif  // REEVE_LIB_ENGINE_DATA_VERSION_H_
