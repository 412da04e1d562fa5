// Cuts a policy and an input at every byte: accepted or refused as OPA does (truncations.txt holds OPA's answers).
// Limits: what only OPA's type checker refuses (rego_type_error) may also be accepted.
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "reeve/engine.h"

namespace reeve::badinput {
namespace {

std::string Read(const std::string& name) {
  std::ifstream file(REEVE_SOURCE_DIR "/tests/badinput/" + name, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

// OPA's answer for each length: "accepted" or a code.
std::map<size_t, std::string> Recorded() {
  std::istringstream text(Read("truncations.txt"));
  std::map<size_t, std::string> answers;
  for (std::string line; std::getline(text, line);) {
    if (line[0] == '#') continue;
    size_t colon = line.find(':');
    std::istringstream ranges(line.substr(colon + 1));
    for (std::string range; ranges >> range;) {
      size_t dash = range.find('-');
      size_t first = std::stoul(range);
      size_t last = dash == std::string::npos ? first : std::stoul(range.substr(dash + 1));
      for (size_t i = first; i <= last; ++i) answers[i] = line.substr(0, colon);
    }
  }
  return answers;
}

std::string Compiled(const std::string& text) {
  Engine engine;
  Status status = engine.AddModule("policy.rego", text);
  if (status.ok()) status = engine.Compile().status();
  return status.ok() ? "accepted" : std::string(CodeName(status.code()));
}

TEST_CASE("a policy cut at every byte is accepted or refused as OPA does") {
  std::string policy = Read("policy.rego");
  std::map<size_t, std::string> recorded = Recorded();
  std::string differences;
  for (size_t size = 0; size <= policy.size(); ++size) {
    auto opa = recorded.find(size);
    std::string expected = opa == recorded.end() ? "rego_parse_error" : opa->second;  // inside a UTF-8 sequence
    std::string answer = Compiled(policy.substr(0, size));
    if (answer == expected || (expected == "rego_type_error" && answer == "accepted")) continue;
    differences += std::to_string(size) + ": " + answer + ", OPA " + expected + "\n";
  }
  CHECK(differences == "");
}

TEST_CASE("an input cut at every byte is refused unless it is whole") {
  std::string input = Read("input.json");
  Engine engine;
  REQUIRE(engine.AddModule("policy.rego", "package p\nanswer := count(input)\n").ok());
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  REQUIRE(policy.ok());
  Context context(*policy);
  size_t whole = input.rfind('}') + 1;
  for (size_t size = 1; size <= input.size(); ++size) {
    INFO(size);
    Result<Decision> decision = context.Evaluate("answer", input.substr(0, size));
    CHECK(decision.ok() == (size >= whole));
    if (!decision.ok()) CHECK(decision.status().code() == Code::kInvalidInput);
  }
  Result<Decision> absent = context.Evaluate("answer", "");  // no input at all
  REQUIRE(absent.ok());
  CHECK_FALSE(absent->defined());
}

}  // namespace
}  // namespace reeve::badinput
