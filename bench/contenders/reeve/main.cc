// The contender Reeve, on its public interface: one workload in, one line of JSON out (bench/README.md has the protocol).
//
// --prints=unread records print calls and reads none (the default), joined formats and joins them for each call, as the Kata agent
// does, erased compiles without them.
#include <cstdio>

#include "bench/harness/measure.h"
#include "reeve/engine.h"
#include "reeve/version.h"

namespace reeve::bench {
namespace {

Result<std::shared_ptr<const Policy>> Load(const Workload& workload, const std::string& prints) {
  Options options;
  options.rego_version = workload.rego_version == 0 ? RegoVersion::kV0 : RegoVersion::kV1;
  options.prints = prints == "erased" ? Prints::kErase : Prints::kRecord;
  if (!workload.requests.empty()) options.package = PackageOf(workload.requests[0].query);
  Engine engine(options);
  for (const auto& [name, text] : workload.policies) {
    if (Status added = engine.AddModule(name, text); !added.ok()) return added;
  }
  for (const std::string& data : workload.data) {
    if (Status added = engine.AddData(data); !added.ok()) return added;
  }
  return engine.Compile();
}

// Answers requests with a Context of its own.
Answerer MakeAnswerer(const std::shared_ptr<const Policy>& policy, const Workload& workload, bool join) {
  auto context = std::make_shared<Context>(policy);
  std::vector<std::string> rules;
  for (const Request& request : workload.requests) rules.push_back(RuleOf(request.query));
  return [context, rules = std::move(rules), first = workload.requests.data(), join](const Request& request) {
    Result<Decision> decision = context->Evaluate(rules[static_cast<size_t>(&request - first)], request.input);
    if (!decision.ok()) return false;
    if (join) {
      std::string text = decision->JoinPrints(" ");
      asm volatile("" : : "r"(text.data()) : "memory");
    }
    return true;
  };
}

// Equal as JSON, which has no sets.
bool Same(Value value, Value expect) {
  if (value == expect) return true;
  Result<Document> plain = Document::FromJson(value.ToJson());
  return plain.ok() && plain->root() == expect;
}

std::string Check(const std::shared_ptr<const Policy>& policy, const Workload& workload) {
  Context context(policy);
  for (size_t i = 0; i < workload.requests.size(); ++i) {
    const Request& request = workload.requests[i];
    std::string where = "request " + std::to_string(i) + " (" + request.kind + "): ";
    Result<Decision> decision = context.Evaluate(RuleOf(request.query), request.input);
    if (!decision.ok()) return where + decision.status().ToString();
    bool right = decision->defined() == request.expect.has_value() &&
                 (!decision->defined() || Same(decision->value(), request.expect->root()));
    if (!right) return where + "got " + (decision->defined() ? decision->value().ToJson() : "undefined");
  }
  return "ok";
}

int Run(const Flags& flags) {
  Result<Workload> workload = ReadWorkload(flags.file);
  if (!workload.ok()) return std::fprintf(stderr, "%s\n", workload.status().ToString().c_str()), 1;
  Line line;
  line.Add("contender", flags.label);
  line.Add("version", "Reeve " REEVE_VERSION_STRING);
  line.Add("workload", workload->name);
  int64_t rss = StatusKb("VmRSS"), start = Now();
  Result<std::shared_ptr<const Policy>> policy = Load(*workload, flags.prints);
  int64_t load = Now() - start;
  line.Add("cold_load_us", static_cast<double>(load) / 1e3);
  line.Add("load_rss_kb", StatusKb("VmRSS") - rss);
  if (!policy.ok()) return line.Print("load: " + policy.status().ToString()), 0;
  auto answerer = [&] { return MakeAnswerer(*policy, *workload, flags.prints == "joined"); };
  std::string answers;
  if (flags.cold_only) {
    answers = AddCold(line, *workload, answerer(), flags.first, start, load);
  } else if (answers = Check(*policy, *workload); answers == "ok" && flags.threads > 0) {
    line.Add("threads", static_cast<int64_t>(flags.threads));
    line.Add("requests_per_s", Throughput(*workload, answerer, flags.threads));
  } else if (answers == "ok") {
    AddTimes(line, *workload, answerer());
  }
  line.Print(answers);
  return 0;
}

}  // namespace
}  // namespace reeve::bench

int main(int argc, char** argv) { return reeve::bench::Run(reeve::bench::ParseFlags(argc, argv)); }
