
// Generated from RegoParser.g4 by ANTLR 4.7.2

#pragma once


#include "antlr4-runtime.h"

 #include "syntax/parser_base.h" 

namespace reeve::syntax {


class  RegoParser : public RegoParserBase {
public:
  enum {
    LBRACK_REF = 1, LPAREN_CALL = 2, LBRACE_BODY = 3, LBRACE_LOGIC = 4, 
    LPAREN_GROUP = 5, UMINUS = 6, PIPE = 7, JSON_LITERAL = 8, BAD = 9, PACKAGE = 10, 
    IMPORT = 11, AS = 12, DEFAULT = 13, ELSE = 14, NOT = 15, SOME = 16, 
    WITH = 17, NULL_ = 18, TRUE_ = 19, FALSE_ = 20, IN = 21, EVERY = 22, 
    CONTAINS = 23, IF = 24, AND = 25, OR = 26, IDENT = 27, NUMBER = 28, 
    STRING = 29, RAW_STRING = 30, LBRACK = 31, RBRACK = 32, LBRACE = 33, 
    RBRACE = 34, LPAREN = 35, RPAREN = 36, COMMA = 37, COLON = 38, SEMI = 39, 
    DOT = 40, ASSIGN = 41, EQ = 42, EQEQ = 43, NEQ = 44, LT = 45, LE = 46, 
    GT = 47, GE = 48, PLUS = 49, MINUS = 50, STAR = 51, SLASH = 52, PERCENT = 53, 
    AMP = 54, BAR = 55, TPL_BEGIN = 56, COMMENT = 57, BLANK = 58, BOM = 59, 
    TPL_TEXT = 60, TPL_LBRACE = 61, TPL_END = 62, RAW_TPL_END = 63
  };

  enum {
    RuleModule_ = 0, RuleQuery_ = 1, RuleQueryPart = 2, RuleStatement = 3, 
    RuleElseClause = 4, RuleQuery = 5, RuleLiteral = 6, RuleOperand = 7, 
    RuleWiths = 8, RuleValue = 9, RuleInfix = 10, RuleChain = 11, RuleTerm = 12, 
    RuleArray = 13, RuleBrace = 14, RuleTemplate_ = 15
  };

  RegoParser(antlr4::TokenStream *input);
  ~RegoParser();

  virtual std::string getGrammarFileName() const override;
  virtual const antlr4::atn::ATN& getATN() const override { return _atn; };
  virtual const std::vector<std::string>& getTokenNames() const override { return _tokenNames; }; // deprecated: use vocabulary instead.
  virtual const std::vector<std::string>& getRuleNames() const override;
  virtual antlr4::dfa::Vocabulary& getVocabulary() const override;


  class Module_Context;
  class Query_Context;
  class QueryPartContext;
  class StatementContext;
  class ElseClauseContext;
  class QueryContext;
  class LiteralContext;
  class OperandContext;
  class WithsContext;
  class ValueContext;
  class InfixContext;
  class ChainContext;
  class TermContext;
  class ArrayContext;
  class BraceContext;
  class Template_Context; 

  class  Module_Context : public antlr4::ParserRuleContext {
  public:
    Module_Context(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *EOF();
    std::vector<StatementContext *> statement();
    StatementContext* statement(size_t i);

   
  };

  Module_Context* module_();

  class  Query_Context : public antlr4::ParserRuleContext {
  public:
    Query_Context(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *EOF();
    std::vector<QueryPartContext *> queryPart();
    QueryPartContext* queryPart(size_t i);

   
  };

  Query_Context* query_();

  class  QueryPartContext : public antlr4::ParserRuleContext {
  public:
    QueryPartContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *PACKAGE();
    TermContext *term();
    antlr4::tree::TerminalNode *IMPORT();
    antlr4::tree::TerminalNode *AS();
    antlr4::tree::TerminalNode *IDENT();
    std::vector<LiteralContext *> literal();
    LiteralContext* literal(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SEMI();
    antlr4::tree::TerminalNode* SEMI(size_t i);

   
  };

  QueryPartContext* queryPart();

  class  StatementContext : public antlr4::ParserRuleContext {
  public:
    StatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *PACKAGE();
    TermContext *term();
    antlr4::tree::TerminalNode *IMPORT();
    antlr4::tree::TerminalNode *AS();
    antlr4::tree::TerminalNode *IDENT();
    antlr4::tree::TerminalNode *DEFAULT();
    antlr4::tree::TerminalNode *CONTAINS();
    std::vector<ValueContext *> value();
    ValueContext* value(size_t i);
    antlr4::tree::TerminalNode *ASSIGN();
    antlr4::tree::TerminalNode *EQ();
    std::vector<LiteralContext *> literal();
    LiteralContext* literal(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SEMI();
    antlr4::tree::TerminalNode* SEMI(size_t i);
    antlr4::tree::TerminalNode *IF();
    std::vector<antlr4::tree::TerminalNode *> LBRACE_BODY();
    antlr4::tree::TerminalNode* LBRACE_BODY(size_t i);
    std::vector<QueryContext *> query();
    QueryContext* query(size_t i);
    std::vector<antlr4::tree::TerminalNode *> RBRACE();
    antlr4::tree::TerminalNode* RBRACE(size_t i);
    std::vector<ElseClauseContext *> elseClause();
    ElseClauseContext* elseClause(size_t i);

   
  };

