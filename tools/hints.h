// Errors for the eyes of an author: the source line with what is wrong underlined, and a guess at what was meant.
//
//     policy.rego:3: rego_unsafe_var_error: var usr is unsafe
//     	allow if usr == "bob"
//     	         ^^^
//     	did you mean user?
#ifndef REEVE_TOOLS_HINTS_H_
#define REEVE_TOOLS_HINTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reeve/status.h"
#include "tools/files.h"

namespace reeve::tools {

// The name that is nearest to the wrong one: of a variable among the words of the text, of a function among the built-ins and the text's
// words, of an undefined ref among what OPA lists. Nothing if none is near.
std::optional<std::string> HintFor(const Diagnostic& error, std::string_view text);

// All errors, each with its line, underline and hint; `modules` are the texts that were checked.
std::string ErrorsWithHints(const Status& status, const std::vector<LoadedModule>& modules);

}  // namespace reeve::tools

#endif  // REEVE_TOOLS_HINTS_H_
