// Operators: the flat `a + b * c in d` of the grammar to nested calls, all of them left-associative.
// Precedence from low to high: in; comparison; |; &; + -; * / %. `k, v in xs` is one call of internal.member_3.
#include <algorithm>

#include "syntax/builder.h"

namespace reeve::syntax {

using ast::Term;
using ast::TermKind;

namespace {

int Precedence(TokenType type) {
  using T = TokenType;
  switch (type) {
    case T::kComma: return 0;
    case T::kIn: return 1;
    case T::kEqual:
    case T::kNotEqual:
    case T::kLess:
    case T::kLessEqual:
    case T::kGreater:
    case T::kGreaterEqual:
      return 2;
    case T::kBar: return 3;
    case T::kAmp: return 4;
    case T::kPlus: case T::kMinus: return 5;
    default: return 6;
  }
}

}  // namespace

void Builder::InfixOperator() { operators_.push_back(cursor_.index - 1); }

// The operator as OPA names it: a reference, located at the operator.
Term* Builder::OperatorTerm(const Token& token) {
  const Location at = At(token);
  if (token.type != T::kIn) return Reference(TokenName(token.type), at);
  Term* ref = Reference("internal", at);
  ref->terms.push_back(NewText(TermKind::kString, "member_2", at));
  return ref;
}

bool Builder::IsMember(const Term& call, size_t arguments) const {
  if (call.kind != TermKind::kCall || call.terms.size() != arguments + 1) return false;
  const Term& ref = *call.terms[0];
  return ref.kind == TermKind::kRef && ref.terms.size() == 2 && ref.terms[0]->text == "internal" &&
         ref.terms[1]->text == (arguments == 2 ? "member_2" : "member_3");
}

// Applies the last operator to the last values.
void Builder::Reduce(std::vector<TermItem>& values, std::vector<uint32_t>& operators) {
  const uint32_t token = operators.back();
  operators.pop_back();
  size_t arguments = 2;
  Term* callee = OperatorTerm(cursor_.tokens[token]);
  if (cursor_.tokens[token].type == T::kIn && !operators.empty() &&
      cursor_.tokens[operators.back()].type == T::kComma) {
    operators.pop_back();
    arguments = 3;
    callee->terms[1]->text = "member_3";
  }
  const size_t first = values.size() - arguments;
  Location at = values[first].term->location;
  at.end = values.back().term->location.end;
  Term* call = New(TermKind::kCall, at);
  call->terms.reserve(arguments + 1);
  call->terms.push_back(callee);
  uint32_t height = 0;
  for (size_t i = first; i < values.size(); ++i) {
    call->terms.push_back(values[i].term);
    height = std::max(height, values[i].height);
  }
  values.resize(first);
  values.push_back({call, CheckHeight(height + 1), false});
}

void Builder::InfixEnd(const Mark& m) {
  const size_t count = operators_.size() - m.operators;
  if (count == 0) return;
  values_.clear();
  pending_.clear();
  bool in_before = false, comma_open = false;
  uint32_t comma = 0;
  values_.push_back(terms_[m.terms]);
  for (size_t i = 0; i < count; ++i) {
    const uint32_t token = operators_[m.operators + i];
    const TokenType type = cursor_.tokens[token].type;
    if (type == T::kComma) {
      if (in_before) UnexpectedToken(token, "");
      comma_open = true;
      comma = token;
    }
    const int precedence = Precedence(type);
    while (!pending_.empty() && cursor_.tokens[pending_.back()].type != T::kComma &&
           Precedence(cursor_.tokens[pending_.back()].type) >= precedence) {
      Reduce(values_, pending_);
    }
    if (type == T::kIn) {
      in_before = true;
      comma_open = false;
    }
    pending_.push_back(token);
    values_.push_back(terms_[m.terms + i + 1]);
  }
  if (comma_open) UnexpectedToken(comma, "");
  while (!pending_.empty()) Reduce(values_, pending_);
  terms_.resize(m.terms);
  terms_.push_back(values_.back());
  operators_.resize(m.operators);
}

}  // namespace reeve::syntax
