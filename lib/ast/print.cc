// Canonical source text of trees. See ast.h. Recurses a level of nesting at a time; else branches are a loop.
//
// Operands of operators are always in parentheses, which leave no trace in the tree. What else reads back as something
// else has its own case: a literal that begins with a `{` next to `and`, a union at the start of a body, adjacent
// texts of template strings. Tested by tests/ast/print_test.cc.
#include "ast/ast.h"
#include "ast/order.h"
#include "ast/plain.h"
#include "value/format.h"
#include "value/json.h"
#include "value/number.h"

namespace reeve::ast {
namespace {

struct Operator {
  std::string_view name, text;
};
constexpr Operator kOperators[] = {
    {"plus", "+"}, {"minus", "-"}, {"mul", "*"}, {"div", "/"}, {"rem", "%"}, {"and", "&"}, {"or", "|"},
    {"equal", "=="}, {"neq", "!="}, {"lt", "<"}, {"lte", "<="}, {"gt", ">"}, {"gte", ">="},
};

bool IsName(std::string_view text) {
  if (text.empty()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!letter && (i == 0 || c < '0' || c > '9')) return false;
  }
  return true;
}

// The only name of a reference of one name, else "".
std::string_view SimpleName(const Term& term) {
  bool simple = term.kind == TermKind::kRef && term.terms.size() == 1 && term.terms[0]->kind == TermKind::kVar;
  return simple ? term.terms[0]->text : std::string_view();
}

bool IsMember(const std::vector<Term*>& call, std::string_view name, size_t size) {
  if (call.size() != size || call[0]->kind != TermKind::kRef || call[0]->terms.size() != 2) return false;
  const std::vector<Term*>& ref = call[0]->terms;
  return ref[0]->text == "internal" && ref[1]->kind == TermKind::kString && ref[1]->text == name;
}

class Printer {
 public:
  explicit Printer(bool in_keyword, bool infix = true) : in_(in_keyword), infix_(infix) {}
  std::string out;

  void Of(const Module& module) {
    out += "package ";
    const std::vector<Term*>& path = module.package->terms;
    out += path[1]->text;
    for (size_t i = 2; i < path.size(); ++i) Operand(*path[i]);
    out += '\n';
    if (!module.imports.empty()) out += '\n';
    for (const Import& import : module.imports) {
      out += "import ";
      Plain(*import.path);
      if (!import.alias.empty()) {
        out += " as ";
        out += import.alias;
      }
      out += '\n';
    }
    for (const Rule* rule : module.rules) {
      out += '\n';
      Of(*rule);
    }
  }

  void Lines(const Body& body, int indent) {
    for (size_t i = 0; i < body.size(); ++i) {
      size_t begin = out.size();
      out.append(static_cast<size_t>(indent), '\t');
      Literal(*body[i], indent);
      // A minus sign would go on with the line before it.
      if (i > 0 && out[begin + static_cast<size_t>(indent)] == '-') out.insert(begin - 1, ";");
      out += '\n';
    }
  }

  void Inline(const Body& body) {
    for (size_t i = 0; i < body.size(); ++i) {
      if (i > 0) out += "; ";
      Literal(*body[i], 0);
    }
  }

  // A term where any term may stand.
  void Plain(const Term& term) { Of(term); }

 private:
  // ---- rules ----

  void Of(const Rule& first) {
    if (first.is_default) out += "default ";
    HeadOf(first.head);
    for (const Rule* rule = &first; rule != nullptr; rule = rule->otherwise) {
      const Head& head = rule->head;
      if (rule != &first) out += " else";
      if (head.value != nullptr && !head.generated_value) {
        out += head.assign ? " := " : " = ";
        if (head.value->kind != TermKind::kCall || IsMember(head.value->terms, "member_3", 4) ||
            !Infix(head.value->terms)) {
          Plain(*head.value);
        }
      }
      if (rule->generated_body || rule->is_default) continue;
      out += head.if_keyword ? " if {\n" : " {\n";
      Lines(rule->body, 1);
      out += '}';
    }
    out += '\n';
  }

  void HeadOf(const Head& head) {
    Plain(*head.ref);
    if (!head.args.empty() || head.has_args) List("(", head.args, ")");
    if (head.key == nullptr) return;
    if (head.contains_keyword) {
      out += " contains ";
      Plain(*head.key);
    } else if (head.value == nullptr) {
      Operand(*head.key);
    }
  }

