// JSON Web Tokens in their compact form: header.payload.signature, each in base64url.
#ifndef REEVE_LIB_BUILTINS_JWT_H_
#define REEVE_LIB_BUILTINS_JWT_H_

#include "builtins/arguments.h"

namespace reeve::builtins {

struct Token {
  std::string_view header, payload, signature;  // as they stand in the text
  std::string_view signed_text;                 // header.payload
};

// Each fails the call with OPA's text.
bool SplitToken(CallContext& call, const Value& operand, Token* token);
bool DecodeTokenHeader(CallContext& call, const Token& token, Value* header);
bool DecodeTokenPayload(CallContext& call, const Token& token, std::string_view* payload);
// The value of a JSON text that must be an object.
bool ReadTokenObject(CallContext& call, std::string_view json, std::string_view prefix, Value* object);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_JWT_H_
