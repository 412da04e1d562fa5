// A maker of evidence: keys, certificates, revocation lists and signed reports as AMD's have them, wrong wherever a
// test wants it.
#ifndef REEVE_TESTS_ATTESTATION_SIGNER_H_
#define REEVE_TESTS_ATTESTATION_SIGNER_H_

#include <openssl/bn.h>
#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "crypto/der.h"
#include "reeve/attestation.h"

namespace reeve::snp_test {

// DER, written.
std::string Der(uint8_t tag, std::string_view contents);
std::string DerInteger(int64_t value);
std::string DerOid(const crypto::Oid& oid);

class TestKey {
 public:
  static TestKey Rsa();  // 2048 bits: AMD's have 4096, and take a second each to make
  static TestKey Ec(const char* curve = "P-384");
  std::string PublicInfo() const;
  std::string SignPss(std::string_view message) const;  // SHA-384, salt of 48 bytes
  // r and s little-endian, each in 72 bytes: the 144 bytes behind a report's signed ones.
  std::vector<uint8_t> SignReport(std::span<const uint8_t> message) const;

 private:
  friend class QuickSigner;
  std::shared_ptr<EVP_PKEY> key_;
};

// Signs many reports with one key and one nonce, which gives the key away and takes microseconds instead of a millisecond.
class QuickSigner {
 public:
  explicit QuickSigner(const TestKey& key);
  std::vector<uint8_t> SignReport(std::span<const uint8_t> message) const;

 private:
  using Number = std::shared_ptr<BIGNUM>;
  Number order_, r_, product_, inverse_;  // n, r, r * d, 1 / k
};

struct CertificateSpec {
  std::string subject, issuer;  // common names
  int64_t serial = 1;
  int64_t not_before = 1577836800, not_after = 2208988800;  // 2020 to 2040
  bool authority = false, may_sign = false, may_sign_lists = false;
  std::vector<std::pair<crypto::Oid, std::string>> extensions;  // values as DER
  bool critical_extensions = false;
};
std::string MakeCertificate(const CertificateSpec& spec, const TestKey& key, const TestKey& issuer);

struct ListSpec {
  std::string issuer;
  int64_t this_update = 1704067200, next_update = 1893456000;  // 2024 to 2030
  std::vector<int64_t> serials;
  bool critical_extension = false;
};
std::string MakeRevocationList(const ListSpec& spec, const TestKey& issuer);

// The last numbers of 1.3.6.1.4.1.3704.1
crypto::Oid AmdOid(std::vector<uint32_t> suffix);

struct LeafSpec {
  bool vlek = false;
  std::string common_name = "SEV-VCEK", issuer;  // issuer: the intermediate's name if empty
  std::string product_name = "Milan-B0";
  snp::TcbLayout layout = snp::TcbLayout::kFamily19h;
  std::array<uint8_t, 8> tcb{};
  std::string hardware_id, provider = "CN=provider.example";
  int64_t not_before = 1577836800, not_after = 2208988800;
  bool authority = false;
  const TestKey* key = nullptr;     // the chain's leaf key if null
  const TestKey* signer = nullptr;  // the intermediate's if null
  // Changes the list of extensions before it is written.
  void (*change_extensions)(std::vector<std::pair<crypto::Oid, std::string>>&) = nullptr;
};

// One line's keys. Made once a process.
struct TestChain {
  TestKey ark = TestKey::Rsa(), ask = TestKey::Rsa(), asvk = TestKey::Rsa(), leaf = TestKey::Ec();
  static const TestChain& Get();

  CertificateSpec Ark(snp::Product product) const;
  CertificateSpec Intermediate(snp::Product product, bool vlek) const;
  snp::Root MakeRoot(snp::Product product) const;
  std::string MakeLeaf(const LeafSpec& spec, snp::Product product) const;
};

// Writes the signature of `key` into the report.
void SignReport(std::vector<uint8_t>& report, const TestKey& key);

}  // namespace reeve::snp_test

#endif  // REEVE_TESTS_ATTESTATION_SIGNER_H_
