// AgentPolicy: the policy in force, and the answer to one call. Interface: include/reeve/agent.h. Tested by
// tests/agent/agent_test.cc and threads_test.cc.
//
// Allow evaluates without any lock, on a Context of its own. If the answer changes the state, it takes the state's lock
// and looks whether policy and state are still those that it was made from; if not, it decides again, now that nothing
// can move. SetPolicy swaps the policy under the same lock. So an answer is always one policy's word on one state, and
// calls that change nothing never wait.
#include <algorithm>

#include "agent/loaded.h"
#include "agent/state_lock.h"
#include "reeve/agent.h"
#include "reeve/attestation.h"
#include "reeve/initdata.h"

namespace reeve {

using agent::Loaded;

struct AgentState {
  AgentOptions options;
  mutable std::mutex mutex;  // guards what follows, and Loaded::idle
  std::shared_ptr<Loaded> current;
  agent::StateLock changing;

  agent::StateLock::Clock::time_point WaitUntil(const CallOptions& call) const {
    return std::min(call.deadline, agent::StateLock::Clock::now() + options.state_wait);
  }
};

namespace {

constexpr std::string_view kSetPolicy = "SetPolicyRequest";
constexpr size_t kMostCandidates = 4096;  // the reason is the better the more it chooses from

// A policy and a Context of it, for one call.
struct Lease {
  std::shared_ptr<AgentState> state;
  std::shared_ptr<Loaded> loaded;
  std::unique_ptr<Context> context;

  explicit Lease(std::shared_ptr<AgentState> s) : state(std::move(s)) {
    {
      std::lock_guard<std::mutex> lock(state->mutex);
      loaded = state->current;
      if (!loaded->idle.empty()) {
        context = std::move(loaded->idle.back());
        loaded->idle.pop_back();
      }
    }
    if (context == nullptr) context = std::make_unique<Context>(loaded->policy, loaded->store);
  }
  ~Lease() {
    if (context == nullptr) return;  // moved from
    std::lock_guard<std::mutex> lock(state->mutex);
    if (loaded->idle.size() < Loaded::kMaxIdle) loaded->idle.push_back(std::move(context));
  }
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) = delete;

  bool IsCurrent(uint64_t version) const {
    std::lock_guard<std::mutex> lock(state->mutex);
    return state->current == loaded && loaded->store->version() == version;
  }
};

}  // namespace

// What a Permit keeps that changes the state: the decision that its operations stand in, and the lock.
struct PermitState {
  Lease lease;
  Decision decision;  // goes before the lease's Context
  Value operations;
  bool holds_lock = false;

  PermitState(Lease l, Decision d, Value o) : lease(std::move(l)), decision(std::move(d)), operations(o) {}
  ~PermitState() {
    if (holds_lock) lease.state->changing.Release();
  }
};

