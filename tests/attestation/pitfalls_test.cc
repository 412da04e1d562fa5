// Holes that verifiers of SEV-SNP reports have had, each tried here; 11 and 12, which are the VM's own, in
// evidence_test.cc. Where a mutation of mutation_test.cc proves the check, the test below shows the whole attack.
// 16 is Azure's, whose evidence is not read.
#include <algorithm>

#include "attestation/certificate_table.h"
#include "tests/attestation/scenario.h"
#include "tests/attestation/vectors.h"

using namespace reeve;
using namespace reeve::snp;
using namespace reeve::snp_test;

namespace {

constexpr int64_t kMarch2026 = 1772323200;
using Names = std::set<std::string>;

ReferenceValues Anything() {
  ReferenceValues expected;
  expected.any_host_data = expected.any_report_data = true;
  return expected;
}

std::string Pem(const std::string& der) {
  return "-----BEGIN CERTIFICATE-----\n" + base64::Encode(der, base64::Alphabet::kStandard, true) +
         "\n-----END CERTIFICATE-----\n";
}

void AppendNumber(std::vector<uint8_t>& to, uint32_t number) {
  for (int i = 0; i < 4; ++i) to.push_back(static_cast<uint8_t>(number >> 8 * i));
}

constexpr std::array<uint8_t, 16> kVcekGuid = {0x63, 0xda, 0x75, 0x8d, 0xe6, 0x64, 0x45, 0x64,
                                               0xad, 0xc5, 0xf4, 0xb9, 0x3b, 0xe8, 0xac, 0xcd};
constexpr std::array<uint8_t, 16> kVlekGuid = {0xa8, 0x07, 0x4b, 0xc2, 0xa2, 0x5a, 0x48, 0x3e,
                                               0xaa, 0xe6, 0x39, 0xc0, 0x45, 0xa0, 0xb8, 0xa1};
constexpr std::array<uint8_t, 16> kArkGuid = {0xc0, 0xb4, 0x06, 0xa4, 0xa8, 0x03, 0x49, 0x52,
                                              0x97, 0x43, 0x3f, 0xb6, 0x01, 0x4c, 0xd0, 0xae};
constexpr std::array<uint8_t, 16> kAskGuid = {0x4a, 0xb7, 0xb3, 0x79, 0xbb, 0xac, 0x4f, 0xe4,
                                              0xa0, 0x2f, 0x05, 0xae, 0xf3, 0x27, 0xc7, 0x82};

struct TableEntry {
  std::array<uint8_t, 16> guid;
  uint32_t offset, length;
};
std::vector<uint8_t> Table(const std::vector<TableEntry>& entries, const std::string& data = "", bool end = true) {
  std::vector<uint8_t> out;
  for (const TableEntry& entry : entries) {
    out.insert(out.end(), entry.guid.begin(), entry.guid.end());
    AppendNumber(out, entry.offset);
    AppendNumber(out, entry.length);
  }
  if (end) out.insert(out.end(), 24, 0);
  out.insert(out.end(), data.begin(), data.end());
  return out;
}

}  // namespace

TEST_CASE("pitfall 1: no trust anchor comes from the evidence") {
  // A chain of somebody's own, whole and consistent, with names as AMD's: in a table, as PEM, and as certificates of
  // authorities.
  const TestChain& chain = TestChain::Get();
  Scenario s = MilanVcek();
  REQUIRE(s.Appraise().verified);
  std::string leaf = chain.MakeLeaf(s.leaf, s.product);
  Root root = chain.MakeRoot(s.product);
  uint32_t at = 4 * 24, size = static_cast<uint32_t>(leaf.size());
  std::vector<uint8_t> table =
      Table({{kVcekGuid, at, size},
             {kAskGuid, at + size, static_cast<uint32_t>(root.ask.size())},
             {kArkGuid, at + size + static_cast<uint32_t>(root.ask.size()), static_cast<uint32_t>(root.ark.size())}},
            leaf + root.ask + root.ark);
  for (const std::vector<uint8_t>& certificates :
       {table, Bytes(Pem(leaf) + Pem(root.ask) + Pem(root.ark)), Bytes(leaf)}) {
    Appraisal forged = *Appraise({s.report, certificates}, {}, s.expected, s.now);
    CHECK_FALSE(forged.verified);
    CHECK(Failing(forged).contains("root"));
    CHECK_FALSE(forged.product.has_value());
  }
  // With the caller's roots the same table passes.
  Endorsements trusting = s.endorsements;
  CHECK(Appraise({s.report, table}, trusting, s.expected, s.now)->verified);
}

