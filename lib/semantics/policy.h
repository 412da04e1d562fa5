// semantics::Policy: checked Rego, ready to be planned. Check() makes it from parsed modules by OPA's compiler stages.
//
// What holds of a Policy (VerifyPolicy asserts it in tests):
//  1. A ref starts with the var `data` or `input`, or with a local var; imports and rule names are resolved to full `data` refs.
//     A call's operator is a ref: `data.pkg.f` for a function of the policy, else the dotted name of a built-in ("count",
//     "array.concat", "eq" ...) that exists.
//  2. Declared locals (:=, some, every, function arguments) have names that are unique in their rule; a var that is not declared
//     and occurs only inside one closure (comprehension, every, not, and/or operand) belongs to that closure: a planner that reads bodies from left
//     to right and forgets a closure's bindings behind it needs no further scoping. Wildcards are vars "$0", "$1" ... like any other.
//  3. Bodies are in an order in which every var is bound before it is used: walking from left to right, each expression
//     can be evaluated with what stands before it. `:=` is the call `eq` (from_assignment), `==` the call `equal`,
//     `some k, x in xs` is `x = xs[k]`, `some x` is gone.
//  4. Calls stand only at the top of an expression: `f(a) + 1 > x` is `__local0__ = f(a)` ... as OPA flattens it: an expression
//     kCall has its arguments and, where its result is used, one more term, the output.
//  5. Template strings are calls of internal.template_string; rego.metadata.* calls are constants; print calls are erased,
//     or kept as the call `print` with its arguments as written (Options.prints). An argument of print may be undefined.
//  6. Each rule stands at the node of its ref's ground prefix. Values, keys and dynamic ref elements of heads are
//     constants, vars, or composites of those (others have been moved into the body).
#ifndef REEVE_LIB_SEMANTICS_POLICY_H_
#define REEVE_LIB_SEMANTICS_POLICY_H_

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "ast/ast.h"
#include "base/source.h"

namespace reeve::semantics {

// A node of the tree of virtual documents; the root is `data`. Packages and rules make nodes: rule data.a.b.c stands at a / b / c.
struct DocumentNode {
  std::string_view key;                                 // "" at the root
  DocumentNode* parent = nullptr;
  std::vector<std::unique_ptr<DocumentNode>> children;  // sorted by key (bytes)
  std::vector<ast::Rule*> rules;                        // in source order, modules in load order; default rules among them
  bool is_package = false;                              // some module's package ends here

  DocumentNode* Find(std::string_view child_key) const;

  DocumentNode() = default;
  // Children know where their parent is.
  DocumentNode(DocumentNode&& other) noexcept { *this = std::move(other); }
  DocumentNode& operator=(DocumentNode&& other) noexcept {
    key = other.key;
    parent = other.parent;
    children = std::move(other.children);
    rules = std::move(other.rules);
    is_package = other.is_package;
    for (const std::unique_ptr<DocumentNode>& child : children) child->parent = this;
    return *this;
  }
};

// A query as it is asked: `x := data.p.q; x > 1`.
struct Query {
  ast::Body body;                          // checked and ordered like a rule's body
  // One entry an expression as written: its text and place, for OPA's result rows.
  struct Expression { std::string text; Location location; };
  std::vector<Expression> expressions;
  // For each expression as written the term whose value it shows (a var or constant), or null: it shows `true`.
  // A bare term gives a row even when its value is false: its expression in `body` is then `var = term`, not a test.
  std::vector<ast::Term*> values;
  // Named variables in order of appearance: the name as written and the term that holds it after rewriting.
  struct Binding { std::string_view name; ast::Term* term; };
  std::vector<Binding> bindings;
};

struct Policy {
  std::shared_ptr<ast::Tree> tree;         // owns all nodes below
  std::vector<ast::Module*> modules;
  DocumentNode root;
  std::unique_ptr<Query> query;            // null: none was given
  // Rules on a cycle of the dependency graph; empty unless the option legacy is on.
  std::unordered_set<const ast::Rule*> recursive;

  Policy() = default;
  Policy(Policy&&) = default;
  Policy& operator=(Policy&&) = default;
};

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_POLICY_H_
