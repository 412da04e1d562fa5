// Reports of real machines under their names, and each rule of the form broken in one of them.
#include <set>

#include "reeve/attestation.h"
#include "reeve/snp_report.h"
#include "tests/attestation/vectors.h"

using namespace reeve;
using namespace reeve::snp;
using namespace reeve::snp_test;

namespace {

std::vector<uint8_t> Real(const char* name) { return ReadBytes(name); }

// The rules that a report with these bytes changed breaks.
std::set<std::string> Broken(std::vector<uint8_t> bytes, size_t offset, std::vector<uint8_t> with) {
  std::copy(with.begin(), with.end(), bytes.begin() + static_cast<ptrdiff_t>(offset));
  std::optional<Report> report = Report::Unchecked(bytes);
  REQUIRE(report.has_value());
  std::set<std::string> rules;
  for (const Report::Problem& problem : report->Problems()) rules.emplace(problem.rule);
  CHECK(Report::Parse(bytes).ok() == rules.empty());
  return rules;
}

}  // namespace

TEST_CASE("the table of offsets covers the report once") {
  std::vector<int> seen(Report::kSize, 0);
  for (const FieldInfo& field : Fields()) {
    for (size_t i = 0; i < field.size; ++i) ++seen.at(field.offset + i);
  }
  // Versions reserve bytes that later ones use, so reserved ranges may lie over fields, but not over each other.
  struct Range {
    size_t offset, size;
  };
  std::vector<Range> reserved = {
#define REEVE_SNP_RESERVED(offset, size, until) {offset, size},
#include "reeve/snp_report.def"
  };
  for (Range range : reserved) {
    for (size_t i = 0; i < range.size; ++i) seen.at(range.offset + i) |= 0x100;
  }
  for (size_t i = 0; i < seen.size(); ++i) {
    INFO("byte " << i);
    CHECK((seen[i] & 0xFF) <= 1);
    CHECK(seen[i] != 0);
  }
  for (size_t i = 1; i < Fields().size(); ++i) CHECK(Fields()[i - 1].offset < Fields()[i].offset);
}

TEST_CASE("reports of real machines parse") {
  for (const RealReport& real : kRealReports) {
    INFO(real.report);
    Result<Report> report = Report::Parse(Real(real.report));
    INFO(report.status().ToString());
    REQUIRE(report.ok());
    CHECK(std::equal(report->bytes().begin(), report->bytes().end(), Real(real.report).begin()));
    if (report->version() >= 3)
      CHECK(ProductName(*report->product()) == real.product);
    else
      CHECK_FALSE(report->product().has_value());
  }
}

TEST_CASE("fields of a Milan report of version 2") {
  Report report = *Report::Parse(Real("report-milan-v2-hostdata-policyA.bin"));
  CHECK(report.version() == 2);
  CHECK(report.Number(Field::kGuestSvn) == 2);
  CHECK(report.Number(Field::kPolicy) == 0x3001f);
  CHECK((report.Number(Field::kPolicy) & Mask(Field::kPolicy, "debug")) == 0);
  CHECK((report.Number(Field::kPolicy) & Mask(Field::kPolicy, "smt")) != 0);
  CHECK(report.Number(Field::kVmpl) == 0);
  CHECK(report.signing_key() == SigningKey::kVcek);
  CHECK(ToHex(report.Bytes(Field::kHostData)) == "cadd74f71ebb8fbf9782baab649612520f3c416bc5ce9ac768808ddc8d9b031c");
  Tcb::Parts tcb = report.TcbOf(Field::kReportedTcb).parts(TcbLayout::kFamily19h);
  CHECK(tcb.boot_loader == 3);
  CHECK(tcb.snp == 8);
  CHECK(tcb.microcode == 115);
  CHECK_FALSE(tcb.fmc.has_value());
  CHECK_FALSE(report.Has(Field::kCpuFamily));
  CHECK(report.Number(Field::kCpuFamily) == 0);
}

TEST_CASE("fields of a Turin report of version 5") {
  Report report = *Report::Parse(Real("report-turin-v5-hostdata.bin"));
  CHECK(report.version() == 5);
  CHECK(report.Number(Field::kCpuFamily) == 0x1a);
  CHECK(report.Number(Field::kPlatformInfo) == 0x65);  // bit 6 has no name and is set
  CHECK(report.Number(Field::kLaunchMitigations) == 0x3f);
  CHECK(report.Number(Field::kCurrentMajor) == 1);
  CHECK(report.Number(Field::kCurrentMinor) == 55);
  CHECK(report.Number(Field::kCurrentBuild) == 65);
  Tcb tcb = report.TcbOf(Field::kReportedTcb);
  Tcb::Parts parts = tcb.parts(TcbLayout::kFamily1Ah);
  CHECK(parts.fmc == 1);
  CHECK(parts.boot_loader == 1);
  CHECK(parts.tee == 1);
  CHECK(parts.snp == 4);
  CHECK(parts.microcode == 81);
  CHECK(Tcb::Of(parts, TcbLayout::kFamily1Ah) == tcb);
}

