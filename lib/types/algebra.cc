// Joining, selecting and unifying types. The rules are OPA's, so that what OPA refuses is refused and nothing else.
// Held by tests/types/types_test.cc.
#include <algorithm>

#include "types/types.h"
#include "value/compare.h"

namespace reeve::types {
namespace {

int Sign(int c) { return c < 0 ? -1 : c > 0 ? 1 : 0; }

int CompareProperties(const Type* a, const Type* b) {
  size_t n = std::min(a->properties.size(), b->properties.size());
  for (size_t i = 0; i < n; ++i) {
    if (int c = value::Compare(a->properties[i].key, b->properties[i].key)) return Sign(c);
    if (int c = Compare(a->properties[i].value, b->properties[i].value)) return c;
  }
  return a->properties.size() < b->properties.size() ? -1 : a->properties.size() > b->properties.size() ? 1 : 0;
}

int CompareItems(std::vector<const Type*> a, std::vector<const Type*> b) {
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (int c = Compare(a[i], b[i])) return c;
  }
  return a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
}

std::vector<const Type*> Sorted(const Type* t) {
  std::vector<const Type*> items(t->items.begin(), t->items.end());
  if (t->is(TypeKind::kAny)) {
    std::sort(items.begin(), items.end(), [](const Type* x, const Type* y) { return Compare(x, y) < 0; });
  }
  return items;
}

const Property* FindProperty(const Type* object, const Value& key) {
  auto at = std::lower_bound(object->properties.begin(), object->properties.end(), key,
                             [](const Property& p, const Value& k) { return value::Compare(p.key, k) < 0; });
  return at != object->properties.end() && value::Equal(at->key, key) ? &*at : nullptr;
}

}  // namespace

int Compare(const Type* a, const Type* b) {
  if (a == b) return 0;
  if (a == nullptr || b == nullptr) return a == nullptr ? -1 : 1;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  switch (a->kind) {
    case TypeKind::kArray:
      if ((a->rest == nullptr) != (b->rest == nullptr)) return a->rest == nullptr ? -1 : 1;
      if (int c = Compare(a->rest, b->rest)) return c;
      return CompareItems(Sorted(a), Sorted(b));
    case TypeKind::kObject:
      if (a->open != b->open) return a->open ? 1 : -1;
      if (int c = Compare(a->key, b->key)) return c;
      if (int c = Compare(a->rest, b->rest)) return c;
      return CompareProperties(a, b);
    case TypeKind::kSet:
      return Compare(a->rest, b->rest);
    case TypeKind::kAny:
      return CompareItems(Sorted(a), Sorted(b));
    case TypeKind::kFunction:
      if (a->items.size() != b->items.size()) return a->items.size() < b->items.size() ? -1 : 1;
      if (int c = CompareItems(Sorted(a), Sorted(b))) return c;
      if (int c = Compare(a->rest, b->rest)) return c;
      return Compare(a->variadic, b->variadic);
    default:
      return 0;
  }
}

bool IsEmptyCollection(const Type* t) {
  if (t == nullptr) return false;
  switch (t->kind) {
    case TypeKind::kObject: return t->properties.empty() && !t->open;
    case TypeKind::kArray: return t->items.empty() && t->rest == nullptr;
    case TypeKind::kSet: return t->rest == nullptr;
    default: return false;
  }
}

const Type* Types::Or(const Type* a, const Type* b) {
  if (a == nullptr || a == b) return b;
  if (b == nullptr) return a;
  const bool function_a = a->is(TypeKind::kFunction), function_b = b->is(TypeKind::kFunction);
  if (function_a && function_b) {
    if (a->items.size() != b->items.size() || (a->variadic == nullptr) != (b->variadic == nullptr)) return nullptr;
    std::vector<const Type*> arguments;
    for (size_t i = 0; i < a->items.size(); ++i) arguments.push_back(Or(a->items[i], b->items[i]));
    return Function(arguments, Or(a->rest, b->rest), Or(a->variadic, b->variadic));
  }
  if (function_a || function_b) return nullptr;
  if (IsAny(a) || IsAny(b)) return any_;
  const bool union_a = a->is(TypeKind::kAny), union_b = b->is(TypeKind::kAny);
  if (union_a && !union_b && std::binary_search(a->items.begin(), a->items.end(), b, std::less<const Type*>())) return a;
  if (union_b && !union_a && std::binary_search(b->items.begin(), b->items.end(), a, std::less<const Type*>())) return b;
  const Type* both[] = {a, b};
  return Union(both);
}

