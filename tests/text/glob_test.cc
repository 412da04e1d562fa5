#include <catch2/catch.hpp>

#include "text/glob.h"
#include "text/pattern_cache.h"

namespace reeve::text {
namespace {

std::string Glob(std::string_view pattern, std::string_view text, const std::vector<uint32_t>& delimiters = {'.'}) {
  static PatternCache cache;
  Budget budget(10000000);
  std::string error;
  std::optional<bool> answer = cache.MatchGlob(pattern, delimiters, text, budget, &error);
  return answer ? (*answer ? "true" : "false") : error;
}

}  // namespace

TEST_CASE("glob: wildcards, delimiters, classes, alternatives") {
  CHECK(Glob("*.github.com", "api.github.com") == "true");
  CHECK(Glob("*.github.com", "api.cdn.github.com") == "false");
  CHECK(Glob("**.github.com", "api.cdn.github.com") == "true");
  CHECK(Glob("*.github.com", "api.cdn.github.com", {}) == "true");
  CHECK(Glob("*:github:com", "api:github:com", {':'}) == "true");
  CHECK(Glob("a?c", "abc") == "true");
  CHECK(Glob("a?c", "a.c") == "false");
  CHECK(Glob("a?c",
             "a\xC3\xA9"
             "c") == "true");
  CHECK(Glob("[abc]at", "cat") == "true");
  CHECK(Glob("[!abc]at", "cat") == "false");
  CHECK(Glob("[a-c]at", "bat") == "true");
  CHECK(Glob("{cat,bat,[fr]at}", "fat") == "true");
  CHECK(Glob("{cat,bat,[fr]at}", "mat") == "false");
  CHECK(Glob("{a,}b", "b") == "true");
  CHECK(Glob("a,b", "a,b") == "true");
  CHECK(Glob("\\*x", "*x") == "true");
  CHECK(Glob("a\nb*", "a\nbc\n", {}) == "true");
  CHECK(Glob("", "") == "true");
  CHECK(Glob("", "x") == "false");
}

TEST_CASE("glob: broken patterns") {
  CHECK(Glob("{a", "") == "glob: syntax error at 2: unclosed `{`");
  CHECK(Glob("[a", "").substr(0, 21) == "glob: syntax error at");
  CHECK(Glob("a\\", "").substr(0, 21) == "glob: syntax error at");
  CHECK(Glob("[b-a]", "") == "glob: syntax error at 5: range hi character is less than lo");
}

TEST_CASE("glob: quoting") { CHECK(QuoteGlob("a*b?{c}[d]\\,") == "a\\*b\\?\\{c\\}\\[d\\]\\\\,"); }

}  // namespace reeve::text
