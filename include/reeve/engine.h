// Reeve's front door: start here.
//
// An Engine collects policy text; Compile makes an immutable Policy; a Context evaluates it.
//
//     reeve::Engine engine;                                        // options: options.h
//     reeve::Status added = engine.AddModule("policy.rego", R"(
//         package agent_policy
//         default CreateContainerRequest := false
//         CreateContainerRequest if input.OCI.Root.Readonly
//     )");
//     reeve::Result<std::shared_ptr<const reeve::Policy>> policy = engine.Compile();
//     if (!policy.ok()) { std::cerr << policy.status().ToString(); return 1; }   // all diagnostics at once
//     reeve::Context context(*policy);
//     reeve::Result<reeve::Decision> decision = context.Evaluate("CreateContainerRequest", R"({"OCI": {"Root": {"Readonly": true}}})");
//     if (decision.ok() && reeve::Judge(*decision)->allowed) { ... }
//
// Threads: an Engine belongs to one thread. A Policy is immutable: any number of threads may use it at once, each with a
// Context of its own. A Context, and the Decisions that came from it, belong to one thread at a time. A Store may be shared.
//
// Failure: a Result error means that the host, the text or a limit is at fault (bad JSON, a conflict between rules, a budget
// that ran out); treat it as a denial. What the policy says is in the Decision. Undefined is an outcome, not an error.
// Nothing here throws, prints or aborts.
#ifndef REEVE_ENGINE_H_
#define REEVE_ENGINE_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reeve/builtin.h"
#include "reeve/options.h"
#include "reeve/status.h"
#include "reeve/value.h"

namespace reeve {

class Context;
class Policy;
namespace engine {  // internal: lib/engine
struct PolicyState;
struct QueryState;
struct ContextState;
struct StoreState;
struct Evaluation;
}  // namespace engine

// Collects modules, data and functions. Nothing is compiled before Compile; the Engine can go on collecting after it.
class Engine {
 public:
  explicit Engine(Options options = {});
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  // Adds a Rego module. `name` stands in diagnostics; a second module of the same name replaces the first.
  // Errors here: kSizeLimit and text that is no UTF-8. Syntax errors come from Compile, all at once.
  Status AddModule(std::string name, std::string text);
  // Merges a JSON object into the base documents (`data`). Two values for one path: kInvalidInput.
  Status AddData(std::string_view json);
  Status AddData(const Document& document);
  // Adds a function that policies can call. Errors: a name that is taken or no dotted identifier.
  Status Register(HostBuiltin builtin);
  // Parses, checks, plans and folds. Errors: every diagnostic of the stage that failed.
  Result<std::shared_ptr<const Policy>> Compile() const;
  const Options& options() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What Reeve has, as OPA's capabilities.json tells it: built-ins with their types, keywords, features.
std::string Capabilities();

// A query prepared against a policy: immutable, shareable between threads, keeps its policy alive.
class Query {
 public:
  ~Query();
  // internal
  explicit Query(std::shared_ptr<const engine::QueryState> state);
  const engine::QueryState& state() const { return *state_; }

 private:
  std::shared_ptr<const engine::QueryState> state_;
};

// Which form of the compiled policy Dump prints.
enum class Form : uint8_t { kTokens, kAst, kPolicy, kPlan, kProgram };

// A compiled policy.
class Policy : public std::enable_shared_from_this<Policy> {
 public:
  ~Policy();
  // The package whose rules Context::Evaluate answers: "agent_policy".
  std::string_view package() const;
  // Names of the rules (not functions) of that package, sorted.
  std::vector<std::string> RuleNames() const;
  bool HasRule(std::string_view api_name) const;
  // Compiles any Rego query: "data.a.b", "x := data.p.q; x > 1". `imports` as in a module: "data.lib", "input.user as u".
  // `package` (dotted) resolves unqualified names; empty: none.
  Result<std::shared_ptr<const Query>> Prepare(std::string_view query, const std::vector<std::string>& imports = {},
                                               std::string_view package = {}) const;
  // Text of one internal form, for people and tests; its shape may change with any release.
  Result<std::string> Dump(Form form) const;
  const Options& options() const;

  // internal
  explicit Policy(std::shared_ptr<const engine::PolicyState> state);
  const std::shared_ptr<const engine::PolicyState>& state() const { return state_; }

 private:
  std::shared_ptr<const engine::PolicyState> state_;
};

// The base documents and their versions. Each version is immutable; Commit makes the next and swaps it in atomically.
// A Store may be shared by Contexts on several threads.
class Store {
 public:
  // Starts with the policy's base documents; `initial` (a JSON object), if given, is merged over them.
  static Result<std::shared_ptr<Store>> Create(const Policy& policy, std::string_view initial_json = {});
  ~Store();
  // Applies operations {"op": "add" | "remove" | "replace", "path": "/pstate/...", "value": ...} (RFC 6902), all or none. Only below
  // the state root `/pstate`. Errors: kOperation, with the operation's number, and nothing changed.
  Status Commit(Value operations);
  // Whether Commit would accept them.
  Status CheckOperations(Value operations) const;
  // A copy of the current base documents.
  Document Snapshot() const;
  uint64_t version() const;          // grows by one with each commit
  size_t memory() const;             // bytes that the state takes now

  // internal
  explicit Store(std::shared_ptr<engine::StoreState> state);
  engine::StoreState& state() const { return *state_; }

 private:
  std::shared_ptr<engine::StoreState> state_;
};


// One answer. Holds the memory of its value, prints and input, leased from its Context: let it go before many more are
// made. Move-only; must not outlive its Context.
class Decision {
 public:
  Decision(Decision&&) noexcept;
  Decision& operator=(Decision&&) noexcept;
  ~Decision();

