// Runs the compiler's corpora and counts how the diagnostics compare with OPA's. Nothing here is judged yet: most of the corpus asks
// for the type checker, and cases of strict mode are counted as not run.
//
//     {"note": "...", "modules": ["package p\n..."], "versions": ["v1"], "want_errors": [{"code", "message", "row", "col", "file"?}]}
//
// Diagnostics are compared as sets of (file, row, column, code, message).
#include <algorithm>
#include <fstream>
#include <set>

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
  size_t clean = 0, clean_here = 0;
  size_t refused = 0, same_codes = 0, same_places = 0, same_texts = 0;
  size_t missing = 0, type_checker = 0, strict = 0;
};

std::string Member(Value object, std::string_view key) {
  std::optional<Value> member = object.Find(key);
  if (!member) return "";
  return member->is_string() ? std::string(member->string()) : member->ToJson();
}

Status CompileModules(const Value& test, RegoVersion version, bool prints) {
  Options options;
  options.grants = Grants::All();
  options.rego_version = version;
  options.package = "conformance";
  options.prints = prints ? Prints::kRecord : Prints::kErase;
  Engine engine(options);
  Value modules = test.Find("modules").value_or(Value());
  for (size_t i = 0; i < modules.size(); ++i) {
    Status s = engine.AddModule("test-" + std::to_string(i) + ".rego", std::string(modules.at(i).string()));
    if (!s.ok()) return s;
  }
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  return policy.ok() ? Status() : policy.status();
}

// Sets of what can be compared: codes; codes with places; all with the text.
struct Told {
  std::set<std::string> codes, places, texts;
  void Add(const std::string& code, const std::string& file, const std::string& row, const std::string& column,
           const std::string& message) {
    codes.insert(code);
    places.insert(code + " " + file + ":" + row + ":" + column);
    texts.insert(code + " " + file + ":" + row + ":" + column + " " + message);
  }
};

Told Wanted(const Value& errors) {
  Told told;
  for (size_t i = 0; i < errors.size(); ++i) {
    Value e = errors.at(i);
    std::string file = Member(e, "file");
    if (file.empty()) file = Member(e, "module");
    if (file.empty()) file = "test-0.rego";
    told.Add(Member(e, "code"), file, Member(e, "row"), Member(e, "col"), Member(e, "message"));
  }
  return told;
}

Told Given(const Status& status) {
  Told told;
  for (const Diagnostic& d : status.diagnostics()) {
    told.Add(std::string(CodeName(d.code)), d.file.empty() ? "test-0.rego" : d.file, std::to_string(d.row),
             std::to_string(d.column), d.message);
  }
  return told;
}

void Count(const Value& test, RegoVersion version, Counts& counts) {
  if (std::optional<Value> strict = test.Find("strict"); strict && strict->is_true()) {
    ++counts.strict;
    return;
  }
  std::optional<Value> prints = test.Find("print_statements");
  Status status = CompileModules(test, version, prints && prints->is_true());
  ++counts.cases;
  Value errors = test.Find("want_errors").value_or(Value());
  bool clean = errors.size() == 0;
  counts.verdicts += clean == status.ok();
  if (!MissingBuiltin(status).empty() && clean) ++counts.missing;
  if (clean) {
    ++counts.clean;
    counts.clean_here += status.ok();
    return;
  }
  ++counts.refused;
  Told want = Wanted(errors), got = Given(status);
  counts.same_codes += want.codes == got.codes;
  counts.same_places += want.places == got.places;
  counts.same_texts += want.texts == got.texts;
  if (want.codes == std::set<std::string>{"rego_type_error"} && status.ok()) ++counts.type_checker;
}

void CountLines(const std::filesystem::path& path, Counts& counts, const Progress& progress) {
  std::ifstream in(path, std::ios::binary);
  std::string text;
  for (size_t number = 1; std::getline(in, text); ++number) {
    Arena arena;
    Result<Value> line = value::ParseJson(arena, text);
    if (!line.ok()) continue;
    progress(path.stem().string() + "#" + std::to_string(number));
    Value versions = line->Find("versions").value_or(Value());
    for (size_t i = 0; i < versions.size(); ++i) {
      Count(*line, versions.at(i).string() == "v0" ? RegoVersion::kV0 : RegoVersion::kV1, counts);
    }
  }
}

void CountFile(const std::filesystem::path& path, Counts& counts, const Progress& progress) {
  Arena arena;
  Result<Value> document = value::ParseYaml(arena, ReadText(path).value_or(""));
  if (!document.ok()) return;
  Value cases = document->Find("cases").value_or(Value());
  for (size_t i = 0; i < cases.size(); ++i) {
    progress(path.stem().string() + "#" + std::to_string(i));
    Count(cases.at(i), Member(cases.at(i), "rego_version") == "v0" ? RegoVersion::kV0 : RegoVersion::kV1, counts);
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
    for (const std::filesystem::path& file : FilesBelow(path, ".yaml")) CountFile(file, counts, progress);
  } else {
    CountLines(path, counts, progress);
  }
  if (counts.cases == 0 && counts.strict > 0) {
    suite.not_run = "its " + std::to_string(counts.strict) + " cases need strict mode";
    return suite;
  }
  suite.facts.push_back("compiles or not, as in OPA: " + Share(counts.verdicts, counts.cases));
  suite.facts.push_back("clean in OPA and here: " + Share(counts.clean_here, counts.clean) + ", of the others " +
                        std::to_string(counts.missing) + " lack a built-in");
  suite.facts.push_back("errors, as sets: codes " + Share(counts.same_codes, counts.refused) + ", places " +
                        Share(counts.same_places, counts.refused) + ", texts " + Share(counts.same_texts, counts.refused));
  suite.facts.push_back("of the others " + std::to_string(counts.type_checker) + " wait for the type checker");
  if (counts.strict > 0) suite.facts.push_back(std::to_string(counts.strict) + " cases not run: they need strict mode");
  return suite;
}

}  // namespace reeve::conformance
