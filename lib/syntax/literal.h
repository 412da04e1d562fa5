// Spelling of string literals.
#ifndef REEVE_LIB_SYNTAX_LITERAL_H_
#define REEVE_LIB_SYNTAX_LITERAL_H_

#include <string>
#include <string_view>

namespace reeve::syntax {

// Resolves the escapes of the text between the quotes as Go's encoding/json does: \uD800 without its second half
// becomes U+FFFD; control characters are refused. `template_text` also knows \{. False if the text is no string.
bool DecodeString(std::string_view text, bool template_text, std::string* out);

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_LITERAL_H_
