// Durations such as 1d2h30m: Go's units (h, m, s, ms, us, ns), and d, w and y as 24, 168 and 8760 hours.
// Tested by tests/builtins/cases/time.jsonl.
#ifndef REEVE_LIB_BUILTINS_DURATION_H_
#define REEVE_LIB_BUILTINS_DURATION_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace reeve::builtins {

// The text of an error, or "".
std::string ParseDuration(std::string_view text, int64_t* nanoseconds);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_DURATION_H_
