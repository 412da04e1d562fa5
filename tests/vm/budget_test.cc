// Tests that every way of overspending ends by its own code, that `not` around it stays an error, and that the Context lives on.
#include <atomic>
#include <chrono>

#include <catch2/catch.hpp>

#include "reeve/engine.h"

using namespace reeve;

namespace {

struct Case { const char* what; const char* rules; Code code; };
constexpr Case kCases[] = {
    {"a loop over 10^9 combinations", "bad if { some x in input.xs; some y in input.xs; some z in input.xs; x + y + z == -1 }", Code::kWorkLimit},
    {"a text that doubles", "bad if { t := concat(\"\", [x | some y in input.xs; x := input.text]); count(concat(\"\", [x | some y in input.xs; x := t])) == 1 }",
     Code::kMemoryLimit},
    {"recursion", "f(n) := f(n + 1)\nbad if f(1)", Code::kDepthLimit},
};

std::string Input() {
  std::string input = R"({"good": true, "text": ")" + std::string(10000, 'x') + R"(", "xs": [)";
  for (int i = 0; i < 1000; ++i) input += (i ? "," : "") + std::to_string(i);
  return input + "]}";
}

Options Limited() {
  Options options;
  options.legacy = true;
  options.limits.eval_work = 20000000;
  options.limits.eval_memory = 64 << 20;
  return options;
}

}  // namespace

TEST_CASE("overspending is an error that no policy catches") {
  const std::string input = Input();
  for (const Case& c : kCases) {
    INFO(c.what);
    Engine engine(Limited());
    REQUIRE(engine.AddModule("p.rego", std::string("package p\ngood if input.good\nhidden if not bad\n") + c.rules).ok());
    auto policy = engine.Compile();
    INFO(policy.status().ToString());
    REQUIRE(policy.ok());
    Context context(*policy);
    for (const char* name : {"bad", "hidden", "bad"}) {
      Result<Decision> decision = context.Evaluate(name, input);
      REQUIRE(!decision.ok());
      bool expected = decision.status().code() == c.code ||
                      (c.code == Code::kMemoryLimit && decision.status().code() == Code::kWorkLimit);
      CHECK(expected);
      Result<Decision> good = context.Evaluate("good", input);
      REQUIRE(good.ok());
      CHECK(good->value().is_true());
    }
  }
}

TEST_CASE("a deadline and a cancellation end an evaluation") {
  Engine engine;
  REQUIRE(engine.AddModule("p.rego", std::string("package p\n") + kCases[0].rules).ok());
  auto policy = engine.Compile();
  REQUIRE(policy.ok());
  Context context(*policy);
  CallOptions late;
  late.deadline = std::chrono::steady_clock::now();
  Result<Decision> decision = context.Evaluate("bad", Input(), late);
  REQUIRE(!decision.ok());
  CHECK(decision.status().code() == Code::kDeadline);
  std::atomic<bool> cancel{true};
  CallOptions cancelled;
  cancelled.cancel = &cancel;
  decision = context.Evaluate("bad", Input(), cancelled);
  REQUIRE(!decision.ok());
  CHECK(decision.status().code() == Code::kEvalCancel);
}
