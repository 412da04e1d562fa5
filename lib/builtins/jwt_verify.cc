// io.jwt.verify_* and io.jwt.decode_verify: signatures of tokens (RFC 7515) and their claims (RFC 7519).
//
// A key serves only the algorithms of its kind: a certificate or public key never serves as the secret of an HMAC. MACs are
// compared in constant time.
#include <algorithm>

#include "builtins/encoding.h"
#include "builtins/jwk.h"
#include "builtins/jwt.h"
#include "crypto/digest.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

using crypto::Hash;
using crypto::Scheme;

struct Header {
  std::string_view alg, kid, typ, cty;
  bool has_unknown_critical = false;
};

bool TakeHeaderText(CallContext& call, const Value& header, std::string_view name, std::string_view* out) {
  std::optional<Value> v = header.Find(name);
  if (!v) return true;
  if (!v->is_string()) return FailBuiltin(call, std::string(name) + ": must be a string");
  *out = v->string();
  return true;
}

// `crit` names the members that a receiver must understand; we know alg, crit, cty, kid and typ.
bool TakeCritical(CallContext& call, const Value& header, Header* out) {
  std::optional<Value> list = header.Find("crit");
  if (!list) return true;
  if (!list->is_array()) return FailBuiltin(call, "crit: must be a list");
  size_t texts = 0;
  while (texts < list->size() && list->at(texts).is_string()) ++texts;  // OPA stops at the first that is none
  if (texts == 0) return FailBuiltin(call, "crit: must be a nonempty list");
  for (size_t i = 0; i < texts; ++i) {
    std::string_view name = list->at(i).string();
    bool known = name == "alg" || name == "crit" || name == "cty" || name == "kid" || name == "typ";
    if (!known && header.Find(name)) out->has_unknown_critical = true;
  }
  return true;
}

bool TakeHeader(CallContext& call, const Value& header, Header* out) {
  return TakeHeaderText(call, header, "alg", &out->alg) && TakeCritical(call, header, out) &&
         TakeHeaderText(call, header, "cty", &out->cty) && TakeHeaderText(call, header, "kid", &out->kid) &&
         TakeHeaderText(call, header, "typ", &out->typ);
}

// Whether one of the keys verifies: the one with the header's key ID if there is one, else any whose algorithm is not
// another one than the header's.
template <typename Verify>
bool AnyKey(const std::vector<TokenKey>& keys, const Header& header, Verify verify) {
  if (!header.kid.empty()) {
    for (const TokenKey& key : keys) {
      if (key.kid == header.kid) return verify(key);
    }
  }
  for (const TokenKey& key : keys) {
    if (!key.alg.empty() && key.alg != header.alg) continue;
    if (verify(key)) return true;
  }
  return false;
}

bool VerifyWithKey(CallContext& call, const crypto::Key& key, Scheme scheme, Hash hash, std::string_view text,
                   std::string_view signature) {
  call.budget.Charge(key.VerifyWork() + text.size() / 8);
  return crypto::Verify(key, scheme, hash, text, signature);
}

bool VerifyMac(CallContext& call, Hash hash, std::string_view secret, std::string_view text, std::string_view signature) {
  call.budget.Charge(32 + (secret.size() + text.size()) / 8);
  std::optional<std::string> mac = crypto::Hmac(hash, secret, text);
  return mac && crypto::EqualInConstantTime(*mac, signature);
}

template <Scheme scheme, Hash hash>
bool VerifySignature(CallContext& call, Value* result, Value operand, Value key_operand) {
  Token token;
  std::string_view key_text, signature;
  std::vector<TokenKey> keys;
  Value members;
  Header header;
  if (!SplitToken(call, operand, &token) || !Take(call, key_operand, 2, &key_text) ||
      !ReadVerificationKeys(call, key_text, &keys) || !DecodeBase64Url(call, token.signature, &signature) ||
      !DecodeTokenHeader(call, token, &members) || !TakeHeader(call, members, &header)) {
    return false;
  }
  return Return(result, AnyKey(keys, header, [&](const TokenKey& key) {
                  return key.key != nullptr && !key.key->is_private() &&
                         VerifyWithKey(call, *key.key, scheme, hash, token.signed_text, signature);
                }));
}

