// Digests. The only folder that sees OpenSSL.
#ifndef REEVE_LIB_CRYPTO_DIGEST_H_
#define REEVE_LIB_CRYPTO_DIGEST_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace reeve::crypto {

// Nothing if OpenSSL has no SHA-256, as a build restricted to other algorithms may.
std::optional<std::array<uint8_t, 32>> Sha256(std::string_view bytes);

// Whether two texts of the same size are equal, in time that does not depend on where they differ. False if the sizes
// differ.
bool EqualInConstantTime(std::span<const uint8_t> a, std::span<const uint8_t> b);

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_DIGEST_H_
