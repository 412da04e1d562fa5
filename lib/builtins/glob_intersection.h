// Whether two globs of a small language have a text in common: characters, . for any, [a-z], and + or * behind each.
//
// It answers as github.com/yashtewari/glob-intersection does, which is greedy: a flagged element that fails further on is
// not always tried with less. Elements are searched to a limit of depth, and steps are charged to the budget; what was
// found out once about two rests is kept. Tested by tests/builtins/cases/globs.jsonl.
#ifndef REEVE_LIB_BUILTINS_GLOB_INTERSECTION_H_
#define REEVE_LIB_BUILTINS_GLOB_INTERSECTION_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/budget.h"

namespace reeve::builtins {

// Nothing: *error says what is wrong with a glob, in the library's words, or that a limit was reached.
std::optional<bool> GlobsIntersect(std::string_view first, std::string_view second, Budget& budget, std::string* error);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_GLOB_INTERSECTION_H_
