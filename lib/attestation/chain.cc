// Who made a report: the chain from a trusted root to the leaf, what the leaf says, and the signature over the report's
// bytes.
//
// The chain has three members, of which the evidence gives the leaf alone; the intermediate is the one of the roots
// whose name is the leaf's issuer. So no path is searched and nothing of the evidence can become an anchor. Every check
// is made that has something to look at: none hides behind another. Interface: CheckChain (appraisal.h). Tested by
// tests/attestation/real_reports_test.cc and mutation_test.cc.
#include <algorithm>

#include "attestation/appraisal.h"
#include "attestation/certificate.h"
#include "attestation/certificate_table.h"
#include "crypto/signature.h"

namespace reeve::snp {
namespace {

struct ParsedRoot {
  Product product;
  Certificate ark;
  std::optional<Certificate> ask, asvk;
};

// The authorities above a leaf.
struct Issuer {
  const ParsedRoot* root;
  const Certificate* intermediate;
  SigningKey kind;
};

Result<Certificate> ParseAuthority(std::string_view text, std::string_view what, Product product) {
  std::optional<std::string> der = CertificateBytes(text);
  Result<Certificate> parsed =
      der ? ParseCertificate(*der) : Result<Certificate>(Status(Code::kEvidence, "neither PEM nor DER"));
  if (parsed.ok()) return parsed;
  return Status(Code::kInvalidArgument, std::string(what) + " of " + std::string(ProductName(product)) + ": " +
                                            std::string(parsed.status().message()));
}

Result<std::vector<ParsedRoot>> ParseRoots(std::span<const Root> roots) {
  std::vector<ParsedRoot> parsed;
  for (const Root& root : roots) {
    Result<Certificate> ark = ParseAuthority(root.ark, "ARK", root.product);
    if (!ark.ok()) return ark.status();
    ParsedRoot out{root.product, std::move(*ark), std::nullopt, std::nullopt};
    for (auto [text, name, slot] :
         {std::tuple(&root.ask, "ASK", &out.ask), std::tuple(&root.asvk, "ASVK", &out.asvk)}) {
      if (text->empty()) continue;
      Result<Certificate> intermediate = ParseAuthority(*text, name, root.product);
      if (!intermediate.ok()) return intermediate.status();
      *slot = std::move(*intermediate);
    }
    parsed.push_back(std::move(out));
  }
  return parsed;
}

const Result<std::vector<ParsedRoot>>& ParsedAmdRoots() {
  static const Result<std::vector<ParsedRoot>> roots = ParseRoots(AmdRoots());
  return roots;
}

std::string KindName(SigningKey kind) {
  switch (kind) {
    case SigningKey::kVcek:
      return "VCEK";
    case SigningKey::kVlek:
      return "VLEK";
    case SigningKey::kNone:
      return "none";
  }
  return "reserved value " + std::to_string(static_cast<int>(kind));
}

// Whether it starts as PEM does, with a line of text; a table starts with the bytes of a GUID.
bool IsText(std::string_view bytes) {
  bytes = bytes.substr(0, 16);
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return c == '\n' || c == '\r' || c == '\t' || (c >= 0x20 && c < 0x7F); });
}

// The leaf's DER out of what the caller or the host gave.
std::optional<std::string> FindLeaf(const Evidence& evidence, const Endorsements& endorsements, const Report* report,
                                    Checks& checks) {
  checks.NotAsked(Check::kCertificateTable);
  if (!endorsements.leaf.empty()) return CertificateBytes(endorsements.leaf);
  const std::vector<uint8_t>& given = evidence.certificates;
  if (given.empty()) return std::nullopt;
  std::string_view text(reinterpret_cast<const char*>(given.data()), given.size());
  if (IsText(text) || text[0] == 0x30) return given.size() > kMaxTableBytes ? std::nullopt : CertificateBytes(text);
  Result<CertificateTable> table = ReadCertificateTable(given);
  checks.Set(Check::kCertificateTable, table.ok(),
             table.ok() ? std::to_string(table->entries) + " entries" : std::string(table.status().message()),
             "a table within its bounds");
  if (!table.ok()) return std::nullopt;
  bool vlek = report != nullptr && report->signing_key() == SigningKey::kVlek;
  const std::optional<std::string>& entry = vlek ? table->vlek : table->vcek;
  return entry ? CertificateBytes(*entry) : std::nullopt;  // some hosts put PEM into it
}

// The authorities whose name is the leaf's issuer; of several the ones that did sign it.
std::optional<Issuer> FindIssuer(const Certificate& leaf, const std::vector<ParsedRoot>& roots) {
  std::optional<Issuer> first;
  for (const ParsedRoot& root : roots) {
    for (auto [certificate, kind] :
         {std::pair(&root.ask, SigningKey::kVcek), std::pair(&root.asvk, SigningKey::kVlek)}) {
      if (!certificate->has_value() || (*certificate)->subject != leaf.issuer) continue;
      Issuer issuer{&root, &**certificate, kind};
      if (leaf.SignedBy(*issuer.intermediate->key)) return issuer;
      if (!first) first = issuer;
    }
  }
  return first;
}

