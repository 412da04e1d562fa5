// Makes evidence with OpenSSL's keys and DER written by hand, so that it can be wrong in any place. Interface:
// signer.h.
#include "tests/attestation/signer.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace reeve::snp_test {
namespace {

namespace tag = crypto::tag;

// A plain exception, so that programs without Catch2 can make evidence, too.
void Require(bool holds) {
  if (!holds) throw std::runtime_error("OpenSSL failed to make a key, certificate or signature");
}

std::string Sha384Algorithm() {
  return Der(tag::kSequence, DerOid({2, 16, 840, 1, 101, 3, 4, 2, 2}) + Der(tag::kNull, ""));
}

std::string PssAlgorithm() {
  std::string mask = Der(tag::kSequence, DerOid({1, 2, 840, 113549, 1, 1, 8}) + Sha384Algorithm());
  return Der(tag::kSequence, DerOid({1, 2, 840, 113549, 1, 1, 10}) +
                                 Der(tag::kSequence, Der(tag::ContextConstructed(0), Sha384Algorithm()) +
                                                         Der(tag::ContextConstructed(1), mask) +
                                                         Der(tag::ContextConstructed(2), DerInteger(48))));
}

std::string Name(const std::string& common_name) {
  std::string organization =
      Der(tag::kSet, Der(tag::kSequence, DerOid({2, 5, 4, 10}) + Der(tag::kUtf8String, "Reeve tests")));
  return Der(
      tag::kSequence,
      organization + Der(tag::kSet, Der(tag::kSequence, DerOid({2, 5, 4, 3}) + Der(tag::kUtf8String, common_name))));
}

std::string Time(int64_t seconds) {
  std::chrono::sys_seconds at{std::chrono::seconds(seconds)};
  std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
  int64_t of_day = (at - std::chrono::floor<std::chrono::days>(at)).count();
  char text[48];
  std::snprintf(text, sizeof(text), "%02d%02u%02u%02d%02d%02dZ", static_cast<int>(day.year()) % 100,
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), static_cast<int>(of_day / 3600),
                static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60));
  return Der(tag::kUtcTime, text);
}

std::string Bits(std::string_view bytes, char unused = 0) {
  return Der(tag::kBitString, std::string(1, unused).append(bytes));
}

std::string ExtensionDer(const crypto::Oid& oid, bool critical, std::string_view value) {
  return Der(tag::kSequence,
             DerOid(oid) + (critical ? Der(tag::kBoolean, "\xFF") : "") + Der(tag::kOctetString, value));
}

std::string SignedDer(const std::string& body, const TestKey& issuer) {
  return Der(tag::kSequence, body + PssAlgorithm() + Bits(issuer.SignPss(body)));
}

}  // namespace

std::string Der(uint8_t tag, std::string_view contents) {
  std::string out(1, static_cast<char>(tag));
  size_t size = contents.size();
  if (size < 0x80) {
    out += static_cast<char>(size);
  } else {
    std::string digits;
    for (; size != 0; size >>= 8) digits.insert(digits.begin(), static_cast<char>(size & 0xFF));
    out += static_cast<char>(0x80 | digits.size());
    out += digits;
  }
  return out.append(contents);
}

std::string DerInteger(int64_t value) {
  std::string bytes;
  do {
    bytes.insert(bytes.begin(), static_cast<char>(value & 0xFF));
    value >>= 8;
  } while (value != 0 && value != -1);
  if (value == 0 && (bytes[0] & 0x80)) bytes.insert(bytes.begin(), '\0');
  return Der(tag::kInteger, bytes);
}

std::string DerOid(const crypto::Oid& oid) {
  std::string bytes(1, static_cast<char>(oid[0] * 40 + oid[1]));
  for (size_t i = 2; i < oid.size(); ++i) {
    std::string digits(1, static_cast<char>(oid[i] & 0x7F));
    for (uint32_t rest = oid[i] >> 7; rest != 0; rest >>= 7)
      digits.insert(digits.begin(), static_cast<char>(0x80 | (rest & 0x7F)));
    bytes += digits;
  }
  return Der(tag::kOid, bytes);
}

TestKey TestKey::Rsa() {
  TestKey key;
  key.key_.reset(EVP_RSA_gen(2048), EVP_PKEY_free);
  Require(key.key_ != nullptr);
  return key;
}

TestKey TestKey::Ec(const char* curve) {
  TestKey key;
  key.key_.reset(EVP_EC_gen(curve), EVP_PKEY_free);
  Require(key.key_ != nullptr);
  return key;
}

std::string TestKey::PublicInfo() const {
  int size = i2d_PUBKEY(key_.get(), nullptr);
  std::string der(static_cast<size_t>(size), '\0');
  unsigned char* out = reinterpret_cast<unsigned char*>(der.data());
  Require(i2d_PUBKEY(key_.get(), &out) == size);
  return der;
}

