// Built-ins: the first line names one (any other text chooses one, too); then its operands, as a JSON array in the notation
// of tests/builtins/cases, or any bytes, of which operands of nearly the declared types are made.
//
// Whatever is called ends within a small budget, with a value of its declared type, undefined, or an error that has a text.
#include "tests/builtins/calling.h"
#include "tests/differential/operands.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;

namespace {

const capabilities::Builtin& Choose(std::string_view name) {
  static const capabilities::Builtins builtins;
  if (const capabilities::Builtin* named = builtins.Find(name)) return *named;
  size_t sum = 0;
  for (char c : name) sum += static_cast<unsigned char>(c);
  return builtins.at(static_cast<uint32_t>(sum % builtins.size()));
}

bool IsOfType(const Value& v, std::string_view type) {
  if (type.empty() || type.starts_with("any")) return true;
  if (v.is_null()) return true;  // OPA's answer of crypto.x509.parse_rsa_private_key to what is no key, for one
  return type.substr(0, type.find_first_of("<[")) == KindName(v.kind());
}

void Call(const capabilities::Builtin& builtin, std::string_view rest) {
  static const std::vector<std::string> no_hosts;
  builtins::Caller caller(200000, size_t{64} << 20);
  caller.environment.allow_net = &no_hosts;
  differential::Operands made{differential::Random(rest)};
  std::vector<Value> operands;
  if (rest.starts_with('[')) {
    if (Result<Value> list = value::ParseJson(caller.arena, rest); list.ok())
      for (size_t i = 0; i < list->size(); ++i) operands.push_back(caller.Convert(list->at(i)));
    else
      return;
  } else {
    operands = made.For(builtin);
  }
  if (!builtin.variadic) operands.resize(builtin.arity);
  Value result;
  if (!builtins::Native(builtin.id)(caller.call, operands.data(), &result)) {
    fuzz::Require(caller.call.error == Code::kOk || !caller.call.message.empty(), "an error has a text");
    return;
  }
  fuzz::Require(caller.call.error == Code::kOk, "a call has a value or an error");
  if (builtin.has(capabilities::kRelation))
    fuzz::Require(result.is_array(), "a relation has a list of results");
  else
    fuzz::Require(IsOfType(result, builtin.result), "a result is of its declared type");
  (void)result.ToRego();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view rest = fuzz::Text(data, size);
  const capabilities::Builtin& builtin = Choose(fuzz::TakeUntil(rest, '\n'));
  bool outside = builtin.has(capabilities::kReadsNetwork) || builtin.has(capabilities::kReadsEnvironment);
  if (outside || builtins::Native(builtin.id) == nullptr) return 0;
  try {
    Call(builtin, rest);
  } catch (const Stop&) {  // ended by its budget, as an evaluation would be
  }
  return 0;
}
