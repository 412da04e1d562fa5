// Appraise: all checks of a report, its signer and what it says. Interface: include/reeve/attestation.h.
// Tested by tests/attestation/real_reports_test.cc, mutation_test.cc and pitfalls_test.cc.
#include <algorithm>

#include "attestation/appraisal.h"
#include "attestation/hex.h"
#include "crypto/digest.h"

namespace reeve::snp {
namespace {

constexpr std::pair<std::string_view, std::string_view> kCheckTexts[] = {
#define REEVE_CHECK(enumerator, name, meaning) {name, meaning},
#include "reeve/appraisal_checks.def"
#undef REEVE_CHECK
};

using Lists = std::vector<std::vector<uint8_t>>;

bool AllZero(std::span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](uint8_t byte) { return byte == 0; });
}

std::string Shown(std::span<const uint8_t> bytes) { return AllZero(bytes) ? "all zero" : ToHex(bytes); }

std::string VersionText(const std::array<uint8_t, 3>& version) {
  return std::to_string(version[0]) + "." + std::to_string(version[1]) + "." + std::to_string(version[2]);
}

// "fmc 1, boot loader 1, TEE 1, SNP 4, microcode 81"
std::string TcbText(const Tcb& tcb, TcbLayout layout) {
  Tcb::Parts parts = tcb.parts(layout);
  return (parts.fmc ? "FMC " + std::to_string(*parts.fmc) + ", " : "") + "boot loader " +
         std::to_string(parts.boot_loader) + ", TEE " + std::to_string(parts.tee) + ", SNP " +
         std::to_string(parts.snp) + ", microcode " + std::to_string(parts.microcode);
}

// The checks of one appraisal, with their arguments in reach.
class References {
 public:
  References(const Report& report, const Signer& signer, const ReferenceValues& expected, Checks& checks)
      : report_(report), signer_(signer), expected_(expected), checks_(checks) {}

  void All() {
    Secrecy();
    Digests();
    Identity();
    Policy();
    Platform();
    Firmware();
  }

 private:
  void Secrecy() {
    uint64_t policy = report_.Number(Field::kPolicy);
    bool masked = (report_.Number(Field::kFlags) & Mask(Field::kFlags, "mask_chip_key")) != 0;
    checks_.Set(Check::kChipKey, !masked, masked ? "masked" : "not masked", "not masked");
    Flag(Check::kDebug, (policy & Mask(Field::kPolicy, "debug")) != 0, expected_.allow_debug);
    Flag(Check::kMigration, (policy & Mask(Field::kPolicy, "migrate_ma")) != 0, expected_.allow_migration);
    uint64_t vmpl = report_.Number(Field::kVmpl);
    bool host = vmpl == Report::kHostRequested;
    checks_.Set(Check::kHostRequested, !host, host ? "the host asked" : "the guest asked", "the guest asked");
    // Levels are 0 to 3: what is above them is no level, even where the caller expects it.
    if (host)
      checks_.NotAsked(Check::kVmpl, "the host has none");
    else
      checks_.Set(Check::kVmpl, vmpl == expected_.vmpl && vmpl <= 3, std::to_string(vmpl),
                  std::to_string(expected_.vmpl));
    if (signer_.kind) {
      bool vlek = *signer_.kind == SigningKey::kVlek;
      checks_.Set(Check::kKeyKind, vlek ? expected_.allow_vlek : expected_.allow_vcek, vlek ? "VLEK" : "VCEK",
                  "an accepted kind");
    }
    if (signer_.product) Line(*signer_.product);
  }

  void Line(Product product) {
    const std::vector<Product>& accepted = expected_.products;
    if (accepted.empty()) return checks_.NotAsked(Check::kProduct, std::string(ProductName(product)));
    std::string names;
    for (Product one : accepted) names += (names.empty() ? "" : ", ") + std::string(ProductName(one));
    checks_.Set(Check::kProduct, std::count(accepted.begin(), accepted.end(), product) > 0,
                std::string(ProductName(product)), names);
  }

