// Runs each row of the table of bad inputs under the default and under an agent's limits; afterwards the same Engine and
// Context still answer. Limits: budgets of work and memory are scaled down from the defaults, the property is the same.
#include <catch2/catch.hpp>

#include <fstream>
#include <set>

#include "reeve/engine.h"
#include "tests/badinput/cases.h"

namespace reeve::badinput {
namespace {

// The defaults, except that a budget runs out sooner: a sanitizer build would spend minutes on 10^9 units.
Options Defaults(const Case& row) {
  Options options;
  options.legacy = row.legacy;
  options.package = "p";
  options.limits.eval_work = 20'000'000;
  options.limits.eval_memory = options.limits.load_memory = 128u << 20;
  options.limits.fold_work = 5'000'000;
  return options;
}

Options Agent(const Case& row) {
  Options options = Defaults(row);
  options.limits.max_input_bytes = 4u << 20;
  options.limits.eval_work = 10'000'000;
  options.limits.eval_memory = 64u << 20;
  options.limits.max_value_depth = 64;
  return options;
}

std::string Told(const Status& status) {
  CHECK_FALSE(status.message().empty());
  return std::string(CodeName(status.code()));
}

std::string Ask(Context& context, const std::string& api, const std::string& input) {
  Result<Decision> decision = context.Evaluate(api, input);
  if (!decision.ok()) return Told(decision.status());
  return decision->defined() ? decision->value().ToJson() : "undefined";
}

// The answer of a row. The good rule stands in a second module of the package, where the row's module compiles.
std::string Answer(const Case& row, const Options& options) {
  const std::string good = "package p\ngood := input.x + 1\n";
  Engine engine(options);
  REQUIRE(engine.AddModule("good.rego", good).ok());
  Status added = engine.AddModule("policy.rego", row.policy());
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  if (!added.ok() || !policy.ok()) {
    std::string answer = Told(added.ok() ? policy.status() : added);
    REQUIRE(engine.AddModule("policy.rego", "package p\nanswer := 1\n").ok());
    policy = engine.Compile();
    REQUIRE(policy.ok());
    Context context(*policy);
    CHECK(Ask(context, "good", R"({"x": 1})") == "2");
    return answer;
  }
  Context context(*policy);
  CHECK(Ask(context, "good", R"({"x": 1})") == "2");
  std::string state = context.store().Snapshot().root().ToJson();
  std::string answer = Ask(context, row.api, row.input());
  CHECK(Ask(context, "good", R"({"x": 41})") == "42");
  CHECK(context.store().Snapshot().root().ToJson() == state);
  CHECK(context.retained_memory() <= (2u << 20));
  return answer;
}

TEST_CASE("bad input is answered as the table tells") {
  for (const Case& row : Cases()) {
    INFO(row.name);
    CHECK(Answer(row, Defaults(row)) == row.by_default);
    CHECK(Answer(row, Agent(row)) == row.by_agent);
  }
}

// Names and answers of the documented table: | case | default | agent |.
std::set<std::string> Documented() {
  std::ifstream file(REEVE_SOURCE_DIR "/docs/bad-input.md");
  REQUIRE(file.good());
  std::set<std::string> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("| ", 0) == 0 && line.rfind("| case |", 0) != 0) rows.insert(line);
  }
  return rows;
}

// An answer as the page tells it: a code in code quotes, a value as "accepted".
std::string Shown(const std::string& answer) {
  bool code = answer.rfind("reeve_", 0) == 0 || answer.rfind("rego_", 0) == 0;
  return code ? "`" + answer + "`" : "accepted";
}

TEST_CASE("docs/bad-input.md has the rows of the test") {
  std::set<std::string> documented = Documented();
  std::set<std::string> tested;
  for (const Case& row : Cases()) {
    tested.insert("| " + row.name + " | " + Shown(row.by_default) + " | " + Shown(row.by_agent) + " |");
  }
  CHECK(documented == tested);
}

}  // namespace
}  // namespace reeve::badinput
