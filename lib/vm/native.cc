// Calls of built-ins: errors that are undefined unless strict, one answer per evaluation for what is not deterministic, host functions.
#include <algorithm>

#include "value/compare.h"
#include "vm/machine.h"

namespace reeve::vm {

Outcome Machine::CallHost(const Native& native, const Value* arguments, uint32_t count, Value* result) {
  BuiltinCall call{ValueBuilder(scratch_.arena), call_.environment.now_ns, [this](uint64_t units) { budget_.Charge(units); }};
  Result<std::optional<Value>> answer = (*native.host)(call, std::span<const Value>(arguments, count));
  if (!answer.ok()) {
    call_.error = answer.status().code() == Code::kEvalType ? Code::kEvalType : Code::kEvalBuiltin;
    call_.message = std::string(answer.status().message());
    return Outcome::kError;
  }
  if (!answer->has_value()) return Outcome::kUndefined;
  *result = **answer;
  return Outcome::kValue;
}

// One call without the cache: kError means that call_.error is set.
Outcome Machine::Native_(uint32_t id, const Value* arguments, uint32_t count, Value* result, const program::Instruction*) {
  const Native& native = natives_[id];
  if (native.function == nullptr) return CallHost(native, arguments, count, result);
  if (native.function(call_, arguments, result)) return Outcome::kValue;
  return call_.error == Code::kOk ? Outcome::kUndefined : Outcome::kError;
}

Outcome Machine::CallNative(uint32_t id, const Value* arguments, uint32_t count, Value* result, const program::Instruction* at) {
  const Native& native = natives_[id];
  if (native.nondeterministic) {
    for (const NondeterministicAnswer& answer : scratch_.answers) {
      if (answer.builtin != id || answer.count != count) continue;
      if (!std::equal(arguments, arguments + count, answer.arguments, [](const Value& a, const Value& b) { return value::Equal(a, b); })) continue;
      *result = answer.result;
      return answer.defined ? Outcome::kValue : Outcome::kUndefined;
    }
  }
  call_.error = Code::kOk;
  Outcome outcome = Native_(id, arguments, count, result, at);
  if (outcome == Outcome::kError) {
    if (!options_.strict_builtin_errors) return Outcome::kUndefined;
    return Fail(call_.error, std::string(native.name) + ": " + call_.message, at);
  }
  if (native.nondeterministic) {
    Value* kept = scratch_.arena.NewArray<Value>(count);
    std::copy(arguments, arguments + count, kept);
    scratch_.answers.push_back({id, count, kept, outcome == Outcome::kValue ? *result : Value(), outcome == Outcome::kValue});
  }
  return outcome;
}

}  // namespace reeve::vm
