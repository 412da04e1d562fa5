// JSON, errors and colors of the command. Interface: output.h.
#include "tools/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "value/json.h"

namespace reeve::tools {
namespace {

void NewLine(int level, std::string& out) {
  out += '\n';
  out.append(static_cast<size_t>(level) * 2, ' ');
}

std::string MemberName(Value key) {
  if (key.is_string()) return std::string(key.string());
  return key.ToJson();
}

void AppendLocation(const Diagnostic& d, std::string& out) {
  out += ",\n      \"location\": {\n        \"file\": ";
  AppendJsonText(d.file, out);
  out += ",\n        \"row\": " + std::to_string(d.row) + ",\n        \"col\": " + std::to_string(d.column) + "\n      }";
}

// OPA's details of a syntax error are its line and where in it the caret stands; others are lines of text.
void AppendDetails(const Diagnostic& d, std::string& out) {
  out += ",\n      \"details\": {";
  if (d.code == Code::kRegoParse && d.details.size() == 2 && !d.details[1].empty() && d.details[1].back() == '^') {
    out += "\n        \"line\": ";
    AppendJsonText(d.details[0], out);
    out += ",\n        \"idx\": " + std::to_string(d.details[1].size() - 1);
  } else {
    out += "\n        \"lines\": [";
    for (size_t i = 0; i < d.details.size(); ++i) {
      out += i == 0 ? "\n          " : ",\n          ";
      AppendJsonText(d.details[i], out);
    }
    out += "\n        ]";
  }
  out += "\n      }";
}

}  // namespace

void Write(std::FILE* to, std::string_view text) { std::fwrite(text.data(), 1, text.size(), to); }

void AppendJsonText(std::string_view text, std::string& out) { value::AppendJsonString(text, out, true); }

// Recursion: values nest at most Limits.max_value_depth deep.
void AppendJson(Value value, int level, std::string& out) {
  switch (value.kind()) {
    case Kind::kArray:
    case Kind::kSet:
      if (value.size() == 0) { out += "[]"; return; }
      out += '[';
      for (size_t i = 0; i < value.size(); ++i) {
        if (i > 0) out += ',';
        NewLine(level + 1, out);
        AppendJson(value.at(i), level + 1, out);
      }
      NewLine(level, out);
      out += ']';
      return;
    case Kind::kObject: {
      if (value.size() == 0) { out += "{}"; return; }
      std::vector<std::pair<std::string, Value>> members;
      for (size_t i = 0; i < value.size(); ++i) members.emplace_back(MemberName(value.key(i)), value.value(i));
      std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      out += '{';
      for (size_t i = 0; i < members.size(); ++i) {
        if (i > 0) out += ',';
        NewLine(level + 1, out);
        AppendJsonText(members[i].first, out);
        out += ": ";
        AppendJson(members[i].second, level + 1, out);
      }
      NewLine(level, out);
      out += '}';
      return;
    }
    case Kind::kString: AppendJsonText(value.string(), out); return;
    case Kind::kNumber: out += value.number_text(); return;
    case Kind::kBoolean: out += value.boolean() ? "true" : "false"; return;
    case Kind::kNull: out += "null"; return;
  }
}

std::string ErrorsAsJson(const Status& status) {
  std::string out = "{\n  \"errors\": [";
  bool first = true;
  for (const Diagnostic& d : status.diagnostics()) {
    out += first ? "\n    {\n      \"message\": " : ",\n    {\n      \"message\": ";
    first = false;
    AppendJsonText(d.message, out);
    out += ",\n      \"code\": ";
    AppendJsonText(CodeName(d.code), out);
    if (d.row > 0 || !d.file.empty()) AppendLocation(d, out);
    if (!d.details.empty()) AppendDetails(d, out);
    out += "\n    }";
  }
  return out + "\n  ]\n}\n";
}

std::string ErrorsAsText(const Status& status) { return status.ToString() + "\n"; }

size_t Columns(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

void AppendTextMember(std::string_view name, std::string_view text, std::string& out) {
  if (text.empty()) return;
  out += ",\"" + std::string(name) + "\":";
  AppendJsonText(text, out);
}

std::string CandidateAsJson(const Explanation::Candidate& candidate) {
  std::string out = "{\"row\":" + std::to_string(candidate.row) + ",\"depth\":" + std::to_string(candidate.depth);
  AppendTextMember("file", candidate.file, out);
  AppendTextMember("rule", candidate.rule, out);
  AppendTextMember("loop", candidate.loop, out);
  AppendTextMember("expression", candidate.expression, out);
  AppendTextMember("values", candidate.values, out);
  return out + "}";
}

std::string CandidateAsText(const Explanation::Candidate& candidate) {
  const Explanation::Candidate& c = candidate;
  return c.rule + (c.loop.empty() ? "" : " with " + c.loop) + ": " + (c.file.empty() ? "" : c.file + ":") + std::to_string(c.row) + ": " +
         c.expression + (c.values.empty() ? "" : "    " + c.values);
}

std::string OneLine(std::string_view text, size_t width) {
  std::string out;
  size_t columns = 0;
  bool cut = Columns(text) > width;
  for (char c : text) {
    bool starts = (c & 0xc0) != 0x80;
    if (starts && ++columns > (cut ? width - 1 : width)) break;
    unsigned char u = static_cast<unsigned char>(c);
    out += u < 0x20 || u == 0x7f ? ' ' : c;
  }
  if (cut) out += "\u2026";
  return out;
}

Colors::Colors(std::FILE* to) {
  terminal = isatty(fileno(to)) != 0;
  if (!terminal) return;
  winsize size{};
  if (ioctl(fileno(to), TIOCGWINSZ, &size) == 0) columns = size.ws_col;
  const char* term = std::getenv("TERM");
  const char* plain = std::getenv("NO_COLOR");
  if ((plain != nullptr && *plain != '\0') || (term != nullptr && std::string_view(term) == "dumb")) return;
  green = "\033[32m";
  red = "\033[31m";
  yellow = "\033[33m";
  dim = "\033[2m";
  bold = "\033[1m";
  reset = "\033[0m";
}

}  // namespace reeve::tools
