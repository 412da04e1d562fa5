// Reads AMD's certificates and revocation lists. Interface: certificate.h.
#include "attestation/certificate.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "crypto/pem.h"
#include "crypto/public_key.h"
#include "crypto/signature.h"

namespace reeve::snp {
namespace {

namespace tag = crypto::tag;
using crypto::DerReader;
using crypto::Oid;

const Oid kPss = {1, 2, 840, 113549, 1, 1, 10}, kMgf1 = {1, 2, 840, 113549, 1, 1, 8};
const Oid kSha384 = {2, 16, 840, 1, 101, 3, 4, 2, 2};
const Oid kCommonName = {2, 5, 4, 3};
const Oid kKeyUsage = {2, 5, 29, 15}, kBasicConstraints = {2, 5, 29, 19};
constexpr int64_t kSaltBytes = 48;

Status Malformed(std::string_view what) { return Status(Code::kEvidence, std::string(what)); }

bool ReadNull(DerReader& in) {
  DerReader null;
  return in.empty() || (in.Read(tag::kNull, &null) && null.empty() && in.empty());
}

// AlgorithmIdentifier of SHA-384, its parameters NULL or absent.
bool ReadSha384(DerReader& in) {
  DerReader algorithm;
  Oid oid;
  return in.Read(tag::kSequence, &algorithm) && in.empty() && algorithm.ObjectIdentifier(&oid) && oid == kSha384 &&
         ReadNull(algorithm);
}

// The contents of RSASSA-PSS-params that mean SHA-384, MGF1 over SHA-384, 48 bytes of salt. AMD writes the trailer
// field 1, which DER would leave out, in some certificates.
bool ReadPssParameters(DerReader& in) {
  DerReader hash, mask, algorithm, salt, trailer;
  bool has_trailer = false;
  Oid oid;
  int64_t bytes = 0, field = 1;
  return in.Read(tag::ContextConstructed(0), &hash) && ReadSha384(hash) && in.Read(tag::ContextConstructed(1), &mask) &&
         mask.Read(tag::kSequence, &algorithm) && mask.empty() && algorithm.ObjectIdentifier(&oid) && oid == kMgf1 &&
         ReadSha384(algorithm) && in.Read(tag::ContextConstructed(2), &salt) && salt.SmallInteger(&bytes) &&
         salt.empty() && bytes == kSaltBytes && in.Optional(tag::ContextConstructed(3), &has_trailer, &trailer) &&
         (!has_trailer || (trailer.SmallInteger(&field) && trailer.empty() && field == 1)) && in.empty();
}

bool IsPssSha384(std::string_view algorithm_identifier) {
  DerReader in(algorithm_identifier), algorithm, parameters;
  Oid oid;
  return in.Read(tag::kSequence, &algorithm) && algorithm.ObjectIdentifier(&oid) && oid == kPss &&
         algorithm.Read(tag::kSequence, &parameters) && algorithm.empty() && ReadPssParameters(parameters);
}

// SEQUENCE { body, algorithm, signature } and nothing else; `algorithm` as its element.
bool ReadSigned(std::string_view der, Signed* out, std::string* algorithm) {
  DerReader in(der), parts;
  std::string_view body, identifier, signature;
  if (!in.Read(tag::kSequence, &parts) || !in.empty() || !parts.Element(tag::kSequence, &body) ||
      !parts.Element(tag::kSequence, &identifier) || !parts.WholeBytes(&signature) || !parts.empty()) {
    return false;
  }
  out->body = body;
  out->signature = signature;
  *algorithm = identifier;
  return true;
}

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// UTCTime YYMMDDHHMMSSZ or GeneralizedTime YYYYMMDDHHMMSSZ, as RFC 5280 has them.
bool ReadTime(DerReader& in, int64_t* seconds) {
  uint8_t kind = 0;
  std::string_view text;
  if (!in.Any(&kind, &text)) return false;
  size_t year_digits = kind == tag::kUtcTime ? 2 : kind == tag::kGeneralizedTime ? 4 : 0;
  if (year_digits == 0 || text.size() != year_digits + 11 || text.back() != 'Z' ||
      !AllDigits(text.substr(0, text.size() - 1)))
    return false;
  auto number = [&](size_t at, size_t digits) {
    int value = 0;
    for (char c : text.substr(at, digits)) value = value * 10 + (c - '0');
    return value;
  };
  int year = number(0, year_digits);
  if (year_digits == 2) year += year < 50 ? 2000 : 1900;
  text.remove_prefix(year_digits);
  std::chrono::year_month_day day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(number(0, 2))),
                                  std::chrono::day(static_cast<unsigned>(number(2, 2))));
  int hour = number(4, 2), minute = number(6, 2), second = number(8, 2);
  if (!day.ok() || hour > 23 || minute > 59 || second > 59) return false;
  *seconds =
      std::chrono::sys_days(day).time_since_epoch().count() * int64_t{86400} + hour * 3600 + minute * 60 + second;
  return true;
}

