// The public interface of values.
#include "reeve/value.h"

#include <catch2/catch.hpp>
#include <limits>
#include <thread>
#include <vector>

#include "base/arena.h"

using namespace reeve;

TEST_CASE("a document is read by kind, key and index") {
  Result<Document> doc =
      Document::FromJson(R"({"user": "ann", "roles": ["dev", "ops"], "n": 1.50, "on": true, "z": null})");
  REQUIRE(doc.ok());
  Value root = doc->root();
  REQUIRE(root.is_object());
  REQUIRE(root.size() == 5);
  REQUIRE(root.Find("user")->string() == "ann");
  REQUIRE(root.Find("roles")->at(1).string() == "ops");
  REQUIRE(root.Find("roles")->Find(Value::Integer(1))->string() == "ops");
  REQUIRE_FALSE(root.Find("roles")->Find(Value::Integer(2)));
  REQUIRE_FALSE(root.Find("roles")->Find(Value::Integer(-1)));
  REQUIRE(root.Find("n")->number() == 1.5);
  REQUIRE(root.Find("n")->number_text() == "1.50");
  REQUIRE_FALSE(root.Find("n")->integer());
  REQUIRE(root.Find("on")->is_true());
  REQUIRE(root.Find("z")->is_null());
  REQUIRE_FALSE(root.Find("absent"));
  REQUIRE_FALSE(Value::Null().Find("user"));
  REQUIRE(root.key(0).string() == "n");
  REQUIRE(root.value(4).is_null());
  REQUIRE(root.Find("roles")->Contains(Value::BorrowedString("dev")));
  REQUIRE_FALSE(root.Find("roles")->Contains(Value::BorrowedString("root")));
  REQUIRE(root.Contains(Value::Boolean(true)));
}

TEST_CASE("integers come in several spellings") {
  auto integer = [](const char* json) { return Document::FromJson(json)->root().integer(); };
  REQUIRE(integer("1") == 1);
  REQUIRE(integer("1.0") == 1);
  REQUIRE(integer("1e3") == 1000);
  REQUIRE(integer("-9223372036854775808") == std::numeric_limits<int64_t>::min());
  REQUIRE(integer("-9.223372036854775808e18") == std::numeric_limits<int64_t>::min());
  REQUIRE_FALSE(integer("9223372036854775808"));
  REQUIRE_FALSE(integer("1e400"));
  REQUIRE_FALSE(integer("0.5"));
  REQUIRE_FALSE(integer("\"1\""));
}

TEST_CASE("a document outlives the text and can be moved") {
  auto text = std::make_unique<std::string>(R"(["some text that is long enough to live on the heap"])");
  Document doc = std::move(*Document::FromJson(*text));
  text.reset();
  Document other = std::move(doc);
  REQUIRE(doc.root().is_null());
  REQUIRE(other.root().at(0).string() == "some text that is long enough to live on the heap");
  other = Document();
  REQUIRE(other.root().is_null());
}

TEST_CASE("errors of a document say where") {
  Result<Document> doc = Document::FromJson("{\"a\": 1,\n  \"ä\": x}");
  REQUIRE_FALSE(doc.ok());
  REQUIRE(doc.status().code() == Code::kInvalidInput);
  REQUIRE(doc.status().diagnostics().at(0).row == 2);
  REQUIRE(doc.status().diagnostics().at(0).column == 8);
  REQUIRE(Document::FromJson("[[[1]]]", 2).status().code() == Code::kDepthLimit);
  REQUIRE(Document::FromJson("[[[1]]]", 3).ok());
  REQUIRE(Document::FromJson("1", 0).ok());
}

TEST_CASE("a builder makes every kind") {
  Arena arena;
  ValueBuilder builder(arena);
  Value one = *builder.Number("1");
  REQUIRE_FALSE(builder.Number("1x"));
  REQUIRE_FALSE(builder.Number(""));
  std::vector<Value> elements = {one, *builder.Number("1.0"), builder.String("x")};
  REQUIRE(builder.Array(elements).ToRego() == R"([1, 1.0, "x"])");
  Value set = builder.Set(elements);
  REQUIRE(set.ToRego() == R"({1, "x"})");
  REQUIRE(set.ToJson() == R"([1,"x"])");
  REQUIRE(set.at(1).string() == "x");
  REQUIRE(set.Find(*builder.Number("1.0"))->number_text() == "1");
  REQUIRE(set.Contains(one));
  std::vector<std::pair<Value, Value>> entries = {{one, set}, {builder.String("k"), one}, {one, one}};
  REQUIRE(builder.Object(entries).ToRego() == R"({1: 1, "k": 1})");
  REQUIRE(builder.Array({}).ToRego() == "[]");
  REQUIRE(builder.Set({}).ToRego() == "set()");
  REQUIRE(builder.Object({}).ToRego() == "{}");
  REQUIRE(builder.Copy(set) == set);
}

TEST_CASE("threads may read one document at once") {
  Result<Document> doc = Document::FromJson(R"({"c": {"z": 1, "y": [3, 2]}, "b": 2, "a": 3})");
  const std::string json = R"({"a":3,"b":2,"c":{"y":[3,2],"z":1}})";
  std::vector<std::thread> threads;
  std::vector<int> right(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 1000; ++i) right[t] += doc->root().ToJson() == json && doc->root() == doc->root();
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int n : right) REQUIRE(n == 1000);
}

TEST_CASE("names of kinds") {
  REQUIRE(KindName(Kind::kNull) == "null");
  REQUIRE(KindName(Kind::kSet) == "set");
  REQUIRE(Value::Integer(1) == Value::Integer(1));
  REQUIRE(Value::Compare(Value::Integer(1), Value::BorrowedString("")) < 0);
}
