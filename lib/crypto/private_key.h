// Private keys in DER, read as Go's crypto/x509 reads them: PKCS #1 (RFC 8017), SEC 1 (RFC 5915) and PKCS #8 (RFC 5958).
//
// Texts of errors are Go's, but for what its ASN.1 reader says. Tested by tests/builtins/cases/private_keys.jsonl.
#ifndef REEVE_LIB_CRYPTO_PRIVATE_KEY_H_
#define REEVE_LIB_CRYPTO_PRIVATE_KEY_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/key.h"

namespace reeve::crypto {

enum class PrivateKeyKind : uint8_t { kRsa, kEc, kEd25519, kX25519 };

// The parts of a key, numbers as big-endian bytes.
struct PrivateNumbers {
  PrivateKeyKind kind = PrivateKeyKind::kRsa;
  // RSA. Of the third and each further prime: its exponent, coefficient, and the product of the primes before it.
  std::string modulus, private_exponent;
  int64_t exponent = 0;
  std::vector<std::string> primes;
  std::string exponent1, exponent2, coefficient;
  struct FurtherPrime {
    std::string exponent, coefficient, product;
  };
  std::vector<FurtherPrime> further;
  // Elliptic curves: coordinates and number in the size of the curve.
  Curve curve = Curve::kP256;
  std::string x, y, d;
  // Ed25519 and X25519.
  std::string seed, point;
};

// The key of a PEM block's bytes, by the block's type; Go's text of what is wrong, "" if nothing is.
std::string ParsePkcs1PrivateKey(std::string_view der, PrivateNumbers* out);
std::string ParsePkcs8PrivateKey(std::string_view der, PrivateNumbers* out);
std::string ParseEcPrivateKey(std::string_view der, PrivateNumbers* out);

// Work units that reading `bytes` of a key are worth: its numbers are checked against each other.
inline uint64_t PrivateKeyWork(size_t bytes) { return 50000 + bytes * bytes / 4; }

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_PRIVATE_KEY_H_