TEST_CASE("pitfall 1: AMD's names on another key do not help") {
  const TestChain& chain = TestChain::Get();
  Scenario s = MilanVcek();
  s.leaf.signer = &chain.asvk;
  CHECK(Failing(s.Appraise()) == Names{"chain_leaf"});
}

TEST_CASE("pitfall 2: the chip id is compared, whatever the leaf is called") {
  Scenario s = MilanVcek();
  s.At(0x1A0) ^= 1;
  s.expected.chip_ids.clear();
  CHECK(Failing(s.Appraise()) == Names{"leaf_chip"});
  s = MilanVcek();
  s.At(0x1A0) ^= 1;
  s.expected.chip_ids.clear();
  s.leaf.common_name = "VCEK";
  CHECK(Failing(s.Appraise()) == Names{"leaf_chip", "signing_key"});
}

TEST_CASE("pitfall 3: a level of 128 and above is read whole") {
  Scenario s = MilanVcek();
  REQUIRE(s.leaf.tcb[7] == 219);  // 02 02 00 DB
  REQUIRE(s.Appraise().verified);
  for (uint8_t other : {0x00, 0x02, 0xDA, 0x5B}) {
    s.leaf.tcb[7] = other;
    CHECK(Failing(s.Appraise()) == Names{"leaf_tcb"});
  }
}

TEST_CASE("pitfall 3: a chip id that starts as DER does is bytes all the same") {
  Scenario s = MilanVcek();
  REQUIRE(s.leaf.hardware_id[0] == 4);
  CHECK(s.Appraise().verified);
  for (uint8_t first : {0x02, 0x04, 0x30}) {
    s.leaf.hardware_id[0] = static_cast<char>(first);
    s.leaf.hardware_id[1] = 62;
    s.At(0x1A0) = first;
    s.At(0x1A1) = 62;
    s.expected.chip_ids.clear();
    CHECK(s.Appraise().verified);
  }
}

TEST_CASE("pitfall 4: kinds of keys are not confused") {
  for (uint8_t kind : {1, 2, 3, 4, 5, 6, 7}) {
    Scenario s = MilanVcek();
    s.At(0x48) = static_cast<uint8_t>(1 | kind << 2);
    CHECK(Failing(s.Appraise()) == Names{"signing_key"});
  }
  Scenario masked = MilanVcek();
  masked.At(0x48) |= 2;
  CHECK(Failing(masked.Appraise()) == Names{"chip_key"});
}

TEST_CASE("pitfall 4: an unsigned report is refused") {
  Scenario s = MilanVcek();
  s.At(0x48) = 1 | 7 << 2;
  s.after = [](std::vector<uint8_t>& report) { std::fill_n(report.begin() + 0x2A0, 144, uint8_t{0}); };
  CHECK(Failing(s.Appraise()) == Names{"signature", "signing_key"});
}

TEST_CASE("pitfall 5: a report that the host asked for is refused, even by who expects anything") {
  Scenario s = MilanVcek();
  s.Set(0x30, {0xFF, 0xFF, 0xFF, 0xFF});
  s.Set(0x50, std::vector<uint8_t>(64, 0));
  CHECK(Failing(s.Appraise()) == Names{"host_requested", "report_data"});
  s.expected.report_data.clear();
  s.expected.any_report_data = true;
  CHECK(Failing(s.Appraise()) == Names{"host_requested"});
  s.expected.vmpl = 0xFFFFFFFF;
  CHECK(Appraise({s.report, {}}, {}, s.expected, s.now).status().code() == Code::kInvalidArgument);
}

TEST_CASE("pitfall 6: debugging and migration void the rest") {
  Scenario s = MilanVcek();
  s.At(0x0A) |= 0x0C;
  CHECK(Failing(s.Appraise()) == Names{"debug", "migration"});
  s.expected.allow_debug = s.expected.allow_migration = true;
  CHECK(s.Appraise().verified);
}

