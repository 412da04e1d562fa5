// Runs the compiler's corpora: modules, and the diagnostics that OPA gives for them.
//
//     {"note": "...", "modules": ["package p\n..."], "versions": ["v1"], "want_errors": [{"code", "message", "row", "col", "file"?}]}
//
// Diagnostics are compared as sets of (file, row, column, code, message); details, the lines that say what was had and what was wanted,
// where the corpus has them. YAML cases may leave columns out, and unless `exhaustive` there may be more errors than the wanted. Where
// OPA knows no place, any will do.
#include <algorithm>
#include <fstream>

#include "base/arena.h"
#include "conformance/case.h"
#include "conformance/judge.h"
#include "conformance/suite.h"
#include "value/json.h"
#include "value/yaml.h"

namespace reeve::conformance {
namespace {

struct Counts {
  size_t cases = 0, verdicts = 0;  // compiles or not, as in OPA
  size_t refused = 0, same_codes = 0, same_places = 0, same_texts = 0;
};

std::string Member(Value object, std::string_view key) {
  std::optional<Value> member = object.Find(key);
  if (!member) return "";
  return member->is_string() ? std::string(member->string()) : member->ToJson();
}

bool IsTrue(const Value& test, std::string_view key) {
  std::optional<Value> member = test.Find(key);
  return member && member->is_true();
}

Status CompileModules(const Value& test, RegoVersion version) {
  Options options;
  options.grants = Grants::All();
  options.rego_version = version;
  options.package = "conformance";
  options.strict = IsTrue(test, "strict");
  options.prints = IsTrue(test, "print_statements") ? Prints::kRecord : Prints::kErase;
  Engine engine(options);
  Value modules = test.Find("modules").value_or(Value());
  for (size_t i = 0; i < modules.size(); ++i) {
    Status s = engine.AddModule("test-" + std::to_string(i) + ".rego", std::string(modules.at(i).string()));
    if (!s.ok()) return s;
  }
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  return policy.ok() ? Status() : policy.status();
}

struct Error {
  std::string code, file, row, column, message, details;
  std::string Place() const { return file + ":" + row + ":" + column + " " + code; }
  std::string Text() const { return Place() + ": " + message + details; }
};

std::string Details(Value lines) {
  std::string out;
  for (size_t i = 0; i < lines.size(); ++i) out += "\n\t" + std::string(lines.at(i).string());
  return out;
}

std::vector<Error> Wanted(const Value& errors) {
  std::vector<Error> out;
  for (size_t i = 0; i < errors.size(); ++i) {
    Value e = errors.at(i);
    std::string file = Member(e, "file");
    if (file.empty()) file = Member(e, "module");
    if (file.empty()) file = "test-0.rego";
    std::string column = Member(e, "col");
    out.push_back({Member(e, "code"), file, Member(e, "row"), column == "0" ? "" : column, Member(e, "message"),
                   Details(e.Find("details").value_or(Value()))});
  }
  return out;
}

std::vector<Error> Given(const Status& status) {
  std::vector<Error> out;
  for (const Diagnostic& d : status.diagnostics()) {
    Error e{std::string(CodeName(d.code)), d.file.empty() ? "test-0.rego" : d.file, std::to_string(d.row), std::to_string(d.column),
            d.message, ""};
    for (const std::string& line : d.details) e.details += "\n\t" + line;
    out.push_back(std::move(e));
  }
  return out;
}

enum class Depth : uint8_t { kCodes, kPlaces, kTexts };

bool Matches(const Error& want, const Error& got, Depth depth) {
  if (want.code != got.code) return false;
  if (depth == Depth::kCodes) return true;
  if (want.row.empty()) return depth == Depth::kPlaces || want.message == got.message;
  if (want.file != got.file || want.row != got.row || (!want.column.empty() && want.column != got.column)) return false;
  if (depth == Depth::kPlaces) return true;
  return want.message == got.message && (want.details.empty() || want.details == got.details);
}

// The first error of `from` that `in` does not have.
const Error* Missing(const std::vector<Error>& from, const std::vector<Error>& in, bool wanted, Depth depth) {
  for (const Error& e : from) {
    bool found = std::any_of(in.begin(), in.end(), [&](const Error& other) {
      return wanted ? Matches(e, other, depth) : Matches(other, e, depth);
    });
    if (!found) return &e;
  }
  return nullptr;
}

void Judge(const Value& test, RegoVersion version, bool exhaustive, Counts& counts, Outcome& outcome) {
  Status status = CompileModules(test, version);
  Value errors = test.Find("want_errors").value_or(Value());
  ++counts.cases;
  counts.verdicts += (errors.size() == 0) == status.ok();
  outcome.reason = MissingBuiltin(status);
  std::vector<Error> want = Wanted(errors), got = Given(status);
  auto same = [&](Depth depth) {
    if (const Error* e = Missing(want, got, true, depth)) {
      outcome.why += outcome.why.empty() ? "missing: " + e->Text() : "";
      return false;
    }
    if (!exhaustive) return true;
    const Error* e = Missing(got, want, false, depth);
    if (e != nullptr && outcome.why.empty()) outcome.why = "unexpected: " + e->Text();
    return e == nullptr;
  };
  outcome.passed = same(Depth::kTexts);
  if (errors.size() == 0) return;
  ++counts.refused;
  counts.same_codes += same(Depth::kCodes);
  counts.same_places += same(Depth::kPlaces);
  counts.same_texts += outcome.passed;
}

void JudgeLines(const std::filesystem::path& path, Counts& counts, Suite& suite, const Progress& progress) {
  std::ifstream in(path, std::ios::binary);
  std::string text;
  for (size_t number = 1; std::getline(in, text); ++number) {
    Arena arena;
    Result<Value> line = value::ParseJson(arena, text);
    std::string id = path.stem().string() + "#" + std::to_string(number);
    if (!line.ok()) {
      suite.outcomes.push_back({id, "", path.stem().string(), false, line.status().ToString(), ""});
      continue;
    }
    progress(id);
    Value versions = line->Find("versions").value_or(Value());
    for (size_t i = 0; i < versions.size(); ++i) {
      std::string version(versions.at(i).string());
      Outcome outcome{id + "." + version, Member(*line, "note"), path.stem().string(), false, "", ""};
      Judge(*line, version == "v0" ? RegoVersion::kV0 : RegoVersion::kV1, true, counts, outcome);
      suite.outcomes.push_back(std::move(outcome));
    }
  }
}

void JudgeFile(const std::filesystem::path& path, Counts& counts, Suite& suite, const Progress& progress) {
  Arena arena;
  std::string folder = path.parent_path().filename().string();
  Result<Value> document = value::ParseYaml(arena, ReadText(path).value_or(""));
  if (!document.ok()) {
    suite.outcomes.push_back({path.stem().string() + "#0", "", folder, false, document.status().ToString(), ""});
    return;
  }
  Value cases = document->Find("cases").value_or(Value());
  for (size_t i = 0; i < cases.size(); ++i) {
    bool v0 = Member(cases.at(i), "rego_version") == "v0";
    std::string id = path.stem().string() + "#" + std::to_string(i) + (v0 ? ".v0" : ".v1");
    progress(id);
    Outcome outcome{id, Member(cases.at(i), "note"), folder, false, "", ""};
    Judge(cases.at(i), v0 ? RegoVersion::kV0 : RegoVersion::kV1, IsTrue(cases.at(i), "exhaustive"), counts, outcome);
    suite.outcomes.push_back(std::move(outcome));
  }
}

}  // namespace

Suite RunCompilerSuite(const std::string& name, const std::filesystem::path& path, const Progress& progress) {
  Suite suite;
  suite.name = name;
  if (path.empty() || !std::filesystem::exists(path)) {
    suite.not_run = "no file " + (path.empty() ? "given" : path.string());
    return suite;
  }
  Counts counts;
  if (std::filesystem::is_directory(path)) {
    for (const std::filesystem::path& file : FilesBelow(path, ".yaml")) JudgeFile(file, counts, suite, progress);
  } else {
    JudgeLines(path, counts, suite, progress);
  }
  suite.facts.push_back("compiles or not, as in OPA: " + Share(counts.verdicts, counts.cases));
  suite.facts.push_back("errors, as sets: codes " + Share(counts.same_codes, counts.refused) + ", places " +
                        Share(counts.same_places, counts.refused) + ", texts " + Share(counts.same_texts, counts.refused));
  return suite;
}

}  // namespace reeve::conformance
