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

void ChargeCompare(const Value& a, const Value& b, Budget& budget) {
  if (a.kind() != b.kind()) return budget.Charge(1);
  switch (a.kind()) {
    case Kind::kNumber:
      return budget.Charge(1 + ((Access::IsInt64(a) ? 0 : Access::Size(a)) + (Access::IsInt64(b) ? 0 : Access::Size(b))) / 16);
    case Kind::kString:
      return budget.Charge(1 + std::min(Access::Size(a), Access::Size(b)) / 16);
    case Kind::kArray: {
      budget.Charge(1);
      uint32_t n = std::min(Access::Size(a), Access::Size(b));
      for (uint32_t i = 0; i < n; ++i) ChargeCompare(Access::Elements(a)[i], Access::Elements(b)[i], budget);
      return;
    }
    case Kind::kObject:
    case Kind::kSet:
      // What stands where may still change by sorting, so each side counts by its own members.
      ChargeWalk(a, budget);
      return ChargeWalk(b, budget);
    default:
      return budget.Charge(1);
  }
}

void ChargeWalk(const Value& v, Budget& budget) {
  if (v.kind() <= Kind::kString) return ChargeCompare(v, v, budget);
  budget.Charge(1);
  bool array = v.kind() == Kind::kArray;
  const Value* parts = array ? Access::Elements(v) : Access::TableOf(v)->slots;
  size_t n = array ? Access::Size(v) : static_cast<size_t>(Access::TableOf(v)->size) * Access::TableOf(v)->stride;
  for (size_t i = 0; i < n; ++i) ChargeWalk(parts[i], budget);
}

void ChargeSize(const Value& v, Budget& budget, uint64_t divisor) {
  if (v.kind() == Kind::kString) return budget.Charge(Access::Size(v) / divisor + 1);
  if (v.kind() <= Kind::kString) return budget.Charge(1 + (v.kind() != Kind::kNumber || Access::IsInt64(v) ? 0 : Access::Size(v) / divisor));
  bool array = v.kind() == Kind::kArray;
  const Value* parts = array ? Access::Elements(v) : Access::TableOf(v)->slots;
  size_t n = array ? Access::Size(v) : static_cast<size_t>(Access::TableOf(v)->size) * Access::TableOf(v)->stride;
  budget.Charge(1 + sizeof(Value) * n / divisor);
  for (size_t i = 0; i < n; ++i) ChargeSize(parts[i], budget, divisor);
}

}  // namespace reeve::value
