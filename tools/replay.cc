// reeve replay: recorded requests, decided in order over one state, as the agent in a pod's VM does.
//
//     $ reeve replay policy.rego requests.jsonl
//
// Data starts as {"pstate": {}}. What an allowed call asks to change is committed before the next call; a call whose operations
// cannot be applied is denied with an error. Interface: RunReplay (cli.h). Tested by tests/tools/cases/replay.md.
#include <algorithm>
#include <chrono>
#include <memory>

#include "reeve/attestation.h"
#include "reeve/engine.h"
#include "tools/cli.h"
#include "tools/files.h"
#include "tools/output.h"
#include "tools/replay_table.h"
#include "tools/requests.h"

namespace reeve::tools {
namespace {

struct ReplayFlags {
  std::string policy, requests, data, version = "v1", host_data, format = "table";
  bool legacy = false, explain = false, show_values = false;
};

constexpr std::string_view kExamples =
    "Examples:\n"
    "  reeve replay examples/pod/policy.rego examples/pod/requests.jsonl\n"
    "  reeve replay --explain policy.rego requests.json\n"
    "  reeve replay --host-data $(sha256sum <policy.rego | cut -c-64) policy.rego requests.jsonl\n"
    "  reeve replay --format json policy.rego requests.jsonl | jq -r 'select(.allowed | not) | .reason'\n"
    "\n"
    "REQUESTS is a JSON array, or JSON lines, of [api_name, input]; - is standard input.\n"
    "Exit codes: 0 every call has its line, whatever it says; 1 a wrong command line; 2 the policy is refused, or a file.";

void AddFlags(CLI::App& app, ReplayFlags& flags) {
  app.add_option("POLICY", flags.policy, "the policy's file")->required();
  app.add_option("REQUESTS", flags.requests, "the requests' file")->required();
  app.add_option("--data", flags.data, "JSON file, merged over the first data, {\"pstate\": {}}");
  app.add_option("--rego-version", flags.version, "v0 or v1: what a policy without `import rego.v1` is written in")
      ->check(CLI::IsMember({"v0", "v1"}))->capture_default_str();
  app.add_flag("--legacy", flags.legacy, "accept recursion (bounded) and a blank before a call's parenthesis, as old policies have");
  app.add_option("--host-data", flags.host_data, "64 hex digits: refuse a policy whose SHA-256 is not this");
  app.add_flag("--explain", flags.explain, "say of each denial what every candidate rule failed at");
  app.add_flag("--show-values", flags.show_values, "with --explain: also the values; they may be secrets");
  app.add_option("--format", flags.format, "table or json (one line a call)")->check(CLI::IsMember({"table", "json"}))->capture_default_str();
}

// The summary is the better the more it chooses from; --explain shows the first of them.
constexpr size_t kMostCandidates = 4096, kShownCandidates = 64;

using SteadyClock = std::chrono::steady_clock;

int64_t NanosSince(SteadyClock::time_point start) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(SteadyClock::now() - start).count();
}

// One line for one or more errors.
std::string ErrorLine(const Status& status) {
  std::string out;
  for (const Diagnostic& d : status.diagnostics()) {
    if (!out.empty()) out += "; ";
    if (!d.file.empty()) out += d.file + ":" + std::to_string(d.row) + ": ";
    else if (d.row > 0) out += std::to_string(d.row) + ":" + std::to_string(d.column) + ": ";
    out += std::string(CodeName(d.code)) + ": " + d.message;
  }
  return out;
}

// "add /pstate/sandbox, remove /pstate/1f"
std::string OperationsLine(Value operations) {
  std::string out;
  for (size_t i = 0; i < operations.size() && operations.is_array(); ++i) {
    std::optional<Value> op = operations.at(i).Find("op"), path = operations.at(i).Find("path");
    if (!op || !path || !op->is_string() || !path->is_string()) continue;
    if (!out.empty()) out += ", ";
    out += std::string(op->string()) + " " + std::string(path->string());
  }
  return out;
}

class Replay {
 public:
  Replay(const ReplayFlags& flags, std::shared_ptr<const Policy> policy, std::shared_ptr<Store> store)
      : flags_(flags), context_(std::move(policy), std::move(store)) {}

  Outcome Decide(const Request& request) {
    Outcome outcome;
    outcome.api = request.api;
    SteadyClock::time_point start = SteadyClock::now();
    Result<Decision> decision = context_.Evaluate(request.api, request.input);
    outcome.ns = NanosSince(start);
    if (!decision.ok()) {
      outcome.error = ErrorLine(decision.status());
      return outcome;
    }
    if (decision->defined()) outcome.value = decision->value().ToJson();
    outcome.defaulted = decision->defaulted();
    Result<Verdict> verdict = Judge(*decision);
    if (!verdict.ok()) {
      outcome.error = ErrorLine(verdict.status());
    } else if (!verdict->allowed) {
      Explain(*decision, outcome);
    } else if (Status status = Commit(*verdict, outcome); status.ok()) {
      outcome.allowed = true;
    } else {
      outcome.error = ErrorLine(status);
    }
    return outcome;
  }

