// reeve_bench: single parts of the library under Google Benchmark, beside bench/run, which compares whole requests.
//
//     reeve_bench --benchmark_filter=Request --benchmark_repetitions=9 --benchmark_report_aggregates_only=true
//
// requests.cc: each kind of recorded request. load.cc: policy text to Policy. state.cc: commits of state operations.
// parse.cc: JSON text. regex.cc: patterns. agent.cc: the agent's object and
// attestation. Each checks its answer before it is timed; what needs recorded data is left out
// when REEVE_DATA was not given to CMake.
#include <benchmark/benchmark.h>

#include "bench/reeve_bench/parts.h"

int main(int argc, char** argv) {
  reeve::bench::RegisterRequests();
  reeve::bench::RegisterLoads();
  reeve::bench::RegisterState();
  reeve::bench::RegisterParsing();
  reeve::bench::RegisterPatterns();
  reeve::bench::RegisterAgent();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