  StatementContext* statement();

  class  ElseClauseContext : public antlr4::ParserRuleContext {
  public:
    ElseClauseContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *ELSE();
    ValueContext *value();
    antlr4::tree::TerminalNode *IF();
    antlr4::tree::TerminalNode *LBRACE_BODY();
    QueryContext *query();
    antlr4::tree::TerminalNode *RBRACE();
    antlr4::tree::TerminalNode *ASSIGN();
    antlr4::tree::TerminalNode *EQ();
    LiteralContext *literal();

   
  };

  ElseClauseContext* elseClause();

  class  QueryContext : public antlr4::ParserRuleContext {
  public:
    QueryContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<LiteralContext *> literal();
    LiteralContext* literal(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SEMI();
    antlr4::tree::TerminalNode* SEMI(size_t i);

   
  };

  QueryContext* query();

  class  LiteralContext : public antlr4::ParserRuleContext {
  public:
    LiteralContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *SOME();
    std::vector<ChainContext *> chain();
    ChainContext* chain(size_t i);
    std::vector<WithsContext *> withs();
    WithsContext* withs(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);
    antlr4::tree::TerminalNode *EVERY();
    ValueContext *value();
    antlr4::tree::TerminalNode *LBRACE_BODY();
    QueryContext *query();
    antlr4::tree::TerminalNode *RBRACE();
    std::vector<OperandContext *> operand();
    OperandContext* operand(size_t i);
    std::vector<antlr4::tree::TerminalNode *> AND();
    antlr4::tree::TerminalNode* AND(size_t i);
    std::vector<antlr4::tree::TerminalNode *> OR();
    antlr4::tree::TerminalNode* OR(size_t i);

   
  };

  LiteralContext* literal();

  class  OperandContext : public antlr4::ParserRuleContext {
  public:
    OperandContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *LBRACE_LOGIC();
    QueryContext *query();
    antlr4::tree::TerminalNode *RBRACE();
    antlr4::tree::TerminalNode *LPAREN_GROUP();
    LiteralContext *literal();
    antlr4::tree::TerminalNode *RPAREN();
    std::vector<ValueContext *> value();
    ValueContext* value(size_t i);
    antlr4::tree::TerminalNode *NOT();
    antlr4::tree::TerminalNode *ASSIGN();
    antlr4::tree::TerminalNode *EQ();

   
  };

  OperandContext* operand();

  class  WithsContext : public antlr4::ParserRuleContext {
  public:
    WithsContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<antlr4::tree::TerminalNode *> WITH();
    antlr4::tree::TerminalNode* WITH(size_t i);
    std::vector<TermContext *> term();
    TermContext* term(size_t i);
    std::vector<antlr4::tree::TerminalNode *> AS();
    antlr4::tree::TerminalNode* AS(size_t i);
    std::vector<ValueContext *> value();
    ValueContext* value(size_t i);

   
  };

  WithsContext* withs();

  class  ValueContext : public antlr4::ParserRuleContext {
  public:
    ValueContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<ChainContext *> chain();
    ChainContext* chain(size_t i);
    antlr4::tree::TerminalNode *COMMA();

   
  };

  ValueContext* value();

  class  InfixContext : public antlr4::ParserRuleContext {
  public:
    InfixContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ChainContext *chain();

   
  };

  InfixContext* infix();

  class  ChainContext : public antlr4::ParserRuleContext {
  public:
    ChainContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<TermContext *> term();
    TermContext* term(size_t i);
    std::vector<antlr4::tree::TerminalNode *> PLUS();
    antlr4::tree::TerminalNode* PLUS(size_t i);
    std::vector<antlr4::tree::TerminalNode *> MINUS();
    antlr4::tree::TerminalNode* MINUS(size_t i);
    std::vector<antlr4::tree::TerminalNode *> STAR();
    antlr4::tree::TerminalNode* STAR(size_t i);
    std::vector<antlr4::tree::TerminalNode *> SLASH();
    antlr4::tree::TerminalNode* SLASH(size_t i);
    std::vector<antlr4::tree::TerminalNode *> PERCENT();
    antlr4::tree::TerminalNode* PERCENT(size_t i);
    std::vector<antlr4::tree::TerminalNode *> AMP();
    antlr4::tree::TerminalNode* AMP(size_t i);
    std::vector<antlr4::tree::TerminalNode *> BAR();
    antlr4::tree::TerminalNode* BAR(size_t i);
    std::vector<antlr4::tree::TerminalNode *> EQEQ();
    antlr4::tree::TerminalNode* EQEQ(size_t i);
    std::vector<antlr4::tree::TerminalNode *> NEQ();
    antlr4::tree::TerminalNode* NEQ(size_t i);
    std::vector<antlr4::tree::TerminalNode *> LT();
    antlr4::tree::TerminalNode* LT(size_t i);
    std::vector<antlr4::tree::TerminalNode *> LE();
    antlr4::tree::TerminalNode* LE(size_t i);
    std::vector<antlr4::tree::TerminalNode *> GT();
    antlr4::tree::TerminalNode* GT(size_t i);
    std::vector<antlr4::tree::TerminalNode *> GE();
    antlr4::tree::TerminalNode* GE(size_t i);
    std::vector<antlr4::tree::TerminalNode *> IN();
    antlr4::tree::TerminalNode* IN(size_t i);

   
  };

