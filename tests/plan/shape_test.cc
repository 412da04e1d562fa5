// Tests lib/plan: what plans and programs of small policies look like, told by their dumps.
#include <catch2/catch.hpp>

#include "reeve/engine.h"

using namespace reeve;

namespace {

std::string DumpOf(const std::string& rules, Form form, Options options = {}) {
  Engine engine(options);
  REQUIRE(engine.AddModule("p.rego", "package p\n" + rules).ok());
  auto policy = engine.Compile();
  INFO(policy.status().ToString());
  REQUIRE(policy.ok());
  Result<std::string> dump = (*policy)->Dump(form);
  REQUIRE(dump.ok());
  return *dump;
}

bool Has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("constructs become the blocks that plan.h names") {
  CHECK(Has(DumpOf("a if not input.x", Form::kPlan), "not\n"));
  CHECK(Has(DumpOf("a if every x in input.xs { x > 1 }", Form::kPlan), "every "));
  CHECK(Has(DumpOf("a if input.xs[_] == 1", Form::kPlan), "scan #1"));
  CHECK(Has(DumpOf("a := [x | some x in input.xs]", Form::kPlan), "collect"));
  CHECK(Has(DumpOf("a if b with input as 1\nb if input == 1", Form::kPlan), "with"));
}

TEST_CASE("a rule with one constant value returns at its first success") {
  std::string plan = DumpOf("a if input.xs[_] == 1\na if input.y", Form::kPlan);
  CHECK(Has(plan, "Return true"));
  CHECK(!Has(plan, "AssignOnce"));
  Options slow;
  slow.early_exit = false;
  CHECK(Has(DumpOf("a if input.xs[_] == 1\na if input.y", Form::kPlan, slow), "AssignOnce"));
}

TEST_CASE("a value that does not depend on a loop leaves it") {
  CHECK(Has(DumpOf("a contains y if { y := input.y; input.xs[_] == 1 }", Form::kPlan), "continue #0"));
}

TEST_CASE("bodies told apart by one input path are indexed") {
  std::string rules;
  for (int i = 0; i < 5; ++i) rules += "a if input.path == \"/" + std::to_string(i) + "\"\n";
  CHECK(Has(DumpOf(rules, Form::kProgram), "IndexInit"));
  Options plain;
  plain.rule_index = false;
  CHECK(!Has(DumpOf(rules, Form::kProgram, plain), "IndexInit"));
}

TEST_CASE("constants of the policy are looked into when planning") {
  std::string program = DumpOf("c := {\"k\": {\"x\": 7}}\na if input.y == c.k.x", Form::kProgram);
  CHECK(Has(program, "Equal"));
  CHECK(Has(program, " 7 "));
  CHECK(!Has(program, "CallRule"));
}

TEST_CASE("operands of a negated call are evaluated before the negation") {
  std::string plan = DumpOf("a if not startswith(input.s, \"x\")", Form::kPlan);
  CHECK(plan.find("InputField") < plan.find("not\n"));
}
