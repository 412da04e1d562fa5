// json.marshal, json.marshal_with_options, json.unmarshal, json.is_valid.
#include "value/json.h"

#include "builtins/arguments.h"
#include "builtins/json_value.h"
#include "builtins/text_builder.h"
#include "value/format.h"

namespace reeve::builtins {
namespace {

bool Marshal(CallContext& call, Value* result, Value v) {
  value::ChargeSize(v, call.budget, 8);
  std::string text;
  value::AppendJsonHtml(v, text);
  if (text.size() > kMaxStringBytes) throw Stop{Code::kMemoryLimit, "string of more than 4 GiB"};
  return Return(result, call.arena.CopyText(text));
}

struct MarshalOptions {
  std::string_view prefix, indent = "\t";
  bool pretty = false, said_pretty = false;
};

bool TakeOption(CallContext& call, const Value& key, const Value& v, uint32_t index, MarshalOptions* options) {
  std::string shown;
  value::AppendRego(key, shown);
  if (!key.is_string()) {
    return FailOperand(call, 2,
                       "failed to stringify key " + shown + " at index " + std::to_string(index) + ": operand " +
                           std::to_string(index) + " must be string but got " + std::string(KindName(key.kind())));
  }
  std::string name(Access::Text(key));
  if (name == "pretty") {
    if (!v.is_boolean()) return FailOperand(call, 2, "key \"pretty\" failed cast to bool");
    options->said_pretty = true;
    options->pretty = v.boolean();
    return true;
  }
  if (name != "prefix" && name != "indent") return FailOperand(call, 2, "object contained unknown key " + shown);
  if (!v.is_string()) {
    return FailOperand(call, 2,
                       "key " + shown + " failed cast to string: operand " + std::to_string(index) +
                           " must be string but got " + std::string(KindName(v.kind())));
  }
  (name == "prefix" ? options->prefix : options->indent) = Access::Text(v);
  if (!options->said_pretty) options->pretty = true;
  return true;
}

// Go's json.Indent over compact JSON: a line a member, each behind the prefix and an indent a level.
void Indent(std::string_view compact, const MarshalOptions& options, TextBuilder* out) {
  size_t level = 0;
  auto new_line = [&] {
    out->Append('\n');
    out->Append(options.prefix);
    for (size_t i = 0; i < level; ++i) out->Append(options.indent);
  };
  for (size_t i = 0; i < compact.size(); ++i) {
    char c = compact[i];
    if (c == '"') {
      size_t start = i;
      for (++i; compact[i] != '"'; ++i) i += compact[i] == '\\' ? 1 : 0;
      out->Append(compact.substr(start, i - start + 1));
    } else if (c == '{' || c == '[') {
      out->Append(c);
      if (compact[i + 1] == '}' || compact[i + 1] == ']') {
        out->Append(compact[++i]);
        continue;
      }
      ++level;
      new_line();
    } else if (c == '}' || c == ']') {
      --level;
      new_line();
      out->Append(c);
    } else if (c == ',') {
      out->Append(c);
      new_line();
    } else if (c == ':') {
      out->Append(": ");
    } else {
      out->Append(c);
    }
  }
}

bool MarshalWithOptions(CallContext& call, Value* result, Value v, Object given) {
  MarshalOptions options;
  value::EnsureSorted(given.table);
  for (uint32_t i = 0; i < given.table->size; ++i) {
    if (!TakeOption(call, given.table->key(i), given.table->value(i), i, &options)) return false;
  }
  Value compact;
  if (!Marshal(call, &compact, v)) return false;
  if (!options.pretty) return Return(result, compact);
  TextBuilder out(call, Access::Size(compact) * 2);
  out.Append(options.prefix);
  Indent(Access::Text(compact), options, &out);
  return Return(result, out.Finish());
}

bool Unmarshal(CallContext& call, Value* result, std::string_view text) {
  Result<Value> parsed = ParseJsonText(call, text);
  if (!parsed.ok()) return FailBuiltin(call, std::string(parsed.status().message()));
  return Return(result, *parsed);
}

bool IsValid(CallContext& call, Value* result, Value v) {
  return Return(result, v.is_string() && ParseJsonText(call, Access::Text(v)).ok());
}

constexpr Entry kTable[] = {
    {BuiltinId::kJsonMarshal, kTyped<Marshal>},
    {BuiltinId::kJsonMarshalWithOptions, kTyped<MarshalWithOptions>},
    {BuiltinId::kJsonUnmarshal, kTyped<Unmarshal>},
    {BuiltinId::kJsonIsValid, kTyped<IsValid>},
};

}  // namespace

std::span<const Entry> JsonFunctions() { return kTable; }

}  // namespace reeve::builtins
