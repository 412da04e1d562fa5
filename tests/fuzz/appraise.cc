// Appraisal: evidence of the test's own chain, changed before or after it is signed.
//
// The first byte says which evidence, and what is changed: bytes of the report that are then signed, of the signed report, or of the
// leaf's certificate. Threes of bytes follow: a place (two) and what is put there. Whatever is verified is looked at again
// here, by the specification's offsets instead of the library's.
#include <algorithm>

#include "tests/attestation/scenario.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;
using namespace reeve::snp;
using namespace reeve::snp_test;

namespace {

struct Prepared {
  Scenario scenario;
  std::vector<uint8_t> leaf;
};

Prepared Prepare(Scenario s) {
  fuzz::Require(s.Appraise().verified, "evidence passes before it is changed");
  std::string der = TestChain::Get().MakeLeaf(s.leaf, s.product);
  return {std::move(s), {der.begin(), der.end()}};
}

uint32_t Word(const std::vector<uint8_t>& report, size_t at) {
  return report[at] | report[at + 1] << 8 | report[at + 2] << 16 | static_cast<uint32_t>(report[at + 3]) << 24;
}

void CheckVerified(const std::vector<uint8_t>& report, const ReferenceValues& expected) {
  auto same = [&](size_t at, const std::vector<uint8_t>& bytes) {
    return std::equal(bytes.begin(), bytes.end(), report.begin() + static_cast<ptrdiff_t>(at));
  };
  fuzz::Require(Word(report, 0) >= 2 && Word(report, 0) <= 5, "the version is known");
  fuzz::Require(same(0xC0, expected.host_data) && same(0x50, expected.report_data), "HOST_DATA and REPORT_DATA are the expected ones");
  fuzz::Require(same(0x90, expected.measurements[0]), "the measurement is the expected one");
  fuzz::Require((report[0x0A] & 0x0C) == 0, "neither debugging nor migration");
  fuzz::Require(Word(report, 0x30) == 0, "VMPL 0");
  fuzz::Require((report[0x48] & 2) == 0, "the chip's key is not masked");
  fuzz::Require(same(0x1A0, expected.chip_ids[0]), "the chip is the leaf's");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const QuickSigner signer(TestChain::Get().leaf);
  static const Prepared kinds[] = {Prepare(MilanVcek()), Prepare(MilanVlek()), Prepare(TurinVcek())};
  std::string_view bytes = fuzz::Text(data, size);
  uint8_t how = fuzz::TakeByte(bytes);
  const Prepared& kind = kinds[how % 3];
  bool sign = how & 0x40, change_leaf = (how & 0xC0) == 0x80;
  std::vector<uint8_t> report = kind.scenario.report, leaf = kind.leaf;
  std::vector<uint8_t>& changed = change_leaf ? leaf : report;
  while (bytes.size() >= 3) {
    size_t at = fuzz::TakeByte(bytes);
    at = (at << 8 | fuzz::TakeByte(bytes)) % changed.size();
    changed[at] = fuzz::TakeByte(bytes);
  }
  if (sign) {
    std::vector<uint8_t> signature = signer.SignReport(std::span(report).first(Report::kSignedSize));
    std::copy(signature.begin(), signature.end(), report.begin() + Report::kSignedSize);
  }
  Result<Appraisal> appraisal = Appraise({report, leaf}, kind.scenario.endorsements, kind.scenario.expected, kind.scenario.now);
  fuzz::Require(appraisal.ok(), "no evidence is the caller's error");
  bool same = report == kind.scenario.report && leaf == kind.leaf;
  fuzz::Require(!same || appraisal->verified, "unchanged evidence passes");
  fuzz::Require(sign || same || !appraisal->verified, "nothing passes that was changed after it was signed");
  if (appraisal->verified) CheckVerified(report, kind.scenario.expected);
  return 0;
}
