// Tests that memory is given back: after a large input, after many commits, after errors.
#include <catch2/catch.hpp>

#include "reeve/engine.h"
#include "tests/memory/heap.h"

namespace reeve {
namespace {

constexpr int64_t kMiB = 1 << 20;

constexpr char kPolicy[] = R"(package agent_policy
default Ask := false
Ask if data.pstate.containers[input.id].pid == 7
Size := count(input.text)
)";

std::shared_ptr<const Policy> Compiled(Options options = {}) {
  Engine engine(options);
  REQUIRE(engine.AddModule("policy.rego", kPolicy).ok());
  REQUIRE(engine.AddData(R"({"pstate": {"containers": {}}})").ok());
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  REQUIRE(policy.ok());
  return *policy;
}

Document Json(const std::string& text) {
  Result<Document> document = Document::FromJson(text);
  REQUIRE(document.ok());
  return std::move(*document);
}

TEST_CASE("a Context gives back the memory of an input of 64 MB") {
  Options options;
  options.limits.max_input_bytes = 80 * kMiB;
  Context context(Compiled(options));
  REQUIRE(context.Evaluate("Size", R"({"text": "abc"})").ok());
  int64_t before = heap::HeapBytes();

  std::string shape = GENERATE("one string", "many values");
  {
    std::string input = R"({"text": ")";
    if (shape == "one string") {
      input.append(64 * kMiB, 'x') += "\"}";
    } else {
      input += "abc\", \"many\": [0";
      while (static_cast<int64_t>(input.size()) < 64 * kMiB) input += R"(,{"k":[1,2,"three"]})";
      input += "]}";
    }
    Result<Decision> decision = context.Evaluate("Size", input);
    INFO(shape << ": " << decision.status().ToString());
    REQUIRE(decision.ok());
    CHECK(decision->value().integer() == (shape == "one string" ? 64 * kMiB : 3));
    CHECK(heap::HeapBytes() - before > 64 * kMiB);
  }
  INFO(shape);
  CHECK(context.retained_memory() <= options.limits.retained_memory);
  CHECK(heap::HeapBytes() - before < 2 * kMiB);
  // And goes on working in what it kept.
  Result<Decision> after = context.Evaluate("Size", R"({"text": "abcd"})");
  REQUIRE(after.ok());
  CHECK(after->value().integer() == 4);
}

TEST_CASE("an input beyond a limit leaves nothing behind") {
  Options options;
  options.limits.max_input_bytes = 80 * kMiB;
  options.limits.eval_memory = 16 * kMiB;
  Context context(Compiled(options));
  REQUIRE(context.Evaluate("Size", R"({"text": "abc"})").ok());
  int64_t before = heap::HeapBytes();
  {
    Result<Decision> decision = context.Evaluate("Size", R"({"text": ")" + std::string(64 * kMiB, 'x') + "\"}");
    REQUIRE_FALSE(decision.ok());
    CHECK(decision.status().code() == Code::kMemoryLimit);
  }
  CHECK(heap::HeapBytes() - before < 2 * kMiB);
  CHECK(context.retained_memory() <= options.limits.retained_memory);
  CHECK(context.Evaluate("Size", R"({"text": "abc"})").ok());
}

TEST_CASE("decisions held together give their memory back when they go") {
  Context context(Compiled());
  std::string input = R"({"text": ")" + std::string(kMiB, 'x') + "\"}";
  REQUIRE(context.Evaluate("Size", input).ok());
  int64_t before = heap::HeapBytes();
  {
    std::vector<Decision> held;
    for (int i = 0; i < 20; ++i) {
      Result<Decision> decision = context.Evaluate("Size", input);
      REQUIRE(decision.ok());
      held.push_back(std::move(*decision));
    }
    CHECK(heap::HeapBytes() - before > 19 * kMiB);
  }
  CHECK(heap::HeapBytes() - before < 2 * kMiB);
}

TEST_CASE("a million commits run in bounded memory") {
  const int64_t commits = heap::Sanitized() ? 20000 : 1000000;
  Context context(Compiled());
  Store& store = context.store();
  // Containers that stay, so that a version has something to share with the next.
  for (int i = 0; i < 20; ++i) {
    Document add = Json(R"([{"op": "add", "path": "/pstate/containers/c)" + std::to_string(i) + R"(", "value": {"pid": 7}}])");
    REQUIRE(store.Commit(add.root()).ok());
  }
  std::vector<Document> operations;
  for (int i = 0; i < 8; ++i) {
    std::string path = R"("path": "/pstate/containers/new)" + std::to_string(i) + "\"";
    operations.push_back(Json(R"([{"op": "add", )" + path + R"(, "value": {"pid": )" + std::to_string(i) + R"(, "mounts": ["/a", "/b"]}}])"));
    operations.push_back(Json(R"([{"op": "replace", )" + path + R"(, "value": ["replaced", )" + std::to_string(i) + "]}]"));
    operations.push_back(Json(R"([{"op": "remove", )" + path + "}]"));
  }
  uint64_t version = store.version();
  int64_t before = heap::HeapBytes(), most = before;
  size_t most_reported = 0;
  int64_t failed = 0;
  for (int64_t i = 0; i < commits; ++i) {
    failed += store.Commit(operations[static_cast<size_t>(i) % operations.size()].root()).ok() ? 0 : 1;
    most = std::max(most, heap::HeapBytes());
    most_reported = std::max(most_reported, store.memory());
  }
  CHECK(failed == 0);
  CHECK(store.version() == version + static_cast<uint64_t>(commits));
  INFO("at most " << most - before << " bytes more, " << most_reported << " reported");
  CHECK(most - before < 2 * kMiB);
  CHECK(most_reported < static_cast<size_t>(2 * kMiB));
  CHECK(heap::HeapBytes() - before < kMiB);
  Result<Decision> decision = context.Evaluate("Ask", R"({"id": "c19"})");
  REQUIRE(decision.ok());
  CHECK(decision->value().is_true());
}

TEST_CASE("commits that a Context never reads are not kept for it") {
  Context context(Compiled());
  REQUIRE(context.Evaluate("Ask", R"({"id": "c"})").ok());
  std::string megabyte(kMiB, 'x');
  int64_t before = heap::HeapBytes();
  for (int i = 0; i < 50; ++i) {
    Document put = Json(R"([{"op": "add", "path": "/pstate/text", "value": ")" + megabyte + std::to_string(i) + "\"}]");
    REQUIRE(context.store().Commit(put.root()).ok());
  }
  CHECK(heap::HeapBytes() - before < 8 * kMiB);
}

}  // namespace
}  // namespace reeve
