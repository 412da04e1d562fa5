// crypto.parse_private_keys, crypto.x509.parse_rsa_private_key and crypto.x509.parse_keypair: keys as PEM or DER, in the JSON of
// Go's key types or as JSON Web Keys. Tested by tests/builtins/cases/private_keys.jsonl.
#include "builtins/private_keys.h"

#include "builtins/encoding.h"
#include "builtins/go_json.h"
#include "crypto/pem.h"

namespace reeve::builtins {
namespace {

using crypto::PrivateKeyKind;
using crypto::PrivateNumbers;

Value RsaValue(CallContext& call, const PrivateNumbers& key) {
  auto number = [&](const std::string& bytes) { return GoInteger(call, bytes); };
  std::vector<Value> primes, further;
  for (const std::string& prime : key.primes) primes.push_back(number(prime));
  for (const PrivateNumbers::FurtherPrime& f : key.further) {
    further.push_back(GoObject(call, 3).Set("Exp", number(f.exponent)).Set("Coeff", number(f.coefficient)).Set("R", number(f.product)).value());
  }
  Value precomputed = GoObject(call, 4)
                          .Set("Dp", number(key.exponent1)).Set("Dq", number(key.exponent2)).Set("Qinv", number(key.coefficient))
                          .Set("CRTValues", GoArray(call, further)).value();
  return GoObject(call, 5)
      .Set("N", number(key.modulus)).Set("E", Value::Integer(key.exponent)).Set("D", number(key.private_exponent))
      .Set("Primes", GoArray(call, primes)).Set("Precomputed", precomputed).value();
}

// Go's key types.
Value KeyValue(CallContext& call, const PrivateNumbers& key) {
  switch (key.kind) {
    case PrivateKeyKind::kRsa: return RsaValue(call, key);
    case PrivateKeyKind::kEc:
      return GoObject(call, 4)
          .Set("Curve", GoObject(call, 0).value()).Set("X", GoInteger(call, key.x)).Set("Y", GoInteger(call, key.y)).Set("D", GoInteger(call, key.d)).value();
    case PrivateKeyKind::kEd25519: return GoBytes(call, call.arena.CopyText(key.seed + key.point));
    case PrivateKeyKind::kX25519: return GoObject(call, 0).value();  // Go shows nothing of it
  }
  return Value::Null();
}

std::string BigEndian(int64_t n) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    if (n >> shift != 0) bytes += static_cast<char>(n >> shift);
  }
  return bytes;
}

// A JSON Web Key (RFC 7517).
bool JwkValue(CallContext& call, const PrivateNumbers& key, Value* result) {
  GoObject out(call, 9);
  auto set = [&](std::string_view name, std::string_view bytes) {
    out.Set(name, Access::String(EncodeBase64(call, bytes, base64::Alphabet::kUrl, false)));
  };
  switch (key.kind) {
    case PrivateKeyKind::kRsa:
      if (key.primes.size() > 2) {
        return FailBuiltin(call, "failed to initialize *jwk.rsaPrivateKey from *rsa.PrivateKey: invalid number of primes in rsa.PrivateKey: "
                                 "need 0 to 2, but got " + std::to_string(key.primes.size()));
      }
      out.Set("kty", Access::String("RSA"));
      set("n", key.modulus);
      set("e", BigEndian(key.exponent));
      set("d", key.private_exponent);
      set("p", key.primes[0]);
      set("q", key.primes[1]);
      set("dp", key.exponent1);
      set("dq", key.exponent2);
      set("qi", key.coefficient);
      break;
    case PrivateKeyKind::kEc: {
      std::string_view name = key.curve == crypto::Curve::kP256   ? "P-256"
                              : key.curve == crypto::Curve::kP384 ? "P-384"
                              : key.curve == crypto::Curve::kP521 ? "P-521"
                                                                  : "";
      if (name.empty()) {
        return FailBuiltin(call, "failed to initialize *jwk.ecdsaPrivateKey from *ecdsa.PrivateKey: jwk: failed to get algorithm for "
                                 "converting ECDSA private key to JWK: unknown elliptic curve");
      }
      out.Set("kty", Access::String("EC")).Set("crv", Access::String(name));
      set("x", key.x);
      set("y", key.y);
      set("d", key.d);
      break;
    }
    case PrivateKeyKind::kEd25519: case PrivateKeyKind::kX25519:
      out.Set("kty", Access::String("OKP")).Set("crv", Access::String(key.kind == PrivateKeyKind::kEd25519 ? "Ed25519" : "X25519"));
      set("x", key.point);
      set("d", key.seed);
  }
  return Return(result, out.value());
}

