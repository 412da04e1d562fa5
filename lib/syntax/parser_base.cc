// The token types of token.h and of the generated parser are the same. See parser_base.h.
#include "syntax/parser_base.h"

#include "syntax/generated/RegoParser.h"

namespace reeve::syntax {

#define SAME(token, type) static_assert(static_cast<size_t>(TokenType::type) == RegoParser::token)
SAME(LBRACK_REF, kBracketRef); SAME(LPAREN_CALL, kParenCall); SAME(LBRACE_BODY, kBraceBody);
SAME(LBRACE_LOGIC, kBraceLogic); SAME(LPAREN_GROUP, kParenGroup); SAME(UMINUS, kUnaryMinus); SAME(PIPE, kPipe);
SAME(JSON_LITERAL, kJson); SAME(BAD, kBad); SAME(PACKAGE, kPackage); SAME(IMPORT, kImport); SAME(AS, kAs);
SAME(DEFAULT, kDefault); SAME(ELSE, kElse); SAME(NOT, kNot); SAME(SOME, kSome); SAME(WITH, kWith); SAME(NULL_, kNull);
SAME(TRUE_, kTrue); SAME(FALSE_, kFalse); SAME(IN, kIn); SAME(EVERY, kEvery); SAME(CONTAINS, kContains); SAME(IF, kIf);
SAME(AND, kAnd); SAME(OR, kOr); SAME(IDENT, kIdent); SAME(NUMBER, kNumber); SAME(STRING, kString);
SAME(RAW_STRING, kRawString); SAME(LBRACK, kBracket); SAME(RBRACK, kBracketEnd); SAME(LBRACE, kBrace);
SAME(RBRACE, kBraceEnd); SAME(LPAREN, kParen); SAME(RPAREN, kParenEnd); SAME(COMMA, kComma); SAME(COLON, kColon);
SAME(SEMI, kSemicolon); SAME(DOT, kDot); SAME(ASSIGN, kAssign); SAME(EQ, kEq); SAME(EQEQ, kEqual); SAME(NEQ, kNotEqual);
SAME(LT, kLess); SAME(LE, kLessEqual); SAME(GT, kGreater); SAME(GE, kGreaterEqual); SAME(PLUS, kPlus);
SAME(MINUS, kMinus); SAME(STAR, kStar); SAME(SLASH, kSlash); SAME(PERCENT, kPercent); SAME(AMP, kAmp); SAME(BAR, kBar);
SAME(TPL_BEGIN, kTemplateBegin); SAME(TPL_TEXT, kTemplateText); SAME(TPL_LBRACE, kTemplateBrace);
SAME(TPL_END, kTemplateEnd);
#undef SAME

}  // namespace reeve::syntax
