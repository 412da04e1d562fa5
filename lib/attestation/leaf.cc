// The extensions of a VCEK's or VLEK's certificate. Interface: ReadLeafExtensions (certificate.h).
//
// Each must be there exactly once, whole and in its shortest form: a level that is skipped or half read is a check that
// never fires. A member of AMD's arc that is not known is refused, since a later one may say which of the levels count.
#include <algorithm>

#include "attestation/certificate.h"

namespace reeve::snp {
namespace {

namespace tag = crypto::tag;
using crypto::DerReader;
using crypto::Oid;

const Oid kArc = {1, 3, 6, 1, 4, 1, 3704, 1};
constexpr size_t kHardwareIdBytes = 64, kShortHardwareIdBytes = 8;
constexpr uint32_t kFmcLevel = 9;

// Last number of 1.3.6.1.4.1.3704.1.3.x for each byte of the TCB version.
constexpr std::array<uint32_t, 8> kLevels19h = {1, 2, 4, 5, 6, 7, 3, 8};
constexpr std::array<uint32_t, 8> kLevels1Ah = {kFmcLevel, 1, 2, 3, 5, 6, 7, 8};

const std::string* Find(const Certificate& leaf, std::vector<uint32_t> suffix) {
  Oid oid = kArc;
  oid.insert(oid.end(), suffix.begin(), suffix.end());
  for (const Extension& extension : leaf.extensions) {
    if (extension.oid == oid) return &extension.value;
  }
  return nullptr;
}

bool ReadByte(const std::string& value, uint8_t* out) {
  DerReader in(value);
  int64_t number = 0;
  if (!in.SmallInteger(&number) || !in.empty() || number < 0 || number > 255) return false;
  *out = static_cast<uint8_t>(number);
  return true;
}

bool ReadText(const std::string& value, std::string* out) {
  DerReader in(value);
  std::string_view text;
  if (!in.Read(tag::kIa5String, &text) || !in.empty() || text.empty()) return false;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) return false;
  *out = text;
  return true;
}

bool IsKnown(const Oid& oid, const std::array<uint32_t, 8>& levels) {
  if (oid.size() == kArc.size() + 1) return oid.back() >= 1 && oid.back() <= 5 && oid.back() != 3;
  return oid.size() == kArc.size() + 2 && oid[kArc.size()] == 3 &&
         std::count(levels.begin(), levels.end(), oid.back()) == 1;
}

Status Wrong(const std::string& what) { return Status(Code::kEvidence, what); }

}  // namespace

Result<LeafExtensions> ReadLeafExtensions(const Certificate& leaf) {
  LeafExtensions out;
  bool has_fmc = Find(leaf, {3, kFmcLevel}) != nullptr;
  out.layout = has_fmc ? TcbLayout::kFamily1Ah : TcbLayout::kFamily19h;
  const std::array<uint32_t, 8>& levels = has_fmc ? kLevels1Ah : kLevels19h;
  for (const Extension& extension : leaf.extensions) {
    bool amd = extension.oid.size() >= kArc.size() && std::equal(kArc.begin(), kArc.end(), extension.oid.begin());
    if (amd && !IsKnown(extension.oid, levels)) return Wrong("unknown extension " + crypto::OidText(extension.oid));
  }
  const std::string* structure = Find(leaf, {1});
  uint8_t version = 0;
  if (structure == nullptr || !ReadByte(*structure, &version) || version > 1)
    return Wrong("no structure version 0 or 1");
  const std::string* product = Find(leaf, {2});
  if (product == nullptr || !ReadText(*product, &out.product_name)) return Wrong("no product name");
  for (size_t i = 0; i < levels.size(); ++i) {
    const std::string* level = Find(leaf, {3, levels[i]});
    if (level == nullptr || !ReadByte(*level, &out.tcb.bytes[i])) {
      return Wrong("extension 1.3.6.1.4.1.3704.1.3." + std::to_string(levels[i]) +
                   " is missing or no level from 0 to 255");
    }
  }
  const std::string* hardware = Find(leaf, {4});
  const std::string* provider = Find(leaf, {5});
  if ((hardware != nullptr) == (provider != nullptr))
    return Wrong("a VCEK has a hardware id and a VLEK a provider id; this has both or none");
  if (hardware != nullptr) {
    size_t bytes = has_fmc ? kShortHardwareIdBytes : kHardwareIdBytes;
    if (hardware->size() != bytes)
      return Wrong("the hardware id has " + std::to_string(hardware->size()) + " bytes, not " + std::to_string(bytes));
    out.hardware_id = *hardware;
  } else if (!ReadText(*provider, &out.provider_id)) {
    return Wrong("the provider id is no text");
  }
  return out;
}

}  // namespace reeve::snp
