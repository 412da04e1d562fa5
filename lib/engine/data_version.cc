// Apply: RFC 6902 operations on the state, by copying the objects on the way. Tested by tests/engine/store_test.cc.
#include "engine/data_version.h"

#include <algorithm>
#include <optional>
#include <string>

#include "value/table.h"

namespace reeve::engine {
namespace {

using value::Access;
using value::Table;

enum class Verb : uint8_t { kAdd, kRemove, kReplace };

struct Operation {
  Verb verb = Verb::kAdd;
  std::vector<std::string> path;   // tokens, unescaped
  std::string text;                // of the path
  Value value;
};

// The tokens of a JSON Pointer (RFC 6901); false if it is none.
bool ParsePointer(std::string_view pointer, std::vector<std::string>* tokens) {
  if (pointer.empty() || pointer[0] != '/') return false;
  std::string token;
  for (size_t i = 1; i <= pointer.size(); ++i) {
    if (i == pointer.size() || pointer[i] == '/') {
      tokens->push_back(std::move(token));
      token.clear();
    } else if (pointer[i] == '~') {
      if (i + 1 == pointer.size() || (pointer[i + 1] != '0' && pointer[i + 1] != '1')) return false;
      token += pointer[++i] == '0' ? '~' : '/';
    } else {
      token += pointer[i];
    }
  }
  return true;
}

// "" or what is wrong.
std::string ParseOperation(const Value& v, Operation* operation) {
  if (!v.is_object()) return "is no object";
  std::optional<Value> verb = v.Find("op"), path = v.Find("path"), value = v.Find("value");
  if (!verb || !verb->is_string()) return "has no op";
  if (verb->string() == "add") operation->verb = Verb::kAdd;
  else if (verb->string() == "remove") operation->verb = Verb::kRemove;
  else if (verb->string() == "replace") operation->verb = Verb::kReplace;
  else return "has op \"" + std::string(verb->string()) + "\"; add, remove and replace are known";
  if (!path || !path->is_string()) return "has no path";
  operation->text = path->string();
  if (!ParsePointer(path->string(), &operation->path)) return "has the path \"" + operation->text + "\", which is no JSON Pointer";
  if (operation->path.size() < 2 || operation->path[0] != kStateRoot) {
    return "has the path \"" + operation->text + "\"; only what lies below /" + std::string(kStateRoot) + " may change";
  }
  if (operation->verb != Verb::kRemove && !value) return "has no value";
  if (value) operation->value = *value;
  return "";
}

class Applier {
 public:
  Applier(Arena& arena, size_t max_depth) : arena_(arena), max_depth_(max_depth) {}

  // `container` with the operation carried out at path[from ...]; nothing: error_ says why.
  std::optional<Value> Apply(const Value& container, const Operation& operation, size_t from) {
    if (container.is_object()) return ApplyToObject(container, operation, from);
    if (container.is_array()) return ApplyToArray(container, operation, from);
    error_ = "there is no object or array to put it into";
    return std::nullopt;
  }
  const std::string& error() const { return error_; }

 private:
  std::optional<Value> ApplyToObject(const Value& container, const Operation& operation, size_t from) {
    const Table* old = Access::TableOf(container);
    Value key = Value::BorrowedString(operation.path[from]);
    bool last = from + 1 == operation.path.size();
    int64_t at = value::Find(old, key);
    if (at < 0 && (!last || operation.verb != Verb::kAdd)) {
      error_ = "there is no member \"" + operation.path[from] + "\"";
      return std::nullopt;
    }
    std::optional<Value> member;
    if (!last) {
      member = Apply(old->value(static_cast<uint32_t>(at)), operation, from + 1);
      if (!member) return std::nullopt;
    } else if (operation.verb != Verb::kRemove) {
      member = NewLeaf(operation.value, from);
      if (!member) return std::nullopt;
    }
    // Data versions are sorted: members go over in order, the new one in its place.
    Table* copy = value::NewTable(arena_, 2, old->size + 1);
    for (uint32_t i = 0; i < old->size; ++i) {
      if (static_cast<int64_t>(i) == at) {
        if (member) value::InsertTagged(arena_, copy, old->key(i), old->tags[i], *member);
        continue;
      }
      value::InsertTagged(arena_, copy, old->key(i), old->tags[i], old->value(i));
    }
    if (at < 0) value::Insert(arena_, copy, Access::StringCopy(arena_, key.string()), *member);
    value::EnsureSorted(copy);
    return Access::Object(copy);
  }

