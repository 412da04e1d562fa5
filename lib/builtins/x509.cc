// crypto.x509.parse_certificates, parse_and_verify_certificates(_with_options) and parse_certificate_request.
#include "builtins/encoding.h"
#include "builtins/go_json.h"
#include "builtins/x509_verify.h"
#include "crypto/pem.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

// Go's names of extended key usages, in the order of its numbers.
constexpr std::string_view kUsages[] = {
    "KeyUsageAny", "KeyUsageServerAuth", "KeyUsageClientAuth", "KeyUsageCodeSigning", "KeyUsageEmailProtection",
    "KeyUsageIPSECEndSystem", "KeyUsageIPSECTunnel", "KeyUsageIPSECUser", "KeyUsageTimeStamping", "KeyUsageOCSPSigning",
    "KeyUsageMicrosoftServerGatedCrypto", "KeyUsageNetscapeServerGatedCrypto", "KeyUsageMicrosoftCommercialCodeSigning",
    "KeyUsageMicrosoftKernelCodeSigning"};

bool ReadPemCertificates(CallContext& call, std::string_view text, std::string* der) {
  call.budget.Charge(1 + text.size() / 8);
  while (std::optional<crypto::PemBlock> block = crypto::NextPem(&text)) {
    if (block->type != "CERTIFICATE") return FailBuiltin(call, "PEM block type is '" + block->type + "', expected CERTIFICATE");
    *der += block->bytes;
  }
  return true;
}

// Certificates as PEM or DER, either of them as it is or in base64.
bool ReadCertificates(CallContext& call, std::string_view text, std::vector<Certificate>* out) {
  std::string_view der = text;
  std::string joined;
  bool is_pem = text.starts_with("-----BEGIN");
  if (!is_pem && !DecodeBase64(call, text, &der)) return false;
  if (is_pem || der.starts_with("-----BEGIN")) {
    if (!ReadPemCertificates(call, der, &joined)) return false;
    der = call.arena.CopyText(joined);
  }
  std::string why = ParseCertificates(call, der, out);
  return why.empty() || FailBuiltin(call, std::move(why));
}

bool ParseCertificatesOf(CallContext& call, Value* result, std::string_view text) {
  std::vector<Certificate> certificates;
  if (!ReadCertificates(call, text, &certificates)) return false;
  std::vector<Value> values;
  for (const Certificate& c : certificates) values.push_back(CertificateValue(call, c, true));
  return Return(result, GoArray(call, values));
}

bool ReturnChain(CallContext& call, const Chain& chain, bool with_uri_texts, Value* result) {
  std::vector<Value> values;
  for (const Certificate* c : chain) values.push_back(CertificateValue(call, *c, with_uri_texts));
  return Return(result, GoArray(call, {Value::Boolean(!chain.empty()), GoArray(call, values)}));
}

// Certificates that cannot be read are as good as a chain that does not verify.
bool ReadChain(CallContext& call, std::string_view text, std::vector<Certificate>* out) {
  if (ReadCertificates(call, text, out)) return true;
  call.error = Code::kOk;
  return false;
}

bool ParseAndVerify(CallContext& call, Value* result, std::string_view text) {
  std::vector<Certificate> certificates;
  VerifyOptions options;
  options.now_ns = call.environment.now_ns;
  if (!ReadChain(call, text, &certificates)) return ReturnChain(call, {}, true, result);
  return ReturnChain(call, VerifyChain(call, certificates, options), true, result);
}

std::string_view WithoutQuotes(std::string_view text) {
  while (text.starts_with('"')) text.remove_prefix(1);
  while (text.ends_with('"')) text.remove_suffix(1);
  return text;
}

