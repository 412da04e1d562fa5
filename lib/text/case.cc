// Upper and lower case of Unicode text. Tested by tests/builtins/text_test.cc.
#include "text/case.h"

#include <algorithm>
#include <iterator>

namespace reeve::text {
namespace {

struct CaseRange {
  uint32_t first, last, step;
  int32_t delta;
};

#include "text/case.inc"

template <size_t n>
uint32_t Map(const CaseRange (&ranges)[n], uint32_t c) {
  const CaseRange* at = std::upper_bound(std::begin(ranges), std::end(ranges), c,
                                         [](uint32_t value, const CaseRange& r) { return value < r.first; });
  // Ranges of step 2 may overlap their neighbors, so the one before counts as well.
  for (int i = 0; i < 2 && at != std::begin(ranges); ++i) {
    --at;
    if (c <= at->last && (c - at->first) % at->step == 0)
      return static_cast<uint32_t>(static_cast<int32_t>(c) + at->delta);
  }
  return c;
}

}  // namespace

uint32_t ToLower(uint32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return Map(kToLower, c);
}

uint32_t ToUpper(uint32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z' ? c - 32 : c;
  return Map(kToUpper, c);
}

bool IsSpace(uint32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

}  // namespace reeve::text
