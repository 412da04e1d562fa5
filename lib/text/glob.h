// Globs in the syntax of github.com/gobwas/glob, as OPA uses them: *, **, ?, [abc], [!a-z], {a,b*}, \x.
// A glob becomes a regular expression over the whole text, so its matching takes linear time. Tested by
// tests/text/glob_test.cc.
#ifndef REEVE_LIB_TEXT_GLOB_H_
#define REEVE_LIB_TEXT_GLOB_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::text {

// A glob's key in the caches: the length of the pattern, a zero byte, the pattern, the delimiters.
void GlobKey(std::string_view pattern, const std::vector<uint32_t>& delimiters, std::string* key);

// The regular expression (in which . matches \n too) of the glob with that key. False: *error is the library's text.
bool GlobToRegex(std::string_view key, std::string* regex, std::string* error);

// The text with a backslash before each character that means something in a glob.
std::string QuoteGlob(std::string_view text);

}  // namespace reeve::text

#endif  // REEVE_LIB_TEXT_GLOB_H_
