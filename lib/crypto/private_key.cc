// Reads private keys and checks their numbers against each other. See private_key.h.
#include "crypto/private_key.h"

#include <openssl/obj_mac.h>

#include <optional>

#include "crypto/algorithms.h"
#include "crypto/der.h"
#include "crypto/handles.h"
#include "crypto/public_key.h"

namespace reeve::crypto {
namespace {

const Oid kRsa = {1, 2, 840, 113549, 1, 1, 1}, kEc = {1, 2, 840, 10045, 2, 1}, kX25519 = {1, 3, 101, 110},
          kEd25519 = {1, 3, 101, 112};
constexpr std::string_view kMalformed = "asn1: structure error: no private key";

// The three containers, as far as their fields can be told apart.
struct Pkcs1 {
  int64_t version = 0, exponent = 0;
  std::string_view modulus, private_exponent, prime1, prime2;
  std::optional<std::string_view> exponent1, exponent2, coefficient;
  std::vector<std::string_view> further;
};
struct Pkcs8 {
  Oid algorithm;
  std::string_view parameters, key;
};
struct Sec1 {
  int64_t version = 0;
  std::string_view key;
  Oid curve;
};

bool OptionalInteger(DerReader* in, std::optional<std::string_view>* out) {
  if (!in->Next(tag::kInteger)) return true;
  std::string_view bytes;
  if (!in->Integer(&bytes)) return false;
  *out = bytes;
  return true;
}

// What stands behind the last field is left alone.
bool ReadPkcs1(std::string_view der, Pkcs1* out, std::string_view* rest) {
  DerReader in(der), fields, primes;
  bool has_more = false;
  if (!in.Read(tag::kSequence, &fields) || !fields.SmallInteger(&out->version) || !fields.Integer(&out->modulus) ||
      !fields.SmallInteger(&out->exponent) || !fields.Integer(&out->private_exponent) || !fields.Integer(&out->prime1) ||
      !fields.Integer(&out->prime2) || !OptionalInteger(&fields, &out->exponent1) || !OptionalInteger(&fields, &out->exponent2) ||
      !OptionalInteger(&fields, &out->coefficient) || !fields.Optional(tag::kSequence, &has_more, &primes)) {
    return false;
  }
  while (!primes.empty()) {
    DerReader one;
    std::string_view prime, exponent, coefficient;
    if (!primes.Read(tag::kSequence, &one) || !one.Integer(&prime) || !one.Integer(&exponent) || !one.Integer(&coefficient)) return false;
    out->further.push_back(prime);
  }
  *rest = in.rest();
  return true;
}

bool ReadPkcs8(std::string_view der, Pkcs8* out) {
  DerReader in(der), fields, algorithm;
  int64_t version = 0;
  uint8_t tag = 0;
  std::string_view contents;
  return in.Read(tag::kSequence, &fields) && fields.SmallInteger(&version) && fields.Read(tag::kSequence, &algorithm) &&
         algorithm.ObjectIdentifier(&out->algorithm) &&
         (algorithm.empty() || algorithm.Any(&tag, &contents, &out->parameters)) && fields.OctetString(&out->key);
}

// [n] with an element of the tag within; one of another tag counts as absent and is left alone.
bool OptionalWithin(DerReader* in, uint8_t n, uint8_t tag, bool* present, DerReader* within) {
  DerReader ahead = *in;
  if (!ahead.Optional(tag::ContextConstructed(n), present, within) || (*present && within->empty())) return false;
  *present = *present && within->Next(tag);
  if (*present) *in = ahead;
  return true;
}

bool ReadSec1(std::string_view der, Sec1* out) {
  DerReader in(der), fields, curve, point;
  bool has_curve = false, has_point = false;
  BitString bits;
  return in.Read(tag::kSequence, &fields) && fields.SmallInteger(&out->version) && fields.OctetString(&out->key) &&
         OptionalWithin(&fields, 0, tag::kOid, &has_curve, &curve) && (!has_curve || curve.ObjectIdentifier(&out->curve)) &&
         OptionalWithin(&fields, 1, tag::kBitString, &has_point, &point) && (!has_point || point.Bits(&bits));
}

bool IsPositive(std::string_view integer) {
  return (static_cast<uint8_t>(integer[0]) & 0x80) == 0 && integer != std::string_view("\0", 1);
}

BigNumber Number(std::string_view bytes) { return BigNumber(BN_bin2bn(Bytes(bytes), static_cast<int>(bytes.size()), nullptr)); }
std::string BytesOf(const BIGNUM* number) {
  std::string bytes(static_cast<size_t>(BN_num_bytes(number)), '\0');
  BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
  return bytes;
}
std::string Trimmed(std::string_view number) {
  while (number.starts_with('\0')) number.remove_prefix(1);
  return std::string(number);
}

// The numbers of an RSA key and the checks that Go makes of them, in its order. Each step that fails is a failure of memory
// or a text of why_.
class RsaChecker {
 public:
  explicit RsaChecker(PrivateNumbers* key) : key_(*key), context_(BN_CTX_new()) {}