  // ---- literals ----

  void Literal(const Expr& expr, int indent) {
    if (expr.negated) out += "not ";
    Content(expr, indent);
    for (const With& with : expr.with) {
      out += " with ";
      Plain(*with.target);
      out += " as ";
      Plain(*with.value);
    }
  }

  void Braces(const Body& body, int indent) {
    out += "{\n";
    Lines(body, indent + 1);
    out.append(static_cast<size_t>(indent), '\t');
    out += '}';
  }

  void Content(const Expr& expr, int indent) {
    switch (expr.kind) {
      case ExprKind::kTerm: return Of(*expr.terms[0]);
      case ExprKind::kCall: return Call(expr.terms);
      case ExprKind::kSomeDecl: return Some(expr);
      case ExprKind::kEvery:
        out += "every ";
        if (expr.terms[0] != nullptr) {
          Plain(*expr.terms[0]);
          out += ", ";
        }
        Plain(*expr.terms[1]);
        out += " in ";
        Of(*expr.terms[2]);
        out += ' ';
        return Braces(expr.body, indent);
      case ExprKind::kNot:
        out += "not ";
        if (expr.explicit_body) return Braces(expr.body, indent);
        return LogicOperand(expr.body, false, indent);
      case ExprKind::kAnd: case ExprKind::kOr:
        LogicOperand(expr.body, expr.explicit_body, indent);
        out += expr.kind == ExprKind::kAnd ? " and " : " or ";
        return LogicOperand(expr.rhs, expr.explicit_rhs, indent);
    }
  }

  void LogicOperand(const Body& body, bool explicit_body, int indent) {
    if (explicit_body) return Braces(body, indent);
    const Expr& expr = *body[0];
    const size_t begin = out.size();
    Literal(expr, indent);
    bool logic = expr.kind == ExprKind::kAnd || expr.kind == ExprKind::kOr;
    if (out[begin] != '{' && !logic && expr.with.empty()) return;
    out.insert(begin, 1, '(');
    out += ')';
  }

  void Some(const Expr& expr) {
    out += "some ";
    const Term& first = *expr.terms[0];
    if (expr.terms.size() == 1 && first.kind == TermKind::kCall) {
      for (size_t i = 1; i < first.terms.size(); ++i) {
        if (i > 1) out += i + 1 == first.terms.size() ? " in " : ", ";
        Of(*first.terms[i]);
      }
      return;
    }
    for (size_t i = 0; i < expr.terms.size(); ++i) {
      if (i > 0) out += ", ";
      Plain(*expr.terms[i]);
    }
  }

  // ---- terms ----

  // Anywhere a term may stand: an operator gets parentheses.
  void Of(const Term& term) {
    switch (term.kind) {
      case TermKind::kNull: out += "null"; break;
      case TermKind::kBoolean: out += term.boolean ? "true" : "false"; break;
      case TermKind::kNumber: value::AppendNumberText(term.value, out); break;
      case TermKind::kString: value::AppendJsonString(term.text, out, false); break;
      case TermKind::kVar: out += term.text.substr(0, 1) == "$" ? std::string_view("_") : term.text; break;
      case TermKind::kRef: Reference(term); break;
      case TermKind::kCall: Nested(term.terms); break;
      case TermKind::kArray: List("[", term.terms, "]"); break;
      case TermKind::kSet:
        if (term.terms.empty()) {
          out += "set()";
        } else {
          List("{", term.terms, "}");
        }
        break;
      case TermKind::kObject: Object(term); break;
      case TermKind::kArrayComprehension: Comprehension("[", term, "]"); break;
      case TermKind::kSetComprehension: case TermKind::kObjectComprehension: Comprehension("{", term, "}"); break;
      case TermKind::kTemplateString: Template(term); break;
      case TermKind::kPartExpr: Literal(*term.body[0], 0); break;
      case TermKind::kConstant: {
        Tree scratch;
        Of(*Expand(scratch, term.value, term.location));
        break;
      }
    }
  }

  void List(std::string_view open, const std::vector<Term*>& terms, std::string_view close) {
    out += open;
    for (size_t i = 0; i < terms.size(); ++i) {
      if (i > 0) out += ", ";
      Plain(*terms[i]);
    }
    out += close;
  }