std::string TestKey::SignPss(std::string_view message) const {
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_PKEY_CTX* options = nullptr;
  Require(EVP_DigestSignInit(context.get(), &options, EVP_sha384(), nullptr, key_.get()) == 1);
  Require(EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1);
  Require(EVP_PKEY_CTX_set_rsa_pss_saltlen(options, 48) == 1);
  const unsigned char* bytes = reinterpret_cast<const unsigned char*>(message.data());
  size_t size = 0;
  Require(EVP_DigestSign(context.get(), nullptr, &size, bytes, message.size()) == 1);
  std::string signature(size, '\0');
  Require(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytes,
                         message.size()) == 1);
  return signature;
}

std::vector<uint8_t> TestKey::SignReport(std::span<const uint8_t> message) const {
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  Require(EVP_DigestSignInit(context.get(), nullptr, EVP_sha384(), nullptr, key_.get()) == 1);
  std::vector<uint8_t> der(256);
  size_t size = der.size();
  Require(EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size()) == 1);
  const unsigned char* in = der.data();
  std::unique_ptr<ECDSA_SIG, void (*)(ECDSA_SIG*)> both(d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(size)),
                                                        ECDSA_SIG_free);
  Require(both != nullptr);
  std::vector<uint8_t> out(144);
  Require(BN_bn2lebinpad(ECDSA_SIG_get0_r(both.get()), out.data(), 72) == 72);
  Require(BN_bn2lebinpad(ECDSA_SIG_get0_s(both.get()), out.data() + 72, 72) == 72);
  return out;
}

namespace {

std::shared_ptr<BIGNUM> NewNumber(BIGNUM* made = BN_new()) {
  Require(made != nullptr);
  return {made, BN_clear_free};
}

// The message as ECDSA counts it: SHA-384 is as long as the order of P-384.
std::shared_ptr<BIGNUM> DigestNumber(std::span<const uint8_t> message) {
  unsigned char digest[48];
  Require(EVP_Digest(message.data(), message.size(), digest, nullptr, EVP_sha384(), nullptr) == 1);
  return NewNumber(BN_bin2bn(digest, sizeof digest, nullptr));
}

struct Steps {
  std::unique_ptr<BN_CTX, void (*)(BN_CTX*)> context{BN_CTX_new(), BN_CTX_free};
  BIGNUM* order;
  std::shared_ptr<BIGNUM> Product(const std::shared_ptr<BIGNUM>& a, const std::shared_ptr<BIGNUM>& b) {
    auto out = NewNumber();
    Require(BN_mod_mul(out.get(), a.get(), b.get(), order, context.get()) == 1);
    return out;
  }
  std::shared_ptr<BIGNUM> Sum(const std::shared_ptr<BIGNUM>& a, const std::shared_ptr<BIGNUM>& b) {
    auto out = NewNumber();
    Require(BN_mod_add(out.get(), a.get(), b.get(), order, context.get()) == 1);
    return out;
  }
};

}  // namespace

// Of one signature, s = (z + r d) / k: so 1 / k = s / (z + r d).
QuickSigner::QuickSigner(const TestKey& key) {
  const std::vector<uint8_t> message(1), signature = key.SignReport(message);
  r_ = NewNumber(BN_lebin2bn(signature.data(), 72, nullptr));
  auto s = NewNumber(BN_lebin2bn(signature.data() + 72, 72, nullptr));
  BIGNUM *order = nullptr, *secret = nullptr;
  Require(EVP_PKEY_get_bn_param(key.key_.get(), OSSL_PKEY_PARAM_EC_ORDER, &order) == 1);
  order_ = NewNumber(order);
  Require(EVP_PKEY_get_bn_param(key.key_.get(), OSSL_PKEY_PARAM_PRIV_KEY, &secret) == 1);
  Steps steps{.order = order};
  product_ = steps.Product(r_, NewNumber(secret));
  auto sum = steps.Sum(DigestNumber(message), product_), over = NewNumber();
  Require(BN_mod_inverse(over.get(), sum.get(), order, steps.context.get()) != nullptr);
  inverse_ = steps.Product(s, over);
}

std::vector<uint8_t> QuickSigner::SignReport(std::span<const uint8_t> message) const {
  Steps steps{.order = order_.get()};
  auto s = steps.Product(inverse_, steps.Sum(DigestNumber(message), product_));
  std::vector<uint8_t> out(144);
  Require(BN_bn2lebinpad(r_.get(), out.data(), 72) == 72 && BN_bn2lebinpad(s.get(), out.data() + 72, 72) == 72);
  return out;
}

