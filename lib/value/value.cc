// The public side of values: Value's readers, Document, ValueBuilder. Tested by tests/value/value_test.cc.
#include "reeve/value.h"

#include <cassert>
#include <new>

#include "base/arena.h"
#include "base/budget.h"
#include "value/compare.h"
#include "value/format.h"
#include "value/json.h"
#include "value/number.h"
#include "value/rep.h"
#include "value/table.h"

namespace reeve {

using value::Access;

std::string_view KindName(Kind kind) {
  constexpr std::string_view kNames[] = {"null", "boolean", "number", "string", "array", "object", "set"};
  return static_cast<size_t>(kind) < std::size(kNames) ? kNames[static_cast<size_t>(kind)] : "unknown";
}

std::optional<int64_t> Value::integer() const { return is_number() ? value::ToInt64(*this) : std::nullopt; }

double Value::number() const { return is_number() ? value::ToDouble(*this) : 0; }

std::string Value::number_text() const { return is_number() ? value::NumberText(*this) : std::string(); }

size_t Value::size() const {
  switch (kind_) {
    case Kind::kString:
    case Kind::kArray:
      return size_;
    case Kind::kObject:
    case Kind::kSet:
      return table_->size;
    default:
      return 0;
  }
}

Value Value::at(size_t i) const {
  assert(i < size() && (is_array() || is_set()));
  if (is_array()) return elements_[i];
  value::EnsureSorted(table_);
  return table_->key(static_cast<uint32_t>(i));
}

Value Value::key(size_t i) const {
  assert(i < size() && is_object());
  value::EnsureSorted(table_);
  return table_->key(static_cast<uint32_t>(i));
}

Value Value::value(size_t i) const {
  assert(i < size() && is_object());
  value::EnsureSorted(table_);
  return table_->value(static_cast<uint32_t>(i));
}

std::optional<Value> Value::Find(std::string_view key) const {
  if (!is_object() || table_->size == 0) return std::nullopt;
  int64_t at = value::FindTagged(table_, BorrowedString(key), value::TagOfString(key));
  if (at < 0) return std::nullopt;
  return table_->value(static_cast<uint32_t>(at));
}

std::optional<Value> Value::Find(Value key) const {
  if (is_array()) {
    std::optional<int64_t> i = key.integer();
    if (!i || *i < 0 || static_cast<uint64_t>(*i) >= size_) return std::nullopt;
    return elements_[*i];
  }
  if (!is_object() && !is_set()) return std::nullopt;
  int64_t at = value::Find(table_, key);
  if (at < 0) return std::nullopt;
  return is_set() ? table_->key(static_cast<uint32_t>(at)) : table_->value(static_cast<uint32_t>(at));
}

bool Value::Contains(Value member) const {
  if (is_set()) return value::Find(table_, member) >= 0;
  if (is_array()) {
    for (uint32_t i = 0; i < size_; ++i) {
      if (value::Equal(elements_[i], member)) return true;
    }
  } else if (is_object()) {
    for (uint32_t i = 0; i < table_->size; ++i) {
      if (value::Equal(table_->value(i), member)) return true;
    }
  }
  return false;
}

std::string Value::ToJson() const {
  std::string out;
  value::AppendJson(*this, out);
  return out;
}

std::string Value::ToRego() const {
  std::string out;
  value::AppendRego(*this, out);
  return out;
}

int Value::Compare(Value a, Value b) { return value::Compare(a, b); }

Document::Document() = default;
Document::Document(Document&& other) noexcept
    : arena_(std::move(other.arena_)), root_(std::exchange(other.root_, Value())) {}
Document& Document::operator=(Document&& other) noexcept {
  arena_ = std::move(other.arena_);
  root_ = std::exchange(other.root_, Value());
  return *this;
}
Document::~Document() = default;
Document::Document(std::unique_ptr<Arena> arena, Value root) : arena_(std::move(arena)), root_(root) {}

Result<Document> Document::FromJson(std::string_view json, size_t max_depth) {
  try {
    auto arena = std::make_unique<Arena>();
    value::JsonOptions options;
    options.max_depth = max_depth;
    Result<Value> root = value::ParseJson(*arena, json, options);
    if (!root.ok()) return root.status();
    value::Freeze(*root);
    return Document(std::move(arena), *root);
  } catch (const std::bad_alloc&) {
    return Status(Code::kMemoryLimit, "out of memory");
  }
}

Document Document::Copy(Value value) {
  auto arena = std::make_unique<Arena>();
  Value root = value::DeepCopy(*arena, value);
  return Document(std::move(arena), root);
}

Value ValueBuilder::String(std::string_view utf8) { return Access::StringCopy(arena_, utf8); }

std::optional<Value> ValueBuilder::Number(std::string_view text) { return value::NumberFromText(arena_, text); }

Value ValueBuilder::Array(std::span<const Value> elements) {
  Value* copy = arena_.NewArray<Value>(elements.size());
  for (size_t i = 0; i < elements.size(); ++i) new (copy + i) Value(elements[i]);
  return Access::Array(copy, elements.size());
}

Value ValueBuilder::Set(std::span<const Value> elements) {
  value::Table* table = value::NewTable(arena_, 1, static_cast<uint32_t>(elements.size()));
  for (const Value& element : elements) value::Insert(arena_, table, element);
  return Access::Set(table);
}

Value ValueBuilder::Object(std::span<const std::pair<Value, Value>> entries) {
  value::Table* table = value::NewTable(arena_, 2, static_cast<uint32_t>(entries.size()));
  for (const auto& [key, value] : entries) value::Insert(arena_, table, key, value);
  return Access::Object(table);
}

Value ValueBuilder::Copy(Value deep) { return value::DeepCopy(arena_, deep); }

}  // namespace reeve
