// UTF-8 by the table of RFC 3629, section 4. Tested by tests/base/utf8_test.cc.
#include "base/utf8.h"

#include <cstring>

namespace reeve::utf8 {

CodePoint Decode(std::string_view text, size_t at) {
  constexpr CodePoint kMalformed{0xFFFD, 1};
  auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(text[i])); };
  uint32_t first = byte(at);
  if (first < 0x80) return {first, 1};
  uint32_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + size > text.size()) return kMalformed;
  uint32_t value = first & (0x7Fu >> size);
  for (uint32_t i = 1; i < size; ++i) {
    uint32_t next = byte(at + i);
    if ((next & 0xC0) != 0x80) return kMalformed;
    value = value << 6 | (next & 0x3F);
  }
  bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  if (overlong || (value >= 0xD800 && value < 0xE000) || value > 0x10FFFF) return kMalformed;
  return {value, size};
}

size_t FindInvalid(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      // Most text is ASCII: eight bytes at a time.
      for (uint64_t eight; i + 8 <= text.size(); i += 8) {
        std::memcpy(&eight, text.data() + i, 8);
        if ((eight & 0x8080808080808080u) != 0) break;
      }
      while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
      continue;
    }
    CodePoint c = Decode(text, i);
    if (c.size == 1) return i;
    i += c.size;
  }
  return std::string_view::npos;
}

void Append(uint32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

size_t Count(std::string_view text) {
  size_t count = 0;
  for (size_t i = 0; i < text.size(); ++count) i += Decode(text, i).size;
  return count;
}

}  // namespace reeve::utf8
