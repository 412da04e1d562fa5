// urlquery.*: the form encoding of URL queries, as Go's net/url has it.
#include <string>

#include "builtins/encoding.h"
#include "builtins/text_builder.h"
#include "value/format.h"
#include "value/json.h"

namespace reeve::builtins {
namespace {

bool IsUnreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || c == '~';
}

}  // namespace

void AppendQueryEscaped(std::string_view text, TextBuilder* out) {
  for (char c : text) {
    if (IsUnreserved(c)) {
      out->Append(c);
    } else if (c == ' ') {
      out->Append('+');
    } else {
      out->Append('%');
      out->Append("0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4]);
      out->Append("0123456789ABCDEF"[c & 15]);
    }
  }
}

namespace {

constexpr size_t kNowhere = std::string_view::npos;

int HexDigit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

// Fails with Go's text for a % that no two hexadecimal digits follow.
bool Unescape(CallContext& call, std::string_view text, Value* out) {
  call.budget.Charge(1 + text.size() / 8);
  if (text.find_first_of("%+") == kNowhere) return Return(out, text);
  char* bytes = NewText(call, text.size());
  size_t n = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      bytes[n++] = text[i] == '+' ? ' ' : text[i];
      continue;
    }
    int high = i + 2 < text.size() ? HexDigit(text[i + 1]) : -1, low = i + 2 < text.size() ? HexDigit(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      std::string quoted;
      value::AppendQuoted(text.substr(i, 3), quoted);
      return FailBuiltin(call, "invalid URL escape " + quoted);
    }
    bytes[n++] = static_cast<char>(high << 4 | low);
    i += 2;
  }
  return Return(out, std::string_view(bytes, n));
}

bool Encode(CallContext& call, Value* result, std::string_view text) {
  call.budget.Charge(1 + text.size() / 4);
  TextBuilder out(call, text.size() + 16);
  AppendQueryEscaped(text, &out);
  return Return(result, out.Finish());
}

bool Decode(CallContext& call, Value* result, std::string_view text) { return Unescape(call, text, result); }

bool EncodeObject(CallContext& call, Value* result, Object object) {
  value::EnsureSorted(object.table);
  TextBuilder out(call);
  for (uint32_t i = 0; i < object.table->size; ++i) {
    const Value& key = object.table->key(i);
    std::string name;
    if (key.is_string())
      name = Access::Text(key);
    else
      value::AppendJson(key, name);
    Array values{&object.table->value(i), 1};
    if (!values.elements->is_string() && !Elements(object.table->value(i), &values))
      values = {&object.table->value(i), 1};
    call.budget.Charge(1 + values.size + name.size() / 4);
    for (const Value& v : values) {
      if (!v.is_string()) return FailOperand(call, 1, "values must be string, array[string], or set[string]");
      if (out.size() > 0) out.Append('&');
      AppendQueryEscaped(name, &out);
      out.Append('=');
      AppendQueryEscaped(Access::Text(v), &out);
    }
  }
  return Return(result, out.Finish());
}

// Adds a value to the array under `key`.
void AddParameter(CallContext& call, Table* object, const Value& key, const Value& v) {
  int64_t at = value::Find(object, key);
  Array old;
  if (at >= 0) Elements(object->value(static_cast<uint32_t>(at)), &old);
  call.budget.Charge(2 + old.size);
  Value* values = call.arena.NewArray<Value>(old.size + 1);
  std::copy(old.begin(), old.end(), values);
  values[old.size] = v;
  value::Insert(call.arena, object, key, Access::Array(values, old.size + 1));
}

bool DecodeObject(CallContext& call, Value* result, std::string_view query) {
  Table* object = value::NewTable(call.arena, 2, 4);
  while (!query.empty()) {
    std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(pair.size() == query.size() ? pair.size() : pair.size() + 1);
    if (pair.find(';') != kNowhere) return FailBuiltin(call, "invalid semicolon separator in query");
    if (pair.empty()) continue;
    size_t equals = pair.find('=');
    Value key, v;
    if (!Unescape(call, pair.substr(0, equals), &key)) return false;
    if (!Unescape(call, equals == kNowhere ? std::string_view() : pair.substr(equals + 1), &v)) return false;
    AddParameter(call, object, key, v);
  }
  return Return(result, Access::Object(object));
}

constexpr Entry kTable[] = {
    {BuiltinId::kUrlqueryEncode, kTyped<Encode>},
    {BuiltinId::kUrlqueryDecode, kTyped<Decode>},
    {BuiltinId::kUrlqueryEncodeObject, kTyped<EncodeObject>},
    {BuiltinId::kUrlqueryDecodeObject, kTyped<DecodeObject>},
};

}  // namespace

std::span<const Entry> UrlFunctions() { return kTable; }

}  // namespace reeve::builtins