void CheckSignatures(const Certificate& leaf, const Issuer& issuer, Checks& checks) {
  const Certificate& ark = issuer.root->ark;
  const Certificate& intermediate = *issuer.intermediate;
  checks.Set(Check::kRoot, ark.is_authority && ark.may_sign_certificates, ark.common_name,
             "an authority that may sign certificates");
  checks.Set(Check::kChainRoot, ark.issuer == ark.subject && ark.SignedBy(*ark.key), ark.common_name,
             "signed by itself");
  bool authority = intermediate.is_authority && intermediate.may_sign_certificates;
  checks.Set(Check::kChainIntermediate,
             authority && intermediate.issuer == ark.subject && intermediate.SignedBy(*ark.key),
             intermediate.common_name, "an authority signed by " + ark.common_name);
  checks.Set(Check::kChainLeaf, leaf.SignedBy(*intermediate.key), leaf.common_name,
             "signed by " + intermediate.common_name);
}

void CheckDates(const Certificate& leaf, const Issuer& issuer, int64_t now, Checks& checks) {
  std::string found;
  for (const Certificate* certificate : {&leaf, issuer.intermediate, &issuer.root->ark}) {
    if (now >= certificate->not_before && now <= certificate->not_after) continue;
    found += (found.empty() ? "" : ", ") + certificate->common_name + " is valid from " +
             TimeText(certificate->not_before) + " to " + TimeText(certificate->not_after);
  }
  bool holds = found.empty();
  checks.Set(Check::kDates, holds, holds ? leaf.common_name + " is valid to " + TimeText(leaf.not_after) : found,
             "valid at " + TimeText(now));
}

// "" if the list is valid for this root and does not name the intermediate; else why not.
std::string ListProblem(const RevocationList& list, const Issuer& issuer, int64_t now) {
  const Certificate& ark = issuer.root->ark;
  if (!ark.may_sign_lists || !list.SignedBy(*ark.key)) return "a list that " + ark.common_name + " did not sign";
  if (now < list.this_update) return "a list that starts at " + TimeText(list.this_update);
  if (now > list.next_update) return "a list that ended at " + TimeText(list.next_update);
  bool revoked = std::find(list.serials.begin(), list.serials.end(), issuer.intermediate->serial) != list.serials.end();
  return revoked ? issuer.intermediate->common_name + " is revoked" : "";
}

void CheckRevocation(const Endorsements& endorsements, const Issuer& issuer, int64_t now, Checks& checks) {
  size_t valid = 0;
  for (const std::string& der : endorsements.revocations) {
    Result<RevocationList> list = ParseRevocationList(der);
    if (list.ok() && list->issuer != issuer.root->ark.subject) continue;  // of another line
    std::string problem = list.ok() ? ListProblem(*list, issuer, now) : std::string(list.status().message());
    if (!problem.empty())
      return checks.Set(Check::kRevocation, false, problem, "valid lists that do not name the intermediate");
    ++valid;
  }
  if (valid == 0 && !endorsements.require_revocations) return checks.NotAsked(Check::kRevocation, "no list was given");
  checks.Set(Check::kRevocation, valid > 0, std::to_string(valid) + " lists",
             "a list signed by " + issuer.root->ark.common_name);
}

// "Milan" or "Milan-B0" for Milan.
bool NamesLine(std::string_view name, Product product) {
  std::string_view line = ProductName(product);
  return name == line || (name.starts_with(line) && name[line.size()] == '-');
}

void CheckLeafProduct(const LeafExtensions& extensions, const Issuer& issuer, const Report* report, Checks& checks) {
  Product product = issuer.root->product;
  bool layout = extensions.layout == LayoutOf(product);
  checks.Set(Check::kLeafProduct, layout && NamesLine(extensions.product_name, product),
             extensions.product_name + (layout ? "" : ", with the levels of another family"),
             std::string(ProductName(product)));
  if (report == nullptr) return;
  if (!report->Has(Field::kCpuFamily)) return checks.NotAsked(Check::kProcessor, "version 2 does not tell");
  std::optional<Product> reported = report->product();
  checks.Set(Check::kProcessor, reported == product,
             "family " + std::to_string(report->Number(Field::kCpuFamily)) + " model " +
                 std::to_string(report->Number(Field::kCpuModel)),
             std::string(ProductName(product)));
}

void CheckLeafMatches(const LeafExtensions& extensions, const Report& report, Checks& checks) {
  Tcb reported = report.TcbOf(Field::kReportedTcb);
  checks.Set(Check::kLeafTcb, extensions.tcb == reported, ToHex(extensions.tcb.bytes), ToHex(reported.bytes));
  if (extensions.is_vlek()) return checks.NotAsked(Check::kLeafChip, "a VLEK is no chip's");
  std::vector<uint8_t> id = BytesOf(extensions.hardware_id);
  std::string found = ToHex(id);
  id.resize(report.Bytes(Field::kChipId).size(), 0);  // a short id is followed by zeros in the report
  std::span<const uint8_t> chip = report.Bytes(Field::kChipId);
  checks.Set(Check::kLeafChip, std::equal(id.begin(), id.end(), chip.begin(), chip.end()), found, ToHex(chip));
}

