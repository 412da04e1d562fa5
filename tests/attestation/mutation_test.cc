// Proves each check live: evidence that passes is spoiled in one place and signed anew by a chain of the test's own.
// The check that is named, and that one alone, must fail: every other one holds, so without it the evidence would pass.
#include <catch2/catch.hpp>

#include "tests/attestation/scenario.h"

using namespace reeve;
using namespace reeve::snp;
using namespace reeve::snp_test;

namespace {

const TestKey& OtherRsa() {
  static const TestKey key = TestKey::Rsa();
  return key;
}
const TestKey& OtherEc() {
  static const TestKey key = TestKey::Ec();
  return key;
}
const TestKey& OtherCurve() {
  static const TestKey key = TestKey::Ec("P-256");
  return key;
}

ListSpec RevokedBy(const Scenario& s) {
  ListSpec list;
  list.issuer = s.ark.subject;
  return list;
}
void Use(Scenario& s, const ListSpec& list, const TestKey& key = TestChain::Get().ark) {
  s.endorsements.revocations = {MakeRevocationList(list, key)};
}

// The bytes of a leaf that claim another level in byte `i`.
template <size_t i>
void LeafLevel(Scenario& s) {
  s.leaf.tcb[i] ^= 1;
}
// A level of the report below its minimum.
template <size_t field, size_t i>
void Below(Scenario& s) {
  s.At(field + i) -= 1;
  if (field == 0x180) s.leaf.tcb[i] -= 1;
  if (field == 0x1E0) s.expected.forbid_provisional_firmware = false;
}

struct Mutation {
  const char* check;
  Scenario (*base)();
  void (*spoil)(Scenario&);
};

constexpr int64_t k2023 = 1672531200, k2027 = 1798761600;

const Mutation kMutations[] = {
    // The form of the report.
    {"report_version", MilanVcek, [](Scenario& s) { s.At(0) = 1; s.Set(0x188, {0, 0, 0}); s.expected.minimum_version = 1; }},
    {"report_version", TurinVcek, [](Scenario& s) { s.At(0) = 6; }},
    {"report_version", TurinVcek, [](Scenario& s) { s.At(3) = 1; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.At(0x4C) = 1; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.At(0x18B) = 1; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.At(0x19F) = 0x80; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.At(0x1EB) = 1; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.At(0x1EF) = 1; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.At(0x1F8) = 1; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.At(0) = 4; s.At(0x207) = 1; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.At(0) = 2; s.expected.minimum_version = 2; }},  // CPUID in version 2
    {"reserved_bytes", TurinVcek, [](Scenario& s) { s.At(0x208) = 1; }},
    {"reserved_bytes", TurinVcek, [](Scenario& s) { s.At(0x29F) = 1; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.after = [](std::vector<uint8_t>& r) { r[0x330] = 1; }; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.after = [](std::vector<uint8_t>& r) { r[0x49F] = 1; }; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.after = [](std::vector<uint8_t>& r) { r[0x2D0] = 1; }; }},
    {"reserved_bytes", MilanVcek, [](Scenario& s) { s.after = [](std::vector<uint8_t>& r) { r[0x32F] = 1; }; }},
    {"signature_algorithm", MilanVcek, [](Scenario& s) { s.At(0x34) = 0; }},
    {"signature_algorithm", MilanVcek, [](Scenario& s) { s.At(0x35) = 1; }},
    {"policy_reserved_bits", MilanVcek, [](Scenario& s) { s.At(0x0A) = 0x01; }},
    {"policy_reserved_bits", MilanVcek, [](Scenario& s) { s.At(0x0B) = 0x04; }},
    {"policy_reserved_bits", MilanVcek, [](Scenario& s) { s.At(0x0F) = 0x80; }},
    {"flags_reserved_bits", MilanVcek, [](Scenario& s) { s.At(0x48) |= 0x20; }},
    {"flags_reserved_bits", MilanVcek, [](Scenario& s) { s.At(0x4B) = 0x80; }},
    {"author_key_consistent", MilanVcek, [](Scenario& s) { s.At(0x48) = 0; }},
    // Who made it.
    {"leaf_key", MilanVcek, [](Scenario& s) { s.leaf.key = &OtherCurve(); }},
    {"leaf_key", MilanVcek, [](Scenario& s) { s.leaf.authority = true; }},
    {"root", MilanVcek, [](Scenario& s) { s.ark.authority = false; }},
    {"root", MilanVcek, [](Scenario& s) { s.ark.may_sign = false; }},
    {"chain_root", MilanVcek, [](Scenario& s) { s.ark_signer = &OtherRsa(); }},
    {"chain_root", MilanVcek, [](Scenario& s) { s.ark.issuer = "ARK-Other"; }},
    {"chain_intermediate", MilanVcek, [](Scenario& s) { s.intermediate_signer = &OtherRsa(); }},
    {"chain_intermediate", MilanVcek, [](Scenario& s) { s.ask.issuer = "ARK-Other"; }},
    {"chain_intermediate", MilanVcek, [](Scenario& s) { s.ask.authority = false; }},
    {"chain_intermediate", MilanVcek, [](Scenario& s) { s.ask.may_sign = false; }},
    {"chain_intermediate", MilanVlek, [](Scenario& s) { s.intermediate_signer = &OtherRsa(); }},
    {"chain_leaf", MilanVcek, [](Scenario& s) { s.leaf.signer = &OtherRsa(); }},
    {"chain_leaf", MilanVcek, [](Scenario& s) { s.leaf.signer = &TestChain::Get().ark; }},
    {"chain_leaf", MilanVcek, [](Scenario& s) { s.leaf.signer = &TestChain::Get().asvk; }},
    {"chain_leaf", MilanVlek, [](Scenario& s) { s.leaf.signer = &TestChain::Get().ask; }},
    {"dates", MilanVcek, [](Scenario& s) { s.leaf.not_after = k2023; }},
    {"dates", MilanVcek, [](Scenario& s) { s.leaf.not_before = k2027; }},
    {"dates", MilanVcek, [](Scenario& s) { s.leaf.not_after = s.now - 1; }},
    {"dates", MilanVcek, [](Scenario& s) { s.leaf.not_before = s.now + 1; }},
    {"dates", MilanVcek, [](Scenario& s) { s.ask.not_after = k2023; }},
    {"dates", MilanVcek, [](Scenario& s) { s.ark.not_before = k2027; }},
    {"revocation", MilanVcek, [](Scenario& s) { ListSpec l = RevokedBy(s); l.serials = {5, s.ask.serial}; Use(s, l); }},
    {"revocation", MilanVlek, [](Scenario& s) { ListSpec l = RevokedBy(s); l.serials = {s.asvk.serial}; Use(s, l); }},
    {"revocation", MilanVcek, [](Scenario& s) { Use(s, RevokedBy(s), OtherRsa()); }},
    {"revocation", MilanVcek, [](Scenario& s) { ListSpec l = RevokedBy(s); l.next_update = s.now - 1; Use(s, l); }},
    {"revocation", MilanVcek, [](Scenario& s) { ListSpec l = RevokedBy(s); l.this_update = s.now + 1; Use(s, l); }},
    {"revocation", MilanVcek, [](Scenario& s) { ListSpec l = RevokedBy(s); l.critical_extension = true; Use(s, l); }},
    {"revocation", MilanVcek, [](Scenario& s) { ListSpec l; l.issuer = "ARK-Genoa"; Use(s, l); }},
    {"revocation", MilanVcek, [](Scenario& s) { s.endorsements.revocations.clear(); }},
    {"revocation", MilanVcek, [](Scenario& s) { s.endorsements.revocations.push_back("no list"); }},
    {"revocation", MilanVcek, [](Scenario& s) { s.ark.may_sign_lists = false; }},
    {"signing_key", MilanVcek, [](Scenario& s) { s.At(0x48) = 1 | 1 << 2; }},
    {"signing_key", MilanVcek, [](Scenario& s) { s.At(0x48) = 1 | 7 << 2; }},  // NONE
    {"signing_key", MilanVcek, [](Scenario& s) { s.At(0x48) = 1 | 2 << 2; }},
    {"signing_key", MilanVlek, [](Scenario& s) { s.At(0x48) = 1; }},
    {"signing_key", MilanVcek, [](Scenario& s) { s.leaf.issuer = s.asvk.subject; s.leaf.signer = &TestChain::Get().asvk; }},
    {"signing_key", MilanVcek, [](Scenario& s) { s.leaf.common_name = "SEV-VLEK"; }},
    {"signing_key", MilanVcek, [](Scenario& s) { s.leaf.common_name = "VCEK"; }},
    {"signing_key", MilanVcek, [](Scenario& s) { s.leaf.common_name = "SEV-VCEK2"; }},
    {"leaf_product", MilanVcek, [](Scenario& s) { s.leaf.product_name = "Genoa-B0"; }},
    {"leaf_product", MilanVcek, [](Scenario& s) { s.leaf.product_name = "Milano"; }},
    {"leaf_product", TurinVcek, [](Scenario& s) { s.leaf.product_name = "Milan"; }},
    {"processor", MilanVcek, [](Scenario& s) { s.At(0x189) = 0x11; }},
    {"processor", MilanVcek, [](Scenario& s) { s.At(0x189) = 0xA0; }},
    {"processor", MilanVcek, [](Scenario& s) { s.At(0x188) = 0x1A; }},
    {"processor", MilanVcek, [](Scenario& s) { s.At(0x188) = 0; }},
    {"processor", TurinVcek, [](Scenario& s) { s.At(0x189) = 0x50; }},  // Venice
    {"leaf_tcb", MilanVcek, LeafLevel<0>}, {"leaf_tcb", MilanVcek, LeafLevel<1>}, {"leaf_tcb", MilanVcek, LeafLevel<2>},
    {"leaf_tcb", MilanVcek, LeafLevel<3>}, {"leaf_tcb", MilanVcek, LeafLevel<4>}, {"leaf_tcb", MilanVcek, LeafLevel<5>},
    {"leaf_tcb", MilanVcek, LeafLevel<6>}, {"leaf_tcb", MilanVcek, LeafLevel<7>}, {"leaf_tcb", TurinVcek, LeafLevel<0>},
    {"leaf_tcb", TurinVcek, LeafLevel<1>}, {"leaf_tcb", TurinVcek, LeafLevel<2>}, {"leaf_tcb", TurinVcek, LeafLevel<3>},
    {"leaf_tcb", TurinVcek, LeafLevel<4>}, {"leaf_tcb", TurinVcek, LeafLevel<5>}, {"leaf_tcb", TurinVcek, LeafLevel<6>},
    {"leaf_tcb", TurinVcek, LeafLevel<7>}, {"leaf_tcb", MilanVlek, LeafLevel<6>},
    {"leaf_tcb", MilanVcek, [](Scenario& s) { s.leaf.tcb[7] = 0; }},           // as if only the first byte of 02 02 00 DB counted
    {"leaf_chip", MilanVcek, [](Scenario& s) { s.leaf.hardware_id[0] ^= 1; }},
    {"leaf_chip", MilanVcek, [](Scenario& s) { s.leaf.hardware_id[63] ^= 1; }},
    {"leaf_chip", TurinVcek, [](Scenario& s) { s.leaf.hardware_id[7] ^= 1; }},
    {"leaf_chip", TurinVcek, [](Scenario& s) { s.At(0x1A8) = 1; s.expected.chip_ids.clear(); }},
    {"leaf_chip", TurinVcek, [](Scenario& s) { s.At(0x1DF) = 1; s.expected.chip_ids.clear(); }},
    {"signature", MilanVcek, [](Scenario& s) { s.report_signer = &OtherEc(); }},
    {"signature", MilanVcek, [](Scenario& s) { s.after = [](std::vector<uint8_t>& r) { r[0x2A0] ^= 1; }; }},
    {"signature", MilanVcek, [](Scenario& s) { s.after = [](std::vector<uint8_t>& r) { r[0x317] ^= 0x80; }; }},
    {"signature", MilanVcek, [](Scenario& s) { s.after = [](std::vector<uint8_t>& r) { std::fill_n(r.begin() + 0x2A0, 144, 0); }; }},
    {"signature", MilanVcek, [](Scenario& s) { s.after = [](std::vector<uint8_t>& r) { std::fill_n(r.begin() + 0x2A0, 48, 0xFF); }; }},
    {"signature", MilanVcek, [](Scenario& s) { s.after = [](std::vector<uint8_t>& r) { std::swap_ranges(r.begin() + 0x2A0, r.begin() + 0x2D0, r.begin() + 0x2E8); }; }},
    {"signature", MilanVcek, [](Scenario& s) { s.after = [](std::vector<uint8_t>& r) { r[0x160] ^= 1; }; }},
    // What it says.
    {"chip_key", MilanVcek, [](Scenario& s) { s.At(0x48) |= 2; }},
    {"key_kind", MilanVcek, [](Scenario& s) { s.expected.allow_vcek = false; }},
    {"key_kind", MilanVlek, [](Scenario& s) { s.expected.allow_vlek = false; }},
    {"product", MilanVcek, [](Scenario& s) { s.expected.products = {Product::kGenoa, Product::kTurin}; }},
    {"minimum_version", MilanVcek, [](Scenario& s) { s.expected.minimum_version = 4; }},
    {"debug", MilanVcek, [](Scenario& s) { s.At(0x0A) |= 0x08; }},
    {"migration", MilanVcek, [](Scenario& s) { s.At(0x0A) |= 0x04; }},
    {"host_requested", MilanVcek, [](Scenario& s) { s.Set(0x30, {0xFF, 0xFF, 0xFF, 0xFF}); }},
    {"vmpl", MilanVcek, [](Scenario& s) { s.At(0x30) = 1; }},
    {"vmpl", MilanVcek, [](Scenario& s) { s.At(0x30) = 4; }},
    {"vmpl", MilanVcek, [](Scenario& s) { s.At(0x31) = 1; }},
    {"vmpl", MilanVcek, [](Scenario& s) { s.expected.vmpl = 2; }},
    {"host_data", MilanVcek, [](Scenario& s) { s.At(0xC0) ^= 1; }},
    {"host_data", MilanVcek, [](Scenario& s) { s.At(0xDF) ^= 0x80; }},
    {"host_data", MilanVcek, [](Scenario& s) { s.Set(0xC0, std::vector<uint8_t>(32, 0)); }},
    {"host_data", MilanVcek, [](Scenario& s) { s.expected.host_data.clear(); }},
    {"report_data", MilanVcek, [](Scenario& s) { s.At(0x50) ^= 1; }},
    {"report_data", MilanVcek, [](Scenario& s) { s.At(0x8F) ^= 1; }},
    {"report_data", MilanVcek, [](Scenario& s) { s.expected.report_data.clear(); }},
    {"measurement", MilanVcek, [](Scenario& s) { s.At(0x90) ^= 1; }},
    {"measurement", MilanVcek, [](Scenario& s) { s.At(0xBF) ^= 1; }},
    {"guest_svn", MilanVcek, [](Scenario& s) { s.At(0x04) = 6; }},
    {"family_id", MilanVcek, [](Scenario& s) { s.At(0x1F) ^= 1; }},
    {"image_id", MilanVcek, [](Scenario& s) { s.At(0x2F) ^= 1; }},
    {"id_key", MilanVcek, [](Scenario& s) { s.At(0x10F) ^= 1; }},
    {"author_key", MilanVcek, [](Scenario& s) { s.At(0x13F) ^= 1; }},
    {"author_key", MilanVcek, [](Scenario& s) { s.At(0x48) = 0; s.Set(0x110, std::vector<uint8_t>(48, 0)); }},
    {"report_id", MilanVcek, [](Scenario& s) { s.At(0x15F) ^= 1; }},
    {"chip_id_masked", MilanVlek, [](Scenario& s) { s.Set(0x1A0, std::vector<uint8_t>(64, 0)); s.expected.chip_ids.clear(); }},
    {"chip_id", MilanVlek, [](Scenario& s) { s.At(0x1DF) ^= 1; }},
    {"provider", MilanVlek, [](Scenario& s) { s.leaf.provider += "s"; }},
    {"provider", MilanVcek, [](Scenario& s) { s.expected.providers = {"CN=provider.example"}; }},
    {"policy_abi", MilanVcek, [](Scenario& s) { s.At(0x08) = 30; }},
    {"policy_abi", MilanVcek, [](Scenario& s) { s.expected.minimum_abi_major = 1; }},
    {"policy_required", MilanVcek, [](Scenario& s) { s.At(0x0A) = 0x02; }},
    {"policy_forbidden", MilanVcek, [](Scenario& s) { s.At(0x0A) |= 0x20; }},
    {"platform_required", MilanVcek, [](Scenario& s) { s.At(0x40) = 0x05; }},
    {"platform_forbidden", MilanVcek, [](Scenario& s) { s.At(0x40) |= 0x80; }},
    {"platform_unknown", MilanVcek, [](Scenario& s) { s.At(0x40) |= 0x40; }},
    {"platform_unknown", MilanVcek, [](Scenario& s) { s.At(0x47) |= 0x80; }},
    {"firmware", MilanVcek, [](Scenario& s) { s.At(0x1E8) = 28; s.expected.forbid_provisional_firmware = false; }},
    {"firmware", MilanVcek, [](Scenario& s) { s.expected.minimum_firmware = {1, 56, 0}; }},
    {"firmware", MilanVcek, [](Scenario& s) { s.expected.minimum_firmware = {2, 0, 0}; }},
    {"committed_firmware", MilanVcek, [](Scenario& s) { s.At(0x1ED) = 54; s.expected.forbid_provisional_firmware = false; }},
    {"provisional_firmware", MilanVcek, [](Scenario& s) { s.At(0x1E8) = 30; }},
    {"provisional_firmware", MilanVcek, [](Scenario& s) { s.At(0x38 + 7) = 220; }},
    {"tcb_order", MilanVcek, [](Scenario& s) { s.At(0x38 + 6) -= 1; s.expected.forbid_provisional_firmware = false; }},
    {"minimum_tcb", MilanVcek, Below<0x180, 0>}, {"minimum_tcb", MilanVcek, Below<0x180, 1>}, {"minimum_tcb", MilanVcek, Below<0x180, 6>},
    {"minimum_tcb", MilanVcek, Below<0x180, 7>}, {"minimum_tcb", TurinVcek, Below<0x180, 0>}, {"minimum_tcb", TurinVcek, Below<0x180, 1>},
    {"minimum_tcb", TurinVcek, Below<0x180, 2>}, {"minimum_tcb", TurinVcek, Below<0x180, 3>}, {"minimum_tcb", TurinVcek, Below<0x180, 7>},
    {"minimum_tcb", MilanVcek, [](Scenario& s) { s.expected.minimum_tcb[0].first = Product::kGenoa; }},
    {"minimum_committed_tcb", MilanVcek, Below<0x1E0, 6>}, {"minimum_committed_tcb", TurinVcek, Below<0x1E0, 3>},
    {"minimum_launch_tcb", MilanVcek, Below<0x1F0, 7>}, {"minimum_launch_tcb", TurinVcek, Below<0x1F0, 0>},
    {"launch_mitigations", TurinVcek, [](Scenario& s) { s.At(0x1F8) = 0x3e; }},
    {"launch_mitigations", MilanVcek, [](Scenario& s) { s.expected.launch_mitigations = 1; }},
    {"current_mitigations", TurinVcek, [](Scenario& s) { s.At(0x200) = 0x1f; }},
};

// A leaf that cannot be read leaves nothing to compare: those checks are "not reached", and none of the others fails.
struct BadLeaf {
  const char* what;
  void (*change)(std::vector<std::pair<crypto::Oid, std::string>>&);
};
using Extensions = std::vector<std::pair<crypto::Oid, std::string>>;

std::string* Find(Extensions& all, std::vector<uint32_t> suffix) {
  for (auto& [oid, value] : all) {
    if (oid == AmdOid(suffix)) return &value;
  }
  FAIL("no such extension");
  return nullptr;
}
template <uint32_t... suffix>
void Drop(Extensions& all) {
  std::erase_if(all, [](const auto& one) { return one.first == AmdOid({suffix...}); });
}

const BadLeaf kBadLeaves[] = {
    {"no structure version", Drop<1>},
    {"no product", Drop<2>},
    {"no boot loader level", Drop<3, 1>},
    {"no TEE level", Drop<3, 2>},
    {"no SNP level", Drop<3, 3>},
    {"no reserved level", Drop<3, 4>},
    {"no microcode level", Drop<3, 8>},
    {"neither chip nor provider", Drop<4>},
    {"a level of two bytes",
     [](Extensions& e) {
       *Find(e, {3, 8}) = DerInteger(256 + 219);
     }},
    {"a negative level",
     [](Extensions& e) {
       *Find(e, {3, 8}) = std::string("\x02\x01\xDB", 3);
     }},
    {"a level with a byte too many",
     [](Extensions& e) {
       *Find(e, {3, 8}) += '\0';
     }},
    {"a level with a zero in front",
     [](Extensions& e) {
       *Find(e, {3, 1}) = std::string("\x02\x02\x00\x04", 4);
     }},
    {"a level of another type",
     [](Extensions& e) {
       *Find(e, {3, 1}) = std::string("\x04\x01\x04", 3);
     }},
    {"an empty level",
     [](Extensions& e) {
       Find(e, {3, 1})->clear();
     }},
    {"a chip id of 63 bytes", [](Extensions& e) { Find(e, {4})->pop_back(); }},
    {"a chip id of 8 bytes on Milan", [](Extensions& e) { Find(e, {4})->resize(8); }},
    {"a chip id inside an OCTET STRING",
     [](Extensions& e) { *Find(e, {4}) = Der(crypto::tag::kOctetString, *Find(e, {4})); }},
    {"an empty chip id", [](Extensions& e) { Find(e, {4})->clear(); }},
    {"chip and provider",
     [](Extensions& e) {
       e.push_back({AmdOid({5}), Der(crypto::tag::kIa5String, "CN=x")});
     }},
    {"an unknown level",
     [](Extensions& e) {
       e.push_back({AmdOid({3, 10}), DerInteger(1)});
     }},
    {"an unknown member of the arc",
     [](Extensions& e) {
       e.push_back({AmdOid({6}), DerInteger(1)});
     }},
    {"a product of control characters",
     [](Extensions& e) { *Find(e, {2}) = Der(crypto::tag::kIa5String, std::string("Milan\0x", 7)); }},
    {"a product of another type", [](Extensions& e) { *Find(e, {2}) = Der(crypto::tag::kUtf8String, "Milan"); }},
    {"another structure version", [](Extensions& e) { *Find(e, {1}) = DerInteger(2); }},
};

}  // namespace

