// Each kind of request of each recorded pod, text in to decision out, on one warm Context; prints recorded and unread.
#include <benchmark/benchmark.h>

#include <map>

#include "bench/reeve_bench/parts.h"

namespace reeve::bench {
namespace {

void Answer(benchmark::State& state, const kata::Pod& pod, const std::vector<const kata::Request*>& requests) {
  Result<std::shared_ptr<const Policy>> policy = CompilePolicy(pod.policy, RegoVersion::kV0);
  if (!policy.ok()) return state.SkipWithError(policy.status().ToString().c_str());
  Context context(*policy);
  uint64_t work = 0;
  for (const kata::Request* request : requests) {
    Result<Decision> decision = context.Evaluate(request->kind, request->input);
    if (!decision.ok() || !decision->defined() || decision->value().ToJson() != request->answer) {
      return state.SkipWithError("a wrong answer");
    }
    work += decision->work();
  }
  for (auto _ : state) {
    for (const kata::Request* request : requests) {
      Result<Decision> decision = context.Evaluate(request->kind, request->input);
      benchmark::DoNotOptimize(decision);
    }
  }
  auto count = static_cast<double>(requests.size());
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(requests.size()));
  state.counters["requests"] = count;
  state.counters["work/request"] = static_cast<double>(work) / count;
  state.counters["time/request"] =
      benchmark::Counter(count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

}  // namespace

void RegisterRequests() {
  for (const kata::Pod& pod : Pods()) {
    std::map<std::string, std::vector<const kata::Request*>> kinds;
    for (const kata::Request& request : pod.requests) kinds[request.kind].push_back(&request);
    for (const auto& [kind, requests] : kinds) {
      std::string name = "Request/" + pod.name + "/" + kind;
      benchmark::RegisterBenchmark(name.c_str(), [&pod, requests = requests](benchmark::State& s) { Answer(s, pod, requests); });
    }
  }
}

}  // namespace reeve::bench
