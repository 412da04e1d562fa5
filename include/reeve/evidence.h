// Where a VM gets its own attestation report from: the kernel's configfs-tsm, the device /dev/sev-guest, or bytes that
// came otherwise.
//
//     auto source = reeve::snp::FindSource();                            // error: no such interface here
//     reeve::snp::ReportData nonce = ...;                                // 64 bytes that the relying party sent
//     reeve::Result<reeve::snp::Evidence> evidence = (*source)->Collect(nonce);
//
//     reeve::Result<reeve::Sha256Digest> host_data = reeve::snp::LaunchHostData(**source);   // for BindPolicy
//
// Each report is a request to the firmware. One that fails may make the kernel give up its channel to the firmware for
// good, so nothing is tried again but what is known to be harmless; keep what you got, since HOST_DATA never changes. A
// source may be used from several threads: it makes one request at a time.
#ifndef REEVE_EVIDENCE_H_
#define REEVE_EVIDENCE_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "reeve/attestation.h"

namespace reeve::snp {

using ReportData = std::array<uint8_t, 64>;
// From the system's randomness.
Result<ReportData> RandomReportData();

class EvidenceSource {
 public:
  virtual ~EvidenceSource() = default;
  // A report that holds `report_data`, and the certificates that the host gives with it, if it does. The report has
  // been parsed, and REPORT_DATA has been compared. Errors: kEvidence, with what the kernel or the firmware said.
  Result<Evidence> Collect(const ReportData& report_data);

 protected:
  virtual Result<Evidence> Request(const ReportData& report_data) = 0;
};

// The calls that configfs takes; each returns 0 or an errno. Another implementation stands in for the kernel in tests.
class TsmFiles {
 public:
  virtual ~TsmFiles() = default;
  virtual int MakeFolder(const std::string& path) = 0;
  virtual int RemoveFolder(const std::string& path) = 0;
  virtual int Write(const std::string& path, std::string_view bytes) = 0;           // all in one call
  virtual int Read(const std::string& path, size_t limit, std::string* bytes) = 0;  // EFBIG beyond the limit
};

struct ConfigfsOptions {
  std::string folder = "/sys/kernel/config/tsm/report";
  std::optional<uint32_t> vmpl;     // empty: the lowest that the kernel permits, which is 0 in a plain guest
  std::shared_ptr<TsmFiles> files;  // null: the system's
};
std::unique_ptr<EvidenceSource> ConfigfsSource(ConfigfsOptions options = {});

struct GuestDeviceOptions {
  std::string device = "/dev/sev-guest";
  uint32_t vmpl = 0;
  bool certificates = true;  // ask for the host's table as well
  // Stand-ins for the system's calls; they return as those do and set errno. `ioctl` gets the request's number and its
  // structure.
  std::function<int(const char* path)> open;
  std::function<int(int file, unsigned long request, void* argument)> ioctl;
};
std::unique_ptr<EvidenceSource> GuestDeviceSource(GuestDeviceOptions options = {});

// Evidence that is there already: one report, whatever is asked. Collect succeeds for the REPORT_DATA in it alone.
std::unique_ptr<EvidenceSource> BytesSource(Evidence evidence);

// configfs-tsm where the kernel has it, else the device. Error, kEvidence: neither is there, so this is no SEV-SNP
// guest, or one whose paravisor keeps the reports to itself. It never means that there is nothing to check.
Result<std::unique_ptr<EvidenceSource>> FindSource(const ConfigfsOptions& configfs = {},
                                                   const GuestDeviceOptions& device = {});

// The HOST_DATA that this VM was launched with: of a report with REPORT_DATA from RandomReportData. Its signature is
// not checked: here the kernel's channel to the firmware vouches for it, and the fresh REPORT_DATA for its age.
Result<Sha256Digest> LaunchHostData(EvidenceSource& source);

}  // namespace reeve::snp

#endif  // REEVE_EVIDENCE_H_
