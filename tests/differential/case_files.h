// Case files: generated cases in the YAML form of OPA's suites, so that any runner of that form can replay them.
#ifndef REEVE_TESTS_DIFFERENTIAL_CASE_FILES_H_
#define REEVE_TESTS_DIFFERENTIAL_CASE_FILES_H_

#include <string>

#include "tests/differential/answer.h"
#include "tests/differential/generator.h"

namespace reeve::differential {

// The first line of a case file.
inline constexpr const char* kCaseFileHead = "cases:\n";

// One entry of the list `cases`; `want` is OPA's answer.
std::string CaseEntry(const GeneratedCase& c, const std::string& note, const Answer& want);

// A smaller case that still compares as `how`: paragraphs and lines of its modules are dropped while that stays so.
GeneratedCase Shrink(const GeneratedCase& c, Comparison how, conformance::OracleClient& oracle);

}  // namespace reeve::differential

#endif  // REEVE_TESTS_DIFFERENTIAL_CASE_FILES_H_
