// A schema document and the prelude, brought together by name. External interface: LoadSchema(), and the texts of types and
// values. Tested by tests/graphql/schema_test.cc.
#include "graphql/graphql.h"
#include "graphql/schema.h"
#include "value/format.h"

namespace reeve::graphql {
namespace {

class Loader {
 public:
  Loader(const Scope& scope, std::string* error) : scope_(scope), error_(error), schema_(std::make_unique<Schema>()) {}

  std::unique_ptr<Schema> Load(const SchemaDocument& prelude, const SchemaDocument& document) {
    bool ok = Define(prelude) && Define(document) && Extend(document);
    if (!ok) return nullptr;
    for (Definition* d : defined_) AddPossible(d);
    ok = DefineDirectives(prelude) && DefineDirectives(document) && EntryPoints(document) &&
         CheckSchema(scope_, *schema_, error_);
    if (!ok) return nullptr;
    if (document.schema.empty()) InferRoots();
    if (schema_->query != nullptr) AddIntrospection(schema_->query);
    return std::move(schema_);
  }

 private:
  bool Fail(const Position& position, std::string text) {
    *error_ = ErrorAt(position, text, false);
    return false;
  }

  bool Define(const SchemaDocument& document) {
    for (Definition* d : document.definitions) {
      scope_.budget.Charge(4);
      if (!schema_->types.emplace(d->name, d).second) {
        return Fail(d->position, "Cannot redeclare type " + std::string(d->name) + ".");
      }
      defined_.push_back(d);
    }
    return true;
  }

  bool Extend(const SchemaDocument& document) {
    for (const Definition* e : document.extensions) {
      scope_.budget.Charge(4);
      Definition*& d = schema_->types[e->name];
      if (d == nullptr) {
        d = scope_.arena.New<Definition>();
        d->kind = e->kind;
        d->name = e->name;
        d->position = e->position;
        defined_.push_back(d);
      }
      if (d->kind != e->kind) {
        return Fail(e->position, "Cannot extend type " + std::string(e->name) + " because the base type is a " +
                                     std::string(d->kind) + ", not " + std::string(e->kind) + ".");
      }
      d->directives.AddAll(scope_.arena, e->directives);
      d->interfaces.AddAll(scope_.arena, e->interfaces);
      d->fields.AddAll(scope_.arena, e->fields);
      d->types.AddAll(scope_.arena, e->types);
      d->type_positions.AddAll(scope_.arena, e->type_positions);
      d->enum_values.AddAll(scope_.arena, e->enum_values);
    }
    return true;
  }

  void AddPossible(Definition* d) {
    scope_.budget.Charge(1 + d->types.size() + d->interfaces.size());
    if (d->kind == "UNION") {
      for (Text member : d->types) schema_->possible[d->name].push_back(schema_->Type(member));
    } else if (d->kind == "OBJECT" || d->kind == "INPUT_OBJECT" || d->kind == "INTERFACE") {
      for (Text interface : d->interfaces) schema_->possible[interface].push_back(d);
      if (d->kind != "INTERFACE") schema_->possible[d->name].push_back(d);
    }
  }

  // A schema may declare the prelude's directives again; the last declaration counts.
  bool DefineDirectives(const SchemaDocument& document) {
    for (DirectiveDefinition* d : document.directives) {
      scope_.budget.Charge(4);
      DirectiveDefinition*& known = schema_->directives[d->name];
      bool standard = d->name == "include" || d->name == "skip" || d->name == "deprecated" || d->name == "specifiedBy" ||
                      d->name == "defer" || d->name == "oneOf";
      if (known != nullptr && !standard) return Fail(d->position, "Cannot redeclare directive " + std::string(d->name) + ".");
      known = d;
    }
    return true;
  }

  bool EntryPoints(const SchemaDocument& document) {
    if (document.schema.size() > 1) {
      return Fail(document.schema[1]->position,
                  "Cannot have multiple schema entry points, consider schema extensions instead.");
    }
    for (const SchemaDefinition* d : document.schema) {
      if (!EntryPoint(*d)) return false;
    }
    for (const SchemaDefinition* d : document.schema_extensions) {
      if (!EntryPoint(*d)) return false;
    }
    return true;
  }

