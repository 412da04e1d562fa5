// Tables: members in one slot array, their tags beside it, an open-addressed index from kLinear + 1 members on.
// Up to kLinear members a look-up compares four tags at a time. Tags behind the last member are 0, which no tag is.
// Tested by tests/value/table_test.cc.
#include "value/table.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <random>

#define XXH_INLINE_ALL
#include <xxhash.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "value/compare.h"
#include "value/hash.h"
#include "value/key_table.h"
#include "value/number.h"

namespace reeve::value {
namespace {

constexpr uint32_t kLargestCapacity = 1u << 30;

uint32_t FoldTag(uint64_t hash) {
  uint32_t tag = static_cast<uint32_t>(hash ^ (hash >> 32));
  return tag == 0 ? 1 : tag;
}

size_t TagSlots(uint32_t capacity) { return (static_cast<size_t>(capacity) + 3) & ~size_t{3}; }
size_t SlotBytes(uint32_t stride, uint32_t capacity) { return sizeof(Value) * stride * capacity; }

// Gives `table` room for `capacity` members in `memory`, without any member in it.
void Lay(Table* table, char* memory, uint32_t capacity) {
  table->slots = reinterpret_cast<Value*>(memory);
  table->tags = reinterpret_cast<uint32_t*>(memory + SlotBytes(table->stride, capacity));
  std::memset(table->tags, 0, TagSlots(capacity) * sizeof(uint32_t));
  table->capacity = capacity;
}

void Grow(Arena& arena, Table* table) {
  if (table->capacity >= kLargestCapacity) throw std::bad_alloc();
  uint32_t capacity = std::max(4u, table->capacity * 2);
  const Value* slots = table->slots;
  const uint32_t* tags = table->tags;
  size_t bytes = SlotBytes(table->stride, capacity) + TagSlots(capacity) * sizeof(uint32_t);
  Lay(table, static_cast<char*>(arena.Allocate(bytes)), capacity);
  if (table->size == 0) return;
  std::memcpy(static_cast<void*>(table->slots), slots, SlotBytes(table->stride, table->size));
  std::memcpy(table->tags, tags, table->size * sizeof(uint32_t));
}

void AddToIndex(Table* table, uint32_t position) {
  uint32_t i = table->tags[position] & table->index_mask;
  while (table->index[i] != 0) i = (i + 1) & table->index_mask;
  table->index[i] = position + 1;
}

void FillIndex(Table* table) {
  std::memset(table->index, 0, (static_cast<size_t>(table->index_mask) + 1) * sizeof(uint32_t));
  for (uint32_t i = 0; i < table->size; ++i) AddToIndex(table, i);
}

// An index of at least twice the capacity, so that probes stay short until the next growth.
void MakeIndex(Arena& arena, Table* table) {
  uint32_t slots = 64;
  while (slots < table->capacity * 2) slots *= 2;
  table->index = arena.NewArray<uint32_t>(slots);
  table->index_mask = slots - 1;
  FillIndex(table);
}

void Append(Arena& arena, Table* table, const Value& key, uint32_t tag, const Value* value) {
  if (table->size == table->capacity) Grow(arena, table);
  uint32_t at = table->size;
  if (table->sorted && at != 0) table->sorted = Compare(table->key(at - 1), key) < 0;
  table->slots[static_cast<size_t>(at) * table->stride] = key;
  if (value != nullptr) table->slots[static_cast<size_t>(at) * 2 + 1] = *value;
  table->tags[at] = tag;
  table->size = at + 1;
  if (table->size <= Table::kLinear) return;
  if (table->index == nullptr || table->size > (table->index_mask + 1) / 2) {
    MakeIndex(arena, table);
  } else {
    AddToIndex(table, at);
  }
}

int64_t FindByScan(const Table* table, const Value& key, uint32_t tag) {
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi32(static_cast<int>(tag));
  for (uint32_t i = 0; i < table->size; i += 4) {
    __m128i four = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table->tags + i));
    int hits = _mm_movemask_ps(_mm_castsi128_ps(_mm_cmpeq_epi32(four, wanted)));
    for (; hits != 0; hits &= hits - 1) {
      uint32_t at = i + static_cast<uint32_t>(__builtin_ctz(static_cast<unsigned>(hits)));
      if (Equal(table->key(at), key)) return at;
    }
  }
#else
  for (uint32_t i = 0; i < table->size; ++i) {
    if (table->tags[i] == tag && Equal(table->key(i), key)) return i;
  }
#endif
  return -1;
}

struct Entry {
  Value key;
  Value value;
  uint32_t tag;
};

