// A workload file of the benchmark's protocol (bench/README.md): policies, data and requests with their answers.
#ifndef REEVE_BENCH_HARNESS_WORKLOAD_H_
#define REEVE_BENCH_HARNESS_WORKLOAD_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reeve/value.h"

namespace reeve::bench {

struct Request {
  std::string kind;    // CreateContainerRequest
  std::string query;   // data.agent_policy.CreateContainerRequest
  std::string input;   // JSON text
  std::optional<Document> expect;  // nothing: the answer is undefined
};

struct Workload {
  std::string name;
  int rego_version = 1;
  std::vector<std::pair<std::string, std::string>> policies;  // name, text
  std::vector<std::string> data;
  std::vector<Request> requests;
};

// Reads a workload.json and the files it names, which lie beside it.
Result<Workload> ReadWorkload(const std::string& path);
std::string ReadFile(const std::string& path);

// "agent_policy" and "CreateContainerRequest" of "data.agent_policy.CreateContainerRequest".
std::string PackageOf(const std::string& query);
std::string RuleOf(const std::string& query);

}  // namespace reeve::bench

#endif  // REEVE_BENCH_HARNESS_WORKLOAD_H_
