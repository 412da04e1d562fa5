// CheckTypes: types of rules, in the order of their dependencies, so that what a rule reads has its type before.
//
// A rule in which something is wrong gives `any`, so that who reads it is not blamed.
// Held by tests/semantics/type_check_test.cc.
#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "semantics/type_checker.h"

namespace reeve::semantics {

using types::Type;

void TypeChecker::Report(TypeErrors& errors) {
  std::stable_sort(errors.begin(), errors.end(), [&](const TypeError& a, const TypeError& b) {
    if (c_.errors.Before(a.at, b.at)) return true;
    return !c_.errors.Before(b.at, a.at) && a.message < b.message;
  });
  for (TypeError& e : errors) {
    if (!c_.errors.Add(Code::kRegoType, e.at, std::move(e.message), After::kGoOn, std::move(e.details))) return;
  }
}

void TypeChecker::CheckRules() {
  if (!ReadSchemas()) return;
  TypeErrors errors;
  // Nothing is asked of rules that depend on themselves.
  absl::flat_hash_set<const DocumentTypes::Node*> recursive;
  for (const Rule* rule : c_.recursive) {
    DocumentTypes::Node* node = documents_.Reach(DocumentTypes::Root::kData, PathOf(*rule), c_.tree.arena());
    node->type = types_.any();
    recursive.insert(node);
  }
  for (Rule* rule : c_.graph->InOrder()) {
    TypeErrors own;
    size_t mark = vars_.mark();
    const size_t layers = layers_.size();
    const std::unique_ptr<DocumentTypes> schemas = PushSchemas(*rule, errors);
    CheckBody(rule->body, own);
    std::vector<Term*> path = PathOf(*rule);
    if (!own.empty()) {
      if (path.size() + 1 == rule->module->package->terms.size() + rule->head.ref->terms.size()) {
        documents_.Put(DocumentTypes::Root::kData, path, types_.any(), c_.tree.arena());
      } else {
        documents_.Reach(DocumentTypes::Root::kData, path, c_.tree.arena());
      }
      errors.insert(errors.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    } else if (const Type* type = TypeOfRule(rule); type != nullptr) {
      const bool own_type = recursive.empty() ||
                            !recursive.contains(documents_.Reach(DocumentTypes::Root::kData, path, c_.tree.arena()));
      if (own_type) documents_.Insert(DocumentTypes::Root::kData, path, type, c_.tree.arena());
    }
    vars_.UndoTo(mark);
    if (schemas != nullptr) {
      layers_.resize(layers);
      vars_.ChangeLayers();
    }
    closures_.clear();
  }
  Report(errors);
}

// The constants below data that the rule's ref starts with.
std::vector<Term*> TypeChecker::PathOf(const Rule& rule) {
  std::vector<Term*> path(rule.module->package->terms.begin() + 1, rule.module->package->terms.end());
  const std::vector<Term*>& ref = rule.head.ref->terms;
  Term* name = c_.tree.NewTerm(TermKind::kString, ref[0]->location);
  name->text = ref[0]->text;
  path.push_back(name);
  for (size_t i = 1; i < ref.size() && IsGroundKey(*ref[i]); ++i) path.push_back(ref[i]);
  return path;
}

// What the rule gives to the document at the constants that its ref starts with.
const Type* TypeChecker::TypeOfRule(Rule* rule) {
  const Head& head = rule->head;
  if (!head.args.empty()) {
    std::vector<const Type*> arguments;
    for (Term* arg : head.args) {
      auto look = [&](Term* t) {
        if (t->kind == TermKind::kVar && TypeOfVar(IdOf(*t)) == nullptr) vars_.Put(IdOf(*t), types_.any());
        return false;
      };
      WalkTerms(arg, look);
      arguments.push_back(TypeOf(*arg));
    }
    return types_.Function(arguments, TypeOf(*head.value));
  }
  const Type* type;
  if (head.value != nullptr) {
    type = TypeOf(*head.value);
  } else {
    const Type* member = TypeOf(*head.key);
    type = member == nullptr ? nullptr : types_.Set(member);
  }
  const std::vector<Term*>& ref = head.ref->terms;
  size_t ground = 1;
  while (ground < ref.size() && IsGroundKey(*ref[ground])) ++ground;
  for (size_t i = ref.size(); i > ground && type != nullptr; --i) {
    const Type* key = TypeOf(*ref[i - 1]);
    type = key == nullptr ? nullptr : types_.Object({}, true, key, type);
  }
  return type;
}

void TypeChecker::CheckQuery(Body& body) {
  in_query_ = true;
  TypeErrors errors;
  CheckBody(body, errors);
  Report(errors);
}

void CheckTypes(Compilation& c) {
  c.types = std::make_shared<TypeChecker>(c);
  c.types->CheckRules();
}

void CheckTypes(Compilation& c, Body& body) { c.types->CheckQuery(body); }

}  // namespace reeve::semantics
