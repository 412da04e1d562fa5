// Sources of evidence against a fake configfs, a fake device, and files of the system.
#include "reeve/evidence.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <set>

#include "tests/attestation/vectors.h"

using namespace reeve;
using namespace reeve::snp;
using namespace reeve::snp_test;

namespace {

namespace fs = std::filesystem;

ReportData Nonce(uint8_t start) {
  ReportData data;
  for (size_t i = 0; i < data.size(); ++i) data[i] = static_cast<uint8_t>(start + i);
  return data;
}

// A report as the firmware would make it for this nonce; nobody signed it, which a source does not look at.
std::vector<uint8_t> ReportFor(std::string_view nonce) {
  std::vector<uint8_t> report = ReadBytes("report-milan-v3-hostdata-policyB.bin");
  std::copy(nonce.begin(), nonce.end(), report.begin() + 0x50);
  return report;
}

// What configfs does, for one folder after the other. `fail`: the errno of an operation on a file, such as "write
// inblob".
struct FakeTsm : TsmFiles {
  std::map<std::string, std::string> files;
  std::map<std::string, int> fail;
  std::set<std::string> folders, made;
  uint64_t generation = 0;
  int disturbances = 0;  // requests that somebody else makes in between
  bool short_report = false, other_nonce = false, no_floor = false;
  std::string provider = "sev_guest\n", generation_text, certificates = "";
  std::vector<std::string> calls;

  int Failure(const std::string& what) {
    calls.push_back(what);
    auto found = fail.find(what);
    return found == fail.end() ? 0 : found->second;
  }
  static std::string Name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

  int MakeFolder(const std::string& path) override {
    if (int error = Failure("mkdir")) return error;
    if (!folders.insert(path).second) return EEXIST;
    made.insert(path);
    generation = 0;
    return 0;
  }
  int RemoveFolder(const std::string& path) override {
    calls.push_back("rmdir");
    return folders.erase(path) == 1 ? 0 : ENOENT;
  }
  int Write(const std::string& path, std::string_view bytes) override {
    if (int error = Failure("write " + Name(path))) return error;
    files[Name(path)] = bytes;
    ++generation;
    return 0;
  }
  int Read(const std::string& path, size_t limit, std::string* bytes) override {
    std::string name = Name(path);
    if (int error = Failure("read " + name)) return error;
    if (name == "provider")
      *bytes = provider;
    else if (name == "generation")
      *bytes = generation_text.empty() ? std::to_string(generation) + "\n" : generation_text;
    else if (name == "privlevel_floor" && !no_floor)
      *bytes = "0\n";
    else if (name == "auxblob")
      *bytes = certificates;
    else if (name == "outblob")
      *bytes = Outblob();
    else
      return ENOENT;
    return bytes->size() > limit ? EFBIG : 0;
  }
  std::string Outblob() {
    if (files["inblob"].size() != 64) return "";
    if (disturbances > 0) {
      --disturbances;
      ++generation;
    }
    std::vector<uint8_t> report = ReportFor(files["inblob"]);
    if (other_nonce) report[0x50] ^= 1;
    std::string out(report.begin(), report.end());
    return short_report ? out.substr(0, 1000) : out;
  }
};

struct Tsm {
  std::shared_ptr<FakeTsm> fake = std::make_shared<FakeTsm>();
  Result<Evidence> Collect(std::optional<uint32_t> vmpl = std::nullopt) {
    return ConfigfsSource({"/sys/kernel/config/tsm/report", vmpl, fake})->Collect(Nonce(1));
  }
  // The error's text; and whatever happened, the folder is gone.
  std::string Error(std::optional<uint32_t> vmpl = std::nullopt) {
    Result<Evidence> evidence = Collect(vmpl);
    CHECK(evidence.status().code() == Code::kEvidence);
    CHECK(fake->folders.empty());
    return std::string(evidence.status().message());
  }
  size_t Calls(const std::string& what) {
    return static_cast<size_t>(std::count(fake->calls.begin(), fake->calls.end(), what));
  }
};

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The ioctls of the device. Structures are read at their offsets, as the kernel does.
struct FakeDevice {
  int error = 0;  // errno of each request
  uint64_t exit_info = 0;
  uint32_t status = 0, report_size = 1184, needs = 0;
  std::string certificates = "";
  std::vector<unsigned long> requests;
  uint32_t vmpl = 99;

