// Diagnose finds an error in what the parser refuses, and none in what it reads.
#include <pthread.h>

#include <catch2/catch.hpp>
#include <functional>

#include "syntax/diagnosis.h"
#include "syntax/generated/RegoParser.h"
#include "syntax/lexer.h"
#include "tests/syntax/corpus.h"
#include "tests/syntax/sample.h"

namespace reeve::syntax {
namespace {

enum class Outcome { kRead, kNoted, kRefused };   // noted: the builder has something against it

struct Both {
  Outcome parser = Outcome::kRead;
  size_t errors = 0;                              // of Diagnose
};

Both Run(const std::string& text, bool module, ast::Version version) {
  Both both;
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
    if (!builder.errors().empty()) both.parser = Outcome::kNoted;
  } catch (const SyntaxFailure&) {
    both.parser = Outcome::kRefused;
  } catch (const BuildFailure&) {
    both.parser = Outcome::kNoted;
  }
  both.errors = Diagnose(text, lexed, options, module).size();
  return both;
}

// False: refused, and OPA's parser reads it; what OPA then finds wrong with the statements is another matter.
bool Check(const Both& both) {
  if (both.parser == Outcome::kRead) REQUIRE(both.errors == 0);
  return both.parser != Outcome::kRefused || both.errors > 0;
}

TEST_CASE("parser and diagnosis agree on mutated modules") {
  std::mt19937 random(11);
  size_t refused = 0;
  for (int round = 0; round < 3000; ++round) {
    const std::string text = Mutated(kSample, random);
    const Both both = Run(text, true, ast::Version::kV1);
    INFO(text);
    REQUIRE(Check(both));
    refused += both.parser == Outcome::kRefused;
  }
  CHECK(refused > 1000);
}

TEST_CASE("parser and diagnosis agree on OPA's corpora") {
  size_t read_by_opa = 0;   // f().x {}
  for (std::string name : {"modules", "bodies", "fuzz"}) {
    ForEachCase(name, [&](const CorpusCase& c) {
      INFO(c.text);
      read_by_opa += !Check(Run(c.text, c.module, c.v0 ? ast::Version::kV0 : ast::Version::kV1));
    });
  }
  CHECK(read_by_opa < 10);
}

std::string Repeated(const std::string& part, size_t count) {
  std::string text;
  for (size_t i = 0; i < count; ++i) text += part;
  return text;
}

// Runs `body` on a thread with the stack that an agent's thread may have; sanitizers and -O0 need more.
void OnSmallStack(const std::function<void()>& body) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
  constexpr size_t kStack = 16u << 20;
#else
  constexpr size_t kStack = 1u << 20;
#endif
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, kStack) == 0);
  pthread_t thread;
  auto run = [](void* argument) -> void* {
    (*static_cast<const std::function<void()>*>(argument))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run, const_cast<std::function<void()>*>(&body)) == 0);
  REQUIRE(pthread_join(thread, nullptr) == 0);
  pthread_attr_destroy(&attributes);
}

// Each attempt that fails is followed by another, at each level: OPA's ways multiply. They are bounded here.
TEST_CASE("hostile texts are diagnosed in bounded time and depth") {
  for (const std::string& text : {
           "package a\np if { x := " + Repeated("f(x).", 50000) + " }",
           "package a\np if { x := " + Repeated("a in ", 50000) + " }",
           "package a\np if { x := " + Repeated("1 + ", 50000) + " }",
           "package a\np if { " + Repeated("{a | some x in ", 200) + " }",
           "package a\np if { " + Repeated("some x in {y: z | ", 200) + " }",
           "package a\np if { " + Repeated("every x in {y: z | ", 200) + " }",
           "package a\nimport future.keywords.or\np if { " + Repeated("(a or {", 200) + " }",
           "package a\nimport future.keywords.not\np if { " + Repeated("not {", 400) + " }",
           "package a\np if true" + Repeated(" else := 1", 50000) + " else",
           "package a\np if { x := $\"" + Repeated("{$\"", 400) + " }",
           "package a\np := " + Repeated("[", 500) + "\n",
           "package a\np if { " + Repeated("x with input as 1 ", 5000) + " with }",
       }) {
    INFO(text.substr(0, 60));
    Both both;
    OnSmallStack([&] { both = Run(text, true, ast::Version::kV1); });
    CHECK(both.parser != Outcome::kRead);
  }
}

}  // namespace
}  // namespace reeve::syntax
