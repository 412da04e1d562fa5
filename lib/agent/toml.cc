// Reads TOML by toml11. Interface: toml.h. Fuzzed by tests/fuzz.
#include "agent/toml.h"

#include <algorithm>
#include <exception>
#include <sstream>
#include <toml.hpp>

#include "base/utf8.h"

namespace reeve::agent {
namespace {

// Length of the string that starts at text[0], a quote: with its quotes, or up to the end of the text if it is not
// closed.
size_t StringLength(std::string_view text) {
  char quote = text[0];
  bool long_form = text.size() >= 3 && text[1] == quote && text[2] == quote;
  size_t at = long_form ? 3 : 1;
  while (at < text.size()) {
    if (text[at] == '\\' && quote == '"') {
      at += 2;
    } else if (text[at] != quote) {
      if (!long_form && text[at] == '\n') return at;  // not closed: the library says so
      ++at;
    } else if (!long_form) {
      return at + 1;
    } else if (text.substr(at, 3) == std::string(3, quote)) {
      // Up to two more quotes belong to the string.
      for (at += 3; at < text.size() && text[at] == quote; ++at) {}
      return at;
    } else {
      ++at;
    }
  }
  return text.size();
}

bool IsFlat(std::string_view text) {
  size_t punctuation = 0;
  while (!text.empty()) {
    char c = text[0];
    size_t length = 1;
    if (c == '"' || c == '\'')
      length = StringLength(text);
    else if (c == '#')
      length = std::min(text.find('\n'), text.size());
    else if (std::string_view(".[]{}").find(c) != std::string_view::npos && ++punctuation > kMaxPunctuation)
      return false;
    text.remove_prefix(std::min(length, text.size()));
  }
  return true;
}

Status Wrong(const std::string& what) { return Status(Code::kInvalidInput, what); }

// The first line of the library's text, which goes on with a picture of the place.
std::string FirstLine(std::string_view text) {
  return std::string(text.substr(0, std::min(text.find('\n'), size_t{200})));
}

// Strings of a table, by name; false if `all` are asked for and one is something else.
bool Strings(const toml::value& table, bool all, std::vector<std::pair<std::string, std::string>>& out) {
  for (const auto& [key, value] : table.as_table()) {
    if (value.is_string())
      out.emplace_back(key, value.as_string().str);
    else if (all)
      return false;
  }
  std::sort(out.begin(), out.end());  // the library's table is a hash table
  return true;
}

}  // namespace

Result<FlatToml> ReadFlatToml(std::string_view text, std::string_view name) {
  if (!utf8::IsValid(text)) return Wrong("the text is no UTF-8");
  if (!IsFlat(text))
    return Wrong("the TOML is nested, or has more than " + std::to_string(kMaxPunctuation) +
                 " dots and brackets outside of strings");
  // The library reports errors by exceptions, some of them the standard library's.
  try {
    std::istringstream in{std::string(text)};
    toml::value root = toml::parse(in, "initdata");
    FlatToml out;
    if (!root.is_table()) return Wrong("no TOML");
    Strings(root, false, out.root);
    const toml::table& members = root.as_table();
    auto table = members.find(std::string(name));
    if (table == members.end() || !table->second.is_table())
      return Wrong("there is no table [" + std::string(name) + "]");
    if (!Strings(table->second, true, out.table)) return Wrong("a member of [" + std::string(name) + "] is no string");
    return out;
  } catch (const std::bad_alloc&) {
    return Status(Code::kMemoryLimit, "no memory to read TOML");
  } catch (const std::exception& error) {
    return Wrong("no TOML: " + FirstLine(error.what()));
  }
}

}  // namespace reeve::agent
