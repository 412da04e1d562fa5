// Binding a policy to the hardware's word.
//
// A confidential VM is launched with HOST_DATA, 32 bytes that AMD SEV-SNP's firmware puts into each attestation report it signs. The
// owner of a pod sets it to SHA-256 of the policy text. Inside the VM the policy comes from an untrusted host: BindPolicy says whether it
// is the one that the report speaks of. Call it on exactly the bytes that are compiled.
#ifndef REEVE_ATTESTATION_H_
#define REEVE_ATTESTATION_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "reeve/status.h"

namespace reeve {

using Sha256Digest = std::array<uint8_t, 32>;

// SHA-256 of a policy's bytes: the HOST_DATA that its VM must be launched with. Error: kEvalInternal if the digest is unavailable.
Result<Sha256Digest> PolicyDigest(std::string_view policy_bytes);

// Success iff SHA-256(policy_bytes) == host_data. Errors, code kBinding: host_data is not exactly 32 bytes, is all zero
// (a VM launched without HOST_DATA is bound to nothing), or differs; the text names both digests. Constant-time in the digests.
Status BindPolicy(std::string_view policy_bytes, std::span<const uint8_t> host_data);

// 64 hexadecimal digits to bytes; kInvalidArgument for anything else.
Result<Sha256Digest> ParseHostData(std::string_view hex);
// Lower-case hexadecimal digits.
std::string ToHex(std::span<const uint8_t> bytes);

}  // namespace reeve

#endif  // REEVE_ATTESTATION_H_
