// The hash functions behind Tag and HashNumber. The seed is drawn at random once a process: a host may choose the keys.
// Tested by tests/value/table_test.cc.
#ifndef REEVE_LIB_VALUE_HASH_H_
#define REEVE_LIB_VALUE_HASH_H_

#include <cstdint>
#include <string_view>

#include "value/rep.h"

namespace reeve::value {

uint64_t HashSeed();

// Spreads every bit of `x` over the whole word (a bijection).
inline uint64_t MixBits(uint64_t x) {
  x ^= x >> 32;
  x *= 0x9E3779B97F4A7C15ull;
  x ^= x >> 29;
  x *= 0xBF58476D1CE4E5B9ull;
  return x ^ (x >> 32);
}
inline uint64_t HashInt64(int64_t i) { return MixBits(static_cast<uint64_t>(i) ^ HashSeed()); }

// Equal values (1 and 1.0, equal sets) have equal hashes. Recurses once a level.
uint64_t HashValue(const Value& v);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_HASH_H_
