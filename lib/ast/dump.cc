// One node a line, for golden tests and `reeve dump`. See ast.h. Tested by tests/ast/dump_test.cc.
//
//     package a
//     rule p := ... @3:1
//       value number 1
#include "ast/ast.h"
#include "value/format.h"
#include "value/json.h"
#include "value/number.h"

namespace reeve::ast {
namespace {

std::string_view NameOf(ExprKind kind) {
  switch (kind) {
    case ExprKind::kTerm: return "term";
    case ExprKind::kCall: return "call";
    case ExprKind::kSomeDecl: return "some";
    case ExprKind::kEvery: return "every";
    case ExprKind::kNot: return "not";
    case ExprKind::kAnd: return "and";
    case ExprKind::kOr: return "or";
  }
  return "";
}

class Dumper {
 public:
  std::string out;

  void Of(const Module& module) {
    Line(0, "package " + Print(*module.package), module.package_location);
    for (const Import& import : module.imports) {
      std::string alias = import.alias.empty() ? "" : " as " + std::string(import.alias);
      Line(0, "import " + Print(*import.path) + alias, import.location);
    }
    for (const Rule* rule : module.rules) {
      for (const Rule* r = rule; r != nullptr; r = r->otherwise) Of(*r, r != rule);
    }
  }

  void Of(const Body& body, int indent) {
    for (const Expr* expr : body) Of(*expr, indent);
  }

 private:
  void Line(int indent, const std::string& text, const Location& at) {
    out.append(static_cast<size_t>(indent) * 2, ' ');
    out += text;
    if (at.row != 0) out += " @" + std::to_string(at.row) + ":" + std::to_string(at.column);
    out += '\n';
  }

  void Of(const Rule& rule, bool is_else) {
    const Head& head = rule.head;
    std::string text = is_else ? "else" : rule.is_default ? "default" : "rule";
    if (!head.name.empty()) text += " name=" + std::string(head.name);
    if (head.assign) text += " :=";
    if (head.contains_keyword) text += " contains";
    if (head.if_keyword) text += " if";
    Line(0, text, rule.location);
    Named("ref", head.ref);
    for (const Term* arg : head.args) Named("arg", arg);
    Named("key", head.key);
    if (!head.generated_value) Named("value", head.value);
    if (rule.generated_body) return;
    Of(rule.body, 1);
  }

  void Named(const std::string& name, const Term* term) {
    if (term != nullptr) Of(*term, 1, name + " ");
  }

  void Of(const Expr& expr, int indent) {
    std::string text = "expr " + std::string(NameOf(expr.kind));
    if (expr.negated) text += " negated";
    if (expr.generated) text += " generated";
    if (expr.explicit_body) text += " braces";
    if (expr.explicit_rhs) text += " rhs-braces";
    Line(indent, text, expr.location);
    for (const Term* term : expr.terms) {
      if (term != nullptr) Of(*term, indent + 1, "");
    }
    Of(expr.body, indent + 1);
    if (!expr.rhs.empty()) Line(indent, "rhs", Location{});
    Of(expr.rhs, indent + 1);
    for (const With& with : expr.with) {
      Line(indent + 1, "with", with.location);
      Of(*with.target, indent + 2, "");
      Of(*with.value, indent + 2, "");
    }
  }

  void Of(const Term& term, int indent, const std::string& prefix) {
    std::string text = prefix + std::string(KindName(term.kind));
    switch (term.kind) {
      case TermKind::kBoolean: text += term.boolean ? " true" : " false"; break;
      case TermKind::kNumber: text += " " + value::NumberText(term.value); break;
      case TermKind::kVar: text += " " + std::string(term.text); break;
      case TermKind::kString:
        text += ' ';
        value::AppendJsonString(term.text, text, false);
        break;
      case TermKind::kConstant:
        text += ' ';
        value::AppendJson(term.value, text);
        break;
      default: break;
    }
    Line(indent, text, term.location);
    for (const Term* t : term.terms) Of(*t, indent + 1, "");
    Of(term.body, indent + 1);
  }
};

}  // namespace

std::string Dump(const Module& module) {
  Dumper dumper;
  dumper.Of(module);
  return std::move(dumper.out);
}

std::string Dump(const Body& body) {
  Dumper dumper;
  dumper.Of(body, 0);
  return std::move(dumper.out);
}

}  // namespace reeve::ast
