// reeve attest report: this VM's own report. Interface: RunAttestReport (attest.h). Tested by docs/attestation.md,
// where there is none.
#include <fstream>

#include "reeve/evidence.h"
#include "tools/attest.h"
#include "tools/output.h"

namespace reeve::tools {
namespace {

constexpr std::string_view kExamples =
    "Examples:\n"
    "  reeve attest report --report-data $NONCE --out report.bin --certificates table.bin\n"
    "  reeve attest report | grep host_data\n"
    "\n"
    "Without --report-data the nonce is random. configfs-tsm is asked where there is one, else /dev/sev-guest.\n"
    "Exit codes: 0 there is a report; 1 a wrong command line; 2 no report: this is no SEV-SNP guest, or the firmware "
    "refused.";

bool WriteFile(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file.flush().good();
}

}  // namespace

int RunAttestReport(const Words& words) {
  CLI::App app;
  std::string nonce, out, certificates, format = "text";
  snp::ConfigfsOptions configfs;
  snp::GuestDeviceOptions device;
  std::optional<uint32_t> vmpl;
  DescribeAttest(app, "report", "Get this VM's attestation report.", kExamples);
  app.add_option("--report-data", nonce, "128 hexadecimal digits that the report is to hold");
  app.add_option("--out", out, "file for the report's bytes; without it the fields are printed");
  app.add_option("--certificates", certificates, "file for the certificates that the host gives with it");
  app.add_option("--vmpl", vmpl, "privilege level to ask at, 0 to 3; without it the lowest that is permitted");
  app.add_option("--configfs", configfs.folder, "the kernel's folder")->capture_default_str();
  app.add_option("--device", device.device, "the kernel's device")->capture_default_str();
  app.add_option("--format", format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  if (std::optional<int> code = ParseFlags(app, words)) return *code;

  Result<snp::ReportData> data = snp::RandomReportData();
  if (!nonce.empty()) {
    Result<std::vector<uint8_t>> bytes = ParseHex(nonce, 64, "--report-data");
    if (!bytes.ok()) return FailAttest("report", TextOf(bytes.status()));
    if (data.ok()) std::copy(bytes->begin(), bytes->end(), data->begin());
  }
  if (!data.ok()) return FailAttest("report", TextOf(data.status()));
  configfs.vmpl = vmpl;
  device.vmpl = vmpl.value_or(0);
  Result<std::unique_ptr<snp::EvidenceSource>> source = snp::FindSource(configfs, device);
  if (!source.ok()) return FailAttest("report", TextOf(source.status()));
  Result<snp::Evidence> evidence = (*source)->Collect(*data);
  if (!evidence.ok()) return FailAttest("report", TextOf(evidence.status()));
  if (!out.empty() && !WriteFile(out, AsText(evidence->report))) return FailAttest("report", "cannot write " + out);
  if (!certificates.empty() && !WriteFile(certificates, AsText(evidence->certificates)))
    return FailAttest("report", "cannot write " + certificates);
  if (!out.empty()) return kExitOk;
  snp::Report report = *snp::Report::Unchecked(evidence->report);
  std::string json;
  if (format == "json") AppendJson(snp::ReportClaims(report).root(), 0, json);
  Write(stdout, format == "json" ? json + "\n" : ReportLines(report, std::nullopt));
  return kExitOk;
}

}  // namespace reeve::tools
