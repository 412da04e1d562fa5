// Tests that a warm Context takes nothing from the heap: it answers from the memory that earlier requests left it.
#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "reeve/engine.h"
#include "tests/kata/corpus.h"
#include "tests/memory/heap.h"

namespace reeve {
namespace {

std::shared_ptr<const Policy> Compiled(const std::string& text, RegoVersion version) {
  Options options;
  options.rego_version = version;
  options.prints = Prints::kRecord;
  Engine engine(options);
  REQUIRE(engine.AddModule("policy.rego", text).ok());
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  INFO(policy.status().ToString());
  REQUIRE(policy.ok());
  return *policy;
}

// Allocations of one request, its decision let go.
uint64_t Allocations(Context& context, const kata::Request& request) {
  bool answered = false;
  uint64_t calls = heap::HeapCalls([&] {
    Result<Decision> decision = context.Evaluate(request.kind, request.input);
    answered = decision.ok();
  });
  REQUIRE(answered);
  return calls;
}

TEST_CASE("the counter sees allocations of every kind") {
  CHECK(heap::HeapCalls([] {}) == 0);
  int64_t before = heap::HeapBytes();
  std::unique_ptr<char[]> block;
  CHECK(heap::HeapCalls([&] { block = std::make_unique<char[]>(1 << 20); }) == 1);
  CHECK(heap::HeapBytes() - before >= 1 << 20);
  block.reset();
  CHECK(heap::HeapBytes() - before < 4096);
  std::string grown;
  CHECK(heap::HeapCalls([&] { grown.assign(1000, 'x'); }) == 1);
}

TEST_CASE("the second, different request of a kind makes no heap allocation") {
  REEVE_NEEDS_KATA_DATA("heap allocations of recorded requests");
  size_t measured = 0;
  for (const kata::Pod& pod : kata::RequestPods()) {
    std::map<std::string, std::vector<const kata::Request*>> kinds;
    for (const kata::Request& request : pod.requests) kinds[request.kind].push_back(&request);
    std::shared_ptr<const Policy> policy = Compiled(pod.policy, RegoVersion::kV0);
    for (const auto& [kind, requests] : kinds) {
      Context context(policy);
      std::set<std::string> seen;
      for (const kata::Request* request : requests) {
        bool first = seen.empty();
        if (!seen.insert(request->input).second) continue;
        uint64_t calls = Allocations(context, *request);
        INFO(pod.name << ", " << kind << ", different request " << seen.size());
        if (!first) CHECK(calls == 0);
        measured += first ? 0 : 1;
      }
    }
  }
  CHECK(measured > 100);
}

TEST_CASE("a pod's requests in their order, answered a second time, make no heap allocation") {
  REEVE_NEEDS_KATA_DATA("heap allocations of recorded requests");
  for (const kata::Pod& pod : kata::RequestPods()) {
    Context context(Compiled(pod.policy, RegoVersion::kV0));
    for (const kata::Request& request : pod.requests) Allocations(context, request);
    for (size_t i = 0; i < pod.requests.size(); ++i) {
      INFO(pod.name << ", request " << i << ", " << pod.requests[i].kind);
      CHECK(Allocations(context, pod.requests[i]) == 0);
    }
  }
}

TEST_CASE("results of every kind stay off the heap") {
  Context context(Compiled(R"(package p
    members := {x | some x in input.xs; x > 1}
    pairs := {x: concat("-", [input.name, "y"]) | some x in input.names}
    matched if regex.match(sprintf("^%s-[0-9]+$", [input.name]), "web-17")
    printed if { print("the input is", input); input.name == "web" }
  )", RegoVersion::kV1));
  auto input = [](int n) {
    std::string text = R"({"name": "web", "names": ["a)" + std::to_string(n) + R"(", "b"], "xs": [1)";
    for (int i = 0; i < 50; ++i) text.append(",").append(std::to_string(i * 7 % 50 + n));
    return text + "]}";
  };
  for (const char* rule : {"members", "pairs", "matched", "printed"}) {
    for (int n = 10; n < 13; ++n) {
      uint64_t calls = Allocations(context, {rule, input(n), ""});
      INFO(rule << " " << n);
      if (n > 10) CHECK(calls == 0);
    }
  }
}

}  // namespace
}  // namespace reeve
