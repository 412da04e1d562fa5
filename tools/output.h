// What the verbs write: JSON as OPA writes it, errors as data and as text, and terminal colors.
// Tested by tests/tools/cases/eval.md and check.md.
#ifndef REEVE_TOOLS_OUTPUT_H_
#define REEVE_TOOLS_OUTPUT_H_

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "reeve/engine.h"
#include "reeve/status.h"
#include "reeve/value.h"

namespace reeve::tools {

void Write(std::FILE* to, std::string_view text);

// Two blanks a level, members of each object in the order of their names, <, > and & escaped: Go's json.MarshalIndent.
// The first line goes on behind what is there; the others start with `level` * 2 blanks.
void AppendJson(Value value, int level, std::string& out);
// A JSON string with its quotes, escaped like that.
void AppendJsonText(std::string_view text, std::string& out);
// `,"name":"text"`, or nothing if the text is empty.
void AppendTextMember(std::string_view name, std::string_view text, std::string& out);

// {"errors": [{"message", "code", "location": {"file", "row", "col"}, "details"}]} and a line feed.
std::string ErrorsAsJson(const Status& status);
// "1 error occurred: ...", with a line feed.
std::string ErrorsAsText(const Status& status);

// What a body failed at: as a member of a JSON array, and as a line without its feed.
std::string CandidateAsJson(const Explanation::Candidate& candidate);
std::string CandidateAsText(const Explanation::Candidate& candidate);

// A text of somebody else on one line of a terminal: control characters become blanks, at most `width` code points.
std::string OneLine(std::string_view text, size_t width);
// Code points of a text, which is the columns it takes for all the scripts that occur in policies.
size_t Columns(std::string_view text);

// Colors for `to`, or none if it is no terminal or NO_COLOR is set.
struct Colors {
  explicit Colors(std::FILE* to);
  bool terminal = false;
  size_t columns = 0;  // of the terminal; 0: not one
  const char *green = "", *red = "", *yellow = "", *dim = "", *bold = "", *reset = "";
};

}  // namespace reeve::tools

#endif  // REEVE_TOOLS_OUTPUT_H_