  std::string Run() {
    n_ = Number(key_.modulus);
    d_ = Number(key_.private_exponent);
    if (context_ == nullptr || n_ == nullptr || d_ == nullptr) return "crypto/rsa: out of memory";
    if (BN_num_bits(n_.get()) < 2) return "modulus must be > 1";
    if (BN_cmp(d_.get(), n_.get()) >= 0) return "input overflows the modulus";
    return key_.primes.size() == 2 ? Pair() : Legacy();
  }

 private:
  std::string PublicHalf() {
    if (!BN_is_odd(n_.get())) return "crypto/rsa: public modulus is even";
    if (key_.exponent < 2) return "crypto/rsa: public exponent too small or negative";
    if ((key_.exponent & 1) == 0) return "crypto/rsa: public exponent is even";
    if (key_.exponent > INT32_MAX) return "crypto/rsa: public exponent too large";
    return "";
  }
  static BigNumber New() { return BigNumber(BN_new()); }
  BigNumber Minus1(const BigNumber& prime) {
    BigNumber less(BN_dup(prime.get()));
    if (less != nullptr) BN_sub_word(less.get(), 1);
    return less;
  }
  BigNumber Remainder(const BigNumber& of, const BigNumber& by) {
    BigNumber rest = New();
    if (rest == nullptr || !BN_mod(rest.get(), of.get(), by.get(), context_.get())) return nullptr;
    return rest;
  }
  bool IsInverse(const BigNumber& a, const BigNumber& b, const BigNumber& modulus) {
    BigNumber product = New();
    return product != nullptr && BN_mod_mul(product.get(), a.get(), b.get(), modulus.get(), context_.get()) && BN_is_one(product.get());
  }
  BigNumber Inverse(const BigNumber& of, const BigNumber& modulus) {
    return BigNumber(BN_mod_inverse(nullptr, of.get(), modulus.get(), context_.get()));
  }

