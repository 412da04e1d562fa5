// Reads requests. See http_send_request.h. Tested by tests/http against a server of its own.
#include "builtins/http_send_request.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "builtins/duration.h"
#include "builtins/go_url.h"
#include "builtins/private_keys.h"
#include "builtins/x509.h"
#include "crypto/pem.h"
#include "http/text.h"
#include "value/format.h"
#include "value/json.h"
#include "value/number.h"

namespace reeve::builtins {
namespace {

constexpr int64_t kDefaultTimeoutNs = 5000000000, kMaxTimeoutNs = 600000000000;  // also of a timeout of 0, which is none to OPA
constexpr size_t kMaxFileBytes = 1u << 20;

constexpr std::string_view kTextMembers[] = {
    "method", "url", "raw_body", "tls_ca_cert", "tls_ca_cert_file", "tls_ca_cert_env_variable", "tls_client_cert", "tls_client_cert_file",
    "tls_client_cert_env_variable", "tls_client_key", "tls_client_key_file", "tls_client_key_env_variable", "tls_server_name"};
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
std::string_view WithoutQuotes(std::string_view text) {
  while (text.starts_with('"')) text.remove_prefix(1);
  while (text.ends_with('"')) text.remove_suffix(1);
  return text;
}

// Name-Of-Header, as Go spells them; a name with other characters stays as it is.
std::string CanonicalName(std::string_view name) {
  std::string canonical;
  bool upper = true;
  for (char c : name) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9') && std::string_view("!#$%&'*+-.^_`|~").find(c) == kNowhere) return std::string(name);
    canonical += letter && upper == (c >= 'a') ? static_cast<char>(c ^ 0x20) : c;
    upper = c == '-';
  }
  return canonical;
}
bool IsToken(std::string_view name) {
  return !name.empty() && name.find_first_not_of("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == kNowhere;
}
bool IsFieldValue(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return c == '\t' || (static_cast<uint8_t>(c) >= 0x20 && c != 0x7F); });
}

// The members of a request, checked.
class RequestReader {
 public:
  RequestReader(CallContext& call, const Value& object, Failed* failed) : call_(call), object_(object), failed_(*failed) {}

  bool Read(http::Request* out) {
    out->timeout_ms = kDefaultTimeoutNs / 1000000;
    for (size_t i = 0; i < object_.size(); ++i) {
      if (!ReadMember(object_.key(i).string(), object_.value(i), out)) return false;
    }
    if (!ReadTls(out) || !ReadTarget(out)) return false;
    for (auto& [name, v] : out->headers) {
      if (!IsToken(name)) return FailNetwork(*out, "net/http: invalid header field name " + Quoted(name));
      if (!IsFieldValue(v)) return FailNetwork(*out, "net/http: invalid header field value for " + Quoted(name));
      has_agent_ = has_agent_ || name == "User-Agent";
      if (name == "Host" && out->tls.server_name.empty()) out->tls.server_name = url_.scheme == "https" ? v : "";
    }
    if (!has_agent_) out->headers.emplace_back("User-Agent", "reeve");
    if (redirects_) {
      const capabilities::Environment& environment = call_.environment;
      out->follow = [&environment](const std::string& url) {
        Url parsed;
        return ParseUrl(url, &parsed).empty() && environment.MayReach(HostOf(parsed));
      };
    }
    return true;
  }
  static std::string HostOf(const Url& url) { return url.host.substr(0, url.host.find(':')); }

 private:
  bool Fail(std::string text, Code code = Code::kEvalBuiltin) {
    failed_ = {false, code, std::move(text)};
    return false;
  }
  bool FailNetwork(const http::Request& request, std::string text) {
    failed_ = {true, Code::kEvalBuiltin, NetworkText(request, text)};
    return false;
  }

  bool ReadMember(std::string_view name, const Value& v, http::Request* out) {
    std::string_view text = v.is_string() ? WithoutQuotes(v.string()) : std::string_view();
    bool is_text = std::find(std::begin(kTextMembers), std::end(kTextMembers), name) != std::end(kTextMembers);
    if (is_text && !v.is_string()) return Fail(Quoted(name) + " must be a string");
    if (name == "method") {
      for (char c : text) method_ += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
      out->method = method_.empty() ? "GET" : method_;
    } else if (name == "url") {
      out->url = text;
      return CheckHost(text);
    } else if (name == "body") {
      value::AppendJsonHtml(v, body_);
    } else if (name == "raw_body") {
      raw_body_ = text;
    } else if (name == "headers") {
      return ReadHeaders(v, out);
    } else if (name == "timeout") {
      return ReadTimeout(v, out);
    } else if (name == "enable_redirect") {
      return ReadFlag(v, &redirects_);
    } else if (name == "tls_use_system_certs") {
      return ReadFlag(v, &out->tls.system_authorities);
    } else if (name == "tls_insecure_skip_verify") {
      return ReadFlag(v, &out->tls.skip_verification);
    } else if (name == "tls_server_name") {
      out->tls.server_name = text;
    }
    return true;  // the other texts are asked for by name, the other members by what they are for
  }

  bool CheckHost(std::string_view text) {
    if (call_.environment.allow_net == nullptr) return true;
    Url url;
    std::string wrong = ParseUrl(text, &url);
    if (!wrong.empty()) return Fail(std::move(wrong));
    return call_.environment.MayReach(HostOf(url)) || Fail("disallowed host: " + HostOf(url));
  }

  // Go's strconv.ParseBool of the value's text.
  bool ReadFlag(const Value& v, bool* out) {
    std::string text = RegoText(v);
    *out = text == "true" || text == "1";
    return *out || text == "false" || text == "0" || Fail("strconv.ParseBool: parsing " + Quoted(text) + ": invalid syntax");
  }

  bool ReadHeaders(const Value& v, http::Request* out) {
    if (!v.is_object()) return Fail("invalid type for headers key");
    for (size_t i = 0; i < v.size(); ++i) {
      Value header = v.value(i);
      std::string name = CanonicalName(v.key(i).is_string() ? std::string(v.key(i).string()) : v.key(i).ToJson());
      if (!header.is_string()) return Fail("invalid type for headers value " + Quoted(header.ToJson()));
      std::erase_if(out->headers, [&name](const auto& other) { return other.first == name; });
      out->headers.emplace_back(std::move(name), header.string());
    }
    return true;
  }

  bool ReadTimeout(const Value& v, http::Request* out) {
    int64_t ns = 0;
    if (v.is_number()) {
      if (!Access::IsInt64(v)) return Fail("invalid timeout number value " + RegoText(v) + ", must be int64");
      ns = Access::Int64(v);
    } else if (v.is_string()) {
      std::optional<Value> number = value::NumberFromText(call_.arena, v.string());
      std::string wrong;
      if (number && Access::IsInt64(*number)) {
        ns = Access::Int64(*number);
      } else if (wrong = ParseDuration(v.string(), &ns); !wrong.empty()) {
        return Fail("invalid timeout value " + RegoText(v) + ": " + wrong);
      }
    } else {
      return Fail("operand 1 'timeout' must be one of {string, number} but got " + std::string(KindName(v.kind())), Code::kEvalType);
    }
    if (ns <= 0 || ns > kMaxTimeoutNs) ns = kMaxTimeoutNs;
    out->timeout_ms = std::max<int64_t>(1, ns / 1000000);
    return true;
  }

  std::string Text(std::string_view name) {
    std::optional<Value> v = object_.Find(name);
    return v ? std::string(WithoutQuotes(v->string())) : "";
  }

  // Files and variables belong to the host: they need their own grant.
  bool ReadFile(const std::string& path, std::string* out) {
    if (!call_.environment.may_read_host) return Fail("open " + path + ": files are not granted to this policy");
    std::ifstream file(path, std::ios::binary);
    if (!file) return Fail("open " + path + ": no such file or directory");
    out->resize(kMaxFileBytes + 1);
    file.read(out->data(), static_cast<std::streamsize>(out->size()));
    out->resize(static_cast<size_t>(file.gcount()));
    return out->size() <= kMaxFileBytes || Fail("open " + path + ": the file has more than " + std::to_string(kMaxFileBytes) + " bytes");
  }
  bool ReadVariable(const std::string& name, std::string* out) {
    if (!call_.environment.may_read_host) return Fail("the variable " + name + ": the environment is not granted to this policy");
    const char* text = std::getenv(name.c_str());
    *out = text == nullptr ? "" : text;
    return true;
  }

  bool UsePair(std::string certificate, std::string key, const std::string& why, http::Request* out) {
    KeyPair pair;
    std::string wrong = ReadKeyPair(call_, certificate, key, &pair);
    if (!wrong.empty()) return Fail(why + wrong);
    out->tls.client_certificate = std::move(certificate);
    out->tls.client_key = std::move(key);
    return true;
  }

  // Adds the certificates among the blocks of `pem`.
  bool AddAuthorities(std::string_view pem, std::string_view why, http::Request* out) {
    bool any = false;
    std::string_view rest = pem;
    call_.budget.Charge(1 + pem.size());
    while (std::optional<crypto::PemBlock> block = crypto::NextPem(&rest)) {
      Certificate certificate;
      any = any || (block->type == "CERTIFICATE" && ParseCertificate(call_, call_.arena.CopyText(block->bytes), &certificate).empty());
    }
    if (!any) return Fail(std::string(why));
    out->tls.authorities.append(pem).append("\n");
    return true;
  }

  bool ReadTls(http::Request* out) {
    std::string certificate = Text("tls_client_cert"), key = Text("tls_client_key");
    if (!certificate.empty() && !key.empty() && !UsePair(certificate, key, "", out)) return false;
    certificate = Text("tls_client_cert_file");
    key = Text("tls_client_key_file");
    if (!certificate.empty() && !key.empty()) {
      std::string certificate_pem, key_pem;
      if (!ReadFile(certificate, &certificate_pem) || !ReadFile(key, &key_pem) || !UsePair(certificate_pem, key_pem, "", out)) return false;
    }
    certificate = Text("tls_client_cert_env_variable");
    key = Text("tls_client_key_env_variable");
    if (!certificate.empty() && !key.empty()) {
      std::string certificate_pem, key_pem, why = "cannot extract public/private key pair from envvars " + Quoted(certificate) + ", " + Quoted(key) + ": ";
      if (!ReadVariable(certificate, &certificate_pem) || !ReadVariable(key, &key_pem) || !UsePair(certificate_pem, key_pem, why, out)) return false;
    }
    return ReadAuthorities(out);
  }

  bool ReadAuthorities(http::Request* out) {
    const std::string none = "could not append certificates";
    std::string pem = Text("tls_ca_cert");
    for (size_t at = 0; (at = pem.find("\\n", at)) != std::string::npos;) pem.replace(at, 2, "\n");
    if (!pem.empty() && !AddAuthorities(pem, none, out)) return false;
    if (std::string file = Text("tls_ca_cert_file"); !file.empty()) {
      if (!ReadFile(file, &pem) || !AddAuthorities(pem, "could not append CA certificates from " + Quoted(file), out)) return false;
    }
    if (std::string name = Text("tls_ca_cert_env_variable"); !name.empty()) {
      std::string why = "could not add CA certificates from envvar " + Quoted(name) + ": " + none;
      if (!ReadVariable(name, &pem) || !AddAuthorities(pem, why, out)) return false;
    }
    return true;
  }

  // unix://localhost/path?socket=FILE connects to a socket of the host's; the rest of the URL stays.
  bool ReadTarget(http::Request* out) {
    if (!IsToken(out->method)) return Fail("net/http: invalid method " + Quoted(out->method));
    std::string wrong = ParseUrl(out->url, &url_);
    if (!wrong.empty()) return Fail(std::move(wrong));
    out->body = object_.Find("raw_body") ? raw_body_ : body_;
    if (url_.scheme == "unix" && !url_.raw_query.empty()) {
      if (!call_.environment.may_read_host) return Fail("sockets of the host are not granted to this policy");
      if (!TakeSocket(out)) return Fail("the URL names no socket");
      url_.scheme = "http";
    } else if (url_.scheme != "http" && url_.scheme != "https") {
      return FailNetwork(*out, "unsupported protocol scheme " + Quoted(url_.scheme));
    }
    if (url_.host.empty() && out->unix_socket.empty()) return FailNetwork(*out, "http: no Host in request URL");
    if (url_.host.empty()) url_.host = "localhost";
    url_.fragment.clear();
    out->url = UrlText(url_);
    return true;
  }

  bool TakeSocket(http::Request* out) {
    std::string rest;
    for (std::string_view query = url_.raw_query; !query.empty();) {
      std::string_view pair = query.substr(0, query.find('&'));
      query.remove_prefix(std::min(query.size(), pair.size() + 1));
      if (pair.starts_with("socket=") && out->unix_socket.empty()) {
        Url decoded;  // a path is decoded as a query's value is, but for the plus sign
        if (!ParseUrl("x:/" + std::string(pair.substr(7)), &decoded).empty()) return false;
        out->unix_socket = decoded.path.substr(1);
      } else {
        rest.append(rest.empty() ? "" : "&").append(pair);
      }
    }
    url_.raw_query = rest;
    return !out->unix_socket.empty();
  }

  CallContext& call_;
  Value object_;
  Failed& failed_;
  Url url_;
  std::string method_, body_, raw_body_;
  bool redirects_ = false, has_agent_ = false;
};

}  // namespace

std::string NetworkText(const http::Request& request, std::string_view text) {
  std::string verb = request.method;
  for (size_t i = 1; i < verb.size(); ++i) verb[i] = http::LowerCase(verb[i]);
  return verb + " " + Quoted(request.url) + ": " + std::string(text);
}

bool ReadSendRequest(CallContext& call, const Value& object, http::Request* out, Failed* failed) {
  return RequestReader(call, object, failed).Read(out);
}

}  // namespace reeve::builtins
