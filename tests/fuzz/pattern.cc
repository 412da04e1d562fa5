// Regular expressions and globs, each with the text that is searched: what the small matcher answers is what RE2 finds.
//
// The first byte: a regular expression, or a glob with up to three delimiters; a zero byte ends the pattern.
#include "base/budget.h"
#include "tests/fuzz/fuzz.h"
#include "text/glob.h"
#include "text/pattern_cache.h"

using namespace reeve;

namespace {

// RE2's answer: captures are its work alone.
std::optional<bool> Found(text::PatternCache& cache, std::string_view pattern, std::string_view text, Budget& budget) {
  std::string error;
  if (!cache.FindAll(pattern, text, 1, budget, &error)) return std::nullopt;
  fuzz::Require(cache.spans().size() % (cache.groups() + 1) == 0, "a match is its groups and itself");
  for (const text::PatternCache::Span& span : cache.spans()) {
    bool inside = span.begin >= 0 && span.begin <= span.end && span.end <= static_cast<int64_t>(cache.text().size());
    fuzz::Require(inside || (span.begin < 0 && span.end < 0), "what is found lies in the text");
  }
  return !cache.spans().empty();
}

void Regex(std::string_view pattern, std::string_view text) {
  text::PatternCache cache(16);
  Budget budget(1000000);
  std::string error;
  std::optional<bool> matches = cache.Match(pattern, text, budget, &error);
  fuzz::Require(matches.has_value() == cache.IsValid(pattern, budget), "a pattern matches or not, or is none");
  fuzz::Require(matches || !error.empty(), "a pattern that is none has an error");
  fuzz::Require(matches == Found(cache, pattern, text, budget), "both matchers agree");
}

void Glob(uint8_t how, std::string_view pattern, std::string_view text) {
  std::vector<uint32_t> delimiters;
  for (int i = 0; i < (how >> 1 & 3); ++i) delimiters.push_back(std::string_view(".:/")[static_cast<size_t>(i)]);
  text::PatternCache cache(16);
  Budget budget(1000000);
  std::string key, regex, error;
  std::optional<bool> matches = cache.MatchGlob(pattern, delimiters, text, budget, &error);
  text::GlobKey(pattern, delimiters, &key);
  bool is_glob = text::GlobToRegex(key, &regex, &error);
  fuzz::Require(is_glob || !matches, "what is no glob matches nothing");
  if (!matches) return;
  fuzz::Require(matches == Found(cache, "(?s)" + regex, text, budget), "a glob matches as its regular expression does");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text = fuzz::Text(data, size);
  uint8_t how = fuzz::TakeByte(text);
  std::string_view pattern = fuzz::TakeUntil(text, '\0');
  try {
    how & 1 ? Glob(how, pattern, text) : Regex(pattern, text);
  } catch (const Stop&) {  // ended by its budget, as an evaluation would be
  }
  return 0;
}
