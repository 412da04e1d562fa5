// json.filter, json.remove and json.patch: parts of a document by paths, "a/b~1c" or ["a", "b/c"].
#include "builtins/arguments.h"
#include "value/format.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

constexpr size_t kMaxDepth = 1024;  // values are less deep than that

void CheckDepth(size_t depth) {
  if (depth > kMaxDepth) throw Stop{Code::kDepthLimit, "document nested too deep"};
}

// A segment of a text path: ~1 is a slash, ~0 a tilde.
Value Segment(CallContext& call, std::string_view text) {
  if (text.find('~') == std::string_view::npos) return Access::String(text);
  std::string out;
  for (std::string_view pass : {"~1/", "~0~"}) {  // in this order, as OPA replaces them
    out.clear();
    for (size_t i = 0; i < text.size(); ++i) {
      bool hit = text.substr(i, 2) == pass.substr(0, 2);
      out += hit ? pass[2] : text[i];
      if (hit) ++i;
    }
    text = call.arena.CopyText(out);
  }
  return Access::String(text);
}

bool ParsePath(CallContext& call, const Value& v, Array* path) {
  if (v.is_array()) {
    *path = {Access::Elements(v), Access::Size(v)};
    return true;
  }
  if (!v.is_string()) {
    return FailOperand(
        call, 2,
        std::string("must be one of {set, array} containing string paths or array of path segments but got ")
            .append(KindName(v.kind())));
  }
  std::string_view text = Access::Text(v);
  call.budget.Charge(1 + text.size() / 4);
  *path = {};
  if (text.empty()) return true;
  while (text.starts_with('/')) text.remove_prefix(1);
  size_t count = 1;
  for (char c : text) count += c == '/';
  Value* segments = call.arena.NewArray<Value>(count);
  for (size_t i = 0; i < count; ++i) {
    size_t slash = text.find('/');
    segments[i] = Segment(call, text.substr(0, slash));
    if (slash != std::string_view::npos) text.remove_prefix(slash + 1);
  }
  *path = {segments, count};
  return true;
}

// The paths as a tree: {"a": {"b": null}}; null is the end of a path, and what is below it does not matter.
bool PathsToTree(CallContext& call, const Value& paths_operand, Table** tree) {
  Array paths;
  if (!Elements(paths_operand, &paths)) return FailType(call, 2, paths_operand, {"set", "array"});
  Array* parsed = call.arena.NewArray<Array>(paths.size);
  for (size_t i = 0; i < paths.size; ++i) {
    if (!ParsePath(call, paths.elements[i], &parsed[i])) return false;
  }
  *tree = value::NewTable(call.arena, 2, static_cast<uint32_t>(paths.size));
  for (size_t i = 0; i < paths.size; ++i) {
    Array path = parsed[i];
    CheckDepth(path.size);
    call.budget.Charge(1 + path.size);
    Table* node = *tree;
    for (size_t k = 0; k < path.size; ++k) {
      const Value& key = path.elements[k];
      if (k + 1 == path.size) {
        value::Insert(call.arena, node, key, Value::Null());
        break;
      }
      int64_t at = value::Find(node, key);
      if (at < 0) {
        Table* child = value::NewTable(call.arena, 2, 1);
        value::Insert(call.arena, node, key, Access::Object(child));
        node = child;
      } else {
        Value child = node->value(static_cast<uint32_t>(at));
        if (child.is_null()) break;
        node = Access::TableOf(child);
      }
    }
  }
  return true;
}

const Value* Lookup(const Table* tree, const Value& key) {
  int64_t at = value::Find(tree, key);
  return at < 0 ? nullptr : &tree->slots[static_cast<size_t>(at) * 2 + 1];
}

// In a tree of paths, indices of arrays are strings.
Value IndexKey(CallContext& call, size_t index) { return Access::String(call.arena.CopyText(std::to_string(index))); }

