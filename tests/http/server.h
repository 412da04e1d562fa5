// An HTTP server on a loopback port of its own, for tests: a thread that answers one request a connection.
#ifndef REEVE_TESTS_HTTP_SERVER_H_
#define REEVE_TESTS_HTTP_SERVER_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace reeve::http_test {

class Server {
 public:
  // From a whole request to all that is sent back; "" answers nothing and keeps the connection open until the server ends.
  using Handler = std::function<std::string(const std::string& request)>;

  explicit Server(Handler handler) : handler_(std::move(handler)), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ready_ = bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 && listen(listener_, 16) == 0 &&
             getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }
  ~Server() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
    for (int connection : open_) close(connection);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  bool ready() const { return ready_; }
  std::string Url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
  std::vector<std::string> requests() {
    std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void Serve() {
    for (int connection; (connection = accept(listener_, nullptr, nullptr)) >= 0;) {
      std::string request = Receive(connection);
      {
        std::lock_guard lock(mutex_);
        requests_.push_back(request);
      }
      std::string answer = handler_(request);
      for (size_t sent = 0; sent < answer.size();) {
        ssize_t count = send(connection, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) break;
        sent += static_cast<size_t>(count);
      }
      if (answer.empty()) {
        open_.push_back(connection);
      } else {
        close(connection);
      }
    }
  }

  static std::string Receive(int connection) {
    std::string request;
    char buffer[4096];
    for (size_t wanted = std::string::npos; request.size() < wanted;) {
      ssize_t count = recv(connection, buffer, sizeof buffer, 0);
      if (count <= 0) break;
      request.append(buffer, static_cast<size_t>(count));
      size_t end = request.find("\r\n\r\n");
      if (end == std::string::npos) continue;
      size_t length = request.find("Content-Length: ");
      wanted = end + 4 + (length < end ? std::stoul(request.substr(length + 16)) : 0);
    }
    return request;
  }

  Handler handler_;
  int listener_;
  int port_ = 0;
  bool ready_ = false;
  std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<int> open_;
  std::thread thread_;
};

inline std::string Answer(const std::string& status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

}  // namespace reeve::http_test

#endif  // REEVE_TESTS_HTTP_SERVER_H_
