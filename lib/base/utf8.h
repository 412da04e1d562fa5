// UTF-8: validation, decoding and encoding of single code points.
#ifndef REEVE_LIB_BASE_UTF8_H_
#define REEVE_LIB_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace reeve::utf8 {

// Offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms), or npos.
size_t FindInvalid(std::string_view text);
inline bool IsValid(std::string_view text) { return FindInvalid(text) == std::string_view::npos; }
inline bool IsAscii(std::string_view text) {
  for (char c : text) if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

// The code point at `at` and its length in bytes; U+FFFD and 1 where the text is malformed (as Go's range over a string).
struct CodePoint { uint32_t value; uint32_t size; };
CodePoint Decode(std::string_view text, size_t at);
void Append(uint32_t code_point, std::string& out);
// Code points in the text (malformed bytes count as one each).
size_t Count(std::string_view text);

}  // namespace reeve::utf8

#endif  // REEVE_LIB_BASE_UTF8_H_