template <Hash hash>
bool VerifyHmac(CallContext& call, Value* result, std::string_view text, std::string_view secret) {
  Token token;
  std::string_view signature;
  if (!SplitToken(call, Access::String(text), &token)) return false;
  if (!DecodeBase64Url(call, token.signature, &signature)) return false;
  return Return(result, VerifyMac(call, hash, secret, token.signed_text, signature));
}

// What decode_verify is asked to check.
struct Constraints {
  std::vector<TokenKey> keys;
  bool has_keys = false;
  std::string_view secret, alg, iss, aud;
  double time_ns = 0;
};

bool TakeTime(CallContext& call, const Value& v, Constraints* out) {
  if (!v.is_number()) return FailBuiltin(call, "token time constraint: must be a number");
  out->time_ns = value::ToDouble(v);
  if (out->time_ns < 0) return FailBuiltin(call, "token time constraint: must not be negative");
  return true;
}

bool TakeConstraint(CallContext& call, std::string_view name, const Value& v, Constraints* out) {
  if (name == "time") return TakeTime(call, v, out);
  std::string_view* text = name == "secret" ? &out->secret
                           : name == "alg"  ? &out->alg
                           : name == "iss"  ? &out->iss
                           : name == "aud"  ? &out->aud
                                            : nullptr;
  if (text == nullptr && name != "cert") return FailBuiltin(call, "unknown token validation constraint: " + std::string(name));
  if (!v.is_string()) return FailBuiltin(call, std::string(name) + " constraint: must be a string");
  if (text != nullptr) {
    *text = v.string();
    return true;
  }
  out->has_keys = true;
  return ReadVerificationKeys(call, v.string(), &out->keys);
}

bool TakeConstraints(CallContext& call, Object object, Constraints* out) {
  bool has_time = false;
  value::EnsureSorted(object.table);
  for (uint32_t i = 0; i < object.table->size; ++i) {
    const Value& key = object.table->key(i);
    if (!key.is_string()) return FailBuiltin(call, "unknown token validation constraint: a key that is no string");
    has_time = has_time || Access::Text(key) == "time";
    if (!TakeConstraint(call, Access::Text(key), object.table->value(i), out)) return false;
  }
  if (!has_time && !TakeTime(call, Value::Integer(call.environment.now_ns), out)) return false;
  if (out->has_keys && !out->secret.empty()) return FailBuiltin(call, "duplicate key constraints");
  return out->has_keys || !out->secret.empty() || FailBuiltin(call, "no key constraint");
}

bool VerifyToken(CallContext& call, const Constraints& constraints, const Header& header, const Token& token,
                 std::string_view signature) {
  const TokenAlgorithm* algorithm = FindTokenAlgorithm(header.alg, true);
  if (algorithm == nullptr) return false;
  if (!constraints.has_keys)
    return algorithm->hmac && VerifyMac(call, algorithm->hash, constraints.secret, token.signed_text, signature);
  return AnyKey(constraints.keys, header, [&](const TokenKey& key) {
    if (algorithm->hmac)
      return key.secret && VerifyMac(call, algorithm->hash, key.octets, token.signed_text, signature);
    if (key.key == nullptr) return false;
    bool right_size = key.key->kind() != crypto::KeyKind::kEc || signature.size() == 2 * crypto::CoordinateSize(key.key->curve());
    return right_size && VerifyWithKey(call, *key.key, algorithm->scheme, algorithm->hash, token.signed_text, signature);
  });
}

bool IsJwt(std::string_view type) {
  return type.size() == 3 && (type[0] | 32) == 'j' && (type[1] | 32) == 'w' && (type[2] | 32) == 't';
}

// Verifies the token, and the tokens inside it. *valid: whether all signatures do.
bool Unwrap(CallContext& call, Value operand, const Constraints& constraints, Value* header, std::string_view* payload,
            bool* valid) {
  for (;;) {
    Token token;
    Header fields;
    std::string_view signature;
    if (!SplitToken(call, operand, &token) || !DecodeTokenHeader(call, token, header) || !TakeHeader(call, *header, &fields))
      return false;
    *valid = !fields.alg.empty() && !fields.has_unknown_critical && (constraints.alg.empty() || constraints.alg == fields.alg);
    if (!*valid) return true;
    if (!DecodeBase64Url(call, token.signature, &signature)) return false;
    *valid = VerifyToken(call, constraints, fields, token, signature);
    if (!*valid) return true;
    if (!DecodeTokenPayload(call, token, payload)) return false;
    if (!IsJwt(fields.cty)) return true;
    operand = Access::String(*payload);
  }
}