  void Object(const Term& term) {
    out += '{';
    for (size_t i = 0; i + 1 < term.terms.size(); i += 2) {
      if (i > 0) out += ", ";
      Plain(*term.terms[i]);
      out += ": ";
      Plain(*term.terms[i + 1]);
    }
    out += '}';
  }

  void Comprehension(std::string_view open, const Term& term, std::string_view close) {
    out += open;
    Of(*term.terms[0]);
    if (term.terms.size() > 1) {
      out += ": ";
      Of(*term.terms[1]);
    }
    out += " | ";
    Inline(term.body);
    out += close;
  }

  void Reference(const Term& ref) {
    Of(*ref.terms[0]);
    for (size_t i = 1; i < ref.terms.size(); ++i) Operand(*ref.terms[i]);
  }

  void Operand(const Term& term) {
    if (term.kind == TermKind::kString && IsName(term.text)) {
      out += '.';
      out += term.text;
      return;
    }
    out += '[';
    Plain(term);
    out += ']';
  }

  void Nested(const std::vector<Term*>& call) {
    const size_t begin = out.size();
    if (!Infix(call)) return CallForm(call);
    out.insert(begin, 1, '(');
    out += ')';
  }

  // At the start of a literal. A union would look like a comprehension's `|` there.
  void Call(const std::vector<Term*>& call) {
    std::string_view name = SimpleName(*call[0]);
    if (call.size() == 3 && (name == "eq" || name == "assign")) {
      Of(*call[1]);
      out += name == "eq" ? " = " : " := ";
      return Of(*call[2]);
    }
    if (name == "or" || IsMember(call, "member_3", 4)) return Nested(call);
    if (!Infix(call)) CallForm(call);
  }

  // Writes the call with its operator between the operands, if it has one.
  bool Infix(const std::vector<Term*>& call) {
    if (!infix_) return false;
    std::string_view name = SimpleName(*call[0]);
    std::string_view op;
    if (call.size() == 3) {
      for (const Operator& o : kOperators) {
        if (o.name == name) op = o.text;
      }
    }
    const bool member = in_ && (IsMember(call, "member_2", 3) || IsMember(call, "member_3", 4));
    if (op.empty() && !member) return false;
    Of(*call[1]);
    for (size_t i = 2; i < call.size(); ++i) {
      if (i + 1 < call.size()) {
        out += ", ";
      } else {
        out += ' ';
        out += member ? std::string_view("in") : op;
        out += ' ';
      }
      Of(*call[i]);
    }
    return true;
  }

  void CallForm(const std::vector<Term*>& call) {
    Of(*call[0]);
    List("(", {call.begin() + 1, call.end()}, ")");
  }

  void Template(const Term& term) {
    const char quote = term.boolean ? '`' : '"';
    out += '$';
    out += quote;
    bool text_before = false;
    for (const Term* part : term.terms) {
      // Two texts in a row are an expression and a text: `{"a"}b`.
      if (part->kind == TermKind::kString && !text_before && !part->text.empty()) {
        TemplateText(part->text, term.boolean);
        text_before = true;
        continue;
      }
      text_before = false;
      out += '{';
      Of(*part);
      out += '}';
    }
    out += quote;
  }

  void TemplateText(std::string_view text, bool raw) {
    std::string spelled;
    if (raw) {
      spelled = text;
    } else {
      value::AppendJsonString(text, spelled, false);
      spelled = spelled.substr(1, spelled.size() - 2);
    }
    for (char c : spelled) {
      if (c == '{') out += '\\';
      out += c;
    }
  }

  const bool in_;
  const bool infix_;
};

bool HasIn(const Module& module) {
  if (module.version == Version::kV1) return true;
  for (const Import& import : module.imports) {
    const std::vector<Term*>& path = import.path->terms;
    if (path[0]->text == "rego") return true;
    if (path[0]->text != "future") continue;
    if (path.size() != 3 || path[2]->text == "in" || path[2]->text == "every") return true;
  }
  return false;
}

}  // namespace

std::string Print(const Module& module) {
  Printer printer(HasIn(module));
  printer.Of(module);
  return std::move(printer.out);
}

std::string Print(const Body& body) {
  Printer printer(true);
  printer.Inline(body);
  return std::move(printer.out);
}

std::string PrintPlain(const Term& term) {
  Printer printer(true, false);
  printer.Plain(term);
  return std::move(printer.out);
}

std::string Print(const Term& term) {
  Printer printer(true);
  printer.Plain(term);
  return std::move(printer.out);
}

}  // namespace reeve::ast
