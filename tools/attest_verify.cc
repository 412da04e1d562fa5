// reeve attest verify: the appraisal of a report, check by check, and then by a policy in Rego if one is given.
// Interface: RunAttestVerify (attest.h). Tested by docs/attestation.md.
#include <charconv>
#include <ctime>

#include "reeve/engine.h"
#include "reeve/initdata.h"
#include "tools/attest.h"
#include "tools/files.h"
#include "tools/output.h"

namespace reeve::tools {
namespace {

using snp::Outcome;

constexpr std::string_view kExamples =
    "Examples:\n"
    "  reeve attest verify --policy policy.rego --report-data $NONCE report.bin vcek.der\n"
    "  reeve attest verify --initdata initdata.toml --report-data $NONCE --min-tcb Genoa:bl=10,snp=23,ucode=84 "
    "report.bin table.bin\n"
    "  reeve attest verify --any-host-data --any-report-data --appraise rules.rego report.bin vcek.pem\n"
    "\n"
    "CERTIFICATE is the signer's, DER or PEM, or the table that the host gave. --appraise names a module whose rule "
    "`allow` is asked with the\n"
    "claims as input, when everything else holds. Exit codes: 0 verified; 1 refused, or a wrong command line; 2 a file "
    "is at fault.";

struct VerifyFlags {
  std::string report, certificate, policy, initdata, host_data, report_data, time, appraise, format = "text";
  std::vector<std::string> measurements, products, chip_ids, id_keys, author_keys, minimum_tcb, roots, revocations;
  snp::ReferenceValues expected;
  snp::Endorsements endorsements;
  bool all = false;
};

// A flag that takes one word each time it is given.
CLI::Option* Repeated(CLI::App& app, const char* name, std::vector<std::string>& values, const char* description) {
  return app.add_option(name, values, description)
      ->type_size(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void AddFlags(CLI::App& app, VerifyFlags& f) {
  snp::ReferenceValues& e = f.expected;
  app.add_option("REPORT", f.report, "the report's 1184 bytes; - is standard input")->required();
  app.add_option("CERTIFICATE", f.certificate, "the certificate of its signer");
  auto* policy = app.add_option("--policy", f.policy, "HOST_DATA must be the SHA-256 of this file");
  auto* initdata = app.add_option("--initdata", f.initdata, "HOST_DATA must be the digest of this initdata document")
                       ->excludes(policy);
  auto* host_data = app.add_option("--host-data", f.host_data, "HOST_DATA must be these 64 hexadecimal digits")
                        ->excludes(policy)
                        ->excludes(initdata);
  app.add_flag("--any-host-data", e.any_host_data, "do not look at HOST_DATA")
      ->excludes(policy)
      ->excludes(initdata)
      ->excludes(host_data);
  auto* nonce = app.add_option("--report-data", f.report_data, "REPORT_DATA must be these 128 hexadecimal digits");
  app.add_flag("--any-report-data", e.any_report_data, "do not look at REPORT_DATA: the report may be an old one")
      ->excludes(nonce);
  Repeated(app, "--measurement", f.measurements, "accepted launch measurement, 96 hexadecimal digits; may be repeated");
  Repeated(app, "--product", f.products, "accepted product: Milan, Genoa or Turin; may be repeated")
      ->check(CLI::IsMember({"Milan", "Genoa", "Turin"}));
  Repeated(app, "--min-tcb", f.minimum_tcb,
           "PRODUCT:bl=N,tee=N,snp=N,ucode=N,fmc=N: least levels of firmware; may be repeated");
  app.add_option("--min-version", e.minimum_version, "least version of the report")->capture_default_str();
  app.add_option("--min-svn", e.minimum_guest_svn, "least security version of the guest")->capture_default_str();
  app.add_option("--vmpl", e.vmpl, "privilege level that must have asked")->capture_default_str();
  Repeated(app, "--chip-id", f.chip_ids, "accepted CHIP_ID, 128 hexadecimal digits; may be repeated");
  Repeated(app, "--id-key-digest", f.id_keys, "accepted digest of the ID key, 96 hexadecimal digits; may be repeated");
  Repeated(app, "--author-key-digest", f.author_keys, "accepted digest of the author key; may be repeated");
  Repeated(app, "--provider", e.providers, "accepted cloud provider of a VLEK; may be repeated");
  app.add_flag("--allow-debug", e.allow_debug, "accept a guest whose memory the host may read");
  app.add_flag("--allow-migration", e.allow_migration, "accept a guest that a migration agent may take elsewhere");
  app.add_flag("--allow-masked-chip-id", e.allow_masked_chip_id, "accept a host that hides the chip");
  Repeated(app, "--root", f.roots, "PRODUCT:ARK:ASK[:ASVK], files: trust these instead of AMD's; may be repeated");
  Repeated(app, "--crl", f.revocations, "AMD's revocation list (DER); may be repeated");
  app.add_flag("--require-crl", f.endorsements.require_revocations, "refuse without a list of the root that is used");
  app.add_option("--time", f.time, "seconds since 1970 at which certificates must be valid; without it, now");
  app.add_option("--appraise", f.appraise, "module in Rego with a rule `allow` over the claims");
  app.add_flag("--all", f.all, "print what was not asked for too");
  app.add_option("--format", f.format, "text or json (the claims)")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
}

// Reads lists of hexadecimal digits.
Status AddHex(const std::vector<std::string>& from, size_t bytes, std::string_view flag,
              std::vector<std::vector<uint8_t>>& to) {
  for (const std::string& hex : from) {
    Result<std::vector<uint8_t>> one = ParseHex(hex, bytes, flag);
    if (!one.ok()) return one.status();
    to.push_back(std::move(*one));
  }
  return {};
}

// "Genoa:bl=10,snp=23"
Result<std::pair<snp::Product, snp::Tcb::Parts>> ParseTcb(std::string_view text) {
  Status wrong(
      Code::kInvalidArgument,
      "--min-tcb must be PRODUCT:NAME=LEVEL,..., with the names bl, tee, snp, ucode and fmc, and levels 0 to 255");
  size_t colon = text.find(':');
  std::optional<snp::Product> product = snp::ParseProduct(text.substr(0, colon));
  if (!product || colon == std::string_view::npos) return wrong;
  snp::Tcb::Parts parts;
  uint8_t fmc = 0;
  for (std::string_view rest = text.substr(colon + 1); !rest.empty();) {
    std::string_view one = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    size_t equals = one.find('=');
    if (equals == std::string_view::npos) return wrong;
    std::string_view name = one.substr(0, equals), level = one.substr(equals + 1);
    uint8_t* part = name == "bl"      ? &parts.boot_loader
                    : name == "tee"   ? &parts.tee
                    : name == "snp"   ? &parts.snp
                    : name == "ucode" ? &parts.microcode
                    : name == "fmc"   ? &fmc
                                      : nullptr;
    if (part == nullptr) return wrong;
    auto [end, failure] = std::from_chars(level.data(), level.data() + level.size(), *part);
    if (failure != std::errc() || end != level.data() + level.size()) return wrong;
  }
  if (*product == snp::Product::kTurin)
    parts.fmc = fmc;
  else if (fmc != 0)
    return Status(Code::kInvalidArgument, "--min-tcb: only Turin has an fmc level");
  return std::pair(*product, parts);
}

Status ReadRoots(const VerifyFlags& flags, snp::Endorsements& to) {
  for (const std::string& text : flags.roots) {
    std::vector<std::string> parts;
    for (size_t start = 0; start <= text.size(); start = std::min(text.find(':', start), text.size()) + 1) {
      parts.push_back(text.substr(start, text.find(':', start) - start));
    }
    std::optional<snp::Product> product = snp::ParseProduct(parts[0]);
    if (!product || parts.size() < 3 || parts.size() > 4)
      return Status(Code::kInvalidArgument, "--root must be PRODUCT:ARK:ASK[:ASVK]");
    snp::Root root{*product, "", "", ""};
    for (size_t i = 1; i < parts.size(); ++i) {
      Result<std::string> file = ReadFile(parts[i]);
      if (!file.ok()) return file.status();
      (i == 1 ? root.ark : i == 2 ? root.ask : root.asvk) = std::move(*file);
    }
    to.roots.push_back(std::move(root));
  }
  for (const std::string& path : flags.revocations) {
    Result<std::string> file = ReadFile(path);
    if (!file.ok()) return file.status();
    to.revocations.push_back(std::move(*file));
  }
  return {};
}

// HOST_DATA as the flags name it.
Status ReadHostData(VerifyFlags& flags) {
  std::vector<uint8_t>& to = flags.expected.host_data;
  if (!flags.host_data.empty()) {
    Result<std::vector<uint8_t>> bytes = ParseHex(flags.host_data, 32, "--host-data");
    if (bytes.ok()) to = std::move(*bytes);
    return bytes.status();
  }
  const std::string& path = !flags.policy.empty() ? flags.policy : flags.initdata;
  if (path.empty()) return {};
  Result<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  Result<Sha256Digest> digest = PolicyDigest(*text);
  if (flags.policy.empty()) {
    Result<Initdata> initdata = ParseInitdata(*text);
    if (!initdata.ok()) return initdata.status();
    digest = initdata->HostData();
  }
  if (digest.ok()) to.assign(digest->begin(), digest->end());
  return digest.status();
}

Status ReadReferences(VerifyFlags& flags) {
  snp::ReferenceValues& e = flags.expected;
  if (Status status = ReadHostData(flags); !status.ok()) return status;
  if (!flags.report_data.empty()) {
    Result<std::vector<uint8_t>> nonce = ParseHex(flags.report_data, 64, "--report-data");
    if (!nonce.ok()) return nonce.status();
    e.report_data = std::move(*nonce);
  }
  for (const Status& status : {AddHex(flags.measurements, 48, "--measurement", e.measurements),
                               AddHex(flags.chip_ids, 64, "--chip-id", e.chip_ids),
                               AddHex(flags.id_keys, 48, "--id-key-digest", e.id_key_digests),
                               AddHex(flags.author_keys, 48, "--author-key-digest", e.author_key_digests)}) {
    if (!status.ok()) return status;
  }
  for (const std::string& name : flags.products) e.products.push_back(*snp::ParseProduct(name));
  for (const std::string& text : flags.minimum_tcb) {
    Result<std::pair<snp::Product, snp::Tcb::Parts>> tcb = ParseTcb(text);
    if (!tcb.ok()) return tcb.status();
    e.minimum_tcb.push_back(*tcb);
  }
  return ReadRoots(flags, flags.endorsements);
}

std::string CheckLine(const snp::CheckResult& result) {
  std::string name(snp::CheckName(result.check)), outcome(snp::OutcomeName(result.outcome));
  std::string out = outcome + std::string(13 - outcome.size(), ' ') + name + std::string(23 - name.size(), ' ');
  out += result.found.empty() ? std::string(snp::CheckMeaning(result.check)) : result.found;
  if (result.outcome == Outcome::kFails) out += "; expected " + result.expected;
  return out + "\n";
}

// What the rule `allow` of a module says of the claims.
Result<bool> AskRules(const std::string& path, const Document& claims) {
  Result<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  Engine engine;
  if (Status added = engine.AddModule(path, std::move(*text)); !added.ok()) return added;
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  if (!policy.ok()) return policy.status();
  if (!(*policy)->HasRule("allow")) return Status(Code::kInvalidArgument, path + " has no rule `allow`");
  Context context(*policy);
  Result<Decision> decision = context.Evaluate("allow", claims.root().ToJson());
  if (!decision.ok()) return decision.status();
  return decision->defined() && decision->value().is_true();
}

}  // namespace

int RunAttestVerify(const Words& words) {
  CLI::App app;
  VerifyFlags flags;
  DescribeAttest(app, "verify", "Find out who made a report, and whether it says what it should.", kExamples);
  AddFlags(app, flags);
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  if (Status status = ReadReferences(flags); !status.ok()) return FailAttest("verify", TextOf(status));
  int64_t now = static_cast<int64_t>(std::time(nullptr));
  if (!flags.time.empty()) {
    auto [end, failure] = std::from_chars(flags.time.data(), flags.time.data() + flags.time.size(), now);
    if (failure != std::errc() || end != flags.time.data() + flags.time.size())
      return FailAttest("verify", "--time must be a number of seconds");
  }
  snp::Evidence evidence;
  for (auto [path, bytes] :
       {std::pair(&flags.report, &evidence.report), std::pair(&flags.certificate, &evidence.certificates)}) {
    if (path->empty()) continue;
    Result<std::vector<uint8_t>> file = ReadBytes(*path);
    if (!file.ok()) return FailAttest("verify", TextOf(file.status()));
    *bytes = std::move(*file);
  }
  Result<snp::Appraisal> appraisal = snp::Appraise(evidence, flags.endorsements, flags.expected, now);
  if (!appraisal.ok()) return FailAttest("verify", TextOf(appraisal.status()));
  Document claims = snp::Claims(*appraisal);
  std::optional<bool> allowed;
  if (appraisal->verified && !flags.appraise.empty()) {
    Result<bool> asked = AskRules(flags.appraise, claims);
    if (!asked.ok()) return FailAttest("verify", ErrorsAsText(asked.status()));
    allowed = *asked;
  }
  bool verified = appraisal->verified && allowed.value_or(true);
  if (flags.format == "json") {
    std::string json;
    AppendJson(claims.root(), 0, json);
    Write(stdout, json + "\n");
  } else {
    for (const snp::CheckResult& result : appraisal->checks) {
      if (flags.all || result.outcome != Outcome::kNotAsked) Write(stdout, CheckLine(result));
    }
    if (allowed)
      Write(stdout,
            std::string(*allowed ? "holds" : "fails") + "        allow                  " + flags.appraise + "\n");
    Write(stdout, verified ? "verified\n" : "refused\n");
  }
  return verified ? kExitOk : kExitNo;
}

}  // namespace reeve::tools
