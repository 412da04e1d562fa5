// The smallest use of Reeve: a policy, a request, a decision.
#include <iostream>

#include "reeve/engine.h"

int main() {
  reeve::Engine engine;
  reeve::Status added = engine.AddModule("policy.rego", R"(
      package agent_policy
      default CreateContainerRequest := false
      CreateContainerRequest if input.OCI.Root.Readonly
  )");
  reeve::Result<std::shared_ptr<const reeve::Policy>> policy = engine.Compile();
  if (!added.ok() || !policy.ok()) return std::cerr << policy.status().ToString() << "\n", 1;

  reeve::Context context(*policy);
  reeve::Result<reeve::Decision> decision =
      context.Evaluate("CreateContainerRequest", R"({"OCI": {"Root": {"Readonly": true}}})");
  if (!decision.ok()) return std::cerr << decision.status().ToString() << "\n", 1;

  reeve::Result<reeve::Verdict> verdict = reeve::Judge(*decision);
  std::cout << (verdict.ok() && verdict->allowed ? "allowed" : "denied") << "\n";
}
