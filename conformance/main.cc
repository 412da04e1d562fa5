// reeve_conformance: runs OPA's own suites and compares the outcome with the list of known failures.
//
//     reeve_conformance [--data DIR] [--known FILE] [--rebase] [--suite NAME] [--verbose] [--progress]
//
//   --data DIR    folder of the corpora (eval-v1, eval-v0, parser, compiler); default: the build's data folder, else the
//                 evaluation suites of OPA's Go module, if that is in the module cache
//   --known FILE  the list; default: known_failures.txt beside this file
//   --rebase      rewrite the list from this run
//   --suite NAME  only this suite
//   --verbose     say why each unlisted case failed, and list the known ones too
//   --progress    name each case on stderr before it runs
//
// Prints counts a folder and a suite and closes with "N passed, N failed, N skipped" (skipped: known failures). Exit code 1 if anything
// differs from the list.
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>

#include "conformance/case.h"
#include "conformance/known_failures.h"
#include "conformance/suite.h"

namespace reeve::conformance {

namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string data = REEVE_DATA_DIR[0] ? std::string(REEVE_DATA_DIR) + "/opa" : "";
  std::string known = REEVE_SOURCE_DIR "/conformance/known_failures.txt";
  std::string suite;
  bool rebase = false, verbose = false, progress = false;
};

std::optional<Arguments> ParseArguments(int argc, char** argv) {
  Arguments a;
  for (int i = 1; i < argc; ++i) {
    std::string flag = argv[i];
    bool has_value = i + 1 < argc;
    if (flag == "--rebase") a.rebase = true;
    else if (flag == "--verbose") a.verbose = true;
    else if (flag == "--progress") a.progress = true;
    else if (flag == "--data" && has_value) a.data = argv[++i];
    else if (flag == "--known" && has_value) a.known = argv[++i];
    else if (flag == "--suite" && has_value) a.suite = argv[++i];
    else return std::nullopt;
  }
  return a;
}

// Where Go keeps modules: OPA's evaluation suites are part of its module.
std::string GoModuleCases() {
  std::string cache;
  if (FILE* pipe = popen("go env GOMODCACHE 2>/dev/null", "r")) {
    char text[4096];
    if (fgets(text, sizeof text, pipe)) cache = text;
    pclose(pipe);
  }
  while (!cache.empty() && cache.back() == '\n') cache.pop_back();
  if (cache.empty()) {
    const char* home = std::getenv("HOME");
    cache = std::string(home ? home : "") + "/go/pkg/mod";
  }
  std::string cases = cache + "/github.com/open-policy-agent/opa@v1.22.2/v1/test/cases/testdata";
  return fs::exists(cases) ? cases : "";
}

std::vector<Suite> RunAll(const Arguments& a) {
  Progress progress = [&a](const std::string& id) {
    if (a.progress) std::cerr << id << "\n";
  };
  fs::path v1, v0, parser, compiler;
  if (!a.data.empty() && fs::exists(a.data)) {
    fs::path data(a.data);
    v1 = data / "eval-v1", v0 = data / "eval-v0", parser = data / "parser", compiler = data / "compiler";
  } else if (std::string cases = GoModuleCases(); !cases.empty()) {
    v1 = fs::path(cases) / "v1", v0 = fs::path(cases) / "v0";
  }
  auto below = [](const fs::path& folder, const char* name) { return folder.empty() ? folder : folder / name; };
  std::vector<std::pair<std::string, std::function<Suite(const std::string&)>>> all = {
      {"eval-v1", [&](const std::string& n) { return RunEvalSuite(n, v1, RegoVersion::kV1, progress); }},
      {"eval-v0", [&](const std::string& n) { return RunEvalSuite(n, v0, RegoVersion::kV0, progress); }},
      {"parser-modules", [&](const std::string& n) { return RunParserSuite(n, below(parser, "modules.jsonl"), progress); }},
      {"parser-bodies", [&](const std::string& n) { return RunParserSuite(n, below(parser, "bodies.jsonl"), progress); }},
      {"parser-fuzz", [&](const std::string& n) { return RunParserSuite(n, below(parser, "fuzz.jsonl"), progress); }},
      {"compiler-opa", [&](const std::string& n) { return RunCompilerSuite(n, below(compiler, "opa"), progress); }},
      {"compiler-default", [&](const std::string& n) { return RunCompilerSuite(n, below(compiler, "default.jsonl"), progress); }},
      {"compiler-strict", [&](const std::string& n) { return RunCompilerSuite(n, below(compiler, "strict.jsonl"), progress); }},
  };
  std::vector<Suite> suites;
  for (const auto& [name, run] : all) {
    if (a.suite.empty() || a.suite == name) suites.push_back(run(name));
  }
  return suites;
}

