// X.509 certificates (RFC 5280) and certificate requests (RFC 2986), read as strictly as Go's crypto/x509 and with its texts of
// errors, but for what its ASN.1 reader says of requests. Views are into the DER text or the call's arena.
//
//     Certificate leaf;
//     std::string why = ParseCertificate(call, der, &leaf);
//     if (!why.empty()) return FailBuiltin(call, why);
//
// Tested by tests/builtins/cases/x509.jsonl and x509_requests.jsonl.
#ifndef REEVE_LIB_BUILTINS_X509_H_
#define REEVE_LIB_BUILTINS_X509_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "builtins/arguments.h"
#include "builtins/go_url.h"
#include "crypto/der.h"
#include "crypto/public_key.h"

namespace reeve::builtins {

// Go's numbers, which OPA prints.
enum class SignatureAlgorithm : uint8_t {
  kUnknown, kMd2Rsa, kMd5Rsa, kSha1Rsa, kSha256Rsa, kSha384Rsa, kSha512Rsa, kDsaSha1, kDsaSha256, kEcdsaSha1, kEcdsaSha256,
  kEcdsaSha384, kEcdsaSha512, kSha256RsaPss, kSha384RsaPss, kSha512RsaPss, kEd25519
};

// A time of a certificate: UTC, and the offset it was written with.
struct CertificateTime {
  int64_t seconds = 0;  // since 1970
  int offset_minutes = 0;
};
// RFC 3339; nothing for an offset that it cannot say.
std::optional<std::string> TimeText(const CertificateTime& t);
// UTCTime (0601021504[05]Z0700) and GeneralizedTime (20060102150405Z0700).
bool ParseUtcTime(std::string_view text, CertificateTime* out);
bool ParseGeneralizedTime(std::string_view text, CertificateTime* out);

struct NameAttribute {
  crypto::Oid type;
  Value value;  // a string in certificates; requests may hold anything
};
using Name = std::vector<NameAttribute>;

struct Extension {
  crypto::Oid id;
  bool critical = false;
  std::string_view value;
};

// subjectAltName.
struct AlternativeNames {
  std::vector<std::string_view> dns, emails, addresses;  // addresses: 4 or 16 bytes
  std::vector<Url> uris;
  bool empty() const { return dns.empty() && emails.empty() && addresses.empty() && uris.empty(); }
};

// One half of nameConstraints. Networks: address and mask, one behind the other.
struct NameConstraints {
  std::vector<std::string_view> dns, networks, emails, uris;
};

struct PolicyLimit {
  int64_t value = 0;
  bool given_zero = false;
  bool given() const { return value > 0 || given_zero; }
};

struct Certificate {
  std::string_view raw, raw_body, raw_public_key, raw_subject, raw_issuer, signature;
  SignatureAlgorithm signature_algorithm = SignatureAlgorithm::kUnknown;
  crypto::PublicNumbers public_key;
  int64_t version = 0;
  std::string_view serial;
  Name issuer, subject;
  CertificateTime not_before, not_after;
  std::vector<Extension> extensions;
  std::vector<crypto::Oid> unhandled_critical;
  int key_usage = 0;
  std::vector<int> extended_usages;  // Go's numbers
  std::vector<crypto::Oid> unknown_usages;
  bool has_basic_constraints = false, is_authority = false;
  int64_t max_path = 0;              // -1: no limit
  std::string_view subject_key_id, authority_key_id;
  bool has_subject_key_id = false, has_authority_key_id = false;
  std::vector<std::string_view> ocsp_servers, issuing_urls, crl_points;
  AlternativeNames names;
  bool constraints_critical = false;
  NameConstraints permitted, excluded;
  bool has_policies = false;
  std::vector<std::string_view> policies;  // contents of OBJECT IDENTIFIERs
  std::vector<std::pair<std::string_view, std::string_view>> policy_mappings;
  PolicyLimit inhibit_any_policy, inhibit_policy_mapping, require_explicit_policy;

  const Extension* Find(const crypto::Oid& id) const;
  static const crypto::Oid kAlternativeNames, kNameConstraints;
};

struct CertificateRequest {
  std::string_view raw, raw_body, raw_public_key, raw_subject, signature;
  SignatureAlgorithm signature_algorithm = SignatureAlgorithm::kUnknown;
  crypto::PublicNumbers public_key;
  int64_t version = 0;
  Name subject;
  struct Attribute {
    crypto::Oid type;
    std::vector<Name> values;
  };
  std::vector<Attribute> attributes;
  std::vector<Extension> extensions;
  AlternativeNames names;
};

// Each gives the text of what is wrong, "" if nothing is. ParseCertificate wants one certificate and nothing behind it.
std::string ParseCertificate(CallContext& call, std::string_view der, Certificate* out);
std::string ParseCertificates(CallContext& call, std::string_view der, std::vector<Certificate>* out);
std::string ParseCertificateRequest(CallContext& call, std::string_view der, CertificateRequest* out);

// Parts, for the files that read them.
std::string ParseAlternativeNames(std::string_view der, AlternativeNames* out);
std::string ParseExtensions(Certificate* certificate);
SignatureAlgorithm SignatureAlgorithmOf(const crypto::Oid& algorithm, std::string_view parameters);
// Text of an ASN.1 string; false with Go's text in *why.
bool Asn1Text(CallContext& call, uint8_t tag, std::string_view contents, Value* out, std::string* why);
// The bits as bytes, shifted right if they end within a byte.
std::string_view RightAligned(CallContext& call, const crypto::BitString& bits);
// Whether `name` may be a domain name; empty is.
bool IsDomainName(std::string_view name, bool is_constraint);
// The dotted text of an OBJECT IDENTIFIER's contents; numbers may be of any size.
std::string LongOidText(CallContext& call, std::string_view contents);

// A mailbox of RFC 2821, local@domain.
struct Mailbox {
  std::string local, domain;
};
bool ParseMailbox(std::string_view text, Mailbox* out);

// The JSON of Go's structs. `with_uri_texts`: and OPA's member URIStrings.
Value CertificateValue(CallContext& call, const Certificate& certificate, bool with_uri_texts);
Value CertificateRequestValue(CallContext& call, const CertificateRequest& request);
Value PublicKeyValue(CallContext& call, const crypto::PublicNumbers& key);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_X509_H_
