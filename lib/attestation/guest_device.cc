// Reports from /dev/sev-guest (Linux 5.19 and later), by its ioctls.
//
// The kernel's structures are read and written here as bytes at their offsets (include/uapi/linux/sev-guest.h): older
// systems have no such header. A request that fails is not made again, but for one case: the host said that the buffer
// for its certificates is too small, which costs no message to the firmware. Interface: include/reeve/evidence.h.
// Tested by tests/attestation/evidence_test.cc.
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>

#include "attestation/hex.h"
#include "reeve/evidence.h"

namespace reeve::snp {
namespace {

constexpr unsigned long kGetReport = 0xC0205300, kGetExtendedReport = 0xC0205302;
constexpr size_t kRequestBytes = 96, kExtendedRequestBytes = 112, kResponseBytes = 4000;
constexpr size_t kVmplAt = 64, kCertificatesAddressAt = 96, kCertificatesSizeAt = 104;
constexpr size_t kReportSizeAt = 4, kReportAt = 32;
constexpr size_t kMaxCertificates = 16 << 10;      // the kernel's limit
constexpr uint32_t kInvalidLength = 1, kBusy = 2;  // of the host

// snp_guest_request_ioctl
struct Argument {
  uint8_t message_version = 1;
  uint64_t request = 0, response = 0;
  uint64_t exit_info = 0;  // firmware's error in the lower half, the host's in the upper one
  uint32_t firmware_error() const { return static_cast<uint32_t>(exit_info); }
  uint32_t host_error() const { return static_cast<uint32_t>(exit_info >> 32); }
};
static_assert(sizeof(Argument) == 32);

template <typename T, typename Bytes>
void Put(Bytes& bytes, size_t at, T number) {
  std::memcpy(bytes.data() + at, &number, sizeof(number));
}
template <typename T, typename Bytes>
T Get(const Bytes& bytes, size_t at) {
  T number;
  std::memcpy(&number, bytes.data() + at, sizeof(number));
  return number;
}

uint64_t Address(const void* pointer) { return reinterpret_cast<uintptr_t>(pointer); }

std::string FirmwareStatus(uint32_t status) {
  return HexNumber(status) + (status == 0x16 ? " (invalid parameters)" : status == 0x27 ? " (no such key)" : "");
}

class GuestDevice : public EvidenceSource {
 public:
  explicit GuestDevice(GuestDeviceOptions options) : options_(std::move(options)) {
    if (!options_.open) options_.open = [](const char* path) { return open(path, O_RDWR | O_CLOEXEC); };
    if (!options_.ioctl)
      options_.ioctl = [](int file, unsigned long request, void* argument) { return ioctl(file, request, argument); };
  }

 protected:
  Result<Evidence> Request(const ReportData& report_data) override {
    std::lock_guard<std::mutex> one(mutex_);
    if (options_.vmpl > 3) return Failed("there is no VMPL " + std::to_string(options_.vmpl));
    int file = options_.open(options_.device.c_str());
    if (file < 0) return Failed(std::string("cannot be opened: ") + strerror(errno));
    Result<Evidence> evidence = options_.certificates ? Extended(file, report_data) : Plain(file, report_data);
    close(file);
    return evidence;
  }

 private:
  Result<Evidence> Plain(int file, const ReportData& report_data) {
    std::array<uint8_t, kRequestBytes> request{};
    Fill(request, report_data);
    std::array<uint8_t, kResponseBytes> response{};
    Argument argument{1, Address(request.data()), Address(response.data()), 0};
    if (options_.ioctl(file, kGetReport, &argument) != 0) return Refused(errno, argument);
    return Read(response, {});
  }

  Result<Evidence> Extended(int file, const ReportData& report_data) {
    std::vector<uint8_t> certificates(4096);
    for (bool again : {false, true}) {
      std::array<uint8_t, kExtendedRequestBytes> request{};
      Fill(request, report_data);
      Put(request, kCertificatesAddressAt, Address(certificates.data()));
      Put(request, kCertificatesSizeAt, static_cast<uint32_t>(certificates.size()));
      std::array<uint8_t, kResponseBytes> response{};
      Argument argument{1, Address(request.data()), Address(response.data()), 0};
      if (options_.ioctl(file, kGetExtendedReport, &argument) == 0) return Read(response, std::move(certificates));
      int error = errno;
      size_t needed = Get<uint32_t>(request, kCertificatesSizeAt);
      bool too_small = error == EIO && argument.host_error() == kInvalidLength;
      if (!too_small || again || needed <= certificates.size() || needed > kMaxCertificates)
        return Refused(error, argument);
      certificates.assign((needed + 4095) / 4096 * 4096, 0);
    }
    return Failed("the host keeps changing the size of its certificates");
  }

  template <typename Request>
  void Fill(Request& request, const ReportData& report_data) {
    std::copy(report_data.begin(), report_data.end(), request.begin());
    Put(request, kVmplAt, options_.vmpl);
  }

  Result<Evidence> Read(const std::array<uint8_t, kResponseBytes>& response, std::vector<uint8_t> certificates) {
    if (uint32_t status = Get<uint32_t>(response, 0); status != 0)
      return Failed("the firmware refused with status " + FirmwareStatus(status));
    if (uint32_t size = Get<uint32_t>(response, kReportSizeAt); size != Report::kSize) {
      return Failed("the firmware's report has " + std::to_string(size) + " bytes, not " +
                    std::to_string(Report::kSize));
    }
    auto start = response.begin() + kReportAt;
    return Evidence{{start, start + Report::kSize}, std::move(certificates)};
  }

  Status Refused(int error, const Argument& argument) {
    std::string text = std::string("the request failed: ") + strerror(error);
    // The kernel presets the code and sets it where the firmware or the host had the last word.
    if (error == EIO && argument.host_error() == kBusy)
      text += "; the host is busy: do not ask again at once";
    else if (error == EIO && argument.host_error() != 0)
      text += "; the host's error is " + HexNumber(argument.host_error());
    else if (error == EIO)
      text += "; the firmware's error is " + FirmwareStatus(argument.firmware_error());
    if (error == ENOTTY) text += "; the kernel gave up its channel to the firmware after an earlier failure";
    return Failed(text);
  }

  Status Failed(const std::string& what) { return Status(Code::kEvidence, options_.device + ": " + what); }

  GuestDeviceOptions options_;
  std::mutex mutex_;
};

}  // namespace

std::unique_ptr<EvidenceSource> GuestDeviceSource(GuestDeviceOptions options) {
  return std::make_unique<GuestDevice>(std::move(options));
}

}  // namespace reeve::snp
