// Signatures, by OpenSSL's EVP_DigestSign and EVP_DigestVerify. Tested by tests/crypto/signature_test.cc.
#include "crypto/signature.h"

#include <openssl/rsa.h>

#include "crypto/algorithms.h"
#include "crypto/handles.h"

namespace reeve::crypto {
namespace {

KeyKind KindOf(Scheme scheme) {
  switch (scheme) {
    case Scheme::kPkcs1: case Scheme::kPss: case Scheme::kPssAnySalt: return KeyKind::kRsa;
    case Scheme::kEcdsa: return KeyKind::kEc;
    case Scheme::kEd25519: return KeyKind::kEd25519;
  }
  return KeyKind::kRsa;
}

bool SetPadding(EVP_PKEY_CTX* context, Scheme scheme, Hash hash) {
  if (scheme == Scheme::kPkcs1) return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  if (scheme != Scheme::kPss && scheme != Scheme::kPssAnySalt) return true;
  int salt = scheme == Scheme::kPss ? RSA_PSS_SALTLEN_DIGEST : RSA_PSS_SALTLEN_AUTO;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, salt) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(context, MethodOf(hash)) == 1;
}

// r and s in halves of the bytes to the DER form that OpenSSL takes; empty if they are none.
std::string DerOfHalves(std::string_view halves) {
  size_t half = halves.size() / 2;
  if (halves.size() > 256) return {};
  BigNumber r(BN_bin2bn(Bytes(halves), static_cast<int>(half), nullptr));
  BigNumber s(BN_bin2bn(Bytes(halves.substr(half)), static_cast<int>(halves.size() - half), nullptr));
  EcdsaSignature both(ECDSA_SIG_new());
  if (!r || !s || !both || ECDSA_SIG_set0(both.get(), r.get(), s.get()) != 1) return {};
  (void)r.release();  // the signature owns them now
  (void)s.release();
  int size = i2d_ECDSA_SIG(both.get(), nullptr);
  if (size <= 0) return {};
  std::string der(static_cast<size_t>(size), '\0');
  unsigned char* out = reinterpret_cast<unsigned char*>(der.data());
  return i2d_ECDSA_SIG(both.get(), &out) == size ? der : std::string();
}

std::optional<std::string> HalvesOfDer(std::string_view der, size_t half) {
  const unsigned char* in = Bytes(der);
  EcdsaSignature both(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size())));
  if (both == nullptr) return std::nullopt;
  std::string halves(2 * half, '\0');
  unsigned char* out = reinterpret_cast<unsigned char*>(halves.data());
  if (BN_bn2binpad(ECDSA_SIG_get0_r(both.get()), out, static_cast<int>(half)) < 0 ||
      BN_bn2binpad(ECDSA_SIG_get0_s(both.get()), out + half, static_cast<int>(half)) < 0) {
    return std::nullopt;
  }
  return halves;
}

const EVP_MD* MethodFor(Scheme scheme, Hash hash) { return scheme == Scheme::kEd25519 ? nullptr : MethodOf(hash); }

}  // namespace

bool Verify(const Key& key, Scheme scheme, Hash hash, std::string_view message, std::string_view signature) {
  if (!key.usable() || key.kind() != KindOf(scheme)) return false;
  ErrorQueue clean;
  std::string der;
  if (scheme == Scheme::kEcdsa) {
    der = DerOfHalves(signature);
    if (der.empty()) return false;
    signature = der;
  }
  DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* options = nullptr;
  return context != nullptr &&
         EVP_DigestVerifyInit(context.get(), &options, MethodFor(scheme, hash), nullptr, key.handle()) == 1 &&
         SetPadding(options, scheme, hash) &&
         EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(message), message.size()) == 1;
}

std::optional<std::string> Sign(const Key& key, Scheme scheme, Hash hash, std::string_view message) {
  if (!key.usable() || !key.is_private() || key.kind() != KindOf(scheme) || scheme == Scheme::kPssAnySalt) return std::nullopt;
  ErrorQueue clean;
  DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* options = nullptr;
  size_t size = 0;
  if (context == nullptr ||
      EVP_DigestSignInit(context.get(), &options, MethodFor(scheme, hash), nullptr, key.handle()) != 1 ||
      !SetPadding(options, scheme, hash) ||
      EVP_DigestSign(context.get(), nullptr, &size, Bytes(message), message.size()) != 1) {
    return std::nullopt;
  }
  std::string signature(size, '\0');
  if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, Bytes(message), message.size()) != 1) {
    return std::nullopt;
  }
  signature.resize(size);
  return scheme == Scheme::kEcdsa ? HalvesOfDer(signature, CoordinateSize(key.curve())) : signature;
}

}  // namespace reeve::crypto