TEST_CASE("the VLEK report says so") {
  Report report = *Report::Parse(Real("report-milan-v3-vlek.bin"));
  CHECK(report.signing_key() == SigningKey::kVlek);
  CHECK(report.Number(Field::kVmpl) == 1);
  CHECK(report.IsZero(Field::kChipId));
  CHECK(report.Number(Field::kLaunchMitigations) == 0);
}

TEST_CASE("levels of firmware are compared part by part") {
  Tcb low = Tcb::Of({std::nullopt, 3, 0, 8, 115}, TcbLayout::kFamily19h), high = low;
  CHECK(high.AtLeast(low));
  high.bytes[7] = 219;
  CHECK(high.AtLeast(low));
  CHECK_FALSE(low.AtLeast(high));
  high.bytes[0] = 2;  // as one number it would still be the higher one
  CHECK_FALSE(high.AtLeast(low));
}

TEST_CASE("no other size is a report") {
  std::vector<uint8_t> bytes = Real("report-milan-v2-virtee.bin");
  for (size_t size : {0, 1, 671, 672, 1183})
    CHECK(Report::Parse(std::span(bytes).first(size)).status().code() == Code::kEvidence);
  bytes.push_back(0);
  CHECK(Report::Parse(bytes).status().code() == Code::kEvidence);
  bytes.resize(4000);
  CHECK(Report::Parse(bytes).status().code() == Code::kEvidence);
}

TEST_CASE("versions other than 2 to 5 are refused") {
  for (uint8_t version : {0, 1, 6, 255})
    CHECK(Broken(Real("report-milan-v2-virtee.bin"), 0, {version}).contains("report_version"));
  CHECK(Broken(Real("report-milan-v2-virtee.bin"), 3, {1}).contains("report_version"));
  CHECK_FALSE(Report::Parse(Real("fake-v1-hcsshim.bin")).ok());
  CHECK_FALSE(Report::Parse(Real("fake-v1-sidecar.bin")).ok());
}

TEST_CASE("a version's reserved bytes must be zero") {
  using Set = std::set<std::string>;
  const Set reserved = {"reserved_bytes"};
  for (size_t at : {0x4C, 0x188, 0x18A, 0x18B, 0x19F, 0x1EB, 0x1EF, 0x1F8, 0x207, 0x208, 0x29F, 0x2D0, 0x2E7, 0x318,
                    0x32F, 0x330, 0x49F}) {
    INFO(at);
    CHECK(Broken(Real("report-milan-v2-virtee.bin"), at, {1}) == reserved);
    bool cpu = at == 0x188 || at == 0x18A, mitigations = at == 0x1F8 || at == 0x207;
    CHECK(Broken(Real("report-milan-v3-hostdata-policyB.bin"), at, {1}) == (cpu ? Set{} : reserved));
    CHECK(Broken(Real("report-turin-v5-hostdata.bin"), at, {1}) == (cpu || mitigations ? Set{} : reserved));
  }
  // Version 4 is read as version 3.
  std::vector<uint8_t> four = Real("report-milan-v3-hostdata-policyB.bin");
  four[0] = 4;
  CHECK(Broken(four, 0, {4}).empty());
  CHECK(Broken(four, 0x1F8, {1}) == reserved);
}

TEST_CASE("bits that must be as they are") {
  const std::vector<uint8_t> real = Real("report-milan-v3-hostdata-policyB.bin");
  using Set = std::set<std::string>;
  CHECK(Broken(real, 0x34, {2}) == Set{"signature_algorithm"});
  CHECK(Broken(real, 0x0A, {0x01}) == Set{"policy_reserved_bits"});  // bit 17 is zero
  CHECK(Broken(real, 0x0B, {0x04}) == Set{"policy_reserved_bits"});  // bit 26
  CHECK(Broken(real, 0x0F, {0x80}) == Set{"policy_reserved_bits"});
  CHECK(Broken(real, 0x48, {0x20}) == Set{"flags_reserved_bits"});
  CHECK(Broken(real, 0x4B, {0x80}) == Set{"flags_reserved_bits"});
  CHECK(Broken(real, 0x110, {1}) == Set{"author_key_consistent"});
  CHECK(Broken(real, 0x40, {0xFF, 0xFF, 0xFF, 0xFF}).empty());  // PLATFORM_INFO is the relying party's to judge
}