  void Digests() {
    Required(Check::kHostData, Field::kHostData, expected_.host_data, expected_.any_host_data,
             "a digest that the caller names");
    Required(Check::kReportData, Field::kReportData, expected_.report_data, expected_.any_report_data,
             "a nonce that the caller sent");
    OneOf(Check::kMeasurement, Field::kMeasurement, expected_.measurements);
  }

  void Identity() {
    AtLeast(Check::kMinimumVersion, report_.version(), expected_.minimum_version);
    AtLeast(Check::kGuestSvn, report_.Number(Field::kGuestSvn), expected_.minimum_guest_svn);
    OneOf(Check::kFamilyId, Field::kFamilyId, expected_.family_ids);
    OneOf(Check::kImageId, Field::kImageId, expected_.image_ids);
    OneOf(Check::kIdKey, Field::kIdKeyDigest, expected_.id_key_digests);
    OneOf(Check::kAuthorKey, Field::kAuthorKeyDigest, expected_.author_key_digests);
    OneOf(Check::kReportId, Field::kReportId, expected_.report_ids);
    bool masked = report_.IsZero(Field::kChipId);
    if (masked && expected_.allow_masked_chip_id)
      checks_.NotAsked(Check::kChipIdMasked, "masked");
    else
      checks_.Set(Check::kChipIdMasked, !masked, masked ? "masked" : "not masked", "not masked");
    OneOf(Check::kChipId, Field::kChipId, expected_.chip_ids);
    const std::vector<std::string>& accepted = expected_.providers;
    if (accepted.empty()) return checks_.NotAsked(Check::kProvider, signer_.provider);
    checks_.Set(Check::kProvider, std::count(accepted.begin(), accepted.end(), signer_.provider) > 0,
                signer_.provider.empty() ? "none" : signer_.provider,
                accepted.size() == 1 ? accepted[0] : "one of " + std::to_string(accepted.size()));
  }

  void Policy() {
    uint64_t policy = report_.Number(Field::kPolicy);
    uint64_t abi = policy & 0xFFFF, least = uint64_t{expected_.minimum_abi_major} << 8 | expected_.minimum_abi_minor;
    if (least == 0)
      checks_.NotAsked(Check::kPolicyAbi, AbiText(abi));
    else
      checks_.Set(Check::kPolicyAbi, abi >= least, AbiText(abi), "at least " + AbiText(least));
    Masked(Check::kPolicyRequired, policy, expected_.policy_required, true);
    Masked(Check::kPolicyForbidden, policy, expected_.policy_forbidden, false);
  }

  void Platform() {
    uint64_t platform = report_.Number(Field::kPlatformInfo), named = 0;
    for (const BitInfo& bit : Bits()) {
      if (bit.word == Field::kPlatformInfo) named |= uint64_t{1} << bit.bit;
    }
    Masked(Check::kPlatformRequired, platform, expected_.platform_required, true);
    Masked(Check::kPlatformForbidden, platform, expected_.platform_forbidden, false);
    Masked(Check::kPlatformUnknown, platform, expected_.forbid_unknown_platform_bits ? ~named : 0, false);
    Masked(Check::kLaunchMitigations, report_.Number(Field::kLaunchMitigations), expected_.launch_mitigations, true);
    Masked(Check::kCurrentMitigations, report_.Number(Field::kCurrentMitigations), expected_.current_mitigations, true);
  }

  void Firmware() {
    std::array<uint8_t, 3> current = Version(Field::kCurrentMajor, Field::kCurrentMinor, Field::kCurrentBuild);
    std::array<uint8_t, 3> committed = Version(Field::kCommittedMajor, Field::kCommittedMinor, Field::kCommittedBuild);
    VersionAtLeast(Check::kFirmware, current, expected_.minimum_firmware);
    VersionAtLeast(Check::kCommittedFirmware, committed, expected_.minimum_committed_firmware);
    Tcb running = report_.TcbOf(Field::kCurrentTcb), fixed = report_.TcbOf(Field::kCommittedTcb),
        reported = report_.TcbOf(Field::kReportedTcb);
    if (!expected_.forbid_provisional_firmware) {
      checks_.NotAsked(Check::kProvisionalFirmware);
    } else {
      checks_.Set(Check::kProvisionalFirmware, current == committed && running == fixed,
                  VersionText(current) + ", " + ToHex(running.bytes),
                  VersionText(committed) + ", " + ToHex(fixed.bytes));
    }
    checks_.Set(Check::kTcbOrder, running.AtLeast(reported), ToHex(reported.bytes), "at most " + ToHex(running.bytes));
    MinimumTcb(Check::kMinimumTcb, reported, expected_.minimum_tcb);
    MinimumTcb(Check::kMinimumCommittedTcb, fixed, expected_.minimum_committed_tcb);
    MinimumTcb(Check::kMinimumLaunchTcb, report_.TcbOf(Field::kLaunchTcb), expected_.minimum_launch_tcb);
  }

