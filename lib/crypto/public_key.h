// Public keys in the form of certificates (SubjectPublicKeyInfo, RFC 5280), read as Go's crypto/x509 reads them.
// Tested by tests/builtins/cases/jwt_keys.jsonl.
#ifndef REEVE_LIB_CRYPTO_PUBLIC_KEY_H_
#define REEVE_LIB_CRYPTO_PUBLIC_KEY_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/der.h"
#include "crypto/key.h"

namespace reeve::crypto {

// Go's numbers, which OPA prints.
enum class PublicKeyAlgorithm : uint8_t { kUnknown, kRsa, kDsa, kEcdsa, kEd25519 };

// The parts of a key, as big-endian bytes.
struct PublicNumbers {
  PublicKeyAlgorithm algorithm = PublicKeyAlgorithm::kUnknown;
  std::string modulus;              // RSA
  int64_t exponent = 0;
  Curve curve = Curve::kP256;       // ECDSA
  std::string x, y;                 // ECDSA; x alone: the point of Ed25519 or X25519
  std::string p, q, g, dsa_y;       // DSA

  // Null for what is neither RSA, ECDSA nor Ed25519.
  std::shared_ptr<const Key> MakeKey() const;
};

// Go's text of what is wrong; "" if nothing is.
std::string ParsePublicKeyInfo(std::string_view der, PublicNumbers* out);
// The same, from its parts: algorithm, the whole element of its parameters ("" if absent), the key's bytes.
std::string ParsePublicNumbers(const Oid& algorithm, std::string_view parameters, std::string_view bytes, PublicNumbers* out);
PublicKeyAlgorithm AlgorithmOf(const Oid& oid);

// A point of 04 x y that lies on the curve.
bool ParseUncompressedPoint(Curve curve, std::string_view bytes, std::string* x, std::string* y);
std::optional<Curve> CurveOf(const Oid& oid);

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_PUBLIC_KEY_H_