  std::optional<Value> ApplyToArray(const Value& container, const Operation& operation, size_t from) {
    const std::string& token = operation.path[from];
    size_t size = container.size();
    bool last = from + 1 == operation.path.size();
    bool append = token == "-" && last && operation.verb == Verb::kAdd;
    bool number = !token.empty() && token.size() < 10 && std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
                  (token == "0" || token[0] != '0');
    size_t at = append ? size : number ? std::stoul(token) : size + 1;
    bool inserts = last && operation.verb == Verb::kAdd;
    if (at > size || (at == size && !inserts)) {
      error_ = "there is no element " + token;
      return std::nullopt;
    }
    std::vector<Value> elements;
    for (size_t i = 0; i < size; ++i) elements.push_back(container.at(i));
    if (!last) {
      std::optional<Value> element = Apply(elements[at], operation, from + 1);
      if (!element) return std::nullopt;
      elements[at] = *element;
    } else if (operation.verb == Verb::kRemove) {
      elements.erase(elements.begin() + static_cast<ptrdiff_t>(at));
    } else {
      std::optional<Value> leaf = NewLeaf(operation.value, from);
      if (!leaf) return std::nullopt;
      if (inserts) elements.insert(elements.begin() + static_cast<ptrdiff_t>(at), *leaf);
      else elements[at] = *leaf;
    }
    Value* copy = arena_.NewArray<Value>(elements.size());
    std::copy(elements.begin(), elements.end(), copy);
    return Access::Array(copy, elements.size());
  }

  // The value as the state keeps it. It may not nest deeper than values may.
  std::optional<Value> NewLeaf(const Value& v, size_t depth) {
    if (value::Depth(v) + depth + 1 > max_depth_) {
      error_ = "the state would nest deeper than " + std::to_string(max_depth_) + " levels";
      return std::nullopt;
    }
    return value::DeepCopy(arena_, v);
  }

  Arena& arena_;
  size_t max_depth_;
  std::string error_;
};

// The version with its state copied whole into one arena: nothing dead is left.
std::shared_ptr<const DataVersion> Compacted(const DataVersion& version) {
  auto arena = std::make_shared<Arena>();
  auto compact = std::make_shared<DataVersion>();
  const Table* old = Access::TableOf(version.root);
  Table* root = value::NewTable(*arena, 2, old->size);
  for (uint32_t i = 0; i < old->size; ++i) {
    bool state = old->key(i).is_string() && old->key(i).string() == kStateRoot;
    Value key = state ? Access::StringCopy(*arena, kStateRoot) : old->key(i);
    value::Insert(*arena, root, key, state ? value::DeepCopy(*arena, old->value(i)) : old->value(i));
  }
  value::EnsureSorted(root);
  compact->root = Access::Object(root);
  compact->base = version.base;
  compact->number = version.number;
  compact->bytes = compact->live = arena->reserved();
  compact->arenas.push_back(std::move(arena));
  return compact;
}

}  // namespace

Result<std::shared_ptr<const DataVersion>> Apply(const DataVersion& version, const Value& operations, size_t max_depth) {
  if (!operations.is_array()) return Status(Code::kOperation, "operations must be an array");
  auto arena = std::make_shared<Arena>();
  Value root = version.root;
  for (size_t i = 0; i < operations.size(); ++i) {
    Operation operation;
    std::string wrong = ParseOperation(operations.at(i), &operation);
    if (wrong.empty()) {
      Applier applier(*arena, max_depth);
      std::optional<Value> next = applier.Apply(root, operation, 0);
      if (next) root = *next;
      else wrong = "cannot be applied at \"" + operation.text + "\": " + applier.error();
    }
    if (!wrong.empty()) return Status(Code::kOperation, "operation " + std::to_string(i) + " " + wrong);
  }
  auto next = std::make_shared<DataVersion>(version);
  next->root = root;
  next->number = version.number + 1;
  next->bytes += arena->reserved();
  next->arenas.push_back(std::move(arena));
  constexpr size_t kSlack = 64 << 10;
  if (next->bytes > 2 * next->live + kSlack) return Compacted(*next);
  return std::shared_ptr<const DataVersion>(std::move(next));
}

}  // namespace reeve::engine
