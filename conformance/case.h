// EvalCase: one case of OPA's evaluation suites, read from its YAML file.
//
//     cases:
//       - note: refheads/single-value      query: data.test.p.q = x
//         modules: [...]  data: {...}  input: {...}  want_result: [{x: 1}]
//
// A case is identified by its suite, its file and its position there: notes are not unique. Limits: one document a file;
// members that no case uses (env, want_defined) are not read. Held by the suites themselves (ctest `conformance`).
#ifndef REEVE_CONFORMANCE_CASE_H_
#define REEVE_CONFORMANCE_CASE_H_

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "reeve/status.h"
#include "reeve/value.h"

namespace reeve::conformance {

struct EvalCase {
  size_t index = 0;                       // position in its file
  std::string note;
  std::string query;
  std::vector<std::string> modules;       // the i-th is called test-<i>.rego
  std::optional<Value> data;              // an object; absent or null in the file: nothing
  std::optional<Value> input;             // absent: input is undefined
  std::optional<std::string> input_term;  // Rego text instead of `input`
  std::optional<Value> want_result;       // rows: [{variable: value}]
  std::optional<std::string> want_error;  // part of the error's text
  std::optional<std::string> want_error_code;
  bool strict_error = false;
  bool sort_bindings = false;
  bool ignore_generated_vars = false;
};

// The cases of one file and the memory of their values.
struct CaseFile {
  std::unique_ptr<Arena> arena;
  std::vector<EvalCase> cases;
};

Result<CaseFile> ReadCaseFile(const std::filesystem::path& path);

// All files below `root` with this extension, sorted by their path.
std::vector<std::filesystem::path> FilesBelow(const std::filesystem::path& root, std::string_view extension);
// The whole text of a file; nothing if it cannot be read.
std::optional<std::string> ReadText(const std::filesystem::path& path);

}  // namespace reeve::conformance

#endif  // REEVE_CONFORMANCE_CASE_H_
