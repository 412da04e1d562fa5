// Key: an RSA, elliptic-curve or Ed25519 key, public or private, made from its numbers.
//
//     std::shared_ptr<const Key> key = Key::Rsa({modulus, exponent});
//     if (key == nullptr) ...             // no such key: even modulus, point that is not on its curve
//
// Numbers are big-endian bytes; leading zeros are allowed. What Go's crypto packages refuse to use is refused here: an RSA key with
// a modulus below 1024 bits, or an exponent that is even or above 2^31 - 1, is a key, but not usable(): every operation
// with it fails. So is one above kMaxRsaBits, since the work of one operation must stay bounded. Immutable, safe to share.
// Tested by tests/crypto/signature_test.cc.
#ifndef REEVE_LIB_CRYPTO_KEY_H_
#define REEVE_LIB_CRYPTO_KEY_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace reeve::crypto {

enum class KeyKind : uint8_t { kRsa, kEc, kEd25519 };
enum class Curve : uint8_t { kP224, kP256, kP384, kP521 };

// Bytes of one coordinate.
size_t CoordinateSize(Curve curve);
size_t CurveBits(Curve curve);

struct RsaNumbers {
  std::string_view modulus, exponent;
  // Of a private key, all three; empty for a public one.
  std::string_view private_exponent, prime1, prime2;
  // What follows from the others; where all three are given they must.
  std::optional<std::string_view> exponent1, exponent2, coefficient;
};

class Key {
 public:
  static constexpr size_t kMinRsaBits = 1024;
  static constexpr size_t kMaxRsaBits = 16384;

  // Null if the numbers are no key.
  static std::shared_ptr<const Key> Rsa(const RsaNumbers& numbers);
  static std::shared_ptr<const Key> Ec(Curve curve, std::string_view x, std::string_view y,
                                       std::string_view private_number = {});
  // 32 bytes each; `seed` makes it a private key, whose public half must be `point`.
  static std::shared_ptr<const Key> Ed25519(std::string_view point, std::string_view seed = {});

  KeyKind kind() const { return kind_; }
  bool is_private() const { return private_; }
  // RSA: bits of the modulus.
  size_t bits() const { return bits_; }
  Curve curve() const { return curve_; }
  bool usable() const { return usable_; }
  // Work units that one operation is worth (base/budget.h).
  uint64_t VerifyWork() const;
  uint64_t SignWork() const;

  evp_pkey_st* handle() const { return handle_.get(); }

 private:
  struct Free {
    void operator()(evp_pkey_st* handle) const;
  };
  std::unique_ptr<evp_pkey_st, Free> handle_;
  KeyKind kind_ = KeyKind::kRsa;
  Curve curve_ = Curve::kP256;
  bool private_ = false;
  bool usable_ = true;
  size_t bits_ = 0;
};

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_KEY_H_
