// Evidence of real machines, appraised at a time when its certificates were valid: what is said of each by default, and
// each byte flipped.
#include <set>

#include "attestation/certificate.h"
#include "reeve/attestation.h"
#include "tests/attestation/scenario.h"
#include "tests/attestation/vectors.h"

using namespace reeve;
using namespace reeve::snp;
using namespace reeve::snp_test;

namespace {

constexpr int64_t k2023 = 1672531200, k2025 = 1735689600, kMarch2026 = 1772323200;
using Names = std::set<std::string>;

struct Row {
  const char *report, *leaf;
  int64_t now;
  Names by_default;  // what fails if the caller names nothing
};
const Row kRows[] = {
    {"report-milan-v2-debugpolicy.bin", "vcek-milan-v2-debugpolicy.der", k2023, {"debug", "host_data", "report_data"}},
    {"report-milan-v2-virtee.bin", "vcek-milan-v2-virtee.der", kMarch2026, {"host_data", "report_data"}},
    {"report-milan-v2-hostdata-policyA.bin",
     "chain-milan-v2-hostdata-policyA.pem",
     k2023,
     {"host_data", "report_data"}},
    {"report-milan-v3-vlek.bin", "vlek-milan-v3.der", k2025, {"vmpl", "chip_id_masked", "host_data", "report_data"}},
    {"report-milan-v3-vlek.bin",
     "vlek-milan-v3.der",
     kMarch2026,
     {"dates", "vmpl", "chip_id_masked", "host_data", "report_data"}},
    {"report-milan-v3-hostdata-policyB.bin",
     "vcek-milan-v3-hostdata-policyB.pem",
     kMarch2026,
     {"host_data", "report_data"}},
    {"report-milan-v3-hostdata-policyB.bin",
     "vcek-milan-v3-hostdata-policyB.pem",
     k2023,
     {"dates", "host_data", "report_data"}},
    {"report-genoa-v3-hostdata-policyB.bin",
     "vcek-genoa-v3-hostdata-policyB.pem",
     kMarch2026,
     {"host_data", "report_data"}},
    {"report-genoa-v3-model-a0.bin", "vcek-genoa-v3-model-a0.der", kMarch2026, {"host_data", "report_data"}},
    {"report-turin-v5-hostdata.bin", "vcek-turin-v5-hostdata.pem", kMarch2026, {"host_data", "report_data"}},
};

Evidence Read(const char* report, const char* leaf) { return {ReadBytes(report), ReadBytes(leaf)}; }

Appraisal Judge(const Evidence& evidence, const ReferenceValues& expected, int64_t now) {
  Result<Appraisal> appraisal = Appraise(evidence, {}, expected, now);
  INFO(appraisal.status().ToString());
  REQUIRE(appraisal.ok());
  return *appraisal;
}

ReferenceValues Anything() {
  ReferenceValues expected;
  expected.any_host_data = expected.any_report_data = true;
  return expected;
}

}  // namespace

TEST_CASE("who made the reports of real machines") {
  for (const Row& row : kRows) {
    INFO(row.report);
    Appraisal appraisal = Judge(Read(row.report, row.leaf), {}, row.now);
    for (Check check : {Check::kChainRoot, Check::kChainIntermediate, Check::kChainLeaf, Check::kLeafTcb,
                        Check::kSigningKey, Check::kLeafProduct, Check::kSignature}) {
      CHECK(appraisal.Of(check).outcome == Outcome::kHolds);
    }
    bool vlek = appraisal.report->signing_key() == SigningKey::kVlek;
    CHECK(appraisal.Of(Check::kLeafChip).outcome == (vlek ? Outcome::kNotAsked : Outcome::kHolds));
    CHECK(appraisal.provider == (vlek ? "CN=cc-us-east-2.amazonaws.com" : ""));
    CHECK(appraisal.Of(Check::kProcessor).outcome ==
          (appraisal.report->version() == 2 ? Outcome::kNotAsked : Outcome::kHolds));
  }
}

TEST_CASE("what an appraisal says of real reports by default") {
  for (const Row& row : kRows) {
    INFO(row.report);
    Appraisal appraisal = Judge(Read(row.report, row.leaf), {}, row.now);
    CHECK_FALSE(appraisal.verified);
    CHECK(Failing(appraisal) == row.by_default);
    CHECK(NotReached(appraisal).empty());
  }
  // The reasons name what was found.
  std::string debug =
      Judge(Read("report-milan-v2-debugpolicy.bin", "vcek-milan-v2-debugpolicy.der"), {}, k2023).Failures();
  CHECK(debug.find("debug: found on; expected off") != std::string::npos);
  CHECK(debug.find("host_data: found all zero; expected a digest that the caller names") != std::string::npos);
  std::string vlek = Judge(Read("report-milan-v3-vlek.bin", "vlek-milan-v3.der"), {}, kMarch2026).Failures();
  CHECK(vlek.find("vmpl: found 1; expected 0") != std::string::npos);
  CHECK(vlek.find("chip_id_masked: found masked; expected not masked") != std::string::npos);
  CHECK(vlek.find("dates: found SEV-VLEK is valid from 2024-12-10T22:14:21Z to 2025-12-10T22:14:21Z; expected valid at "
                  "2026-03-01") != std::string::npos);
  CHECK(Judge(Read("report-turin-v5-hostdata.bin", "vcek-turin-v5-hostdata.pem"), {}, kMarch2026)
            .Failures()
            .find("report_data: found all zero") != std::string::npos);
}

