// What a policy may ask of the world outside: what is not granted is refused when the policy is compiled, and what was answered can be
// answered again.
#include <iostream>

#include "reeve/engine.h"

int main() {
  reeve::Options options;
  options.grants = reeve::Grants::None();  // an agent: its clock and its network are the host's
  reeve::Engine agent(options);
  const std::string text = "package p\nallow if time.now_ns() < input.until\n";
  if (!agent.AddModule("p.rego", text).ok()) return 1;
  std::cout << agent.Compile().status().ToString() << "\n";

  options.grants.clock = true;
  options.grants.network = true;
  options.grants.allow_net = {"policies.example.com"};  // http.send and net.lookup_ip_addr reach this host only
  reeve::Engine engine(options);
  if (!engine.AddModule("p.rego", text).ok()) return 1;
  auto policy = engine.Compile();
  if (!policy.ok()) return 1;
  reeve::Context context(*policy);
  auto decision = context.Evaluate("allow", R"({"until": 4000000000000000000})");
  if (!decision.ok()) return 1;
  reeve::Document answers = decision->NondeterministicAnswers();  // {"time.now_ns": {"[]": ...}}
  reeve::CallOptions replay;
  replay.replay = &answers;
  auto again = context.Evaluate("allow", R"({"until": 4000000000000000000})", replay);
  std::cout << (again.ok() && again->value() == decision->value() ? "the same answer\n" : "another answer\n");
}
