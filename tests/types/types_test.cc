// Making, joining, selecting and unifying types.
#include "types/types.h"

#include <catch2/catch.hpp>

#include "value/json.h"

namespace reeve::types {
namespace {

const Type* Read(Types& types, const char* text) { return std::string_view(text) == "???" ? nullptr : Parse(types, text); }

}  // namespace

TEST_CASE("equal types are one") {
  Types types;
  CHECK(Read(types, "any<array[any], set[number]>") == Read(types, "any<set[number], array[any]>"));
  CHECK(Read(types, "object<b: string, a: number>") == Read(types, "object<a: number, b: string>"));
  CHECK(Read(types, "array<number>") != Read(types, "array[number]"));
}

TEST_CASE("the type of a constant") {
  Types types;
  Arena arena;
  Result<Value> v = value::ParseJson(arena, R"({"b": [1, "x", null], "a": {"c": true}, "e": []})");
  REQUIRE(v.ok());
  CHECK(Print(types.Of(*v)) == "object<a: object<c: boolean>, b: array<number, string, null>, e: array>");
}

TEST_CASE("one or the other") {
  struct Case { const char* a; const char* b; const char* want; };
  const Case cases[] = {
      {"number", "number", "number"},
      {"number", "string", "any<number, string>"},
      {"any<number, string>", "null", "any<null, number, string>"},
      {"any<number, string>", "string", "any<number, string>"},
      {"any<number>", "number", "any<number>"},
      {"any", "string", "any"},
      {"any<boolean, string>", "any<number, string>", "any<boolean, number, string>"},
  };
  for (const Case& c : cases) {
    Types types;
    INFO(c.a << " or " << c.b);
    CHECK(Print(types.Or(Read(types, c.a), Read(types, c.b))) == c.want);
    CHECK(Print(types.Or(Read(types, c.b), Read(types, c.a))) == c.want);
  }
  Types types;
  CHECK(types.Or(nullptr, types.number()) == types.number());
  const Type* one[] = {types.number()};
  CHECK(types.Or(types.Function(one, types.string()), types.number()) == nullptr);
}

TEST_CASE("keys, values and elements") {
  struct Case { const char* type; const char* keys; const char* values; const char* element_a; };
  const Case cases[] = {
      {"object<a: number, b: string>", "string", "any<number, string>", "number"},
      {"object<b: string>", "string", "string", "???"},
      {"object<a: number>[string: any]", "string", "any", "number"},
      {"object[any: boolean]", "any", "boolean", "boolean"},
      {"object[number: boolean]", "number", "boolean", "???"},
      {"array<number, string>", "number", "any<number, string>", "???"},
      {"set[string]", "string", "string", "string"},
      {"set[any<number, string>]", "any<number, string>", "any<number, string>", "string"},
      {"any<object<a: number>, object<a: string>, null>", "string", "any<number, string>", "any<number, string>"},
      {"any", "any", "any", "any"},
      {"string", "???", "???", "???"},
  };
  for (const Case& c : cases) {
    Types types;
    INFO(c.type);
    const Type* t = Read(types, c.type);
    CHECK(Print(types.Keys(t)) == c.keys);
    CHECK(Print(types.Values(t)) == c.values);
    CHECK(Print(types.Select(t, Value::BorrowedString("a"))) == c.element_a);
  }
  Types types;
  CHECK(types.Select(Read(types, "array<number, string>[null]"), Value::Integer(1)) == types.string());
  CHECK(types.Select(Read(types, "array<number, string>[null]"), Value::Integer(7)) == types.null());
  CHECK(types.Select(Read(types, "array<number, string>"), Value::Integer(2)) == nullptr);
  CHECK(types.Select(Read(types, "array<number, string>"), Value::Integer(-1)) == nullptr);
}

TEST_CASE("types that some value may have both") {
  struct Case { const char* a; const char* b; bool want; };
  const Case cases[] = {
      {"number", "number", true},
      {"number", "string", false},
      {"any", "object<a: null>", true},
      {"any<number, string>", "any<null, string>", true},
      {"any<number, string>", "any<null, boolean>", false},
      {"array<number, string>", "array<number, string>", true},
      {"array<number, string>", "array<number>", false},
      {"array<number, string>", "array[any]", true},
      {"array<number>", "array[string]", false},
      {"array[number]", "array[string]", false},
      {"set", "set[number]", true},
      {"set[string]", "set[number]", false},
      {"set[string]", "array[string]", false},
      {"object<a: number>", "object<a: number>", true},
      {"object<a: number>", "object<a: string>", false},
      {"object<a: number>", "object<b: number>", false},
      {"object<a: number>", "object[string: number]", true},
      {"object<a: number>", "object[string: string]", false},
      {"object<a: number>[string: any]", "object<b: number>[string: any]", true},
  };
  for (const Case& c : cases) {
    Types types;
    INFO(c.a << " and " << c.b);
    CHECK(types.Unifies(Read(types, c.a), Read(types, c.b)) == c.want);
    CHECK(types.Unifies(Read(types, c.b), Read(types, c.a)) == c.want);
  }
  Types types;
  CHECK_FALSE(types.Unifies(nullptr, types.any()));
}

TEST_CASE("what two rules give to one document") {
  struct Case { const char* a; const char* b; const char* want; };
  const Case cases[] = {
      {"set[number]", "set[string]", "set[any<number, string>]"},
      {"object[string: number]", "object[number: string]", "object[any<number, string>: any<number, string>]"},
      {"object[string: set[number]]", "object[string: set[null]]", "object[string: set[any<null, number>]]"},
      {"object<a: number>", "object[string: string]", "any<object<a: number>, object[string: string]>"},
      {"object", "object[string: string]", "object[string: string]"},
      {"any<number, object[string: null]>", "object[string: string]", "any<number, object[string: any<null, string>]>"},
      {"number", "boolean", "any<boolean, number>"},
  };
  for (const Case& c : cases) {
    Types types;
    INFO(c.a << " and " << c.b);
    CHECK(Print(types.Merge(Read(types, c.a), Read(types, c.b))) == c.want);
  }
}

TEST_CASE("types are bounded") {
  Types types;
  const Type* t = types.number();
  for (size_t i = 0; i < 100000; ++i) {
    const Type* both[] = {t, t};
    t = types.Array(both, nullptr);
  }
  CHECK(t != nullptr);   // neither the depth nor the size of its text has become that of 100000 levels
  CHECK(Print(t).size() <= (1 << 16) + 3);
  CHECK(types.Unifies(t, t));

  const Type* any = nullptr;
  for (size_t i = 0; i < 1000; ++i) {
    std::vector<const Type*> items(i, types.number());
    any = types.Or(any, types.Array(items, nullptr));
  }
  CHECK(any == types.any());
}

}  // namespace reeve::types
