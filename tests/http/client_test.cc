// Exchanges with a server on the loopback address: what is sent, what is read, and how one ends that would not.
#include "http/client.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "tests/http/server.h"

namespace reeve::http {
namespace {

using http_test::Answer;
using http_test::Server;

struct Sent {
  bool ok = false;
  Response response;
  Failure failure;
};

Sent SendTo(const Request& request, const std::function<void()>& look = [] {}) {
  Sent sent;
  sent.ok = Send(request, look, &sent.response, &sent.failure);
  return sent;
}

Request Get(const std::string& url) {
  Request request;
  request.url = url;
  return request;
}

}  // namespace

TEST_CASE("http: method, headers and body are what was asked for") {
  if (!IsAvailable()) return;
  Server server([](const std::string&) { return Answer("201 Created", "X-A: 1\r\nx-a: 2\r\n", "body"); });
  REQUIRE(server.ready());
  Request request = Get(server.Url("/p?q=1"));
  request.method = "PUT";
  request.body = "text";
  request.headers = {{"X-B", "c"}, {"Empty", ""}};
  Sent sent = SendTo(request);
  INFO(sent.failure.text);
  REQUIRE(sent.ok);
  CHECK(sent.response.code == 201);
  CHECK(sent.response.status == "201 Created");
  CHECK(sent.response.body == "body");
  CHECK(HeaderOf(sent.response.headers, "X-A") == "1");
  CHECK(HeaderOf(sent.response.headers, "nothing") == "");
  std::string got = server.requests().at(0);
  CHECK(got.starts_with("PUT /p?q=1 HTTP/1.1\r\n"));
  CHECK(got.find("\r\nX-B: c\r\n") != std::string::npos);
  CHECK(got.find("\r\nEmpty:\r\n") != std::string::npos);
  CHECK(got.find("Expect") == std::string::npos);
  CHECK(got.find("Content-Type") == std::string::npos);
  CHECK(got.ends_with("\r\n\r\ntext"));
}

TEST_CASE("http: redirects are followed only if asked, and each host is asked for") {
  if (!IsAvailable()) return;
  Server server([](const std::string& request) {
    if (request.find(" /end ") != std::string::npos) return Answer("200 OK", "", request.substr(0, 4));
    if (request.find(" /loop ") != std::string::npos) return Answer("302 Found", "Location: /loop\r\n", "");
    return Answer("303 See Other", "Location: /end\r\n", "");
  });
  Request request = Get(server.Url("/start"));
  request.method = "POST";
  request.body = "x";
  CHECK(SendTo(request).response.code == 303);
  std::vector<std::string> asked;
  request.follow = [&asked](const std::string& url) {
    asked.push_back(url);
    return true;
  };
  Sent followed = SendTo(request);
  REQUIRE(followed.ok);
  CHECK(followed.response.body == "GET ");
  CHECK(asked == std::vector<std::string>{server.Url("/end")});
  CHECK(server.requests().back().ends_with("\r\n\r\n"));
  request.follow = [](const std::string&) { return false; };
  CHECK(SendTo(request).failure.text == "disallowed host: 127.0.0.1");
  request = Get(server.Url("/loop"));
  request.follow = [](const std::string&) { return true; };
  CHECK(SendTo(request).failure.text == "stopped after 10 redirects");
}

TEST_CASE("http: a server that does not answer, answers too much, or answers nonsense") {
  if (!IsAvailable()) return;
  Server silent([](const std::string&) { return std::string(); });
  Request request = Get(silent.Url("/"));
  request.timeout_ms = 100;
  Sent sent = SendTo(request);
  CHECK_FALSE(sent.ok);
  CHECK(sent.failure.timed_out);
  request.timeout_ms = 60000;
  int looks = 0;
  struct Enough {};
  CHECK_THROWS_AS(SendTo(request, [&looks] { if (++looks == 3) throw Enough(); }), Enough);

  Server large([](const std::string&) { return Answer("200 OK", "", std::string(5000, 'x')); });
  request = Get(large.Url("/"));
  request.max_response_bytes = 4999;
  CHECK(SendTo(request).failure.text == "the response has more than 4999 bytes");
  request.max_response_bytes = 5000;
  CHECK(SendTo(request).ok);

  for (const std::string& nonsense : {std::string("\r\n\r\n"), std::string("HTTP/1.1 200"), std::string(3000000, 'h'),
                                      std::string("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), "HTTP/1.1 200 OK\r\nA: " + std::string(3000000, 'h')}) {
    Server server([&nonsense](const std::string&) { return nonsense; });
    request = Get(server.Url("/"));
    request.timeout_ms = 2000;
    SendTo(request);  // ends, one way or the other
  }
}

TEST_CASE("http: addresses and schemes that lead nowhere") {
  if (!IsAvailable()) return;
  for (const char* url : {"http://127.0.0.1:1/", "file:///etc/passwd", "ftp://127.0.0.1/", "http://", "gopher://127.0.0.1/", "http://256.1.1.1/"}) {
    INFO(url);
    Request request = Get(url);
    request.timeout_ms = 2000;
    Sent sent = SendTo(request);
    CHECK_FALSE(sent.ok);
    CHECK_FALSE(sent.failure.text.empty());
  }
}

TEST_CASE("http: a build without a client says so") {
  if (IsAvailable()) return;
  CHECK(SendTo(Get("http://127.0.0.1/")).failure.text == "this build has no HTTP client");
}

}  // namespace reeve::http
