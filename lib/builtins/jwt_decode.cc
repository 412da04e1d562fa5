// io.jwt.decode, and what the other functions of tokens share. Nothing here trusts a token.
#include "builtins/encoding.h"
#include "builtins/jwk.h"
#include "builtins/jwt.h"
#include "builtins/text_builder.h"

namespace reeve::builtins {
namespace {

// Fails like base64url.decode, with `what` in front.
bool DecodePart(CallContext& call, std::string_view part, std::string_view what, std::string_view* bytes) {
  if (DecodeBase64Url(call, part, bytes)) return true;
  call.message = std::string(what) + " had invalid encoding: " + call.message;
  return false;
}

std::string_view WithoutQuotes(std::string_view text) {
  size_t first = text.find_first_not_of("\"'");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of("\"'") - first + 1);
}

Value Hex(CallContext& call, std::string_view bytes) {
  TextBuilder out(call, 2 * bytes.size());
  call.budget.Charge(1 + bytes.size() / 8);
  for (char c : bytes) {
    out.Append("0123456789abcdef"[static_cast<unsigned char>(c) >> 4]);
    out.Append("0123456789abcdef"[c & 15]);
  }
  return out.Finish();
}

// A token may hold another one, which its header says: then the inner one is decoded. Each is shorter than the one
// around it, by a quarter at least.
bool Decode(CallContext& call, Value* result, Value operand) {
  for (;;) {
    Token token;
    Value header, payload;
    std::string_view json, signature;
    if (!SplitToken(call, operand, &token) || !DecodeTokenHeader(call, token, &header) ||
        !DecodeTokenPayload(call, token, &json)) {
      return false;
    }
    if (std::optional<Value> type = header.Find("cty")) {
      if (!type->is_string()) return FailBuiltin(call, "cty: must be a string");
      if (type->string() == "JWT") {
        operand = Access::String(WithoutQuotes(json));
        continue;
      }
    }
    if (!ReadTokenObject(call, json, "", &payload) ||
        !DecodePart(call, token.signature, "JWT signature", &signature)) {
      return false;
    }
    Value* parts = call.arena.NewArray<Value>(3);
    parts[0] = header;
    parts[1] = payload;
    parts[2] = Hex(call, signature);
    return Return(result, Access::Array(parts, 3));
  }
}

constexpr Entry kTable[] = {{BuiltinId::kIoJwtDecode, kTyped<Decode>}};

}  // namespace

bool SplitToken(CallContext& call, const Value& operand, Token* token) {
  std::string_view text;
  if (!Take(call, operand, 1, &text)) return false;
  call.budget.Charge(1 + text.size() / 16);
  size_t periods = static_cast<size_t>(std::count(text.begin(), text.end(), '.'));
  if (periods == 0) return FailBuiltin(call, "encoded JWT had no period separators");
  if (periods != 2) return FailBuiltin(call, "encoded JWT must have 3 sections, found " + std::to_string(periods + 1));
  size_t first = text.find('.'), second = text.find('.', first + 1);
  *token = {text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1), text.substr(0, second)};
  return true;
}

bool ReadTokenObject(CallContext& call, std::string_view json, std::string_view prefix, Value* object) {
  if (!ReadJson(call, json, std::string(prefix) + "invalid JSON", object)) return false;
  return object->is_object() || FailBuiltin(call, std::string(prefix) + "decoded JSON type was not an Object");
}

bool DecodeTokenHeader(CallContext& call, const Token& token, Value* header) {
  std::string_view json;
  if (!DecodePart(call, token.header, "JWT header", &json)) return false;
  if (!ReadTokenObject(call, json, "bad JWT header: ", header)) return false;
  return !header->Find("enc") || FailBuiltin(call, "JWT is a JWE object, which is not supported");
}

bool DecodeTokenPayload(CallContext& call, const Token& token, std::string_view* payload) {
  return DecodePart(call, token.payload, "JWT payload", payload);
}

std::span<const Entry> TokenDecodeFunctions() { return kTable; }

}  // namespace reeve::builtins
