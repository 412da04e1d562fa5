// Reads DER. See der.h. Tested by tests/crypto/der_test.cc.
#include "crypto/der.h"

namespace reeve::crypto {
namespace {

uint8_t Byte(std::string_view text, size_t at) { return static_cast<uint8_t>(text[at]); }

// One number of an OBJECT IDENTIFIER: at most 31 bits, no leading zero digits.
bool Base128(std::string_view* text, uint32_t* value) {
  uint32_t v = 0;
  for (size_t i = 0; !text->empty(); ++i) {
    uint8_t b = Byte(*text, 0);
    if (i == 5 || v >= 1u << 24 || (i == 0 && b == 0x80)) return false;
    text->remove_prefix(1);
    v = v << 7 | (b & 0x7F);
    if ((b & 0x80) == 0) {
      *value = v;
      return true;
    }
  }
  return false;
}

}  // namespace

std::string OidText(const Oid& oid) {
  std::string text;
  for (uint32_t number : oid) {
    if (!text.empty()) text += '.';
    text += std::to_string(number);
  }
  return text;
}

bool ParseOid(std::string_view contents, Oid* oid) {
  oid->clear();
  uint32_t first = 0;
  if (contents.empty() || !Base128(&contents, &first)) return false;
  oid->push_back(first < 80 ? first / 40 : 2);
  oid->push_back(first < 80 ? first % 40 : first - 80);
  while (!contents.empty()) {
    uint32_t number = 0;
    if (!Base128(&contents, &number)) return false;
    oid->push_back(number);
  }
  return true;
}

bool DerReader::Any(uint8_t* tag, std::string_view* contents, std::string_view* element) {
  if (rest_.size() < 2 || (Byte(rest_, 0) & 0x1F) == 0x1F) return false;
  size_t header = 2, length = Byte(rest_, 1);
  if (length & 0x80) {
    size_t digits = length & 0x7F;
    if (digits == 0 || digits > 4 || rest_.size() < 2 + digits) return false;
    length = 0;
    for (size_t i = 0; i < digits; ++i) length = length << 8 | Byte(rest_, 2 + i);
    if (length < 128 || length >> (8 * (digits - 1)) == 0) return false;
    header += digits;
  }
  if (length > rest_.size() - header) return false;
  *tag = Byte(rest_, 0);
  *contents = rest_.substr(header, length);
  if (element != nullptr) *element = rest_.substr(0, header + length);
  rest_.remove_prefix(header + length);
  return true;
}

bool DerReader::Read(uint8_t tag, std::string_view* contents) {
  uint8_t got = 0;
  return Any(&got, contents) && got == tag;
}

bool DerReader::Read(uint8_t tag, DerReader* contents) {
  std::string_view bytes;
  if (!Read(tag, &bytes)) return false;
  *contents = DerReader(bytes);
  return true;
}

bool DerReader::Element(uint8_t tag, std::string_view* element) {
  uint8_t got = 0;
  std::string_view contents;
  return Any(&got, &contents, element) && got == tag;
}

bool DerReader::Skip(uint8_t tag) {
  std::string_view contents;
  return Read(tag, &contents);
}

bool DerReader::Optional(uint8_t tag, bool* present, DerReader* contents) {
  *present = Next(tag);
  return !*present || Read(tag, contents);
}

bool DerReader::Boolean(bool* value) {
  std::string_view b;
  if (!Read(tag::kBoolean, &b) || b.size() != 1 || (Byte(b, 0) != 0 && Byte(b, 0) != 0xFF)) return false;
  *value = Byte(b, 0) != 0;
  return true;
}

bool DerReader::Integer(std::string_view* bytes, uint8_t tag) {
  if (!Read(tag, bytes) || bytes->empty()) return false;
  if (bytes->size() == 1) return true;
  bool high = (Byte(*bytes, 1) & 0x80) != 0;
  return !(Byte(*bytes, 0) == 0 && !high) && !(Byte(*bytes, 0) == 0xFF && high);
}

bool DerReader::Unsigned(std::string_view* bytes) {
  if (!Integer(bytes) || (Byte(*bytes, 0) & 0x80)) return false;
  if (bytes->size() > 1 && Byte(*bytes, 0) == 0) bytes->remove_prefix(1);
  return true;
}

bool DerReader::SmallInteger(int64_t* value, uint8_t tag) {
  std::string_view bytes;
  if (!Integer(&bytes, tag) || bytes.size() > 8) return false;
  uint64_t v = Byte(bytes, 0) & 0x80 ? ~uint64_t{0} : 0;
  for (size_t i = 0; i < bytes.size(); ++i) v = v << 8 | Byte(bytes, i);
  *value = static_cast<int64_t>(v);
  return true;
}

bool DerReader::ObjectIdentifier(Oid* oid) {
  std::string_view contents;
  return Read(tag::kOid, &contents) && ParseOid(contents, oid);
}

bool DerReader::Bits(BitString* bits) {
  std::string_view contents;
  if (!Read(tag::kBitString, &contents) || contents.empty()) return false;
  uint8_t padding = Byte(contents, 0);
  contents.remove_prefix(1);
  if (padding > 7 || (contents.empty() && padding != 0)) return false;
  if (!contents.empty() && (Byte(contents, contents.size() - 1) & ((1u << padding) - 1)) != 0) return false;
  *bits = {contents, contents.size() * 8 - padding};
  return true;
}

bool DerReader::WholeBytes(std::string_view* bytes) {
  if (!Read(tag::kBitString, bytes) || bytes->empty() || Byte(*bytes, 0) != 0) return false;
  bytes->remove_prefix(1);
  return true;
}

}  // namespace reeve::crypto
