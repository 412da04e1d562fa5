// Values as JSON has them, for built-ins that OPA hands JSON to.
#ifndef REEVE_LIB_BUILTINS_JSON_VALUE_H_
#define REEVE_LIB_BUILTINS_JSON_VALUE_H_

#include <string_view>

#include "builtins/arguments.h"

namespace reeve::builtins {

// The value that a JSON text spells, within the limits of the evaluation.
Result<Value> ParseJsonText(CallContext& call, std::string_view text);
// The value itself, if there are no sets and no keys in it that are no strings; else what its JSON text spells.
Result<Value> AsJson(CallContext& call, const Value& v);

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_JSON_VALUE_H_
