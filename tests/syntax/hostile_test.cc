// Texts that are made to break a parser: depth, length, truncation, bytes that are no text.
#include <catch2/catch.hpp>
#include <thread>

#include "tests/syntax/corpus.h"
#include "tests/syntax/parse.h"
#include "tests/syntax/sample.h"

namespace reeve::syntax {
namespace {

std::string Repeat(std::string_view text, size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string InModule(const std::string& term) { return "package a\np if { x := " + term + " }\n"; }

TEST_CASE("deep nesting ends with an error that says so") {
  for (const char* open : {"[", "{", "(", "f(", "x[", "{1:", "[1|", "{x|", "$\"{", "not {"}) {
    CAPTURE(open);
    Parsed deep(InModule(Repeat(open, 100000)));
    REQUIRE_FALSE(deep.ok());
    Parsed query(Repeat(open, 100000), {}, false);
    REQUIRE_FALSE(query.ok());
  }
  Parsed brackets(InModule(Repeat("[", 100000)));
  CHECK(brackets.status.code() == Code::kDepthLimit);
  CHECK(Parsed(InModule(Repeat("[", 500) + Repeat("]", 500))).ok());
  CHECK(Parsed(InModule(Repeat("[", 600) + Repeat("]", 600))).status.code() == Code::kDepthLimit);
}

TEST_CASE("long chains are bounded or flat") {
  CHECK(Parsed(InModule("1" + Repeat(" + 1", 2000))).ok());
  CHECK(Parsed(InModule("1" + Repeat(" + 1", 100000))).status.code() == Code::kDepthLimit);
  CHECK(Parsed(InModule("a" + Repeat(".b", 100000))).ok());
  CHECK_FALSE(Parsed(InModule(Repeat("-", 100000) + "1")).ok());
  CHECK_FALSE(Parsed(InModule("x" + Repeat("(1)", 100000))).ok());
  CHECK(Parsed(InModule("x" + Repeat("(1).y", 100000))).status.code() == Code::kDepthLimit);
  CHECK(Parsed("package a\nimport rego.v2\np if { a" + Repeat(" and a", 100000) + " }").status.code() ==
        Code::kDepthLimit);
  CHECK(Parsed("package a\np if { a }" + Repeat(" else if { b }", 100000)).status.code() == Code::kDepthLimit);
  CHECK(Parsed("package a\np if { x" + Repeat(" with a as b", 50000) + " }").ok());
  CHECK(Parsed("package a\n" + Repeat("p if { q }\n", 20000)).ok());
  CHECK(Parsed(InModule("$\"" + Repeat("{a} b ", 20000) + "\"")).ok());
  CHECK_FALSE(Parsed(InModule(Repeat("$\"{", 400) + Repeat("}\"", 399))).ok());
  CHECK(Parsed(InModule(Repeat("$\"{", 200) + "1" + Repeat("}\"", 200))).ok());
}

TEST_CASE("near-JSON values are looked at twice at most") {
  CHECK(Parsed("package a\n" + Repeat("p := {\"a\": [1, x]}\n", 20000)).ok());
  CHECK(Parsed("package a\np := " + Repeat("[", 600) + Repeat("]", 600)).status.code() == Code::kDepthLimit);
}

TEST_CASE("size limits") {
  ParseOptions options;
  options.max_bytes = 100;
  CHECK(Parsed("package a\n" + Repeat("#", 100), options).status.code() == Code::kSizeLimit);
  options = {};
  options.max_line_bytes = 1000;
  Parsed line("package a\n\n#" + Repeat("x", 1000), options);
  CHECK(line.status.code() == Code::kSizeLimit);
  CHECK(line.status.diagnostics()[0].row == 3);
  CHECK(Parsed("package a\n" + Repeat("# short\n", 1000), options).ok());
}

TEST_CASE("bytes that are no text") {
  CHECK(Parsed("").error() == "0:0 empty module");
  CHECK(Parsed(" \n# only a comment").error() == "0:0 empty module");
  CHECK(Parsed("\xEF\xBB\xBFpackage a\np := 1").ok());
  CHECK(Parsed("package a\np := \"\xEF\xBB\xBF\"").error() == "2:6 illegal byte-order mark");
  CHECK(Parsed(std::string("package a\np := \"x\0\"", 19)).error() == "2:6 illegal null character");
  CHECK(Parsed(std::string("package a\np := 1\n\0", 18)).ok() == false);
  CHECK(Parsed("package a\np := \"\xFF\"").error() == "2:6 illegal utf-8 character");
  CHECK(Parsed("package a\n# \xC3\x28\n").error() == "2:1 illegal utf-8 character");
  CHECK(Parsed("package a\np\xC2\xA0:= 1").error() ==
        "2:2 illegal non-breaking space character, use a regular space instead");
  CHECK(Parsed("package a\np := \"x").error() == "2:6 non-terminated string");
  CHECK(Parsed("package a\np := 1e999999").error() == "2:6 number too big");
}

TEST_CASE("a text cut at any byte is accepted or refused, and never more") {
  const std::string sample = kSample;
  REQUIRE(Parsed(sample).error() == "");
  for (size_t n = 0; n < sample.size(); ++n) {
    Parsed cut(sample.substr(0, n));
    Parsed query(sample.substr(n), {}, false);
    if (!cut.ok()) CHECK(cut.status.diagnostics()[0].message != "");
  }
}

TEST_CASE("mutations: islands change nothing, and every refusal has a place") {
  const std::string sample = kSample;
  std::mt19937 random(7);
  ParseOptions plain;
  plain.json_islands = false;
  for (int round = 0; round < 1500; ++round) {
    const std::string text = Mutated(sample, random);
    Parsed with(text), without(text, plain);
    REQUIRE(with.ok() == without.ok());
    if (with.ok()) {
      REQUIRE(with.json() == without.json());
    } else {
      REQUIRE(with.status.diagnostics()[0].row > 0);
    }
  }
}

TEST_CASE("four threads parse at once, good texts and bad ones") {
  std::vector<std::thread> threads;
  std::vector<int> failures(4, 0);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t, &failures] {
      for (int i = 0; i < 50; ++i) {
        if (!Parsed(kSample).ok()) ++failures[t];
        if (Parsed(std::string(kSample) + "q := [1, }").ok()) ++failures[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == std::vector<int>(4, 0));
}

}  // namespace
}  // namespace reeve::syntax
