// Cutting a text into requests, without recursion: an input's end is where its brackets are closed. Interface: requests.h.
#include "tools/requests.h"

#include <algorithm>
#include <optional>

#include "reeve/value.h"

namespace reeve::tools {
namespace {

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {
    if (text_.substr(0, 3) == "\xef\xbb\xbf") at_ = 3;
  }

  Result<std::vector<Request>> Read() {
    bool array = OpensArray();
    if (array) ++at_;
    std::vector<Request> requests;
    for (bool first = true;; first = false) {
      SkipBlanks();
      if (array && Take(']')) {
        SkipBlanks();
        if (at_ < text_.size()) return Error("nothing more after the end of the array");
        return requests;
      }
      if (!array && at_ == text_.size()) return requests;
      if (array && !first && !Take(',')) return Error("a comma between calls");
      SkipBlanks();
      std::optional<Request> request = ReadRequest();
      if (!request) return Error(expected_);
      requests.push_back(std::move(*request));
    }
  }

 private:
  // Whether the text is one array of calls: its first bracket is followed by another, or by its end.
  bool OpensArray() {
    SkipBlanks();
    if (at_ == text_.size() || text_[at_] != '[') return false;
    size_t next = text_.find_first_not_of(" \t\r\n", at_ + 1);
    return next != std::string_view::npos && (text_[next] == '[' || text_[next] == ']');
  }

  std::optional<Request> ReadRequest() {
    expected_ = "a call: [\"api_name\", input]";
    if (!Take('[')) return std::nullopt;
    SkipBlanks();
    if (at_ == text_.size() || text_[at_] != '"') return std::nullopt;
    std::string_view name = CutValue();
    Result<Document> decoded = Document::FromJson(name);
    if (!decoded.ok() || !decoded->root().is_string()) return std::nullopt;
    SkipBlanks();
    if (!Take(',')) return std::nullopt;
    SkipBlanks();
    Request request{std::string(decoded->root().string()), CutValue()};
    if (request.input.empty()) return std::nullopt;
    SkipBlanks();
    expected_ = "the end of the call, ], behind its input";
    if (!Take(']')) return std::nullopt;
    return request;
  }

  // The text of the JSON value that starts here. What is not JSON is cut where a value could end.
  std::string_view CutValue() {
    size_t start = at_, depth = 0;
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == '"') {
        CutString();
      } else if (c == '[' || c == '{') {
        ++depth;
        ++at_;
      } else if (c == ']' || c == '}') {
        if (depth == 0) break;
        --depth;
        ++at_;
      } else if (depth == 0 && (c == ',' || c == '\n')) {
        break;
      } else {
        ++at_;
        continue;
      }
      if (depth == 0) break;
    }
    return text_.substr(start, at_ - start);
  }

  void CutString() {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  void SkipBlanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

  bool Take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  Status Error(std::string_view expected) const {
    Diagnostic d;
    d.code = Code::kInvalidInput;
    d.row = static_cast<uint32_t>(1 + std::count(text_.begin(), text_.begin() + static_cast<ptrdiff_t>(at_), '\n'));
    size_t line = at_ == 0 ? std::string_view::npos : text_.rfind('\n', at_ - 1);
    d.column = static_cast<uint32_t>(at_ - (line == std::string_view::npos ? 0 : line + 1) + 1);
    d.message = "expected " + std::string(expected);
    return Status(std::vector<Diagnostic>{std::move(d)});
  }

  std::string_view text_;
  size_t at_ = 0;
  std::string_view expected_;
};

}  // namespace

Result<std::vector<Request>> ReadRequests(std::string_view text) { return Cutter(text).Read(); }

}  // namespace reeve::tools