TEST_CASE("pitfall 7: firmware is not rolled back behind a high microcode") {
  Scenario s = MilanVcek();
  // SNP level 3 below its minimum, while the eight bytes as one number are far above it.
  s.At(0x180 + 6) = 3;
  s.leaf.tcb[6] = 3;
  s.At(0x180 + 7) = s.leaf.tcb[7] = 219;
  CHECK(Failing(s.Appraise()) == Names{"minimum_tcb"});
  Scenario product = MilanVcek();
  product.expected.products = {Product::kGenoa};  // Milan's keys are not what they were
  CHECK(Failing(product.Appraise()) == Names{"product"});
  Scenario alias = MilanVcek();
  alias.At(0x40) = 0x05;
  CHECK(Failing(alias.Appraise()) == Names{"platform_required"});
}

TEST_CASE("pitfall 8: the bytes that came are the bytes that are verified") {
  Scenario s = MilanVcek();
  REQUIRE(s.Appraise().verified);
  std::string leaf = TestChain::Get().MakeLeaf(s.leaf, s.product);
  std::vector<uint8_t> longer = s.report, shorter = s.report;
  longer.push_back(0);
  shorter.pop_back();
  for (const std::vector<uint8_t>& other : {longer, shorter, std::vector<uint8_t>()}) {
    Appraisal appraisal = *Appraise({other, Bytes(leaf)}, s.endorsements, s.expected, s.now);
    CHECK_FALSE(appraisal.verified);
    CHECK(Failing(appraisal) == Names{"report_size"});
    CHECK_FALSE(appraisal.report.has_value());
  }
}

TEST_CASE("pitfall 9: the host's certificate table is read within its bounds") {
  const std::string data(100, 'x');
  auto failed = [](const std::vector<uint8_t>& table) {
    return ReadCertificateTable(table).status().code() == Code::kEvidence;
  };
  Result<CertificateTable> good = ReadCertificateTable(Table({{kVcekGuid, 48, 100}}, data));
  REQUIRE(good.ok());
  CHECK(good->vcek == data);
  CHECK_FALSE(good->vlek.has_value());
  CHECK(ReadCertificateTable({}).ok());
  CHECK(ReadCertificateTable(std::vector<uint8_t>(4096, 0))->entries == 0);  // a host without certificates
  CHECK(ReadCertificateTable(Table({{kArkGuid, 48, 100}}, data))->entries == 1);
  CHECK_FALSE(ReadCertificateTable(Table({{kArkGuid, 48, 100}}, data))->vcek.has_value());
  CHECK(failed(Table({{kVcekGuid, 48, 101}}, data)));
  CHECK(failed(Table({{kVcekGuid, 149, 0}}, data)));
  CHECK(failed(Table({{kVcekGuid, 0, 10}}, data)));  // over the entries
  CHECK(failed(Table({{kVcekGuid, 47, 10}}, data)));
  CHECK(failed(Table({{kVcekGuid, 0xFFFFFFFF, 0xFFFFFFFF}}, data)));  // the sum wraps in 32 bits
  CHECK(failed(Table({{kVcekGuid, 0xFFFFFFF0, 0x20}}, data)));
  CHECK(failed(Table({{kVcekGuid, 48, 0xFFFFFFFF}}, data)));
  CHECK(failed(Table({{kVcekGuid, 0x80000000, 0x80000030}}, data)));
  CHECK(failed(Table({{kVcekGuid, 72, 10}, {kVcekGuid, 72, 10}}, data)));
  CHECK(failed(Table({{kVcekGuid, 24, 0}}, "", false)));  // no last entry
  CHECK(failed(std::vector<uint8_t>(23, 0)));
  CHECK(failed(std::vector<uint8_t>(kMaxTableBytes + 1, 0)));
  CHECK(failed(Table(std::vector<TableEntry>(kMaxTableEntries + 1, {kArkGuid, 24 * (kMaxTableEntries + 2), 0}))));
  // In an appraisal it is a check of its own.
  Scenario s = MilanVcek();
  Appraisal appraisal = *Appraise({s.report, Table({{kVcekGuid, 48, 101}}, data)}, s.endorsements, s.expected, s.now);
  CHECK(Failing(appraisal).contains("certificate_table"));
  CHECK_FALSE(appraisal.verified);
}

