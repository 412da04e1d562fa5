// Tests lib/engine/{store,data_version}.cc: operations on the state.
#include <catch2/catch.hpp>

#include "reeve/engine.h"

using namespace reeve;

namespace {

std::shared_ptr<Store> NewStore(std::string_view data) {
  Engine engine;
  REQUIRE(engine.AddModule("p.rego", "package p\na := data.pstate").ok());
  auto policy = engine.Compile();
  REQUIRE(policy.ok());
  auto store = Store::Create(**policy, data);
  REQUIRE(store.ok());
  return *store;
}

Status Commit(Store& store, std::string_view operations) {
  Result<Document> document = Document::FromJson(operations);
  REQUIRE(document.ok());
  return store.Commit(document->root());
}

}  // namespace

TEST_CASE("operations change the state as RFC 6902 says") {
  auto store = NewStore(R"({"pstate": {"list": [1, 2], "a/b": 1}, "other": 1})");
  CHECK(Commit(*store, R"([{"op": "add", "path": "/pstate/x", "value": {"y": [1]}}, {"op": "add", "path": "/pstate/x/y/-", "value": 2}])").ok());
  CHECK(Commit(*store, R"([{"op": "replace", "path": "/pstate/list/0", "value": 7}, {"op": "add", "path": "/pstate/list/1", "value": 8}])").ok());
  CHECK(Commit(*store, R"([{"op": "remove", "path": "/pstate/a~1b"}, {"op": "add", "path": "/pstate/t~0", "value": null}])").ok());
  CHECK(store->Snapshot().root().ToJson() == R"({"other":1,"pstate":{"list":[7,8,2],"t~":null,"x":{"y":[1,2]}}})");
  CHECK(store->version() == 4);
}

TEST_CASE("what cannot be applied changes nothing") {
  auto store = NewStore(R"({"pstate": {"k": 1, "list": [1]}, "other": 1})");
  std::string before = store->Snapshot().root().ToJson();
  for (const char* operations :
       {R"([{"op": "remove", "path": "/pstate/none"}])", R"([{"op": "replace", "path": "/pstate/none", "value": 1}])",
        R"([{"op": "add", "path": "/other", "value": 1}])", R"([{"op": "add", "path": "/pstate", "value": {}}])",
        R"([{"op": "add", "path": "/pstate/none/x", "value": 1}])", R"([{"op": "add", "path": "/pstate/k/x", "value": 1}])",
        R"([{"op": "add", "path": "/pstate/list/3", "value": 1}])", R"([{"op": "add", "path": "/pstate/list/01", "value": 1}])",
        R"([{"op": "move", "path": "/pstate/k", "from": "/pstate/list"}])", R"([{"op": "add", "path": "pstate/k", "value": 1}])",
        R"([{"op": "add", "path": "/pstate/~2", "value": 1}])", R"([{"op": "add", "path": "/pstate/n"}])", R"([1])", R"({})",
        R"([{"op": "add", "path": "/pstate/ok", "value": 1}, {"op": "remove", "path": "/pstate/none"}])"}) {
    INFO(operations);
    Result<Document> document = Document::FromJson(operations);
    REQUIRE(document.ok());
    CHECK(store->CheckOperations(document->root()).code() == Code::kOperation);
    CHECK(store->Commit(document->root()).code() == Code::kOperation);
    CHECK(store->Snapshot().root().ToJson() == before);
  }
  CHECK(store->version() == 1);
}
