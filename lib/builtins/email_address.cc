// Reads mail addresses. See email_address.h. Tested by tests/builtins/cases/json_schema.jsonl.
#include "builtins/email_address.h"

#include <absl/strings/match.h>

#include <algorithm>

#include "base/base64.h"
#include "base/utf8.h"
#include "builtins/network.h"

namespace reeve::builtins {
namespace {

bool IsVisible(uint32_t c) { return c >= '!' && c != 0x7F; }
bool IsBlank(uint32_t c) { return c == ' ' || c == '\t'; }
bool IsAtomText(uint32_t c) {
  return IsVisible(c) && (c >= 0x80 || std::string_view("()<>[]:;@\\,\"").find(static_cast<char>(c)) == std::string_view::npos);
}
bool IsDomainText(uint32_t c) { return IsVisible(c) && c != '[' && c != ']' && c != '\\'; }

bool IsHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

// Text of an encoded word in the encoding Q.
bool IsQuotedPrintable(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '=') {
      if (i + 2 >= text.size() || !IsHexDigit(text[i + 1]) || !IsHexDigit(text[i + 2])) return false;
      i += 2;
    } else if (!((c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t')) {
      return false;
    }
  }
  return true;
}

// Whether the word is an encoded word (RFC 2047), =?charset?q?text?=, in a character set that Go cannot read.
bool IsUnreadable(std::string_view word) {
  if (word.size() < 8 || !word.starts_with("=?") || !word.ends_with("?=") || std::count(word.begin(), word.end(), '?') != 4) return false;
  word = word.substr(2, word.size() - 4);
  size_t mark = word.find('?');
  std::string_view charset = word.substr(0, mark), rest = word.substr(mark + 1);
  if (charset.empty() || rest.size() < 2 || rest[1] != '?') return false;
  std::string_view text = rest.substr(2);
  bool readable;
  switch (rest[0]) {
    case 'b': case 'B': readable = base64::Decode(text, base64::Alphabet::kStandard, true).has_value(); break;
    case 'q': case 'Q': readable = IsQuotedPrintable(text); break;
    default: return false;
  }
  if (!readable) return false;
  for (std::string_view known : {"utf-8", "iso-8859-1", "us-ascii"}) {
    if (absl::EqualsIgnoreCase({charset.data(), charset.size()}, {known.data(), known.size()})) return false;
  }
  return true;
}

class AddressReader {
 public:
  explicit AddressReader(std::string_view text) : rest_(text) {}

  bool ReadOne() {
    size_t count = 0;
    return ReadAddress(true, &count) && SkipComments() && rest_.empty() && count == 1;
  }

 private:
  bool Take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void SkipBlanks() {
    while (!rest_.empty() && IsBlank(static_cast<unsigned char>(rest_[0]))) rest_.remove_prefix(1);
  }
  // `(` has been taken.
  bool TakeComment(std::string* text) {
    for (size_t depth = 1; depth > 0; rest_.remove_prefix(1)) {
      if (rest_.empty()) return false;
      if (rest_[0] == '\\' && rest_.size() > 1) {
        rest_.remove_prefix(1);
      } else if (rest_[0] == '(') {
        ++depth;
      } else if (rest_[0] == ')') {
        --depth;
      }
      if (depth > 0) *text += rest_[0];
    }
    return true;
  }
  bool SkipComments() {
    std::string ignored;
    for (SkipBlanks(); Take('('); SkipBlanks()) {
      if (!TakeComment(&ignored)) return false;
    }
    return true;
  }