  int Ioctl(unsigned long request, void* argument) {
    requests.push_back(request);
    auto* bytes = static_cast<uint8_t*>(argument);
    REQUIRE(bytes[0] == 1);
    uint8_t* in = Pointer(bytes + 8);
    uint8_t* out = Pointer(bytes + 16);
    std::memcpy(&vmpl, in + 64, 4);
    for (size_t i = 68; i < 96; ++i) REQUIRE(in[i] == 0);
    if (request == 0xC0205302) {
      uint32_t room = 0;
      std::memcpy(&room, in + 104, 4);
      REQUIRE(room % 4096 == 0);
      REQUIRE(room <= 16384);
      if (room < needs) {
        std::memcpy(in + 104, &needs, 4);
        uint64_t code = uint64_t{1} << 32;
        std::memcpy(bytes + 24, &code, 8);
        errno = EIO;
        return -1;
      }
      std::copy(certificates.begin(), certificates.end(), Pointer(in + 96));
    }
    if (error != 0) {
      std::memcpy(bytes + 24, &exit_info, 8);
      errno = error;
      return -1;
    }
    std::memcpy(out, &status, 4);
    std::memcpy(out + 4, &report_size, 4);
    std::vector<uint8_t> report = ReportFor({reinterpret_cast<const char*>(in), 64});
    std::copy(report.begin(), report.end(), out + 32);
    return 0;
  }
  static uint8_t* Pointer(const uint8_t* at) {
    uint64_t address = 0;
    std::memcpy(&address, at, 8);
    return reinterpret_cast<uint8_t*>(address);
  }
  Result<Evidence> Collect(bool with_certificates = true, uint32_t level = 0) {
    GuestDeviceOptions options;
    options.vmpl = level;
    options.certificates = with_certificates;
    options.open = [](const char*) { return open("/dev/null", O_RDWR | O_CLOEXEC); };
    options.ioctl = [this](int, unsigned long request, void* argument) { return Ioctl(request, argument); };
    return GuestDeviceSource(options)->Collect(Nonce(1));
  }
  std::string Error(bool with_certificates = true) {
    Result<Evidence> evidence = Collect(with_certificates);
    CHECK(evidence.status().code() == Code::kEvidence);
    return std::string(evidence.status().message());
  }
};

}  // namespace

TEST_CASE("configfs gives a report for a nonce, and its folder goes") {
  Tsm tsm;
  tsm.fake->certificates = std::string(4096, '\0');
  Result<Evidence> evidence = tsm.Collect();
  INFO(evidence.status().ToString());
  REQUIRE(evidence.ok());
  ReportData nonce = Nonce(1);
  CHECK(std::equal(nonce.begin(), nonce.end(), evidence->report.begin() + 0x50));
  CHECK(evidence->certificates.size() == 4096);
  CHECK(tsm.fake->folders.empty());
  CHECK(tsm.fake->made.size() == 1);
  CHECK(tsm.fake->made.begin()->starts_with("/sys/kernel/config/tsm/report/reeve-"));
  CHECK(tsm.Calls("write privlevel") == 0);
  CHECK(tsm.fake->calls.back() == "rmdir");
  // Another request gets a folder of another name.
  REQUIRE(tsm.Collect().ok());
  CHECK(tsm.fake->made.size() == 2);
}

TEST_CASE("configfs asks at the level it is told, or at the lowest there is") {
  Tsm tsm;
  REQUIRE(tsm.Collect(2).ok());
  CHECK(tsm.fake->files["privlevel"] == "2");
  CHECK(Contains(tsm.Error(4), "no VMPL 4"));
  Tsm old;
  old.fake->no_floor = true;
  CHECK(old.Collect().ok());
  Tsm refused;
  refused.fake->fail["write privlevel"] = EINVAL;
  CHECK(Contains(refused.Error(0), "ask at VMPL 0: Invalid argument"));
}

