// Policy text against HOST_DATA of the attestation report. Tested by tests/attestation with reports of real machines.
#include <algorithm>
#include <string>

#include "crypto/digest.h"
#include "reeve/attestation.h"

namespace reeve {

Result<Sha256Digest> PolicyDigest(std::string_view policy_bytes) {
  std::optional<Sha256Digest> digest = crypto::Sha256(policy_bytes);
  if (!digest) return Status(Code::kEvalInternal, "SHA-256 is not available");
  return *digest;
}

Status BindPolicy(std::string_view policy_bytes, std::span<const uint8_t> host_data) {
  Result<Sha256Digest> digest = PolicyDigest(policy_bytes);
  return digest.ok() ? CompareHostData(host_data, *digest, "the policy's SHA-256") : digest.status();
}

Status CompareHostData(std::span<const uint8_t> host_data, const Sha256Digest& digest, std::string_view what) {
  if (host_data.size() != digest.size()) {
    return Status(Code::kBinding, "HOST_DATA must be 32 bytes but is " + std::to_string(host_data.size()));
  }
  // Every byte is looked at, so that the time says nothing about the value.
  uint8_t any = 0;
  for (uint8_t byte : host_data) any |= byte;
  if (any == 0) return Status(Code::kBinding, "HOST_DATA is all zero: the report is bound to no policy");
  if (crypto::EqualInConstantTime(digest, host_data)) return Status();
  return Status(Code::kBinding, "the policy does not match the launch measurement: HOST_DATA is " + ToHex(host_data) +
                                    ", " + std::string(what) + " is " + ToHex(digest));
}

Result<Sha256Digest> ParseHostData(std::string_view hex) {
  auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
  };
  if (hex.size() != 64 || !std::all_of(hex.begin(), hex.end(), [&](char c) { return digit(c) >= 0; })) {
    return Status(Code::kInvalidArgument, "host data must be 64 hexadecimal digits");
  }
  Sha256Digest bytes;
  for (size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<uint8_t>(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
  return bytes;
}

std::string ToHex(std::span<const uint8_t> bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (uint8_t byte : bytes) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

}  // namespace reeve
