// See merge.h. Depth is bounded by what the documents were read with. Tested by tests/engine/merge_test.cc.
#include "engine/merge.h"

#include "value/compare.h"
#include "value/table.h"

namespace reeve::engine {
namespace {

using value::Access;
using value::Table;

// False on a conflict, with the path to it in `path`.
bool Merge(Arena& arena, const Value& a, const Value& b, std::string& path, Value* merged) {
  if (!a.is_object() || !b.is_object()) {
    *merged = a;
    return value::Equal(a, b);
  }
  const Table* left = Access::TableOf(a);
  const Table* right = Access::TableOf(b);
  Table* table = value::NewTable(arena, 2, left->size + right->size);
  for (uint32_t i = 0; i < left->size; ++i) value::InsertTagged(arena, table, left->key(i), left->tags[i], left->value(i));
  for (uint32_t i = 0; i < right->size; ++i) {
    Value member = right->value(i);
    int64_t at = value::Find(left, right->key(i));
    if (at >= 0) {
      size_t before = path.size();
      path += "/" + std::string(right->key(i).is_string() ? right->key(i).string() : "");
      if (!Merge(arena, left->value(static_cast<uint32_t>(at)), right->value(i), path, &member)) return false;
      path.resize(before);
    }
    value::Insert(arena, table, right->key(i), member);
  }
  *merged = Access::Object(table);
  return true;
}

}  // namespace

Result<Document> MergeDocuments(Value base, Value addition) {
  if (!addition.is_object()) {
    return Status(Code::kInvalidInput, "data must be a JSON object, not " + std::string(KindName(addition.kind())));
  }
  if (base.is_null()) return Document::Copy(addition);
  Arena arena;
  std::string path;
  Value merged;
  if (!Merge(arena, base, addition, path, &merged)) {
    return Status(Code::kInvalidInput, "data has two values for " + path);
  }
  return Document::Copy(merged);
}

}  // namespace reeve::engine
