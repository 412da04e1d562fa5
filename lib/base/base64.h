// base64 and base64url, as Go's encoding/base64 reads and writes them (RFC 4648).
#ifndef REEVE_LIB_BASE_BASE64_H_
#define REEVE_LIB_BASE_BASE64_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reeve::base64 {

enum class Alphabet : uint8_t { kStandard, kUrl };

// Characters that Encode writes.
size_t EncodedSize(size_t bytes, bool padding);
void Encode(std::string_view bytes, Alphabet alphabet, bool padding, char* out);

// Room that Decode needs at `out`.
inline size_t DecodedRoom(size_t characters) { return characters / 4 * 3 + 3; }
// Line breaks are skipped; with `padding` the last group is padded with =, without it none is. Unused bits of the last
// digit may be anything. Returns the number of bytes, or -1 with the place of the first wrong input byte in *bad.
int64_t Decode(std::string_view text, Alphabet alphabet, bool padding, char* out, size_t* bad);

std::string Encode(std::string_view bytes, Alphabet alphabet, bool padding);
std::optional<std::string> Decode(std::string_view text, Alphabet alphabet, bool padding);

}  // namespace reeve::base64

#endif  // REEVE_LIB_BASE_BASE64_H_
