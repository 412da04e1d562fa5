// base64: one codec for both alphabets. Tested by tests/base/base64_test.cc and tests/builtins/cases/encoding.jsonl.
#include "base/base64.h"

#include <array>

namespace reeve::base64 {
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

// Reads groups of four digits; the last one may be short.
class Decoder {
 public:
  Decoder(std::string_view text, Alphabet alphabet, bool padding, char* out)
      : text_(text), inverse_(alphabet == Alphabet::kUrl ? kFromUrl : kFromStandard), padding_(padding), to_(out) {}

  bool Run() {
    WholeGroups();
    for (;;) {
      int n = ReadDigits();
      if (n == 0 && at_ == text_.size() && !stopped_) return true;
      if (n < 4) return Last(n);
      Put(4);
    }
  }
  const char* end() const { return to_; }
  size_t bad() const { return bad_; }

 private:
  // Whole groups without surprises.
  void WholeGroups() {
    while (text_.size() - at_ >= 4) {
      for (size_t k = 0; k < 4; ++k) digits_[k] = inverse_[static_cast<unsigned char>(text_[at_ + k])];
      if ((digits_[0] | digits_[1] | digits_[2] | digits_[3]) & 0x80) return;
      Put(4);
      at_ += 4;
    }
  }
  void SkipBreaks() {
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }
  // The digits of the next group: fewer than four at the text's end, or before what is no digit (then stopped_, at_ behind it).
  int ReadDigits() {
    for (int n = 0; n < 4; ++n) {
      SkipBreaks();
      if (at_ == text_.size()) return n;
      uint8_t digit = inverse_[static_cast<unsigned char>(text_[at_++])];
      if (digit == kBad) {
        stopped_ = true;
        return n;
      }
      digits_[n] = digit;
    }
    return 4;
  }
  void Put(int digits) {
    *to_++ = static_cast<char>(digits_[0] << 2 | digits_[1] >> 4);
    if (digits > 2) *to_++ = static_cast<char>(digits_[1] << 4 | digits_[2] >> 2);
    if (digits > 3) *to_++ = static_cast<char>(digits_[2] << 6 | digits_[3]);
  }
  bool Wrong(size_t at) {
    bad_ = at;
    return false;
  }
  bool Last(int n) {
    if (!stopped_) {
      if (padding_ || n == 1) return Wrong(at_ - static_cast<size_t>(n));
      Put(n);
      return true;
    }
    if (!padding_ || text_[at_ - 1] != '=' || n < 2) return Wrong(at_ - 1);
    if (n == 2) {  // a second = has to follow
      SkipBreaks();
      if (at_ == text_.size()) return Wrong(text_.size());
      if (text_[at_] != '=') return Wrong(at_ - 1);
      ++at_;
    }
    SkipBreaks();
    if (at_ < text_.size()) return Wrong(at_);
    Put(n);
    return true;
  }

  std::string_view text_;
  const std::array<uint8_t, 256>& inverse_;
  bool padding_;
  char* to_;
  uint8_t digits_[4] = {};
  size_t at_ = 0;
  bool stopped_ = false;
  size_t bad_ = 0;
};

}  // namespace

size_t EncodedSize(size_t bytes, bool padding) {
  size_t rest = bytes % 3;
  return bytes / 3 * 4 + (rest == 0 ? 0 : padding ? 4 : rest + 1);
}

void Encode(std::string_view bytes, Alphabet alphabet, bool padding, char* out) {
  const char* digits_of = alphabet == Alphabet::kUrl ? kUrl : kStandard;
  auto byte = [&bytes](size_t i) {
    return i < bytes.size() ? static_cast<uint32_t>(static_cast<unsigned char>(bytes[i])) : 0u;
  };
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    size_t digits = bytes.size() - i >= 3 ? 4 : bytes.size() - i + 1;
    for (size_t k = 0; k < 4; ++k) {
      if (k < digits) *out++ = digits_of[group >> (18 - 6 * k) & 63];
      else if (padding) *out++ = '=';
    }
  }
}

int64_t Decode(std::string_view text, Alphabet alphabet, bool padding, char* out, size_t* bad) {
  Decoder decoder(text, alphabet, padding, out);
  if (decoder.Run()) return decoder.end() - out;
  *bad = decoder.bad();
  return -1;
}

std::string Encode(std::string_view bytes, Alphabet alphabet, bool padding) {
  std::string out(EncodedSize(bytes.size(), padding), '\0');
  Encode(bytes, alphabet, padding, out.data());
  return out;
}

std::optional<std::string> Decode(std::string_view text, Alphabet alphabet, bool padding) {
  std::string out(DecodedRoom(text.size()), '\0');
  size_t bad = 0;
  int64_t size = Decode(text, alphabet, padding, out.data(), &bad);
  if (size < 0) return std::nullopt;
  out.resize(static_cast<size_t>(size));
  return out;
}

}  // namespace reeve::base64
