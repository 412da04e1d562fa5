// What must hold of a schema's types and directives, in gqlparser's order: types by name, in each its fields, members,
// interfaces and then what its kind asks for. External interface: CheckSchema() and CheckDirectives(). Tested by
// tests/graphql/schema_test.cc.
#include <absl/container/flat_hash_set.h>

#include <algorithm>

#include "graphql/graphql.h"
#include "graphql/schema.h"
#include "value/format.h"

namespace reeve::graphql {
namespace {

std::string Quoted(Text text) {
  std::string out;
  value::AppendQuoted(text, out);
  return out;
}

class Checker {
 public:
  Checker(const Scope& scope, const Schema& schema, std::string* error) : scope_(scope), schema_(schema), error_(error) {}

  bool All() {
    std::vector<Text> types, directives;
    for (const auto& [name, d] : schema_.types) types.push_back(name);
    for (const auto& [name, d] : schema_.directives) directives.push_back(name);
    scope_.budget.Charge((types.size() + directives.size()) * 8);
    std::sort(types.begin(), types.end());
    std::sort(directives.begin(), directives.end());
    for (Text name : types) {
      if (!OneDefinition(*schema_.Type(name))) return false;
    }
    for (Text name : types) {
      const Definition& d = *schema_.Type(name);
      if (d.kind == "INPUT_OBJECT" && !NoCycle(d)) return false;
    }
    for (Text name : directives) {
      const DirectiveDefinition& d = *schema_.Directive(name);
      if (!NotReserved(d.position, d.name) || !Arguments(d.arguments, &d)) return false;
    }
    return true;
  }

  bool Directives(const List<Directive*>& directives, Text location, const DirectiveDefinition* current, bool single) {
    absl::flat_hash_set<Text> seen;
    for (const Directive* used : directives) {
      scope_.budget.Charge(4);
      std::string name(used->name);
      if (!NotReserved(used->position, used->name)) return false;
      if (current != nullptr && used->name == current->name) {
        return Fail(used->position, "Directive " + name + " cannot refer to itself.");
      }
      const DirectiveDefinition* d = schema_.Directive(used->name);
      if (d == nullptr) return Fail(used->position, "Undefined directive " + name + ".");
      if (single && !seen.insert(used->name).second && !d->repeatable) {
        return Fail(used->position, "The directive " + name + " can only be used once at this location.");
      }
      if (std::find(d->locations.begin(), d->locations.end(), location) == d->locations.end()) {
        return Fail(used->position, "Directive " + name + " is not applicable on " + std::string(location) + ".");
      }
      if (!DirectiveArguments(*used, *d)) return false;
    }
    return true;
  }

 private:
  bool Fail(const Position& position, std::string text) {
    *error_ = ErrorAt(position, text, false);
    return false;
  }
  // "OBJECT Name: " + text.
  bool FailOf(const Definition& d, const Position& position, std::string text) {
    return Fail(position, std::string(d.kind) + " " + std::string(d.name) + ": " + text);
  }

  bool NotReserved(const Position& position, Text name) {
    if (!name.starts_with("__")) return true;
    return Fail(position, "Name \"" + std::string(name) +
                              "\" must not begin with \"__\", which is reserved by GraphQL introspection.");
  }

  bool Declared(const Type& type) {
    if (schema_.Type(type.Name()) != nullptr) return true;
    return Fail(type.position, "Undefined type " + std::string(type.Name()) + ".");
  }

  bool DirectiveArguments(const Directive& used, const DirectiveDefinition& d) {
    for (const Argument* argument : used.arguments) {
      if (Find(scope_.budget, d.arguments, argument->name) != nullptr) continue;
      return Fail(argument->position, "Undefined argument " + std::string(argument->name) + " for directive " +
                                          std::string(used.name) + ".");
    }
    for (const ArgumentDefinition* wanted : d.arguments) {
      if (!wanted->type->non_null || wanted->default_value != nullptr) continue;
      const Argument* argument = Find(scope_.budget, used.arguments, wanted->name);
      if (argument != nullptr && argument->value->kind != kNull) continue;
      return Fail(used.position, "Argument " + std::string(wanted->name) + " for directive " + std::string(used.name) +
                                     " cannot be null.");
    }
    return true;
  }

  bool Arguments(const List<ArgumentDefinition*>& arguments, const DirectiveDefinition* current) {
    for (const ArgumentDefinition* argument : arguments) {
      if (!NotReserved(argument->position, argument->name) || !Declared(*argument->type)) return false;
      const Definition& d = *schema_.Type(argument->type->Name());
      if (!d.IsInput()) {
        return Fail(argument->position, "cannot use " + TypeText(*argument->type) + " as argument " +
                                            std::string(argument->name) + " because " + std::string(d.kind) +
                                            " is not a valid input type");
      }
      if (!Directives(argument->directives, "ARGUMENT_DEFINITION", current, true)) return false;
    }
    return true;
  }