// Rebuilds a document member by member. `visit(child, key, &kept)` says whether the child stays, and what it becomes.
template <typename Visit>
Value Rebuild(CallContext& call, const Value& v, Visit visit) {
  call.budget.Charge(1 + v.size());
  Value kept;
  if (v.is_array()) {
    Value* elements = call.arena.NewArray<Value>(Access::Size(v));
    size_t n = 0;
    for (uint32_t i = 0; i < Access::Size(v); ++i) {
      if (visit(Access::Elements(v)[i], IndexKey(call, i), &kept)) elements[n++] = kept;
    }
    return Access::Array(elements, n);
  }
  const Table* from = Access::TableOf(v);
  Table* to = value::NewTable(call.arena, from->stride, from->size);
  for (uint32_t i = 0; i < from->size; ++i) {
    if (!visit(v.is_object() ? from->value(i) : from->key(i), from->key(i), &kept)) continue;
    if (v.is_object())
      value::InsertTagged(call.arena, to, from->key(i), from->tags[i], kept);
    else
      value::Insert(call.arena, to, kept);
  }
  return v.is_object() ? Access::Object(to) : Access::Set(to);
}

bool IsScalar(const Value& v) { return v.kind() <= Kind::kString; }

Value FilterValue(CallContext& call, const Value& v, const Value& tree, size_t depth) {
  CheckDepth(depth);
  if (tree.is_null() || IsScalar(v)) return v;
  return Rebuild(call, v, [&](const Value& child, const Value& key, Value* kept) {
    const Value* below = Lookup(Access::TableOf(tree), key);
    if (below == nullptr) return false;
    *kept = FilterValue(call, child, *below, depth + 1);
    return true;
  });
}

// False: the value itself goes.
bool RemoveFrom(CallContext& call, const Value& v, const Value* tree, size_t depth, Value* kept) {
  CheckDepth(depth);
  *kept = v;
  if (tree == nullptr) return true;
  if (tree->is_null()) return false;
  if (IsScalar(v)) return true;
  *kept = Rebuild(call, v, [&](const Value& child, const Value& key, Value* kept_child) {
    return RemoveFrom(call, child, Lookup(Access::TableOf(*tree), key), depth + 1, kept_child);
  });
  return true;
}

bool Filter(CallContext& call, Value* result, Object object, Value paths) {
  Table* tree;
  if (!PathsToTree(call, paths, &tree)) return false;
  return Return(result, FilterValue(call, Access::Object(object.table), Access::Object(tree), 0));
}

bool Remove(CallContext& call, Value* result, Object object, Value paths) {
  Table* tree;
  if (!PathsToTree(call, paths, &tree)) return false;
  Value all = Access::Object(tree);
  return RemoveFrom(call, Access::Object(object.table), &all, 0, result);
}

// ---- json.patch: each operation rebuilds what lies on its path; a missing value of `document` is one that was removed
// whole.
class Patcher {
 public:
  Patcher(CallContext& call, Value document) : call_(call), document_(document) {}

  bool Apply(const Value& operation) {
    if (!operation.is_object())
      return Fail("must be an array of JSON-Patch objects, but at least one element is not an object");
    std::optional<Value> path_value = operation.Find("path"), op = operation.Find("op");
    if (!path_value) return FailMissing("path");
    if (!op) return FailMissing("op");
    if (!op->is_string())
      return Fail(std::string("attribute 'op' must be a string but found: ").append(KindName(op->kind())));
    Array path;
    if (!ParsePath(call_, *path_value, &path)) return false;
    CheckDepth(path.size);
    std::string_view name = op->string();
    std::optional<Value> value = operation.Find("value");
    if (name == "add") return value ? Insert(path, *value) : FailMissing("value");
    if (name == "remove") return Delete(path);
    if (name == "replace") return Delete(path) && (value ? Insert(path, *value) : FailMissing("value"));
    if (name == "test") return Test(path, value);
    if (name == "move" || name == "copy") return Transfer(operation, path, name == "move");
    return Fail("unrecognized op: '" + std::string(name) + "'");
  }

  const std::optional<Value>& document() const { return document_; }

 private:
  bool Fail(std::string text) { return FailBuiltin(call_, std::move(text)); }
  bool FailMissing(const char* name) { return Fail(std::string("missing required attribute '") + name + "'"); }

  // What OPA says of a value without members.
  static std::string ShowScalar(const Value& v) {
    const char* type = v.is_null() ? "Null" : v.is_boolean() ? "Boolean" : v.is_number() ? "Number" : "String";
    return Show(v) + " (type: ast." + type + ")";
  }

  static std::string Show(const Value& v) {
    std::string text;
    value::AppendRego(v, text);
    return text;
  }

