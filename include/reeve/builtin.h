// Functions of your own that a policy can call.
//
//     engine.Register(reeve::MakeBuiltin("acme.join", [](reeve::BuiltinCall& call, std::string_view a, std::string_view b) {
//       return call.builder.String(std::string(a) + "-" + std::string(b));
//     }));
//
// Argument types: std::string_view, int64_t, double, bool, reeve::Value (anything). An argument of another type makes the
// call fail with OPA's "operand 1 must be string but got number" (eval_type_error). The function returns a Value made by
// call.builder or passed in, a std::optional<Value> (nothing = undefined), or a Result<Value> whose error fails the call.
// A function runs on the thread that evaluates and must not call back into the same Context. It must be safe to call from several
// threads if the Policy is used by several.
#ifndef REEVE_BUILTIN_H_
#define REEVE_BUILTIN_H_

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "reeve/status.h"
#include "reeve/value.h"

namespace reeve {

struct BuiltinCall {
  ValueBuilder builder;  // memory that lives as long as the evaluation's result
  int64_t now_ns;        // the evaluation's one time
  std::function<void(uint64_t)> charge;  // spends work units; call it before long loops
};

// nullopt = undefined; an error fails the call (undefined, or an error with strict_builtin_errors).
using HostFunction = std::function<Result<std::optional<Value>>(BuiltinCall& call, std::span<const Value> arguments)>;

struct HostBuiltin {
  std::string name;             // dotted identifiers: "acme.join"
  uint32_t arity = 0;
  bool deterministic = true;    // same arguments, same result: may be evaluated at load
  bool replace = false;         // may stand in for a built-in of that name
  HostFunction function;
};

namespace internal {

template <typename T>
std::optional<T> Argument(const Value& v) {
  if constexpr (std::is_same_v<T, Value>) return v;
  else if constexpr (std::is_same_v<T, bool>) return v.is_boolean() ? std::optional<T>(v.boolean()) : std::nullopt;
  else if constexpr (std::is_same_v<T, int64_t>) return v.is_number() ? v.integer() : std::nullopt;
  else if constexpr (std::is_same_v<T, double>) return v.is_number() ? std::optional<T>(v.number()) : std::nullopt;
  else return v.is_string() ? std::optional<T>(v.string()) : std::nullopt;
}

template <typename T>
constexpr std::string_view ArgumentTypeName() {
  if constexpr (std::is_same_v<T, bool>) return "boolean";
  else if constexpr (std::is_same_v<T, int64_t>) return "integer";
  else if constexpr (std::is_same_v<T, double>) return "number";
  else return "string";
}

template <typename F, typename... Args, size_t... I>
Result<std::optional<Value>> CallTyped(F& f, BuiltinCall& call, std::span<const Value> values,
                                       std::index_sequence<I...>) {
  std::tuple<std::optional<Args>...> converted{Argument<Args>(values[I])...};
  Status bad;
  ((bad.ok() && !std::get<I>(converted)
        ? void(bad = Status(Code::kEvalType, "operand " + std::to_string(I + 1) + " must be " +
                                                  std::string(ArgumentTypeName<Args>()) + " but got " +
                                                  std::string(KindName(values[I].kind()))))
        : void()), ...);
  if (!bad.ok()) return bad;
  auto result = f(call, *std::get<I>(converted)...);
  if constexpr (std::is_same_v<decltype(result), Result<Value>>) {
    if (!result.ok()) return result.status();
    return std::optional<Value>(*result);
  } else {
    return std::optional<Value>(std::move(result));
  }
}

template <typename F>
struct TypedFunction;
template <typename R, typename C, typename... Args>
struct TypedFunction<R (C::*)(BuiltinCall&, Args...) const> {
  static constexpr uint32_t kArity = sizeof...(Args);
  template <typename F>
  static HostFunction Wrap(F f) {
    return [f = std::move(f)](BuiltinCall& call, std::span<const Value> values) {
      return CallTyped<const F, std::remove_cvref_t<Args>...>(f, call, values, std::index_sequence_for<Args...>());
    };
  }
};

}  // namespace internal

// A HostBuiltin from a typed lambda: its parameters behind the BuiltinCall& give arity and types.
template <typename F>
HostBuiltin MakeBuiltin(std::string name, F function) {
  using Typed = internal::TypedFunction<decltype(&F::operator())>;
  return HostBuiltin{std::move(name), Typed::kArity, true, false, Typed::Wrap(std::move(function))};
}

}  // namespace reeve

#endif  // REEVE_BUILTIN_H_
