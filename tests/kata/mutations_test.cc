// Tests five and more single-field mutations of each recorded request against what OPA answers (mutations.txt, recorded by
// record_answers.cc): all but one recorded answer is true, so these are where denials come from.
#include <catch2/catch.hpp>

#include <map>
#include <sstream>

#include "reeve/engine.h"
#include "tests/kata/corpus.h"
#include "tests/kata/mutate.h"

using namespace reeve;
using namespace reeve::kata;

namespace {

// "web 3" to the words "HASH=ANSWER".
std::map<std::string, std::vector<std::string>> Recorded() {
  std::map<std::string, std::vector<std::string>> recorded;
  std::istringstream in(ReadFile(REEVE_SOURCE_DIR "/tests/kata/mutations.txt"));
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string pod, index, kind, word;
    words >> pod >> index >> kind;
    while (words >> word) recorded[pod + " " + index].push_back(word);
  }
  return recorded;
}

std::string Answer(Context& context, const std::string& kind, const std::string& input) {
  Result<Decision> decision = context.Evaluate(kind, input);
  if (!decision.ok()) return "error:" + std::string(CodeName(decision.status().code()));
  return decision->defined() ? decision->value().ToJson() : "undefined";
}

}  // namespace

TEST_CASE("mutated requests are answered as OPA answers them") {
  REEVE_NEEDS_KATA_DATA("mutated requests are answered as OPA answers them");
  std::map<std::string, std::vector<std::string>> recorded = Recorded();
  size_t asked = 0, denied = 0;
  for (const Pod& pod : RequestPods()) {
    Options options;
    options.rego_version = RegoVersion::kV0;
    Engine engine(options);
    REQUIRE(engine.AddModule("policy.rego", pod.policy).ok());
    REQUIRE(engine.AddData(R"({"pstate":{}})").ok());
    Result<std::shared_ptr<const Policy>> policy = engine.Compile();
    REQUIRE(policy.ok());
    Context context(*policy);
    for (size_t i = 0; i < pod.requests.size(); ++i) {
      std::string name = pod.name + " " + std::to_string(i);
      std::vector<std::string> texts = Mutations(pod.requests[i].input, pod.name + "/" + std::to_string(i),
                                                 MutationCount(pod.requests[i].kind));
      const std::vector<std::string>& answers = recorded[name];
      INFO(name << " " << pod.requests[i].kind);
      REQUIRE(answers.size() == texts.size());
      for (size_t k = 0; k < texts.size(); ++k) {
        INFO(texts[k]);
        CHECK(HashHex(texts[k]) + "=" + Answer(context, pod.requests[i].kind, texts[k]) == answers[k]);
        ++asked;
        denied += answers[k].ends_with("=false");
      }
    }
  }
  CHECK(asked >= 1000);
  CHECK(denied >= 200);
}
