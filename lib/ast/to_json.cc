// OPA's AST JSON. See ast.h. Members stand in lexical order; numbers as the source spells them; objects and sets in
// OPA's order without duplicates. Tested over OPA's corpus by tests/syntax/corpus_test.cc.
#include "ast/ast.h"
#include "ast/order.h"
#include "base/base64.h"
#include "value/json.h"
#include "value/number.h"

namespace reeve::ast {
namespace {

class Writer {
 public:
  std::string out;

  void Of(const Module& module) {
    out += '{';
    if (!module.imports.empty()) {
      out += "\"imports\":[";
      for (size_t i = 0; i < module.imports.size(); ++i) {
        if (i > 0) out += ',';
        const Import& import = module.imports[i];
        out += '{';
        if (!import.alias.empty()) {
          out += "\"alias\":";
          Text(import.alias);
          out += ',';
        }
        out += "\"path\":";
        Of(*import.path);
        out += '}';
      }
      out += "],";
    }
    out += "\"package\":{\"path\":";
    Terms(module.package->terms);
    out += '}';
    if (!module.rules.empty()) {
      out += ",\"rules\":[";
      for (size_t i = 0; i < module.rules.size(); ++i) {
        if (i > 0) out += ',';
        Of(*module.rules[i]);
      }
      out += ']';
    }
    out += '}';
  }

  void Of(const Body& body) {
    out += '[';
    for (size_t i = 0; i < body.size(); ++i) {
      if (i > 0) out += ',';
      Of(*body[i]);
    }
    out += ']';
  }

 private:
  void Text(std::string_view text) { value::AppendJsonString(text, out, true); }

  // else branches nest: opened in a loop, closed by their count.
  void Of(const Rule& first) {
    size_t open = 0;
    for (const Rule* rule = &first; rule != nullptr; rule = rule->otherwise) {
      if (open++ > 0) out += ",\"else\":";
      out += "{\"body\":";
      Of(rule->body);
      if (rule->is_default) out += ",\"default\":true";
      pending_heads_.push_back(&rule->head);
    }
    for (; open > 0; --open) {
      out += ",\"head\":";
      Of(*pending_heads_.back());
      pending_heads_.pop_back();
      out += '}';
    }
  }

  void Of(const Head& head) {
    out += '{';
    if (!head.args.empty()) {
      out += "\"args\":";
      Terms(head.args);
      out += ',';
    }
    if (head.assign) out += "\"assign\":true,";
    if (head.key != nullptr) {
      out += "\"key\":";
      Of(*head.key);
      out += ',';
    }
    if (!head.name.empty()) {
      out += "\"name\":";
      Text(head.name);
      out += ',';
    }
    out += "\"ref\":";
    Terms(head.ref->terms);
    if (head.value != nullptr) {
      out += ",\"value\":";
      Of(*head.value);
    }
    out += '}';
  }

  void Of(const Expr& expr) {
    out += '{';
    if (expr.generated) out += "\"generated\":true,";
    out += "\"index\":" + std::to_string(expr.index);
    if (expr.negated) out += ",\"negated\":true";
    out += ",\"terms\":";
    Content(expr);
    if (!expr.with.empty()) {
      out += ",\"with\":[";
      for (size_t i = 0; i < expr.with.size(); ++i) {
        out += i > 0 ? ",{\"target\":" : "{\"target\":";
        Of(*expr.with[i].target);
        out += ",\"value\":";
        Of(*expr.with[i].value);
        out += '}';
      }
      out += ']';
    }
    out += '}';
  }

  void Content(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::kTerm: return Of(*expr.terms[0]);
      case ExprKind::kCall: return Terms(expr.terms);
      case ExprKind::kSomeDecl:
        out += "{\"symbols\":";
        Terms(expr.terms);
        break;
      case ExprKind::kEvery:
        out += "{\"body\":";
        Of(expr.body);
        out += ",\"domain\":";
        Of(*expr.terms[2]);
        out += ",\"key\":";
        if (expr.terms[0] == nullptr) {
          out += "null";
        } else {
          Of(*expr.terms[0]);
        }
        out += ",\"value\":";
        Of(*expr.terms[1]);
        break;
      case ExprKind::kNot:
        out += "{\"body\":";
        Of(expr.body);
        out += expr.explicit_body ? ",\"explicit_body\":true" : ",\"explicit_body\":false";
        out += ",\"type\":\"not\"";
        break;
      case ExprKind::kAnd: case ExprKind::kOr:
        out += '{';
        if (expr.explicit_body) out += "\"explicit_lhs\":true,";
        if (expr.explicit_rhs) out += "\"explicit_rhs\":true,";
        out += "\"lhs\":";
        Of(expr.body);
        out += ",\"rhs\":";
        Of(expr.rhs);
        out += expr.kind == ExprKind::kAnd ? ",\"type\":\"and\"" : ",\"type\":\"or\"";
        break;
    }
    out += '}';
  }