TEST_CASE("a leaf may come as DER, as PEM behind other text, or in a table as either") {
  Scenario s = MilanVcek();
  REQUIRE(s.Appraise().verified);
  std::string der = TestChain::Get().MakeLeaf(s.leaf, s.product), pem = Pem(der);
  auto in_table = [](const std::string& leaf) {
    return Table({{kVcekGuid, 48, static_cast<uint32_t>(leaf.size())}}, leaf);
  };
  for (const std::vector<uint8_t>& certificates :
       {Bytes(der), Bytes(pem), Bytes("subject=CN = SEV-VCEK\n" + pem), in_table(der), in_table(pem)}) {
    CHECK(Appraise({s.report, certificates}, s.endorsements, s.expected, s.now)->verified);
  }
  for (const std::vector<uint8_t>& certificates :
       {Bytes(der + " "), Bytes(std::string(70000, '\n') + pem), in_table(""), in_table(der + std::string(1, '\0'))}) {
    CHECK_FALSE(Appraise({s.report, certificates}, s.endorsements, s.expected, s.now)->verified);
  }
}

TEST_CASE("pitfall 9: of a table the kind counts that the report names") {
  Scenario s = MilanVlek();
  REQUIRE(s.Appraise().verified);
  std::string vlek = TestChain::Get().MakeLeaf(s.leaf, s.product);
  Scenario other = MilanVcek();
  std::string vcek = TestChain::Get().MakeLeaf(other.leaf, other.product);
  uint32_t a = static_cast<uint32_t>(vcek.size()), b = static_cast<uint32_t>(vlek.size());
  std::vector<uint8_t> table = Table({{kVcekGuid, 72, a}, {kVlekGuid, 72 + a, b}}, vcek + vlek);
  CHECK(Appraise({s.report, table}, s.endorsements, s.expected, s.now)->verified);
}

TEST_CASE("pitfall 10: what is expected has its exact size, is not zero, and leaving it out is said") {
  Scenario s = MilanVcek();
  auto refused = [&](const ReferenceValues& expected) {
    return Appraise({s.report, {}}, s.endorsements, expected, s.now).status().code() == Code::kInvalidArgument;
  };
  for (size_t size : {1, 31, 33, 48, 64}) {
    ReferenceValues expected = s.expected;
    expected.host_data = std::vector<uint8_t>(size, 7);
    CHECK(refused(expected));
  }
  for (size_t size : {1, 32, 63, 65}) {
    ReferenceValues expected = s.expected;
    expected.report_data = std::vector<uint8_t>(size, 7);
    CHECK(refused(expected));
  }
  ReferenceValues expected = s.expected;
  expected.host_data.assign(32, 0);
  CHECK(refused(expected));
  expected = s.expected;
  expected.report_data.assign(64, 0);
  CHECK(refused(expected));
  expected = s.expected;
  expected.any_host_data = true;  // and one is given
  CHECK(refused(expected));
  for (auto list : {&ReferenceValues::measurements, &ReferenceValues::family_ids, &ReferenceValues::image_ids,
                    &ReferenceValues::id_key_digests, &ReferenceValues::author_key_digests,
                    &ReferenceValues::report_ids, &ReferenceValues::chip_ids}) {
    expected = s.expected;
    (expected.*list).assign(1, std::vector<uint8_t>(47, 1));
    CHECK(refused(expected));
    (expected.*list).assign(1, {});
    CHECK(refused(expected));
  }
  s.expected.host_data.clear();  // nothing is said: that is no "anything"
  CHECK(Failing(s.Appraise()) == Names{"host_data"});
}

