// The agent's policy object: which policy is in force, what is allowed, and what becomes of the state.
#include "reeve/agent.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>

#include "reeve/attestation.h"
#include "reeve/initdata.h"
#include "tests/kata/corpus.h"

using namespace reeve;
using Outcome = Permit::Outcome;

namespace {

// A sandbox can be created once; containers come and go.
constexpr std::string_view kPod = R"(package agent_policy

default CreateSandboxRequest := false
default GuestDetailsRequest := true
default ExecProcessRequest := false

CreateSandboxRequest := {"allowed": true, "ops": [{"op": "add", "path": "/pstate/sandbox", "value": input.name}]} if not data.pstate.sandbox
CreateContainerRequest := {"allowed": true, "ops": [{"op": "add", "path": concat("", ["/pstate/", input.id]), "value": 1}]} if {
  print("creating", input.id, input.secret)
  not data.pstate[input.id]
}
RemoveContainerRequest := {"allowed": true, "ops": [{"op": "remove", "path": concat("", ["/pstate/", input.id])}]}
ExecProcessRequest if input.command == "ls"
WaitProcessRequest := {"allowed": false, "ops": []}
OddRequest := "yes"
ConflictRequest := 1
ConflictRequest := input.x
)";

std::vector<uint8_t> HostDataOf(std::string_view text) {
  Sha256Digest digest = *PolicyDigest(text);
  return {digest.begin(), digest.end()};
}

struct Agent {
  AgentOptions options;
  std::unique_ptr<AgentPolicy> policy;

  explicit Agent(AgentOptions o) : options(std::move(o)) {
    Result<std::unique_ptr<AgentPolicy>> made = AgentPolicy::Create(options);
    INFO(made.status().ToString());
    REQUIRE(made.ok());
    policy = std::move(*made);
  }
  // Bound to `text`, which is in force.
  static Agent Bound(std::string_view text, AgentOptions options = {}) {
    options.host_data = HostDataOf(text);
    Agent agent(std::move(options));
    Status set = agent.policy->SetPolicy(text);
    INFO(set.ToString());
    REQUIRE(set.ok());
    return agent;
  }
  Permit Ask(std::string_view api, std::string_view request = "{}") { return policy->Allow(api, request); }
  std::string State() { return policy->State().root().ToJson(); }
};

AgentOptions Unbound() {
  AgentOptions options;
  options.binding = Binding::kNone;
  return options;
}

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("the agent's calls are a table") {
  CHECK(AgentApis().size() == 41);
  CHECK(std::is_sorted(AgentApis().begin(), AgentApis().end(),
                       [](const AgentApi& a, const AgentApi& b) { return a.name < b.name; }));
  CHECK(std::count_if(AgentApis().begin(), AgentApis().end(), [](const AgentApi& a) { return !a.logged; }) == 3);
}

TEST_CASE("without a policy everything is denied") {
  Agent agent(Unbound());
  CHECK(agent.policy->origin() == PolicyOrigin::kBuiltIn);
  for (const AgentApi& api : AgentApis()) {
    Permit permit = agent.Ask(api.name);
    CHECK(permit.outcome() == Outcome::kDenied);
    CHECK(Contains(permit.text(), std::string(api.name) + " is blocked by policy: "));
  }
  CHECK(agent.Ask("AllowRequestsFailingPolicy").outcome() == Outcome::kDenied);
  CHECK(agent.State() == "{}");
}

TEST_CASE("a policy must be the one that HOST_DATA names") {
  AgentOptions options;
  options.host_data = HostDataOf(kPod);
  Agent agent(options);
  for (const std::string& other :
       {std::string(kPod) + "\n", "\xEF\xBB\xBF" + std::string(kPod), std::string(kPod.substr(1)), std::string(),
        std::string("package agent_policy\nx := 1")}) {
    CHECK(agent.policy->SetPolicy(other).code() == Code::kBinding);
    CHECK(agent.policy->origin() == PolicyOrigin::kBuiltIn);
    CHECK_FALSE(agent.Ask("GuestDetailsRequest").allowed());
  }
  CHECK(agent.policy->SetPolicy(kPod).ok());
  CHECK(agent.policy->origin() == PolicyOrigin::kAccepted);
  CHECK(agent.Ask("GuestDetailsRequest").allowed());
}

