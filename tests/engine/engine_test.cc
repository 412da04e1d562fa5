// Tests lib/engine/{engine,pipeline,policy,context,evaluation,judge,merge}.cc: the contracts of include/reeve/engine.h.
#include <catch2/catch.hpp>

#include "reeve/engine.h"

using namespace reeve;

namespace {

std::shared_ptr<const Policy> Compiled(const std::string& text, Options options = {}) {
  Engine engine(std::move(options));
  REQUIRE(engine.AddModule("p.rego", text).ok());
  auto policy = engine.Compile();
  INFO(policy.status().ToString());
  REQUIRE(policy.ok());
  return *policy;
}

}  // namespace

TEST_CASE("defined, defaulted, undefined and absent are told apart") {
  Context context(Compiled("package p\ndefault a := false\na if input.x\nb if input.x\nf(x) := x"));
  Result<Decision> a = context.Evaluate("a", "{}");
  REQUIRE(a.ok());
  CHECK((a->defined() && a->defaulted() && a->value().is_false()));
  a = context.Evaluate("a", R"({"x": 1})");
  REQUIRE(a.ok());
  CHECK((a->defined() && !a->defaulted() && a->value().is_true()));
  Result<Decision> b = context.Evaluate("b", "{}");
  REQUIRE(b.ok());
  CHECK((!b->defined() && b->rule_exists()));
  for (const char* name : {"nothing", "f"}) {
    Result<Decision> c = context.Evaluate(name, "{}");
    REQUIRE(c.ok());
    CHECK((!c->defined() && !c->rule_exists()));
  }
  for (const char* name : {"", "a.b", "1a", "a b", "data", "a\n"}) {
    Result<Decision> d = context.Evaluate(name, "{}");
    if (std::string(name) == "data") CHECK(d.ok());
    else CHECK(d.status().code() == Code::kInvalidArgument);
  }
  CHECK(context.Evaluate("a", "{").status().code() == Code::kInvalidInput);
}

TEST_CASE("one parsed input answers several names") {
  Context context(Compiled("package p\na := input.x\nb := input.x + 1"));
  Result<Decision> a = context.Evaluate("a", R"({"x": 1})");
  REQUIRE(a.ok());
  Result<Decision> b = context.EvaluateAgain(*a, "b");
  REQUIRE(b.ok());
  CHECK(b->value().ToJson() == "2");
}

TEST_CASE("queries have rows, bindings and expressions") {
  auto policy = Compiled("package p\nxs := [1, 2]");
  auto query = policy->Prepare("x := data.p.xs[i]; x > 0");
  REQUIRE(query.ok());
  Context context(policy);
  Result<ResultSet> rows = context.Evaluate(**query, "");
  REQUIRE(rows.ok());
  REQUIRE(rows->rows().size() == 2);
  CHECK(rows->rows()[1].bindings.size() == 2);
  CHECK(rows->rows()[0].expressions.size() == 2);
  CHECK(policy->Prepare("x := ").status().code() == Code::kRegoParse);
  CHECK(policy->Prepare("y").status().code() == Code::kRegoUnsafeVar);
}

TEST_CASE("Judge says what a value means") {
  struct Case { const char* value; int allowed; };  // 2: an error
  for (const Case& c : {Case{"true", 1}, {"false", 0}, {R"({"allowed": true})", 1}, {R"({"allowed": false, "ops": []})", 0},
                        {R"({"allowed": 1})", 2}, {"{}", 2}, {"1", 2}, {"\"true\"", 2}, {"null", 2}, {"[true]", 2},
                        {R"({"allowed": true, "ops": 1})", 2}}) {
    INFO(c.value);
    Context context(Compiled(std::string("package p\na := ") + c.value));
    Result<Decision> decision = context.Evaluate("a", "{}");
    REQUIRE(decision.ok());
    Result<Verdict> verdict = Judge(*decision);
    CHECK((verdict.ok() ? static_cast<int>(verdict->allowed) : 2) == c.allowed);
  }
  Context context(Compiled("package p\na if input.x"));
  Result<Decision> decision = context.Evaluate("a", "{}");
  REQUIRE(decision.ok());
  CHECK(!Judge(*decision)->allowed);
}

TEST_CASE("host functions, clock and prints") {
  Options options;
  options.prints = Prints::kRecord;
  options.clock = [] { return int64_t{42}; };
  Engine engine(options);
  REQUIRE(engine.Register(MakeBuiltin("acme.join", [](BuiltinCall& call, std::string_view a, std::string_view b) {
    return call.builder.String(std::string(a) + "-" + std::string(b));
  })).ok());
  CHECK(!engine.Register(MakeBuiltin("count", [](BuiltinCall&, Value v) { return v; })).ok());
  CHECK(!engine.Register(MakeBuiltin("no name", [](BuiltinCall&, Value v) { return v; })).ok());
  REQUIRE(engine.AddModule("p.rego", "package p\na := acme.join(input.x, \"y\")\nt := time.now_ns()\nb if {\n\tprint(\"x is\", input.x, input.none)\n}").ok());
  auto policy = engine.Compile();
  INFO(policy.status().ToString());
  REQUIRE(policy.ok());
  Context context(*policy);
  Result<Decision> a = context.Evaluate("a", R"({"x": "v"})");
  REQUIRE(a.ok());
  CHECK(a->value().string() == "v-y");
  a = context.Evaluate("a", R"({"x": 1})");
  REQUIRE(a.ok());
  CHECK(!a->defined());
  Result<Decision> t = context.Evaluate("t", "{}");
  REQUIRE(t.ok());
  CHECK(t->value().ToJson() == "42");
  Result<Decision> b = context.Evaluate("b", R"({"x": [1]})");
  REQUIRE(b.ok());
  REQUIRE(b->print_count() == 1);
  CHECK(b->PrintText(0) == "x is [1] <undefined>");
  CHECK(b->PrintPlace(0) == "p.rego:5");
}

TEST_CASE("data merges and conflicts") {
  Engine engine;
  CHECK(engine.AddData(R"({"a": {"b": 1}})").ok());
  CHECK(engine.AddData(R"({"a": {"c": 2}})").ok());
  CHECK(engine.AddData(R"({"a": {"b": 1}})").ok());
  CHECK(engine.AddData(R"({"a": {"b": 3}})").code() == Code::kInvalidInput);
  CHECK(engine.AddData("[1]").code() == Code::kInvalidInput);
  REQUIRE(engine.AddModule("p.rego", "package p\nx := data.a").ok());
  auto policy = engine.Compile();
  REQUIRE(policy.ok());
  Context context(*policy);
  CHECK(context.Evaluate("x", "{}")->value().ToJson() == R"({"b":1,"c":2})");
}
