// X.509 certificates (RFC 5280), read as strictly as Go's crypto/x509. Tested by tests/builtins/cases/jwt_keys.jsonl.
#ifndef REEVE_LIB_CRYPTO_CERTIFICATE_H_
#define REEVE_LIB_CRYPTO_CERTIFICATE_H_

#include <optional>
#include <string_view>

#include "crypto/public_key.h"

namespace reeve::crypto {

// The public key of one certificate; nothing if the bytes are none.
std::optional<PublicNumbers> PublicKeyOfCertificate(std::string_view der);

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_CERTIFICATE_H_
