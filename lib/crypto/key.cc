// Keys from their numbers, by OpenSSL's EVP_PKEY_fromdata. Tested by tests/crypto/signature_test.cc.
#include "crypto/key.h"

#include <openssl/core_names.h>

#include "crypto/algorithms.h"
#include "crypto/handles.h"

namespace reeve::crypto {
namespace {

BigNumber Number(std::string_view bytes) {
  while (bytes.starts_with('\0')) bytes.remove_prefix(1);
  if (bytes.size() > Key::kMaxRsaBits / 8) return nullptr;
  return BigNumber(BN_bin2bn(Bytes(bytes), static_cast<int>(bytes.size()), nullptr));
}

KeyHandle FromData(const char* algorithm, OSSL_PARAM_BLD* builder, bool is_private) {
  Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
  KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, algorithm, nullptr));
  EVP_PKEY* made = nullptr;
  if (parameters == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return KeyHandle(made);
}

// An exponent that Go would use: odd, 3 to 2^31 - 1.
bool IsUsableExponent(const BIGNUM* e) { return BN_num_bits(e) >= 2 && BN_num_bits(e) <= 31 && BN_is_odd(e); }

struct RsaParts {
  BigNumber n, e, d, p, q, dp, dq, qi;
};

// What the Chinese remainder theorem takes, computed from d, p and q; false if the numbers do not belong together.
bool Complete(RsaParts* k) {
  BigNumberContext scratch(BN_CTX_new());
  BigNumber product(BN_new()), p1(BN_dup(k->p.get())), q1(BN_dup(k->q.get())), one(BN_new()), check(BN_new());
  k->dp.reset(BN_new());
  k->dq.reset(BN_new());
  if (!scratch || !product || !p1 || !q1 || !one || !check || !k->dp || !k->dq) return false;
  BN_CTX* c = scratch.get();
  if (BN_num_bits(k->p.get()) < 2 || BN_num_bits(k->q.get()) < 2 || !BN_is_odd(k->p.get()) || !BN_is_odd(k->q.get())) return false;
  if (!BN_mul(product.get(), k->p.get(), k->q.get(), c) || BN_cmp(product.get(), k->n.get()) != 0) return false;
  if (BN_cmp(k->d.get(), k->n.get()) >= 0 || !BN_one(one.get())) return false;
  if (!BN_sub_word(p1.get(), 1) || !BN_sub_word(q1.get(), 1)) return false;
  if (!BN_mod(k->dp.get(), k->d.get(), p1.get(), c) || !BN_mod(k->dq.get(), k->d.get(), q1.get(), c)) return false;
  if (!BN_mod_mul(check.get(), k->dp.get(), k->e.get(), p1.get(), c) || !BN_is_one(check.get())) return false;
  if (!BN_mod_mul(check.get(), k->dq.get(), k->e.get(), q1.get(), c) || !BN_is_one(check.get())) return false;
  k->qi.reset(BN_mod_inverse(nullptr, k->q.get(), k->p.get(), c));
  return k->qi != nullptr;
}

bool Equals(const BigNumber& number, std::string_view bytes) {
  BigNumber other = Number(bytes);
  return other != nullptr && BN_cmp(number.get(), other.get()) == 0;
}

// Whether the derived numbers that were given are the right ones. Without all three of them they are not looked at.
bool Agree(const RsaParts& k, const RsaNumbers& given) {
  if (!given.exponent1 || !given.exponent2 || !given.coefficient) return true;
  return Equals(k.dp, *given.exponent1) && Equals(k.dq, *given.exponent2) && Equals(k.qi, *given.coefficient);
}

// Whether 0 < d < the order of the curve.
bool IsInOrder(EVP_PKEY* key, const BIGNUM* d) {
  BIGNUM* order = nullptr;
  bool known = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_ORDER, &order) == 1;
  BigNumber owner(order);
  return known && !BN_is_zero(d) && BN_cmp(d, order) < 0;
}

KeyHandle RsaHandle(const RsaParts& k) {
  ParameterBuilder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD* b = builder.get();
  if (b == nullptr || !OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_N, k.n.get()) ||
      !OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_RSA_E, k.e.get())) {
    return nullptr;
  }
  if (k.d == nullptr) return FromData("RSA", b, false);
  const std::pair<const char*, const BigNumber*> parts[] = {
      {OSSL_PKEY_PARAM_RSA_D, &k.d},          {OSSL_PKEY_PARAM_RSA_FACTOR1, &k.p},
      {OSSL_PKEY_PARAM_RSA_FACTOR2, &k.q},    {OSSL_PKEY_PARAM_RSA_EXPONENT1, &k.dp},
      {OSSL_PKEY_PARAM_RSA_EXPONENT2, &k.dq}, {OSSL_PKEY_PARAM_RSA_COEFFICIENT1, &k.qi}};
  for (auto [name, number] : parts) {
    if (!OSSL_PARAM_BLD_push_BN(b, name, number->get())) return nullptr;
  }
  return FromData("RSA", b, true);
}

