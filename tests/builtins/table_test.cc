#include <catch2/catch.hpp>

#include "calling.h"

namespace reeve::builtins {

TEST_CASE("built-ins: every declared one has a function, eq and assign apart") {
  capabilities::Builtins builtins;
  for (uint32_t id = 0; id < builtins.size(); ++id) {
    INFO(builtins.at(id).name);
    bool compiled_away = builtins.at(id).name == "eq" || builtins.at(id).name == "assign";
    CHECK((Native(id) == nullptr) == compiled_away);
  }
  CHECK(Native(static_cast<uint32_t>(builtins.size())) == nullptr);
}

TEST_CASE("built-ins: no operands of any kind crash a function") {
  Caller caller;
  capabilities::Builtins builtins;
  const char* const samples[] = {"null",
                                 "true",
                                 "-3",
                                 "1.5",
                                 "123456789012345678901234567890",
                                 "\"a/b\"",
                                 "\"\"",
                                 "[]",
                                 "[\"x\", 1]",
                                 "{}",
                                 "{\"a\": [1, {\"b\": null}]}",
                                 "{\"$set\": []}",
                                 "{\"$set\": [1, \"a\", [2]]}"};
  constexpr size_t kSamples = std::size(samples);
  std::vector<Value> values;
  for (const char* json : samples) values.push_back(caller.Read(json));
  for (uint32_t id = 0; id < builtins.size(); ++id) {
    const capabilities::Builtin& b = builtins.at(id);
    if (Native(id) == nullptr || b.variadic) continue;
    size_t combinations = 1;
    for (uint32_t i = 0; i < b.arity; ++i) combinations *= kSamples;
    for (size_t n = 0; n < combinations; n += b.arity == 4 ? 7 : 1) {
      std::vector<Value> arguments;
      for (size_t rest = n; arguments.size() < b.arity; rest /= kSamples) arguments.push_back(values[rest % kSamples]);
      Caller fresh(1000000, 1 << 24);
      try {
        std::string answer = fresh(b.name, arguments);
        REQUIRE_FALSE(answer.empty());
      } catch (const Stop& stop) {
        REQUIRE(stop.code != Code::kOk);
      }
    }
  }
}

TEST_CASE("built-ins: what depends on the surroundings") {
  Caller caller;
  CHECK(caller("time.now_ns", {}) == "1700000000000000000");
  std::string uuid = caller("uuid.rfc4122", {Text("k")});
  CHECK(uuid.size() == 38);
  CHECK(uuid[15] == '4');
  CHECK(uuid.find_first_not_of("0123456789abcdef-\"") == std::string::npos);
  for (int i = 0; i < 100; ++i) {
    std::string n = caller("rand.intn", {Text("k"), Value::Integer(-10)});
    REQUIRE(n.size() == 1);
  }
  CHECK(caller("trace", {Text("x")}) == "true");
  CHECK(caller("print", {Text("x")}) == "true");
  CHECK(caller("internal.template_string",
               {caller.Read(R"(["a ", 1, " ", {"$set": []}, {"$set": ["x"]}, {"$set": [[1]]}, null])")}) ==
        R"("a 1 <undefined>x[1]null")");
  CHECK(caller("internal.template_string", {caller.Read(R"([{"$set": [1, 2]}])")}) ==
        "eval_conflict_error: template-strings must not produce multiple outputs");
}

}  // namespace reeve::builtins
