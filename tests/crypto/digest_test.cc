// Tests lib/crypto/digest.cc with the vectors of FIPS 180-4.
#include <catch2/catch.hpp>

#include <array>

#include "crypto/digest.h"

using namespace reeve;

namespace {
std::string Hex(std::string_view bytes) {
  auto digest = crypto::Sha256(bytes);
  if (!digest) return "";
  std::string hex;
  for (uint8_t b : *digest) {
    hex += "0123456789abcdef"[b >> 4];
    hex += "0123456789abcdef"[b & 15];
  }
  return hex;
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
