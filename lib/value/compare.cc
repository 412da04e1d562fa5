// Rego's order and equality. Equality of objects and sets looks members up by their tags and never sorts, so it writes
// nothing; order sorts. Tested by tests/value/compare_test.cc.
#include "value/compare.h"

#include <algorithm>

#include "value/number.h"
#include "value/table.h"

namespace reeve::value {
namespace {

int CompareStrings(std::string_view a, std::string_view b) {
  size_t n = std::min(a.size(), b.size());
  int order = n == 0 ? 0 : std::memcmp(a.data(), b.data(), n);
  return order != 0 ? order : (a.size() > b.size()) - (a.size() < b.size());
}

int CompareRuns(const Value* a, size_t a_size, const Value* b, size_t b_size) {
  if (a != b) {
    for (size_t i = 0; i < std::min(a_size, b_size); ++i) {
      if (int order = Compare(a[i], b[i]); order != 0) return order;
    }
  }
  return (a_size > b_size) - (a_size < b_size);
}

bool EqualTables(const Table* a, const Table* b) {
  if (a == b) return true;
  if (a->size != b->size) return false;
  for (uint32_t i = 0; i < a->size; ++i) {
    // Tables built alike hold their members at the same place.
    int64_t at = b->tags[i] == a->tags[i] && Equal(a->key(i), b->key(i)) ? i : FindTagged(b, a->key(i), a->tags[i]);
    if (at < 0) return false;
    if (a->stride == 2 && !Equal(a->value(i), b->value(static_cast<uint32_t>(at)))) return false;
  }
  return true;
}

}  // namespace

int Compare(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return a.kind() < b.kind() ? -1 : 1;
  switch (a.kind()) {
    case Kind::kNull:
      return 0;
    case Kind::kBoolean:
      return static_cast<int>(a.boolean()) - static_cast<int>(b.boolean());
    case Kind::kNumber:
      if (Access::IsInt64(a) && Access::IsInt64(b)) {
        return (Access::Int64(a) > Access::Int64(b)) - (Access::Int64(a) < Access::Int64(b));
      }
      return CompareNumbers(a, b);
    case Kind::kString:
      return CompareStrings(Access::Text(a), Access::Text(b));
    case Kind::kArray:
      return CompareRuns(Access::Elements(a), Access::Size(a), Access::Elements(b), Access::Size(b));
    case Kind::kObject:
    case Kind::kSet: {
      Table* s = Access::TableOf(a);
      Table* t = Access::TableOf(b);
      if (s == t) return 0;
      EnsureSorted(s);
      EnsureSorted(t);
      return CompareRuns(s->slots, static_cast<size_t>(s->size) * s->stride, t->slots,
                         static_cast<size_t>(t->size) * t->stride);
    }
  }
  return 0;
}

bool EqualSlow(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::kNumber:
      return CompareNumbers(a, b) == 0;
    case Kind::kArray: {
      uint32_t n = Access::Size(a);
      if (n != Access::Size(b)) return false;
      const Value* p = Access::Elements(a);
      const Value* q = Access::Elements(b);
      if (p == q) return true;
      for (uint32_t i = 0; i < n; ++i) {
        if (!Equal(p[i], q[i])) return false;
      }
      return true;
    }
    case Kind::kObject:
    case Kind::kSet:
      return EqualTables(Access::TableOf(a), Access::TableOf(b));
    default:
      return Equal(a, b);
  }
}

uint64_t CompareCost(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return 1;
  switch (a.kind()) {
    case Kind::kNull:
    case Kind::kBoolean:
      return 1;
    case Kind::kNumber:
      return 1 + ((Access::IsInt64(a) ? 0 : Access::Size(a)) + (Access::IsInt64(b) ? 0 : Access::Size(b))) / 16;
    case Kind::kString:
      return 1 + std::min(Access::Size(a), Access::Size(b)) / 16;
    case Kind::kArray: {
      uint64_t cost = 1;
      uint32_t n = std::min(Access::Size(a), Access::Size(b));
      for (uint32_t i = 0; i < n; ++i) cost += CompareCost(Access::Elements(a)[i], Access::Elements(b)[i]);
      return cost;
    }
    case Kind::kObject:
    case Kind::kSet: {
      // What stands where may still change by sorting, so each side counts by its own members.
      const Table* s = Access::TableOf(a);
      const Table* t = Access::TableOf(b);
      uint64_t cost = 1;
      size_t s_values = static_cast<size_t>(s->size) * s->stride;
      size_t t_values = static_cast<size_t>(t->size) * t->stride;
      for (size_t i = 0; i < s_values; ++i) cost += CompareCost(s->slots[i], s->slots[i]);
      for (size_t i = 0; i < t_values; ++i) cost += CompareCost(t->slots[i], t->slots[i]);
      return cost;
    }
  }
  return 1;
}

}  // namespace reeve::value
