// http.send: requests of policies, over lib/http. Caching follows OPA's reading of RFC 9111. Tested by tests/http against a
// server of its own.
#include <algorithm>
#include <set>

#include "builtins/go_layout.h"
#include "builtins/http_request.h"
#include "builtins/http_send_request.h"
#include "http/cache.h"
#include "http/text.h"
#include "value/format.h"
#include "value/json.h"
#include "value/number.h"
#include "value/yaml.h"

namespace reeve::builtins {
namespace {

constexpr uint64_t kRequestWork = 10000, kWaitWorkPerMs = 1000;
constexpr double kFirstDelayMs = 100, kLastDelayMs = 60000, kDelayGrowth = 1.6;
constexpr int kKeptCodes[] = {200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501};
constexpr size_t kNowhere = std::string_view::npos;

std::string Quoted(std::string_view text) {
  std::string quoted;
  value::AppendQuoted(text, quoted);
  return quoted;
}
std::string RegoText(const Value& v) {
  std::string text;
  value::AppendRego(v, text);
  return text;
}

// application/json and application/*+json.
bool IsJson(std::string_view type) {
  std::string_view media = http::TrimBlanks(type.substr(0, type.find(';')));
  std::string lower;
  for (char c : media) lower += http::LowerCase(c);
  return lower == "application/json" || (lower.starts_with("application/") && lower.ends_with("+json") && lower.find('/', 12) == std::string::npos);
}
bool IsYaml(std::string_view type) {
  return type.find("application/yaml") != kNowhere || type.find("application/x-yaml") != kNowhere;
}

Value DecodedBody(CallContext& call, const http::Response& response, std::string_view body, bool force_json, bool force_yaml) {
  std::string_view type = http::HeaderOf(response.headers, "Content-Type");
  Result<Value> decoded = Value::Null();
  if (force_json || IsJson(type)) {
    value::JsonOptions options;
    options.max_depth = call.max_value_depth;
    options.budget = &call.budget;
    decoded = value::ParseJson(call.arena, body, options);
  } else if (force_yaml || IsYaml(type)) {
    decoded = value::ParseYaml(call.arena, body, {call.max_value_depth, &call.budget});
  }
  return decoded.ok() ? *decoded : Value::Null();
}

Value ResponseValue(CallContext& call, const http::Response& response, bool force_json, bool force_yaml) {
  call.budget.Charge(1 + response.body.size() / 8);
  std::string_view body = call.arena.CopyText(response.body);
  Table* headers = value::NewTable(call.arena, 2, 8);
  std::set<std::string> seen;
  for (const auto& [name, first] : response.headers) {
    std::string lower;
    for (char c : name) lower += http::LowerCase(c);
    if (!seen.insert(lower).second) continue;
    std::vector<Value> values;
    for (const auto& [other, v] : response.headers) {
      if (http::EqualIgnoringCase(other, name)) values.push_back(Access::StringCopy(call.arena, v));
    }
    call.budget.Charge(1 + response.headers.size());
    Value* copy = call.arena.NewArray<Value>(values.size());
    std::copy(values.begin(), values.end(), copy);
    value::Insert(call.arena, headers, Access::StringCopy(call.arena, lower), Access::Array(copy, values.size()));
  }
  Table* out = value::NewTable(call.arena, 2, 5);
  auto set = [&](std::string_view name, Value v) { value::Insert(call.arena, out, Access::String(name), v); };
  set("status", Access::StringCopy(call.arena, response.status));
  set("status_code", Value::Integer(response.code));
  set("body", DecodedBody(call, response, body, force_json, force_yaml));
  set("raw_body", Access::String(body));
  set("headers", Access::Object(headers));
  return Access::Object(out);
}

// Sends, and tries again after failures of the network as often as the request allows.
bool Exchange(CallContext& call, const http::Request& request, int64_t retries, http::Response* response, Failed* failed) {
  double delay = kFirstDelayMs;
  for (int64_t attempt = 0;; ++attempt) {
    http::Failure failure;
    call.budget.Charge(kRequestWork + request.body.size() / 8);
    if (http::Send(request, [&call] { call.budget.Look(); }, response, &failure)) return true;
    *failed = {true, Code::kEvalBuiltin, NetworkText(request, failure.text)};
    if (attempt == retries) return false;
    call.budget.Charge(static_cast<uint64_t>(delay) * kWaitWorkPerMs);
    call.budget.Wait(static_cast<int64_t>(delay));
    delay = std::min(kLastDelayMs, delay * kDelayGrowth);
  }
}

// What a request says of caching.
struct Caching {
  bool between_evaluations = false;
  int64_t forced_seconds = 0;
};

bool ReadBoolean(const Value& request, std::string_view name, bool* out, Failed* failed) {
  std::optional<Value> v = request.Find(name);
  if (v && !v->is_boolean()) {
    failed->text = "invalid value for " + Quoted(name) + " field";
    return false;
  }
  if (v) *out = v->boolean();
  return true;
}

bool ReadCaching(const Value& request, Caching* out, Failed* failed) {
  bool cache = false, force = false;
  if (!ReadBoolean(request, "cache", &cache, failed) || !ReadBoolean(request, "force_cache", &force, failed)) return false;
  out->between_evaluations = cache || force;
  if (!force) return true;
  std::optional<Value> seconds = request.Find("force_cache_duration_seconds");
  if (!seconds) {
    failed->text = "'force_cache' set but 'force_cache_duration_seconds' parameter is missing";
    return false;
  }
  std::string text = RegoText(*seconds);
  bool is_integer = Access::IsInt64(*seconds);
  out->forced_seconds = is_integer ? Access::Int64(*seconds) : 0;
  if (is_integer && out->forced_seconds >= INT32_MIN && out->forced_seconds <= INT32_MAX) return true;
  bool digits = text.find_first_not_of("0123456789", text.starts_with('-') ? 1 : 0) == std::string::npos;
  failed->text = "strconv.ParseInt: parsing " + Quoted(text) + (digits ? ": value out of range" : ": invalid syntax");
  return false;
}

bool ReadRetries(const Value& request, int64_t* out, Failed* failed) {
  std::optional<Value> v = request.Find("max_retry_attempts");
  if (!v) return true;
  if (Access::IsInt64(*v) && (*out = Access::Int64(*v)) >= 0) return true;
  failed->text = "invalid value " + RegoText(*v) + " for field \"max_retry_attempts\"";
  return false;
}

// The request as a key: headers that are to be ignored are left out.
bool CacheKey(CallContext& call, const Value& request, std::string* out, Failed* failed) {
  std::optional<Value> ignored = request.Find("cache_ignored_headers"), headers = request.Find("headers");
  call.budget.Charge(64);
  bool filters = ignored && headers;
  for (size_t i = 0; filters && i < ignored->size(); ++i) {
    if (!ignored->is_array() || !ignored->at(i).is_string()) filters = false;
  }
  if (ignored && headers && (!filters || !ignored->is_array())) {
    failed->text = "cache_ignored_headers must be an array of strings";
    return false;
  }
  for (size_t i = 0; i < request.size(); ++i) {
    std::string_view name = request.key(i).string();
    if (name == "cache_ignored_headers") continue;
    *out += Quoted(name) + ":";
    if (name == "headers" && filters && headers->is_object()) {
      for (size_t j = 0; j < headers->size(); ++j) {
        if (!ignored->Contains(headers->key(j))) *out += RegoText(headers->key(j)) + ":" + RegoText(headers->value(j)) + ",";
      }
    } else {
      value::AppendRego(request.value(i), *out);
    }
    *out += ";";
  }
  return true;
}

// HTTP's date (RFC 9110, in its three forms) as nanoseconds since 1970.
std::optional<int64_t> HttpDate(std::string_view text) {
  for (std::string_view layout : {"Mon, 02 Jan 2006 15:04:05 GMT", "Monday, 02-Jan-06 15:04:05 MST", "Mon Jan _2 15:04:05 2006"}) {
    absl::int128 ns = 0;
    if (ParseTime(layout, text, &ns).empty() && ns >= INT64_MIN && ns <= INT64_MAX) return static_cast<int64_t>(ns);
  }
  return std::nullopt;
}

// A directive of Cache-Control; nothing if it is absent.
std::optional<std::string> Directive(const http::Headers& headers, std::string_view name) {
  std::optional<std::string> found;
  std::string_view rest = http::HeaderOf(headers, "Cache-Control");
  while (!rest.empty()) {
    std::string_view part = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    part = http::TrimBlanks(part);
    size_t equals = part.find('=');
    if (equals != kNowhere && part.find('=', equals + 1) != kNowhere) continue;
    if (http::TrimBlanks(part.substr(0, equals)) == name) found = equals == kNowhere ? "" : std::string(part.substr(equals + 1));
  }
  return found;
}

// When an answer stops being fresh; nothing if its headers make no sense.
std::optional<int64_t> Expiry(const http::Headers& headers) {
  std::optional<std::string> age = Directive(headers, "max-age");
  if (!age) return HttpDate(http::HeaderOf(headers, "Expires")).value_or(INT64_MIN);
  std::optional<int64_t> date = HttpDate(http::HeaderOf(headers, "Date"));
  if (age->empty() || age->find_first_not_of("0123456789") != std::string::npos || !date) return std::nullopt;
  int64_t seconds = age->size() > 10 ? INT32_MAX : std::min<int64_t>(std::stoll(*age), INT32_MAX);
  return *date > INT64_MAX - seconds * 1000000000 ? INT64_MAX : *date + seconds * 1000000000;
}

// One call: the cache, the network, and the cache again.
class Sender {
 public:
  Sender(CallContext& call, const Value& request) : call_(call), request_(request) {}

