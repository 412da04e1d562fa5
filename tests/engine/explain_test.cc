// Tests lib/engine/explain.cc: the first expression that failed, for each candidate.
#include <catch2/catch.hpp>

#include "reeve/engine.h"

using namespace reeve;

namespace {

constexpr const char* kPolicy = R"(package p
default a := false
containers := [{"root": true, "args": ["x"]}, {"root": false, "args": ["y"]}]
a if {
  some c in containers
  c.root == input.root
  same_args(c, input.args)
}
same_args(c, args) if c.args == args
)";

Explanation Explained(std::string_view input, const ExplainOptions& options = {}) {
  Engine engine;
  REQUIRE(engine.AddModule("p.rego", kPolicy).ok());
  auto policy = engine.Compile();
  REQUIRE(policy.ok());
  Context context(*policy);
  Result<Decision> decision = context.Evaluate("a", input);
  REQUIRE(decision.ok());
  CHECK(decision->value().is_false());
  Result<Explanation> explanation = context.Explain(*decision, options);
  REQUIRE(explanation.ok());
  return *explanation;
}

}  // namespace

TEST_CASE("each candidate is told with the expression that failed first") {
  Explanation e = Explained(R"({"root": false, "args": ["secret"]})");
  CHECK(e.agrees);
  REQUIRE(e.candidates.size() == 3);
  CHECK((e.candidates[0].row == 6 && e.candidates[0].depth == 0));
  CHECK((e.candidates[1].row == 7 && e.candidates[1].depth == 0));
  CHECK((e.candidates[2].row == 9 && e.candidates[2].depth == 1 && e.candidates[2].rule == "same_args"));
  CHECK(e.candidates[0].loop.find("[0]") != std::string::npos);
  CHECK(e.candidates[1].loop.find("[1]") != std::string::npos);
  CHECK(e.Summary() == "p.rego:9: c.args == args");
}

TEST_CASE("values are shown only when asked for") {
  for (const auto& c : Explained(R"({"root": false, "args": ["secret"]})").candidates) CHECK(c.values.empty());
  ExplainOptions options;
  options.show_values = true;
  Explanation e = Explained(R"({"root": false, "args": ["secret"]})", options);
  CHECK(e.candidates[2].values.find("secret") != std::string::npos);
}

TEST_CASE("a query is explained like a rule") {
  Engine engine;
  REQUIRE(engine.AddModule("p.rego", kPolicy).ok());
  auto policy = engine.Compile();
  REQUIRE(policy.ok());
  auto query = (*policy)->Prepare("some c in data.p.containers; data.p.same_args(c, [\"z\"])");
  REQUIRE(query.ok());
  Context context(*policy);
  Result<ResultSet> results = context.Evaluate(**query, "{}");
  REQUIRE(results.ok());
  CHECK(results->rows().empty());
  Result<Explanation> e = context.Explain(**query, *results);
  REQUIRE(e.ok());
  CHECK(e->agrees);
  REQUIRE(e->candidates.size() == 4);
  CHECK((e->candidates[0].rule == "query" && e->candidates[0].depth == 0 && e->candidates[0].loop.find("[0]") != std::string::npos));
  CHECK((e->candidates[1].rule == "same_args" && e->candidates[1].row == 9 && e->candidates[1].depth == 1));
  CHECK(e->candidates[2].loop.find("[1]") != std::string::npos);
}
