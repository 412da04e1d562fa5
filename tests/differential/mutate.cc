// Edits of Rego text; see mutate.h. Tokens are told apart roughly: words, strings, blanks, single characters.
#include "tests/differential/mutate.h"

#include <cctype>

namespace reeve::differential {
namespace {

bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

std::vector<std::string> Tokens(const std::string& text) {
  std::vector<std::string> tokens;
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    if (IsWord(text[at])) {
      while (end < text.size() && IsWord(text[end])) ++end;
    } else if (text[at] == '"' || text[at] == '`') {
      while (end < text.size() && text[end] != text[at] && text[end] != '\n') end += text[end] == '\\' && text[at] == '"' ? 2 : 1;
      end = std::min(end + 1, text.size());
    } else if (text[at] == ':' && end < text.size() && text[end] == '=') {
      ++end;
    }
    tokens.push_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

std::string AnyToken(Random& random) {
  return random.Pick({"if", "contains", "else", "not", "some", "every", "in", "with", "as", "default", "import", "package", "null", "true",
                      ":=", "=", "==", "!=", "<", ">=", "(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "|", "&", "+", "-", "*", "/",
                      "%", "\n", " ", "_", "x", "count", "input", "data", "data.p.r0", "1", "1.5", "\"s\"", "`s`", "\"", "#", "$", "\\",
                      "\xC3\xA9", "0x1", "01", "1e", "f(x)", "[]", "{}", "set()", "print(1)"});
}

// The place of a token that is no blank; tokens.size() if there is none near.
size_t AnyPlace(const std::vector<std::string>& tokens, Random& random) {
  for (int tries = 0; tries < 20 && !tokens.empty(); ++tries) {
    size_t at = random.Below(tokens.size());
    if (!std::isspace(static_cast<unsigned char>(tokens[at][0]))) return at;
  }
  return tokens.size();
}

}  // namespace

std::string Mutate(const std::string& text, Random& random) {
  std::vector<std::string> tokens = Tokens(text);
  for (int edits = random.Percent(75) ? 1 : random.Between(2, 4); edits > 0; --edits) {
    size_t at = AnyPlace(tokens, random);
    if (at >= tokens.size()) break;
    auto place = tokens.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random.Below(8)) {
      case 0: tokens.erase(place); break;
      case 1: tokens.insert(place, *place); break;
      case 2: {
        size_t other = AnyPlace(tokens, random);
        if (other < tokens.size()) std::swap(tokens[at], tokens[other]);
        break;
      }
      case 3: {
        size_t other = AnyPlace(tokens, random);
        if (other < tokens.size()) tokens[at] = std::string(tokens[other]);
        break;
      }
      case 4: *place = AnyToken(random); break;
      case 5: tokens.insert(place, AnyToken(random)); break;
      case 6: {  // one character
        size_t c = random.Below(place->size());
        if (static_cast<unsigned char>((*place)[c]) >= 0x80) break;  // half a character cannot be sent to OPA
        if (random.Percent(50)) place->erase(c, 1);
        else (*place)[c] = static_cast<char>(random.Between(32, 126));
        if (place->empty()) tokens.erase(place);
        break;
      }
      default: {  // a line, or the rest of the text
        size_t end = at;
        while (end < tokens.size() && (tokens[end] != "\n" || random.Percent(2))) ++end;
        tokens.erase(place, tokens.begin() + static_cast<std::ptrdiff_t>(end));
      }
    }
  }
  std::string out;
  for (const std::string& token : tokens) out += token;
  return out;
}

}  // namespace reeve::differential
