// The texts of errors, as gqlparser has them and as OPA says them. Tested by tests/graphql/parse_test.cc.
#include <charconv>

#include "graphql/graphql.h"

namespace reeve::graphql {

std::string ErrorAt(const Position& position, std::string_view text, bool optional_position) {
  std::string out = position.in_prelude ? "prelude.graphql" : "input";
  bool known = position.row != 0;
  if (known || !optional_position) {
    out += ":" + std::to_string(known ? position.row : -1) + ":" + std::to_string(known ? position.column : -1);
  }
  return out.append(": ").append(text);
}

std::string OpaError(std::string_view error) {
  std::string_view parts[4] = {};
  size_t count = 0;
  for (std::string_view rest = error; count < 4;) {
    size_t colon = count < 3 ? rest.find(':') : std::string_view::npos;
    parts[count++] = rest.substr(0, colon);
    if (colon == std::string_view::npos) break;
    rest.remove_prefix(colon + 1);
  }
  uint64_t numbers[2] = {};
  bool located = count == 4;
  for (size_t i = 0; i < 2 && located; ++i) {
    std::string_view digits = parts[i + 1];
    auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), numbers[i]);
    located = fault == std::errc() && end == digits.data() + digits.size();
  }
  if (!located) return "GraphQL parse error: " + std::string(error);
  std::string_view text = parts[3];
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  if (text.ends_with(".\n")) text.remove_suffix(2);
  return std::string(text) + " in GraphQL string at location " + std::to_string(numbers[0]) + ":" +
         std::to_string(numbers[1]);
}

}  // namespace reeve::graphql