  // A mailbox, or a group of them if `groups`. Adds to *count.
  bool ReadAddress(bool groups, size_t* count) {
    SkipBlanks();
    if (rest_.empty()) return false;
    if (TakeSpec()) {
      ++*count;
      SkipBlanks();
      return !Take('(') || TakeNameInComment();
    }
    if (rest_[0] != '<' && !TakePhrase()) return false;
    SkipBlanks();
    if (groups && Take(':')) return TakeGroup(count);
    ++*count;
    return Take('<') && TakeSpec() && Take('>');
  }
  bool TakeGroup(size_t* count) {
    SkipBlanks();
    if (Take(';')) return SkipComments();
    do {
      SkipBlanks();
      if (!ReadAddress(false, count) || !SkipComments()) return false;
      if (Take(';')) return SkipComments();
    } while (Take(','));
    return false;
  }
  bool TakeNameInComment() {
    std::string text;
    if (!TakeComment(&text)) return false;
    for (size_t at = 0; at < text.size();) {
      size_t end = std::min(text.find_first_of(" \t", at), text.size());
      if (IsUnreadable(std::string_view(text).substr(at, end - at))) return false;
      at = end + 1;
    }
    return true;
  }

  // local@domain, or nothing is taken.
  bool TakeSpec() {
    std::string_view before = rest_;
    SkipBlanks();
    bool ok = rest_.starts_with('"') ? TakeQuoted() > 0 : TakeDotAtom();
    ok = ok && Take('@');
    SkipBlanks();
    ok = ok && (rest_.starts_with('[') ? TakeDomainLiteral() : TakeDotAtom());
    if (!ok) rest_ = before;
    return ok;
  }
  bool TakePhrase() {
    bool any = false;
    while (true) {
      if (any && !SkipComments()) return false;
      SkipBlanks();
      if (rest_.empty()) return true;
      if (rest_[0] == '"') {
        if (TakeQuoted() < 0) return any;
      } else {
        std::string_view atom = TakeAtom();
        if (atom.empty() || IsUnreadable(atom)) return any;
      }
      any = true;
    }
  }
  // Characters between the quotes, or -1 where no quoted string stands; nothing is taken then.
  int64_t TakeQuoted() {
    int64_t count = 0;
    bool escaped = false;
    for (size_t i = 1; i < rest_.size();) {
      utf8::CodePoint c = utf8::Decode(rest_, i);
      if (c.size == 1 && c.value == 0xFFFD) return -1;
      if (!escaped && c.value == '"') {
        rest_.remove_prefix(i + 1);
        return count;
      }
      if (!escaped && c.value == '\\') {
        escaped = true;
      } else if (IsVisible(c.value) || IsBlank(c.value)) {
        escaped = false;
        ++count;
      } else {
        return -1;
      }
      i += c.size;
    }
    return -1;
  }
  // Letters of atoms and dots; empty and nothing taken where none stand or the text is no UTF-8.
  std::string_view TakeAtom() {
    size_t i = 0;
    while (i < rest_.size()) {
      utf8::CodePoint c = utf8::Decode(rest_, i);
      if (c.size == 1 && c.value == 0xFFFD) return {};
      if (!IsAtomText(c.value)) break;
      i += c.size;
    }
    std::string_view atom = rest_.substr(0, i);
    rest_.remove_prefix(i);
    return atom;
  }
  bool TakeDotAtom() {
    std::string_view atom = TakeAtom();
    return !atom.empty() && atom.front() != '.' && atom.back() != '.' && atom.find("..") == std::string_view::npos;
  }
  bool TakeDomainLiteral() {
    size_t close = rest_.find(']');
    if (close == std::string_view::npos) return false;
    std::string_view inner = rest_.substr(1, close - 1);
    for (size_t i = 0; i < inner.size();) {
      utf8::CodePoint c = utf8::Decode(inner, i);
      if ((c.size == 1 && c.value == 0xFFFD) || !IsDomainText(c.value)) return false;
      i += c.size;
    }
    rest_.remove_prefix(close + 1);
    Address ignored;
    return ParseAddress(inner, &ignored);
  }

  std::string_view rest_;
};

}  // namespace

bool IsEmailAddress(std::string_view text) { return AddressReader(text).ReadOne(); }

}  // namespace reeve::builtins