  // An index of an array as RFC 6901 has it; "-" is the end.
  bool ToIndex(size_t size, const Value& key, int64_t* index) {
    if (key.is_number()) {
      std::optional<int64_t> n = value::ToInt64(key);
      if (!n) return Fail("invalid number type for indexing");
      *index = *n;
      return true;
    }
    if (!key.is_string()) return Fail("invalid type for indexing");
    std::string_view text = Access::Text(key);
    if (text == "-") {
      *index = static_cast<int64_t>(size);
      return true;
    }
    bool digits = !text.empty() && text.size() < 18 &&
                  text.find_first_not_of("0123456789", text[0] == '-' ? 1 : 0) == std::string_view::npos;
    if (!digits || text == "-") return Fail("invalid string for indexing");
    if (text != "0" && text[0] == '0') return Fail("leading zeros are not allowed in JSON paths");
    *index = std::stoll(std::string(text));
    return true;
  }

  // The child under `key`, or an error.
  bool Child(const Value& v, const Value& key, Value* child) {
    if (v.is_array()) {
      int64_t index;
      if (!ToIndex(Access::Size(v), key, &index)) return false;
      if (index < 0 || index >= static_cast<int64_t>(Access::Size(v))) {
        return Fail("path " + std::to_string(index) + " does not exist in array term " + Show(v));
      }
      *child = Access::Elements(v)[index];
      return true;
    }
    if (!v.is_object() && !v.is_set())
      return Fail("expected composite type for path " + Show(key) + ", found value: " + ShowScalar(v));
    std::optional<Value> found = v.Find(key);
    if (!found)
      return Fail("path " + Show(key) + " does not exist in " + (v.is_object() ? "object" : "set") + " term " +
                  Show(v));
    *child = *found;
    return true;
  }

  bool Find(Array path, Value* out) {
    if (!document_) return Fail("nil value encountered where composite value was expected");
    *out = *document_;
    for (const Value& key : path) {
      call_.budget.Charge(1);
      if (!Child(*out, key, out)) return false;
    }
    return true;
  }

  enum class Edit : uint8_t { kInsert, kDelete };

  // `v` with the edit done below it.
  bool Rebuild(const Value& v, Array path, Edit edit, const Value& value, Value* out) {
    const Value& key = path.elements[0];
    if (path.size == 1) return EditHere(v, key, edit, value, out);
    Value child, changed;
    if (!Child(v, key, &child)) return false;
    if (!Rebuild(child, {path.elements + 1, path.size - 1}, edit, value, &changed)) return false;
    return Exchange(v, key, changed, out);
  }

  // `v` with the child under `key`, which is there, replaced.
  bool Exchange(const Value& v, const Value& key, const Value& child, Value* out) {
    call_.budget.Charge(1 + v.size());
    if (v.is_array()) {
      int64_t index;
      if (!ToIndex(Access::Size(v), key, &index)) return false;
      Value* elements = call_.arena.NewArray<Value>(Access::Size(v));
      std::copy(Access::Elements(v), Access::Elements(v) + Access::Size(v), elements);
      elements[index] = child;
      *out = Access::Array(elements, Access::Size(v));
      return true;
    }
    Table* table = Without(Access::TableOf(v), v.is_set() ? &key : nullptr);
    if (v.is_set())
      value::Insert(call_.arena, table, child);
    else
      value::Insert(call_.arena, table, key, child);
    *out = v.is_set() ? Access::Set(table) : Access::Object(table);
    return true;
  }

  // A copy of the table without the member `key` (null: all members).
  Table* Without(const Table* from, const Value* key) {
    call_.budget.Charge(1 + from->size);
    int64_t skip = key == nullptr ? -1 : value::Find(from, *key);
    Table* to = value::NewTable(call_.arena, from->stride, from->size + 1);
    for (uint32_t i = 0; i < from->size; ++i) {
      if (static_cast<int64_t>(i) == skip) continue;
      if (from->stride == 2)
        value::InsertTagged(call_.arena, to, from->key(i), from->tags[i], from->value(i));
      else
        value::Insert(call_.arena, to, from->key(i));
    }
    return to;
  }

