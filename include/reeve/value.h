// Value: a Rego value (JSON and sets) as a view of 16 bytes; Document: the memory that such values live in.
//
//     reeve::Result<reeve::Document> doc = reeve::Document::FromJson(R"({"user": "ann", "roles": ["dev"]})");
//     reeve::Value user = *doc->root().Find("user");      // a string
//     user.string();                                      // "ann"
//     doc->root().Find("roles")->at(0).ToJson();          // "\"dev\""
//     for (size_t i = 0; i < doc->root().size(); ++i) doc->root().key(i);   // keys in Rego's order
//
// A Value owns nothing: it is valid as long as the Document, Decision or Policy it came from. Copy it freely; it is
// immutable. Reading the same value from several threads is safe for values of a Document or a Policy; values of a
// Decision belong to the thread that evaluates (an object is put in order when it is first iterated).
// Undefined is not a value: functions that may have nothing to return give std::optional.
#ifndef REEVE_VALUE_H_
#define REEVE_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "reeve/status.h"

namespace reeve {

class Arena;                               // internal: lib/base/arena.h
namespace value { struct Access; struct Table; }  // internal: lib/value/rep.h

// The kinds, in Rego's total order: every null is less than every boolean, and so on.
enum class Kind : uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject, kSet };

// "null", "boolean", "number", "string", "array", "object", "set".
std::string_view KindName(Kind kind);

class Value {
 public:
  constexpr Value() = default;  // null
  static constexpr Value Null() { return Value(); }
  static constexpr Value Boolean(bool b) { Value v; v.kind_ = Kind::kBoolean; v.integer_ = b; return v; }
  static constexpr Value Integer(int64_t i) { Value v; v.kind_ = Kind::kNumber; v.integer_ = i; return v; }
  // A string whose bytes (UTF-8) the caller keeps alive for as long as the value is used.
  static Value BorrowedString(std::string_view text) {
    Value v; v.kind_ = Kind::kString; v.size_ = static_cast<uint32_t>(text.size()); v.chars_ = text.data(); return v;
  }

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::kNull; }
  bool is_boolean() const { return kind_ == Kind::kBoolean; }
  bool is_number() const { return kind_ == Kind::kNumber; }
  bool is_string() const { return kind_ == Kind::kString; }
  bool is_array() const { return kind_ == Kind::kArray; }
  bool is_object() const { return kind_ == Kind::kObject; }
  bool is_set() const { return kind_ == Kind::kSet; }
  bool is_true() const { return kind_ == Kind::kBoolean && integer_ != 0; }
  bool is_false() const { return kind_ == Kind::kBoolean && integer_ == 0; }

  // Accessors for one kind each; calling one on another kind is a programmer's error (asserted in debug builds).
  bool boolean() const { return integer_ != 0; }
  std::string_view string() const { return {chars_, size_}; }
  std::optional<int64_t> integer() const;      // a number that is an integer in range: 1, 1.0 and 1e3 are
  double number() const;                       // nearest double
  std::string number_text() const;             // as written or computed: "1.50"

  // Number of elements of an array, object or set; bytes of a string; 0 for others.
  size_t size() const;
  Value at(size_t i) const;                    // array: element i; set: i-th in Rego's order. i < size()
  Value key(size_t i) const;                   // object: i-th key in Rego's order
  Value value(size_t i) const;                 // object: value of the i-th key
  std::optional<Value> Find(std::string_view key) const;  // object: value of a string key; nothing for other kinds
  std::optional<Value> Find(Value key) const;  // object: by key; array: by index; set: the member itself
  bool Contains(Value member) const;           // array, set: membership; object: of a value

  // JSON text: a set becomes an array in order, a key that is no string its JSON text.
  std::string ToJson() const;
  // Rego text: sets as {1, 2} and set(), object keys as they are.
  std::string ToRego() const;

  // Rego's equality and total order: 1 == 1.0, numbers before strings, sets after objects.
  friend bool operator==(Value a, Value b) { return Compare(a, b) == 0; }
  static int Compare(Value a, Value b);        // <0, 0, >0

 private:
  friend struct value::Access;
  Kind kind_ = Kind::kNull;
  uint8_t form_ = 0;      // numbers: 0 = int64 in integer_, 1 = text in chars_; others: 0
  uint16_t spare_ = 0;
  uint32_t size_ = 0;     // bytes of a string or number text, elements of an array
  union {
    int64_t integer_ = 0;
    const char* chars_;
    const Value* elements_;
    value::Table* table_;
  };
};
static_assert(sizeof(Value) == 16);

// Owns a tree of values. Movable; immutable once made, so its values can be read from any number of threads at once.
class Document {
 public:
  // Parses one JSON text. Duplicate keys: the last wins, as in OPA; a byte order mark is skipped. Errors: kInvalidInput
  // with row and column, kDepthLimit, kSizeLimit. `max_depth` levels at most.
  static Result<Document> FromJson(std::string_view json, size_t max_depth = 512);
  // A deep copy of any value.
  static Document Copy(Value value);

  Document();                                  // null
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();
  Value root() const { return root_; }

 private:
  Document(std::unique_ptr<Arena> arena, Value root);
  std::unique_ptr<Arena> arena_;
  Value root_;
};

// Makes values in memory that somebody else owns: built-in functions get one for their results (builtin.h).
// Text and elements are copied. Not thread-safe.
class ValueBuilder {
 public:
  explicit ValueBuilder(Arena& arena) : arena_(arena) {}
  Value String(std::string_view utf8);
  // A number by its JSON text; nothing if it is none.
  std::optional<Value> Number(std::string_view text);
  Value Array(std::span<const Value> elements);
  Value Set(std::span<const Value> elements);                             // duplicates are dropped
  Value Object(std::span<const std::pair<Value, Value>> entries);         // of equal keys the last wins
  Value Copy(Value deep);
  Arena& arena() { return arena_; }

 private:
  Arena& arena_;
};

}  // namespace reeve

#endif  // REEVE_VALUE_H_