// The one common name of a Name; "" if there is none, or more than one.
bool ReadCommonName(std::string_view name, std::string* common_name) {
  DerReader in(name), sets;
  size_t found = 0;
  if (!in.Read(tag::kSequence, &sets)) return false;
  while (!sets.empty()) {
    DerReader set;
    if (!sets.Read(tag::kSet, &set)) return false;
    while (!set.empty()) {
      DerReader attribute;
      Oid oid;
      uint8_t kind = 0;
      std::string_view text;
      if (!set.Read(tag::kSequence, &attribute) || !attribute.ObjectIdentifier(&oid) || !attribute.Any(&kind, &text) ||
          !attribute.empty())
        return false;
      if (oid != kCommonName) continue;
      ++found;
      *common_name = text;
    }
  }
  if (found != 1) common_name->clear();
  return true;
}

bool ReadExtensions(DerReader& list, std::vector<Extension>* out) {
  while (!list.empty()) {
    DerReader parts;
    Extension extension;
    std::string_view value;
    if (!list.Read(tag::kSequence, &parts) || !parts.ObjectIdentifier(&extension.oid)) return false;
    if (parts.Next(tag::kBoolean) && !parts.Boolean(&extension.critical)) return false;
    if (!parts.OctetString(&value) || !parts.empty()) return false;
    extension.value = value;
    for (const Extension& other : *out) {
      if (other.oid == extension.oid) return false;  // which of the two would count?
    }
    out->push_back(std::move(extension));
  }
  return true;
}

