// Reads keys of tokens. What OPA refuses as a key is refused: unknown algorithms and curves, numbers of the wrong size,
// points off their curve; one bad key fails its set. Tested by tests/builtins/cases/jwt_keys.jsonl.
#include "builtins/jwk.h"

#include <optional>

#include "base/base64.h"
#include "builtins/x509.h"
#include "crypto/pem.h"
#include "crypto/public_key.h"
#include "value/json.h"

namespace reeve::builtins {
namespace {

using crypto::Hash;
using crypto::Scheme;

constexpr size_t kMaxKeys = 1000;  // of a set, as in OPA

constexpr TokenAlgorithm kAlgorithms[] = {
    {"HS256", true, Scheme::kPkcs1, Hash::kSha256},  {"HS384", true, Scheme::kPkcs1, Hash::kSha384},
    {"HS512", true, Scheme::kPkcs1, Hash::kSha512},  {"RS256", false, Scheme::kPkcs1, Hash::kSha256},
    {"RS384", false, Scheme::kPkcs1, Hash::kSha384}, {"RS512", false, Scheme::kPkcs1, Hash::kSha512},
    {"PS256", false, Scheme::kPss, Hash::kSha256},   {"PS384", false, Scheme::kPss, Hash::kSha384},
    {"PS512", false, Scheme::kPss, Hash::kSha512},   {"ES256", false, Scheme::kEcdsa, Hash::kSha256},
    {"ES384", false, Scheme::kEcdsa, Hash::kSha384}, {"ES512", false, Scheme::kEcdsa, Hash::kSha512},
    {"EdDSA", false, Scheme::kEd25519, Hash::kSha512}};
constexpr TokenAlgorithm kEd25519 = {"Ed25519", false, Scheme::kEd25519, Hash::kSha512};

// Registered algorithms that a key may name although tokens do not use them.
constexpr std::string_view kOtherAlgorithms[] = {
    "none", "ES256K", "Ed25519", "A128CBC-HS256", "A128GCM", "A192CBC-HS384", "A192GCM", "A256CBC-HS512", "A256GCM",
    "A128GCMKW", "A128KW", "A192GCMKW", "A192KW", "A256GCMKW", "A256KW", "dir", "ECDH-ES", "ECDH-ES+A128KW",
    "ECDH-ES+A192KW", "ECDH-ES+A256KW", "PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW", "RSA1_5",
    "RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"};

bool IsRegistered(std::string_view alg) {
  for (std::string_view other : kOtherAlgorithms) {
    if (alg == other) return true;
  }
  return FindTokenAlgorithm(alg) != nullptr;
}

// One JWK. Errors are texts; the first one stays.
class JwkReader {
 public:
  JwkReader(CallContext& call, const Value& jwk, bool raw) : call_(call), jwk_(jwk), raw_(raw) {}

  bool Read(TokenKey* out) {
    if (!jwk_.is_object()) return Fail("a key must be an object");
    std::string type = Text("kty");
    if (error_.empty()) ReadShared(out);
    if (!error_.empty()) return false;
    if (type == "RSA") return Rsa(out);
    if (type == "EC") return Ec(out);
    if (type == "OKP") return Okp(out);
    if (type == "oct") return Oct(out);
    return Fail("invalid key type " + type);
  }
  const std::string& error() const { return error_; }

 private:
  bool Fail(std::string text) {
    if (error_.empty()) error_ = std::move(text);
    return false;
  }
  // A string member; null counts as "", as in OPA.
  std::string Text(std::string_view name) {
    std::optional<Value> v = jwk_.Find(name);
    if (!v || v->is_null()) return "";
    if (v->is_string()) return std::string(v->string());
    Fail("member " + std::string(name) + " must be a string");
    return "";
  }
  bool Has(std::string_view name) { return jwk_.Find(name).has_value(); }

