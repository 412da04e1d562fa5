// The table of certificates that a host hands to its guests with a report (GHCB specification, SNP Extended Guest
// Request).
//
// Entries of 24 bytes, a GUID, an offset and a length, up to one that is all zero; then the certificates. The host
// wrote it: every number is checked against the buffer in 64 bits before anything is read. Tested by
// tests/attestation/pitfalls_test.cc.
#ifndef REEVE_LIB_ATTESTATION_CERTIFICATE_TABLE_H_
#define REEVE_LIB_ATTESTATION_CERTIFICATE_TABLE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "reeve/status.h"

namespace reeve::snp {

constexpr size_t kMaxTableBytes = 64 << 10;  // Linux hands out 16 KiB at most
constexpr size_t kMaxTableEntries = 32;

struct CertificateTable {
  std::optional<std::string> vcek, vlek;  // what it holds of authorities is the host's word, and left out
  size_t entries = 0;
};
// No bytes and zero bytes alone are a table without entries. Errors: kEvidence.
Result<CertificateTable> ReadCertificateTable(std::span<const uint8_t> bytes);

}  // namespace reeve::snp

#endif  // REEVE_LIB_ATTESTATION_CERTIFICATE_TABLE_H_
