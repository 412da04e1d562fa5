// Glob patterns as regular expressions. Tested by tests/text/glob_test.cc.
#include "text/glob.h"

#include "base/utf8.h"

namespace reeve::text {
namespace {

// A character of the regular expression that stands for itself, inside or outside of a class.
void AppendLiteral(uint32_t c, std::string* out) {
  bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c > 0x20 && c < 0x7F && !word) out->push_back('\\');
  utf8::Append(c, *out);
}

class Translator {
 public:
  Translator(std::string_view pattern, std::string_view delimiters, std::string* out, std::string* error)
      : pattern_(pattern), out_(*out), error_(*error) {
    for (size_t i = 0; i < delimiters.size();) {
      utf8::CodePoint c = utf8::Decode(delimiters, i);
      AppendLiteral(c.value, &delimiters_);
      i += c.size;
    }
  }

  bool Run() {
    size_t bad = utf8::FindInvalid(pattern_);
    if (bad != std::string_view::npos) {
      at_ = bad;
      return Fail("invalid UTF-8 sequence");
    }
    out_ = "^";
    while (at_ < pattern_.size()) {
      if (!Step()) return false;
    }
    if (depth_ > 0) return Fail("unclosed `{`");
    out_ += "$";
    return true;
  }

 private:
  bool Fail(std::string_view reason) {
    error_ = "glob: syntax error at " + std::to_string(at_) + ": ";
    error_ += reason;
    return false;
  }

  uint32_t Next() {
    utf8::CodePoint c = utf8::Decode(pattern_, at_);
    at_ += c.size;
    return c.value;
  }
  bool At(char c) const { return at_ < pattern_.size() && pattern_[at_] == c; }

  void NotDelimiter() { out_ += delimiters_.empty() ? "." : "[^" + delimiters_ + "]"; }

  bool Step() {
    uint32_t c = Next();
    switch (c) {
      case '*':
        if (At('*')) {
          ++at_;
          out_ += ".*";
        } else {
          NotDelimiter();
          out_ += "*";
        }
        return true;
      case '?': NotDelimiter(); return true;
      case '[': return Class();
      case '{':
        ++depth_;
        out_ += "(?:";
        return true;
      case '\\':
        if (at_ == pattern_.size()) return Fail("trailing backslash");
        AppendLiteral(Next(), &out_);
        return true;
      case ',':
      case '}':
        if (depth_ == 0) break;
        if (c == '}') --depth_;
        out_ += c == '}' ? ")" : "|";
        return true;
      default: break;
    }
    AppendLiteral(c, &out_);
    return true;
  }

  // Behind the [: either one range lo-hi or a list of characters, in which only \ and ] are special.
  bool Class() {
    std::string members;
    bool negated = At('!');
    if (negated) ++at_;
    if (at_ == pattern_.size()) return Fail("unexpected end of input");
    size_t start = at_;
    uint32_t low = Next();
    if (At('-')) {
      ++at_;
      if (at_ == pattern_.size()) return Fail("unexpected end of input");
      uint32_t high = Next();
      if (at_ == pattern_.size()) return Fail("unexpected end of input");
      if (!At(']')) {
        Next();
        return Fail("expected close range character");
      }
      ++at_;
      if (high < low) return Fail("range hi character is less than lo");
      AppendLiteral(low, &members);
      members += '-';
      AppendLiteral(high, &members);
    } else {
      at_ = start;
      while (at_ < pattern_.size() && !At(']')) {
        uint32_t c = Next();
        if (c == '\\') {
          if (at_ == pattern_.size()) return Fail("unexpected end of input");
          c = Next();
        }
        AppendLiteral(c, &members);
      }
      if (at_ == pattern_.size()) return Fail("unexpected end of input");
      ++at_;
      if (members.empty()) return Fail("could not parse range");
    }
    out_ += negated ? "[^" : "[";
    out_ += members;
    out_ += "]";
    return true;
  }

  std::string_view pattern_;
  std::string& out_;
  std::string& error_;
  std::string delimiters_;
  size_t at_ = 0;
  size_t depth_ = 0;
};

}  // namespace

void GlobKey(std::string_view pattern, const std::vector<uint32_t>& delimiters, std::string* key) {
  *key = std::to_string(pattern.size());
  key->push_back('\0');
  key->append(pattern);
  for (uint32_t c : delimiters) utf8::Append(c, *key);
}

bool GlobToRegex(std::string_view key, std::string* regex, std::string* error) {
  size_t size = 0;
  size_t at = 0;
  for (; key[at] != '\0'; ++at) size = size * 10 + static_cast<size_t>(key[at] - '0');
  ++at;
  return Translator(key.substr(at, size), key.substr(at + size), regex, error).Run();
}

std::string QuoteGlob(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (std::string_view("*?\\[]{}").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace reeve::text
