// What all sources of evidence share: the report is parsed and its REPORT_DATA compared. Interface:
// include/reeve/evidence.h. Tested by tests/attestation/evidence_test.cc.
#include "reeve/evidence.h"

#include <sys/random.h>
#include <unistd.h>

#include <algorithm>

#include "crypto/digest.h"

namespace reeve::snp {
namespace {

class Given : public EvidenceSource {
 public:
  explicit Given(Evidence evidence) : evidence_(std::move(evidence)) {}

 protected:
  Result<Evidence> Request(const ReportData&) override { return evidence_; }

 private:
  Evidence evidence_;
};

}  // namespace

Result<ReportData> RandomReportData() {
  ReportData data;
  if (getrandom(data.data(), data.size(), 0) != static_cast<ssize_t>(data.size()))
    return Status(Code::kEvidence, "the system gives no random bytes");
  return data;
}

Result<Evidence> EvidenceSource::Collect(const ReportData& report_data) {
  Result<Evidence> evidence = Request(report_data);
  if (!evidence.ok()) return evidence;
  Result<Report> report = Report::Parse(evidence->report);
  if (!report.ok()) return report.status();
  if (!crypto::EqualInConstantTime(report->Bytes(Field::kReportData), report_data)) {
    return Status(Code::kEvidence, "the report holds other REPORT_DATA than was asked for");
  }
  return evidence;
}

std::unique_ptr<EvidenceSource> BytesSource(Evidence evidence) { return std::make_unique<Given>(std::move(evidence)); }

Result<std::unique_ptr<EvidenceSource>> FindSource(const ConfigfsOptions& configfs, const GuestDeviceOptions& device) {
  if (access(configfs.folder.c_str(), F_OK) == 0) return ConfigfsSource(configfs);
  if (access(device.device.c_str(), F_OK) == 0) return GuestDeviceSource(device);
  return Status(Code::kEvidence, "no attestation interface: neither " + configfs.folder + " nor " + device.device +
                                     " exists; this is no SEV-SNP guest, or its kernel or paravisor hides it");
}

Result<Sha256Digest> LaunchHostData(EvidenceSource& source) {
  Result<ReportData> nonce = RandomReportData();
  if (!nonce.ok()) return nonce.status();
  Result<Evidence> evidence = source.Collect(*nonce);
  if (!evidence.ok()) return evidence.status();
  std::optional<Report> report = Report::Unchecked(evidence->report);
  Sha256Digest host_data{};
  std::span<const uint8_t> bytes = report->Bytes(Field::kHostData);
  std::copy(bytes.begin(), bytes.end(), host_data.begin());
  return host_data;
}

}  // namespace reeve::snp
