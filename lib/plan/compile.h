// Compile: a checked Policy to a Plan. The stage of this folder, together with Assemble (plan.h).
#ifndef REEVE_LIB_PLAN_COMPILE_H_
#define REEVE_LIB_PLAN_COMPILE_H_

#include "capabilities/builtin.h"
#include "plan/plan.h"
#include "reeve/status.h"
#include "semantics/policy.h"

namespace reeve::plan {

struct CompileOptions {
  bool early_exit = true;
  bool rule_index = true;
  bool comprehension_index = true;
  bool fold_constants = true;   // rules that are plain constants are used as such
  bool trace = false;           // with TraceBody, TraceExpr and TraceLoop, for explanations
};

// Error: kSizeLimit if one rule needs more registers than a frame can have.
Result<Plan> Compile(const semantics::Policy& policy, const capabilities::Builtins& builtins,
                     const CompileOptions& options);

}  // namespace reeve::plan

#endif  // REEVE_LIB_PLAN_COMPILE_H_
