// The request of a call of http.send: its members checked, in OPA's order, and made ready to be sent.
#ifndef REEVE_LIB_BUILTINS_HTTP_SEND_REQUEST_H_
#define REEVE_LIB_BUILTINS_HTTP_SEND_REQUEST_H_

#include <string>

#include "builtins/arguments.h"
#include "http/client.h"

namespace reeve::builtins {

// Why a request fails: `network` as OPA tells the two kinds apart when errors are not raised.
struct Failed {
  bool network = false;
  Code code = Code::kEvalBuiltin;
  std::string text;
};

// False with *failed. The members' names have been checked (CheckRequestMembers).
bool ReadSendRequest(CallContext& call, const Value& object, http::Request* out, Failed* failed);

// "Get "http://host/": " in front of what the network says.
std::string NetworkText(const http::Request& request, std::string_view text);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_HTTP_SEND_REQUEST_H_
