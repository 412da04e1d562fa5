// Declarations: which names the scopes around declare, and what they are called. A part of RewriteLocalVars.
//
// One table by variable with an undo log, so that a look-up is one load however deep scopes nest.
// Held by tests/semantics/local_vars_test.cc.
#ifndef REEVE_LIB_SEMANTICS_DECLARATIONS_H_
#define REEVE_LIB_SEMANTICS_DECLARATIONS_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "semantics/names.h"

namespace reeve::semantics {

enum class Occurrence : uint8_t { kNew, kArgument, kSeen, kAssigned, kDeclared };

// The declarations in force, by variable, with undo.
class Declarations {
 public:
  struct Entry {
    VarId renamed = kNoVar;
    Occurrence occurrence = Occurrence::kNew;
    uint32_t depth = 0;      // of the scope; 0: none
    uint32_t count = 0;      // of occurrences, the declaring one too
  };

  explicit Declarations(Names& names) : names_(names) {}
  void Push() { ++depth_; starts_.push_back(log_.size()); }
  void Pop() {
    UndoTo(starts_.back());
    starts_.pop_back();
    --depth_;
  }
  size_t mark() const { return log_.size(); }
  void UndoTo(size_t mark) {
    while (log_.size() > mark) {
      entries_[log_.back().first] = log_.back().second;
      log_.pop_back();
    }
  }
  void Insert(VarId v, VarId renamed, Occurrence occurrence) {
    Entry& entry = At(v);
    log_.emplace_back(v, entry);
    entry = {renamed, occurrence, depth_, 1};
    if (renamed != v) names_.SetOriginal(renamed, v);
  }
  // Whether the innermost scope has declarations of some or every.
  bool has_declared() const {
    for (size_t i = starts_.back(); i < log_.size(); ++i) {
      const Entry& entry = entries_[log_[i].first];
      if (entry.occurrence == Occurrence::kDeclared && entry.depth == depth_) return true;
    }
    return false;
  }
  // What v is called here; kNoVar if it has not occurred.
  VarId Declared(VarId v) { return At(v).renamed; }
  Occurrence InScope(VarId v) {
    const Entry& entry = At(v);
    return entry.depth == depth_ ? entry.occurrence : Occurrence::kNew;
  }
  Occurrence Anywhere(VarId v) { return At(v).occurrence; }
  // Notes that v, which has been inserted, is met again.
  void Count(VarId v) { ++At(v).count; }
  uint32_t count(VarId v) { return At(v).count; }
  // f(name, entry) on the names that occurred in the innermost scope, in order.
  template <typename F>
  void ForScope(F&& f) {
    for (size_t i = starts_.back(); i < log_.size(); ++i) f(log_[i].first, entries_[log_[i].first]);
  }

 private:
  Entry& At(VarId v) {
    if (v >= entries_.size()) entries_.resize(v + 64);
    return entries_[v];
  }
  Names& names_;
  uint32_t depth_ = 0;
  std::vector<Entry> entries_;
  std::vector<std::pair<VarId, Entry>> log_;
  std::vector<size_t> starts_;
};

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_DECLARATIONS_H_
