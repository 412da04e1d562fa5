// Builds result texts that are charged as they grow. Tested by tests/builtins/text_test.cc.
#include "builtins/text_builder.h"

#include <string>

#include "base/utf8.h"

namespace reeve::builtins {

void TextBuilder::Grow(size_t more) {
  size_t wanted = size_ + more;
  if (wanted < 2 * capacity_) wanted = 2 * capacity_;
  if (wanted > kMaxStringBytes) wanted = size_ + more;
  call_.budget.Charge(1 + (wanted - capacity_) / 16);
  if (!call_.arena.Resize(begin_, capacity_, wanted)) {
    char* larger = NewText(call_, wanted);
    std::memcpy(larger, begin_, size_);
    begin_ = larger;
  } else if (wanted > kMaxStringBytes) {
    throw Stop{Code::kMemoryLimit, "string of more than 4 GiB"};
  }
  capacity_ = wanted;
}

void TextBuilder::AppendCodePoint(uint32_t c) {
  if (c < 0x80) return Append(static_cast<char>(c));
  std::string encoded;  // at most four bytes: no allocation
  utf8::Append(c, encoded);
  Append(encoded);
}

}  // namespace reeve::builtins