namespace {

using Answer = std::unique_ptr<PermitState>;

std::string Words(const Status& status) {
  std::string text;
  for (const Diagnostic& d : status.diagnostics())
    text += (text.empty() ? "" : "; ") + std::string(CodeName(d.code)) + ": " + d.message;
  return text;
}

// Why a rule denied, without values unless they may be shown.
std::string Reason(const AgentOptions& options, Context& context, const Decision& decision) {
  if (!options.reasons) return "";
  if (!decision.rule_exists()) return "the policy has no rule of this name";
  if (options.show_values && decision.print_count() > 0) return decision.JoinPrints(" ");
  ExplainOptions explain;
  explain.show_values = options.show_values;
  explain.max_candidates = kMostCandidates;
  Result<Explanation> explanation = context.Explain(decision, explain);
  std::string summary = explanation.ok() ? explanation->Summary() : "";
  if (!summary.empty()) return summary;
  return !decision.defined()    ? "the rule is undefined"
         : decision.defaulted() ? "denied by default"
                                : "denied by the rule's value";
}

std::string Json(std::string_view text) { return Value::BorrowedString(text).ToJson(); }

// Two lines of the log: the request, and an object that answers it. A JSON text has line feeds between its tokens
// alone.
void Log(const AgentOptions& options, std::string_view api, std::string_view request_json,
         const Result<Decision>& decision) {
  std::span<const AgentApi> apis = AgentApis();
  auto known = std::find_if(apis.begin(), apis.end(), [&](const AgentApi& one) { return one.name == api; });
  if (known != apis.end() && !known->logged) return;
  std::string request = decision.ok() && !request_json.empty() ? std::string(request_json) : "null";
  std::replace_if(
      request.begin(), request.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  std::string start = "{\"kind\":" + Json(api) + ",\"request\":";
  options.log(start + request + "}\n");
  if (decision.ok() && decision->defined() && decision->value().is_object())
    options.log(start + decision->value().ToJson() + "}\n");
}

Permit Allowed(Answer answer = nullptr) { return Permit(Permit::Outcome::kAllowed, "", std::move(answer)); }
Permit Denied(std::string_view api, std::string_view reason) {
  return Permit(Permit::Outcome::kDenied, agent::DeniedText(api, reason), nullptr);
}
Permit Failed(std::string_view api, std::string_view what) {
  return Permit(Permit::Outcome::kError, agent::ErrorText(api, what), nullptr);
}

// One decision over the policy and the state that `lease` has; the lease goes into a Permit that changes the state.
// `log`: write the log's lines; not when a call is decided a second time.
Permit Decide(Lease& lease, std::string_view api, std::string_view request_json, const CallOptions& call, bool log) {
  const AgentOptions& options = lease.state->options;
  Context& context = *lease.context;
  Result<Decision> decision = context.Evaluate(api, request_json, call);
  if (log && options.log) Log(options, api, request_json, decision);
  if (!decision.ok()) return Failed(api, Words(decision.status()));
  Result<Verdict> verdict = Judge(*decision);
  if (!verdict.ok()) return Failed(api, Words(verdict.status()));
  if (!verdict->allowed)
    return lease.loaded->allow_failures ? Allowed() : Denied(api, Reason(options, context, *decision));
  if (!verdict->operations || verdict->operations->size() == 0) return Allowed();
  return Allowed(std::make_unique<PermitState>(std::move(lease), std::move(*decision), *verdict->operations));
}

// Decides once more over what is in force now, with the lock that `before` holds: it stays held if the answer changes
// the state.
Permit DecideAgain(Permit before, std::string_view api, std::string_view request_json, const CallOptions& call) {
  Lease lease(before.state()->lease.state);
  Permit permit = Decide(lease, api, request_json, call, false);
  if (permit.state() != nullptr) std::swap(permit.state()->holds_lock, before.state()->holds_lock);
  return permit;
}

// Exceptions of the standard library end here: being out of memory denies.
template <typename Result, typename Body, typename Otherwise>
Result Guarded(Body body, Otherwise otherwise) {
  try {
    return body();
  } catch (const std::exception&) {
    return otherwise();
  }
}

}  // namespace

Permit::Permit(Outcome outcome, std::string text, std::unique_ptr<PermitState> state)
    : outcome_(outcome), text_(std::move(text)), state_(std::move(state)) {}
Permit::Permit(Permit&&) noexcept = default;
Permit& Permit::operator=(Permit&&) noexcept = default;
Permit::~Permit() = default;

Status Permit::Commit() {
  if (state_ == nullptr) return {};
  Status done = state_->lease.loaded->store->Commit(state_->operations);
  state_.reset();
  return done;
}

AgentPolicy::AgentPolicy(std::shared_ptr<AgentState> state) : state_(std::move(state)) {}
AgentPolicy::~AgentPolicy() = default;

Result<std::unique_ptr<AgentPolicy>> AgentPolicy::Create(AgentOptions options) {
  using R = Result<std::unique_ptr<AgentPolicy>>;
  bool zero = std::all_of(options.host_data.begin(), options.host_data.end(), [](uint8_t byte) { return byte == 0; });
  if (options.binding == Binding::kNone ? !options.host_data.empty()
                                        : options.host_data.size() != sizeof(Sha256Digest) || zero) {
    return Status(Code::kInvalidArgument,
                  options.binding == Binding::kNone
                      ? "host_data is given, but the binding is none"
                      : "host_data must be the 32 bytes that the VM was launched with, not all zero");
  }
  return Guarded<R>(
      [&]() -> R {
        auto state = std::make_shared<AgentState>();
        state->options = std::move(options);
        Result<std::shared_ptr<Loaded>> loaded = agent::Load(state->options, "", PolicyOrigin::kBuiltIn);
        if (!loaded.ok()) return loaded.status();
        state->current = std::move(*loaded);
        return std::unique_ptr<AgentPolicy>(new AgentPolicy(std::move(state)));
      },
      []() -> R { return Status(Code::kMemoryLimit, "out of memory"); });
}

namespace {

// Compiles `text` and puts it in force, if `permitted` still says so once nothing else can change.
Status Replace(AgentState& state, std::string_view text, PolicyOrigin origin,
               const std::function<Status()>& permitted) {
  return Guarded<Status>(
      [&]() -> Status {
        if (!state.changing.Acquire(state.WaitUntil({})))
          return Status(Code::kDeadline, "another call holds the state");
        struct Released {
          agent::StateLock& lock;
          ~Released() { lock.Release(); }
        } released{state.changing};
        if (Status allowed = permitted(); !allowed.ok()) return allowed;
        Result<std::shared_ptr<Loaded>> loaded = agent::Load(state.options, text, origin);
        if (!loaded.ok()) return loaded.status();
        std::lock_guard<std::mutex> lock(state.mutex);
        state.current.swap(*loaded);  // the old one goes when its last call ends
        return {};
      },
      [] { return Status(Code::kMemoryLimit, "out of memory"); });
}

}  // namespace

Status AgentPolicy::SetDefaultPolicy(std::string_view text) {
  return Replace(*state_, text, PolicyOrigin::kDefault, [&]() -> Status {
    if (origin() == PolicyOrigin::kBuiltIn) return {};
    return Status(Code::kRefused, "there is a policy already: the image's is for the start alone");
  });
}

Status AgentPolicy::SetPolicy(std::string_view text) {
  const AgentOptions& options = state_->options;
  return Replace(*state_, text, PolicyOrigin::kAccepted, [&]() -> Status {
    bool accepted = origin() == PolicyOrigin::kAccepted;
    if (options.replacement == Replacement::kOnce) {
      if (accepted)
        return Status(Code::kRefused, std::string(kSetPolicy) + " is blocked by policy: a policy was accepted already");
    } else {
      // The rule may print and explain, but not change the state of a policy that goes.
      std::string request = "{\"policy\":" + Json(text) + "}";
      Lease lease(state_);
      Permit permit = Decide(lease, kSetPolicy, request, {}, false);
      if (!permit.allowed()) return Status(Code::kRefused, permit.text());
    }
    if (options.binding == Binding::kPolicyDigest) return BindPolicy(text, options.host_data);
    // HOST_DATA speaks of the initdata. A policy from elsewhere is as good as the one that lets it in, and that must
    // have come by it.
    if (options.binding == Binding::kInitdataDigest && !accepted) {
      return Status(Code::kBinding, "HOST_DATA names an initdata document: the first policy must come in it");
    }
    return {};
  });
}

Status AgentPolicy::SetInitdata(std::string_view toml) {
  const AgentOptions& options = state_->options;
  Result<Initdata> initdata =
      Guarded<Result<Initdata>>([&] { return ParseInitdata(toml, options.engine.limits); },
                                []() -> Result<Initdata> { return Status(Code::kMemoryLimit, "out of memory"); });
  if (!initdata.ok()) return initdata.status();
  if (initdata->policy() == nullptr) return Status(Code::kInvalidInput, "initdata: there is no policy.rego");
  const std::string& policy = *initdata->policy();
  return Replace(*state_, policy, PolicyOrigin::kAccepted, [&]() -> Status {
    if (origin() == PolicyOrigin::kAccepted)
      return Status(Code::kRefused, "a policy was accepted already: initdata is for the start alone");
    switch (options.binding) {
      case Binding::kPolicyDigest:
        return BindPolicy(policy, options.host_data);
      case Binding::kInitdataDigest:
        return CompareHostData(options.host_data, initdata->HostData(), "the initdata's " + initdata->algorithm);
      case Binding::kNone:
        return {};
    }
    return Status(Code::kInvalidArgument, "unknown binding");
  });
}

Permit AgentPolicy::Allow(std::string_view api, std::string_view request_json, const CallOptions& call) {
  return Guarded<Permit>(
      [&]() -> Permit {
        Lease lease(state_);
        uint64_t version = lease.loaded->store->version();
        Permit permit = Decide(lease, api, request_json, call, true);
        if (permit.state() == nullptr) return permit;
        if (!state_->changing.Acquire(state_->WaitUntil(call))) return Failed(api, "another call holds the state");
        permit.state()->holds_lock = true;
        if (!permit.state()->lease.IsCurrent(version)) permit = DecideAgain(std::move(permit), api, request_json, call);
        if (permit.state() == nullptr) return permit;
        Status applicable = permit.state()->lease.loaded->store->CheckOperations(permit.state()->operations);
        return applicable.ok() ? std::move(permit) : Failed(api, Words(applicable));
      },
      [&] { return Permit(Permit::Outcome::kError, "", nullptr); });
}

PolicyOrigin AgentPolicy::origin() const {
  std::lock_guard<std::mutex> lock(state_->mutex);
  return state_->current->origin;
}

bool AgentPolicy::allows_failing_requests() const {
  std::lock_guard<std::mutex> lock(state_->mutex);
  return state_->current->allow_failures;
}

Document AgentPolicy::State() const {
  std::shared_ptr<Loaded> loaded;
  {
    std::lock_guard<std::mutex> lock(state_->mutex);
    loaded = state_->current;
  }
  Document all = loaded->store->Snapshot();
  std::optional<Value> state = all.root().Find("pstate");
  return Document::Copy(state.value_or(Value()));
}

}  // namespace reeve
