// Tests lib/crypto/key.cc and signature.cc: each scheme signs and verifies, and refuses other keys, texts and schemes. The
// keys are those of RFC 7515 (A.2, A.3) and RFC 8037.
#include "crypto/signature.h"

#include <catch2/catch.hpp>

#include "base/base64.h"

using namespace reeve;
using crypto::Hash;
using crypto::Key;
using crypto::Scheme;

namespace {
std::string B(std::string_view text) { return *base64::Decode(text, base64::Alphabet::kUrl, false); }

const std::string kN = B(
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-"
    "yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-"
    "KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_"
    "h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ");
const std::string kE = B("AQAB");
const std::string kD = B(
    "Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui"
    "395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qA"
    "dGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS"
    "98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ");
const std::string kP = B(
    "4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7"
    "ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc");
const std::string kQ = B(
    "uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wD"
    "mpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc");

std::shared_ptr<const Key> RsaPublic() { return Key::Rsa({kN, kE}); }
const std::string kEcX = B("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"), kEcY = B("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
                  kEcD = B("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI");
const std::string kEdX = B("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"), kEdD = B("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
}  // namespace

TEST_CASE("signatures: RSA") {
  std::shared_ptr<const Key> key = Key::Rsa({kN, kE, kD, kP, kQ}), other = RsaPublic();
  REQUIRE(key != nullptr);
  CHECK(key->bits() == 2048);
  CHECK(key->usable());
  for (Scheme scheme : {Scheme::kPkcs1, Scheme::kPss}) {
    for (Hash hash : {Hash::kSha256, Hash::kSha384, Hash::kSha512}) {
      std::optional<std::string> signature = crypto::Sign(*key, scheme, hash, "text");
      REQUIRE(signature);
      CHECK(crypto::Verify(*other, scheme, hash, "text", *signature));
      CHECK(crypto::Verify(*key, scheme, hash, "text", *signature));
      CHECK_FALSE(crypto::Verify(*other, scheme, hash, "texts", *signature));
      CHECK_FALSE(crypto::Verify(*other, scheme, hash == Hash::kSha256 ? Hash::kSha384 : Hash::kSha256, "text", *signature));
      CHECK_FALSE(crypto::Verify(*other, scheme == Scheme::kPss ? Scheme::kPkcs1 : Scheme::kPss, hash, "text", *signature));
      CHECK_FALSE(crypto::Verify(*other, scheme, hash, "text", signature->substr(1)));
      CHECK_FALSE(crypto::Verify(*other, scheme, hash, "text", ""));
      CHECK_FALSE(crypto::Verify(*other, Scheme::kEcdsa, hash, "text", *signature));
    }
  }
  CHECK_FALSE(crypto::Sign(*other, Scheme::kPkcs1, Hash::kSha256, "text"));
  CHECK_FALSE(crypto::Sign(*key, Scheme::kEcdsa, Hash::kSha256, "text"));
}

TEST_CASE("signatures: RSA numbers that do not belong together, are too short or too long serve nothing") {
  CHECK_FALSE(Key::Rsa({kN, kE, kD, kQ, kQ})->usable());
  CHECK_FALSE(Key::Rsa({kN, kE, kE, kP, kQ})->usable());
  CHECK_FALSE(Key::Rsa({kN.substr(0, 100) + "\x01", kE})->usable());
  CHECK_FALSE(Key::Rsa({kN, B("Ag")})->usable());
  CHECK_FALSE(Key::Rsa({kN, B("AQ")})->usable());
  CHECK_FALSE(Key::Rsa({kN, B("gAAAAQ")})->usable());
  CHECK(Key::Rsa({kN, B("f____w")})->usable());
  CHECK_FALSE(Key::Rsa({std::string(2049, '\xff'), kE})->usable());
  CHECK_FALSE(Key::Rsa({std::string(100000, '\xff'), kE})->usable());
  CHECK_FALSE(Key::Rsa({kN, kN})->usable());
  CHECK_FALSE(crypto::Verify(*Key::Rsa({kN, kN}), Scheme::kPkcs1, Hash::kSha256, "text", kN));
}

TEST_CASE("signatures: ECDSA") {
  std::shared_ptr<const Key> key = Key::Ec(crypto::Curve::kP256, kEcX, kEcY, kEcD), other = Key::Ec(crypto::Curve::kP256, kEcX, kEcY);
  REQUIRE(key != nullptr);
  std::optional<std::string> signature = crypto::Sign(*key, Scheme::kEcdsa, Hash::kSha256, "text");
  REQUIRE(signature);
  CHECK(signature->size() == 64);
  CHECK(crypto::Verify(*other, Scheme::kEcdsa, Hash::kSha256, "text", *signature));
  CHECK_FALSE(crypto::Verify(*other, Scheme::kEcdsa, Hash::kSha256, "texts", *signature));
  CHECK_FALSE(crypto::Verify(*other, Scheme::kEcdsa, Hash::kSha256, "text", std::string(64, '\0')));
  CHECK_FALSE(crypto::Verify(*other, Scheme::kEcdsa, Hash::kSha256, "text", ""));
  CHECK_FALSE(crypto::Verify(*other, Scheme::kEcdsa, Hash::kSha256, "text", std::string(100000, 'x')));
  CHECK(Key::Ec(crypto::Curve::kP256, kEcX, kEcX) == nullptr);
  CHECK(Key::Ec(crypto::Curve::kP256, std::string(32, '\0'), std::string(32, '\0')) == nullptr);
  CHECK(Key::Ec(crypto::Curve::kP256, kEcX + kEcX, kEcY) == nullptr);
  CHECK(Key::Ec(crypto::Curve::kP384, kEcX, kEcY) == nullptr);
}

TEST_CASE("signatures: Ed25519") {
  std::shared_ptr<const Key> key = Key::Ed25519(kEdX, kEdD), other = Key::Ed25519(kEdX);
  REQUIRE(key != nullptr);
  std::optional<std::string> signature = crypto::Sign(*key, Scheme::kEd25519, Hash::kSha512, "text");
  REQUIRE(signature);
  CHECK(crypto::Verify(*other, Scheme::kEd25519, Hash::kSha512, "text", *signature));
  CHECK_FALSE(crypto::Verify(*other, Scheme::kEd25519, Hash::kSha512, "texts", *signature));
  CHECK_FALSE(crypto::Verify(*other, Scheme::kEd25519, Hash::kSha512, "text", *signature + "x"));
  CHECK(Key::Ed25519(kEdD, kEdD) == nullptr);
  CHECK(Key::Ed25519(kEdX.substr(1)) == nullptr);
}
