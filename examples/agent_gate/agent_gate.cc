// The whole way of an agent in a confidential VM: receive a policy, check that the hardware vouches for it, decide
// calls by it, and prove all of that to a party far away. In a VM the report comes from snp::FindSource() and its
// HOST_DATA from snp::LaunchHostData(); here it is the recorded one of examples/attestation.
#include <fstream>
#include <iostream>
#include <iterator>

#include "reeve/agent.h"
#include "reeve/evidence.h"

namespace {

std::string Read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}
std::vector<uint8_t> Bytes(std::string_view text) { return {text.begin(), text.end()}; }

// The relying party: it knows the policy, and trusts AMD.
bool Trusts(const reeve::snp::Evidence& evidence, std::string_view policy) {
  reeve::snp::ReferenceValues expected;
  reeve::Result<reeve::Sha256Digest> digest = reeve::PolicyDigest(policy);
  if (!digest.ok()) return false;
  expected.host_data.assign(digest->begin(), digest->end());
  expected.any_report_data =
      true;  // the recorded report answers no nonce; a live one must: expected.report_data = nonce
  constexpr int64_t kMarch2026 = 1772323200;
  auto appraisal = reeve::snp::Appraise(evidence, {}, expected, kMarch2026);
  if (appraisal.ok()) std::cout << appraisal->Failures();
  return appraisal.ok() && appraisal->verified;
}

}  // namespace

int main() {
  reeve::snp::Evidence evidence{Bytes(Read("attestation/report.bin")), Bytes(Read("attestation/vcek.pem"))};
  auto report = reeve::snp::Report::Parse(evidence.report);
  if (!report.ok()) return std::cerr << report.status().ToString() << "\n", 1;
  std::span<const uint8_t> host_data = report->Bytes(reeve::snp::Field::kHostData);

  reeve::AgentOptions options;
  options.host_data.assign(host_data.begin(), host_data.end());
  options.engine.package = "policy";
  auto agent = reeve::AgentPolicy::Create(options);
  if (!agent.ok()) return std::cerr << agent.status().ToString() << "\n", 1;

  std::string policy = Read("attestation/policy.rego");  // from the host, who may send anything
  std::cout << "with a byte more: " << ((*agent)->SetPolicy(policy + "\n").ok() ? "accepted" : "refused") << "\n";
  std::cout << "as it was launched: " << ((*agent)->SetPolicy(policy).ok() ? "accepted" : "refused") << "\n";
  for (const char* api : {"create_container", "CreateContainerRequest"}) {
    reeve::Permit permit = (*agent)->Allow(api, R"({"containerID": "1f"})");
    std::cout << api << ": " << (permit.allowed() ? "allowed" : permit.text()) << "\n";
    permit.Commit().ok();  // the call succeeded
  }
  std::cout << "a party far away: " << (Trusts(evidence, policy) ? "trusts it" : "does not") << "\n";
}