  bool Run(Value* result) {
    if (!CacheKey(call_, request_, &key_, &failed_) || !ReadCaching(request_, &caching_, &failed_)) return false;
    http::Cache* cache = caching_.between_evaluations ? call_.environment.http_cache : nullptr;
    if (cache != nullptr && !ReadDecoding()) return false;
    std::optional<http::CachedResponse> kept = cache == nullptr ? std::nullopt : cache->Find(key_);
    if (kept && call_.environment.now_ns < kept->expires_ns) return Answer(kept->response, result);
    http::Request request;
    if (!ReadSendRequest(call_, request_, &request, &failed_)) return false;
    request.max_response_bytes = call_.environment.max_response_bytes;
    if (!ReadRetries(request_, &retries_, &failed_)) return false;
    if (kept) {
      bool answered = false;
      if (!Revalidate(*cache, std::move(*kept), request, &answered, result)) return false;
      if (answered) return true;
    }
    http::Response response;
    if (!Exchange(call_, request, retries_, &response, &failed_) || !ReadDecoding()) return false;
    if (cache != nullptr) Keep(*cache, response);
    return Answer(response, result);
  }
  Failed& failed() { return failed_; }

 private:
  bool ReadDecoding() {
    return ReadBoolean(request_, "force_json_decode", &force_json_, &failed_) && ReadBoolean(request_, "force_yaml_decode", &force_yaml_, &failed_);
  }
  bool Answer(const http::Response& response, Value* result) { return Return(result, ResponseValue(call_, response, force_json_, force_yaml_)); }