TEST_CASE("configfs says what failed") {
  struct Case {
    const char* call;
    int error;
    const char* says;
  };
  for (const Case& c :
       {Case{"mkdir", ENOENT, "No such file"}, Case{"mkdir", EACCES, "Permission denied"},
        Case{"read provider", ENXIO, "no provider"}, Case{"write inblob", EBUSY, "another request is under way"},
        Case{"write inblob", EIO, "write inblob"}, Case{"write inblob", EFBIG, "File too large"},
        Case{"read outblob", EINVAL, "read outblob: Invalid argument"}, Case{"read outblob", ENXIO, "no provider"},
        Case{"read outblob", ETIMEDOUT, "timed out"}, Case{"read auxblob", EIO, "read auxblob"},
        Case{"read generation", ENOENT, "read generation"}}) {
    INFO(c.call << " " << c.error);
    Tsm tsm;
    tsm.fake->fail[c.call] = c.error;
    CHECK(Contains(tsm.Error(), c.says));
    CHECK(tsm.Calls("read outblob") <= 1);  // a request that failed is not made again
  }
  Tsm no_certificates;
  no_certificates.fake->fail["read auxblob"] = ENOENT;
  CHECK(no_certificates.Collect().ok());
}

TEST_CASE("a folder's name that is taken is no failure") {
  Tsm tsm;
  tsm.fake->fail["mkdir"] = EEXIST;
  CHECK(Contains(tsm.Error(), "File exists"));
  CHECK(tsm.Calls("mkdir") == 3);
}

TEST_CASE("a report that somebody else's request was mixed into is asked for again") {
  Tsm once;
  once.fake->disturbances = 1;
  CHECK(once.Collect().ok());
  CHECK(once.Calls("read outblob") == 2);
  Tsm always;
  always.fake->disturbances = 100;
  CHECK(Contains(always.Error(), "somebody else"));
  CHECK(always.Calls("read outblob") == 3);
}

TEST_CASE("configfs answers that are no report") {
  Tsm truncated;
  truncated.fake->short_report = true;
  CHECK(Contains(truncated.Error(), "1000 bytes"));
  Tsm replayed;
  replayed.fake->other_nonce = true;
  CHECK(Contains(replayed.Error(), "other REPORT_DATA"));
  Tsm tdx;
  tdx.fake->provider = "tdx_guest\n";
  CHECK(Contains(tdx.Error(), "tdx_guest"));
  for (const char* text : {"x\n", "\n", "-1\n", "1 2\n", "99999999999999999999999\n"}) {
    Tsm odd;
    odd.fake->generation_text = text;
    CHECK(Contains(odd.Error(), "generation holds no number"));
  }
  Tsm huge;
  huge.fake->certificates = std::string(100000, 'x');
  CHECK(Contains(huge.Error(), "auxblob"));
}

TEST_CASE("configfs through the system's files") {
  // No configfs: writes and reads are real, the folder fills itself with nothing.
  std::string root = (fs::temp_directory_path() / "reeve-tsm-XXXXXX").string();
  REQUIRE(mkdtemp(root.data()) != nullptr);
  Result<Evidence> evidence = ConfigfsSource({root, std::nullopt, nullptr})->Collect(Nonce(1));
  CHECK(Contains(evidence.status().message(), "read provider: No such file"));
  CHECK(fs::is_empty(root));
  CHECK(
      Contains(ConfigfsSource({root + "/none", std::nullopt, nullptr})->Collect(Nonce(1)).status().message(), "make "));
  fs::remove_all(root);
}

TEST_CASE("the device gives a report, with and without certificates") {
  FakeDevice device;
  device.certificates = "table";
  Result<Evidence> evidence = device.Collect();
  INFO(evidence.status().ToString());
  REQUIRE(evidence.ok());
  CHECK(evidence->certificates.size() == 4096);
  CHECK(std::string(evidence->certificates.begin(), evidence->certificates.begin() + 5) == "table");
  CHECK(device.requests == std::vector<unsigned long>{0xC0205302});
  CHECK(device.vmpl == 0);
  FakeDevice plain;
  REQUIRE(plain.Collect(false, 3).ok());
  CHECK(plain.requests == std::vector<unsigned long>{0xC0205300});
  CHECK(plain.vmpl == 3);
  CHECK_FALSE(plain.Collect(false, 4).ok());
  CHECK(plain.requests.size() == 1);
}

TEST_CASE("a buffer that is too small for the certificates is asked again once") {
  FakeDevice device;
  device.needs = 10000;
  device.certificates = std::string(10000, 'c');
  Result<Evidence> evidence = device.Collect();
  REQUIRE(evidence.ok());
  CHECK(evidence->certificates.size() == 12288);
  CHECK(device.requests.size() == 2);
  FakeDevice greedy;
  greedy.needs = 1 << 20;  // beyond what the kernel takes
  CHECK(Contains(greedy.Error(), "the host's error is 0x1"));
  CHECK(greedy.requests.size() == 1);
}

