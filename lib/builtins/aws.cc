// providers.aws.sign_req: AWS Signature Version 4 over a request as http.send takes it.
#include <algorithm>
#include <ctime>
#include <map>

#include "base/utf8.h"
#include "builtins/go_url.h"
#include "builtins/http_request.h"
#include "crypto/digest.h"
#include "text/case.h"
#include "value/format.h"
#include "value/json.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

using crypto::Hash;
using Headers = std::map<std::string, std::string>;

constexpr std::string_view kRequired[] = {"aws_access_key", "aws_region", "aws_secret_access_key", "aws_service"};

struct Config {
  std::string access_key, region, secret_key, service, session_token;
  bool unsigned_payload = false;
};

std::string Hex(const std::string& bytes) {
  std::string hex;
  for (char c : bytes) {
    hex += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    hex += "0123456789abcdef"[c & 15];
  }
  return hex;
}

std::string LowerCase(std::string_view text) {
  std::string lower;
  for (size_t at = 0; at < text.size();) {
    utf8::CodePoint c = utf8::Decode(text, at);
    utf8::Append(text::ToLower(c.value), lower);
    at += c.size;
  }
  return lower;
}

std::string TextOf(const std::optional<Value>& v) { return v && v->is_string() ? std::string(v->string()) : ""; }

bool TakeConfig(CallContext& call, const Value& config, Config* out) {
  std::vector<std::string_view> missing, invalid;
  for (std::string_view name : kRequired) {
    std::optional<Value> v = config.Find(name);
    if (!v) missing.push_back(name);
    else if (!v->is_string()) invalid.push_back(name);
  }
  if (!missing.empty()) return FailOperand(call, 2, "missing required AWS config parameters(s): " + NameSet(missing));
  if (!invalid.empty()) return FailOperand(call, 2, "invalid values for required AWS config parameters(s): " + NameSet(invalid));
  *out = {TextOf(config.Find("aws_access_key")), TextOf(config.Find("aws_region")), TextOf(config.Find("aws_secret_access_key")),
          TextOf(config.Find("aws_service")), TextOf(config.Find("aws_session_token"))};
  return true;
}

struct Request {
  Url url;
  std::string method, body;
  Headers headers;
};

bool TakeRequest(CallContext& call, const Value& request, Request* out) {
  if (!CheckRequestMembers(call, request)) return false;
  std::optional<Value> headers = request.Find("headers"), url = request.Find("url"), method = request.Find("method");
  if (headers && !headers->is_object()) return FailType(call, 0, *headers, {"object"});
  std::vector<std::string_view> invalid;
  if (!method->is_string()) invalid.push_back("method");
  if (!url->is_string()) invalid.push_back("url");
  if (!invalid.empty()) return FailOperand(call, 1, "invalid values for required request parameters(s): " + NameSet(invalid));
  std::string wrong = ParseUrl(url->string(), &out->url);
  if (!wrong.empty()) return FailBuiltin(call, wrong);
  out->method = method->string();
  for (size_t i = 0; headers && i < headers->size(); ++i) out->headers[TextOf(headers->key(i))] = TextOf(headers->value(i));
  out->body = RequestBody(call, request);
  return true;
}

// Days since 1970-01-01 and the time of day of an instant, as "YYYYMMDD" and "YYYYMMDDTHHMMSSZ".
void FormatTime(int64_t ns, std::string* date, std::string* time) {
  int64_t seconds = ns / 1000000000 - (ns % 1000000000 < 0 ? 1 : 0);
  std::time_t instant = static_cast<std::time_t>(seconds);
  std::tm parts{};
  gmtime_r(&instant, &parts);
  char text[32];
  std::strftime(text, sizeof(text), "%Y%m%dT%H%M%SZ", &parts);
  *time = text;
  *date = time->substr(0, 8);
}

// The headers that are signed, by name in lower case: those of AWS and the request's own but for what proxies change.
Headers SignedHeaders(const Request& request, const Headers& aws) {
  Headers all = aws;
  for (const auto& [name, value] : request.headers) {
    std::string lower = LowerCase(name);
    if (lower != "authorization" && lower != "user-agent" && lower != "x-amzn-trace-id") all[lower] = value;
  }
  return all;
}

std::string Joined(const Headers& headers) {
  std::string names;
  for (const auto& [name, value] : headers) names += (names.empty() ? "" : ";") + name;
  return names;
}

