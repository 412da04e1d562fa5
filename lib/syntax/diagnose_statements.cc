// Diagnose: tokens, errors, and the statements of a module. See diagnosis.h. Tested by tests/syntax/errors_test.cc and,
// over OPA's corpora, by tests/syntax/corpus_test.cc.
#include <algorithm>
#include <array>

#include "syntax/builder.h"
#include "syntax/diagnosis_reader.h"

namespace reeve::syntax {

namespace {

// Each token is read about three times; more than this happens only in a text that was made for it.
constexpr uint64_t kStepsPerToken = 200, kLeastSteps = 100000;

constexpr std::array<std::string_view, 7> kFutureKeywords = {"and", "contains", "every", "if", "in", "not", "or"};
// Future keywords of version 0, all of which version 1 has.
bool IsVersion1Keyword(std::string_view word) {
  return word == "in" || word == "every" || word == "contains" || word == "if";
}

}  // namespace

std::string UnexpectedToken(TokenType type, std::string_view note) {
  const std::string_view name = type == TokenType::kNone ? "whitespace" : TokenName(type);
  std::string message = "unexpected " + std::string(name) + (IsKeywordToken(type) ? " keyword" : " token");
  if (!note.empty()) message.append(": ").append(note);
  return message;
}

std::vector<SyntaxError> Diagnose(std::string_view text, const LexerResult& lexed, const ParseOptions& options,
                                  bool module) {
  return DiagnosisReader(text, lexed, options, module).Run();
}

DiagnosisReader::DiagnosisReader(std::string_view text, const LexerResult& lexed, const ParseOptions& options,
                                 bool module)
    : text_(text), lexed_(lexed), options_(options), module_(module) {
  if (v1()) s_.keywords |= kKeywordsV1;
  for (std::string_view name : options.future_keywords) s_.keywords |= KeywordByName(name);
  if (s_.keywords & kKeywordEvery) s_.keywords |= kKeywordIn;
  not_bodies_ = s_.keywords & kKeywordNot;
}

std::vector<SyntaxError> DiagnosisReader::Run() {
  try {
    Scan();
    Statements();
  } catch (const Exhausted&) {
    return {};
  }
  return std::move(s_.errors);
}

// ---- tokens ----

void DiagnosisReader::Scan(bool skip_space) {
  if (++steps_ > kLeastSteps + kStepsPerToken * lexed_.tokens.size()) throw Exhausted();
  if (!s_.started || s_.token != kSpace) {
    s_.newline = false;
    if (s_.started && s_.at + 1 < lexed_.tokens.size()) {
      const uint32_t end = lexed_.tokens[s_.at].end;
      ++s_.at;
      if (!skip_space && lexed_.tokens[s_.at].offset > end) {
        s_.newline = text_[end] == '\n' || text_[end] == '#';
        s_.token = kSpace;
        return;
      }
    }
    s_.started = true;
  }
  if (lexed_.tokens[s_.at].flags & Token::kAfterNewline) s_.newline = true;
  s_.token = Classify(s_.at);
}

// The token as OPA's scanner, which knows no context, takes it.
TokenType DiagnosisReader::Classify(uint32_t index) {
  const Token& token = lexed_.tokens[index];
  switch (token.type) {
    case T::kBracketRef: return T::kBracket;
    case T::kParenCall: case T::kParenGroup: return T::kParen;
    case T::kBraceBody: case T::kBraceLogic: return T::kBrace;
    case T::kUnaryMinus: return T::kMinus;
    case T::kPipe: return T::kBar;
    case T::kRawString: return T::kString;
    case T::kNone: return T::kDot;
    case T::kNumber: return text_[token.offset] == '.' ? T::kDot : T::kNumber;
    case T::kBad:
      if (token.flags & Token::kSpaced) return kSpace;
      Error(index, lexed_.bad);
      return T::kBad;
    case T::kTemplateBegin: case T::kTemplateText: {
      uint32_t next = index + 1;
      if (token.type == T::kTemplateBegin && lexed_.tokens[next].type == T::kTemplateText) ++next;
      if (lexed_.tokens[next].type != T::kBad) return lexed_.tokens[next].type;
      s_.at = next;
      return Classify(next);
    }
    default:
      return token.type == T::kIdent || IsKeywordToken(token.type) ? Word(TextOf(index)) : token.type;
  }
}

TokenType DiagnosisReader::Word(std::string_view word) const {
  if (s_.bare && std::find(kFutureKeywords.begin(), kFutureKeywords.end(), word) != kFutureKeywords.end()) {
    return T::kIdent;
  }
  if (!IsActive(word)) return T::kIdent;
  for (int type = static_cast<int>(T::kPackage); type <= static_cast<int>(T::kOr); ++type) {
    if (TokenText(static_cast<T>(type)) == word) return static_cast<T>(type);
  }
  return T::kIdent;
}

std::string_view DiagnosisReader::TextOf(uint32_t token) const { return TextFrom(token, token + 1); }

// The text from one token to the one before `end`.
std::string_view DiagnosisReader::TextFrom(uint32_t token, uint32_t end) const {
  const uint32_t offset = lexed_.tokens[token].offset;
  return text_.substr(offset, lexed_.tokens[std::max(end, token + 1) - 1].end - offset);
}

// A keyword of every version, or a future one that is switched on.
bool DiagnosisReader::IsActive(std::string_view keyword) const {
  for (std::string_view word :
       {"package", "import", "as", "default", "else", "not", "some", "with", "null", "true", "false"}) {
    if (word == keyword) return true;
  }
  return (KeywordByName(keyword) & s_.keywords) != 0;
}

bool DiagnosisReader::IsLanguageKeyword(std::string_view word) const {
  if (v1() && IsVersion1Keyword(word)) return true;
  return word == "as" || word == "default" || word == "else" || word == "false" || word == "import" ||
         word == "package" || word == "not" || word == "null" || word == "some" || word == "true" || word == "with";
}

bool DiagnosisReader::TakeForName() {
  if (At(T::kIdent)) return true;
  if (!MayBeginRef(s_.token)) return false;
  s_.token = T::kIdent;
  return true;
}

TokenType DiagnosisReader::Ahead(bool skip_space) {
  State kept = s_;
  Scan(skip_space);
  const T found = s_.token;
  s_ = std::move(kept);
  return found;
}

// A keyword that begins a reference is a name.
bool DiagnosisReader::RefAhead() {
  if (!MayBeginRef(s_.token)) return false;
  const T next = Ahead(false);
  if (next != T::kDot && next != T::kBracket) return false;
  s_.token = T::kIdent;
  return true;
}

// ---- errors ----

void DiagnosisReader::Error(uint32_t token, std::string message) {
  for (size_t i = 0; i < s_.hints.size(); ++i) {
    message += i > 0 ? ", " : s_.hints.size() == 1 ? " (hint: " : " (hints: ";
    message += s_.hints[i];
  }
  if (!s_.hints.empty()) message += ")";
  s_.hints.clear();
  s_.errors.push_back({token, std::move(message)});
}

void DiagnosisReader::Illegal(std::string_view note) {
  if (At(T::kBad)) return Error(s_.at, "illegal token");
  std::string message = UnexpectedToken(s_.token, note);
  const bool raw = (At(T::kTemplateBrace) || At(T::kTemplateEnd)) && TextFrom(s_.at, s_.at + 1).back() == '`';
  if (raw) message.insert(std::string_view("unexpected ").size(), "raw-");
  Error(s_.at, std::move(message));
}

// ---- statements ----

void DiagnosisReader::Statements() {
  while (!At(T::kEof)) {
    if (module_ && KeywordAsRuleName(false)) return;
    if (At(T::kPackage) || At(T::kImport)) {
      State start = s_;
      if (At(T::kPackage) ? Package() : Import()) {
        if (At(T::kMinus)) return Illegal();
        continue;
      }
      if (!s_.errors.empty()) return;
      s_ = std::move(start);
    }
    if (module_) {
      State start = s_;
      if (Rules()) continue;
      if (!s_.errors.empty()) return;
      s_ = std::move(start);
    }
    if (!Query(true, T::kEof).found) return;
  }
}

bool DiagnosisReader::Package() {
  Scan(false);
  if (At(T::kDot) || At(T::kBracket)) return false;
  if (At(kSpace)) Scan();
  if (!TakeForName()) return Illegal(), false;
  const Term path = ReadTerm();
  if (!path.found) {
    if (s_.errors.empty()) Error(s_.at, "expected path");
    return false;
  }
  if (path.kind != K::kVar && path.kind != K::kRef) return Illegal(), false;
  if (path.kind == K::kRef && path.head.kind != K::kVar) {
    Error(path.head.token, "unexpected " + std::string(KindName(path.head.kind)) + " token: expecting var");
    return false;
  }
  if (path.kind == K::kRef && path.has_odd) {
    Error(path.odd.token, "unexpected " + std::string(KindName(path.odd.kind)) + " token: expecting string");
    return false;
  }
  return true;
}

bool DiagnosisReader::Import() {
  Scan(false);
  if (At(T::kDot) || At(T::kBracket)) return false;
  if (At(kSpace)) Scan();
  if (!TakeForName()) return Illegal(), false;
  State before = s_;
  std::vector<Entry> cache;
  cache.swap(cache_);
  s_.bare = true;
  const Term path = ReadTerm();
  s_.bare = false;
  cache.swap(cache_);
  if (path.found && path.kind == K::kRef && path.has_odd) {
    s_ = std::move(before);
    Error(path.odd.token, "unexpected " + std::string(KindName(path.odd.kind)) + " token: expecting string");
    return false;
  }
  if (!path.found || (path.kind != K::kVar && path.kind != K::kRef)) return Error(s_.at, "expected path"), false;
  const std::string_view root = TextOf(path.head.token);
  if (path.head.kind != K::kVar || (root != "data" && root != "input" && root != "future" && root != "rego")) {
    Hint("if this is unexpected, try updating OPA");
    std::string_view got = path.head.kind == K::kVar ? root : KindName(path.head.kind);
    Error(path.token, "unexpected import path, must begin with one of: {data, future, input, rego}, got: " +
                          std::string(got));
    return false;
  }
  uint32_t alias = 0;
  if (At(T::kAs)) {
    Scan();
    if (!At(T::kIdent)) return Illegal("expected var"), false;
    alias = s_.at;
    const Term name = ReadTerm();
    if (name.found && name.kind == K::kRef && name.parts == 1) {
      Error(alias, "unexpected import alias, must not be a reserved name, got: " + std::string(TextOf(alias)));
      return false;
    }
    if (!name.found || name.kind != K::kVar) return Illegal("expected var"), false;
  } else if (path.parts == 1 || root != "future") {
    std::string_view tail = TextOf(path.tail.token);
    if (path.tail.kind == K::kString && tail.size() >= 2 && (tail[0] == '"' || tail[0] == '`')) {
      tail = tail.substr(1, tail.size() - 2);
    }
    if (IsLanguageKeyword(tail)) {
      Hint("import a different path or use an alias");
      Error(path.tail.token, "unexpected import path, must not end with a keyword, got: " + std::string(tail));
    }
  }
  ImportKeywords(path, alias);
  return true;
}

// What an import of `rego` or `future` switches on. The token behind it was read before.
void DiagnosisReader::ImportKeywords(const Term& path, uint32_t alias) {
  std::vector<std::string_view> parts;
  for (uint32_t i = path.token; i < path.end; ++i) {
    const T type = lexed_.tokens[i].type;
    const std::string_view text = TextOf(i);
    if (type == T::kString || type == T::kRawString) parts.push_back(text.substr(1, text.size() - 2));
    if (type == T::kIdent || IsKeywordToken(type)) parts.push_back(text);
  }
  const bool rego = parts[0] == "rego";
  if (!rego && parts[0] != "future") return;
  if (rego && (parts.size() != 2 || (parts[1] != "v1" && parts[1] != "v2"))) {
    std::string name = "rego";
    for (size_t i = 1; i < parts.size(); ++i) name.append(".").append(parts[i]);
    Error(path.token, "invalid import `" + name + "`, must be one of: `rego.v1`, `rego.v2`");
  } else if (!rego && (parts.size() == 1 || parts[1] != "keywords")) {
    Error(path.token, "invalid import, must be `future.keywords`");
  } else if (alias != 0) {
    Error(alias, rego ? "`rego` imports cannot be aliased" : "`future` imports cannot be aliased");
  } else if (rego) {
    s_.keywords |= parts[1] == "v2" ? kKeywordsAll : kKeywordsV1;
    not_bodies_ = not_bodies_ || parts[1] == "v2";
  } else {
    const uint32_t added = parts.size() == 3 ? KeywordByName(parts[2]) : uint32_t{kKeywordsAll};
    if (added == 0) Error(path.token, "unexpected keyword, must be one of [and contains every if in not or]");
    s_.keywords |= added;
    if (added & kKeywordEvery) s_.keywords |= kKeywordIn;
    not_bodies_ = not_bodies_ || (added & kKeywordNot);
  }
  if (At(T::kIdent)) {
    const std::string_view word = TextOf(s_.at);
    if (KeywordByName(word) != 0) s_.token = Word(word);
  }
}

// `every := 1`: what follows the keyword tells that a rule was meant.
bool DiagnosisReader::KeywordAsRuleName(bool is_default) {
  const T keyword = s_.token;
  bool clause = true, value = true, call = false;
  switch (keyword) {
    case T::kEvery: case T::kIf: case T::kIn: case T::kSome: case T::kAs: call = true; break;
    case T::kPackage: case T::kImport: clause = false; call = true; break;
    case T::kNot: case T::kAnd: case T::kOr: break;
    case T::kContains: value = false; break;
    default: return false;
  }
  if (!is_default) {
    const T next = Ahead(true);
    const bool follows = (value && (next == T::kAssign || next == T::kEq)) ||
                         (clause && (next == T::kIf || next == T::kContains)) || (call && next == T::kParen);
    if (!follows) return false;
  }
  Error(s_.at, std::string(TokenName(keyword)) + " keyword cannot be used for rule name");
  return true;
}

bool DiagnosisReader::Rules() {
  RefAhead();
  const bool is_default = At(T::kDefault);
  if (is_default) {
    Scan();
    RefAhead();
  }
  if (!At(T::kIdent)) {
    if (is_default) KeywordAsRuleName(true);
    return false;
  }
  Head head;
  if (!ReadHead(is_default, &head)) return false;
  if (is_default) return s_.errors.empty();
  const bool has_if = At(T::kIf);
  if (!head.contains && head.ref.parts == 2) {
    const bool dynamic = !head.ref.ground || head.ref.tail.kind == K::kRef;
    const bool named = head.ref.head.kind == K::kVar;
    if (has_if && head.value && !named) return false;
    if (!has_if && !head.args && !named) return false;
    if (!head.args && (!has_if || dynamic)) head.key = true;
  }
  bool has_body = false;
  if (has_if) {
    Scan();
    const bool brace = At(T::kBrace);
    State start = s_;
    const Literal literal = ReadLiteral();
    // A set is always true: braces behind `if` that hold one are a body.
    has_body = literal.found && !(brace && literal.kind == Literal::kTerm && literal.term.kind == K::kSet);
    if (!has_body && !brace) return false;
    if (!has_body) s_ = std::move(start);
  }
  if (!has_body && At(T::kBrace)) {
    Scan();
    if (!ReadBody(T::kBraceEnd).found) return false;
    Scan();
  } else if (!has_body) {
    return head.contains;
  }
  bool has_else = false;
  if (At(T::kElse) && !RefAhead()) {
    if (head.ref.parts > 1 && !head.ref.ground) {
      return Error(s_.at, "else keyword cannot be used on rules with variables in head"), false;
    }
    if (head.key) return Error(s_.at, "else keyword cannot be used on multi-value rules"), false;
    if (!Else()) return false;
    has_else = true;
  }
  while (At(T::kBrace)) {
    if (has_else) return Error(s_.at, "expected else keyword"), false;
    Scan();
    if (!ReadBody(T::kBraceEnd).found) return false;
    Scan();
  }
  return true;
}

bool DiagnosisReader::Else() {
  while (At(T::kElse)) {
    Scan();
    if (At(T::kAssign) || At(T::kEq)) {
      Scan();
      if (!InfixCall().found) return false;
    } else if (!At(T::kBrace) && !At(T::kIf)) {
      return Illegal("expected else value term or rule body"), false;
    }
    const bool has_if = At(T::kIf);
    if (!has_if && !At(T::kBrace)) return true;
    if (has_if) Scan();
    if (At(T::kBrace)) {
      Scan();
      if (!ReadBody(T::kBraceEnd).found) return false;
      Scan();
    } else if (At(T::kEof)) {
      return Illegal("rule body expected"), false;
    } else if (!ReadLiteral().found) {
      return false;
    }
  }
  return true;
}

bool DiagnosisReader::ReadHead(bool is_default, Head* head) {
  head->ref = HeadFinish(Var());
  const Term& ref = head->ref;
  if (!ref.found) return Illegal("expected rule head name"), false;
  const std::string name(TextFrom(ref.token, ref.end));
  if (ref.kind == K::kCall) {
    if (ref.head.kind != K::kVar) return Illegal("rule head ref " + name + " invalid"), false;
    head->args = true;
  }
  const std::string callee = name.substr(0, name.find('('));
  if (At(T::kContains)) {
    if (head->args) {
      Illegal("the contains keyword can only be used with multi-value rule definitions (e.g., " + callee +
              " contains <VALUE> { ... })");
    }
    Scan();
    if (!InfixCall().found) Illegal("expected rule key term (e.g., " + callee + " contains <VALUE> { ... })");
    head->key = head->contains = true;
  } else if (At(T::kEq)) {
    Scan();
    head->value = InfixCall().found;
    if (!head->value) Illegal("expected rule value term (e.g., " + callee + "[<nil>] = <VALUE> { ... })");
  } else if (At(T::kAssign)) {
    Scan();
    head->value = InfixCall().found;
    if (head->value) return true;
    if (head->args) {
      Illegal("expected function value term (e.g., " + callee + "(...) := <VALUE> { ... })");
    } else if (is_default) {
      Illegal("expected default rule value term (e.g., default " + callee + " := <VALUE>)");
    } else {
      Illegal("expected rule value term (e.g., " + callee + " := <VALUE> { ... })");
    }
  }
  return true;
}

}  // namespace reeve::syntax
