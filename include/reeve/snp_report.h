// Report: the attestation report of AMD SEV-SNP as its 1184 bytes, with names for what stands where (snp_report.def).
//
//     reeve::Result<reeve::snp::Report> report = reeve::snp::Report::Parse(bytes);
//     report->Bytes(reeve::snp::Field::kHostData);       // 32 bytes
//     report->Number(reeve::snp::Field::kGuestSvn);
//
// Parsing says that the bytes have the form of a report, not that any hardware made them: Appraise (attestation.h)
// does. The bytes are kept as they came and are what signatures are checked over. Plain values: copy them, use them
// from any thread.
#ifndef REEVE_SNP_REPORT_H_
#define REEVE_SNP_REPORT_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reeve/status.h"

namespace reeve::snp {

enum class Field : uint8_t {
#define REEVE_SNP_FIELD(enumerator, name, offset, size, since, meaning) enumerator,
#include "reeve/snp_report.def"
};

struct FieldInfo {
  Field field;
  std::string_view name;
  uint16_t offset, size;
  uint8_t since;  // the first version that has it
  std::string_view meaning;
};
std::span<const FieldInfo> Fields();  // in the order of their offsets

// A named flag of kPolicy, kPlatformInfo or kFlags.
struct BitInfo {
  Field word;
  uint8_t bit;
  std::string_view name, meaning;
};
std::span<const BitInfo> Bits();
// Its bit as a mask; 0 for a name that the word does not have.
uint64_t Mask(Field word, std::string_view name);

// The lines of processors that AMD publishes keys for; Genoa includes Bergamo and Siena.
enum class Product : uint8_t { kMilan, kGenoa, kTurin };
std::string_view ProductName(Product product);  // "Milan"
std::optional<Product> ParseProduct(std::string_view name);

// How the eight bytes of a TCB version are laid out: families 19h (Milan, Genoa) and 1Ah (Turin).
enum class TcbLayout : uint8_t { kFamily19h, kFamily1Ah };
TcbLayout LayoutOf(Product product);

// Security patch levels of the firmware's parts. They are compared one by one, never as one number.
struct Tcb {
  std::array<uint8_t, 8> bytes{};  // as in the report
  struct Parts {
    std::optional<uint8_t> fmc;  // family 1Ah alone
    uint8_t boot_loader = 0, tee = 0, snp = 0, microcode = 0;
  };
  Parts parts(TcbLayout layout) const;
  static Tcb Of(const Parts& parts, TcbLayout layout);
  // Each part at least as high as the other's.
  bool AtLeast(const Tcb& floor) const;
  friend bool operator==(const Tcb&, const Tcb&) = default;
};

enum class SigningKey : uint8_t { kVcek = 0, kVlek = 1, kNone = 7 };  // other values are reserved

class Report {
 public:
  static constexpr size_t kSize = 1184;
  static constexpr size_t kSignedSize = 0x2A0;
  static constexpr uint64_t kHostRequested = 0xFFFFFFFF;  // of kVmpl

  // The rules that hold for every report: size, version, reserved bytes and bits. Error: kEvidence, with each rule that
  // is broken.
  static Result<Report> Parse(std::span<const uint8_t> bytes);
  // Any 1184 bytes; nothing for another size. For showing and listing what is wrong.
  static std::optional<Report> Unchecked(std::span<const uint8_t> bytes);

  std::span<const uint8_t> bytes() const { return bytes_; }
  std::span<const uint8_t> signed_bytes() const { return std::span(bytes_).first(kSignedSize); }
  // Little-endian; for fields of at most 8 bytes. 0 if this version has no such field.
  uint64_t Number(Field field) const;
  std::span<const uint8_t> Bytes(Field field) const;
  bool Has(Field field) const;  // in this version
  bool IsZero(Field field) const;
  Tcb TcbOf(Field field) const;  // kCurrentTcb, kReportedTcb, kCommittedTcb, kLaunchTcb

  uint32_t version() const { return static_cast<uint32_t>(Number(Field::kVersion)); }
  // Three bits of kFlags.
  SigningKey signing_key() const { return static_cast<SigningKey>(Number(Field::kFlags) >> 2 & 7); }
  // From the CPUID fields: nothing in version 2, or for a processor that is not known.
  std::optional<Product> product() const;

  // One broken rule: its name in appraisal_checks.def, what was found and what was expected.
  struct Problem {
    std::string_view rule;
    std::string found, expected;
  };
  std::vector<Problem> Problems() const;

 private:
  std::array<uint8_t, kSize> bytes_{};
};

}  // namespace reeve::snp

#endif  // REEVE_SNP_REPORT_H_
