// Asks Reeve and OPA, and compares; answer.h tells by what rules.
#include "tests/differential/answer.h"

#include <algorithm>

#include "reeve/engine.h"
#include "value/json.h"

namespace reeve::differential {
namespace {

std::string Quoted(std::string_view text) {
  std::string out;
  value::AppendJsonString(text, out, false);
  return out;
}

Answer Failure(const Status& status) {
  Answer answer;
  for (const Diagnostic& d : status.diagnostics()) {
    answer.codes.emplace_back(CodeName(d.code));
    answer.places.push_back(answer.codes.back() + " " + d.file + ":" + std::to_string(d.row));
  }
  answer.message = status.diagnostics()[0].ToString();
  return answer;
}

// Rows as values of one arena, for comparing them as sets.
std::vector<Value> RowValues(const Answer& answer, ValueBuilder& builder, std::vector<Document>& keep) {
  std::vector<Value> rows;
  for (const auto& row : answer.json) {
    std::vector<std::pair<Value, Value>> entries;
    for (const auto& [name, json] : row) {
      Result<Document> document = Document::FromJson(json, 4096);
      keep.push_back(document.ok() ? std::move(*document) : Document::Copy(Value::BorrowedString("no JSON: " + json)));
      entries.emplace_back(builder.String(name), keep.back().root());
    }
    rows.push_back(builder.Object(entries));
  }
  return rows;
}

bool SameRows(const Answer& a, const Answer& b) {
  Arena arena;
  ValueBuilder builder(arena);
  std::vector<Document> keep;
  std::vector<Value> left = RowValues(a, builder, keep), right = RowValues(b, builder, keep);
  return builder.Set(left) == builder.Set(right);
}

std::vector<std::map<std::string, std::string>> Sorted(std::vector<std::map<std::string, std::string>> rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace

std::string Answer::Show(size_t limit) const {
  std::string out;
  if (failed()) {
    out = "error " + codes[0] + ": " + message;
  } else if (rego.empty()) {
    out = "undefined";
  }
  for (const auto& row : rego) {
    for (const auto& [name, text] : row) out += name + " = " + text + "  ";
    out += "\n";
  }
  return out.size() <= limit ? out : out.substr(0, limit) + "...";
}

namespace {

Result<std::shared_ptr<const Policy>> Load(const GeneratedCase& c, const Switches& on) {
  Options options;
  options.rego_version = c.v0 ? RegoVersion::kV0 : RegoVersion::kV1;
  options.strict_builtin_errors = c.strict_errors;
  options.package = "p";
  options.fold = on.fold;
  options.rule_index = on.rule_index;
  options.early_exit = on.early_exit;
  options.comprehension_index = on.comprehension_index;
  Engine engine(options);
  for (size_t i = 0; i < c.modules.size(); ++i) {
    if (Status s = engine.AddModule("test-" + std::to_string(i) + ".rego", c.modules[i]); !s.ok()) return s;
  }
  if (Status s = engine.AddData(c.data); !s.ok()) return s;
  return engine.Compile();
}

}  // namespace

Answer AskReeve(const GeneratedCase& c, const Switches& on) {
  Result<std::shared_ptr<const Policy>> policy = Load(c, on);
  if (!policy.ok()) return Failure(policy.status());
  Result<std::shared_ptr<const Query>> query = (*policy)->Prepare(c.query);
  if (!query.ok()) return Failure(query.status());
  Context context(*policy);
  Result<ResultSet> rows = context.Evaluate(**query, std::string_view(c.input));
  if (!rows.ok()) return Failure(rows.status());
  Answer answer;
  for (const ResultRow& row : rows->rows()) {
    auto& json = answer.json.emplace_back();
    auto& rego = answer.rego.emplace_back();
    for (const auto& [name, v] : row.bindings) {
      json[std::string(name)] = v.ToJson();
      rego[std::string(name)] = v.ToRego();
    }
  }
  return answer;
}

Answer CheckWithReeve(const GeneratedCase& c) {
  Result<std::shared_ptr<const Policy>> policy = Load(c, {});
  return policy.ok() ? Answer() : Failure(policy.status());
}

namespace {

Answer AskOpa(const GeneratedCase& c, const std::string& verb, conformance::OracleClient& oracle) {
  std::string request = R"({"verb":")" + verb + R"(","modules":{)";
  for (size_t i = 0; i < c.modules.size(); ++i) {
    request += (i ? "," : "") + Quoted("test-" + std::to_string(i) + ".rego") + ":" + Quoted(c.modules[i]);
  }
  request += std::string(R"(},"v0":)") + (c.v0 ? "true" : "false") + R"(,"strict_errors":)" +
             (c.strict_errors ? "true" : "false") + R"(,"query":)" + Quoted(c.query) + R"(,"data":)" + c.data +
             (c.input.empty() ? "" : R"(,"input":)" + c.input) + "}";
  Answer answer;
  std::optional<std::string> line = oracle.Ask(request);
  Result<Document> document = line ? Document::FromJson(*line, 4096) : Status(Code::kInvalidInput, "the oracle is gone");
  if (!document.ok()) {
    answer.codes = {"oracle_gone"};
    answer.message = document.status().ToString();
    return answer;
  }
  if (std::optional<Value> errors = document->root().Find("errors")) {
    for (size_t i = 0; i < errors->size(); ++i) {
      Value file = errors->at(i).Find("file").value_or(Value()), row = errors->at(i).Find("row").value_or(Value());
      answer.codes.emplace_back(errors->at(i).Find("code")->string());
      answer.places.push_back(answer.codes.back() + " " + (file.is_string() ? std::string(file.string()) : "") + ":" +
                              (row.is_number() ? row.ToJson() : "0"));
    }
    answer.message = errors->at(0).ToJson();
    return answer;
  }
  Value rows = document->root().Find("rows").value_or(Value());
  for (size_t i = 0; i < rows.size(); ++i) {
    auto& json = answer.json.emplace_back();
    auto& rego = answer.rego.emplace_back();
    Value row = rows.at(i);
    for (size_t k = 0; k < row.size(); ++k) {
      std::string name(row.key(k).string());
      json[name] = row.value(k).Find("json")->ToJson();
      rego[name] = row.value(k).Find("rego")->string();
    }
  }
  return answer;
}

}  // namespace

Answer AskOpa(const GeneratedCase& c, conformance::OracleClient& oracle) { return AskOpa(c, "eval", oracle); }
Answer CheckWithOpa(const GeneratedCase& c, conformance::OracleClient& oracle) { return AskOpa(c, "check", oracle); }

Comparison Compare(const Answer& reeve, const Answer& opa) {
  if (opa.failed()) {
    const std::string& code = opa.codes[0];
    if (code == "eval_internal_error" || code == "panic" || code == "no_json" || code == "oracle_gone") return Comparison::kLeftOut;
    // OPA's order of compile errors is not stable: the first of ours must be among its own.
    bool found = reeve.failed() && std::count(opa.codes.begin(), opa.codes.end(), reeve.codes[0]) > 0;
    return found ? Comparison::kSame : Comparison::kDiffers;
  }
  if (reeve.failed() || !SameRows(reeve, opa)) return Comparison::kDiffers;
  return Sorted(reeve.rego) == Sorted(opa.rego) ? Comparison::kSame : Comparison::kTextDiffers;
}

bool IsTelling(const Answer& answer) {
  if (answer.failed()) return false;
  for (const auto& row : answer.json) {
    for (const auto& [name, json] : row) {
      if (json != "true" && json != "false") return true;
    }
  }
  return false;
}

}  // namespace reeve::differential
