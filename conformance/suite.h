// Suite: what a run over one of OPA's corpora found, case by case.
//
// The functions below run a corpus each and never fail: a corpus that is not there is a Suite with `not_run` set.
#ifndef REEVE_CONFORMANCE_SUITE_H_
#define REEVE_CONFORMANCE_SUITE_H_

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "reeve/options.h"

namespace reeve::conformance {

// One case's answer. `id` is "file#index", unique in its suite.
struct Outcome {
  std::string id;
  std::string note;
  std::string folder;  // what the printed counts are grouped by
  bool passed = false;
  std::string why;
  std::string reason;  // a class found by the machine; empty: a person must say
};

struct Suite {
  std::string name;
  std::string not_run;               // why; empty if it ran
  std::vector<Outcome> outcomes;     // empty if the suite only informs
  std::vector<std::string> facts;    // lines for people
};

// Called before each case, with its id: the last one names the case that took the process down.
using Progress = std::function<void(const std::string& id)>;

// Evaluation cases: YAML files below `root`.
Suite RunEvalSuite(const std::string& name, const std::filesystem::path& root, RegoVersion version,
                   const Progress& progress);
// The parser's JSON lines: accepted or refused as OPA does, the tree equal, the first error's code and row. How often its column and
// text agree too is only counted.
Suite RunParserSuite(const std::string& name, const std::filesystem::path& file, const Progress& progress);
// The compiler's JSON lines and YAML files: the set of diagnostics equal.
Suite RunCompilerSuite(const std::string& name, const std::filesystem::path& path, const Progress& progress);

// "12 of 15 (80.00 %)"
std::string Share(size_t part, size_t whole);

}  // namespace reeve::conformance

#endif  // REEVE_CONFORMANCE_SUITE_H_