bool IsAudience(const std::optional<Value>& claim, std::string_view audience) {
  if (!claim) return audience.empty();
  if (claim->is_string()) return claim->string() == audience;
  if (!claim->is_array()) return false;
  for (size_t i = 0; i < claim->size(); ++i) {
    if (claim->at(i).is_string() && claim->at(i).string() == audience) return true;
  }
  return false;
}

// *valid: whether issuer, audience and time are what they must be.
bool CheckClaims(CallContext& call, const Value& payload, const Constraints& constraints, bool* valid) {
  *valid = false;
  std::optional<Value> iss = payload.Find("iss"), exp = payload.Find("exp"), nbf = payload.Find("nbf");
  if (!constraints.iss.empty() && (!iss || !iss->is_string() || iss->string() != constraints.iss)) return true;
  if (!IsAudience(payload.Find("aud"), constraints.aud)) return true;
  Value seconds = value::NumberFromDouble(call.arena, constraints.time_ns / 1e9);
  if (exp && !exp->is_number()) return FailBuiltin(call, "exp value must be a number");
  if (exp && value::CompareNumbers(seconds, *exp) >= 0) return true;
  if (nbf && !nbf->is_number()) return FailBuiltin(call, "nbf value must be a number");
  if (nbf && value::CompareNumbers(seconds, *nbf) < 0) return true;
  *valid = true;
  return true;
}

bool DecodeVerify(CallContext& call, Value* result, Value operand, Object object) {
  Constraints constraints;
  Value header, payload;
  std::string_view json;
  bool valid = false;
  if (!TakeConstraints(call, object, &constraints)) return false;
  if (!Unwrap(call, operand, constraints, &header, &json, &valid)) return false;
  if (valid && (!ReadTokenObject(call, json, "", &payload) || !CheckClaims(call, payload, constraints, &valid))) return false;
  Value* parts = call.arena.NewArray<Value>(3);
  parts[0] = Value::Boolean(valid);
  parts[1] = valid ? header : Access::Object(value::NewTable(call.arena, 2, 1));
  parts[2] = valid ? payload : parts[1];
  return Return(result, Access::Array(parts, 3));
}

constexpr Entry kTable[] = {
    {BuiltinId::kIoJwtVerifyRs256, kTyped<VerifySignature<Scheme::kPkcs1, Hash::kSha256>>},
    {BuiltinId::kIoJwtVerifyRs384, kTyped<VerifySignature<Scheme::kPkcs1, Hash::kSha384>>},
    {BuiltinId::kIoJwtVerifyRs512, kTyped<VerifySignature<Scheme::kPkcs1, Hash::kSha512>>},
    {BuiltinId::kIoJwtVerifyPs256, kTyped<VerifySignature<Scheme::kPssAnySalt, Hash::kSha256>>},
    {BuiltinId::kIoJwtVerifyPs384, kTyped<VerifySignature<Scheme::kPssAnySalt, Hash::kSha384>>},
    {BuiltinId::kIoJwtVerifyPs512, kTyped<VerifySignature<Scheme::kPssAnySalt, Hash::kSha512>>},
    {BuiltinId::kIoJwtVerifyEs256, kTyped<VerifySignature<Scheme::kEcdsa, Hash::kSha256>>},
    {BuiltinId::kIoJwtVerifyEs384, kTyped<VerifySignature<Scheme::kEcdsa, Hash::kSha384>>},
    {BuiltinId::kIoJwtVerifyEs512, kTyped<VerifySignature<Scheme::kEcdsa, Hash::kSha512>>},
    {BuiltinId::kIoJwtVerifyEddsa, kTyped<VerifySignature<Scheme::kEd25519, Hash::kSha512>>},
    {BuiltinId::kIoJwtVerifyHs256, kTyped<VerifyHmac<Hash::kSha256>>},
    {BuiltinId::kIoJwtVerifyHs384, kTyped<VerifyHmac<Hash::kSha384>>},
    {BuiltinId::kIoJwtVerifyHs512, kTyped<VerifyHmac<Hash::kSha512>>},
    {BuiltinId::kIoJwtDecodeVerify, kTyped<DecodeVerify>},
};

}  // namespace

std::span<const Entry> TokenVerifyFunctions() { return kTable; }

}  // namespace reeve::builtins
