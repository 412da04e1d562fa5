// KnownFailures: the list of cases that are known to fail, each with its reason.
//
//     eval-v1 jwtdecodeverify/test-x.yaml#3 jwtdecodeverify/hs256  # missing built-in io.jwt.decode_verify
//
// One case a line: suite, file#index, note, then "  # " and the reason; a line that starts with # is a comment. A listed
// case that passes fails the run, and so does a failure that is not listed or a listed case that does not exist.
#ifndef REEVE_CONFORMANCE_KNOWN_FAILURES_H_
#define REEVE_CONFORMANCE_KNOWN_FAILURES_H_

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "conformance/suite.h"

namespace reeve::conformance {

class KnownFailures {
 public:
  // A file that is not there is an empty list.
  static KnownFailures Read(const std::filesystem::path& path);

  bool Contains(const std::string& suite, const std::string& id) const { return reasons_.contains({suite, id}); }
  const std::map<std::pair<std::string, std::string>, std::string>& reasons() const { return reasons_; }

  // Writes the list anew from the failures of `suites`. A reason is what the machine found; where it found none, what the old list
  // says; where that says nothing, kUnexplained. Lines of suites that did not run stay.
  void Rebase(const std::vector<Suite>& suites, const std::filesystem::path& path) const;

  static constexpr const char* kUnexplained = "UNEXPLAINED";

 private:
  std::map<std::pair<std::string, std::string>, std::string> reasons_;  // (suite, id) to reason
  std::map<std::pair<std::string, std::string>, std::string> lines_;    // (suite, id) to the whole line
};

}  // namespace reeve::conformance

#endif  // REEVE_CONFORMANCE_KNOWN_FAILURES_H_
