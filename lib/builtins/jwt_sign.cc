// io.jwt.encode_sign and io.jwt.encode_sign_raw: tokens signed by the first key of a JWK or JWK set.
#include "builtins/encoding.h"
#include "builtins/jwk.h"
#include "builtins/text_builder.h"
#include "crypto/digest.h"
#include "value/json.h"
#include "value/table.h"

namespace reeve::builtins {
namespace {

// A member of the header that must be text. *found: whether it is there and text; if not, *why says so.
bool HeaderText(const Value& header, std::string_view name, std::string* out, std::string* why) {
  std::optional<Value> v = header.Find(name);
  if (!v) {
    *why = "jwsbb: header \"" + std::string(name) + "\" not found";
  } else if (!v->is_string()) {
    *why = "value doesn't contain string; it contains " + std::string(KindName(v->kind()));
  } else {
    *out = v->string();
    return true;
  }
  return false;
}

std::optional<Value> Parsed(CallContext& call, std::string_view json) {
  value::JsonOptions options;
  options.max_depth = call.max_value_depth;
  options.budget = &call.budget;
  Result<Value> parsed = value::ParseJson(call.arena, json, options);
  return parsed.ok() ? std::optional<Value>(*parsed) : std::nullopt;
}

bool MakeSignature(CallContext& call, const TokenKey& key, const TokenAlgorithm& algorithm, std::string_view text,
                   std::optional<std::string>* signature) {
  if (algorithm.hmac) {
    if (!key.secret) return FailBuiltin(call, "the key is no secret, which " + std::string(algorithm.name) + " takes");
    call.budget.Charge(32 + (key.octets.size() + text.size()) / 8);
    *signature = crypto::Hmac(algorithm.hash, key.octets, text);
  } else {
    if (key.key == nullptr || !key.key->is_private())
      return FailBuiltin(call, "the key is no private key of the kind that " + std::string(algorithm.name) + " takes");
    call.budget.Charge(key.key->SignWork() + text.size() / 8);
    *signature = crypto::Sign(*key.key, algorithm.scheme, algorithm.hash, text);
  }
  return *signature || FailBuiltin(call, "the key does not sign with " + std::string(algorithm.name));
}

bool EncodeSign(CallContext& call, Value* result, std::string_view header_json, std::string_view payload, std::string_view jwk) {
  std::vector<TokenKey> keys;
  if (!ReadJwks(call, jwk, true, "jwk.Parse", &keys)) return false;
  if (keys.empty()) return FailBuiltin(call, "no keys found in JWK set");
  std::optional<Value> header = Parsed(call, header_json);
  std::string alg, typ, why = header_json.empty() ? "cannot parse JSON: cannot parse empty string; unparsed tail: \"\"" : "cannot parse JSON";
  if (!header || !HeaderText(*header, "alg", &alg, &why)) return FailBuiltin(call, "missing or invalid 'alg' header: " + why);
  const TokenAlgorithm* algorithm = FindTokenAlgorithm(alg);
  if (algorithm == nullptr) return FailBuiltin(call, "unknown JWS algorithm: " + alg);
  bool json_payload = !HeaderText(*header, "typ", &typ, &why) || typ == "JWT";
  if (json_payload && !Parsed(call, payload)) return FailBuiltin(call, "type is JWT but payload is not JSON");
  TextBuilder token(call, (header_json.size() + payload.size()) / 3 * 4 + 100);
  token.Append(EncodeBase64(call, header_json, base64::Alphabet::kUrl, false));
  token.Append('.');
  token.Append(EncodeBase64(call, payload, base64::Alphabet::kUrl, false));
  std::optional<std::string> signature;
  if (!MakeSignature(call, keys[0], *algorithm, token.view(), &signature)) return false;
  token.Append('.');
  token.Append(EncodeBase64(call, *signature, base64::Alphabet::kUrl, false));
  return Return(result, token.Finish());
}

std::string Json(CallContext& call, const Value& v) {
  value::ChargeSize(v, call.budget, 8);
  std::string text;
  value::AppendJsonHtml(v, text);
  return text;
}

bool EncodeSignValues(CallContext& call, Value* result, Value header, Value payload, Value jwk) {
  return EncodeSign(call, result, Json(call, header), Json(call, payload), Json(call, jwk));
}

bool EncodeSignRaw(CallContext& call, Value* result, Value header, Value payload, Value jwk) {
  std::string_view texts[3];
  if (!Take(call, jwk, 3, &texts[2]) || !Take(call, header, 1, &texts[0]) || !Take(call, payload, 2, &texts[1])) return false;
  return EncodeSign(call, result, texts[0], texts[1], texts[2]);
}

constexpr Entry kTable[] = {
    {BuiltinId::kIoJwtEncodeSign, kTyped<EncodeSignValues>},
    {BuiltinId::kIoJwtEncodeSignRaw, kTyped<EncodeSignRaw>},
};

}  // namespace

std::span<const Entry> TokenSignFunctions() { return kTable; }

}  // namespace reeve::builtins
