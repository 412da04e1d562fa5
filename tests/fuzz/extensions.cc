// The extensions of a leaf one by one, without the certificate around them: a byte for the OID, one for the length.
#include "attestation/certificate.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes = fuzz::Text(data, size);
  snp::Certificate leaf;
  while (bytes.size() > 2 && leaf.extensions.size() < 16) {
    crypto::Oid oid = {1, 3, 6, 1, 4, 1, 3704, 1};
    uint8_t suffix = fuzz::TakeByte(bytes);
    if (suffix & 0x80)
      oid.push_back(suffix & 0x7F);
    else
      oid.insert(oid.end(), {3, suffix});
    size_t length = fuzz::TakeByte(bytes) % 80;
    std::string_view value = bytes.substr(0, length);
    bytes.remove_prefix(value.size());
    leaf.extensions.push_back({oid, false, std::string(value)});
  }
  Result<snp::LeafExtensions> read = snp::ReadLeafExtensions(leaf);
  fuzz::Require(!read.ok() || read->hardware_id.empty() != read->provider_id.empty(), "a leaf is a chip's or a cloud's");
  return 0;
}
