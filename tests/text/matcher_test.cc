// The small matcher must say what RE2 says, for every pattern that it takes.
#include <re2/re2.h>

#include <catch2/catch.hpp>
#include <random>

#include "base/utf8.h"
#include "kata_patterns.h"
#include "text/matcher.h"

namespace reeve::text {
namespace {

class Comparison {
 public:
  // Compares one pattern on the texts; counts what was decided.
  void Run(const std::string& pattern, const std::vector<std::string>& texts) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    re2::RE2 re2(pattern, options);
    if (!CompileProgram(pattern, false, &program_)) {
      ++refused;
      return;
    }
    INFO("pattern " << pattern);
    REQUIRE(re2.ok());  // the matcher takes no text that is no pattern
    for (const std::string& text : texts) {
      uint64_t steps = 0;
      Answer answer = RunProgram(program_, text, &scratch_, &steps);
      if (answer == Answer::kUnknown) {
        ++unknown;
        continue;
      }
      ++pairs;
      bool expected = re2::RE2::PartialMatch(text, re2);
      matched += expected;
      if ((answer == Answer::kYes) != expected) FAIL("text '" << text << "': RE2 says " << expected);
    }
  }
  size_t pairs = 0, matched = 0, refused = 0, unknown = 0;

 private:
  Program program_;
  MatchScratch scratch_;
};

class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}
  int Below(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }

  std::string Pattern(int depth) {
    std::string out;
    int branches = Below(4) == 0 ? 2 + Below(2) : 1;
    for (int b = 0; b < branches; ++b) {
      if (b > 0) out += "|";
      for (int n = Below(4); n > 0; --n) out += Piece(depth);
    }
    return out;
  }

  std::string Text() {
    static const char* const kParts[] = {"a", "b", "c", "aa", "ab", "-",        "/",           ".",
                                         "0", "1", " ", "\n", "_",  "\xC3\xA9", "\xE2\x82\xAC"};
    std::string out;
    for (int n = Below(8); n > 0; --n) out += kParts[Below(15)];
    return out;
  }

 private:
  std::string Piece(int depth) {
    std::string atom;
    switch (Below(depth > 0 ? 12 : 9)) {
      case 0: return "^";
      case 1: return "$";
      case 2: return "\\b";
      case 3: atom = "."; break;
      case 4: atom = Class(); break;
      case 5:
      case 6:
      case 7: atom = std::string(1, "abc-/0"[Below(6)]); break;
      case 8: atom = Pick({"\\.", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\-", "\\n"}); break;
      default: atom = Pick({"(", "(?:"}) + Pattern(depth - 1) + ")"; break;
    }
    if (Below(3) == 0)
      atom += Pick({"*", "+", "?", "{2}", "{0,2}", "{1,}", "{3}", "{0}", "{1,3}", "*?", "**", "{2}{2}"});
    return atom;
  }
  std::string Class() {
    return Pick({"[ab]", "[a-c]", "[^a]", "[^/]", "[0-9a-f]", "[-a]", "[a-]", "[]a]", "[^]a]", "[\\d-]", "[\\w.]",
                 "[^\\s]", "[a-b-c]", "[.*]", "[^-]", "[\\]\\\\]", "[[:alpha:]]", "[b-a]"});
  }
  std::string Pick(const std::vector<std::string>& from) {
    return from[static_cast<size_t>(Below(static_cast<int>(from.size())))];
  }
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("matcher: Kata's patterns answer as RE2 does, and none is refused") {
  std::vector<std::string> texts = KataStrings();
  for (std::string s : KataStrings()) {
    if (s.empty()) continue;
    texts.push_back(s.substr(1));
    texts.push_back(s.substr(0, s.size() - 1));
    texts.push_back(s + "x");
    texts.push_back("x" + s);
  }
  // Cutting may leave invalid UTF-8, where . means something else to RE2.
  std::erase_if(texts, [](const std::string& s) { return !utf8::IsValid(s); });
  Comparison comparison;
  for (const std::string& pattern : KataPatterns()) comparison.Run(pattern, texts);
  CHECK(comparison.refused == 0);
  CHECK(comparison.unknown == 0);
  CHECK(comparison.matched > 100);
  CHECK(comparison.pairs > 15000);
}

TEST_CASE("matcher: generated patterns and texts answer as RE2 does") {
  Generator generator(20240611);
  Comparison comparison;
  for (int i = 0; i < 24000; ++i) {
    std::string pattern = generator.Pattern(2);
    std::vector<std::string> texts;
    for (int k = 0; k < 14; ++k) texts.push_back(generator.Text());
    comparison.Run(pattern, texts);
  }
  CHECK(comparison.pairs > 200000);
  CHECK(comparison.matched > 20000);
  CHECK(comparison.unknown == 0);
}

TEST_CASE("matcher: what is outside of the subset is refused") {
  Program program;
  for (const char* pattern :
       {"(?i)a",          "a**",         "a*?", "\\pL", "(?P<n>a)", "\\A", "[[:alpha:]]", "a{256}",
        "((a{100}){11})", "caf\xC3\xA9", "(a",  "a)",   "[a",       "*",   "a{2,1}",      "(|a)*",
        "(a*)+",          "\\",          "]",   "{",    "a{01}", "a{1,02}", "a{,2}",    "^*",  "(?=a)"}) {
    INFO(pattern);
    CHECK_FALSE(CompileProgram(pattern, false, &program));
  }
  CHECK_FALSE(CompileProgram(std::string(5000, 'a'), false, &program));
  CHECK_FALSE(CompileProgram(std::string(30, '(') + std::string(30, ')'), false, &program));
}

TEST_CASE("matcher: exponential patterns end by the step budget") {
  Program program;
  MatchScratch scratch;
  uint64_t steps = 0;
  REQUIRE(CompileProgram("^(a+)+$", false, &program));
  CHECK(RunProgram(program, std::string(64, 'a') + "b", &scratch, &steps) == Answer::kUnknown);
  CHECK(steps < 10000);
  REQUIRE(CompileProgram("(x|y|z|a|b)*c", false, &program));
  CHECK(RunProgram(program, std::string(300000, 'a'), &scratch, &steps) == Answer::kUnknown);
}

}  // namespace reeve::text
