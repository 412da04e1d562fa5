// SHA-256 and comparison in constant time, by OpenSSL. Tested by tests/crypto/digest_test.cc.
#include "crypto/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace reeve::crypto {

std::optional<std::array<uint8_t, 32>> Sha256(std::string_view bytes) {
  std::array<uint8_t, 32> digest;
  size_t size = 0;
  if (EVP_Q_digest(nullptr, "SHA256", nullptr, bytes.data(), bytes.size(), digest.data(), &size) != 1)
    return std::nullopt;
  if (size != digest.size()) return std::nullopt;
  return digest;
}

bool EqualInConstantTime(std::span<const uint8_t> a, std::span<const uint8_t> b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace reeve::crypto
