// Calls built-ins from tests.
#ifndef REEVE_TESTS_BUILTINS_CALLING_H_
#define REEVE_TESTS_BUILTINS_CALLING_H_

#include <string>
#include <string_view>
#include <vector>

#include "builtins/table.h"
#include "text/pattern_cache.h"
#include "value/json.h"
#include "value/table.h"

namespace reeve::builtins {

class Caller {
 public:
  explicit Caller(uint64_t units = 100000000, size_t memory = size_t{1} << 30)
      : arena(memory), budget(units), call{arena, budget, patterns_, environment} {
    environment.now_ns = 1700000000000000000;
    environment.random = [this] { return random_ = random_ * 6364136223846793005u + 1442695040888963407u; };
  }

  // The result's JSON, "undefined", or the error behind its code.
  std::string operator()(std::string_view name, const std::vector<Value>& arguments) {
    Value result;
    call.error = Code::kOk;
    static const capabilities::Builtins builtins;
    capabilities::NativeFunction function = Native(builtins.Find(name)->id);
    if (function(call, arguments.data(), &result)) return result.ToJson();
    return call.error == Code::kOk ? "undefined" : std::string(CodeName(call.error)) + ": " + call.message;
  }

  // A value of JSON text, in which {"$set": [...]} is a set and {"$object": [[key, value], ...]} an object of any keys.
  Value Read(std::string_view json) {
    Result<Value> v = value::ParseJson(arena, json);
    return v.ok() ? Convert(*v) : Value::BorrowedString("unreadable");
  }
  Value Convert(Value v) {
    if (v.is_array()) {
      Value* elements = arena.NewArray<Value>(v.size());
      for (size_t i = 0; i < v.size(); ++i) elements[i] = Convert(v.at(i));
      return value::Access::Array(elements, v.size());
    }
    if (!v.is_object()) return v;
    if (auto members = v.Find("$set"); members && members->is_array()) {
      value::Table* set = value::NewTable(arena, 1, 1);
      for (size_t i = 0; i < members->size(); ++i) value::Insert(arena, set, Convert(members->at(i)));
      return value::Access::Set(set);
    }
    value::Table* object = value::NewTable(arena, 2, 1);
    if (auto pairs = v.Find("$object"); pairs && pairs->is_array()) {
      for (size_t i = 0; i < pairs->size(); ++i) {
        if (!pairs->at(i).is_array() || pairs->at(i).size() != 2) continue;
        value::Insert(arena, object, Convert(pairs->at(i).at(0)), Convert(pairs->at(i).at(1)));
      }
    } else {
      for (size_t i = 0; i < v.size(); ++i) value::Insert(arena, object, v.key(i), Convert(v.value(i)));
    }
    return value::Access::Object(object);
  }

  Arena arena;
  Budget budget;
  capabilities::Environment environment;
  capabilities::CallContext call;

 private:
  text::PatternCache patterns_;
  uint64_t random_ = 42;
};

inline Value Text(std::string_view text) { return Value::BorrowedString(text); }

}  // namespace reeve::builtins

#endif  // REEVE_TESTS_BUILTINS_CALLING_H_
