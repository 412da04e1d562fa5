// Diagnose: queries and their literals. See diagnosis.h and diagnosis_reader.h.
#include "syntax/builder.h"
#include "syntax/diagnosis_reader.h"

namespace reeve::syntax {

DiagnosisReader::Body DiagnosisReader::Query(bool one, T end) {
  const Nested nested(depth_);
  Body body;
  if (At(end)) return Error(s_.at, "found empty body"), body;
  for (;;) {
    const Literal literal = ReadLiteral();
    if (!literal.found) return Body();
    const bool prints = literal.kind == Literal::kCall && !literal.negated && literal.term.prints;
    if (body.size++ == 0) {
      body.first = literal;
      body.prints_only = true;
    }
    body.prints_only = body.prints_only && prints;
    if (At(T::kSemicolon)) {
      Scan();
      continue;
    }
    if (At(end) || one) {
      body.found = true;
      return body;
    }
    if (s_.newline) continue;
    if (s_.errors.empty()) {
      HintInfixKeyword();
      Illegal("expected \\n or ; or " + std::string(TokenName(end)));
    }
    return Body();
  }
}

DiagnosisReader::Literal DiagnosisReader::ReadLiteral() {
  const uint32_t begin = s_.at;
  auto placed = [&](Literal literal) {
    literal.token = begin;
    literal.end = s_.at;
    return literal;
  };
  if (At(T::kBrace) && logic()) {
    State start = s_;
    Scan();
    const Body body = ReadBody(T::kBraceEnd);
    if (body.found) {
      Scan();
      if (At(T::kAnd) || At(T::kOr)) {
        if (IsAmbiguousUnion(body)) return AmbiguousUnion(begin, body, ""), Literal();
        return placed(WithOn(OrChain({body, true, begin})));
      }
    }
    s_ = std::move(start);
    while (!cache_.empty() && cache_.back().at > begin) cache_.pop_back();
  }
  if (At(T::kParen) && logic()) {
    const Group group = ReadGroup(false, "");
    if (group.committed) return group.operand.body.found ? placed(FoldTail(group.operand)) : Literal();
  }
  if (RefAhead()) return placed(LiteralExpr(false, begin));
  bool negated = false;
  if (At(T::kNot)) {
    negated = true;
    Scan();
  }
  if (negated && not_bodies_ && At(T::kBrace)) {
    const Literal literal = NotBody(begin);
    return literal.found ? placed(FoldTail(AsOperand(literal))) : literal;
  }
  if (At(T::kSome) || At(T::kEvery)) {
    const bool some = At(T::kSome);
    if (negated) return Illegal(some ? "illegal negation of 'some'" : "illegal negation of 'every'"), Literal();
    return placed(some ? Some() : Every());
  }
  return placed(LiteralExpr(negated, begin));
}

DiagnosisReader::Operand DiagnosisReader::AsOperand(const Literal& literal) {
  Operand operand;
  operand.body = {literal.found, !literal.negated && literal.kind == Literal::kCall && literal.term.prints, 1, literal};
  operand.token = literal.token;
  return operand;
}

DiagnosisReader::Literal DiagnosisReader::LiteralExpr(bool negated, uint32_t begin) {
  State start = s_;
  if (negated && not_bodies_ && At(T::kParen)) {
    Group group = ReadGroup(true, "not ");
    if (group.committed) {
      if (!group.operand.body.found) return {};
      Literal literal;
      literal.found = true;
      literal.kind = Literal::kNot;
      literal.token = begin;
      return FoldTail(AsOperand(literal));
    }
  }
  Literal literal = Expr();
  if (!literal.found) return literal;
  literal.token = begin;
  uint32_t with = 0;
  if (At(T::kWith)) {
    with = s_.at;
    if (!With()) return {};
    literal.with = true;
  }
  const bool future_every = !v1() && literal.kind == Literal::kTerm && literal.term.kind == K::kVar &&
                            TextOf(literal.term.token) == "every";
  if (future_every) {
    State kept = s_;
    s_ = std::move(start);
    const bool hint = WithAllKeywords([&] { return Every().found; });
    s_ = std::move(kept);
    if (hint) Hint("`import future.keywords.every` for `every x in xs { ... }` expressions");
  }
  if (negated && not_bodies_) {
    literal.kind = Literal::kNot;
  } else {
    literal.negated = negated;
  }
  if (!At(T::kAnd) && !At(T::kOr)) return literal;
  if (with != 0) return WithOnOperand(with, s_.token), Literal();
  if (!negated && TextOf(begin)[0] == '{') {
    if (literal.kind == Literal::kTerm && literal.term.empty) return Error(begin, "found empty body"), Literal();
    return BraceLed(begin, s_.token), Literal();
  }
  return WithOn(OrChain(AsOperand(literal)));
}

DiagnosisReader::Literal DiagnosisReader::Expr() {
  Literal literal;
  literal.token = s_.at;
  const Term left = InfixCall();
  if (!left.found) return literal;
  literal.term = left;
  literal.kind = left.kind == K::kCall ? Literal::kCall : Literal::kTerm;
  literal.found = true;
  if (At(T::kAssign) || At(T::kEq)) {
    literal.kind = At(T::kAssign) ? Literal::kAssignment : Literal::kEquality;
    Scan();
    literal.found = InfixCall().found;
  }
  return literal;
}

bool DiagnosisReader::With() {
  do {
    Scan();
    if (!At(T::kIdent)) return Illegal("expected ident"), false;
    const Term target = ReadTerm();
    if (!target.found) return false;
    if (target.kind != K::kVar && target.kind != K::kRef) Illegal("expected with target path");
    if (!At(T::kAs)) return Illegal("expected as keyword"), false;
    Scan();
    if (!InfixCall().found) return false;
  } while (At(T::kWith));
  return true;
}

DiagnosisReader::Literal DiagnosisReader::WithOn(Literal literal) {
  if (!literal.found || !At(T::kWith)) return literal;
  if (!With()) return {};
  literal.with = true;
  return literal;
}

// ---- some, every ----

DiagnosisReader::Literal DiagnosisReader::Some() {
  Literal literal;
  literal.found = true;
  literal.kind = Literal::kSome;
  State start = s_;
  Scan();
  const Term term = InfixCall();
  if (term.found && term.kind == K::kCall) {
    if (term.call != Term::kMember && term.call != Term::kMemberKey) {
      return Illegal("expected `x in xs` or `x, y in xs` expression"), Literal();
    }
    return WithOn(literal);
  }
  s_ = start;
  if (!v1()) {
    Scan();
    const bool hint = HintsMembership();
    s_ = std::move(start);
    if (hint) Hint("`import future.keywords.in` for `some x in xs` expressions");
  }
  do {
    Scan();
    if (!At(T::kIdent)) return Illegal("expected var"), Literal();
    Scan();
  } while (At(T::kComma));
  return literal;
}

// A membership stands here, if only its keyword were switched on.
bool DiagnosisReader::HintsMembership() {
  return WithAllKeywords([&] {
    const Term term = InfixCall();
    return term.found && (term.call == Term::kMember || term.call == Term::kMemberKey);
  });
}

DiagnosisReader::Literal DiagnosisReader::Every() {
  Literal literal;
  literal.kind = Literal::kEvery;
  Scan();
  const Term term = InfixCall();
  if (!term.found) return literal;
  const bool key = term.call == Term::kMemberKey;
  if (term.kind != K::kCall || (!key && term.call != Term::kMember)) {
    return Illegal("expected `x[, y] in xs { ... }` expression"), literal;
  }
  if (key && term.key != K::kVar) return Illegal("expected key to be a variable"), literal;
  if (term.value != K::kVar) return Illegal("expected value to be a variable"), literal;
  if (!At(T::kBrace)) return Illegal("missing body"), literal;
  Scan();
  if (!ReadBody(T::kBraceEnd).found) return literal;
  Scan();
  literal.found = true;
  return WithOn(literal);
}

// An error is about to be told: a plain `in`, `and` or `or` behind an expression lacks its import.
void DiagnosisReader::HintInfixKeyword() {
  if (!s_.hints.empty()) return;
  std::string keyword = "in";
  if (At(T::kIdent)) {
    keyword = TextOf(s_.at);
    if (keyword != "in" && keyword != "and" && keyword != "or") return;
  } else if (At(T::kComma)) {
    State kept = s_;
    Scan();
    const bool membership = HintsMembership();
    s_ = std::move(kept);
    if (!membership) return;
  } else {
    return;
  }
  const std::string example = keyword == "in" ? "x in xs" : "x " + keyword + " y";
  Hint("`import future.keywords." + keyword + "` for `" + example + "` expressions");
}

// ---- and, or, not { } ----

DiagnosisReader::Literal DiagnosisReader::NotBody(uint32_t not_token) {
  const uint32_t brace = s_.at;
  State start = s_;
  Scan();
  const bool empty = At(T::kBraceEnd);
  const Body body = ReadBody(T::kBraceEnd);
  if (!body.found) {
    if (empty) return {};
    State failed = s_;
    s_ = std::move(start);
    const Term term = InfixCall();
    if (!term.found) {
      s_ = std::move(failed);
      return {};
    }
    const std::string text(TextFrom(brace, s_.at));
    const K kind = term.call != Term::kNone && term.call != Term::kNamed ? term.first : term.kind;
    Hint("write `not (" + text + ")` to negate the value, or `not {" + text + "}` for a body holding it");
    Error(brace, "`{...}` in an operand position must contain expression(s), got: " + std::string(KindName(kind)));
    return {};
  }
  Scan();
  if (IsAmbiguousUnion(body)) return AmbiguousUnion(brace, body, "not "), Literal();
  Literal literal;
  literal.found = true;
  literal.kind = Literal::kNot;
  literal.token = not_token;
  return literal;
}

// What `left op right` is as the left side of the next operator.
DiagnosisReader::Operand DiagnosisReader::Joined(const Operand& left, const Operand& right, std::string_view op) {
  VoidOperands(left.body, right.body, op);
  Literal literal;
  literal.found = true;
  literal.kind = Literal::kLogic;
  literal.token = left.token;
  return AsOperand(literal);
}

DiagnosisReader::Literal DiagnosisReader::OrChain(Operand left) {
  if (At(T::kAnd)) left = AndChain(std::move(left));
  while (left.body.found && At(T::kOr)) {
    Scan();
    Operand right = ReadOperand("or");
    if (right.body.found && At(T::kAnd)) right = AndChain(std::move(right));
    if (!right.body.found) return {};
    left = Joined(left, right, "or");
  }
  return left.body.found ? left.body.first : Literal();
}

DiagnosisReader::Operand DiagnosisReader::AndChain(Operand left) {
  while (At(T::kAnd)) {
    Scan();
    const Operand right = ReadOperand("and");
    if (!right.body.found) return {};
    left = Joined(left, right, "and");
  }
  return left;
}

// `op` is empty where the caller only tries.
DiagnosisReader::Operand DiagnosisReader::ReadOperand(std::string_view op) {
  const uint32_t begin = s_.at;
  if (At(T::kBrace)) {
    State start = s_;
    Scan();
    const bool empty = At(T::kBraceEnd);
    Body body = ReadBody(T::kBraceEnd);
    if (!body.found) {
      if (empty || op.empty()) return {};
      State failed = s_;
      s_ = std::move(start);
      if (InfixCall().found) {
        BraceLed(begin, op == "and" ? T::kAnd : T::kOr);
      } else {
        s_ = std::move(failed);
      }
      return {};
    }
    Scan();
    if (IsAmbiguousUnion(body)) AmbiguousUnion(begin, body, "");
    return {std::move(body), true, begin};
  }
  bool negated = false;
  if (At(T::kNot)) {
    const T next = Ahead(false);
    negated = next != T::kDot && next != T::kBracket;
    if (negated) Scan();
  }
  if (negated && not_bodies_ && At(T::kBrace)) return AsOperand(NotBody(begin));
  Literal literal;
  if (At(T::kParen) && logic() && (!negated || not_bodies_)) {
    Group group = ReadGroup(true, negated ? "not " : "");
    if (group.committed) {
      if (!negated || !group.operand.body.found) return group.operand;
      literal.found = true;
      literal.kind = Literal::kNot;
      literal.token = begin;
      return AsOperand(literal);
    }
  }
  literal = Expr();
  if (!literal.found) return {};
  literal.token = begin;
  if (negated && not_bodies_) literal.kind = Literal::kNot;
  literal.negated = negated && !not_bodies_;
  return AsOperand(literal);
}

// `(a or b)`. What is no group of operands is left to be read as a term.
DiagnosisReader::Group DiagnosisReader::ReadGroup(bool operand_context, std::string_view prefix) {
  const Nested nested(depth_);
  State start = s_;
  const uint32_t open = s_.at;
  auto no_group = [&] {
    s_ = std::move(start);
    return Group();
  };
  const Group failed = {true, {}};
  Scan();
  if (At(T::kParenEnd)) {
    if (operand_context) return Error(open, "empty parenthesized group"), failed;
    return no_group();
  }
  Operand left = ReadOperand("");
  if (!left.body.found) return no_group();
  const Literal& only = left.body.first;
  const bool single = !left.is_explicit && left.body.size == 1;
  if (At(T::kAnd) || At(T::kOr)) {
    const Literal literal = WithOn(OrChain(std::move(left)));
    if (!literal.found || !CloseGroup()) return failed;
    Group group{true, AsOperand(literal)};
    group.operand.token = open;
    return group;
  }
  if (At(T::kWith) && single) {
    const uint32_t with = s_.at;
    if (!With()) return failed;
    left.body.first.with = true;
    if (At(T::kAnd) || At(T::kOr)) return WithOnOperand(with, s_.token), failed;
    if (!CloseGroup()) return failed;
    if (!operand_context && !At(T::kAnd) && !At(T::kOr)) return no_group();
    left.token = open;
    return {true, std::move(left)};
  }
  if (left.is_explicit) {
    const std::string braces(TextFrom(left.token, s_.at));
    s_ = start;
    Scan();
    const bool value = ReadTerm().found;
    s_ = start;
    if (value) return Group();
    Hint("drop the parens to keep the body: `" + std::string(prefix) + braces + "`");
    return Error(open, "`(...)` in an operand position cannot contain a body"), failed;
  }
  if (single && (only.kind == Literal::kLogic || only.kind == Literal::kNot || only.negated)) {
    if (!CloseGroup()) return failed;
    left.token = open;
    return {true, std::move(left)};
  }
  return no_group();
}

bool DiagnosisReader::CloseGroup() {
  if (!At(T::kParenEnd)) return Error(s_.at, "expected ) to close parenthesized group"), false;
  Scan();
  return true;
}

DiagnosisReader::Literal DiagnosisReader::FoldTail(Operand operand) {
  if (At(T::kAnd) || At(T::kOr)) return WithOn(OrChain(std::move(operand)));
  return WithOn(operand.body.first);
}

void DiagnosisReader::WithOnOperand(uint32_t with, T op) {
  const std::string name(TokenName(op));
  Hint("Wrap the operand in `(...)` or `{...}` to scope, or move `with` after the `" + name +
       "` expression to apply it to the whole expression");
  Error(with, "`with` modifier is not allowed on operand of `" + name + "`");
}

void DiagnosisReader::BraceLed(uint32_t token, T op) {
  const std::string name(TokenName(op));
  Hint("wrap the operand to keep the value: `(" + std::string(TextFrom(token, s_.at)) + ") " + name + " ...`");
  Error(token, "operand of `" + name + "` cannot begin with `{` unless the braces hold a body");
}

// Its first expression is a union, written `a | b`.
bool DiagnosisReader::IsAmbiguousUnion(const Body& body) {
  const Literal& first = body.first;
  return first.kind == Literal::kCall && first.term.call == Term::kInfix && first.term.op == T::kBar &&
         first.token == first.term.token;
}

void DiagnosisReader::AmbiguousUnion(uint32_t brace, const Body& body, std::string_view prefix) {
  const std::string before(prefix), braces(TextFrom(brace, s_.at));
  const std::string_view first = TextFrom(body.first.token, body.first.end);
  const size_t at = lexed_.tokens[body.first.token].offset - lexed_.tokens[brace].offset;
  std::string fixed = braces;
  fixed.replace(at, first.size(), "(" + std::string(first) + ")");
  Hint("write `" + before + "(" + braces + ")` for the comprehension, or `" + before + fixed + "` for the set union");
  Error(brace, "ambiguous `{ ... | ... }` operand: read as a body holding a set-union expression, not as a "
               "comprehension");
}

void DiagnosisReader::VoidOperands(const Body& left, const Body& right, std::string_view op) {
  for (const Body* body : {&left, &right}) {
    if (!body->prints_only) continue;
    Hint("`print` produces no value and always succeeds, so the operand can never fail; move it out of the operand, or "
         "add an expression that can fail");
    Error(body->first.token, "operand of `" + std::string(op) + "` cannot consist only of calls to `print`");
  }
}

}  // namespace reeve::syntax