  // Two primes: the numbers for the Chinese remainder theorem are checked where all are given, else made.
  std::string Pair() {
    BigNumber p = Number(key_.primes[0]), q = Number(key_.primes[1]), e = Number("");
    if (p == nullptr || q == nullptr || e == nullptr) return "crypto/rsa: out of memory";
    if (BN_num_bits(p.get()) < 2 || BN_num_bits(q.get()) < 2) return "modulus must be > 1";
    BigNumber p1 = Minus1(p), q1 = Minus1(q);
    bool given = !key_.exponent1.empty() && !key_.exponent2.empty() && !key_.coefficient.empty();
    if (!given) {
      if (BN_num_bits(p1.get()) < 2 || BN_num_bits(q1.get()) < 2) return "modulus must be > 1";
      if (!BN_is_odd(p.get())) return "crypto/rsa: p is even";
      key_.exponent1 = BytesOf(Remainder(d_, p1).get());
      key_.exponent2 = BytesOf(Remainder(d_, q1).get());
      BigNumber inverse = Inverse(q, p);
      key_.coefficient = inverse == nullptr ? "" : BytesOf(inverse.get());
    }
    BigNumber dp = Number(key_.exponent1), dq = Number(key_.exponent2), qi = Number(key_.coefficient), product = New();
    if (BN_cmp(qi.get(), p.get()) >= 0) return "input overflows the modulus";
    if (std::string why = PublicHalf(); !why.empty()) return why;
    BN_set_word(e.get(), static_cast<BN_ULONG>(key_.exponent));
    if (BN_cmp(p.get(), n_.get()) >= 0 || BN_cmp(q.get(), n_.get()) >= 0) return "crypto/rsa: invalid prime";
    BN_mul(product.get(), p.get(), q.get(), context_.get());
    BigNumber rest = Remainder(product, n_);
    if (!BN_is_zero(rest.get())) return "crypto/rsa: p * q != n";
    for (auto [less, exponent] : {std::pair{&p1, &dp}, std::pair{&q1, &dq}}) {
      if (BN_num_bits(less->get()) < 2) return "crypto/rsa: invalid prime";
      if (BN_cmp(exponent->get(), less->get()) >= 0 || !IsInverse(e, *exponent, *less)) return "crypto/rsa: invalid CRT exponent";
    }
    if (!IsInverse(q, qi, p)) return "crypto/rsa: invalid CRT coefficient";
    if (BN_cmp(Remainder(d_, p1).get(), dp.get()) != 0) return "crypto/rsa: d does not match dP";
    if (BN_cmp(Remainder(d_, q1).get(), dq.get()) != 0) return "crypto/rsa: d does not match dQ";
    if (BN_cmp(p.get(), q.get()) == 0) return "crypto/rsa: p == q";
    BN_sub(product.get(), p.get(), q.get());
    int half = BN_num_bits(n_.get()) / 2;
    if (BN_num_bits(product.get()) <= half - 100) return "crypto/rsa: |p - q| too small";
    if (BN_num_bits(d_.get()) <= half) return "crypto/rsa: d too small";
    return "";
  }

  // Three primes and more: only that the numbers for the theorem exist.
  std::string Legacy() {
    if (std::string why = PublicHalf(); !why.empty()) return why;
    std::vector<BigNumber> primes;
    for (const std::string& prime : key_.primes) {
      primes.push_back(Number(prime));
      if (BN_num_bits(primes.back().get()) < 2) return "crypto/rsa: prime factor is <= 1";
    }
    key_.exponent1 = BytesOf(Remainder(d_, Minus1(primes[0])).get());
    key_.exponent2 = BytesOf(Remainder(d_, Minus1(primes[1])).get());
    BigNumber inverse = Inverse(primes[1], primes[0]), product = New();
    if (inverse == nullptr) return "crypto/rsa: prime factors are not relatively prime";
    key_.coefficient = BytesOf(inverse.get());
    BN_mul(product.get(), primes[0].get(), primes[1].get(), context_.get());
    for (size_t i = 2; i < primes.size(); ++i) {
      inverse = Inverse(product, primes[i]);
      if (inverse == nullptr) return "crypto/rsa: prime factors are not relatively prime";
      key_.further.push_back({BytesOf(Remainder(d_, Minus1(primes[i])).get()), BytesOf(inverse.get()), BytesOf(product.get())});
      BN_mul(product.get(), product.get(), primes[i].get(), context_.get());
    }
    return "";
  }

