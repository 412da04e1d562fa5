// cli.cc names the verbs; this test program links only their frame.
#include "tools/cli.h"

namespace reeve::tools {

int RunEval(const Words&) { return kExitOk; }
int RunReplay(const Words&) { return kExitOk; }
int RunCheck(const Words&) { return kExitOk; }
int RunParse(const Words&) { return kExitOk; }
int RunDump(const Words&) { return kExitOk; }
int RunAgent(const Words&) { return kExitOk; }
int RunAttest(const Words&) { return kExitOk; }
int RunCapabilities(const Words&) { return kExitOk; }
int RunVersion(const Words&) { return kExitOk; }

}  // namespace reeve::tools
