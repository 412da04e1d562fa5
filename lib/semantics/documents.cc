// BuildDocuments: the Policy's tree of virtual documents. A rule stands at the node of the strings that its ref starts with.
// Held by tests/semantics/documents_test.cc.
#include <algorithm>

#include "semantics/compilation.h"

namespace reeve::semantics {

DocumentNode* DocumentNode::Find(std::string_view child_key) const {
  auto at = std::lower_bound(children.begin(), children.end(), child_key,
                             [](const std::unique_ptr<DocumentNode>& c, std::string_view key) { return c->key < key; });
  return at != children.end() && (*at)->key == child_key ? at->get() : nullptr;
}

void BuildDocuments(Compilation& c, DocumentNode& root) {
  struct Place {
    DocumentNode* document;
    bool exact;   // the path to it is of strings only
  };
  absl::flat_hash_map<const RuleNode*, Place> places;
  places.emplace(c.rules.root(), Place{&root, true});
  root.is_package = !c.rules.root()->modules.empty();
  std::vector<const RuleNode*> work{c.rules.root()};
  while (!work.empty()) {
    const RuleNode* node = work.back();
    work.pop_back();
    Place place = places.at(node);
    for (const RuleNode* child : node->children) {  // sorted
      // What stands below a key that is no string stands at the node of the strings above it.
      if (child->key.kind != 3 || !place.exact) {
        places.emplace(child, Place{place.document, false});
      } else {
        auto made = std::make_unique<DocumentNode>();
        made->key = child->key.text;
        made->parent = place.document;
        made->is_package = !child->modules.empty();
        places.emplace(child, Place{made.get(), true});
        place.document->children.push_back(std::move(made));
      }
      work.push_back(child);
    }
  }
  for (Module* module : c.modules) {
    for (Rule* rule : module->rules) places.at(c.rules.NodeOf(rule)).document->rules.push_back(rule);
  }
}

}  // namespace reeve::semantics
