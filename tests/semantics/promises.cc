// FindBrokenPromise: what policy.h says of a Policy, told of each of its rules by walking bodies from left to right.
#include <set>
#include <string>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

using ast::Body;
using ast::Expr;
using ast::ExprKind;
using ast::Term;
using ast::TermKind;

class Promises {
 public:
  Promises(const Policy& policy, const capabilities::Builtins& builtins) : policy_(policy), builtins_(builtins) {}

  std::string Find() {
    Node(policy_.root);
    if (policy_.query) {
      std::set<std::string> bound{"data", "input"};
      Walk(policy_.query->body, bound);
      for (const Query::Binding& binding : policy_.query->bindings) Known(*binding.term, bound, "binding");
      for (const Term* value : policy_.query->values) {
        if (value != nullptr) Known(*value, bound, "value");
      }
    }
    return broken_;
  }

 private:
  void Break(const std::string& what) {
    if (broken_.empty()) broken_ = what;
  }

  void Node(const DocumentNode& node) {
    for (size_t i = 1; i < node.children.size(); ++i) {
      if (node.children[i - 1]->key >= node.children[i]->key) Break("children out of order");
    }
    for (const auto& child : node.children) {
      if (child->parent != &node) Break("a child's parent is somebody else");
      if (node.Find(child->key) != child.get()) Break("Find does not find " + std::string(child->key));
      Node(*child);
    }
    for (const ast::Rule* rule : node.rules) {
      for (; rule != nullptr; rule = rule->otherwise) Rule(*rule);
    }
  }

  void Rule(const ast::Rule& rule) {
    std::set<std::string> bound{"data", "input"};
    for (const Term* arg : rule.head.args) Bind(*arg, bound);
    Walk(rule.body, bound);
    for (const Term* part : {rule.head.key, rule.head.value}) {
      if (part == nullptr) continue;
      NoRefs(*part);
      Known(*part, bound, "head");
    }
    for (size_t i = 1; i < rule.head.ref->terms.size(); ++i) Known(*rule.head.ref->terms[i], bound, "head's ref");
  }

  void NoRefs(const Term& term) {
    if (term.kind == TermKind::kRef || term.kind == TermKind::kCall || !term.body.empty()) {
      Break("a head holds " + ast::Print(term));
    }
    for (const Term* child : term.terms) NoRefs(*child);
  }
  void Bind(const Term& term, std::set<std::string>& bound) {
    if (term.kind == TermKind::kVar) bound.insert(std::string(term.text));
    for (const Term* child : term.terms) Bind(*child, bound);
  }

  // Every variable of the term outside of its closures is bound.
  void Known(const Term& term, const std::set<std::string>& bound, const char* where) {
    if (term.kind == TermKind::kVar && !bound.contains(std::string(term.text))) {
      Break(std::string(where) + ": " + std::string(term.text) + " is not bound");
    }
    if (!term.body.empty()) return Closure(term, bound);
    for (const Term* child : term.terms) Known(*child, bound, where);
  }
  void Closure(const Term& term, std::set<std::string> bound) {
    Walk(term.body, bound);
    for (const Term* child : term.terms) {
      NoRefs(*child);
      Known(*child, bound, "comprehension");
    }
  }

  // A term that is evaluated: refs may bind the variables in their brackets, nothing else is unbound.
  void Evaluate(const Term& term, std::set<std::string>& bound) {
    if (term.kind == TermKind::kTemplateString || term.kind == TermKind::kPartExpr) Break("a template string is left");
    if (term.kind == TermKind::kCall) Break("a call stands in " + ast::Print(term));
    if (term.kind == TermKind::kRef) {
      const Term& head = *term.terms[0];
      if (head.kind != TermKind::kVar) Break("a ref stands on " + ast::Print(head));
      Known(head, bound, "ref");
      for (size_t i = 1; i < term.terms.size(); ++i) {
        const Term& part = *term.terms[i];
        part.kind == TermKind::kRef ? Evaluate(part, bound) : Bind(part, bound);
      }
      return;
    }
    if (!term.body.empty()) return Closure(term, bound);
    if (term.kind == TermKind::kVar) return Known(term, bound, "operand");
    for (const Term* child : term.terms) Evaluate(*child, bound);
  }
  bool HasUnbound(const Term& term, const std::set<std::string>& bound) {
    if (term.kind == TermKind::kVar) return !bound.contains(std::string(term.text));
    if (!term.body.empty() || term.kind == TermKind::kRef) return false;
    for (const Term* child : term.terms) {
      if (HasUnbound(*child, bound)) return true;
    }
    return false;
  }
  // A side of an equation: its variables are bound afterwards, its refs are evaluated.
  void Pattern(const Term& term, std::set<std::string>& bound) {
    if (term.kind == TermKind::kVar) {
      bound.insert(std::string(term.text));
      return;
    }
    if (term.kind == TermKind::kArray || term.kind == TermKind::kObject) {
      for (const Term* child : term.terms) Pattern(*child, bound);
      return;
    }
    Evaluate(term, bound);
  }