TEST_CASE("real reports pass where the caller asks for what they say") {
  for (const Row& row : kRows) {
    if (row.by_default.contains("dates")) continue;
    INFO(row.report);
    ReferenceValues expected = Anything();
    expected.allow_debug = row.by_default.contains("debug");
    expected.allow_masked_chip_id = row.by_default.contains("chip_id_masked");
    expected.vmpl = row.by_default.contains("vmpl") ? 1 : 0;
    Appraisal appraisal = Judge(Read(row.report, row.leaf), expected, row.now);
    INFO(appraisal.Failures());
    CHECK(appraisal.verified);
  }
}

TEST_CASE("policies bind to the reports that name them") {
  struct Bound {
    const char *report, *leaf, *policy;
    int64_t now;
    bool zero_nonce;
  };
  for (const Bound& bound : {Bound{"report-milan-v2-hostdata-policyA.bin", "chain-milan-v2-hostdata-policyA.pem",
                                   "policyA.base64", k2023, false},
                             Bound{"report-milan-v3-hostdata-policyB.bin", "vcek-milan-v3-hostdata-policyB.pem",
                                   "policyB.base64", kMarch2026, true},
                             Bound{"report-genoa-v3-hostdata-policyB.bin", "vcek-genoa-v3-hostdata-policyB.pem",
                                   "policyB.base64", kMarch2026, true}}) {
    Evidence evidence = Read(bound.report, bound.leaf);
    ReferenceValues expected;
    auto name = [&](const std::string& policy) {
      Sha256Digest digest = *PolicyDigest(policy);
      expected.host_data.assign(digest.begin(), digest.end());
    };
    if (bound.zero_nonce) {
      expected.any_report_data = true;
    } else {
      Report report = *Report::Parse(evidence.report);
      std::span<const uint8_t> nonce = report.Bytes(Field::kReportData);
      expected.report_data.assign(nonce.begin(), nonce.end());
    }
    std::string policy = ReadPolicy(bound.policy);
    name(policy);
    Appraisal appraisal = Judge(evidence, expected, bound.now);
    INFO(appraisal.Failures());
    CHECK(appraisal.verified);
    std::string changed = policy;
    changed[changed.size() / 2] ^= 1;
    for (const std::string& other : {changed, policy + "\n", "\xEF\xBB\xBF" + policy, ReadVector(bound.policy)}) {
      name(other);
      CHECK(Failing(Judge(evidence, expected, bound.now)) == Names{"host_data"});
    }
  }
}

TEST_CASE("no byte of a real report can change") {
  for (const auto& [report, leaf] :
       {std::pair("report-milan-v2-virtee.bin", "vcek-milan-v2-virtee.der"),
        std::pair("report-genoa-v3-hostdata-policyB.bin", "vcek-genoa-v3-hostdata-policyB.pem"),
        std::pair("report-turin-v5-hostdata.bin", "vcek-turin-v5-hostdata.pem")}) {
    Evidence evidence = Read(report, leaf);
    REQUIRE(Judge(evidence, Anything(), kMarch2026).verified);
    for (size_t i = 0; i < Report::kSize; ++i) {
      evidence.report[i] ^= static_cast<uint8_t>(1 << i % 8);
      Appraisal appraisal = Judge(evidence, Anything(), kMarch2026);
      INFO(report << " byte " << i);
      REQUIRE_FALSE(appraisal.verified);
      bool number = (i >= 0x2A0 && i < 0x2D0) || (i >= 0x2E8 && i < 0x318);
      if (i < Report::kSignedSize || number)
        REQUIRE(appraisal.Of(Check::kSignature).outcome == Outcome::kFails);
      else
        REQUIRE(appraisal.Of(Check::kReservedBytes).outcome == Outcome::kFails);
      evidence.report[i] ^= static_cast<uint8_t>(1 << i % 8);
    }
  }
}

