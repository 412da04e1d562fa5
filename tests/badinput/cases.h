// The table of bad inputs: one row a case, the same rows as docs/bad-input.md.
// Limits: texts are made when a row runs, so that the large ones exist one at a time.
// Held by badinput_test.cc.
#ifndef REEVE_TESTS_BADINPUT_CASES_H_
#define REEVE_TESTS_BADINPUT_CASES_H_

#include <functional>
#include <string>
#include <vector>

namespace reeve::badinput {

struct Case {
  std::string name;
  std::string by_default;                // an error code, or the JSON value of `answer`; "undefined" if it has none
  std::string by_agent;                  // the same under the agent's limits
  std::function<std::string()> policy;   // the whole module; has a rule `answer`
  std::function<std::string()> input;
  std::string api = "answer";
  bool legacy = false;
};

const std::vector<Case>& Cases();

}  // namespace reeve::badinput

#endif  // REEVE_TESTS_BADINPUT_CASES_H_
