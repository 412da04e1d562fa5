// See opa_errors.h. Tested by tests/syntax/errors_test.cc and, over OPA's corpus, by tests/syntax/corpus_test.cc.
#include "syntax/opa_errors.h"

namespace reeve::syntax {

using T = TokenType;

// A keyword where a rule's name should be: `every := 1`.
static bool IsKeywordRuleName(T keyword, T next) {
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

SyntaxError InOpasWords(const Cursor& cursor, std::string_view text, bool module, const SyntaxError& error) {
  (void)text;
  const uint32_t at = error.token;
  const T type = cursor.tokens[at].type;
  const T before = at > 0 ? cursor.tokens[at - 1].type : T::kNone;
  auto keyword_name = [&](uint32_t token) {
    return SyntaxError{token, std::string(TokenText(cursor.tokens[token].type)) + " keyword cannot be used for rule name"};
  };
  if (module && at + 1 < cursor.size && IsKeywordRuleName(type, cursor.tokens[at + 1].type)) return keyword_name(at);
  if (module && at > 0 && IsKeywordRuleName(before, type)) return keyword_name(at - 1);
  if (before == T::kDefault) return {at - 1, "unexpected default keyword"};
  const bool closing = type == T::kBraceEnd || type == T::kBracketEnd;
  const bool opening = before == T::kBraceBody || before == T::kBraceLogic || before == T::kPipe;
  if (closing && opening) return {at, "found empty body"};
  return error;
}

}  // namespace reeve::syntax