TEST_CASE("host data that cannot be meant makes no agent") {
  for (size_t size : {0, 31, 33, 48, 64}) {
    AgentOptions options;
    options.host_data.assign(size, 7);
    CHECK(AgentPolicy::Create(options).status().code() == Code::kInvalidArgument);
  }
  AgentOptions zero;
  zero.host_data.assign(32, 0);
  CHECK(AgentPolicy::Create(zero).status().code() == Code::kInvalidArgument);
  AgentOptions both = Unbound();
  both.host_data.assign(32, 7);
  CHECK(AgentPolicy::Create(both).status().code() == Code::kInvalidArgument);
  AgentOptions initdata;
  initdata.binding = Binding::kInitdataDigest;
  CHECK(AgentPolicy::Create(initdata).status().code() == Code::kInvalidArgument);
}

TEST_CASE("a policy is set once") {
  Agent agent = Agent::Bound(kPod);
  Permit created = agent.Ask("CreateSandboxRequest", R"({"name": "a"})");
  REQUIRE(created.Commit().ok());
  Status again = agent.policy->SetPolicy(kPod);
  CHECK(again.code() == Code::kRefused);
  CHECK(Contains(again.message(), "SetPolicyRequest is blocked by policy"));
  CHECK(agent.policy->SetDefaultPolicy(kPod).code() == Code::kRefused);
  CHECK(agent.State() == R"({"sandbox":"a"})");
}

TEST_CASE("the default policy comes first, is not bound, and gives way once") {
  AgentOptions options;
  options.host_data = HostDataOf(kPod);
  Agent agent(options);
  REQUIRE(
      agent.policy
          ->SetDefaultPolicy("package agent_policy\ndefault SetPolicyRequest := false\nPauseContainerRequest := true")
          .ok());
  CHECK(agent.policy->origin() == PolicyOrigin::kDefault);
  CHECK(agent.Ask("PauseContainerRequest").allowed());
  CHECK(agent.policy->SetDefaultPolicy(kPod).code() == Code::kRefused);
  CHECK(agent.policy->SetPolicy(kPod).ok());
  CHECK_FALSE(agent.Ask("PauseContainerRequest").allowed());
}

TEST_CASE("a policy's own rule says whether another may be set") {
  const std::string first = "package agent_policy\nSetPolicyRequest if contains(input.policy, \"good\")\nA := true";
  AgentOptions options = Unbound();
  options.replacement = Replacement::kByRule;
  Agent agent(options);
  CHECK(agent.policy->SetPolicy(first).code() == Code::kRefused);  // the built-in policy has no such rule
  REQUIRE(agent.policy->SetDefaultPolicy(first).ok());
  Status refused = agent.policy->SetPolicy("package agent_policy\nA := true # bad");
  CHECK(refused.code() == Code::kRefused);
  CHECK(Contains(refused.message(), "SetPolicyRequest is blocked by policy: "));
  CHECK(agent.policy->SetPolicy("package agent_policy\nB := true # good").ok());
  CHECK(agent.Ask("B").allowed());
  CHECK(agent.policy->SetPolicy("package agent_policy\nC := true # good").code() == Code::kRefused);
}

TEST_CASE("whatever fails, the last good policy stays") {
  AgentOptions options = Unbound();
  options.replacement = Replacement::kByRule;
  Agent agent(options);
  REQUIRE(agent.policy->SetDefaultPolicy(std::string(kPod) + "\nSetPolicyRequest := true\n").ok());
  REQUIRE(agent.Ask("CreateSandboxRequest", R"({"name": "a"})").Commit().ok());
  const std::string deep = "package agent_policy\nx := " + std::string(100000, '[');
  for (const std::string& bad :
       {std::string(), std::string("package agent_policy"), std::string("package agent_policy\nx := "),
        std::string("package other\nx := 1"), std::string("package agent_policy\nx := y"),
        std::string("package agent_policy\nx := \xFF"), deep, std::string(20 << 20, '#'),
        std::string("package agent_policy\nx := http.send({})"), std::string("\0", 1)}) {
    Status status = agent.policy->SetPolicy(bad);
    INFO(status.ToString().substr(0, 300));
    CHECK_FALSE(status.ok());
    CHECK_FALSE(status.message().empty());
    CHECK(agent.policy->origin() == PolicyOrigin::kDefault);
    CHECK(agent.Ask("GuestDetailsRequest").allowed());
    CHECK(agent.State() == R"({"sandbox":"a"})");
  }
}