TEST_CASE("the device's failures are told, and not tried again") {
  struct Case {
    int error;
    uint64_t exit_info;
    const char* says;
  };
  for (const Case& c :
       {Case{EIO, 0x16, "0x16 (invalid parameters)"}, Case{EIO, 0x27, "0x27 (no such key)"},
        Case{EIO, uint64_t{2} << 32, "the host is busy"}, Case{EIO, uint64_t{7} << 32, "the host's error is 0x7"},
        Case{ENOTTY, 0xFF, "gave up its channel"}, Case{ETIMEDOUT, 0, "timed out"},
        Case{EINVAL, 0xFF, "Invalid argument"}}) {
    for (bool certificates : {false, true}) {
      FakeDevice device;
      device.error = c.error;
      device.exit_info = c.exit_info;
      INFO(c.error << " " << c.exit_info);
      CHECK(Contains(device.Error(certificates), c.says));
      CHECK(device.requests.size() == 1);
    }
  }
}

TEST_CASE("what the firmware answers is looked at") {
  FakeDevice refused;
  refused.status = 0x16;
  CHECK(Contains(refused.Error(), "status 0x16 (invalid parameters)"));
  for (uint32_t size : {0u, 1183u, 1185u, 4000u, 0xFFFFFFFFu}) {
    FakeDevice odd;
    odd.report_size = size;
    CHECK(Contains(odd.Error(false), std::to_string(size) + " bytes"));
  }
}

TEST_CASE("a device that is none") {
  GuestDeviceOptions options;
  options.device = "/nonexistent/sev-guest";
  CHECK(Contains(GuestDeviceSource(options)->Collect(Nonce(1)).status().message(), "cannot be opened"));
  options.device = "/dev/null";
  CHECK(Contains(GuestDeviceSource(options)->Collect(Nonce(1)).status().message(), "/dev/null: the request failed"));
}

TEST_CASE("bytes are evidence for the nonce they hold alone") {
  ReportData nonce = Nonce(9);
  std::vector<uint8_t> report = ReportFor({reinterpret_cast<const char*>(nonce.data()), nonce.size()});
  CHECK(BytesSource({report, {}})->Collect(nonce).ok());
  CHECK_FALSE(BytesSource({report, {}})->Collect(Nonce(8)).ok());
  CHECK_FALSE(BytesSource({{}, {}})->Collect(nonce).ok());
}

TEST_CASE("pitfall 12: HOST_DATA of this VM comes with a nonce that is echoed") {
  Tsm tsm;
  std::unique_ptr<EvidenceSource> source = ConfigfsSource({"/sys/kernel/config/tsm/report", std::nullopt, tsm.fake});
  Result<Sha256Digest> host_data = LaunchHostData(*source);
  REQUIRE(host_data.ok());
  std::string first = tsm.fake->files["inblob"];
  CHECK(first != std::string(64, '\0'));
  CHECK(BindPolicy(ReadPolicy("policyB.base64"), *host_data).ok());
  REQUIRE(LaunchHostData(*source).ok());
  CHECK(tsm.fake->files["inblob"] != first);
  tsm.fake->other_nonce = true;
  CHECK_FALSE(LaunchHostData(*source).ok());
  // A report from elsewhere, genuine as it may be, is none.
  CHECK_FALSE(LaunchHostData(*BytesSource({ReadBytes("report-milan-v3-hostdata-policyB.bin"), {}})).ok());
}

TEST_CASE("pitfall 11: no interface is an error, not an unbound VM") {
  ConfigfsOptions configfs;
  configfs.folder = "/nonexistent/tsm";
  GuestDeviceOptions device;
  device.device = "/nonexistent/sev-guest";
  Result<std::unique_ptr<EvidenceSource>> none = FindSource(configfs, device);
  CHECK(none.status().code() == Code::kEvidence);
  CHECK(Contains(none.status().message(), "no attestation interface"));
  device.device = "/dev/null";
  CHECK(FindSource(configfs, device).ok());
  configfs.folder = "/tmp";
  CHECK(FindSource(configfs, device).ok());
}