const char* CurveName(Curve curve) {
  switch (curve) {
    case Curve::kP224: return "P-224";
    case Curve::kP256: return "P-256";
    case Curve::kP384: return "P-384";
    case Curve::kP521: return "P-521";
  }
  return "";
}

// `number` as exactly `size` bytes; empty if it does not fit.
std::string Padded(std::string_view number, size_t size) {
  while (number.size() > size && number[0] == '\0') number.remove_prefix(1);
  if (number.size() > size) return {};
  return std::string(size - number.size(), '\0').append(number);
}

}  // namespace

void Key::Free::operator()(evp_pkey_st* handle) const { EVP_PKEY_free(handle); }

size_t CurveBits(Curve curve) {
  switch (curve) {
    case Curve::kP224: return 224;
    case Curve::kP256: return 256;
    case Curve::kP384: return 384;
    case Curve::kP521: return 521;
  }
  return 0;
}

size_t CoordinateSize(Curve curve) { return (CurveBits(curve) + 7) / 8; }

std::shared_ptr<const Key> Key::Rsa(const RsaNumbers& numbers) {
  ErrorQueue clean;
  auto key = std::make_shared<Key>();
  key->kind_ = KeyKind::kRsa;
  key->private_ = !numbers.private_exponent.empty();
  RsaParts k;
  k.n = Number(numbers.modulus);
  k.e = Number(numbers.exponent);
  if (k.n == nullptr || k.e == nullptr) {
    key->usable_ = false;
    return key;
  }
  key->bits_ = static_cast<size_t>(BN_num_bits(k.n.get()));
  key->usable_ = key->bits_ >= kMinRsaBits && BN_is_odd(k.n.get()) && IsUsableExponent(k.e.get());
  if (key->private_) {
    k.d = Number(numbers.private_exponent);
    k.p = Number(numbers.prime1);
    k.q = Number(numbers.prime2);
    if (!k.d || !k.p || !k.q || !Complete(&k) || !Agree(k, numbers)) key->usable_ = false;
  }
  if (!key->usable_) return key;
  key->handle_.reset(RsaHandle(k).release());
  return key->handle_ == nullptr ? nullptr : key;
}

std::shared_ptr<const Key> Key::Ec(Curve curve, std::string_view x, std::string_view y, std::string_view private_number) {
  ErrorQueue clean;
  size_t size = CoordinateSize(curve);
  std::string px = Padded(x, size), py = Padded(y, size);
  if (px.empty() || py.empty()) return nullptr;
  std::string point = "\x04" + px + py;
  ParameterBuilder builder(OSSL_PARAM_BLD_new());
  if (builder == nullptr || !OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, CurveName(curve), 0) ||
      !OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size())) {
    return nullptr;
  }
  BigNumber d;
  if (!private_number.empty()) {
    d = Number(private_number);
    if (d == nullptr || !OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, d.get())) return nullptr;
  }
  auto key = std::make_shared<Key>();
  key->kind_ = KeyKind::kEc;
  key->curve_ = curve;
  key->private_ = d != nullptr;
  key->handle_.reset(FromData("EC", builder.get(), key->private_).release());
  if (key->private_ && key->handle_ != nullptr) key->usable_ = IsInOrder(key->handle_.get(), d.get());
  return key->handle_ == nullptr ? nullptr : key;
}

std::shared_ptr<const Key> Key::Ed25519(std::string_view point, std::string_view seed) {
  ErrorQueue clean;
  if (point.size() != 32 || (!seed.empty() && seed.size() != 32)) return nullptr;
  auto key = std::make_shared<Key>();
  key->kind_ = KeyKind::kEd25519;
  key->private_ = !seed.empty();
  if (!key->private_) {
    key->handle_.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Bytes(point), point.size()));
    return key->handle_ == nullptr ? nullptr : key;
  }
  key->handle_.reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, Bytes(seed), seed.size()));
  unsigned char derived[32];
  size_t size = sizeof(derived);
  if (key->handle_ == nullptr || EVP_PKEY_get_raw_public_key(key->handle_.get(), derived, &size) != 1) return nullptr;
  if (std::string_view(reinterpret_cast<char*>(derived), size) != point) return nullptr;
  return key;
}

uint64_t Key::VerifyWork() const {
  switch (kind_) {
    case KeyKind::kRsa: return 1000 + bits_ * bits_ / 400;
    case KeyKind::kEc: return 100 * CurveBits(curve_);
    case KeyKind::kEd25519: return 40000;
  }
  return 0;
}

uint64_t Key::SignWork() const {
  return kind_ == KeyKind::kRsa ? 1000 + bits_ * bits_ / 200 * bits_ / 200 : VerifyWork();
}

}  // namespace reeve::crypto
