// The walk. External interface: ValidateQuery(). Tested by tests/graphql/validate_test.cc.
#include "graphql/validator.h"

namespace reeve::graphql {

Validator::Validator(const Scope& scope, Schema& schema, QueryDocument& query)
    : scope_(scope), schema_(schema), query_(query), overlaps_(scope, schema) {
  string_.named_type = "String";
  typename_.name = "__typename";
  typename_.type = &string_;
  for (FragmentDefinition* fragment : query.fragments) fragments_.try_emplace(fragment->name, fragment);
}

std::string Validator::Run() {
  for (OperationDefinition* operation : query_.operations) {
    walked_.clear();
    WalkOperation(*operation);
  }
  for (FragmentDefinition* fragment : query_.fragments) {
    walked_.clear();
    WalkFragment(*fragment);
  }
  return std::move(errors_);
}

void Validator::Report(const Position& position, std::string_view text) {
  scope_.budget.Charge(8 + text.size() / 4);
  errors_.append(ErrorAt(position, text, true)).append("\n");
}

Definition* Validator::Root(Text operation) const {
  if (operation == "query" || operation.empty()) return schema_.query;
  if (operation == "mutation") return schema_.mutation;
  return operation == "subscription" ? schema_.subscription : nullptr;
}

void Validator::WalkOperation(OperationDefinition& operation) {
  operation_ = &operation;
  for (VariableDefinition* variable : operation.variables) {
    variable->definition = TypeNamed(variable->type->Name());
    OnVariable(*variable);
    if (variable->default_value != nullptr) {
      variable->default_value->expected = variable->type;
      variable->default_value->definition = variable->definition;
    }
  }
  Definition* root = Root(operation.operation);
  for (VariableDefinition* variable : operation.variables) {
    if (variable->default_value != nullptr) WalkValue(*variable->default_value);
    WalkDirectives(variable->definition, variable->directives, "VARIABLE_DEFINITION");
  }
  Text location = operation.operation == "mutation"       ? "MUTATION"
                  : operation.operation == "subscription" ? "SUBSCRIPTION"
                                                          : "QUERY";
  WalkDirectives(root, operation.directives, location);
  WalkSelections(root, operation.selections);
  OnOperation(operation);
  operation_ = nullptr;
}

void Validator::WalkFragment(FragmentDefinition& fragment) {
  fragment.definition = TypeNamed(fragment.type_condition);
  WalkDirectives(fragment.definition, fragment.directives, "FRAGMENT_DEFINITION");
  WalkSelections(fragment.definition, fragment.selections);
  OnFragment(fragment);
}

void Validator::WalkDirectives(Definition* parent, const List<Directive*>& directives, Text location) {
  for (Directive* directive : directives) {
    scope_.budget.Charge(4);
    directive->definition = schema_.Directive(directive->name);
    directive->parent = parent;
    directive->location = location;
    WalkArguments(directive->arguments, directive->definition == nullptr ? nullptr : &directive->definition->arguments);
    OnDirective(*directive);
  }
  OnDirectives(directives);
}

void Validator::WalkArguments(const List<Argument*>& arguments, const List<ArgumentDefinition*>* definitions) {
  for (Argument* argument : arguments) {
    ArgumentDefinition* d = definitions == nullptr ? nullptr : Find(scope_.budget, *definitions, argument->name);
    if (d != nullptr) {
      ValueNode& value = *argument->value;
      value.expected = d->type;
      value.expected_has_default = d->default_value != nullptr && d->default_value->kind != kNull;
      value.definition = TypeNamed(d->type->Name());
    }
    WalkValue(*argument->value);
  }
}

void Validator::WalkValue(ValueNode& value) {
  Level level(&depth_);
  scope_.budget.Charge(4);
  if (value.kind == kVariable && operation_ != nullptr) {
    value.variable = Find(scope_.budget, operation_->variables, value.raw);
    if (value.variable != nullptr) value.variable->used = true;
  }
  for (ChildValue* child : value.children) {
    ValueNode& inner = *child->value;
    if (value.kind == kObject) {
      FieldDefinition* field =
          value.definition == nullptr ? nullptr : Find(scope_.budget, value.definition->fields, child->name);
      if (field != nullptr) {
        inner.expected = field->type;
        inner.expected_has_default = field->default_value != nullptr && field->default_value->kind != kNull;
        inner.definition = TypeNamed(field->type->Name());
      }
    } else if (value.kind != kList) {
      break;
    } else if (value.expected != nullptr && value.expected->elem != nullptr) {
      inner.expected = value.expected->elem;
      inner.definition = value.definition;
    }
    WalkValue(inner);
  }
  OnValue(value);
}

void Validator::WalkSelections(Definition* parent, const List<Selection*>& selections) {
  Level level(&depth_);
  for (Selection* selection : selections) {
    scope_.budget.Charge(8);
    switch (selection->kind) {
      case SelectionKind::kField: WalkField(parent, static_cast<Field&>(*selection)); break;
      case SelectionKind::kInlineFragment: WalkInlineFragment(parent, static_cast<InlineFragment&>(*selection)); break;
      case SelectionKind::kFragmentSpread: WalkSpread(parent, static_cast<FragmentSpread&>(*selection)); break;
    }
  }
}

void Validator::WalkField(Definition* parent, Field& field) {
  field.definition = nullptr;
  if (field.name == "__typename") {
    field.definition = &typename_;
  } else if (parent != nullptr) {
    field.definition = Find(scope_.budget, parent->fields, field.name);
  }
  field.object = parent;
  Definition* next = field.definition == nullptr ? nullptr : TypeNamed(field.definition->type->Name());
  WalkArguments(field.arguments, field.definition == nullptr ? nullptr : &field.definition->arguments);
  WalkDirectives(next, field.directives, "FIELD");
  WalkSelections(next, field.selections);
  OnField(field);
}

void Validator::WalkInlineFragment(Definition* parent, InlineFragment& fragment) {
  fragment.object = parent;
  Definition* next = fragment.type_condition.empty() ? parent : TypeNamed(fragment.type_condition);
  WalkDirectives(next, fragment.directives, "INLINE_FRAGMENT");
  WalkSelections(next, fragment.selections);
  OnInlineFragment(fragment);
}

void Validator::WalkSpread(Definition* parent, FragmentSpread& spread) {
  auto it = fragments_.find(spread.name);
  spread.definition = it == fragments_.end() ? nullptr : it->second;
  spread.object = parent;
  Definition* next = spread.definition == nullptr ? nullptr : TypeNamed(spread.definition->type_condition);
  WalkDirectives(next, spread.directives, "FRAGMENT_SPREAD");
  if (spread.definition != nullptr && walked_.insert(spread.definition->name).second) {
    WalkDirectives(next, spread.definition->directives, "FRAGMENT_DEFINITION");
    WalkSelections(next, spread.definition->selections);
  }
  OnSpread(spread);
}

bool ValidateQuery(const Scope& scope, Schema& schema, QueryDocument& query, std::string* error) {
  std::string errors = Validator(scope, schema, query).Run();
  if (errors.empty()) return true;
  *error = OpaError(errors);
  return false;
}

}  // namespace reeve::graphql
