// The report's bytes under their names, and the rules that every report keeps. Interface: include/reeve/snp_report.h.
//
// A version's reserved bytes must be zero: a later meaning of theirs must not be overlooked. Bits of PLATFORM_INFO that
// have no name are let pass here, since real firmware sets some; a relying party can forbid them. Tested by
// tests/attestation/report_test.cc.
#include <algorithm>

#include "attestation/hex.h"
#include "reeve/snp_report.h"

namespace reeve::snp {
namespace {

constexpr FieldInfo kFields[] = {
#define REEVE_SNP_FIELD(enumerator, name, offset, size, since, meaning) \
  {Field::enumerator, name, offset, size, since, meaning},
#include "reeve/snp_report.def"
};

struct Reserved {
  uint16_t offset, size;
  uint8_t until;
};
constexpr Reserved kReserved[] = {
#define REEVE_SNP_RESERVED(offset, size, until) {offset, size, until},
#include "reeve/snp_report.def"
};

constexpr BitInfo kBits[] = {
#define REEVE_SNP_BIT(word, bit, name, meaning) {Field::word, bit, name, meaning},
#include "reeve/snp_report.def"
};

constexpr uint32_t kOldestVersion = 2, kNewestVersion = 5;
constexpr uint64_t kPolicyBits = (1u << 26) - 1;  // POLICY has a meaning for these, the rest must be zero
constexpr uint64_t kPolicyOne = 1u << 17;
constexpr uint64_t kFlagBits = 0x1F;

const FieldInfo& Info(Field field) { return kFields[static_cast<size_t>(field)]; }

bool AllZero(std::span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](uint8_t byte) { return byte == 0; });
}

}  // namespace

std::span<const FieldInfo> Fields() { return kFields; }
std::span<const BitInfo> Bits() { return kBits; }

uint64_t Mask(Field word, std::string_view name) {
  for (const BitInfo& bit : kBits) {
    if (bit.word == word && bit.name == name) return uint64_t{1} << bit.bit;
  }
  return 0;
}

std::string_view ProductName(Product product) {
  switch (product) {
    case Product::kMilan:
      return "Milan";
    case Product::kGenoa:
      return "Genoa";
    case Product::kTurin:
      return "Turin";
  }
  return "";
}

std::optional<Product> ParseProduct(std::string_view name) {
  for (Product product : {Product::kMilan, Product::kGenoa, Product::kTurin}) {
    if (name == ProductName(product)) return product;
  }
  return std::nullopt;
}

TcbLayout LayoutOf(Product product) {
  return product == Product::kTurin ? TcbLayout::kFamily1Ah : TcbLayout::kFamily19h;
}

Tcb::Parts Tcb::parts(TcbLayout layout) const {
  if (layout == TcbLayout::kFamily1Ah) return {bytes[0], bytes[1], bytes[2], bytes[3], bytes[7]};
  return {std::nullopt, bytes[0], bytes[1], bytes[6], bytes[7]};
}

Tcb Tcb::Of(const Parts& p, TcbLayout layout) {
  if (layout == TcbLayout::kFamily1Ah) return {{p.fmc.value_or(0), p.boot_loader, p.tee, p.snp, 0, 0, 0, p.microcode}};
  return {{p.boot_loader, p.tee, 0, 0, 0, 0, p.snp, p.microcode}};
}

bool Tcb::AtLeast(const Tcb& floor) const {
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] < floor.bytes[i]) return false;
  }
  return true;
}

std::optional<Report> Report::Unchecked(std::span<const uint8_t> bytes) {
  if (bytes.size() != kSize) return std::nullopt;
  Report report;
  std::copy(bytes.begin(), bytes.end(), report.bytes_.begin());
  return report;
}

Result<Report> Report::Parse(std::span<const uint8_t> bytes) {
  std::optional<Report> report = Unchecked(bytes);
  if (!report) {
    return Status(Code::kEvidence, "an attestation report has " + std::to_string(kSize) + " bytes; this has " +
                                       std::to_string(bytes.size()));
  }
  std::vector<Diagnostic> broken;
  for (const Problem& problem : report->Problems()) {
    broken.push_back(
        {Code::kEvidence, std::string(problem.rule) + ": " + problem.found + "; expected " + problem.expected});
  }
  if (!broken.empty()) return Status(std::move(broken));
  return *report;
}

bool Report::Has(Field field) const { return Info(field).since <= kOldestVersion || version() >= Info(field).since; }

std::span<const uint8_t> Report::Bytes(Field field) const {
  return std::span(bytes_).subspan(Info(field).offset, Info(field).size);
}

uint64_t Report::Number(Field field) const {
  if (field != Field::kVersion && !Has(field)) return 0;
  std::span<const uint8_t> bytes = Bytes(field);
  uint64_t number = 0;
  for (size_t i = std::min<size_t>(bytes.size(), 8); i-- > 0;) number = number << 8 | bytes[i];
  return number;
}

bool Report::IsZero(Field field) const { return AllZero(Bytes(field)); }

Tcb Report::TcbOf(Field field) const {
  Tcb tcb;
  std::span<const uint8_t> bytes = Bytes(field);
  if (bytes.size() == tcb.bytes.size()) std::copy(bytes.begin(), bytes.end(), tcb.bytes.begin());
  return tcb;
}

std::optional<Product> Report::product() const {
  uint64_t family = Number(Field::kCpuFamily), model = Number(Field::kCpuModel);
  if (family == 0x19 && model <= 0x0F) return Product::kMilan;
  if (family == 0x19 && ((model >= 0x10 && model <= 0x1F) || (model >= 0xA0 && model <= 0xAF))) return Product::kGenoa;
  if (family == 0x1A && model <= 0x11) return Product::kTurin;
  return std::nullopt;
}

std::vector<Report::Problem> Report::Problems() const {
  std::vector<Problem> problems;
  uint32_t version = this->version();
  if (version < kOldestVersion || version > kNewestVersion)
    problems.push_back({"report_version", std::to_string(version), "2 to 5"});
  for (const Reserved& reserved : kReserved) {
    if (reserved.until != 0 && version > reserved.until) continue;
    std::span<const uint8_t> bytes = std::span(bytes_).subspan(reserved.offset, reserved.size);
    if (AllZero(bytes)) continue;
    problems.push_back({"reserved_bytes", "bytes at " + HexNumber(reserved.offset) + " are " + ToHex(bytes),
                        "zero in version " + std::to_string(version)});
    break;
  }
  if (uint64_t algorithm = Number(Field::kSignatureAlgorithm); algorithm != 1) {
    problems.push_back({"signature_algorithm", std::to_string(algorithm), "1 (ECDSA P-384 with SHA-384)"});
  }
  uint64_t policy = Number(Field::kPolicy);
  if ((policy & ~kPolicyBits) != 0 || (policy & kPolicyOne) == 0) {
    problems.push_back({"policy_reserved_bits", HexNumber(policy), "bit 17 one, bits 26 to 63 zero"});
  }
  uint64_t flags = Number(Field::kFlags);
  if ((flags & ~kFlagBits) != 0) problems.push_back({"flags_reserved_bits", HexNumber(flags), "bits 5 to 31 zero"});
  if ((flags & 1) == 0 && !IsZero(Field::kAuthorKeyDigest)) {
    problems.push_back({"author_key_consistent", "an author key digest without the flag AUTHOR_KEY_EN", "zero"});
  }
  return problems;
}

}  // namespace reeve::snp
