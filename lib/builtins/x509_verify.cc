// Builds chains from a leaf to the root and checks them. See x509_verify.h. Tested by tests/builtins/cases/x509_verify.jsonl.
#include "builtins/x509_verify.h"

#include <algorithm>

#include "builtins/network.h"
#include "crypto/signature.h"

namespace reeve::builtins {
namespace {

using crypto::DerReader;
using crypto::Hash;
using crypto::Scheme;
namespace tag = crypto::tag;

constexpr int kMaxSignatureChecks = 100;  // Go's
constexpr int kAnyUsage = 0, kServerUsage = 1, kMaySignCertificates = 1 << 5;

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

// How an algorithm verifies; false for those that are unknown or too weak.
bool MethodOf(SignatureAlgorithm algorithm, crypto::KeyKind* kind, Scheme* scheme, Hash* hash) {
  using A = SignatureAlgorithm;
  switch (algorithm) {
    case A::kSha256Rsa: case A::kSha256RsaPss: case A::kEcdsaSha256: *hash = Hash::kSha256; break;
    case A::kSha384Rsa: case A::kSha384RsaPss: case A::kEcdsaSha384: *hash = Hash::kSha384; break;
    case A::kSha512Rsa: case A::kSha512RsaPss: case A::kEcdsaSha512: case A::kEd25519: *hash = Hash::kSha512; break;
    default: return false;
  }
  switch (algorithm) {
    case A::kSha256Rsa: case A::kSha384Rsa: case A::kSha512Rsa: *scheme = Scheme::kPkcs1; break;
    case A::kSha256RsaPss: case A::kSha384RsaPss: case A::kSha512RsaPss: *scheme = Scheme::kPss; break;
    case A::kEd25519: *scheme = Scheme::kEd25519; break;
    default: *scheme = Scheme::kEcdsa;
  }
  *kind = *scheme == Scheme::kEcdsa     ? crypto::KeyKind::kEc
          : *scheme == Scheme::kEd25519 ? crypto::KeyKind::kEd25519
                                        : crypto::KeyKind::kRsa;
  return true;
}

// r and s in the size of the curve, from SEQUENCE { r, s }; "" if they are none.
std::string EcdsaHalves(crypto::Curve curve, std::string_view der) {
  DerReader in(der), fields;
  std::string_view numbers[2];
  if (!in.Read(tag::kSequence, &fields) || !in.empty() || !fields.Unsigned(&numbers[0]) || !fields.Unsigned(&numbers[1]) || !fields.empty()) {
    return "";
  }
  std::string halves;
  for (std::string_view number : numbers) {
    size_t size = crypto::CoordinateSize(curve);
    if (number.size() > size) return "";
    halves.append(size - number.size(), '\0').append(number);
  }
  return halves;
}

bool IsSignedBy(CallContext& call, const Certificate& child, const Certificate& parent) {
  if ((parent.version == 3 && !parent.has_basic_constraints) || (parent.has_basic_constraints && !parent.is_authority)) return false;
  if (parent.key_usage != 0 && (parent.key_usage & kMaySignCertificates) == 0) return false;
  crypto::KeyKind kind;
  Scheme scheme;
  Hash hash;
  if (!MethodOf(child.signature_algorithm, &kind, &scheme, &hash)) return false;
  std::shared_ptr<const crypto::Key> key = parent.public_key.MakeKey();
  if (key == nullptr || key->kind() != kind) return false;
  call.budget.Charge(key->VerifyWork() + child.raw_body.size() / 8);
  if (scheme != Scheme::kEcdsa) return crypto::Verify(*key, scheme, hash, child.raw_body, child.signature);
  std::string halves = EcdsaHalves(key->curve(), child.signature);
  return !halves.empty() && crypto::Verify(*key, scheme, hash, child.raw_body, halves);
}

bool IsInTime(const Certificate& c, int64_t now_ns) {
  int64_t second = now_ns / 1000000000, rest = now_ns % 1000000000;
  if (rest < 0) second -= 1, rest += 1000000000;
  return second >= c.not_before.seconds && (second < c.not_after.seconds || (second == c.not_after.seconds && rest == 0));
}

enum class Place { kLeaf, kIntermediate, kRoot };

// Whether the certificate may stand behind `chain`.
bool IsValidAt(const Certificate& c, Place place, const Chain& chain, int64_t now_ns) {
  if (!c.unhandled_critical.empty()) return false;
  if (!chain.empty() && chain.back()->raw_issuer != c.raw_subject) return false;
  if (!IsInTime(c, now_ns)) return false;
  if (place == Place::kIntermediate && (!c.has_basic_constraints || !c.is_authority)) return false;
  int64_t between = static_cast<int64_t>(chain.size()) - 1;
  return !c.has_basic_constraints || c.max_path < 0 || between <= c.max_path;
}

// The same subject with the same key and alternative names.
bool IsInChain(const Certificate& c, const Chain& chain) {
  const Extension* names = c.Find(Certificate::kAlternativeNames);
  for (const Certificate* other : chain) {
    if (c.raw_subject != other->raw_subject || c.raw_public_key != other->raw_public_key) continue;
    const Extension* others = other->Find(Certificate::kAlternativeNames);
    if (names == nullptr && others == nullptr) return true;
    if (names == nullptr || others == nullptr) return false;
    if (names->value == others->value) return true;
  }
  return false;
}

// Certificates by which others may be signed; a certificate counts once.
class Pool {
 public:
  void Add(const Certificate& c) {
    if (!Contains(c)) all_.push_back(&c);
  }
  bool Contains(const Certificate& c) const {
    return std::any_of(all_.begin(), all_.end(), [&c](const Certificate* other) { return other->raw == c.raw; });
  }
  // Those with the issuer's name: first where the key's identifier matches, then where only one side has one.
  Chain ParentsOf(const Certificate& c) const {
    Chain ranked[3];
    for (const Certificate* parent : all_) {
      if (parent->raw_subject != c.raw_issuer) continue;
      bool matches = parent->subject_key_id == c.authority_key_id;
      bool one = parent->subject_key_id.empty() != c.authority_key_id.empty();
      ranked[matches ? 0 : one ? 1 : 2].push_back(parent);
    }
    ranked[0].insert(ranked[0].end(), ranked[1].begin(), ranked[1].end());
    ranked[0].insert(ranked[0].end(), ranked[2].begin(), ranked[2].end());
    return std::move(ranked[0]);
  }

