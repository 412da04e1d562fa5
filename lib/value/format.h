// Values as Rego text: what print, sprintf("%v") and error messages show.
#ifndef REEVE_LIB_VALUE_FORMAT_H_
#define REEVE_LIB_VALUE_FORMAT_H_

#include <string>

#include "value/rep.h"

namespace reeve::value {

// OPA's Value.String(): strings quoted, ["a", 1], {"k": v}, {1, 2}, set(). Stops in the midst of a composite once `out` is longer
// than `most` bytes: a value that shares its parts has a text that no memory may hold.
void AppendRego(const Value& v, std::string& out, size_t most = SIZE_MAX);
// The same with a top-level string bare, as print and sprintf's %v write it.
void AppendPrint(const Value& v, std::string& out, size_t most = SIZE_MAX);
// A string as a Rego (Go strconv.Quote-like JSON) literal.
void AppendQuoted(std::string_view text, std::string& out);

}  // namespace reeve::value

#endif  // REEVE_LIB_VALUE_FORMAT_H_
