// The `reeve` command. cli.h lists the verbs; each stands in a file of its name. Tested by tests/tools/.
#include <cstdio>

#include "tools/cli.h"

int main(int argc, char** argv) {
  int code = reeve::tools::RunCommand(argc, argv);
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    std::fputs("reeve: cannot write the output\n", stderr);
    return reeve::tools::kExitError;
  }
  return code;
}
