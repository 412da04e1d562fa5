// Digests, HMAC and comparison in constant time, by OpenSSL. Tested by tests/crypto/digest_test.cc.
#include "crypto/digest.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <climits>
#include <cstring>

#include "crypto/algorithms.h"

namespace reeve::crypto {

size_t DigestSize(Hash hash) { return static_cast<size_t>(EVP_MD_get_size(MethodOf(hash))); }

std::optional<std::string> Digest(Hash hash, std::string_view bytes) {
  std::string digest(DigestSize(hash), '\0');
  if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr, MethodOf(hash),
                 nullptr) != 1) {
    ERR_clear_error();
    return std::nullopt;
  }
  return digest;
}

std::optional<std::string> Hmac(Hash hash, std::string_view key, std::string_view message) {
  // A key longer than a block stands for its digest anyway; hashing it here keeps its size within OpenSSL's int.
  std::string digest_of_key;
  if (key.size() > INT_MAX) {
    std::optional<std::string> digest = Digest(hash, key);
    if (!digest) return std::nullopt;
    digest_of_key = std::move(*digest);
    key = digest_of_key;
  }
  std::string code(DigestSize(hash), '\0');
  const char* key_bytes = key.empty() ? "" : key.data();  // null would mean the key of the call before
  if (HMAC(MethodOf(hash), key_bytes, static_cast<int>(key.size()), Bytes(message), message.size(),
           reinterpret_cast<unsigned char*>(code.data()), nullptr) == nullptr) {
    ERR_clear_error();
    return std::nullopt;
  }
  return code;
}

std::optional<std::array<uint8_t, 32>> Sha256(std::string_view bytes) {
  std::optional<std::string> digest = Digest(Hash::kSha256, bytes);
  if (!digest) return std::nullopt;
  std::array<uint8_t, 32> result;
  std::memcpy(result.data(), digest->data(), result.size());
  return result;
}

bool EqualInConstantTime(std::span<const uint8_t> a, std::span<const uint8_t> b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool EqualInConstantTime(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace reeve::crypto
