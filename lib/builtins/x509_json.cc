// Certificates and requests as Go's encoding/json writes x509.Certificate and x509.CertificateRequest. See x509.h.
#include "builtins/go_json.h"
#include "builtins/network.h"
#include "builtins/x509.h"

namespace reeve::builtins {
namespace {

Value TextOf(CallContext& call, std::string text) { return Access::StringCopy(call.arena, text); }
Value Integer(int64_t n) { return Value::Integer(n); }

Value Texts(CallContext& call, const std::vector<std::string_view>& texts) {
  return GoSlice(call, texts, [&](std::string_view text) { return GoText(call, text); });
}

// The attributes that Go's pkix.Name has a member for are 2.5.4.x; of those with one text the last counts.
Value NameValue(CallContext& call, const Name& name) {
  auto all = [&](uint32_t last) {
    std::vector<Value> texts;
    for (const NameAttribute& a : name) {
      if (a.type == crypto::Oid{2, 5, 4, last} && a.value.is_string()) texts.push_back(a.value);
    }
    return texts;
  };
  auto list = [&](uint32_t last) {
    std::vector<Value> texts = all(last);
    return texts.empty() ? Value::Null() : GoArray(call, texts);
  };
  auto one = [&](uint32_t last) {
    std::vector<Value> texts = all(last);
    return texts.empty() ? Access::String("") : texts.back();
  };
  call.budget.Charge(1 + name.size() * 20);
  Value names = GoSlice(call, name, [&](const NameAttribute& a) {
    return GoObject(call, 2).Set("Type", GoOid(call, a.type)).Set("Value", a.value).value();
  });
  return GoObject(call, 11)
      .Set("Country", list(6)).Set("Organization", list(10)).Set("OrganizationalUnit", list(11)).Set("Locality", list(7))
      .Set("Province", list(8)).Set("StreetAddress", list(9)).Set("PostalCode", list(17)).Set("SerialNumber", one(5))
      .Set("CommonName", one(3)).Set("Names", names).Set("ExtraNames", Value::Null()).value();
}

Value ExtensionsValue(CallContext& call, const std::vector<Extension>& extensions) {
  return GoSlice(call, extensions, [&](const Extension& e) {
    return GoObject(call, 3).Set("Id", GoOid(call, e.id)).Set("Critical", Value::Boolean(e.critical)).Set("Value", GoBytes(call, e.value)).value();
  });
}

std::string AddressTextOf(std::string_view bytes) {
  Address address{};
  if (bytes.size() == 4) address[10] = address[11] = 0xFF;
  std::copy(bytes.begin(), bytes.end(), address.begin() + static_cast<std::ptrdiff_t>(16 - bytes.size()));
  return AddressText(address);
}

Value UrlValue(CallContext& call, const Url& url) {
  Value user = url.has_user ? GoObject(call, 0).value() : Value::Null();
  return GoObject(call, 11)
      .Set("Scheme", TextOf(call, url.scheme)).Set("Opaque", TextOf(call, url.opaque)).Set("User", user)
      .Set("Host", TextOf(call, url.host)).Set("Path", GoText(call, call.arena.CopyText(url.path)))
      .Set("RawPath", TextOf(call, url.raw_path)).Set("OmitHost", Value::Boolean(url.omits_host))
      .Set("ForceQuery", Value::Boolean(url.force_query)).Set("RawQuery", TextOf(call, url.raw_query))
      .Set("Fragment", GoText(call, call.arena.CopyText(url.fragment))).Set("RawFragment", TextOf(call, url.raw_fragment)).value();
}

void SetAlternativeNames(CallContext& call, const AlternativeNames& names, GoObject* out) {
  out->Set("DNSNames", Texts(call, names.dns)).Set("EmailAddresses", Texts(call, names.emails));
  out->Set("IPAddresses", GoSlice(call, names.addresses, [&](std::string_view a) { return TextOf(call, AddressTextOf(a)); }));
  out->Set("URIs", GoSlice(call, names.uris, [&](const Url& url) { return UrlValue(call, url); }));
}

void SetConstraints(CallContext& call, const Certificate& c, GoObject* out) {
  auto networks = [&](const std::vector<std::string_view>& all) {
    return GoSlice(call, all, [&](std::string_view network) {
      size_t half = network.size() / 2;
      return GoObject(call, 2).Set("IP", TextOf(call, AddressTextOf(network.substr(0, half)))).Set("Mask", GoBytes(call, network.substr(half))).value();
    });
  };
  out->Set("PermittedDNSDomainsCritical", Value::Boolean(c.constraints_critical))
      .Set("PermittedDNSDomains", Texts(call, c.permitted.dns)).Set("ExcludedDNSDomains", Texts(call, c.excluded.dns))
      .Set("PermittedIPRanges", networks(c.permitted.networks)).Set("ExcludedIPRanges", networks(c.excluded.networks))
      .Set("PermittedEmailAddresses", Texts(call, c.permitted.emails)).Set("ExcludedEmailAddresses", Texts(call, c.excluded.emails))
      .Set("PermittedURIDomains", Texts(call, c.permitted.uris)).Set("ExcludedURIDomains", Texts(call, c.excluded.uris));
}

void SetPolicies(CallContext& call, const Certificate& c, GoObject* out) {
  auto text = [&](std::string_view id) { return TextOf(call, LongOidText(call, id)); };
  // PolicyIdentifiers has those whose numbers fit; it is an empty array, not null, where there are none.
  std::vector<Value> identifiers;
  for (std::string_view id : c.policies) {
    crypto::Oid oid;
    if (crypto::ParseOid(id, &oid)) identifiers.push_back(GoOid(call, oid));
  }
  auto limit = [&](std::string_view name, std::string_view zero, const PolicyLimit& value) {
    out->Set(name, Integer(value.value)).Set(zero, Value::Boolean(value.given_zero));
  };
  out->Set("Policies", GoSlice(call, c.policies, text)).Set("PolicyIdentifiers", c.has_policies ? GoArray(call, identifiers) : Value::Null());
  out->Set("PolicyMappings", GoSlice(call, c.policy_mappings, [&](const std::pair<std::string_view, std::string_view>& mapping) {
    return GoObject(call, 2).Set("IssuerDomainPolicy", text(mapping.first)).Set("SubjectDomainPolicy", text(mapping.second)).value();
  }));
  limit("InhibitAnyPolicy", "InhibitAnyPolicyZero", c.inhibit_any_policy);
  limit("InhibitPolicyMapping", "InhibitPolicyMappingZero", c.inhibit_policy_mapping);
  limit("RequireExplicitPolicy", "RequireExplicitPolicyZero", c.require_explicit_policy);
}

}  // namespace

Value PublicKeyValue(CallContext& call, const crypto::PublicNumbers& key) {
  switch (key.algorithm) {
    case crypto::PublicKeyAlgorithm::kRsa:
      return GoObject(call, 2).Set("N", GoInteger(call, key.modulus)).Set("E", Integer(key.exponent)).value();
    case crypto::PublicKeyAlgorithm::kDsa:
      return GoObject(call, 4)
          .Set("P", GoInteger(call, key.p)).Set("Q", GoInteger(call, key.q)).Set("G", GoInteger(call, key.g)).Set("Y", GoInteger(call, key.dsa_y)).value();
    case crypto::PublicKeyAlgorithm::kEcdsa:
      return GoObject(call, 3)
          .Set("Curve", GoObject(call, 0).value()).Set("X", GoInteger(call, key.x)).Set("Y", GoInteger(call, key.y)).value();
    case crypto::PublicKeyAlgorithm::kEd25519: return GoBytes(call, key.x);
    case crypto::PublicKeyAlgorithm::kUnknown: break;
  }
  return Value::Null();
}

Value CertificateValue(CallContext& call, const Certificate& c, bool with_uri_texts) {
  GoObject out(call, 64);
  auto bytes_or_null = [&](std::string_view bytes, bool present) { return present ? GoBytes(call, bytes) : Value::Null(); };
  out.Set("Raw", GoBytes(call, c.raw)).Set("RawTBSCertificate", GoBytes(call, c.raw_body))
      .Set("RawSubjectPublicKeyInfo", GoBytes(call, c.raw_public_key)).Set("RawSubject", GoBytes(call, c.raw_subject))
      .Set("RawIssuer", GoBytes(call, c.raw_issuer)).Set("Signature", GoBytes(call, c.signature))
      .Set("SignatureAlgorithm", Integer(static_cast<int>(c.signature_algorithm)))
      .Set("PublicKeyAlgorithm", Integer(static_cast<int>(c.public_key.algorithm))).Set("PublicKey", PublicKeyValue(call, c.public_key))
      .Set("Version", Integer(c.version)).Set("SerialNumber", GoInteger(call, c.serial)).Set("Issuer", NameValue(call, c.issuer))
      .Set("Subject", NameValue(call, c.subject)).Set("NotBefore", TextOf(call, TimeText(c.not_before).value_or("")))
      .Set("NotAfter", TextOf(call, TimeText(c.not_after).value_or(""))).Set("KeyUsage", Integer(c.key_usage))
      .Set("Extensions", ExtensionsValue(call, c.extensions)).Set("ExtraExtensions", Value::Null());
  auto oids = [&](const std::vector<crypto::Oid>& all) {
    return GoSlice(call, all, [&](const crypto::Oid& oid) { return GoOid(call, oid); });
  };
  out.Set("UnhandledCriticalExtensions", oids(c.unhandled_critical)).Set("ExtKeyUsage", GoSlice(call, c.extended_usages, Integer))
      .Set("UnknownExtKeyUsage", oids(c.unknown_usages)).Set("BasicConstraintsValid", Value::Boolean(c.has_basic_constraints))
      .Set("IsCA", Value::Boolean(c.is_authority)).Set("MaxPathLen", Integer(c.max_path))
      .Set("MaxPathLenZero", Value::Boolean(c.has_basic_constraints && c.max_path == 0))
      .Set("SubjectKeyId", bytes_or_null(c.subject_key_id, c.has_subject_key_id))
      .Set("AuthorityKeyId", bytes_or_null(c.authority_key_id, c.has_authority_key_id)).Set("OCSPServer", Texts(call, c.ocsp_servers))
      .Set("IssuingCertificateURL", Texts(call, c.issuing_urls)).Set("CRLDistributionPoints", Texts(call, c.crl_points));
  SetAlternativeNames(call, c.names, &out);
  SetConstraints(call, c, &out);
  SetPolicies(call, c, &out);
  if (with_uri_texts) {
    out.Set("URIStrings", GoSlice(call, c.names.uris, [&](const Url& url) { return TextOf(call, UrlText(url)); }));
  }
  return out.value();
}

Value CertificateRequestValue(CallContext& call, const CertificateRequest& r) {
  GoObject out(call, 20);
  auto pairs = [&](const Name& name) {
    std::vector<Value> values;
    for (const NameAttribute& a : name) values.push_back(GoObject(call, 2).Set("Type", GoOid(call, a.type)).Set("Value", a.value).value());
    return GoArray(call, values);
  };
  out.Set("Raw", GoBytes(call, r.raw)).Set("RawTBSCertificateRequest", GoBytes(call, r.raw_body))
      .Set("RawSubjectPublicKeyInfo", GoBytes(call, r.raw_public_key)).Set("RawSubject", GoBytes(call, r.raw_subject))
      .Set("Version", Integer(r.version)).Set("Signature", GoBytes(call, r.signature))
      .Set("SignatureAlgorithm", Integer(static_cast<int>(r.signature_algorithm)))
      .Set("PublicKeyAlgorithm", Integer(static_cast<int>(r.public_key.algorithm))).Set("PublicKey", PublicKeyValue(call, r.public_key))
      .Set("Subject", NameValue(call, r.subject)).Set("Extensions", ExtensionsValue(call, r.extensions)).Set("ExtraExtensions", Value::Null());
  out.Set("Attributes", GoSlice(call, r.attributes, [&](const CertificateRequest::Attribute& a) {
    std::vector<Value> values;
    for (const Name& name : a.values) values.push_back(pairs(name));
    return GoObject(call, 2).Set("Type", GoOid(call, a.type)).Set("Value", GoArray(call, values)).value();
  }));
  SetAlternativeNames(call, r.names, &out);
  return out.value();
}

}  // namespace reeve::builtins
