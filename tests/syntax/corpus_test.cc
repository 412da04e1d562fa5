// OPA's parser corpora: accepted or refused as OPA, the same tree, the error on the same row. The counts are printed;
// with REEVE_SHOW_DIFFERENCES=N the first N differences are too.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>

#include "ast/ast.h"
#include "base/arena.h"
#include "syntax/parser.h"
#include "tests/syntax/corpus.h"
#include "value/json.h"

namespace reeve::syntax {
namespace {

struct Counts {
  size_t cases = 0, verdicts = 0, accepted = 0, trees = 0, refused = 0, rows = 0, columns = 0, messages = 0;
};

struct Outcome {
  bool accepted = false;
  std::string json, message;
  uint32_t row = 0, column = 0;
};

Outcome Run(const CorpusCase& c, bool islands) {
  ast::Tree tree;
  std::vector<Source> sources = {{c.module ? "test-0.rego" : "", c.text}};
  ParseOptions options;
  options.version = c.v0 ? ast::Version::kV0 : ast::Version::kV1;
  options.json_islands = islands;
  Outcome outcome;
  Status status;
  if (c.module) {
    Result<ast::Module*> module = ParseModule(tree, sources, 0, options);
    if (module.ok()) outcome.json = ast::ToJson(**module);
    status = module.status();
  } else {
    Result<ast::Body> body = ParseQuery(tree, sources, 0, options);
    if (body.ok()) outcome.json = ast::ToJson(*body);
    status = body.status();
  }
  outcome.accepted = status.ok();
  if (!status.ok()) {
    const Diagnostic& first = status.diagnostics()[0];
    outcome.message = first.message;
    outcome.row = first.row;
    outcome.column = first.column;
  }
  return outcome;
}

Counts RunCorpus(const std::string& name) {
  Counts counts;
  const char* shown = std::getenv("REEVE_SHOW_DIFFERENCES");
  long show = shown == nullptr ? 0 : std::atol(shown);
  ForEachCase(name, [&](const CorpusCase& c) {
    ++counts.cases;
    Outcome got = Run(c, true);
    counts.verdicts += got.accepted == c.accepted;
    bool tree = false, row = false, message = false;
    if (c.accepted) {
      ++counts.accepted;
      Arena arena;
      value::JsonOptions options;
      options.max_depth = 5000;
      if (got.accepted) {
        Result<Value> json = value::ParseJson(arena, got.json, options);
        tree = json.ok() && SameJson(*json, c.want_ast);
      }
      counts.trees += tree;
    } else {
      ++counts.refused;
      row = !got.accepted && got.row == c.row;
      message = row && got.message == c.message;
      counts.rows += row;
      counts.columns += row && got.column == c.column;
      counts.messages += message;
    }
    if ((c.accepted ? !tree : std::getenv("REEVE_SHOW_MESSAGES") ? !message : !row) && show-- > 0) {
      if (std::getenv("REEVE_SHOW_MESSAGES")) {
        std::cout << "MSG " << c.row << ":" << c.column << " " << c.message << " ## " << got.row << ":" << got.column
                  << " " << got.message << "\n";
        return;
      }
      std::cout << "---- " << c.note << (c.v0 ? " v0" : " v1") << "\n" << c.text << "\n";
      if (c.accepted) {
        std::string want;
        value::AppendJson(c.want_ast, want);
        std::cout << "want " << want << "\n";
      } else {
        std::cout << "want " << c.row << ":" << c.column << " " << c.message << "\n";
      }
      std::cout << "got  "
                << (got.accepted ? got.json
                                 : std::to_string(got.row) + ":" + std::to_string(got.column) + " " + got.message)
                << "\n";
    }
    // Without islands the answer is the same.
    Outcome plain = Run(c, false);
    CHECK(plain.accepted == got.accepted);
    CHECK(plain.json == got.json);
  });
  std::cout << name << ": " << counts.cases << " cases, verdict as OPA's " << counts.verdicts << "; trees equal "
            << counts.trees << " of " << counts.accepted << "; of " << counts.refused << " errors row equal "
            << counts.rows << ", column " << counts.columns << ", message " << counts.messages << "\n";
  return counts;
}

TEST_CASE("OPA's parser corpora") {
  for (std::string name : {"modules", "bodies", "fuzz"}) {
    Counts counts = RunCorpus(name);
    if (counts.cases == 0) {
      WARN("corpora not found: set REEVE_DATA");
      return;
    }
    CHECK(counts.verdicts == counts.cases);
    CHECK(counts.trees == counts.accepted);
    CHECK(counts.rows * 1000 >= counts.refused * 999);
    CHECK(counts.columns * 100 >= counts.refused * 98);
    CHECK(counts.messages * 100 >= counts.refused * 96);
  }
}

}  // namespace
}  // namespace reeve::syntax
