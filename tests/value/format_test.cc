// Rego text and JSON text of values, byte for byte as OPA v1.22.2 prints them.
#include "value/format.h"

#include "tests/value/samples.h"

using namespace reeve;
using namespace reeve::value;

namespace {

// Every kind of escape: quotes, control characters, spaces that Go does not print, unassigned and private code points.
const std::string kStrange = std::string("a\"\\/") + '\0' +
                             "\a\b\f\n\r\t\v\x1B\x7F"
                             "\u0080\u00A0\u00AD\u00E4\u200B\u2028\u20AC\uFEFF\uFFFD\uE000\uFFFF"
                             "\U0001F600\U000E0001\U0010FFFF<>&'`";

template <typename Append>
std::string Made(Append append) {
  std::string out;
  append(out);
  return out;
}

}  // namespace

TEST_CASE("strings in Rego text") {
  REQUIRE(Made([](std::string& out) { AppendQuoted(kStrange, out); }) ==
          "\"a\\\"\\\\/"
          "\\x00\\a\\b\\f\\n\\r\\t\\v\\x1b\\x7f\\u0080\\u00a0\\u00ad\u00E4\\u200b\\u2028\u20AC\\ufeff\uFFFD\\ue000"
          "\\uffff\U0001F600\\U000e0001\\U0010ffff<>&'`\"");
  REQUIRE(Made([](std::string& out) { AppendQuoted("\xFF\xC3", out); }) == "\"\\xff\\xc3\"");
  REQUIRE(Made([](std::string& out) { AppendQuoted("", out); }) == "\"\"");
}

TEST_CASE("strings in JSON text, with and without HTML escapes") {
  const std::string start =
      "\"a\\\"\\\\/"
      "\\u0000\\u0007\\b\\f\\n\\r\\t\\u000b\\u001b\x7F\u0080\u00A0\u00AD\u00E4\u200B\\u2028\u20AC\uFEFF\uFFFD\uE000"
      "\uFFFF\U0001F600\U000E0001\U0010FFFF";
  REQUIRE(Made([](std::string& out) { AppendJsonString(kStrange, out, true); }) == start + "\\u003c\\u003e\\u0026'`\"");
  REQUIRE(Made([](std::string& out) { AppendJsonString(kStrange, out, false); }) == start + "<>&'`\"");
  REQUIRE(Made([](std::string& out) { AppendJsonString("\u2029", out, false); }) == "\"\\u2029\"");
  REQUIRE(Made([](std::string& out) { AppendJsonString("a\xFF", out, false); }) == "\"a\\ufffd\"");
}

TEST_CASE("values in Rego text") {
  Arena arena;
  REQUIRE(FromJson(arena, R"([1.50, {"k": [1, {"b": null}], "a": true}, {}, []])").ToRego() ==
          R"([1.50, {"a": true, "k": [1, {"b": null}]}, {}, []])");
  REQUIRE(SetOf(arena, R"(["x", 2, [1], {}])").ToRego() == R"({2, "x", [1], {}})");
  REQUIRE(SetOf(arena, "[]").ToRego() == "set()");
  Table* object = NewTable(arena, 2, 0);
  Insert(arena, object, SetOf(arena, "[1]"), Value::Boolean(true));
  Insert(arena, object, Value::Integer(7), Value::Boolean(false));
  REQUIRE(Access::Object(object).ToRego() == "{7: false, {1}: true}");
}

TEST_CASE("print writes a string bare, but not inside a collection") {
  REQUIRE(Made([](std::string& out) { AppendPrint(Access::String("a\"b"), out); }) == "a\"b");
  Arena arena;
  Value array = FromJson(arena, R"(["a\"b"])");
  REQUIRE(Made([&](std::string& out) { AppendPrint(array, out); }) == R"(["a\"b"])");
}

TEST_CASE("sets and keys that are no strings in JSON") {
  Arena arena;
  REQUIRE(SetOf(arena, R"([3, "<", 1])").ToJson() == R"([1,3,"<"])");
  Table* object = NewTable(arena, 2, 0);
  Insert(arena, object, FromJson(arena, R"([1, "a"])"), Value::Integer(2));
  Insert(arena, object, Value::Null(), Value::Integer(1));
  Insert(arena, object, *NumberFromText(arena, "1.0"), Value::Integer(1));
  REQUIRE(Access::Object(object).ToJson() == R"({"1.0":1,"[1,\"a\"]":2,"null":1})");
  // Rego has .5, JSON has not.
  REQUIRE(NumberFromText(arena, ".5")->ToRego() == ".5");
  REQUIRE(NumberFromText(arena, ".5")->ToJson() == "0.5");
  REQUIRE(NumberFromText(arena, "-.5")->ToJson() == "-0.5");
}

TEST_CASE("indented JSON") {
  Arena arena;
  Value v = FromJson(arena, R"(["<", {}, [], {"k": [1, {"b": null}], "a": true}])");
  REQUIRE(Made([&](std::string& out) { AppendJsonIndented(v, out, 2, true); }) ==
          "[\n  \"\\u003c\",\n  {},\n  [],\n  {\n    \"a\": true,\n    \"k\": [\n      1,\n      {\n        \"b\": "
          "null\n      }\n"
          "    ]\n  }\n]");
  REQUIRE(Made([&](std::string& out) { AppendJsonIndented(FromJson(arena, "{}"), out, 2, false); }) == "{}");
  REQUIRE(Made([&](std::string& out) { AppendJsonHtml(v, out); }) ==
          R"(["\u003c",{},[],{"a":true,"k":[1,{"b":null}]}])");
}
