// Corpus: recorded policies of Kata agents with the requests they got, read from REEVE_DATA/kata.
//
//     requests/<pod>/  policy.rego (v0), inputs.txt, outputs.json                 nearly all allowed
//     denials/<pod>/   policy.rego (v1), inputs.json, answers.json                in order, against shared state
//     upstream/*.policy.rego (v1), aks/*.policy.rego (v0)                         policies alone
#ifndef REEVE_TESTS_KATA_CORPUS_H_
#define REEVE_TESTS_KATA_CORPUS_H_

#include <filesystem>
#include <string>
#include <vector>

namespace reeve::kata {

struct Request {
  std::string kind;    // CreateContainerRequest
  std::string input;   // JSON text
  std::string answer;  // JSON text of the rule's value
};

struct Pod {
  std::string name;    // folder below requests/ or denials/
  std::string policy;
  std::vector<Request> requests;
};

struct NamedPolicy {
  std::string name;
  std::string text;
};

// The folder kata of the data, or an empty path.
std::filesystem::path DataFolder();
// Pods sorted by name; empty when there is no data.
std::vector<Pod> RequestPods();
std::vector<Pod> DenialPods();
std::vector<NamedPolicy> Policies(const std::string& folder);

std::string ReadFile(const std::filesystem::path& path);

}  // namespace reeve::kata

// Leaves a test by name when there is no data: visible, not a silent pass.
#define REEVE_NEEDS_KATA_DATA(name)                                      \
  if (::reeve::kata::DataFolder().empty()) {                             \
    WARN("not run: " name " (REEVE_DATA has no folder kata)");           \
    return;                                                              \
  }

#endif  // REEVE_TESTS_KATA_CORPUS_H_