std::string MakeCertificate(const CertificateSpec& spec, const TestKey& key, const TestKey& issuer) {
  std::string extensions;
  for (const auto& [oid, value] : spec.extensions) extensions += ExtensionDer(oid, spec.critical_extensions, value);
  if (spec.authority) extensions += ExtensionDer({2, 5, 29, 19}, true, Der(tag::kSequence, Der(tag::kBoolean, "\xFF")));
  if (spec.may_sign || spec.may_sign_lists) {
    char usage = static_cast<char>((spec.may_sign ? 0x04 : 0) | (spec.may_sign_lists ? 0x02 : 0));
    extensions += ExtensionDer({2, 5, 29, 15}, true, Bits(std::string(1, usage), 1));
  }
  std::string body = Der(tag::ContextConstructed(0), DerInteger(2)) + DerInteger(spec.serial) + PssAlgorithm() +
                     Name(spec.issuer) + Der(tag::kSequence, Time(spec.not_before) + Time(spec.not_after)) +
                     Name(spec.subject) + key.PublicInfo();
  if (!extensions.empty()) body += Der(tag::ContextConstructed(3), Der(tag::kSequence, extensions));
  return SignedDer(Der(tag::kSequence, body), issuer);
}

std::string MakeRevocationList(const ListSpec& spec, const TestKey& issuer) {
  std::string revoked;
  for (int64_t serial : spec.serials) revoked += Der(tag::kSequence, DerInteger(serial) + Time(spec.this_update));
  std::string body =
      DerInteger(1) + PssAlgorithm() + Name(spec.issuer) + Time(spec.this_update) + Time(spec.next_update);
  if (!revoked.empty()) body += Der(tag::kSequence, revoked);
  std::string number = ExtensionDer({2, 5, 29, 20}, spec.critical_extension, DerInteger(4));
  body += Der(tag::ContextConstructed(0), Der(tag::kSequence, number));
  return SignedDer(Der(tag::kSequence, body), issuer);
}

crypto::Oid AmdOid(std::vector<uint32_t> suffix) {
  crypto::Oid oid = {1, 3, 6, 1, 4, 1, 3704, 1};
  oid.insert(oid.end(), suffix.begin(), suffix.end());
  return oid;
}

const TestChain& TestChain::Get() {
  static const TestChain chain;
  return chain;
}

CertificateSpec TestChain::Ark(snp::Product product) const {
  CertificateSpec spec;
  spec.subject = spec.issuer = "ARK-" + std::string(snp::ProductName(product));
  spec.authority = spec.may_sign = spec.may_sign_lists = true;
  return spec;
}

CertificateSpec TestChain::Intermediate(snp::Product product, bool vlek) const {
  CertificateSpec spec;
  spec.subject = (vlek ? "SEV-VLEK-" : "SEV-") + std::string(snp::ProductName(product));
  spec.issuer = Ark(product).subject;
  spec.serial = vlek ? 0x30101 : 0x10001;
  spec.authority = spec.may_sign = true;
  return spec;
}

snp::Root TestChain::MakeRoot(snp::Product product) const {
  return {product, MakeCertificate(Ark(product), ark, ark), MakeCertificate(Intermediate(product, false), ask, ark),
          MakeCertificate(Intermediate(product, true), asvk, ark)};
}

std::string TestChain::MakeLeaf(const LeafSpec& spec, snp::Product product) const {
  CertificateSpec out;
  out.subject = spec.common_name;
  out.issuer = spec.issuer.empty() ? Intermediate(product, spec.vlek).subject : spec.issuer;
  out.serial = 0;
  out.not_before = spec.not_before;
  out.not_after = spec.not_after;
  out.authority = spec.authority;
  bool turin = spec.layout == snp::TcbLayout::kFamily1Ah;
  const std::array<uint32_t, 8> levels =
      turin ? std::array<uint32_t, 8>{9, 1, 2, 3, 5, 6, 7, 8} : std::array<uint32_t, 8>{1, 2, 4, 5, 6, 7, 3, 8};
  out.extensions.push_back({AmdOid({1}), DerInteger(turin ? 1 : 0)});
  out.extensions.push_back({AmdOid({2}), Der(tag::kIa5String, spec.product_name)});
  for (size_t i = 0; i < levels.size(); ++i)
    out.extensions.push_back({AmdOid({3, levels[i]}), DerInteger(spec.tcb[i])});
  if (spec.vlek)
    out.extensions.push_back({AmdOid({5}), Der(tag::kIa5String, spec.provider)});
  else
    out.extensions.push_back({AmdOid({4}), spec.hardware_id});
  if (spec.change_extensions != nullptr) spec.change_extensions(out.extensions);
  return MakeCertificate(out, spec.key != nullptr ? *spec.key : leaf,
                         spec.signer != nullptr ? *spec.signer
                         : spec.vlek            ? asvk
                                                : ask);
}

void SignReport(std::vector<uint8_t>& report, const TestKey& key) {
  std::vector<uint8_t> signature = key.SignReport(std::span(report).first(snp::Report::kSignedSize));
  std::copy(signature.begin(), signature.end(), report.begin() + snp::Report::kSignedSize);
}

}  // namespace reeve::snp_test
