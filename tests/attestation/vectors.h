// The evidence of real machines in tests/attestation/vectors.
#ifndef REEVE_TESTS_ATTESTATION_VECTORS_H_
#define REEVE_TESTS_ATTESTATION_VECTORS_H_

#include <catch2/catch.hpp>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/base64.h"

namespace reeve::snp_test {

inline std::string ReadVector(const std::string& name) {
  std::ifstream file(std::string(REEVE_SOURCE_DIR) + "/tests/attestation/vectors/" + name, std::ios::binary);
  INFO(name);
  REQUIRE(file.good());
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline std::vector<uint8_t> Bytes(const std::string& text) { return std::vector<uint8_t>(text.begin(), text.end()); }
inline std::vector<uint8_t> ReadBytes(const std::string& name) { return Bytes(ReadVector(name)); }

// A policy whose digest is the HOST_DATA of a report.
inline std::string ReadPolicy(const std::string& name) {
  std::string text = ReadVector(name);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::optional<std::string> decoded = base64::Decode(text, base64::Alphabet::kStandard, true);
  REQUIRE(decoded.has_value());
  return *decoded;
}

struct RealReport {
  const char* report;
  const char* leaf;
  const char* product;
};
constexpr RealReport kRealReports[] = {
    {"report-milan-v2-debugpolicy.bin", "vcek-milan-v2-debugpolicy.der", "Milan"},
    {"report-milan-v2-virtee.bin", "vcek-milan-v2-virtee.der", "Milan"},
    {"report-milan-v2-hostdata-policyA.bin", "chain-milan-v2-hostdata-policyA.pem", "Milan"},
    {"report-milan-v3-vlek.bin", "vlek-milan-v3.der", "Milan"},
    {"report-milan-v3-hostdata-policyB.bin", "vcek-milan-v3-hostdata-policyB.pem", "Milan"},
    {"report-genoa-v3-hostdata-policyB.bin", "vcek-genoa-v3-hostdata-policyB.pem", "Genoa"},
    {"report-genoa-v3-model-a0.bin", "vcek-genoa-v3-model-a0.der", "Genoa"},
    {"report-turin-v5-hostdata.bin", "vcek-turin-v5-hostdata.pem", "Turin"},
};

}  // namespace reeve::snp_test

#endif  // REEVE_TESTS_ATTESTATION_VECTORS_H_
