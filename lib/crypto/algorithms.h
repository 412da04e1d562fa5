// OpenSSL's object for each of our hash names. Only lib/crypto includes this.
#ifndef REEVE_LIB_CRYPTO_ALGORITHMS_H_
#define REEVE_LIB_CRYPTO_ALGORITHMS_H_

#include <openssl/evp.h>

#include "crypto/digest.h"

namespace reeve::crypto {

inline const EVP_MD* MethodOf(Hash hash) {
  switch (hash) {
    case Hash::kMd5: return EVP_md5();
    case Hash::kSha1: return EVP_sha1();
    case Hash::kSha256: return EVP_sha256();
    case Hash::kSha384: return EVP_sha384();
    case Hash::kSha512: return EVP_sha512();
  }
  return nullptr;
}

inline const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_ALGORITHMS_H_
