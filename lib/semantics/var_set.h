// Sets of variables, which passes know by number (names.h).
//
//   VarSet    a small set that is built, asked and thrown away
//   SafeSet   one growing set with undo, for walks that enter and leave scopes: membership is one load
//
// Held by tests/semantics/documents_test.cc.
#ifndef REEVE_LIB_SEMANTICS_VAR_SET_H_
#define REEVE_LIB_SEMANTICS_VAR_SET_H_

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"

namespace reeve::semantics {

using VarId = uint32_t;
constexpr VarId kNoVar = UINT32_MAX;

// Members in order of insertion. Linear up to kLinear members, hashed beyond.
class VarSet {
 public:
  bool Contains(VarId v) const {
    if (items_.size() > kLinear) return index_.contains(v);
    return std::find(items_.begin(), items_.end(), v) != items_.end();
  }
  bool Add(VarId v) {
    if (Contains(v)) return false;
    items_.push_back(v);
    if (items_.size() == kLinear + 1) {
      index_.insert(items_.begin(), items_.end());
    } else if (items_.size() > kLinear) {
      index_.insert(v);
    }
    return true;
  }
  void Clear() {
    items_.clear();
    index_.clear();
  }
  bool empty() const { return items_.empty(); }
  size_t size() const { return items_.size(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  static constexpr size_t kLinear = 16;
  absl::InlinedVector<VarId, kLinear> items_;
  absl::flat_hash_set<VarId> index_;
};

class SafeSet {
 public:
  bool Contains(VarId v) const { return v < marks_.size() && marks_[v] != 0; }
  void Add(VarId v) {
    if (v >= marks_.size()) marks_.resize(v + 64);
    if (marks_[v] != 0) return;
    marks_[v] = 1;
    log_.push_back(v);
  }
  size_t mark() const { return log_.size(); }
  // Takes out everything that was added since mark() gave `mark`.
  void UndoTo(size_t mark) {
    while (log_.size() > mark) {
      marks_[log_.back()] = 0;
      log_.pop_back();
    }
  }

 private:
  std::vector<uint8_t> marks_;
  std::vector<VarId> log_;
};

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_VAR_SET_H_