TEST_CASE("pitfall 13: digests are compared whole, by the function whose time says nothing") {
  const std::string policy = "package agent_policy\n";
  Sha256Digest digest = *PolicyDigest(policy);
  REQUIRE(BindPolicy(policy, digest).ok());
  for (size_t i = 0; i < digest.size() * 8; ++i) {
    Sha256Digest other = digest;
    other[i / 8] ^= static_cast<uint8_t>(1 << i % 8);
    CHECK(BindPolicy(policy, other).code() == Code::kBinding);
  }
  // Time cannot be tested; what compares can be read.
  auto source = [](const std::string& path) {
    std::ifstream file(REEVE_SOURCE_DIR "/lib/" + path, std::ios::binary);
    REQUIRE(file.good());
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  CHECK(source("crypto/digest.cc").find("CRYPTO_memcmp") != std::string::npos);
  for (const char* path : {"attestation/policy_binding.cc", "attestation/appraise.cc", "attestation/evidence.cc"}) {
    INFO(path);
    CHECK(source(path).find("EqualInConstantTime") != std::string::npos);
    CHECK(source(path).find(" memcmp(") == std::string::npos);
    CHECK(source(path).find("std::memcmp(") == std::string::npos);
  }
}

TEST_CASE("pitfall 14: the product comes from the root that signed, not from a guess") {
  Scenario s = MilanVcek();
  s.At(0) = 2;
  s.Set(0x188, {0, 0, 0});
  s.expected.minimum_version = 2;
  Appraisal appraisal = s.Appraise();
  INFO(appraisal.Failures());
  CHECK(appraisal.verified);
  CHECK(appraisal.product == Product::kMilan);
  CHECK(appraisal.Of(Check::kProcessor).outcome == Outcome::kNotAsked);
}

TEST_CASE("pitfall 15: of the leaf's product name only the line counts") {
  for (const char* name : {"Milan", "Milan-B0", "Milan-B1", "Milan-"}) {
    Scenario s = MilanVcek();
    s.leaf.product_name = name;
    CHECK(s.Appraise().verified);
  }
  for (const char* name : {"milan", "Mila", "MilanB0", " Milan", "Genoa"}) {
    Scenario s = MilanVcek();
    s.leaf.product_name = name;
    CHECK(Failing(s.Appraise()) == Names{"leaf_product"});
  }
}

TEST_CASE("pitfall 17: the time is the caller's") {
  Evidence evidence{ReadBytes("report-turin-v5-hostdata.bin"), ReadBytes("vcek-turin-v5-hostdata.pem")};
  constexpr int64_t kStart = 1770253473;  // 2026-02-05T01:04:33Z
  CHECK(Appraise(evidence, {}, Anything(), kMarch2026)->verified);
  CHECK(Appraise(evidence, {}, Anything(), kStart)->verified);
  for (int64_t now : {int64_t{0}, kStart - 1, int64_t{4102444800}, int64_t{-1}, int64_t{253402300800}}) {
    INFO(now);
    CHECK(Failing(*Appraise(evidence, {}, Anything(), now)) == Names{"dates"});
  }
}

TEST_CASE("pitfall 18: no revocation list is no failure unless the caller requires one") {
  Scenario s = MilanVcek();
  s.endorsements.revocations.clear();
  CHECK(Failing(s.Appraise()) == Names{"revocation"});
  s.endorsements.require_revocations = false;
  Appraisal appraisal = s.Appraise();
  CHECK(appraisal.verified);
  CHECK(appraisal.Of(Check::kRevocation).outcome == Outcome::kNotAsked);
  // A list that is given counts, required or not.
  ListSpec list;
  list.issuer = s.ark.subject;
  list.serials = {s.ask.serial};
  s.endorsements.revocations = {MakeRevocationList(list, TestChain::Get().ark)};
  CHECK(Failing(s.Appraise()) == Names{"revocation"});
}

TEST_CASE("roots that cannot be read are the caller's error") {
  Scenario s = MilanVcek();
  for (const std::string& bad :
       {std::string("no certificate"), std::string("\x30\x03\x02\x01\x01", 5), std::string()}) {
    Endorsements endorsements;
    endorsements.roots = {{Product::kMilan, bad, "", ""}};
    CHECK(Appraise({s.report, {}}, endorsements, s.expected, s.now).status().code() == Code::kInvalidArgument);
  }
}

TEST_CASE("text that is no certificate is no leaf") {
  Scenario s = MilanVcek();
  for (const std::string& bad :
       {std::string(), std::string("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
        std::string("-----BEGIN CERTIFICATE-----"), std::string("0"), std::string("\x30\x80\x00\x00", 4),
        std::string("\x30\x84\xFF\xFF\xFF\xFF", 6), std::string(70000, '0')}) {
    Endorsements endorsements = s.endorsements;
    endorsements.leaf = bad;
    Appraisal appraisal = *Appraise({s.report, {}}, endorsements, s.expected, s.now);
    CHECK_FALSE(appraisal.verified);
    CHECK(Failing(appraisal).contains("leaf_certificate"));
  }
}
