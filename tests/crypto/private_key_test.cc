// Private keys that are hostile, and the decimal text of numbers. What OPA answers stands in tests/builtins/cases/private_keys.jsonl.
#include "crypto/private_key.h"

#include <catch2/catch.hpp>

#include "crypto/big_integer.h"

namespace reeve::crypto {
namespace {

using namespace std::string_literals;

std::string Integer(const std::string& bytes) { return "\x02" + std::string(1, static_cast<char>(bytes.size())) + bytes; }
std::string Sequence(const std::string& contents) { return "\x30" + std::string(1, static_cast<char>(contents.size())) + contents; }
std::string Rsa(std::initializer_list<std::string> numbers) {
  std::string contents = Integer("\0"s);
  for (const std::string& number : numbers) contents += Integer(number);
  PrivateNumbers key;
  return ParsePkcs1PrivateKey(Sequence(contents), &key);
}

}  // namespace

TEST_CASE("decimal text") {
  CHECK(DecimalText("") == "0");
  CHECK(DecimalText("\0\0"s) == "0");
  CHECK(DecimalText("\1\0\1"s) == "65537");
  CHECK(DecimalText("\1"s + std::string(16, '\0')) == "340282366920938463463374607431768211456");
}

TEST_CASE("private keys: numbers that do not belong together") {
  // n, e, d, p, q of 3233 = 61 * 53.
  CHECK(Rsa({"\x0C\xA1", "\x11", "\x01\x9D", "\x3D", "\x35"}) == "");
  CHECK(Rsa({"\x0C\xA1", "\x12", "\x01\x9D", "\x3D", "\x35"}) == "crypto/rsa: public exponent is even");
  CHECK(Rsa({"\x0C\xA3", "\x11", "\x01\x9D", "\x3D", "\x35"}) == "crypto/rsa: p * q != n");
  CHECK(Rsa({"\x0C\xA1", "\x11", "\x01\x9E", "\x3D", "\x35"}) == "crypto/rsa: invalid CRT exponent");
  CHECK(Rsa({"\x0C\xA1", "\x11", "\0"s, "\x3D", "\x35"}) == "x509: private key contains zero or negative value");
  CHECK(Rsa({"\x0C\xA1", "\x11", "\x01\x9D", "\1", "\x35"}) == "modulus must be > 1");
  CHECK(Rsa({"\1", "\x11", "\1", "\x3D", "\x35"}) == "modulus must be > 1");
  CHECK(Rsa({"\x0C\xA1", "\x11"}) == "asn1: structure error: no private key");
}

TEST_CASE("private keys: truncated at every byte") {
  // An Ed25519 key in PKCS #8.
  std::string der = "\x30\x2E\x02\x01\x00\x30\x05\x06\x03\x2B\x65\x70\x04\x22\x04\x20"s + std::string(32, 'k');
  PrivateNumbers key;
  REQUIRE(ParsePkcs8PrivateKey(der, &key).empty());
  CHECK(key.seed == std::string(32, 'k'));
  CHECK(key.point.size() == 32);
  for (size_t size = 0; size < der.size(); ++size) {
    CHECK_FALSE(ParsePkcs8PrivateKey(der.substr(0, size), &key).empty());
    CHECK_FALSE(ParsePkcs1PrivateKey(der.substr(0, size), &key).empty());
    CHECK_FALSE(ParseEcPrivateKey(der.substr(0, size), &key).empty());
  }
}

}  // namespace reeve::crypto
