// Initdata: the TOML document by which Kata gives a VM its policy, and whose digest is the VM's HOST_DATA.
//
//     version = "0.1.0"
//     algorithm = "sha256"            # or sha384, sha512: of the digest over these bytes
//     [data]
//     "policy.rego" = '''...'''
//
// It comes as the image of a block device ("initdata", length, gzip), or as a pod's annotation (base64 of gzip). All of
// it is the host's word until its digest is compared; sizes and nesting are limited before anything is built from it.
#ifndef REEVE_INITDATA_H_
#define REEVE_INITDATA_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reeve/attestation.h"
#include "reeve/options.h"
#include "reeve/status.h"

namespace reeve {

// The name of the pod's annotation.
constexpr std::string_view kInitdataAnnotation = "io.katacontainers.config.hypervisor.cc_init_data";

struct Initdata {
  std::string algorithm;                                  // "sha256", "sha384" or "sha512"
  std::vector<std::pair<std::string, std::string>> data;  // by name
  std::string digest;                                     // of the TOML's bytes, as long as the algorithm makes it

  const std::string* Find(std::string_view name) const;  // null: there is none
  const std::string* policy() const { return Find("policy.rego"); }
  // The digest as SEV-SNP has room for it: its first 32 bytes.
  Sha256Digest HostData() const;
};

// Errors of all of these: kInvalidInput, or kSizeLimit beyond limits.max_initdata_bytes and max_initdata_packed_bytes.
// The TOML's bytes out of a block device's image.
Result<std::string> UnpackInitdataImage(std::string_view image, const Limits& limits = {});
// The TOML's bytes out of the annotation's value.
Result<std::string> UnpackInitdataAnnotation(std::string_view base64, const Limits& limits = {});
// Checks version and algorithm; members of [data] must be strings.
Result<Initdata> ParseInitdata(std::string_view toml, const Limits& limits = {});

// Success iff HOST_DATA is the digest of these bytes by the document's own algorithm. Errors: as ParseInitdata, and
// kBinding as BindPolicy.
Status BindInitdata(std::string_view toml, std::span<const uint8_t> host_data, const Limits& limits = {});

}  // namespace reeve

#endif  // REEVE_INITDATA_H_
