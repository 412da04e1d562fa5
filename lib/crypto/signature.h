// Signatures over whole messages: RSA (PKCS #1 v1.5 and PSS), ECDSA and Ed25519. Tested by tests/crypto/signature_test.cc.
#ifndef REEVE_LIB_CRYPTO_SIGNATURE_H_
#define REEVE_LIB_CRYPTO_SIGNATURE_H_

#include <optional>
#include <string>
#include <string_view>

#include "crypto/digest.h"
#include "crypto/key.h"

namespace reeve::crypto {

enum class Scheme : uint8_t {
  kPkcs1,
  kPss,         // with a salt as long as the digest
  kPssAnySalt,  // verification only: a salt of any length
  kEcdsa,       // r and s, each in half of the signature's bytes
  kEd25519,     // hashes by itself
};

// Whether `signature` is `key`'s over `message`. False as well for a key of another kind or one that is not usable.
bool Verify(const Key& key, Scheme scheme, Hash hash, std::string_view message, std::string_view signature);

// Nothing if the key is of another kind, public, or not usable, or too short for the digest.
std::optional<std::string> Sign(const Key& key, Scheme scheme, Hash hash, std::string_view message);

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_SIGNATURE_H_
