// The X.509 certificates and revocation lists of AMD's keys (publication 57230): version 3, signed by RSASSA-PSS with
// SHA-384 alone.
//
// A reader for this one profile, on lib/crypto's DER: what does not fit is refused, so nothing is left to interpret.
// Whether a certificate is trusted is chain.cc's to say. Tested by tests/attestation/real_reports_test.cc and
// mutation_test.cc.
#ifndef REEVE_LIB_ATTESTATION_CERTIFICATE_H_
#define REEVE_LIB_ATTESTATION_CERTIFICATE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/der.h"
#include "crypto/key.h"
#include "reeve/snp_report.h"
#include "reeve/status.h"

namespace reeve::snp {

constexpr size_t kMaxCertificateBytes = 16 << 10;  // AMD's have 1.4 KB
constexpr size_t kMaxRevocationListBytes = 1 << 20;

struct Extension {
  crypto::Oid oid;
  bool critical = false;
  std::string value;
};

// What certificates and revocation lists have in common: a body, and who signed it.
struct Signed {
  std::string body;    // the DER that is signed
  std::string issuer;  // DER of the name
  std::string signature;
  // Whether `key` made the signature.
  bool SignedBy(const crypto::Key& key) const;
};

struct Certificate : Signed {
  std::string serial;                     // big-endian bytes
  std::string subject;                    // DER of the name
  std::string common_name;                // of the subject
  int64_t not_before = 0, not_after = 0;  // seconds since 1970, both inclusive
  std::shared_ptr<const crypto::Key> key;
  bool is_authority = false, may_sign_certificates = false, may_sign_lists = false;
  std::vector<Extension> extensions;
};
// Errors: kEvidence, with what does not fit.
Result<Certificate> ParseCertificate(std::string_view der);

struct RevocationList : Signed {
  int64_t this_update = 0, next_update = 0;
  std::vector<std::string> serials;
};
Result<RevocationList> ParseRevocationList(std::string_view der);

// What AMD's extensions say of the chip's key: the levels of firmware it was derived for, and of which chip (VCEK) or
// for which cloud provider (VLEK) it is.
struct LeafExtensions {
  std::string product_name;  // "Milan-B0"; only the line's name is reliable
  TcbLayout layout = TcbLayout::kFamily19h;
  Tcb tcb;
  std::string hardware_id;  // 64 bytes, or 8; empty: a VLEK
  std::string provider_id;  // empty: a VCEK
  bool is_vlek() const { return hardware_id.empty(); }
};
Result<LeafExtensions> ReadLeafExtensions(const Certificate& leaf);

// The first certificate of a PEM text, or the bytes themselves if they are DER. Nothing if they are neither.
std::optional<std::string> CertificateBytes(std::string_view pem_or_der);

// Seconds since 1970 as "2026-02-05T01:04:33Z".
std::string TimeText(int64_t seconds);

}  // namespace reeve::snp

#endif  // REEVE_LIB_ATTESTATION_CERTIFICATE_H_
