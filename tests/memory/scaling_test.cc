// Tests what a request's cost grows with, in work units: the same on every machine.
#include <catch2/catch.hpp>

#include "reeve/engine.h"

namespace reeve {
namespace {

std::shared_ptr<const Policy> Compiled(const std::string& text, std::string_view data = {}) {
  Engine engine;
  REQUIRE(engine.AddModule("policy.rego", text).ok());
  if (!data.empty()) REQUIRE(engine.AddData(data).ok());
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  INFO(policy.status().ToString());
  REQUIRE(policy.ok());
  return *policy;
}

struct Cost { uint64_t work; bool defined; };

Cost Ask(Context& context, std::string_view rule, std::string_view input) {
  Result<Decision> decision = context.Evaluate(rule, input);
  INFO(decision.status().ToString());
  REQUIRE(decision.ok());
  return {decision->work(), decision->defined()};
}

std::string Rules(int n) {
  std::string text = "package p\n";
  for (int i = 0; i < n; ++i) text += "allow if { input.method == \"GET\"; input.path == \"/p" + std::to_string(i) + "\" }\n";
  return text;
}

TEST_CASE("5,000 rules cost at most half more than 10") {
  Context few(Compiled(Rules(10))), many(Compiled(Rules(5000)));
  struct { const char* input; bool hit; } cases[] = {
      {R"({"method": "GET", "path": "/p0"})", true},
      {R"({"method": "GET", "path": "/p9"})", true},
      {R"({"method": "GET", "path": "/none"})", false},
      {R"({"method": "PUT", "path": "/p5"})", false},
      {R"({"method": "GET"})", false},
      {R"({})", false},
  };
  for (const auto& one : cases) {
    Cost a = Ask(few, "allow", one.input), b = Ask(many, "allow", one.input);
    INFO(one.input << ": " << a.work << " and " << b.work << " units");
    CHECK(a.defined == one.hit);
    CHECK(b.defined == one.hit);
    CHECK(b.work * 2 <= a.work * 3);
  }
  // A hit far down in the policy costs no more than the first.
  Cost first = Ask(many, "allow", R"({"method": "GET", "path": "/p1000"})");
  Cost last = Ask(many, "allow", R"({"method": "GET", "path": "/p4999"})");
  CHECK(last.defined);
  CHECK(first.work == last.work);
}

// Bodies of other shapes that the index tells apart; `#` is a path in quotes, `@` one without.
TEST_CASE("5,000 bodies cost at most half more than 10, whatever tells them apart") {
  struct { const char* body; const char* rest; const char* behind = ""; } shapes[] = {
      {"allow if { x := input; y := x.path; y == # }\n", ""},
      {"allow if input.path in {#, \"other\"}\n", ""},
      {"port(#) := 1\n", "allow if port(input.path)\n"},
      {"port(x) := 1 if { x == # }\n", "allow if port(input.path)\n"},
      {"port(x) := 1 if { x == # }\n", "allow if inner with input.method as 1\ninner if port(input.path)\n"},
      {"names contains # if input.path == #\n", "allow if names[input.path]\n"},
      {"inner if { input.path == # }\n", "allow if inner with input.method as 1\n"},
      {"allow if startswith(input.path, #)\n", ""},
      {"allow if endswith(input.path, #)\n", ""},
      {"allow if { x := input.path; glob.match(\"@/*\", [\"/\"], x) }\n", "", "/x"},
      {"inner if glob.match(\"@/*\", [\"/\"], input.path)\n", "allow if inner with input.method as 1\n", "/x"},
      {"port(x) := 1 if glob.match(\"@/*\", [\"/\"], x)\n", "allow if port(input.path)\n", "/x"},
  };
  for (const auto& shape : shapes) {
    std::shared_ptr<const Policy> policies[2];
    for (int many : {0, 1}) {
      std::string text = "package p\n";
      for (int i = 0; i < (many ? 5000 : 10); ++i) {
        std::string body = shape.body, path = "/p" + std::to_string(i), quoted = "\"" + path + "\"";
        for (size_t at = body.find('#'); at != std::string::npos; at = body.find('#')) body.replace(at, 1, quoted);
        for (size_t at = body.find('@'); at != std::string::npos; at = body.find('@')) body.replace(at, 1, path);
        text += body;
      }
      policies[many] = Compiled(text + shape.rest);
    }
    Context few(policies[0]), many(policies[1]);
    for (const char* path : {"/p3", "/p9", "/none"}) {
      std::string input = R"({"path": ")" + std::string(path) + shape.behind + "\"}";
      Cost a = Ask(few, "allow", input), b = Ask(many, "allow", input);
      INFO(shape.body << shape.rest << path << ": " << a.work << " and " << b.work << " units");
      CHECK(a.defined == (path[1] == 'p'));
      CHECK(b.defined == a.defined);
      CHECK(b.work * 2 <= a.work * 3);
    }
  }
}

// Comprehensions that a loop's keys pick from: what they yield is collected once.
TEST_CASE("a comprehension grouped by key in a loop over n members costs O(n)") {
  const char* rules[] = {
      "ports[e.name] := [p.port | some p in data.ports; p.name == e.name] if some e in data.exposed\n",
      "ports[e] := p if { some e in names; p := {p.port | some p in data.ports; p.name == e} }\n",
      "ports := {e: c | some e in names; c := {[p.port, p.protocol] | some p in data.ports; e == p.name}}\n",
      "ports[name] := n if { name := data.exposed[_].name; n := count([p | data.ports[i].name == name; p := data.ports[i].port; is_number(p)]) }\n",
      "ports[[n, k]] := p if { some e in data.exposed; n := e.name; k := e.kind; p := [p.port | some p in data.ports; p.name == n; p.kind == k] }\n",
  };
  auto data = [](int n) {
    std::string exposed, ports;
    for (int i = 0; i < n; ++i) {
      std::string name = "{\"name\": \"n" + std::to_string(i) + "\", \"kind\": " + std::to_string(i % 3);
      exposed += (i == 0 ? "" : ",") + name + "}";
      ports += (i == 0 ? "" : ",") + name + ", \"port\": " + std::to_string(i) + ", \"protocol\": \"tcp\"}";
    }
    return "{\"exposed\": [" + exposed + "], \"ports\": [" + ports + "]}";
  };
  for (const char* rule : rules) {
    std::string text = std::string("package p\nnames contains e.name if some e in data.exposed\n") + rule;
    Context few(Compiled(text, data(200))), many(Compiled(text, data(2000)));
    Cost a = Ask(few, "ports", "{}"), b = Ask(many, "ports", "{}");
    INFO(rule << ": " << a.work << " and " << b.work << " units");
    CHECK(b.defined);
    CHECK(b.work <= a.work * 12);
  }
}

std::string Members(int n, char open, char close) {
  std::string text = std::string("package p\nallow if input.user in users\nusers := ") + open;
  for (int i = 0; i < n; ++i) text += (i == 0 ? "" : ", ") + ("\"user-" + std::to_string(10000 + i) + "\"");
  return text + close + "\n";
}

TEST_CASE("membership in a constant set of 2,048 costs what it costs in one of 8") {
  Context few(Compiled(Members(8, '{', '}'))), many(Compiled(Members(2048, '{', '}')));
  for (const char* user : {"user-10000", "user-10007", "nobody-001"}) {
    std::string input = std::string(R"({"user": ")") + user + "\"}";
    Cost a = Ask(few, "allow", input), b = Ask(many, "allow", input);
    INFO(user);
    CHECK(a.work == b.work);
    CHECK(a.defined == b.defined);
  }
}

TEST_CASE("a look-up in base documents does not grow with them") {
  auto data = [](int n) {
    std::string text = R"({"roles": {)";
    for (int i = 0; i < n; ++i) text += (i == 0 ? "\"user" : ",\"user") + std::to_string(1000 + i) + "\":{\"role\":\"dev\"}";
    return text + "}}";
  };
  const std::string policy = "package p\nallow if data.roles[input.user].role == \"dev\"\n";
  Context few(Compiled(policy, data(8))), many(Compiled(policy, data(2048)));
  for (const char* input : {R"({"user": "user1003"})", R"({"user": "nobody00"})"}) {
    CHECK(Ask(few, "allow", input).work == Ask(many, "allow", input).work);
  }
}

TEST_CASE("a committed state operation does not change the work of the next call") {
  Context context(Compiled(R"(package agent_policy
    default Ask := false
    Ask if { data.pstate.sandbox == input.id; count(names) > 0 }
    names := {name | some name, _ in constants}
    constants := {"a": 1, "b": 2}
  )", R"({"pstate": {"sandbox": "s1"}})"));
  constexpr char kInput[] = R"({"id": "s1"})";
  uint64_t before = Ask(context, "Ask", kInput).work;
  for (int i = 0; i < 100; ++i) {
    Result<Document> add =
        Document::FromJson(R"([{"op": "add", "path": "/pstate/c)" + std::to_string(i) + R"(", "value": {"pid": 1, "mounts": [1, 2]}}])");
    REQUIRE(add.ok());
    REQUIRE(context.store().Commit(add->root()).ok());
    INFO("commit " << i);
    REQUIRE(Ask(context, "Ask", kInput).work == before);
  }
}

TEST_CASE("what depends on the policy alone is not paid for by requests") {
  auto policy = [](int n) {
    return "package p\nallow if input.n == total\ntotal := sum([x | some x in numbers.range(1, " + std::to_string(n) + ")])\n";
  };
  Context few(Compiled(policy(10))), many(Compiled(policy(10000)));
  CHECK(Ask(few, "allow", R"({"n": 55})").work == Ask(many, "allow", R"({"n": 55})").work);
}

// All rules have one value, so the first success is the answer; and a value that does not change leaves its loop.
TEST_CASE("a rule with a million candidates of which the first matches costs what one with ten does") {
  auto data = [](int n) {
    std::string text = R"({"xs": [1)";
    for (int i = 2; i <= n; ++i) text += "," + std::to_string(i);
    return text + "]}";
  };
  const char* policy =
      "package p\nallow if { some x in data.xs; x == input.n }\nfirst := true if data.xs[_] == input.n\nnames contains \"a\" if data.xs[_] == input.n\n"
      "found := input.n if data.xs[_] == input.n\ninner if has(input.n)\nhas(n) if n in data.xs\nhas(n) if data.xs[_] == n\n";
  Context few(Compiled(policy, data(10))), many(Compiled(policy, data(1000000)));
  for (const char* rule : {"allow", "first", "names", "found", "inner"}) {
    Cost a = Ask(few, rule, R"({"n": 1})"), b = Ask(many, rule, R"({"n": 1})");
    INFO(rule << ": " << a.work << " and " << b.work << " units");
    CHECK(b.defined);
    CHECK(a.work == b.work);
  }
}

TEST_CASE("the same request costs the same work each time") {
  Context context(Compiled(R"(package p
    q := [x | some x in input.xs; regex.match(sprintf("^%v$", [x]), "3")]
  )"));
  uint64_t first = Ask(context, "q", R"({"xs": [1, 2, 3]})").work;
  CHECK(first > 0);
  uint64_t second = Ask(context, "q", R"({"xs": [1, 2, 3]})").work;
  // The first call compiled the patterns; from then on it never changes.
  CHECK(second <= first);
  CHECK(Ask(context, "q", R"({"xs": [1, 2, 3]})").work == second);
}

}  // namespace
}  // namespace reeve
