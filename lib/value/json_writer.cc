// Values as JSON text, escaped as Go's encoding/json does. Recurses once a level. Tested by tests/value/json_test.cc.
#include <array>
#include <map>

#include "base/utf8.h"
#include "value/json.h"
#include "value/number.h"
#include "value/table.h"

namespace reeve::value {
namespace {

constexpr char kHex[] = "0123456789abcdef";

// 0: the byte stands for itself; 'u': \u00XX; 'h': \u00XX if html; 'x': not ASCII; else the letter behind the
// backslash.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> table{};
  for (int c = 0; c < 0x20; ++c) table[c] = 'u';
  for (int c = 0x80; c < 0x100; ++c) table[c] = 'x';
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  table['"'] = '"';
  table['\\'] = '\\';
  table['<'] = table['>'] = table['&'] = 'h';
  return table;
}();

void AppendUnicodeEscape(uint32_t c, std::string& out) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[c >> shift & 15];
}

class Writer {
 public:
  // indent < 0: compact.
  Writer(std::string& out, int indent, bool html) : out_(out), indent_(indent), html_(html) {}

  void Write(const Value& v, int level) {
    switch (v.kind()) {
      case Kind::kNull:
        out_ += "null";
        return;
      case Kind::kBoolean:
        out_ += v.boolean() ? "true" : "false";
        return;
      case Kind::kNumber:
        return WriteNumber(v);
      case Kind::kString:
        return AppendJsonString(v.string(), out_, html_);
      case Kind::kArray:
        return WriteRun(Access::Elements(v), Access::Size(v), level);
      case Kind::kSet: {
        Table* t = Access::TableOf(v);
        EnsureSorted(t);
        return WriteRun(t->slots, t->size, level);
      }
      case Kind::kObject:
        return WriteObject(Access::TableOf(v), level);
    }
  }

 private:
  // Rego allows .5, JSON does not.
  void WriteNumber(const Value& v) {
    if (!Access::IsInt64(v)) {
      std::string_view text = Access::Text(v);
      bool negative = text.front() == '-';
      if (text[negative] == '.') {
        out_ += negative ? "-0" : "0";
        out_ += text.substr(negative);
        return;
      }
    }
    AppendNumberText(v, out_);
  }

  void Break(int level) {
    if (indent_ < 0) return;
    out_ += '\n';
    out_.append(static_cast<size_t>(indent_) * static_cast<size_t>(level), ' ');
  }

  void WriteRun(const Value* elements, size_t n, int level) {
    out_ += '[';
    for (size_t i = 0; i < n; ++i) {
      if (i != 0) out_ += ',';
      Break(level + 1);
      Write(elements[i], level + 1);
    }
    if (n != 0) Break(level);
    out_ += ']';
  }

  void WriteObject(Table* t, int level) {
    EnsureSorted(t);
    for (uint32_t i = 0; i < t->size; ++i) {
      if (!t->key(i).is_string()) return WriteTexts(t, level);
    }
    out_ += '{';
    for (uint32_t i = 0; i < t->size; ++i) WriteMember(t->key(i).string(), t->value(i), i == 0, level);
    if (t->size != 0) Break(level);
    out_ += '}';
  }

  // Keys that are no strings become their JSON texts, and stand in the order of these; of equal ones the last stays.
  void WriteTexts(Table* t, int level) {
    std::map<std::string, const Value*> members;
    for (uint32_t i = 0; i < t->size; ++i) {
      std::string text;
      if (!t->key(i).is_string()) Writer(text, -1, true).Write(t->key(i), 0);
      members[t->key(i).is_string() ? std::string(t->key(i).string()) : text] = &t->value(i);
    }
    out_ += '{';
    bool first = true;
    for (const auto& [key, v] : members) {
      WriteMember(key, *v, first, level);
      first = false;
    }
    Break(level);
    out_ += '}';
  }

  void WriteMember(std::string_view key, const Value& v, bool first, int level) {
    if (!first) out_ += ',';
    Break(level + 1);
    AppendJsonString(key, out_, html_);
    out_ += indent_ < 0 ? ":" : ": ";
    Write(v, level + 1);
  }

  std::string& out_;
  int indent_;
  bool html_;
};

}  // namespace

void AppendJsonString(std::string_view text, std::string& out, bool html) {
  out += '"';
  size_t plain = 0;  // start of the bytes that are not written yet
  for (size_t i = 0; i < text.size();) {
    unsigned char c = static_cast<unsigned char>(text[i]);
    char escape = kEscapes[c];
    if (escape == 0 || (escape == 'h' && !html)) {
      ++i;
      continue;
    }
    uint32_t size = 1;
    uint32_t code_point = c;
    if (escape == 'x') {
      auto [value, bytes] = utf8::Decode(text, i);
      if (bytes > 1 && value != 0x2028 && value != 0x2029) {
        i += bytes;
        continue;
      }
      code_point = value;
      size = bytes;
    }
    out.append(text, plain, i - plain);
    if (escape == 'u' || escape == 'h' || escape == 'x') {
      AppendUnicodeEscape(code_point, out);
    } else {
      out += '\\';
      out += escape;
    }
    plain = i += size;
  }
  out.append(text, plain);
  out += '"';
}

void AppendJson(const Value& v, std::string& out) { Writer(out, -1, false).Write(v, 0); }
void AppendJsonHtml(const Value& v, std::string& out) { Writer(out, -1, true).Write(v, 0); }
void AppendJsonIndented(const Value& v, std::string& out, int indent, bool html) {
  Writer(out, indent, html).Write(v, 0);
}

}  // namespace reeve::value
