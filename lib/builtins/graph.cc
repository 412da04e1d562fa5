// walk, graph.reachable and graph.reachable_paths.
#include <algorithm>
#include <vector>

#include "builtins/arguments.h"

namespace reeve::builtins {
namespace {

constexpr size_t kMaxDepth = 1024;  // values are less deep than that

// Collects [path, value] for a value and all below it, parents first.
class Walker {
 public:
  explicit Walker(CallContext& call) : call_(call) {}

  void Visit(const Value& v) {
    if (path_.size() > kMaxDepth) throw Stop{Code::kDepthLimit, "walk: nesting too deep"};
    Emit(v);
    if (v.is_array()) {
      for (uint32_t i = 0; i < Access::Size(v); ++i) Below(Value::Integer(i), Access::Elements(v)[i]);
    } else if (v.is_object() || v.is_set()) {
      Table* table = Access::TableOf(v);
      value::EnsureSorted(table);
      for (uint32_t i = 0; i < table->size; ++i) Below(table->key(i), v.is_object() ? table->value(i) : table->key(i));
    }
  }

  Value Finish() {
    if (pairs_.size() > UINT32_MAX) throw Stop{Code::kMemoryLimit, "walk: more than 2^32 values"};
    Value* all = call_.arena.NewArray<Value>(pairs_.size());
    std::copy(pairs_.begin(), pairs_.end(), all);
    return Access::Array(all, pairs_.size());
  }

 private:
  void Below(const Value& key, const Value& v) {
    path_.push_back(key);
    Visit(v);
    path_.pop_back();
  }
  void Emit(const Value& v) {
    call_.budget.Charge(2 + path_.size());
    Value* path = call_.arena.NewArray<Value>(path_.size());
    std::copy(path_.begin(), path_.end(), path);
    Value* pair = call_.arena.NewArray<Value>(2);
    pair[0] = Access::Array(path, path_.size());
    pair[1] = v;
    pairs_.push_back(Access::Array(pair, 2));
  }

  CallContext& call_;
  std::vector<Value> path_;
  std::vector<Value> pairs_;
};

bool Walk(CallContext& call, Value* result, Value v) {
  Walker walker(call);
  walker.Visit(v);
  return Return(result, walker.Finish());
}

// Neighbors of a node; false if the graph has no such node. `position`: of the node in the graph.
bool Neighbors(const Table* graph, const Value& node, Array* out, size_t* position) {
  int64_t at = value::Find(graph, node);
  if (at < 0) return false;
  *position = static_cast<size_t>(at);
  *out = {};
  Elements(graph->value(static_cast<uint32_t>(at)), out);
  return true;
}

bool TakeStart(CallContext& call, const Value& v, Array* out) {
  return Elements(v, out) || FailType(call, 2, v, {"{array, set}"});
}

bool Reachable(CallContext& call, Value* result, Object graph, Value initial) {
  Array start;
  if (!TakeStart(call, initial, &start)) return false;
  call.budget.Charge(1 + start.size + graph.table->size / 16);
  std::vector<Value> queue(start.begin(), start.end());
  std::vector<bool> reached(graph.table->size, false);
  Table* nodes = value::NewTable(call.arena, 1, 8);
  for (size_t i = 0; i < queue.size(); ++i) {
    Array neighbors;
    size_t position;
    Value node = queue[i];
    value::ChargeWalk(node, call.budget);
    if (!Neighbors(graph.table, node, &neighbors, &position) || reached[position]) continue;
    reached[position] = true;
    value::Insert(call.arena, nodes, node);
    call.budget.Charge(1 + neighbors.size);
    queue.insert(queue.end(), neighbors.begin(), neighbors.end());
  }
  return Return(result, Access::Set(nodes));
}

// All paths from a node to where they end: a node without neighbors, one that the graph lacks, or one that is on the
// path already.
class PathFinder {
 public:
  PathFinder(CallContext& call, const Table* graph)
      : call_(call), graph_(graph), on_path_(graph->size, false), paths_(value::NewTable(call.arena, 1, 8)) {}

  void From(const Value& node) {
    Array neighbors;
    size_t position;
    if (!Neighbors(graph_, node, &neighbors, &position)) return;
    path_.push_back(node);
    if (neighbors.size == 0) Commit();
    on_path_[position] = true;
    for (const Value& neighbor : neighbors) Descend(neighbor);  // even when it is `node` itself
    on_path_[position] = false;
    path_.pop_back();
  }
  Value Finish() const { return Access::Set(paths_); }

 private:
  struct Frame {
    Array neighbors;
    size_t next;
    size_t position;
    bool marked;
  };

  // Everything below a node, with a stack of its own: a path may be as long as the graph is large.
  void Descend(const Value& node) {
    Enter(node);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (frame.next == frame.neighbors.size) {
        if (frame.marked) on_path_[frame.position] = false;
        path_.pop_back();
        frames_.pop_back();
        continue;
      }
      const Value& neighbor = frame.neighbors.elements[frame.next++];
      int64_t at = value::Find(graph_, neighbor);
      if (at >= 0 && on_path_[static_cast<size_t>(at)])
        Commit();
      else
        Enter(neighbor);
    }
  }

  void Enter(const Value& node) {
    value::ChargeWalk(node, call_.budget);
    Array neighbors;
    size_t position;
    if (!Neighbors(graph_, node, &neighbors, &position)) return Commit();
    path_.push_back(node);
    if (neighbors.size == 0) {
      Commit();
      path_.pop_back();
      return;
    }
    frames_.push_back({neighbors, 0, position, !on_path_[position]});
    on_path_[position] = true;
  }

  void Commit() {
    call_.budget.Charge(2 + 2 * path_.size());
    Value* path = call_.arena.NewArray<Value>(path_.size());
    std::copy(path_.begin(), path_.end(), path);
    value::Insert(call_.arena, paths_, Access::Array(path, path_.size()));
  }

  CallContext& call_;
  const Table* graph_;
  std::vector<bool> on_path_;
  std::vector<Value> path_;
  std::vector<Frame> frames_;
  Table* paths_;
};

bool ReachablePaths(CallContext& call, Value* result, Object graph, Value initial) {
  Array start;
  if (!TakeStart(call, initial, &start)) return false;
  call.budget.Charge(1 + start.size + graph.table->size / 16);
  PathFinder finder(call, graph.table);
  for (const Value& node : start) finder.From(node);
  return Return(result, finder.Finish());
}

constexpr Entry kTable[] = {
    {BuiltinId::kWalk, kTyped<Walk>},
    {BuiltinId::kGraphReachable, kTyped<Reachable>},
    {BuiltinId::kGraphReachablePaths, kTyped<ReachablePaths>},
};

}  // namespace

std::span<const Entry> GraphFunctions() { return kTable; }

}  // namespace reeve::builtins