TEST_CASE("the evidence that mutations start from passes") {
  for (Scenario (*base)() : {MilanVcek, MilanVlek, TurinVcek}) {
    Appraisal appraisal = base().Appraise();
    INFO(appraisal.Failures());
    CHECK(appraisal.verified);
    CHECK(NotReached(appraisal).empty());
  }
}

TEST_CASE("each mutation is refused by its check, and by no other") {
  CHECK(std::size(kMutations) >= 60);
  std::set<std::string> live;
  for (const Mutation& mutation : kMutations) {
    Scenario s = mutation.base();
    mutation.spoil(s);
    Appraisal appraisal = s.Appraise();
    INFO("mutation " << &mutation - kMutations << " of " << mutation.check << "\n" << appraisal.Failures());
    CHECK_FALSE(appraisal.verified);
    CHECK(Failing(appraisal) == std::set<std::string>{mutation.check});
    CHECK(NotReached(appraisal).empty());
    CHECK(appraisal.Failures().find(mutation.check) == 0);
    live.insert(mutation.check);
  }
  // The checks of what cannot be read at all are in pitfalls_test.cc and below.
  for (const char* elsewhere : {"report_size", "certificate_table", "leaf_certificate", "leaf_extensions"})
    live.insert(elsewhere);
  for (size_t i = 0; i < kCheckCount; ++i) {
    INFO(CheckName(static_cast<Check>(i)));
    CHECK(live.contains(std::string(CheckName(static_cast<Check>(i)))));
  }
}

TEST_CASE("leaf extensions must be complete and exact") {
  for (const BadLeaf& bad : kBadLeaves) {
    INFO(bad.what);
    Scenario s = MilanVcek();
    s.leaf.change_extensions = bad.change;
    Appraisal appraisal = s.Appraise();
    CHECK_FALSE(appraisal.verified);
    CHECK(Failing(appraisal) == std::set<std::string>{"leaf_extensions"});
    CHECK(NotReached(appraisal) ==
          std::set<std::string>{"leaf_chip", "leaf_product", "leaf_tcb", "processor", "signing_key"});
  }
}

TEST_CASE("an extension that occurs twice makes the certificate unreadable") {
  Scenario s = MilanVcek();
  s.leaf.change_extensions = [](Extensions& e) { e.push_back(e.back()); };
  Appraisal appraisal = s.Appraise();
  CHECK(Failing(appraisal) == std::set<std::string>{"leaf_certificate"});
  CHECK_FALSE(appraisal.verified);
}
