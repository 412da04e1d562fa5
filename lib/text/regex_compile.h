// Makes RE2 objects from patterns in Go's syntax, and says in Go's words what is wrong with them.
// Where the two differ: (?<name>...) is rewritten to (?P<name>...), \C is refused. Tested by
// tests/text/pattern_cache_test.cc.
#ifndef REEVE_LIB_TEXT_REGEX_COMPILE_H_
#define REEVE_LIB_TEXT_REGEX_COMPILE_H_

#include <string>
#include <string_view>

#include "text/pattern_cache.h"

namespace reeve::text {

constexpr size_t kMaxPatternBytes = 1 << 16;  // longer ones are refused
constexpr int64_t kMaxRe2Bytes = 4 << 20;     // of program and automaton together, a pattern

// Null: *error is Go's text, "error parsing regexp: missing closing ): `(`".
std::unique_ptr<re2::RE2, Re2Deleter> CompileRe2(std::string_view pattern, bool dot_all, std::string* error);

// Compiles into `pattern`, whose key and kind are set: by the small matcher, or else RE2, or else its error.
void CompilePattern(Pattern* pattern);

}  // namespace reeve::text

#endif  // REEVE_LIB_TEXT_REGEX_COMPILE_H_
