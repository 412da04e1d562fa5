// Printing a syntax tree. Interface: parse_tree.h. Recursion is bounded by the parser's limit of nesting.
#include "tools/parse_tree.h"

#include <string_view>

#include "value/format.h"

namespace reeve::tools {
namespace {

using ast::Expr;
using ast::ExprKind;
using ast::Term;
using ast::TermKind;

class Printer {
 public:
  void Print(const ast::Module& module) {
    Line(0, "module");
    Line(1, "package");
    Print(*module.package, 2);
    for (const ast::Import& import : module.imports) {
      Line(1, "import");
      Print(*import.path, 2);
      Line(2, import.alias);
    }
    for (const ast::Rule* rule : module.rules) Print(*rule, 1);
    for (size_t i = 0; i < module.annotations.size(); ++i) Line(1, "annotations");
    for (size_t i = 0; i < module.comments.size(); ++i) Line(1, "comment");
  }

  std::string out;

 private:
  void Line(int depth, std::string_view text) {
    out.append(static_cast<size_t>(depth), ' ');
    out += text;
    out += '\n';
  }

  // A rule and its chain of else, each one level below the one before.
  void Print(const ast::Rule& first, int depth) {
    for (const ast::Rule* rule = &first; rule != nullptr; rule = rule->otherwise, ++depth) {
      Line(depth, "rule");
      Line(depth + 1, "head");
      if (rule->head.ref != nullptr) Print(*rule->head.ref, depth + 2);
      if (!rule->head.args.empty()) {
        Line(depth + 2, "args");
        for (const Term* argument : rule->head.args) Print(*argument, depth + 3);
      }
      if (rule->head.value != nullptr) Print(*rule->head.value, depth + 2);
      Print(rule->body, depth + 1);
    }
  }

  void Print(const ast::Body& body, int depth) {
    Line(depth, "body");
    for (const Expr* expr : body) Print(*expr, depth + 1);
  }

  void Print(const Expr& expr, int depth) {
    Line(depth, std::string(expr.negated ? "expr negated index=" : "expr index=") + std::to_string(expr.index));
    switch (expr.kind) {
      case ExprKind::kTerm:
      case ExprKind::kCall: PrintAll(expr.terms, depth + 1); break;
      case ExprKind::kSomeDecl: Line(depth + 1, "somedecl"); PrintAll(expr.terms, depth + 2); break;
      case ExprKind::kEvery: Line(depth + 1, "every"); PrintAll(expr.terms, depth + 2); Print(expr.body, depth + 2); break;
      case ExprKind::kNot: Line(depth + 1, "not"); Print(expr.body, depth + 2); break;
      case ExprKind::kAnd: PrintPair(expr, "logicaland", depth); break;
      case ExprKind::kOr: PrintPair(expr, "logicalor", depth); break;
    }
    for (const ast::With& with : expr.with) {
      Line(depth + 1, "with");
      Print(*with.target, depth + 2);
      Print(*with.value, depth + 2);
    }
  }

  void PrintPair(const Expr& expr, std::string_view name, int depth) {
    Line(depth + 1, name);
    Print(expr.body, depth + 2);
    Print(expr.rhs, depth + 2);
  }

  void PrintAll(const std::vector<Term*>& terms, int depth) {
    for (const Term* term : terms) {
      if (term != nullptr) Print(*term, depth);
    }
  }

  void Named(std::string_view name, const Term& term, int depth) {
    Line(depth, name);
    PrintAll(term.terms, depth + 1);
  }

  void Comprehension(std::string_view name, const Term& term, int depth) {
    Named(name, term, depth);
    Print(term.body, depth + 1);
  }

  void Print(const Term& term, int depth) {
    switch (term.kind) {
      case TermKind::kNull: Line(depth, "null"); break;
      case TermKind::kBoolean: Line(depth, term.boolean ? "true" : "false"); break;
      case TermKind::kNumber: Line(depth, term.value.number_text()); break;
      case TermKind::kString: Line(depth, Quoted(term.text)); break;
      case TermKind::kVar: Line(depth, term.text.substr(0, 1) == "$" ? "_" : term.text); break;
      case TermKind::kRef: Named("ref", term, depth); break;
      case TermKind::kCall: Named("call", term, depth); break;
      case TermKind::kArray: Named("array", term, depth); break;
      case TermKind::kSet: Named("set", term, depth); break;
      case TermKind::kObject: Named("object", term, depth); break;
      case TermKind::kArrayComprehension: Comprehension("arraycomprehension", term, depth); break;
      case TermKind::kSetComprehension: Comprehension("setcomprehension", term, depth); break;
      case TermKind::kObjectComprehension: Comprehension("objectcomprehension", term, depth); break;
      case TermKind::kTemplateString: Line(depth, "templatestring"); break;
      case TermKind::kPartExpr: break;
      case TermKind::kConstant: Print(term.value, depth); break;
    }
  }

  void Print(Value value, int depth) {
    if (value.is_array() || value.is_set()) {
      Line(depth, value.is_array() ? "array" : "set");
      for (size_t i = 0; i < value.size(); ++i) Print(value.at(i), depth + 1);
    } else if (value.is_object()) {
      Line(depth, "object");
      for (size_t i = 0; i < value.size(); ++i) {
        Print(value.key(i), depth + 1);
        Print(value.value(i), depth + 1);
      }
    } else {
      Line(depth, value.ToRego());
    }
  }

  static std::string Quoted(std::string_view text) {
    std::string quoted;
    value::AppendQuoted(text, quoted);
    return quoted;
  }
};

}  // namespace

std::string SyntaxTree(const ast::Module& module) {
  Printer printer;
  printer.Print(module);
  return std::move(printer.out);
}

}  // namespace reeve::tools
