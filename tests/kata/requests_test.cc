// Tests the recorded requests of six pods: every answer equals the recorded one, on a fresh engine, on one Context for all, and from
// four threads over one Policy at once.
#include <catch2/catch.hpp>

#include <thread>

#include "reeve/engine.h"
#include "tests/kata/corpus.h"

using namespace reeve;
using namespace reeve::kata;

namespace {

Result<std::shared_ptr<const Policy>> Load(const Pod& pod, Prints prints = Prints::kErase) {
  Options options;
  options.rego_version = RegoVersion::kV0;
  options.prints = prints;
  Engine engine(options);
  if (Status s = engine.AddModule("policy.rego", pod.policy); !s.ok()) return s;
  if (Status s = engine.AddData(R"({"pstate":{}})"); !s.ok()) return s;
  return engine.Compile();
}

// The rule's value as JSON text, "undefined", or the error.
std::string Answer(Context& context, const Request& request) {
  Result<Decision> decision = context.Evaluate(request.kind, request.input);
  if (!decision.ok()) return decision.status().ToString();
  return decision->defined() ? decision->value().ToJson() : "undefined";
}

}  // namespace

TEST_CASE("recorded requests on a fresh engine each") {
  REEVE_NEEDS_KATA_DATA("recorded requests on a fresh engine each");
  size_t asked = 0;
  for (const Pod& pod : RequestPods()) {
    for (size_t i = 0; i < pod.requests.size(); i += 4) {  // every fourth: loading a policy takes longer than asking it
      Result<std::shared_ptr<const Policy>> policy = Load(pod);
      INFO(pod.name << " " << policy.status().ToString());
      REQUIRE(policy.ok());
      Context context(*policy);
      INFO(pod.name << " " << i << " " << pod.requests[i].kind);
      CHECK(Answer(context, pod.requests[i]) == pod.requests[i].answer);
      ++asked;
    }
  }
  CHECK(asked >= 60);
}

TEST_CASE("recorded requests on one context a policy, twice") {
  REEVE_NEEDS_KATA_DATA("recorded requests on one context a policy, twice");
  size_t asked = 0;
  for (const Pod& pod : RequestPods()) {
    Result<std::shared_ptr<const Policy>> policy = Load(pod);
    INFO(pod.name << " " << policy.status().ToString());
    REQUIRE(policy.ok());
    Context context(*policy);
    for (int round = 0; round < 2; ++round) {
      for (size_t i = 0; i < pod.requests.size(); ++i) {
        INFO(pod.name << " " << i << " " << pod.requests[i].kind);
        CHECK(Answer(context, pod.requests[i]) == pod.requests[i].answer);
        ++asked;
      }
    }
  }
  CHECK(asked == 2 * 243);
}

TEST_CASE("recorded requests from four threads over one policy") {
  REEVE_NEEDS_KATA_DATA("recorded requests from four threads over one policy");
  for (const Pod& pod : RequestPods()) {
    Result<std::shared_ptr<const Policy>> policy = Load(pod, Prints::kRecord);
    REQUIRE(policy.ok());
    std::vector<std::string> wrong(4);
    std::vector<std::thread> threads;
    for (size_t t = 0; t < wrong.size(); ++t) {
      threads.emplace_back([&, t] {
        Context context(*policy);
        for (size_t k = 0; k < pod.requests.size(); ++k) {
          const Request& request = pod.requests[(k + t * 7) % pod.requests.size()];
          std::string answer = Answer(context, request);
          if (answer != request.answer) wrong[t] += request.kind + ": " + answer + "; ";
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::string& text : wrong) {
      INFO(pod.name);
      CHECK(text == "");
    }
  }
}

TEST_CASE("options that only optimize change no answer") {
  REEVE_NEEDS_KATA_DATA("options that only optimize change no answer");
  for (const Pod& pod : RequestPods()) {
    Options options;
    options.rego_version = RegoVersion::kV0;
    options.fold = options.rule_index = options.early_exit = options.comprehension_index = false;
    Engine engine(options);
    REQUIRE(engine.AddModule("policy.rego", pod.policy).ok());
    Result<std::shared_ptr<const Policy>> policy = engine.Compile();
    REQUIRE(policy.ok());
    Context context(*policy);
    for (const Request& request : pod.requests) {
      INFO(pod.name << " " << request.kind);
      CHECK(Answer(context, request) == request.answer);
    }
  }
}
