// Output variables: what an expression binds when it is evaluated with the variables in `safe` bound. Functions add to `out`;
// they may add variables that are safe already.
//
// Held by tests/semantics/safety_test.cc.
#ifndef REEVE_LIB_SEMANTICS_OUTPUTS_H_
#define REEVE_LIB_SEMANTICS_OUTPUTS_H_

#include "semantics/compilation.h"

namespace reeve::semantics {

// The walk that safety takes over expressions: functions' names and closures left out.
constexpr VarWalk kSafetyWalk{.call_heads = true, .closures = true};

// Whether all variables that the safety walk meets below x are safe.
template <typename X>
bool AllSafe(const X& x, const SafeSet& safe) {
  bool ok = true;
  WalkVars(x, kSafetyWalk, [&](VarId v, const Term*) { ok = ok && safe.Contains(v); });
  return ok;
}

// Any expression. Asks for functions: only after the tree of rules is built.
void Outputs(Compilation& c, Expr& expr, const SafeSet& safe, VarSet& out);
// An expression `a = b`.
void EqOutputs(const Compilation& c, Expr& expr, const SafeSet& safe, VarSet& out);
// Adds to `safe` what the first `count` expressions of the body bind, from left to right.
void AddBodyOutputs(Compilation& c, Body& body, size_t count, SafeSet& safe);

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_OUTPUTS_H_
