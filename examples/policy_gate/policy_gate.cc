// The gate of an agent inside a confidential VM: a policy that the hardware vouches for, then one decision a request, with
// the state of the pod between them.
//
//   1. BindPolicy: the policy's SHA-256 is the HOST_DATA that the VM was launched with, or nothing runs.
//   2. Evaluate, Judge: what the policy says of a request. An error is a denial.
//   3. Commit: what an allowed request changes, before the next one is decided.
#include <fstream>
#include <iostream>
#include <sstream>

#include "reeve/attestation.h"
#include "reeve/engine.h"

namespace {

class Gate {
 public:
  // Null, and a line on standard error, if the policy is not the one that `host_data` names.
  static std::unique_ptr<Gate> Open(const std::string& policy_text, const reeve::Sha256Digest& host_data) {
    if (reeve::Status bound = reeve::BindPolicy(policy_text, host_data); !bound.ok()) return Refuse(bound);
    reeve::Engine engine;
    if (reeve::Status s = engine.AddModule("policy.rego", policy_text); !s.ok()) return Refuse(s);
    if (reeve::Status s = engine.AddData(R"({"pstate": {}})"); !s.ok()) return Refuse(s);
    auto policy = engine.Compile();
    if (!policy.ok()) return Refuse(policy.status());
    return std::unique_ptr<Gate>(new Gate(*policy));
  }

  bool Allows(std::string_view api, std::string_view input_json) {
    auto decision = context_.Evaluate(api, input_json);
    if (!decision.ok()) return false;
    auto verdict = reeve::Judge(*decision);
    if (!verdict.ok() || !verdict->allowed) return false;
    return !verdict->operations || context_.store().Commit(*verdict->operations).ok();
  }

 private:
  explicit Gate(std::shared_ptr<const reeve::Policy> policy) : context_(std::move(policy)) {}

  static std::unique_ptr<Gate> Refuse(const reeve::Status& status) {
    std::cerr << status.ToString() << "\n";
    return nullptr;
  }

  reeve::Context context_;
};

constexpr std::string_view kSandbox =
    R"({"sandbox_id": "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0", "guest_hook_path": "", )"
    R"("kernel_modules": [], "sandbox_pidns": false, "storages": []})";

}  // namespace

int main() {
  std::ifstream file("pod/policy.rego");
  std::stringstream text;
  text << file.rdbuf();
  // In a VM these bytes come from the attestation report.
  reeve::Result<reeve::Sha256Digest> host_data = reeve::PolicyDigest(text.str());
  if (!host_data.ok()) return 1;

  std::unique_ptr<Gate> gate = Gate::Open(text.str(), *host_data);
  if (gate == nullptr) return 1;
  auto ask = [&](std::string_view api, std::string_view input) {
    std::cout << api << ": " << (gate->Allows(api, input) ? "allowed" : "denied") << std::endl;
  };
  ask("GuestDetailsRequest", R"({"mem_block_size": true, "mem_hotplug_probe": true})");
  ask("CreateSandboxRequest", kSandbox);
  ask("CreateSandboxRequest", kSandbox);  // the state knows that there is one already

  bool refused = Gate::Open(text.str() + "\ndefault SetPolicyRequest := true", *host_data) == nullptr;
  std::cout << "another policy: " << (refused ? "refused" : "accepted") << "\n";
}