  std::optional<int64_t> ExpiryOf(const http::Headers& headers) const {
    if (caching_.forced_seconds > 0) return call_.environment.now_ns + caching_.forced_seconds * 1000000000;
    return Expiry(headers);
  }

  void Keep(http::Cache& cache, const http::Response& response) {
    std::optional<Value> mode = request_.Find("caching_mode");
    if (mode && (!mode->is_string() || (mode->string() != "serialized" && mode->string() != "deserialized"))) return;
    bool may = caching_.forced_seconds > 0 || !Directive(response.headers, "no-store");
    if (!may || std::find(std::begin(kKeptCodes), std::end(kKeptCodes), response.code) == std::end(kKeptCodes)) return;
    if (std::optional<int64_t> expires = ExpiryOf(response.headers)) cache.Insert(key_, {response, *expires});
  }

  // An answer that is no longer fresh may still be the server's: it is asked. *answered: *result is set.
  bool Revalidate(http::Cache& cache, http::CachedResponse kept, http::Request request, bool* answered, Value* result) {
    std::string tag(http::HeaderOf(kept.response.headers, "ETag")), modified(http::HeaderOf(kept.response.headers, "Last-Modified"));
    cache.Remove(key_);
    if (tag.empty() && modified.empty()) return true;
    if (!tag.empty()) request.headers.emplace_back("If-None-Match", tag);
    if (!modified.empty()) request.headers.emplace_back("If-Modified-Since", modified);
    http::Response response;
    if (!Exchange(call_, request, retries_, &response, &failed_)) return false;
    if (response.code == 200) {
      Keep(cache, response);
    } else if (response.code == 304) {
      for (const auto& header : response.headers) {
        std::erase_if(kept.response.headers, [&header](const auto& old) { return http::EqualIgnoringCase(old.first, header.first); });
      }
      kept.response.headers.insert(kept.response.headers.end(), response.headers.begin(), response.headers.end());
      std::optional<int64_t> expires = ExpiryOf(response.headers);
      if (!expires) {
        failed_.text = "the answer's headers do not say how long it is fresh";
        return false;
      }
      cache.Insert(key_, {kept.response, *expires});
      response = std::move(kept.response);
    } else {
      return true;  // the whole answer is asked for
    }
    *answered = true;
    return Answer(response, result);
  }

