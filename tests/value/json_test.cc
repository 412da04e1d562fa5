// JSON in: what is read, what is refused and where; key tables; islands in policy text.
#include "value/json.h"

#include "tests/value/samples.h"
#include "value/compare.h"
#include "value/format.h"
#include "value/key_table.h"

using namespace reeve;
using namespace reeve::value;

namespace {

std::string RoundTrip(std::string_view json) {
  Arena arena;
  Result<Value> v = ParseJson(arena, json);
  return v.ok() ? v->ToJson()
                : std::string(CodeName(v.status().code())) + " " + std::to_string(v.status().diagnostics()[0].row) +
                      ":" + std::to_string(v.status().diagnostics()[0].column);
}

}  // namespace

TEST_CASE("JSON texts are read") {
  REQUIRE(RoundTrip("null") == "null");
  REQUIRE(RoundTrip(" \t\r\n true \n") == "true");
  REQUIRE(RoundTrip("\xEF\xBB\xBF[1]") == "[1]");
  REQUIRE(RoundTrip("[1.50, 1e3, -0, 12345678901234567890, 1E-5]") == "[1.50,1e3,-0,12345678901234567890,1E-5]");
  REQUIRE(RoundTrip(R"({"b": [], "a": {}})") == R"({"a":{},"b":[]})");
  REQUIRE(RoundTrip(R"(["\u0041\n\"\\\/\u20ac\ud83d\ude00"])") == R"(["A\n\"\\/€😀"])");
  REQUIRE(RoundTrip(R"(["\u0000"])") == R"(["\u0000"])");
  REQUIRE(RoundTrip("\"\"") == "\"\"");
}

TEST_CASE("of duplicate keys the last wins") {
  REQUIRE(RoundTrip(R"({"a": 1, "b": 2, "a": 3})") == R"({"a":3,"b":2})");
  REQUIRE(RoundTrip(R"({"a": 1, "\u0061": 3})") == R"({"a":3})");
  std::string many = "{";
  for (int i = 0; i < 100; ++i) many += "\"k" + std::to_string(i % 50) + "\":" + std::to_string(i) + ",";
  many.back() = '}';
  Arena arena;
  Value v = FromJson(arena, many);
  REQUIRE(v.size() == 50);
  REQUIRE(v.Find("k7")->integer() == 57);
}

TEST_CASE("lone surrogates become U+FFFD, pairs stay") {
  REQUIRE(RoundTrip(R"(["\ud800"])") == "[\"\uFFFD\"]");
  REQUIRE(RoundTrip(R"(["\udc00x"])") == "[\"\uFFFDx\"]");
  REQUIRE(RoundTrip(R"(["\ud800\ud800\udc00"])") == "[\"\uFFFD\U00010000\"]");
  REQUIRE(RoundTrip(R"(["\ud800\u0041", "\\ud800", "\uDBFF\uDFFF"])") == "[\"\uFFFDA\",\"\\\\ud800\",\"\U0010FFFF\"]");
  REQUIRE(RoundTrip(R"(["\ud800\n"])") == "[\"\uFFFD\\n\"]");
  REQUIRE(RoundTrip(R"(["\ud800", 1e400, x])") == "reeve_input_error 1:19");
}

TEST_CASE("numbers beyond a double keep their text") {
  REQUIRE(RoundTrip(R"([1e400, -1.5E+400, "1e400", 0.5, 12])") == R"([1e400,-1.5E+400,"1e400",0.5,12])");
  std::string digits(400, '7');
  REQUIRE(RoundTrip("{\"\\\"a\": " + digits + "}") == "{\"\\\"a\":" + digits + "}");
  REQUIRE(RoundTrip("[1e-400]") == "[1e-400]");
  REQUIRE(RoundTrip("[1e999999]") == "reeve_input_error 1:2");
  REQUIRE(RoundTrip("[1e400, 1e999999]") == "reeve_input_error 1:9");
  REQUIRE(RoundTrip("[1e400, 01111111]") == "reeve_input_error 1:10");
  REQUIRE(RoundTrip("[1e400, 1.5.11111]") == "reeve_input_error 1:12");
}

TEST_CASE("what is no JSON is refused with its place") {
  REQUIRE(RoundTrip("") == "reeve_input_error 1:1");
  REQUIRE(RoundTrip("  \n ") == "reeve_input_error 2:2");
  REQUIRE(RoundTrip("{\"a\": 1} x") == "reeve_input_error 1:10");
  REQUIRE(RoundTrip("[1,]") == "reeve_input_error 1:4");
  REQUIRE(RoundTrip("{\"ä\": 1,}") == "reeve_input_error 1:9");
  REQUIRE(RoundTrip("[1\n 2]") == "reeve_input_error 2:2");
  for (std::string_view text : {"{",
                                "[",
                                "\"",
                                "\"\\",
                                "\"\\u12",
                                "\"\\x\"",
                                "tru",
                                "nul",
                                "-",
                                "1.",
                                "1e",
                                "01",
                                "+1",
                                ".5",
                                "NaN",
                                "Infinity",
                                "{1: 2}",
                                "{\"a\" 1}",
                                "{\"a\": 1 \"b\": 2}",
                                "[1 2]",
                                "'a'",
                                "// c\n1",
                                "/* c */ 1",
                                "\"a\nb\"",
                                "\"a\tb\"",
                                "]",
                                "}",
                                ",",
                                "[}",
                                "{]",
                                "[1]]",
                                "1 1"}) {
    INFO(text);
    CHECK(RoundTrip(text).starts_with("reeve_input_error"));
  }
  REQUIRE(RoundTrip(std::string_view("1\0", 2)) == "reeve_input_error 1:2");
  REQUIRE(RoundTrip(std::string_view("[1\0]", 4)) == "reeve_input_error 1:3");
  REQUIRE(RoundTrip(std::string_view("\"a\0\"", 4)).starts_with("reeve_input_error"));
  REQUIRE(RoundTrip("[\"\xC3\"]") == "reeve_input_error 1:3");
  REQUIRE(RoundTrip("[\"\xED\xA0\x80\"]") == "reeve_input_error 1:3");
  REQUIRE(RoundTrip("\xFF") == "reeve_input_error 1:1");
}

