// crypto.md5, crypto.sha1, crypto.sha256 and crypto.hmac.*.
#include "builtins/arguments.h"
#include "builtins/text_builder.h"
#include "crypto/digest.h"

namespace reeve::builtins {
namespace {

using crypto::Hash;

bool ReturnHex(CallContext& call, Value* result, const std::optional<std::string>& bytes) {
  if (!bytes) return FailBuiltin(call, "the cryptographic library of this build lacks the algorithm");
  TextBuilder out(call, 2 * bytes->size());
  for (char c : *bytes) {
    out.Append("0123456789abcdef"[static_cast<unsigned char>(c) >> 4]);
    out.Append("0123456789abcdef"[c & 15]);
  }
  return Return(result, out.Finish());
}

template <Hash hash>
bool DigestOf(CallContext& call, Value* result, std::string_view text) {
  call.budget.Charge(8 + text.size() / 8);
  return ReturnHex(call, result, crypto::Digest(hash, text));
}

template <Hash hash>
bool HmacOf(CallContext& call, Value* result, std::string_view message, std::string_view key) {
  call.budget.Charge(32 + (message.size() + key.size()) / 8);
  return ReturnHex(call, result, crypto::Hmac(hash, key, message));
}

bool HmacEqual(CallContext& call, Value* result, std::string_view first, std::string_view second) {
  call.budget.Charge(1 + first.size() / 8);
  return Return(result, crypto::EqualInConstantTime(first, second));
}

constexpr Entry kTable[] = {
    {BuiltinId::kCryptoMd5, kTyped<DigestOf<Hash::kMd5>>},
    {BuiltinId::kCryptoSha1, kTyped<DigestOf<Hash::kSha1>>},
    {BuiltinId::kCryptoSha256, kTyped<DigestOf<Hash::kSha256>>},
    {BuiltinId::kCryptoHmacMd5, kTyped<HmacOf<Hash::kMd5>>},
    {BuiltinId::kCryptoHmacSha1, kTyped<HmacOf<Hash::kSha1>>},
    {BuiltinId::kCryptoHmacSha256, kTyped<HmacOf<Hash::kSha256>>},
    {BuiltinId::kCryptoHmacSha512, kTyped<HmacOf<Hash::kSha512>>},
    {BuiltinId::kCryptoHmacEqual, kTyped<HmacEqual>},
};

}  // namespace

std::span<const Entry> DigestFunctions() { return kTable; }

}  // namespace reeve::builtins
