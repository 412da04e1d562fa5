// uri.parse and uri.is_valid, over Go's reader of URLs. Tested by tests/builtins/cases/uri.jsonl.
#include "builtins/arguments.h"
#include "builtins/go_url.h"

namespace reeve::builtins {
namespace {

// Only what is there becomes a member; raw_path stands beside each path.
bool Parse(CallContext& call, Value* result, std::string_view text) {
  call.budget.Charge(1 + text.size() / 2);
  Url url;
  std::string error = ParseUrl(text, &url);
  if (!error.empty()) return FailBuiltin(call, std::move(error));
  Table* out = value::NewTable(call.arena, 2, 8);
  auto set = [&](std::string_view key, std::string_view part) {
    if (!part.empty()) value::Insert(call.arena, out, Access::String(key), Access::StringCopy(call.arena, part));
  };
  set("scheme", url.scheme);
  set("hostname", url.Hostname());
  set("port", url.Port());
  set("path", url.path);
  if (!url.path.empty()) set("raw_path", url.raw_path.empty() ? url.path : url.raw_path);
  set("raw_query", url.raw_query);
  set("fragment", url.fragment);
  return Return(result, Access::Object(out));
}

bool IsValid(CallContext& call, Value* result, Value v) {
  if (!v.is_string() || v.string().empty()) return Return(result, false);
  call.budget.Charge(1 + v.string().size() / 2);
  Url url;
  return Return(result, ParseUrl(v.string(), &url).empty());
}

constexpr Entry kTable[] = {
    {BuiltinId::kUriParse, kTyped<Parse>},
    {BuiltinId::kUriIsValid, kTyped<IsValid>},
};

}  // namespace

std::span<const Entry> UriFunctions() { return kTable; }

}  // namespace reeve::builtins
