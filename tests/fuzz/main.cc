// reeve_fuzz: what an untrusted host sends, spoiled at random, against the readers of it.
//
//     reeve_fuzz TARGET [EXECUTIONS [SEED]]      targets: report, certificate, extensions, table, image, toml, appraise
//
// Inputs are the evidence of real machines (tests/attestation/vectors) and the documents of corpus/. A crash, a
// sanitizer's finding or a property that does not hold ends it with an exit code that is not 0, and names the
// execution. The tests run each target shortly.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "attestation/certificate.h"
#include "attestation/certificate_table.h"
#include "reeve/initdata.h"
#include "tests/fuzz/mutate.h"

namespace reeve::fuzz {
namespace {

using Inputs = std::vector<std::string>;

Inputs Files(const char* folder, const std::string& extension, const std::string& start = "") {
  Inputs inputs;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(REEVE_SOURCE_DIR) + folder)) {
    std::string name = entry.path().filename().string();
    if (entry.path().extension() == extension && name.starts_with(start)) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return inputs;
}

Inputs Reports() { return Files("/tests/attestation/vectors", ".bin"); }
Inputs Certificates() {
  Inputs inputs = Files("/tests/attestation/vectors", ".der");
  for (const std::string& pem : Files("/tests/attestation/vectors", ".pem")) {
    if (auto der = snp::CertificateBytes(pem)) inputs.push_back(*der);
  }
  for (const snp::Root& root : snp::AmdRoots()) inputs.push_back(*snp::CertificateBytes(root.ask));
  return inputs;
}
Inputs Documents() { return Files("/tests/fuzz/corpus", ".toml"); }
Inputs Images() { return Files("/tests/fuzz/corpus", ".img"); }

std::span<const uint8_t> Span(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

// A table with two entries over some bytes.
Inputs Tables() {
  std::string table;
  auto number = [&](uint32_t n) {
    for (int i = 0; i < 4; ++i) table += static_cast<char>(n >> 8 * i);
  };
  for (const char* guid : {"\x63\xda\x75\x8d\xe6\x64\x45\x64\xad\xc5\xf4\xb9\x3b\xe8\xac\xcd",
                           "\xa8\x07\x4b\xc2\xa2\x5a\x48\x3e\xaa\xe6\x39\xc0\x45\xa0\xb8\xa1"}) {
    table.append(guid, 16);
    number(72);
    number(40);
  }
  return {table + std::string(24 + 40, '\0')};
}

bool Report(const std::string& bytes) {
  Result<snp::Report> report = snp::Report::Parse(Span(bytes));
  if (!report.ok()) return bytes.size() != snp::Report::kSize || !report.status().message().empty();
  (void)snp::LeafUrl(*report, snp::Product::kTurin).ok();
  return bytes.size() == snp::Report::kSize && report->Problems().empty();
}

bool Certificate(const std::string& bytes) {
  Result<snp::Certificate> certificate = snp::ParseCertificate(bytes);
  if (certificate.ok()) (void)snp::ReadLeafExtensions(*certificate).ok();
  Result<snp::RevocationList> list = snp::ParseRevocationList(bytes);
  return !(certificate.ok() && list.ok());
}

// The extensions of a leaf one by one: the certificate around them needs no keys.
bool Extensions(const std::string& bytes) {
  snp::Certificate leaf;
  for (size_t at = 0; at + 2 < bytes.size() && leaf.extensions.size() < 16;) {
    size_t length = static_cast<uint8_t>(bytes[at + 1]) % 80;
    crypto::Oid oid = {1, 3, 6, 1, 4, 1, 3704, 1};
    uint8_t suffix = static_cast<uint8_t>(bytes[at]);
    if (suffix & 0x80)
      oid.push_back(suffix & 0x7F);
    else
      oid.insert(oid.end(), {3, suffix});
    leaf.extensions.push_back({oid, false, bytes.substr(at + 2, length)});
    at += 2 + length;
  }
  Result<snp::LeafExtensions> read = snp::ReadLeafExtensions(leaf);
  return !read.ok() || read->hardware_id.empty() != read->provider_id.empty();
}

Inputs ExtensionLists() {
  Inputs lists;
  for (const std::string& der : Certificates()) {
    Result<snp::Certificate> certificate = snp::ParseCertificate(der);
    if (!certificate.ok()) continue;
    std::string list;
    for (const snp::Extension& extension : certificate->extensions) {
      if (extension.oid.size() < 9 || extension.oid.size() > 10) continue;
      list += static_cast<char>(extension.oid.size() == 10 ? extension.oid.back() : 0x80 | extension.oid.back());
      list += static_cast<char>(extension.value.size());
      list += extension.value;
    }
    if (!list.empty()) lists.push_back(list);
  }
  return lists;
}

bool Table(const std::string& bytes) {
  Result<snp::CertificateTable> table = snp::ReadCertificateTable(Span(bytes));
  return !table.ok() ||
         (table->vcek.value_or("").size() <= bytes.size() && table->vlek.value_or("").size() <= bytes.size());
}

bool Toml(const std::string& bytes) {
  Result<Initdata> initdata = ParseInitdata(bytes);
  return !initdata.ok() || initdata->digest.size() >= 32;
}

bool Image(const std::string& bytes) {
  Limits limits;
  limits.max_initdata_bytes = 1 << 16;
  Result<std::string> toml = UnpackInitdataImage(bytes, limits);
  return !toml.ok() || (toml->size() <= limits.max_initdata_bytes && (ParseInitdata(*toml, limits).ok() || true));
}

// Nothing but the evidence itself is verified.
bool Appraise(const std::string& bytes) {
  static const Inputs real = {Files("/examples/attestation", ".bin")[0] + Files("/examples/attestation", ".pem")[0]};
  snp::ReferenceValues expected;
  expected.any_host_data = expected.any_report_data = true;
  std::string report = bytes.substr(0, snp::Report::kSize),
              leaf = bytes.size() > report.size() ? bytes.substr(report.size()) : "";
  Result<snp::Appraisal> appraisal =
      snp::Appraise({{report.begin(), report.end()}, {leaf.begin(), leaf.end()}}, {}, expected, 1772323200);
  // What stands around the PEM block, and how it is broken into lines, may change.
  return appraisal.ok() && (!appraisal->verified || report == real[0].substr(0, snp::Report::kSize));
}
Inputs Evidence() { return {Files("/examples/attestation", ".bin")[0] + Files("/examples/attestation", ".pem")[0]}; }

struct Target {
  Inputs (*inputs)();
  bool (*holds)(const std::string&);
};
const std::map<std::string, Target> kTargets = {{"report", {Reports, Report}},
                                                {"certificate", {Certificates, Certificate}},
                                                {"extensions", {ExtensionLists, Extensions}},
                                                {"table", {Tables, Table}},
                                                {"image", {Images, Image}},
                                                {"toml", {Documents, Toml}},
                                                {"appraise", {Evidence, Appraise}}};

int Run(const std::string& name, uint64_t executions, uint64_t seed) {
  auto target = kTargets.find(name);
  if (target == kTargets.end()) return std::fprintf(stderr, "no target %s\n", name.c_str()), 2;
  Inputs inputs = target->second.inputs();
  if (inputs.empty()) return std::fprintf(stderr, "no inputs for %s\n", name.c_str()), 2;
  Mutator mutator(seed);
  for (uint64_t i = 0; i < executions; ++i) {
    if (target->second.holds(mutator.From(inputs))) continue;
    std::fprintf(stderr, "%s: execution %llu of seed %llu breaks its property\n", name.c_str(),
                 static_cast<unsigned long long>(i), static_cast<unsigned long long>(seed));
    return 1;
  }
  std::printf("%s: %llu executions\n", name.c_str(), static_cast<unsigned long long>(executions));
  return 0;
}

}  // namespace
}  // namespace reeve::fuzz

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("reeve_fuzz TARGET [EXECUTIONS [SEED]]\n", stderr), 2;
  return reeve::fuzz::Run(argv[1], argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 10000,
                          argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1);
}
