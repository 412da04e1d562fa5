// Types are made here, each once. Held by tests/types/types_test.cc.
#include "types/types.h"

#include <algorithm>
#include <functional>
#include <initializer_list>

#include "value/compare.h"
#include "value/hash.h"
#include "value/json.h"

namespace reeve::types {
namespace {

// Scalars, then arrays by their elements, then objects: the order of JSON values, in which Value's order agrees.
bool KeyLess(const Property& a, const Property& b) { return value::Compare(a.key, b.key) < 0; }

}  // namespace

size_t Types::Hash::operator()(const Type* t) const {
  uint64_t h = value::MixBits(static_cast<uint64_t>(t->kind) * 2 + t->open);
  auto add = [&](const void* p) { h = value::MixBits(h ^ reinterpret_cast<uintptr_t>(p)); };
  for (const Type* item : t->items) add(item);
  for (const Property& p : t->properties) {
    h = value::MixBits(h ^ value::HashValue(p.key));
    add(p.value);
  }
  add(t->key);
  add(t->rest);
  add(t->variadic);
  return static_cast<size_t>(h);
}

bool Types::Equal::operator()(const Type* a, const Type* b) const {
  return a->kind == b->kind && a->open == b->open && a->key == b->key && a->rest == b->rest && a->variadic == b->variadic &&
         std::equal(a->items.begin(), a->items.end(), b->items.begin(), b->items.end()) &&
         std::equal(a->properties.begin(), a->properties.end(), b->properties.begin(), b->properties.end(),
                    [](const Property& p, const Property& q) { return p.value == q.value && value::Equal(p.key, q.key); });
}

Types::Types() {
  auto scalar = [this](TypeKind kind) {
    Type t;
    t.kind = kind;
    return Intern(t);
  };
  null_ = scalar(TypeKind::kNull);
  boolean_ = scalar(TypeKind::kBoolean);
  number_ = scalar(TypeKind::kNumber);
  string_ = scalar(TypeKind::kString);
  any_ = scalar(TypeKind::kAny);
}

const Type* Types::Intern(const Type& type) {
  auto found = interned_.find(&type);
  if (found != interned_.end()) return *found;
  Type* kept = arena_.New<Type>(type);
  auto copy = [&](auto span) {
    using Element = std::remove_const_t<typename decltype(span)::element_type>;
    Element* to = arena_.NewArray<Element>(span.size());
    std::copy(span.begin(), span.end(), to);
    return decltype(span)(to, span.size());
  };
  if (!type.items.empty()) kept->items = copy(type.items);
  if (!type.properties.empty()) kept->properties = copy(type.properties);
  interned_.insert(kept);
  return kept;
}

bool Types::Deepen(std::initializer_list<const Type*> single, std::span<const Type* const> parts, uint16_t* depth) {
  size_t deepest = 0;
  for (const Type* t : single) deepest = std::max<size_t>(deepest, t == nullptr ? 0 : t->depth + 1u);
  for (const Type* t : parts) deepest = std::max<size_t>(deepest, t == nullptr ? 0 : t->depth + 1u);
  *depth = static_cast<uint16_t>(deepest);
  return deepest <= kMaxDepth;
}

const Type* Types::Array(std::span<const Type* const> items, const Type* rest) {
  Type t;
  t.kind = TypeKind::kArray;
  if (!Deepen({rest}, items, &t.depth)) return any_;
  t.items = items;
  t.rest = rest;
  t.unknown = (rest != nullptr && rest->unknown) || std::any_of(items.begin(), items.end(), IsUnknown);
  return Intern(t);
}

const Type* Types::Set(const Type* of) {
  Type t;
  t.kind = TypeKind::kSet;
  if (!Deepen({of}, {}, &t.depth)) return any_;
  t.rest = of;
  t.unknown = IsUnknown(of);
  return Intern(t);
}

const Type* Types::Object(std::vector<Property> properties, bool open, const Type* key, const Type* rest) {
  if (!std::is_sorted(properties.begin(), properties.end(), KeyLess)) {
    std::stable_sort(properties.begin(), properties.end(), KeyLess);
  }
  size_t kept = 0;
  for (const Property& p : properties) {
    if (kept > 0 && value::Equal(properties[kept - 1].key, p.key)) --kept;
    properties[kept++] = p;
  }
  properties.resize(kept);
  Type t;
  t.kind = TypeKind::kObject;
  t.open = open;
  t.unknown = open && (IsUnknown(key) || IsUnknown(rest));
  if (!Deepen({key, rest}, {}, &t.depth)) return any_;
  for (const Property& p : properties) {
    t.unknown = t.unknown || IsUnknown(p.value);
    uint16_t depth;
    if (!Deepen({p.value}, {}, &depth)) return any_;
    t.depth = std::max(t.depth, depth);
  }
  t.properties = properties;
  t.key = key;
  t.rest = rest;
  return Intern(t);
}

const Type* Types::Join(std::vector<const Type*>& members, bool is_union) {
  std::sort(members.begin(), members.end(), std::less<const Type*>());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  if (members.empty()) return is_union ? any_ : nullptr;
  if (members.size() == 1 && !is_union) return members[0];
  Type t;
  t.kind = TypeKind::kAny;
  if (members.size() > kMaxMembers || !Deepen({}, members, &t.depth)) return any_;
  t.items = members;
  return Intern(t);
}

const Type* Types::Union(std::span<const Type* const> members) {
  std::vector<const Type*> flat;
  for (const Type* t : members) {
    if (t == nullptr) continue;
    if (IsAny(t)) return any_;
    if (t->is(TypeKind::kAny)) flat.insert(flat.end(), t->items.begin(), t->items.end());
    else flat.push_back(t);
  }
  return Join(flat, true);
}

const Type* Types::Function(std::span<const Type* const> arguments, const Type* result, const Type* variadic) {
  Type t;
  t.kind = TypeKind::kFunction;
  if (!Deepen({result, variadic}, arguments, &t.depth)) return any_;
  t.items = arguments;
  t.rest = result;
  t.variadic = variadic;
  t.unknown = IsUnknown(result) || std::any_of(arguments.begin(), arguments.end(), IsUnknown);
  return Intern(t);
}

const Type* Types::Of(Value v) {
  switch (v.kind()) {
    case Kind::kNull: return null_;
    case Kind::kBoolean: return boolean_;
    case Kind::kNumber: return number_;
    case Kind::kString: return string_;
    case Kind::kArray: {
      std::vector<const Type*> items(v.size());
      for (size_t i = 0; i < items.size(); ++i) items[i] = Of(v.at(i));
      return Array(items, nullptr);
    }
    case Kind::kObject: {
      std::vector<Property> properties(v.size());
      for (size_t i = 0; i < properties.size(); ++i) properties[i] = {v.key(i), Of(v.value(i))};
      return Object(std::move(properties));
    }
    case Kind::kSet: {
      std::vector<const Type*> members(v.size());
      for (size_t i = 0; i < members.size(); ++i) members[i] = Of(v.at(i));
      return Set(Join(members, false));
    }
  }
  return any_;
}

}  // namespace reeve::types
