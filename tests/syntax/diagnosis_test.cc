// The fast parser fails exactly where ANTLR's own error machinery reports its first error.
#include <catch2/catch.hpp>

#include "syntax/antlr_errors.h"
#include "syntax/generated/RegoParser.h"
#include "syntax/lexer.h"
#include "tests/syntax/corpus.h"
#include "tests/syntax/sample.h"

namespace reeve::syntax {
namespace {

constexpr uint32_t kNone = UINT32_MAX;

struct Failures {
  uint32_t fast = kNone, diagnosed = kNone;  // the failing token
};

// Runs both modes on a text; language rules of the builder do not count.
Failures Run(const std::string& text, bool module, ast::Version version) {
  Failures failures;
  ast::Tree tree;
  ParseOptions options;
  options.version = version;
  LexerResult lexed = Lex(tree.arena(), text, options, module);
  Cursor cursor{lexed.tokens.data(), static_cast<uint32_t>(lexed.tokens.size()), 0};
  Builder builder(tree, text, 0, options, lexed, cursor);
  try {
    TokenArray stream(cursor, text);
    RegoParser parser(&stream);
    parser.Use(&builder, &cursor);
    if (module) {
      parser.module_();
    } else {
      parser.query_();
    }
  } catch (const SyntaxFailure& failure) {
    failures.fast = failure.token;
  } catch (const BuildFailure&) {
    return failures;
  }
  // Without an error Diagnose names the token it is given.
  failures.diagnosed = Diagnose(cursor, text, lexed, module, cursor.size - 1)[0].token;
  if (failures.fast == kNone) failures.diagnosed = failures.diagnosed == cursor.size - 1 ? kNone : failures.diagnosed;
  return failures;
}

TEST_CASE("both modes agree on mutated modules") {
  std::mt19937 random(11);
  size_t failed = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = Mutated(kSample, random);
    Failures failures = Run(text, true, ast::Version::kV1);
    INFO(text);
    REQUIRE(failures.fast == failures.diagnosed);
    failed += failures.fast != kNone;
  }
  CHECK(failed > 1000);
}

TEST_CASE("both modes agree on OPA's corpora") {
  for (std::string name : {"modules", "bodies", "fuzz"}) {
    ForEachCase(name, [&](const CorpusCase& c) {
      Failures failures = Run(c.text, c.module, c.v0 ? ast::Version::kV0 : ast::Version::kV1);
      INFO(c.text);
      REQUIRE(failures.fast == failures.diagnosed);
    });
  }
}

}  // namespace
}  // namespace reeve::syntax