  bool EntryPoint(const SchemaDefinition& schema) {
    for (const OperationTypeDefinition* entry : schema.operation_types) {
      Definition* d = schema_->Type(entry->type);
      if (d == nullptr) {
        return Fail(entry->position, "Schema root " + std::string(entry->operation) + " refers to a type " +
                                         std::string(entry->type) + " that does not exist.");
      }
      if (entry->operation == "query") schema_->query = d;
      if (entry->operation == "mutation") schema_->mutation = d;
      if (entry->operation == "subscription") schema_->subscription = d;
    }
    return CheckDirectives(scope_, *schema_, schema.directives, "SCHEMA", nullptr, true, error_);
  }

  void InferRoots() {
    if (schema_->query == nullptr) schema_->query = schema_->Type("Query");
    if (schema_->mutation == nullptr) schema_->mutation = schema_->Type("Mutation");
    if (schema_->subscription == nullptr) schema_->subscription = schema_->Type("Subscription");
  }

  reeve::graphql::Type* NamedType(Text name, bool non_null) {
    auto* type = scope_.arena.New<reeve::graphql::Type>();
    type->named_type = name;
    type->non_null = non_null;
    return type;
  }

  void AddIntrospection(Definition* query) {
    FieldDefinition* schema = scope_.arena.New<FieldDefinition>();
    schema->name = "__schema";
    schema->type = NamedType("__Schema", true);
    FieldDefinition* type = scope_.arena.New<FieldDefinition>();
    type->name = "__type";
    type->type = NamedType("__Type", false);
    ArgumentDefinition* name = scope_.arena.New<ArgumentDefinition>();
    name->name = "name";
    name->type = NamedType("String", true);
    type->arguments.Add(scope_.arena, name);
    query->fields.Add(scope_.arena, schema);
    query->fields.Add(scope_.arena, type);
  }

  const Scope& scope_;
  std::string* error_;
  std::unique_ptr<Schema> schema_;
  std::vector<Definition*> defined_;
};

void AppendValue(const ValueNode& value, std::string& out) {
  switch (value.kind) {
    case kVariable: out.append("$").append(value.raw); return;
    case kString:
    case kBlock: value::AppendQuoted(value.raw, out); return;
    case kList:
    case kObject: {
      out += value.kind == kList ? '[' : '{';
      bool first = true;
      for (const ChildValue* child : value.children) {
        if (!first) out += ',';
        first = false;
        if (value.kind == kObject) out.append(child->name).append(":");
        AppendValue(*child->value, out);  // no deeper than the reader of documents allowed
      }
      out += value.kind == kList ? ']' : '}';
      return;
    }
    default: out += value.raw; return;
  }
}

}  // namespace

std::string TypeText(const Type& type) {
  std::string out = type.named_type.empty() ? "[" + TypeText(*type.elem) + "]" : std::string(type.named_type);
  return type.non_null ? out + "!" : out;
}

bool IsCompatible(const Type& type, const Type& wanted) {
  const Type *t = &type, *w = &wanted;
  for (;; t = t->elem, w = w->elem) {
    if (t->named_type != w->named_type || (t->elem != nullptr && w->elem == nullptr)) return false;
    if (w->non_null && !t->non_null) return false;
    if (t->elem == nullptr) return true;
  }
}

std::string ValueText(const ValueNode& value) {
  std::string out;
  AppendValue(value, out);
  return out;
}

std::unique_ptr<Schema> LoadSchema(const Scope& scope, const SchemaDocument& document, std::string* error) {
  SchemaDocument* prelude = ParsePrelude(scope);
  std::unique_ptr<Schema> schema = Loader(scope, error).Load(*prelude, document);
  if (schema == nullptr) *error = "Error in gqlparser SchemaDocument to Schema conversion: " + *error;
  return schema;
}

}  // namespace reeve::graphql
