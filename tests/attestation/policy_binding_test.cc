// Binding a policy to HOST_DATA: with reports of real machines and with known digests.
#include <catch2/catch.hpp>

#include "reeve/attestation.h"
#include "reeve/snp_report.h"
#include "tests/attestation/vectors.h"

namespace reeve {
namespace {

std::vector<uint8_t> HostData(const char* name) {
  snp::Report report = *snp::Report::Parse(snp_test::ReadBytes(name));
  std::span<const uint8_t> bytes = report.Bytes(snp::Field::kHostData);
  return std::vector<uint8_t>(bytes.begin(), bytes.end());
}

}  // namespace

TEST_CASE("digest of a policy is SHA-256 of its bytes") {
  CHECK(ToHex(*PolicyDigest("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(ToHex(*PolicyDigest("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(ToHex(*PolicyDigest(std::string_view("a\0b", 3))) != ToHex(*PolicyDigest("a")));
}

TEST_CASE("a policy is bound to its own digest only") {
  const std::string policy = "package agent_policy\nallow := true\n";
  Sha256Digest host_data = *PolicyDigest(policy);
  CHECK(BindPolicy(policy, host_data).ok());
  CHECK(BindPolicy(policy + "\n", host_data).code() == Code::kBinding);
  for (size_t bit = 0; bit < 256; ++bit) {
    Sha256Digest flipped = host_data;
    flipped[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    Status status = BindPolicy(policy, flipped);
    REQUIRE(status.code() == Code::kBinding);
    REQUIRE(status.message().find(ToHex(flipped)) != std::string_view::npos);
    REQUIRE(status.message().find(ToHex(host_data)) != std::string_view::npos);
  }
}

TEST_CASE("host data of the wrong length or all zero binds nothing") {
  std::vector<uint8_t> bytes(64, 0);
  const std::string policy = "package p";
  Sha256Digest digest = *PolicyDigest(policy);
  std::copy(digest.begin(), digest.end(), bytes.begin());
  for (size_t size : {0, 1, 31, 33, 48, 64}) {
    CHECK(BindPolicy(policy, std::span(bytes).first(size)).code() == Code::kBinding);
  }
  CHECK(BindPolicy(policy, std::span(bytes).first(32)).ok());
  std::vector<uint8_t> zero(32, 0);
  Status status = BindPolicy(policy, zero);
  CHECK(status.code() == Code::kBinding);
  CHECK(status.message().find("all zero") != std::string_view::npos);
}

TEST_CASE("host data as hexadecimal digits") {
  std::string hex = "cadd74f71ebb8fbf9782baab649612520f3c416bc5ce9ac768808ddc8d9b031c";
  CHECK(ToHex(*ParseHostData(hex)) == hex);
  std::string upper = hex;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  CHECK(ToHex(*ParseHostData(upper)) == hex);
  for (std::string bad :
       {std::string(), hex.substr(1), hex + "0", "0x" + hex.substr(2), "g" + hex.substr(1), " " + hex.substr(1)}) {
    CHECK(ParseHostData(bad).status().code() == Code::kInvalidArgument);
  }
}

TEST_CASE("reports of real machines name their policies") {
  std::string a = snp_test::ReadPolicy("policyA.base64"), b = snp_test::ReadPolicy("policyB.base64");
  CHECK(a.size() == 714);
  CHECK(b.size() == 739);
  CHECK(ToHex(*PolicyDigest(a)) == "cadd74f71ebb8fbf9782baab649612520f3c416bc5ce9ac768808ddc8d9b031c");
  std::vector<uint8_t> report_a = HostData("report-milan-v2-hostdata-policyA.bin");
  CHECK(BindPolicy(a, report_a).ok());
  CHECK(BindPolicy(b, report_a).code() == Code::kBinding);
  for (const char* name : {"report-milan-v3-hostdata-policyB.bin", "report-genoa-v3-hostdata-policyB.bin"}) {
    std::vector<uint8_t> report_b = HostData(name);
    CHECK(BindPolicy(b, report_b).ok());
    CHECK(BindPolicy(a, report_b).code() == Code::kBinding);
  }
  for (const char* name : {"report-milan-v2-virtee.bin", "report-genoa-v3-model-a0.bin", "report-milan-v3-vlek.bin"}) {
    CHECK(BindPolicy(a, HostData(name)).code() == Code::kBinding);  // launched without HOST_DATA
  }
  CHECK(BindPolicy(a, HostData("report-turin-v5-hostdata.bin")).code() == Code::kBinding);
}

TEST_CASE("another spelling of a policy is another policy") {
  std::string policy = snp_test::ReadPolicy("policyB.base64");
  std::vector<uint8_t> host_data = HostData("report-genoa-v3-hostdata-policyB.bin");
  REQUIRE(BindPolicy(policy, host_data).ok());
  for (size_t i = 0; i < policy.size(); ++i) {
    std::string changed = policy;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    REQUIRE(BindPolicy(changed, host_data).code() == Code::kBinding);
  }
  std::string carriage_returns, wide;
  for (char c : policy) {
    carriage_returns += c == '\n' ? "\r\n" : std::string(1, c);
    wide += std::string{c, '\0'};  // UTF-16
  }
  for (const std::string& other :
       {policy + "\n", "\n" + policy, "\xEF\xBB\xBF" + policy, policy.substr(0, policy.size() - 1), carriage_returns,
        wide, snp_test::ReadVector("policyB.base64")}) {
    CHECK(BindPolicy(other, host_data).code() == Code::kBinding);
  }
}

}  // namespace reeve