void PrintFolders(const Suite& suite) {
  std::map<std::string, std::pair<size_t, size_t>> folders;  // passed, all
  for (const Outcome& o : suite.outcomes) {
    folders[o.folder].first += o.passed;
    ++folders[o.folder].second;
  }
  for (const auto& [folder, counts] : folders) {
    std::printf("  %-44s %5zu / %zu%s\n", folder.c_str(), counts.first, counts.second,
                counts.first == counts.second ? "" : "  *");
  }
}

struct Totals {
  size_t passed = 0, failed = 0, skipped = 0;
};

void CompareWithList(const Suite& suite, const KnownFailures& known, bool verbose, Totals& totals) {
  std::map<std::string, bool> seen;
  for (const Outcome& o : suite.outcomes) {
    bool listed = known.Contains(suite.name, o.id);
    seen[o.id] = true;
    if (o.passed && listed) {
      std::printf("  PASSES, but is listed: %s %s %s\n", suite.name.c_str(), o.id.c_str(), o.note.c_str());
      ++totals.failed;
    } else if (o.passed) {
      ++totals.passed;
    } else if (listed) {
      ++totals.skipped;
    } else {
      ++totals.failed;
    }
    if (!o.passed && (verbose || !listed)) {
      std::printf("  %s: %s %s %s: %s\n", listed ? "known" : "FAILS", suite.name.c_str(), o.id.c_str(), o.note.c_str(),
                  o.why.substr(0, 600).c_str());
    }
  }
  if (suite.outcomes.empty()) return;
  for (const auto& [key, reason] : known.reasons()) {
    if (key.first != suite.name || seen.contains(key.second)) continue;
    std::printf("  listed, but there is no such case: %s %s\n", key.first.c_str(), key.second.c_str());
    ++totals.failed;
  }
}

int Main(int argc, char** argv) {
  std::optional<Arguments> a = ParseArguments(argc, argv);
  if (!a) {
    std::cerr << "usage: reeve_conformance [--data DIR] [--known FILE] [--rebase] [--suite NAME] [--verbose] [--progress]\n";
    return 2;
  }
  KnownFailures known = KnownFailures::Read(a->known);
  std::vector<Suite> suites = RunAll(*a);
  if (a->rebase) {
    known.Rebase(suites, a->known);
    known = KnownFailures::Read(a->known);
  }
  Totals totals;
  for (const Suite& suite : suites) {
    if (!suite.not_run.empty()) {
      std::printf("not run: %s (%s)\n", suite.name.c_str(), suite.not_run.c_str());
      continue;
    }
    std::printf("%s\n", suite.name.c_str());
    PrintFolders(suite);
    CompareWithList(suite, known, a->verbose, totals);
    for (const std::string& fact : suite.facts) std::printf("  %s: %s\n", suite.name.c_str(), fact.c_str());
  }
  for (const auto& [key, reason] : known.reasons()) {
    if (reason.empty() || reason == KnownFailures::kUnexplained) {
      std::printf("no reason given: %s %s\n", key.first.c_str(), key.second.c_str());
    }
  }
  std::printf("%zu passed, %zu failed, %zu skipped\n", totals.passed, totals.failed, totals.skipped);
  return totals.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace reeve::conformance

int main(int argc, char** argv) { return reeve::conformance::Main(argc, argv); }
