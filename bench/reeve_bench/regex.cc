// Patterns as policies build them: compiled and matched afresh, and found in the cache.
#include <benchmark/benchmark.h>

#include "base/budget.h"
#include "bench/reeve_bench/parts.h"
#include "text/pattern_cache.h"

namespace reeve::bench {
namespace {

struct Case { const char* name; const char* pattern; const char* text; bool matches; };
constexpr Case kCases[] = {
    {"anchored-path", "^/run/kata-containers/shared/containers/[a-z0-9]{64}-[a-z0-9]{16}-resolv\\.conf$",
     "/run/kata-containers/shared/containers/81e5f43bc8599c5661e66f959ac28df5bfb30da23c5d583f2dcc6f9e0c5186dc-ce23cfeb91e75aaa-resolv.conf",
     true},
    {"environment", "^[A-Z0-9_]+_SERVICE_PORT_[A-Z]+=[0-9]{1,5}$", "KUBERNETES_SERVICE_PORT_HTTPS=443", true},
    {"traversal", "(^|/)\\.\\.($|/)", "/run/kata-containers/shared/containers/passthrough/config", false},
    {"backtracking", "^(a|aa)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", false},
};

void Match(benchmark::State& state, const Case& one, bool cold) {
  text::PatternCache cache(cold ? 1 : 512);
  Budget budget(UINT64_MAX);
  std::string error;
  std::optional<bool> answer = cache.Match(one.pattern, one.text, budget, &error);
  if (!answer || *answer != one.matches) return state.SkipWithError("a wrong answer");
  for (auto _ : state) {
    // A cache of one pattern forgets it when another one is asked for.
    if (cold) benchmark::DoNotOptimize(cache.Match("x", "y", budget, &error));
    benchmark::DoNotOptimize(cache.Match(one.pattern, one.text, budget, &error));
  }
}

}  // namespace

void RegisterPatterns() {
  for (const Case& one : kCases) {
    benchmark::RegisterBenchmark((std::string("Pattern/") + one.name + "/compiled").c_str(),
                                 [&one](benchmark::State& s) { Match(s, one, true); });
    benchmark::RegisterBenchmark((std::string("Pattern/") + one.name + "/cached").c_str(),
                                 [&one](benchmark::State& s) { Match(s, one, false); });
  }
}

}  // namespace reeve::bench
