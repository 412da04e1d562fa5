// Builds one string in the evaluation's arena: grows in place, charges the budget for what it appends.
#ifndef REEVE_LIB_BUILTINS_TEXT_BUILDER_H_
#define REEVE_LIB_BUILTINS_TEXT_BUILDER_H_

#include <cstring>
#include <string_view>

#include "builtins/arguments.h"

namespace reeve::builtins {

// A string's size is 32 bits wide.
constexpr size_t kMaxStringBytes = UINT32_MAX;

// Memory for a string of that many bytes. The caller charged for them.
inline char* NewText(CallContext& call, size_t bytes) {
  if (bytes > kMaxStringBytes) throw Stop{Code::kMemoryLimit, "string of more than 4 GiB"};
  return static_cast<char*>(call.arena.Allocate(bytes, 1));
}

class TextBuilder {
 public:
  explicit TextBuilder(CallContext& call, size_t expected = 64) : call_(call), capacity_(expected) {
    begin_ = NewText(call, capacity_);
  }
  TextBuilder(const TextBuilder&) = delete;
  TextBuilder& operator=(const TextBuilder&) = delete;

  void Append(std::string_view text) {
    if (text.empty()) return;
    Need(text.size());
    std::memcpy(begin_ + size_, text.data(), text.size());
    size_ += text.size();
  }
  void Append(char c) {
    Need(1);
    begin_[size_++] = c;
  }
  void Fill(size_t count, char c) {
    Need(count);
    std::memset(begin_ + size_, c, count);
    size_ += count;
  }
  void AppendCodePoint(uint32_t c);
  size_t size() const { return size_; }
  Arena& arena() { return call_.arena; }
  std::string_view view() const { return {begin_, size_}; }
  // The text; the memory behind it goes back.
  Value Finish() {
    call_.arena.Resize(begin_, capacity_, size_);
    return Access::String({begin_, size_});
  }

 private:
  void Need(size_t more) {
    if (more > capacity_ - size_) Grow(more);
  }
  void Grow(size_t more);
  CallContext& call_;
  char* begin_;
  size_t size_ = 0;
  size_t capacity_;
};

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_TEXT_BUILDER_H_
