// Reads TOML by toml++, without its exceptions. Interface: toml.h.
#include "agent/toml.h"

#include <algorithm>

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace reeve::agent {
namespace {

// Length of the string that starts at text[0], a quote: with its quotes, or up to the end of the text if it is not closed.
size_t StringLength(std::string_view text) {
  char quote = text[0];
  bool long_form = text.size() >= 3 && text[1] == quote && text[2] == quote;
  size_t at = long_form ? 3 : 1;
  while (at < text.size()) {
    if (text[at] == '\\' && quote == '"') {
      at += 2;
    } else if (text[at] != quote) {
      if (!long_form && text[at] == '\n') return at;  // not closed: toml++ says so
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
    if (c == '"' || c == '\'') length = StringLength(text);
    else if (c == '#') length = std::min(text.find('\n'), text.size());
    else if (std::string_view(".[]{}").find(c) != std::string_view::npos && ++punctuation > kMaxPunctuation) return false;
    text.remove_prefix(std::min(length, text.size()));
  }
  return true;
}

Status Wrong(const std::string& what) { return Status(Code::kInvalidInput, what); }

}  // namespace

Result<FlatToml> ReadFlatToml(std::string_view text, std::string_view name) {
  if (!IsFlat(text)) return Wrong("the TOML is nested, or has more than " + std::to_string(kMaxPunctuation) + " dots and brackets outside of strings");
  toml::parse_result parsed = toml::parse(text);
  if (parsed.failed()) {
    return Wrong("no TOML at row " + std::to_string(parsed.error().source().begin.line) + ": " + std::string(parsed.error().description()));
  }
  FlatToml out;
  const toml::table& root = parsed.table();
  for (const auto& [key, value] : root) {
    if (const toml::value<std::string>* string = value.as_string()) out.root.emplace_back(std::string(key.str()), string->get());
  }
  const toml::node* table = root.get(name);
  if (table == nullptr || !table->is_table()) return Wrong("there is no table [" + std::string(name) + "]");
  for (const auto& [key, value] : *table->as_table()) {
    const toml::value<std::string>* string = value.as_string();
    if (string == nullptr) return Wrong("a member of [" + std::string(name) + "] is no string");
    out.table.emplace_back(std::string(key.str()), string->get());
  }
  return out;
}

}  // namespace reeve::agent
