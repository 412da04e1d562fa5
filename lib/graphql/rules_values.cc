// Rules for values: of the type that is asked for, and variables where they may stand. Tested by
// tests/graphql/validate_test.cc.
#include <absl/strings/numbers.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "graphql/suggestions.h"
#include "graphql/validator.h"

namespace reeve::graphql {
namespace {

std::string Quoted(Text text) { return "\"" + std::string(text) + "\""; }

bool Is(const Definition& d, std::initializer_list<Text> names) {
  return std::find(names.begin(), names.end(), d.name) != names.end();
}

bool IsDecimal(Text raw) {
  if (raw.starts_with('-') || raw.starts_with('+')) raw.remove_prefix(1);
  return !raw.empty() && raw.find_first_not_of("0123456789") == Text::npos;
}

absl::string_view AbslView(Text text) { return {text.data(), text.size()}; }

// Whether the number's text can be read as one of Go's; the grammar admits longer ones.
bool IsNumber(const ValueNode& value) {
  int64_t integer;
  double number;
  if (value.kind == kInt) return IsDecimal(value.raw) && absl::SimpleAtoi(AbslView(value.raw), &integer);
  return absl::SimpleAtod(AbslView(value.raw), &number) && std::isfinite(number);
}

bool IsBoolean(Text raw) {
  constexpr std::array<Text, 12> kTexts = {"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"};
  return std::find(kTexts.begin(), kTexts.end(), raw) != kTexts.end();
}

const ValueNode* ChildNamed(Budget& budget, const ValueNode& object, Text name) {
  const ChildValue* child = Find(budget, object.children, name);
  return child == nullptr ? nullptr : child->value;
}

}  // namespace

void Validator::OnValue(ValueNode& value) {
  if (operation_ != nullptr && value.kind == kVariable && value.variable == nullptr) {
    std::string place = operation_->name.empty() ? "" : " by operation " + Quoted(operation_->name);
    Report(value.position, "Variable " + Quoted(ValueText(value)) + " is not defined" + place + ".");
  }
  if (value.kind == kObject) {
    Names seen;
    for (const ChildValue* field : value.children) {
      if (seen.insert(field->name).second) continue;
      Report(field->position, "There can be only one input field named " + Quoted(field->name) + ".");
    }
  }
  if (value.definition != nullptr && value.expected != nullptr) CorrectType(value);
  AllowedPosition(value);
}

// Whether all numbers in it can be read.
bool Validator::Readable(const ValueNode& value) {
  Level level(&depth_);
  scope_.budget.Charge(1);
  switch (value.kind) {
    case kVariable: {
      const ValueNode* fallback = value.variable == nullptr ? nullptr : value.variable->default_value;
      return fallback == nullptr || Readable(*fallback);
    }
    case kInt:
    case kFloat: return IsNumber(value);
    case kBoolean: return IsBoolean(value.raw);
    default:
      return std::all_of(value.children.begin(), value.children.end(),
                         [&](const ChildValue* child) { return Readable(*child->value); });
  }
}

void Validator::CorrectType(ValueNode& value) {
  const Definition& d = *value.definition;
  if (value.kind == kNull && value.expected->non_null) {
    Report(value.position, "Expected value of type " + Quoted(TypeText(*value.expected)) + ", found null.");
  }
  if (d.kind == "SCALAR" && !Is(d, {"Int", "Float", "String", "Boolean", "ID"})) return;
  if (!Readable(value)) WrongType(value);
  std::string type = Quoted(TypeText(*value.expected));
  switch (value.kind) {
    case kList:
      if (value.expected->elem == nullptr) WrongType(value);
      return;
    case kInt:
      if (!Is(d, {"Int", "Float", "ID"})) WrongType(value);
      return;
    case kFloat:
      if (!Is(d, {"Float"})) WrongType(value);
      return;
    case kString:
    case kBlock:
      if (d.kind == "ENUM") {
        NotInEnum(value, "Enum " + type + " cannot represent non-enum value: " + ValueText(value) + ".");
      } else if (!Is(d, {"String", "ID"})) {
        WrongType(value);
      }
      return;
    case kEnum:
      if (d.kind != "ENUM") {
        WrongType(value);
      } else if (Find(scope_.budget, d.enum_values, value.raw) == nullptr) {
        NotInEnum(value, "Value " + Quoted(ValueText(value)) + " does not exist in " + type + " enum.");
      }
      return;
    case kBoolean:
      if (!Is(d, {"Boolean"})) WrongType(value);
      return;
    case kObject: ObjectFields(value); return;
    default: return;
  }
}

void Validator::NotInEnum(const ValueNode& value, const std::string& text) {
  std::vector<Text> options;
  for (const EnumValueDefinition* option : value.definition->enum_values) options.push_back(option->name);
  Report(value.position, text + Suggestion(scope_.budget, "Did you mean the enum value", value.raw, options));
}

void Validator::WrongType(const ValueNode& value) {
  std::string type = TypeText(*value.expected), text = ValueText(value), message;
  if (type == "Int" || type == "Int!") {
    int32_t fits;
    bool range = IsDecimal(value.raw) && !absl::SimpleAtoi(AbslView(value.raw), &fits);
    message = std::string("Int cannot represent ") + (range ? "non 32-bit signed integer" : "non-integer") + " value: ";
  } else if (type == "String" || type == "String!" || type == "[String]") {
    message = "String cannot represent a non string value: ";
  } else if (type == "Boolean" || type == "Boolean!") {
    message = "Boolean cannot represent a non boolean value: ";
  } else if (type == "Float" || type == "Float!") {
    message = "Float cannot represent non numeric value: ";
  } else if (type == "ID" || type == "ID!") {
    message = "ID cannot represent a non-string and non-integer value: ";
  } else if (value.definition->kind == "ENUM") {
    return Report(value.position, "Enum " + Quoted(type) + " cannot represent non-enum value: " + text + ".");
  } else {
    return Report(value.position, "Expected value of type " + Quoted(type) + ", found " + text + ".");
  }
  Report(value.position, message + text);
}

void Validator::ObjectFields(const ValueNode& value) {
  const Definition& d = *value.definition;
  std::string name(d.name);
  for (const FieldDefinition* field : d.fields) {
    if (!field->type->non_null || field->default_value != nullptr) continue;
    if (ChildNamed(scope_.budget, value, field->name) != nullptr) continue;
    Report(value.position, "Field " + Quoted(name + "." + std::string(field->name)) + " of required type " +
                               Quoted(TypeText(*field->type)) + " was not provided.");
  }
  for (const Directive* directive : d.directives) {
    if (directive->name != "oneOf") continue;
    if (value.children.size() != 1) {
      Report(value.position, "OneOf Input Object " + Quoted(name) + " must specify exactly one key.");
    } else if (value.children[0]->value->kind == kNull) {
      Report(value.children[0]->value->position,
             "Field " + Quoted(name + "." + std::string(d.fields[0]->name)) + " must be non-null.");
    }
  }
  for (const ChildValue* child : value.children) {
    if (Find(scope_.budget, d.fields, child->name) != nullptr) continue;
    std::vector<Text> fields;
    for (const FieldDefinition* field : d.fields) fields.push_back(field->name);
    Report(child->position, "Field " + Quoted(child->name) + " is not defined by type " + Quoted(name) + "." +
                                Suggestion(scope_.budget, "Did you mean", child->name, fields));
  }
}

void Validator::AllowedPosition(const ValueNode& value) {
  if (value.kind == kVariable && value.expected != nullptr && value.variable != nullptr && operation_ != nullptr) {
    const ValueNode* fallback = value.variable->default_value;
    reeve::graphql::Type expected = *value.expected;
    if ((fallback != nullptr && fallback->kind != kNull) || value.expected_has_default) expected.non_null = false;
    if (!IsCompatible(*value.variable->type, expected)) {
      Report(value.position, "Variable " + Quoted(ValueText(value)) + " of type " + Quoted(TypeText(*value.variable->type)) +
                                 " used in position expecting type " + Quoted(TypeText(*value.expected)) + ".");
    }
  }
  if (value.kind != kObject || value.definition == nullptr) return;
  if (Find(scope_.budget, value.definition->directives, "oneOf") == nullptr) return;
  for (const ChildValue* child : value.children) {
    const ValueNode& field = *child->value;
    if (field.kind != kVariable || field.variable == nullptr || field.variable->type->non_null) continue;
    const Position& known = field.variable->position;
    Report(known.row != 0 ? known : field.position,
           "Variable " + Quoted(ValueText(field)) + " is of type " + Quoted(TypeText(*field.variable->type)) +
               " but must be non-nullable to be used for OneOf Input Object " + Quoted(value.definition->name) + ".");
  }
}

}  // namespace reeve::graphql
