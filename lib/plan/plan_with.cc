// `with`: overlays around one expression.
//
// The overlay must be gone when what follows runs, and nothing that follows may step back into it. An expression that
// has one result at most is evaluated inside and left (kWith). One that loops gives its results to an array first:
//
//     x = data.p.q[_] with input as y        rows := [[x] | x = data.p.q[_] under the overlay]; scan rows
#include <algorithm>

#include "plan/planner.h"

namespace reeve::plan {

void Planner::CollectVars(const ast::Term& term, std::vector<std::string_view>* vars) const {
  if (term.kind == ast::TermKind::kVar) vars->push_back(term.text);
  if (!term.body.empty()) return;  // a closure keeps its own
  for (const ast::Term* child : term.terms) CollectVars(*child, vars);
}

void Planner::CollectVars(const ast::Expr& expr, std::vector<std::string_view>* vars) const {
  if (expr.kind != ast::ExprKind::kTerm && expr.kind != ast::ExprKind::kCall) return;
  for (const ast::Term* term : expr.terms) CollectVars(*term, vars);
}

Operand Planner::PlanReplacement(const ast::With& with, program::Replacement* replacement) {
  const ast::Term& target = *with.target;
  std::string_view root = target.kind == ast::TermKind::kVar ? target.text : target.terms[0]->text;
  std::string dotted(root), masked(root);
  for (size_t i = 1; target.kind == ast::TermKind::kRef && i < target.terms.size(); ++i) {
    dotted += "." + std::string(target.terms[i]->text);
    masked += (i == 1 ? "." : "\x1f") + std::string(target.terms[i]->text);
    replacement->path.push_back(plan_.tables.constants[ConstantIndex(Value::BorrowedString(target.terms[i]->text))]);
  }
  auto mocked = mocked_.find(root == "data" ? masked : dotted);
  if (root == "input") {
    replacement->kind = program::Replacement::Kind::kInput;
    return PlanTerm(*with.value);
  }
  if (mocked == mocked_.end()) {
    replacement->kind = program::Replacement::Kind::kData;
    replacement->mask = mask_of_path_.at(masked);
    return PlanTerm(*with.value);
  }
  replacement->mocked = mocked->second;
  // A function stands in by its name, anything else by its value.
  const ast::Term& value = *with.value;
  if (value.kind == ast::TermKind::kRef && value.terms[0]->text == "data") {
    const DocumentNode* node = &policy_.root;
    for (size_t i = 1; i < value.terms.size() && node != nullptr; ++i) {
      node = value.terms[i]->kind == ast::TermKind::kString ? node->Find(value.terms[i]->text) : nullptr;
    }
    if (node != nullptr && !node->rules.empty() && node->rules.front()->head.has_args) {
      replacement->kind = program::Replacement::Kind::kFunctionByFunction;
      replacement->by = plan_.tables.documents[document_of_.at(node)].function;
      return Constant(Value::Null(), with.location);
    }
  } else if ((value.kind == ast::TermKind::kVar && Lookup(value.text) == nullptr) ||
             (value.kind == ast::TermKind::kRef && value.terms[0]->kind == ast::TermKind::kVar &&
              value.terms[0]->text != "input" && Lookup(value.terms[0]->text) == nullptr)) {
    std::string name(value.kind == ast::TermKind::kVar ? value.text : std::string_view());
    for (const ast::Term* part : value.terms) name += (name.empty() ? "" : ".") + std::string(part->text);
    if (const capabilities::Builtin* builtin = builtins_.Find(name)) {
      replacement->kind = program::Replacement::Kind::kFunctionByBuiltin;
      replacement->by = builtin->id;
      return Constant(Value::Null(), with.location);
    }
  }
  replacement->kind = program::Replacement::Kind::kFunctionByValue;
  return PlanTerm(value);
}

uint32_t Planner::PushOverlay(const std::vector<Operand>& values, uint32_t list, Location at) {
  uint16_t first = Consecutive(values, at);
  Emit(Op::kWithPush, at, 0, first, static_cast<uint16_t>(values.size()), list);
  return first;
}

void Planner::PlanWith(const ast::Expr& expr) {
  Location at = expr.location;
  program::WithList list;
  std::vector<Operand> values;
  uint16_t deepest = 0;
  for (const ast::With& with : expr.with) {
    values.push_back(PlanReplacement(with, &list.replacements.emplace_back()));
    deepest = std::max(deepest, values.back().level);
  }
  uint32_t number = static_cast<uint32_t>(plan_.tables.withs.size());
  plan_.tables.withs.push_back(std::move(list));

  std::vector<std::string_view> vars, outputs;
  CollectVars(expr, &vars);
  for (std::string_view var : vars) {
    if (Lookup(var) == nullptr && std::find(outputs.begin(), outputs.end(), var) == outputs.end()) outputs.push_back(var);
  }
  size_t undo = OpenScope();
  uint32_t registers = next_register_;
  size_t mark = blocks_.back()->size(), groupings = groupings_.size();
  Block* block = blocks_.back();
  PushOverlay(values, number, at);
  Open(StatementKind::kWith, at);
  size_t loops_before = loops_.size();
  PlanPositive(expr);
  bool loops = loops_.size() > loops_before;
  if (!loops || outputs.empty()) {
    Succeed(at);
    Close();
    return;
  }
  // It loops: plan it again, collecting its outputs.
  Close();
  block->erase(block->begin() + static_cast<ptrdiff_t>(mark), block->end());
  groupings_.resize(groupings);
  CloseScope(undo);
  next_register_ = registers;
  uint16_t rows = NewRegister();
  Emit(Op::kNewArray, at, rows);
  Open(StatementKind::kCollect, at);
  PushOverlay(values, number, at);
  Open(StatementKind::kWith, at);
  PlanPositive(expr);
  std::vector<Operand> row;
  std::vector<std::string_view> bound;
  for (std::string_view var : outputs) {
    if (const Operand* operand = Lookup(var)) {
      row.push_back(*operand);
      bound.push_back(var);
    }
  }
  uint16_t array = NewRegister();
  uint16_t first = Consecutive(row, at);
  Emit(Op::kMakeArray, at, array, first, static_cast<uint16_t>(row.size()));
  Emit(Op::kAppend, at, rows, array);
  Close();
  Close();
  CloseScope(undo);
  Loop loop;
  OpenScan({rows, static_cast<uint16_t>(loops_.size())}, false, true, at, &loop);
  for (size_t i = 0; i < bound.size(); ++i) {
    Operand value = Register(level());
    Emit(Op::kElement, at, value.place, loop.value, 0, static_cast<uint32_t>(i));
    Bind(bound[i], value);
  }
}

}  // namespace reeve::plan