Entry Take(const Table* t, uint32_t i) { return {t->key(i), t->stride == 2 ? t->value(i) : Value(), t->tags[i]}; }
void Put(Table* t, uint32_t i, const Entry& e) {
  t->slots[static_cast<size_t>(i) * t->stride] = e.key;
  if (t->stride == 2) t->slots[static_cast<size_t>(i) * 2 + 1] = e.value;
  t->tags[i] = e.tag;
}

// Sorting must not need memory, since a warm evaluation takes none from the heap: the index, which has to be filled
// anew anyway, holds the order while the members move.
void SortByIndex(Table* t) {
  uint32_t* order = t->index;
  for (uint32_t i = 0; i < t->size; ++i) order[i] = i;
  std::sort(order, order + t->size, [t](uint32_t a, uint32_t b) { return Compare(t->key(a), t->key(b)) < 0; });
  for (uint32_t start = 0; start < t->size; ++start) {  // one cycle of the permutation at a time
    if (order[start] == start) continue;
    Entry first = Take(t, start);
    uint32_t hole = start;
    for (uint32_t from; (from = order[hole]) != start; hole = from) {
      Put(t, hole, Take(t, from));
      order[hole] = hole;
    }
    Put(t, hole, first);
    order[hole] = hole;
  }
  FillIndex(t);
}

}  // namespace

uint64_t HashSeed() {
  static const uint64_t seed = [] {
    std::random_device device;
    return static_cast<uint64_t>(device()) << 32 | device();
  }();
  return seed;
}

uint64_t HashValue(const Value& v) {
  switch (v.kind()) {
    case Kind::kNull:
      return MixBits(HashSeed() ^ 0xA5);
    case Kind::kBoolean:
      return MixBits(HashSeed() ^ (0xB0 + Access::Word(v)));
    case Kind::kNumber:
      return Access::IsInt64(v) ? HashInt64(Access::Int64(v)) : HashNumber(v);
    case Kind::kString:
      return XXH3_64bits_withSeed(Access::Pointer(v), Access::Size(v), HashSeed());
    case Kind::kArray: {
      uint64_t hash = MixBits(HashSeed() ^ Access::Size(v));
      for (uint32_t i = 0; i < Access::Size(v); ++i) hash = MixBits(hash * 31 + HashValue(Access::Elements(v)[i]));
      return hash;
    }
    case Kind::kObject:
    case Kind::kSet: {
      // A sum, so that the order of the members does not matter and nothing need be sorted.
      const Table* t = Access::TableOf(v);
      uint64_t hash = MixBits(HashSeed() + t->stride);
      for (uint32_t i = 0; i < t->size; ++i) {
        hash += MixBits(t->tags[i] ^ (t->stride == 2 ? HashValue(t->value(i)) * 31 : HashSeed()));
      }
      return hash;
    }
  }
  return 0;
}

uint32_t TagOfString(std::string_view text) {
  return FoldTag(XXH3_64bits_withSeed(text.data(), text.size(), HashSeed()));
}

uint32_t Tag(const Value& v) { return FoldTag(HashValue(v)); }

Table* NewTable(Arena& arena, uint32_t stride, uint32_t capacity) {
  if (capacity > kLargestCapacity) throw std::bad_alloc();
  size_t bytes = sizeof(Table) + SlotBytes(stride, capacity) + TagSlots(capacity) * sizeof(uint32_t);
  char* memory = static_cast<char*>(arena.Allocate(bytes));
  Table* table = new (memory) Table();
  table->stride = stride;
  Lay(table, memory + sizeof(Table), capacity);
  return table;
}

namespace {
// Composite members are hashed and compared as a whole, at the expense of what the arena works for.
void ChargeMember(const Arena& arena, const Value& member) {
  if (member.kind() >= Kind::kArray && arena.budget() != nullptr) ChargeWalk(member, *arena.budget());
}
}  // namespace

bool Insert(Arena& arena, Table* set, const Value& member) {
  ChargeMember(arena, member);
  uint32_t tag = Tag(member);
  if (FindTagged(set, member, tag) >= 0) return false;
  Append(arena, set, member, tag, nullptr);
  return true;
}

bool Insert(Arena& arena, Table* object, const Value& key, const Value& value) {
  ChargeMember(arena, key);
  return InsertTagged(arena, object, key, Tag(key), value);
}

bool InsertTagged(Arena& arena, Table* object, const Value& key, uint32_t tag, const Value& value) {
  int64_t at = FindTagged(object, key, tag);
  if (at >= 0) {
    object->slots[static_cast<size_t>(at) * 2 + 1] = value;
    return false;
  }
  Append(arena, object, key, tag, &value);
  return true;
}

