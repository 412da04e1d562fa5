// Bodies and the expressions in them: tests, not, and, or, every, print.
#include <algorithm>

#include "plan/calls.h"
#include "plan/planner.h"

namespace reeve::plan {

void Planner::PlanBody(const ast::Body& body) {
  for (const ast::Expr* expr : body) PlanExpr(*expr);
}

void Planner::PlanExpr(const ast::Expr& expr) {
  if (std::find(early_.begin(), early_.end(), &expr) != early_.end()) return;
  if (options_.trace) {
    Emit(Op::kTraceExpr, expr.location, 0, 0, 0, TracePoint(expr.location, rule_name_));
  }
  if (expr.negated) {
    size_t scope = OpenScope(), hoisted = hoisted_order_.size();
    HoistOperands(expr);
    Open(StatementKind::kNot, expr.location);
    if (expr.with.empty()) PlanPositive(expr);
    else PlanWith(expr);
    Succeed(expr.location);
    Close();
    CloseScope(scope);
    ForgetHoisted(hoisted);
  } else if (!expr.with.empty()) {
    PlanWith(expr);
  } else {
    PlanPositive(expr);
  }
}

// OPA takes the refs and comprehensions among a call's operands out of the call before it negates it: `not startswith(input.s, "a")`
// is undefined, not true, where input.s is. Of a ref that is negated or compared itself, and of the composites beside it, it takes
// out what is inside: `not input.x == {input.y}` needs input.y, not input.x.
void Planner::HoistOperands(const ast::Expr& expr) {
  if (expr.kind != ast::ExprKind::kCall && expr.kind != ast::ExprKind::kTerm) return;
  bool term = expr.kind == ast::ExprKind::kTerm;
  std::string_view name = term ? std::string_view() : OperatorName(*expr.terms[0]);
  bool inside = term || name == "eq" || name == "equal" || name == "assign";
  auto hoist = [&] {
    for (size_t i = term ? 0 : 1; i < expr.terms.size(); ++i) {
      const ast::Term& operand = *expr.terms[i];
      if (!inside) {
        HoistRefs(operand);
      } else if (operand.kind == ast::TermKind::kRef) {
        for (size_t j = 1; j < operand.terms.size(); ++j) HoistRefs(*operand.terms[j]);
      } else if (operand.kind == ast::TermKind::kArray || operand.kind == ast::TermKind::kSet || operand.kind == ast::TermKind::kObject) {
        HoistRefs(operand);
      }
    }
  };
  if (expr.with.empty()) return hoist();
  // What is taken out keeps the `with` of its expression.
  Location at = expr.location;
  program::WithList list;
  std::vector<Operand> values;
  for (const ast::With& with : expr.with) values.push_back(PlanReplacement(with, &list.replacements.emplace_back()));
  uint32_t number = static_cast<uint32_t>(plan_.tables.withs.size());
  plan_.tables.withs.push_back(std::move(list));
  PushOverlay(values, number, at);
  Open(StatementKind::kWith, at);
  hoist();
  Succeed(at);
  Close();
}

void Planner::HoistRefs(const ast::Term& term) {
  switch (term.kind) {
    case ast::TermKind::kRef: case ast::TermKind::kArrayComprehension: case ast::TermKind::kSetComprehension:
    case ast::TermKind::kObjectComprehension: Hoist(term, PlanTerm(term)); break;
    case ast::TermKind::kArray: case ast::TermKind::kSet: case ast::TermKind::kObject:
      for (const ast::Term* child : term.terms) HoistRefs(*child);
      break;
    default: break;
  }
}

// The expression without its `not` and `with`.
void Planner::PlanPositive(const ast::Expr& expr) {
  switch (expr.kind) {
    case ast::ExprKind::kTerm: {
      Operand value = PlanTerm(*expr.terms[0]);
      Emit(Op::kTest, expr.location, 0, value.place);
      break;
    }
    case ast::ExprKind::kCall: PlanCallExpr(expr); break;
    case ast::ExprKind::kSomeDecl: break;  // a declaration; its vars are bound by what follows
    case ast::ExprKind::kEvery: PlanEvery(expr); break;
    case ast::ExprKind::kNot: PlanNotBody(expr); break;
    case ast::ExprKind::kOr: PlanOr(expr); break;
    case ast::ExprKind::kAnd: {
      for (const ast::Body* side : {&expr.body, &expr.rhs}) {
        size_t scope = OpenScope();
        Open(StatementKind::kExists, expr.location);
        PlanBody(*side);
        Succeed(expr.location);
        Close();
        CloseScope(scope);
      }
      break;
    }
  }
}

void Planner::PlanNotBody(const ast::Expr& expr) {
  size_t scope = OpenScope();
  Open(StatementKind::kNot, expr.location);
  PlanBody(expr.body);
  Succeed(expr.location);
  Close();
  CloseScope(scope);
}

void Planner::PlanOr(const ast::Expr& expr) {
  size_t scope = OpenScope();
  Open(StatementKind::kOr, expr.location);
  PlanBody(expr.body);
  Succeed(expr.location);
  CloseScope(scope);
  NextBlock();
  PlanBody(expr.rhs);
  Succeed(expr.location);
  Close();
  CloseScope(scope);
}

void Planner::PlanEvery(const ast::Expr& expr) {
  Location at = expr.location;
  size_t scope = OpenScope();
  Operand domain = PlanTerm(*expr.terms[2]);
  uint16_t position = NewRegister(), key = NewRegister(), value = NewRegister();
  Statement& s = Open(StatementKind::kEvery, at);
  s.a = position;
  s.b = domain.place;
  s.c = key;
  s.d = value;
  if (options_.trace) Emit(Op::kTraceLoop, at, 0, domain.place, key, TracePoint(at, rule_name_));
  // Inside, a value may depend on the member; nothing outlives the body, so the level does not matter beyond it.
  if (expr.terms[0] != nullptr) UnifyWith(*expr.terms[0], {key, level()}, at);
  UnifyWith(*expr.terms[1], {value, level()}, at);
  PlanBody(expr.body);
  Succeed(at);
  Close();
  CloseScope(scope);
}

// print's arguments may be undefined, and a failing one fails nothing.
void Planner::PlanPrint(const ast::Expr& expr) {
  Location at = expr.location;
  size_t count = expr.terms.size() - 1;
  uint32_t registers = next_register_;
  std::vector<Operand> values;
  uint16_t first = NewRegister(static_cast<uint32_t>(count));
  bool generates = false;
  for (size_t i = 1; i <= count; ++i) generates = generates || HasUnbound(*expr.terms[i]);
  size_t scope = OpenScope();
  // An argument with wildcards has several values: one record for each combination.
  if (generates) Open(StatementKind::kCollect, at);
  for (size_t i = 0; i < count; ++i) {
    const ast::Term& argument = *expr.terms[i + 1];
    uint16_t place = static_cast<uint16_t>(first + i);
    if (const Operand* known = argument.kind == ast::TermKind::kVar ? Lookup(argument.text) : nullptr) {
      MoveTo(place, *known, at);
    } else if (std::optional<Value> constant = ConstantOf(argument)) {
      MoveTo(place, Constant(*constant, at), at);
    } else if (HasUnbound(argument)) {
      MoveTo(place, PlanTerm(argument), at);
    } else {
      Emit(Op::kLoadUndef, at, place);
      Open(StatementKind::kCollect, at);
      MoveTo(place, PlanTerm(argument), at);
      Close();
    }
  }
  plan_.tables.prints.push_back({at});
  Emit(Op::kPrint, at, 0, first, static_cast<uint16_t>(count), static_cast<uint32_t>(plan_.tables.prints.size() - 1));
  if (generates) Close();
  CloseScope(scope);
  next_register_ = registers;
}

void Planner::PlanCallExpr(const ast::Expr& expr) {
  std::string_view name = OperatorName(*expr.terms[0]);
  if (IsPrint(expr)) return PlanPrint(expr);
  if ((name == "eq" || name == "assign") && expr.terms.size() == 3) {
    return Unify(*expr.terms[1], *expr.terms[2], expr.location);
  }
  if (PlanTest(name, expr.terms, expr.location)) return;
  const ast::Term& op = *expr.terms[0];
  if (IsMember(op) &&
      expr.terms.size() == (op.terms[1]->text == "member_2" ? 3u : 4u) && !mocked_.contains("internal." + std::string(op.terms[1]->text))) {
    return PlanMember(expr.terms, expr.location);
  }
  // The number of operands tells whether the last term is the output.
  size_t operands = expr.terms.size() - 1;
  size_t arity = operands;
  bool relation = false;
  if (op.kind == ast::TermKind::kRef && op.terms[0]->text == "data") {
    const DocumentNode* node = &policy_.root;
    for (size_t i = 1; i < op.terms.size() && node != nullptr; ++i) node = node->Find(op.terms[i]->text);
    if (node != nullptr && !node->rules.empty()) arity = node->rules.front()->head.args.size();
  } else {
    std::string full(name);
    if (full.empty()) {
      for (const ast::Term* part : op.terms) full += (full.empty() ? "" : ".") + std::string(part->text);
    }
    if (const capabilities::Builtin* builtin = builtins_.Find(full)) {
      arity = builtin->arity;
      relation = builtin->has(capabilities::kRelation);
    }
  }
  Operand value = PlanCall(op, expr.terms, 1, std::min(arity, operands), expr.location);
  if (relation) {
    Loop loop;
    OpenScan(value, false, true, expr.location, &loop);
    value = {loop.value, level()};
    if (operands > arity) UnifyWith(*expr.terms.back(), value, expr.location);
    return;
  }
  if (operands > arity) {
    UnifyWith(*expr.terms.back(), value, expr.location);
  } else {
    Emit(Op::kTest, expr.location, 0, value.place);
  }
}

}  // namespace reeve::plan
