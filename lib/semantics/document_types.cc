// Types of documents by path. Held by tests/semantics/type_check_test.cc.
#include "semantics/document_types.h"

#include "semantics/compilation.h"
#include "value/number.h"

namespace reeve::semantics {
namespace {

using types::Type;
using types::TypeKind;

// Composite constants are keys by their text.
RuleKey DocumentKey(const Term& term, std::string& scratch) {
  if (IsScalar(term) || term.kind == TermKind::kVar) return KeyOf(term, scratch);
  scratch = ast::Print(term);
  return {5, scratch};
}

// The key of a node as the key of an object; nothing where a type says nothing of such keys.
std::optional<Value> PropertyKey(const RuleKey& key) {
  if (key.kind == 1) return Value::Boolean(key.text == "true");
  if (key.kind == 2) return value::NumberFromBorrowedText(key.text);
  if (key.kind == 3) return Value::BorrowedString(key.text);
  return std::nullopt;
}

const Type* KeyType(types::Types& types, const RuleKey& key) {
  switch (key.kind) {
    case 0: return types.null();
    case 1: return types.boolean();
    case 2: return types.number();
    default: return types.string();
  }
}

}  // namespace

Value ScalarValue(const Term& scalar) {
  switch (scalar.kind) {
    case TermKind::kBoolean: return Value::Boolean(scalar.boolean);
    case TermKind::kNumber: return scalar.value;
    case TermKind::kString: return Value::BorrowedString(scalar.text);
    default: return Value::Null();
  }
}

DocumentTypes::Node* DocumentTypes::Child(const Node* node, const Term& key) const {
  if (node->children.empty()) return nullptr;
  std::string scratch;
  auto found = index_.find(std::make_pair(node, DocumentKey(key, scratch)));
  return found == index_.end() ? nullptr : found->second;
}

DocumentTypes::Node* DocumentTypes::Add(Node* node, const Term& key, Arena& arena) {
  std::string scratch;
  RuleKey k = DocumentKey(key, scratch);
  auto found = index_.find(std::make_pair(static_cast<const Node*>(node), k));
  if (found != index_.end()) return found->second;
  k.text = arena.CopyText(k.text);
  Node* child = &nodes_.emplace_back();
  child->key = k;
  child->parent = node;
  node->children.push_back(child);
  index_.emplace(std::make_pair(static_cast<const Node*>(node), k), child);
  return child;
}

DocumentTypes::Node* DocumentTypes::Add(Root root) {
  Node*& node = roots_[static_cast<size_t>(root)];
  if (node == nullptr) node = &nodes_.emplace_back();
  return node;
}

DocumentTypes::Node* DocumentTypes::Reach(Root root, Path path, Arena& arena) {
  Node* node = Add(root);
  for (const Term* part : path) node = Add(node, *part, arena);
  for (Node* at = node; at != nullptr; at = at->parent) at->extent = nullptr;
  return node;
}

void DocumentTypes::Put(Root root, Path path, const Type* type, Arena& arena) { Reach(root, path, arena)->type = type; }

void DocumentTypes::Insert(Root root, Path path, const Type* type, Arena& arena) {
  Node* node = Reach(root, path, arena);
  std::vector<const Type*> keys;   // from the node upwards
  for (Node* at = node; at->parent != nullptr; at = at->parent) {
    keys.insert(keys.begin(), KeyType(types_, at->key));
    Node* above = at->parent;
    if (types::Is(above->type, TypeKind::kObject)) above->type = InsertInto(above->type, keys, type);
  }
  node->type = types_.Merge(node->type, type);
  if (types::Is(type, TypeKind::kObject)) InsertLeaves(node);
}

// Joins the documents below into the object that has come to stand above them.
void DocumentTypes::InsertLeaves(Node* node) {
  struct Below {
    Node* node;
    std::vector<const Type*> keys;
  };
  std::vector<Below> work;
  auto add = [&](Node* parent, const std::vector<const Type*>& keys) {
    for (Node* child : parent->children) {
      work.push_back({child, keys});
      work.back().keys.push_back(KeyType(types_, child->key));
    }
  };
  add(node, {});
  while (!work.empty()) {
    Below below = std::move(work.back());
    work.pop_back();
    if (below.node->type == nullptr) {
      add(below.node, below.keys);
    } else if (types::Is(node->type, TypeKind::kObject)) {
      node->type = InsertInto(node->type, below.keys, below.node->type);
    }
  }
}

const Type* DocumentTypes::InsertInto(const Type* object, std::span<const Type* const> keys, const Type* type) {
  if (keys.empty()) return object;
  for (size_t i = keys.size() - 1; i > 0; --i) type = types_.Object({}, true, keys[i], type);
  std::vector<types::Property> properties(object->properties.begin(), object->properties.end());
  if (!object->open) return types_.Object(std::move(properties), true, keys[0], type);
  return types_.Object(std::move(properties), true, types_.Or(object->key, keys[0]), types_.Or(object->rest, type));
}

const Type* DocumentTypes::Extent(Node* node) {
  if (node->type != nullptr) return node->type;
  if (node->extent != nullptr) return node->extent;
  std::vector<types::Property> properties;
  for (Node* child : node->children) {
    if (std::optional<Value> key = PropertyKey(child->key)) properties.push_back({*key, Extent(child)});
  }
  return node->extent = types_.Object(std::move(properties), true, types_.string(), types_.any());
}

}  // namespace reeve::semantics
