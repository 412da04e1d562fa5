// See hints.h. Tested by tests/tools/hints_test.cc.
#include "tools/hints.h"

#include <algorithm>
#include <cctype>

#include "reeve/engine.h"
#include "tools/cli.h"

namespace reeve::tools {
namespace {

bool IsNameChar(char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; }

// The names in a text, those behind a dot left out; with `dotted`, whole paths such as json.filter.
std::vector<std::string> NamesIn(std::string_view text, bool dotted) {
  std::vector<std::string> names;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && (IsNameChar(text[end]) || (dotted && end > at && text[end] == '.'))) ++end;
    const bool starts = end > at && std::isdigit(static_cast<unsigned char>(text[at])) == 0 && (at == 0 || text[at - 1] != '.');
    if (starts) names.emplace_back(text.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<std::string> BuiltInNames() {
  std::vector<std::string> names;
  Result<Document> capabilities = Document::FromJson(Capabilities());
  const Value builtins = capabilities.ok() ? capabilities->root().Find("builtins").value_or(Value()) : Value();
  for (size_t i = 0; builtins.is_array() && i < builtins.size(); ++i) {
    std::optional<Value> name = builtins.at(i).Find("name");
    if (name && name->is_string()) names.emplace_back(name->string());
  }
  return names;
}

// The strings between quotes in a line of details.
std::vector<std::string> Quoted(std::string_view line) {
  std::vector<std::string> out;
  for (size_t open = line.find('"'); open != std::string_view::npos;) {
    const size_t close = line.find('"', open + 1);
    if (close == std::string_view::npos) break;
    out.emplace_back(line.substr(open + 1, close - open - 1));
    open = line.find('"', close + 1);
  }
  return out;
}

// What stands behind `before` in the message, up to a blank.
std::optional<std::string> WordBehind(std::string_view message, std::string_view before) {
  if (message.substr(0, before.size()) != before) return std::nullopt;
  message.remove_prefix(before.size());
  return std::string(message.substr(0, message.find(' ')));
}

std::optional<std::string> NearestOther(const std::string& word, std::vector<std::string> names) {
  names.erase(std::remove(names.begin(), names.end(), word), names.end());
  return Nearest(word, names);
}

std::string_view LineOf(std::string_view text, uint32_t row) {
  for (; row > 1; --row) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

// The byte at which a column begins.
size_t OffsetOf(std::string_view line, uint32_t column) {
  size_t at = 0;
  for (uint32_t c = 1; at < line.size() && c < column; ++c) {
    ++at;
    while (at < line.size() && (line[at] & 0xc0) == 0x80) ++at;
  }
  return at;
}

// What of the line is wrong: the name that the message tells, where it stands as a whole word; else what begins at the column.
std::pair<size_t, size_t> Span(const Diagnostic& error, std::string_view line) {
  const size_t begin = OffsetOf(line, error.column);
  std::optional<std::string> name;
  for (std::string_view before : {"var ", "undefined function ", "undefined ref: "}) {
    if (!name) name = WordBehind(error.message, before);
  }
  if (name && !name->empty()) {
    for (size_t at = line.find(*name, begin); at != std::string_view::npos; at = line.find(*name, at + 1)) {
      const size_t end = at + name->size();
      const bool whole = (at == 0 || !IsNameChar(line[at - 1])) && (end == line.size() || !IsNameChar(line[end]));
      if (whole) return {at, end};
    }
  }
  size_t end = begin;
  while (end < line.size() && (IsNameChar(line[end]) || line[end] == '.')) ++end;
  return {begin, std::max(end, std::min(begin + 1, line.size() + 1))};
}

}  // namespace

std::optional<std::string> HintFor(const Diagnostic& error, std::string_view text) {
  if (std::optional<std::string> name = WordBehind(error.message, "undefined function ")) {
    std::vector<std::string> names = NamesIn(text, true);
    for (std::string& builtin : BuiltInNames()) names.push_back(std::move(builtin));
    return NearestOther(*name, std::move(names));
  }
  if (error.code == Code::kRegoUnsafeVar) {
    std::optional<std::string> name = WordBehind(error.message, "var ");
    return name ? NearestOther(*name, NamesIn(text, false)) : std::nullopt;
  }
  if (error.message.rfind("undefined ref: ", 0) != 0) return std::nullopt;
  std::vector<std::string> have, want;
  for (const std::string& line : error.details) {
    if (line.find("have: ") != std::string::npos) have = Quoted(line);
    if (line.find("want (one of): ") != std::string::npos) want = Quoted(line);
  }
  return have.empty() ? std::nullopt : NearestOther(have[0], std::move(want));
}

std::string ErrorsWithHints(const Status& status, const std::vector<LoadedModule>& modules) {
  std::string out;
  for (const Diagnostic& error : status.diagnostics()) {
    const auto module = std::find_if(modules.begin(), modules.end(), [&](const LoadedModule& m) { return m.name == error.file; });
    Diagnostic told = error;
    const bool excerpt = error.code == Code::kRegoParse;   // its details are the line and a caret
    if (excerpt) told.details.clear();
    out += told.ToString() + "\n";
    if (module == modules.end() || error.row == 0) continue;
    std::string_view line = LineOf(module->text, error.row);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const auto [begin, end] = Span(error, line);
    std::string under;
    for (size_t i = 0; i < std::min(begin, line.size()); ++i) {
      if ((line[i] & 0xc0) != 0x80) under += line[i] == '\t' ? '\t' : ' ';
    }
    for (size_t i = begin; i < end; ++i) {
      if (i >= line.size() || (line[i] & 0xc0) != 0x80) under += '^';
    }
    out += "\t" + std::string(line) + "\n\t" + under + "\n";
    if (std::optional<std::string> hint = HintFor(error, module->text)) out += "\tdid you mean " + *hint + "?\n";
  }
  const size_t count = status.diagnostics().size();
  return out + std::to_string(count) + (count == 1 ? " error" : " errors") + "\n";
}

}  // namespace reeve::tools
