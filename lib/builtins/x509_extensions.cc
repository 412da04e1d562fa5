// Reads the extensions of certificates that Go's crypto/x509 knows. See x509.h.
#include <algorithm>

#include "base/utf8.h"
#include "builtins/network.h"
#include "builtins/x509.h"
#include "value/format.h"

namespace reeve::builtins {
namespace {

using crypto::DerReader;
using crypto::Oid;
namespace tag = crypto::tag;

// Go's numbers of extended key usages are their places here.
const Oid kExtendedUsages[] = {{2, 5, 29, 37, 0},
                               {1, 3, 6, 1, 5, 5, 7, 3, 1},
                               {1, 3, 6, 1, 5, 5, 7, 3, 2},
                               {1, 3, 6, 1, 5, 5, 7, 3, 3},
                               {1, 3, 6, 1, 5, 5, 7, 3, 4},
                               {1, 3, 6, 1, 5, 5, 7, 3, 5},
                               {1, 3, 6, 1, 5, 5, 7, 3, 6},
                               {1, 3, 6, 1, 5, 5, 7, 3, 7},
                               {1, 3, 6, 1, 5, 5, 7, 3, 8},
                               {1, 3, 6, 1, 5, 5, 7, 3, 9},
                               {1, 3, 6, 1, 4, 1, 311, 10, 3, 3},
                               {2, 16, 840, 1, 113730, 4, 1},
                               {1, 3, 6, 1, 4, 1, 311, 2, 1, 22},
                               {1, 3, 6, 1, 4, 1, 311, 61, 1, 1}};
const Oid kAuthorityAccess = {1, 3, 6, 1, 5, 5, 7, 1, 1}, kOcsp = {1, 3, 6, 1, 5, 5, 7, 48, 1}, kIssuers = {1, 3, 6, 1, 5, 5, 7, 48, 2};

std::string Quoted(std::string_view text) {
  std::string quoted;
  value::AppendQuoted(text, quoted);
  return quoted;
}

std::string ParseKeyUsage(std::string_view der, int* usage) {
  DerReader in(der);
  crypto::BitString bits;
  if (!in.Bits(&bits)) return "x509: invalid key usage";
  for (size_t i = 0; i < 9 && i < bits.bits; ++i) {
    if (static_cast<uint8_t>(bits.bytes[i / 8]) >> (7 - i % 8) & 1) *usage |= 1 << i;
  }
  return "";
}

std::string ParseBasicConstraints(std::string_view der, Certificate* out) {
  DerReader in(der), fields;
  out->max_path = -1;
  bool valid = in.Read(tag::kSequence, &fields) && (!fields.Next(tag::kBoolean) || fields.Boolean(&out->is_authority)) &&
               (!fields.Next(tag::kInteger) || (fields.SmallInteger(&out->max_path) && out->max_path >= 0));
  out->has_basic_constraints = true;
  return valid ? "" : "x509: invalid basic constraints";
}

// Zero or more ones, then zeros.
bool IsMask(std::string_view mask) {
  bool ended = false;
  for (char c : mask) {
    for (int bit = 7; bit >= 0; --bit) {
      bool one = (static_cast<uint8_t>(c) >> bit & 1) != 0;
      if (one && ended) return false;
      ended = ended || !one;
    }
  }
  return true;
}

std::string Hex(std::string_view bytes) {
  std::string text;
  for (char c : bytes) (text += "0123456789abcdef"[static_cast<uint8_t>(c) >> 4]) += "0123456789abcdef"[c & 15];
  return text;
}

std::string ParseDomainConstraint(std::string_view domain, std::string_view what, std::vector<std::string_view>* out) {
  Address address;
  Mailbox mailbox;
  if (!utf8::IsAscii(domain)) return "x509: invalid constraint value: x509: " + Quoted(domain) + " cannot be encoded as an IA5String";
  std::string failed = "x509: failed to parse " + std::string(what) + " constraint " + Quoted(domain);
  if (what == "URI" && ParseAddress(domain, &address)) return failed + ": cannot be IP address";
  bool is_mailbox = what == "rfc822Name" && domain.find('@') != std::string_view::npos;
  if (is_mailbox ? !ParseMailbox(domain, &mailbox) : !IsDomainName(domain, true)) return failed;
  out->push_back(domain);
  return "";
}

std::string ParseSubtrees(DerReader subtrees, NameConstraints* out, bool* unhandled) {
  while (!subtrees.empty()) {
    DerReader one;
    uint8_t kind = 0;
    std::string_view contents;
    std::string why;
    if (!subtrees.Read(tag::kSequence, &one) || !one.Any(&kind, &contents)) return "x509: invalid NameConstraints extension";
    switch (kind) {
      case tag::Context(1): why = ParseDomainConstraint(contents, "rfc822Name", &out->emails); break;
      case tag::Context(2): why = ParseDomainConstraint(contents, "dnsName", &out->dns); break;
      case tag::Context(6): why = ParseDomainConstraint(contents, "URI", &out->uris); break;
      case tag::Context(7): {
        if (contents.size() != 8 && contents.size() != 32) {
          return "x509: IP constraint contained value of length " + std::to_string(contents.size());
        }
        std::string_view mask = contents.substr(contents.size() / 2);
        if (!IsMask(mask)) return "x509: IP constraint contained invalid mask " + Hex(mask);
        out->networks.push_back(contents);
        break;
      }
      default: *unhandled = true;
    }
    if (!why.empty()) return why;
  }
  return "";
}

std::string ParseNameConstraints(const Extension& e, Certificate* out, bool* unhandled) {
  DerReader in(e.value), fields, permitted, excluded;
  bool has_permitted = false, has_excluded = false;
  if (!in.Read(tag::kSequence, &fields) || !in.empty() || !fields.Optional(tag::ContextConstructed(0), &has_permitted, &permitted) ||
      !fields.Optional(tag::ContextConstructed(1), &has_excluded, &excluded) || !fields.empty()) {
    return "x509: invalid NameConstraints extension";
  }
  if (permitted.empty() && excluded.empty()) return "x509: empty name constraints extension";
  std::string why = ParseSubtrees(permitted, &out->permitted, unhandled);
  if (why.empty()) why = ParseSubtrees(excluded, &out->excluded, unhandled);
  out->constraints_critical = e.critical;
  return why;
}

std::string ParseCrlPoints(std::string_view der, std::vector<std::string_view>* out) {
  DerReader in(der), points, point, name, full;
  const std::string wrong = "x509: invalid CRL distribution point";
  if (!in.Read(tag::kSequence, &points)) return wrong + "s";
  while (!points.empty()) {
    bool has_name = false;
    if (!points.Read(tag::kSequence, &point) || !point.Optional(tag::ContextConstructed(0), &has_name, &name)) return wrong;
    if (!has_name) continue;
    if (!name.Read(tag::ContextConstructed(0), &full)) return wrong;
    while (full.Next(tag::Context(6))) {
      std::string_view uri;
      if (!full.Read(tag::Context(6), &uri)) return wrong;
      out->push_back(uri);
    }
  }
  return "";
}

std::string ParseAuthorityKeyId(const Extension& e, Certificate* out) {
  if (e.critical) return "x509: authority key identifier incorrectly marked critical";
  DerReader in(e.value), fields;
  const std::string wrong = "x509: invalid authority key identifier";
  if (!in.Read(tag::kSequence, &fields)) return wrong;
  out->has_authority_key_id = fields.Next(tag::Context(0));
  return !out->has_authority_key_id || fields.Read(tag::Context(0), &out->authority_key_id) ? "" : wrong;
}

std::string ParseSubjectKeyId(const Extension& e, Certificate* out) {
  if (e.critical) return "x509: subject key identifier incorrectly marked critical";
  out->has_subject_key_id = true;
  return DerReader(e.value).OctetString(&out->subject_key_id) ? "" : "x509: invalid subject key identifier";
}

bool ReadLimit(DerReader* in, uint8_t kind, PolicyLimit* out) {
  if (!in->SmallInteger(&out->value, kind)) return false;
  out->given_zero = out->value == 0;
  return true;
}

std::string ParsePolicyConstraints(std::string_view der, Certificate* out) {
  DerReader in(der), fields;
  bool valid = in.Read(tag::kSequence, &fields) &&
               (!fields.Next(tag::Context(0)) || ReadLimit(&fields, tag::Context(0), &out->require_explicit_policy)) &&
               (!fields.Next(tag::Context(1)) || ReadLimit(&fields, tag::Context(1), &out->inhibit_policy_mapping));
  return valid ? "" : "x509: invalid policy constraints extension";
}

std::string ParseExtendedUsages(std::string_view der, Certificate* out) {
  DerReader in(der), usages;
  const std::string wrong = "x509: invalid extended key usages";
  if (!in.Read(tag::kSequence, &usages)) return wrong;
  while (!usages.empty()) {
    Oid usage;
    if (!usages.ObjectIdentifier(&usage)) return wrong;
    const Oid* known = std::find(std::begin(kExtendedUsages), std::end(kExtendedUsages), usage);
    if (known == std::end(kExtendedUsages)) {
      out->unknown_usages.push_back(std::move(usage));
    } else {
      out->extended_usages.push_back(static_cast<int>(known - kExtendedUsages));
    }
  }
  return "";
}

// Contents of an OBJECT IDENTIFIER whose numbers may be of any size.
bool IsLongOid(std::string_view contents) {
  if (contents.empty() || (static_cast<uint8_t>(contents.back()) & 0x80)) return false;
  bool starts = true;
  for (char c : contents) {
    if (starts && static_cast<uint8_t>(c) == 0x80) return false;
    starts = (static_cast<uint8_t>(c) & 0x80) == 0;
  }
  return true;
}

std::string ParsePolicies(std::string_view der, Certificate* out) {
  DerReader in(der), policies, one;
  const std::string wrong = "x509: invalid certificate policies";
  out->has_policies = true;
  if (!in.Read(tag::kSequence, &policies)) return wrong;
  while (!policies.empty()) {
    std::string_view id;
    if (!policies.Read(tag::kSequence, &one) || !one.Read(tag::kOid, &id) || !IsLongOid(id)) return wrong;
    out->policies.push_back(id);
  }
  std::vector<std::string_view> sorted = out->policies;
  std::sort(sorted.begin(), sorted.end());
  return std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end() ? "" : wrong;
}

std::string ParsePolicyMappings(std::string_view der, Certificate* out) {
  DerReader in(der), mappings, one;
  const std::string wrong = "x509: invalid policy mappings extension";
  if (!in.Read(tag::kSequence, &mappings)) return wrong;
  while (!mappings.empty()) {
    auto& [issuer, subject] = out->policy_mappings.emplace_back();
    if (!mappings.Read(tag::kSequence, &one) || !one.Read(tag::kOid, &issuer) || !one.Read(tag::kOid, &subject)) return wrong;
  }
  return "";
}

std::string ParseAuthorityAccess(const Extension& e, Certificate* out) {
  if (e.critical) return "x509: authority info access incorrectly marked critical";
  DerReader in(e.value), list, one;
  const std::string wrong = "x509: invalid authority info access";
  if (!in.Read(tag::kSequence, &list)) return wrong;
  while (!list.empty()) {
    Oid method;
    std::string_view place;
    if (!list.Read(tag::kSequence, &one) || !one.ObjectIdentifier(&method)) return wrong;
    if (!one.Next(tag::Context(6))) continue;
    if (!one.Read(tag::Context(6), &place)) return wrong;
    if (method == kOcsp) out->ocsp_servers.push_back(place);
    if (method == kIssuers) out->issuing_urls.push_back(place);
  }
  return "";
}

std::string ParseOne(const Extension& e, Certificate* out, bool* unhandled) {
  if (e.id == kAuthorityAccess) return ParseAuthorityAccess(e, out);
  bool is_standard = e.id.size() == 4 && e.id[0] == 2 && e.id[1] == 5 && e.id[2] == 29;
  switch (is_standard ? e.id[3] : 0) {
    case 14: return ParseSubjectKeyId(e, out);
    case 15: out->key_usage = 0; return ParseKeyUsage(e.value, &out->key_usage);
    case 17: {
      std::string why = ParseAlternativeNames(e.value, &out->names);
      *unhandled = out->names.empty();
      return why;
    }
    case 19: return ParseBasicConstraints(e.value, out);
    case 30: return ParseNameConstraints(e, out, unhandled);
    case 31: return ParseCrlPoints(e.value, &out->crl_points);
    case 32: return ParsePolicies(e.value, out);
    case 33: return ParsePolicyMappings(e.value, out);
    case 35: return ParseAuthorityKeyId(e, out);
    case 36: return ParsePolicyConstraints(e.value, out);
    case 37: return ParseExtendedUsages(e.value, out);
    case 54: {
      DerReader in(e.value);
      return ReadLimit(&in, tag::kInteger, &out->inhibit_any_policy) ? "" : "x509: invalid inhibit any policy extension";
    }
    default: *unhandled = true; return "";
  }
}

}  // namespace

const Oid Certificate::kAlternativeNames = {2, 5, 29, 17}, Certificate::kNameConstraints = {2, 5, 29, 30};

const Extension* Certificate::Find(const Oid& id) const {
  auto found = std::find_if(extensions.begin(), extensions.end(), [&id](const Extension& e) { return e.id == id; });
  return found == extensions.end() ? nullptr : &*found;
}

std::string ParseExtensions(Certificate* certificate) {
  for (const Extension& e : certificate->extensions) {
    bool unhandled = false;
    if (std::string why = ParseOne(e, certificate, &unhandled); !why.empty()) return why;
    if (e.critical && unhandled) certificate->unhandled_critical.push_back(e.id);
  }
  return "";
}

std::string ParseAlternativeNames(std::string_view der, AlternativeNames* out) {
  *out = {};
  DerReader in(der), names;
  if (!in.Read(tag::kSequence, &names)) return "x509: invalid subject alternative names";
  while (!names.empty()) {
    uint8_t kind = 0;
    std::string_view contents;
    if (!names.Any(&kind, &contents)) return "x509: invalid subject alternative name";
    switch (kind) {
      case tag::Context(1):
        if (!utf8::IsAscii(contents)) return "x509: SAN rfc822Name is malformed";
        out->emails.push_back(contents);
        break;
      case tag::Context(2):
        if (!utf8::IsAscii(contents)) return "x509: SAN dNSName is malformed";
        out->dns.push_back(contents);
        break;
      case tag::Context(6): {
        if (!utf8::IsAscii(contents)) return "x509: SAN uniformResourceIdentifier is malformed";
        std::string why = ParseUrl(contents, &out->uris.emplace_back());
        if (!why.empty()) return "x509: cannot parse URI " + Quoted(contents) + ": " + why;
        if (!IsDomainName(out->uris.back().host, false)) return "x509: cannot parse URI " + Quoted(contents) + ": invalid domain";
        break;
      }
      case tag::Context(7):
        if (contents.size() != 4 && contents.size() != 16) {
          return "x509: cannot parse IP address of length " + std::to_string(contents.size());
        }
        out->addresses.push_back(contents);
        break;
      default: break;
    }
  }
  return "";
}

}  // namespace reeve::builtins
