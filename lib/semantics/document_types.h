// DocumentTypes: what is known of the types of documents, by path. A checker has one for the policy's rules and, while it is inside
// of a `with`, one more for what the `with` replaces.
//
// A node with a type is a rule's document; a node without one is a package, or stands above rules, and may have any other members.
// Held by tests/semantics/type_check_test.cc.
#ifndef REEVE_LIB_SEMANTICS_DOCUMENT_TYPES_H_
#define REEVE_LIB_SEMANTICS_DOCUMENT_TYPES_H_

#include <deque>
#include <span>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "semantics/rule_tree.h"
#include "types/types.h"

namespace reeve::semantics {

class DocumentTypes {
 public:
  struct Node {
    RuleKey key;
    const types::Type* type = nullptr;
    Node* parent = nullptr;
    std::vector<Node*> children;
    const types::Type* extent = nullptr;   // what Extent found; null: ask again
  };
  enum class Root : uint8_t { kData, kInput };
  using Path = std::span<ast::Term* const>;   // of constants: what follows the root

  explicit DocumentTypes(types::Types& types) : types_(types) {}

  // Null: this layer knows nothing of the root, or of the child.
  Node* Find(Root root) const { return roots_[static_cast<size_t>(root)]; }
  Node* Child(const Node* node, const ast::Term& key) const;

  // Gives the document at `path` this type, whatever it had.
  void Put(Root root, Path path, const types::Type* type, Arena& arena);
  // Makes nodes down to `path`.
  Node* Reach(Root root, Path path, Arena& arena);
  // Adds what a rule gives to the document at `path`, and to the objects that it stands in.
  void Insert(Root root, Path path, const types::Type* type, Arena& arena);

  // The type of a node and all below.
  const types::Type* Extent(Node* node);

 private:
  Node* Add(Node* node, const ast::Term& key, Arena& arena);
  Node* Add(Root root);
  const types::Type* InsertInto(const types::Type* object, std::span<const types::Type* const> keys, const types::Type* type);
  void InsertLeaves(Node* node);

  types::Types& types_;
  std::deque<Node> nodes_;
  Node* roots_[2] = {nullptr, nullptr};
  absl::flat_hash_map<std::pair<const Node*, RuleKey>, Node*> index_;
};

// The value of a scalar term.
Value ScalarValue(const ast::Term& scalar);

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_DOCUMENT_TYPES_H_
