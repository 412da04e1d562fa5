// Judge: runs one evaluation case through the public API and says whether the answer is the wanted one.
//
// The rules are those of OPA's own runner: modules test-0.rego, test-1.rego, ... in the suite's version, the query as it
// stands, one fresh evaluation a case, print statements erased. Rows are compared as sets of objects after their values
// became JSON. A wanted error must be the first one's code and part of the error's text. The host function
// test.sleep(string) -> null, which the suites need and no engine has, is registered.
#ifndef REEVE_CONFORMANCE_JUDGE_H_
#define REEVE_CONFORMANCE_JUDGE_H_

#include <string>

#include "conformance/case.h"
#include "reeve/engine.h"

namespace reeve::conformance {

struct Judgement {
  bool passed = false;
  std::string why;     // empty if passed
  std::string reason;  // the class of a failure: "missing built-in NAME", or empty where only a person can tell
};

Judgement JudgeCase(const EvalCase& test, RegoVersion version);

// "missing built-in NAME" if that is what the diagnostics say, else empty.
std::string MissingBuiltin(const Status& status);

}  // namespace reeve::conformance

#endif  // REEVE_CONFORMANCE_JUDGE_H_