  ChainContext* chain();

  class  TermContext : public antlr4::ParserRuleContext {
  public:
    TermContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ArrayContext *array();
    BraceContext *brace();
    Template_Context *template_();
    antlr4::tree::TerminalNode *LPAREN();
    std::vector<ValueContext *> value();
    ValueContext* value(size_t i);
    std::vector<antlr4::tree::TerminalNode *> RPAREN();
    antlr4::tree::TerminalNode* RPAREN(size_t i);
    antlr4::tree::TerminalNode *UMINUS();
    std::vector<antlr4::tree::TerminalNode *> IDENT();
    antlr4::tree::TerminalNode* IDENT(size_t i);
    antlr4::tree::TerminalNode *NUMBER();
    antlr4::tree::TerminalNode *STRING();
    antlr4::tree::TerminalNode *RAW_STRING();
    antlr4::tree::TerminalNode *NULL_();
    antlr4::tree::TerminalNode *TRUE_();
    antlr4::tree::TerminalNode *FALSE_();
    antlr4::tree::TerminalNode *JSON_LITERAL();
    std::vector<antlr4::tree::TerminalNode *> DOT();
    antlr4::tree::TerminalNode* DOT(size_t i);
    std::vector<antlr4::tree::TerminalNode *> LBRACK_REF();
    antlr4::tree::TerminalNode* LBRACK_REF(size_t i);
    std::vector<antlr4::tree::TerminalNode *> RBRACK();
    antlr4::tree::TerminalNode* RBRACK(size_t i);
    std::vector<antlr4::tree::TerminalNode *> LPAREN_CALL();
    antlr4::tree::TerminalNode* LPAREN_CALL(size_t i);
    std::vector<InfixContext *> infix();
    InfixContext* infix(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  TermContext* term();

  class  ArrayContext : public antlr4::ParserRuleContext {
  public:
    ArrayContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *LBRACK();
    antlr4::tree::TerminalNode *RBRACK();
    std::vector<InfixContext *> infix();
    InfixContext* infix(size_t i);
    antlr4::tree::TerminalNode *PIPE();
    QueryContext *query();
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  ArrayContext* array();

  class  BraceContext : public antlr4::ParserRuleContext {
  public:
    BraceContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *LBRACE();
    antlr4::tree::TerminalNode *RBRACE();
    std::vector<InfixContext *> infix();
    InfixContext* infix(size_t i);
    antlr4::tree::TerminalNode *PIPE();
    QueryContext *query();
    std::vector<antlr4::tree::TerminalNode *> COLON();
    antlr4::tree::TerminalNode* COLON(size_t i);
    std::vector<antlr4::tree::TerminalNode *> COMMA();
    antlr4::tree::TerminalNode* COMMA(size_t i);

   
  };

  BraceContext* brace();

  class  Template_Context : public antlr4::ParserRuleContext {
  public:
    Template_Context(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *TPL_BEGIN();
    antlr4::tree::TerminalNode *TPL_END();
    std::vector<antlr4::tree::TerminalNode *> TPL_TEXT();
    antlr4::tree::TerminalNode* TPL_TEXT(size_t i);
    std::vector<antlr4::tree::TerminalNode *> TPL_LBRACE();
    antlr4::tree::TerminalNode* TPL_LBRACE(size_t i);
    std::vector<LiteralContext *> literal();
    LiteralContext* literal(size_t i);
    std::vector<antlr4::tree::TerminalNode *> RBRACE();
    antlr4::tree::TerminalNode* RBRACE(size_t i);

   
  };

  Template_Context* template_();


private:
  static std::vector<antlr4::dfa::DFA> _decisionToDFA;
  static antlr4::atn::PredictionContextCache _sharedContextCache;
  static std::vector<std::string> _ruleNames;
  static std::vector<std::string> _tokenNames;

  static std::vector<std::string> _literalNames;
  static std::vector<std::string> _symbolicNames;
  static antlr4::dfa::Vocabulary _vocabulary;
  static antlr4::atn::ATN _atn;
  static std::vector<uint16_t> _serializedATN;


  struct Initializer {
    Initializer();
  };
  static Initializer _init;
};

}  // namespace reeve::syntax
