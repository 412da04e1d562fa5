// Reports from configfs-tsm (Linux 6.7 and later): a folder of one's own, whose files take the nonce and give the
// report.
//
//     mkdir /sys/kernel/config/tsm/report/reeve-4f…    write inblob (64 bytes)    read outblob, auxblob    rmdir
//
// `generation` counts the writes to the folder: if it moved otherwise than by ours, somebody else used the folder, and
// what was read may be the answer to his question. Interface: include/reeve/evidence.h. Tested by
// tests/attestation/evidence_test.cc.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <mutex>

#include "attestation/certificate_table.h"
#include "reeve/evidence.h"

namespace reeve::snp {
namespace {

constexpr int kAttempts = 3;  // at a folder's name, and at a generation that stays
constexpr size_t kMaxAttributeBytes = 4096;

class SystemFiles : public TsmFiles {
 public:
  int MakeFolder(const std::string& path) override { return mkdir(path.c_str(), 0700) == 0 ? 0 : errno; }
  int RemoveFolder(const std::string& path) override { return rmdir(path.c_str()) == 0 ? 0 : errno; }

  int Write(const std::string& path, std::string_view bytes) override {
    int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) return errno;
    ssize_t written = write(file, bytes.data(), bytes.size());
    int error = written < 0 ? errno : written == static_cast<ssize_t>(bytes.size()) ? 0 : EIO;
    // configfs hands the bytes on when the file is closed, and says then what is wrong with them.
    if (close(file) != 0 && error == 0) error = errno;
    return error;
  }

  int Read(const std::string& path, size_t limit, std::string* bytes) override {
    int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno;
    bytes->clear();
    int error = 0;
    char buffer[4096];
    while (error == 0) {
      ssize_t size = read(file, buffer, sizeof(buffer));
      if (size < 0) error = errno;
      if (size <= 0) break;
      bytes->append(buffer, static_cast<size_t>(size));
      if (bytes->size() > limit) error = EFBIG;
    }
    close(file);
    return error;
  }
};

Status Failed(std::string_view what, int error) {
  std::string text = "configfs-tsm: cannot " + std::string(what) + ": " + strerror(error);
  if (error == ENXIO) text += "; no provider of reports is loaded";
  if (error == EBUSY) text += "; another request is under way";
  return Status(Code::kEvidence, text);
}

Status Unexpected(const std::string& what) { return Status(Code::kEvidence, "configfs-tsm: " + what); }

// A folder that goes with this object.
class Folder {
 public:
  Folder(TsmFiles& files, std::string path) : files_(files), path_(std::move(path)) {}
  ~Folder() { (void)files_.RemoveFolder(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  int Read(const char* name, size_t limit, std::string* bytes) { return files_.Read(path_ + "/" + name, limit, bytes); }
  int Write(const char* name, std::string_view bytes) { return files_.Write(path_ + "/" + name, bytes); }

  Result<uint64_t> Number(const char* name) {
    std::string text;
    if (int error = Read(name, kMaxAttributeBytes, &text); error != 0)
      return Failed("read " + std::string(name), error);
    uint64_t number = 0;
    auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::string_view rest(end, static_cast<size_t>(text.data() + text.size() - end));
    if (failure != std::errc() || !(rest.empty() || rest == "\n"))
      return Unexpected(std::string(name) + " holds no number");
    return number;
  }

 private:
  TsmFiles& files_;
  std::string path_;
};

class Configfs : public EvidenceSource {
 public:
  explicit Configfs(ConfigfsOptions options) : options_(std::move(options)) {
    if (options_.files == nullptr) options_.files = std::make_shared<SystemFiles>();
  }

 protected:
  Result<Evidence> Request(const ReportData& report_data) override {
    std::lock_guard<std::mutex> one(mutex_);
    int error = EEXIST;
    std::string path;
    for (int i = 0; i < kAttempts && error == EEXIST; ++i) {
      Result<ReportData> random = RandomReportData();
      if (!random.ok()) return random.status();
      path = options_.folder + "/reeve-" + ToHex(std::span(*random).first(16));
      error = options_.files->MakeFolder(path);
    }
    if (error != 0) return Failed("make " + path, error);
    Folder folder(*options_.files, path);
    if (Status status = Prepare(folder); !status.ok()) return status;
    for (int i = 0; i < kAttempts; ++i) {
      bool undisturbed = false;
      Result<Evidence> evidence = Ask(folder, report_data, &undisturbed);
      if (!evidence.ok() || undisturbed) return evidence;
    }
    return Unexpected("somebody else keeps using " + path);
  }

 private:
  Status Prepare(Folder& folder) {
    std::string provider;
    if (int error = folder.Read("provider", kMaxAttributeBytes, &provider); error != 0)
      return Failed("read provider", error);
    if (provider != "sev_guest\n")
      return Unexpected("the provider is " + provider.substr(0, provider.find('\n')) + ", not sev_guest");
    uint64_t level = options_.vmpl.value_or(0);
    Result<uint64_t> floor = folder.Number("privlevel_floor");
    if (!options_.vmpl && floor.ok()) level = *floor;
    if (level > 3) return Unexpected("there is no VMPL " + std::to_string(level));
    if (level == 0 && !options_.vmpl) return {};  // what the kernel does anyway; older ones have no such file
    int error = folder.Write("privlevel", std::to_string(level));
    return error == 0 ? Status() : Failed("ask at VMPL " + std::to_string(level), error);
  }

  Result<Evidence> Ask(Folder& folder, const ReportData& report_data, bool* undisturbed) {
    Result<uint64_t> before = folder.Number("generation");
    if (!before.ok()) return before.status();
    std::string_view nonce(reinterpret_cast<const char*>(report_data.data()), report_data.size());
    if (int error = folder.Write("inblob", nonce); error != 0) return Failed("write inblob", error);
    std::string report, certificates;
    if (int error = folder.Read("outblob", kMaxAttributeBytes, &report); error != 0)
      return Failed("read outblob", error);
    int error = folder.Read("auxblob", kMaxTableBytes, &certificates);
    if (error != 0 && error != ENOENT) return Failed("read auxblob", error);
    Result<uint64_t> after = folder.Number("generation");
    if (!after.ok()) return after.status();
    *undisturbed = *after == *before + 1;
    if (!*undisturbed) return Evidence{};
    if (report.size() != Report::kSize)
      return Unexpected("outblob has " + std::to_string(report.size()) + " bytes, not " +
                        std::to_string(Report::kSize));
    return Evidence{{report.begin(), report.end()}, {certificates.begin(), certificates.end()}};
  }

  ConfigfsOptions options_;
  std::mutex mutex_;
};

}  // namespace

std::unique_ptr<EvidenceSource> ConfigfsSource(ConfigfsOptions options) {
  return std::make_unique<Configfs>(std::move(options));
}

}  // namespace reeve::snp
