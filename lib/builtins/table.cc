// The table from built-in ids to their native functions. Tested by tests/builtins/table_test.cc.
#include "builtins/table.h"

#include <array>

namespace reeve::builtins {

capabilities::NativeFunction Native(uint32_t id) {
  constexpr size_t kSize = static_cast<size_t>(capabilities::BuiltinId::kSize);
  static const std::array<capabilities::NativeFunction, kSize> functions = [] {
    std::array<capabilities::NativeFunction, kSize> all{};
    for (std::span<const Entry> category :
         {AggregateFunctions(), ArrayFunctions(), AwsFunctions(), BitFunctions(), ComparisonFunctions(),
          DigestFunctions(), EncodingFunctions(), GraphFunctions(), GraphqlFunctions(), HttpFunctions(), IdentifierFunctions(), JsonFunctions(),
          JsonPathFunctions(), JsonSchemaFunctions(), LookupFunctions(), NetFunctions(), NetMergeFunctions(), NumberFunctions(), ObjectFunctions(), PrivateKeyFunctions(),
          RegexFunctions(), RegoFunctions(), SemverFunctions(), SetFunctions(), StringEditFunctions(),
          StringFormatFunctions(), StringSearchFunctions(), StringTemplateFunctions(), TimeFunctions(), TokenDecodeFunctions(),
          TokenSignFunctions(), TokenVerifyFunctions(), TypeFunctions(), UnitFunctions(), UriFunctions(),
          UrlFunctions(), X509Functions(), YamlFunctions(), YamlReadFunctions()}) {
      for (const Entry& entry : category) all[static_cast<size_t>(entry.id)] = entry.function;
    }
    return all;
  }();
  return id < kSize ? functions[id] : nullptr;
}

}  // namespace reeve::builtins
