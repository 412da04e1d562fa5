// DER (X.690): a reader that walks over a text of elements, as strict as Go's readers of certificates and keys.
//
//     DerReader in(certificate);
//     DerReader body;
//     if (!in.Read(tag::kSequence, &body) || !in.empty()) ...      // not one SEQUENCE and nothing else
//
// Only tags below 31 and definite lengths in their shortest form are read. All views are into the text. Reading never
// recurses. Tested by tests/crypto/der_test.cc.
#ifndef REEVE_LIB_CRYPTO_DER_H_
#define REEVE_LIB_CRYPTO_DER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::crypto {

namespace tag {
constexpr uint8_t kBoolean = 1, kInteger = 2, kBitString = 3, kOctetString = 4, kNull = 5, kOid = 6, kEnumerated = 10, kUtf8String = 12,
                  kSequence = 0x30, kSet = 0x31, kNumericString = 18, kPrintableString = 19, kTeletexString = 20, kIa5String = 22,
                  kUtcTime = 23, kGeneralizedTime = 24, kBmpString = 30;
constexpr uint8_t Context(uint8_t n) { return 0x80 | n; }
constexpr uint8_t ContextConstructed(uint8_t n) { return 0xA0 | n; }
}  // namespace tag

struct BitString {
  std::string_view bytes;
  size_t bits = 0;
};

// An OBJECT IDENTIFIER's numbers.
using Oid = std::vector<uint32_t>;
std::string OidText(const Oid& oid);  // "1.2.840"

class DerReader {
 public:
  DerReader() = default;
  explicit DerReader(std::string_view bytes) : rest_(bytes) {}

  bool empty() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  bool Next(uint8_t tag) const { return !rest_.empty() && static_cast<uint8_t>(rest_[0]) == tag; }

  // Each reads one element, or gives false; then nothing more may be read.
  bool Any(uint8_t* tag, std::string_view* contents, std::string_view* element = nullptr);
  bool Read(uint8_t tag, std::string_view* contents);
  bool Read(uint8_t tag, DerReader* contents);
  bool Element(uint8_t tag, std::string_view* element);   // with tag and length
  bool Skip(uint8_t tag);
  // Leaves `contents` alone if another element is next.
  bool Optional(uint8_t tag, bool* present, DerReader* contents);

  bool Boolean(bool* value);
  // Two's complement bytes in their shortest form.
  bool Integer(std::string_view* bytes, uint8_t tag = tag::kInteger);
  // An integer that is not negative, without leading zeros (zero: one zero byte).
  bool Unsigned(std::string_view* bytes);
  bool SmallInteger(int64_t* value, uint8_t tag = tag::kInteger);
  bool ObjectIdentifier(Oid* oid);
  bool Bits(BitString* bits);
  // A BIT STRING of whole bytes.
  bool WholeBytes(std::string_view* bytes);
  bool OctetString(std::string_view* bytes) { return Read(tag::kOctetString, bytes); }

 private:
  std::string_view rest_;
};

// Contents of an OBJECT IDENTIFIER element.
bool ParseOid(std::string_view contents, Oid* oid);

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_DER_H_
