// Reads the host's table of certificates. Interface: certificate_table.h.
#include "attestation/certificate_table.h"

#include <algorithm>
#include <array>
#include <vector>

#include "reeve/attestation.h"

namespace reeve::snp {
namespace {

using Guid = std::array<uint8_t, 16>;
constexpr Guid kVcekGuid = {0x63, 0xda, 0x75, 0x8d, 0xe6, 0x64, 0x45, 0x64,
                            0xad, 0xc5, 0xf4, 0xb9, 0x3b, 0xe8, 0xac, 0xcd};
constexpr Guid kVlekGuid = {0xa8, 0x07, 0x4b, 0xc2, 0xa2, 0x5a, 0x48, 0x3e,
                            0xaa, 0xe6, 0x39, 0xc0, 0x45, 0xa0, 0xb8, 0xa1};
constexpr size_t kEntryBytes = 24;

uint64_t Number(std::span<const uint8_t> four) {
  return four[0] | four[1] << 8 | four[2] << 16 | static_cast<uint64_t>(four[3]) << 24;
}

struct Entry {
  Guid guid{};
  uint64_t offset = 0, length = 0;
  bool IsEnd() const { return guid == Guid{}; }
};

Entry EntryAt(std::span<const uint8_t> bytes, size_t i) {
  std::span<const uint8_t> raw = bytes.subspan(i * kEntryBytes, kEntryBytes);
  Entry entry;
  std::copy_n(raw.begin(), entry.guid.size(), entry.guid.begin());
  entry.offset = Number(raw.subspan(16, 4));
  entry.length = Number(raw.subspan(20, 4));
  return entry;
}

Status Wrong(const std::string& what) { return Status(Code::kEvidence, "the certificate table " + what); }

}  // namespace

Result<CertificateTable> ReadCertificateTable(std::span<const uint8_t> bytes) {
  CertificateTable table;
  if (bytes.empty()) return table;
  if (bytes.size() > kMaxTableBytes)
    return Wrong("has " + std::to_string(bytes.size()) + " bytes; the limit is " + std::to_string(kMaxTableBytes));
  std::vector<Entry> entries;
  for (size_t i = 0;; ++i) {
    if ((i + 1) * kEntryBytes > bytes.size()) return Wrong("has no last entry");
    if (i > kMaxTableEntries) return Wrong("has more than " + std::to_string(kMaxTableEntries) + " entries");
    Entry entry = EntryAt(bytes, i);
    if (entry.IsEnd()) break;
    entries.push_back(entry);
  }
  uint64_t data_start = (entries.size() + 1) * kEntryBytes;
  for (const Entry& entry : entries) {
    if (entry.offset < data_start || entry.offset + entry.length > bytes.size())
      return Wrong("has an entry that lies outside of it");
    std::optional<std::string>* slot = entry.guid == kVcekGuid   ? &table.vcek
                                       : entry.guid == kVlekGuid ? &table.vlek
                                                                 : nullptr;
    if (slot == nullptr) continue;
    if (slot->has_value()) return Wrong("has two certificates of one kind");
    auto start = bytes.begin() + static_cast<ptrdiff_t>(entry.offset);
    slot->emplace(start, start + static_cast<ptrdiff_t>(entry.length));
  }
  table.entries = entries.size();
  return table;
}

}  // namespace reeve::snp
