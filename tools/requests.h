// Recorded requests: a JSON array, or JSON lines, of [api_name, input].
//
//     ["GuestDetailsRequest", {"mem_block_size": true}]
//     ["StatsContainerRequest", {"container_id": "1f"}]
//
// An input stays text: the engine parses it, as it does for an agent, and what is wrong inside it is that call's error.
// Tested by tests/tools/cases/replay.md and tests/tools/requests_test.cc.
#ifndef REEVE_TOOLS_REQUESTS_H_
#define REEVE_TOOLS_REQUESTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "reeve/status.h"

namespace reeve::tools {

struct Request {
  std::string api;
  std::string_view input;  // a piece of the text that was read
};

// Errors, code kInvalidInput: the row, and what was expected there.
Result<std::vector<Request>> ReadRequests(std::string_view text);

}  // namespace reeve::tools

#endif  // REEVE_TOOLS_REQUESTS_H_
