// The tokens of Rego. lib/syntax/lexer.cc is the hand-written lexer that production uses; this grammar says what a
// token is, numbers the token types, and is the oracle of tests/syntax/antlr_lexer_test.cc.
//
// Types in `tokens { }` are made by context and not by spelling. The hand-written lexer decides them from the previous
// token and its stack of open brackets, so that RegoParser.g4 can be LL(1):
//   LBRACK_REF   a `[` that touches the term before it: `a[x]`, but not `a [x]`
//   LPAREN_CALL  a `(` that touches the term before it: `f(x)`
//   LBRACE_BODY  a `{` that opens a rule's body or the body of `every`
//   LBRACE_LOGIC a `{` that opens a body as the operand of `and`, `or` or `not`
//   LPAREN_GROUP a `(` that opens a group of `and`, `or` and `not`
//   UMINUS       a `-` with no term before it
//   BAR          a `|` that is the union operator; PIPE: one that separates a comprehension's head from its body
//   JSON_LITERAL an object or array after `:=` or `=` that is plain JSON, read as one value
//   BAD          what is no token; carries the lexer's message
// A future keyword that the module has not switched on is an IDENT, and so is every word after a `.`.
lexer grammar RegoLexer;

tokens { LBRACK_REF, LPAREN_CALL, LBRACE_BODY, LBRACE_LOGIC, LPAREN_GROUP, UMINUS, PIPE, JSON_LITERAL, BAD }

@lexer::members {
  // A `}` without its `{` must not end the outermost mode.
  size_t popMode() override { return modeStack.empty() ? mode : Lexer::popMode(); }
}

PACKAGE : 'package' ;
IMPORT : 'import' ;
AS : 'as' ;
DEFAULT : 'default' ;
ELSE : 'else' ;
NOT : 'not' ;
SOME : 'some' ;
WITH : 'with' ;
NULL_ : 'null' ;
TRUE_ : 'true' ;
FALSE_ : 'false' ;
IN : 'in' ;
EVERY : 'every' ;
CONTAINS : 'contains' ;
IF : 'if' ;
AND : 'and' ;
OR : 'or' ;

IDENT : [A-Za-z_] [A-Za-z_0-9]* ;
NUMBER : DIGITS ( '.' DIGITS )? EXPONENT? | '.' DIGITS EXPONENT? ;
STRING : '"' ( ESCAPE | ~["\\\n] )* '"' ;
RAW_STRING : '`' ~[`]* '`' ;

LBRACK : '[' ;
RBRACK : ']' ;
LBRACE : '{' -> pushMode(DEFAULT_MODE) ;
RBRACE : '}' -> popMode ;
LPAREN : '(' ;
RPAREN : ')' ;
COMMA : ',' ;
COLON : ':' ;
SEMI : ';' ;
DOT : '.' ;
ASSIGN : ':=' ;
EQ : '=' ;
EQEQ : '==' ;
NEQ : '!=' ;
LT : '<' ;
LE : '<=' ;
GT : '>' ;
GE : '>=' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
SLASH : '/' ;
PERCENT : '%' ;
AMP : '&' ;
BAR : '|' ;

TPL_BEGIN : '$"' -> pushMode(TEMPLATE) ;
RAW_TPL_BEGIN : '$`' -> type(TPL_BEGIN), pushMode(RAW_TEMPLATE) ;

COMMENT : '#' ~[\n]* -> skip ;
BLANK : [ \t\r\n]+ -> skip ;
BOM : '\uFEFF' -> skip ;

fragment DIGITS : [0-9]+ ;
fragment EXPONENT : [eE] [+-]? DIGITS ;
fragment ESCAPE : '\\' ( ["\\/bfnrt] | 'u' HEX HEX HEX HEX ) ;
fragment HEX : [0-9a-fA-F] ;

mode TEMPLATE;
TPL_TEXT : ( '\\{' | ESCAPE | ~["\\\n{] )+ ;
TPL_LBRACE : '{' -> pushMode(DEFAULT_MODE) ;
TPL_END : '"' -> popMode ;

mode RAW_TEMPLATE;
RAW_TPL_TEXT : ( '\\{' | ~[`{] )+ -> type(TPL_TEXT) ;
RAW_TPL_LBRACE : '{' -> type(TPL_LBRACE), pushMode(DEFAULT_MODE) ;
RAW_TPL_END : '`' -> type(TPL_END), popMode ;
