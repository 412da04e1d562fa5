// JSON Web Keys (RFC 7517, 7518, 8037): the keys of tokens, as JSON or as PEM.
#ifndef REEVE_LIB_BUILTINS_JWK_H_
#define REEVE_LIB_BUILTINS_JWK_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "builtins/arguments.h"
#include "crypto/key.h"
#include "crypto/signature.h"

namespace reeve::builtins {

struct TokenKey {
  std::string alg, kid;                    // "" if the key does not say
  std::shared_ptr<const crypto::Key> key;  // null: a secret, or a key that no algorithm of tokens uses
  bool secret = false;
  std::string octets;                      // of a secret; never empty
};

// An algorithm of tokens: "RS256" and so on. `hmac`: scheme says nothing.
struct TokenAlgorithm {
  std::string_view name;
  bool hmac;
  crypto::Scheme scheme;
  crypto::Hash hash;
};
// Null for other names, "none" among them. OPA's thirteen, and Ed25519 where `fully_specified`.
const TokenAlgorithm* FindTokenAlgorithm(std::string_view name, bool fully_specified = false);

// The value of a JSON text; on failure the call has failed with "prefix: what is wrong".
bool ReadJson(CallContext& call, std::string_view text, std::string_view prefix, Value* out);

// A JWK or a JWK set; keys for algorithms that are not of tokens are left out. A key that is not well formed fails all.
// `raw`: keep every key, and let a private key be incomplete (it does not sign then).
bool ReadJwks(CallContext& call, std::string_view json, bool raw, std::string_view prefix, std::vector<TokenKey>* keys);

// A certificate or public key in PEM, or JWKs.
bool ReadVerificationKeys(CallContext& call, std::string_view text, std::vector<TokenKey>* keys);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_JWK_H_