TEST_CASE("no byte of a real leaf can change") {
  Evidence evidence = Read("report-milan-v2-virtee.bin", "vcek-milan-v2-virtee.der");
  for (size_t i = 0; i < evidence.certificates.size(); ++i) {
    evidence.certificates[i] ^= static_cast<uint8_t>(1 << i % 8);
    INFO("byte " << i);
    REQUIRE_FALSE(Judge(evidence, Anything(), kMarch2026).verified);
    evidence.certificates[i] ^= static_cast<uint8_t>(1 << i % 8);
  }
  for (size_t size = 0; size < evidence.certificates.size(); size += 7) {
    Evidence cut{evidence.report,
                 {evidence.certificates.begin(), evidence.certificates.begin() + static_cast<ptrdiff_t>(size)}};
    REQUIRE_FALSE(Judge(cut, Anything(), kMarch2026).verified);
  }
}

TEST_CASE("a leaf of another chip or of no authority is refused") {
  for (const RealReport& report : kRealReports) {
    for (const RealReport& leaf : kRealReports) {
      if (report.leaf == leaf.leaf) continue;
      INFO(report.report << " with " << leaf.leaf);
      Appraisal appraisal = Judge(Read(report.report, leaf.leaf), Anything(), kMarch2026);
      CHECK_FALSE(appraisal.verified);
      CHECK(appraisal.Of(Check::kSignature).outcome == Outcome::kFails);
    }
  }
  for (const char* bad : {"bad-vcek-milan-legacy-hwid-raw.der", "bad-vcek-milan-new-hwid-octetstring.der"}) {
    INFO(bad);
    Appraisal appraisal = Judge(Read("report-milan-v2-virtee.bin", bad), Anything(), kMarch2026);
    CHECK(appraisal.Of(Check::kChainLeaf).outcome == Outcome::kFails);
    CHECK_FALSE(appraisal.verified);
  }
}

TEST_CASE("AMD's own roots are whole") {
  CHECK(AmdRoots().size() == 3);
  std::string ark = *CertificateBytes(AmdRoots()[0].ark);
  CHECK(ToHex(*PolicyDigest(ark)).substr(0, 16) == "69d063b45344d26a");
  CHECK(ToHex(*PolicyDigest(*CertificateBytes(AmdRoots()[1].ark))).substr(0, 16) == "4c6598d19c18719c");
  CHECK(ToHex(*PolicyDigest(*CertificateBytes(AmdRoots()[2].ark))).substr(0, 16) == "1f084161a44bb6d9");
  for (const Root& root : AmdRoots()) {
    Certificate a = *ParseCertificate(*CertificateBytes(root.ark)),
                ask = *ParseCertificate(*CertificateBytes(root.ask)),
                asvk = *ParseCertificate(*CertificateBytes(root.asvk));
    std::string name(ProductName(root.product));
    CHECK(a.common_name == "ARK-" + name);
    CHECK(ask.common_name == "SEV-" + name);
    CHECK(asvk.common_name == "SEV-VLEK-" + name);
    CHECK(a.SignedBy(*a.key));
    CHECK(ask.SignedBy(*a.key));
    CHECK(asvk.SignedBy(*a.key));
    CHECK(a.key->bits() == 4096);
    CHECK(a.may_sign_lists);
  }
}

TEST_CASE("where AMD keeps the certificates") {
  Report genoa = *Report::Parse(ReadBytes("report-genoa-v3-hostdata-policyB.bin"));
  std::string url = *LeafUrl(genoa);
  CHECK(url == "https://kdsintf.amd.com/vcek/v1/Genoa/" + ToHex(genoa.Bytes(Field::kChipId)) +
                   "?blSPL=10&teeSPL=00&snpSPL=23&ucodeSPL=84");
  Report turin = *Report::Parse(ReadBytes("report-turin-v5-hostdata.bin"));
  CHECK(*LeafUrl(turin) ==
        "https://kdsintf.amd.com/vcek/v1/Turin/59790fb1c39f35c1?fmcSPL=01&blSPL=01&teeSPL=01&snpSPL=04&ucodeSPL=81");
  Report old = *Report::Parse(ReadBytes("report-milan-v2-virtee.bin"));
  CHECK(LeafUrl(old).status().code() == Code::kEvidence);
  CHECK(LeafUrl(old, Product::kMilan)->ends_with("?blSPL=03&teeSPL=00&snpSPL=08&ucodeSPL=115"));
  CHECK(LeafUrl(*Report::Parse(ReadBytes("report-milan-v3-vlek.bin"))).status().code() == Code::kEvidence);
  CHECK(ChainUrl(Product::kMilan, SigningKey::kVlek) == "https://kdsintf.amd.com/vlek/v1/Milan/cert_chain");
  CHECK(RevocationUrl(Product::kTurin, SigningKey::kVcek) == "https://kdsintf.amd.com/vcek/v1/Turin/crl");
}