TEST_CASE("the state changes when the call succeeded, and not before") {
  Agent agent = Agent::Bound(kPod);
  {
    Permit permit = agent.Ask("CreateSandboxRequest", R"({"name": "a"})");
    CHECK(permit.allowed());
    CHECK(permit.changes_state());
    CHECK(agent.State() == "{}");
  }  // the call failed, or its thread died
  CHECK(agent.State() == "{}");
  Permit permit = agent.Ask("CreateSandboxRequest", R"({"name": "b"})");
  REQUIRE(permit.allowed());
  Permit moved = std::move(permit);
  CHECK(moved.Commit().ok());
  CHECK(agent.State() == R"({"sandbox":"b"})");
  CHECK(moved.Commit().ok());  // without effect
  CHECK_FALSE(moved.changes_state());
  CHECK(agent.Ask("CreateSandboxRequest", R"({"name": "c"})").outcome() == Outcome::kDenied);
  Permit plain = agent.Ask("GuestDetailsRequest");
  CHECK_FALSE(plain.changes_state());
  CHECK(plain.Commit().ok());
}

TEST_CASE("operations that cannot be applied are an error, and change nothing") {
  Agent agent = Agent::Bound(kPod);
  Permit unknown = agent.Ask("RemoveContainerRequest", R"({"id": "c1"})");
  CHECK(unknown.outcome() == Outcome::kError);
  CHECK(unknown.text().starts_with("RemoveContainerRequest: internal error "));
  CHECK_FALSE(unknown.changes_state());
  CHECK(agent.State() == "{}");
  // The state is free again.
  REQUIRE(agent.Ask("CreateContainerRequest", R"({"id": "c1", "secret": 1})").Commit().ok());
  CHECK(agent.State() == R"({"c1":1})");
  REQUIRE(agent.Ask("RemoveContainerRequest", R"({"id": "c1"})").Commit().ok());
  CHECK(agent.State() == "{}");
}

TEST_CASE("a permit outlives its agent") {
  std::optional<Permit> permit;
  {
    Agent agent = Agent::Bound(kPod);
    permit = agent.Ask("CreateSandboxRequest", R"({"name": "a"})");
  }
  CHECK(permit->Commit().ok());
}

TEST_CASE("a thread that holds the state and asks for it again gets an error, not a deadlock") {
  AgentOptions options;
  options.state_wait = std::chrono::milliseconds(20);
  Agent agent = Agent::Bound(kPod, options);
  Permit held = agent.Ask("CreateSandboxRequest", R"({"name": "a"})");
  Permit second = agent.Ask("CreateContainerRequest", R"({"id": "c1", "secret": 1})");
  CHECK(second.outcome() == Outcome::kError);
  CHECK(Contains(second.text(), "another call holds the state"));
  CHECK(agent.policy->SetPolicy(kPod).code() == Code::kDeadline);
  CHECK(agent.Ask("GuestDetailsRequest").allowed());  // what changes nothing does not wait
  CHECK(held.Commit().ok());
  CHECK(agent.Ask("CreateContainerRequest", R"({"id": "c1", "secret": 1})").Commit().ok());
}

TEST_CASE("every failure denies") {
  Agent agent = Agent::Bound(kPod);
  CHECK(agent.Ask("NoSuchRequest").outcome() == Outcome::kDenied);
  CHECK(agent.Ask("ExecProcessRequest", R"({"command": "rm"})").outcome() == Outcome::kDenied);
  CHECK(agent.Ask("WaitProcessRequest").outcome() == Outcome::kDenied);
  for (auto [api, request] : {std::pair<std::string_view, std::string_view>{"OddRequest", "{}"},
                              {"ConflictRequest", R"({"x": 2})"},
                              {"GuestDetailsRequest", "{"},
                              {"GuestDetailsRequest", "\xFF"},
                              {"GuestDetailsRequest", "{} {}"},
                              {"", "{}"},
                              {"a b", "{}"},
                              {"data.x", "{}"},
                              {"9", "{}"}}) {
    INFO(api << " " << request);
    Permit permit = agent.Ask(api, request);
    CHECK(permit.outcome() == Outcome::kError);
    CHECK_FALSE(permit.allowed());
    CHECK(Contains(permit.text(), ": internal error "));
  }
  std::atomic<bool> cancel = true;
  CallOptions call;
  call.cancel = &cancel;
  std::string large = "{\"x\": [" + std::string(200000, '1') + "]}";
  CHECK(agent.policy->Allow("ExecProcessRequest", large, call).outcome() == Outcome::kError);
}