  void Flag(Check check, bool on, bool allowed) {
    if (allowed) return checks_.NotAsked(check, on ? "on" : "off");
    checks_.Set(check, !on, on ? "on" : "off", "off");
  }

  void Required(Check check, Field field, const std::vector<uint8_t>& expected, bool any, std::string_view missing) {
    std::span<const uint8_t> found = report_.Bytes(field);
    if (any) return checks_.NotAsked(check, Shown(found));
    checks_.Set(check, !expected.empty() && crypto::EqualInConstantTime(found, expected), Shown(found),
                expected.empty() ? std::string(missing) : ToHex(expected));
  }

  void OneOf(Check check, Field field, const Lists& accepted) {
    std::span<const uint8_t> found = report_.Bytes(field);
    if (accepted.empty()) return checks_.NotAsked(check, Shown(found));
    bool holds = std::any_of(accepted.begin(), accepted.end(),
                             [&](const std::vector<uint8_t>& one) { return crypto::EqualInConstantTime(found, one); });
    checks_.Set(check, holds, Shown(found),
                accepted.size() == 1 ? ToHex(accepted[0]) : "one of " + std::to_string(accepted.size()));
  }

  void AtLeast(Check check, uint64_t found, uint64_t least) {
    checks_.Set(check, found >= least, std::to_string(found), "at least " + std::to_string(least));
  }

  // `on`: the bits of the mask must be one; else zero.
  void Masked(Check check, uint64_t found, uint64_t mask, bool on) {
    if (mask == 0) return checks_.NotAsked(check, HexNumber(found));
    checks_.Set(check, (found & mask) == (on ? mask : 0), HexNumber(found), HexNumber(mask) + (on ? " on" : " off"));
  }

  static std::string AbiText(uint64_t abi) { return std::to_string(abi >> 8) + "." + std::to_string(abi & 0xFF); }

  std::array<uint8_t, 3> Version(Field major, Field minor, Field build) {
    auto part = [&](Field field) { return static_cast<uint8_t>(report_.Number(field)); };
    return {part(major), part(minor), part(build)};
  }

  void VersionAtLeast(Check check, const std::array<uint8_t, 3>& found, const std::array<uint8_t, 3>& least) {
    if (least == std::array<uint8_t, 3>{}) return checks_.NotAsked(check, VersionText(found));
    checks_.Set(check, found >= least, VersionText(found), "at least " + VersionText(least));
  }

  void MinimumTcb(Check check, const Tcb& found, const std::vector<std::pair<Product, Tcb::Parts>>& minimums) {
    if (minimums.empty()) return checks_.NotAsked(check, ToHex(found.bytes));
    if (!signer_.product) return;  // not reached
    TcbLayout layout = LayoutOf(*signer_.product);
    for (const auto& [product, least] : minimums) {
      if (product != *signer_.product) continue;
      Tcb floor = Tcb::Of(least, layout);
      return checks_.Set(check, found.AtLeast(floor), TcbText(found, layout), "at least " + TcbText(floor, layout));
    }
    checks_.Set(check, false, TcbText(found, layout),
                "a product with a minimum, which " + std::string(ProductName(*signer_.product)) + " has not");
  }

  const Report& report_;
  const Signer& signer_;
  const ReferenceValues& expected_;
  Checks& checks_;
};

