// Documents: numbers the tree of virtual documents, finds what `with` may replace, and plans each rule node and the query.
#include <algorithm>

#include "plan/planner.h"

namespace reeve::plan {
namespace {

// "data.a.b" for masks, dots of keys kept apart by 0x1f (a key may hold a dot).
std::string PathText(const std::vector<ast::Term*>& terms) {
  std::string path(terms[0]->text);
  for (size_t i = 1; i < terms.size(); ++i) {
    path += i == 1 ? '.' : '\x1f';
    path += terms[i]->text;
  }
  return path;
}

// The dotted name of an operator or `with` target: "array.concat".
std::string DottedName(const ast::Term& term) {
  if (term.kind == ast::TermKind::kVar) return std::string(term.text);
  std::string name;
  for (const ast::Term* part : term.terms) {
    if (!name.empty()) name += '.';
    name += part->text;
  }
  return name;
}

const semantics::DocumentNode* FindNode(const semantics::DocumentNode& root, const std::vector<ast::Term*>& terms) {
  const semantics::DocumentNode* node = &root;
  for (size_t i = 1; i < terms.size() && node != nullptr; ++i) {
    node = terms[i]->kind == ast::TermKind::kString ? node->Find(terms[i]->text) : nullptr;
  }
  return node;
}

bool IsFunctionNode(const semantics::DocumentNode* node) {
  return node != nullptr && !node->rules.empty() && node->rules.front()->head.has_args;
}

}  // namespace

void Planner::NumberDocuments(const DocumentNode& node, uint32_t parent, const std::string& path, bool inside_rule) {
  uint32_t number = static_cast<uint32_t>(plan_.tables.documents.size());
  document_of_[&node] = number;
  node_of_document_.push_back(&node);
  {
    program::DocumentNode& document = plan_.tables.documents.emplace_back();
    std::string_view key = plan_.tables.arena->CopyText(node.key);
    document.key = key;
    document.key_value = Value::BorrowedString(key);
    document.parent = parent;
    std::string dotted = path;
    std::replace(dotted.begin(), dotted.end(), '\x1f', '.');
    document.path = dotted;
    // Masks of the parent hold below it as well.
    if (parent != program::kNone) document.masks = plan_.tables.documents[parent].masks;
    if (auto mask = mask_of_path_.find(path); mask != mask_of_path_.end()) document.masks.push_back(mask->second);
  }
  if (!node.rules.empty()) {
    Function& function = plan_.functions.emplace_back();
    const ast::Rule& first = *node.rules.front();
    function.head.name = plan_.tables.documents[number].path;
    function.head.arity = static_cast<uint32_t>(first.head.args.size());
    function.head.is_rule = first.head.args.empty();  // f() is a document, too
    function.head.document = number;
    function.head.location = first.location;
    plan_.tables.documents[number].function = static_cast<uint32_t>(plan_.functions.size() - 1);
    node_of_function_.push_back(&node);
  }
  bool rule_here = inside_rule || !node.rules.empty();
  std::vector<uint32_t> children;
  for (const auto& child : node.children) {
    children.push_back(static_cast<uint32_t>(plan_.tables.documents.size()));
    NumberDocuments(*child, number, path + (parent == program::kNone ? "." : "\x1f") + std::string(child->key), rule_here);
  }
  plan_.tables.documents[number].children = std::move(children);
}

void Planner::CollectMocks() {
  std::vector<const DocumentNode*> stack = {&policy_.root};
  while (!stack.empty()) {
    const DocumentNode* node = stack.back();
    stack.pop_back();
    for (const ast::Rule* rule : node->rules) {
      for (; rule != nullptr; rule = rule->otherwise) CollectMocks(*rule);
    }
    for (const auto& child : node->children) stack.push_back(child.get());
  }
  if (policy_.query != nullptr) CollectMocks(policy_.query->body);
}

void Planner::CollectMocks(const ast::Rule& rule) {
  CollectMocks(rule.body);
  if (rule.head.value != nullptr) CollectMocks(*rule.head.value);
  if (rule.head.key != nullptr) CollectMocks(*rule.head.key);
}

void Planner::CollectMocks(const ast::Body& body) {
  for (const ast::Expr* expr : body) {
    for (const ast::Term* term : expr->terms) {
      if (term != nullptr) CollectMocks(*term);
    }
    CollectMocks(expr->body);
    CollectMocks(expr->rhs);
    for (const ast::With& with : expr->with) {
      CollectMocks(*with.value);
      const ast::Term& target = *with.target;
      if (target.kind == ast::TermKind::kRef && target.terms[0]->text == "input") continue;
      if (target.kind == ast::TermKind::kVar && target.text == "input") continue;
      bool data = (target.kind == ast::TermKind::kRef ? target.terms[0]->text : target.text) == "data";
      if (data && (target.kind == ast::TermKind::kVar || !IsFunctionNode(FindNode(policy_.root, target.terms)))) {
        std::string path = target.kind == ast::TermKind::kVar ? "data" : PathText(target.terms);
        auto [entry, is_new] = mask_of_path_.emplace(std::move(path), plan_.tables.mask_count);
        if (is_new) ++plan_.tables.mask_count;
        continue;
      }
      std::string name = data ? PathText(target.terms) : DottedName(target);
      auto [entry, is_new] = mocked_.emplace(name, static_cast<uint32_t>(plan_.tables.mocked.size()));
      if (!is_new) continue;
      program::Mocked& mocked = plan_.tables.mocked.emplace_back();
      mocked.is_builtin = !data;
      if (!data) {
        const capabilities::Builtin* builtin = builtins_.Find(name);
        mocked.id = builtin == nullptr ? program::kNone : builtin->id;
      }
    }
  }
}

void Planner::CollectMocks(const ast::Term& term) {
  for (const ast::Term* child : term.terms) CollectMocks(*child);
  CollectMocks(term.body);
}

std::optional<Value> Planner::ConstantDocument(uint32_t document) const {
  const program::DocumentNode& node = plan_.tables.documents[document];
  if (!options_.fold_constants || options_.trace || !node.masks.empty() || !node.children.empty()) return std::nullopt;
  const std::vector<ast::Rule*>& rules = node_of_document_[document]->rules;
  if (rules.size() != 1) return std::nullopt;
  const ast::Rule& rule = *rules.front();
  if (rule.head.has_args || rule.otherwise != nullptr || rule.head.value == nullptr || rule.head.key != nullptr) return std::nullopt;
  if (!rule.is_default && !rule.generated_body) return std::nullopt;
  for (const ast::Term* part : rule.head.ref->terms) {
    if (part->kind != ast::TermKind::kString && part != rule.head.ref->terms.front()) return std::nullopt;
  }
  return ConstantOf(*rule.head.value);
}

void Planner::PlanDocument(uint32_t index) {
  const DocumentNode& node = *node_of_function_[index];
  BeginFunction(&plan_.functions[index]);
  std::vector<const ast::Rule*> rules;
  const ast::Rule* fallback = nullptr;
  bool partial = false;
  size_t depth = 0;
  for (const DocumentNode* n = &node; n->parent != nullptr; n = n->parent) ++depth;
  for (const ast::Rule* rule : node.rules) {
    if (rule->is_default) {
      fallback = rule;
      continue;
    }
    rules.push_back(rule);
    size_t path = rule->head.ref->terms.size() - 1;
    if (rule->head.ref->terms.front()->text != "data") path += rule->module->package->terms.size();
    bool is_set = rule->head.key != nullptr && rule->head.value == nullptr;
    partial = partial || is_set || path > depth;
  }
  for (const auto& child : node.children) partial = partial || !child->rules.empty() || !child->children.empty();
  if (partial && node.rules.front()->head.args.empty()) {
    PlanPartial(node, rules, fallback);
  } else {
    PlanComplete(rules, fallback);
  }
  EndFunction();
}

void Planner::PlanQuery() {
  const semantics::Query& query = *policy_.query;
  Function& function = plan_.functions.emplace_back();
  function.head.name = "query";
  program::QueryShape shape{static_cast<uint32_t>(plan_.functions.size() - 1), query.expressions.size(), query.bindings.size()};
  BeginFunction(&function);
  Location at = query.expressions.empty() ? Location() : query.expressions.front().location;
  uint16_t rows = NewRegister();
  Emit(Op::kNewArray, at, rows);
  Open(StatementKind::kCollect, at);
  if (options_.trace) Emit(Op::kTraceBody, at, 0, 0, 0, TracePoint(at, rule_name_));
  PlanBody(query.body);
  if (options_.trace) Emit(Op::kTraceExpr, at, 0, 0, 0, TracePoint(Location(), rule_name_));
  std::vector<Operand> row;
  for (size_t i = 0; i < query.expressions.size(); ++i) {
    const ast::Term* value = i < query.values.size() ? query.values[i] : nullptr;
    row.push_back(value != nullptr ? PlanTerm(*value) : Constant(Value::Boolean(true), at));
  }
  for (const semantics::Query::Binding& binding : query.bindings) row.push_back(PlanTerm(*binding.term));
  uint16_t first = Consecutive(row, at);
  uint16_t array = NewRegister();
  Emit(Op::kMakeArray, at, array, first, static_cast<uint16_t>(row.size()));
  Emit(Op::kAppend, at, rows, array);
  Close();
  Emit(Op::kReturn, at, 0, rows);
  EndFunction();
  plan_.tables.query = shape;
}

}  // namespace reeve::plan
