// OPA's parser corpora: JSON lines with a text, versions, and the tree or the errors that OPA answers.
#ifndef REEVE_TESTS_SYNTAX_CORPUS_H_
#define REEVE_TESTS_SYNTAX_CORPUS_H_

#include <functional>
#include <string>
#include <vector>

#include "reeve/value.h"

namespace reeve::syntax {

struct CorpusCase {
  std::string note, text;
  bool module = false;
  bool v0 = false;
  bool accepted = false;
  Value want_ast;             // accepted
  std::string message;        // the first error
  uint32_t row = 0, column = 0;
};

// Calls `use` for each case and version of data/opa/parser/NAME.jsonl. False if the corpora are not there.
bool ForEachCase(const std::string& name, const std::function<void(const CorpusCase&)>& use);

// Equal as JSON trees, numbers by their text.
bool SameJson(const Value& a, const Value& b);

// All files below data/PATH with that ending, as (path, text).
std::vector<std::pair<std::string, std::string>> DataFiles(const std::string& path, const std::string& ending);

}  // namespace reeve::syntax

#endif  // REEVE_TESTS_SYNTAX_CORPUS_H_
