// http.send against a server on the loopback address: requests, answers as values, errors, caching, and what is not granted.
#include <catch2/catch.hpp>

#include "calling.h"
#include "http/cache.h"
#include "tests/http/server.h"

namespace reeve::builtins {
namespace {

using http_test::Answer;
using http_test::Server;

class Sender {
 public:
  Sender() { caller.environment.http_cache = &cache; }
  // The answer to a request whose members are `json`; $U in it is the server's URL.
  std::string operator()(const std::string& json, const std::string& url = "") {
    std::string text = json;
    if (size_t at = text.find("$U"); at != std::string::npos) text.replace(at, 2, url);
    return caller("http.send", {caller.Read(text)});
  }
  Value Object(const std::string& json, const std::string& url) {
    std::string answer = (*this)(json, url);
    INFO(answer);
    return caller.Read(caller.arena.CopyText(answer));
  }
  Caller caller;
  http::Cache cache{1 << 20};
};

std::string Member(const Value& v, std::string_view name) {
  std::optional<Value> member = v.Find(name);
  return member ? member->ToJson() : "absent";
}

}  // namespace

TEST_CASE("http.send: answers as values") {
  if (!http::IsAvailable()) return;
  Server server([](const std::string& request) {
    if (request.starts_with("GET /json ")) return Answer("200 OK", "Content-Type: application/json; charset=utf-8\r\nX-A: 1\r\nx-a: 2\r\n", R"({"a": [1.50]})");
    if (request.starts_with("GET /yaml ")) return Answer("200 OK", "Content-Type: application/yaml\r\n", "a:\n- 1\n");
    if (request.starts_with("GET /bad ")) return Answer("404 Not Found", "Content-Type: application/json\r\n", "{");
    return Answer("200 OK", "", request.substr(request.find("\r\n\r\n") + 4));
  });
  std::string url = server.Url("");
  Sender send;
  Value json = send.Object(R"({"method": "get", "url": "$U/json"})", url);
  CHECK(Member(json, "status") == "\"200 OK\"");
  CHECK(Member(json, "status_code") == "200");
  CHECK(Member(json, "body") == "{\"a\":[1.50]}");
  CHECK(Member(json, "raw_body") == "\"{\\\"a\\\": [1.50]}\"");
  CHECK(Member(*json.Find("headers"), "x-a") == "[\"1\",\"2\"]");
  CHECK(Member(send.Object(R"({"method": "get", "url": "$U/yaml"})", url), "body") == "{\"a\":[1]}");
  Value bad = send.Object(R"({"method": "GET", "url": "$U/bad"})", url);
  CHECK(Member(bad, "body") == "null");
  CHECK(Member(bad, "status_code") == "404");
  Value echo = send.Object(R"({"method": "POST", "url": "$U/", "body": {"b": "<", "a": [1.50]}, "force_json_decode": true})", url);
  CHECK(Member(echo, "raw_body") == "\"{\\\"a\\\":[1.50],\\\"b\\\":\\\"\\\\u003c\\\"}\"");
  CHECK(Member(echo, "body") == "{\"a\":[1.50],\"b\":\"<\"}");
  CHECK(Member(send.Object(R"({"method": "POST", "url": "$U/", "raw_body": "a: 1", "body": 5, "force_yaml_decode": true})", url), "body") == "{\"a\":1}");
  CHECK(server.requests().back().find("User-Agent: reeve\r\n") != std::string::npos);
  send.Object(R"({"method": "GET", "url": "$U/", "headers": {"user-agent": "mine", "x-y": "z"}})", url);
  CHECK(server.requests().back().find("User-Agent: mine\r\n") != std::string::npos);
  CHECK(server.requests().back().find("X-Y: z\r\n") != std::string::npos);
}

TEST_CASE("http.send: requests that are wrong are refused with OPA's words, and nothing is sent") {
  Sender send;
  struct Row { std::string members, error; };
  for (const Row& row : std::vector<Row>{
           {R"("x": 1)", "eval_type_error: operand 1 invalid request parameters(s): {\"x\"}"},
           {R"("method": 1)", "eval_builtin_error: \"method\" must be a string"},
           {R"("method": "a b")", "eval_builtin_error: net/http: invalid method \"A B\""},
           {R"("method": "GET / HTTP/1.1\r\nX: y")", "eval_builtin_error: net/http: invalid method \"GET / HTTP/1.1\\r\\nX: Y\""},
           {R"("url": "127.0.0.1:1/")", "eval_builtin_error: parse \"127.0.0.1:1/\": first path segment in URL cannot contain colon"},
           {R"("url": "foo")", "eval_builtin_error: Get \"foo\": unsupported protocol scheme \"\""},
           {R"("url": "file:///etc/passwd")", "eval_builtin_error: Get \"file:///etc/passwd\": unsupported protocol scheme \"file\""},
           {R"("timeout": "x")", "eval_builtin_error: invalid timeout value \"x\": time: invalid duration \"x\""},
           {R"("timeout": [])", "eval_type_error: operand 1 'timeout' must be one of {string, number} but got array"},
           {R"("timeout": 1.5)", "eval_builtin_error: invalid timeout number value 1.5, must be int64"},
           {R"("enable_redirect": "true")", "eval_builtin_error: strconv.ParseBool: parsing \"\\\"true\\\"\": invalid syntax"},
           {R"("headers": 5)", "eval_builtin_error: invalid type for headers key"},
           {R"("headers": {"a": 1})", "eval_builtin_error: invalid type for headers value \"1\""},
           {R"("headers": {"a b": "1"})", "eval_builtin_error: Get \"http://127.0.0.1:1/\": net/http: invalid header field name \"a b\""},
           {R"("headers": {"a": "1\nb: c"})", "eval_builtin_error: Get \"http://127.0.0.1:1/\": net/http: invalid header field value for \"A\""},
           {R"("force_cache": true)", "eval_builtin_error: 'force_cache' set but 'force_cache_duration_seconds' parameter is missing"},
           {R"("force_cache": 1)", "eval_builtin_error: invalid value for \"force_cache\" field"},
           {R"("force_cache": true, "force_cache_duration_seconds": "1")",
            "eval_builtin_error: strconv.ParseInt: parsing \"\\\"1\\\"\": invalid syntax"},
           {R"("max_retry_attempts": -1)", "eval_builtin_error: invalid value -1 for field \"max_retry_attempts\""},
           {R"("tls_ca_cert": "x")", "eval_builtin_error: could not append certificates"},
           {R"("tls_client_cert": "x", "tls_client_key": "y")", "eval_builtin_error: tls: failed to find any PEM data in certificate input"},
           {R"("tls_ca_cert_file": "/etc/passwd")", "eval_builtin_error: open /etc/passwd: files are not granted to this policy"},
           {R"("tls_ca_cert_env_variable": "HOME")", "eval_builtin_error: the variable HOME: the environment is not granted to this policy"},
           {R"("url": "unix://localhost/x?socket=%2Ftmp%2Fs")", "eval_builtin_error: sockets of the host are not granted to this policy"},
           {R"("headers": {}, "cache_ignored_headers": "x")", "eval_builtin_error: cache_ignored_headers must be an array of strings"},
           {R"("raise_error": 1)", "eval_builtin_error: invalid value for raise_error field"}}) {
    INFO(row.members);
    CHECK(send(R"({"method": "get", "url": "http://127.0.0.1:1/", )" + row.members + "}") == row.error);
  }
  CHECK(send("5") == "eval_type_error: operand 1 must be object but got number");
  CHECK(send("{}") == "eval_type_error: operand 1 missing required request parameters(s): {\"method\", \"url\"}");
  CHECK(send(R"({"raise_error": false})") ==
        R"({"error":{"code":"eval_http_send_internal_error","message":"eval_type_error: http.send: operand 1 missing required request parameters(s): {\"method\", \"url\"}"},"status_code":0})");
  std::string network = send(R"({"raise_error": false, "method": "get", "url": "http://127.0.0.1:1/"})");
  CHECK(network.find("eval_http_send_network_error") != std::string::npos);
}

TEST_CASE("http.send: only hosts that are granted, redirects included") {
  if (!http::IsAvailable()) return;
  Server server([](const std::string&) { return Answer("302 Found", "Location: http://localhost:1/\r\n", ""); });
  Sender send;
  std::vector<std::string> hosts = {"127.0.0.1"};
  send.caller.environment.allow_net = &hosts;
  CHECK(send(R"({"method": "get", "url": "http://localhost:1/"})") == "eval_builtin_error: disallowed host: localhost");
  CHECK(Member(send.Object(R"({"method": "get", "url": "$U"})", server.Url("/")), "status_code") == "302");
  CHECK(send(R"({"method": "get", "url": "$U", "enable_redirect": true})", server.Url("/")).find("disallowed host: localhost") != std::string::npos);
}

TEST_CASE("http.send: attempts are repeated, within the budget") {
  if (!http::IsAvailable()) return;
  Sender send;
  CHECK(send(R"({"method": "get", "url": "http://127.0.0.1:1/", "max_retry_attempts": 1})").starts_with("eval_builtin_error: Get"));
  Caller poor(50000);
  CHECK_THROWS_AS(poor("http.send", {poor.Read(R"({"method": "get", "url": "http://127.0.0.1:1/", "max_retry_attempts": 1000000})")}), Stop);
}

TEST_CASE("http.send: answers are kept as their headers say") {
  if (!http::IsAvailable()) return;
  std::string headers;
  Server server([&headers](const std::string& request) {
    if (request.find("If-None-Match: \"v1\"") != std::string::npos) return Answer("304 Not Modified", headers, "");
    return Answer("200 OK", headers, "x");
  });
  Sender send;
  const std::string request = R"({"method": "get", "url": "$U", "cache": true})";
  auto count = [&](const std::string& members) {
    size_t before = server.requests().size();
    for (int i = 0; i < 3; ++i) CHECK(Member(send.Object(members, server.Url("/")), "raw_body") == "\"x\"");
    return server.requests().size() - before;
  };
  // The caller's clock says 2023-11-14 22:13:20.
  headers = "Cache-Control: max-age=60\r\nDate: Tue, 14 Nov 2023 22:13:00 GMT\r\n";
  CHECK(count(R"({"method": "get", "url": "$U"})") == 3);
  CHECK(count(request) == 1);
  send.caller.environment.now_ns += int64_t{61} * 1000000000;
  CHECK(count(request) == 3);  // not fresh any more, and with nothing to ask for
  send.caller.environment.now_ns -= int64_t{61} * 1000000000;
  headers = "Cache-Control: no-store, max-age=60\r\nDate: Tue, 14 Nov 2023 22:13:00 GMT\r\n";
  CHECK(count(R"({"method": "get", "url": "$U", "cache": true, "timeout": "4s"})") == 3);
  CHECK(count(R"({"method": "get", "url": "$U", "force_cache": true, "force_cache_duration_seconds": 5})") == 1);
  headers = "ETag: \"v1\"\r\nExpires: Tue, 14 Nov 2023 22:13:00 GMT\r\n";
  CHECK(count(R"({"method": "get", "url": "$U", "cache": true, "timeout": "3s"})") == 3);
  CHECK(server.requests().back().find("If-None-Match: \"v1\"\r\n") != std::string::npos);
  // Headers that are to be ignored do not make another request of it.
  headers = "Cache-Control: max-age=60\r\nDate: Tue, 14 Nov 2023 22:13:00 GMT\r\n";
  size_t before = server.requests().size();
  for (const char* id : {"1", "2", "3"}) {
    send.Object(std::string(R"({"method": "get", "url": "$U", "cache": true, "cache_ignored_headers": ["id"], "headers": {"a": "b", "id": ")") + id + "\"}}",
                server.Url("/"));
  }
  CHECK(server.requests().size() - before == 1);
}

}  // namespace reeve::builtins
