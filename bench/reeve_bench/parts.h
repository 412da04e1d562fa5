// What the parts of reeve_bench share: their registration, and the recorded pods.
#ifndef REEVE_BENCH_REEVE_BENCH_PARTS_H_
#define REEVE_BENCH_REEVE_BENCH_PARTS_H_

#include <memory>
#include <string>
#include <vector>

#include "reeve/engine.h"
#include "tests/kata/corpus.h"

namespace reeve::bench {

void RegisterRequests();
void RegisterLoads();
void RegisterState();
void RegisterParsing();
void RegisterPatterns();
void RegisterAgent();

// Pods of REEVE_DATA/kata/requests, read once; empty without data.
inline const std::vector<kata::Pod>& Pods() {
  static const std::vector<kata::Pod> pods = kata::DataFolder().empty() ? std::vector<kata::Pod>() : kata::RequestPods();
  return pods;
}

// A policy of one module, with prints recorded.
inline Result<std::shared_ptr<const Policy>> CompilePolicy(const std::string& text, RegoVersion version, std::string_view data = {}) {
  Options options;
  options.rego_version = version;
  options.prints = Prints::kRecord;
  Engine engine(options);
  if (Status added = engine.AddModule("policy.rego", text); !added.ok()) return added;
  if (!data.empty()) {
    if (Status added = engine.AddData(data); !added.ok()) return added;
  }
  return engine.Compile();
}

}  // namespace reeve::bench

#endif  // REEVE_BENCH_REEVE_BENCH_PARTS_H_
