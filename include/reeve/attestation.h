// Binding a policy to the hardware's word, and checking that word.
//
// A confidential VM is launched with HOST_DATA, 32 bytes that AMD SEV-SNP's firmware puts into each attestation report
// it signs. The owner of a pod sets it to SHA-256 of the policy text. Inside the VM the policy comes from an untrusted
// host: BindPolicy says whether it is the one that the report speaks of. Call it on exactly the bytes that are
// compiled.
//
// Outside, a relying party gets the report as Evidence (evidence.h tells how a VM makes it) and appraises it (RATS, RFC
// 9334): with Endorsements, AMD's certificates, it finds out who made it, and with ReferenceValues whether it says what
// it should.
//
//     reeve::snp::ReferenceValues expected;
//     expected.host_data = Bytes(*reeve::PolicyDigest(policy));      // 32 bytes
//     expected.report_data = nonce;                                  // 64 random bytes, sent to the VM before
//     reeve::Result<reeve::snp::Appraisal> appraisal = reeve::snp::Appraise(evidence, {}, expected, now);
//     if (appraisal.ok() && appraisal->verified) ...                 // else appraisal->Failures() says why
//
// What is refused unless the caller says otherwise: debugging, migration, reports that the host asked for, masked keys
// and chips, no HOST_DATA or REPORT_DATA. No network, no clock, no global state: certificates and the time are the
// caller's.
#ifndef REEVE_ATTESTATION_H_
#define REEVE_ATTESTATION_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reeve/snp_report.h"
#include "reeve/status.h"
#include "reeve/value.h"

namespace reeve {

using Sha256Digest = std::array<uint8_t, 32>;

// SHA-256 of a policy's bytes: the HOST_DATA that its VM must be launched with. Error: kEvalInternal if the digest is
// unavailable.
Result<Sha256Digest> PolicyDigest(std::string_view policy_bytes);

// Success iff SHA-256(policy_bytes) == host_data. Errors, code kBinding: host_data is not exactly 32 bytes, is all zero
// (a VM launched without HOST_DATA is bound to nothing), or differs; the text names both digests. Constant-time in the
// digests.
Status BindPolicy(std::string_view policy_bytes, std::span<const uint8_t> host_data);

// The same for a digest that was made otherwise; `what` it is, for the text: "the policy's SHA-256".
Status CompareHostData(std::span<const uint8_t> host_data, const Sha256Digest& digest, std::string_view what);

// 64 hexadecimal digits to bytes; kInvalidArgument for anything else.
Result<Sha256Digest> ParseHostData(std::string_view hex);
// Lower-case hexadecimal digits.
std::string ToHex(std::span<const uint8_t> bytes);

namespace snp {

// What a VM hands out. Both parts come from its untrusted host or through it.
struct Evidence {
  std::vector<uint8_t> report;
  // The certificate of the key that signed it: DER, PEM (the first one counts), or the table that hosts hand to guests
  // (GHCB). Only the leaf is taken from here; certificates of authorities are not looked at.
  std::vector<uint8_t> certificates;
};

// The authorities of one line of processors; each DER or PEM.
struct Root {
  Product product;
  std::string ark, ask, asvk;
};
// Those of AMD for Milan, Genoa and Turin.
std::span<const Root> AmdRoots();

// What the relying party trusts, and got from AMD.
struct Endorsements {
  std::vector<Root> roots;  // empty: AmdRoots()
  std::string leaf;         // DER or PEM; stands in for Evidence::certificates
  std::vector<std::string>
      revocations;                   // lists (DER) that the roots signed; how old they may be is the caller's to say
  bool require_revocations = false;  // refuse where no list of the root that is used is given
};

// What a report must say. Lists are what is accepted; an empty one accepts everything, unless its comment says
// otherwise.
struct ReferenceValues {
  // Exactly 32 and 64 bytes, neither all zero. Leaving one out must be said: without HOST_DATA the report vouches for
  // no policy, without REPORT_DATA it may be an old one, or another VM's.
  std::vector<uint8_t> host_data, report_data;
  bool any_host_data = false, any_report_data = false;