  bool EditHere(const Value& v, const Value& key, Edit edit, const Value& value, Value* out) {
    if (v.is_array()) return EditArray(v, key, edit, value, out);
    if (!v.is_object() && !v.is_set()) return Fail("expected composite type, found value: " + ShowScalar(v));
    Table* table = Access::TableOf(v);
    if (edit == Edit::kDelete && value::Find(table, key) < 0)
      return Fail("cannot delete child key " + Show(key) + " that does not exist");
    if (edit == Edit::kInsert && v.is_set() && !value::Equal(key, value)) {
      return Fail("set key " + Show(key) + " does not equal value to be inserted " + Show(value));
    }
    Table* changed = Without(table, edit == Edit::kDelete ? &key : nullptr);
    if (edit == Edit::kInsert && v.is_set()) value::Insert(call_.arena, changed, value);
    if (edit == Edit::kInsert && v.is_object()) value::Insert(call_.arena, changed, key, value);
    *out = v.is_set() ? Access::Set(changed) : Access::Object(changed);
    return true;
  }

  bool EditArray(const Value& v, const Value& key, Edit edit, const Value& value, Value* out) {
    int64_t index, size = Access::Size(v);
    if (!ToIndex(static_cast<size_t>(size), key, &index)) return false;
    bool insert = edit == Edit::kInsert;
    if (index < 0 || index > size - (insert ? 0 : 1)) {
      return Fail(insert ? "index for array insertion out of bounds" : "index for array delete out of bounds");
    }
    call_.budget.Charge(1 + static_cast<uint64_t>(size));
    Value* elements = call_.arena.NewArray<Value>(static_cast<size_t>(size) + 1);
    const Value* from = Access::Elements(v);
    std::copy(from, from + index, elements);
    if (insert) {
      elements[index] = value;
      std::copy(from + index, from + size, elements + index + 1);
    } else {
      std::copy(from + index + 1, from + size, elements + index);
    }
    *out = Access::Array(elements, static_cast<size_t>(insert ? size + 1 : size - 1));
    return true;
  }

  bool Insert(Array path, const Value& value) {
    if (value::Depth(value) + path.size > call_.max_value_depth)
      throw Stop{Code::kDepthLimit, "json.patch: nesting too deep"};
    if (path.size == 0) {
      document_ = value;
      return true;
    }
    if (!document_) return Fail("nil value encountered where composite value was expected");
    Value changed;
    if (!Rebuild(*document_, path, Edit::kInsert, value, &changed)) return false;
    document_ = changed;
    return true;
  }

  bool Delete(Array path) {
    if (!document_) return Fail("deleted node encountered during delete operation");
    if (path.size == 0) {
      document_.reset();
      return true;
    }
    Value changed;
    if (!Rebuild(*document_, path, Edit::kDelete, Value(), &changed)) return false;
    document_ = changed;
    return true;
  }

  bool Transfer(const Value& operation, Array path, bool move) {
    std::optional<Value> from = operation.Find("from");
    if (!from) return FailMissing("from");
    Array from_path;
    Value moved;
    if (!ParsePath(call_, *from, &from_path) || !Find(from_path, &moved)) return false;
    return (!move || Delete(from_path)) && Insert(path, moved);
  }

  bool Test(Array path, const std::optional<Value>& value) {
    Value found;
    if (!Find(path, &found)) return false;
    if (!value) return FailMissing("value");
    value::ChargeCompare(found, *value, call_.budget);
    if (value::Equal(found, *value)) return true;
    return Fail("value from EditTree != patch value.\n\nExpected: " + Show(*value) + "\n\nFound: " + Show(found));
  }

  CallContext& call_;
  std::optional<Value> document_;
};

bool Patch(CallContext& call, Value* result, Value document, Array operations) {
  Patcher patcher(call, document);
  for (const Value& operation : operations) {
    call.budget.Charge(4);
    if (!patcher.Apply(operation)) return false;
  }
  if (!patcher.document()) return false;
  return Return(result, *patcher.document());
}

constexpr Entry kTable[] = {
    {BuiltinId::kJsonFilter, kTyped<Filter>},
    {BuiltinId::kJsonRemove, kTyped<Remove>},
    {BuiltinId::kJsonPatch, kTyped<Patch>},
};

}  // namespace

std::span<const Entry> JsonPathFunctions() { return kTable; }

}  // namespace reeve::builtins
