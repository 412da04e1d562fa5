// Escapes of string literals. See literal.h. Tested by tests/syntax/literal_test.cc.
#include "base/utf8.h"
#include "syntax/literal.h"

namespace reeve::syntax {
namespace {

// The four hexadecimal digits at `at`, or -1.
int32_t Hex4(std::string_view text, size_t at) {
  if (at + 4 > text.size()) return -1;
  int32_t value = 0;
  for (size_t i = at; i < at + 4; ++i) {
    char c = text[i];
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// Reads the digits behind \u at `at` and, for a surrogate, its second half. Returns the bytes read, 0 on error.
size_t AppendUnicode(std::string_view text, size_t at, std::string* out) {
  int32_t first = Hex4(text, at);
  if (first < 0) return 0;
  if (first < 0xD800 || first > 0xDFFF) {
    utf8::Append(static_cast<uint32_t>(first), *out);
    return 4;
  }
  if (first < 0xDC00 && text.substr(at + 4, 2) == "\\u") {
    int32_t second = Hex4(text, at + 6);
    if (second >= 0xDC00 && second <= 0xDFFF) {
      utf8::Append(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), *out);
      return 10;
    }
  }
  utf8::Append(0xFFFD, *out);
  return 4;
}

}  // namespace

bool DecodeString(std::string_view text, bool template_text, std::string* out) {
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (static_cast<unsigned char>(c) < 0x20) return false;
    if (c != '\\') {
      if (c == '"') return false;
      *out += c;
      continue;
    }
    if (++i >= text.size()) return false;
    switch (text[i]) {
      case '"': case '\\': case '/': *out += text[i]; break;
      case 'b': *out += '\b'; break;
      case 'f': *out += '\f'; break;
      case 'n': *out += '\n'; break;
      case 'r': *out += '\r'; break;
      case 't': *out += '\t'; break;
      case '{':
        if (!template_text) return false;
        *out += '{';
        break;
      case 'u': {
        size_t read = AppendUnicode(text, i + 1, out);
        if (read == 0) return false;
        i += read;
        break;
      }
      default: return false;
    }
  }
  return true;
}

}  // namespace reeve::syntax