  void Walk(const Body& body, std::set<std::string>& bound) {
    if (body.empty()) Break("an empty body");
    for (const Expr* expr : body) Walk(*expr, bound);
  }

  void Walk(const Expr& expr, std::set<std::string>& bound) {
    for (const ast::With& with : expr.with) {
      bool names_function = with.value->kind == TermKind::kRef;
      if (!names_function) Known(*with.value, bound, "with");
    }
    switch (expr.kind) {
      case ExprKind::kSomeDecl: return Break("some is left");
      case ExprKind::kTerm: return Evaluate(*expr.terms[0], bound);
      case ExprKind::kCall: return Call(expr, bound);
      case ExprKind::kEvery: {
        Known(*expr.terms[2], bound, "every");
        std::set<std::string> inner = bound;
        for (size_t i = 0; i < 2; ++i) Bind(*expr.terms[i], inner);
        return Walk(expr.body, inner);
      }
      case ExprKind::kNot: case ExprKind::kAnd: case ExprKind::kOr: {
        std::set<std::string> left = bound, right = bound;
        Walk(expr.body, left);
        if (expr.kind != ExprKind::kNot) Walk(expr.rhs, right);
        return;
      }
    }
  }

  void Call(const Expr& expr, std::set<std::string>& bound) {
    const Term& op = *expr.terms[0];
    std::string name;
    for (const Term* part : op.terms) name += (name.empty() ? "" : ".") + std::string(part->text);
    if (name == "assign") Break("an assignment is left");
    if (name == "print") return;
    if (name == "eq") {
      if (expr.negated) {
        Evaluate(*expr.terms[1], bound);
        return Evaluate(*expr.terms[2], bound);
      }
      bool left = HasUnbound(*expr.terms[1], bound), right = HasUnbound(*expr.terms[2], bound);
      if (left && right && expr.terms[1]->kind == TermKind::kVar && expr.terms[2]->kind == TermKind::kVar) {
        Break("neither side of " + ast::Print(*expr.terms[1]) + " = " + ast::Print(*expr.terms[2]) + " is bound");
      }
      Pattern(*(left ? expr.terms[2] : expr.terms[1]), bound);
      return Pattern(*(left ? expr.terms[1] : expr.terms[2]), bound);
    }
    size_t arity = 0;
    if (const capabilities::Builtin* builtin = builtins_.Find(name)) {
      arity = builtin->arity;
    } else {
      const DocumentNode* node = &policy_.root;
      for (size_t i = 1; i < op.terms.size() && node != nullptr; ++i) node = node->Find(op.terms[i]->text);
      if (node == nullptr || node->rules.empty()) return Break("there is no function " + name);
      arity = node->rules[0]->head.args.size();
    }
    for (size_t i = 1; i <= arity && i < expr.terms.size(); ++i) Evaluate(*expr.terms[i], bound);
    if (expr.terms.size() == arity + 2) Pattern(*expr.terms.back(), bound);
  }

  const Policy& policy_;
  const capabilities::Builtins& builtins_;
  std::string broken_;
};

}  // namespace

std::string FindBrokenPromise(const Policy& policy, const capabilities::Builtins& builtins) {
  return Promises(policy, builtins).Find();
}

}  // namespace reeve::semantics
