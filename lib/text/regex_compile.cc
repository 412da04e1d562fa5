// Translates regular expressions to matcher programs. Tested by tests/text/matcher_test.cc.
#include "text/regex_compile.h"

#include <re2/re2.h>

#include "base/utf8.h"
#include "text/glob.h"

namespace reeve::text {
namespace {

std::string_view GoText(re2::RE2::ErrorCode code) {
  switch (code) {
    case re2::RE2::ErrorBadEscape: return "invalid escape sequence";
    case re2::RE2::ErrorBadCharClass: return "invalid character class";
    case re2::RE2::ErrorBadCharRange: return "invalid character class range";
    case re2::RE2::ErrorMissingBracket: return "missing closing ]";
    case re2::RE2::ErrorMissingParen: return "missing closing )";
    case re2::RE2::ErrorUnexpectedParen: return "unexpected )";
    case re2::RE2::ErrorTrailingBackslash: return "trailing backslash at end of expression";
    case re2::RE2::ErrorRepeatArgument: return "missing argument to repetition operator";
    case re2::RE2::ErrorRepeatSize: return "invalid repeat count";
    case re2::RE2::ErrorRepeatOp: return "invalid nested repetition operator";
    case re2::RE2::ErrorBadPerlOp: return "invalid or unsupported Perl syntax";
    case re2::RE2::ErrorBadUTF8: return "invalid UTF-8";
    case re2::RE2::ErrorBadNamedCapture: return "invalid named capture";
    default: return "expression too large";
  }
}

std::string GoError(std::string_view what, std::string_view where) {
  std::string text = "error parsing regexp: ";
  text.append(what).append(": `").append(where).append("`");
  return text;
}

// The pattern as RE2 spells it; false with *error for what only RE2 allows. Escapes and classes are stepped over.
bool Respell(std::string_view pattern, std::string* out, std::string* error) {
  bool in_class = false;
  for (size_t i = 0; i < pattern.size(); ++i) {
    char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size()) {
      if (pattern[i + 1] == 'C') {
        *error = GoError("invalid escape sequence", "\\C");
        return false;
      }
      size_t quoted = !in_class && pattern[i + 1] == 'Q' ? pattern.find("\\E", i + 2) : i;
      size_t stop = quoted == std::string_view::npos ? pattern.size() : quoted == i ? i + 2 : quoted + 2;
      out->append(pattern.substr(i, stop - i));
      i = stop - 1;
      continue;
    }
    if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      // ] stands for itself at the start of a class.
      size_t head = i + 1 < pattern.size() && pattern[i + 1] == '^' ? i + 2 : i + 1;
      if (head < pattern.size() && pattern[head] == ']') ++head;
      out->append(pattern.substr(i, head - i));
      i = head - 1;
      continue;
    } else if (pattern.substr(i, 3) == "(?<" && i + 3 < pattern.size() && pattern[i + 3] != '=' &&
               pattern[i + 3] != '!') {
      out->append("(?P<");
      i += 2;
      continue;
    }
    out->push_back(c);
  }
  return true;
}

}  // namespace

void Re2Deleter::operator()(re2::RE2* re2) const { delete re2; }

std::unique_ptr<re2::RE2, Re2Deleter> CompileRe2(std::string_view pattern, bool dot_all, std::string* error) {
  if (pattern.size() > kMaxPatternBytes) {
    *error = GoError("expression too large", "longer than 65536 bytes");
    return nullptr;
  }
  if (!utf8::IsValid(pattern)) {
    *error = GoError("invalid UTF-8", pattern);
    return nullptr;
  }
  std::string respelled;
  if (!Respell(pattern, &respelled, error)) return nullptr;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxRe2Bytes);
  options.set_dot_nl(dot_all);
  std::unique_ptr<re2::RE2, Re2Deleter> re2(
      new re2::RE2(re2::StringPiece(respelled.data(), respelled.size()), options));
  if (re2->ok()) return re2;
  std::string where = re2->error_arg();
  if (where.starts_with("(?P<") && pattern.find(where) == std::string_view::npos)
    where.erase(2, 1);  // as it was spelled
  *error = GoError(GoText(re2->error_code()), where);
  return nullptr;
}

void CompilePattern(Pattern* pattern) {
  pattern->re2.reset();
  pattern->error.clear();
  if (pattern->kind == PatternKind::kRegex) {
    pattern->small = CompileProgram(pattern->key, false, &pattern->program);
    if (!pattern->small) pattern->re2 = CompileRe2(pattern->key, false, &pattern->error);
    return;
  }
  pattern->small = false;
  std::string regex;
  if (!GlobToRegex(pattern->key, &regex, &pattern->error)) return;
  pattern->small = CompileProgram(regex, true, &pattern->program);
  if (!pattern->small) pattern->re2 = CompileRe2(regex, true, &pattern->error);
}

}  // namespace reeve::text
