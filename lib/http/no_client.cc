// The client of a build without libcurl. See client.h.
#include "http/client.h"

namespace reeve::http {

bool IsAvailable() { return false; }

bool Send(const Request&, const std::function<void()>&, Response*, Failure* failure) {
  *failure = {false, "this build has no HTTP client"};
  return false;
}

}  // namespace reeve::http
