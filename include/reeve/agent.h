// AgentPolicy: the object that the agent of a confidential VM holds. It takes a policy that the hardware vouches for,
// answers for each call of the untrusted host whether it is allowed, and keeps the pod's state.
//
//     reeve::AgentOptions options;
//     options.host_data = host_data;                                        // evidence.h: LaunchHostData
//     auto agent = reeve::AgentPolicy::Create(options);                     // denies everything
//     reeve::Status set = (*agent)->SetPolicy(policy_text);                 // kBinding unless HOST_DATA is its SHA-256
//
//     reeve::Permit permit = (*agent)->Allow("CreateContainerRequest", request_json);
//     if (!permit.allowed()) return Fail(permit.text());                    // "CreateContainerRequest is blocked by
//     policy: ..." if (CreateContainer(request)) permit.Commit();                        // else the pod's state stays
//     as it was
//
// Threads: everything may be called from any thread. Calls that change no state run beside each other. One that does
// holds the state from its decision until its Permit is committed or dropped, so that the next such decision sees what
// came of it; what Allow answers is always one policy's word on one state. A thread that holds such a Permit must not
// ask for another, or set a policy: it would wait for itself, until AgentOptions::state_wait ends in an error.
//
// Every failure denies: bad input, a limit, a conflict, a decision that is none, operations that cannot be applied.
#ifndef REEVE_AGENT_H_
#define REEVE_AGENT_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reeve/engine.h"

namespace reeve {

// A call that agents ask about (agent_apis.def).
struct AgentApi {
  std::string_view name;
  bool logged;
  std::string_view meaning;
};
std::span<const AgentApi> AgentApis();  // sorted by name

// What makes a policy trustworthy.
enum class Binding : uint8_t {
  kPolicyDigest,    // HOST_DATA is the SHA-256 of each policy that is set
  kInitdataDigest,  // HOST_DATA is the digest of the initdata that the policy comes in; a later policy is what that one
                    // permits
  kNone,            // nothing: for machines without a TEE, and never a default
};

// When SetPolicy is permitted.
enum class Replacement : uint8_t {
  kOnce,    // as long as no policy was accepted
  kByRule,  // when SetPolicyRequest of the policy in force allows it, as Kata does
};

struct AgentOptions {
  // Nothing of the world outside is granted (Options::grants). `package` is "agent_policy" unless given; prints are recorded if show_values
  Options engine = [] {
    Options options;
    options.grants = Grants::None();
    return options;
  }();
  Binding binding = Binding::kPolicyDigest;
  std::vector<uint8_t> host_data;  // exactly 32 bytes, not all zero, unless binding is kNone
  Replacement replacement = Replacement::kOnce;
  // Refuse a policy whose rule AllowRequestsFailingPolicy allows: with it, calls that the policy denies are allowed.
  bool strict = false;
  // A denial's text ends with the expression that failed, or with show_values with what the policy printed: the values
  // may be secrets, and the text goes to the host.
  bool reasons = true, show_values = false;
  std::chrono::milliseconds state_wait{60000};  // for another call that changes the state
  // Gets each line of the policy log, {"kind":"...","request":...} and a line feed, from the thread that asks. Empty:
  // no log.
  std::function<void(std::string_view line)> log;
};

enum class PolicyOrigin : uint8_t {
  kBuiltIn,   // no policy: everything is denied
  kDefault,   // the image's, which the launch measurement covers
  kAccepted,  // set, and bound
};

struct AgentState;   // internal
struct PermitState;  // internal

// The answer to one call. Move-only. Dropping it without Commit leaves the state as it was.
class Permit {
 public:
  enum class Outcome : uint8_t { kAllowed, kDenied, kError };
  Permit(Permit&&) noexcept;
  Permit& operator=(Permit&&) noexcept;
  ~Permit();

  Outcome outcome() const { return outcome_; }
  bool allowed() const { return outcome_ == Outcome::kAllowed; }
  // Empty if allowed. Denied: "X is blocked by policy: REASON"; error: "X: internal error TEXT". At most kMaxTextBytes.
  const std::string& text() const { return text_; }
  static constexpr size_t kMaxTextBytes = 4096;
  bool changes_state() const { return state_ != nullptr; }
  // The call succeeded: the state becomes what the policy made of it. Without effect for a call that changes none, or
  // the second time.
  Status Commit();

  // internal
  Permit(Outcome outcome, std::string text, std::unique_ptr<PermitState> state);
  PermitState* state() { return state_.get(); }

 private:
  Outcome outcome_;
  std::string text_;
  std::unique_ptr<PermitState> state_;
};

class AgentPolicy {
 public:
  // Errors: kInvalidArgument for a host_data that its binding cannot use.
  static Result<std::unique_ptr<AgentPolicy>> Create(AgentOptions options);
  ~AgentPolicy();

  // Each of these takes the policy whole or leaves everything as it was; the state starts anew. Errors: kRefused where
  // it is not permitted now or, in strict mode, allows what fails; kBinding; those of the compiler. The policy of the
  // image: only while there is none, and not bound to HOST_DATA.
  Status SetDefaultPolicy(std::string_view text);
  // A policy that the host sends. The bytes are compared with HOST_DATA and compiled as they are.
  Status SetPolicy(std::string_view text);
  // The policy of an initdata document, at start: bound by the document's digest, and asked of no rule. Without a
  // policy in it: kInvalidInput.
  Status SetInitdata(std::string_view toml);

  // Whether the host may make this call now.
  Permit Allow(std::string_view api, std::string_view request_json, const CallOptions& call = {});

  PolicyOrigin origin() const;
  // Whether denied calls are allowed, since the policy says so (AllowRequestsFailingPolicy).
  bool allows_failing_requests() const;
  // A copy of the state; {} without a policy.
  Document State() const;

 private:
  explicit AgentPolicy(std::shared_ptr<AgentState> state);
  std::shared_ptr<AgentState> state_;
};

}  // namespace reeve

#endif  // REEVE_AGENT_H_