TEST_CASE("a denial says what failed, and no values") {
  Agent agent = Agent::Bound(kPod);
  Permit permit = agent.Ask("ExecProcessRequest", R"({"command": "s3cret"})");
  CHECK(permit.text().starts_with("ExecProcessRequest is blocked by policy: "));
  CHECK(Contains(permit.text(), "input.command == \"ls\""));
  CHECK_FALSE(Contains(permit.text(), "s3cret"));
  REQUIRE(agent.Ask("CreateContainerRequest", R"({"id": "c1", "secret": 1})").Commit().ok());
  CHECK_FALSE(Contains(agent.Ask("CreateContainerRequest", R"({"id": "c1", "secret": "s3cret"})").text(), "s3cret"));
  AgentOptions silent;
  silent.reasons = false;
  CHECK(Agent::Bound(kPod, silent).Ask("ExecProcessRequest").text() == "ExecProcessRequest is blocked by policy: ");
}

TEST_CASE("with values shown a denial has what the policy printed, as Kata's has") {
  AgentOptions options;
  options.show_values = true;
  Agent agent = Agent::Bound(kPod, options);
  REQUIRE(agent.Ask("CreateContainerRequest", R"({"id": "c1", "secret": 1})").Commit().ok());
  Permit permit = agent.Ask("CreateContainerRequest", R"({"id": "c1", "secret": "s3cret"})");
  CHECK(permit.text() == "CreateContainerRequest is blocked by policy: creating c1 s3cret");
}

TEST_CASE("texts are bounded and stay UTF-8") {
  AgentOptions options;
  options.show_values = true;
  Agent agent = Agent::Bound(kPod, options);
  std::string secret;
  for (int i = 0; i < 5000; ++i) secret += "\xE2\x82\xAC";
  REQUIRE(agent.Ask("CreateContainerRequest", R"({"id": "c1", "secret": 1})").Commit().ok());
  for (size_t shift = 0; shift < 3; ++shift) {
    Permit permit =
        agent.Ask("CreateContainerRequest", R"({"id": "c1", "secret": ")" + std::string(shift, 'x') + secret + "\"}");
    CHECK(permit.text().size() <= Permit::kMaxTextBytes);
    CHECK(permit.text().size() > Permit::kMaxTextBytes - 8);
    CHECK(permit.text().ends_with("\xAC..."));
  }
  CHECK(agent.Ask(std::string(100000, 'x')).text().size() <= Permit::kMaxTextBytes);
  CHECK(agent.Ask(std::string(100000, '/')).text().size() <= Permit::kMaxTextBytes);
}

TEST_CASE("AllowRequestsFailingPolicy is each policy's own word") {
  AgentOptions options = Unbound();
  options.replacement = Replacement::kByRule;
  Agent agent(options);
  // As in Kata's tests: this alone allows what is undefined and what is denied, but not what fails.
  REQUIRE(agent.policy
              ->SetDefaultPolicy("package agent_policy\ndefault AllowRequestsFailingPolicy := true\ndefault "
                                 "StartContainerRequest := false\n"
                                 "X := 1\nSetPolicyRequest := true\nN := {\"allowed\": false}")
              .ok());
  CHECK(agent.policy->allows_failing_requests());
  CHECK(agent.Ask("CreateContainerRequest").allowed());
  CHECK(agent.Ask("StartContainerRequest").allowed());
  CHECK(agent.Ask("N").allowed());
  CHECK(agent.Ask("X").outcome() == Outcome::kError);
  CHECK(agent.Ask("StartContainerRequest", "{").outcome() == Outcome::kError);
  // The next policy does not inherit it: upstream asks while the old flag is still on.
  REQUIRE(agent.policy
              ->SetPolicy("package agent_policy\ndefault AllowRequestsFailingPolicy := false\nSetPolicyRequest := true")
              .ok());
  CHECK_FALSE(agent.policy->allows_failing_requests());
  CHECK_FALSE(agent.Ask("CreateContainerRequest").allowed());
  CHECK_FALSE(agent.Ask("AllowRequestsFailingPolicy").allowed());
  for (const char* value : {"\"true\"", "1", "{\"allowed\": false}", "[true]", "null"}) {
    REQUIRE(agent.policy
                ->SetPolicy("package agent_policy\nSetPolicyRequest := true\nAllowRequestsFailingPolicy := " +
                            std::string(value))
                .ok());
    CHECK_FALSE(agent.policy->allows_failing_requests());
  }
}

