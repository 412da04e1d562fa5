// Terms: scalars, references, calls, collections, comprehensions, template strings. See builder.h.
#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "syntax/builder.h"
#include "syntax/diagnosis.h"
#include "syntax/literal.h"
#include "value/number.h"

namespace reeve::syntax {

using ast::Expr;
using ast::ExprKind;
using ast::Term;
using ast::TermKind;

void Builder::Fail(const Location& at, std::string message) const {
  throw BuildFailure{at, std::move(message)};
}

void Builder::UnexpectedToken(uint32_t index, const std::string& note) const {
  const Token& token = cursor_.tokens[index];
  Fail(At(token), token.type == T::kBad ? lexed_.bad : syntax::UnexpectedToken(token.type, note));
}

// Operator chains make trees as high as they are long; brackets are counted by the lexer.
uint32_t Builder::CheckHeight(uint32_t height) const {
  if (height > options_.max_depth * 4) {
    throw BuildFailure{At(cursor_.previous()), "nesting too deep", Code::kDepthLimit};
  }
  return height;
}

// A name; each wildcard is a variable of its own.
std::string_view Builder::Name(const Token& token) {
  std::string_view name = TextOf(token);
  if (name != "_") return name;
  return tree_.arena().CopyText("$" + std::to_string(wildcards_++));
}

void Builder::Leaf() {
  const Token& token = cursor_.previous();
  const Location at = At(token);
  switch (token.type) {
    case T::kIdent: {
      if (token.flags & Token::kKeyword) {
        // A keyword may begin a reference where a literal or a rule begins, and nowhere else.
        T before = cursor_.index < 2 ? T::kSemicolon : cursor_.tokens[cursor_.index - 2].type;
        bool starts = before == T::kSemicolon || before == T::kBraceBody || before == T::kBraceLogic ||
                      before == T::kPipe || before == T::kIf || before == T::kTemplateBrace ||
                      before == T::kDefault || before == T::kElse ||
                      (before >= T::kNull && before <= T::kFalse) ||
                      (before >= T::kIdent && before <= T::kRawString) || before == T::kJson ||
                      before == T::kBracketEnd || before == T::kBraceEnd || before == T::kParenEnd ||
                      before == T::kTemplateEnd;
        if (!starts) Fail(at, "unexpected " + std::string(TextOf(token)) + " keyword");
      }
      return Push(NewText(TermKind::kVar, Name(token), at));
    }
    case T::kNumber: return Number(token);
    case T::kString: return Push(NewText(TermKind::kString, Decode(token, TextOf(token), false), at));
    case T::kRawString: {
      std::string_view text = TextOf(token);
      return Push(NewText(TermKind::kString, text.substr(1, text.size() - 2), at));
    }
    case T::kJson: {
      Term* term = New(TermKind::kConstant, at);
      term->value = lexed_.values[token.payload];
      return Push(term);
    }
    case T::kTrue: case T::kFalse: {
      Term* term = New(TermKind::kBoolean, at);
      term->boolean = token.type == T::kTrue;
      return Push(term);
    }
    default: return Push(New(TermKind::kNull, at));
  }
}

void Builder::Number(const Token& token) {
  std::string_view text = TextOf(token);
  Location at = At(token);
  bool negative = cursor_.index >= 2 && cursor_.tokens[cursor_.index - 2].type == T::kUnaryMinus;
  if (text.size() > 1 && text[0] == '0' && text[1] != '.') {
    bool exponent = text.size() > 2 && (text[1] == 'e' || text[1] == 'E');
    if (!exponent) UnexpectedToken(cursor_.index - 1, "expected number without leading zero");
  }
  if (negative) {
    at = At(cursor_.tokens[cursor_.index - 2]);
    at.end = token.end;
  }
  if (negative || text[0] == '.') {
    std::string spelled = negative ? "-" : "";
    if (text[0] == '.') spelled += '0';
    for (char c : text) {
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') spelled += c;
    }
    text = tree_.arena().CopyText(spelled);
  }
  auto number = value::NumberFromBorrowedText(text);
  if (!number) Fail(At(token), "number too big");
  Term* term = New(TermKind::kNumber, at);
  term->value = *number;
  Push(term);
}

// The text of a string token (with quotes) or of a piece of a template string.
std::string_view Builder::Decode(const Token& token, std::string_view escaped, bool template_text) {
  std::string_view inner = template_text ? escaped : escaped.substr(1, escaped.size() - 2);
  if (inner.find('\\') == std::string_view::npos) return inner;
  std::string decoded;
  if (!DecodeString(inner, template_text, &decoded)) {
    std::string what = template_text ? "illegal template-string part: " : "illegal string literal: ";
    Fail(At(token), what + std::string(escaped));
  }
  return tree_.arena().CopyText(decoded);
}

void Builder::Parens(const Mark& m) {
  TermItem& item = terms_.back();
  item.in_parens = true;
  item.height = CheckHeight(item.height + 1);
  item.term->location.end = cursor_.previous().end;
  (void)m;
}

// Moves the stack's terms from `from` on into a node; returns the height of the highest.
uint32_t Builder::TakeTerms(uint32_t from, Term* into) {
  uint32_t height = 0;
  into->terms.reserve(terms_.size() - from);
  for (size_t i = from; i < terms_.size(); ++i) {
    into->terms.push_back(terms_[i].term);
    height = std::max(height, terms_[i].height);
  }
  terms_.resize(from);
  return height;
}

void Builder::CheckRefHead(const Term& head) const {
  switch (head.kind) {
    case TermKind::kVar: case TermKind::kArray: case TermKind::kObject: case TermKind::kSet: case TermKind::kCall:
    case TermKind::kArrayComprehension: case TermKind::kSetComprehension: case TermKind::kObjectComprehension:
    case TermKind::kConstant:
      return;
    default: Fail(head.location, "illegal ref (head cannot be " + std::string(KindName(head)) + ")");
  }
}

void Builder::RefBegin(const Mark& m) {
  if (terms_.size() == m.terms + 1) CheckRefHead(*terms_.back().term);
}

void Builder::Dot() {
  const Token& token = cursor_.previous();
  Push(NewText(TermKind::kString, TextOf(token), At(token)));
}

// What stands before a `(` is the operator: a reference, even of one element.
void Builder::CallBegin(const Mark& m) {
  Term* head = terms_[m.terms].term;
  if (terms_.size() == m.terms + 1) {
    CheckRefHead(*head);
    if (head->kind == TermKind::kCall) UnexpectedToken(cursor_.index - 1, "");
  }
  Location at = head->location;
  at.end = cursor_.tokens[cursor_.index - 1].offset;
  Term* callee = New(TermKind::kRef, at);
  uint32_t height = TakeTerms(m.terms, callee);
  Push(callee, CheckHeight(height + 1));
}

void Builder::CallEnd(const Mark& m) {
  Term* callee = terms_[m.terms].term;
  Location at = callee->location;
  at.end = cursor_.previous().end;
  const bool empty = terms_.size() == m.terms + 1;
  if (empty && callee->terms.size() == 1 && callee->terms[0]->kind == TermKind::kVar &&
      callee->terms[0]->text == "set") {
    terms_.resize(m.terms);
    return Push(New(TermKind::kSet, at));
  }
  Term* call = New(TermKind::kCall, at);
  uint32_t height = TakeTerms(m.terms, call);
  Push(call, CheckHeight(height + 1));
}

Term* Builder::Reference(std::string_view head, const Location& at) {
  Term* ref = New(TermKind::kRef, at);
  ref->terms.push_back(NewText(TermKind::kVar, head, at));
  return ref;
}

void Builder::TermEnd(const Mark& m) {
  TermItem& item = terms_[m.terms];
  const bool var = item.term->kind == TermKind::kVar;
  if (terms_.size() > m.terms + 1) {
    Location at = item.term->location;
    at.end = cursor_.previous().end;
    Term* ref = New(TermKind::kRef, at);
    uint32_t height = TakeTerms(m.terms, ref);
    Push(ref, CheckHeight(height + 1));
  } else if (var && (item.term->text == "data" || item.term->text == "input")) {
    Term* ref = New(TermKind::kRef, item.term->location);
    ref->terms.push_back(item.term);
    item = {ref, 2};
  }
  // -x is minus(0, x); the minus of a number belongs to it.
  if (cursor_.tokens[m.token].type != T::kUnaryMinus || cursor_.tokens[m.token + 1].type != T::kIdent) return;
  const Location minus = At(cursor_.tokens[m.token]);
  TermItem negated = Pop();
  Term* call = New(TermKind::kCall, From(m.token));
  Term* zero = New(TermKind::kNumber, minus);
  zero->value = Value::Integer(0);
  call->terms = {Reference("minus", minus), zero, negated.term};
  Push(call, CheckHeight(negated.height + 1));
}

void Builder::Close() { terms_.back().term->location.end = cursor_.previous().end; }

void Builder::ArrayEnd(const Mark& m) {
  uint32_t height = 0;
  const bool comprehension = exprs_.size() > m.exprs;
  Term* term = New(comprehension ? TermKind::kArrayComprehension : TermKind::kArray, From(m.token));
  if (comprehension) term->body = TakeBody(m.exprs, &height);
  height = std::max(height, TakeTerms(m.terms, term));
  Push(term, CheckHeight(height + 1));
}

void Builder::SetEnd(const Mark& m) {
  uint32_t height = 0;
  const bool comprehension = exprs_.size() > m.exprs;
  Term* term = New(comprehension ? TermKind::kSetComprehension : TermKind::kSet, From(m.token));
  if (comprehension) term->body = TakeBody(m.exprs, &height);
  height = std::max(height, TakeTerms(m.terms, term));
  Push(term, CheckHeight(height + 1));
}

void Builder::ObjectEnd(const Mark& m) {
  uint32_t height = 0;
  const bool comprehension = exprs_.size() > m.exprs;
  Term* term = New(comprehension ? TermKind::kObjectComprehension : TermKind::kObject, From(m.token));
  if (comprehension) term->body = TakeBody(m.exprs, &height);
  height = std::max(height, TakeTerms(m.terms, term));
  Push(term, CheckHeight(height + 1));
}

void Builder::TemplateText() {
  const Token& token = cursor_.previous();
  const Token& before = cursor_.tokens[cursor_.index - 2];
  Location at = At(before.type == T::kTemplateBegin ? before : token);
  at.end = token.end;
  std::string_view raw = TextOf(token);
  // Raw text knows one escape only.
  if (token.payload == '"') return Push(NewText(TermKind::kString, Decode(token, raw, true), at));
  if (raw.find("\\{") == std::string_view::npos) return Push(NewText(TermKind::kString, raw, at));
  std::string text;
  for (size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\\' && i + 1 < raw.size() && raw[i + 1] == '{') continue;
    text += raw[i];
  }
  Push(NewText(TermKind::kString, tree_.arena().CopyText(text), at));
}

void Builder::TemplateExpr(const Mark&) {
  ExprItem item = exprs_.back();
  exprs_.pop_back();
  Expr* expr = item.expr;
  const Location& at = expr->location;
  if (expr->negated) Fail(at, "unexpected negation ('not') in template-string expression");
  if (OperatorIs(*expr, "eq")) Fail(at, "unexpected unification ('=') in template-string expression");
  if (OperatorIs(*expr, "assign")) Fail(at, "unexpected assignment (':=') in template-string expression");
  if (expr->kind == ExprKind::kEvery) Fail(at, "unexpected 'every' in template-string expression");
  if (expr->kind == ExprKind::kSomeDecl) Fail(at, "unexpected 'some' in template-string expression");
  // A scalar is a part as it is, unless a comment stands before it.
  if (expr->kind == ExprKind::kTerm) {
    TermKind kind = expr->terms[0]->kind;
    auto after = std::upper_bound(lexed_.comments.begin(), lexed_.comments.end(), at.offset,
                                  [](uint32_t offset, const Comment& c) { return offset < c.offset; });
    uint32_t before = 0;
    for (uint32_t i = cursor_.index - 1; i > 0; --i) {
      if (cursor_.tokens[i].offset < at.offset) {
        before = cursor_.tokens[i].offset;
        break;
      }
    }
    bool comment = after != lexed_.comments.begin() && (after - 1)->offset > before;
    bool scalar = kind == TermKind::kString || kind == TermKind::kNumber || kind == TermKind::kBoolean ||
                  kind == TermKind::kNull;
    if (scalar && !comment) return Push(expr->terms[0], item.height);
  }
  Term* part = New(TermKind::kPartExpr, at);
  part->body.push_back(expr);
  Push(part, CheckHeight(item.height + 1));
}

void Builder::TemplateEnd(const Mark& m) {
  Term* term = New(TermKind::kTemplateString, From(m.token));
  term->boolean = text_[cursor_.tokens[m.token].offset + 1] == '`';
  uint32_t height = TakeTerms(m.terms, term);
  Push(term, CheckHeight(height + 1));
}

}  // namespace reeve::syntax