TEST_CASE("depth, size and work are bounded") {
  Arena arena;
  JsonOptions options;
  std::string deep = std::string(512, '[') + std::string(512, ']');
  REQUIRE(ParseJson(arena, deep, options).ok());
  REQUIRE(Depth(*ParseJson(arena, deep, options)) == 512);
  Status status = ParseJson(arena, "[" + deep + "]", options).status();
  REQUIRE(status.code() == Code::kDepthLimit);
  REQUIRE(ParseJson(arena, std::string(1000000, '['), options).status().code() == Code::kDepthLimit);
  std::string objects;
  for (int i = 0; i < 100000; ++i) objects += "{\"a\":";
  REQUIRE(ParseJson(arena, objects, options).status().code() == Code::kDepthLimit);

  options.max_bytes = 10;
  REQUIRE(ParseJson(arena, "[12345678]", options).ok());
  REQUIRE(ParseJson(arena, "[123456789]", options).status().code() == Code::kSizeLimit);

  options.max_bytes = 1 << 20;
  Budget budget(1000);
  options.budget = &budget;
  REQUIRE(ParseJson(arena, "[1, 2, {\"a\": 3}]", options).ok());
  REQUIRE(budget.spent() >= 4);
  std::string many = "[0";
  for (int i = 0; i < 2000; ++i) many += ",0";
  REQUIRE_THROWS_AS(ParseJson(arena, many + "]", options), Stop);
}

TEST_CASE("more values than the first stack holds") {
  std::string text = "[";
  for (int i = 0; i < 5000; ++i) text += std::to_string(i) + ",[" + std::to_string(i) + "],";
  text.back() = ']';
  REQUIRE(RoundTrip(text) == text);
}

TEST_CASE("keys of a key table are interned") {
  Arena arena;
  const std::string names[] = {"OCI", "Process", "Args"};
  std::vector<Value> keys;
  for (const std::string& name : names) keys.push_back(Access::String(name));
  keys.push_back(keys.front());
  KeyTable table(keys);
  JsonOptions options;
  options.keys = &table;
  Value v = *ParseJson(arena, R"({"Args": [], "other": 1, "OCI": {"Process": 1}, "Arg": 2, "": 0})", options);
  Table* t = Access::TableOf(v);
  REQUIRE(Access::Pointer(t->key(0)) == names[2].data());
  REQUIRE(Access::Pointer(t->key(2)) == names[0].data());
  REQUIRE(Access::Pointer(Access::TableOf(*v.Find("OCI"))->key(0)) == names[1].data());
  REQUIRE(v.Find("other")->integer() == 1);
  REQUIRE(table.Find("Process", TagOfString("Process")) != nullptr);
  REQUIRE(table.Find("process", TagOfString("process")) == nullptr);
  REQUIRE(KeyTable({}).Find("a", TagOfString("a")) == nullptr);
}

TEST_CASE("islands: JSON at the start of policy text") {
  Arena arena;
  auto read = [&](std::string_view text, size_t depth = 512) -> std::string {
    std::optional<JsonPrefix> p = ReadJsonPrefix(arena, text, depth);
    return p ? p->value.ToRego() + " " + std::to_string(p->consumed) + " " + std::to_string(p->newlines) : "no";
  };
  REQUIRE(read("{\"a\": [1.50,\n 2,],\n}[x] == 3\n") == "{\"a\": [1.50, 2]} 20 2");
  REQUIRE(read("[]") == "[] 2 0");
  REQUIRE(read("{}\nallow := true") == "{} 2 0");
  REQUIRE(read("[true, false, null, -1e5, \"]\\\"}\"] | x") == "[true, false, null, -1e5, \"]\\\"}\"] 33 0");
  for (std::string_view text : {"",
                                "1",
                                "\"a\"",
                                "{1, 2}",
                                "{x: 1}",
                                "[x]",
                                "[1",
                                "{\"a\": 1",
                                "[01]",
                                "[1,,2]",
                                "[,]",
                                "{,}",
                                "{\"a\": 1, \"a\": 2}",
                                "[1 # c\n]",
                                "{\"a\" | x}",
                                "[\"a\nb\"]",
                                "[`a`]",
                                "[\"\\ud800\"]",
                                "[\"\xFF\"]",
                                "[trueish]",
                                "[1e999999]",
                                "[.5]",
                                "[+1]",
                                "[1}",
                                "{\"a\": 1]",
                                "[1e400]",
                                "[\"\\x41\"]",
                                "{\"a\"}",
                                "[e]",
                                "]"}) {
    INFO(text);
    CHECK(read(text) == "no");
  }
  REQUIRE(read("[[1]]", 2) == "[[1]] 5 0");
  REQUIRE(read("[[1]]", 1) == "no");
  REQUIRE(read(std::string(1000000, '[')) == "no");
  REQUIRE(read(std::string_view("[\0]", 3)) == "no");
}
