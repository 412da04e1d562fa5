// Judge: what a decision's value means to an agent. The one place that says so. Tested by tests/engine/judge_test.cc.
#include "reeve/engine.h"

namespace reeve {

Result<Verdict> Judge(const Decision& decision) {
  Verdict verdict;
  if (!decision.defined()) return verdict;
  Value value = decision.value();
  if (value.is_boolean()) {
    verdict.allowed = value.boolean();
    return verdict;
  }
  std::optional<Value> allowed = value.is_object() ? value.Find("allowed") : std::nullopt;
  if (!allowed || !allowed->is_boolean()) {
    return Status(Code::kDecision, std::string(decision.api_name()) + ": the rule's value is " +
                                       (value.is_object() ? "an object without a boolean \"allowed\"" : std::string(KindName(value.kind()))) +
                                       "; a decision is true, false or {\"allowed\": true or false, \"ops\": [...]}");
  }
  verdict.allowed = allowed->boolean();
  if (!verdict.allowed) return verdict;
  std::optional<Value> operations = value.Find("ops");
  if (operations && !operations->is_null()) {
    if (!operations->is_array()) return Status(Code::kDecision, std::string(decision.api_name()) + ": \"ops\" must be an array");
    verdict.operations = operations;
  }
  return verdict;
}

}  // namespace reeve
