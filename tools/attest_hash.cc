// reeve attest hash: the HOST_DATA of a policy, an initdata document, or a pod. Interface: RunAttestHash (attest.h).
//
// A pod's YAML carries its policy in an annotation: base64 of the policy, or of the gzip of an initdata document. It is
// unpacked to exactly the bytes that are hashed when the pod is launched. Tested by docs/attestation.md.
#include <algorithm>

#include "base/base64.h"
#include "reeve/initdata.h"
#include "tools/attest.h"
#include "tools/files.h"
#include "tools/output.h"

namespace reeve::tools {
namespace {

constexpr std::string_view kPolicyAnnotation = "io.katacontainers.config.agent.policy";
constexpr std::string_view kExamples =
    "Examples:\n"
    "  reeve attest hash policy.rego\n"
    "  reeve attest hash --as initdata initdata.toml\n"
    "  reeve attest hash pod.yaml\n"
    "\n"
    "Without --as the file's name tells: .toml is initdata, .yaml and .yml a pod, another one a policy; an image of "
    "initdata tells by itself.";

struct Hashed {
  std::string what;  // "policy, 714 bytes, sha256"
  std::string algorithm;
  size_t bytes = 0;
  Sha256Digest host_data{};
};

Result<Hashed> HashPolicy(std::string_view policy) {
  Result<Sha256Digest> digest = PolicyDigest(policy);
  if (!digest.ok()) return digest.status();
  return Hashed{"policy", "sha256", policy.size(), *digest};
}

Result<Hashed> HashInitdata(std::string_view toml) {
  Result<Initdata> initdata = ParseInitdata(toml);
  if (!initdata.ok()) return initdata.status();
  return Hashed{"initdata", initdata->algorithm, toml.size(), initdata->HostData()};
}

// Values of the annotations of that name anywhere in the pod: it may stand inside a deployment or a job. Recursion:
// documents nest at most 512 deep.
void FindAnnotations(Value value, std::string_view name, std::vector<std::string>& found) {
  for (size_t i = 0; i < value.size() && (value.is_array() || value.is_object()); ++i) {
    FindAnnotations(value.is_array() ? value.at(i) : value.value(i), name, found);
  }
  std::optional<Value> annotations = value.Find("annotations");
  std::optional<Value> text = annotations ? annotations->Find(name) : std::nullopt;
  if (text && text->is_string() && std::count(found.begin(), found.end(), text->string()) == 0)
    found.emplace_back(text->string());
}

Result<Hashed> HashPod(std::string_view yaml) {
  Result<Document> pod = ReadDocument(yaml);
  if (!pod.ok()) return pod.status();
  std::vector<std::string> policies, initdata;
  FindAnnotations(pod->root(), kPolicyAnnotation, policies);
  FindAnnotations(pod->root(), kInitdataAnnotation, initdata);
  if (policies.size() + initdata.size() != 1) {
    return Status(Code::kInvalidInput, policies.empty() && initdata.empty()
                                           ? "the pod has neither annotation: " + std::string(kInitdataAnnotation) +
                                                 " or " + std::string(kPolicyAnnotation)
                                           : "the pod has annotations for several policies");
  }
  if (!policies.empty()) {
    std::optional<std::string> policy = base64::Decode(policies[0], base64::Alphabet::kStandard, true);
    return policy ? HashPolicy(*policy) : Result<Hashed>(Status(Code::kInvalidInput, "the annotation is no base64"));
  }
  Result<std::string> toml = UnpackInitdataAnnotation(initdata[0]);
  return toml.ok() ? HashInitdata(*toml) : toml.status();
}

std::string KindOf(const std::string& path, std::string_view text) {
  if (text.starts_with("initdata")) return "image";
  if (path.ends_with(".toml")) return "initdata";
  return path.ends_with(".yaml") || path.ends_with(".yml") ? "pod" : "policy";
}

Result<Hashed> HashFile(const std::string& path, std::string kind) {
  Result<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  if (kind.empty()) kind = KindOf(path, *text);
  if (kind == "initdata" && text->starts_with("initdata")) kind = "image";
  if (kind == "pod") return HashPod(*text);
  if (kind == "initdata") return HashInitdata(*text);
  if (kind == "policy") return HashPolicy(*text);
  Result<std::string> toml = UnpackInitdataImage(*text);
  return toml.ok() ? HashInitdata(*toml) : toml.status();
}

}  // namespace

int RunAttestHash(const Words& words) {
  CLI::App app;
  std::string path, kind, format = "text";
  DescribeAttest(app, "hash", "Print the HOST_DATA that a policy, an initdata document or a pod must be launched with.",
                 kExamples);
  app.add_option("FILE", path, "the file; - is standard input")->required();
  app.add_option("--as", kind, "policy, initdata or pod")->check(CLI::IsMember({"policy", "initdata", "pod"}));
  app.add_option("--format", format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  Result<Hashed> hashed = HashFile(path, kind);
  if (!hashed.ok()) return FailAttest("hash", path + ": " + TextOf(hashed.status()));
  std::string hex = ToHex(hashed->host_data),
              base64 = base64::Encode(AsText(hashed->host_data), base64::Alphabet::kStandard, true);
  if (format == "json") {
    Write(stdout, "{\"what\":\"" + hashed->what + "\",\"bytes\":" + std::to_string(hashed->bytes) +
                      ",\"algorithm\":\"" + hashed->algorithm + "\",\"host_data\":\"" + hex + "\",\"base64\":\"" +
                      base64 + "\"}\n");
    return kExitOk;
  }
  Write(stdout, hashed->what + " of " + std::to_string(hashed->bytes) + " bytes, " + hashed->algorithm + "\n" +
                    "HOST_DATA         " + hex + "\n" +
                    "QEMU              -object sev-snp-guest,id=snp0,policy=0x30000,host-data=" + base64 + "\n" +
                    "Cloud Hypervisor  \"host_data\": \"" + hex + "\"\n");
  return kExitOk;
}

}  // namespace reeve::tools
