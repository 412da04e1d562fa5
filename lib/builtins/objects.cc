// Objects: get, keys, filter, remove, union, union_n, subset.
#include "builtins/arguments.h"

namespace reeve::builtins {
namespace {

constexpr size_t kMaxDepth = 1024;  // values are less deep than that

bool Get(CallContext& call, Value* result, Object object, Value path, Value otherwise) {
  if (!path.is_array()) {
    value::ChargeWalk(path, call.budget);
    int64_t at = value::Find(object.table, path);
    return Return(result, at < 0 ? otherwise : object.table->value(static_cast<uint32_t>(at)));
  }
  std::optional<Value> current = Access::Object(object.table);
  for (const Value& key : Array{Access::Elements(path), Access::Size(path)}) {
    value::ChargeWalk(key, call.budget);
    bool container = current->is_array() || current->is_object() || current->is_set();
    current = container ? current->Find(key) : std::nullopt;
    if (!current) return Return(result, otherwise);
  }
  return Return(result, *current);
}

bool Keys(CallContext& call, Value* result, Object object) {
  call.budget.Charge(1 + object.table->size);
  Table* keys = value::NewTable(call.arena, 1, object.table->size);
  for (uint32_t i = 0; i < object.table->size; ++i) value::Insert(call.arena, keys, object.table->key(i));
  return Return(result, Access::Set(keys));
}

// The keys that an array, a set or an object names, as a table to look them up in.
bool TakeKeys(CallContext& call, const Value& v, const Table** out) {
  if (v.is_set() || v.is_object()) {
    *out = Access::TableOf(v);
    return true;
  }
  if (!v.is_array()) return FailType(call, 2, v, {"object", "set", "array"});
  call.budget.Charge(1 + Access::Size(v));
  Table* keys = value::NewTable(call.arena, 1, Access::Size(v));
  for (uint32_t i = 0; i < Access::Size(v); ++i) value::Insert(call.arena, keys, Access::Elements(v)[i]);
  *out = keys;
  return true;
}

// The members of the object whose key is among `keys`, or is not.
bool Select(CallContext& call, Value* result, const Table* object, const Value& keys_operand, bool among) {
  const Table* keys = nullptr;
  if (!TakeKeys(call, keys_operand, &keys)) return false;
  call.budget.Charge(1 + object->size);
  Table* selected = value::NewTable(call.arena, 2, among && keys->size < object->size ? keys->size : object->size);
  for (uint32_t i = 0; i < object->size; ++i) {
    if ((value::FindTagged(keys, object->key(i), object->tags[i]) >= 0) != among) continue;
    value::InsertTagged(call.arena, selected, object->key(i), object->tags[i], object->value(i));
  }
  return Return(result, Access::Object(selected));
}

bool Filter(CallContext& call, Value* result, Object object, Value keys) {
  return Select(call, result, object.table, keys, true);
}
bool Remove(CallContext& call, Value* result, Object object, Value keys) {
  return Select(call, result, object.table, keys, false);
}

// Both objects' members; where both have a key, two objects are merged, else b's value counts.
Table* Merge(CallContext& call, const Table* a, const Table* b, size_t depth) {
  if (depth > kMaxDepth) throw Stop{Code::kDepthLimit, "object.union: nesting too deep"};
  call.budget.Charge(1 + a->size + b->size);
  Table* merged = value::NewTable(call.arena, 2, a->size + b->size);
  for (uint32_t i = 0; i < a->size; ++i) value::InsertTagged(call.arena, merged, a->key(i), a->tags[i], a->value(i));
  for (uint32_t i = 0; i < b->size; ++i) {
    Value v = b->value(i);
    int64_t at = v.is_object() ? value::FindTagged(a, b->key(i), b->tags[i]) : -1;
    if (at >= 0 && a->value(static_cast<uint32_t>(at)).is_object()) {
      v = Access::Object(
          Merge(call, Access::TableOf(a->value(static_cast<uint32_t>(at))), Access::TableOf(v), depth + 1));
    }
    value::InsertTagged(call.arena, merged, b->key(i), b->tags[i], v);
  }
  return merged;
}

bool Union(CallContext& call, Value* result, Object a, Object b) {
  if (a.table->size == 0) return Return(result, Access::Object(b.table));
  if (b.table->size == 0) return Return(result, Access::Object(a.table));
  return Return(result, Access::Object(Merge(call, a.table, b.table, 0)));
}

// A copy of the object and of all objects below it that only objects separate from it, to be changed by MergeInto.
Table* CopyObjects(CallContext& call, const Table* from, size_t depth) {
  if (depth > kMaxDepth) throw Stop{Code::kDepthLimit, "object.union_n: nesting too deep"};
  call.budget.Charge(1 + from->size);
  Table* copy = value::NewTable(call.arena, 2, from->size);
  for (uint32_t i = 0; i < from->size; ++i) {
    Value v = from->value(i);
    if (v.is_object()) v = Access::Object(CopyObjects(call, Access::TableOf(v), depth + 1));
    value::InsertTagged(call.arena, copy, from->key(i), from->tags[i], v);
  }
  return copy;
}

// Merges `from` into the copy `into`.
void MergeInto(CallContext& call, Table* into, const Table* from, size_t depth) {
  if (depth > kMaxDepth) throw Stop{Code::kDepthLimit, "object.union_n: nesting too deep"};
  call.budget.Charge(1 + from->size);
  for (uint32_t i = 0; i < from->size; ++i) {
    Value v = from->value(i);
    if (v.is_object()) {
      int64_t at = value::FindTagged(into, from->key(i), from->tags[i]);
      if (at >= 0 && into->value(static_cast<uint32_t>(at)).is_object()) {
        MergeInto(call, Access::TableOf(into->value(static_cast<uint32_t>(at))), Access::TableOf(v), depth + 1);
        continue;
      }
      v = Access::Object(CopyObjects(call, Access::TableOf(v), depth + 1));
    }
    value::InsertTagged(call.arena, into, from->key(i), from->tags[i], v);
  }
}

bool UnionN(CallContext& call, Value* result, Array objects) {
  for (const Value& v : objects) {
    if (!v.is_object()) return FailElement(call, 1, Access::Array(objects.elements, objects.size), v, "object");
  }
  if (objects.size == 1) return Return(result, objects.elements[0]);
  Table* merged = value::NewTable(call.arena, 2, 8);
  for (const Value& v : objects) MergeInto(call, merged, Access::TableOf(v), 0);
  return Return(result, Access::Object(merged));
}

bool SetInSet(CallContext& call, const Table* super, const Table* sub) {
  call.budget.Charge(1 + sub->size);
  for (uint32_t i = 0; i < sub->size; ++i) {
    if (value::FindTagged(super, sub->key(i), sub->tags[i]) < 0) return false;
  }
  return true;
}

// OPA's search: the elements of `sub` one behind the other, a start at each place of `super`.
bool ArrayInArray(CallContext& call, Array super, Array sub) {
  for (size_t start = 0; start + sub.size <= super.size; ++start) {
    size_t i = 0;
    for (; i < sub.size; ++i) {
      value::ChargeCompare(super.elements[start + i], sub.elements[i], call.budget);
      if (!value::Equal(super.elements[start + i], sub.elements[i])) break;
    }
    if (i == sub.size) return true;
  }
  return false;
}

// OPA counts the array's elements that are in the set, so an element that comes twice counts twice.
bool SetInArray(CallContext& call, Array super, const Table* sub) {
  int64_t unmatched = sub->size;
  for (const Value& v : super) {
    value::ChargeWalk(v, call.budget);
    if (value::Find(sub, v) >= 0) --unmatched;
    if (unmatched == 0) return true;
  }
  return false;
}

bool ObjectInObject(CallContext& call, const Table* super, const Table* sub, size_t depth);

bool ValueInValue(CallContext& call, const Value& super, const Value& sub, size_t depth) {
  value::ChargeCompare(super, sub, call.budget);
  if (value::Equal(super, sub)) return true;
  if (super.kind() != sub.kind()) return false;
  switch (super.kind()) {
    case Kind::kObject: return ObjectInObject(call, Access::TableOf(super), Access::TableOf(sub), depth + 1);
    case Kind::kSet: return SetInSet(call, Access::TableOf(super), Access::TableOf(sub));
    case Kind::kArray:
      return ArrayInArray(call, {Access::Elements(super), Access::Size(super)},
                          {Access::Elements(sub), Access::Size(sub)});
    default: return false;
  }
}

bool ObjectInObject(CallContext& call, const Table* super, const Table* sub, size_t depth) {
  if (depth > kMaxDepth) throw Stop{Code::kDepthLimit, "object.subset: nesting too deep"};
  call.budget.Charge(1 + sub->size);
  for (uint32_t i = 0; i < sub->size; ++i) {
    int64_t at = value::FindTagged(super, sub->key(i), sub->tags[i]);
    if (at < 0 || !ValueInValue(call, super->value(static_cast<uint32_t>(at)), sub->value(i), depth)) return false;
  }
  return true;
}

bool Subset(CallContext& call, Value* result, Value super, Value sub) {
  if (super.is_array() && sub.is_set()) {
    return Return(result, SetInArray(call, {Access::Elements(super), Access::Size(super)}, Access::TableOf(sub)));
  }
  bool container = super.is_object() || super.is_set() || super.is_array();
  if (!container || super.kind() != sub.kind()) {
    return call.Fail(Code::kEvalType, "both arguments object.subset must be of the same type or array and set");
  }
  return Return(result, ValueInValue(call, super, sub, 0));
}

constexpr Entry kTable[] = {
    {BuiltinId::kObjectGet, kTyped<Get>},       {BuiltinId::kObjectKeys, kTyped<Keys>},
    {BuiltinId::kObjectFilter, kTyped<Filter>}, {BuiltinId::kObjectRemove, kTyped<Remove>},
    {BuiltinId::kObjectUnion, kTyped<Union>},   {BuiltinId::kObjectUnionN, kTyped<UnionN>},
    {BuiltinId::kObjectSubset, kTyped<Subset>},
};

}  // namespace

std::span<const Entry> ObjectFunctions() { return kTable; }

}  // namespace reeve::builtins