void CheckKind(const LeafExtensions& extensions, const Certificate& leaf, const Issuer& issuer, const Report& report,
               Checks& checks) {
  SigningKey named = report.signing_key();
  bool known = named == SigningKey::kVcek || named == SigningKey::kVlek;
  checks.Set(Check::kSigningKey,
             known && extensions.is_vlek() == (named == SigningKey::kVlek) && issuer.kind == named &&
                 leaf.common_name == "SEV-" + KindName(named),
             "the report names " + KindName(named) + ", the leaf is " + leaf.common_name + ", its issuer signs " +
                 KindName(issuer.kind),
             "one kind, VCEK or VLEK");
}

void CheckSignature(const Report& report, const Certificate& leaf, Checks& checks) {
  std::string halves;  // big-endian, while the report has them little-endian
  for (Field field : {Field::kSignatureR, Field::kSignatureS}) {
    std::span<const uint8_t> number = report.Bytes(field);
    halves.append(number.rbegin(), number.rend());
  }
  std::string_view message(reinterpret_cast<const char*>(report.signed_bytes().data()), Report::kSignedSize);
  bool holds = crypto::Verify(*leaf.key, crypto::Scheme::kEcdsa, crypto::Hash::kSha384, message, halves);
  checks.Set(Check::kSignature, holds, holds ? "made by the leaf's key" : "not made by the leaf's key",
             "made by the leaf's key");
}

}  // namespace

void CheckForm(const Report& report, Checks& checks) {
  for (Check check : {Check::kReportVersion, Check::kReservedBytes, Check::kSignatureAlgorithm,
                      Check::kPolicyReservedBits, Check::kFlagsReservedBits, Check::kAuthorKeyConsistent}) {
    checks.Set(check, true, "", "");
  }
  for (Report::Problem& problem : report.Problems()) {
    for (CheckResult& result : checks.results) {
      if (CheckName(result.check) == problem.rule)
        checks.Set(result.check, false, std::move(problem.found), std::move(problem.expected));
    }
  }
  checks.Of(Check::kReportVersion).found = std::to_string(report.version());
}

Result<Signer> CheckChain(const Evidence& evidence, const Endorsements& endorsements, const Report* report, int64_t now,
                          Checks& checks) {
  std::optional<Result<std::vector<ParsedRoot>>> given;
  if (!endorsements.roots.empty()) given = ParseRoots(endorsements.roots);
  const Result<std::vector<ParsedRoot>>& roots = given ? *given : ParsedAmdRoots();
  if (!roots.ok()) return roots.status();
  Signer signer;
  std::optional<std::string> der = FindLeaf(evidence, endorsements, report, checks);
  if (!der) {
    checks.Set(Check::kLeafCertificate, false, "none", "a VCEK's or VLEK's certificate");
    return signer;
  }
  Result<Certificate> leaf = ParseCertificate(*der);
  checks.Set(Check::kLeafCertificate, leaf.ok(), leaf.ok() ? leaf->common_name : std::string(leaf.status().message()),
             "a VCEK's or VLEK's certificate");
  if (!leaf.ok()) return signer;
  bool p384 = leaf->key->kind() == crypto::KeyKind::kEc && leaf->key->curve() == crypto::Curve::kP384;
  checks.Set(Check::kLeafKey, p384 && !leaf->is_authority,
             leaf->is_authority ? "an authority"
             : p384             ? "ECDSA P-384"
                                : "another algorithm",
             "ECDSA P-384, no authority");
  if (report != nullptr) CheckSignature(*report, *leaf, checks);
  Result<LeafExtensions> extensions = ReadLeafExtensions(*leaf);
  checks.Set(Check::kLeafExtensions, extensions.ok(),
             extensions.ok() ? extensions->product_name : std::string(extensions.status().message()),
             "complete and exact");
  if (extensions.ok()) {
    signer.leaf_product = extensions->product_name;
    signer.provider = extensions->provider_id;
    if (report != nullptr) CheckLeafMatches(*extensions, *report, checks);
  }
  std::optional<Issuer> issuer = FindIssuer(*leaf, *roots);
  if (!issuer) {
    checks.Set(Check::kRoot, false, "no root has the leaf's issuer", "an ASK or ASVK of a trusted root");
    return signer;
  }
  signer.product = issuer->root->product;
  signer.kind = issuer->kind;
  CheckSignatures(*leaf, *issuer, checks);
  CheckDates(*leaf, *issuer, now, checks);
  CheckRevocation(endorsements, *issuer, now, checks);
  if (extensions.ok()) CheckLeafProduct(*extensions, *issuer, report, checks);
  if (extensions.ok() && report != nullptr) CheckKind(*extensions, *leaf, *issuer, *report, checks);
  return signer;
}

}  // namespace reeve::snp
