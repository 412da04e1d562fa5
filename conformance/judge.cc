// Runs and judges evaluation cases; judge.h tells the rules.
#include "conformance/judge.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace reeve::conformance {
namespace {

constexpr std::string_view kGenerated = "__localq";  // OPA's name for variables that its query compiler made

HostBuiltin Sleep() {
  HostBuiltin sleep = MakeBuiltin("test.sleep", [](BuiltinCall&, std::string_view) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return Value::Null();
  });
  sleep.deterministic = false;
  return sleep;
}

Judgement Fail(std::string why, std::string reason = "") { return {false, std::move(why), std::move(reason)}; }

// Everything one run needs, in the order in which it must be given up.
struct Run {
  std::shared_ptr<const Policy> policy;
  std::optional<Context> context;
  std::optional<Context> term_context;
  std::optional<ResultSet> term_rows;
  std::optional<Value> input;
};

Status Compile(const EvalCase& test, RegoVersion version, bool strict, Run& run) {
  Options options;
  options.grants = Grants::All();
  options.rego_version = version;
  options.strict_builtin_errors = strict;
  options.package = "conformance";
  options.limits.eval_work = 200'000'000;
  Engine engine(options);
  if (Status s = engine.Register(Sleep()); !s.ok()) return s;
  for (size_t i = 0; i < test.modules.size(); ++i) {
    if (Status s = engine.AddModule("test-" + std::to_string(i) + ".rego", test.modules[i]); !s.ok()) return s;
  }
  if (test.data) {
    if (Status s = engine.AddData(Document::Copy(*test.data)); !s.ok()) return s;
  }
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  if (!policy.ok()) return policy.status();
  run.policy = *policy;
  return {};
}

// The input: given as JSON, or as the text of a term, which a query of its own evaluates.
Status SetInput(const EvalCase& test, Run& run) {
  run.input = test.input;
  if (!test.input_term) return {};
  Result<std::shared_ptr<const Query>> query = run.policy->Prepare("input_term = " + *test.input_term);
  if (!query.ok()) return query.status();
  run.term_context.emplace(run.policy);
  Result<ResultSet> rows = run.term_context->Evaluate(**query, std::optional<Value>());
  if (!rows.ok()) return rows.status();
  if (rows->rows().size() != 1 || rows->rows()[0].bindings.size() != 1) {
    return Status(Code::kInvalidInput, "input_term has no single value");
  }
  run.input = rows->rows()[0].bindings[0].second;
  run.term_rows.emplace(std::move(*rows));
  return {};
}

Result<ResultSet> Ask(const EvalCase& test, Run& run) {
  Result<std::shared_ptr<const Query>> query = run.policy->Prepare(test.query);
  if (!query.ok()) return query.status();
  run.context.emplace(run.policy);
  CallOptions call;
  call.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  return run.context->Evaluate(**query, run.input, call);
}

Value Sorted(ValueBuilder& builder, Value list) {
  std::vector<Value> elements;
  for (size_t i = 0; i < list.size(); ++i) elements.push_back(list.at(i));
  std::sort(elements.begin(), elements.end(), [](Value a, Value b) { return Value::Compare(a, b) < 0; });
  return builder.Array(elements);
}

// A binding's value as JSON has it; sorted if the case asks for that. `documents` keeps what it is made of.
Value Plain(const EvalCase& test, ValueBuilder& builder, Value v, std::vector<Document>& documents) {
  if (Result<Document> document = Document::FromJson(v.ToJson(), 4096); document.ok()) {
    documents.push_back(std::move(*document));
    v = documents.back().root();
  }
  return test.sort_bindings && v.is_array() ? Sorted(builder, v) : v;
}

std::string CompareRows(const EvalCase& test, const ResultSet& rows) {
  Arena arena;
  ValueBuilder builder(arena);
  std::vector<Document> documents;
  std::vector<Value> got, want;
  for (const ResultRow& row : rows.rows()) {
    std::vector<std::pair<Value, Value>> entries;
    for (const auto& [name, v] : row.bindings) {
      if (test.ignore_generated_vars && name.starts_with(kGenerated)) continue;
      entries.emplace_back(builder.String(name), Plain(test, builder, v, documents));
    }
    got.push_back(builder.Object(entries));
  }
  for (size_t i = 0; i < test.want_result->size(); ++i) {
    Value row = test.want_result->at(i);
    std::vector<std::pair<Value, Value>> entries;
    for (size_t k = 0; k < row.size(); ++k) {
      entries.emplace_back(row.key(k), Plain(test, builder, row.value(k), documents));
    }
    want.push_back(builder.Object(entries));
  }
  Value got_set = builder.Set(got), want_set = builder.Set(want);
  if (got_set == want_set) return "";
  return "want " + want_set.ToRego() + ", got " + got_set.ToRego();
}

Judgement JudgeError(const EvalCase& test, const Status& status) {
  std::string text = status.ToString();
  if (!test.want_error && !test.want_error_code) return Fail("unexpected error: " + text, MissingBuiltin(status));
  if (test.want_error) {
    bool found = text.find(*test.want_error) != std::string::npos;
    for (const Diagnostic& d : status.diagnostics()) found |= d.ToString().find(*test.want_error) != std::string::npos;
    if (!found) return Fail("want error " + *test.want_error + ", got " + text);
  }
  if (test.want_error_code && CodeName(status.code()) != *test.want_error_code) {
    return Fail("want code " + *test.want_error_code + ", got " + text);
  }
  return {true, "", ""};
}

}  // namespace

std::string MissingBuiltin(const Status& status) {
  constexpr std::string_view kText = "undefined function ";
  for (const Diagnostic& d : status.diagnostics()) {
    if (size_t at = d.message.find(kText); at != std::string::npos) {
      return "missing built-in " + d.message.substr(at + kText.size());
    }
  }
  return "";
}

Judgement JudgeCase(const EvalCase& test, RegoVersion version) {
  Run run;
  if (Status s = Compile(test, version, test.strict_error, run); !s.ok()) {
    if (test.want_error_code && MissingBuiltin(s).empty()) return JudgeError(test, s);
    return Fail("modules: " + s.ToString(), MissingBuiltin(s));
  }
  if (Status s = SetInput(test, run); !s.ok()) return Fail("input: " + s.ToString(), MissingBuiltin(s));
  Result<ResultSet> rows = Ask(test, run);
  bool wants_error = test.want_error || test.want_error_code;
  if (!rows.ok()) {
    if (std::string missing = MissingBuiltin(rows.status()); !missing.empty()) {
      return Fail("query: " + rows.status().ToString(), missing);
    }
    Judgement judgement = JudgeError(test, rows.status());
    if (!judgement.passed || !test.want_result || !test.strict_error) return judgement;
    // Both an error and rows are wanted: OPA's runner saw the rows that came before the error. Without strict errors they are
    // the whole answer.
    Run lenient;
    if (Status s = Compile(test, version, false, lenient); !s.ok()) return Fail("modules: " + s.ToString());
    if (Status s = SetInput(test, lenient); !s.ok()) return Fail("input: " + s.ToString());
    Result<ResultSet> again = Ask(test, lenient);
    if (!again.ok()) return Fail("without strict errors: " + again.status().ToString());
    std::string why = CompareRows(test, *again);
    return {why.empty(), why, ""};
  }
  if (wants_error) return Fail("want an error, got " + std::to_string(rows->rows().size()) + " rows");
  if (!test.want_result) return {true, "", ""};
  std::string why = CompareRows(test, *rows);
  return {why.empty(), why, ""};
}

}  // namespace reeve::conformance
