// Makes evidence that passes, and expects much of it. Interface: scenario.h.
#include "tests/attestation/scenario.h"

#include <algorithm>
#include <stdexcept>

namespace reeve::snp_test {
namespace {

using namespace reeve::snp;

std::vector<uint8_t> Pattern(uint8_t start, size_t size) {
  std::vector<uint8_t> bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(start + i);
  return bytes;
}

void Put(Scenario& s, Field field, const std::vector<uint8_t>& bytes) {
  s.Set(Fields()[static_cast<size_t>(field)].offset, bytes);
}

Scenario Base(Product product, uint8_t version) {
  Scenario s;
  const TestChain& chain = TestChain::Get();
  s.product = product;
  s.ark = chain.Ark(product);
  s.ask = chain.Intermediate(product, false);
  s.asvk = chain.Intermediate(product, true);
  s.Set(0x00, {version});
  s.Set(0x04, {7});                 // guest SVN
  s.Set(0x08, {0x1f, 0x00, 0x03});  // POLICY 0x3001f: ABI 0.31, SMT
  s.Set(0x34, {1});
  s.Set(0x40, {0x25});
  Put(s, Field::kFamilyId, Pattern(0x10, 16));
  Put(s, Field::kImageId, Pattern(0x20, 16));
  Put(s, Field::kReportData, Pattern(0x30, 64));
  Put(s, Field::kMeasurement, Pattern(0x40, 48));
  Put(s, Field::kHostData, Pattern(0x50, 32));
  Put(s, Field::kIdKeyDigest, Pattern(0x60, 48));
  s.Set(0x48, {1});  // AUTHOR_KEY_EN
  Put(s, Field::kAuthorKeyDigest, Pattern(0x70, 48));
  Put(s, Field::kReportId, Pattern(0x80, 32));
  Put(s, Field::kReportIdMa, std::vector<uint8_t>(32, 0xFF));
  for (Field field : {Field::kCurrentBuild, Field::kCommittedBuild}) Put(s, field, {29, 55, 1});
  s.expected.host_data = Pattern(0x50, 32);
  s.expected.report_data = Pattern(0x30, 64);
  s.expected.measurements = {Pattern(0x40, 48)};
  s.expected.products = {product};
  s.expected.minimum_version = version;
  s.expected.minimum_guest_svn = 7;
  s.expected.family_ids = {Pattern(0x10, 16)};
  s.expected.image_ids = {Pattern(0x20, 16)};
  s.expected.id_key_digests = {Pattern(0x60, 48)};
  s.expected.author_key_digests = {Pattern(0x01, 48), Pattern(0x70, 48)};
  s.expected.report_ids = {Pattern(0x80, 32)};
  s.expected.minimum_abi_minor = 31;
  s.expected.policy_required = Mask(Field::kPolicy, "smt");
  s.expected.policy_forbidden = Mask(Field::kPolicy, "cxl");
  s.expected.platform_required = Mask(Field::kPlatformInfo, "alias_check_complete");
  s.expected.platform_forbidden = Mask(Field::kPlatformInfo, "tio_en");
  s.expected.forbid_unknown_platform_bits = true;
  s.expected.minimum_firmware = s.expected.minimum_committed_firmware = {1, 55, 29};
  s.expected.forbid_provisional_firmware = true;
  ListSpec list;
  list.issuer = s.ark.subject;
  list.serials = {1, 2, 3};
  s.endorsements.revocations = {MakeRevocationList(list, chain.ark)};
  s.endorsements.require_revocations = true;
  return s;
}

void SetTcb(Scenario& s, const Tcb::Parts& parts) {
  TcbLayout layout = LayoutOf(s.product);
  Tcb tcb = Tcb::Of(parts, layout);
  std::vector<uint8_t> bytes(tcb.bytes.begin(), tcb.bytes.end());
  for (Field field : {Field::kCurrentTcb, Field::kReportedTcb, Field::kCommittedTcb, Field::kLaunchTcb})
    Put(s, field, bytes);
  s.leaf.tcb = tcb.bytes;
  s.leaf.layout = layout;
  s.expected.minimum_tcb = s.expected.minimum_committed_tcb = s.expected.minimum_launch_tcb = {{s.product, parts}};
}

void SetChip(Scenario& s, size_t bytes) {
  std::vector<uint8_t> id = Pattern(0x04, bytes);  // starts as DER would
  s.leaf.hardware_id = std::string(id.begin(), id.end());
  id.resize(64, 0);
  Put(s, Field::kChipId, id);
  s.expected.chip_ids = {id};
}

std::set<std::string> With(const Appraisal& appraisal, Outcome outcome) {
  std::set<std::string> names;
  for (const CheckResult& result : appraisal.checks) {
    if (result.outcome == outcome) names.emplace(CheckName(result.check));
  }
  return names;
}

}  // namespace

void Scenario::Set(size_t offset, std::vector<uint8_t> bytes) {
  if (offset + bytes.size() > report.size()) throw std::out_of_range("bytes behind the report");
  std::copy(bytes.begin(), bytes.end(), report.begin() + static_cast<ptrdiff_t>(offset));
}

Appraisal Scenario::Appraise() {
  const TestChain& chain = TestChain::Get();
  const TestKey& signer = intermediate_signer != nullptr ? *intermediate_signer : chain.ark;
  endorsements.roots = {{product, MakeCertificate(ark, chain.ark, ark_signer != nullptr ? *ark_signer : chain.ark),
                         MakeCertificate(ask, chain.ask, signer), MakeCertificate(asvk, chain.asvk, signer)}};
  if (leaf.issuer.empty()) leaf.issuer = leaf.vlek ? asvk.subject : ask.subject;
  SignReport(report, report_signer != nullptr ? *report_signer : leaf.key != nullptr ? *leaf.key : chain.leaf);
  if (after != nullptr) after(report);
  std::string der = chain.MakeLeaf(leaf, product);
  Result<Appraisal> appraisal =
      snp::Appraise({report, std::vector<uint8_t>(der.begin(), der.end())}, endorsements, expected, now);
  if (!appraisal.ok()) throw std::runtime_error(appraisal.status().ToString());
  return *appraisal;
}

Scenario MilanVcek() {
  Scenario s = Base(Product::kMilan, 3);
  s.Set(0x188, {0x19, 0x01, 0x01});
  SetTcb(s, {std::nullopt, 4, 2, 24, 219});
  SetChip(s, 64);
  return s;
}

Scenario MilanVlek() {
  Scenario s = Base(Product::kMilan, 3);
  s.Set(0x188, {0x19, 0x01, 0x01});
  SetTcb(s, {std::nullopt, 4, 2, 24, 219});
  SetChip(s, 64);
  s.leaf.vlek = true;
  s.leaf.common_name = "SEV-VLEK";
  s.leaf.product_name = "Milan";
  s.At(0x48) |= 1 << 2;
  s.expected.providers = {s.leaf.provider};
  return s;
}

Scenario TurinVcek() {
  Scenario s = Base(Product::kTurin, 5);
  s.Set(0x188, {0x1a, 0x02, 0x01});
  s.leaf.product_name = "Turin";
  SetTcb(s, {1, 3, 2, 4, 81});
  SetChip(s, 8);
  s.Set(0x1F8, {0x3f});
  s.Set(0x200, {0x3f});
  s.expected.launch_mitigations = s.expected.current_mitigations = 0x3f;
  return s;
}

std::set<std::string> Failing(const Appraisal& appraisal) { return With(appraisal, Outcome::kFails); }
std::set<std::string> NotReached(const Appraisal& appraisal) { return With(appraisal, Outcome::kNotReached); }

}  // namespace reeve::snp_test
