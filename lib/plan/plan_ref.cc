// Refs: into input, into locals, and into `data`, where base and virtual documents lie side by side.
//
//     data.p.q.x[i]      p.q is a rule: call it, then .x, then a loop that binds i
//     data.p.x           no rule: base documents
//     data.p[x]          p is a package and x unknown: a handle on the node, looked into at run time
#include <algorithm>

#include "plan/planner.h"

namespace reeve::plan {

Operand Planner::PlanRef(const ast::Term& ref) {
  const ast::Term& head = *ref.terms[0];
  Location at = ref.location;
  if (head.kind == ast::TermKind::kVar && Lookup(head.text) == nullptr) {
    if (head.text == "data") return PlanDataRef(ref);
    if (head.text == "input") {
      Operand base = Register(0);
      if (ref.terms.size() > 1 && ref.terms[1]->kind == ast::TermKind::kString) {
        Emit(Op::kInputField, at, base.place, 0, 0, ConstantIndex(Value::BorrowedString(ref.terms[1]->text)));
        return PlanOperands(base, false, ref.terms, 2, at);
      }
      Emit(Op::kLoadInput, at, base.place);
      return PlanOperands(base, false, ref.terms, 1, at);
    }
  }
  return PlanOperands(PlanTerm(head), false, ref.terms, 1, at);
}

Operand Planner::PlanDataRef(const ast::Term& ref) {
  Location at = ref.location;
  const DocumentNode* node = &policy_.root;
  size_t i = 1;
  while (i < ref.terms.size() && node->rules.empty() && ref.terms[i]->kind == ast::TermKind::kString) {
    const DocumentNode* child = node->Find(ref.terms[i]->text);
    if (child == nullptr) return PlanBaseRef(ref);
    node = child;
    ++i;
  }
  uint32_t document = document_of_.at(node);
  if (!node->rules.empty()) {
    if (!node->rules.front()->head.args.empty()) {  // a function is no document
      EmitFail(at);
      return Constant(Value::Null(), at);
    }
    if (std::optional<Value> constant = ConstantDocument(document)) {
      // Look into the constant here as far as the ref is constant too.
      Value value = *constant;
      for (; i < ref.terms.size(); ++i) {
        std::optional<Value> key = ConstantOf(*ref.terms[i]);
        if (!key) break;
        std::optional<Value> found = value.Find(*key);
        if (!found) {
          EmitFail(at);
          return Constant(Value::Null(), at);
        }
        value = *found;
      }
      return PlanOperands(Constant(value, at), false, ref.terms, i, at);
    }
    return PlanOperands(CallDocument(document, at), false, ref.terms, i, at);
  }
  Operand handle = Register(0);
  Emit(Op::kLoadDoc, at, handle.place, 0, 0, document);
  return PlanOperands(handle, true, ref.terms, i, at);
}

// No rule can lie on this path: base documents alone.
Operand Planner::PlanBaseRef(const ast::Term& ref) {
  Location at = ref.location;
  Operand base = Register(0);
  Emit(Op::kLoadData, at, base.place);
  size_t i = 1;
  for (; i < ref.terms.size(); ++i) {
    const ast::Term& key = *ref.terms[i];
    if (key.kind == ast::TermKind::kString) {
      Operand member = Register(0);
      Emit(Op::kField, at, member.place, base.place, 0, ConstantIndex(Value::BorrowedString(key.text)));
      base = member;
    } else if (key.kind == ast::TermKind::kNumber) {
      // A number in a path to a base document is an element of an array, or the member whose key is its text.
      Operand member = Register(0);
      Open(StatementKind::kOr, at);
      Emit(Op::kIndex, at, member.place, base.place, Constant(key.value, at).place);
      Succeed(at);
      NextBlock();
      std::string text = key.value.number_text();
      Emit(Op::kField, at, member.place, base.place, 0, ConstantIndex(Value::BorrowedString(text)));
      Succeed(at);
      Close();
      base = member;
    } else {
      break;
    }
  }
  return PlanOperands(base, false, ref.terms, i, at);
}

Operand Planner::CallDocument(uint32_t document, Location at) {
  const program::DocumentNode& node = plan_.tables.documents[document];
  Operand result = Register(0);
  Emit(node.masks.empty() ? Op::kCallRule : Op::kCallRuleMasked, at, result.place,
       static_cast<uint16_t>(std::min<uint32_t>(next_register_, program::kMaxRegisters)), 0, node.function);
  most_registers_ = std::max(most_registers_, next_register_);
  return result;
}

Operand Planner::PlanOperands(Operand base, bool may_be_handle, const std::vector<ast::Term*>& terms, size_t first,
                              Location at) {
  for (size_t i = first; i < terms.size(); ++i) {
    const ast::Term& key = *terms[i];
    if (HasUnbound(key)) {
      bool wildcard = key.kind == ast::TermKind::kVar && key.text.starts_with('$');
      Loop loop;
      OpenScan(base, !wildcard, true, at, &loop);
      if (!wildcard) UnifyWith(key, {loop.key, level()}, at);
      base = {loop.value, level()};
    } else if (key.kind == ast::TermKind::kString && !may_be_handle) {
      Operand member = Register(base.level);
      Emit(Op::kField, at, member.place, base.place, 0, ConstantIndex(Value::BorrowedString(key.text)));
      base = member;
    } else {
      Operand known = PlanTerm(key);
      Operand member = Register(std::max(base.level, known.level));
      Emit(Op::kIndex, at, member.place, base.place, known.place);
      base = member;
    }
  }
  if (may_be_handle) {
    Operand whole = Register(base.level);
    Emit(Op::kEvaluate, at, whole.place, base.place);
    return whole;
  }
  return base;
}

}  // namespace reeve::plan
