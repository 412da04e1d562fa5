// Bytes and numbers as hexadecimal text, for messages and claims.
#ifndef REEVE_LIB_ATTESTATION_HEX_H_
#define REEVE_LIB_ATTESTATION_HEX_H_

#include <cstdint>
#include <string>

#include "reeve/attestation.h"

namespace reeve::snp {

// "0x3001f"
inline std::string HexNumber(uint64_t number) {
  std::string digits;
  do digits.insert(digits.begin(), "0123456789abcdef"[number & 15]);
  while ((number >>= 4) != 0);
  return "0x" + digits;
}

}  // namespace reeve::snp

#endif  // REEVE_LIB_ATTESTATION_HEX_H_
