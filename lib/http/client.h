// One HTTP exchange (RFC 9110) with libcurl, without proxies, cookies or connections that are kept. Alone sees libcurl.
//
//     Response response;
//     Failure failure;
//     if (!Send(request, [&] { budget.Look(); }, &response, &failure)) ...   // failure.text says why
//
// `look` is called every few milliseconds while the network is waited for, and may throw to end the exchange. A body of more than
// max_response_bytes, decoded, ends it as well. Thread-safe. Built without libcurl (REEVE_HTTP=OFF), every exchange fails.
#ifndef REEVE_LIB_HTTP_CLIENT_H_
#define REEVE_LIB_HTTP_CLIENT_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reeve::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Tls {
  std::string authorities;         // PEM; "": the system's
  bool system_authorities = false; // and the system's
  std::string client_certificate, client_key;  // PEM, both or none
  std::string server_name;         // "": the URL's
  bool skip_verification = false;
};

struct Request {
  std::string method = "GET", url, body;
  Headers headers;
  std::string unix_socket;         // "": the URL's host is connected to
  Tls tls;
  int64_t timeout_ms = 5000;       // of the whole exchange, redirects included
  // Asked before a redirect is followed, with the new URL; null: none is followed.
  std::function<bool(const std::string& url)> follow;
  size_t max_response_bytes = 16u << 20;
};

struct Response {
  int code = 0;
  std::string status;              // "200 OK"
  Headers headers;                 // names as received, in order
  std::string body;
};

struct Failure {
  bool timed_out = false;
  std::string text;
};

// Whether this build can send anything.
bool IsAvailable();
bool Send(const Request& request, const std::function<void()>& look, Response* response, Failure* failure);

// A header's first value, by its name in any case; "" if there is none.
std::string_view HeaderOf(const Headers& headers, std::string_view name);

}  // namespace reeve::http

#endif  // REEVE_LIB_HTTP_CLIENT_H_
