// Chains of certificates, verified as Go's crypto/x509 verifies them (RFC 5280 with Go's choices).
#ifndef REEVE_LIB_BUILTINS_X509_VERIFY_H_
#define REEVE_LIB_BUILTINS_X509_VERIFY_H_

#include <string>
#include <vector>

#include "builtins/x509.h"

namespace reeve::builtins {

using Chain = std::vector<const Certificate*>;  // from the leaf to the root

struct VerifyOptions {
  std::string dns_name;      // "": any
  int64_t now_ns = 0;        // since 1970
  std::vector<int> usages;   // Go's numbers of extended key usages, any of which will do; none: server authentication
};

// The first is the root, the last the leaf, those between may be used. The chain found first; empty if there is none.
Chain VerifyChain(CallContext& call, const std::vector<Certificate>& certificates, const VerifyOptions& options);

// Whether the names of all certificates are within the constraints of those above them.
bool AreNamesPermitted(CallContext& call, const Chain& chain);
// Whether the chain's certificate policies agree.
bool ArePoliciesValid(CallContext& call, const Chain& chain);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_X509_VERIFY_H_
