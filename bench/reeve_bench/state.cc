// Commits of state operations, and the request that follows one: it must cost what it costs without.
#include <benchmark/benchmark.h>

#include "bench/reeve_bench/parts.h"

namespace reeve::bench {
namespace {

constexpr char kPolicy[] =
    "package agent_policy\n\n"
    "default Ask := false\n\n"
    "Ask if data.pstate.sandbox == input.sandbox\n";
constexpr char kData[] = R"({"pstate": {"sandbox": "s1"}})";

Document Operations(std::string_view json) {
  Result<Document> document = Document::FromJson(json);
  return document.ok() ? std::move(*document) : Document();
}

// One container is added and removed again, beside `containers` that stay.
void Commit(benchmark::State& state, int64_t containers) {
  Result<std::shared_ptr<const Policy>> policy = CompilePolicy(kPolicy, RegoVersion::kV1, kData);
  if (!policy.ok()) return state.SkipWithError(policy.status().ToString().c_str());
  Result<std::shared_ptr<Store>> store = Store::Create(**policy);
  if (!store.ok()) return state.SkipWithError(store.status().ToString().c_str());
  bool good = true;
  for (int64_t i = 0; i < containers; ++i) {
    Document add = Operations(R"([{"op": "add", "path": "/pstate/c)" + std::to_string(i) + R"(", "value": {"pid": 1}}])");
    good = good && (*store)->Commit(add.root()).ok();
  }
  Document add = Operations(R"([{"op": "add", "path": "/pstate/new", "value": {"pid": 7, "mounts": ["/a", "/b"]}}])");
  Document remove = Operations(R"([{"op": "remove", "path": "/pstate/new"}])");
  if (!good || !(*store)->Commit(add.root()).ok() || !(*store)->Commit(remove.root()).ok()) return state.SkipWithError("a commit failed");
  for (auto _ : state) {
    benchmark::DoNotOptimize((*store)->Commit(add.root()).ok());
    benchmark::DoNotOptimize((*store)->Commit(remove.root()).ok());
  }
  state.SetItemsProcessed(state.iterations() * 2);
}

void Ask(benchmark::State& state, bool commits) {
  Result<std::shared_ptr<const Policy>> policy = CompilePolicy(kPolicy, RegoVersion::kV1, kData);
  if (!policy.ok()) return state.SkipWithError(policy.status().ToString().c_str());
  Context context(*policy);
  Document change = Operations(R"([{"op": "add", "path": "/pstate/other", "value": {"pid": 7}}])");
  auto ask = [&] {
    Result<Decision> decision = context.Evaluate("Ask", R"({"sandbox": "s1"})");
    return decision.ok() && decision->value().is_true();
  };
  if (!ask() || !context.store().Commit(change.root()).ok() || !ask()) return state.SkipWithError("a wrong answer");
  for (auto _ : state) {
    if (commits) {
      state.PauseTiming();
      benchmark::DoNotOptimize(context.store().Commit(change.root()).ok());
      state.ResumeTiming();
    }
    benchmark::DoNotOptimize(ask());
  }
}

}  // namespace

void RegisterState() {
  for (int64_t containers : {0, 10, 1000}) {
    benchmark::RegisterBenchmark(("State/add-and-remove/" + std::to_string(containers)).c_str(),
                                 [containers](benchmark::State& s) { Commit(s, containers); });
  }
  benchmark::RegisterBenchmark("State/request", [](benchmark::State& s) { Ask(s, false); });
  benchmark::RegisterBenchmark("State/request-after-commit", [](benchmark::State& s) { Ask(s, true); });
}

}  // namespace reeve::bench
