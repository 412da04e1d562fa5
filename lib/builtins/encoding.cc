// base64, base64url and hex.
#include <array>
#include <cstdio>

#include "base/utf8.h"
#include "builtins/arguments.h"
#include "builtins/text_builder.h"

namespace reeve::builtins {
namespace {

constexpr char kStandard[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char kUrl[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr uint8_t kBad = 0xFF;

constexpr std::array<uint8_t, 256> Inverse(const char* alphabet) {
  std::array<uint8_t, 256> inverse{};
  for (uint8_t& v : inverse) v = kBad;
  for (uint8_t i = 0; i < 64; ++i) inverse[static_cast<unsigned char>(alphabet[i])] = i;
  return inverse;
}
constexpr std::array<uint8_t, 256> kFromStandard = Inverse(kStandard);
constexpr std::array<uint8_t, 256> kFromUrl = Inverse(kUrl);

template <const char* alphabet, bool padding>
bool Encode(CallContext& call, Value* result, std::string_view bytes) {
  call.budget.Charge(1 + bytes.size() / 8);
  size_t rest = bytes.size() % 3;
  size_t size = bytes.size() / 3 * 4 + (rest == 0 ? 0 : padding ? 4 : rest + 1);
  char* out = NewText(call, size);
  char* to = out;
  auto byte = [&bytes](size_t i) {
    return i < bytes.size() ? static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])) : 0u;
  };
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    size_t digits = bytes.size() - i >= 3 ? 4 : bytes.size() - i + 1;
    for (size_t k = 0; k < 4; ++k) {
      if (k < digits)
        *to++ = alphabet[group >> (18 - 6 * k) & 63];
      else if (padding)
        *to++ = '=';
    }
  }
  return Return(result, std::string_view(out, size));
}

// Decodes as Go's encoding/base64 does with padding: line breaks are skipped. Returns the number of bytes, or -1 with
// the place of the first wrong input byte in *bad.
int64_t DecodeBase64(std::string_view text, const std::array<uint8_t, 256>& inverse, char* out, size_t* bad) {
  char* to = out;
  size_t at = 0;
  // Whole groups without surprises.
  while (text.size() - at >= 4) {
    uint8_t a = inverse[static_cast<unsigned char>(text[at])], b = inverse[static_cast<unsigned char>(text[at + 1])];
    uint8_t c = inverse[static_cast<unsigned char>(text[at + 2])],
            d = inverse[static_cast<unsigned char>(text[at + 3])];
    if ((a | b | c | d) & 0x80) break;
    *to++ = static_cast<char>(a << 2 | b >> 4);
    *to++ = static_cast<char>(b << 4 | c >> 2);
    *to++ = static_cast<char>(c << 6 | d);
    at += 4;
  }
  auto skip_breaks = [&] {
    while (at < text.size() && (text[at] == '\n' || text[at] == '\r')) ++at;
  };
  for (;;) {
    uint8_t digits[4];
    int n = 0;
    for (; n < 4; ++n) {
      skip_breaks();
      if (at == text.size()) {
        if (n == 0) return to - out;
        *bad = at - static_cast<size_t>(n);
        return -1;
      }
      uint8_t digit = inverse[static_cast<unsigned char>(text[at++])];
      if (digit == kBad) break;
      digits[n] = digit;
    }
    if (n == 4) {
      *to++ = static_cast<char>(digits[0] << 2 | digits[1] >> 4);
      *to++ = static_cast<char>(digits[1] << 4 | digits[2] >> 2);
      *to++ = static_cast<char>(digits[2] << 6 | digits[3]);
      continue;
    }
    *bad = at - 1;
    if (text[at - 1] != '=' || n < 2) return -1;
    if (n == 2) {  // a second = has to follow
      skip_breaks();
      if (at == text.size()) {
        *bad = text.size();
        return -1;
      }
      if (text[at] != '=') {
        *bad = at - 1;
        return -1;
      }
      ++at;
    }
    skip_breaks();
    if (at < text.size()) {
      *bad = at;
      return -1;
    }
    *to++ = static_cast<char>(digits[0] << 2 | digits[1] >> 4);
    if (n == 3) *to++ = static_cast<char>(digits[1] << 4 | digits[2] >> 2);
    return to - out;
  }
}

bool DecodeWith(CallContext& call, Value* result, std::string_view text, const std::array<uint8_t, 256>& inverse) {
  call.budget.Charge(1 + text.size() / 8);
  size_t room = text.size() / 4 * 3 + 3;
  char* out = NewText(call, room);
  size_t bad = 0;
  int64_t size = DecodeBase64(text, inverse, out, &bad);
  if (size < 0) return FailBuiltin(call, "illegal base64 data at input byte " + std::to_string(bad));
  call.arena.Resize(out, room, static_cast<size_t>(size));
  return Return(result, std::string_view(out, static_cast<size_t>(size)));
}

bool Base64Decode(CallContext& call, Value* result, std::string_view text) {
  return DecodeWith(call, result, text, kFromStandard);
}

bool Base64IsValid(CallContext& call, Value* result, Value v) {
  Value decoded;
  bool valid = v.is_string() && DecodeWith(call, &decoded, Access::Text(v), kFromStandard);
  call.error = Code::kOk;
  return Return(result, valid);
}

// Padding may be left out.
bool Base64UrlDecode(CallContext& call, Value* result, std::string_view text) {
  if (text.ends_with('=') || text.size() % 4 == 0) return DecodeWith(call, result, text, kFromUrl);
  if (text.size() % 4 == 1) return FailBuiltin(call, "illegal base64url string: " + std::string(text));
  call.budget.Charge(1 + text.size() / 16);
  char* padded = NewText(call, text.size() + 2);
  std::memcpy(padded, text.data(), text.size());
  padded[text.size()] = padded[text.size() + 1] = '=';
  return DecodeWith(call, result, {padded, text.size() + (text.size() % 4 == 2 ? 2 : 1)}, kFromUrl);
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
    {BuiltinId::kBase64Encode, kTyped<Encode<kStandard, true>>},
    {BuiltinId::kBase64Decode, kTyped<Base64Decode>},
    {BuiltinId::kBase64IsValid, kTyped<Base64IsValid>},
    {BuiltinId::kBase64urlEncode, kTyped<Encode<kUrl, true>>},
    {BuiltinId::kBase64urlEncodeNoPad, kTyped<Encode<kUrl, false>>},
    {BuiltinId::kBase64urlDecode, kTyped<Base64UrlDecode>},
    {BuiltinId::kHexEncode, kTyped<HexEncode>},
    {BuiltinId::kHexDecode, kTyped<HexDecode>},
};

}  // namespace

std::span<const Entry> EncodingFunctions() { return kTable; }

}  // namespace reeve::builtins
