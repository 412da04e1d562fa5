// Loaded: one policy in force, with its state and its Contexts. Immutable but for the state's versions and the Contexts
// that are idle.
#ifndef REEVE_LIB_AGENT_LOADED_H_
#define REEVE_LIB_AGENT_LOADED_H_

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "reeve/agent.h"

namespace reeve::agent {

struct Loaded {
  std::shared_ptr<const Policy> policy;
  std::shared_ptr<Store> store;
  PolicyOrigin origin = PolicyOrigin::kBuiltIn;
  bool allow_failures = false;                 // AllowRequestsFailingPolicy
  std::vector<std::unique_ptr<Context>> idle;  // guarded by AgentState::mutex

  static constexpr size_t kMaxIdle = 16;
};

// Compiles a policy and asks it for AllowRequestsFailingPolicy. Errors: the compiler's; no rule in the package;
// kRefused in strict mode.
Result<std::shared_ptr<Loaded>> Load(const AgentOptions& options, std::string_view text, PolicyOrigin origin);

// Kata's text of a denial or an error, no longer than a Permit's may be.
std::string DeniedText(std::string_view api, std::string_view reason);
std::string ErrorText(std::string_view api, std::string_view what);

}  // namespace reeve::agent

#endif  // REEVE_LIB_AGENT_LOADED_H_
