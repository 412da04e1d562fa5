// Runs the parser's corpora: JSON lines with a module or a body, and OPA's tree or OPA's errors.
//
//     {"note": "...", "module": "package p\n...", "versions": ["v0", "v1"], "want_ast": {...}}
//     {"note": "...", "body": "x = ", "versions": ["v1"], "want_errors": [{"code", "message", "row", "col"}]}
//
// Each line is one case a version. Trees are compared as JSON trees, number literals by their text. Only the first error is
// compared: the others are how OPA's parser resynchronises.
#include <fstream>

#include "ast/ast.h"
#include "conformance/suite.h"
#include "syntax/parser.h"
#include "value/json.h"

namespace reeve::conformance {
namespace {

constexpr size_t kDepth = 4096;  // an AST's JSON nests about four levels a level of source

// Equal trees; numbers by their text, so 1.0 is not 1.
bool SameTree(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.is_number()) return a.number_text() == b.number_text();
  if (!a.is_array() && !a.is_object()) return a == b;
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a.is_array() ? !SameTree(a.at(i), b.at(i)) : a.key(i) != b.key(i) || !SameTree(a.value(i), b.value(i))) {
      return false;
    }
  }
  return true;
}

struct Counts {
  size_t cases = 0, verdicts = 0;                       // accept or refuse as OPA
  size_t trees = 0, equal_trees = 0;                    // both accept
  size_t errors = 0, codes = 0, rows = 0, columns = 0, messages = 0;  // both refuse
};

struct Parsed {
  bool accepted = false;
  std::string json;    // the tree
  Diagnostic error;    // the first
};

Parsed Parse(std::string_view text, bool is_module, ast::Version version) {
  std::vector<Source> sources{{is_module ? "test-0.rego" : "", std::string(text)}};
  ast::Tree tree;
  syntax::ParseOptions options;
  options.version = version;
  Parsed parsed;
  Status status;
  if (is_module) {
    Result<ast::Module*> module = syntax::ParseModule(tree, sources, 0, options);
    if (module.ok()) parsed.json = ast::ToJson(**module);
    status = module.status();
  } else {
    Result<ast::Body> body = syntax::ParseQuery(tree, sources, 0, options);
    if (body.ok()) parsed.json = ast::ToJson(*body);
    status = body.status();
  }
  parsed.accepted = status.ok();
  if (!status.ok()) parsed.error = status.diagnostics().front();
  return parsed;
}

int64_t Number(Value object, std::string_view key) {
  std::optional<Value> member = object.Find(key);
  return member && member->is_number() ? member->integer().value_or(0) : 0;
}

std::string_view Text(Value object, std::string_view key) {
  std::optional<Value> member = object.Find(key);
  return member && member->is_string() ? member->string() : std::string_view();
}

std::string FirstDifference(const std::string& want, const std::string& got) {
  size_t at = 0;
  while (at < want.size() && at < got.size() && want[at] == got[at]) ++at;
  size_t from = at < 60 ? 0 : at - 60;
  return "tree differs: want ..." + want.substr(from, 160) + "..., got ..." + got.substr(from, 160);
}

void JudgeTree(const Value& want, const Parsed& parsed, Counts& counts, Outcome& outcome) {
  ++counts.trees;
  Arena arena;
  value::JsonOptions options;
  options.max_depth = kDepth;
  Result<Value> got = value::ParseJson(arena, parsed.json, options);
  if (!got.ok()) {
    outcome.why = "the tree is no JSON: " + got.status().ToString();
  } else if (!SameTree(want, *got)) {
    outcome.why = FirstDifference(want.ToJson(), parsed.json);
  } else {
    ++counts.equal_trees;
    outcome.passed = true;
  }
}

void JudgeError(const Value& want, const Parsed& parsed, Counts& counts, Outcome& outcome) {
  ++counts.errors;
  const Diagnostic& got = parsed.error;
  bool code = CodeName(got.code) == Text(want, "code");
  bool row = got.row == Number(want, "row");
  counts.codes += code;
  counts.rows += row;
  counts.columns += row && got.column == Number(want, "col");
  counts.messages += got.message == Text(want, "message");
  outcome.passed = code && row;
  if (!outcome.passed) outcome.why = "want error " + want.ToJson() + ", got " + got.ToString();
}

Outcome JudgeLine(const Value& line, size_t number, std::string_view version, Counts& counts, std::string file) {
  Outcome outcome;
  outcome.id = file + "#" + std::to_string(number) + "." + std::string(version);
  outcome.note = Text(line, "note");
  outcome.folder = file;
  bool is_module = line.Find("module").has_value();
  std::string_view text = Text(line, is_module ? "module" : "body");
  Parsed parsed = Parse(text, is_module, version == "v0" ? ast::Version::kV0 : ast::Version::kV1);
  ++counts.cases;
  std::optional<Value> tree = line.Find("want_ast"), errors = line.Find("want_errors");
  if (parsed.accepted != tree.has_value()) {
    outcome.why = parsed.accepted ? "accepted; want " + errors->at(0).ToJson() : "refused: " + parsed.error.ToString();
    return outcome;
  }
  ++counts.verdicts;
  if (tree) {
    JudgeTree(*tree, parsed, counts, outcome);
  } else {
    JudgeError(errors->at(0), parsed, counts, outcome);
  }
  return outcome;
}

}  // namespace

Suite RunParserSuite(const std::string& name, const std::filesystem::path& file, const Progress& progress) {
  Suite suite;
  suite.name = name;
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    suite.not_run = "no file " + (file.empty() ? "given" : file.string());
    return suite;
  }
  Counts counts;
  std::string stem = file.stem().string();
  std::string text;
  for (size_t number = 1; std::getline(in, text); ++number) {
    Arena arena;
    value::JsonOptions options;
    options.max_depth = kDepth;
    Result<Value> line = value::ParseJson(arena, text, options);
    if (!line.ok()) {
      suite.outcomes.push_back({stem + "#" + std::to_string(number), "", stem, false, line.status().ToString(), ""});
      continue;
    }
    Value versions = line->Find("versions").value_or(Value());
    for (size_t i = 0; i < versions.size(); ++i) {
      progress(stem + "#" + std::to_string(number));
      suite.outcomes.push_back(JudgeLine(*line, number, versions.at(i).string(), counts, stem));
    }
  }
  suite.facts.push_back("accepted or refused as OPA: " + Share(counts.verdicts, counts.cases));
  suite.facts.push_back("tree equal: " + Share(counts.equal_trees, counts.trees));
  suite.facts.push_back("first error: code " + Share(counts.codes, counts.errors) + ", row " +
                        Share(counts.rows, counts.errors) + ", row and column " + Share(counts.columns, counts.errors) +
                        ", text " + Share(counts.messages, counts.errors));
  return suite;
}

}  // namespace reeve::conformance