std::string CanonicalRequest(const Request& request, const Headers& headers, std::string_view content_hash) {
  std::string text = request.method + "\n" + request.url.escaped_path + "\n" + request.url.raw_query + "\n";
  for (const auto& [name, value] : headers) text += name + ":" + value + "\n";
  return text.append("\n").append(Joined(headers)).append("\n").append(content_hash);
}

// The Authorization header; nothing without SHA-256.
std::optional<std::string> Authorization(const Config& config, const std::string& date, const std::string& time,
                                         const Headers& headers, std::string_view canonical) {
  std::optional<std::string> hash = crypto::Digest(Hash::kSha256, canonical), key = "AWS4" + config.secret_key;
  if (!hash) return std::nullopt;
  std::string scope = date + "/" + config.region + "/" + config.service + "/aws4_request";
  for (const std::string& part : {date, config.region, config.service, std::string("aws4_request")}) {
    key = crypto::Hmac(Hash::kSha256, *key, part);
    if (!key) return std::nullopt;
  }
  std::optional<std::string> signature = crypto::Hmac(Hash::kSha256, *key, "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + Hex(*hash));
  if (!signature) return std::nullopt;
  return "AWS4-HMAC-SHA256 Credential=" + config.access_key + "/" + scope + ",SignedHeaders=" + Joined(headers) +
         ",Signature=" + Hex(*signature);
}

Value HeaderObject(CallContext& call, const Headers& own, const Headers& aws, const std::string& authorization) {
  Table* table = value::NewTable(call.arena, 2, static_cast<uint32_t>(own.size() + aws.size() + 1));
  auto add = [&](const std::string& name, const std::string& value) {
    value::Insert(call.arena, table, Access::StringCopy(call.arena, name), Access::StringCopy(call.arena, value));
  };
  for (const auto& [name, value] : own) add(name, value);
  add("Authorization", authorization);
  for (const auto& [name, value] : aws) add(name, value);
  return Access::Object(table);
}

Value WithHeaders(CallContext& call, Object request, const Value& headers) {
  Table* out = value::NewTable(call.arena, 2, request.table->size + 1);
  for (uint32_t i = 0; i < request.table->size; ++i) value::Insert(call.arena, out, request.table->key(i), request.table->value(i));
  value::Insert(call.arena, out, Access::String("headers"), headers);
  return Access::Object(out);
}

bool SignRequest(CallContext& call, Value* result, Object request_object, Value config_value, Value time_value) {
  Config config;
  Request request;
  if (!config_value.is_object()) return FailType(call, 1, config_value, {"object"});
  if (!TakeConfig(call, config_value, &config)) return false;
  if (!time_value.is_number()) return FailType(call, 1, time_value, {"number"});
  int64_t now = 0;
  if (!TakeInteger(call, time_value, 3, &now)) return FailOperand(call, 3, "could not convert time_ns value into a unix timestamp");
  if (!TakeRequest(call, Access::Object(request_object.table), &request)) return false;
  if (std::optional<Value> off = config_value.Find("disable_payload_signing")) {
    if (!off->is_boolean()) return FailOperand(call, 2, "invalid value for 'disable_payload_signing' in AWS config");
    config.unsigned_payload = off->boolean();
  }
  call.budget.Charge(200 + request.body.size() / 8);
  value::ChargeSize(Access::Object(request_object.table), call.budget, 8);
  std::optional<std::string> body_hash = crypto::Digest(Hash::kSha256, request.body);
  if (!body_hash) return FailBuiltin(call, "the cryptographic library of this build lacks SHA-256");
  std::string content_hash = config.unsigned_payload ? "UNSIGNED-PAYLOAD" : Hex(*body_hash), date, time;
  FormatTime(now, &date, &time);
  Headers aws = {{"host", request.url.host}, {"x-amz-date", time}};
  if (config.service == "s3" || config.service == "glacier") aws["x-amz-content-sha256"] = content_hash;
  if (!config.session_token.empty()) aws["x-amz-security-token"] = config.session_token;
  Headers all = SignedHeaders(request, aws);
  std::optional<std::string> authorization = Authorization(config, date, time, all, CanonicalRequest(request, all, content_hash));
  if (!authorization) return FailBuiltin(call, "the cryptographic library of this build lacks SHA-256");
  return Return(result, WithHeaders(call, request_object, HeaderObject(call, request.headers, aws, *authorization)));
}

constexpr Entry kTable[] = {{BuiltinId::kProvidersAwsSignReq, kTyped<SignRequest>}};

}  // namespace

std::span<const Entry> AwsFunctions() { return kTable; }

}  // namespace reeve::builtins