  std::vector<std::vector<uint8_t>> measurements;  // 48 bytes each
  std::vector<Product> products;
  bool allow_vcek = true, allow_vlek = true;
  bool allow_debug = false, allow_migration = false, allow_masked_chip_id = false;
  uint32_t vmpl = 0;
  uint32_t minimum_version = 2;
  uint32_t minimum_guest_svn = 0;
  std::vector<std::vector<uint8_t>> family_ids, image_ids;               // 16 bytes each
  std::vector<std::vector<uint8_t>> id_key_digests, author_key_digests;  // 48 bytes each
  std::vector<std::vector<uint8_t>> report_ids;                          // 32 bytes each
  std::vector<std::vector<uint8_t>> chip_ids;                            // 64 bytes each
  std::vector<std::string> providers;                                    // of VLEKs
  uint8_t minimum_abi_major = 0, minimum_abi_minor = 0;                  // of POLICY
  uint64_t policy_required = 0, policy_forbidden = 0;                    // masks: Mask(Field::kPolicy, "smt")
  uint64_t platform_required = 0, platform_forbidden = 0;
  bool forbid_unknown_platform_bits = false;
  std::array<uint8_t, 3> minimum_firmware{}, minimum_committed_firmware{};  // major, minor, build
  bool forbid_provisional_firmware = false;
  // By product. A product that is not in a list that has others is refused.
  std::vector<std::pair<Product, Tcb::Parts>> minimum_tcb, minimum_committed_tcb, minimum_launch_tcb;
  uint64_t launch_mitigations = 0, current_mitigations = 0;  // bits that must be one; only version 5 has them
};

enum class Check : uint8_t {
#define REEVE_CHECK(enumerator, name, meaning) enumerator,
#include "reeve/appraisal_checks.def"
#undef REEVE_CHECK
};
constexpr size_t kCheckCount = 0
#define REEVE_CHECK(enumerator, name, meaning) +1
#include "reeve/appraisal_checks.def"
#undef REEVE_CHECK
    ;
std::string_view CheckName(Check check);
std::string_view CheckMeaning(Check check);

enum class Outcome : uint8_t {
  kHolds,
  kFails,
  kNotAsked,    // the caller gave nothing to compare with
  kNotReached,  // another failure left nothing to look at: never verified
};
std::string_view OutcomeName(Outcome outcome);  // "holds", "fails", "not asked", "not reached"

struct CheckResult {
  Check check;
  Outcome outcome;
  std::string found, expected;
};

struct Appraisal {
  bool verified = false;               // every check holds or was not asked for
  std::vector<CheckResult> checks;     // all of them, in the order of appraisal_checks.def
  std::optional<Report> report;        // if it has the size of one; believe it only if verified
  std::optional<Product> product;      // of the root that signed
  std::string leaf_product, provider;  // as the leaf has them

  const CheckResult& Of(Check check) const { return checks[static_cast<size_t>(check)]; }
  // "debug: found on; expected off", a line for each check that fails. Empty if verified.
  std::string Failures() const;
};

// Makes every check. `now`: seconds since 1970. Errors: kInvalidArgument for reference values or endorsements that
// cannot be meant, such as a digest of the wrong length; a bad report or certificate is no error but a failed check.
Result<Appraisal> Appraise(const Evidence& evidence, const Endorsements& endorsements, const ReferenceValues& expected,
                           int64_t now);

// An appraisal as a value that a Rego policy can judge further: {"verified", "checks": {name: {"outcome", "found",
// "expected"}}, "product", "report": {field: number or hexadecimal digits}, "policy": {flag: boolean}, "platform":
// {...}, "tcb": {...}}.
Document Claims(const Appraisal& appraisal);
// The part of it that a report alone gives: "report", "policy", "platform", "flags", "tcb" if `layout` or the report
// says how it is laid out.
Document ReportClaims(const Report& report, std::optional<TcbLayout> layout = std::nullopt);

// Where AMD's key service has the certificate of the VCEK that signed the report, and the certificates of its
// authorities. `product` where the report does not tell (version 2). Errors: kEvidence: a VLEK's is the cloud
// provider's to give, a masked chip has none.
Result<std::string> LeafUrl(const Report& report, std::optional<Product> product = std::nullopt);
std::string ChainUrl(Product product, SigningKey kind);
std::string RevocationUrl(Product product, SigningKey kind);

}  // namespace snp
}  // namespace reeve

#endif  // REEVE_ATTESTATION_H_
