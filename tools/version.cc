// reeve version. Interface: RunVersion (cli.h). Tested by tests/tools/cases/command.md.
#include "reeve/version.h"

#include <cstdio>

#include "tools/cli.h"

namespace reeve::tools {

int RunVersion(const Words& words) {
  CLI::App app;
  bool legacy = false;
  Describe(app, "version", "Example:\n  reeve version");
  app.add_flag("--legacy", legacy, "accepted by every verb; changes nothing here");
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  std::printf("Version: %s\nOPA Behavior: %s\nRego Version: v1\n", REEVE_VERSION_STRING, REEVE_OPA_VERSION);
  return kExitOk;
}

}  // namespace reeve::tools
