// Reads and writes the list of known failures; known_failures.h tells its form.
#include "conformance/known_failures.h"

#include <fstream>
#include <set>

namespace reeve::conformance {
namespace {

constexpr const char* kHead =
    "# Cases of OPA's suites that fail, and why: suite file#index note  # reason\n"
    "# A listed case that passes fails the run, and so does a failure that is not listed. `reeve_conformance --rebase` rewrites\n"
    "# the list from the current failures and keeps the reasons that a person gave.\n";

std::string OneLine(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

}  // namespace

KnownFailures KnownFailures::Read(const std::filesystem::path& path) {
  KnownFailures list;
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    size_t suite_end = line.find(' ');
    if (suite_end == std::string::npos) continue;
    size_t id_end = line.find(' ', suite_end + 1);
    std::string suite = line.substr(0, suite_end);
    std::string id = line.substr(suite_end + 1, id_end - suite_end - 1);
    size_t reason = line.rfind("  # ");
    list.reasons_[{suite, id}] = reason == std::string::npos ? "" : line.substr(reason + 4);
    list.lines_[{suite, id}] = line;
  }
  return list;
}

void KnownFailures::Rebase(const std::vector<Suite>& suites, const std::filesystem::path& path) const {
  std::map<std::pair<std::string, std::string>, std::string> lines;
  std::set<std::string> ran;
  for (const Suite& suite : suites) {
    if (suite.not_run.empty()) ran.insert(suite.name);
    for (const Outcome& o : suite.outcomes) {
      if (o.passed) continue;
      std::string reason = o.reason;
      if (auto old = reasons_.find({suite.name, o.id}); reason.empty() && old != reasons_.end()) reason = old->second;
      if (reason.empty() || reason.starts_with("missing built-in") != o.reason.starts_with("missing built-in")) {
        reason = o.reason.empty() ? kUnexplained : o.reason;
      }
      lines[{suite.name, o.id}] = suite.name + " " + o.id + " " + OneLine(o.note) + "  # " + OneLine(reason);
    }
  }
  for (const auto& [key, line] : lines_) {
    if (!ran.contains(key.first)) lines.emplace(key, line);
  }
  std::ofstream out(path, std::ios::binary);
  out << kHead;
  for (const auto& [key, line] : lines) out << line << "\n";
}

}  // namespace reeve::conformance
