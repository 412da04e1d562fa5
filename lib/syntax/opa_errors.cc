// See opa_errors.h. Tested by tests/syntax/errors_test.cc and, over OPA's corpus, by tests/syntax/corpus_test.cc.
#include "syntax/opa_errors.h"

namespace reeve::syntax {
namespace {

using T = TokenType;

// A keyword where a rule's name should be: `every := 1`.
bool IsKeywordRuleName(T keyword, T next) {
  const bool value = next == T::kAssign || next == T::kEq;
  const bool clause = next == T::kIf || next == T::kContains;
  switch (keyword) {
    case T::kEvery: case T::kIf: case T::kIn: case T::kSome: case T::kAs:
      return value || clause || next == T::kParen || next == T::kParenGroup;
    case T::kNot: case T::kAnd: case T::kOr: return value || clause;
    case T::kPackage: case T::kImport: return value || next == T::kParen;
    default: return false;
  }
}

bool Opens(T type) {
  return type == T::kBracket || type == T::kBracketRef || type == T::kParen || type == T::kParenCall ||
         type == T::kParenGroup || type == T::kBrace || type == T::kBraceBody || type == T::kBraceLogic ||
         type == T::kTemplateBrace;
}
bool Closes(T type) { return type == T::kBracketEnd || type == T::kParenEnd || type == T::kBraceEnd; }

// The innermost open bracket at a token, and what stands directly inside it before the token.
struct Surroundings {
  T open = T::kNone;
  bool comma = false, colon = false, pipe = false;
  uint32_t literal = 0;  // the token behind the last separator or newline: where the literal begins
};

Surroundings Around(const Cursor& cursor, uint32_t at) {
  Surroundings s;
  size_t depth = 0;
  bool literal_found = false;
  for (uint32_t i = at; i-- > 0;) {
    const Token& token = cursor.tokens[i];
    if (Closes(token.type)) ++depth;
    if (Opens(token.type)) {
      if (depth == 0) {
        s.open = token.type;
        if (!literal_found) s.literal = i + 1;
        return s;
      }
      --depth;
    }
    if (depth > 0) continue;
    s.comma = s.comma || token.type == T::kComma;
    s.colon = s.colon || token.type == T::kColon;
    s.pipe = s.pipe || token.type == T::kPipe;
    const bool separates = token.type == T::kSemicolon || token.type == T::kPipe;
    if (literal_found) continue;
    if (separates || (token.flags & Token::kAfterNewline)) {
      literal_found = true;
      s.literal = separates ? i + 1 : i;
    }
  }
  return s;
}

// What OPA's parser expects at the place, by the bracket that is open there; "" if it does not say.
std::string ExpectedBy(const Surroundings& s) {
  switch (s.open) {
    case T::kBraceBody: case T::kBraceLogic: return "expected \\n or ; or }";
    case T::kBracketRef: return "expected [";
    case T::kParenCall: return "expected \",\" or \")\"";
    case T::kBracket: return s.pipe ? "expected \\n or ; or ]" : "expected \",\" or \"]\"";
    case T::kBrace:
      if (s.pipe) return "expected \\n or ; or }";
      if (s.comma) return "expected \",\" or \"}\"";
      return s.colon ? "non-terminated object" : "non-terminated set";
    default: return {};
  }
}

// Which import makes the words at the place an expression.
std::string Hint(const Cursor& cursor, std::string_view text, const Surroundings& s, uint32_t at) {
  auto word = [&](uint32_t i) {
    const Token& token = cursor.tokens[i];
    return token.type == T::kIdent ? text.substr(token.offset, token.end - token.offset) : std::string_view();
  };
  std::string_view found = word(at);
  if (word(s.literal) == "every" && s.literal + 1 == at && !found.empty()) {
    return " (hint: `import future.keywords.every` for `every x in xs { ... }` expressions)";
  }
  if (found == "in" && cursor.tokens[s.literal].type == T::kSome) {
    return " (hint: `import future.keywords.in` for `some x in xs` expressions)";
  }
  for (std::string_view keyword : {"in", "and", "or"}) {
    if (found != keyword) continue;
    const std::string k(keyword);
    const std::string example = k == "in" ? "x in xs" : "x " + k + " y";
    return " (hint: `import future.keywords." + k + "` for `" + example + "` expressions)";
  }
  return {};
}

}  // namespace

SyntaxError InOpasWords(const Cursor& cursor, std::string_view text, bool module, const SyntaxError& error) {
  const uint32_t at = error.token;
  const T type = cursor.tokens[at].type;
  if (type == T::kBad) return error;
  const T before = at > 0 ? cursor.tokens[at - 1].type : T::kNone;
  auto keyword_name = [&](uint32_t token) {
    return SyntaxError{token,
                       std::string(TokenText(cursor.tokens[token].type)) + " keyword cannot be used for rule name"};
  };
  if (module && at + 1 < cursor.size && IsKeywordRuleName(type, cursor.tokens[at + 1].type)) return keyword_name(at);
  if (module && at > 0 && IsKeywordRuleName(before, type)) return keyword_name(at - 1);
  if (before == T::kDefault) return {at - 1, "unexpected default keyword"};
  const bool closing = type == T::kBraceEnd || type == T::kBracketEnd;
  if (closing && (before == T::kBraceBody || before == T::kBraceLogic || before == T::kPipe))
    return {at, "found empty body"};
  if (before == T::kNot && (type == T::kSome || type == T::kEvery)) {
    const std::string name(TokenName(type));
    return {at, "unexpected " + name + " keyword: illegal negation of '" + name + "'"};
  }

  std::string plain = "unexpected " + std::string(TokenName(type)) + (IsKeywordToken(type) ? " keyword" : " token");
  const std::string_view expected =
      error.message.size() > plain.size() + 2 ? std::string_view(error.message).substr(plain.size() + 2) : "";
  if (before == T::kDot) return {at, plain + ": expected identifier"};
  if (before == T::kAs) return {at, plain + ": expected var"};
  if (expected == "expected as") return {at, plain + ": expected as keyword"};
  if (expected.substr(0, 15) == "expected number") return {at, plain + ": expected number"};
  if (expected.substr(0, 15) == "expected a term") return {at, plain};
  const Surroundings around = Around(cursor, at);
  if (around.open == T::kParen) return {at, "non-terminated expression"};
  if (expected == "expected :") return {at, plain + ": expected \":\""};
  if (around.open == T::kTemplateBrace) return {at, "expected } to end template string expression"};
  std::string note = ExpectedBy(around);
  if (note.empty()) return error;
  const bool body = note.substr(0, 11) == "expected \\n";
  return {at, plain + ": " + note + (body ? Hint(cursor, text, around, at) : "")};
}

}  // namespace reeve::syntax
