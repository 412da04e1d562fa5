// Types of Rego values, as OPA's type checker knows them.
//
//     {"a": 1, "b": [x, "c"]}      object<a: number, b: array<???, string>>      ??? is a type that is not known: a null pointer
//     {x | x := input.xs[_]}       set[any]
//     [f(y) | y := data.ys[_]]     array[number]          what stands in brackets holds for any number of elements
//     any<number, string>          one of; `any` alone is everything
//
// Types are immutable and made once: equal types of one Types are equal pointers, so that comparing, joining and unifying large
// ones costs their differences. A Types owns them; it must outlive them, and so must the keys' texts.
//
// Bounds: a type nests kMaxDepth levels at most and a union has kMaxMembers members at most; beyond, the type is `any`.
// Not thread-safe. Held by tests/types.
#ifndef REEVE_LIB_TYPES_TYPES_H_
#define REEVE_LIB_TYPES_TYPES_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "base/arena.h"
#include "reeve/status.h"
#include "reeve/value.h"

namespace reeve::types {

// In OPA's order of types.
enum class TypeKind : uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject, kSet, kAny, kFunction };

struct Type;

// A member of an object whose key is a constant.
struct Property {
  Value key;                 // JSON: a set is an array, a key of an object a string
  const Type* value = nullptr;
};

struct Type {
  TypeKind kind = TypeKind::kAny;
  bool open = false;         // kObject: more members may follow, of types `key` and `rest`
  bool unknown = false;      // holds a type that is not known (members of unions do not count)
  uint16_t depth = 0;
  std::span<const Type* const> items;     // kArray: the first elements; kAny: members, sorted by address; kFunction: arguments
  std::span<const Property> properties;   // kObject: sorted by key
  const Type* key = nullptr;
  const Type* rest = nullptr;             // kArray, kObject: of further elements; kSet: of members, null: empty; kFunction: the result
  const Type* variadic = nullptr;         // kFunction: of further arguments

  bool is(TypeKind k) const { return kind == k; }
};

// Whether nothing can be said of the type, for it is not known or holds what is not.
inline bool IsUnknown(const Type* t) { return t == nullptr || t->unknown; }
inline bool Is(const Type* t, TypeKind kind) { return t != nullptr && t->kind == kind; }
// `any` itself.
inline bool IsAny(const Type* t) { return Is(t, TypeKind::kAny) && t->items.empty(); }
// A collection that can hold nothing.
bool IsEmptyCollection(const Type* t);

class Types {
 public:
  static constexpr size_t kMaxDepth = 200;
  static constexpr size_t kMaxMembers = 512;

  Types();
  Types(const Types&) = delete;
  Types& operator=(const Types&) = delete;

  // ---- making ----
  const Type* null() const { return null_; }
  const Type* boolean() const { return boolean_; }
  const Type* number() const { return number_; }
  const Type* string() const { return string_; }
  const Type* any() const { return any_; }
  const Type* Array(std::span<const Type* const> items, const Type* rest);
  const Type* Set(const Type* of);
  // Of equal keys the last one counts. `open` with unknown key or rest is possible.
  const Type* Object(std::vector<Property> properties, bool open = false, const Type* key = nullptr, const Type* rest = nullptr);
  // any<...>: members that are unions themselves are taken apart.
  const Type* Union(std::span<const Type* const> members);
  const Type* Function(std::span<const Type* const> arguments, const Type* result, const Type* variadic = nullptr);
  // The type of a constant.
  const Type* Of(Value v);

  // ---- asking ----
  // What is one or the other; null counts for nothing.
  const Type* Or(const Type* a, const Type* b);
  // The type of t[key]; null: there is no such element.
  const Type* Select(const Type* t, Value key);
  // What t's elements are found under, and what they are; null: t has none.
  const Type* Keys(const Type* t);
  const Type* Values(const Type* t);
  // Whether some value may have both types.
  bool Unifies(const Type* a, const Type* b);
  // What a document is that two rules give: sets and open objects are joined member by member, others are one or the other.
  const Type* Merge(const Type* a, const Type* b);

 private:
  const Type* Intern(const Type& type);
  // Whether any of `parts` is too deep to stand inside of another type; else the depth of what holds them.
  static bool Deepen(std::initializer_list<const Type*> single, std::span<const Type* const> parts, uint16_t* depth);
  const Type* Join(std::vector<const Type*>& members, bool is_union);
  bool Contains(const Type* a, const Type* b);
  bool UnifiesUnion(const Type* a, const Type* b);
  bool UnifiesComposite(const Type* a, const Type* b);
  bool UnifiesArrays(const Type* a, const Type* b);
  bool UnifiesObjects(const Type* a, const Type* b);

  struct Hash { size_t operator()(const Type* t) const; };
  struct Equal { bool operator()(const Type* a, const Type* b) const; };
  Arena arena_;
  absl::flat_hash_set<const Type*, Hash, Equal> interned_;
  absl::flat_hash_map<std::pair<const Type*, const Type*>, bool> unified_;
  absl::flat_hash_map<const Type*, const Type*> keys_, values_;
  const Type* null_;
  const Type* boolean_;
  const Type* number_;
  const Type* string_;
  const Type* any_;
};

// OPA's total order of types, by which unions are shown.
int Compare(const Type* a, const Type* b);

// ---- texts ----

// "object<a: number>[string: any]"; "???" for a type that is not known. Ends with "..." once it has more than `limit` bytes.
std::string Print(const Type* t, size_t limit = 1 << 16);
// The key of a property as types' texts show it: strings bare.
void AppendPropertyKey(const Value& key, std::string& out);


// A type with the name that a declaration gives it: `x: number`.
struct NamedType {
  std::string_view name;     // "" for none
  const Type* type = nullptr;
};

// The lines that tell how what is had differs from what is wanted: shortened to the difference where they are too wide.
std::vector<std::string> ArgumentLines(Types& types, std::span<const Type* const> have, std::span<const NamedType> want,
                                       const Type* variadic);
std::vector<std::string> MismatchLines(const Type* left, const Type* right);

// As OPA's capabilities.json writes a type. Every part of it must be known.
Value ToJson(ValueBuilder& builder, const Type* t);

// The type of the values that a JSON schema admits, as far as OPA's type checker reads schemas. Errors: what is wrong with the schema.
Result<const Type*> FromSchema(Types& types, Value schema);

// The type that a declaration's text means: "any<array[number], set[any]>". `text` must be well formed (built-ins' tables are).
const Type* Parse(Types& types, std::string_view text);

}  // namespace reeve::types

#endif  // REEVE_LIB_TYPES_TYPES_H_
