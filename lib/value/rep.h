// How a Value stands in memory. Only lib/ sees this; users see include/reeve/value.h.
//
// A Value is 16 bytes: kind, form, size, and one word.
//   boolean, number of form 0   the word is the boolean or the int64
//   number of form 1            chars/size: its text, in an arena. Never the canonical text of an int64 ("1" is form 0;
//                               "1.0", "1e3", "1.50", 2^64 and everything that is no integer are form 1), so that
//                               form-0 numbers compare as integers and most others by their text
//   string                      chars/size: UTF-8, not terminated
//   array                       elements/size
//   object, set                 a Table
//
// A Table holds members (set) or key, value pairs (object) in one slot array, with a 32-bit tag (hash) a member. Look-up
// goes over the tags: linear up to kLinear members, else through an open-addressed index of positions + 1. Members stand in insertion
// order until somebody needs Rego's order; then they are sorted once (Sort). Constants and data versions are sorted when
// they are built (Freeze), so that shared tables are never written.
// Costs: look-up O(1); insertion O(1) amortized; the first ordered access O(n log n).
#ifndef REEVE_LIB_VALUE_REP_H_
#define REEVE_LIB_VALUE_REP_H_

#include <cstdint>
#include <string_view>

#include "base/arena.h"
#include "reeve/value.h"

namespace reeve::value {

struct Table {
  uint32_t size = 0;
  uint32_t capacity = 0;
  uint32_t stride = 1;        // Values a member takes in slots: 1 = set, 2 = object (key, value)
  bool sorted = true;         // slots stand in Rego's order
  Value* slots = nullptr;
  uint32_t* tags = nullptr;   // Tag(member or key), one a member
  uint32_t* index = nullptr;  // positions + 1, 0 = free; null while size <= kLinear
  uint32_t index_mask = 0;    // size of index - 1, a power of two minus one
  bool open = false;          // part of a document that the machine is still building (vm/documents.cc)

  static constexpr uint32_t kLinear = 16;
  const Value& key(uint32_t i) const { return slots[static_cast<size_t>(i) * stride]; }
  const Value& value(uint32_t i) const { return slots[static_cast<size_t>(i) * 2 + 1]; }
};

// The only maker and reader of a Value's fields.
struct Access {
  static Value String(std::string_view text) { return Value::BorrowedString(text); }
  static Value StringCopy(Arena& arena, std::string_view text) { return Value::BorrowedString(arena.CopyText(text)); }
  // `text` must be JSON-number text that is not the canonical text of an int64; it is borrowed.
  static Value NumberText(std::string_view text) {
    Value v = Value::BorrowedString(text);
    v.kind_ = Kind::kNumber;
    v.form_ = 1;
    return v;
  }
  static Value Array(const Value* elements, size_t size) {
    Value v;
    v.kind_ = Kind::kArray;
    v.size_ = static_cast<uint32_t>(size);
    v.elements_ = elements;
    return v;
  }
  static Value Object(Table* table) { return Tabled(Kind::kObject, table); }
  static Value Set(Table* table) { return Tabled(Kind::kSet, table); }
  // A value of a kind that only the machine's registers know (vm/register.h), with 32 + 64 bits of payload.
  static Value Raw(Kind kind, uint32_t size, const void* pointer) {
    Value v;
    v.kind_ = kind;
    v.size_ = size;
    v.chars_ = static_cast<const char*>(pointer);
    return v;
  }

  static bool IsInt64(const Value& v) { return v.kind_ == Kind::kNumber && v.form_ == 0; }
  static int64_t Int64(const Value& v) { return v.integer_; }
  static std::string_view Text(const Value& v) { return {v.chars_, v.size_}; }  // string, or number of form 1
  static const Value* Elements(const Value& v) { return v.elements_; }
  static uint32_t Size(const Value& v) { return v.size_; }                     // string, array
  static Table* TableOf(const Value& v) { return v.table_; }                   // object, set
  static uint64_t Word(const Value& v) { return static_cast<uint64_t>(v.integer_); }
  static const void* Pointer(const Value& v) { return v.chars_; }

 private:
  static Value Tabled(Kind kind, Table* table) {
    Value v;
    v.kind_ = kind;
    v.table_ = table;
    return v;
  }
};

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_REP_H_
