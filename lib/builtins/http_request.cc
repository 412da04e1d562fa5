// Checks request objects. See http_request.h. Tested by tests/builtins/cases/aws.jsonl.
#include "builtins/http_request.h"

#include <algorithm>

#include "value/format.h"
#include "value/json.h"

namespace reeve::builtins {
namespace {

constexpr std::string_view kMembers[] = {
    "method", "url", "body", "enable_redirect", "force_json_decode", "force_yaml_decode", "headers", "raw_body",
    "tls_use_system_certs", "tls_ca_cert", "tls_ca_cert_file", "tls_ca_cert_env_variable", "tls_client_cert",
    "tls_client_cert_file", "tls_client_cert_env_variable", "tls_client_key", "tls_client_key_file",
    "tls_client_key_env_variable", "tls_insecure_skip_verify", "tls_server_name", "timeout", "cache", "force_cache",
    "force_cache_duration_seconds", "raise_error", "caching_mode", "max_retry_attempts", "cache_ignored_headers"};

bool IsMember(const Value& key) {
  return key.is_string() && std::find(std::begin(kMembers), std::end(kMembers), key.string()) != std::end(kMembers);
}

}  // namespace

std::string NameSet(const std::vector<std::string_view>& names) {
  std::string text = "{";
  for (std::string_view name : names) {
    if (text.size() > 1) text += ", ";
    value::AppendQuoted(name, text);
  }
  return text + "}";
}

bool CheckRequestMembers(CallContext& call, const Value& request) {
  std::string invalid;
  for (size_t i = 0; i < request.size(); ++i) {
    if (IsMember(request.key(i))) continue;
    if (!invalid.empty()) invalid += ", ";
    value::AppendRego(request.key(i), invalid);
  }
  if (!invalid.empty()) return FailOperand(call, 1, "invalid request parameters(s): {" + invalid + "}");
  std::vector<std::string_view> missing;
  for (std::string_view name : {"method", "url"}) {
    if (!request.Find(name)) missing.push_back(name);
  }
  return missing.empty() || FailOperand(call, 1, "missing required request parameters(s): " + NameSet(missing));
}

std::string RequestBody(CallContext& call, const Value& request) {
  if (auto raw = request.Find("raw_body")) return raw->is_string() ? std::string(raw->string()) : "";
  std::string text;
  if (auto body = request.Find("body")) {
    value::ChargeSize(*body, call.budget, 8);
    value::AppendJsonHtml(*body, text);
  }
  return text;
}

}  // namespace reeve::builtins
