// Initdata: unpacking, reading, digest. Interface: include/reeve/initdata.h. Tested by tests/agent/initdata_test.cc.
#include "reeve/initdata.h"

#include <algorithm>

#include "agent/gunzip.h"
#include "agent/toml.h"
#include "base/base64.h"
#include "crypto/digest.h"

namespace reeve {
namespace {

constexpr std::string_view kMagic = "initdata";
constexpr size_t kHeaderBytes = 16;  // the magic and the length of the gzip, little-endian
constexpr std::string_view kVersion = "0.1.0";

std::optional<crypto::Hash> HashOf(std::string_view algorithm) {
  if (algorithm == "sha256") return crypto::Hash::kSha256;
  if (algorithm == "sha384") return crypto::Hash::kSha384;
  if (algorithm == "sha512") return crypto::Hash::kSha512;
  return std::nullopt;
}

Status TooLong(std::string_view what, size_t size, uint64_t limit) {
  return Status(Code::kSizeLimit,
                std::string(what) + " has " + std::to_string(size) + " bytes; the limit is " + std::to_string(limit));
}

Result<std::string> Unpack(std::string_view packed, const Limits& limits) {
  if (packed.size() > limits.max_initdata_packed_bytes)
    return TooLong("the initdata's gzip", packed.size(), limits.max_initdata_packed_bytes);
  Result<std::string> text = agent::Gunzip(packed, limits.max_initdata_bytes);
  if (text.ok()) return text;
  return Status(text.status().code(), "initdata: " + std::string(text.status().message()));
}

Status Wrong(const std::string& what) { return Status(Code::kInvalidInput, "initdata: " + what); }

}  // namespace

const std::string* Initdata::Find(std::string_view name) const {
  for (const auto& [key, value] : data) {
    if (key == name) return &value;
  }
  return nullptr;
}

Sha256Digest Initdata::HostData() const {
  Sha256Digest host_data{};
  std::copy_n(digest.begin(), std::min(digest.size(), host_data.size()), host_data.begin());
  return host_data;
}

Result<std::string> UnpackInitdataImage(std::string_view image, const Limits& limits) {
  if (image.size() < kHeaderBytes || !image.starts_with(kMagic))
    return Wrong("the image does not start with \"initdata\" and a length");
  uint64_t length = 0;
  for (size_t i = kHeaderBytes; i-- > kMagic.size();) length = length << 8 | static_cast<uint8_t>(image[i]);
  if (length > image.size() - kHeaderBytes)
    return Wrong("the image ends before its " + std::to_string(length) + " bytes do");
  return Unpack(image.substr(kHeaderBytes, length), limits);
}

Result<std::string> UnpackInitdataAnnotation(std::string_view base64, const Limits& limits) {
  if (base64.size() / 4 * 3 > limits.max_initdata_packed_bytes)
    return TooLong("the initdata's base64", base64.size(), limits.max_initdata_packed_bytes / 3 * 4);
  std::optional<std::string> packed = base64::Decode(base64, base64::Alphabet::kStandard, true);
  if (!packed) return Wrong("the annotation is no base64");
  return Unpack(*packed, limits);
}

Result<Initdata> ParseInitdata(std::string_view toml, const Limits& limits) {
  if (toml.size() > limits.max_initdata_bytes) return TooLong("the initdata", toml.size(), limits.max_initdata_bytes);
  Result<agent::FlatToml> read = agent::ReadFlatToml(toml, "data");
  if (!read.ok()) return Wrong(std::string(read.status().message()));
  auto text = [&](std::string_view name) {
    auto found =
        std::find_if(read->root.begin(), read->root.end(), [&](const auto& entry) { return entry.first == name; });
    return found == read->root.end() ? std::string() : found->second;
  };
  if (text("version") != kVersion) return Wrong("version must be \"" + std::string(kVersion) + "\"");
  Initdata initdata;
  initdata.algorithm = text("algorithm");
  std::optional<crypto::Hash> hash = HashOf(initdata.algorithm);
  if (!hash) return Wrong("algorithm must be \"sha256\", \"sha384\" or \"sha512\"");
  std::optional<std::string> digest = crypto::Digest(*hash, toml);
  if (!digest) return Status(Code::kEvalInternal, initdata.algorithm + " is not available");
  initdata.digest = std::move(*digest);
  initdata.data = std::move(read->table);
  return initdata;
}

Status BindInitdata(std::string_view toml, std::span<const uint8_t> host_data, const Limits& limits) {
  Result<Initdata> initdata = ParseInitdata(toml, limits);
  if (!initdata.ok()) return initdata.status();
  Sha256Digest expected = initdata->HostData();
  return CompareHostData(host_data, expected, "the initdata's " + initdata->algorithm);
}

}  // namespace reeve
