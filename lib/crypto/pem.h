// PEM (RFC 7468): the blocks that Go's encoding/pem finds. Tested by tests/crypto/pem_test.cc.
#ifndef REEVE_LIB_CRYPTO_PEM_H_
#define REEVE_LIB_CRYPTO_PEM_H_

#include <optional>
#include <string>
#include <string_view>

namespace reeve::crypto {

struct PemBlock {
  std::string type;   // "CERTIFICATE"
  std::string bytes;
  bool encrypted = false;  // has a header DEK-Info
};

// The next well-formed block; *rest becomes what follows its END line. Nothing, and *rest as it was, if there is none.
std::optional<PemBlock> NextPem(std::string_view* rest);

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_PEM_H_