Status CheckSizes(const Lists& lists, size_t size, std::string_view what) {
  for (const std::vector<uint8_t>& one : lists) {
    if (one.size() != size) {
      return Status(Code::kInvalidArgument, std::string(what) + " must have " + std::to_string(size) + " bytes, not " +
                                                std::to_string(one.size()));
    }
  }
  return {};
}

Status CheckRequired(const std::vector<uint8_t>& bytes, bool any, size_t size, std::string_view what) {
  if (bytes.empty()) return {};
  if (any) return Status(Code::kInvalidArgument, std::string(what) + " is given, and said to be any");
  if (Status sizes = CheckSizes({bytes}, size, what); !sizes.ok()) return sizes;
  return AllZero(bytes)
             ? Status(Code::kInvalidArgument, std::string(what) + " must not be all zero: that is what nobody set")
             : Status();
}

}  // namespace

std::string_view CheckName(Check check) { return kCheckTexts[static_cast<size_t>(check)].first; }
std::string_view CheckMeaning(Check check) { return kCheckTexts[static_cast<size_t>(check)].second; }

std::string_view OutcomeName(Outcome outcome) {
  switch (outcome) {
    case Outcome::kHolds:
      return "holds";
    case Outcome::kFails:
      return "fails";
    case Outcome::kNotAsked:
      return "not asked";
    case Outcome::kNotReached:
      return "not reached";
  }
  return "";
}

Status ValidateReferences(const ReferenceValues& expected) {
  for (const Status& status :
       {CheckRequired(expected.host_data, expected.any_host_data, 32, "host_data"),
        CheckRequired(expected.report_data, expected.any_report_data, 64, "report_data"),
        CheckSizes(expected.measurements, 48, "a measurement"), CheckSizes(expected.family_ids, 16, "a family id"),
        CheckSizes(expected.image_ids, 16, "an image id"), CheckSizes(expected.id_key_digests, 48, "an ID key digest"),
        CheckSizes(expected.author_key_digests, 48, "an author key digest"),
        CheckSizes(expected.report_ids, 32, "a report id"), CheckSizes(expected.chip_ids, 64, "a chip id")}) {
    if (!status.ok()) return status;
  }
  if (expected.vmpl > 3) return Status(Code::kInvalidArgument, "vmpl must be 0 to 3");
  return {};
}

void CheckReferences(const Report& report, const Signer& signer, const ReferenceValues& expected, Checks& checks) {
  References(report, signer, expected, checks).All();
}

Result<Appraisal> Appraise(const Evidence& evidence, const Endorsements& endorsements, const ReferenceValues& expected,
                           int64_t now) {
  if (Status valid = ValidateReferences(expected); !valid.ok()) return valid;
  Checks checks;
  Appraisal appraisal;
  appraisal.report = Report::Unchecked(evidence.report);
  checks.Set(Check::kReportSize, appraisal.report.has_value(), std::to_string(evidence.report.size()),
             std::to_string(Report::kSize));
  const Report* report = appraisal.report ? &*appraisal.report : nullptr;
  if (report != nullptr) CheckForm(*report, checks);
  Result<Signer> signer = CheckChain(evidence, endorsements, report, now, checks);
  if (!signer.ok()) return signer.status();
  if (report != nullptr) CheckReferences(*report, *signer, expected, checks);
  appraisal.product = signer->product;
  appraisal.leaf_product = signer->leaf_product;
  appraisal.provider = signer->provider;
  appraisal.checks = std::move(checks.results);
  appraisal.verified = std::all_of(appraisal.checks.begin(), appraisal.checks.end(), [](const CheckResult& result) {
    return result.outcome == Outcome::kHolds || result.outcome == Outcome::kNotAsked;
  });
  return appraisal;
}

std::string Appraisal::Failures() const {
  std::string text;
  for (const CheckResult& result : checks) {
    if (result.outcome != Outcome::kFails) continue;
    text += std::string(CheckName(result.check)) + ": found " + (result.found.empty() ? "nothing" : result.found) +
            "; expected " + result.expected + "\n";
  }
  return text;
}

}  // namespace reeve::snp