  CallContext& call_;
  Value request_;
  std::string key_;
  Caching caching_;
  int64_t retries_ = 0;
  bool force_json_ = false, force_yaml_ = false;
  Failed failed_;
};

// An error as a value, for requests that say so.
Value FailureValue(CallContext& call, const Failed& failed) {
  Table* error = value::NewTable(call.arena, 2, 2);
  std::string text = failed.network ? failed.text : std::string(CodeName(failed.code)) + ": http.send: " + failed.text;
  value::Insert(call.arena, error, Access::String("code"),
                Access::String(failed.network ? "eval_http_send_network_error" : "eval_http_send_internal_error"));
  value::Insert(call.arena, error, Access::String("message"), Access::StringCopy(call.arena, text));
  Table* out = value::NewTable(call.arena, 2, 2);
  value::Insert(call.arena, out, Access::String("status_code"), Value::Integer(0));
  value::Insert(call.arena, out, Access::String("error"), Access::Object(error));
  return Access::Object(out);
}

bool SendRequest(CallContext& call, Value* result, Value request) {
  if (!request.is_object()) return FailType(call, 1, request, {"object"});
  std::optional<Value> raise = request.Find("raise_error");
  if (raise && !raise->is_boolean()) return FailBuiltin(call, "invalid value for raise_error field");
  Failed failed;
  if (CheckRequestMembers(call, request)) {
    Sender sender(call, request);
    if (sender.Run(result)) return true;
    failed = std::move(sender.failed());
  } else {
    failed = {false, call.error, call.message};
  }
  if (!raise || raise->boolean()) return call.Fail(failed.code, std::move(failed.text));
  call.error = Code::kOk;
  return Return(result, FailureValue(call, failed));
}

constexpr Entry kTable[] = {
    {BuiltinId::kHttpSend, kTyped<SendRequest>},
};

}  // namespace

std::span<const Entry> HttpFunctions() { return kTable; }

}  // namespace reeve::builtins
