// Reports and appraisals as Rego values, and the addresses of AMD's key service. Interface:
// include/reeve/attestation.h. Tested by tests/attestation/claims_test.cc.
#include "attestation/hex.h"
#include "base/arena.h"
#include "reeve/attestation.h"

namespace reeve::snp {
namespace {

using Entries = std::vector<std::pair<Value, Value>>;

class ClaimBuilder {
 public:
  Value Text(std::string_view text) { return values_.String(text); }
  void Add(Entries& to, std::string_view name, Value value) { to.emplace_back(Text(name), value); }
  Value Object(const Entries& entries) { return values_.Object(entries); }

  // Small numbers as such, words of bits as "0x3001f", bytes as hexadecimal digits.
  Value FieldValue(const Report& report, const FieldInfo& field) {
    if (field.size <= 4) return Value::Integer(static_cast<int64_t>(report.Number(field.field)));
    bool word = field.size == 8 && !field.name.ends_with("_tcb");
    return Text(word ? HexNumber(report.Number(field.field)) : ToHex(report.Bytes(field.field)));
  }

  Value Flags(const Report& report, Field word) {
    Entries entries;
    for (const BitInfo& bit : Bits()) {
      if (bit.word == word && bit.name != "reserved_one")
        Add(entries, bit.name, Value::Boolean((report.Number(word) >> bit.bit & 1) != 0));
    }
    return Object(entries);
  }

  Value Levels(const Report& report, TcbLayout layout) {
    Entries entries;
    for (Field field : {Field::kCurrentTcb, Field::kReportedTcb, Field::kCommittedTcb, Field::kLaunchTcb}) {
      Tcb::Parts parts = report.TcbOf(field).parts(layout);
      Entries levels;
      if (parts.fmc) Add(levels, "fmc", Value::Integer(*parts.fmc));
      Add(levels, "boot_loader", Value::Integer(parts.boot_loader));
      Add(levels, "tee", Value::Integer(parts.tee));
      Add(levels, "snp", Value::Integer(parts.snp));
      Add(levels, "microcode", Value::Integer(parts.microcode));
      std::string_view name = Fields()[static_cast<size_t>(field)].name;
      Add(entries, name.substr(0, name.find("_tcb")), Object(levels));
    }
    return Object(entries);
  }

  void AddReport(Entries& to, const Report& report, std::optional<TcbLayout> layout) {
    Entries fields;
    for (const FieldInfo& field : Fields()) {
      if (report.Has(field.field)) Add(fields, field.name, FieldValue(report, field));
    }
    Add(to, "report", Object(fields));
    Add(to, "policy", Flags(report, Field::kPolicy));
    Add(to, "platform", Flags(report, Field::kPlatformInfo));
    Add(to, "flags", Flags(report, Field::kFlags));
    if (!layout && report.product()) layout = LayoutOf(*report.product());
    if (layout) Add(to, "tcb", Levels(report, *layout));
  }

  Value CheckList(const Appraisal& appraisal) {
    Entries entries;
    for (const CheckResult& result : appraisal.checks) {
      Entries parts;
      Add(parts, "outcome", Text(OutcomeName(result.outcome)));
      Add(parts, "found", Text(result.found));
      Add(parts, "expected", Text(result.expected));
      Add(entries, CheckName(result.check), Object(parts));
    }
    return Object(entries);
  }

 private:
  Arena arena_;
  ValueBuilder values_{arena_};
};

std::string ServiceUrl(Product product, SigningKey kind) {
  return std::string("https://kdsintf.amd.com/") + (kind == SigningKey::kVlek ? "vlek" : "vcek") + "/v1/" +
         std::string(ProductName(product)) + "/";
}

// Two digits at least, as AMD's service writes levels.
std::string Level(std::string_view name, uint8_t level) {
  return std::string(name) + "SPL=" + (level < 10 ? "0" : "") + std::to_string(level);
}

}  // namespace

Document ReportClaims(const Report& report, std::optional<TcbLayout> layout) {
  ClaimBuilder build;
  Entries entries;
  build.AddReport(entries, report, layout);
  return Document::Copy(build.Object(entries));
}

Document Claims(const Appraisal& appraisal) {
  ClaimBuilder build;
  Entries entries;
  build.Add(entries, "verified", Value::Boolean(appraisal.verified));
  build.Add(entries, "checks", build.CheckList(appraisal));
  if (appraisal.product) build.Add(entries, "product", build.Text(ProductName(*appraisal.product)));
  if (!appraisal.leaf_product.empty()) build.Add(entries, "leaf_product", build.Text(appraisal.leaf_product));
  if (!appraisal.provider.empty()) build.Add(entries, "provider", build.Text(appraisal.provider));
  std::optional<TcbLayout> layout;
  if (appraisal.product) layout = LayoutOf(*appraisal.product);
  if (appraisal.report) build.AddReport(entries, *appraisal.report, layout);
  return Document::Copy(build.Object(entries));
}

Result<std::string> LeafUrl(const Report& report, std::optional<Product> product) {
  if (report.signing_key() != SigningKey::kVcek)
    return Status(Code::kEvidence,
                  "the report is not signed by a VCEK: its certificate is the cloud provider's to give");
  if (report.IsZero(Field::kChipId))
    return Status(Code::kEvidence, "CHIP_ID is masked: there is no telling which chip's certificate it is");
  if (!product) product = report.product();
  if (!product)
    return Status(Code::kEvidence,
                  "a report of version 2, or of an unknown processor, does not tell its product: name it");
  Tcb::Parts tcb = report.TcbOf(Field::kReportedTcb).parts(LayoutOf(*product));
  // Turin's service knows chips by eight bytes.
  std::span<const uint8_t> chip = report.Bytes(Field::kChipId).first(*product == Product::kTurin ? 8 : 64);
  return ServiceUrl(*product, SigningKey::kVcek) + ToHex(chip) + "?" + (tcb.fmc ? Level("fmc", *tcb.fmc) + "&" : "") +
         Level("bl", tcb.boot_loader) + "&" + Level("tee", tcb.tee) + "&" + Level("snp", tcb.snp) + "&" +
         Level("ucode", tcb.microcode);
}

std::string ChainUrl(Product product, SigningKey kind) { return ServiceUrl(product, kind) + "cert_chain"; }
std::string RevocationUrl(Product product, SigningKey kind) { return ServiceUrl(product, kind) + "crl"; }

}  // namespace reeve::snp
