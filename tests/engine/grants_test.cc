// Grants: what reads the world outside is refused when the policy is compiled, unless it is granted; recorded answers are given again.
#include <catch2/catch.hpp>

#include "reeve/engine.h"

namespace reeve {
namespace {

std::string Refusal(const Grants& grants, const std::string& body) {
  Options options;
  options.grants = grants;
  Engine engine(options);
  REQUIRE(engine.AddModule("p.rego", "package p\nr := x if { x := " + body + " }\n").ok());
  auto policy = engine.Compile();
  return policy.ok() ? "" : policy.status().ToString();
}

std::shared_ptr<const Policy> Compiled(const std::string& text, Options options) {
  Engine engine(std::move(options));
  REQUIRE(engine.AddModule("p.rego", text).ok());
  auto policy = engine.Compile();
  INFO(policy.status().ToString());
  REQUIRE(policy.ok());
  return *policy;
}

}  // namespace

TEST_CASE("grants: a built-in without its grant is refused by name") {
  struct Row { std::string call, reads; };
  for (const Row& row : {Row{"time.now_ns()", "clock"}, Row{"rand.intn(\"a\", 3)", "randomness"}, Row{"uuid.rfc4122(\"\")", "randomness"},
                         Row{"io.jwt.decode_verify(\"\", {})", "clock"}, Row{"crypto.x509.parse_and_verify_certificates(\"\")", "clock"},
                         Row{"net.lookup_ip_addr(\"localhost\")", "network"}, Row{"opa.runtime()", "environment"},
                         Row{"http.send({\"method\": \"get\", \"url\": \"http://127.0.0.1:1\"})", "network"}}) {
    INFO(row.call);
    std::string name = row.call.substr(0, row.call.find('('));
    std::string wanted = "undefined function " + name + ": it needs the " + row.reads + ", which is not granted to this policy";
    CHECK(Refusal(Grants::None(), row.call).find(wanted) != std::string::npos);
    CHECK(Refusal(Grants::All(), row.call) == "");
  }
  CHECK(Refusal(Grants::None(), "time.clock(0)") == "");
}

TEST_CASE("grants: by default clock and randomness, not network and environment") {
  CHECK(Refusal({}, "time.now_ns()") == "");
  CHECK(Refusal({}, "rand.intn(\"a\", 3)") == "");
  CHECK(Refusal({}, "net.lookup_ip_addr(\"localhost\")") != "");
  CHECK(Refusal({}, "opa.runtime()") != "");
}

TEST_CASE("grants: a function of the program's own stands in for what is not granted") {
  Options options;
  options.grants = Grants::None();
  Engine engine(options);
  HostBuiltin send = MakeBuiltin("http.send", [](BuiltinCall& call, Value) -> Value { return call.builder.String("mine"); });
  send.replace = true;
  REQUIRE(engine.Register(send).ok());
  REQUIRE(engine.AddModule("p.rego", "package p\nr := http.send({})\n").ok());
  auto policy = engine.Compile();
  REQUIRE(policy.ok());
  Context context(*policy);
  auto decision = context.Evaluate("r", "");
  REQUIRE(decision.ok());
  CHECK(decision->value().ToJson() == "\"mine\"");
}

TEST_CASE("grants: opa.runtime answers what the program says") {
  Options options;
  options.grants = Grants::All();
  options.runtime = R"({"env": {"A": "b"}})";
  Context context(Compiled("package p\nr := opa.runtime().env.A\n", options));
  CHECK(context.Evaluate("r", "")->value().ToJson() == "\"b\"");
  options.runtime = "[]";
  Engine engine(options);
  REQUIRE(engine.AddModule("p.rego", "package p\nr := 1\n").ok());
  CHECK_FALSE(engine.Compile().ok());
  options.runtime = "";
  Context empty(Compiled("package p\nr := opa.runtime()\n", options));
  CHECK(empty.Evaluate("r", "")->value().ToJson() == "{}");
}

TEST_CASE("grants: addresses that may be reached") {
  Options options;
  options.grants = Grants::All();
  options.grants.allow_net = std::vector<std::string>{"127.0.0.1"};
  Context context(Compiled("package p\na := net.lookup_ip_addr(\"127.0.0.1\")\nb := net.lookup_ip_addr(\"127.0.0.2\")\n", options));
  CHECK(context.Evaluate("a", "")->value().ToJson() == "[\"127.0.0.1\"]");
  CHECK_FALSE(context.Evaluate("b", "")->defined());
  options.grants.allow_net->clear();
  Context none(Compiled("package p\na := net.lookup_ip_addr(\"127.0.0.1\")\n", options));
  CHECK_FALSE(none.Evaluate("a", "")->defined());
}

TEST_CASE("answers that were recorded are given again") {
  int64_t now = 5;
  uint64_t random = 7;
  Options options;
  options.clock = [&now] { return now; };
  options.random = [&random] { return random; };
  const std::string text = "package p\nr := [time.now_ns(), rand.intn(input.name, 1000000), rand.intn(\"b\", 1000000)]\n";
  Context context(Compiled(text, options));
  auto first = context.Evaluate("r", R"({"name": "a"})");
  REQUIRE(first.ok());
  std::string value = first->value().ToJson();
  Document answers = first->NondeterministicAnswers();
  CHECK(answers.root().Find("time.now_ns")->Find("[]")->ToJson() == "5");
  CHECK(answers.root().Find("rand.intn")->size() == 2);
  now = 6;
  random = 123456;
  CallOptions replay;
  replay.replay = &answers;
  CHECK(context.Evaluate("r", R"({"name": "a"})", replay)->value().ToJson() == value);
  // Another question is asked anew.
  auto other = context.Evaluate("r", R"({"name": "c"})", replay);
  CHECK(other->value().at(0).ToJson() == "5");
  CHECK(other->value().at(1).ToJson() != first->value().at(1).ToJson());
  CHECK(context.Evaluate("r", R"({"name": "a"})")->value().at(0).ToJson() == "6");
}

TEST_CASE("answers of another form are refused") {
  Context context(Compiled("package p\nr := time.now_ns()\n", {}));
  for (std::string_view json : {"[]", "1", R"({"time.now_ns": []})", R"({"time.now_ns": {"x": 1}})", R"({"time.now_ns": {"{}": 1}})",
                                R"({"time.now_ns": {"[": 1}})"}) {
    INFO(json);
    Result<Document> document = Document::FromJson(json);
    REQUIRE(document.ok());
    CallOptions replay;
    replay.replay = &*document;
    CHECK(context.Evaluate("r", "", replay).status().code() == Code::kInvalidInput);
  }
  // Built-ins that are not known are of another policy; other numbers of arguments never match.
  Result<Document> document = Document::FromJson(R"({"acme.x": {"[]": 1}, "time.now_ns": {"[1]": 2}})");
  CallOptions replay;
  replay.replay = &*document;
  CHECK(context.Evaluate("r", "", replay)->defined());
}

}  // namespace reeve
