// "Did you mean": names like one that was not found, as errors offer them.
#ifndef REEVE_LIB_GRAPHQL_SUGGESTIONS_H_
#define REEVE_LIB_GRAPHQL_SUGGESTIONS_H_

#include <string>
#include <vector>

#include "base/budget.h"
#include "graphql/ast.h"

namespace reeve::graphql {

// The options within an edit distance of two fifths of the name's length plus one, nearest first; charges for comparing.
std::vector<Text> Similar(Budget& budget, Text name, const std::vector<Text>& options);
// `"A", "B", or "C"`; five at most.
std::string QuotedOrList(const std::vector<Text>& items);
// " Did you mean "A" or "B"?", with `prefix` for its first words; "" if nothing is similar.
std::string Suggestion(Budget& budget, Text prefix, Text name, const std::vector<Text>& options);

}  // namespace reeve::graphql

#endif  // REEVE_LIB_GRAPHQL_SUGGESTIONS_H_
