// Policy text to Policy: parsing, checking, planning and folding.
#include <benchmark/benchmark.h>

#include "bench/reeve_bench/parts.h"

namespace reeve::bench {
namespace {

void Load(benchmark::State& state, const std::string& text, RegoVersion version) {
  if (Result<std::shared_ptr<const Policy>> policy = CompilePolicy(text, version); !policy.ok()) {
    return state.SkipWithError(policy.status().ToString().c_str());
  }
  for (auto _ : state) {
    Result<std::shared_ptr<const Policy>> policy = CompilePolicy(text, version);
    benchmark::DoNotOptimize(policy);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}

std::string Rules(int n) {
  std::string text = "package bench\n\n";
  for (int i = 0; i < n; ++i) text += "allow if {\n\tinput.method == \"GET\"\n\tinput.path == \"/p" + std::to_string(i) + "\"\n}\n\n";
  return text;
}

}  // namespace

void RegisterLoads() {
  for (const kata::Pod& pod : Pods()) {
    benchmark::RegisterBenchmark(("Load/" + pod.name).c_str(),
                                 [&pod](benchmark::State& s) { Load(s, pod.policy, RegoVersion::kV0); })
        ->Unit(benchmark::kMillisecond);
  }
  for (int n : {10, 100, 1000, 5000}) {
    benchmark::RegisterBenchmark(("Load/rules-" + std::to_string(n)).c_str(),
                                 [text = Rules(n)](benchmark::State& s) { Load(s, text, RegoVersion::kV1); })
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace reeve::bench
