// Byte search for the string built-ins: memchr first, and memmem's linear algorithm once that turns out to be a bad
// idea.
#ifndef REEVE_LIB_BUILTINS_TEXT_SEARCH_H_
#define REEVE_LIB_BUILTINS_TEXT_SEARCH_H_

#include <cstring>
#include <string_view>

namespace reeve::builtins {

// Position of `what` in text at or behind `from`, or npos. `what` is not empty.
inline size_t FindText(std::string_view text, std::string_view what, size_t from = 0) {
  const char* end = text.data() + text.size();
  if (from > text.size() || what.size() > text.size() - from) return std::string_view::npos;
  const char* last = end - what.size();
  int false_starts = 0;
  for (const char* at = text.data() + from; at <= last; ++at) {
    at = static_cast<const char*>(std::memchr(at, what[0], static_cast<size_t>(last - at) + 1));
    if (at == nullptr) return std::string_view::npos;
    if (what.size() == 1 || std::memcmp(at + 1, what.data() + 1, what.size() - 1) == 0)
      return static_cast<size_t>(at - text.data());
    if (++false_starts == 16) {
      const void* found = memmem(at + 1, static_cast<size_t>(end - at) - 1, what.data(), what.size());
      return found == nullptr ? std::string_view::npos
                              : static_cast<size_t>(static_cast<const char*>(found) - text.data());
    }
  }
  return std::string_view::npos;
}

}  // namespace reeve::builtins

#endif  // REEVE_LIB_BUILTINS_TEXT_SEARCH_H_
