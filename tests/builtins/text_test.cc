// Strings that are no UTF-8, and results that are parts of their operands.
#include <catch2/catch.hpp>

#include "calling.h"
#include "value/rep.h"

namespace reeve::builtins {
namespace {

std::string Raw(Caller& caller, std::string_view name, const std::vector<Value>& arguments) {
  capabilities::Builtins builtins;
  Value result;
  if (!Native(builtins.Find(name)->id)(caller.call, arguments.data(), &result)) return "failed";
  return std::string(result.string());
}

const char* Data(Caller& caller, std::string_view name, const std::vector<Value>& arguments) {
  capabilities::Builtins builtins;
  Value result;
  if (!Native(builtins.Find(name)->id)(caller.call, arguments.data(), &result)) return nullptr;
  return result.string().data();
}

}  // namespace

TEST_CASE("strings: bytes that are no UTF-8 count as one character each") {
  Caller caller;
  CHECK(Raw(caller, "base64.decode", {Text("/2H+")}) ==
        "\xFF"
        "a\xFE");
  CHECK(caller("count", {Text("\xFF"
                              "a\xFE")}) == "3");
  CHECK(Raw(caller, "strings.reverse", {Text("a\xFF\xC3\xA9")}) ==
        "\xC3\xA9\xFF"
        "a");
  CHECK(Raw(caller, "upper", {Text("a\xFF")}) == "A\xEF\xBF\xBD");
  CHECK(Raw(caller, "substring", {Text("\xFF\xC3\xA9z"), Value::Integer(1), Value::Integer(1)}) == "\xC3\xA9");
  CHECK(Raw(caller, "trim_right", {Text("a\xA9\xA9"), Text("x")}) == "a\xA9\xA9");
  CHECK(Raw(caller, "trim_space", {Text("\xE2\x80")}) == "\xE2\x80");
  CHECK(caller("indexof", {Text("\xFF\xFEz"), Text("z")}) == "2");
  CHECK(caller("regex.match", {Text("^a.b$"), Text("a\xFF"
                                                   "b")}) == "true");
  CHECK(caller("regex.match", {Text("a\xFF"), Text("a")}).substr(0, 55) ==
        "eval_builtin_error: error parsing regexp: invalid UTF-8");
  CHECK(caller("regex.split", {Text(","), Text("a,\xFF")}) == "[\"a\",\"\xEF\xBF\xBD\"]");
  CHECK(caller("glob.match", {Text("\xFF"), Value::Null(), Text("a")}) ==
        "eval_builtin_error: glob: syntax error at 0: invalid UTF-8 sequence");
  CHECK(caller("json.is_valid", {Text("\"\xFF\"")}) == "false");
  CHECK(caller("split", {Text("\xC3"), Text("")}).size() > 2);
}

TEST_CASE("strings: what changes nothing returns its operand, what cuts a part of it") {
  Caller caller;
  std::string_view text = "  plain text  ";
  CHECK(Data(caller, "replace", {Text(text), Text("x y"), Text("z")}) == text.data());
  CHECK(Data(caller, "trim", {Text(text), Text("x")}) == text.data());
  CHECK(Data(caller, "trim_left", {Text(text), Text(" ")}) == text.data() + 2);
  CHECK(Data(caller, "trim_prefix", {Text(text), Text("  ")}) == text.data() + 2);
  CHECK(Data(caller, "lower", {Text(text)}) == text.data());
  CHECK(Data(caller, "substring", {Text(text), Value::Integer(2), Value::Integer(5)}) == text.data() + 2);
  Value one = Text(text);
  CHECK(Data(caller, "concat", {Text(","), value::Access::Array(&one, 1)}) == text.data());
}

}  // namespace reeve::builtins
