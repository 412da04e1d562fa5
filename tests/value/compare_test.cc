// Rego's order: the kinds, each kind's own order, and the laws that an order must keep.
#include "value/compare.h"

#include <algorithm>
#include <vector>

#include "tests/value/samples.h"

using namespace reeve;
using namespace reeve::value;

TEST_CASE("values stand in Rego's order") {
  Arena arena;
  // Each is less than the next. The order is what OPA's sort() gives.
  std::vector<Value> ascending;
  for (std::string_view json : {"null",
                                "false",
                                "true",
                                "-1e40",
                                "-18446744073709551616",
                                "-2",
                                "-1.5",
                                "0",
                                "0.5",
                                "1",
                                "1.0000000000000000000001",
                                "2",
                                "9223372036854775807",
                                "9223372036854775808",
                                "1e40",
                                R"("")",
                                R"("A")",
                                R"("a")",
                                R"("a\u0000")",
                                R"("aa")",
                                R"("b")",
                                R"("ä")",
                                R"("€")",
                                R"("😀")",
                                "[]",
                                "[1]",
                                "[1, 1]",
                                "[1, 2]",
                                "[2]",
                                "[[]]",
                                "{}",
                                R"({"a": 1})",
                                R"({"a": 1, "b": 0})",
                                R"({"a": 2})",
                                R"({"b": 0})"}) {
    ascending.push_back(FromJson(arena, json));
  }
  for (std::string_view json : {"[]", "[1]", "[1, 2]", "[2]", "[3, 1, 2]"}) ascending.push_back(SetOf(arena, json));
  std::swap(ascending[ascending.size() - 1], ascending[ascending.size() - 2]);  // {1, 2, 3} < {2}
  for (size_t i = 0; i < ascending.size(); ++i) {
    for (size_t j = 0; j < ascending.size(); ++j) {
      INFO(ascending[i].ToRego() << " and " << ascending[j].ToRego());
      int order = Compare(ascending[i], ascending[j]);
      REQUIRE((order < 0) == (i < j));
      REQUIRE((order == 0) == (i == j));
      REQUIRE(Equal(ascending[i], ascending[j]) == (i == j));
    }
  }
}

TEST_CASE("numbers are equal by value, whatever their text") {
  Arena arena;
  for (auto [a, b] :
       std::vector<std::pair<const char*, const char*>>{{"1", "1.0"},
                                                        {"1", "1e0"},
                                                        {"1000", "1e3"},
                                                        {"0", "-0"},
                                                        {"0", "0e999999999"},
                                                        {"0.00", "-0.0e5"},
                                                        {"1.5", "1.50"},
                                                        {"150e-2", "1.5"},
                                                        {"1e30", "1000000000000000000000000000000"},
                                                        {"18446744073709551616", "18446744073709551616.000"},
                                                        {"0.001", "1e-3"},
                                                        {"-12.5", "-0.125e2"}}) {
    Value x = *NumberFromText(arena, a);
    Value y = *NumberFromText(arena, b);
    INFO(a << " " << b);
    REQUIRE(Equal(x, y));
    REQUIRE(Compare(x, y) == 0);
    REQUIRE(Tag(x) == Tag(y));
  }
}

TEST_CASE("equality, order and tags agree on random values") {
  Arena arena;
  RandomValues random(arena, 7);
  std::vector<Value> values;
  for (int i = 0; i < 300; ++i) values.push_back(random.Next());
  for (const Value& a : values) {
    REQUIRE(Equal(a, DeepCopy(arena, a)));
    for (const Value& b : values) {
      int order = Compare(a, b);
      if ((order == 0) != Equal(a, b) || (order > 0) != (Compare(b, a) < 0) || (order == 0 && Tag(a) != Tag(b))) {
        FAIL(a.ToRego() << " and " << b.ToRego());
      }
    }
  }
  std::sort(values.begin(), values.end(), [](const Value& a, const Value& b) { return Compare(a, b) < 0; });
  for (size_t i = 0; i + 7 < values.size(); ++i) REQUIRE(Compare(values[i], values[i + 7]) <= 0);
}

TEST_CASE("equality does not write to unsorted tables") {
  Arena arena;
  Value a = FromJson(arena, R"({"b": 1, "a": {"z": 1, "y": 2}})");
  Value b = FromJson(arena, R"({"a": {"y": 2, "z": 1}, "b": 1})");
  REQUIRE(Equal(a, b));
  REQUIRE_FALSE(Access::TableOf(a)->sorted);
  REQUIRE(Compare(a, b) == 0);
  REQUIRE(Access::TableOf(a)->sorted);
}

TEST_CASE("the cost of a comparison covers what it touches") {
  Arena arena;
  Value flat = FromJson(arena, "[1, 2, 3]");
  auto cost = [](const Value& a, const Value& b) {
    Budget budget(1000000);
    ChargeCompare(a, b, budget);
    return budget.spent();
  };
  REQUIRE(cost(flat, flat) == 4);
  REQUIRE(cost(flat, Value::Null()) == 1);
  std::string text(1600, 'x');
  REQUIRE(cost(Access::String(text), Access::String(text)) >= 100);
  Value object = FromJson(arena, R"({"a": [1, 2], "b": {"c": 1}})");
  REQUIRE(cost(object, object) >= 10);
}