 private:
  Chain all_;
};

class Builder {
 public:
  Builder(CallContext& call, const Pool& roots, const Pool& others, int64_t now_ns)
      : call_(call), roots_(roots), others_(others), now_ns_(now_ns) {}

  // Adds what leads from the chain's last certificate to a root. Recursion ends with the signature checks. Once they are
  // used up, chains found so far still count.
  void Extend(const Chain& chain, std::vector<Chain>* out) {
    size_t before = out->size();
    for (Place place : {Place::kRoot, Place::kIntermediate}) {
      for (const Certificate* parent : (place == Place::kRoot ? roots_ : others_).ParentsOf(*chain.back())) {
        if (exhausted_) break;
        Consider(chain, *parent, place, out);
      }
    }
    if (out->size() > before) exhausted_ = false;
  }

 private:
  void Consider(const Chain& chain, const Certificate& parent, Place place, std::vector<Chain>* out) {
    call_.budget.Charge(1 + chain.size());
    if (++checks_ > kMaxSignatureChecks) {
      exhausted_ = true;
      return;
    }
    if (parent.public_key.algorithm == crypto::PublicKeyAlgorithm::kUnknown || IsInChain(parent, chain) ||
        !IsSignedBy(call_, *chain.back(), parent) || !IsValidAt(parent, place, chain, now_ns_)) {
      return;
    }
    Chain longer = chain;
    longer.push_back(&parent);
    if (place == Place::kRoot) {
      out->push_back(std::move(longer));
    } else {
      Extend(longer, out);
    }
  }