Table* NewObjectOfStrings(Arena& arena, const Value* pairs, uint32_t n, const KeyTable* keys) {
  Table* object = NewTable(arena, 2, n);
  const uint64_t seed = HashSeed();
  uint64_t seen = 0;  // a bit for each tag's low six: a new bit is a new key
  for (uint32_t i = 0; i < n; ++i) {
    Value key = pairs[2 * static_cast<size_t>(i)];
    const Value& value = pairs[2 * static_cast<size_t>(i) + 1];
    uint32_t tag = FoldTag(XXH3_64bits_withSeed(Access::Pointer(key), Access::Size(key), seed));
    if (keys != nullptr) {
      if (const Value* interned = keys->Find(Access::Text(key), tag)) key = *interned;
    }
    uint64_t bit = 1ull << (tag & 63);
    if ((seen & bit) != 0) {
      InsertTagged(arena, object, key, tag, value);
    } else {
      Append(arena, object, key, tag, &value);
    }
    seen |= bit;
  }
  return object;
}

int64_t Find(const Table* table, const Value& key) { return table->size == 0 ? -1 : FindTagged(table, key, Tag(key)); }

int64_t FindTagged(const Table* table, const Value& key, uint32_t tag) {
  if (table->index == nullptr) return FindByScan(table, key, tag);
  for (uint32_t i = tag & table->index_mask; table->index[i] != 0; i = (i + 1) & table->index_mask) {
    uint32_t at = table->index[i] - 1;
    if (table->tags[at] == tag && Equal(table->key(at), key)) return at;
  }
  return -1;
}

void Sort(Table* table) {
  if (table->sorted) return;
  if (table->index != nullptr) {
    SortByIndex(table);
  } else {
    Entry entries[Table::kLinear];
    for (uint32_t i = 0; i < table->size; ++i) entries[i] = Take(table, i);
    std::sort(entries, entries + table->size, [](const Entry& a, const Entry& b) { return Compare(a.key, b.key) < 0; });
    for (uint32_t i = 0; i < table->size; ++i) Put(table, i, entries[i]);
  }
  table->sorted = true;
}

void Freeze(const Value& v) {
  if (v.is_array()) {
    for (uint32_t i = 0; i < Access::Size(v); ++i) Freeze(Access::Elements(v)[i]);
  } else if (v.is_object() || v.is_set()) {
    Table* t = Access::TableOf(v);
    size_t values = static_cast<size_t>(t->size) * t->stride;
    for (size_t i = 0; i < values; ++i) Freeze(t->slots[i]);
    EnsureSorted(t);
  }
}

Value DeepCopy(Arena& arena, const Value& v) {
  switch (v.kind()) {
    case Kind::kNull:
    case Kind::kBoolean:
      return v;
    case Kind::kNumber:
      return Access::IsInt64(v) ? v : Access::NumberText(arena.CopyText(Access::Text(v)));
    case Kind::kString:
      return Access::StringCopy(arena, Access::Text(v));
    case Kind::kArray: {
      Value* elements = arena.NewArray<Value>(Access::Size(v));
      for (uint32_t i = 0; i < Access::Size(v); ++i) new (elements + i) Value(DeepCopy(arena, Access::Elements(v)[i]));
      return Access::Array(elements, Access::Size(v));
    }
    case Kind::kObject:
    case Kind::kSet: {
      const Table* from = Access::TableOf(v);
      Table* to = NewTable(arena, from->stride, from->size);
      size_t values = static_cast<size_t>(from->size) * from->stride;
      for (size_t i = 0; i < values; ++i) new (to->slots + i) Value(DeepCopy(arena, from->slots[i]));
      if (from->size != 0) std::memcpy(to->tags, from->tags, from->size * sizeof(uint32_t));
      to->size = from->size;
      to->sorted = from->sorted;
      if (to->size > Table::kLinear) MakeIndex(arena, to);
      EnsureSorted(to);
      return v.is_set() ? Access::Set(to) : Access::Object(to);
    }
  }
  return v;
}

size_t Depth(const Value& v) {
  size_t deepest = 0;
  if (v.is_array()) {
    for (uint32_t i = 0; i < Access::Size(v); ++i) deepest = std::max(deepest, Depth(Access::Elements(v)[i]));
    return deepest + 1;
  }
  if (v.is_object() || v.is_set()) {
    const Table* t = Access::TableOf(v);
    size_t values = static_cast<size_t>(t->size) * t->stride;
    for (size_t i = 0; i < values; ++i) deepest = std::max(deepest, Depth(t->slots[i]));
    return deepest + 1;
  }
  return 0;
}

}  // namespace reeve::value
