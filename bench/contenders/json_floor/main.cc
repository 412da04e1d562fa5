// The floor: RapidJSON builds a tree of the request's text, and nothing is decided. One workload in, one line of JSON out
// (bench/README.md has the protocol).
// With the vector instructions that every x86-64 has, as the library itself is built.
#if defined(__SSE2__)
#define RAPIDJSON_SSE2
#endif
#include <rapidjson/document.h>

#include <cstdio>

#include "bench/harness/measure.h"

namespace reeve::bench {
namespace {

bool Parse(const Request& request) {
  rapidjson::Document document;
  document.Parse(request.input.data(), request.input.size());
  asm volatile("" : : "r"(&document) : "memory");
  return !document.HasParseError();
}

int Run(const Flags& flags) {
  Result<Workload> workload = ReadWorkload(flags.file);
  if (!workload.ok()) return std::fprintf(stderr, "%s\n", workload.status().ToString().c_str()), 1;
  Line line;
  line.Add("contender", flags.label);
  line.Add("version", "RapidJSON " RAPIDJSON_VERSION_STRING);
  line.Add("workload", workload->name);
  std::string answers = "ok";
  if (flags.cold_only) {
    answers = AddCold(line, *workload, Parse, flags.first, Now(), 0);
    return line.Print(answers), 0;
  }
  for (const Request& request : workload->requests) {
    if (!Parse(request)) answers = request.kind + ": no JSON";
  }
  if (answers == "ok" && flags.threads > 0) {
    line.Add("threads", static_cast<int64_t>(flags.threads));
    line.Add("requests_per_s", Throughput(*workload, [] { return Answerer(Parse); }, flags.threads));
  } else if (answers == "ok") {
    AddTimes(line, *workload, Parse);
  }
  line.Print(answers);
  return 0;
}

}  // namespace
}  // namespace reeve::bench

int main(int argc, char** argv) { return reeve::bench::Run(reeve::bench::ParseFlags(argc, argv)); }
