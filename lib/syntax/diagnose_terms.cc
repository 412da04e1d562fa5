// Diagnose: terms. See diagnosis.h and diagnosis_reader.h.
#include "syntax/builder.h"
#include "syntax/diagnosis_reader.h"
#include "syntax/literal.h"
#include "value/number.h"

namespace reeve::syntax {
namespace {

using T = TokenType;

constexpr int kTermLevel = 5;

// The operators of a level of precedence, from low to high.
bool IsOperator(int level, T type) {
  switch (level) {
    case 0: return type >= T::kEqual && type <= T::kGreaterEqual;
    case 1: return type == T::kBar;
    case 2: return type == T::kAmp;
    case 3: return type == T::kPlus || type == T::kMinus;
    default: return type == T::kStar || type == T::kSlash || type == T::kPercent;
  }
}

}  // namespace

// Infix calls: `x in xs`, and `k, v in xs` where `key_value` allows it.
DiagnosisReader::Term DiagnosisReader::Member(bool key_value) {
  Term left = Binary(0);
  auto apply = [&](Term::Operator call, K key, K value) {
    left.key = key;
    left.value = value;
    left.first = left.call != Term::kNone && left.call != Term::kNamed ? left.first : left.kind;
    left.kind = K::kCall;
    left.call = call;
    left.ground = left.prints = false;
    left.op = T::kIn;
    left.end = s_.at;
    return At(T::kIn);
  };
  while (left.found) {
    if (key_value && At(T::kComma)) {
      State before = s_;
      Scan();
      const Term middle = Binary(0);
      if (middle.found && At(T::kIn)) {
        Scan();
        if (Binary(0).found) {
          if (apply(Term::kMemberKey, left.kind, middle.kind)) continue;
          break;
        }
      }
      s_ = std::move(before);
    }
    RefAhead();
    if (!At(T::kIn)) break;
    Scan();
    if (!Binary(0).found || !apply(Term::kMember, K::kNull, left.kind)) break;
  }
  return left;
}

DiagnosisReader::Term DiagnosisReader::Binary(int level) {
  if (level == kTermLevel) return ReadTerm();
  Term left = Binary(level + 1);
  while (left.found && IsOperator(level, s_.token)) {
    const T op = s_.token;
    Scan();
    const Term right = Binary(level + 1);
    if (!right.found) break;
    left.first = left.call == Term::kInfix ? left.first : left.kind;
    left.kind = K::kCall;
    left.call = Term::kInfix;
    left.op = op;
    left.ground = left.ground && right.ground;
    left.prints = false;
    left.end = right.end;
  }
  return left;
}

// A term is read once at a place: what was found there, and its errors, hold.
DiagnosisReader::Term DiagnosisReader::ReadTerm() {
  const Nested nested(depth_);
  const uint32_t at = s_.at;
  for (size_t i = cache_.size(); i-- > 0 && cache_[i].at >= at;) {
    if (cache_[i].at != at) continue;
    s_ = cache_[i].after;
    return cache_[i].term;
  }
  Term term = TermStart();
  while (!cache_.empty() && cache_.back().at >= at) cache_.pop_back();
  cache_.push_back({at, term, s_});
  return term;
}

DiagnosisReader::Term DiagnosisReader::Leaf(K kind) const {
  Term term;
  term.found = true;
  term.kind = kind;
  term.token = s_.at;
  term.end = s_.at + 1;
  term.ground = kind != K::kVar;
  term.parts = 1;
  term.head = term.tail = {kind, s_.at};
  return term;
}

DiagnosisReader::Term DiagnosisReader::TermStart() {
  if ((At(T::kAnd) || At(T::kOr)) && Ahead(false) == T::kParen) s_.token = T::kIdent;
  Term term;
  bool negative = false;
  const uint32_t begin = s_.at;
  switch (s_.token) {
    case T::kNull: term = Leaf(K::kNull); break;
    case T::kTrue: case T::kFalse: term = Leaf(K::kBoolean); break;
    case T::kMinus: {
      State minus = s_;
      Scan();
      negative = At(T::kIdent) || At(T::kContains);
      if (negative) {
        term = Var();
      } else {
        s_ = std::move(minus);
        term = Number();
      }
      break;
    }
    case T::kDot: case T::kNumber: term = Number(); break;
    case T::kString: term = String(); break;
    case T::kTemplateBrace: case T::kTemplateEnd: term = Template(); break;
    case T::kIdent: case T::kContains: term = Var(); break;
    case T::kJson: term = Leaf(TextOf(s_.at)[0] == '{' ? K::kObject : K::kArray); break;
    case T::kBracket: term = Array(); break;
    case T::kBrace: term = SetOrObject(); break;
    case T::kParen:
      Scan();
      term = InfixCall();
      if (!term.found || At(T::kParenEnd)) break;
      Error(s_.at, "non-terminated expression");
      term = Term();
      break;
    default: Illegal();
  }
  term = TermFinish(std::move(term));
  if (negative && term.found) {
    term.kind = K::kCall;
    term.call = Term::kInfix;
    term.op = T::kMinus;
    term.first = K::kNumber;
    term.token = begin;
  }
  return term;
}

// What may follow the last token of a term directly.
DiagnosisReader::Term DiagnosisReader::TermFinish(Term head) {
  if (!head.found) return head;
  Scan(false);
  if (At(T::kParen) || At(T::kDot) || At(T::kBracket)) return Ref(std::move(head));
  if (At(kSpace)) Scan();
  head.end = s_.at;
  if (head.kind == K::kVar && (TextOf(head.token) == "data" || TextOf(head.token) == "input")) head.kind = K::kRef;
  return head;
}

// Behind the name of a rule; white space may stand before its brackets.
DiagnosisReader::Term DiagnosisReader::HeadFinish(Term head) {
  Scan(false);
  if (s_.token >= T::kEqual && s_.token <= T::kBar) {
    Illegal();
  } else if (At(kSpace)) {
    Scan();
  }
  if (At(T::kParen) || At(T::kDot) || At(T::kBracket)) return Ref(std::move(head));
  head.end = s_.at;
  if (TextOf(head.token) == "data" || TextOf(head.token) == "input") head.kind = K::kRef;
  return head;
}

DiagnosisReader::Term DiagnosisReader::Ref(Term head) {
  Term ref;
  auto begin = [&](Term from) {
    switch (from.kind) {
      case K::kVar: case K::kArray: case K::kObject: case K::kSet: case K::kCall:
      case K::kArrayComprehension: case K::kSetComprehension: case K::kObjectComprehension: break;
      default: Error(from.token, "illegal ref (head cannot be " + std::string(KindName(from.kind)) + ")");
    }
    ref = Term();
    ref.found = true;
    ref.kind = K::kRef;
    ref.token = from.token;
    ref.parts = 1;
    ref.head = ref.tail = {from.kind, from.token};
  };
  auto add = [&](K kind, uint32_t token) {
    ++ref.parts;
    ref.tail = {kind, token};
    if (kind == K::kString || ref.has_odd) return;
    ref.odd = ref.tail;
    ref.has_odd = true;
  };
  begin(std::move(head));
  for (;;) {
    ref.end = s_.at;
    if (At(T::kDot)) {
      Scan(false);
      if (!At(T::kIdent) && !MayBeginRef(s_.token)) return Illegal("expected identifier"), Term();
      add(K::kString, s_.at);
      Scan(false);
    } else if (At(T::kParen)) {
      Term call = Call(ref);
      call.end = s_.at;
      if (!call.found) return call;
      if (At(kSpace)) return Scan(), call;
      if (!At(T::kDot) && !At(T::kBracket)) return call;
      begin(std::move(call));
    } else if (At(T::kBracket)) {
      Scan();
      const Term index = InfixCall();
      if (!index.found) return index;
      if (!At(T::kBracketEnd)) return Illegal("expected ["), Term();
      add(index.kind, index.token);
      ref.ground = ref.ground && index.ground;
      Scan(false);
    } else {
      if (At(kSpace)) Scan();
      return ref;
    }
  }
}

DiagnosisReader::Term DiagnosisReader::Call(Term callee) {
  const std::string_view name = TextOf(callee.token);
  const bool plain = callee.parts == 1 && callee.head.kind == K::kVar;
  Scan();
  if (At(T::kParenEnd)) {
    Scan(false);
    callee.kind = plain && name == "set" ? K::kSet : K::kCall;
  } else {
    if (!List(T::kParenEnd, &callee)) return Term();
    Scan(false);
    callee.kind = K::kCall;
  }
  if (callee.kind == K::kCall) callee.call = Term::kNamed;
  callee.prints = callee.kind == K::kCall && plain && name == "print";
  return callee;
}

DiagnosisReader::Term DiagnosisReader::String() {
  const std::string_view text = TextOf(s_.at);
  std::string decoded;
  if (text[0] == '`' || DecodeString(text.substr(1, text.size() - 2), false, &decoded)) return Leaf(K::kString);
  return Error(s_.at, "illegal string literal: " + std::string(text)), Term();
}

DiagnosisReader::Term DiagnosisReader::Number() {
  Term number = Leaf(K::kNumber);
  if (At(T::kMinus)) {
    Scan();
    if (!At(T::kNumber) && !At(T::kDot)) return Illegal("expected number"), Term();
  }
  if (At(T::kDot)) {
    if (lexed_.tokens[s_.at].type == T::kNumber) return number;  // with its digits
    Scan();
    if (!At(T::kNumber)) return Illegal("expected number"), Term();
    return number;
  }
  const std::string_view digits = TextOf(s_.at);
  const bool decimal = digits.size() > 1 && digits[1] == '.';
  const bool scientific = digits.size() > 2 && (digits[1] == 'e' || digits[1] == 'E');
  if (digits.size() > 1 && digits[0] == '0' && !decimal && !scientific) {
    return Illegal("expected number without leading zero"), Term();
  }
  if (!value::NumberFromBorrowedText(digits)) return Error(s_.at, "number too big"), Term();
  return number;
}

DiagnosisReader::Term DiagnosisReader::Array() {
  Term array = Leaf(K::kArray);
  Scan();
  if (At(T::kBracketEnd)) return array;
  const bool comma = At(T::kComma);
  if (comma) Scan();
  State start = s_;
  const Term head = ReadTerm();
  if (!head.found) return head;
  array.ground = head.ground;
  if (At(T::kBracketEnd)) return array;
  if (At(T::kComma)) {
    Scan();
    return List(T::kBracketEnd, &array) ? array : Term();
  }
  if (At(T::kBar) && !comma) {
    Scan();
    array.kind = K::kArrayComprehension;
    if (ReadBody(T::kBracketEnd).found) return array;
    if (!At(T::kComma)) return Term();
    array.kind = K::kArray;
  }
  s_ = std::move(start);
  return List(T::kBracketEnd, &array) ? array : Term();
}

DiagnosisReader::Term DiagnosisReader::SetOrObject() {
  Term term = Leaf(K::kSet);
  Scan();
  if (At(T::kBraceEnd)) {
    term.kind = K::kObject;
    term.empty = true;
    return term;
  }
  const bool comma = At(T::kComma);
  if (comma) Scan();
  State start = s_;
  Term head = ReadTerm();
  if (!head.found) return head;
  term.ground = head.ground;
  if (At(T::kBraceEnd) || At(T::kComma) || (At(T::kBar) && !comma)) return Set(start, term, !comma);
  if (At(T::kColon)) return Object(term, !comma);
  s_ = start;
  head = InfixCallInList();
  if (!head.found) return head;
  term.ground = head.ground;
  if (At(T::kBraceEnd) || At(T::kComma)) return Set(start, term, false);
  if (At(T::kColon)) return Object(term, !comma);
  return Illegal("non-terminated set"), Term();
}

DiagnosisReader::Term DiagnosisReader::Set(const State& start, Term term, bool comprehension) {
  if (At(T::kBraceEnd)) return term;
  if (At(T::kComma)) {
    Scan();
    return List(T::kBraceEnd, &term) ? term : Term();
  }
  if (comprehension) {
    Scan();
    term.kind = K::kSetComprehension;
    if (ReadBody(T::kBraceEnd).found) return term;
    if (!At(T::kComma)) return Term();
    term.kind = K::kSet;
  }
  s_ = start;
  return List(T::kBraceEnd, &term) ? term : Term();
}

// From the colon on.
DiagnosisReader::Term DiagnosisReader::Object(Term term, bool comprehension) {
  term.kind = K::kObject;
  Scan();
  State start = s_;
  Term value = ReadTerm();
  if (!value.found) return value;
  if (comprehension && (At(T::kBraceEnd) || At(T::kComma))) return ObjectFinish(term, true);
  if (comprehension && At(T::kBar)) {
    Term found = ObjectFinish(term, true);
    if (found.found) return found;
  }
  s_ = std::move(start);
  value = InfixCallInList();
  if (!value.found) return value;
  term.ground = term.ground && value.ground;
  if (At(T::kBraceEnd) || At(T::kComma)) return ObjectFinish(term, false);
  return Illegal("non-terminated object"), Term();
}

DiagnosisReader::Term DiagnosisReader::ObjectFinish(Term term, bool comprehension) {
  if (At(T::kBraceEnd)) return term;
  if (At(T::kComma)) {
    Scan();
    return PairList(T::kBraceEnd) ? term : Term();
  }
  if (!comprehension) return Illegal("non-terminated object"), Term();
  Scan();
  term.kind = K::kObjectComprehension;
  return ReadBody(T::kBraceEnd).found ? term : Term();
}

// The terms up to `end`, of which `into` may have the first.
bool DiagnosisReader::List(T end, Term* into) {
  const std::string expected = "expected \",\" or \"" + std::string(TokenName(end)) + "\"";
  while (!At(end)) {
    const Term term = InfixCallInList();
    if (!term.found) return false;
    into->ground = into->ground && term.ground;
    if (At(end)) return true;
    if (!At(T::kComma)) return Illegal(expected), false;
    Scan();
  }
  return true;
}

bool DiagnosisReader::PairList(T end) {
  while (!At(end)) {
    if (!InfixCallInList().found) return false;
    if (!At(T::kColon)) return Illegal("expected \":\""), false;
    Scan();
    if (!InfixCallInList().found) return false;
    if (At(end)) return true;
    if (!At(T::kComma)) return Illegal("expected \",\" or \"}\""), false;
    Scan();
  }
  return true;
}

DiagnosisReader::Term DiagnosisReader::Template() {
  const Term term = Leaf(K::kTemplateString);
  for (;;) {
    // To the brace or quote that ends this piece of text.
    std::string decoded;
    for (; lexed_.tokens[s_.at].type == T::kTemplateBegin || lexed_.tokens[s_.at].type == T::kTemplateText; ++s_.at) {
      const Token& piece = lexed_.tokens[s_.at];
      if (piece.type == T::kTemplateBegin || piece.payload == '`' || DecodeString(TextOf(s_.at), true, &decoded)) continue;
      return Error(s_.at, "illegal template-string part: " + std::string(TextOf(s_.at))), Term();
    }
    if (At(T::kTemplateEnd)) return term;
    if (!At(T::kTemplateBrace)) return Error(s_.at, "expected template-string part"), Term();
    Scan();
    const Literal literal = ReadLiteral();
    if (!literal.found) return Error(s_.at, "invalid template-string expression"), Term();
    std::string what;
    if (literal.negated) what = "negation ('not')";
    if (literal.kind == Literal::kEquality) what = "unification ('=')";
    if (literal.kind == Literal::kAssignment) what = "assignment (':=')";
    if (literal.kind == Literal::kEvery) what = "'every'";
    if (literal.kind == Literal::kSome) what = "'some'";
    if (!what.empty()) return Error(literal.token, "unexpected " + what + " in template-string expression"), Term();
    if (!At(T::kBraceEnd)) return Error(s_.at, "expected } to end template string expression"), Term();
    Scan();
  }
}

}  // namespace reeve::syntax
