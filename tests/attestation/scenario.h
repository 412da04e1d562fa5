// One piece of evidence made by a test's own chain, with what is expected of it: correct as it is made, for a test to
// spoil.
#ifndef REEVE_TESTS_ATTESTATION_SCENARIO_H_
#define REEVE_TESTS_ATTESTATION_SCENARIO_H_

#include <set>
#include <string>

#include "tests/attestation/signer.h"

namespace reeve::snp_test {

struct Scenario {
  snp::Product product = snp::Product::kMilan;
  std::vector<uint8_t> report = std::vector<uint8_t>(snp::Report::kSize, 0);
  LeafSpec leaf;
  CertificateSpec ark, ask, asvk;
  // Who signs what; null: who should.
  const TestKey *ark_signer = nullptr, *intermediate_signer = nullptr, *report_signer = nullptr;
  snp::Endorsements endorsements;
  snp::ReferenceValues expected;
  int64_t now = 1750000000;                               // June 2025
  void (*after)(std::vector<uint8_t>& report) = nullptr;  // changes the signed report

  void Set(size_t offset, std::vector<uint8_t> bytes);
  uint8_t& At(size_t offset) { return report.at(offset); }
  snp::Appraisal Appraise();
};

Scenario MilanVcek();  // version 3
Scenario MilanVlek();
Scenario TurinVcek();  // version 5

std::set<std::string> Failing(const snp::Appraisal& appraisal);
std::set<std::string> NotReached(const snp::Appraisal& appraisal);

}  // namespace reeve::snp_test

#endif  // REEVE_TESTS_ATTESTATION_SCENARIO_H_
