// gzip (RFC 1952), read within a limit; alone sees zlib. Tested by tests/agent/initdata_test.cc.
#ifndef REEVE_LIB_AGENT_GUNZIP_H_
#define REEVE_LIB_AGENT_GUNZIP_H_

#include <string>
#include <string_view>

#include "reeve/status.h"

namespace reeve::agent {

// The text of one gzip member, which must be all there is. Errors: kInvalidInput; kSizeLimit as soon as the text is
// longer than `limit`: no more memory is taken than that, whatever the packed bytes claim.
Result<std::string> Gunzip(std::string_view packed, size_t limit);

}  // namespace reeve::agent

#endif  // REEVE_LIB_AGENT_GUNZIP_H_