  bool OneDefinition(const Definition& d) {
    for (const FieldDefinition* field : d.fields) {
      scope_.budget.Charge(8);
      Text location = d.kind == "INPUT_OBJECT" ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION";
      bool ok = NotReserved(field->position, field->name) && Declared(*field->type) &&
                Arguments(field->arguments, nullptr) && Directives(field->directives, location, nullptr, true);
      if (!ok) return false;
    }
    for (Text member : d.types) {
      const Definition* type = schema_.Type(member);
      if (type == nullptr) return Fail(d.position, "Undefined type " + Quoted(member) + ".");
      if (type->kind != "OBJECT") {
        return Fail(d.position, std::string(d.kind) + " type " + Quoted(member) + " must be OBJECT.");
      }
    }
    for (Text interface : d.interfaces) {
      if (!Implements(d, interface)) return false;
    }
    return Kind(d) && Unique(d) && (d.built_in || NotReserved(d.position, d.name)) &&
           Directives(d.directives, d.kind, nullptr, false);
  }

  bool Kind(const Definition& d) {
    if (d.kind == "OBJECT" || d.kind == "INTERFACE") {
      if (d.fields.empty()) return FailOf(d, d.position, "must define one or more fields.");
      for (const FieldDefinition* field : d.fields) {
        const Definition& type = *schema_.Type(field->type->Name());
        if (type.IsLeaf() || type.IsComposite()) continue;
        return FailOf(d, field->position, "field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM.");
      }
    } else if (d.kind == "ENUM") {
      if (d.enum_values.empty()) return FailOf(d, d.position, "must define one or more unique enum values.");
      for (const EnumValueDefinition* value : d.enum_values) {
        if (value->name == "true" || value->name == "false" || value->name == "null") {
          return FailOf(d, d.position, "non-enum value " + std::string(value->name) + ".");
        }
        if (!Directives(value->directives, "ENUM_VALUE", nullptr, true)) return false;
      }
    } else if (d.kind == "INPUT_OBJECT") {
      if (d.fields.empty()) return FailOf(d, d.position, "must define one or more input fields.");
      for (const FieldDefinition* field : d.fields) {
        const Definition& type = *schema_.Type(field->type->Name());
        if (type.IsInput()) continue;
        return Fail(field->position, std::string(type.kind) + " " + std::string(field->name) +
                                         ": field must be one of SCALAR, ENUM, INPUT_OBJECT.");
      }
    }
    return true;
  }

  // The second of the first pair of nodes of one name, in the order of the pair's first; null if all differ.
  template <typename Node>
  const Node* Repeated(const List<Node*>& list) {
    scope_.budget.Charge(1 + list.size());
    absl::flat_hash_map<Text, std::pair<uint32_t, const Node*>> first;  // and the second of that name
    uint32_t best = UINT32_MAX;
    const Node* repeated = nullptr;
    for (uint32_t i = 0; i < list.size(); ++i) {
      auto [it, is_new] = first.try_emplace(list[i]->name, i, nullptr);
      if (is_new || it->second.second != nullptr) continue;
      it->second.second = list[i];
      if (it->second.first < best) best = it->second.first, repeated = list[i];
    }
    return repeated;
  }

  bool Unique(const Definition& d) {
    std::string name(d.name);
    if (const FieldDefinition* field = Repeated(d.fields)) {
      return Fail(field->position, "Field " + name + "." + std::string(field->name) + " can only be defined once.");
    }
    if (const EnumValueDefinition* value = Repeated(d.enum_values)) {
      return Fail(value->position, "Enum value " + name + "." + std::string(value->name) + " can only be defined once.");
    }
    for (uint32_t i = 0; i < d.types.size(); ++i) {
      scope_.budget.Charge(1 + d.types.size() / 4);
      for (uint32_t j = i + 1; j < d.types.size(); ++j) {
        if (d.types[i] != d.types[j]) continue;
        bool known = d.type_positions.size() == d.types.size();
        return Fail(known ? d.type_positions[j] : d.position,
                    "Union type " + name + " can only include type " + std::string(d.types[j]) + " once.");
      }
    }
    return true;
  }

  bool IsCovariant(const Type& required, const Type& actual) {
    const Type* r = &required;
    const Type* a = &actual;
    for (;; r = r->elem, a = a->elem) {
      if (r->non_null && !a->non_null) return false;
      if (!r->named_type.empty()) {
        if (r->named_type == a->named_type) return true;
        const std::vector<Definition*>& possible = schema_.Possible(r->named_type);
        scope_.budget.Charge(1 + possible.size() / 4);
        return std::any_of(possible.begin(), possible.end(),
                           [&](const Definition* d) { return d != nullptr && d->name == a->named_type; });
      }
      if (a->elem == nullptr) return false;
    }
  }

