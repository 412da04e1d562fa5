// Runs the evaluation suites: every case of every YAML file below a folder, judged by judge.h.
#include <cstdio>

#include "conformance/judge.h"
#include "conformance/suite.h"

namespace reeve::conformance {

std::string Share(size_t part, size_t whole) {
  char text[96];
  std::snprintf(text, sizeof text, "%zu of %zu (%.2f %%)", part, whole, whole ? 100.0 * double(part) / double(whole) : 100.0);
  return text;
}

Suite RunEvalSuite(const std::string& name, const std::filesystem::path& root, RegoVersion version,
                   const Progress& progress) {
  Suite suite;
  suite.name = name;
  std::vector<std::filesystem::path> files = FilesBelow(root, ".yaml");
  if (files.empty()) {
    suite.not_run = "no YAML files in " + (root.empty() ? "any known folder" : root.string());
    return suite;
  }
  size_t missing = 0;
  for (const std::filesystem::path& path : files) {
    std::string relative = path.lexically_relative(root).generic_string();
    std::string folder = relative.substr(0, relative.find('/'));
    Result<CaseFile> file = ReadCaseFile(path);
    if (!file.ok()) {
      suite.outcomes.push_back({relative + "#0", "", folder, false, file.status().ToString(), "unreadable file"});
      continue;
    }
    for (const EvalCase& test : file->cases) {
      std::string id = relative + "#" + std::to_string(test.index);
      progress(id);
      Judgement judgement = JudgeCase(test, version);
      missing += !judgement.passed && judgement.reason.starts_with("missing built-in");
      suite.outcomes.push_back({id, test.note, folder, judgement.passed, judgement.why, judgement.reason});
    }
  }
  size_t passed = 0;
  for (const Outcome& o : suite.outcomes) passed += o.passed;
  suite.facts.push_back("all cases: " + Share(passed, suite.outcomes.size()));
  suite.facts.push_back("cases that need existing built-ins only: " + Share(passed, suite.outcomes.size() - missing));
  return suite;
}

}  // namespace reeve::conformance
