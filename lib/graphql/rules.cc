// Rules for operations, fields, directives and variables. Tested by tests/graphql/validate_test.cc.
#include <algorithm>

#include "graphql/suggestions.h"
#include "graphql/validator.h"
#include "value/format.h"

namespace reeve::graphql {
namespace {

std::string Quoted(Text text) { return "\"" + std::string(text) + "\""; }

// Types that have the field, offered where an interface or a union has not: the interfaces that most of them share first.
std::vector<Text> TypesWithField(Budget& budget, const Schema& schema, const Definition& parent, Text name) {
  std::vector<Text> interfaces, objects;
  if (!parent.IsAbstract()) return objects;
  absl::flat_hash_map<Text, size_t> uses;
  for (const Definition* type : schema.Possible(parent.name)) {
    if (Find(budget, type->fields, name) == nullptr) continue;
    objects.push_back(type->name);
    for (Text interface : type->interfaces) {
      const Definition* d = schema.Type(interface);
      if (d == nullptr || Find(budget, d->fields, name) == nullptr) continue;
      if (uses[interface]++ == 0) interfaces.push_back(interface);
    }
  }
  interfaces.insert(interfaces.end(), objects.begin(), objects.end());
  std::stable_sort(interfaces.begin(), interfaces.end(), [&](Text a, Text b) {
    size_t of_a = uses.contains(a) ? uses.at(a) : 0, of_b = uses.contains(b) ? uses.at(b) : 0;
    return of_a != of_b ? of_a > of_b : a < b;
  });
  return interfaces;
}

template <typename Node>
std::vector<Text> NamesOf(const List<Node*>& nodes) {
  std::vector<Text> out;
  for (const Node* node : nodes) out.push_back(node->name);
  return out;
}

}  // namespace

void Validator::OnOperation(OperationDefinition& operation) {
  std::string kind(operation.operation), name(operation.name);
  if (Root(kind) == nullptr) Report(operation.position, "Schema does not support operation type \"" + kind + "\"");
  if (name.empty() && query_.operations.size() > 1) {
    Report(operation.position, "This anonymous operation must be the only defined operation.");
  }
  for (const VariableDefinition* variable : operation.variables) {
    if (variable->used) continue;
    std::string place = name.empty() ? "" : " in operation " + Quoted(name);
    Report(variable->position, "Variable \"$" + std::string(variable->name) + "\" is never used" + place + ".");
  }
  ReportConflicts(operation.selections);
  if (schema_.subscription != nullptr && kind == "subscription") SingleSubscription(operation);
  if (!seen_operations_.insert(operation.name).second) {
    Report(operation.position, "There can be only one operation named " + Quoted(name) + ".");
  }
  absl::flat_hash_map<Text, size_t> seen;
  for (const VariableDefinition* variable : operation.variables) {
    if (seen[variable->name]++ != 1) continue;
    Report(variable->position, "There can be only one variable named \"$" + std::string(variable->name) + "\".");
  }
  for (const VariableDefinition* variable : operation.variables) {
    if (variable->definition == nullptr || variable->definition->IsInput()) continue;
    Report(variable->position, "Variable \"$" + std::string(variable->name) + "\" cannot be non-input type " +
                                   Quoted(TypeText(*variable->type)) + ".");
  }
}

void Validator::OnField(Field& field) {
  FieldExists(field);
  std::string name(field.name);
  if (field.definition != nullptr && field.object != nullptr) {
    ArgumentsKnown(field.arguments, field.definition->arguments, "field " + Quoted(std::string(field.object->name) + "." + name),
                   field.position);
  }
  if (field.name == "__schema" || field.name == "__type") IntrospectionDepth(field);
  if (operation_ != nullptr) ReportConflicts(field.selections);  // within fragments they would be found twice
  if (field.definition != nullptr) {
    ArgumentsProvided(field.arguments, field.definition->arguments, "Field " + Quoted(name), field.position);
    LeavesOnly(field);
  }
  ArgumentsUnique(field.arguments);
}

void Validator::OnDirective(Directive& directive) {
  std::string at_name = Quoted("@" + std::string(directive.name));
  const DirectiveDefinition* d = directive.definition;
  if (d == nullptr) {
    Report(directive.position, "Unknown directive " + at_name + ".");
  } else {
    ArgumentsKnown(directive.arguments, d->arguments, "directive " + at_name, directive.position);
    bool fits = std::find(d->locations.begin(), d->locations.end(), directive.location) != d->locations.end();
    if (!fits && misplaced_directives_.emplace(directive.name, directive.position.row, directive.position.column).second) {
      Report(directive.position, "Directive " + at_name + " may not be used on " + std::string(directive.location) + ".");
    }
    ArgumentsProvided(directive.arguments, d->arguments, "Directive " + at_name, directive.position);
  }
  ArgumentsUnique(directive.arguments);
}

void Validator::OnDirectives(const List<Directive*>& directives) {
  Names seen;
  for (const Directive* directive : directives) {
    bool again = !seen.insert(directive->name).second;
    if (!again || (directive->definition != nullptr && directive->definition->repeatable)) continue;
    Report(directive->position,
           "The directive \"@" + std::string(directive->name) + "\" can only be used once at this location.");
  }
}

void Validator::OnVariable(VariableDefinition& variable) {
  if (variable.definition == nullptr) Report(variable.position, "Unknown type " + Quoted(variable.type->Name()) + ".");
}

void Validator::FieldExists(const Field& field) {
  if (field.object == nullptr || field.definition != nullptr) return;
  const Definition& parent = *field.object;
  std::string text = "Cannot query field " + Quoted(field.name) + " on type " + Quoted(parent.name) + ".";
  std::vector<Text> types = TypesWithField(scope_.budget, schema_, parent, field.name);
  if (!types.empty()) {
    text += " Did you mean to use an inline fragment on " + QuotedOrList(types) + "?";
  } else if (parent.kind == "OBJECT" || parent.kind == "INTERFACE") {
    text += Suggestion(scope_.budget, "Did you mean", field.name, NamesOf(parent.fields));
  }
  Report(field.position, text);
}

void Validator::ArgumentsKnown(const List<Argument*>& arguments, const List<ArgumentDefinition*>& known,
                               const std::string& place, const Position& position) {
  for (const Argument* argument : arguments) {
    if (Find(scope_.budget, known, argument->name) != nullptr) continue;
    Report(position, "Unknown argument " + Quoted(argument->name) + " on " + place + "." +
                         Suggestion(scope_.budget, "Did you mean", argument->name, NamesOf(known)));
  }
}

void Validator::ArgumentsProvided(const List<Argument*>& arguments, const List<ArgumentDefinition*>& known,
                                  const std::string& place, const Position& position) {
  for (const ArgumentDefinition* d : known) {
    if (!d->type->non_null || d->default_value != nullptr || Find(scope_.budget, arguments, d->name) != nullptr) continue;
    Report(position, place + " argument " + Quoted(d->name) + " of type " + Quoted(TypeText(*d->type)) +
                         " is required, but it was not provided.");
  }
}

void Validator::ArgumentsUnique(const List<Argument*>& arguments) {
  absl::flat_hash_map<Text, size_t> seen;
  for (const Argument* argument : arguments) {
    if (seen[argument->name]++ == 1) {
      Report(argument->position, "There can be only one argument named " + Quoted(argument->name) + ".");
    }
  }
}

void Validator::LeavesOnly(const Field& field) {
  const Definition* type = TypeNamed(field.definition->type->Name());
  if (type == nullptr) return;
  std::string name(field.name);
  if (type->IsLeaf() && !field.selections.empty()) {
    Report(field.position, "Field " + Quoted(name) + " must not have a selection since type " + Quoted(type->name) +
                               " has no subfields.");
  }
  if (!type->IsLeaf() && field.selections.empty()) {
    Report(field.position, "Field " + Quoted(name) + " of type " + Quoted(TypeText(*field.definition->type)) +
                               " must have a selection of subfields. Did you mean \"" + name + " { ... }\"?");
  }
}

void Validator::IntrospectionDepth(const Field& field) {
  Names visiting;
  if (TooDeep(field.selections, 0, &visiting)) Report(field.position, "Maximum introspection depth exceeded");
}

// Whether lists of types are nested three times, which would let a short query ask for a huge answer.
bool Validator::TooDeep(const List<Selection*>& selections, size_t lists, Names* visiting) {
  Level level(&depth_);
  for (const Selection* selection : selections) {
    scope_.budget.Charge(4);
    if (selection->kind == SelectionKind::kField) {
      const Field& field = static_cast<const Field&>(*selection);
      bool list = field.name == "fields" || field.name == "interfaces" || field.name == "possibleTypes" ||
                  field.name == "inputFields";
      if (lists + (list ? 1 : 0) >= 3 || TooDeep(field.selections, lists + (list ? 1 : 0), visiting)) return true;
    } else if (selection->kind == SelectionKind::kInlineFragment) {
      if (TooDeep(static_cast<const InlineFragment&>(*selection).selections, lists, visiting)) return true;
    } else {
      const FragmentSpread& spread = static_cast<const FragmentSpread&>(*selection);
      if (spread.definition == nullptr || !visiting->insert(spread.name).second) continue;
      if (TooDeep(spread.definition->selections, lists, visiting)) return true;
      visiting->erase(spread.name);
    }
  }
  return false;
}

void Validator::SingleSubscription(const OperationDefinition& operation) {
  Names fragments, names;
  std::vector<const Field*> all, fields;
  TopFields(operation.selections, &fragments, &all);
  std::copy_if(all.begin(), all.end(), std::back_inserter(fields),
               [&](const Field* field) { return names.insert(field->name).second; });
  std::string what = "Anonymous Subscription";
  if (!operation.name.empty()) value::AppendQuoted(operation.name, what = "Subscription ");
  if (fields.size() > 1) Report(fields[1]->position, what + " must select only one top level field.");
  for (const Field* field : fields) {
    if (!field->name.starts_with("__")) continue;
    Report(field->position, what + " must not select an introspection top level field.");
  }
}

// A set ends at a fragment that does not exist.
void Validator::TopFields(const List<Selection*>& selections, Names* fragments, std::vector<const Field*>* fields) {
  Level level(&depth_);
  for (const Selection* selection : selections) {
    scope_.budget.Charge(1);
    if (selection->kind == SelectionKind::kField) {
      fields->push_back(static_cast<const Field*>(selection));
    } else if (selection->kind == SelectionKind::kInlineFragment) {
      TopFields(static_cast<const InlineFragment*>(selection)->selections, fragments, fields);
    } else {
      const FragmentSpread& spread = static_cast<const FragmentSpread&>(*selection);
      if (spread.definition == nullptr) return;
      if (fragments->insert(spread.name).second) TopFields(spread.definition->selections, fragments, fields);
    }
  }
}

void Validator::ReportConflicts(const List<Selection*>& selections) {
  for (const Conflict& conflict : overlaps_.Within(selections)) Report(conflict.position, conflict.Message());
}

}  // namespace reeve::graphql
