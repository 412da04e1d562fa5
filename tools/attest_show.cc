// reeve attest show and url: a report's fields, and where its signer's certificates are. Interface: attest.h. Tested by
// docs/attestation.md.
#include "reeve/value.h"
#include "tools/attest.h"
#include "tools/output.h"

namespace reeve::tools {
namespace {

using snp::Field;

constexpr std::string_view kShowExamples =
    "Examples:\n"
    "  reeve attest show report.bin\n"
    "  reeve attest show --format json report.bin | jq .tcb\n"
    "\n"
    "Nothing is verified. Exit codes: 0 printed; 1 printed, but no well-formed report; 2 not the size of a report.";
constexpr std::string_view kUrlExamples =
    "Examples:\n"
    "  curl -o vcek.der \"$(reeve attest url report.bin)\"\n"
    "  reeve attest url --of chain --product Milan report.bin";

struct ShowFlags {
  std::string path, product, format = "text", of = "leaf";
  void AddTo(CLI::App& app) {
    app.add_option("REPORT", path, "the report's 1184 bytes; - is standard input")->required();
    app.add_option("--product", product, "Milan, Genoa or Turin: for a report of version 2, which does not tell")
        ->check(CLI::IsMember({"Milan", "Genoa", "Turin"}));
    app.add_option("--format", format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  }
  Result<snp::Report> Read() const {
    Result<std::vector<uint8_t>> bytes = ReadBytes(path);
    if (!bytes.ok()) return bytes.status();
    std::optional<snp::Report> report = snp::Report::Unchecked(*bytes);
    if (report) return *report;
    return Status(Code::kEvidence, path + " has " + std::to_string(bytes->size()) + " bytes; a report has " +
                                       std::to_string(snp::Report::kSize));
  }
};

// Names of the bits that are one: "smt, debug".
std::string BitNames(const snp::Report& report, Field word) {
  std::string names;
  uint64_t unnamed = report.Number(word);
  for (const snp::BitInfo& bit : snp::Bits()) {
    if (bit.word != word) continue;
    uint64_t mask = uint64_t{1} << bit.bit;
    bool on = (report.Number(word) & mask) != 0;
    unnamed &= ~mask;
    if (on && bit.name != "reserved_one") names += (names.empty() ? "" : ", ") + std::string(bit.name);
  }
  if (word == Field::kPolicy) unnamed &= ~uint64_t{0xFFFF};
  if (word == Field::kFlags) unnamed &= ~uint64_t{0x1C};
  if (unnamed != 0) names += (names.empty() ? "" : ", ") + std::string("other bits");
  return names.empty() ? "none" : names;
}

std::string KeyName(snp::SigningKey key) {
  switch (key) {
    case snp::SigningKey::kVcek:
      return "signed by a VCEK";
    case snp::SigningKey::kVlek:
      return "signed by a VLEK";
    case snp::SigningKey::kNone:
      return "not signed";
  }
  return "signed by a key of a reserved kind";
}

std::string TcbWords(const snp::Tcb& tcb, std::optional<snp::Product> product) {
  if (!product) return "product unknown";
  snp::Tcb::Parts parts = tcb.parts(snp::LayoutOf(*product));
  return (parts.fmc ? "fmc " + std::to_string(*parts.fmc) + ", " : "") + "boot loader " +
         std::to_string(parts.boot_loader) + ", tee " + std::to_string(parts.tee) + ", snp " +
         std::to_string(parts.snp) + ", microcode " + std::to_string(parts.microcode);
}

// What stands behind a field's value.
std::string Note(const snp::Report& report, const snp::FieldInfo& field, std::optional<snp::Product> product) {
  switch (field.field) {
    case Field::kPolicy: {
      uint64_t policy = report.Number(field.field);
      return "firmware interface " + std::to_string(policy >> 8 & 0xFF) + "." + std::to_string(policy & 0xFF) +
             " or later; " + BitNames(report, field.field);
    }
    case Field::kPlatformInfo:
      return BitNames(report, field.field);
    case Field::kFlags:
      return KeyName(report.signing_key()) + "; " + BitNames(report, field.field);
    case Field::kCurrentTcb:
    case Field::kReportedTcb:
    case Field::kCommittedTcb:
    case Field::kLaunchTcb:
      return TcbWords(report.TcbOf(field.field), product) + "; " + std::string(field.meaning);
    default:
      return std::string(field.meaning);
  }
}

}  // namespace

std::string ReportLines(const snp::Report& report, std::optional<snp::Product> product) {
  if (!product) product = report.product();
  Document claims = snp::ReportClaims(report);
  Value fields = *claims.root().Find("report");
  std::string out;
  for (const snp::FieldInfo& field : snp::Fields()) {
    std::optional<Value> value = fields.Find(field.name);
    if (!value) continue;
    std::string text = value->is_string() ? std::string(value->string()) : value->ToJson();
    if (text.size() > 1 && text.find_first_not_of('0') == std::string::npos) text = "zero";
    std::string name(field.name), note = Note(report, field, product);
    out += name + std::string(21 - name.size(), ' ') + text +
           (note.empty() ? "" : std::string(text.size() < 20 ? 20 - text.size() : 1, ' ') + "  " + note) + "\n";
  }
  return out;
}

int RunAttestShow(const Words& words) {
  CLI::App app;
  ShowFlags flags;
  DescribeAttest(app, "show", "Print a report's fields with their meaning.", kShowExamples);
  flags.AddTo(app);
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  Result<snp::Report> report = flags.Read();
  if (!report.ok()) return FailAttest("show", TextOf(report.status()));
  std::optional<snp::Product> product = snp::ParseProduct(flags.product);
  if (flags.format == "json") {
    std::optional<snp::TcbLayout> layout;
    if (product) layout = snp::LayoutOf(*product);
    std::string json;
    AppendJson(snp::ReportClaims(*report, layout).root(), 0, json);
    Write(stdout, json + "\n");
  } else {
    Write(stdout, ReportLines(*report, product));
  }
  std::vector<snp::Report::Problem> problems = report->Problems();
  for (const snp::Report::Problem& problem : problems) {
    Write(stderr, "not well-formed: " + std::string(problem.rule) + ": found " + problem.found + "; expected " +
                      problem.expected + "\n");
  }
  return problems.empty() ? kExitOk : kExitNo;
}

int RunAttestUrl(const Words& words) {
  CLI::App app;
  ShowFlags flags;
  DescribeAttest(app, "url", "Print where AMD's key service has the certificates of a report's signer.", kUrlExamples);
  flags.AddTo(app);
  app.add_option("--of", flags.of, "leaf, chain (of the authorities) or revocations")
      ->check(CLI::IsMember({"leaf", "chain", "revocations"}))
      ->capture_default_str();
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  Result<snp::Report> report = flags.Read();
  if (!report.ok()) return FailAttest("url", TextOf(report.status()));
  std::optional<snp::Product> product = snp::ParseProduct(flags.product);
  if (!product) product = report->product();
  Result<std::string> url = snp::LeafUrl(*report, product);
  if (flags.of != "leaf" && product) {
    url = flags.of == "chain" ? snp::ChainUrl(*product, report->signing_key())
                              : snp::RevocationUrl(*product, report->signing_key());
  }
  if (!url.ok()) return FailAttest("url", TextOf(url.status()));
  Write(stdout, flags.format == "json" ? "{\"url\":\"" + *url + "\"}\n" : *url + "\n");
  return kExitOk;
}

}  // namespace reeve::tools
