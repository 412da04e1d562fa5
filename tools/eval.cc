// reeve eval: a query over policies, data and an input, with the flags, the output and the exit codes of `opa eval`.
//
//     $ reeve eval -d policy.rego -i input.json 'data.agent_policy.CreateContainerRequest'
//
// Interface: RunEval (cli.h). Tested by tests/tools/cases/eval.md.
#include <unistd.h>

#include <chrono>
#include <iterator>
#include <optional>

#include "reeve/engine.h"
#include "tools/cli.h"
#include "tools/files.h"
#include "tools/output.h"

namespace reeve::tools {
namespace {

struct EvalFlags {
  std::vector<std::string> data, imports;
  std::string query, input_path, package, format = "json", timeout, explain;
  bool query_from_stdin = false, input_from_stdin = false, strict_builtin_errors = false, fail = false, fail_defined = false;
  LanguageFlags language;
};

constexpr std::string_view kExamples =
    "Examples:\n"
    "  reeve eval 'x := 1; y := 2; x < y'\n"
    "  reeve eval -d policy.rego -i input.json data.policy.allow\n"
    "  reeve eval -d policies/ -d users.json -f values 'data.users[i].name'\n"
    "  echo '{\"n\": 3}' | reeve eval -I --fail 'input.n > 2'\n"
    "\n"
    "Exit codes: 0 done; 1 --fail and undefined, or --fail-defined and defined, or a wrong command line; 2 an error,\n"
    "written to standard output as {\"errors\": [...]} (formats json and discard) or else to standard error as text.";

void AddFlags(CLI::App& app, EvalFlags& flags) {
  auto repeated = [](CLI::Option* option) {
    option->type_size(1)->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  };
  app.add_option("QUERY", flags.query, "a Rego query");
  repeated(app.add_option("-d,--data", flags.data, "policy or data: a file or a folder; a.b:FILE puts it at data.a.b; may be repeated"));
  app.add_option("-i,--input", flags.input_path, "the input's file, JSON or YAML");
  app.add_flag("-I,--stdin-input", flags.input_from_stdin, "read the input from standard input");
  app.add_flag("--stdin", flags.query_from_stdin, "read the query from standard input");
  app.add_option("--package", flags.package, "package that unqualified names of the query mean");
  repeated(app.add_option("--import", flags.imports, "import for the query, such as data.lib; may be repeated"));
  app.add_option("-f,--format", flags.format, "json, values, bindings, raw, pretty or discard")
      ->check(CLI::IsMember({"json", "values", "bindings", "raw", "pretty", "discard"}))->capture_default_str();
  app.add_flag("--strict-builtin-errors", flags.strict_builtin_errors, "a built-in that fails is an error, not undefined");
  app.add_flag("--fail", flags.fail, "exit with 1 if the query is undefined");
  app.add_flag("--fail-defined", flags.fail_defined, "exit with 1 if the query is defined");
  app.add_option("--explain", flags.explain, "fails: also what each body that was tried failed at: as \"explanation\" in format json, else as\n"
                 "text on standard error")->check(CLI::IsMember({"fails"}));
  app.add_option("--timeout", flags.timeout, "end the evaluation after this time, such as 500ms or 1m30s");
  flags.language.AddTo(app);
  flags.language.AddChecksTo(app);
}

// {"bindings": ..., "expressions": [...]} of one row, members in OPA's order.
void AppendRow(const ResultRow& row, std::string& out) {
  out += "\n    {\n      \"expressions\": [";
  for (size_t i = 0; i < row.expressions.size(); ++i) {
    const ResultRow::Expression& e = row.expressions[i];
    out += i > 0 ? ",\n        {\n          \"value\": " : "\n        {\n          \"value\": ";
    AppendJson(e.value, 5, out);
    out += ",\n          \"text\": ";
    AppendJsonText(e.text, out);
    out += ",\n          \"location\": {\n            \"row\": " + std::to_string(e.row) +
           ",\n            \"col\": " + std::to_string(e.column) + "\n          }\n        }";
  }
  out += "\n      ]";
  if (!row.bindings.empty()) {
    out += ",\n      \"bindings\": {";
    for (size_t i = 0; i < row.bindings.size(); ++i) {
      out += i > 0 ? ",\n        " : "\n        ";
      AppendJsonText(row.bindings[i].first, out);
      out += ": ";
      AppendJson(row.bindings[i].second, 4, out);
    }
    out += "\n      }";
  }
  out += "\n    }";
}

std::string AsJson(const std::vector<ResultRow>& rows, const Explanation* explanation) {
  if (rows.empty() && explanation == nullptr) return "{}\n";
  std::string out = "{";
  for (size_t i = 0; i < rows.size(); ++i) {
    out += i > 0 ? "," : "\n  \"result\": [";
    AppendRow(rows[i], out);
    if (i + 1 == rows.size()) out += "\n  ]";
  }
  if (explanation == nullptr) return out + "\n}\n";
  out += rows.empty() ? "\n  \"explanation\": [" : ",\n  \"explanation\": [";
  for (size_t i = 0; i < explanation->candidates.size(); ++i) {
    out += (i > 0 ? ",\n    " : "\n    ") + CandidateAsJson(explanation->candidates[i]);
  }
  return out + (explanation->candidates.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

std::string AsValues(const std::vector<ResultRow>& rows) {
  std::string out;
  for (const ResultRow& row : rows) {
    out += '[';
    for (size_t i = 0; i < row.expressions.size(); ++i) {
      out += i > 0 ? ",\n  " : "\n  ";
      AppendJson(row.expressions[i].value, 1, out);
    }
    out += row.expressions.empty() ? "]\n" : "\n]\n";
  }
  return out;
}

std::string AsBindings(const std::vector<ResultRow>& rows) {
  std::string out;
  for (const ResultRow& row : rows) {
    out += '{';
    for (size_t i = 0; i < row.bindings.size(); ++i) {
      out += i > 0 ? ",\n  " : "\n  ";
      AppendJsonText(row.bindings[i].first, out);
      out += ": ";
      AppendJson(row.bindings[i].second, 1, out);
    }
    out += row.bindings.empty() ? "}\n" : "\n}\n";
  }
  return out;
}

// JSON on one line: AppendJson's text without its line breaks (which stand outside strings only) and their blanks.
std::string Compact(Value value) {
  std::string wide, out;
  AppendJson(value, 0, wide);
  bool in_string = false;
  for (size_t i = 0; i < wide.size(); ++i) {
    char c = wide[i];
    if (c == '"') in_string = !in_string;
    if (!in_string && (c == '\n' || c == ' ')) continue;
    out += c;
    if (in_string && c == '\\') out += wide[++i];
  }
  return out;
}

std::string AsRaw(const std::vector<ResultRow>& rows) {
  std::string out;
  for (const ResultRow& row : rows) {
    for (size_t i = 0; i < row.expressions.size(); ++i) {
      Value value = row.expressions[i].value;
      if (i > 0) out += ' ';
      out += value.is_string() ? std::string(value.string()) : Compact(value);
    }
    out += '\n';
  }
  return out;
}

// The columns of the pretty table: the variables, and the expressions that say more than `true`; by name.
std::vector<std::vector<std::string>> TableOf(const std::vector<ResultRow>& rows) {
  std::vector<std::pair<std::string, std::vector<std::string>>> columns;
  auto cell = [&](std::string_view name, size_t row, Value value) {
    auto at = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.first == name; });
    if (at == columns.end()) at = columns.insert(at, {std::string(name), {}});
    at->second.resize(row + 1);
    at->second[row] = Compact(value);
  };
  for (size_t r = 0; r < rows.size(); ++r) {
    for (const auto& [name, value] : rows[r].bindings) cell(name, r, value);
    for (const ResultRow::Expression& e : rows[r].expressions) {
      if (!e.value.is_boolean()) cell(e.text, r, e.value);
    }
  }
  std::sort(columns.begin(), columns.end());
  std::vector<std::vector<std::string>> lines(rows.size() + 1);
  for (auto& [name, cells] : columns) {
    cells.resize(rows.size());
    lines[0].push_back(OneLine(name, 80));
    for (size_t r = 0; r < rows.size(); ++r) lines[r + 1].push_back(OneLine(cells[r], 80));
  }
  return lines;
}

std::string Ruled(const std::vector<std::vector<std::string>>& lines) {
  std::vector<size_t> widths(lines[0].size());
  for (const auto& line : lines) {
    for (size_t c = 0; c < line.size(); ++c) widths[c] = std::max(widths[c], Columns(line[c]));
  }
  auto rule = [&](std::string_view left, std::string_view middle, std::string_view right) {
    std::string out(left);
    for (size_t c = 0; c < widths.size(); ++c) {
      if (c > 0) out += middle;
      for (size_t i = 0; i < widths[c] + 2; ++i) out += "\u2500";
    }
    return out + std::string(right) + "\n";
  };
  std::string out = rule("\u250c", "\u252c", "\u2510");
  for (size_t r = 0; r < lines.size(); ++r) {
    for (size_t c = 0; c < widths.size(); ++c) {
      size_t room = widths[c] - Columns(lines[r][c]), before = r == 0 ? room / 2 : 0;
      out += "\u2502 " + std::string(before, ' ') + lines[r][c] + std::string(room - before + 1, ' ');
    }
    out += "\u2502\n";
    if (r == 0) out += rule("\u251c", "\u253c", "\u2524");
  }
  return out + rule("\u2514", "\u2534", "\u2518");
}

std::string AsPretty(const std::vector<ResultRow>& rows) {
  if (rows.empty()) return "undefined\n";
  const ResultRow& first = rows.front();
  auto boolean = [](const ResultRow::Expression& e) { return e.value.is_boolean(); };
  bool all = std::all_of(first.expressions.begin(), first.expressions.end(), boolean);
  if (rows.size() == 1 && first.bindings.empty() && (all || first.expressions.size() == 1)) {
    std::string out;
    bool truth = std::all_of(first.expressions.begin(), first.expressions.end(),
                             [](const ResultRow::Expression& e) { return e.value.is_true(); });
    if (first.expressions.size() == 1) AppendJson(first.expressions[0].value, 0, out);
    else out = truth ? "true" : "false";
    return out + "\n";
  }
  return Ruled(TableOf(rows));
}

std::string Present(const std::vector<ResultRow>& rows, const std::string& format, const Explanation* explanation) {
  if (format == "values") return AsValues(rows);
  if (format == "bindings") return AsBindings(rows);
  if (format == "raw") return AsRaw(rows);
  if (format == "pretty") return AsPretty(rows);
  if (format == "discard") return rows.empty() ? "{}\n" : "{\n  \"result\": \"discarded\"\n}\n";
  return AsJson(rows, explanation);
}

int Fail(const EvalFlags& flags, const Status& status) {
  bool json = flags.format == "json" || flags.format == "discard";
  Write(json ? stdout : stderr, json ? ErrorsAsJson(status) : ErrorsAsText(status));
  return kExitError;
}

Result<std::optional<Document>> ReadInput(const EvalFlags& flags, const Limits& limits) {
  if (flags.input_path.empty() && !flags.input_from_stdin) return std::optional<Document>();
  Result<std::string> text = ReadFile(flags.input_from_stdin ? "-" : flags.input_path);
  if (!text.ok()) return text.status();
  if (text->size() > limits.max_input_bytes) {
    return Status(Code::kSizeLimit, "the input has " + std::to_string(text->size()) + " bytes; the limit (max_input_bytes) is " +
                                        std::to_string(limits.max_input_bytes));
  }
  Result<Document> document = ReadDocument(*text);
  if (!document.ok()) {
    std::vector<Diagnostic> diagnostics = document.status().diagnostics();
    diagnostics.front().message = "unable to parse input: " + diagnostics.front().message;
    return Status(std::move(diagnostics));
  }
  return std::optional<Document>(std::move(*document));
}

// What opa.runtime tells of this process: its variables.
std::string RuntimeOfProcess() {
  std::string out = "{\"env\":{";
  for (char** entry = environ; *entry != nullptr; ++entry) {
    std::string_view text(*entry);
    size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    if (out.back() != '{') out += ',';
    AppendJsonText(text.substr(0, equals), out);
    out += ':';
    AppendJsonText(text.substr(equals + 1), out);
  }
  return out + "}}";
}

Result<std::shared_ptr<const Policy>> Compile(const EvalFlags& flags) {
  Options options;
  if (Status status = flags.language.Apply(options); !status.ok()) return status;
  options.strict_builtin_errors = flags.strict_builtin_errors;
  options.prints = Prints::kRecord;
  options.grants = Grants::All();
  options.runtime = RuntimeOfProcess();
  Result<Loaded> loaded = LoadPaths(flags.data, Wanted::kAll);
  if (!loaded.ok()) return loaded.status();
  options.package = AnyPackage(*loaded);
  Engine engine(options);
  if (Status status = AddTo(engine, std::move(*loaded)); !status.ok()) return status;
  return engine.Compile();
}

int Evaluate(const EvalFlags& flags, const CallOptions& call) {
  Result<std::shared_ptr<const Policy>> policy = Compile(flags);
  if (!policy.ok()) return Fail(flags, policy.status());
  Result<std::optional<Document>> input = ReadInput(flags, (*policy)->options().limits);
  if (!input.ok()) return Fail(flags, input.status());
  auto query = (*policy)->Prepare(flags.query, flags.imports, flags.package);
  if (!query.ok()) return Fail(flags, query.status());
  Context context(*policy);
  std::optional<Value> root = *input ? std::optional<Value>((*input)->root()) : std::nullopt;
  Result<ResultSet> results = context.Evaluate(**query, root, call);
  if (!results.ok()) return Fail(flags, results.status());
  for (size_t i = 0; i < results->print_count(); ++i) Write(stderr, results->PrintText(i) + "\n");
  std::optional<Explanation> explanation;
  if (!flags.explain.empty()) {
    ExplainOptions options;
    options.show_values = true;
    Result<Explanation> explained = context.Explain(**query, *results, options);
    if (!explained.ok()) return Fail(flags, explained.status());
    explanation = std::move(*explained);
    for (const Explanation::Candidate& c : explanation->candidates) {
      if (flags.format != "json") Write(stderr, std::string(2 * std::min<size_t>(c.depth, 20), ' ') + OneLine(CandidateAsText(c), 400) + "\n");
    }
  }
  Write(stdout, Present(results->rows(), flags.format, explanation ? &*explanation : nullptr));
  bool defined = !results->rows().empty();
  return (flags.fail && !defined) || (flags.fail_defined && defined) ? kExitNo : kExitOk;
}

// What the flags say together. A text: why they make no sense.
std::optional<std::string> Contradiction(const CLI::App& app, const EvalFlags& flags) {
  bool query = app.count("QUERY") > 0;
  if (!query && !flags.query_from_stdin) return "a query is missing, such as 'data.policy.allow'";
  if (query && flags.query_from_stdin) return "--stdin reads the query, so there must be none on the command line";
  if (flags.query_from_stdin && flags.input_from_stdin) return "--stdin and --stdin-input both read standard input";
  if (!flags.input_path.empty() && flags.input_from_stdin) return "--input and --stdin-input both give the input";
  if (flags.fail && flags.fail_defined) return "--fail and --fail-defined exclude each other";
  return std::nullopt;
}

}  // namespace

int RunEval(const Words& words) {
  CLI::App app;
  EvalFlags flags;
  Describe(app, "eval", kExamples);
  AddFlags(app, flags);
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  CallOptions call;
  std::optional<std::string> wrong = Contradiction(app, flags);
  if (!flags.timeout.empty()) {
    std::optional<int64_t> ns = ParseDuration(flags.timeout);
    if (!ns) wrong = "--timeout: \"" + flags.timeout + "\" is no duration; write 500ms, 10s or 1m30s";
    else if (*ns > 0) call.deadline = std::chrono::steady_clock::now() + std::chrono::nanoseconds(*ns);
  }
  if (wrong) {
    std::fprintf(stderr, "reeve eval: %s\n`reeve eval --help` tells its flags.\n", wrong->c_str());
    return kExitNo;
  }
  if (flags.query_from_stdin) {
    Result<std::string> text = ReadFile("-");
    if (!text.ok()) return Fail(flags, text.status());
    flags.query = std::move(*text);
  }
  if (flags.query.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Fail(flags, Status(Code::kInvalidArgument, "cannot evaluate empty query"));
  }
  return Evaluate(flags, call);
}

}  // namespace reeve::tools
