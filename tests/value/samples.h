// Values written as JSON for tests, and random ones.
#ifndef REEVE_TESTS_VALUE_SAMPLES_H_
#define REEVE_TESTS_VALUE_SAMPLES_H_

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <string_view>

#include "value/json.h"
#include "value/number.h"
#include "value/table.h"

namespace reeve::value {

inline Value FromJson(Arena& arena, std::string_view json) {
  Result<Value> v = ParseJson(arena, json);
  INFO(json);
  REQUIRE(v.ok());
  return *v;
}

// A set of the elements of a JSON array.
inline Value SetOf(Arena& arena, std::string_view json) {
  Value array = FromJson(arena, json);
  Table* set = NewTable(arena, 1, 0);
  for (size_t i = 0; i < array.size(); ++i) Insert(arena, set, array.at(i));
  return Access::Set(set);
}

// Small values of every kind, equal ones often.
class RandomValues {
 public:
  RandomValues(Arena& arena, unsigned seed) : arena_(arena), random_(seed) {}

  Value Next(int depth = 3) {
    switch (Below(depth > 0 ? 9 : 5)) {
      case 0:
        return Value::Null();
      case 1:
        return Value::Boolean(Below(2) != 0);
      case 2:
        return Value::Integer(static_cast<int>(Below(5)) - 2);
      case 3:
        return Number();
      case 4:
        return Access::StringCopy(arena_, std::string(Below(3), static_cast<char>('a' + Below(2))));
      case 5: {
        size_t n = Below(4);
        Value* elements = arena_.NewArray<Value>(n);
        for (size_t i = 0; i < n; ++i) new (elements + i) Value(Next(depth - 1));
        return Access::Array(elements, n);
      }
      case 6:
      case 7: {
        Table* object = NewTable(arena_, 2, 0);
        for (size_t i = Below(Below(8) == 0 ? 40 : 4); i > 0; --i)
          Insert(arena_, object, Next(depth - 1), Next(depth - 1));
        return Access::Object(object);
      }
      default: {
        Table* set = NewTable(arena_, 1, 0);
        for (size_t i = Below(Below(8) == 0 ? 40 : 4); i > 0; --i) Insert(arena_, set, Next(depth - 1));
        return Access::Set(set);
      }
    }
  }
  size_t Below(size_t n) { return random_() % n; }

 private:
  Value Number() {
    constexpr std::string_view kTexts[] = {
        "1.0", "1e0", "10e-1", "2.50", "2.5", "-0", "0.0", "1e30", "1000000000000000000000000000000"};
    return *NumberFromBorrowedText(kTexts[Below(std::size(kTexts))]);
  }

  Arena& arena_;
  std::mt19937 random_;
};

}  // namespace reeve::value

#endif  // REEVE_TESTS_VALUE_SAMPLES_H_
