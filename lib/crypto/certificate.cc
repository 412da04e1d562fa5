// Reads X.509 certificates. Tested by tests/builtins/cases/jwt_keys.jsonl.
#include "crypto/certificate.h"

namespace reeve::crypto {

std::optional<PublicNumbers> PublicKeyOfCertificate(std::string_view der) {
  DerReader in(der), certificate, body, version;
  bool has_version = false;
  std::string_view serial, info;
  PublicNumbers numbers;
  if (!in.Read(tag::kSequence, &certificate) || !in.empty() || !certificate.Read(tag::kSequence, &body) ||
      !body.Optional(tag::ContextConstructed(0), &has_version, &version) || !body.Integer(&serial) ||
      !body.Skip(tag::kSequence) || !body.Skip(tag::kSequence) || !body.Skip(tag::kSequence) || !body.Skip(tag::kSequence) ||
      !body.Element(tag::kSequence, &info) || !ParsePublicKeyInfo(info, &numbers).empty()) {
    return std::nullopt;
  }
  return numbers;
}

}  // namespace reeve::crypto
