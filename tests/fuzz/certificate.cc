// Certificates and revocation lists of AMD's profile, and how they are found in PEM.
#include "attestation/certificate.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;
using namespace reeve::snp;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes = fuzz::Text(data, size);
  std::optional<std::string> der = CertificateBytes(bytes);
  Result<Certificate> certificate = ParseCertificate(der ? *der : bytes);
  if (certificate.ok()) {
    fuzz::Require(certificate->key != nullptr, "a certificate has a key");
    fuzz::Require(certificate->body.size() < size, "what is signed is a part of the bytes");
    (void)ReadLeafExtensions(*certificate).ok();
    (void)TimeText(certificate->not_before);
  }
  Result<RevocationList> list = ParseRevocationList(bytes);
  fuzz::Require(!(certificate.ok() && list.ok() && !der), "no bytes are both a certificate and a list");
  return 0;
}
