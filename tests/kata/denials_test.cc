// Tests the denial corpus: fourteen pods, their requests in order, the operations of each allowed one committed before the next.
#include <catch2/catch.hpp>

#include "reeve/engine.h"
#include "tests/kata/corpus.h"

using namespace reeve;
using namespace reeve::kata;

namespace {

// Asks in order on one context and commits what an allowed request asks for.
void Replay(const Pod& pod, Prints prints) {
  Options options;
  options.prints = prints;
  Engine engine(options);
  REQUIRE(engine.AddModule("policy.rego", pod.policy).ok());
  REQUIRE(engine.AddData(R"({"pstate":{}})").ok());
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  INFO(pod.name << " " << policy.status().ToString());
  REQUIRE(policy.ok());
  Context context(*policy);
  for (size_t i = 0; i < pod.requests.size(); ++i) {
    const Request& request = pod.requests[i];
    INFO(pod.name << " " << i << " " << request.kind);
    Result<Decision> decision = context.Evaluate(request.kind, request.input);
    INFO(decision.status().ToString());
    REQUIRE(decision.ok());
    REQUIRE(decision->defined());
    Result<Document> want = Document::FromJson(request.answer);
    REQUIRE(want.ok());
    CHECK(decision->value().ToJson() == want->root().ToJson());
    Result<Verdict> verdict = Judge(*decision);
    REQUIRE(verdict.ok());
    CHECK(verdict->allowed == (request.answer != "false"));
    if (verdict->allowed && verdict->operations) CHECK(context.store().Commit(*verdict->operations).ok());
  }
}

}  // namespace

TEST_CASE("denials in order, with their operations") {
  REEVE_NEEDS_KATA_DATA("denials in order, with their operations");
  size_t requests = 0;
  for (const Pod& pod : DenialPods()) {
    Replay(pod, Prints::kErase);
    requests += pod.requests.size();
  }
  CHECK(requests == 61);
}

TEST_CASE("recording prints changes no denial") {
  REEVE_NEEDS_KATA_DATA("recording prints changes no denial");
  for (const Pod& pod : DenialPods()) Replay(pod, Prints::kRecord);
}