bool TakeUsages(CallContext& call, const Value& v, std::vector<int>* out) {
  Array elements;
  std::vector<std::string_view> unknown;
  if (!Elements(v, &elements)) return FailBuiltin(call, "'KeyUsages' should be an Array or Set");
  call.budget.Charge(8 * elements.size);
  for (const Value& element : elements) {
    if (!element.is_string()) continue;
    std::string_view name = WithoutQuotes(element.string());
    const std::string_view* found = std::find(std::begin(kUsages), std::end(kUsages), name);
    if (found == std::end(kUsages)) {
      unknown.push_back(name);
    } else {
      out->push_back(static_cast<int>(found - kUsages));
    }
  }
  if (unknown.empty()) return true;
  std::string text = "invalid entries for 'KeyUsages' found: [";
  for (size_t i = 0; i < unknown.size(); ++i) text.append(i > 0 ? " " : "").append(unknown[i]);
  return FailBuiltin(call, text + "]");
}

bool TakeOptionInteger(CallContext& call, const Value& v, std::string_view name, std::string_view wrong, int64_t* out) {
  std::string text = "'" + std::string(name) + "' should be a ";
  if (!v.is_number()) return FailBuiltin(call, text + "number");
  if (!Access::IsInt64(v)) return FailBuiltin(call, text.append(wrong));
  *out = Access::Int64(v);
  return true;
}

// Keys that are no strings are passed over, as in OPA.
bool TakeOptions(CallContext& call, Object object, VerifyOptions* out) {
  value::EnsureSorted(object.table);
  for (uint32_t i = 0; i < object.table->size; ++i) {
    const Value& key = object.table->key(i);
    const Value& v = object.table->value(i);
    int64_t comparisons = 0;  // without meaning since Go's search takes few of them
    if (!key.is_string()) continue;
    if (key.string() == "DNSName") {
      if (!v.is_string()) return FailBuiltin(call, "'DNSName' should be a string");
      out->dns_name = WithoutQuotes(v.string());
    } else if (key.string() == "CurrentTime") {
      if (!TakeOptionInteger(call, v, "CurrentTime", "valid int64 number", &out->now_ns)) return false;
    } else if (key.string() == "MaxConstraintComparisons") {
      if (!TakeOptionInteger(call, v, "MaxConstraintComparisons", "valid number", &comparisons)) return false;
    } else if (key.string() == "KeyUsages") {
      if (!TakeUsages(call, v, &out->usages)) return false;
    } else {
      return FailBuiltin(call, "invalid key option");
    }
  }
  return true;
}

bool ParseAndVerifyWithOptions(CallContext& call, Value* result, std::string_view text, Object object) {
  std::vector<Certificate> certificates;
  VerifyOptions options;
  options.now_ns = call.environment.now_ns;
  if (!ReadChain(call, text, &certificates)) return ReturnChain(call, {}, false, result);
  if (!TakeOptions(call, object, &options)) return false;
  return ReturnChain(call, VerifyChain(call, certificates, options), false, result);
}

bool ParseRequest(CallContext& call, Value* result, std::string_view text) {
  std::string_view bytes = text;
  if (!text.starts_with("-----BEGIN CERTIFICATE REQUEST-----") && !DecodeBase64(call, text, &bytes)) return false;
  call.budget.Charge(1 + bytes.size() / 8);
  std::string_view rest = bytes;
  if (std::optional<crypto::PemBlock> block = crypto::NextPem(&rest)) {
    if (block->type != "CERTIFICATE REQUEST") return FailBuiltin(call, "invalid PEM-encoded certificate signing request");
    bytes = call.arena.CopyText(block->bytes);
  }
  CertificateRequest request;
  std::string why = ParseCertificateRequest(call, bytes, &request);
  if (!why.empty()) return FailBuiltin(call, std::move(why));
  return Return(result, CertificateRequestValue(call, request));
}

constexpr Entry kTable[] = {
    {BuiltinId::kCryptoX509ParseCertificates, kTyped<ParseCertificatesOf>},
    {BuiltinId::kCryptoX509ParseAndVerifyCertificates, kTyped<ParseAndVerify>},
    {BuiltinId::kCryptoX509ParseAndVerifyCertificatesWithOptions, kTyped<ParseAndVerifyWithOptions>},
    {BuiltinId::kCryptoX509ParseCertificateRequest, kTyped<ParseRequest>},
};

}  // namespace

std::span<const Entry> X509Functions() { return kTable; }

}  // namespace reeve::builtins
