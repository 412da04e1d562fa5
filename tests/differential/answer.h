// Answer: what one engine says to a generated case, and how two answers compare.
#ifndef REEVE_TESTS_DIFFERENTIAL_ANSWER_H_
#define REEVE_TESTS_DIFFERENTIAL_ANSWER_H_

#include <map>
#include <string>
#include <vector>

#include "conformance/oracle_client.h"
#include "tests/differential/generator.h"

namespace reeve::differential {

struct Answer {
  std::vector<std::string> codes;     // of errors; empty: an answer with rows
  std::vector<std::string> places;    // of errors: code, file and row
  std::string message;                // of the first error
  // Rows, each {variable: text}: as JSON and as Rego text, where sets are told from arrays and numbers keep their text.
  std::vector<std::map<std::string, std::string>> json;
  std::vector<std::map<std::string, std::string>> rego;

  bool failed() const { return !codes.empty(); }
  // For people, at most `limit` bytes.
  std::string Show(size_t limit = 2000) const;
};

// Optimizations.
struct Switches { bool fold = true, rule_index = true, early_exit = true, comprehension_index = true; };
Answer AskReeve(const GeneratedCase& c, const Switches& on = {});
Answer AskOpa(const GeneratedCase& c, conformance::OracleClient& oracle);
// Compilation alone: no rows, or the errors.
Answer CheckWithReeve(const GeneratedCase& c);
Answer CheckWithOpa(const GeneratedCase& c, conformance::OracleClient& oracle);

enum class Comparison {
  kSame,
  kLeftOut,     // OPA itself failed
  kTextDiffers, // equal as JSON, but not as Rego text: a number's text or a set that became an array
  kDiffers,
};
Comparison Compare(const Answer& reeve, const Answer& opa);

// A row's value says more than true and false alone.
bool IsTelling(const Answer& answer);

}  // namespace reeve::differential

#endif  // REEVE_TESTS_DIFFERENTIAL_ANSWER_H_
