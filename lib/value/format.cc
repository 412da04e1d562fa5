// Values as Rego text, byte for byte as OPA prints them. Recurses once a level. Tested by tests/value/format_test.cc.
#include "value/format.h"

#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "value/number.h"
#include "value/table.h"

namespace reeve::value {
namespace {

struct CodePointRange {
  uint32_t first;
  uint32_t last;
};
constexpr CodePointRange kPrintable[] = {
#include "value/printable.inc"
};

bool IsPrintable(uint32_t c) {
  auto range = std::lower_bound(std::begin(kPrintable), std::end(kPrintable), c,
                                [](const CodePointRange& r, uint32_t point) { return r.last < point; });
  return range != std::end(kPrintable) && range->first <= c;
}

void AppendHex(uint32_t c, int digits, std::string& out) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += "0123456789abcdef"[c >> shift & 15];
}

// The letter of a short escape, or 0.
char ShortEscape(unsigned char c) {
  switch (c) {
    case '\a':
      return 'a';
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    case '\v':
      return 'v';
    case '"':
      return '"';
    case '\\':
      return '\\';
    default:
      return 0;
  }
}

void AppendEscaped(utf8::CodePoint c, unsigned char byte, std::string& out) {
  if (c.size == 1) {
    out += '\\';
    if (char letter = ShortEscape(byte); letter != 0) {
      out += letter;
    } else {
      out += 'x';
      AppendHex(byte, 2, out);
    }
  } else if (c.value < 0x10000) {
    out += "\\u";
    AppendHex(c.value, 4, out);
  } else {
    out += "\\U";
    AppendHex(c.value, 8, out);
  }
}

void AppendRun(const Value* elements, size_t n, std::string& out, size_t most) {
  for (size_t i = 0; i < n && out.size() <= most; ++i) {
    if (i != 0) out += ", ";
    AppendRego(elements[i], out, most);
  }
}

}  // namespace

void AppendQuoted(std::string_view text, std::string& out) {
  out += '"';
  size_t plain = 0;
  for (size_t i = 0; i < text.size();) {
    unsigned char byte = static_cast<unsigned char>(text[i]);
    utf8::CodePoint c{byte, 1};
    bool as_is;
    if (byte < 0x80) {
      as_is = byte >= 0x20 && byte != 0x7F && byte != '"' && byte != '\\';
    } else {
      c = utf8::Decode(text, i);
      as_is = c.size > 1 && IsPrintable(c.value);
    }
    if (!as_is) {
      out.append(text, plain, i - plain);
      AppendEscaped(c, byte, out);
      plain = i + c.size;
    }
    i += c.size;
  }
  out.append(text, plain);
  out += '"';
}

void AppendRego(const Value& v, std::string& out, size_t most) {
  switch (v.kind()) {
    case Kind::kNull:
      out += "null";
      return;
    case Kind::kBoolean:
      out += v.boolean() ? "true" : "false";
      return;
    case Kind::kNumber:
      return AppendNumberText(v, out);
    case Kind::kString:
      return AppendQuoted(v.string(), out);
    case Kind::kArray:
      out += '[';
      AppendRun(Access::Elements(v), Access::Size(v), out, most);
      out += ']';
      return;
    case Kind::kObject: {
      Table* t = Access::TableOf(v);
      EnsureSorted(t);
      out += '{';
      for (uint32_t i = 0; i < t->size && out.size() <= most; ++i) {
        if (i != 0) out += ", ";
        AppendRego(t->key(i), out, most);
        out += ": ";
        AppendRego(t->value(i), out, most);
      }
      out += '}';
      return;
    }
    case Kind::kSet: {
      Table* t = Access::TableOf(v);
      if (t->size == 0) {
        out += "set()";
        return;
      }
      EnsureSorted(t);
      out += '{';
      AppendRun(t->slots, t->size, out, most);
      out += '}';
      return;
    }
  }
}

void AppendPrint(const Value& v, std::string& out, size_t most) {
  if (v.is_string()) {
    out += v.string();
  } else {
    AppendRego(v, out, most);
  }
}

}  // namespace reeve::value
