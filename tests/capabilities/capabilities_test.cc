// Capabilities as text: what is written is what OPA writes of the same built-ins; what is read is bounded and checked.
#include "capabilities/capabilities.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "value/json.h"

namespace reeve::capabilities {

TEST_CASE("capabilities: written as OPA writes them") {
  std::string text = WriteCapabilities(Builtins());
  Arena arena;
  Result<Value> own = value::ParseJson(arena, text);
  REQUIRE(own.ok());
  Value builtins = *own->Find("builtins");
  CHECK(builtins.size() == static_cast<size_t>(BuiltinId::kSize));
  CHECK(own->Find("features")->ToJson() == R"(["keywords_in_refs","rego_v1","rego_v2","rego_v2_import","template_strings"])");
  std::ifstream file(std::string(REEVE_DATA_DIR) + "/opa/capabilities.json", std::ios::binary);
  if (!file) return;
  std::string opa_text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  Result<Value> opa = value::ParseJson(arena, opa_text);
  REQUIRE(opa.ok());
  Value all = *opa->Find("builtins");
  size_t same = 0;
  for (size_t i = 0, k = 0; i < all.size() && k < builtins.size(); ++i) {
    if (all.at(i).Find("name")->string() != builtins.at(k).Find("name")->string()) continue;
    INFO(all.at(i).ToJson());
    CHECK(all.at(i) == builtins.at(k));
    // The text, too: members in OPA's order, indented as OPA does.
    std::string name = "\"name\": \"" + std::string(all.at(i).Find("name")->string()) + "\"";
    size_t at = opa_text.find(name), here = text.find(name);
    size_t end = opa_text.find("\n    }", at), here_end = text.find("\n    }", here);
    CHECK(opa_text.substr(at, end - at) == text.substr(here, here_end - here));
    ++same;
    ++k;
  }
  CHECK(same == builtins.size());
}

TEST_CASE("capabilities: read") {
  Result<Capabilities> read = ReadCapabilities(R"({"builtins": [{"name": "sum"}, {"name": "count", "decl": 7}], "features": ["rego_v1"], "more": 1})");
  REQUIRE(read.ok());
  CHECK(read->builtins == std::vector<std::string>{"count", "sum"});
  CHECK(read->HasFeature("rego_v1"));
  CHECK_FALSE(read->HasFeature("rego_v2"));
  CHECK(ReadCapabilities(WriteCapabilities(Builtins()))->builtins.size() == static_cast<size_t>(BuiltinId::kSize));
  for (const char* bad : {"", "[]", "{", "{\"builtins\": 1}", "{\"builtins\": [1]}", "{\"builtins\": [{}]}", "{\"builtins\": [{\"name\": null}]}",
                          "{\"features\": [null]}", "{\"future_keywords\": {}}", "\xff"}) {
    INFO(bad);
    Result<Capabilities> refused = ReadCapabilities(bad);
    CHECK_FALSE(refused.ok());
    if (!refused.ok()) CHECK(refused.status().code() == Code::kInvalidArgument);
  }
}

TEST_CASE("capabilities: built-ins that are not listed are not found") {
  Builtins builtins;
  builtins.Restrict({"count", "nosuch"});
  CHECK(builtins.Find("count") != nullptr);
  CHECK(builtins.Find("sum") == nullptr);
  uint32_t id = builtins.Add("sum", 1, kPure, false);   // a program may bring its own
  REQUIRE(id != Builtins::kNone);
  CHECK(builtins.Find("sum")->id == id);
}

}  // namespace reeve::capabilities
