#include <catch2/catch.hpp>
#include <thread>

#include "kata_patterns.h"
#include "text/pattern_cache.h"

namespace reeve::text {
namespace {

std::string Ask(PatternCache& cache, std::string_view pattern, std::string_view text) {
  Budget budget(100000000);
  std::string error;
  std::optional<bool> answer = cache.Match(pattern, text, budget, &error);
  return answer ? (*answer ? "true" : "false") : error;
}

std::string All(PatternCache& cache, std::string_view pattern, std::string_view text, int64_t limit = -1) {
  Budget budget(100000000);
  std::string error;
  if (!cache.FindAll(pattern, text, limit, budget, &error)) return error;
  std::string out;
  for (const PatternCache::Span& s : cache.spans()) {
    out += s.begin < 0 ? "<none>" : "<" + std::string(cache.text().substr(s.begin, s.end - s.begin)) + ">";
  }
  return out;
}

}  // namespace

TEST_CASE("patterns: errors are Go's") {
  PatternCache cache;
  CHECK(Ask(cache, "(", "") == "error parsing regexp: missing closing ): `(`");
  CHECK(Ask(cache, "a)", "") == "error parsing regexp: unexpected ): `a)`");
  CHECK(Ask(cache, "[a", "") == "error parsing regexp: missing closing ]: `[a`");
  CHECK(Ask(cache, "[b-a]", "") == "error parsing regexp: invalid character class range: `b-a`");
  CHECK(Ask(cache, "*", "") == "error parsing regexp: missing argument to repetition operator: `*`");
  CHECK(Ask(cache, "a**", "") == "error parsing regexp: invalid nested repetition operator: `**`");
  CHECK(Ask(cache, "a{1001}", "") == "error parsing regexp: invalid repeat count: `{1001}`");
  CHECK(Ask(cache, "(?=a)", "") == "error parsing regexp: invalid or unsupported Perl syntax: `(?=`");
  CHECK(Ask(cache, "\\8", "") == "error parsing regexp: invalid escape sequence: `\\8`");
  CHECK(Ask(cache, "\\C", "") == "error parsing regexp: invalid escape sequence: `\\C`");
  CHECK(Ask(cache, "a\\", "") == "error parsing regexp: trailing backslash at end of expression: ``");
  CHECK(Ask(cache, "(", "") == "error parsing regexp: missing closing ): `(`");  // cached as well
  CHECK(Ask(cache, std::string(70000, 'a'), "").substr(0, 43) == "error parsing regexp: expression too large:");
}

TEST_CASE("patterns: what the small matcher does not take goes to RE2") {
  PatternCache cache;
  CHECK(Ask(cache, "(?i)^ABC$", "abc") == "true");
  CHECK(Ask(cache, "^\\pL+$", "\xC3\xA9t\xC3\xA9") == "true");
  CHECK(Ask(cache, "^(?<year>\\d{4})$", "2024") == "true");
  CHECK(Ask(cache, "[(?<]", "<") == "true");
  CHECK(Ask(cache, "^(a+)+$", std::string(5000, 'a') + "b") == "false");
  CHECK(Ask(cache, "^a.b$",
            "a\xFF"
            "b") == "true");  // a bad byte counts as U+FFFD
  CHECK(Ask(cache, "^a.b$",
            "a\xC3\xA9"
            "b") == "true");
}

TEST_CASE("patterns: FindAll gives Go's matches") {
  PatternCache cache;
  CHECK(All(cache, "a*", "baac") == "<><aa><>");
  CHECK(All(cache, "a(b)?", "abxa") == "<ab><b><a><none>");
  CHECK(All(cache, "[oa]+", "foo bar", 1) == "<oo>");
  CHECK(All(cache, "", "\xC3\xA9x") == "<><><>");
  CHECK(All(cache, "^", "ab") == "<>");
  CHECK(All(cache, "x", "abc", 0) == "");
  CHECK(All(cache, "a", "aa", INT64_MIN) == "<a><a>");
  CHECK(All(cache, "\\b", "ab cd") == "<><><><>");
  CHECK(All(cache, "(?P<a>x)(?P<b>y)", "xy") == "<xy><x><y>");
  CHECK(cache.GroupNamed("b") == 2);
  CHECK(cache.GroupNamed("c") == 0);
}

TEST_CASE("patterns: the cache is bounded and forgets") {
  PatternCache cache(50);
  for (int i = 0; i < 10000; ++i)
    REQUIRE(Ask(cache, "^x" + std::to_string(i) + "$", "x" + std::to_string(i)) == "true");
  CHECK(cache.size() <= 50);
  for (int i = 0; i < 300; ++i)
    REQUIRE(Ask(cache, "(?i)^x" + std::to_string(i) + "$", "X" + std::to_string(i)) == "true");
  for (int i = 0; i < 300; ++i) REQUIRE(All(cache, "x" + std::to_string(i % 40), "x" + std::to_string(i % 40)) != "");
}

TEST_CASE("patterns: constants are shared by threads") {
  PatternSet constants;
  for (const std::string& p : KataPatterns()) constants.AddRegex(p);
  constants.AddRegex("(?i)abc");
  constants.AddRegex("(");
  auto work = [&] {
    PatternCache cache(16, &constants);
    for (int round = 0; round < 20; ++round) {
      for (const std::string& p : KataPatterns()) Ask(cache, p, "KUBERNETES_PORT=udp://10.0.0.1:53");
      if (Ask(cache, "(?i)abc", "xABC") != "true" || Ask(cache, "(", "").empty()) std::abort();
      if (Ask(cache, "^(a+)+$", std::string(100, 'a') + "b") != "false") std::abort();
    }
  };
  std::thread a(work), b(work);
  a.join();
  b.join();
  PatternCache cache(16, &constants);
  CHECK(Ask(cache, "cgroup", "/sys/fs/cgroup") == "true");
  CHECK(cache.size() == 0);
}

TEST_CASE("patterns: work is charged") {
  PatternCache cache;
  Budget budget(100000);
  std::string error;
  std::string text(1 << 20, 'a');
  CHECK_THROWS_AS(cache.Match("(?i)x", text, budget, &error), Stop);
}

}  // namespace reeve::text
