// How the C++ contenders measure, and the line of JSON that they print (bench/README.md has the protocol).
//
//     Line line;
//     line.Add("contender", "reeve");
//     AddTimes(line, workload, [&](const Request& r) { return Answer(r); });
//     line.Print("ok");
#ifndef REEVE_BENCH_HARNESS_MEASURE_H_
#define REEVE_BENCH_HARNESS_MEASURE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/harness/workload.h"

namespace reeve::bench {

// Answers one request, text in to decision out; false: an error.
using Answerer = std::function<bool(const Request&)>;

struct Flags {
  std::string label, first, prints, file;
  bool cold_only = false;
  int threads = 0;
};
// --label=NAME --prints=MODE --cold-only --first=KIND --threads=N FILE
Flags ParseFlags(int argc, char** argv);

// Nanoseconds of a clock that does not jump; with PB_CLOCK=cpu of the processor time that the process took.
int64_t Now();
// A field of the process's status, in KiB: "VmRSS", "VmHWM".
int64_t StatusKb(std::string_view field);
// A whole number from the environment.
int64_t Setting(const char* name, int64_t fallback);

// One JSON object, field by field.
class Line {
 public:
  void Add(std::string_view name, std::string_view text);
  void Add(std::string_view name, const char* text) { Add(name, std::string_view(text)); }
  void Add(std::string_view name, double number);
  void Add(std::string_view name, int64_t number);
  void Add(std::string_view name, const std::vector<int64_t>& numbers);
  void AddRaw(std::string_view name, std::string_view json);
  std::string text() const { return "{" + fields_ + "}"; }
  // Adds the peak of the memory and `answers` ("ok", or what went wrong), and prints.
  void Print(std::string_view answers);

 private:
  std::string fields_;
};

// Times of all requests together, of each kind alone, and of single requests.
void AddTimes(Line& line, const Workload& workload, const Answerer& answer);
// Each request once, in order, in this fresh process; or only the first one of kind `first`. Loading began at `start` and took
// `load` nanoseconds. Gives "ok" or the error.
std::string AddCold(Line& line, const Workload& workload, const Answerer& answer, const std::string& first, int64_t start, int64_t load);
// Requests a second of so many threads; `answerer` makes one for each.
double Throughput(const Workload& workload, const std::function<Answerer()>& answerer, int threads);

}  // namespace reeve::bench

#endif  // REEVE_BENCH_HARNESS_MEASURE_H_
