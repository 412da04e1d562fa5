// The table of the Kata agent's calls. Interface: AgentApis (include/reeve/agent.h). Tested by
// tests/agent/agent_test.cc.
#include "reeve/agent.h"

namespace reeve {

std::span<const AgentApi> AgentApis() {
  static constexpr AgentApi kApis[] = {
#define REEVE_AGENT_API(name, logged, meaning) {name, logged, meaning},
#include "reeve/agent_apis.def"
#undef REEVE_AGENT_API
  };
  return kApis;
}

}  // namespace reeve
