// What the lexer decides from context: keywords, the kinds of brackets, `|` of comprehensions, heads of rules.
// Each function says which ambiguity of OPA's parser (which tries and backtracks) it settles. See lexer.h.
#include "syntax/lexer_state.h"

namespace reeve::syntax {
namespace {

using T = TokenType;

bool IsTermEnd(T type) {
  switch (type) {
    case T::kIdent: case T::kNumber: case T::kString: case T::kRawString: case T::kNull: case T::kTrue: case T::kFalse:
    case T::kJson: case T::kBracketEnd: case T::kParenEnd: case T::kBraceEnd: case T::kTemplateEnd:
      return true;
    default: return false;
  }
}

// Tokens that begin a literal or statement when they follow the end of a term.
bool StartsLiteral(T type) {
  switch (type) {
    case T::kIdent: case T::kNumber: case T::kString: case T::kRawString: case T::kNull: case T::kTrue: case T::kFalse:
    case T::kJson: case T::kBracket: case T::kParen: case T::kBrace: case T::kBraceLogic: case T::kUnaryMinus:
    case T::kTemplateBegin: case T::kNot: case T::kSome: case T::kEvery: case T::kPackage: case T::kImport:
    case T::kDefault:
      return true;
    default: return false;
  }
}

bool IsInfix(T type) { return (type >= T::kAssign && type <= T::kBar) || type == T::kIn; }

struct KeywordEntry {
  std::string_view word;
  T type;
  uint32_t set;  // 0: always a keyword
};
constexpr KeywordEntry kKeywordTable[] = {
    {"package", T::kPackage, 0}, {"import", T::kImport, 0}, {"as", T::kAs, 0}, {"default", T::kDefault, 0},
    {"else", T::kElse, 0}, {"not", T::kNot, 0}, {"some", T::kSome, 0}, {"with", T::kWith, 0}, {"null", T::kNull, 0},
    {"true", T::kTrue, 0}, {"false", T::kFalse, 0}, {"in", T::kIn, kKeywordIn}, {"every", T::kEvery, kKeywordEvery},
    {"contains", T::kContains, kKeywordContains}, {"if", T::kIf, kKeywordIf}, {"and", T::kAnd, kKeywordAnd},
    {"or", T::kOr, kKeywordOr},
};

// Bit (letter - 'a') is set when a keyword starts with the letter.
constexpr uint32_t FirstLetters() {
  uint32_t letters = 0;
  for (const KeywordEntry& entry : kKeywordTable) letters |= 1u << (entry.word[0] - 'a');
  return letters;
}

}  // namespace

uint32_t KeywordByName(std::string_view name) {
  if (name == "not") return kKeywordNot;
  for (const KeywordEntry& entry : kKeywordTable) {
    if (entry.word == name) return entry.set;
  }
  return 0;
}

TokenType Lexer::KeywordType(std::string_view word) const {
  constexpr uint32_t kFirst = FirstLetters();
  if (word.size() < 2 || word.size() > 8 || word[0] < 'a' || !(kFirst >> (word[0] - 'a') & 1)) return T::kIdent;
  for (const KeywordEntry& entry : kKeywordTable) {
    if (entry.word == word) return entry.set == 0 || (keywords_ & entry.set) ? entry.type : T::kIdent;
  }
  return T::kIdent;
}

// A keyword that touches a `.` or `[` starts a reference (`default.x`, `with.x`), but where only the keyword can stand:
// `and` and `or` between operands, `as` behind an import or the target of a `with`, `if` behind a head or `else`.
bool Lexer::KeywordStays(T type) const {
  switch (type) {
    case T::kAnd: case T::kOr: return term_end_;
    case T::kAs: return importing_ || opens_.back().with_target;
    case T::kIf: return prev_ == T::kElse || (head_ && term_end_ && opens_.size() == 1);
    default: return false;
  }
}

TokenType Lexer::Classify(std::string_view word, size_t end) {
  if (prev_ == T::kDot || prev_ == T::kPackage || prev_ == T::kImport) return T::kIdent;
  T type = KeywordType(word);
  if (type == T::kIdent) return type;
  // `contains` is a name but behind the head of a rule.
  if (type == T::kContains) return module_ && opens_.size() == 1 && head_ && term_end_ ? type : T::kIdent;
  char next = At(end);
  // The built-ins `and(x, y)` and `or(x, y)`.
  if ((type == T::kAnd || type == T::kOr) && !term_end_ && next == '(') return T::kIdent;
  if ((next == '.' || next == '[') && !KeywordStays(type)) return T::kIdent;
  return type;
}

void Lexer::OpenBracket(T type, Open::Kind kind) {
  if (opens_.size() > options_.max_depth) {
    return Bad(static_cast<uint32_t>(at_), "nesting too deep", Code::kDepthLimit);
  }
  Emit(type, at_ + 1);
  if (stopped_) return;
  Open& open = opens_.emplace_back();
  open.kind = kind;
  open.token = static_cast<uint32_t>(tokens().size() - 1);
}

void Lexer::OpenBrace() {
  const Open& outer = opens_.back();
  const bool starts = outer.at_literal || term_end_;
  const bool operand = prev_ == T::kAnd || prev_ == T::kOr || (prev_ == T::kNot && (keywords_ & kKeywordNot));
  if (prev_ == T::kElse || (prev_ == T::kIf && else_)) return OpenBracket(T::kBraceBody, Open::kBody);
  if (operand) return OpenBracket(T::kBraceLogic, Open::kBody);
  if (term_end_ && (outer.every || (module_ && opens_.size() == 1 && !bodiless_)))
    return OpenBracket(T::kBraceBody, Open::kBody);
  const bool after_if = prev_ == T::kIf;
  OpenBracket(after_if ? T::kBraceBody : T::kBrace, Open::kBrace);
  if (stopped_) return;
  opens_.back().after_if = after_if;
  opens_.back().logic_operand = logic() && starts;
}

void Lexer::OpenParen(bool touching) {
  if (touching) return OpenBracket(T::kParenCall, Open::kCall);
  const Open& outer = opens_.back();
  const bool nested = outer.kind == Open::kParen && outer.logic_operand && outer.at_literal;
  const bool context =
      nested || prev_ == T::kAnd || prev_ == T::kOr || (prev_ == T::kNot && (keywords_ & kKeywordNot));
  const bool operand = logic() && (context || outer.at_literal || term_end_);
  OpenBracket(T::kParen, Open::kParen);
  if (stopped_) return;
  opens_.back().logic_operand = operand;
  opens_.back().operand_context = context;
}

void Lexer::CloseBracket(T type) {
  Open::Kind kind = opens_.back().kind;
  bool fits = type == T::kBracketEnd  ? kind == Open::kBracket || kind == Open::kBracketRef
              : type == T::kParenEnd  ? kind == Open::kParen || kind == Open::kCall
              : type == T::kBraceEnd  ? kind == Open::kBrace || kind == Open::kBody
                                      : kind == Open::kTemplate;
  if (!fits) {
    Emit(type, at_ + 1);  // the parser fails here
    return;
  }
  Open open = opens_.back();
  opens_.pop_back();
  body_closed_ = tokens()[open.token].type == T::kBraceBody;
  Emit(type, at_ + 1);
  if (!stopped_) Closed(open);
}

// Settles what the bracket was, or leaves it to the next token.
void Lexer::Closed(Open open) {
  const uint32_t closing = static_cast<uint32_t>(tokens().size() - 1);
  if (open.pipe != kNoToken && (open.violated || open.pending_comma)) {
    Retype(open.pipe, T::kBar);  // `[a | b, c]`: no body of a comprehension goes on behind a comma
    open.pipe = kNoToken;
  }
  if (open.kind == Open::kBrace) {
    if (open.after_if && (open.colon || open.pipe != kNoToken || closing == open.token + 1)) {
      Retype(open.token, T::kBrace);
    }
    undecided_ = open.after_if || open.logic_operand;
  } else if (open.kind == Open::kParen && open.logic_operand) {
    bool group = open.saw_logic || open.first_not || (closing > 0 && open.last_group == closing - 1);
    group = group || (open.saw_with && open.operand_context);
    if (group) {
      Retype(open.token, T::kParenGroup);
      if (opens_.back().token != kNoToken && opens_.back().token + 1 == open.token) opens_.back().last_group = closing;
    }
    undecided_ = !group && open.saw_with;
  }
  if (undecided_) closed_ = open;
}

// `{ ... }` or `( ... )` with the next token known: an operand of `and` and `or`; a term, if an operator follows.
void Lexer::DecideClosed(T next, bool touching) {
  undecided_ = false;
  const bool logic = next == T::kAnd || next == T::kOr;
  if (closed_.kind == Open::kParen) {
    if (logic) Retype(closed_.token, T::kParenGroup);
    return;
  }
  if (logic) {
    Retype(closed_.token, T::kBraceLogic);
    if (closed_.pipe != kNoToken) Retype(closed_.pipe, T::kBar);
  } else if (closed_.after_if) {
    bool term = IsInfix(next) || (touching && (next == T::kDot || next == T::kBracketRef || next == T::kParenCall));
    if (term) Retype(closed_.token, T::kBrace);
  }
}

void Lexer::BeforeToken(T type) {
  if (opens_.size() == 1 && module_) TrackHead(type);
  TrackOpen(type);
  term_end_ = IsTermEnd(type);
}

void Lexer::TrackHead(T type) {
  if (tokens().empty() || (term_end_ && StartsLiteral(type))) {
    head_ = head_single_ = type == T::kIdent;
    else_ = false;
    importing_ = type == T::kImport;
    bodiless_ = importing_ || type == T::kPackage || (contains_ && type == T::kIdent);
    import_token_ = static_cast<uint32_t>(tokens().size());
  } else if (prev_ == T::kDefault && type == T::kIdent) {
    head_ = head_single_ = true;
  } else if (type == T::kDot || type == T::kBracketRef || type == T::kParenCall || type == T::kBracketEnd ||
             type == T::kParenEnd || (type == T::kIdent && prev_ == T::kDot)) {
    head_single_ = false;
  } else {
    head_ = head_single_ = false;
    if (type == T::kElse) else_ = true;
    if (type == T::kBraceBody) else_ = false;
  }
}

void Lexer::LiteralEnds(Open& open) {
  if (open.pending_comma) open.violated = true;
  open.pending_comma = open.seen_in = open.decl = false;
  open.not_single = true;
}

// Notes a token directly inside the innermost bracket.
void Lexer::TrackOpen(T type) {
  Open& open = opens_.back();
  const bool starts = open.at_literal;
  open.at_literal = false;
  if (type == T::kAs) open.with_target = false;
  if (term_end_ && StartsLiteral(type)) LiteralEnds(open);
  switch (type) {
    case T::kComma:
      open.comma = open.not_single = true;
      if (open.decl) break;
      if (open.pending_comma || open.seen_in) open.violated = true;
      open.pending_comma = open.pipe != kNoToken;
      break;
    case T::kSemicolon:
      LiteralEnds(open);
      open.at_literal = true;
      break;
    case T::kColon:
      open.not_single = open.colon || open.comma;
      open.colon = true;
      break;
    case T::kPipe:
      open.pipe = static_cast<uint32_t>(tokens().size());
      open.at_literal = true;
      break;
    case T::kIn:
      open.not_single = open.seen_in = true;
      open.pending_comma = false;
      break;
    case T::kAssign: case T::kEq: case T::kAs:
      if (open.pending_comma) open.violated = true;
      open.not_single = true;
      open.seen_in = false;
      break;
    case T::kEvery: open.every = true; [[fallthrough]];
    case T::kSome: open.decl = open.not_single = true; break;
    case T::kNot:
      open.not_single = true;
      open.first_not = open.first_not || (starts && tokens().size() == static_cast<size_t>(open.token) + 1);
      break;
    case T::kWith: open.saw_with = open.with_target = open.not_single = true; break;
    case T::kAnd: case T::kOr:
      LiteralEnds(open);
      open.saw_logic = true;
      break;
    case T::kBraceBody: open.every = false; break;
    case T::kIf: open.at_literal = true; break;
    default:
      if (IsInfix(type)) open.not_single = true;
      break;
  }
}

// The import statement that began at import_token_ is over: switches on what it imports.
void Lexer::FinishImport() {
  importing_ = false;
  std::vector<std::string_view> path;
  for (size_t i = import_token_ + 1; i < tokens().size(); ++i) {
    const Token& token = tokens()[i];
    std::string_view text = text_.substr(token.offset, token.end - token.offset);
    if (token.type == T::kIdent) path.push_back(text);
    if (token.type == T::kString && text.size() >= 2) path.push_back(text.substr(1, text.size() - 2));
  }
  if (path.size() < 2) return;
  if (path[0] == "rego" && path.size() == 2) {
    if (path[1] == "v1") keywords_ |= kKeywordsV1;
    if (path[1] == "v2") keywords_ |= kKeywordsAll;
    if (path[1] == "v1" || path[1] == "v2") out_.v1_import = true;
  }
  if (path[0] == "future" && path[1] == "keywords") {
    if (path.size() == 2) keywords_ |= kKeywordsAll;
    if (path.size() == 3) keywords_ |= KeywordByName(path[2]);
    if (keywords_ & kKeywordEvery) keywords_ |= kKeywordIn;
  }
}

}  // namespace reeve::syntax
