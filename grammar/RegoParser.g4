// The grammar of Rego, versions 0 and 1. Normative: lib/syntax/generated holds the parser that ANTLR makes of it.
//
// It is LL(1): every choice is made by the next token, no rule needs ANTLR's adaptive prediction (a test counts the
// calls: none). What would need more is decided by the lexer (RegoLexer.g4 lists those tokens), resolved by the AST
// builder (operator precedence: `infix` is flat) or accepted here and refused there with a better message (what may
// be a rule's head, `k, v` without `in`, the variables of `some`, imports, default rules).
//
// Actions only call functions of lib/syntax/parser_base.h; they may not use $-attributes, labels, arguments or return
// values of rules, since rule contexts do not exist in the parser's fast mode. White space and newlines are no tokens;
// where a newline separates literals checkSeparator() looks at a flag of the token.
parser grammar RegoParser;

options { tokenVocab = RegoLexer; superClass = RegoParserBase; }

@parser::postinclude { #include "syntax/parser_base.h" }

// A whole module, and a whole query.
module_
  : statement* EOF
  ;

query_
  : queryPart* EOF
  ;

queryPart
@init { const Mark m = mark(); }
  : PACKAGE term { package_(m); notInQuery(m); }
  | IMPORT term ( AS IDENT { alias(); } )? { import_(m); notInQuery(m); }
  | literal ( SEMI literal )*
  ;

// A statement that starts with a literal is a rule: `p := 1`, `p if q`, `p[x] { q }`, `f(x) := y`, `p contains x`.
statement
@init { const Mark m = mark(); }
  : PACKAGE term { package_(m); }
  | IMPORT term ( AS IDENT { alias(); } )? { import_(m); }
  | DEFAULT term { defaultHead(m); } ( CONTAINS value { containsKey(m); } )?
    ( ( ASSIGN | EQ ) { operator_(); } value )? { defaultRule(m); }
  | literal ( SEMI literal )* { head(m); } ( CONTAINS value { containsKey(m); } )?
    ( ( IF { ifKeyword(); } ( LBRACE_BODY query RBRACE | literal ) | LBRACE_BODY query RBRACE ) { firstBody(m); }
      ( elseClause+ | ( LBRACE_BODY { bodyOpens(); } query RBRACE { nextBody(m); } )+ )?
    )? { statementEnd(m); }
  ;

elseClause
@init { const Mark m = mark(); }
  : ELSE { elseBegin(); } ( ( ASSIGN | EQ ) { elseOperator(); } value { elseValue(m); } )?
    ( IF { ifKeyword(); } ( LBRACE_BODY query RBRACE | literal { elseLiteral(); } ) | LBRACE_BODY query RBRACE )?
    { elseEnd(m); }
  ;

// Literals, separated by `;` or by a newline.
query
  : literal ( SEMI literal | { checkSeparator(); } literal )*
  ;

literal
@init { const Mark m = mark(); }
  : SOME chain ( COMMA { infixOperator(); } chain )* { someEnd(m); } withs { withsEnd(m); }
  | EVERY value { everyHead(m); } LBRACE_BODY query RBRACE { everyBody(m); } withs { withsEnd(m); }
  | operand withs ( ( AND | OR ) { logicOperator(m); } operand withs )* { logicEnd(m); }
  ;

operand
@init { const Mark m = mark(); }
  : NOT?
    ( LBRACE_LOGIC query RBRACE { bodyOperand(m); }
    | LPAREN_GROUP literal RPAREN { groupOperand(m); }
    | value ( ( ASSIGN | EQ ) { operator_(); } value )? { exprOperand(m); }
    )
  ;

withs
  : ( WITH { withBegin(); } term AS value { withEnd(); } )*
  ;

// The form with a comma is `k, v in xs`.
value
@init { const Mark m = mark(); }
  : chain ( COMMA { infixOperator(); } chain )? { infixEnd(m); }
  ;

infix
@init { const Mark m = mark(); }
  : chain { infixEnd(m); }
  ;

chain
  : term ( ( PLUS | MINUS | STAR | SLASH | PERCENT | AMP | BAR | EQEQ | NEQ | LT | LE | GT | GE | IN )
           { infixOperator(); } term )*
  ;

term
@init { const Mark m = mark(); }
  : ( UMINUS { unaryMinus(); } )?
    ( ( IDENT | NUMBER | STRING | RAW_STRING | NULL_ | TRUE_ | FALSE_ | JSON_LITERAL ) { leaf(); }
    | array
    | brace
    | template_
    | LPAREN value RPAREN { parens(m); }
    )
    ( DOT { refBegin(m); } IDENT { dot(); }
    | LBRACK_REF { refBegin(m); } value RBRACK
    | LPAREN_CALL { callBegin(m); } ( infix ( COMMA { checkComma(); } infix? )* )? RPAREN { callEnd(m); }
    )*
    { termEnd(m); }
  ;

array
@init { const Mark m = mark(); }
  : LBRACK ( COMMA? infix ( PIPE query | ( COMMA { checkComma(); } infix? )* ) )? RBRACK { arrayEnd(m); }
  ;

brace
@init { const Mark m = mark(); }
  : LBRACE
    ( COMMA? infix
      ( PIPE query { setEnd(m); }
      | COLON infix ( PIPE query | ( COMMA { checkComma(); } ( infix COLON infix )? )* ) { objectEnd(m); }
      | ( COMMA { checkComma(); } infix? )* { setEnd(m); }
      )
    | { objectEnd(m); }
    ) RBRACE { close(); }
  ;

template_
@init { const Mark m = mark(); }
  : TPL_BEGIN ( TPL_TEXT { templateText(); } | TPL_LBRACE literal RBRACE { templateExpr(m); } )* TPL_END
    { templateEnd(m); }
  ;