  bool Implements(const Definition& d, Text interface_name) {
    const Definition* interface = schema_.Type(interface_name);
    if (interface == nullptr) return Fail(d.position, "Undefined type " + Quoted(interface_name) + ".");
    if (interface->kind != "INTERFACE") {
      return Fail(d.position, Quoted(interface_name) + " is a non interface type " + std::string(interface->kind) + ".");
    }
    std::string head = "For " + std::string(d.name) + " to implement " + std::string(interface->name) + " ";
    for (const FieldDefinition* required : interface->fields) {
      std::string name(required->name);
      const FieldDefinition* found = Find(scope_.budget, d.fields, required->name);
      if (found == nullptr) return Fail(d.position, head + "it must have a field called " + name + ".");
      if (!IsCovariant(*required->type, *found->type)) {
        return Fail(found->position, head + "the field " + name + " must have type " + TypeText(*required->type) + ".");
      }
      if (!SameArguments(*required, *found, head)) return false;
    }
    for (Text transitive : interface->interfaces) {
      scope_.budget.Charge(1 + d.interfaces.size() / 4);
      if (std::find(d.interfaces.begin(), d.interfaces.end(), transitive) != d.interfaces.end()) continue;
      if (transitive == d.name) {
        return Fail(d.position, "Type " + std::string(d.name) + " cannot implement " + std::string(interface_name) +
                                    " because it would create a circular reference.");
      }
      return Fail(d.position, "Type " + std::string(d.name) + " must implement " + std::string(transitive) +
                                  " because it is implemented by " + std::string(interface_name) + ".");
    }
    return true;
  }

  bool SameArguments(const FieldDefinition& required, const FieldDefinition& found, const std::string& head) {
    std::string same = head + "the field " + std::string(required.name) + " must have the same arguments but ";
    for (const ArgumentDefinition* wanted : required.arguments) {
      const ArgumentDefinition* argument = Find(scope_.budget, found.arguments, wanted->name);
      std::string name(wanted->name);
      if (argument == nullptr) return Fail(found.position, same + "it is missing " + name + ".");
      if (!IsCompatible(*wanted->type, *argument->type)) {
        return Fail(argument->position, same + name + " has the wrong type.");
      }
    }
    for (const ArgumentDefinition* argument : found.arguments) {
      bool optional = !argument->type->non_null || argument->default_value != nullptr;
      if (optional || Find(scope_.budget, required.arguments, argument->name) != nullptr) continue;
      return Fail(argument->position, head + "any additional arguments on " + std::string(found.name) +
                                          " must be optional or have a default value but " +
                                          std::string(argument->name) + " is required.");
    }
    return true;
  }

  // No value of an input object may need another value of the same type within it.
  bool NoCycle(const Definition& d) {
    if (!visited_.insert(d.name).second) return true;
    Level level(&depth_);
    path_index_[d.name] = path_.size();
    for (const FieldDefinition* field : d.fields) {
      scope_.budget.Charge(2);
      if (!field->type->non_null || field->type->named_type.empty()) continue;
      const Definition* type = schema_.Type(field->type->named_type);
      if (type->kind != "INPUT_OBJECT") continue;
      path_.push_back(field);
      if (auto it = path_index_.find(type->name); it != path_index_.end()) {
        std::string names;
        for (size_t i = it->second; i < path_.size(); ++i) names.append(names.empty() ? "" : ".").append(path_[i]->name);
        return Fail(path_[it->second]->position, "Cannot reference Input Object " + Quoted(type->name) +
                                                     " within itself through a series of non-null fields: " +
                                                     Quoted(names) + ".");
      }
      if (!NoCycle(*type)) return false;
      path_.pop_back();
    }
    path_index_.erase(d.name);
    return true;
  }

  const Scope& scope_;
  const Schema& schema_;
  std::string* error_;
  size_t depth_ = 0;
  absl::flat_hash_set<Text> visited_;
  std::vector<const FieldDefinition*> path_;
  absl::flat_hash_map<Text, size_t> path_index_;
};

}  // namespace

bool CheckSchema(const Scope& scope, const Schema& schema, std::string* error) {
  return Checker(scope, schema, error).All();
}

bool CheckDirectives(const Scope& scope, const Schema& schema, const List<Directive*>& directives, Text location,
                     const DirectiveDefinition* current, bool single, std::string* error) {
  return Checker(scope, schema, error).Directives(directives, location, current, single);
}

}  // namespace reeve::graphql