  CallContext& call_;
  const Pool& roots_;
  const Pool& others_;
  int64_t now_ns_;
  int checks_ = 0;
  bool exhausted_ = false;
};

std::vector<std::string_view> Labels(std::string_view host) {
  std::vector<std::string_view> labels;
  for (;;) {
    size_t dot = host.find('.');
    labels.push_back(host.substr(0, dot));
    if (dot == std::string_view::npos) return labels;
    host.remove_prefix(dot + 1);
  }
}

// Whether a host name, or a pattern of one (its first label may be *), is well formed.
bool IsHostName(std::string_view host, bool is_pattern) {
  if (!is_pattern && host.ends_with('.')) host.remove_suffix(1);
  if (host.empty() || host == "*") return false;
  std::vector<std::string_view> labels = Labels(host);
  for (size_t i = 0; i < labels.size(); ++i) {
    if (labels[i].empty()) return false;
    if (is_pattern && i == 0 && labels[i] == "*") continue;
    for (size_t j = 0; j < labels[i].size(); ++j) {
      char c = labels[i][j];
      bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c == '-' && j != 0);
      if (!plain) return false;
    }
  }
  return true;
}

bool MatchesPattern(std::string_view pattern, std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  std::vector<std::string_view> wanted = Labels(pattern), labels = Labels(host);
  if (pattern.empty() || wanted.size() != labels.size()) return false;
  for (size_t i = 0; i < labels.size(); ++i) {
    if (!(i == 0 && wanted[i] == "*") && wanted[i] != labels[i]) return false;
  }
  return true;
}

bool IsForHost(CallContext& call, const Certificate& c, std::string_view host) {
  call.budget.Charge(1 + host.size() + 8 * c.names.dns.size());
  Address wanted;
  bool bracketed = host.size() >= 3 && host.starts_with('[') && host.ends_with(']');
  if (ParseAddress(bracketed ? host.substr(1, host.size() - 2) : host, &wanted)) {
    return std::any_of(c.names.addresses.begin(), c.names.addresses.end(), [&wanted](std::string_view bytes) {
      Address address{};
      if (bytes.size() == 4) address[10] = address[11] = 0xFF;
      std::copy(bytes.begin(), bytes.end(), address.begin() + static_cast<std::ptrdiff_t>(16 - bytes.size()));
      return address == wanted;
    });
  }
  std::string lower = Lower(host);
  bool is_name = IsHostName(lower, false);
  for (std::string_view name : c.names.dns) {
    std::string pattern = Lower(name);
    bool matches = is_name && IsHostName(name, true) ? MatchesPattern(pattern, lower)
                                                     : pattern == lower && !lower.empty() && lower != ".";
    if (matches) return true;
  }
  return false;
}

// Each certificate that restricts its usages must leave at least one of those asked for; from the root down, what one
// takes away stays away.
bool AllowsUsages(const Chain& chain, std::vector<int> usages) {
  for (size_t i = chain.size(); i-- > 0;) {
    const std::vector<int>& allowed = chain[i]->extended_usages;
    auto allows = [&allowed](int usage) { return std::find(allowed.begin(), allowed.end(), usage) != allowed.end(); };
    if ((allowed.empty() && chain[i]->unknown_usages.empty()) || allows(kAnyUsage)) continue;
    std::erase_if(usages, [&allows](int usage) { return !allows(usage); });
    if (usages.empty()) return false;
  }
  return true;
}

}  // namespace

Chain VerifyChain(CallContext& call, const std::vector<Certificate>& certificates, const VerifyOptions& options) {
  if (certificates.size() < 2) return {};
  Pool roots, others;
  roots.Add(certificates.front());
  for (size_t i = 1; i + 1 < certificates.size(); ++i) {
    call.budget.Charge(i);
    others.Add(certificates[i]);
  }
  const Certificate& leaf = certificates.back();
  if (!IsValidAt(leaf, Place::kLeaf, {}, options.now_ns)) return {};
  if (!options.dns_name.empty() && !IsForHost(call, leaf, options.dns_name)) return {};
  std::vector<Chain> chains;
  if (roots.Contains(leaf)) {
    chains.push_back({&leaf});
  } else {
    Builder(call, roots, others, options.now_ns).Extend({&leaf}, &chains);
  }
  bool any_usage = std::find(options.usages.begin(), options.usages.end(), kAnyUsage) != options.usages.end();
  std::vector<int> usages = options.usages.empty() ? std::vector<int>{kServerUsage} : options.usages;
  for (Chain& chain : chains) {
    if (!ArePoliciesValid(call, chain) || (!any_usage && !AllowsUsages(chain, usages)) || !AreNamesPermitted(call, chain)) continue;
    return std::move(chain);
  }
  return {};
}

}  // namespace reeve::builtins
