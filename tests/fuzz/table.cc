// The certificate table that a host hands out.
#include "attestation/certificate_table.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Result<snp::CertificateTable> table = snp::ReadCertificateTable({data, size});
  if (!table.ok()) return 0;
  fuzz::Require(table->entries <= snp::kMaxTableEntries, "a table has few entries");
  for (const std::optional<std::string>& entry : {table->vcek, table->vlek}) {
    fuzz::Require(!entry || fuzz::Text(data, size).find(*entry) != std::string_view::npos, "an entry is a part of the table");
  }
  return 0;
}