// The keys among the PEM blocks of `text`, which may be in base64; other blocks are passed over.
bool ReadKeys(CallContext& call, std::string_view text, std::vector<PrivateNumbers>* out) {
  call.budget.Charge(1 + text.size() / 8);
  std::optional<std::string> decoded = base64::Decode(text, base64::Alphabet::kStandard, true);
  std::string_view rest = decoded ? *decoded : text;
  while (std::optional<crypto::PemBlock> block = crypto::NextPem(&rest)) {
    PrivateNumbers key;
    std::string why;
    call.budget.Charge(crypto::PrivateKeyWork(block->bytes.size()));
    if (block->type == "RSA PRIVATE KEY") {
      why = crypto::ParsePkcs1PrivateKey(block->bytes, &key);
    } else if (block->type == "PRIVATE KEY") {
      why = crypto::ParsePkcs8PrivateKey(block->bytes, &key);
    } else if (block->type == "EC PRIVATE KEY") {
      why = crypto::ParseEcPrivateKey(block->bytes, &key);
    } else {
      continue;
    }
    if (!why.empty()) return FailBuiltin(call, std::move(why));
    out->push_back(std::move(key));
  }
  return true;
}

bool ParsePrivateKeys(CallContext& call, Value* result, std::string_view text) {
  if (text.empty()) return Return(result, Value::Null());
  std::vector<PrivateNumbers> keys;
  if (!ReadKeys(call, text, &keys)) return false;
  std::vector<Value> values;
  for (const PrivateNumbers& key : keys) values.push_back(KeyValue(call, key));
  return Return(result, GoArray(call, values));
}

// Of any kind, in spite of the name: the first key as a JWK.
bool ParseRsaPrivateKey(CallContext& call, Value* result, std::string_view text) {
  if (text.empty()) return FailBuiltin(call, "input PEM data was empty");
  std::string_view pem = text;
  if (!text.starts_with("-----BEGIN") && !DecodeBase64(call, text, &pem)) return false;
  std::vector<PrivateNumbers> keys;
  if (!ReadKeys(call, pem, &keys)) return false;
  return keys.empty() ? Return(result, Value::Null()) : JwkValue(call, keys.front(), result);
}

std::string List(const std::vector<std::string>& types) {
  std::string text = "[";
  for (size_t i = 0; i < types.size(); ++i) text += (i > 0 ? " " : "") + types[i];
  return text + "]";
}

// The certificates among the blocks.
std::string ReadPairCertificates(std::string_view pem, std::vector<std::string>* out) {
  std::vector<std::string> skipped;
  while (std::optional<crypto::PemBlock> block = crypto::NextPem(&pem)) {
    (block->type == "CERTIFICATE" ? *out : skipped).push_back(block->type == "CERTIFICATE" ? block->bytes : block->type);
  }
  if (!out->empty()) return "";
  if (skipped.empty()) return "tls: failed to find any PEM data in certificate input";
  if (skipped.size() == 1 && skipped[0].ends_with("PRIVATE KEY")) {
    return "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched";
  }
  return "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following types: " + List(skipped);
}

// The first block of a type that ends with "PRIVATE KEY".
std::string ReadPairKey(std::string_view pem, std::string* out) {
  std::vector<std::string> skipped;
  while (std::optional<crypto::PemBlock> block = crypto::NextPem(&pem)) {
    if (block->type == "PRIVATE KEY" || block->type.ends_with(" PRIVATE KEY")) {
      *out = std::move(block->bytes);
      return "";
    }
    skipped.push_back(block->type);
  }
  if (skipped.empty()) return "tls: failed to find any PEM data in key input";
  if (skipped.size() == 1 && skipped[0] == "CERTIFICATE") return "tls: found a certificate rather than a key in the PEM for the private key";
  return "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of the following types: " +
         List(skipped);
}