// Whether a is b, or a union with the member b.
bool Types::Contains(const Type* a, const Type* b) {
  if (!Is(a, TypeKind::kAny)) return a == b;
  if (Is(b, TypeKind::kFunction)) return false;
  return a->items.empty() || std::binary_search(a->items.begin(), a->items.end(), b, std::less<const Type*>());
}

const Type* Types::Select(const Type* t, Value key) {
  if (t == nullptr) return nullptr;
  switch (t->kind) {
    case TypeKind::kArray: {
      std::optional<int64_t> i = key.is_number() ? key.integer() : std::nullopt;
      if (!i || *i < 0) return nullptr;
      return static_cast<uint64_t>(*i) < t->items.size() ? t->items[static_cast<size_t>(*i)] : t->rest;
    }
    case TypeKind::kObject: {
      if (const Property* p = FindProperty(t, key)) return p->value;
      return t->open && Contains(t->key, Of(key)) ? t->rest : nullptr;
    }
    case TypeKind::kSet: {
      const Type* member = Of(key);
      return t->rest == member || (Is(t->rest, TypeKind::kAny) && Contains(t->rest, member)) ? member : nullptr;
    }
    case TypeKind::kAny: {
      if (t->items.empty()) return t;
      std::vector<const Type*> found;
      bool is_union = false;
      for (const Type* item : t->items) {
        const Type* selected = Select(item, key);
        if (selected == nullptr) continue;
        if (IsAny(selected)) return any_;
        is_union = is_union || selected->is(TypeKind::kAny);
        found.push_back(selected);
      }
      return is_union ? Union(found) : Join(found, false);
    }
    default:
      return nullptr;
  }
}

const Type* Types::Keys(const Type* t) {
  if (t == nullptr) return nullptr;
  switch (t->kind) {
    case TypeKind::kArray: return number_;
    case TypeKind::kSet: return t->rest;
    case TypeKind::kObject: {
      if (t->properties.empty()) return t->open ? t->key : nullptr;
      auto [at, fresh] = keys_.try_emplace(t, nullptr);
      if (!fresh) return at->second;
      const Type* keys = t->open ? t->key : nullptr;
      for (const Property& p : t->properties) keys = Or(keys, Of(p.key));
      return keys_[t] = keys;
    }
    case TypeKind::kAny: {
      if (t->items.empty()) return t;
      auto [at, fresh] = keys_.try_emplace(t, nullptr);
      if (!fresh) return at->second;
      const Type* keys = nullptr;
      for (const Type* item : t->items) keys = Or(keys, Keys(item));
      return keys_[t] = keys;
    }
    default: return nullptr;
  }
}

const Type* Types::Values(const Type* t) {
  if (t == nullptr) return nullptr;
  if (t->is(TypeKind::kSet)) return t->rest;
  if (IsAny(t)) return t;
  if (!t->is(TypeKind::kArray) && !t->is(TypeKind::kObject) && !t->is(TypeKind::kAny)) return nullptr;
  auto [at, fresh] = values_.try_emplace(t, nullptr);
  if (!fresh) return at->second;
  std::vector<const Type*> members;
  bool is_union = false;
  auto add = [&](const Type* member) {
    if (member == nullptr) return;
    is_union = is_union || member->is(TypeKind::kAny);
    members.push_back(member);
  };
  for (const Property& p : t->properties) add(p.value);
  for (const Type* item : t->items) add(t->is(TypeKind::kAny) ? Values(item) : item);
  if (!t->is(TypeKind::kAny)) add(t->rest);
  return values_[t] = is_union ? Union(members) : Join(members, false);
}

