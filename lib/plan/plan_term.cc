// Terms: constants, vars and composites, each to the place of its value.
#include <algorithm>

#include "plan/planner.h"
#include "value/table.h"

namespace reeve::plan {

// The value of a term that is a constant, made once while planning.
std::optional<Value> Planner::ConstantOf(const ast::Term& term) const {
  Arena& arena = *plan_.tables.arena;
  switch (term.kind) {
    case ast::TermKind::kNull: return Value::Null();
    case ast::TermKind::kBoolean: return Value::Boolean(term.boolean);
    case ast::TermKind::kNumber: case ast::TermKind::kConstant: return term.value;
    case ast::TermKind::kString: return Value::BorrowedString(term.text);
    case ast::TermKind::kArray: case ast::TermKind::kSet: case ast::TermKind::kObject: {
      std::vector<Value> parts;
      for (const ast::Term* child : term.terms) {
        std::optional<Value> part = ConstantOf(*child);
        if (!part) return std::nullopt;
        parts.push_back(*part);
      }
      if (term.kind == ast::TermKind::kArray) {
        Value* elements = arena.NewArray<Value>(parts.size());
        std::copy(parts.begin(), parts.end(), elements);
        return value::Access::Array(elements, parts.size());
      }
      bool object = term.kind == ast::TermKind::kObject;
      value::Table* table = value::NewTable(arena, object ? 2 : 1, static_cast<uint32_t>(parts.size()));
      for (size_t i = 0; i < parts.size(); i += object ? 2 : 1) {
        if (object) {
          if (value::Find(table, parts[i]) >= 0) return std::nullopt;  // a key twice: decided at run time
          value::Insert(arena, table, parts[i], parts[i + 1]);
        } else {
          value::Insert(arena, table, parts[i]);
        }
      }
      return object ? value::Access::Object(table) : value::Access::Set(table);
    }
    default: return std::nullopt;
  }
}

Operand Planner::PlanTerm(const ast::Term& term) {
  if (!hoisted_.empty()) {
    if (auto known = hoisted_.find(&term); known != hoisted_.end()) return known->second;
  }
  switch (term.kind) {
    case ast::TermKind::kNull: case ast::TermKind::kBoolean: case ast::TermKind::kNumber: case ast::TermKind::kString:
    case ast::TermKind::kConstant: return Constant(*ConstantOf(term), term.location);
    case ast::TermKind::kVar: {
      if (const Operand* known = Lookup(term.text)) return *known;
      if (term.text == "input" || term.text == "data") {
        ast::Term ref;
        ref.kind = ast::TermKind::kRef;
        ref.location = term.location;
        ref.terms = {const_cast<ast::Term*>(&term)};
        return PlanRef(ref);
      }
      if (IsTakenForBound(term)) {
        EmitFail(term.location);
        return Constant(Value::Null(), term.location);
      }
      if (error_.ok()) error_ = Status(Code::kEvalInternal, std::string(rule_name_) + ": var " + std::string(term.text) + " has no value when it is needed");
      return Constant(Value::Null(), term.location);
    }
    case ast::TermKind::kRef: return PlanRef(term);
    case ast::TermKind::kCall: return PlanCall(*term.terms[0], term.terms, 1, term.terms.size() - 1, term.location);
    case ast::TermKind::kArray: case ast::TermKind::kSet: case ast::TermKind::kObject: return PlanComposite(term);
    case ast::TermKind::kArrayComprehension: case ast::TermKind::kSetComprehension:
    case ast::TermKind::kObjectComprehension: return PlanComprehension(term);
    case ast::TermKind::kTemplateString: case ast::TermKind::kPartExpr: break;  // rewritten by semantics
  }
  if (error_.ok()) error_ = Status(Code::kEvalInternal, std::string(rule_name_) + ": a term that was not rewritten");
  return Constant(Value::Null(), term.location);
}

Operand Planner::PlanComposite(const ast::Term& term) {
  Location at = term.location;
  if (std::optional<Value> constant = ConstantOf(term)) return Constant(*constant, at);
  std::vector<Operand> parts;
  uint16_t deepest = 0;
  for (const ast::Term* child : term.terms) {
    parts.push_back(PlanTerm(*child));
    deepest = std::max(deepest, parts.back().level);
  }
  Operand result = Register(deepest);
  uint16_t first = Consecutive(parts, at);
  bool object = term.kind == ast::TermKind::kObject;
  Op op = object ? Op::kMakeObject : term.kind == ast::TermKind::kArray ? Op::kMakeArray : Op::kMakeSet;
  Emit(op, at, result.place, first, static_cast<uint16_t>(object ? parts.size() / 2 : parts.size()));
  next_register_ = first;
  return result;
}

}  // namespace reeve::plan
