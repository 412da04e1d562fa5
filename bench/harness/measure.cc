// Clocks, rounds and output of the C++ contenders; measure.h tells what each is for.
#include "bench/harness/measure.h"

#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <numeric>
#include <thread>

namespace reeve::bench {
namespace {

int64_t Read(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return now.tv_sec * int64_t{1000000000} + now.tv_nsec;
}

struct Times { double median, least; };

// Over rounds, the mean time of one of `some` in a pass over all of them.
Times Measure(const std::vector<const Request*>& some, const Answerer& answer) {
  auto pass = [&] {
    for (const Request* request : some) answer(*request);
  };
  const int64_t round = Setting("PB_ROUND_MS", 30) * 1000000;
  int64_t passes = 0;
  for (int64_t start = Now(); passes == 0 || Now() - start < round; ++passes) pass();
  std::vector<double> times;
  for (int64_t i = 0; i < std::max<int64_t>(1, Setting("PB_ROUNDS", 7)); ++i) {
    int64_t start = Now();
    for (int64_t k = 0; k < passes; ++k) pass();
    times.push_back(static_cast<double>(Now() - start) / static_cast<double>(passes) / static_cast<double>(some.size()));
  }
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times[0]};
}

// False: a request could not be answered.
bool Latencies(const Workload& workload, const Answerer& answer, std::vector<int64_t>* times) {
  times->reserve(workload.requests.size());
  for (const Request& request : workload.requests) {
    int64_t start = Now();
    if (!answer(request)) return false;
    times->push_back(Now() - start);
  }
  return true;
}

std::string Number(double number) {
  char text[40];
  std::snprintf(text, sizeof(text), "%.17g", number);
  return text;
}

}  // namespace

int64_t Now() {
  static const bool cpu = std::getenv("PB_CLOCK") != nullptr && std::string_view(std::getenv("PB_CLOCK")) == "cpu";
  return Read(cpu ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC);
}

Flags ParseFlags(int argc, char** argv) {
  Flags flags;
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i];
    size_t equals = argument.find('=');
    std::string name = argument.substr(0, equals), value = equals == std::string::npos ? "" : argument.substr(equals + 1);
    if (name == "--label") flags.label = value;
    else if (name == "--prints") flags.prints = value;
    else if (name == "--first") flags.first = value;
    else if (name == "--threads") flags.threads = std::atoi(value.c_str());
    else if (name == "--cold-only") flags.cold_only = true;
    else flags.file = argument;
  }
  return flags;
}

int64_t StatusKb(std::string_view field) {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(field)) return std::atoll(line.c_str() + field.size() + 1);
  }
  return 0;
}

int64_t Setting(const char* name, int64_t fallback) {
  const char* text = std::getenv(name);
  return text == nullptr ? fallback : std::atoll(text);
}

void Line::AddRaw(std::string_view name, std::string_view json) {
  if (!fields_.empty()) fields_ += ',';
  fields_.append("\"").append(name).append("\":").append(json);
}
void Line::Add(std::string_view name, std::string_view text) { AddRaw(name, Value::BorrowedString(text).ToJson()); }
void Line::Add(std::string_view name, double number) { AddRaw(name, Number(number)); }
void Line::Add(std::string_view name, int64_t number) { AddRaw(name, std::to_string(number)); }
void Line::Add(std::string_view name, const std::vector<int64_t>& numbers) {
  std::string list = "[";
  for (int64_t number : numbers) list.append(list.size() > 1 ? "," : "").append(std::to_string(number));
  AddRaw(name, list + "]");
}
void Line::Print(std::string_view answers) {
  Add("peak_rss_kb", StatusKb("VmHWM"));
  Add("answers", answers);
  std::puts(text().c_str());
}

void AddTimes(Line& line, const Workload& workload, const Answerer& answer) {
  std::vector<const Request*> all;
  std::map<std::string, std::vector<const Request*>> by_kind;
  for (const Request& request : workload.requests) {
    all.push_back(&request);
    by_kind[request.kind].push_back(&request);
  }
  Times times = Measure(all, answer);
  line.Add("ns_per_request", times.median);
  line.Add("min_ns", times.least);
  Line kinds;
  for (const auto& [kind, some] : by_kind) {
    Times of_kind = Measure(some, answer);
    Line one;
    one.Add("n", static_cast<int64_t>(some.size()));
    one.Add("ns_per_request", of_kind.median);
    one.Add("min_ns", of_kind.least);
    kinds.AddRaw(kind, one.text());
  }
  line.AddRaw("kinds", kinds.text());
  std::vector<int64_t> latencies;
  if (Latencies(workload, answer, &latencies)) line.Add("latencies_ns", latencies);
}

std::string AddCold(Line& line, const Workload& workload, const Answerer& answer, const std::string& first, int64_t start,
                    int64_t load) {
  for (const Request& request : workload.requests) {
    if (request.kind != first) continue;
    bool answered = answer(request);
    line.Add("first_answer_us", static_cast<double>(Now() - start) / 1e3);
    return answered ? "ok" : "the first " + first + " is not answered";
  }
  std::vector<int64_t> times;
  if (!Latencies(workload, answer, &times)) return "request " + std::to_string(times.size()) + " is not answered";
  if (times.empty()) return "ok";
  line.Add("first_answer_us", static_cast<double>(load + times[0]) / 1e3);
  line.Add("first_pass_ns", static_cast<double>(std::accumulate(times.begin(), times.end(), int64_t{0})) / static_cast<double>(times.size()));
  line.Add("latencies_ns", times);
  return "ok";
}

double Throughput(const Workload& workload, const std::function<Answerer()>& answerer, int threads) {
  std::atomic<bool> stop{false};
  std::atomic<int64_t> done{0};
  int64_t start = Read(CLOCK_MONOTONIC);
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&] {
      Answerer answer = answerer();
      while (!stop.load(std::memory_order_relaxed)) {
        for (const Request& request : workload.requests) answer(request);
        done.fetch_add(static_cast<int64_t>(workload.requests.size()), std::memory_order_relaxed);
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(Setting("PB_THREAD_MS", 250)));
  stop = true;
  for (std::thread& thread : all) thread.join();
  return static_cast<double>(done.load()) / (static_cast<double>(Read(CLOCK_MONOTONIC) - start) / 1e9);
}

}  // namespace reeve::bench
