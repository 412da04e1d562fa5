// Comparing fields pairwise, in gqlparser's order, which decides the order of errors. Tested by
// tests/graphql/validate_test.cc.
#include "graphql/overlaps.h"

#include <algorithm>

namespace reeve::graphql {
namespace {

void AppendReason(const Conflict& conflict, std::string& out) {
  out += conflict.reason;
  for (size_t i = 0; i < conflict.sub.size(); ++i) {  // nested no deeper than Compare went
    if (i > 0) out += " and ";
    out.append("subfields \"").append(conflict.sub[i].response_name).append("\" conflict because ");
    AppendReason(conflict.sub[i], out);
  }
}

}  // namespace

std::string Conflict::Message() const {
  std::string out = "Fields \"" + std::string(response_name) + "\" conflict because ";
  AppendReason(*this, out);
  return out + ". Use different aliases on the fields to fetch both if this was intentional.";
}

std::vector<Conflict> Overlaps::Within(const List<Selection*>& selections) {
  Conflicts conflicts;
  if (selections.empty()) return conflicts;
  Collected all = Collect(selections);
  for (const FieldGroup& group : all.groups) {
    for (size_t i = 0; i < group.fields.size(); ++i) {
      for (size_t j = i + 1; j < group.fields.size(); ++j) Compare(&conflicts, false, *group.fields[i], *group.fields[j]);
    }
  }
  compared_.clear();
  for (size_t i = 0; i < all.spreads.size(); ++i) {
    FieldsAndFragment(&conflicts, false, all, *all.spreads[i]);
    for (size_t j = i + 1; j < all.spreads.size(); ++j) Fragments(&conflicts, false, *all.spreads[i], *all.spreads[j]);
  }
  return conflicts;
}

Overlaps::Collected Overlaps::Collect(const List<Selection*>& selections) {
  Collected out;
  Collect(selections, &out);
  return out;
}

void Overlaps::Collect(const List<Selection*>& selections, Collected* out) {
  Level level(&depth_);
  scope_.budget.Charge(1 + selections.size());
  for (Selection* selection : selections) {
    if (selection->kind == SelectionKind::kField) {
      Field* field = static_cast<Field*>(selection);
      Text name = field->alias.empty() ? field->name : field->alias;
      auto [it, is_new] = out->index.try_emplace(name, out->groups.size());
      if (is_new) out->groups.push_back({name, {}});
      out->groups[it->second].fields.push_back(field);
    } else if (selection->kind == SelectionKind::kInlineFragment) {
      Collect(static_cast<InlineFragment*>(selection)->selections, out);
    } else {
      out->spreads.push_back(static_cast<FragmentSpread*>(selection));
    }
  }
}

void Overlaps::Between(Conflicts* conflicts, bool exclusive, const Collected& a, const Collected& b) {
  scope_.budget.Charge(1 + a.groups.size());
  for (const FieldGroup& group : a.groups) {
    auto it = b.index.find(group.response_name);
    if (it == b.index.end()) continue;
    for (const Field* x : group.fields) {
      for (const Field* y : b.groups[it->second].fields) Compare(conflicts, exclusive, *x, *y);
    }
  }
}

void Overlaps::FieldsAndFragment(Conflicts* conflicts, bool exclusive, const Collected& fields,
                                 const FragmentSpread& spread) {
  Level level(&depth_);
  if (!compared_.insert(spread.name).second || spread.definition == nullptr) return;
  Collected other = Collect(spread.definition->selections);
  bool same = std::equal(fields.groups.begin(), fields.groups.end(), other.groups.begin(), other.groups.end(),
                         [](const FieldGroup& x, const FieldGroup& y) { return x.fields == y.fields; });
  if (same) return;
  Between(conflicts, exclusive, fields, other);
  for (const FragmentSpread* nested : other.spreads) {
    if (nested->name != spread.name) FieldsAndFragment(conflicts, exclusive, fields, *nested);
  }
}

void Overlaps::Fragments(Conflicts* conflicts, bool exclusive, const FragmentSpread& a, const FragmentSpread& b) {
  Level level(&depth_);
  scope_.budget.Charge(1);
  if (a.name == b.name) return;
  auto known = compared_fragments_.find({a.name, b.name});
  if (known != compared_fragments_.end() && (exclusive || !known->second)) return;
  compared_fragments_[{a.name, b.name}] = exclusive;
  compared_fragments_[{b.name, a.name}] = exclusive;
  if (a.definition == nullptr || b.definition == nullptr) return;
  Collected of_a = Collect(a.definition->selections), of_b = Collect(b.definition->selections);
  Between(conflicts, exclusive, of_a, of_b);
  for (const FragmentSpread* nested : of_b.spreads) Fragments(conflicts, exclusive, a, *nested);
  for (const FragmentSpread* nested : of_a.spreads) Fragments(conflicts, exclusive, *nested, b);
}

Overlaps::Conflicts Overlaps::SubSelections(bool exclusive, const List<Selection*>& a, const List<Selection*>& b) {
  Conflicts conflicts;
  Collected of_a = Collect(a), of_b = Collect(b);
  Between(&conflicts, exclusive, of_a, of_b);
  for (const FragmentSpread* spread : of_b.spreads) {
    compared_.clear();
    FieldsAndFragment(&conflicts, exclusive, of_a, *spread);
  }
  for (const FragmentSpread* spread : of_a.spreads) {
    compared_.clear();
    FieldsAndFragment(&conflicts, exclusive, of_b, *spread);
  }
  for (const FragmentSpread* x : of_a.spreads) {
    for (const FragmentSpread* y : of_b.spreads) Fragments(&conflicts, exclusive, *x, *y);
  }
  return conflicts;
}

void Overlaps::Compare(Conflicts* conflicts, bool exclusive, const Field& a, const Field& b) {
  Level level(&depth_);
  scope_.budget.Charge(2);
  if (a.object == nullptr || b.object == nullptr) return;
  exclusive = exclusive || (a.object->name != b.object->name && a.object->kind == "OBJECT" && b.object->kind == "OBJECT" &&
                            a.definition != nullptr && b.definition != nullptr);
  Conflict conflict{a.alias.empty() ? a.name : a.alias, {}, {}, b.position};
  if (!exclusive && a.name != b.name) {
    conflict.reason = "\"" + std::string(a.name) + "\" and \"" + std::string(b.name) + "\" are different fields";
  } else if (!exclusive && !SameArguments(a.arguments, b.arguments)) {
    conflict.reason = "they have differing arguments";
  } else if (a.definition != nullptr && b.definition != nullptr && TypesConflict(*a.definition->type, *b.definition->type)) {
    conflict.reason = "they return conflicting types \"" + TypeText(*a.definition->type) + "\" and \"" +
                      TypeText(*b.definition->type) + "\"";
  } else {
    conflict.sub = SubSelections(exclusive, a.selections, b.selections);
    if (conflict.sub.empty()) return;
  }
  conflicts->push_back(std::move(conflict));
}

bool Overlaps::SameArguments(const List<Argument*>& a, const List<Argument*>& b) {
  if (a.size() != b.size()) return false;
  return std::all_of(a.begin(), a.end(), [&](const Argument* x) {
    return std::any_of(b.begin(), b.end(), [&](const Argument* y) {
      scope_.budget.Charge(1);
      return x->name == y->name && SameValue(*x->value, *y->value);
    });
  });
}

bool Overlaps::SameValue(const ValueNode& a, const ValueNode& b) {
  Level level(&depth_);
  scope_.budget.Charge(1 + a.children.size());
  if (a.kind != b.kind || a.raw != b.raw || a.children.size() != b.children.size()) return false;
  std::vector<ChildValue*> of_a(a.children.begin(), a.children.end()), of_b(b.children.begin(), b.children.end());
  auto by_name = [](const ChildValue* x, const ChildValue* y) { return x->name < y->name; };
  if (a.kind == kObject) {
    std::stable_sort(of_a.begin(), of_a.end(), by_name);
    std::stable_sort(of_b.begin(), of_b.end(), by_name);
  }
  return std::equal(of_a.begin(), of_a.end(), of_b.begin(), [&](const ChildValue* x, const ChildValue* y) {
    return x->name == y->name && SameValue(*x->value, *y->value);
  });
}

bool Overlaps::TypesConflict(const Type& a, const Type& b) const {
  const Type *x = &a, *y = &b;
  for (; x->elem != nullptr && y->elem != nullptr; x = x->elem, y = y->elem) {
  }
  if (x->elem != nullptr || y->elem != nullptr || x->non_null != y->non_null) return true;
  const Definition *of_x = schema_.Type(x->named_type), *of_y = schema_.Type(y->named_type);
  return of_x != nullptr && of_y != nullptr && of_x->IsLeaf() && of_y->IsLeaf() && of_x->name != of_y->name;
}

}  // namespace reeve::graphql
