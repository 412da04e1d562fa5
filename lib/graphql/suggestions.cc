// Edit distances between names. Tested by tests/graphql/validate_test.cc.
#include "graphql/suggestions.h"

#include <algorithm>
#include <numeric>

#include "base/utf8.h"
#include "text/case.h"

namespace reeve::graphql {
namespace {

std::vector<uint32_t> LowerCodePoints(Text text) {
  std::vector<uint32_t> out;
  for (size_t i = 0; i < text.size();) {
    utf8::CodePoint c = utf8::Decode(text, i);
    out.push_back(text::ToLower(c.value));
    i += c.size;
  }
  return out;
}

// Insertions, deletions and substitutions; names that differ in case only are one apart.
size_t Distance(Budget& budget, Text a_text, Text b_text) {
  if (a_text == b_text) return 0;
  std::vector<uint32_t> a = LowerCodePoints(a_text), b = LowerCodePoints(b_text);
  if (a == b) return 1;
  budget.Charge(1 + a.size() * b.size() / 8);
  std::vector<size_t> row(a.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < b.size(); ++i) {
    size_t diagonal = row[0]++;
    for (size_t j = 0; j < a.size(); ++j) {
      size_t changed = diagonal + (a[j] == b[i] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::vector<Text> Similar(Budget& budget, Text name, const std::vector<Text>& options) {
  size_t threshold = name.size() * 2 / 5 + 1;
  std::vector<std::pair<size_t, Text>> near;
  for (Text option : options) {
    budget.Charge(1);
    if (size_t distance = Distance(budget, name, option); distance <= threshold) near.emplace_back(distance, option);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Text> out;
  for (const auto& [distance, option] : near) out.push_back(option);
  return out;
}

std::string QuotedOrList(const std::vector<Text>& items) {
  size_t n = std::min<size_t>(items.size(), 5);
  std::string out;
  for (size_t i = 0; i < n; ++i) {
    if (i > 0) out += i < n - 1 ? ", " : n == 2 ? " or " : ", or ";
    out.append("\"").append(items[i]).append("\"");
  }
  return out;
}

std::string Suggestion(Budget& budget, Text prefix, Text name, const std::vector<Text>& options) {
  std::vector<Text> similar = Similar(budget, name, options);
  return similar.empty() ? "" : " " + std::string(prefix) + " " + QuotedOrList(similar) + "?";
}

}  // namespace reeve::graphql
