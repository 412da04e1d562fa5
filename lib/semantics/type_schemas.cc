// TypeChecker: schemas, by which METADATA blocks type the input and base documents for the rules below them.
//
//     # METADATA
//     # schemas:
//     #   - input: schema.request            by a schema that the caller gives
//     #   - data.users: {type: array}        by a schema in place
//
// What a rule's blocks say holds while the rule is checked, in a layer of documents of its own; of two schemas for one document the inner
// block's counts. Held by tests/semantics/schemas_test.cc.
#include <algorithm>

#include "semantics/metadata.h"
#include "semantics/type_checker.h"

namespace reeve::semantics {

using types::Type;

TypeChecker::TypeChecker(Compilation& c) : c_(c), documents_(types_), layers_{&documents_} {}
TypeChecker::~TypeChecker() = default;

// False: there are errors, and nothing is to be checked.
bool TypeChecker::ReadSchemas() {
  if (c_.options.schemas == nullptr) return true;
  if (auto input = c_.options.schemas->find("schema"); input != c_.options.schemas->end()) {
    Result<const Type*> type = types::FromSchema(types_, input->second);
    if (!type.ok()) return c_.errors.Add(Code::kRegoType, Location(), std::string(type.status().message())), false;
    documents_.Put(DocumentTypes::Root::kInput, {}, *type, c_.tree.arena());
  }
  const bool any = std::any_of(c_.modules.begin(), c_.modules.end(), [](const Module* module) {
    return std::any_of(module->annotations.begin(), module->annotations.end(),
                       [](const ast::Annotations& a) { return a.text.find("schemas") != std::string::npos; });
  });
  if (!any) return true;
  notes_ = std::make_unique<Notes>(c_);
  return notes_->Read();
}

// Null: the schema is not given, or is none.
const Type* TypeChecker::TypeOfSchema(const SchemaNote& schema, const Rule& rule, TypeErrors& errors) {
  auto error = [&](std::string message) {
    errors.push_back({rule.location, std::move(message), {}, false});
    return nullptr;
  };
  Value definition = schema.definition;
  if (!schema.name.empty()) {
    if (c_.options.schemas->empty()) return nullptr;   // as OPA without --schema
    auto found = named_schemas_.find(schema.name);
    if (found != named_schemas_.end()) return found->second;
    auto given = c_.options.schemas->find(schema.name);
    if (given == c_.options.schemas->end()) return error("undefined schema: " + schema.name);
    definition = given->second;
  }
  Result<const Type*> type = types::FromSchema(types_, definition);
  if (!type.ok()) return error(std::string(type.status().message()));
  if (!schema.name.empty()) named_schemas_[schema.name] = *type;
  return *type;
}

// `type` with another type at the keys from `path[at]` on.
const Type* TypeChecker::Override(const Type* type, const std::vector<std::string_view>& path, size_t at, const Type* by) {
  if (at == path.size()) return by;
  std::vector<types::Property> properties;
  const Value key = Value::BorrowedString(path[at]);
  if (!types::Is(type, types::TypeKind::kObject)) {
    return types_.Object({{key, Override(nullptr, path, at + 1, by)}}, true, types_.any(), types_.any());
  }
  bool found = false;
  for (const types::Property& p : type->properties) {
    const bool same = p.key == key;
    found = found || same;
    properties.push_back({p.key, same ? Override(p.value, path, at + 1, by) : p.value});
  }
  if (!found) {
    const Type* below = by;
    for (size_t i = path.size() - 1; i > at; --i) {
      below = types_.Object({{Value::BorrowedString(path[i]), below}}, type->open, type->key, type->rest);
    }
    properties.push_back({key, below});
  }
  return types_.Object(std::move(properties), type->open, type->key, type->rest);
}

// The layer that the schemas of the rule's blocks make, on top of layers_; null if there is none.
std::unique_ptr<DocumentTypes> TypeChecker::PushSchemas(const Rule& rule, TypeErrors& errors) {
  if (notes_ == nullptr) return nullptr;
  std::unique_ptr<DocumentTypes> layer;
  for (const Note* note : notes_->Around(rule)) {
    for (const SchemaNote& schema : note->schemas) {
      const Type* type = TypeOfSchema(schema, rule, errors);
      const bool input = schema.path[0] == "input";
      if (type == nullptr || (!input && schema.path[0] != "data")) continue;
      if (layer == nullptr) {
        layer = std::make_unique<DocumentTypes>(types_);
        layers_.push_back(layer.get());
      }
      const DocumentTypes::Root root = input ? DocumentTypes::Root::kInput : DocumentTypes::Root::kData;
      Term* whole = c_.tree.NewTerm(TermKind::kRef, note->source->location);
      whole->terms.push_back(c_.NewVar(input ? c_.names.input : c_.names.data, note->source->location));
      layer->Put(root, {}, Override(TypeOfDocument(*whole, root), schema.path, 1, type), c_.tree.arena());
    }
  }
  if (layer != nullptr) vars_.ChangeLayers();
  return layer;
}

}  // namespace reeve::semantics
