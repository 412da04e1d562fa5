// Capabilities read and written. Tested by tests/capabilities/capabilities_test.cc.
#include "capabilities/capabilities.h"

#include <algorithm>

#include "types/types.h"
#include "value/json.h"

namespace reeve::capabilities {
namespace {

constexpr const char* kKeywords[] = {"and", "not", "or"};
constexpr const char* kFeatures[] = {"keywords_in_refs", "rego_v1", "rego_v2", "rego_v2_import", "template_strings"};

Status ReadStrings(Value object, const char* key, const char* member, std::vector<std::string>* out) {
  std::optional<Value> list = object.Find(key);
  if (!list || list->is_null()) return {};
  Status wrong(Code::kInvalidArgument, std::string("capabilities: ") + key + " is no list of " + (member ? "objects with a name" : "strings"));
  if (!list->is_array()) return wrong;
  for (size_t i = 0; i < list->size(); ++i) {
    std::optional<Value> text = list->at(i);
    if (member != nullptr) text = text->Find(member);
    if (!text || !text->is_string()) return wrong;
    out->emplace_back(text->string());
  }
  return {};
}

const types::Type* TypeOf(types::Types& types, const Builtin& builtin) {
  std::vector<const types::Type*> arguments;
  for (std::string_view text : builtin.arguments) arguments.push_back(types::Parse(types, text));
  if (builtin.variadic) return types.Function({}, nullptr, arguments[0]);
  return types.Function(arguments, builtin.result.empty() ? nullptr : types::Parse(types, builtin.result));
}

// `json` with its lines moved in by `spaces`, but for the first.
std::string Indented(const std::string& json, size_t spaces) {
  std::string out;
  for (char c : json) {
    out += c;
    if (c == '\n') out.append(spaces, ' ');
  }
  return out;
}

template <typename Texts>
std::string List(const char* name, const Texts& texts) {
  std::string out = std::string("  \"") + name + "\": [";
  const char* separator = "\n    \"";
  for (const char* text : texts) {
    out += separator + std::string(text) + "\"";
    separator = ",\n    \"";
  }
  return out + "\n  ]";
}

}  // namespace

bool Capabilities::HasFeature(std::string_view feature) const {
  return std::find(features.begin(), features.end(), feature) != features.end();
}

Result<Capabilities> ReadCapabilities(std::string_view json) {
  Arena arena;
  Result<Value> root = value::ParseJson(arena, json);
  if (!root.ok()) return Status(Code::kInvalidArgument, "capabilities: " + std::string(root.status().message()));
  if (!root->is_object()) return Status(Code::kInvalidArgument, "capabilities: no JSON object");
  Capabilities out;
  if (Status s = ReadStrings(*root, "builtins", "name", &out.builtins); !s.ok()) return s;
  if (Status s = ReadStrings(*root, "future_keywords", nullptr, &out.future_keywords); !s.ok()) return s;
  if (Status s = ReadStrings(*root, "features", nullptr, &out.features); !s.ok()) return s;
  std::sort(out.builtins.begin(), out.builtins.end());
  return out;
}

std::string WriteCapabilities(const Builtins& builtins) {
  std::vector<const Builtin*> sorted;
  for (uint32_t id = 0; id < builtins.size(); ++id) sorted.push_back(&builtins.at(id));
  std::sort(sorted.begin(), sorted.end(), [](const Builtin* a, const Builtin* b) { return a->name < b->name; });
  types::Types types;
  Arena arena;
  ValueBuilder builder(arena);
  std::string out = "{\n  \"builtins\": [";
  const char* separator = "\n    {\n      \"name\": ";
  for (const Builtin* b : sorted) {
    std::string decl;
    value::AppendJsonIndented(types::ToJson(builder, TypeOf(types, *b)), decl, 2, false);
    out += separator;
    value::AppendJsonString(b->name, out, false);
    out += ",\n      \"decl\": " + Indented(decl, 6);
    if (!b->infix.empty()) {
      out += ",\n      \"infix\": ";
      value::AppendJsonString(b->infix, out, true);
    }
    if (b->has(kRelation)) out += ",\n      \"relation\": true";
    if (b->has(kDeprecated)) out += ",\n      \"deprecated\": true";
    if (b->has(kNondeterministic)) out += ",\n      \"nondeterministic\": true";
    out += "\n    }";
    separator = ",\n    {\n      \"name\": ";
  }
  return out + "\n  ],\n" + List("future_keywords", kKeywords) + ",\n" + List("features", kFeatures) + "\n}\n";
}

}  // namespace reeve::capabilities