 private:
  Status Commit(const Verdict& verdict, Outcome& outcome) {
    if (!verdict.operations) return Status();
    Status status = context_.store().Commit(*verdict.operations);
    if (status.ok()) outcome.operations = OperationsLine(*verdict.operations);
    return status;
  }

  void Explain(const Decision& decision, Outcome& outcome) {
    if (!decision.rule_exists()) {
      outcome.reason = "the policy has no rule of this name";
      return;
    }
    ExplainOptions options;
    options.show_values = flags_.show_values;
    options.max_candidates = kMostCandidates;
    Result<Explanation> explanation = context_.Explain(decision, options);
    outcome.reason = explanation.ok() ? explanation->Summary() : "no explanation: " + ErrorLine(explanation.status());
    if (explanation.ok() && flags_.explain) {
      outcome.candidates = std::move(explanation->candidates);
      outcome.candidates.resize(std::min(outcome.candidates.size(), kShownCandidates));
    }
    if (outcome.reason.empty()) {
      outcome.reason = !decision.defined() ? "the rule is undefined" : outcome.defaulted ? "denied by default" : "denied by the rule's value";
    }
  }

  const ReplayFlags& flags_;
  Context context_;
};

std::string JsonLine(const Outcome& o, bool explain) {
  std::string out = "{\"api\":";
  AppendJsonText(o.api, out);
  if (!o.value.empty()) out += ",\"value\":" + o.value;
  out += std::string(",\"allowed\":") + (o.allowed ? "true" : "false") + ",\"defaulted\":" + (o.defaulted ? "true" : "false");
  AppendTextMember("error", o.error, out);
  AppendTextMember("reason", o.reason, out);
  out += ",\"ns\":" + std::to_string(o.ns);
  for (size_t i = 0; explain && i < o.candidates.size(); ++i) {
    out += (i == 0 ? ",\"candidates\":[" : ",") + CandidateAsJson(o.candidates[i]);
    if (i + 1 == o.candidates.size()) out += "]";
  }
  return out + "}\n";
}

Status Bind(const ReplayFlags& flags, const std::string& text, Loading& loading) {
  Result<Sha256Digest> digest = PolicyDigest(text);
  if (!digest.ok()) return digest.status();
  loading.digest = ToHex(*digest);
  loading.policy_bytes = text.size();
  if (flags.host_data.empty()) return Status();
  Result<Sha256Digest> host_data = ParseHostData(flags.host_data);
  if (!host_data.ok()) return host_data.status();
  loading.bound = true;
  return BindPolicy(text, *host_data);
}

Result<std::shared_ptr<const Policy>> Load(const ReplayFlags& flags, Loading& loading) {
  Result<std::string> text = ReadFile(flags.policy);
  if (!text.ok()) return text.status();
  if (Status status = Bind(flags, *text, loading); !status.ok()) return status;
  Options options;
  options.rego_version = flags.version == "v0" ? RegoVersion::kV0 : RegoVersion::kV1;
  options.legacy = flags.legacy;
  options.prints = Prints::kRecord;
  options.grants = Grants::None();  // as an agent
  SteadyClock::time_point start = SteadyClock::now();
  Engine engine(options);
  if (Status status = engine.AddModule(flags.policy.substr(flags.policy.rfind('/') + 1), std::move(*text)); !status.ok()) return status;
  if (Status status = engine.AddData(R"({"pstate": {}})"); !status.ok()) return status;
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  loading.ns = NanosSince(start);
  return policy;
}

int Fail(const std::string& about, const Status& status) {
  Write(stderr, "reeve replay: " + about + ErrorsAsText(status));
  return kExitError;
}

}  // namespace

int RunReplay(const Words& words) {
  CLI::App app;
  ReplayFlags flags;
  Describe(app, "replay", kExamples);
  AddFlags(app, flags);
  if (std::optional<int> code = ParseFlags(app, words)) return *code;

  Loading loading;
  Result<std::shared_ptr<const Policy>> policy = Load(flags, loading);
  if (!policy.ok()) return Fail("the policy is refused: ", policy.status());
  Result<std::string> data = flags.data.empty() ? Result<std::string>(std::string()) : ReadFile(flags.data);
  if (!data.ok()) return Fail("", data.status());
  Result<std::shared_ptr<Store>> store = Store::Create(**policy, *data);
  if (!store.ok()) return Fail(flags.data + ": ", store.status());
  Result<std::string> text = ReadFile(flags.requests);
  if (!text.ok()) return Fail("", text.status());
  Result<std::vector<Request>> requests = ReadRequests(*text);
  if (!requests.ok()) return Fail(flags.requests + ": ", requests.status());

  Replay replay(flags, *policy, *store);
  if (flags.format == "json") {
    for (const Request& request : *requests) Write(stdout, JsonLine(replay.Decide(request), flags.explain));
    return kExitOk;
  }
  std::vector<std::string> apis;
  for (const Request& request : *requests) apis.push_back(request.api);
  ReplayTable table(stdout, apis, flags.policy);
  for (const Request& request : *requests) table.Row(replay.Decide(request));
  table.Summary(loading);
  return kExitOk;
}

}  // namespace reeve::tools