  PrivateNumbers& key_;
  BigNumberContext context_;
  BigNumber n_, d_;
};

int CurveId(Curve curve) {
  switch (curve) {
    case Curve::kP224: return NID_secp224r1;
    case Curve::kP256: return NID_X9_62_prime256v1;
    case Curve::kP384: return NID_secp384r1;
    case Curve::kP521: return NID_secp521r1;
  }
  return 0;
}

// The point of key.d, which must be above zero and below the order.
std::string ComputePoint(PrivateNumbers* key) {
  ErrorQueue clean;
  CurveHandle group(EC_GROUP_new_by_curve_name(CurveId(key->curve)));
  BigNumberContext context(BN_CTX_new());
  BigNumber d = Number(key->d), x(BN_new()), y(BN_new());
  if (!group || !context || !d || !x || !y) return "crypto/ecdsa: curve not supported";
  if (BN_cmp(d.get(), EC_GROUP_get0_order(group.get())) >= 0) return "input overflows the modulus";
  if (BN_is_zero(d.get())) return "ecdsa: private key is zero";
  PointHandle point(EC_POINT_new(group.get()));
  size_t size = CoordinateSize(key->curve);
  key->x.assign(size, '\0');
  key->y.assign(size, '\0');
  bool computed = point != nullptr && EC_POINT_mul(group.get(), point.get(), d.get(), nullptr, nullptr, context.get()) == 1 &&
                  EC_POINT_get_affine_coordinates(group.get(), point.get(), x.get(), y.get(), context.get()) == 1 &&
                  BN_bn2binpad(x.get(), reinterpret_cast<unsigned char*>(key->x.data()), static_cast<int>(size)) >= 0 &&
                  BN_bn2binpad(y.get(), reinterpret_cast<unsigned char*>(key->y.data()), static_cast<int>(size)) >= 0;
  return computed ? "" : "crypto/ecdsa: curve not supported";
}

// `outer`: the curve that a container names; it goes before the key's own.
std::string ParseSec1(const std::optional<Oid>& outer, std::string_view der, PrivateNumbers* out) {
  Sec1 key;
  if (!ReadSec1(der, &key)) {
    Pkcs8 other;
    Pkcs1 rsa;
    std::string_view rest;
    if (ReadPkcs8(der, &other)) return "x509: failed to parse private key (use ParsePKCS8PrivateKey instead for this key format)";
    if (ReadPkcs1(der, &rsa, &rest)) return "x509: failed to parse private key (use ParsePKCS1PrivateKey instead for this key format)";
    return "x509: failed to parse EC private key: " + std::string(kMalformed);
  }
  if (key.version != 1) return "x509: unknown EC private key version " + std::to_string(key.version);
  std::optional<Curve> curve = CurveOf(outer ? *outer : key.curve);
  if (!curve) return "x509: unknown elliptic curve";
  out->kind = PrivateKeyKind::kEc;
  out->curve = *curve;
  size_t size = CoordinateSize(*curve);
  while (key.key.size() > size) {
    if (key.key[0] != '\0') return "x509: invalid private key length";
    key.key.remove_prefix(1);
  }
  out->d.assign(size - key.key.size(), '\0').append(key.key);
  return ComputePoint(out);
}

// The 32 bytes of an Ed25519 or X25519 key, and the public half.
std::string ParseOctetKey(const Pkcs8& box, PrivateKeyKind kind, PrivateNumbers* out) {
  ErrorQueue clean;
  std::string name = kind == PrivateKeyKind::kEd25519 ? "Ed25519" : "X25519";
  if (!box.parameters.empty()) return "x509: invalid " + name + " private key parameters";
  DerReader in(box.key);
  std::string_view seed;
  if (!in.OctetString(&seed)) return "x509: invalid " + name + " private key: " + std::string(kMalformed);
  if (seed.size() != 32) {
    return kind == PrivateKeyKind::kX25519 ? "crypto/ecdh: invalid private key size"
                                           : "x509: invalid Ed25519 private key length: " + std::to_string(seed.size());
  }
  out->kind = kind;
  out->seed = seed;
  int type = kind == PrivateKeyKind::kEd25519 ? EVP_PKEY_ED25519 : EVP_PKEY_X25519;
  KeyHandle key(EVP_PKEY_new_raw_private_key(type, nullptr, Bytes(seed), seed.size()));
  size_t size = 32;
  out->point.assign(size, '\0');
  bool computed = key != nullptr && EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(out->point.data()), &size) == 1;
  return computed ? "" : "x509: invalid " + name + " private key";
}

}  // namespace

