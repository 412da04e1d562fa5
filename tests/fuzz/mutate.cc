// The changes that Mutator makes. Interface: mutate.h.
#include "tests/fuzz/mutate.h"

#include <algorithm>

namespace reeve::fuzz {
namespace {

constexpr uint64_t kNumbers[] = {0,
                                 1,
                                 2,
                                 3,
                                 4,
                                 5,
                                 6,
                                 0x7F,
                                 0x80,
                                 0x81,
                                 0x82,
                                 0x84,
                                 0xFF,
                                 0x100,
                                 0x7FFF,
                                 0x8000,
                                 0xFFFF,
                                 0x7FFFFFFF,
                                 0x80000000,
                                 0xFFFFFFFF,
                                 0xFFFFFFF0,
                                 0x7FFFFFFFFFFFFFFF,
                                 0x8000000000000000,
                                 0xFFFFFFFFFFFFFFFF};
constexpr size_t kMaxBytes = 1 << 16;

}  // namespace

void Mutator::Change(std::string& bytes, const std::vector<std::string>& inputs) {
  size_t at = Below(bytes.size()), piece = Below(std::min<size_t>(bytes.size() - at, 64) + 1);
  switch (Below(9)) {
    case 0:
      if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ 1 << Below(8));
      break;
    case 1:
      if (!bytes.empty()) bytes[at] = static_cast<char>(Next());
      break;
    case 2:
      bytes.erase(at, piece);
      break;
    case 3:
      bytes.insert(at, bytes.substr(at, piece));
      break;
    case 4:
      bytes.insert(at, piece, static_cast<char>(Next()));
      break;
    case 5:
      if (Below(8) == 0) bytes.resize(at);
      break;
    case 6: {
      uint64_t number = kNumbers[Below(std::size(kNumbers))];
      size_t size = size_t{1} << Below(4);
      bool big_endian = Below(2) == 1;
      for (size_t i = 0; i < size && at + i < bytes.size(); ++i)
        bytes[at + i] = static_cast<char>(number >> 8 * (big_endian ? size - 1 - i : i));
      break;
    }
    case 7: {
      const std::string& other = inputs[Below(inputs.size())];
      size_t from = Below(other.size());
      bytes.replace(at, piece, other, from, Below(64));
      break;
    }
    case 8:
      if (!bytes.empty()) bytes[at] = "\"'#[]{}.=\n\\,\0\x30\x02\x04"[Below(16)];
      break;
  }
  if (bytes.size() > kMaxBytes) bytes.resize(kMaxBytes);
}

}  // namespace reeve::fuzz