  void ReadShared(TokenKey* out) {
    out->kid = Text("kid");
    out->alg = Text("alg");
    if (Has("alg") && !IsRegistered(out->alg)) Fail("unknown algorithm " + out->alg);
    for (std::string_view name : {"use", "x5t", "x5t#S256", "x5u"}) (void)Text(name);
    CheckOperations();
    CheckChain();
  }
  void CheckOperations() {
    std::optional<Value> list = jwk_.Find("key_ops");
    if (!list || list->is_null()) return;
    if (!list->is_array()) return (void)Fail("member key_ops must be an array of strings");
    for (size_t i = 0; i < list->size(); ++i) {
      if (!list->at(i).is_string() && !list->at(i).is_null()) Fail("member key_ops must be an array of strings");
    }
  }
  void CheckChain() {
    std::optional<Value> list = jwk_.Find("x5c");
    if (!list) return;
    if (!list->is_array()) return (void)Fail("member x5c must be an array of certificates");
    for (size_t i = 0; i < list->size(); ++i) {
      Value v = list->at(i);
      auto der = v.is_string() ? base64::Decode(v.string(), base64::Alphabet::kStandard, true) : std::nullopt;
      Certificate certificate;
      if (!der || !ParseCertificate(call_, *der, &certificate).empty()) return (void)Fail("member x5c must be an array of certificates");
    }
  }

  // The bytes of a member that must be there, in either alphabet, padded or not.
  std::string Bytes(std::string_view name) {
    if (!Has(name)) {
      Fail("required member " + std::string(name) + " is missing");
      return "";
    }
    return OptionalBytes(name);
  }
  std::string OptionalBytes(std::string_view name) {
    std::string text = Text(name);
    auto alphabet = text.find_first_of("+/") == std::string::npos ? base64::Alphabet::kUrl : base64::Alphabet::kStandard;
    std::optional<std::string> bytes = base64::Decode(text, alphabet, text.ends_with('='));
    if (!bytes) Fail("member " + std::string(name) + " must be base64url");
    return bytes.value_or("");
  }

  static std::string_view Trimmed(std::string_view number) {
    while (number.starts_with('\0')) number.remove_prefix(1);
    return number;
  }

  bool Rsa(TokenKey* out) {
    std::string n = Bytes("n"), e = Bytes("e"), d, p, q, derived[3];
    std::optional<std::string_view> given[3];
    bool is_private = Has("d");
    constexpr std::string_view kDerived[] = {"dp", "dq", "qi"};
    for (size_t i = 0; is_private && i < 3; ++i) {
      derived[i] = OptionalBytes(kDerived[i]);
      if (Has(kDerived[i])) given[i] = derived[i];
    }
    if (is_private) {
      d = Bytes("d");
      p = OptionalBytes("p");
      q = OptionalBytes("q");
    }
    if (!error_.empty()) return false;
    std::string_view modulus = Trimmed(n), exponent = Trimmed(e);
    if (modulus.empty()) return Fail("member n must not be zero");
    if (exponent.empty() || (exponent.back() & 1) == 0) return Fail("member e must be odd");
    if (exponent.size() > 8 || (exponent.size() == 8 && (exponent[0] & 0x80))) return Fail("member e is too large");
    if (is_private && d.empty()) return Fail("member d must not be empty");
    if (is_private && (!Has("p") || !Has("q"))) {
      if (!raw_) return Fail("members p and q of a private key are missing");
      return true;  // no key to sign with
    }
    out->key = crypto::Key::Rsa({n, e, d, p, q, given[0], given[1], given[2]});
    return true;
  }

  bool Ec(TokenKey* out) {
    std::string name = Text("crv");
    if (!Has("crv")) Fail("required member crv is missing");
    std::string x = Bytes("x"), y = Bytes("y"), d;
    bool is_private = Has("d");
    if (is_private) d = Bytes("d");
    if (!error_.empty()) return false;
    crypto::Curve curve = name == "P-256" ? crypto::Curve::kP256 : name == "P-384" ? crypto::Curve::kP384 : crypto::Curve::kP521;
    if (curve == crypto::Curve::kP521 && name != "P-521") return Fail("invalid curve " + name);
    size_t size = crypto::CoordinateSize(curve);
    if (x.size() != size || y.size() != size || (is_private && d.size() != size)) {
      return Fail("a number of a key on " + name + " must have " + std::to_string(size) + " bytes");
    }
    if (crypto::Key::Ec(curve, x, y) == nullptr) return Fail("the point is not on the curve");
    out->key = crypto::Key::Ec(curve, x, y, d);
    return true;
  }

