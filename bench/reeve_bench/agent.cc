// The agent's object beside the bare engine, a kind of request each: what Allow adds to an evaluation. And the two
// sides of attestation: a report with its chain, and a policy's digest.
#include "reeve/agent.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <map>

#include "bench/reeve_bench/parts.h"
#include "reeve/attestation.h"

namespace reeve::bench {
namespace {

using Requests = std::vector<const kata::Request*>;

void AskEngine(benchmark::State& state, const kata::Pod& pod, const Requests& requests) {
  Result<std::shared_ptr<const Policy>> policy = CompilePolicy(pod.policy, RegoVersion::kV0, R"({"pstate": {}})");
  if (!policy.ok()) return state.SkipWithError(policy.status().ToString().c_str());
  Context context(*policy);
  for (auto _ : state) {
    for (const kata::Request* request : requests) {
      Result<Decision> decision = context.Evaluate(request->kind, request->input);
      if (!decision.ok() || !Judge(*decision)->allowed) return state.SkipWithError("a wrong answer");
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(requests.size()));
}

void AskAgent(benchmark::State& state, const kata::Pod& pod, const Requests& requests) {
  AgentOptions options;
  options.binding = Binding::kNone;
  options.engine.rego_version = RegoVersion::kV0;
  options.show_values = true;  // prints are recorded, as beside
  Result<std::unique_ptr<AgentPolicy>> agent = AgentPolicy::Create(options);
  if (!agent.ok() || !(*agent)->SetPolicy(pod.policy).ok()) return state.SkipWithError("no policy");
  for (auto _ : state) {
    for (const kata::Request* request : requests) {
      if (!(*agent)->Allow(request->kind, request->input).allowed()) return state.SkipWithError("a wrong answer");
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(requests.size()));
}

std::vector<uint8_t> Read(const char* name) {
  std::ifstream file(std::string(REEVE_SOURCE_DIR) + "/examples/attestation/" + name, std::ios::binary);
  return std::vector<uint8_t>(std::istreambuf_iterator<char>(file), {});
}

void Verify(benchmark::State& state) {
  snp::Evidence evidence{Read("report.bin"), Read("vcek.pem")};
  snp::ReferenceValues expected;
  expected.any_host_data = expected.any_report_data = true;
  for (auto _ : state) {
    Result<snp::Appraisal> appraisal = snp::Appraise(evidence, {}, expected, 1772323200);
    if (!appraisal.ok() || !appraisal->verified) return state.SkipWithError("refused");
  }
}

void Bind(benchmark::State& state, size_t bytes) {
  std::string policy(bytes, 'x');
  Result<Sha256Digest> host_data = PolicyDigest(policy);
  for (auto _ : state) {
    if (!BindPolicy(policy, *host_data).ok()) return state.SkipWithError("refused");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(bytes));
}

}  // namespace

void RegisterAgent() {
  benchmark::RegisterBenchmark("Attestation/appraise", Verify);
  benchmark::RegisterBenchmark("Attestation/bind-86KB", [](benchmark::State& s) { Bind(s, 86000); });
  if (Pods().empty()) return;
  const kata::Pod& pod = Pods().front();
  std::map<std::string, Requests> kinds;
  for (const kata::Request& request : pod.requests) {
    if (request.answer == "true") kinds[request.kind].push_back(&request);
  }
  for (const auto& [kind, requests] : kinds) {
    benchmark::RegisterBenchmark(("Agent/engine/" + kind).c_str(),
                                 [&pod, requests = requests](benchmark::State& s) { AskEngine(s, pod, requests); });
    benchmark::RegisterBenchmark(("Agent/allow/" + kind).c_str(),
                                 [&pod, requests = requests](benchmark::State& s) { AskAgent(s, pod, requests); });
  }
}

}  // namespace reeve::bench
