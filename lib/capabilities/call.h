// How the machine calls a built-in, and what the built-in may use.
//
//     bool Count(CallContext& call, const Value* arguments, Value* result)
//
// true: *result is the value. false: undefined, or an error if call.error is set. The arguments are never undefined.
// Memory for results comes from call.arena and lives as long as the evaluation. Work beyond a few dozen steps is charged
// to call.budget before it is done, so that a call that would take a minute or a gigabyte ends by its budget.
#ifndef REEVE_LIB_CAPABILITIES_CALL_H_
#define REEVE_LIB_CAPABILITIES_CALL_H_

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/arena.h"
#include "base/budget.h"
#include "reeve/status.h"
#include "reeve/value.h"

namespace reeve::text { class PatternCache; }
namespace reeve::http { class Cache; }

namespace reeve::capabilities {

// What the world outside an evaluation says; injected, so that a run can be repeated.
struct Environment {
  int64_t now_ns = 0;                               // the one time of this evaluation
  std::function<uint64_t()> random;                 // 64 random bits
  Value runtime;                                    // what opa.runtime answers: an object, or null
  bool may_read_host = false;                       // files and variables that a policy names
  const std::vector<std::string>* allow_net = nullptr;  // the hosts that may be reached; null: any
  http::Cache* http_cache = nullptr;                // of this Context
  size_t max_response_bytes = 16u << 20;

  bool MayReach(std::string_view host) const {
    return allow_net == nullptr || std::find(allow_net->begin(), allow_net->end(), host) != allow_net->end();
  }
};

struct CallContext {
  Arena& arena;
  Budget& budget;
  text::PatternCache& patterns;                     // compiled regular expressions and globs of this Context
  const Environment& environment;
  size_t max_value_depth = 512;
  size_t max_integer_digits = 100000;

  // The error of the current call: code kOk means none.
  Code error = Code::kOk;
  std::string message;

  // Fails the current call. kEvalType for operands of wrong type (OPA: "operand 1 must be string but got number"),
  // kEvalBuiltin for everything else. The text is OPA's without the "name: " in front, which the machine adds.
  bool Fail(Code code, std::string text) {
    error = code;
    message = std::move(text);
    return false;
  }
};

using NativeFunction = bool (*)(CallContext& call, const Value* arguments, Value* result);

}  // namespace reeve::capabilities

#endif  // REEVE_LIB_CAPABILITIES_CALL_H_