  bool Okp(TokenKey* out) {
    std::string name = Text("crv");
    if (!Has("crv")) Fail("required member crv is missing");
    std::string x = Bytes("x"), d;
    bool is_private = Has("d");
    if (is_private) d = Bytes("d");
    if (!error_.empty()) return false;
    if (name != "Ed25519" && name != "X25519") return Fail("invalid curve " + name);
    if (x.size() != 32 || (is_private && d.size() != 32)) return Fail("a number of a key on " + name + " must have 32 bytes");
    if (name == "X25519") return true;
    out->key = crypto::Key::Ed25519(x, d);
    return out->key != nullptr || raw_ || Fail("members x and d do not belong together");
  }

  bool Oct(TokenKey* out) {
    out->octets = Bytes("k");
    if (error_.empty() && out->octets.empty()) return Fail("member k must not be empty");
    out->secret = true;
    return error_.empty();
  }

  CallContext& call_;
  Value jwk_;
  bool raw_;
  std::string error_;
};

bool ReadPem(CallContext& call, const crypto::PemBlock& block, std::vector<TokenKey>* keys) {
  crypto::PublicNumbers numbers;
  if (block.type == "CERTIFICATE") {
    Certificate certificate;
    std::string wrong = ParseCertificate(call, block.bytes, &certificate);
    if (!wrong.empty()) return FailBuiltin(call, "failed to parse a PEM certificate: " + wrong);
    numbers = std::move(certificate.public_key);
  } else if (block.type == "PUBLIC KEY") {
    std::string wrong = crypto::ParsePublicKeyInfo(block.bytes, &numbers);
    if (!wrong.empty()) return FailBuiltin(call, "failed to parse a PEM public key: " + wrong);
  } else {
    return FailBuiltin(call, "failed to extract a Key from the PEM certificate");
  }
  keys->push_back({});
  keys->back().key = numbers.MakeKey();
  return true;
}

}  // namespace

const TokenAlgorithm* FindTokenAlgorithm(std::string_view name, bool fully_specified) {
  for (const TokenAlgorithm& algorithm : kAlgorithms) {
    if (algorithm.name == name) return &algorithm;
  }
  return fully_specified && name == kEd25519.name ? &kEd25519 : nullptr;
}

bool ReadJson(CallContext& call, std::string_view text, std::string_view prefix, Value* out) {
  value::JsonOptions options;
  options.max_depth = call.max_value_depth;
  options.budget = &call.budget;
  Result<Value> parsed = value::ParseJson(call.arena, text, options);
  if (!parsed.ok()) return FailBuiltin(call, std::string(prefix) + ": " + std::string(parsed.status().message()));
  *out = *parsed;
  return true;
}

bool ReadJwks(CallContext& call, std::string_view json, bool raw, std::string_view prefix, std::vector<TokenKey>* keys) {
  Value document;
  if (!ReadJson(call, json, prefix, &document)) return false;
  std::optional<Value> list = document.Find("keys");
  if (list && !list->is_array()) return FailBuiltin(call, std::string(prefix) + ": member keys must be an array");
  size_t count = list ? list->size() : 1;
  if (count > kMaxKeys) return FailBuiltin(call, std::string(prefix) + ": more than " + std::to_string(kMaxKeys) + " keys");
  for (size_t i = 0; i < count; ++i) {
    call.budget.Charge(5000);  // a point is checked to be on its curve
    TokenKey key;
    JwkReader reader(call, list ? list->at(i) : document, raw);
    if (!reader.Read(&key)) {
      std::string at = list ? "key #" + std::to_string(i) + ": " : "";
      return FailBuiltin(call, std::string(prefix) + ": " + at + reader.error());
    }
    if (raw || key.alg.empty() || FindTokenAlgorithm(key.alg) != nullptr) keys->push_back(std::move(key));
  }
  return true;
}

bool ReadVerificationKeys(CallContext& call, std::string_view text, std::vector<TokenKey>* keys) {
  call.budget.Charge(1 + text.size() / 8);
  std::string_view rest = text;
  if (std::optional<crypto::PemBlock> block = crypto::NextPem(&rest)) {
    if (!rest.empty()) return FailBuiltin(call, "extra data after a PEM certificate block");
    return ReadPem(call, *block, keys);
  }
  return ReadJwks(call, text, false, "failed to parse a JWK key (set)", keys);
}

}  // namespace reeve::builtins
