// Documents that are only known at run time: children of packages, whole packages, and objects that several rules build.
#include <algorithm>

#include "value/compare.h"
#include "value/table.h"
#include "vm/growing.h"
#include "vm/machine.h"

namespace reeve::vm {

using program::DocumentNode;
using program::kNone;
using value::Access;
using value::Table;

namespace {

constexpr uint32_t kMaxNesting = 100;  // of whole-document evaluations inside each other

const Value* FindMember(const Value* object, const Value& key) {
  if (object == nullptr || !object->is_object()) return nullptr;
  const Table* table = Access::TableOf(*object);
  int64_t at = value::Find(table, key);
  return at < 0 ? nullptr : &table->value(static_cast<uint32_t>(at));
}

}  // namespace

bool Machine::Masked(uint32_t node) const {
  if (overlay_->masks == nullptr) return false;
  for (uint32_t mask : program_.documents[node].masks) {
    if (overlay_->masks[mask / 64] >> (mask % 64) & 1) return true;
  }
  return false;
}

// The base document at the node's path, or null.
const Value* Machine::BaseOf(uint32_t node) {
  if (!overlay_->has_data) return nullptr;
  if (program_.documents[node].parent == kNone) return &overlay_->data;
  return FindMember(BaseOf(program_.documents[node].parent), program_.documents[node].key_value);
}

Outcome Machine::Child(const Value& handle, const Value& key, Value* registers, Value* result) {
  const DocumentNode& node = program_.documents[HandleNode(handle)];
  const Value* base = FindMember(HandleBase(handle), key);
  if (base == nullptr && key.is_number()) {  // data[2] names the base document "2"
    std::string text = key.number_text();
    base = FindMember(HandleBase(handle), Value::BorrowedString(text));
  }
  if (key.is_string() && !Masked(HandleNode(handle))) {
    auto child = std::lower_bound(node.children.begin(), node.children.end(), key.string(),
                                  [&](uint32_t c, std::string_view k) { return program_.documents[c].key < k; });
    if (child != node.children.end() && program_.documents[*child].key == key.string() && !Masked(*child)) {
      uint32_t function = program_.documents[*child].function;
      if (function == kNone) {
        *result = Handle(*child, base);
        return Outcome::kValue;
      }
      if (program_.functions[function].is_rule) return Rule(function, registers, result);
      return Outcome::kUndefined;  // a function is no document
    }
  }
  if (base == nullptr) return Outcome::kUndefined;
  *result = *base;
  return Outcome::kValue;
}

// Keys of base and virtual members, in order; of a node that a `with` replaced, the base's alone.
const Value* Machine::MemberKeys(const Value& handle, uint32_t* count) {
  const DocumentNode& node = program_.documents[HandleNode(handle)];
  const Value* base = HandleBase(handle);
  const Table* table = base != nullptr && base->is_object() ? Access::TableOf(*base) : nullptr;
  bool masked = Masked(HandleNode(handle));
  size_t most = (masked ? 0 : node.children.size()) + (table == nullptr ? 0 : table->size);
  budget_.Charge(most);
  Table* keys = value::NewTable(scratch_.arena, 1, static_cast<uint32_t>(most));
  for (uint32_t i = 0; table != nullptr && i < table->size; ++i) value::Insert(scratch_.arena, keys, table->key(i));
  if (!masked) {
    for (uint32_t child : node.children) value::Insert(scratch_.arena, keys, program_.documents[child].key_value);
  }
  value::EnsureSorted(keys);
  *count = keys->size;
  return keys->slots;
}

Outcome Machine::Whole(const Value& handle, Value* registers, Value* result, uint32_t depth) {
  if (!IsHandle(handle)) {
    if (IsUndefined(handle)) return Outcome::kUndefined;
    *result = handle;
    return Outcome::kValue;
  }
  if (depth > kMaxNesting) throw Stop{Code::kDepthLimit, "documents nest too deep"};
  const Value* base = HandleBase(handle);
  if (Masked(HandleNode(handle))) {
    if (base == nullptr) return Outcome::kUndefined;
    *result = *base;
    return Outcome::kValue;
  }
  uint32_t count = 0;
  const Value* keys = MemberKeys(handle, &count);
  Table* whole = value::NewTable(scratch_.arena, 2, count);
  for (uint32_t i = 0; i < count; ++i) {
    Value member;
    // In a whole document the base value wins over a rule of the same path, as in OPA.
    const Value* leaf = FindMember(base, keys[i]);
    Outcome outcome = Outcome::kValue;
    if (leaf != nullptr && !leaf->is_object()) member = *leaf;
    else outcome = Child(handle, keys[i], registers, &member);
    if (outcome == Outcome::kValue && IsHandle(member)) outcome = Whole(member, registers, &member, depth + 1);
    if (outcome == Outcome::kError) return outcome;
    if (outcome == Outcome::kValue) value::Insert(scratch_.arena, whole, keys[i], member);
  }
  *result = Access::Object(whole);
  return Outcome::kValue;
}

// False on a conflict. Objects made on the way belong to the document that is being built and may grow; a leaf is closed.
bool Machine::InsertPath(Value* root, const Value* path, uint32_t count, const Value& leaf, program::Op op) {
  Arena& arena = scratch_.arena;
  Table* table = Access::TableOf(*root);
  for (uint32_t i = 0; i < count; ++i) {
    if (path[i].kind() >= Kind::kArray) value::ChargeWalk(path[i], budget_);
    int64_t at = value::Find(table, path[i]);
    Value* member = at >= 0 ? &table->slots[static_cast<size_t>(at) * 2 + 1] : nullptr;
    if (i + 1 == count && op == program::Op::kInsertPath) {
      if (member != nullptr) {
        value::ChargeCompare(*member, leaf, budget_);
        return value::Equal(*member, leaf);
      }
      value::Insert(arena, table, path[i], leaf);
      Seal(leaf);
      return true;
    }
    if (i + 1 == count && op == program::Op::kAppendPath) {
      Value array = member != nullptr ? *member : Access::Array(nullptr, 0);
      Append(arena, &array, leaf);
      if (member != nullptr) *member = array;
      else value::Insert(arena, table, path[i], array);
      return true;
    }
    bool set = i + 1 == count;
    if (member != nullptr) {
      if (member->kind() != (set ? Kind::kSet : Kind::kObject) || !Access::TableOf(*member)->open) return false;
      table = Access::TableOf(*member);
    } else {
      Table* inner = value::NewTable(arena, set ? 1 : 2, 4);
      inner->open = true;
      value::Insert(arena, table, path[i], set ? Access::Set(inner) : Access::Object(inner));
      table = inner;
    }
  }
  value::Insert(arena, table, leaf);
  return true;
}

}  // namespace reeve::vm