// The extensions that say what a key may do. False if one is malformed, or one that is critical is not known here.
bool ReadUsage(Certificate* certificate) {
  for (const Extension& extension : certificate->extensions) {
    DerReader in(extension.value);
    if (extension.oid == kBasicConstraints) {
      DerReader constraints;
      int64_t length = 0;
      if (!in.Read(tag::kSequence, &constraints) || !in.empty()) return false;
      if (constraints.Next(tag::kBoolean) && !constraints.Boolean(&certificate->is_authority)) return false;
      if (!constraints.empty() && (!constraints.SmallInteger(&length) || !constraints.empty())) return false;
    } else if (extension.oid == kKeyUsage) {
      crypto::BitString bits;
      if (!in.Bits(&bits) || !in.empty()) return false;
      auto bit = [&](size_t i) {
        return i < bits.bits && (static_cast<uint8_t>(bits.bytes[i / 8]) >> (7 - i % 8) & 1) != 0;
      };
      certificate->may_sign_certificates = bit(5);
      certificate->may_sign_lists = bit(6);
    } else if (extension.critical) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool Signed::SignedBy(const crypto::Key& key) const {
  return crypto::Verify(key, crypto::Scheme::kPss, crypto::Hash::kSha384, body, signature);
}

Result<Certificate> ParseCertificate(std::string_view der) {
  if (der.size() > kMaxCertificateBytes)
    return Malformed("a certificate of " + std::to_string(der.size()) + " bytes; the limit is " +
                     std::to_string(kMaxCertificateBytes));
  Certificate out;
  std::string algorithm;
  if (!ReadSigned(der, &out, &algorithm)) return Malformed("the bytes are no certificate");
  if (!IsPssSha384(algorithm))
    return Malformed("the certificate's signature is not RSASSA-PSS with SHA-384 and 48 bytes of salt");
  DerReader in(out.body), body, version, validity, extensions, list;
  bool has_version = false, has_extensions = false;
  int64_t number = 0;
  std::string_view serial, inner, issuer, subject, info;
  if (!in.Read(tag::kSequence, &body) || !body.Optional(tag::ContextConstructed(0), &has_version, &version) ||
      !has_version || !version.SmallInteger(&number) || !version.empty() || number != 2) {
    return Malformed("the certificate is not of version 3");
  }
  if (!body.Unsigned(&serial) || !body.Element(tag::kSequence, &inner) || !body.Element(tag::kSequence, &issuer) ||
      !body.Read(tag::kSequence, &validity) || !body.Element(tag::kSequence, &subject) ||
      !body.Element(tag::kSequence, &info)) {
    return Malformed("the certificate's fields are malformed");
  }
  if (inner != algorithm) return Malformed("the certificate names two signature algorithms");
  if (!ReadTime(validity, &out.not_before) || !ReadTime(validity, &out.not_after) || !validity.empty())
    return Malformed("the certificate's dates are malformed");
  if (!ReadCommonName(subject, &out.common_name)) return Malformed("the certificate's subject is malformed");
  crypto::PublicNumbers numbers;
  if (!crypto::ParsePublicKeyInfo(info, &numbers).empty() || (out.key = numbers.MakeKey()) == nullptr ||
      !out.key->usable()) {
    return Malformed("the certificate's key is unusable");
  }
  if (!body.Optional(tag::ContextConstructed(3), &has_extensions, &extensions) || !body.empty())
    return Malformed("the certificate's fields are malformed");
  if (has_extensions &&
      (!extensions.Read(tag::kSequence, &list) || !extensions.empty() || !ReadExtensions(list, &out.extensions))) {
    return Malformed("the certificate's extensions are malformed, or one occurs twice");
  }
  if (!ReadUsage(&out))
    return Malformed("the certificate's constraints are malformed, or a critical extension is unknown");
  out.serial = serial;
  out.issuer = issuer;
  out.subject = subject;
  return out;
}

Result<RevocationList> ParseRevocationList(std::string_view der) {
  if (der.size() > kMaxRevocationListBytes)
    return Malformed("a revocation list of " + std::to_string(der.size()) + " bytes; the limit is " +
                     std::to_string(kMaxRevocationListBytes));
  RevocationList out;
  std::string algorithm;
  if (!ReadSigned(der, &out, &algorithm)) return Malformed("the bytes are no revocation list");
  if (!IsPssSha384(algorithm))
    return Malformed("the revocation list's signature is not RSASSA-PSS with SHA-384 and 48 bytes of salt");
  DerReader in(out.body), body, revoked, extensions, list;
  int64_t version = 0;
  std::string_view inner, issuer;
  bool has_extensions = false;
  if (!in.Read(tag::kSequence, &body) || !body.SmallInteger(&version) || version != 1 ||
      !body.Element(tag::kSequence, &inner) || inner != algorithm || !body.Element(tag::kSequence, &issuer) ||
      !ReadTime(body, &out.this_update) || !ReadTime(body, &out.next_update) ||
      !body.Optional(tag::kSequence, &has_extensions, &revoked)) {
    return Malformed("the revocation list is malformed, or not of version 2 with both dates");
  }
  while (!revoked.empty()) {
    DerReader entry, details;
    std::string_view serial;
    int64_t date = 0;
    bool has_details = false;
    std::vector<Extension> entry_extensions;
    if (!revoked.Read(tag::kSequence, &entry) || !entry.Unsigned(&serial) || !ReadTime(entry, &date) ||
        !entry.Optional(tag::kSequence, &has_details, &details) || !entry.empty() ||
        !ReadExtensions(details, &entry_extensions)) {
      return Malformed("an entry of the revocation list is malformed");
    }
    for (const Extension& extension : entry_extensions) {
      if (extension.critical) return Malformed("an entry of the revocation list has a critical extension");
    }
    out.serials.emplace_back(serial);
  }
  std::vector<Extension> all;
  if (!body.Optional(tag::ContextConstructed(0), &has_extensions, &extensions) || !body.empty() ||
      (has_extensions &&
       (!extensions.Read(tag::kSequence, &list) || !extensions.empty() || !ReadExtensions(list, &all)))) {
    return Malformed("the revocation list's extensions are malformed");
  }
  for (const Extension& extension : all) {
    if (extension.critical)
      return Malformed("the revocation list has a critical extension");  // a delta or a partial list
  }
  out.issuer = issuer;
  return out;
}

std::optional<std::string> CertificateBytes(std::string_view text) {
  if (text.size() > 2 && text[0] == 0x30) return std::string(text);
  while (std::optional<crypto::PemBlock> block = crypto::NextPem(&text)) {
    if (block->type == "CERTIFICATE") return std::move(block->bytes);
  }
  return std::nullopt;
}

std::string TimeText(int64_t seconds) {
  namespace chrono = std::chrono;
  chrono::sys_seconds at{chrono::seconds(seconds)};
  chrono::year_month_day day(chrono::floor<chrono::days>(at));
  int64_t of_day = (at - chrono::floor<chrono::days>(at)).count();
  char text[40];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), static_cast<int>(of_day / 3600),
                static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60));
  return text;
}

}  // namespace reeve::snp
