// The functions behind lib/capabilities/builtins.def.
//
//     capabilities::NativeFunction count = Native(builtin->id);
//     if (!count(call, arguments, &result)) ...   // undefined, or call.error says why
//
// Each category is one file with one table of {id, function}; a function is typed and five to fifteen lines long, and
// the adapter in arguments.h checks its operands. eq and assign have no function: they are compiled away. Loops over
// what a user may choose the size of charge the budget before they run. Tested by tests/builtins.
#ifndef REEVE_LIB_BUILTINS_TABLE_H_
#define REEVE_LIB_BUILTINS_TABLE_H_

#include <cstdint>
#include <span>

#include "capabilities/builtin.h"
#include "capabilities/call.h"

namespace reeve::builtins {

// Null for eq, assign and host functions.
capabilities::NativeFunction Native(uint32_t id);

struct Entry {
  capabilities::BuiltinId id;
  capabilities::NativeFunction function;
};
std::span<const Entry> AggregateFunctions();
std::span<const Entry> ArrayFunctions();
std::span<const Entry> AwsFunctions();
std::span<const Entry> BitFunctions();
std::span<const Entry> ComparisonFunctions();
std::span<const Entry> DigestFunctions();
std::span<const Entry> EncodingFunctions();
std::span<const Entry> GraphFunctions();
std::span<const Entry> GraphqlFunctions();
std::span<const Entry> HttpFunctions();
std::span<const Entry> IdentifierFunctions();
std::span<const Entry> JsonFunctions();
std::span<const Entry> JsonPathFunctions();
std::span<const Entry> JsonSchemaFunctions();
std::span<const Entry> LookupFunctions();
std::span<const Entry> NetFunctions();
std::span<const Entry> NetMergeFunctions();
std::span<const Entry> NumberFunctions();
std::span<const Entry> ObjectFunctions();
std::span<const Entry> PrivateKeyFunctions();
std::span<const Entry> RegexFunctions();
std::span<const Entry> RegoFunctions();
std::span<const Entry> SemverFunctions();
std::span<const Entry> SetFunctions();
std::span<const Entry> StringEditFunctions();
std::span<const Entry> StringFormatFunctions();
std::span<const Entry> StringSearchFunctions();
std::span<const Entry> StringTemplateFunctions();
std::span<const Entry> TimeFunctions();
std::span<const Entry> TokenDecodeFunctions();
std::span<const Entry> TokenSignFunctions();
std::span<const Entry> TokenVerifyFunctions();
std::span<const Entry> TypeFunctions();
std::span<const Entry> UnitFunctions();
std::span<const Entry> UriFunctions();
std::span<const Entry> UrlFunctions();
std::span<const Entry> X509Functions();
std::span<const Entry> YamlFunctions();
std::span<const Entry> YamlReadFunctions();

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_TABLE_H_
