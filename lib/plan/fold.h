// Which rules depend on the policy alone.
#ifndef REEVE_LIB_PLAN_FOLD_H_
#define REEVE_LIB_PLAN_FOLD_H_

#include "capabilities/builtin.h"
#include "program/program.h"

namespace reeve::plan {

// Sets Function::foldable for every rule whose value cannot depend on input, base documents, time, randomness or a `with`,
// and that records no prints. lib/engine evaluates them once at load and puts the values into Program::folded.
void MarkFoldable(program::Program& program, const capabilities::Builtins& builtins);

}  // namespace reeve::plan

#endif  // REEVE_LIB_PLAN_FOLD_H_
