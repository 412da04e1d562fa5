// Integers of any size as decimal text, from big-endian bytes. Tested by tests/crypto/private_key_test.cc.
#ifndef REEVE_LIB_CRYPTO_BIG_INTEGER_H_
#define REEVE_LIB_CRYPTO_BIG_INTEGER_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace reeve::crypto {

// "65537" of 01 00 01; "0" of no bytes. Takes time that grows with the square of the size.
std::string DecimalText(std::string_view big_endian);
// Work units that DecimalText is worth (base/budget.h).
inline uint64_t DecimalWork(size_t bytes) { return 1 + bytes * bytes / 16; }

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_BIG_INTEGER_H_
