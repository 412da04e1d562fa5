// Tests the demo: each call of examples/pod comes to what expected.jsonl says, on a store of its own and through the command.
#include <catch2/catch.hpp>

#include "reeve/engine.h"
#include "tests/tools/console.h"
#include "tools/requests.h"

namespace reeve::tools_test {
namespace {

const std::string kPod = REEVE_SOURCE_DIR "/examples/pod/";

std::vector<Document> Expected() {
  std::vector<Document> expected;
  for (const std::string& line : LinesOf(ReadText(kPod + "expected.jsonl"))) {
    Result<Document> document = Document::FromJson(line);
    REQUIRE(document.ok());
    expected.push_back(std::move(*document));
  }
  return expected;
}

}  // namespace

TEST_CASE("the demo has at least forty calls, a third of them attacks that are denied") {
  std::vector<Document> expected = Expected();
  size_t attacks = 0;
  for (const Document& call : expected) {
    if (call.root().Find("note")->string().substr(0, 6) != "attack") continue;
    ++attacks;
    CHECK(call.root().Find("allowed")->is_false());
  }
  CHECK(expected.size() >= 40);
  CHECK(attacks * 3 >= expected.size());
}

TEST_CASE("the pod's policy decides its calls as expected, with the state of the calls before") {
  for (bool optimized : {true, false}) {
    Options options;
    options.fold = options.rule_index = options.early_exit = options.comprehension_index = optimized;
    options.prints = optimized ? Prints::kRecord : Prints::kErase;
    Engine engine(options);
    REQUIRE(engine.AddModule("policy.rego", ReadText(kPod + "policy.rego")).ok());
    REQUIRE(engine.AddData(R"({"pstate": {}})").ok());
    auto policy = engine.Compile();
    INFO(policy.status().ToString());
    REQUIRE(policy.ok());
    Context context(*policy);
    std::string text = ReadText(kPod + "requests.jsonl");
    auto requests = tools::ReadRequests(text);
    REQUIRE(requests.ok());
    std::vector<Document> expected = Expected();
    REQUIRE(requests->size() == expected.size());
    for (size_t i = 0; i < expected.size(); ++i) {
      Value want = expected[i].root();
      INFO("call " << i + 1 << " " << want.ToJson());
      auto decision = context.Evaluate(requests->at(i).api, requests->at(i).input);
      REQUIRE(decision.ok());
      REQUIRE(want.Find("api")->string() == decision->api_name());
      CHECK(decision->defined() == want.Find("value").has_value());
      if (decision->defined() && want.Find("value")) CHECK(decision->value() == *want.Find("value"));
      auto verdict = Judge(*decision);
      REQUIRE(verdict.ok());
      CHECK(verdict->allowed == want.Find("allowed")->is_true());
      if (verdict->allowed && verdict->operations) CHECK(context.store().Commit(*verdict->operations).ok());
    }
  }
}

TEST_CASE("the command replays the pod as expected, one line a call") {
  Scratch scratch;
  std::vector<std::string> lines = scratch.Run("reeve replay --format json examples/pod/policy.rego examples/pod/requests.jsonl");
  std::vector<Document> expected = Expected();
  REQUIRE(lines.size() == expected.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    INFO(lines[i]);
    Result<Document> line = Document::FromJson(lines[i]);
    REQUIRE(line.ok());
    Value got = line->root(), want = expected[i].root();
    for (const char* member : {"api", "allowed", "value"}) {
      REQUIRE(got.Find(member).has_value() == want.Find(member).has_value());
      if (want.Find(member)) CHECK(*got.Find(member) == *want.Find(member));
    }
    CHECK_FALSE(got.Find("error"));
    CHECK(got.Find("ns")->integer().value_or(-1) >= 0);
    CHECK(got.Find("defaulted")->is_boolean());
    CHECK(got.Find("reason").has_value() == want.Find("allowed")->is_false());
  }
}

}  // namespace reeve::tools_test
