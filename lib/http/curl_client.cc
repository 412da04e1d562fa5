// Exchanges over libcurl's multi interface, which lets the caller look at its clock while the network is waited for. See client.h.
// Tested by tests/http against a server of its own.
#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <mutex>

#include "http/client.h"
#include "http/text.h"

namespace reeve::http {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kPollMs = 20;
constexpr int kMaxRedirects = 10;

template <auto free>
struct Freed {
  template <typename T>
  void operator()(T* object) const { free(object); }
};
using Easy = std::unique_ptr<CURL, Freed<curl_easy_cleanup>>;
using Multi = std::unique_ptr<CURLM, Freed<curl_multi_cleanup>>;
using List = std::unique_ptr<curl_slist, Freed<curl_slist_free_all>>;
using UrlHandle = std::unique_ptr<CURLU, Freed<curl_url_cleanup>>;

void Start() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

// A URL's part; "" if it has none.
std::string Part(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return "";
  std::string copy(text);
  curl_free(text);
  return copy;
}

void Append(List* list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list->get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  (void)list->release();
  list->reset(longer);
}

// One request and its answer, without redirects.
class Exchange {
 public:
  Exchange(const Request& request, const std::string& method, const std::string& url, bool with_body, const Headers& headers, Response* response)
      : request_(request), response_(*response), easy_(curl_easy_init()), multi_(curl_multi_init()) {
    if (easy_ == nullptr || multi_ == nullptr) throw std::bad_alloc();
    response_ = {};
    SetTarget(url, headers);
    SetTls();
    Set(CURLOPT_NOSIGNAL, 1L);
    Set(CURLOPT_QUICK_EXIT, 1L);  // do not wait for the resolver when the exchange is ended early
    Set(CURLOPT_PROXY, "");
    Set(CURLOPT_PROTOCOLS_STR, "http,https");
    Set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    Set(CURLOPT_HTTP_TRANSFER_DECODING, 1L);
    Set(CURLOPT_ACCEPT_ENCODING, "gzip");
    Set(CURLOPT_FORBID_REUSE, 1L);
    Set(CURLOPT_ERRORBUFFER, error_);
    Set(CURLOPT_WRITEFUNCTION, &Exchange::TakeBody);
    Set(CURLOPT_WRITEDATA, this);
    Set(CURLOPT_HEADERFUNCTION, &Exchange::TakeHeader);
    Set(CURLOPT_HEADERDATA, this);
    SetBody(method, with_body);
    Set(CURLOPT_HTTPHEADER, lines_.get());
  }
  ~Exchange() { curl_multi_remove_handle(multi_.get(), easy_.get()); }
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  bool Run(const std::function<void()>& look, Clock::time_point end, Failure* failure) {
    if (curl_multi_add_handle(multi_.get(), easy_.get()) != CURLM_OK) throw std::bad_alloc();
    for (int running = 1;;) {
      if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) break;
      if (running == 0) break;
      look();
      if (Clock::now() >= end) {
        *failure = {true, "request timed out"};
        return false;
      }
      curl_multi_poll(multi_.get(), nullptr, 0, kPollMs, nullptr);
    }
    int left = 0;
    const CURLMsg* message = curl_multi_info_read(multi_.get(), &left);
    CURLcode code = message == nullptr ? CURLE_FAILED_INIT : message->data.result;
    if (too_large_) {
      *failure = {false, "the response has more than " + std::to_string(request_.max_response_bytes) + " bytes"};
    } else if (code != CURLE_OK) {
      *failure = {false, error_[0] != '\0' ? error_ : curl_easy_strerror(code)};
    }
    if (too_large_ || code != CURLE_OK) return false;
    Finish();
    return true;
  }

  // Where a redirect leads; "" if the answer is none.
  std::string RedirectUrl() const {
    char* url = nullptr;
    return curl_easy_getinfo(easy_.get(), CURLINFO_REDIRECT_URL, &url) == CURLE_OK && url != nullptr ? url : "";
  }

