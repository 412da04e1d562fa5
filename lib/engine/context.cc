// Context: one evaluation from input text to answer. See include/reeve/engine.h. Tested by tests/engine/context_test.cc.
#include <random>

#include "engine/evaluation.h"
#include "reeve/engine.h"
#include "value/compare.h"
#include "value/json.h"

namespace reeve {
namespace engine {
namespace {

bool IsIdentifier(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (char c : name) {
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
  }
  return true;
}

void AskEnvironment(const Compiled& compiled, capabilities::Environment& environment) {
  if (!compiled.asks_environment) return;
  const Options& options = compiled.inputs->options;
  environment.runtime = compiled.inputs->runtime.root();
  environment.may_read_host = options.grants.environment;
  environment.allow_net = options.grants.allow_net ? &*options.grants.allow_net : nullptr;
  environment.max_response_bytes = options.limits.max_response_bytes;
  if (options.clock) {
    environment.now_ns = options.clock();
  } else {
    environment.now_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  }
  if (options.random) {
    environment.random = options.random;
  } else {
    environment.random = [] {
      std::random_device device;
      return static_cast<uint64_t>(device()) << 32 | device();
    };
  }
}

// Runs `function` of `compiled` over the evaluation's input and data.
Status Run(Evaluation& evaluation, uint32_t function, text::PatternCache& patterns, Budget& budget) {
  const Compiled& compiled = *evaluation.compiled;
  AskEnvironment(compiled, evaluation.environment);
  vm::Machine machine(compiled.program, compiled.inputs->natives, evaluation.scratch, budget, patterns, evaluation.environment,
                      MachineOptionsOf(compiled.inputs->options), evaluation.input, evaluation.data->root);
  vm::Outcome outcome = machine.Evaluate(function, &evaluation.value, &evaluation.defaulted);
  if (outcome == vm::Outcome::kError) return ErrorStatus(compiled, machine.error());
  evaluation.defined = outcome == vm::Outcome::kValue;
  // The caller may print all of it.
  if (evaluation.defined && evaluation.value.kind() >= Kind::kArray) value::ChargeWalk(evaluation.value, budget);
  return {};
}

// Parses the input into the evaluation's memory. Empty text: no input.
Status ReadInput(Evaluation& evaluation, std::string_view json, Budget& budget) {
  if (json.empty()) return {};
  const Limits& limits = evaluation.compiled->inputs->options.limits;
  value::JsonOptions options;
  options.max_depth = limits.max_value_depth;
  options.max_bytes = limits.max_input_bytes;
  options.keys = evaluation.compiled->program.keys.get();
  options.budget = &budget;
  Result<Value> parsed = value::ParseJson(evaluation.scratch.arena, json, options);
  if (!parsed.ok()) return parsed.status();
  evaluation.input = *parsed;
  return {};
}

std::unique_ptr<Evaluation> Start(ContextState& state, const std::shared_ptr<const Compiled>& compiled) {
  std::unique_ptr<Evaluation> evaluation = Lease(state.pool);
  evaluation->scratch.arena.set_limit(compiled->inputs->options.limits.eval_memory);
  if (evaluation->compiled != compiled) {
    evaluation->compiled = compiled;
    evaluation->scratch.memos.clear();  // of another program
  }
  evaluation->data = state.CurrentData();
  evaluation->environment.http_cache = &state.http_cache;
  evaluation->value = Value();
  evaluation->exists = evaluation->defined = evaluation->defaulted = false;
  evaluation->api_name.clear();
  return evaluation;
}

struct Returned {
  std::unique_ptr<Evaluation> evaluation;
  ~Returned() { GiveBack(std::move(evaluation)); }
};

Budget BudgetOf(const Compiled& compiled, const CallOptions& call) {
  return Budget(compiled.inputs->options.limits.eval_work, call.deadline, call.cancel);
}

// Rows of a query from the array that its function returned.
std::vector<ResultRow> Rows(const Evaluation& evaluation) {
  std::vector<ResultRow> rows;
  const semantics::Query& query = *evaluation.compiled->policy.query;
  for (size_t r = 0; r < evaluation.value.size(); ++r) {
    Value values = evaluation.value.at(r);
    ResultRow& row = rows.emplace_back();
    size_t at = 0;
    for (const auto& expression : query.expressions) {
      row.expressions.push_back({values.at(at++), expression.text, expression.location.row, expression.location.column});
    }
    for (const auto& binding : query.bindings) row.bindings.emplace_back(binding.name, values.at(at++));
  }
  return rows;
}

// The value of one rule; `read` gives the evaluation its input.
template <typename Read>
Result<Decision> AskRule(ContextState& state, std::string_view api_name, const CallOptions& call, Read read) {
  if (!state.broken.ok()) return state.broken;
  if (!IsIdentifier(api_name)) {
    return Status(Code::kInvalidArgument, "\"" + std::string(api_name.substr(0, 100)) + "\" is no name of a rule: letters, digits and _ are");
  }
  const PolicyState& policy = *state.policy->state();
  if (policy.package.empty()) {
    return Status(Code::kInvalidArgument, "the modules have several packages: set Options::package to say whose rules are asked");
  }
  Returned leased;
  return Guarded<Result<Decision>>([&]() -> Result<Decision> {
    leased.evaluation = Start(state, policy.compiled);
    Evaluation& evaluation = *leased.evaluation;
    evaluation.api_name = api_name;
    Budget budget = BudgetOf(*policy.compiled, call);
    Status done = read(evaluation, budget);
    if (done.ok() && call.replay != nullptr) done = ReplayAnswers(evaluation, *call.replay);
    const PolicyState::Rule* rule = policy.Find(api_name);
    evaluation.exists = rule != nullptr;
    if (done.ok() && rule != nullptr) done = Run(evaluation, rule->function, state.patterns, budget);
    if (!done.ok()) return done;
    evaluation.scratch.work = budget.spent();
    return Decision(std::move(leased.evaluation));
  });
}

}  // namespace

ContextState::ContextState(std::shared_ptr<const Policy> p, std::shared_ptr<Store> s)
    : policy(std::move(p)), store(std::move(s)), pool(std::make_shared<Pool>()),
      patterns(policy->options().limits.max_cached_patterns, &policy->state()->compiled->patterns),
      http_cache(policy->options().limits.max_http_cache_bytes) {
  pool->limit = policy->options().limits.retained_memory;
  pool->free.reserve(8);
  if (store == nullptr) {
    Result<std::shared_ptr<Store>> own = Store::Create(*policy);
    if (own.ok()) store = std::move(*own);
    else broken = own.status();
  }
}

const std::shared_ptr<const DataVersion>& ContextState::CurrentData() {
  StoreState& shared = store->state();
  if (data == nullptr || data->number != shared.number.load(std::memory_order_acquire)) data = shared.Current();
  return data;
}

}  // namespace engine

Context::Context(std::shared_ptr<const Policy> policy, std::shared_ptr<Store> store)
    : state_(std::make_unique<engine::ContextState>(std::move(policy), std::move(store))) {}
Context::~Context() = default;
Context::Context(Context&&) noexcept = default;
Context& Context::operator=(Context&&) noexcept = default;
Store& Context::store() const { return *state_->store; }
const Policy& Context::policy() const { return *state_->policy; }

size_t Context::retained_memory() const { return state_->pool->kept; }

Result<Decision> Context::Evaluate(std::string_view api_name, std::string_view input_json, const CallOptions& call) {
  return engine::AskRule(*state_, api_name, call, [&](engine::Evaluation& evaluation, Budget& budget) {
    return engine::ReadInput(evaluation, input_json, budget);
  });
}

Result<Decision> Context::EvaluateAgain(const Decision& decision, std::string_view api_name, const CallOptions& call) {
  return engine::AskRule(*state_, api_name, call, [&](engine::Evaluation& evaluation, Budget&) {
    evaluation.input = decision.evaluation().input;
    return Status();
  });
}

Result<ResultSet> Context::Evaluate(const Query& query, std::string_view input_json, const CallOptions& call) {
  if (!state_->broken.ok()) return state_->broken;
  engine::Returned leased;
  return engine::Guarded<Result<ResultSet>>([&]() -> Result<ResultSet> {
    const std::shared_ptr<const engine::Compiled>& compiled = query.state().compiled;
    leased.evaluation = engine::Start(*state_, compiled);
    Budget budget = engine::BudgetOf(*compiled, call);
    Status done = engine::ReadInput(*leased.evaluation, input_json, budget);
    if (done.ok() && call.replay != nullptr) done = engine::ReplayAnswers(*leased.evaluation, *call.replay);
    if (done.ok()) done = engine::Run(*leased.evaluation, compiled->program.query->function, state_->patterns, budget);
    if (!done.ok()) return done;
    leased.evaluation->scratch.work = budget.spent();
    std::vector<ResultRow> rows = engine::Rows(*leased.evaluation);
    return ResultSet(std::move(leased.evaluation), std::move(rows));
  });
}

Result<ResultSet> Context::Evaluate(const Query& query, const std::optional<Value>& input, const CallOptions& call) {
  if (!state_->broken.ok()) return state_->broken;
  engine::Returned leased;
  return engine::Guarded<Result<ResultSet>>([&]() -> Result<ResultSet> {
    const std::shared_ptr<const engine::Compiled>& compiled = query.state().compiled;
    leased.evaluation = engine::Start(*state_, compiled);
    leased.evaluation->input = input;
    Budget budget = engine::BudgetOf(*compiled, call);
    Status done;
    if (call.replay != nullptr) done = engine::ReplayAnswers(*leased.evaluation, *call.replay);
    if (done.ok()) done = engine::Run(*leased.evaluation, compiled->program.query->function, state_->patterns, budget);
    if (!done.ok()) return done;
    leased.evaluation->scratch.work = budget.spent();
    std::vector<ResultRow> rows = engine::Rows(*leased.evaluation);
    return ResultSet(std::move(leased.evaluation), std::move(rows));
  });
}

Result<Explanation> Context::Explain(const Decision& decision, const ExplainOptions& options) {
  return engine::ExplainEvaluation(*state_, decision.evaluation(), options);
}

Result<Explanation> Context::Explain(const Query& query, const ResultSet& results, const ExplainOptions& options) {
  return engine::ExplainQuery(*state_, query.state(), results.evaluation(), options);
}

}  // namespace reeve
