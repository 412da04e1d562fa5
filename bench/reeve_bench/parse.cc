// JSON text to values, beside RapidJSON's tree of the same text.
#include <benchmark/benchmark.h>
#include <rapidjson/document.h>

#include "base/arena.h"
#include "bench/reeve_bench/parts.h"
#include "value/json.h"

namespace reeve::bench {
namespace {

// Into an arena that keeps its memory, as a Context reads inputs.
void Values(benchmark::State& state, const std::string& text) {
  Arena arena;
  if (!value::ParseJson(arena, text).ok()) return state.SkipWithError("no JSON");
  for (auto _ : state) {
    arena.Reset(size_t{64} << 20);
    Result<Value> parsed = value::ParseJson(arena, text);
    benchmark::DoNotOptimize(parsed);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}

void RapidJson(benchmark::State& state, const std::string& text) {
  for (auto _ : state) {
    rapidjson::Document document;
    document.Parse(text.data(), text.size());
    if (document.HasParseError()) return state.SkipWithError("no JSON");
    benchmark::DoNotOptimize(document);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}

// 1,000 flat objects.
std::string Items() {
  std::string text = "{\"items\":[";
  for (int i = 0; i < 1000; ++i) {
    text += (i == 0 ? "" : ",");
    text += "{\"id\":\"i" + std::to_string(i) + "\",\"v\":" + std::to_string(i * 37 % 1000) + "}";
  }
  return text + "]}";
}

void Register(const std::string& name, const std::string& text) {
  benchmark::RegisterBenchmark(("Json/" + name).c_str(), [text](benchmark::State& s) { Values(s, text); });
  benchmark::RegisterBenchmark(("Json/" + name + "/rapidjson").c_str(), [text](benchmark::State& s) { RapidJson(s, text); });
}

}  // namespace

void RegisterParsing() {
  Register("empty", "{}");
  Register("items-1000", Items());
  // The longest request of each kind that is worth a line.
  for (const char* kind : {"CreateContainerRequest", "CopyFileRequest", "ExecProcessRequest"}) {
    const kata::Request* longest = nullptr;
    for (const kata::Pod& pod : Pods()) {
      for (const kata::Request& request : pod.requests) {
        if (request.kind == kind && (longest == nullptr || request.input.size() > longest->input.size())) longest = &request;
      }
    }
    if (longest != nullptr) Register(kind, longest->input);
  }
}

}  // namespace reeve::bench
