// Tests lib/crypto/digest.cc with the vectors of FIPS 180-4, RFC 1321, RFC 2202 and RFC 4231.
#include <catch2/catch.hpp>

#include <array>

#include "crypto/digest.h"

using namespace reeve;

namespace {
std::string HexOf(std::string_view bytes) {
  std::string hex;
  for (char c : bytes) {
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    hex += "0123456789abcdef"[c & 15];
  }
  return hex;
}
std::string Hex(std::string_view bytes) {
  auto digest = crypto::Sha256(bytes);
  return digest ? HexOf({reinterpret_cast<const char*>(digest->data()), digest->size()}) : "";
}
}  // namespace

TEST_CASE("SHA-256 of known texts") {
  CHECK(Hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(Hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(Hex(std::string(1000000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("comparison in constant time is comparison") {
  std::array<uint8_t, 3> a{1, 2, 3}, b{1, 2, 3}, c{1, 2, 4};
  CHECK(crypto::EqualInConstantTime(a, b));
  CHECK(!crypto::EqualInConstantTime(a, c));
  CHECK(!crypto::EqualInConstantTime(a, std::span<const uint8_t>(b).first(2)));
}

TEST_CASE("digests of other kinds") {
  CHECK(HexOf(*crypto::Digest(crypto::Hash::kMd5, "abc")) == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(HexOf(*crypto::Digest(crypto::Hash::kSha1, "abc")) == "a9993e364706816aba3e25717850c26c9cd0d89d");
  for (crypto::Hash hash : {crypto::Hash::kMd5, crypto::Hash::kSha1, crypto::Hash::kSha256, crypto::Hash::kSha384, crypto::Hash::kSha512}) {
    CHECK(crypto::Digest(hash, "")->size() == crypto::DigestSize(hash));
  }
  CHECK(HexOf(*crypto::Digest(crypto::Hash::kSha384, "abc")).starts_with("cb00753f45a35e8bb5a03d699ac65007"));
  CHECK(HexOf(*crypto::Digest(crypto::Hash::kSha512, "abc")).starts_with("ddaf35a193617abacc417349ae204131"));
}

TEST_CASE("HMAC of known texts, an empty key and one longer than a block") {
  using crypto::Hash;
  CHECK(HexOf(*crypto::Hmac(Hash::kMd5, "Jefe", "what do ya want for nothing?")) == "750c783e6ab0b503eaa86e310a5db738");
  CHECK(HexOf(*crypto::Hmac(Hash::kSha256, "Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(HexOf(*crypto::Hmac(Hash::kSha256, "", "")) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  CHECK(HexOf(*crypto::Hmac(Hash::kSha256, std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("texts are compared in constant time as well") {
  CHECK(crypto::EqualInConstantTime(std::string_view("abc"), std::string_view("abc")));
  CHECK(!crypto::EqualInConstantTime(std::string_view("abc"), std::string_view("abd")));
  CHECK(!crypto::EqualInConstantTime(std::string_view("abc"), std::string_view("ab")));
  CHECK(crypto::EqualInConstantTime(std::string_view(), std::string_view()));
}