// Why the key is not that of the certificate; "" if it is.
std::string Mismatch(const crypto::PublicNumbers& certified, const PrivateNumbers& key) {
  PrivateKeyKind wanted;
  bool same = false;
  auto trimmed = [](std::string_view n) { return n.substr(std::min(n.find_first_not_of('\0'), n.size())); };
  switch (certified.algorithm) {
    case crypto::PublicKeyAlgorithm::kRsa:
      wanted = PrivateKeyKind::kRsa;
      same = trimmed(certified.modulus) == key.modulus && certified.exponent == key.exponent;
      break;
    case crypto::PublicKeyAlgorithm::kEcdsa:
      wanted = PrivateKeyKind::kEc;
      same = certified.curve == key.curve && certified.x == key.x && certified.y == key.y;
      break;
    case crypto::PublicKeyAlgorithm::kEd25519:
      wanted = PrivateKeyKind::kEd25519;
      same = certified.x == key.point;
      break;
    default: return "tls: unknown public key algorithm";
  }
  if (key.kind != wanted) return "tls: private key type does not match public key type";
  return same ? "" : "tls: private key does not match public key";
}

std::string ParseAnyPrivateKey(std::string_view der, PrivateNumbers* out) {
  if (crypto::ParsePkcs1PrivateKey(der, out).empty()) return "";
  if (crypto::ParsePkcs8PrivateKey(der, out).empty()) {
    return out->kind == PrivateKeyKind::kX25519 ? "tls: found unknown private key type in PKCS#8 wrapping" : "";
  }
  return crypto::ParseEcPrivateKey(der, out).empty() ? "" : "tls: failed to parse private key";
}

std::string CheckKeyPair(CallContext& call, std::string_view key_der, KeyPair* pair) {
  std::string why = ParseCertificate(call, call.arena.CopyText(pair->certificates[0]), &pair->leaf);
  if (!why.empty()) return why;
  call.budget.Charge(crypto::PrivateKeyWork(key_der.size()));
  why = ParseAnyPrivateKey(key_der, &pair->key);
  return why.empty() ? Mismatch(pair->leaf.public_key, pair->key) : why;
}

// Text as it is if it is PEM, else from base64.
bool TakePem(CallContext& call, const Value& v, std::string_view* text) {
  return Take(call, v, 1, text) && (text->starts_with("-----BEGIN ") || DecodeBase64(call, *text, text));
}

// Each operand is PEM or DER, either of them as it is or in base64.
bool ParseKeyPair(CallContext& call, Value* result, Value certificate_operand, Value key_operand) {
  std::string_view certificate, key;
  std::string key_der, why;
  KeyPair pair;
  if (!certificate_operand.is_string() || !key_operand.is_string()) {
    return FailType(call, 1, certificate_operand.is_string() ? key_operand : certificate_operand, {"string"});
  }
  if (!TakePem(call, certificate_operand, &certificate) || !TakePem(call, key_operand, &key)) return false;
  call.budget.Charge(1 + (certificate.size() + key.size()) / 8);
  if (certificate.starts_with("-----BEGIN ")) {
    why = ReadPairCertificates(certificate, &pair.certificates);
  } else {
    pair.certificates.emplace_back(certificate);
  }
  if (why.empty() && key.starts_with("-----BEGIN")) {
    why = ReadPairKey(key, &key_der);
  } else {
    key_der = key;
  }
  if (why.empty()) why = CheckKeyPair(call, key_der, &pair);
  if (!why.empty()) return FailBuiltin(call, std::move(why));
  Value list = GoSlice(call, pair.certificates, [&](const std::string& der) { return GoBytes(call, der); });
  Value null = Value::Null();
  return Return(result, GoObject(call, 6)
                            .Set("Certificate", list).Set("PrivateKey", KeyValue(call, pair.key)).Set("SupportedSignatureAlgorithms", null)
                            .Set("OCSPStaple", null).Set("SignedCertificateTimestamps", null)
                            .Set("Leaf", CertificateValue(call, pair.leaf, false)).value());
}

constexpr Entry kTable[] = {
    {BuiltinId::kCryptoParsePrivateKeys, kTyped<ParsePrivateKeys>},
    {BuiltinId::kCryptoX509ParseRsaPrivateKey, kTyped<ParseRsaPrivateKey>},
    {BuiltinId::kCryptoX509ParseKeypair, kTyped<ParseKeyPair>},
};

}  // namespace

std::string ReadKeyPair(CallContext& call, std::string_view certificate_pem, std::string_view key_pem, KeyPair* out) {
  std::string key_der;
  call.budget.Charge(1 + (certificate_pem.size() + key_pem.size()) / 8);
  std::string why = ReadPairCertificates(certificate_pem, &out->certificates);
  if (why.empty()) why = ReadPairKey(key_pem, &key_der);
  return why.empty() ? CheckKeyPair(call, key_der, out) : why;
}

std::span<const Entry> PrivateKeyFunctions() { return kTable; }

}  // namespace reeve::builtins
