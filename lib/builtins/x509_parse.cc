// Reads certificates and certificate requests. See x509.h.
#include <set>

#include "base/base64.h"
#include "builtins/x509.h"

namespace reeve::builtins {
namespace {

using crypto::BitString;
using crypto::DerReader;
using crypto::Oid;
namespace tag = crypto::tag;

constexpr std::string_view kNull("\x05\0", 2);
constexpr uint64_t kKeyWork = 5000;  // a point is checked to be on its curve

struct AlgorithmName {
  Oid id;
  SignatureAlgorithm algorithm;
};
const AlgorithmName kSignatures[] = {
    {{1, 2, 840, 113549, 1, 1, 4}, SignatureAlgorithm::kMd5Rsa},
    {{1, 2, 840, 113549, 1, 1, 5}, SignatureAlgorithm::kSha1Rsa},
    {{1, 3, 14, 3, 2, 29}, SignatureAlgorithm::kSha1Rsa},
    {{1, 2, 840, 113549, 1, 1, 11}, SignatureAlgorithm::kSha256Rsa},
    {{1, 2, 840, 113549, 1, 1, 12}, SignatureAlgorithm::kSha384Rsa},
    {{1, 2, 840, 113549, 1, 1, 13}, SignatureAlgorithm::kSha512Rsa},
    {{1, 2, 840, 10040, 4, 3}, SignatureAlgorithm::kDsaSha1},
    {{2, 16, 840, 1, 101, 3, 4, 3, 2}, SignatureAlgorithm::kDsaSha256},
    {{1, 2, 840, 10045, 4, 1}, SignatureAlgorithm::kEcdsaSha1},
    {{1, 2, 840, 10045, 4, 3, 2}, SignatureAlgorithm::kEcdsaSha256},
    {{1, 2, 840, 10045, 4, 3, 3}, SignatureAlgorithm::kEcdsaSha384},
    {{1, 2, 840, 10045, 4, 3, 4}, SignatureAlgorithm::kEcdsaSha512},
    {{1, 3, 101, 112}, SignatureAlgorithm::kEd25519},
};
const Oid kRsaPss = {1, 2, 840, 113549, 1, 1, 10}, kMaskGeneration = {1, 2, 840, 113549, 1, 1, 8}, kSha256 = {2, 16, 840, 1, 101, 3, 4, 2, 1},
          kSha384 = {2, 16, 840, 1, 101, 3, 4, 2, 2}, kSha512 = {2, 16, 840, 1, 101, 3, 4, 2, 3},
          kExtensionRequest = {1, 2, 840, 113549, 1, 9, 14};

struct Algorithm {
  Oid id;
  std::string_view parameters;  // the whole element; "" if absent
};

// The contents of an AlgorithmIdentifier.
std::string ParseAlgorithm(DerReader in, Algorithm* out) {
  uint8_t tag = 0;
  std::string_view contents;
  if (!in.ObjectIdentifier(&out->id)) return "x509: malformed OID";
  if (!in.empty() && !in.Any(&tag, &contents, &out->parameters)) return "x509: malformed parameters";
  return "";
}
bool ReadAlgorithm(DerReader* in, Algorithm* out) {
  DerReader fields;
  return in->Read(tag::kSequence, &fields) && ParseAlgorithm(fields, out).empty();
}

// RSASSA-PSS counts as known where digest and mask use one hash, and the salt is as long as its digest.
SignatureAlgorithm PssAlgorithm(std::string_view parameters) {
  DerReader in(parameters), fields, inner;
  Algorithm hash, mask, mask_hash;
  int64_t salt = 0, trailer = 1;
  bool has_trailer = false;
  if (!in.Read(tag::kSequence, &fields) || !fields.Read(tag::ContextConstructed(0), &inner) || !ReadAlgorithm(&inner, &hash) ||
      !fields.Read(tag::ContextConstructed(1), &inner) || !ReadAlgorithm(&inner, &mask) || !fields.Read(tag::ContextConstructed(2), &inner) ||
      !inner.SmallInteger(&salt) || !fields.Optional(tag::ContextConstructed(3), &has_trailer, &inner) ||
      (has_trailer && !inner.SmallInteger(&trailer))) {
    return SignatureAlgorithm::kUnknown;
  }
  DerReader of_mask(mask.parameters);
  auto absent = [](const Algorithm& a) { return a.parameters.empty() || a.parameters == kNull; };
  if (!ReadAlgorithm(&of_mask, &mask_hash) || mask.id != kMaskGeneration || mask_hash.id != hash.id || !absent(hash) || !absent(mask_hash) ||
      trailer != 1) {
    return SignatureAlgorithm::kUnknown;
  }
  if (hash.id == kSha256 && salt == 32) return SignatureAlgorithm::kSha256RsaPss;
  if (hash.id == kSha384 && salt == 48) return SignatureAlgorithm::kSha384RsaPss;
  if (hash.id == kSha512 && salt == 64) return SignatureAlgorithm::kSha512RsaPss;
  return SignatureAlgorithm::kUnknown;
}

std::string ParseName(CallContext& call, std::string_view element, Name* out) {
  DerReader in(element), sets, set, pair;
  if (!in.Read(tag::kSequence, &sets)) return "x509: invalid RDNSequence";
  while (!sets.empty()) {
    if (!sets.Read(tag::kSet, &set)) return "x509: invalid RDNSequence";
    while (!set.empty()) {
      NameAttribute attribute;
      uint8_t kind = 0;
      std::string_view contents;
      std::string why;
      if (!set.Read(tag::kSequence, &pair)) return "x509: invalid RDNSequence: invalid attribute";
      if (!pair.ObjectIdentifier(&attribute.type)) return "x509: invalid RDNSequence: invalid attribute type";
      if (!pair.Any(&kind, &contents)) return "x509: invalid RDNSequence: invalid attribute value";
      if (!Asn1Text(call, kind, contents, &attribute.value, &why)) return "x509: invalid RDNSequence: invalid attribute value: " + why;
      out->push_back(std::move(attribute));
    }
  }
  return "";
}

std::string ParseTime(DerReader* in, CertificateTime* out) {
  std::string_view text;
  if (in->Next(tag::kUtcTime)) return in->Read(tag::kUtcTime, &text) && ParseUtcTime(text, out) ? "" : "x509: malformed UTCTime";
  if (!in->Next(tag::kGeneralizedTime)) return "x509: unsupported time format";
  return in->Read(tag::kGeneralizedTime, &text) && ParseGeneralizedTime(text, out) ? "" : "x509: malformed GeneralizedTime";
}

std::string ParseKey(CallContext& call, DerReader info, crypto::PublicNumbers* out) {
  DerReader fields;
  Algorithm algorithm;
  BitString bits;
  if (!info.Read(tag::kSequence, &fields)) return "x509: malformed public key algorithm identifier";
  if (std::string why = ParseAlgorithm(fields, &algorithm); !why.empty()) return why;
  if (!info.Bits(&bits)) return "x509: malformed subjectPublicKey";
  if (crypto::AlgorithmOf(algorithm.id) == crypto::PublicKeyAlgorithm::kUnknown) return "";
  return crypto::ParsePublicNumbers(algorithm.id, algorithm.parameters, RightAligned(call, bits), out);
}

std::string ParseExtension(DerReader in, Extension* out) {
  if (!in.ObjectIdentifier(&out->id)) return "x509: malformed extension OID field";
  if (in.Next(tag::kBoolean) && !in.Boolean(&out->critical)) return "x509: malformed extension critical field";
  return in.OctetString(&out->value) ? "" : "x509: malformed extension value field";
}

std::string ParseExtensionList(DerReader list, Certificate* out) {
  std::set<Oid> seen;
  DerReader extensions, one;
  if (!list.Read(tag::kSequence, &extensions)) return "x509: malformed extensions";
  while (!extensions.empty()) {
    Extension extension;
    if (!extensions.Read(tag::kSequence, &one)) return "x509: malformed extension";
    if (std::string why = ParseExtension(one, &extension); !why.empty()) return why;
    if (!seen.insert(extension.id).second) {
      return "x509: certificate contains duplicate extension with OID \"" + crypto::OidText(extension.id) + "\"";
    }
    out->extensions.push_back(std::move(extension));
  }
  return ParseExtensions(out);
}

// Version, serial number and algorithm. `outer` becomes what follows the outer algorithm.
std::string ParseHead(DerReader* body, DerReader* outer, Certificate* out) {
  bool has_version = false;
  DerReader version;
  std::string_view inner_algorithm, outer_algorithm;
  if (!body->Optional(tag::ContextConstructed(0), &has_version, &version) ||
      (has_version && (!version.SmallInteger(&out->version) || !version.empty())) || out->version < 0) {
    return "x509: malformed version";
  }
  if (++out->version > 3) return "x509: invalid version";
  if (!body->Integer(&out->serial)) return "x509: malformed serial number";
  if (static_cast<uint8_t>(out->serial[0]) & 0x80) return "x509: negative serial number";
  if (!body->Read(tag::kSequence, &inner_algorithm)) return "x509: malformed signature algorithm identifier";
  if (!outer->Read(tag::kSequence, &outer_algorithm)) return "x509: malformed algorithm identifier";
  if (inner_algorithm != outer_algorithm) return "x509: inner and outer signature algorithm identifiers don't match";
  Algorithm algorithm;
  std::string why = ParseAlgorithm(DerReader(inner_algorithm), &algorithm);
  if (why.empty()) out->signature_algorithm = SignatureAlgorithmOf(algorithm.id, algorithm.parameters);
  return why;
}

std::string ParseBody(CallContext& call, DerReader* body, Certificate* out) {
  DerReader validity, info;
  std::string why;
  if (!body->Element(tag::kSequence, &out->raw_issuer)) return "x509: malformed issuer";
  if (why = ParseName(call, out->raw_issuer, &out->issuer); !why.empty()) return why;
  if (!body->Read(tag::kSequence, &validity)) return "x509: malformed validity";
  if (why = ParseTime(&validity, &out->not_before); !why.empty()) return why;
  if (why = ParseTime(&validity, &out->not_after); !why.empty()) return why;
  if (!body->Element(tag::kSequence, &out->raw_subject)) return "x509: malformed issuer";
  if (why = ParseName(call, out->raw_subject, &out->subject); !why.empty()) return why;
  if (!body->Element(tag::kSequence, &out->raw_public_key)) return "x509: malformed spki";
  if (!DerReader(out->raw_public_key).Read(tag::kSequence, &info)) return "x509: malformed spki";
  if (why = ParseKey(call, info, &out->public_key); !why.empty()) return why;
  if (out->version == 1) return "";
  bool present = false;
  DerReader skipped, extensions;
  if (!body->Optional(tag::Context(1), &present, &skipped)) return "x509: malformed issuerUniqueID";
  if (!body->Optional(tag::Context(2), &present, &skipped)) return "x509: malformed subjectUniqueID";
  if (out->version == 2) return "";
  if (!body->Optional(tag::ContextConstructed(3), &present, &extensions)) return "x509: malformed extensions";
  return present ? ParseExtensionList(extensions, out) : "";
}

// The first certificate of `der`; more may follow it.
std::string ParseFirst(CallContext& call, std::string_view der, Certificate* out) {
  *out = {};
  DerReader in(der), outer, body;
  if (!in.Element(tag::kSequence, &out->raw) || !DerReader(out->raw).Read(tag::kSequence, &outer)) return "x509: malformed certificate";
  call.budget.Charge(kKeyWork + out->raw.size() / 2);
  if (!outer.Element(tag::kSequence, &out->raw_body) || !DerReader(out->raw_body).Read(tag::kSequence, &body)) {
    return "x509: malformed tbs certificate";
  }
  if (std::string why = ParseHead(&body, &outer, out); !why.empty()) return why;
  if (std::string why = ParseBody(call, &body, out); !why.empty()) return why;
  BitString signature;
  if (!outer.Bits(&signature)) return "x509: malformed signature";
  out->signature = RightAligned(call, signature);
  return "";
}

// Requests are read by Go's encoding/asn1, which is more lenient in places: what follows the last field of a structure is
// left alone, and values of attributes may be of any type.
constexpr std::string_view kMalformedRequest = "asn1: structure error: no certificate request";

bool AnyValue(CallContext& call, DerReader* in, Value* out) {
  uint8_t kind = 0;
  std::string_view contents, element;
  std::string why;
  if (!in->Any(&kind, &contents, &element)) return false;
  DerReader one(element);
  bool flag = false;
  int64_t number = 0;
  Oid oid;
  BitString bits;
  CertificateTime time;
  *out = Value::Null();
  switch (kind) {
    case tag::kBoolean:
      if (!one.Boolean(&flag)) return false;
      *out = Value::Boolean(flag);
      return true;
    case tag::kInteger:
      if (!one.SmallInteger(&number)) return false;
      *out = Value::Integer(number);
      return true;
    case tag::kOid: {
      if (!one.ObjectIdentifier(&oid)) return false;
      Value* numbers = call.arena.NewArray<Value>(oid.size());
      for (size_t i = 0; i < oid.size(); ++i) numbers[i] = Value::Integer(oid[i]);
      *out = Access::Array(numbers, oid.size());
      return true;
    }
    case tag::kBitString: {
      if (!one.Bits(&bits)) return false;
      Table* table = value::NewTable(call.arena, 2, 2);
      value::Insert(call.arena, table, Access::String("Bytes"), Access::StringCopy(call.arena, base64::Encode(bits.bytes, base64::Alphabet::kStandard, true)));
      value::Insert(call.arena, table, Access::String("BitLength"), Value::Integer(static_cast<int64_t>(bits.bits)));
      *out = Access::Object(table);
      return true;
    }
    case tag::kOctetString:
      *out = Access::StringCopy(call.arena, base64::Encode(contents, base64::Alphabet::kStandard, true));
      return true;
    case tag::kUtcTime: case tag::kGeneralizedTime: {
      if (!(kind == tag::kUtcTime ? ParseUtcTime(contents, &time) : ParseGeneralizedTime(contents, &time))) return false;
      std::optional<std::string> text = TimeText(time);
      if (!text) return false;
      *out = Access::StringCopy(call.arena, *text);
      return true;
    }
    case tag::kPrintableString: case tag::kNumericString: case tag::kIa5String: case tag::kTeletexString: case tag::kUtf8String:
    case tag::kBmpString:
      return Asn1Text(call, kind, contents, out, &why);
    default: return true;  // null
  }
}

bool ReadAttribute(CallContext& call, DerReader* in, NameAttribute* out) {
  DerReader pair;
  return in->Read(tag::kSequence, &pair) && pair.ObjectIdentifier(&out->type) && AnyValue(call, &pair, &out->value);
}

bool ReadRequestName(CallContext& call, std::string_view element, Name* out) {
  DerReader in(element), sets, set;
  if (!in.Read(tag::kSequence, &sets)) return false;
  while (!sets.empty()) {
    if (!sets.Read(tag::kSet, &set)) return false;
    while (!set.empty()) {
      NameAttribute attribute;
      if (!ReadAttribute(call, &set, &attribute)) return false;
      out->push_back(std::move(attribute));
    }
  }
  return true;
}

// SET OF SEQUENCE OF attributes; an attribute of another form is left out.
void ReadAttributeSet(CallContext& call, std::string_view element, CertificateRequest* out) {
  DerReader in(element), fields, set, list;
  CertificateRequest::Attribute attribute;
  if (!in.Read(tag::kSequence, &fields) || !fields.ObjectIdentifier(&attribute.type) || !fields.Read(tag::kSet, &set)) return;
  while (!set.empty()) {
    if (!set.Read(tag::kSequence, &list)) return;
    Name& values = attribute.values.emplace_back();
    while (!list.empty()) {
      if (!ReadAttribute(call, &list, &values.emplace_back())) return;
    }
  }
  out->attributes.push_back(std::move(attribute));
}

std::string ReadRequestedExtensions(std::string_view element, std::set<Oid>* seen, CertificateRequest* out) {
  DerReader in(element), fields, values, list, one, rest;
  Oid type;
  uint8_t kind = 0;
  std::string_view first, contents;
  if (!in.Read(tag::kSequence, &fields) || !fields.ObjectIdentifier(&type) || !fields.Read(tag::kSet, &values)) return "";
  rest = values;
  if (!rest.Any(&kind, &contents, &first)) return "";
  while (!rest.empty()) {
    if (!rest.Any(&kind, &contents)) return "";
  }
  if (type != kExtensionRequest) return "";
  DerReader value(first);
  if (!value.Read(tag::kSequence, &list)) return std::string(kMalformedRequest);
  std::vector<Extension> found;
  while (!list.empty()) {
    Extension extension;
    if (!list.Read(tag::kSequence, &one) || !ParseExtension(one, &extension).empty()) return std::string(kMalformedRequest);
    found.push_back(std::move(extension));
  }
  for (Extension& extension : found) {
    if (!seen->insert(extension.id).second) return "x509: certificate request contains duplicate requested extensions";
    out->extensions.push_back(std::move(extension));
  }
  return "";
}

}  // namespace

SignatureAlgorithm SignatureAlgorithmOf(const Oid& algorithm, std::string_view parameters) {
  if (algorithm == kRsaPss) return PssAlgorithm(parameters);
  for (const AlgorithmName& known : kSignatures) {
    if (known.id != algorithm) continue;
    return known.algorithm == SignatureAlgorithm::kEd25519 && !parameters.empty() ? SignatureAlgorithm::kUnknown : known.algorithm;
  }
  return SignatureAlgorithm::kUnknown;
}

std::string ParseCertificate(CallContext& call, std::string_view der, Certificate* out) {
  std::string why = ParseFirst(call, der, out);
  return why.empty() && out->raw.size() != der.size() ? "x509: trailing data" : why;
}

std::string ParseCertificates(CallContext& call, std::string_view der, std::vector<Certificate>* out) {
  while (!der.empty()) {
    if (std::string why = ParseFirst(call, der, &out->emplace_back()); !why.empty()) return why;
    der.remove_prefix(out->back().raw.size());
  }
  return "";
}

std::string ParseCertificateRequest(CallContext& call, std::string_view der, CertificateRequest* out) {
  *out = {};
  call.budget.Charge(kKeyWork + der.size());
  DerReader in(der), outer, body, info, attributes, key_fields;
  Algorithm key_algorithm, algorithm;
  BitString key, signature;
  uint8_t kind = 0;
  std::string_view contents;
  std::vector<std::string_view> raw_attributes;
  const std::string malformed(kMalformedRequest);
  if (!in.Element(tag::kSequence, &out->raw) || !DerReader(out->raw).Read(tag::kSequence, &outer) ||
      !outer.Element(tag::kSequence, &out->raw_body) || !DerReader(out->raw_body).Read(tag::kSequence, &body) ||
      !body.SmallInteger(&out->version) || !body.Any(&kind, &contents, &out->raw_subject) ||
      !body.Element(tag::kSequence, &out->raw_public_key) || !DerReader(out->raw_public_key).Read(tag::kSequence, &info) ||
      !ReadAlgorithm(&info, &key_algorithm) || !info.Bits(&key) || !body.Read(tag::ContextConstructed(0), &attributes)) {
    return malformed;
  }
  while (!attributes.empty()) {
    if (!attributes.Any(&kind, &contents, &raw_attributes.emplace_back())) return malformed;
  }
  if (!ReadAlgorithm(&outer, &algorithm) || !outer.Bits(&signature)) return malformed;
  if (!in.empty()) return "asn1: syntax error: trailing data";
  out->signature = RightAligned(call, signature);
  out->signature_algorithm = SignatureAlgorithmOf(algorithm.id, algorithm.parameters);
  for (std::string_view attribute : raw_attributes) ReadAttributeSet(call, attribute, out);
  if (crypto::AlgorithmOf(key_algorithm.id) != crypto::PublicKeyAlgorithm::kUnknown) {
    std::string why = crypto::ParsePublicNumbers(key_algorithm.id, key_algorithm.parameters, RightAligned(call, key), &out->public_key);
    if (!why.empty()) return why;
  }
  if (!ReadRequestName(call, out->raw_subject, &out->subject)) return malformed;
  std::set<Oid> seen;
  for (std::string_view attribute : raw_attributes) {
    if (std::string why = ReadRequestedExtensions(attribute, &seen, out); !why.empty()) return why;
  }
  for (const Extension& extension : out->extensions) {
    if (extension.id != Certificate::kAlternativeNames) continue;
    if (std::string why = ParseAlternativeNames(extension.value, &out->names); !why.empty()) return why;
  }
  return "";
}

}  // namespace reeve::builtins
