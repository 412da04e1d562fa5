// Texts of HTTP: comparison without regard to case, and blanks trimmed. For lib/http and http.send.
#ifndef REEVE_LIB_HTTP_TEXT_H_
#define REEVE_LIB_HTTP_TEXT_H_

#include <algorithm>
#include <string_view>

namespace reeve::http {

inline char LowerCase(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

inline bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return LowerCase(x) == LowerCase(y); });
}

inline std::string_view TrimBlanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  size_t first = text.find_first_not_of(kBlanks);
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace reeve::http

#endif  // REEVE_LIB_HTTP_TEXT_H_
