// Diagnostics with places: file name, row, column, and the excerpt that OPA prints. Tested by tests/base/source_test.cc.
#include "base/source.h"

namespace reeve {
namespace {

// The line that holds `offset`, without its line break.
std::string_view LineAt(std::string_view text, size_t offset) {
  if (offset > text.size()) offset = text.size();
  size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1);
  begin = begin == std::string_view::npos ? 0 : (offset == 0 ? 0 : begin + 1);
  size_t end = text.find('\n', offset);
  if (end == std::string_view::npos) end = text.size();
  std::string_view line = text.substr(begin, end - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace

Diagnostic MakeDiagnostic(const std::vector<Source>& sources, Code code, Location at, std::string message,
                          bool with_excerpt) {
  Diagnostic d{code, std::move(message), {}, at.row, at.column, {}};
  if (at.source >= sources.size()) return d;
  const Source& source = sources[at.source];
  d.file = source.name;
  if (with_excerpt && at.row != 0) {
    std::string_view line = LineAt(source.text, at.offset);
    size_t tabs = 0;
    while (tabs < line.size() && line[tabs] == '\t') ++tabs;
    constexpr size_t kWidest = 400;  // a line may be megabytes long
    std::string_view shown = line.substr(tabs);
    size_t caret = at.column > tabs ? at.column - 1 - tabs : 0;
    if (shown.size() > kWidest && caret > kWidest / 2) {
      return d;  // far into a very long line: the column says enough
    }
    if (caret > shown.size()) caret = shown.size();
    if (shown.size() > kWidest) shown = shown.substr(0, kWidest);
    d.details.emplace_back(shown);
    d.details.push_back(std::string(caret, ' ') + "^");
  }
  return d;
}

}  // namespace reeve
