// base64 for built-ins: results lie in the evaluation's arena, work is charged, errors have OPA's texts.
#ifndef REEVE_LIB_BUILTINS_ENCODING_H_
#define REEVE_LIB_BUILTINS_ENCODING_H_

#include <string_view>

#include "base/base64.h"
#include "builtins/text_builder.h"

namespace reeve::builtins {

std::string_view EncodeBase64(CallContext& call, std::string_view bytes, base64::Alphabet alphabet, bool padding);
// The standard alphabet, padded.
bool DecodeBase64(CallContext& call, std::string_view text, std::string_view* bytes);
// base64url, in which padding may be left out.
bool DecodeBase64Url(CallContext& call, std::string_view text, std::string_view* bytes);

// As Go's url.QueryEscape: a space is a plus.
void AppendQueryEscaped(std::string_view text, TextBuilder* out);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_ENCODING_H_
