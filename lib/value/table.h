// Building, searching and ordering the tables behind objects and sets. See rep.h for the layout.
// Nothing here is thread-safe but Find on a sorted table. Tested by tests/value/table_test.cc.
#ifndef REEVE_LIB_VALUE_TABLE_H_
#define REEVE_LIB_VALUE_TABLE_H_

#include <cstdint>

#include "value/rep.h"

namespace reeve::value {

// The 32-bit hash by which tables find members: equal values (1 and 1.0, equal sets) have equal tags. Strings by XXH3
// with a seed drawn at random once a process, since a host may choose the keys; never 0.
uint32_t Tag(const Value& v);
uint32_t TagOfString(std::string_view text);

// A new, empty table with room for `capacity` members. stride 1 = set, 2 = object.
Table* NewTable(Arena& arena, uint32_t stride, uint32_t capacity);
// Composite members and keys are walked at the expense of arena.budget(), if it has one.
// Set: adds a member unless it is there (the first of equal members stays). True if added.
bool Insert(Arena& arena, Table* set, const Value& member);
// Object: sets key to value; if the key is there, its old value is overwritten (the first key text stays). True if new.
bool Insert(Arena& arena, Table* object, const Value& key, const Value& value);
bool InsertTagged(Arena& arena, Table* object, const Value& key, uint32_t tag, const Value& value);

class KeyTable;
// An object from `n` pairs key, value, key, value ...; all keys are strings. Of equal keys the first place and the last value
// stay. Keys that stand in `keys` (which may be null) become the interned ones.
Table* NewObjectOfStrings(Arena& arena, const Value* pairs, uint32_t n, const KeyTable* keys);

// Position of the member or key, or -1.
int64_t Find(const Table* table, const Value& key);
// The same with a tag known beforehand. Equal pointers make equal strings without looking at the bytes.
int64_t FindTagged(const Table* table, const Value& key, uint32_t tag);

// Brings the members into Rego's order, once.
void Sort(Table* table);
inline void EnsureSorted(Table* table) { if (!table->sorted) Sort(table); }

// Sorts every table below and makes the whole value safe to share between threads.
void Freeze(const Value& v);
// A deep copy in `arena`, sorted. Shares nothing with the original.
Value DeepCopy(Arena& arena, const Value& v);
// Levels of nesting (scalars: 0).
size_t Depth(const Value& v);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_TABLE_H_
