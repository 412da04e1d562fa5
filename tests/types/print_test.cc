// Texts of types, and how errors tell the difference of two.
#include <catch2/catch.hpp>

#include "types/types.h"

namespace reeve::types {
namespace {

std::string Lines(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

}  // namespace

TEST_CASE("a type's text reads as the type") {
  Types types;
  for (const char* text : {"null", "any", "set", "array", "object", "array<number, any<null, string>>[boolean]", "set[set[any]]",
                           "object<a: array[any], b: object[any: any]>[string: any<number, set[string]>]",
                           "any<string, array[any<string, array[any]>], object[string: any]>"}) {
    INFO(text);
    CHECK(Print(Parse(types, text)) == text);
  }
  const Type* arguments[] = {types.any(), types.number()};
  CHECK(Print(types.Function(arguments, types.string())) == "(any, number) => string");
  CHECK(Print(types.Function({}, nullptr, types.any())) == "(any...) => ???");
  CHECK(Print(nullptr) == "???");
  CHECK(Print(Parse(types, "array<number, number, number>"), 12) == "array<number...");
}

TEST_CASE("keys that are no strings") {
  Types types;
  Arena arena;
  ValueBuilder builder(arena);
  Value pair[] = {Value::Integer(1), builder.String("x")};
  std::pair<Value, Value> entry[] = {{builder.String("k"), Value::Null()}};
  const Type* t = types.Object({{Value::Null(), types.any()}, {Value::Boolean(true), types.any()}, {builder.Array(pair), types.any()},
                                {builder.Object(entry), types.any()}});
  CHECK(Print(t) == "object<<nil>: any, true: any, [1 x]: any, map[k:<nil>]: any>");
}

TEST_CASE("what an operand has and what is wanted") {
  Types types;
  const NamedType want[] = {{"x", types.number()}, {"", Parse(types, "any<array[any], set[any]>")}};
  const Type* have[] = {types.string(), nullptr};
  CHECK(Lines(ArgumentLines(types, have, want, nullptr)) == "have: (string, ??" "?)\nwant: (x: number, any<array[any], set[any]>)");
  const Type* wide = Parse(types, "object<aaaaaaaaaaaaaaaaaaaa: string, bbbbbbbbbbbbbbbbbbbbbbbb: string, cccccccccccccccccccccc: string>");
  const Type* wider[] = {types.number(), wide};
  CHECK(Lines(ArgumentLines(types, wider, want, nullptr)) == "have: (number, object<...>)\nwant: (x: number, any<array[any], set[any]>)");
}

TEST_CASE("sides of an equation") {
  Types types;
  CHECK(Lines(MismatchLines(types.number(), types.string())) == "left  : number\nright : string");
  const Type* a = Parse(types, "object<spec: object<image: number, name: string, labels: object[string: string]>, kind: string>");
  const Type* b = Parse(types, "object<spec: object<image: string, name: string, labels: object[string: string]>, kind: string>");
  CHECK(Lines(MismatchLines(a, b)) ==
        "left  : object<spec: object<image: number, ...>, ...>\nright : object<spec: object<image: string, ...>, ...>\n"
        "hint  : both sides are objects but their types differ, so they can never be equal (see "
        "https://www.openpolicyagent.org/docs/errors/rego-type-error/match-error)");
}

}  // namespace reeve::types
