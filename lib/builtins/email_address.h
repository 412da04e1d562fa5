// Mail addresses (RFC 5322) as Go's net/mail reads them, with display names, comments, groups of one and encoded words.
#ifndef REEVE_LIB_BUILTINS_EMAIL_ADDRESS_H_
#define REEVE_LIB_BUILTINS_EMAIL_ADDRESS_H_

#include <string_view>

namespace reeve::builtins {

// Whether the text is one address: ann@example.org, Ann Lee <ann@example.org>, "a b"@[10.0.0.1] (home).
bool IsEmailAddress(std::string_view text);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_EMAIL_ADDRESS_H_