 private:
  template <typename T>
  void Set(CURLoption option, T value) {
    if (curl_easy_setopt(easy_.get(), option, value) == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
  }
  void SetBlob(CURLoption option, const std::string& text) {
    curl_blob blob{const_cast<char*>(text.data()), text.size(), CURL_BLOB_COPY};
    Set(option, &blob);
  }

  // Another server name than the URL's goes into the URL, and the URL's host becomes what is connected to.
  void SetTarget(const std::string& url, const Headers& headers) {
    bool has_host = false;
    for (const auto& [name, value] : headers) {
      has_host = has_host || EqualIgnoringCase(name, "Host");
      Append(&lines_, value.empty() ? name + ";" : name + ": " + value);
    }
    UrlHandle parsed(curl_url());
    if (!request_.tls.server_name.empty() && curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK) {
      std::string host = Part(parsed.get(), CURLUPART_HOST), port = Part(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
      if (curl_url_set(parsed.get(), CURLUPART_HOST, request_.tls.server_name.c_str(), 0) == CURLUE_OK) {
        Append(&targets_, request_.tls.server_name + ":" + port + ":" + host + ":" + port);
        std::string written = Part(parsed.get(), CURLUPART_PORT);
        if (!has_host) Append(&lines_, "Host: " + host + (written.empty() ? "" : ":" + written));
        Set(CURLOPT_URL, Part(parsed.get(), CURLUPART_URL).c_str());
        Set(CURLOPT_CONNECT_TO, targets_.get());
        return;
      }
    }
    Set(CURLOPT_URL, url.c_str());
  }

  void SetTls() {
    const Tls& tls = request_.tls;
    if (!request_.unix_socket.empty()) Set(CURLOPT_UNIX_SOCKET_PATH, request_.unix_socket.c_str());
    Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (tls.skip_verification) {
      Set(CURLOPT_SSL_VERIFYPEER, 0L);
      Set(CURLOPT_SSL_VERIFYHOST, 0L);
    }
    if (!tls.authorities.empty()) {  // in place of the system's file; its folder stays if it is wanted, too
      if (!tls.system_authorities) Set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
      SetBlob(CURLOPT_CAINFO_BLOB, tls.authorities);
    }
    if (tls.client_certificate.empty()) return;
    SetBlob(CURLOPT_SSLCERT_BLOB, tls.client_certificate);
    SetBlob(CURLOPT_SSLKEY_BLOB, tls.client_key);
  }

  void SetBody(const std::string& method, bool with_body) {
    Append(&lines_, "Expect:");
    if (method == "HEAD") {
      Set(CURLOPT_NOBODY, 1L);
      return;
    }
    if (with_body && !request_.body.empty()) {
      Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
      Set(CURLOPT_POSTFIELDS, request_.body.c_str());
      bool has_type = false;
      for (const auto& [name, value] : request_.headers) has_type = has_type || EqualIgnoringCase(name, "Content-Type");
      if (!has_type) Append(&lines_, "Content-Type:");
    } else if (method == "POST" || method == "PUT" || method == "PATCH") {
      Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(0));
      Set(CURLOPT_POSTFIELDS, "");
      Append(&lines_, "Content-Type:");
    }
    Set(CURLOPT_CUSTOMREQUEST, method.c_str());
  }

  static size_t TakeBody(char* bytes, size_t, size_t count, void* self) {
    Exchange& exchange = *static_cast<Exchange*>(self);
    if (exchange.response_.body.size() + count > exchange.request_.max_response_bytes) {
      exchange.too_large_ = true;
      return 0;
    }
    exchange.response_.body.append(bytes, count);
    return count;
  }

  // A status line starts anew: interim answers such as 100 come before the one that counts.
  static size_t TakeHeader(char* bytes, size_t, size_t count, void* self) {
    Exchange& exchange = *static_cast<Exchange*>(self);
    std::string_view line(bytes, count);
    exchange.header_bytes_ += count;
    if (exchange.header_bytes_ > kMaxHeaderBytes) {
      exchange.too_large_ = true;
      return 0;
    }
    line = TrimBlanks(line);
    size_t colon = line.find(':');
    if (line.starts_with("HTTP/")) {
      exchange.response_.headers.clear();
      size_t blank = line.find(' ');
      exchange.response_.status = blank == std::string_view::npos ? "" : TrimBlanks(line.substr(blank));
    } else if (colon != std::string_view::npos) {
      exchange.response_.headers.emplace_back(TrimBlanks(line.substr(0, colon)), TrimBlanks(line.substr(colon + 1)));
    }
    return count;
  }

  void Finish() {
    long code = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &code);
    response_.code = static_cast<int>(code);
    if (!EqualIgnoringCase(HeaderOf(response_.headers, "Content-Encoding"), "gzip")) return;
    std::erase_if(response_.headers, [](const auto& header) {
      return EqualIgnoringCase(header.first, "Content-Encoding") || EqualIgnoringCase(header.first, "Content-Length");
    });
  }

  static constexpr size_t kMaxHeaderBytes = 1u << 20;
  const Request& request_;
  Response& response_;
  Easy easy_;
  Multi multi_;
  List lines_, targets_;
  char error_[CURL_ERROR_SIZE] = "";
  size_t header_bytes_ = 0;
  bool too_large_ = false;
};

std::string HostOf(const std::string& url) {
  UrlHandle parsed(curl_url());
  return curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK ? Part(parsed.get(), CURLUPART_HOST) : "";
}

}  // namespace

bool IsAvailable() { return true; }

bool Send(const Request& request, const std::function<void()>& look, Response* response, Failure* failure) {
  Start();
  Clock::time_point end = Clock::now() + std::chrono::milliseconds(request.timeout_ms);
  std::string method = request.method, url = request.url;
  Headers headers = request.headers;
  bool with_body = true;
  for (int redirects = 0;; ++redirects) {
    Exchange exchange(request, method, url, with_body, headers, response);
    if (!exchange.Run(look, end, failure)) return false;
    std::string next = request.follow == nullptr ? "" : exchange.RedirectUrl();
    if (next.empty()) return true;
    if (redirects == kMaxRedirects) {
      *failure = {false, "stopped after " + std::to_string(kMaxRedirects) + " redirects"};
      return false;
    }
    if (!request.follow(next)) {
      *failure = {false, "disallowed host: " + HostOf(next)};
      return false;
    }
    if (response->code <= 303 && method != "GET" && method != "HEAD") {
      method = "GET";
      with_body = false;
    }
    if (HostOf(next) != HostOf(url)) {
      std::erase_if(headers, [](const auto& header) {
        return EqualIgnoringCase(header.first, "Authorization") || EqualIgnoringCase(header.first, "Cookie") ||
               EqualIgnoringCase(header.first, "Host");
      });
    }
    url = std::move(next);
  }
}

}  // namespace reeve::http
