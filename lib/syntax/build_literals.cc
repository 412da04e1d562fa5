// Literals: expressions, negation, `and` and `or`, `some`, `every`, `with`. See builder.h.
#include <algorithm>

#include "syntax/builder.h"

namespace reeve::syntax {

using ast::Body;
using ast::Expr;
using ast::ExprKind;
using ast::Term;
using ast::TermKind;

bool OperatorIs(const Expr& expr, std::string_view name) {
  if (expr.kind != ExprKind::kCall || expr.terms.empty()) return false;
  const Term& ref = *expr.terms[0];
  return ref.kind == TermKind::kRef && ref.terms.size() == 1 && ref.terms[0]->kind == TermKind::kVar &&
         ref.terms[0]->text == name;
}

bool IsInfixAssignment(const Expr& expr) {
  return expr.terms.size() == 3 && (OperatorIs(expr, "eq") || OperatorIs(expr, "assign")) &&
         expr.terms[0]->location.offset > expr.terms[1]->location.offset;
}

// The literals from `from` on become a body.
Body Builder::TakeBody(uint32_t from, uint32_t* height) {
  Body body;
  body.reserve(exprs_.size() - from);
  for (size_t i = from; i < exprs_.size(); ++i) {
    exprs_[i].expr->index = static_cast<int32_t>(i - from);
    body.push_back(exprs_[i].expr);
    *height = std::max(*height, exprs_[i].height);
  }
  exprs_.resize(from);
  return body;
}

// `=` and `:=` stand on the stack between their operands.
void Builder::Operator() { Push(Reference(TokenName(cursor_.previous().type), At(cursor_.previous()))); }

void Builder::ExprOperand(const Mark& m) {
  Expr* expr = tree_.NewExpr(ExprKind::kTerm, From(m.token));
  TermItem first = terms_[m.terms];
  uint32_t height = first.height + 1;
  if (terms_.size() == m.terms + 3) {
    expr->kind = ExprKind::kCall;
    expr->terms = {terms_[m.terms + 1].term, first.term, terms_[m.terms + 2].term};
    height = std::max(height, terms_[m.terms + 2].height + 1);
  } else if (first.term->kind == TermKind::kCall) {
    expr->kind = ExprKind::kCall;
    expr->terms = first.term->terms;
  } else {
    expr->terms.push_back(first.term);
  }
  terms_.resize(m.terms);
  PushOperand(expr, cursor_.tokens[m.token].type == T::kNot, m, height);
}

void Builder::PushOperand(Expr* expr, bool negated, const Mark& m, uint32_t height) {
  const Location at = From(m.token);
  if (negated && (cursor_.tokens[m.token].flags & Token::kNotNode)) {
    Expr* negation = tree_.NewExpr(ExprKind::kNot, at);
    expr->location = at;
    negation->body.push_back(expr);
    expr = negation;
    ++height;
  } else if (negated) {
    expr->negated = true;
  }
  Operand& operand = operands_.emplace_back();
  operand.single = expr;
  operand.location = at;
  operand.height = CheckHeight(height);
  operand.token = m.token;
}

// `{ ... }` behind `not`, or next to `and` and `or`.
void Builder::BodyOperand(const Mark& m) {
  uint32_t height = 0;
  Body body = TakeBody(m.exprs, &height);
  const bool negated = cursor_.tokens[m.token].type == T::kNot;
  const Location at = From(m.token);
  CheckUnionBody(body, negated ? m.token + 1 : m.token, negated);
  Operand& operand = operands_.emplace_back();
  operand.location = at;
  operand.height = CheckHeight(height + 1);
  operand.token = m.token;
  if (negated) {
    operand.single = tree_.NewExpr(ExprKind::kNot, at);
    operand.single->explicit_body = true;
    operand.single->body = std::move(body);
  } else {
    operand.body = std::move(body);
    operand.explicit_body = true;
  }
}

// `(a or b)`: the parentheses leave no trace but the operand's location.
void Builder::GroupOperand(const Mark& m) {
  ExprItem item = exprs_.back();
  exprs_.pop_back();
  Expr* expr = item.expr;
  uint32_t height = item.height + 1;
  if (cursor_.tokens[m.token].type == T::kNot) {
    Expr* negation = tree_.NewExpr(ExprKind::kNot, From(m.token));
    negation->body.push_back(expr);
    if (!(cursor_.tokens[m.token].flags & Token::kNotNode)) UnexpectedToken(m.token + 1, "");
    expr = negation;
  }
  Operand& operand = operands_.emplace_back();
  operand.single = expr;
  operand.location = From(m.token);
  operand.height = CheckHeight(height);
  operand.token = m.token;
}

// `{ a | b }` as an operand could be meant as a comprehension.
void Builder::CheckUnionBody(const Body& body, uint32_t brace, bool negated) const {
  const Expr& first = *body[0];
  if (!OperatorIs(first, "or") || first.terms.size() != 3) return;
  if (first.terms[0]->location.offset < first.terms[1]->location.offset) return;  // or(a, b)
  if (first.location.offset < text_.size() && text_[first.location.offset] == '(') return;
  const Location at = At(cursor_.tokens[brace]);
  const std::string prefix = negated ? "not " : "";
  std::string_view braces = text_.substr(at.offset, cursor_.previous().end - at.offset);
  std::string fixed(text_.substr(at.offset, first.location.offset - at.offset));
  fixed += "(" + std::string(text_.substr(first.location.offset, first.location.end - first.location.offset)) + ")";
  fixed += text_.substr(first.location.end, cursor_.previous().end - first.location.end);
  Fail(at, "ambiguous `{ ... | ... }` operand: read as a body holding a set-union expression, not as a comprehension "
           "(hint: write `" + prefix + "(" + std::string(braces) + ")` for the comprehension, or `" + prefix + fixed +
           "` for the set union)");
}

void Builder::LogicOperator(const Mark& m) {
  const uint32_t token = cursor_.index - 1;
  const std::string name(TokenText(cursor_.tokens[token].type));
  if (withs_.size() > m.withs) {
    Fail(withs_[m.withs].with.location,
         "`with` modifier is not allowed on operand of `" + name + "` (hint: Wrap the operand in `(...)` or `{...}` to "
         "scope, or move `with` after the `" + name + "` expression to apply it to the whole expression)");
  }
  CheckOperand(operands_.back(), token);
  operators_.push_back(token);
}

// The first operand of a chain that begins with the brace of a value.
void Builder::CheckOperand(const Operand& operand, uint32_t token) const {
  if (operand.explicit_body || cursor_.tokens[operand.token].type != T::kBrace) return;
  const Expr& expr = *operand.single;
  if (expr.kind == ExprKind::kTerm && expr.terms[0]->kind == TermKind::kObject && expr.terms[0]->terms.empty()) {
    Fail(operand.location, "found empty body");
  }
  const std::string op(TokenText(cursor_.tokens[token].type));
  std::string_view text = text_.substr(operand.location.offset, operand.location.end - operand.location.offset);
  Fail(operand.location, "operand of `" + op + "` cannot begin with `{` unless the braces hold a body (hint: wrap the "
                         "operand to keep the value: `(" + std::string(text) + ") " + op + " ...`)");
}

// Calls that always succeed (print) make no operand.
static const Expr* OnlyPrints(const Body& body) {
  for (const Expr* expr : body) {
    if (expr->negated || !OperatorIs(*expr, "print")) return nullptr;
  }
  return body.empty() ? nullptr : body[0];
}

Builder::Operand Builder::Combine(Operand left, uint32_t token, Operand right) {
  const T type = cursor_.tokens[token].type;
  const std::string name(TokenText(type));
  Expr* node = tree_.NewExpr(type == T::kAnd ? ExprKind::kAnd : ExprKind::kOr, left.location);
  node->location.end = right.location.end;
  node->explicit_body = left.explicit_body;
  node->explicit_rhs = right.explicit_body;
  node->body = left.explicit_body ? std::move(left.body) : Body{left.single};
  node->rhs = right.explicit_body ? std::move(right.body) : Body{right.single};
  for (const Body* side : {&node->body, &node->rhs}) {
    if (const Expr* print = OnlyPrints(*side)) {
      Fail(print->location, "operand of `" + name +
                                "` cannot consist only of calls to `print` (hint: `print` produces no value and always "
                                "succeeds, so the operand can never fail; move it out of the operand, or add an "
                                "expression that can fail)");
    }
  }
  Operand result;
  result.single = node;
  result.location = node->location;
  result.height = CheckHeight(std::max(left.height, right.height) + 1);
  return result;
}

// `and` binds tighter than `or`; both are left-associative.
void Builder::LogicEnd(const Mark& m) {
  const size_t count = operands_.size() - m.operands;
  Operand whole = std::move(operands_[m.operands]);
  if (count > 1) {
    std::vector<Operand> sums;
    std::vector<uint32_t> ors;
    sums.push_back(std::move(whole));
    for (size_t i = 1; i < count; ++i) {
      const uint32_t token = operators_[m.operators + i - 1];
      Operand& next = operands_[m.operands + i];
      if (cursor_.tokens[token].type == T::kAnd) {
        sums.back() = Combine(std::move(sums.back()), token, std::move(next));
      } else {
        ors.push_back(token);
        sums.push_back(std::move(next));
      }
    }
    whole = std::move(sums[0]);
    for (size_t i = 1; i < sums.size(); ++i) whole = Combine(std::move(whole), ors[i - 1], std::move(sums[i]));
    operators_.resize(m.operators);
  }
  operands_.resize(m.operands);
  if (whole.explicit_body) Unexpected("expected and or or");
  Expr* expr = whole.single;
  uint32_t height = whole.height;
  AttachWiths(expr, m.withs, &height);
  expr->location = From(m.token);
  // OPA's location of an implicit `not` node is that of the literal it negates too.
  if (expr->kind == ExprKind::kNot && !expr->explicit_body) {
    for (Expr* inner : expr->body) inner->location = expr->location;
  }
  exprs_.push_back({expr, height});
}

// ---- with ----

void Builder::WithBegin() {
  WithItem item;
  item.with.location = At(cursor_.previous());
  item.height = 0;
  if (cursor_.next().type != T::kIdent) Unexpected("expected ident");
  withs_.push_back(item);
}

void Builder::WithEnd() {
  WithItem& item = withs_.back();
  TermItem value = Pop();
  TermItem target = Pop();
  if (target.term->kind != TermKind::kRef && target.term->kind != TermKind::kVar)
    Unexpected("expected with target path");
  item.with.target = target.term;
  item.with.value = value.term;
  item.with.location.end = cursor_.previous().end;
  item.height = std::max(value.height, target.height) + 1;
}

void Builder::AttachWiths(Expr* expr, uint32_t from, uint32_t* height) {
  for (size_t i = from; i < withs_.size(); ++i) {
    expr->with.push_back(withs_[i].with);
    *height = CheckHeight(std::max(*height, withs_[i].height + 1));
  }
  withs_.resize(from);
}

// Of `some` and `every`.
void Builder::WithsEnd(const Mark& m) {
  ExprItem& item = exprs_.back();
  Expr* expr = item.expr;
  if (withs_.size() > m.withs && expr->kind == ExprKind::kSomeDecl && expr->terms[0]->kind == TermKind::kVar) {
    Fail(withs_[m.withs].with.location, "unexpected with keyword: expected \\n or ; or }");
  }
  AttachWiths(expr, m.withs, &item.height);
  expr->location = From(m.token);
}

// ---- some, every ----

void Builder::SomeEnd(const Mark& m) {
  bool member = false, commas_only = true;
  for (size_t i = m.operators; i < operators_.size(); ++i) {
    T type = cursor_.tokens[operators_[i]].type;
    member = member || type == T::kIn;
    commas_only = commas_only && type == T::kComma;
  }
  Expr* expr = tree_.NewExpr(ExprKind::kSomeDecl, At(cursor_.tokens[m.token]));
  uint32_t height = 1;
  if (!commas_only || terms_[m.terms].term->kind == TermKind::kCall) {
    size_t commas = 0;
    for (size_t i = m.operators; i < operators_.size(); ++i) {
      const uint32_t token = operators_[i];
      if (cursor_.tokens[token].type == T::kComma && ++commas == 2) UnexpectedToken(token, "");
    }
    InfixEnd(m);
    TermItem item = Pop();
    if (!IsMember(*item.term, 2) && !IsMember(*item.term, 3))
      Unexpected("expected `x in xs` or `x, y in xs` expression");
    expr->terms.push_back(item.term);
    height = item.height + 1;
  } else {
    for (size_t i = m.terms; i < terms_.size(); ++i) {
      Term* term = terms_[i].term;
      const bool root = term->kind == TermKind::kRef && term->terms.size() == 1;
      if (root) term = term->terms[0];  // data and input, which semantics refuses
      if (term->kind != TermKind::kVar || terms_[i].in_parens) {
        const bool ref = term->kind == TermKind::kRef && term->terms[0]->kind == TermKind::kVar;
        Location at = term->location;
        if (!ref) Fail(at, "unexpected token: expected var");
        Fail(at, "unexpected [ token: expected var");
      }
      expr->terms.push_back(term);
    }
    terms_.resize(m.terms);
    operators_.resize(m.operators);
  }
  exprs_.push_back({expr, height});
}

void Builder::EveryHead(const Mark& m) {
  TermItem item = Pop();
  Term* call = item.term;
  const bool key = IsMember(*call, 3);
  if (!key && !IsMember(*call, 2)) Unexpected("expected `x[, y] in xs { ... }` expression");
  Expr* expr = tree_.NewExpr(ExprKind::kEvery, At(cursor_.tokens[m.token]));
  expr->terms = {key ? call->terms[1] : nullptr, call->terms[key ? 2 : 1], call->terms[key ? 3 : 2]};
  if (key && expr->terms[0]->kind != TermKind::kVar) Unexpected("expected key to be a variable");
  if (expr->terms[1]->kind != TermKind::kVar) Unexpected("expected value to be a variable");
  if (cursor_.next().type != T::kBraceBody) Unexpected("missing body");
  exprs_.push_back({expr, item.height});
}

void Builder::EveryBody(const Mark& m) {
  uint32_t height = 0;
  Body body = TakeBody(m.exprs + 1, &height);
  ExprItem& item = exprs_.back();
  item.expr->body = std::move(body);
  item.height = CheckHeight(std::max(item.height, height) + 1);
}

}  // namespace reeve::syntax
