// The table of replay: colors and cut lines on a terminal, plain and whole when piped. Interface: replay_table.h.
#include "tools/replay_table.h"

#include <algorithm>

#include "tools/output.h"

namespace reeve::tools {
namespace {

std::string Micros(int64_t ns) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, ns < 999950 ? "%.1f" : "%.0f", static_cast<double>(ns) / 1000);
  return buffer;
}

std::string Padded(std::string text, size_t width, bool right = false) {
  size_t columns = Columns(text);
  if (columns >= width) return text;
  return right ? std::string(width - columns, ' ') + text : text + std::string(width - columns, ' ');
}

constexpr size_t kDecisionWidth = 8, kTimeWidth = 9, kPlainWidth = 160;

}  // namespace

ReplayTable::ReplayTable(std::FILE* to, const std::vector<std::string>& apis, const std::string& policy_path)
    : to_(to), policy_name_(policy_path) {
  number_width_ = std::max<size_t>(2, std::to_string(apis.size()).size());
  api_width_ = 4;
  for (const std::string& api : apis) api_width_ = std::max(api_width_, Columns(OneLine(api, 40)));
  Colors colors(to_);
  std::string head = Padded("#", number_width_, true) + "  " + Padded("call", api_width_) + "  " +
                     Padded("decision", kDecisionWidth) + Padded("\u00b5s", kTimeWidth, true) + "  reason";
  Write(to_, colors.bold + head + colors.reset + "\n");
}

void ReplayTable::Row(const Outcome& outcome) {
  Colors colors(to_);
  times_.push_back(outcome.ns);
  if (outcome.ns > slowest_) {
    slowest_ = outcome.ns;
    slowest_api_ = outcome.api;
  }
  bool error = !outcome.error.empty();
  (error ? errors_ : outcome.allowed ? allowed_ : denied_)++;
  size_t before = number_width_ + 2 + api_width_ + 2 + kDecisionWidth + kTimeWidth + 2;
  size_t room = colors.columns > before + 20 ? colors.columns - before : kPlainWidth;
  const char* color = error ? colors.yellow : outcome.allowed ? colors.green : colors.red;
  std::string note = OneLine(error ? outcome.error : outcome.allowed ? outcome.operations : outcome.reason, room);
  std::string line = Padded(std::to_string(times_.size()), number_width_, true) + "  " +
                     Padded(OneLine(outcome.api, 40), api_width_) + "  " + color +
                     Padded(error ? "error" : outcome.allowed ? "allowed" : "denied", kDecisionWidth) + colors.reset +
                     Padded(Micros(outcome.ns), kTimeWidth, true);
  if (!note.empty()) line += std::string("  ") + (outcome.allowed ? colors.dim : "") + note + (outcome.allowed ? colors.reset : "");
  Write(to_, line + "\n");
  Candidates(outcome);
}

void ReplayTable::Candidates(const Outcome& outcome) {
  Colors colors(to_);
  for (const Explanation::Candidate& c : outcome.candidates) {
    size_t indent = number_width_ + 4 + 2 * std::min<size_t>(c.depth, 20);
    size_t room = colors.columns > indent + 20 ? colors.columns - indent : 2 * kPlainWidth;
    Write(to_, std::string(indent, ' ') + colors.dim + OneLine(CandidateAsText(c), room) + colors.reset + "\n");
  }
}

void ReplayTable::Summary(const Loading& loading) {
  Colors colors(to_);
  std::string out = "\n" + std::string(colors.bold) + std::to_string(times_.size()) + (times_.size() == 1 ? " call: " : " calls: ") +
                    colors.reset + colors.green + std::to_string(allowed_) + " allowed" + colors.reset + ", " + colors.red +
                    std::to_string(denied_) + " denied" + colors.reset + ", " + (errors_ > 0 ? colors.yellow : "") +
                    std::to_string(errors_) + " errors" + (errors_ > 0 ? colors.reset : "") + "\n";
  if (!times_.empty()) {
    std::sort(times_.begin(), times_.end());
    int64_t total = 0;
    for (int64_t t : times_) total += t;
    out += "time:   median " + Micros(times_[times_.size() / 2]) + " \u00b5s, mean " +
           Micros(total / static_cast<int64_t>(times_.size())) + " \u00b5s, slowest " + Micros(slowest_) + " \u00b5s (" +
           OneLine(slowest_api_, 40) + "); each call once, text in to decision out\n";
  }
  out += "policy: " + OneLine(policy_name_, 80) + ", " + std::to_string(loading.policy_bytes) + " bytes, compiled in " +
         Micros(loading.ns) + " \u00b5s\n";
  out += "sha256: " + loading.digest + (loading.bound ? ", equal to HOST_DATA" : ", not compared (--host-data)") + "\n";
  Write(to_, out);
}

}  // namespace reeve::tools
