// DumpPolicy: the tree of documents with its rules' rewritten text, for goldens. Held by tests/semantics/documents_test.cc.
#include "absl/strings/str_cat.h"
#include "semantics/check.h"
#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

void AppendBody(const Body& body, std::string& out) {
  for (size_t i = 0; i < body.size(); ++i) {
    absl::StrAppend(&out, i == 0 ? "" : "; ", ast::Print(Body{body[i]}));
    while (!out.empty() && out.back() == '\n') out.pop_back();
  }
}

void AppendRule(const Rule& rule, std::string& out) {
  const Head& head = rule.head;
  if (rule.is_default) out += "default ";
  out += ast::Print(*head.ref);
  if (head.has_args) {
    out += "(";
    for (size_t i = 0; i < head.args.size(); ++i) absl::StrAppend(&out, i == 0 ? "" : ", ", ast::Print(*head.args[i]));
    out += ")";
  }
  if (head.value == nullptr && head.key != nullptr) absl::StrAppend(&out, " contains ", ast::Print(*head.key));
  if (head.value != nullptr) absl::StrAppend(&out, " := ", ast::Print(*head.value));
  out += " if { ";
  AppendBody(rule.body, out);
  out += " }";
  if (rule.otherwise != nullptr) {
    out += " else ";
    AppendRule(*rule.otherwise, out);
  }
}

}  // namespace

std::string DumpPolicy(const Policy& policy) {
  std::string out;
  struct Place {
    const DocumentNode* node;
    size_t depth;
  };
  std::vector<Place> work{{&policy.root, 0}};
  while (!work.empty()) {
    auto [node, depth] = work.back();
    work.pop_back();
    absl::StrAppend(&out, std::string(2 * depth, ' '), node->parent == nullptr ? "data" : std::string(node->key),
                    node->is_package ? " (package)" : "", "\n");
    for (const Rule* rule : node->rules) {
      absl::StrAppend(&out, std::string(2 * depth + 2, ' '), "| ");
      AppendRule(*rule, out);
      if (policy.recursive.contains(rule)) out += "  # recursive";
      out += "\n";
    }
    for (size_t i = node->children.size(); i-- > 0;) work.push_back({node->children[i].get(), depth + 1});
  }
  if (policy.query != nullptr) {
    out += "query: ";
    AppendBody(policy.query->body, out);
    out += "\n";
    for (size_t i = 0; i < policy.query->expressions.size(); ++i) {
      const Term* value = policy.query->values[i];
      absl::StrAppend(&out, "  shows ", value == nullptr ? "true" : ast::Print(*value), " for ",
                      policy.query->expressions[i].text, "\n");
    }
    for (const Query::Binding& binding : policy.query->bindings) {
      absl::StrAppend(&out, "  binds ", std::string(binding.name), " = ", ast::Print(*binding.term), "\n");
    }
  }
  return out;
}

}  // namespace reeve::semantics
