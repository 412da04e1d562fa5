// What replay found, and its table for people.
#ifndef REEVE_TOOLS_REPLAY_TABLE_H_
#define REEVE_TOOLS_REPLAY_TABLE_H_

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "reeve/engine.h"

namespace reeve::tools {

// One decided call.
struct Outcome {
  std::string api;
  std::string value;          // JSON; empty: undefined
  bool allowed = false;
  bool defaulted = false;
  std::string error;          // why there is no decision; such a call is denied
  std::string reason;         // why it is denied, in one line
  std::string operations;     // what an allowed call changed, in one line
  std::vector<Explanation::Candidate> candidates;  // with --explain
  int64_t ns = 0;
};

// What stands in the summary beside the calls.
struct Loading {
  std::string policy_path, digest;
  size_t policy_bytes = 0;
  bool bound = false;         // --host-data was given, and holds
  int64_t ns = 0;             // from text to the first call
};

// Prints each row as it comes, and the summary.
class ReplayTable {
 public:
  ReplayTable(std::FILE* to, const std::vector<std::string>& apis, const std::string& policy_path);
  void Row(const Outcome& outcome);
  void Summary(const Loading& loading);

 private:
  struct Style;
  void Candidates(const Outcome& outcome);

  std::FILE* to_;
  std::string policy_name_;
  size_t number_width_, api_width_;
  size_t allowed_ = 0, denied_ = 0, errors_ = 0;
  std::vector<int64_t> times_;
  int64_t slowest_ = -1;
  std::string slowest_api_;
};

}  // namespace reeve::tools

#endif  // REEVE_TOOLS_REPLAY_TABLE_H_
