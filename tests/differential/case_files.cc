// Writes and shrinks cases; case_files.h tells the form.
#include "tests/differential/case_files.h"

#include <sstream>

#include "value/json.h"

namespace reeve::differential {
namespace {

constexpr int kMaxTries = 400;  // of one shrinking; each asks both engines

std::string Quoted(std::string_view text) {
  std::string out;
  value::AppendJsonString(text, out, false);
  return out;
}

// A literal block, which cannot start with a blank or hold a tab in its indentation: module texts start with "package".
std::string Block(const std::string& text, const std::string& indent) {
  std::string out = "|\n";
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) out += line.empty() ? "\n" : indent + line + "\n";
  return out;
}

std::vector<std::string> Split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  size_t from = 0;
  for (size_t at; (at = text.find(separator, from)) != std::string::npos; from = at + separator.size()) {
    parts.push_back(text.substr(from, at - from));
  }
  parts.push_back(text.substr(from));
  return parts;
}

std::string Join(const std::vector<std::string>& parts, const std::string& separator) {
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) out += (i ? separator : "") + parts[i];
  return out;
}

class Shrinker {
 public:
  Shrinker(GeneratedCase c, Comparison how, conformance::OracleClient& oracle) : best_(std::move(c)), how_(how), oracle_(oracle) {
    opa_failed_ = AskOpa(best_, oracle_).failed();
  }

  GeneratedCase Run() {
    while (best_.modules.size() > 1 && Try([&] { GeneratedCase c = best_; c.modules.pop_back(); return c; }())) {}
    for (bool changed = true; changed && tries_ < kMaxTries;) {
      changed = false;
      for (size_t m = 0; m < best_.modules.size(); ++m) {
        changed |= DropParts(m, "\n\n");
        changed |= DropParts(m, "\n");
      }
    }
    return best_;
  }

 private:
  // Drops each part of a module's text in turn, from its end, the package line aside.
  bool DropParts(size_t m, const std::string& separator) {
    bool changed = false;
    for (size_t i = Split(best_.modules[m], separator).size(); i-- > 1 && tries_ < kMaxTries;) {
      std::vector<std::string> parts = Split(best_.modules[m], separator);
      if (i >= parts.size()) continue;
      parts.erase(parts.begin() + static_cast<ptrdiff_t>(i));
      GeneratedCase c = best_;
      c.modules[m] = Join(parts, separator);
      changed |= Try(std::move(c));
    }
    return changed;
  }

  // Takes the smaller case if the engines still disagree in the same way.
  bool Try(GeneratedCase c) {
    ++tries_;
    Answer opa = AskOpa(c, oracle_);
    if (opa.failed() != opa_failed_ || Compare(AskReeve(c), opa) != how_) return false;
    best_ = std::move(c);
    return true;
  }

  GeneratedCase best_;
  Comparison how_;
  conformance::OracleClient& oracle_;
  bool opa_failed_ = false;
  int tries_ = 0;
};

}  // namespace

std::string CaseEntry(const GeneratedCase& c, const std::string& note, const Answer& want) {
  std::string out = "  - note: " + Quoted(note) + "\n    query: " + Quoted(c.query) + "\n    modules:\n";
  for (const std::string& module : c.modules) out += "      - " + Block(module, "        ");
  out += "    data: " + c.data + "\n";
  if (!c.input.empty()) out += "    input: " + c.input + "\n";
  if (c.strict_errors) out += "    strict_error: true\n";
  if (want.failed()) return out + "    want_error_code: " + want.codes[0] + "\n";
  out += "    want_result:\n";
  if (want.json.empty()) return out.substr(0, out.size() - 1) + " []\n";
  for (const auto& row : want.json) {
    std::string members;
    for (const auto& [name, json] : row) members += (members.empty() ? "" : ", ") + Quoted(name) + ": " + json;
    out += "      - {" + members + "}\n";
  }
  return out;
}

GeneratedCase Shrink(const GeneratedCase& c, Comparison how, conformance::OracleClient& oracle) {
  return Shrinker(c, how, oracle).Run();
}

}  // namespace reeve::differential
