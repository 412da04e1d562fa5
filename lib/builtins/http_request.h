// What http.send and providers.aws.sign_req share: the members of a request object and its body.
#ifndef REEVE_LIB_BUILTINS_HTTP_REQUEST_H_
#define REEVE_LIB_BUILTINS_HTTP_REQUEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "builtins/arguments.h"

namespace reeve::builtins {

// {"a", "b"}, as OPA prints a set of names.
std::string NameSet(const std::vector<std::string_view>& names);
// Fails the call if the request lacks method or url, or has a member that no request has.
bool CheckRequestMembers(CallContext& call, const Value& request);
// raw_body as it is, else body as JSON, else nothing.
std::string RequestBody(CallContext& call, const Value& request);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_HTTP_REQUEST_H_
