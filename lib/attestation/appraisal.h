// What the parts of an appraisal share: the list of results, and what is found out about who made the report.
#ifndef REEVE_LIB_ATTESTATION_APPRAISAL_H_
#define REEVE_LIB_ATTESTATION_APPRAISAL_H_

#include <algorithm>
#include <string>
#include <vector>

#include "reeve/attestation.h"

namespace reeve::snp {

// One result for each check; what nobody sets stays "not reached", which is no success.
class Checks {
 public:
  Checks() {
    for (size_t i = 0; i < kCheckCount; ++i) results.push_back({static_cast<Check>(i), Outcome::kNotReached, "", ""});
  }
  void Set(Check check, bool holds, std::string found, std::string expected) {
    Of(check) = {check, holds ? Outcome::kHolds : Outcome::kFails, std::move(found), std::move(expected)};
  }
  void NotAsked(Check check, std::string found = "") { Of(check) = {check, Outcome::kNotAsked, std::move(found), ""}; }
  CheckResult& Of(Check check) { return results[static_cast<size_t>(check)]; }

  std::vector<CheckResult> results;
};

// Who made the report, as far as it could be found out.
struct Signer {
  std::optional<Product> product;  // of the root
  std::optional<SigningKey> kind;  // of the intermediate
  std::string leaf_product, provider;
};

// The checks of the form (report.cc has the rules), of the chain and of the signature. An error is the caller's: a root
// that is no certificate.
void CheckForm(const Report& report, Checks& checks);
Result<Signer> CheckChain(const Evidence& evidence, const Endorsements& endorsements, const Report* report, int64_t now,
                          Checks& checks);
// The checks against what is expected.
void CheckReferences(const Report& report, const Signer& signer, const ReferenceValues& expected, Checks& checks);
// kInvalidArgument if they cannot be meant.
Status ValidateReferences(const ReferenceValues& expected);

inline std::vector<uint8_t> BytesOf(std::string_view text) { return std::vector<uint8_t>(text.begin(), text.end()); }

}  // namespace reeve::snp

#endif  // REEVE_LIB_ATTESTATION_APPRAISAL_H_