std::string ParsePkcs1PrivateKey(std::string_view der, PrivateNumbers* out) {
  ErrorQueue clean;
  *out = {};
  Pkcs1 key;
  std::string_view rest;
  bool read = ReadPkcs1(der, &key, &rest);
  if (read && !rest.empty()) return "asn1: syntax error: trailing data";
  if (!read) {
    Sec1 curve;
    Pkcs8 box;
    if (ReadSec1(der, &curve)) return "x509: failed to parse private key (use ParseECPrivateKey instead for this key format)";
    if (ReadPkcs8(der, &box)) return "x509: failed to parse private key (use ParsePKCS8PrivateKey instead for this key format)";
    return std::string(kMalformed);
  }
  if (key.version > 1) return "x509: unsupported private key version";
  for (const auto& number : {std::optional(key.modulus), std::optional(key.private_exponent), std::optional(key.prime1),
                             std::optional(key.prime2), key.exponent1, key.exponent2, key.coefficient}) {
    if (number && !IsPositive(*number)) return "x509: private key contains zero or negative value";
  }
  out->kind = PrivateKeyKind::kRsa;
  out->modulus = Trimmed(key.modulus);
  out->exponent = key.exponent;
  out->private_exponent = Trimmed(key.private_exponent);
  out->primes = {Trimmed(key.prime1), Trimmed(key.prime2)};
  for (std::string_view prime : key.further) {
    if (!IsPositive(prime)) return "x509: private key contains zero or negative prime";
    out->primes.push_back(Trimmed(prime));
  }
  if (key.exponent1) out->exponent1 = Trimmed(*key.exponent1);
  if (key.exponent2) out->exponent2 = Trimmed(*key.exponent2);
  if (key.coefficient) out->coefficient = Trimmed(*key.coefficient);
  return RsaChecker(out).Run();
}

std::string ParsePkcs8PrivateKey(std::string_view der, PrivateNumbers* out) {
  *out = {};
  Pkcs8 box;
  if (!ReadPkcs8(der, &box)) {
    Sec1 curve;
    Pkcs1 rsa;
    std::string_view rest;
    if (ReadSec1(der, &curve)) return "x509: failed to parse private key (use ParseECPrivateKey instead for this key format)";
    if (ReadPkcs1(der, &rsa, &rest)) return "x509: failed to parse private key (use ParsePKCS1PrivateKey instead for this key format)";
    return std::string(kMalformed);
  }
  if (box.algorithm == kRsa) {
    std::string why = ParsePkcs1PrivateKey(box.key, out);
    return why.empty() ? "" : "x509: failed to parse RSA private key embedded in PKCS#8: " + why;
  }
  if (box.algorithm == kEc) {
    DerReader in(box.parameters);
    std::optional<Oid> curve(std::in_place);
    if (!in.ObjectIdentifier(&*curve)) curve.reset();
    std::string why = ParseSec1(curve, box.key, out);
    return why.empty() ? "" : "x509: failed to parse EC private key embedded in PKCS#8: " + why;
  }
  if (box.algorithm == kEd25519) return ParseOctetKey(box, PrivateKeyKind::kEd25519, out);
  if (box.algorithm == kX25519) return ParseOctetKey(box, PrivateKeyKind::kX25519, out);
  return "x509: PKCS#8 wrapping contained private key with unknown algorithm: " + OidText(box.algorithm);
}

std::string ParseEcPrivateKey(std::string_view der, PrivateNumbers* out) {
  *out = {};
  return ParseSec1(std::nullopt, der, out);
}

}  // namespace reeve::crypto