TEST_CASE("strict mode takes no policy that allows what fails") {
  AgentOptions options = Unbound();
  options.strict = true;
  Agent agent(options);
  Status status = agent.policy->SetPolicy("package agent_policy\ndefault AllowRequestsFailingPolicy := true");
  CHECK(status.code() == Code::kRefused);
  CHECK(Contains(status.message(), "strict"));
  CHECK(agent.policy->origin() == PolicyOrigin::kBuiltIn);
  CHECK(agent.policy->SetPolicy("package agent_policy\ndefault AllowRequestsFailingPolicy := false").ok());
}

TEST_CASE("the policy log has Kata's lines") {
  std::string log;
  AgentOptions options;
  options.log = [&](std::string_view line) { log += line; };
  Agent agent = Agent::Bound(kPod, options);
  agent.Ask("GuestDetailsRequest", "{\n  \"a\": 1\r\n}");
  agent.Ask("StatsContainerRequest");
  agent.Ask("ReadStreamRequest");
  agent.Ask("SetPolicyRequest");
  agent.Ask("ExecProcessRequest", "{");
  agent.Ask("CreateSandboxRequest", R"({"name": "a"})");
  CHECK(log ==
        "{\"kind\":\"GuestDetailsRequest\",\"request\":{   \"a\": 1  }}\n"
        "{\"kind\":\"ExecProcessRequest\",\"request\":null}\n"
        "{\"kind\":\"CreateSandboxRequest\",\"request\":{\"name\": \"a\"}}\n"
        "{\"kind\":\"CreateSandboxRequest\",\"request\":{\"allowed\":true,\"ops\":[{\"op\":\"add\",\"path\":\"/pstate/"
        "sandbox\",\"value\":\"a\"}]}}\n");
}

TEST_CASE("initdata brings the policy that its digest names") {
  const std::string toml = "version = \"0.1.0\"\nalgorithm = \"sha384\"\n[data]\n\"policy.rego\" = '''\n" +
                           std::string(kPod) + "SetPolicyRequest := true\n'''\n";
  AgentOptions options;
  options.binding = Binding::kInitdataDigest;
  options.replacement = Replacement::kByRule;
  Sha256Digest host_data = ParseInitdata(toml)->HostData();
  options.host_data.assign(host_data.begin(), host_data.end());
  Agent agent(options);
  REQUIRE(agent.policy->SetDefaultPolicy("package agent_policy\nSetPolicyRequest := true").ok());
  CHECK(agent.policy->SetPolicy(kPod).code() == Code::kBinding);  // nobody vouches for it
  CHECK(agent.policy->SetInitdata(toml + "\n").code() == Code::kBinding);
  CHECK(agent.policy->SetInitdata("version = 1").code() == Code::kInvalidInput);
  REQUIRE(agent.policy->SetInitdata(toml).ok());
  CHECK(agent.Ask("GuestDetailsRequest").allowed());
  CHECK(agent.policy->SetInitdata(toml).code() == Code::kRefused);
  CHECK(agent.policy->SetPolicy("package agent_policy\nPauseContainerRequest := true")
            .ok());  // the bound policy lets it in
  CHECK(agent.Ask("PauseContainerRequest").allowed());
}

TEST_CASE("the denial corpus through the agent, with its state") {
  REEVE_NEEDS_KATA_DATA("the denial corpus through the agent, with its state");
  size_t requests = 0, dropped = 0;
  for (const kata::Pod& pod : kata::DenialPods()) {
    Agent agent = Agent::Bound(pod.policy);
    for (const kata::Request& request : pod.requests) {
      INFO(pod.name << " " << request.kind);
      std::string before = agent.State();
      {
        // A caller that dies between decision and commit.
        Permit lost = agent.Ask(request.kind, request.input);
        dropped += lost.changes_state();
      }
      CHECK(agent.State() == before);
      Permit permit = agent.Ask(request.kind, request.input);
      CHECK(permit.allowed() == (request.answer != "false"));
      if (!permit.allowed()) CHECK(permit.text().starts_with(request.kind + " is blocked by policy: "));
      CHECK(permit.Commit().ok());
      ++requests;
    }
  }
  CHECK(requests == 61);
  CHECK(dropped > 10);
}
