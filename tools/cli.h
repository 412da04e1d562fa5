// The frame of the command: its verbs, their flags, exit codes, and what a wrong word on the command line is told.
//
// A verb is a function that gets the words behind its name. It describes its flags in a CLI::App of its own (so that the
// name of another verb can be a file or a query), lets ParseFlags read them, and returns an exit code.
// Tested by tests/tools/cases/command.md.
#ifndef REEVE_TOOLS_CLI_H_
#define REEVE_TOOLS_CLI_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reeve/options.h"
#include "reeve/status.h"

namespace reeve::tools {

// OPA's: 1 also stands for a command line that cannot be read.
enum ExitCode : int {
  kExitOk = 0,
  kExitNo = 1,     // the answer is no: check and parse found errors, eval's --fail or --fail-defined holds
  kExitError = 2,  // there is no answer: a file, a policy, a query or a limit is at fault
};

using Words = std::vector<std::string>;

struct Verb {
  std::string_view name;
  std::string_view usage;    // what follows the name
  std::string_view summary;  // one line
  int (*run)(const Words& words);
};
std::span<const Verb> Verbs();

int RunEval(const Words& words);
int RunReplay(const Words& words);
int RunCheck(const Words& words);
int RunParse(const Words& words);
int RunDump(const Words& words);
int RunAgent(const Words& words);
int RunAttest(const Words& words);
int RunCapabilities(const Words& words);
int RunVersion(const Words& words);

// Finds the verb and runs it.
int RunCommand(int argc, char** argv);

// An App for the verb, with `examples` at the end of its help.
void Describe(CLI::App& app, std::string_view verb, std::string_view examples);
// Reads the flags. A value: the exit code to leave with at once (help was printed, or the words were wrong and stderr says why).
std::optional<int> ParseFlags(CLI::App& app, const Words& words);

// Of `candidates` the one nearest to `word` by edits, or nothing if none is near.
std::optional<std::string> Nearest(std::string_view word, const std::vector<std::string>& candidates);

// --v0-compatible, --v1-compatible, --legacy, --strict, --capabilities, --schema: which Rego a verb reads.
struct LanguageFlags {
  bool v0 = false, v1 = false, legacy = false, strict = false;
  std::string capabilities;   // a file
  std::string schema;         // a file or folder

  void AddTo(CLI::App& app);
  // For verbs that compile.
  void AddChecksTo(CLI::App& app);
  // Errors: a file cannot be read.
  Status Apply(Options& options) const;
};

// "1m30s", "250ms", "1.5h" to nanoseconds, as Go writes durations; nothing if it is none.
std::optional<int64_t> ParseDuration(std::string_view text);

}  // namespace reeve::tools

#endif  // REEVE_TOOLS_CLI_H_
