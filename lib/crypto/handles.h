// OpenSSL's objects as owners that free themselves, and its error queue cleared. Only lib/crypto includes this.
#ifndef REEVE_LIB_CRYPTO_HANDLES_H_
#define REEVE_LIB_CRYPTO_HANDLES_H_

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>

namespace reeve::crypto {

template <auto free>
struct Freed {
  template <typename T>
  void operator()(T* object) const { free(object); }
};

using BigNumber = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using BigNumberContext = std::unique_ptr<BN_CTX, Freed<BN_CTX_free>>;
using KeyHandle = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using CurveHandle = std::unique_ptr<EC_GROUP, Freed<EC_GROUP_free>>;
using PointHandle = std::unique_ptr<EC_POINT, Freed<EC_POINT_free>>;

// OpenSSL queues its errors a thread; ours are return values, so the queue is left empty.
struct ErrorQueue {
  ErrorQueue() { ERR_clear_error(); }
  ~ErrorQueue() { ERR_clear_error(); }
  ErrorQueue(const ErrorQueue&) = delete;
  ErrorQueue& operator=(const ErrorQueue&) = delete;
};

}  // namespace reeve::crypto

#endif  // REEVE_LIB_CRYPTO_HANDLES_H_
