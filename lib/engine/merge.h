// Merging base documents: objects member by member.
#ifndef REEVE_LIB_ENGINE_MERGE_H_
#define REEVE_LIB_ENGINE_MERGE_H_

#include "base/arena.h"
#include "reeve/status.h"
#include "reeve/value.h"

namespace reeve::engine {

// `addition` over `base` (null: nothing yet) as a new document. Both must be objects. Error: one path has two values.
Result<Document> MergeDocuments(Value base, Value addition);

}  // namespace reeve::engine

#endif  // REEVE_LIB_ENGINE_MERGE_H_
