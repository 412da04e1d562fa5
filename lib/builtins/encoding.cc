// base64, base64url and hex.
#include "builtins/encoding.h"

#include <cstdio>

#include "base/utf8.h"
#include "builtins/arguments.h"
#include "builtins/text_builder.h"

namespace reeve::builtins {
namespace {

bool DecodeWith(CallContext& call, std::string_view text, base64::Alphabet alphabet, std::string_view* bytes) {
  call.budget.Charge(1 + text.size() / 8);
  size_t room = base64::DecodedRoom(text.size()), bad = 0;
  char* out = NewText(call, room);
  int64_t size = base64::Decode(text, alphabet, true, out, &bad);
  if (size < 0) return FailBuiltin(call, "illegal base64 data at input byte " + std::to_string(bad));
  call.arena.Resize(out, room, static_cast<size_t>(size));
  *bytes = {out, static_cast<size_t>(size)};
  return true;
}

}  // namespace

std::string_view EncodeBase64(CallContext& call, std::string_view bytes, base64::Alphabet alphabet, bool padding) {
  call.budget.Charge(1 + bytes.size() / 8);
  size_t size = base64::EncodedSize(bytes.size(), padding);
  char* out = NewText(call, size);
  base64::Encode(bytes, alphabet, padding, out);
  return {out, size};
}

bool DecodeBase64(CallContext& call, std::string_view text, std::string_view* bytes) {
  return DecodeWith(call, text, base64::Alphabet::kStandard, bytes);
}

bool DecodeBase64Url(CallContext& call, std::string_view text, std::string_view* bytes) {
  if (text.ends_with('=') || text.size() % 4 == 0) return DecodeWith(call, text, base64::Alphabet::kUrl, bytes);
  if (text.size() % 4 == 1) return FailBuiltin(call, "illegal base64url string: " + std::string(text));
  call.budget.Charge(1 + text.size() / 16);
  char* padded = NewText(call, text.size() + 2);
  std::memcpy(padded, text.data(), text.size());
  padded[text.size()] = padded[text.size() + 1] = '=';
  return DecodeWith(call, {padded, text.size() + (text.size() % 4 == 2 ? 2 : 1)}, base64::Alphabet::kUrl, bytes);
}

namespace {

using base64::Alphabet;

template <Alphabet alphabet, bool padding>
bool Encode(CallContext& call, Value* result, std::string_view bytes) {
  return Return(result, EncodeBase64(call, bytes, alphabet, padding));
}

bool Base64Decode(CallContext& call, Value* result, std::string_view text) {
  std::string_view bytes;
  return DecodeBase64(call, text, &bytes) && Return(result, bytes);
}

bool Base64IsValid(CallContext& call, Value* result, Value v) {
  std::string_view bytes;
  bool valid = v.is_string() && DecodeBase64(call, Access::Text(v), &bytes);
  call.error = Code::kOk;
  return Return(result, valid);
}

bool Base64UrlDecode(CallContext& call, Value* result, std::string_view text) {
  std::string_view bytes;
  return DecodeBase64Url(call, text, &bytes) && Return(result, bytes);
}

bool HexEncode(CallContext& call, Value* result, std::string_view bytes) {
  call.budget.Charge(1 + bytes.size() / 8);
  char* out = NewText(call, 2 * bytes.size());
  for (size_t i = 0; i < bytes.size(); ++i) {
    out[2 * i] = "0123456789abcdef"[static_cast<unsigned char>(bytes[i]) >> 4];
    out[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
  }
  return Return(result, std::string_view(out, 2 * bytes.size()));
}

int HexDigit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

// Go's words: "encoding/hex: invalid byte: U+0067 'g'".
bool FailHex(CallContext& call, char c) {
  uint32_t byte = static_cast<unsigned char>(c);  // as a code point
  char text[64];
  std::snprintf(text, sizeof(text), "encoding/hex: invalid byte: U+%04X", static_cast<unsigned>(byte));
  std::string message = text;
  if ((byte >= 0x20 && byte < 0x7F) || (byte > 0xA0 && byte != 0xAD)) {
    message += " '";
    utf8::Append(byte, message);
    message += "'";
  }
  return FailBuiltin(call, message);
}

bool HexDecode(CallContext& call, Value* result, std::string_view text) {
  call.budget.Charge(1 + text.size() / 8);
  char* out = NewText(call, text.size() / 2);
  for (size_t i = 0; i + 1 < text.size(); i += 2) {
    int high = HexDigit(text[i]), low = HexDigit(text[i + 1]);
    if (high < 0 || low < 0) return FailHex(call, high < 0 ? text[i] : text[i + 1]);
    out[i / 2] = static_cast<char>(high << 4 | low);
  }
  if (text.size() % 2 == 1) {
    return HexDigit(text.back()) < 0 ? FailHex(call, text.back())
                                     : FailBuiltin(call, "encoding/hex: odd length hex string");
  }
  return Return(result, std::string_view(out, text.size() / 2));
}

constexpr Entry kTable[] = {
    {BuiltinId::kBase64Encode, kTyped<Encode<Alphabet::kStandard, true>>},
    {BuiltinId::kBase64Decode, kTyped<Base64Decode>},
    {BuiltinId::kBase64IsValid, kTyped<Base64IsValid>},
    {BuiltinId::kBase64urlEncode, kTyped<Encode<Alphabet::kUrl, true>>},
    {BuiltinId::kBase64urlEncodeNoPad, kTyped<Encode<Alphabet::kUrl, false>>},
    {BuiltinId::kBase64urlDecode, kTyped<Base64UrlDecode>},
    {BuiltinId::kHexEncode, kTyped<HexEncode>},
    {BuiltinId::kHexDecode, kTyped<HexDecode>},
};

}  // namespace

std::span<const Entry> EncodingFunctions() { return kTable; }

}  // namespace reeve::builtins