  void Terms(const std::vector<Term*>& terms) {
    out += '[';
    for (size_t i = 0; i < terms.size(); ++i) {
      if (i > 0) out += ',';
      Of(*terms[i]);
    }
    out += ']';
  }

  void Typed(std::string_view type) {
    out += "{\"type\":\"";
    out += type;
    out += "\",\"value\":";
  }

  void Members(const Term& term) {
    out += '[';
    bool first = true;
    for (const Member& member : SortedMembers(term)) {
      if (!first) out += ',';
      first = false;
      if (member.value == nullptr) {
        Of(*member.key);
        continue;
      }
      out += '[';
      Of(*member.key);
      out += ',';
      Of(*member.value);
      out += ']';
    }
    out += ']';
  }

  void Of(const Term& term) {
    switch (term.kind) {
      case TermKind::kNull:
        Typed("null");
        out += "{}";
        break;
      case TermKind::kBoolean:
        Typed("boolean");
        out += term.boolean ? "true" : "false";
        break;
      case TermKind::kNumber:
        Typed("number");
        value::AppendNumberText(term.value, out);
        break;
      case TermKind::kString: Typed("string"); Text(term.text); break;
      case TermKind::kVar: Typed("var"); Text(term.text); break;
      case TermKind::kRef: Typed("ref"); Terms(term.terms); break;
      case TermKind::kCall: Typed("call"); Terms(term.terms); break;
      case TermKind::kArray: Typed("array"); Terms(term.terms); break;
      case TermKind::kSet: Typed("set"); Members(term); break;
      case TermKind::kObject: Typed("object"); Members(term); break;
      case TermKind::kArrayComprehension: case TermKind::kSetComprehension:
        Typed(term.kind == TermKind::kArrayComprehension ? "arraycomprehension" : "setcomprehension");
        out += "{\"body\":";
        Of(term.body);
        out += ",\"term\":";
        Of(*term.terms[0]);
        out += '}';
        break;
      case TermKind::kObjectComprehension:
        Typed("objectcomprehension");
        out += "{\"body\":";
        Of(term.body);
        out += ",\"key\":";
        Of(*term.terms[0]);
        out += ",\"value\":";
        Of(*term.terms[1]);
        out += '}';
        break;
      case TermKind::kTemplateString:
        Typed("templatestring");
        out += term.boolean ? "{\"multi_line\":true,\"parts\":" : "{\"multi_line\":false,\"parts\":";
        if (term.terms.empty()) {
          out += "null";
        } else {
          Terms(term.terms);
        }
        out += '}';
        break;
      case TermKind::kPartExpr: return Of(*term.body[0]);
      case TermKind::kConstant: {
        Tree scratch;
        return Of(*Expand(scratch, term.value, term.location));
      }
    }
    out += '}';
  }

  std::vector<const Head*> pending_heads_;
};

}  // namespace

std::string ToJson(const Module& module) {
  Writer writer;
  writer.Of(module);
  return std::move(writer.out);
}

std::string ToJson(const Body& body) {
  Writer writer;
  writer.Of(body);
  return std::move(writer.out);
}

std::string ToJsonWithComments(const Module& module, std::string_view file) {
  std::string json = ToJson(module);
  if (module.comments.empty()) return json;
  std::string out = "{\"comments\":[";
  for (const Comment& comment : module.comments) {
    if (out.back() == '}') out += ',';
    out += "{\"Text\":\"" + base64::Encode(comment.text, base64::Alphabet::kStandard, true) + "\",\"Location\":{\"file\":";
    value::AppendJsonString(file, out, true);
    out += ",\"row\":" + std::to_string(comment.location.row) + ",\"col\":" + std::to_string(comment.location.column) + "}}";
  }
  return out + "]," + json.substr(1);
}

}  // namespace reeve::ast
