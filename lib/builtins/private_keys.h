// Certificates with their keys, as Go's crypto/tls takes them.
#ifndef REEVE_LIB_BUILTINS_PRIVATE_KEYS_H_
#define REEVE_LIB_BUILTINS_PRIVATE_KEYS_H_

#include <string>
#include <string_view>
#include <vector>

#include "builtins/x509.h"
#include "crypto/private_key.h"

namespace reeve::builtins {

struct KeyPair {
  std::vector<std::string> certificates;  // DER, the leaf first
  Certificate leaf;
  crypto::PrivateNumbers key;
};

// From PEM texts; Go's text of what is wrong, "" if nothing is.
std::string ReadKeyPair(CallContext& call, std::string_view certificate_pem, std::string_view key_pem, KeyPair* out);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_PRIVATE_KEYS_H_
