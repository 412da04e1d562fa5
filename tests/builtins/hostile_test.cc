// Operands that ask for too much: each call ends by the budget, the memory limit or an error, and soon.
#include <catch2/catch.hpp>

#include "calling.h"
#include "value/rep.h"

namespace reeve::builtins {
namespace {

// "stopped", or the start of the answer.
std::string Try(std::string_view name, const std::vector<Value>& arguments, uint64_t units = 2000000) {
  Caller caller(units, size_t{64} << 20);
  try {
    return caller(name, arguments).substr(0, 80);
  } catch (const Stop&) {
    return "stopped";
  } catch (const std::bad_alloc&) {
    return "out of memory";
  }
}

Value Number(int64_t n) { return Value::Integer(n); }

}  // namespace

TEST_CASE("hostile: numbers") {
  CHECK(Try("bits.lsh", {Number(1), Number(1000000000)}) == "eval_builtin_error: number too big");
  CHECK(Try("bits.lsh", {Number(1), Number(INT64_MAX)}) == "eval_builtin_error: number too big");
  CHECK(Try("bits.rsh", {Number(1), Number(INT64_MAX)}) == "0");
  CHECK(Try("numbers.range", {Number(0), Number(INT64_MAX)}) == "stopped");
  CHECK(Try("numbers.range", {Number(INT64_MIN), Number(INT64_MAX)}) == "stopped");
  CHECK(Try("numbers.range", {Number(0), Number(100000000)}) == "stopped");
  CHECK(Try("numbers.range_step", {Number(INT64_MIN), Number(INT64_MAX), Number(INT64_MAX)}).substr(0, 5) == "[-922");
  CHECK(Try("units.parse", {Text("1e999999Ei")}) == "eval_builtin_error: number too big");
  CHECK(Try("units.parse_bytes", {Text("1e999999")}) == "eval_builtin_error: number too big");
  CHECK(Try("to_number", {Text(std::string_view("1e99999"))}).find("value out of range") != std::string::npos);
  std::string digits(90000, '9');
  CHECK(Try("to_number", {Text(digits)}).substr(0, 12) == "eval_builtin");
  Caller caller;
  Value big = caller.Read(std::string(60000, '7'));
  CHECK(Try("mul", {big, big}) != "");
  std::vector<Value> many(50000, big);
  CHECK(Try("product", {value::Access::Array(many.data(), many.size())}) != "");
}

TEST_CASE("hostile: texts that grow") {
  std::string a(1 << 20, 'a'), b(1 << 16, 'b');
  CHECK(Try("replace", {Text(a), Text("a"), Text(b)}) == "stopped");
  CHECK(Try("replace", {Text(a), Text(""), Text(b)}) == "stopped");
  CHECK(Try("regex.replace", {Text(a), Text("a"), Text(b)}) == "stopped");
  CHECK(Try("regex.replace", {Text(a), Text("a"), Text("$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0$0")}) == "stopped");
  std::string widths;
  for (int i = 0; i < 10000; ++i) widths += "%1000000d";
  std::vector<Value> numbers(10000, Number(1));
  Value list = value::Access::Array(numbers.data(), numbers.size());
  CHECK(Try("sprintf", {Text(widths), list}) == "stopped");
  CHECK(Try("sprintf", {Text("%.1000000f%.1000000e%.1000000g"), list}).size() > 6);
  std::vector<Value> parts(4096, Text(b));
  CHECK(Try("concat", {Text(b), value::Access::Array(parts.data(), parts.size())}) == "stopped");
}

TEST_CASE("hostile: searches that look quadratic") {
  std::string a(1 << 20, 'a'), needle(1 << 19, 'a');
  CHECK(Try("contains", {Text(a), Text(needle + "b")}) == "false");
  CHECK(Try("indexof_n", {Text(a), Text(needle)}) == "stopped");
  CHECK(Try("strings.count", {Text(a), Text(needle)}) == "2");
  std::string accents;
  for (int i = 0; i < 100000; ++i) accents += "\xC3\xA9";
  CHECK(Try("trim", {Text(accents), Text(accents)}) == "stopped");
  std::vector<Value> texts(20000, Text("b"));
  Value list = value::Access::Array(texts.data(), texts.size());
  std::vector<Value> affixes(20000, Text("c"));
  CHECK(Try("strings.any_prefix_match", {list, value::Access::Array(affixes.data(), affixes.size())}) == "stopped");
  CHECK(Try("regex.match", {Text("^(a+)+$"), Text(needle + "b")}) != "");
  CHECK(Try("regex.match", {Text("(x+x+)+y"), Text(std::string(100000, 'x'))}) != "");
  CHECK(Try("glob.match", {Text("*a*a*a*a*a*a*a*a*a*b"), Value::Null(), Text(needle)}) != "");
}

TEST_CASE("hostile: graphs and walks") {
  std::string graph = "{";
  for (int i = 0; i < 40; ++i) {
    for (const char* side : {"l", "r"}) {
      graph += (graph.size() > 1 ? ",\"" : "\"") + std::string(side) + std::to_string(i) + "\":[\"l" +
               std::to_string(i + 1) + "\",\"r" + std::to_string(i + 1) + "\"]";
    }
  }
  Caller caller;
  Value dag = caller.Read(graph + "}"), start = caller.Read("[\"l0\"]");
  CHECK(Try("graph.reachable_paths", {dag, start}) == "stopped");
  CHECK(Try("graph.reachable", {dag, start}) != "stopped");
  std::string chain = "{";
  for (int i = 0; i < 20000; ++i)
    chain += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":[\"" + std::to_string(i + 1) + "\"]";
  CHECK(Try("graph.reachable_paths", {caller.Read(chain + "}"), caller.Read("[\"0\"]")}).substr(0, 6) == "[[\"0\",");
  std::string deep = std::string(500, '[') + std::string(500, ']');
  CHECK(Try("walk", {caller.Read(deep)}).substr(0, 2) == "[[");
  CHECK(Try("json.unmarshal", {Text(std::string(5000, '[') + std::string(5000, ']'))}).substr(0, 4) == "eval");
}

TEST_CASE("hostile: patterns") {
  CHECK(Try("regex.match", {Text("((a{100}){10}){10}"), Text("a")}).substr(0, 12) == "eval_builtin");
  CHECK(Try("regex.match", {Text(std::string(50000, '(') + std::string(50000, ')')), Text("a")}) != "");
  CHECK(Try("regex.match", {Text(std::string(100000, 'a')), Text("a")}) != "");
  CHECK(Try("regex.match", {Text("(\\pL{500}|\\pN{500}){1,2}x"), Text(std::string(10000, 'a'))}) != "");
  Caller caller(200000);
  bool stopped = false;
  try {
    for (int i = 0; i < 100000; ++i) {
      std::string pattern = "(?i)x" + std::to_string(i);
      caller("regex.match", {Text(pattern), Text("X1")});
    }
  } catch (const Stop&) {
    stopped = true;
  }
  CHECK(stopped);
}

TEST_CASE("hostile: globs, networks, times") {
  std::string repeated;
  for (int i = 0; i < 50000; ++i) repeated += i % 2 == 0 ? "[ab]*" : "a*";
  std::string error = Try("regex.globs_match", {Text(repeated), Text(repeated + "c")});
  CHECK(error == "eval_builtin_error: globs with more than 2000 repeated elements");
  std::string few = repeated.substr(0, 3000);  // each element could take any number of the other side's
  CHECK(Try("regex.globs_match", {Text(few + "x"), Text(few + "y")}) == "false");
  CHECK(Try("regex.globs_match", {Text("[\\\x01-\xF4\x8F\xBF\xBF]+"), Text(std::string(1 << 16, 'a'))}) == "true");
  CHECK(Try("net.cidr_expand", {Text("0.0.0.0/0")}) == "stopped");
  CHECK(Try("net.cidr_expand", {Text("::/0")}) == "stopped");
  std::vector<Value> networks(100000, Text("10.0.0.0/8"));
  Value list = value::Access::Array(networks.data(), networks.size());
  CHECK(Try("net.cidr_contains_matches", {list, list}) == "stopped");
  CHECK(Try("net.cidr_merge", {list}) == "[\"10.0.0.0/8\"]");
  std::string layout;
  for (int i = 0; i < 200000; ++i) layout += "Monday";
  Value time[] = {Number(0), Text("UTC"), Text(layout)};
  CHECK(Try("time.format", {value::Access::Array(time, 3)}).substr(0, 17) == "\"ThursdayThursday");
  CHECK(Try("time.parse_ns", {Text(layout), Text(layout)}) == "eval_builtin_error: time outside of valid range");
  CHECK(Try("time.parse_duration_ns", {Text(std::string(1 << 20, '9') + "d")}).substr(0, 12) == "eval_builtin");
}

TEST_CASE("hostile: YAML that grows") {
  std::vector<Value> ones(5000, Number(1));
  Value nested = value::Access::Array(ones.data(), ones.size());
  std::vector<Value> cells(400);
  for (Value& cell : cells) {  // each level indents all that is within it
    cell = nested;
    nested = value::Access::Array(&cell, 1);
  }
  CHECK(Try("yaml.marshal", {nested}) == "stopped");
  Caller caller;
  std::string deep = std::string(500, '[') + std::string(500, ']');
  CHECK(Try("yaml.marshal", {caller.Read(deep)}).substr(0, 9) == "\"- - - - ");
  std::string keys = "{";
  for (int i = 0; i < 20000; ++i) keys += (i > 0 ? ",\"a" : "\"a") + std::to_string(i) + "b" + std::to_string(i % 7) + "\":1";
  CHECK(Try("yaml.marshal", {caller.Read(keys + "}")}).substr(0, 9) == "\"a0b0: 1\\");
}

TEST_CASE("hostile: YAML that is read") {
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";  // each row is ten times the one before
  for (int i = 1; i < 20; ++i) {
    std::string row;
    for (int j = 0; j < 10; ++j) row += (j > 0 ? ", *a" : "*a") + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + row + "]\n";
  }
  CHECK(Try("yaml.unmarshal", {Text(laughs)}, 100000000) == "eval_builtin_error: yaml: document contains excessive aliasing");
  CHECK(Try("yaml.unmarshal", {Text(laughs)}, 1500) == "stopped");
  CHECK(Try("yaml.is_valid", {Text(std::string(100000, '['))}) == "false");
  CHECK(Try("yaml.unmarshal", {Text(std::string(1 << 20, '['))}).substr(0, 24) == "eval_builtin_error: yaml");
  std::string nested, keys;
  for (size_t i = 0; i < 1000; ++i) nested += std::string(i, ' ') + "a:\n";
  CHECK(Try("yaml.unmarshal", {Text(nested)}).substr(0, 24) == "eval_builtin_error: yaml");
  for (int i = 0; i < 100000; ++i) keys += "k" + std::to_string(i % 7) + ": 1\n";
  CHECK(Try("yaml.unmarshal", {Text(keys)}, 100000000).substr(0, 8) == "{\"k0\":1,");
  CHECK(Try("yaml.unmarshal", {Text("a: " + std::string(1 << 20, '9'))}).substr(0, 6) == "{\"a\":\"");
  CHECK(Try("yaml.unmarshal", {Text("? " + std::string(5000, 'k') + ": v")}) != "");
}

TEST_CASE("hostile: JSON schemas") {
  Caller caller;
  Value empty = caller.Read("{}");
  CHECK(Try("json.match_schema", {empty, caller.Read(R"({"$ref":"#"})")}) == "stopped");
  CHECK(Try("json.match_schema", {empty, caller.Read(R"({"allOf":[{"$ref":"#"},{"$ref":"#"}]})")}) == "stopped");
  CHECK(Try("json.verify_schema", {caller.Read(R"({"$ref":"#/$ref"})")}).substr(0, 7) == "[false,");
  CHECK(Try("json.verify_schema", {caller.Read(R"({"$ref":"http://example.com/s"})")}) ==
        "[false,\"jsonschema: remote reference loading disabled: http://example.com/s\"]");
  CHECK(Try("json.verify_schema", {caller.Read(R"({"$ref":"file:///etc/passwd"})")}) ==
        "[false,\"jsonschema: remote reference loading disabled: file:///etc/passwd\"]");
  std::string chain, doubling;  // each schema leads to the next; each takes two tries of the next
  for (int i = 0; i < 5000; ++i) {
    std::string name = std::to_string(i), next = "{\"$ref\":\"#/definitions/" + std::to_string(i + 1) + "\"}";
    chain += (i > 0 ? ",\"" : "\"") + name + "\":" + next;
    if (i < 60) doubling += (i > 0 ? ",\"" : "\"") + name + "\":{\"anyOf\":[" + next + "," + next + "]}";
  }
  std::string start = R"({"$ref":"#/definitions/0","definitions":{)";
  CHECK(Try("json.verify_schema", {caller.Read(start + chain + ",\"5000\":{}}}")}, 100000000) == "stopped");
  CHECK(Try("json.match_schema", {empty, caller.Read(start + doubling + R"(,"60":false}})")}) == "stopped");
  std::string deep = std::string(510, '[') + std::string(510, ']');
  CHECK(Try("json.match_schema", {caller.Read(deep), caller.Read(R"({"items":{"$ref":"#"}})")}) == "[true,[]]");
  std::string wrong = "[";
  for (int i = 0; i < 100000; ++i) wrong += i > 0 ? ",1" : "1";
  CHECK(Try("json.match_schema", {caller.Read(wrong + "]"), caller.Read(R"({"items":false})")}) == "stopped");
  CHECK(Try("json.match_schema", {caller.Read("[1e30000]"), caller.Read(R"({"items":{"multipleOf":2e-30000}})")}) == "[true,[]]");
  CHECK(Try("json.match_schema", {caller.Read("[1e30000]"), caller.Read(R"({"items":{"multipleOf":3e-30000}})")}, 10000) == "stopped");
  CHECK(Try("json.match_schema", {caller.Read("[1e400]"), caller.Read(R"({"items":{"enum":[1]}})")}) ==
        "eval_builtin_error: json: cannot unmarshal number 1e400 into Go value of type fl");
  CHECK(Try("json.match_schema", {Text("\"" + std::string(100000, '(') + "\""), caller.Read(R"({"format":"email"})")}).substr(0, 6) ==
        "[false");
  CHECK(Try("json.match_schema", {Text(""), empty}) == "eval_builtin_error: invalid JSON string");
  CHECK(Try("json.match_schema", {Text("\"\xFF\""), empty}) == "eval_builtin_error: invalid JSON string");
}

TEST_CASE("hostile: templates") {
  Caller caller;
  Value none = caller.Read("{}"), list = caller.Read("{\"l\": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}");
  CHECK(Try("strings.render_template", {Text("{{range 9223372036854775807}}x{{end}}"), none}) == "stopped");
  CHECK(Try("strings.render_template", {Text("{{define \"t\"}}{{template \"t\"}}{{end}}{{template \"t\"}}"), none}).substr(0, 12) ==
        "eval_builtin");
  CHECK(Try("strings.render_template",
            {Text("{{define \"t\"}}{{range .}}{{template \"t\" $}}{{end}}{{end}}{{template \"t\" .l}}"), list}).substr(0, 12) == "eval_builtin");
  std::string nested;
  for (int i = 0; i < 12; ++i) nested += "{{range $.l}}";
  nested += "x";
  for (int i = 0; i < 12; ++i) nested += "{{end}}";
  CHECK(Try("strings.render_template", {Text(nested), list}) == "stopped");
  std::string deep, parens(100000, '('), chain;
  for (int i = 0; i < 100000; ++i) deep += "{{if 1}}";
  for (int i = 0; i < 100000; ++i) chain += "{{else if 1}}";
  CHECK(Try("strings.render_template", {Text(deep), none}).substr(0, 12) == "eval_builtin");
  CHECK(Try("strings.render_template", {Text("{{if 1}}" + chain + "{{end}}"), none}).substr(0, 12) == "eval_builtin");
  CHECK(Try("strings.render_template", {Text("{{" + parens), none}).substr(0, 12) == "eval_builtin");
  CHECK(Try("strings.render_template", {Text("{{printf \"%1000000d%1000000d%1000000d\" 1 2 3 | printf \"%s%s%s\"}}"), none}) != "");
  std::string doubling = "{{$x := \"xxxxxxxx\"}}";
  for (int i = 0; i < 40; ++i) doubling += "{{$x = print $x $x}}";
  CHECK(Try("strings.render_template", {Text(doubling), none}) == "stopped");
  std::string variables;
  for (int i = 0; i < 20000; ++i) variables += "{{$v" + std::to_string(i) + " := 1}}";
  CHECK(Try("strings.render_template", {Text(variables + "{{range 100000}}{{$v0}}{{end}}"), none}) == "stopped");
  CHECK(Try("strings.render_template", {Text("{{\"\xFF\xC3"), none}).substr(0, 12) == "eval_builtin");
  for (std::string_view cut = "{{- range $i, $x := .l -}}{{if (eq $x 1)}}{{printf \"%v\" 'a'}}{{else}}`{{end}}{{/* c */}}{{end}}"; !cut.empty();
       cut.remove_suffix(1)) {
    CHECK(Try("strings.render_template", {Text(cut), list}) != "");
  }
}

}  // namespace reeve::builtins