  bool defined() const;              // the rule has a value for this input
  bool defaulted() const;            // the value is the document's `default`
  bool rule_exists() const;          // the policy has a rule of this name at all
  std::string_view api_name() const;
  Value value() const;               // null unless defined()

  // Records of print calls, in order (Options.prints = kRecord). Text is made here, not during the evaluation.
  size_t print_count() const;
  std::string PrintText(size_t i) const;                // without its place
  std::string PrintPlace(size_t i) const;               // "policy.rego:12"
  std::string JoinPrints(std::string_view separator) const;  // texts, as the Kata agent joins them

  uint64_t work() const;             // work units spent
  // What clock, randomness, network and host functions answered, as OPA's decision logs have it (nd_builtin_cache):
  // {"time.now_ns": {"[]": 1700000000000000000}}. Calls that were undefined or failed are not among them.
  Document NondeterministicAnswers() const;

  // internal
  explicit Decision(std::unique_ptr<engine::Evaluation> evaluation);
  engine::Evaluation& evaluation() const { return *evaluation_; }

 private:
  std::unique_ptr<engine::Evaluation> evaluation_;
};

// What a decision's value means to an agent: `true` and {"allowed": true, ...} allow; `false`, {"allowed": false} and undefined
// deny; anything else is the error kDecision, and denied. An allowing object may carry operations on the state ("ops").
struct Verdict {
  bool allowed = false;
  std::optional<Value> operations;   // an array; valid as long as the decision
};
Result<Verdict> Judge(const Decision& decision);

// One row of a query's answer.
struct ResultRow {
  struct Expression { Value value; std::string_view text; uint32_t row; uint32_t column; };
  std::vector<Expression> expressions;
  std::vector<std::pair<std::string_view, Value>> bindings;  // by name
};
// All rows; empty = undefined. Same lifetime as a Decision.
class ResultSet {
 public:
  ResultSet(ResultSet&&) noexcept;
  ResultSet& operator=(ResultSet&&) noexcept;
  ~ResultSet();
  const std::vector<ResultRow>& rows() const;
  size_t print_count() const;
  std::string PrintText(size_t i) const;
  std::string PrintPlace(size_t i) const;
  uint64_t work() const;

  // internal
  ResultSet(std::unique_ptr<engine::Evaluation> evaluation, std::vector<ResultRow> rows);
  const engine::Evaluation& evaluation() const { return *evaluation_; }

 private:
  std::unique_ptr<engine::Evaluation> evaluation_;
  std::vector<ResultRow> rows_;
};

// Why a rule did not hold: one entry for each candidate body (one for each element that a loop in it tried).
struct Explanation {
  struct Candidate {
    std::string rule;        // "CreateContainerRequest", "allow_mount"
    std::string loop;        // what the body was tried with: "policy_data.containers[1]"; empty outside loops
    std::string file;
    uint32_t row = 0, column = 0;
    std::string expression;  // source text of the first expression that failed
    uint32_t depth = 0;      // calls below the rule that was asked; the chain of causes of one failure goes down
    std::string values;      // "p_oci.Root.Readonly = true"; empty unless asked for
  };
  std::vector<Candidate> candidates;
  bool agrees = true;        // the second evaluation gave the same answer
  bool truncated = false;    // more candidates than max_candidates
  // The most telling failure in one line: "rules.rego:85: p_oci.Root.Readonly == i_oci.Root.Readonly".
  std::string Summary() const;
};
struct ExplainOptions {
  bool show_values = false;  // values of the failing expression; they may be secrets
  size_t max_candidates = 64;
};

// Per-call settings.
struct CallOptions {
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  const std::atomic<bool>* cancel = nullptr;
  // Answers of an earlier evaluation (Decision::NondeterministicAnswers), given again to the same calls with the same arguments;
  // what is not among them is asked as usual. Must outlive the call. kInvalidInput if it has another form.
  const Document* replay = nullptr;
};

// Evaluates one policy on one thread: scratch memory, compiled dynamic patterns, the data it reads.
class Context {
 public:
  // Without a store, a private one with the policy's base documents.
  explicit Context(std::shared_ptr<const Policy> policy, std::shared_ptr<Store> store = nullptr);
  ~Context();
  Context(Context&&) noexcept;
  Context& operator=(Context&&) noexcept;

  // The value of rule `api_name` of the policy's package for this input. Errors: api_name is no identifier; the input is
  // no JSON (empty text: no input at all, `input` is undefined); conflicts; budgets.
  Result<Decision> Evaluate(std::string_view api_name, std::string_view input_json, const CallOptions& call = {});
  // The rows of a prepared query.
  Result<ResultSet> Evaluate(const Query& query, std::string_view input_json, const CallOptions& call = {});
  Result<ResultSet> Evaluate(const Query& query, const std::optional<Value>& input, const CallOptions& call = {});
  // The value of another rule for the input that `decision` was made from, without parsing it again.
  Result<Decision> EvaluateAgain(const Decision& decision, std::string_view api_name, const CallOptions& call = {});
  // Evaluates again, tracing, over the decision's input and data version, with index and early exit off.
  Result<Explanation> Explain(const Decision& decision, const ExplainOptions& options = {});
  // The same for a query: `results` are what it answered. Compiles the policy once more.
  Result<Explanation> Explain(const Query& query, const ResultSet& results, const ExplainOptions& options = {});

  Store& store() const;
  const Policy& policy() const;
  size_t retained_memory() const;    // bytes that the Context holds between calls

 private:
  std::unique_ptr<engine::ContextState> state_;
};

}  // namespace reeve

#endif  // REEVE_ENGINE_H_
