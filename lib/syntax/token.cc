// Names of tokens in messages. See token.h.
#include "syntax/token.h"

namespace reeve::syntax {

using T = TokenType;

std::string_view TokenName(TokenType type) {
  switch (type) {
    case T::kIdent: return "identifier";
    case T::kNumber: return "number";
    case T::kString: case T::kRawString: return "string";
    case T::kTemplateBegin: case T::kTemplateText: case T::kTemplateBrace: return "template-string-part";
    case T::kTemplateEnd: return "template-string-end";
    case T::kEof: return "eof";
    case T::kPlus: return "plus";
    case T::kMinus: case T::kUnaryMinus: return "minus";
    case T::kStar: return "mul";
    case T::kSlash: return "div";
    case T::kPercent: return "rem";
    case T::kAmp: return "and";
    case T::kPipe: case T::kBar: return "or";
    case T::kEq: return "eq";
    case T::kEqual: return "equal";
    case T::kAssign: return "assign";
    case T::kNotEqual: return "neq";
    case T::kGreater: return "gt";
    case T::kLess: return "lt";
    case T::kGreaterEqual: return "gte";
    case T::kLessEqual: return "lte";
    case T::kJson: return "json";
    case T::kBad: case T::kNone: return "illegal";
    default: return TokenText(type);
  }
}

std::string_view TokenText(TokenType type) {
  switch (type) {
    case T::kBracket: case T::kBracketRef: return "[";
    case T::kParen: case T::kParenCall: case T::kParenGroup: return "(";
    case T::kBrace: case T::kBraceBody: case T::kBraceLogic: return "{";
    case T::kBracketEnd: return "]";
    case T::kParenEnd: return ")";
    case T::kBraceEnd: return "}";
    case T::kComma: return ",";
    case T::kColon: return ":";
    case T::kSemicolon: return ";";
    case T::kDot: return ".";
    case T::kAssign: return ":=";
    case T::kEq: return "=";
    case T::kPipe: return "|";
    case T::kPackage: return "package";
    case T::kImport: return "import";
    case T::kAs: return "as";
    case T::kDefault: return "default";
    case T::kElse: return "else";
    case T::kNot: return "not";
    case T::kSome: return "some";
    case T::kWith: return "with";
    case T::kNull: return "null";
    case T::kTrue: return "true";
    case T::kFalse: return "false";
    case T::kIn: return "in";
    case T::kEvery: return "every";
    case T::kContains: return "contains";
    case T::kIf: return "if";
    case T::kAnd: return "and";
    case T::kOr: return "or";
    case T::kIdent: return "a name";
    case T::kEof: return "the end";
    default: return "";
  }
}

bool IsKeywordToken(TokenType type) { return type >= T::kPackage && type <= T::kOr; }

}  // namespace reeve::syntax
