// reeve capabilities: what this engine has, in the form of OPA's capabilities.json.
// Interface: RunCapabilities (cli.h). Tested by tests/tools/cases/check.md.
#include <cstdio>

#include "reeve/engine.h"
#include "tools/cli.h"

namespace reeve::tools {

int RunCapabilities(const Words& words) {
  CLI::App app;
  Describe(app, "capabilities", "Example:\n  reeve capabilities > capabilities.json");
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  std::string text = Capabilities();
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kExitOk;
}

}  // namespace reeve::tools
