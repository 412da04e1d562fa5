// Tables: insertion, look-up, growth over the linear limit, order, deep copies.
#include "value/table.h"

#include <algorithm>
#include <map>
#include <vector>

#include "tests/value/samples.h"
#include "value/compare.h"
#include "value/format.h"
#include "value/hash.h"

using namespace reeve;
using namespace reeve::value;

namespace {

Value Text(Arena& arena, const std::string& text) { return Access::StringCopy(arena, text); }

bool IsSorted(const Table* t) {
  for (uint32_t i = 1; i < t->size; ++i) {
    if (Compare(t->key(i - 1), t->key(i)) >= 0) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("an object of any size finds what was put in, before and after sorting") {
  for (uint32_t n : {0u, 1u, 4u, 5u, 15u, 16u, 17u, 31u, 64u, 65u, 200u, 5000u}) {
    for (uint32_t capacity : {0u, n}) {
      Arena arena;
      Table* object = NewTable(arena, 2, capacity);
      std::mt19937 random(n);
      std::vector<uint32_t> keys(n);
      for (uint32_t i = 0; i < n; ++i) keys[i] = i;
      std::shuffle(keys.begin(), keys.end(), random);
      for (uint32_t k : keys) REQUIRE(Insert(arena, object, Text(arena, "key" + std::to_string(k)), Value::Integer(k)));
      for (uint32_t k : keys)
        REQUIRE_FALSE(Insert(arena, object, Text(arena, "key" + std::to_string(k)), Value::Integer(k * 2)));
      REQUIRE(object->size == n);
      for (bool sorted : {false, true}) {
        if (sorted) Sort(object);
        for (uint32_t k = 0; k < n; ++k) {
          int64_t at = Find(object, Text(arena, "key" + std::to_string(k)));
          REQUIRE(at >= 0);
          REQUIRE(Access::Int64(object->value(static_cast<uint32_t>(at))) == int64_t{k} * 2);
        }
        REQUIRE(Find(object, Text(arena, "key")) == -1);
        REQUIRE(Find(object, Value::Integer(0)) == -1);
      }
      REQUIRE(object->sorted);
      REQUIRE(IsSorted(object));
    }
  }
}

TEST_CASE("a set keeps the first of equal members") {
  Arena arena;
  Table* set = NewTable(arena, 1, 0);
  REQUIRE(Insert(arena, set, *NumberFromText(arena, "1.50")));
  REQUIRE_FALSE(Insert(arena, set, *NumberFromText(arena, "1.5")));
  REQUIRE(Access::Set(set).ToRego() == "{1.50}");
}

TEST_CASE("an object keeps the first key's text and the last value") {
  Arena arena;
  Table* object = NewTable(arena, 2, 0);
  Insert(arena, object, *NumberFromText(arena, "1.0"), Value::Integer(1));
  Insert(arena, object, Value::Integer(1), Value::Integer(2));
  REQUIRE(Access::Object(object).ToRego() == "{1.0: 2}");
}

TEST_CASE("members that come in order need no sorting") {
  Arena arena;
  Table* set = NewTable(arena, 1, 0);
  for (int i = 0; i < 100; ++i) Insert(arena, set, Value::Integer(i));
  REQUIRE(set->sorted);
  Insert(arena, set, Value::Integer(-1));
  REQUIRE_FALSE(set->sorted);
  EnsureSorted(set);
  REQUIRE(Access::Int64(set->key(0)) == -1);
  Insert(arena, set, Value::Integer(1000));
  REQUIRE(set->sorted);
}

TEST_CASE("members with one tag are told apart") {
  Arena arena;
  Table* object = NewTable(arena, 2, 0);
  for (int i = 0; i < 50; ++i) InsertTagged(arena, object, Value::Integer(i), 7, Value::Integer(i));
  REQUIRE(object->size == 50);
  for (int i = 0; i < 50; ++i) REQUIRE(FindTagged(object, Value::Integer(i), 7) == i);
  REQUIRE(FindTagged(object, Value::Integer(50), 7) == -1);
}

TEST_CASE("tags do not depend on the order of members and are never 0") {
  Arena arena;
  REQUIRE(Tag(SetOf(arena, "[1, 2, [3]]")) == Tag(SetOf(arena, "[[3.0], 2, 1]")));
  REQUIRE(Tag(FromJson(arena, R"({"a": 1, "b": 2})")) == Tag(FromJson(arena, R"({"b": 2, "a": 1})")));
  REQUIRE(Tag(FromJson(arena, R"({"a": 1, "b": 2})")) != Tag(FromJson(arena, R"({"a": 2, "b": 1})")));
  REQUIRE(Tag(FromJson(arena, "[1, 2]")) != Tag(FromJson(arena, "[2, 1]")));
  REQUIRE(TagOfString("abc") == Tag(Access::String("abc")));
  for (int i = 0; i < 100000; ++i) {
    if (Tag(Value::Integer(i)) == 0) FAIL(i);
  }
}

TEST_CASE("integers spread over the tags") {
  std::map<uint32_t, int> low;
  for (int i = 0; i < 64 * 1024; ++i) ++low[Tag(Value::Integer(i * 4096LL)) & 1023];
  REQUIRE(low.size() == 1024);
  for (auto [bits, n] : low) REQUIRE(n < 192);
}

TEST_CASE("a deep copy shares nothing and is sorted") {
  Arena arena;
  Value original = FromJson(arena, R"({"b": [{"y": "text", "x": 1.50}], "a": 18446744073709551616})");
  std::string json = original.ToJson();
  Document copy = Document::Copy(original);
  arena.Reset(0);
  REQUIRE(copy.root().ToJson() == json);
  REQUIRE(Access::TableOf(copy.root())->sorted);
}

TEST_CASE("deep copies of random values are equal and frozen values are sorted throughout") {
  Arena arena;
  RandomValues random(arena, 11);
  for (int i = 0; i < 300; ++i) {
    Value v = random.Next(4);
    Arena other;
    Value copy = DeepCopy(other, v);
    if (!Equal(copy, v) || Compare(copy, v) != 0 || Tag(copy) != Tag(v)) FAIL(v.ToRego());
    Freeze(v);
    if (v.is_object() || v.is_set()) REQUIRE(IsSorted(Access::TableOf(v)));
  }
}

TEST_CASE("depth, and what walks are charged") {
  Arena arena;
  REQUIRE(Depth(Value::Integer(1)) == 0);
  REQUIRE(Depth(FromJson(arena, "[]")) == 1);
  REQUIRE(Depth(FromJson(arena, R"([1, {"a": [[]]}])")) == 4);
  Budget budget(1000000);
  Value v = FromJson(arena, R"({"a": [1, 2, 3], "b": "text"})");
  ChargeWalk(v, budget);
  REQUIRE(budget.spent() == 8);
  ChargeCompare(v, v, budget);
  REQUIRE(budget.spent() == 24);
  ChargeSize(v, budget, 8);
  REQUIRE(budget.spent() >= 24 + 7 * sizeof(Value) / 8);
  // As large as its text, in the memory of 60 arrays: x1 = [x0, x0], x2 = [x1, x1] ...
  Value shared = v;
  for (int i = 0; i < 60; ++i) {
    Value* pair = arena.NewArray<Value>(2);
    pair[0] = pair[1] = shared;
    shared = Access::Array(pair, 2);
  }
  REQUIRE_THROWS_AS(ChargeWalk(shared, budget), Stop);
  Budget other(1000000), third(1000000), fourth(1000000);
  REQUIRE_THROWS_AS(ChargeCompare(shared, shared, other), Stop);
  REQUIRE_THROWS_AS(ChargeSize(shared, third, 16), Stop);
  Table* set = NewTable(arena, 1, 0);
  arena.set_budget(&fourth);
  REQUIRE_THROWS_AS(Insert(arena, set, shared), Stop);
  std::string text;
  AppendRego(shared, text, 1000);
  REQUIRE(text.size() < 2000);
}

TEST_CASE("objects of strings: of equal keys the last value stays") {
  Arena arena;
  std::vector<Value> pairs;
  for (int i = 0; i < 40; ++i) {
    pairs.push_back(Text(arena, std::string("k").append(std::to_string(i % 20))));
    pairs.push_back(Value::Integer(i));
  }
  Table* object = NewObjectOfStrings(arena, pairs.data(), 40, nullptr);
  REQUIRE(object->size == 20);
  for (uint32_t i = 0; i < 20; ++i) REQUIRE(Access::Int64(object->value(i)) == i + 20);
}
