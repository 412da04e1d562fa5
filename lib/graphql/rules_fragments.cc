// Rules for fragments and where they are spread. Tested by tests/graphql/validate_test.cc.
#include <algorithm>

#include "graphql/suggestions.h"
#include "graphql/validator.h"

namespace reeve::graphql {
namespace {

std::string Quoted(Text text) { return "\"" + std::string(text) + "\""; }

}  // namespace

void Validator::OnFragment(FragmentDefinition& fragment) {
  std::string name = Quoted(fragment.name), condition = Quoted(fragment.type_condition);
  if (fragment.definition != nullptr && !fragment.type_condition.empty() && !fragment.definition->IsComposite()) {
    Report(fragment.position, "Fragment " + name + " cannot condition on non composite type " + condition + ".");
  }
  if (TypeNamed(fragment.type_condition) == nullptr) {
    std::vector<Text> types;
    for (const auto& [type, d] : schema_.types) types.push_back(type);
    std::sort(types.begin(), types.end());
    Report(fragment.position, "Unknown type " + condition + "." +
                                  Suggestion(scope_.budget, "Did you mean", fragment.type_condition, types));
  }
  path_.clear();
  path_index_.clear();
  NoCycle(fragment);
  in_fragments_ = true;
  if (!used_fragments_.contains(fragment.name)) Report(fragment.position, "Fragment " + name + " is never used.");
  ReportConflicts(fragment.selections);
  if (!seen_fragments_.insert(fragment.name).second) {
    Report(fragment.position, "There can be only one fragment named " + name + ".");
  }
}

void Validator::OnInlineFragment(InlineFragment& fragment) {
  std::string condition = Quoted(fragment.type_condition);
  const Definition* type = TypeNamed(fragment.type_condition);
  if (type != nullptr && !type->IsComposite()) {
    Report(fragment.position, "Fragment cannot condition on non composite type " + condition + ".");
  }
  if (type == nullptr && !fragment.type_condition.empty()) Report(fragment.position, "Unknown type " + condition + ".");
  ReportConflicts(fragment.selections);
  SpreadPossible(fragment.object, fragment.type_condition, "Fragment", fragment.position);
}

void Validator::OnSpread(FragmentSpread& spread) {
  std::string name = Quoted(spread.name);
  if (spread.definition == nullptr) Report(spread.position, "Unknown fragment " + name + ".");
  if (!in_fragments_) used_fragments_.insert(spread.name);
  if (spread.definition == nullptr) return;
  SpreadPossible(spread.object, spread.definition->type_condition, "Fragment " + name, spread.position);
}

// Whether an object can be of both types.
void Validator::SpreadPossible(const Definition* parent, Text condition, const std::string& what,
                               const Position& position) {
  if (parent == nullptr || !parent->IsComposite()) return;
  const Definition* type = TypeNamed(condition);
  if (type == nullptr || !type->IsComposite()) return;
  Names of_parent;
  if (parent->kind == "OBJECT") {
    of_parent.insert(parent->name);
  } else {
    for (const Definition* d : schema_.Possible(parent->name)) of_parent.insert(d->name);
  }
  scope_.budget.Charge(1 + of_parent.size() + schema_.Possible(condition).size());
  for (const Definition* d : schema_.Possible(condition)) {
    if (of_parent.contains(d->name)) return;
  }
  Report(position, what + " cannot be spread here as objects of type " + Quoted(parent->name) +
                       " can never be of type " + Quoted(condition) + ".");
}

void Validator::NoCycle(const FragmentDefinition& fragment) {
  if (!visited_fragments_.insert(fragment.name).second) return;
  Level level(&depth_);
  std::vector<const FragmentSpread*> spreads = SpreadsIn(fragment);
  if (spreads.empty()) return;
  path_index_[fragment.name] = path_.size();
  for (const FragmentSpread* spread : spreads) {
    scope_.budget.Charge(1);
    auto cycle = path_index_.find(spread->name);
    if (cycle == path_index_.end()) {
      path_.push_back(spread);
      auto next = fragments_.find(spread->name);
      if (next != fragments_.end()) NoCycle(*next->second);
      path_.pop_back();
      continue;
    }
    std::string via;
    for (size_t i = cycle->second; i < path_.size(); ++i) via += (via.empty() ? " via " : ", ") + Quoted(path_[i]->name);
    Report(spread->position, "Cannot spread fragment " + Quoted(spread->name) + " within itself" + via + ".");
  }
  path_index_.erase(fragment.name);
}

// Set by set, the last one found first.
std::vector<const FragmentSpread*> Validator::SpreadsIn(const FragmentDefinition& fragment) {
  std::vector<const FragmentSpread*> spreads;
  std::vector<const List<Selection*>*> sets = {&fragment.selections};
  while (!sets.empty()) {
    const List<Selection*>& set = *sets.back();
    sets.pop_back();
    scope_.budget.Charge(1 + set.size());
    for (const Selection* selection : set) {
      switch (selection->kind) {
        case SelectionKind::kFragmentSpread: spreads.push_back(static_cast<const FragmentSpread*>(selection)); break;
        case SelectionKind::kField: sets.push_back(&static_cast<const Field*>(selection)->selections); break;
        case SelectionKind::kInlineFragment: sets.push_back(&static_cast<const InlineFragment*>(selection)->selections);
      }
    }
  }
  return spreads;
}

}  // namespace reeve::graphql
