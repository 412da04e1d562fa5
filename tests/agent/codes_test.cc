// Each error code has a case here that shows its text and place: a code of codes.def without one fails the test.
#include <atomic>
#include <catch2/catch.hpp>
#include <functional>
#include <set>

#include "reeve/agent.h"
#include "reeve/attestation.h"
#include "reeve/engine.h"
#include "reeve/snp_report.h"

using namespace reeve;

namespace {

struct Asked {
  std::string module;                            // p.rego, of package p; "" for none
  Options options;
  std::string input = "{}";
  CallOptions call;
};

// The first error that compiling the module and evaluating its rule `x` gives.
Status ErrorOf(const Asked& asked) {
  Options options = asked.options;
  options.package = "p";
  Engine engine(options);
  if (Status added = engine.AddModule("p.rego", asked.module); !added.ok()) return added;
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  if (!policy.ok()) return policy.status();
  Context context(*policy);
  Result<Decision> decision = context.Evaluate("x", asked.input, asked.call);
  return decision.ok() ? Judge(*decision).status() : decision.status();
}

Status Refused(const std::string& module) { return ErrorOf({module, {}, "{}", {}}); }
Status Strictly(const std::string& module) {
  Options options;
  options.strict_builtin_errors = true;
  return ErrorOf({module, options, "{}", {}});
}
Status Limited(const std::string& module, uint64_t Limits::*limit, uint64_t value, const std::string& input = "{}") {
  Options options;
  options.limits.*limit = value;
  options.fold = false;
  return ErrorOf({module, options, input, {}});
}

Status Committed(const char* operations) {
  Engine engine;
  Status added = engine.AddModule("p.rego", "package p");
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  REQUIRE(added.ok());
  REQUIRE(policy.ok());
  Result<std::shared_ptr<Store>> store = Store::Create(**policy);
  return (*store)->Commit(Document::FromJson(operations)->root());
}

Status SetTwice() {
  AgentOptions options;
  options.binding = Binding::kNone;
  Result<std::unique_ptr<AgentPolicy>> agent = AgentPolicy::Create(std::move(options));
  REQUIRE(agent.ok());
  Status first = (*agent)->SetPolicy("package agent_policy\nx := true");
  REQUIRE(first.ok());
  return (*agent)->SetPolicy("package agent_policy\nx := false");
}

std::atomic<bool> cancelled{true};

struct Case {
  Code code;
  std::function<Status()> run;
  std::string shown;             // file:row:column message; or only the message, if the error has no place
};

const Case kCases[] = {
    {Code::kRegoParse, [] { return Refused("package p\nx := [1"); }, "p.rego:2:7 unexpected eof token: expected \",\" or \"]\""},
    {Code::kRegoCompile, [] { return Refused("package p\nimport data.a\nimport input.a\nx if a"); }, "p.rego:3:1 import must not shadow import data.a"},
    {Code::kRegoType, [] { return Refused("package p\n\nx if 1 == \"1\""); }, "p.rego:3:6 match error"},
    {Code::kRegoUnsafeVar, [] { return Refused("package p\nx := y"); }, "p.rego:2:6 var y is unsafe"},
    {Code::kRegoRecursion, [] { return Refused("package p\nx if y\ny if x"); }, "p.rego:2:1 rule data.p.x is recursive: data.p.x -> data.p.y -> data.p.x"},
    {Code::kEvalInternal, [] { return Strictly("package p\nx := y if y := internal.template_string([[1]])"); },
     "p.rego:2:16 internal.template_string: illegal argument type: array"},
    {Code::kEvalCancel, [] {
       Asked asked{"package p\nx := count(numbers.range(1, input.n))", {}, R"({"n": 100000})", {}};
       asked.call.cancel = &cancelled;
       return ErrorOf(asked);
     }, "caller cancelled query execution"},
    {Code::kEvalConflict, [] { return Refused("package p\nx := 1\nx := 2 if input"); },
     "p.rego:3:1 rule data.p.x produced conflicting values"},
    {Code::kEvalType, [] { return ErrorOf({"package p\nx := y if y := abs(input)", [] { Options o; o.strict_builtin_errors = true; return o; }(), "\"a\"", {}}); },
     "p.rego:2:16 abs: operand 1 must be number but got string"},
    {Code::kEvalBuiltin, [] { return Strictly("package p\nx := y if y := 1 / (count(input) - count(input))"); }, "p.rego:2:16 div: divide by zero"},
    {Code::kWorkLimit, [] { return Limited("package p\nx := count([1 | numbers.range(1, 1000)[_]])", &Limits::eval_work, 100); },
     "used up all 100 work units"},
    {Code::kMemoryLimit, [] { return Limited("package p\nx := numbers.range(1, count(input) + 1000000)", &Limits::eval_memory, 1 << 20); },
     "needs more than 1048576 bytes of memory"},
    {Code::kDeadline, [] {
       Asked asked{"package p\nx := count(numbers.range(1, input.n))", {}, R"({"n": 100000})", {}};
       asked.call.deadline = std::chrono::steady_clock::time_point::min();
       return ErrorOf(asked);
     }, "the deadline passed"},
    {Code::kDepthLimit, [] { return Limited("package p\nx := [[[[[1]]]]]", &Limits::max_syntax_depth, 3); }, "p.rego:2:9 nesting too deep"},
    {Code::kSizeLimit, [] { return Limited("package p", &Limits::max_module_bytes, 3); }, "p.rego: the module has 9 bytes; the limit is 3"},
    {Code::kInvalidInput, [] { return ErrorOf({"package p\nx := 1", {}, "{\n \"a\": }", {}}); }, ":2:7 "},
    {Code::kInvalidArgument, [] {
       Options options;
       options.schemas["no name"] = "{}";
       return ErrorOf({"package p", options, "{}", {}});
     }, "Options::schemas: \"no name\" is no name of a schema"},
    {Code::kOperation, [] { return Committed(R"([{"op": "add", "path": "/other", "value": 1}])"); }, "operation 0 has the path \"/other\"; only what lies below /pstate may change"},
    {Code::kDecision, [] { return Refused("package p\nx := \"yes\""); }, "x: the rule's value is string; a decision is true, false or {"},
    {Code::kBinding, [] { return BindPolicy("package p", std::vector<uint8_t>(32, 0)); }, "HOST_DATA"},
    {Code::kEvidence, [] { return snp::Report::Parse(std::vector<uint8_t>(3, 0)).status(); }, "3"},
    {Code::kRefused, [] { return SetTwice(); }, "SetPolicyRequest is blocked by policy: a policy was accepted already"},
};

std::string Shown(const Diagnostic& d) {
  std::string place = d.file;
  if (d.row > 0) place += ":" + std::to_string(d.row) + ":" + std::to_string(d.column);
  return place + (place.empty() ? "" : " ") + d.message;
}

}  // namespace

TEST_CASE("each code has a case that shows its text and place") {
  std::set<Code> seen;
  for (const Case& c : kCases) {
    INFO(CodeName(c.code));
    const Status status = c.run();
    REQUIRE_FALSE(status.ok());
    INFO(Shown(status.diagnostics()[0]));
    CHECK(status.code() == c.code);
    CHECK(Shown(status.diagnostics()[0]).find(c.shown) != std::string::npos);
    CHECK_FALSE(c.shown.empty());
    CHECK(seen.insert(c.code).second);
  }
#define REEVE_CODE(enumerator, text, meaning) \
  {                                           \
    INFO("no case for " text);                \
    CHECK(seen.contains(Code::enumerator));   \
  }
#include "reeve/codes.def"
#undef REEVE_CODE
}
