// Digests and message authentication codes. The only folder that sees OpenSSL.
#ifndef REEVE_LIB_CRYPTO_DIGEST_H_
#define REEVE_LIB_CRYPTO_DIGEST_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace reeve::crypto {

enum class Hash : uint8_t { kMd5, kSha1, kSha256, kSha384, kSha512 };

// Bytes of a digest of that kind.
size_t DigestSize(Hash hash);

// The digest's bytes. Nothing if OpenSSL lacks the algorithm, as a build restricted to other ones may.
std::optional<std::string> Digest(Hash hash, std::string_view bytes);
// HMAC (RFC 2104); the key may be of any size. Nothing as above.
std::optional<std::string> Hmac(Hash hash, std::string_view key, std::string_view message);

std::optional<std::array<uint8_t, 32>> Sha256(std::string_view bytes);

// Whether two texts of the same size are equal, in time that does not depend on where they differ. False if the sizes
// differ.
bool EqualInConstantTime(std::span<const uint8_t> a, std::span<const uint8_t> b);
bool EqualInConstantTime(std::string_view a, std::string_view b);

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_DIGEST_H_
