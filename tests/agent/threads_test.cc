// Several threads on one AgentPolicy. REEVE_AGENT_SECONDS tells how long the runs are; under ThreadSanitizer they find
// races.
#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "reeve/agent.h"

using namespace reeve;

namespace {

constexpr std::string_view kCounter = R"(package agent_policy
# Each number is given once, in order.
CreateContainerRequest := {"allowed": true, "ops": [{"op": "replace", "path": "/pstate/n", "value": data.pstate.n + 1}]} if data.pstate.n
CreateContainerRequest := {"allowed": true, "ops": [{"op": "add", "path": "/pstate/n", "value": 1}]} if not data.pstate.n
StartContainerRequest if input.x == 1
SetPolicyRequest := true
)";

std::chrono::milliseconds Duration() {
  const char* seconds = std::getenv("REEVE_AGENT_SECONDS");
  return std::chrono::milliseconds(seconds == nullptr ? 300 : 1000 * std::atoi(seconds));
}

std::unique_ptr<AgentPolicy> Unbound(Replacement replacement) {
  AgentOptions options;
  options.binding = Binding::kNone;
  options.replacement = replacement;
  return std::move(*AgentPolicy::Create(options));
}

// Runs `body` on four threads until the time is over.
template <typename Body>
void OnFourThreads(Body body) {
  std::atomic<bool> stop = false;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (size_t round = 0; !stop; ++round) body(i, round);
    });
  }
  std::this_thread::sleep_for(Duration());
  stop = true;
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("changes of the state come one after the other, and none is lost") {
  std::unique_ptr<AgentPolicy> agent = Unbound(Replacement::kOnce);
  REQUIRE(agent->SetPolicy(kCounter).ok());
  std::atomic<int64_t> committed = 0, wrong = 0;
  OnFourThreads([&](int thread, size_t round) {
    Permit permit = agent->Allow("CreateContainerRequest", "{}");
    if (!permit.allowed() || !permit.changes_state()) ++wrong;
    if (!agent->Allow("StartContainerRequest", R"({"x": 1})").allowed()) ++wrong;
    if (agent->Allow("StartContainerRequest", R"({"x": 2})").allowed()) ++wrong;
    if ((round + static_cast<size_t>(thread)) % 3 == 0) return;  // the call failed
    if (permit.Commit().ok())
      ++committed;
    else
      ++wrong;
  });
  CHECK(wrong == 0);
  CHECK(committed > 0);
  CHECK(agent->State().root().Find("n")->integer() == committed.load());
}

TEST_CASE("while a policy is replaced each answer is one policy's") {
  // Under policy i both calls answer alike: odd ones deny, even ones allow, and the state holds the policy's own
  // number.
  auto policy = [](size_t i) {
    std::string allowed = i % 2 == 0 ? "true" : "false";
    return "package agent_policy\nSetPolicyRequest := true\nStartContainerRequest := " + allowed +
           "\nmine := " + std::to_string(i) +
           "\nCreateContainerRequest := {\"allowed\": true, \"ops\": [{\"op\": \"add\", \"path\": \"/pstate/p" +
           std::to_string(i) + "\", \"value\": mine}]} if { " + allowed +
           "; every key, value in data.pstate { key == sprintf(\"p%d\", [value]); value == mine } }";
  };
  std::unique_ptr<AgentPolicy> agent = Unbound(Replacement::kByRule);
  REQUIRE(agent->SetDefaultPolicy(policy(0)).ok());
  std::atomic<int64_t> wrong = 0, set = 0, changed = 0;
  OnFourThreads([&](int thread, size_t round) {
    if (thread == 0) {
      if (agent->SetPolicy(policy(round)).ok())
        ++set;
      else
        ++wrong;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));  // some calls per policy
      return;
    }
    Permit permit = agent->Allow("CreateContainerRequest", "{}");
    if (permit.outcome() == Permit::Outcome::kError) ++wrong;
    if (permit.allowed() && permit.Commit().ok()) ++changed;
    Document state = agent->State();
    if (state.root().size() > 1) ++wrong;  // keys of two policies
  });
  CHECK(wrong == 0);
  CHECK(set > 0);
  CHECK(changed > 0);
}
