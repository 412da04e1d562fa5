// Decimal text by OpenSSL's numbers. See big_integer.h.
#include "crypto/big_integer.h"

#include <new>

#include "crypto/algorithms.h"
#include "crypto/handles.h"

namespace reeve::crypto {

std::string DecimalText(std::string_view big_endian) {
  BigNumber number(BN_bin2bn(Bytes(big_endian), static_cast<int>(big_endian.size()), nullptr));
  std::unique_ptr<char, Freed<[](char* text) { OPENSSL_free(text); }>> text(number == nullptr ? nullptr : BN_bn2dec(number.get()));
  if (text == nullptr) throw std::bad_alloc();
  return text.get();
}

}  // namespace reeve::crypto