const Type* Types::Merge(const Type* a, const Type* b) {
  if (a == nullptr || a == b) return b;
  if (b == nullptr) return a;
  if (a->is(TypeKind::kAny) && !b->is(TypeKind::kAny)) std::swap(a, b);
  if (a->is(TypeKind::kSet) && b->is(TypeKind::kSet)) return Set(Or(a->rest, b->rest));
  if (!a->is(TypeKind::kObject) || !a->properties.empty()) return Or(a, b);
  if (b->is(TypeKind::kObject) && b->properties.empty()) {
    if (!a->open) return b;
    if (!b->open) return a;
    return Object({}, true, Or(a->key, b->key), Merge(a->rest, b->rest));
  }
  if (b->is(TypeKind::kAny) && a->open) {
    for (const Type* member : b->items) {
      if (!member->is(TypeKind::kObject) || !member->properties.empty() || !member->open) continue;
      std::vector<const Type*> members(b->items.begin(), b->items.end());
      std::replace(members.begin(), members.end(), member,
                   Object({}, true, Or(member->key, a->key), Or(member->rest, a->rest)));
      return Union(members);
    }
  }
  return Or(a, b);
}

// ---- unifying ----

bool Types::Unifies(const Type* a, const Type* b) {
  if (a == nullptr || b == nullptr) return false;
  if (IsAny(a)) return !b->is(TypeKind::kFunction);
  if (IsAny(b)) return !a->is(TypeKind::kFunction);
  if (a->kind < TypeKind::kArray && b->kind < TypeKind::kArray) return a == b;
  if (a->kind != b->kind && !a->is(TypeKind::kAny) && !b->is(TypeKind::kAny)) return false;
  if (std::less<const Type*>()(b, a)) std::swap(a, b);
  // Unions of unions would ask about the same pair again and again.
  auto [at, fresh] = unified_.try_emplace(std::make_pair(a, b), false);
  if (!fresh) return at->second;
  bool result = UnifiesComposite(a, b);
  unified_[std::make_pair(a, b)] = result;
  return result;
}

bool Types::UnifiesComposite(const Type* a, const Type* b) {
  if (a->is(TypeKind::kAny) || b->is(TypeKind::kAny)) {
    return (a->is(TypeKind::kAny) && UnifiesUnion(a, b)) || (b->is(TypeKind::kAny) && UnifiesUnion(b, a));
  }
  switch (a->kind) {
    case TypeKind::kArray: return UnifiesArrays(a, b);
    case TypeKind::kObject: return UnifiesObjects(a, b);
    case TypeKind::kSet: return a->rest == nullptr || b->rest == nullptr || Unifies(a->rest, b->rest);
    case TypeKind::kFunction:
      return std::equal(a->items.begin(), a->items.end(), b->items.begin(), b->items.end(),
                        [this](const Type* x, const Type* y) { return Unifies(x, y); });
    default: return false;
  }
}

bool Types::UnifiesUnion(const Type* a, const Type* b) {
  if (b->is(TypeKind::kFunction)) return false;
  return std::any_of(a->items.begin(), a->items.end(), [&](const Type* item) { return Unifies(item, b); });
}

bool Types::UnifiesArrays(const Type* a, const Type* b) {
  for (size_t i = 0; i < std::max(a->items.size(), b->items.size()); ++i) {
    const Type* x = i < a->items.size() ? a->items[i] : a->rest;
    const Type* y = i < b->items.size() ? b->items[i] : b->rest;
    if (!Unifies(x, y)) return false;
  }
  return a->rest == nullptr || b->rest == nullptr || Unifies(a->rest, b->rest);
}

bool Types::UnifiesObjects(const Type* a, const Type* b) {
  auto dynamic = [](const Type* t) { return t->open ? t->rest : nullptr; };
  const bool lenient = dynamic(a) != nullptr || dynamic(b) != nullptr;
  auto covers = [&](const Type* from, const Type* to) {
    return std::all_of(from->properties.begin(), from->properties.end(), [&](const Property& p) {
      const Type* other = Select(to, p.key);
      return other == nullptr ? lenient : Unifies(p.value, other);
    });
  };
  if (!covers(a, b) || !covers(b, a)) return false;
  return dynamic(a) == nullptr || dynamic(b) == nullptr || Unifies(dynamic(a), dynamic(b));
}

}  // namespace reeve::types
