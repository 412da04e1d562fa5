
// Generated from RegoParser.g4 by ANTLR 4.7.2



#include "RegoParser.h"

 #include "syntax/parser_base.h" 

using namespace antlrcpp;
using namespace reeve::syntax;
using namespace antlr4;

RegoParser::RegoParser(TokenStream *input) : RegoParserBase(input) {
  _interpreter = new atn::ParserATNSimulator(this, _atn, _decisionToDFA, _sharedContextCache);
}

RegoParser::~RegoParser() {
  delete _interpreter;
}

std::string RegoParser::getGrammarFileName() const {
  return "RegoParser.g4";
}

const std::vector<std::string>& RegoParser::getRuleNames() const {
  return _ruleNames;
}

dfa::Vocabulary& RegoParser::getVocabulary() const {
  return _vocabulary;
}


//----------------- Module_Context ------------------------------------------------------------------

RegoParser::Module_Context::Module_Context(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* RegoParser::Module_Context::EOF() {
  return getToken(RegoParser::EOF, 0);
}

std::vector<RegoParser::StatementContext *> RegoParser::Module_Context::statement() {
  return getRuleContexts<RegoParser::StatementContext>();
}

RegoParser::StatementContext* RegoParser::Module_Context::statement(size_t i) {
  return getRuleContext<RegoParser::StatementContext>(i);
}


size_t RegoParser::Module_Context::getRuleIndex() const {
  return RegoParser::RuleModule_;
}


RegoParser::Module_Context* RegoParser::module_() {
  Module_Context *_localctx = _tracker.createInstance<Module_Context>(_ctx, getState());
  enterRule(_localctx, 0, RegoParser::RuleModule_);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(35);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << RegoParser::LBRACE_LOGIC)
      | (1ULL << RegoParser::LPAREN_GROUP)
      | (1ULL << RegoParser::UMINUS)
      | (1ULL << RegoParser::JSON_LITERAL)
      | (1ULL << RegoParser::PACKAGE)
      | (1ULL << RegoParser::IMPORT)
      | (1ULL << RegoParser::DEFAULT)
      | (1ULL << RegoParser::NOT)
      | (1ULL << RegoParser::SOME)
      | (1ULL << RegoParser::NULL_)
      | (1ULL << RegoParser::TRUE_)
      | (1ULL << RegoParser::FALSE_)
      | (1ULL << RegoParser::EVERY)
      | (1ULL << RegoParser::IDENT)
      | (1ULL << RegoParser::NUMBER)
      | (1ULL << RegoParser::STRING)
      | (1ULL << RegoParser::RAW_STRING)
      | (1ULL << RegoParser::LBRACK)
      | (1ULL << RegoParser::LBRACE)
      | (1ULL << RegoParser::LPAREN)
      | (1ULL << RegoParser::TPL_BEGIN))) != 0)) {
      setState(32);
      statement();
      setState(37);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(38);
    match(RegoParser::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- Query_Context ------------------------------------------------------------------

RegoParser::Query_Context::Query_Context(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* RegoParser::Query_Context::EOF() {
  return getToken(RegoParser::EOF, 0);
}

std::vector<RegoParser::QueryPartContext *> RegoParser::Query_Context::queryPart() {
  return getRuleContexts<RegoParser::QueryPartContext>();
}

RegoParser::QueryPartContext* RegoParser::Query_Context::queryPart(size_t i) {
  return getRuleContext<RegoParser::QueryPartContext>(i);
}


size_t RegoParser::Query_Context::getRuleIndex() const {
  return RegoParser::RuleQuery_;
}


RegoParser::Query_Context* RegoParser::query_() {
  Query_Context *_localctx = _tracker.createInstance<Query_Context>(_ctx, getState());
  enterRule(_localctx, 2, RegoParser::RuleQuery_);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(43);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << RegoParser::LBRACE_LOGIC)
      | (1ULL << RegoParser::LPAREN_GROUP)
      | (1ULL << RegoParser::UMINUS)
      | (1ULL << RegoParser::JSON_LITERAL)
      | (1ULL << RegoParser::PACKAGE)
      | (1ULL << RegoParser::IMPORT)
      | (1ULL << RegoParser::NOT)
      | (1ULL << RegoParser::SOME)
      | (1ULL << RegoParser::NULL_)
      | (1ULL << RegoParser::TRUE_)
      | (1ULL << RegoParser::FALSE_)
      | (1ULL << RegoParser::EVERY)
      | (1ULL << RegoParser::IDENT)
      | (1ULL << RegoParser::NUMBER)
      | (1ULL << RegoParser::STRING)
      | (1ULL << RegoParser::RAW_STRING)
      | (1ULL << RegoParser::LBRACK)
      | (1ULL << RegoParser::LBRACE)
      | (1ULL << RegoParser::LPAREN)
      | (1ULL << RegoParser::TPL_BEGIN))) != 0)) {
      setState(40);
      queryPart();
      setState(45);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(46);
    match(RegoParser::EOF);
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- QueryPartContext ------------------------------------------------------------------

RegoParser::QueryPartContext::QueryPartContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* RegoParser::QueryPartContext::PACKAGE() {
  return getToken(RegoParser::PACKAGE, 0);
}

RegoParser::TermContext* RegoParser::QueryPartContext::term() {
  return getRuleContext<RegoParser::TermContext>(0);
}

tree::TerminalNode* RegoParser::QueryPartContext::IMPORT() {
  return getToken(RegoParser::IMPORT, 0);
}

tree::TerminalNode* RegoParser::QueryPartContext::AS() {
  return getToken(RegoParser::AS, 0);
}

tree::TerminalNode* RegoParser::QueryPartContext::IDENT() {
  return getToken(RegoParser::IDENT, 0);
}

std::vector<RegoParser::LiteralContext *> RegoParser::QueryPartContext::literal() {
  return getRuleContexts<RegoParser::LiteralContext>();
}

RegoParser::LiteralContext* RegoParser::QueryPartContext::literal(size_t i) {
  return getRuleContext<RegoParser::LiteralContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::QueryPartContext::SEMI() {
  return getTokens(RegoParser::SEMI);
}

tree::TerminalNode* RegoParser::QueryPartContext::SEMI(size_t i) {
  return getToken(RegoParser::SEMI, i);
}


size_t RegoParser::QueryPartContext::getRuleIndex() const {
  return RegoParser::RuleQueryPart;
}


RegoParser::QueryPartContext* RegoParser::queryPart() {
  QueryPartContext *_localctx = _tracker.createInstance<QueryPartContext>(_ctx, getState());
  enterRule(_localctx, 4, RegoParser::RuleQueryPart);
   const Mark m = mark(); 
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(69);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case RegoParser::PACKAGE: {
        enterOuterAlt(_localctx, 1);
        setState(48);
        match(RegoParser::PACKAGE);
        setState(49);
        term();
         package_(m); notInQuery(m); 
        break;
      }

      case RegoParser::IMPORT: {
        enterOuterAlt(_localctx, 2);
        setState(52);
        match(RegoParser::IMPORT);
        setState(53);
        term();
        setState(57);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == RegoParser::AS) {
          setState(54);
          match(RegoParser::AS);
          setState(55);
          match(RegoParser::IDENT);
           alias(); 
        }
         import_(m); notInQuery(m); 
        break;
      }

      case RegoParser::LBRACE_LOGIC:
      case RegoParser::LPAREN_GROUP:
      case RegoParser::UMINUS:
      case RegoParser::JSON_LITERAL:
      case RegoParser::NOT:
      case RegoParser::SOME:
      case RegoParser::NULL_:
      case RegoParser::TRUE_:
      case RegoParser::FALSE_:
      case RegoParser::EVERY:
      case RegoParser::IDENT:
      case RegoParser::NUMBER:
      case RegoParser::STRING:
      case RegoParser::RAW_STRING:
      case RegoParser::LBRACK:
      case RegoParser::LBRACE:
      case RegoParser::LPAREN:
      case RegoParser::TPL_BEGIN: {
        enterOuterAlt(_localctx, 3);
        setState(61);
        literal();
        setState(66);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == RegoParser::SEMI) {
          setState(62);
          match(RegoParser::SEMI);
          setState(63);
          literal();
          setState(68);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- StatementContext ------------------------------------------------------------------

RegoParser::StatementContext::StatementContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* RegoParser::StatementContext::PACKAGE() {
  return getToken(RegoParser::PACKAGE, 0);
}

RegoParser::TermContext* RegoParser::StatementContext::term() {
  return getRuleContext<RegoParser::TermContext>(0);
}

tree::TerminalNode* RegoParser::StatementContext::IMPORT() {
  return getToken(RegoParser::IMPORT, 0);
}

tree::TerminalNode* RegoParser::StatementContext::AS() {
  return getToken(RegoParser::AS, 0);
}

tree::TerminalNode* RegoParser::StatementContext::IDENT() {
  return getToken(RegoParser::IDENT, 0);
}

tree::TerminalNode* RegoParser::StatementContext::DEFAULT() {
  return getToken(RegoParser::DEFAULT, 0);
}

tree::TerminalNode* RegoParser::StatementContext::CONTAINS() {
  return getToken(RegoParser::CONTAINS, 0);
}

std::vector<RegoParser::ValueContext *> RegoParser::StatementContext::value() {
  return getRuleContexts<RegoParser::ValueContext>();
}

RegoParser::ValueContext* RegoParser::StatementContext::value(size_t i) {
  return getRuleContext<RegoParser::ValueContext>(i);
}

tree::TerminalNode* RegoParser::StatementContext::ASSIGN() {
  return getToken(RegoParser::ASSIGN, 0);
}

tree::TerminalNode* RegoParser::StatementContext::EQ() {
  return getToken(RegoParser::EQ, 0);
}

std::vector<RegoParser::LiteralContext *> RegoParser::StatementContext::literal() {
  return getRuleContexts<RegoParser::LiteralContext>();
}

RegoParser::LiteralContext* RegoParser::StatementContext::literal(size_t i) {
  return getRuleContext<RegoParser::LiteralContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::StatementContext::SEMI() {
  return getTokens(RegoParser::SEMI);
}

tree::TerminalNode* RegoParser::StatementContext::SEMI(size_t i) {
  return getToken(RegoParser::SEMI, i);
}

tree::TerminalNode* RegoParser::StatementContext::IF() {
  return getToken(RegoParser::IF, 0);
}

std::vector<tree::TerminalNode *> RegoParser::StatementContext::LBRACE_BODY() {
  return getTokens(RegoParser::LBRACE_BODY);
}

tree::TerminalNode* RegoParser::StatementContext::LBRACE_BODY(size_t i) {
  return getToken(RegoParser::LBRACE_BODY, i);
}

std::vector<RegoParser::QueryContext *> RegoParser::StatementContext::query() {
  return getRuleContexts<RegoParser::QueryContext>();
}

RegoParser::QueryContext* RegoParser::StatementContext::query(size_t i) {
  return getRuleContext<RegoParser::QueryContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::StatementContext::RBRACE() {
  return getTokens(RegoParser::RBRACE);
}

tree::TerminalNode* RegoParser::StatementContext::RBRACE(size_t i) {
  return getToken(RegoParser::RBRACE, i);
}

std::vector<RegoParser::ElseClauseContext *> RegoParser::StatementContext::elseClause() {
  return getRuleContexts<RegoParser::ElseClauseContext>();
}

RegoParser::ElseClauseContext* RegoParser::StatementContext::elseClause(size_t i) {
  return getRuleContext<RegoParser::ElseClauseContext>(i);
}


size_t RegoParser::StatementContext::getRuleIndex() const {
  return RegoParser::RuleStatement;
}


RegoParser::StatementContext* RegoParser::statement() {
  StatementContext *_localctx = _tracker.createInstance<StatementContext>(_ctx, getState());
  enterRule(_localctx, 6, RegoParser::RuleStatement);
   const Mark m = mark(); 
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(152);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case RegoParser::PACKAGE: {
        enterOuterAlt(_localctx, 1);
        setState(71);
        match(RegoParser::PACKAGE);
        setState(72);
        term();
         package_(m); 
        break;
      }

      case RegoParser::IMPORT: {
        enterOuterAlt(_localctx, 2);
        setState(75);
        match(RegoParser::IMPORT);
        setState(76);
        term();
        setState(80);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == RegoParser::AS) {
          setState(77);
          match(RegoParser::AS);
          setState(78);
          match(RegoParser::IDENT);
           alias(); 
        }
         import_(m); 
        break;
      }

      case RegoParser::DEFAULT: {
        enterOuterAlt(_localctx, 3);
        setState(84);
        match(RegoParser::DEFAULT);
        setState(85);
        term();
         defaultHead(m); 
        setState(91);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == RegoParser::CONTAINS) {
          setState(87);
          match(RegoParser::CONTAINS);
          setState(88);
          value();
           containsKey(m); 
        }
        setState(96);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == RegoParser::ASSIGN

        || _la == RegoParser::EQ) {
          setState(93);
          _la = _input->LA(1);
          if (!(_la == RegoParser::ASSIGN

          || _la == RegoParser::EQ)) {
          _errHandler->recoverInline(this);
          }
          else {
            _errHandler->reportMatch(this);
            consume();
          }
           operator_(); 
          setState(95);
          value();
        }
         defaultRule(m); 
        break;
      }

      case RegoParser::LBRACE_LOGIC:
      case RegoParser::LPAREN_GROUP:
      case RegoParser::UMINUS:
      case RegoParser::JSON_LITERAL:
      case RegoParser::NOT:
      case RegoParser::SOME:
      case RegoParser::NULL_:
      case RegoParser::TRUE_:
      case RegoParser::FALSE_:
      case RegoParser::EVERY:
      case RegoParser::IDENT:
      case RegoParser::NUMBER:
      case RegoParser::STRING:
      case RegoParser::RAW_STRING:
      case RegoParser::LBRACK:
      case RegoParser::LBRACE:
      case RegoParser::LPAREN:
      case RegoParser::TPL_BEGIN: {
        enterOuterAlt(_localctx, 4);
        setState(100);
        literal();
        setState(105);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == RegoParser::SEMI) {
          setState(101);
          match(RegoParser::SEMI);
          setState(102);
          literal();
          setState(107);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
         head(m); 
        setState(113);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == RegoParser::CONTAINS) {
          setState(109);
          match(RegoParser::CONTAINS);
          setState(110);
          value();
           containsKey(m); 
        }
        setState(148);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == RegoParser::LBRACE_BODY

        || _la == RegoParser::IF) {
          setState(128);
          _errHandler->sync(this);
          switch (_input->LA(1)) {
            case RegoParser::IF: {
              setState(115);
              match(RegoParser::IF);
               ifKeyword(); 
              setState(122);
              _errHandler->sync(this);
              switch (_input->LA(1)) {
                case RegoParser::LBRACE_BODY: {
                  setState(117);
                  match(RegoParser::LBRACE_BODY);
                  setState(118);
                  query();
                  setState(119);
                  match(RegoParser::RBRACE);
                  break;
                }

                case RegoParser::LBRACE_LOGIC:
                case RegoParser::LPAREN_GROUP:
                case RegoParser::UMINUS:
                case RegoParser::JSON_LITERAL:
                case RegoParser::NOT:
                case RegoParser::SOME:
                case RegoParser::NULL_:
                case RegoParser::TRUE_:
                case RegoParser::FALSE_:
                case RegoParser::EVERY:
                case RegoParser::IDENT:
                case RegoParser::NUMBER:
                case RegoParser::STRING:
                case RegoParser::RAW_STRING:
                case RegoParser::LBRACK:
                case RegoParser::LBRACE:
                case RegoParser::LPAREN:
                case RegoParser::TPL_BEGIN: {
                  setState(121);
                  literal();
                  break;
                }

              default:
                throw NoViableAltException(this);
              }
              break;
            }

            case RegoParser::LBRACE_BODY: {
              setState(124);
              match(RegoParser::LBRACE_BODY);
              setState(125);
              query();
              setState(126);
              match(RegoParser::RBRACE);
              break;
            }

          default:
            throw NoViableAltException(this);
          }
           firstBody(m); 
          setState(146);
          _errHandler->sync(this);
          switch (_input->LA(1)) {
            case RegoParser::ELSE: {
              setState(132); 
              _errHandler->sync(this);
              _la = _input->LA(1);
              do {
                setState(131);
                elseClause();
                setState(134); 
                _errHandler->sync(this);
                _la = _input->LA(1);
              } while (_la == RegoParser::ELSE);
              break;
            }

            case RegoParser::LBRACE_BODY: {
              setState(142); 
              _errHandler->sync(this);
              _la = _input->LA(1);
              do {
                setState(136);
                match(RegoParser::LBRACE_BODY);
                 bodyOpens(); 
                setState(138);
                query();
                setState(139);
                match(RegoParser::RBRACE);
                 nextBody(m); 
                setState(144); 
                _errHandler->sync(this);
                _la = _input->LA(1);
              } while (_la == RegoParser::LBRACE_BODY);
              break;
            }

            case RegoParser::EOF:
            case RegoParser::LBRACE_LOGIC:
            case RegoParser::LPAREN_GROUP:
            case RegoParser::UMINUS:
            case RegoParser::JSON_LITERAL:
            case RegoParser::PACKAGE:
            case RegoParser::IMPORT:
            case RegoParser::DEFAULT:
            case RegoParser::NOT:
            case RegoParser::SOME:
            case RegoParser::NULL_:
            case RegoParser::TRUE_:
            case RegoParser::FALSE_:
            case RegoParser::EVERY:
            case RegoParser::IDENT:
            case RegoParser::NUMBER:
            case RegoParser::STRING:
            case RegoParser::RAW_STRING:
            case RegoParser::LBRACK:
            case RegoParser::LBRACE:
            case RegoParser::LPAREN:
            case RegoParser::TPL_BEGIN: {
              break;
            }

          default:
            break;
          }
        }
         statementEnd(m); 
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ElseClauseContext ------------------------------------------------------------------

RegoParser::ElseClauseContext::ElseClauseContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* RegoParser::ElseClauseContext::ELSE() {
  return getToken(RegoParser::ELSE, 0);
}

RegoParser::ValueContext* RegoParser::ElseClauseContext::value() {
  return getRuleContext<RegoParser::ValueContext>(0);
}

tree::TerminalNode* RegoParser::ElseClauseContext::IF() {
  return getToken(RegoParser::IF, 0);
}

tree::TerminalNode* RegoParser::ElseClauseContext::LBRACE_BODY() {
  return getToken(RegoParser::LBRACE_BODY, 0);
}

RegoParser::QueryContext* RegoParser::ElseClauseContext::query() {
  return getRuleContext<RegoParser::QueryContext>(0);
}

tree::TerminalNode* RegoParser::ElseClauseContext::RBRACE() {
  return getToken(RegoParser::RBRACE, 0);
}

tree::TerminalNode* RegoParser::ElseClauseContext::ASSIGN() {
  return getToken(RegoParser::ASSIGN, 0);
}

tree::TerminalNode* RegoParser::ElseClauseContext::EQ() {
  return getToken(RegoParser::EQ, 0);
}

RegoParser::LiteralContext* RegoParser::ElseClauseContext::literal() {
  return getRuleContext<RegoParser::LiteralContext>(0);
}


size_t RegoParser::ElseClauseContext::getRuleIndex() const {
  return RegoParser::RuleElseClause;
}


RegoParser::ElseClauseContext* RegoParser::elseClause() {
  ElseClauseContext *_localctx = _tracker.createInstance<ElseClauseContext>(_ctx, getState());
  enterRule(_localctx, 8, RegoParser::RuleElseClause);
   const Mark m = mark(); 
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(154);
    match(RegoParser::ELSE);
     elseBegin(); 
    setState(161);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == RegoParser::ASSIGN

    || _la == RegoParser::EQ) {
      setState(156);
      _la = _input->LA(1);
      if (!(_la == RegoParser::ASSIGN

      || _la == RegoParser::EQ)) {
      _errHandler->recoverInline(this);
      }
      else {
        _errHandler->reportMatch(this);
        consume();
      }
       elseOperator(); 
      setState(158);
      value();
       elseValue(m); 
    }
    setState(178);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case RegoParser::IF: {
        setState(163);
        match(RegoParser::IF);
         ifKeyword(); 
        setState(172);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case RegoParser::LBRACE_BODY: {
            setState(165);
            match(RegoParser::LBRACE_BODY);
            setState(166);
            query();
            setState(167);
            match(RegoParser::RBRACE);
            break;
          }

          case RegoParser::LBRACE_LOGIC:
          case RegoParser::LPAREN_GROUP:
          case RegoParser::UMINUS:
          case RegoParser::JSON_LITERAL:
          case RegoParser::NOT:
          case RegoParser::SOME:
          case RegoParser::NULL_:
          case RegoParser::TRUE_:
          case RegoParser::FALSE_:
          case RegoParser::EVERY:
          case RegoParser::IDENT:
          case RegoParser::NUMBER:
          case RegoParser::STRING:
          case RegoParser::RAW_STRING:
          case RegoParser::LBRACK:
          case RegoParser::LBRACE:
          case RegoParser::LPAREN:
          case RegoParser::TPL_BEGIN: {
            setState(169);
            literal();
             elseLiteral(); 
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        break;
      }

      case RegoParser::LBRACE_BODY: {
        setState(174);
        match(RegoParser::LBRACE_BODY);
        setState(175);
        query();
        setState(176);
        match(RegoParser::RBRACE);
        break;
      }

      case RegoParser::EOF:
      case RegoParser::LBRACE_LOGIC:
      case RegoParser::LPAREN_GROUP:
      case RegoParser::UMINUS:
      case RegoParser::JSON_LITERAL:
      case RegoParser::PACKAGE:
      case RegoParser::IMPORT:
      case RegoParser::DEFAULT:
      case RegoParser::ELSE:
      case RegoParser::NOT:
      case RegoParser::SOME:
      case RegoParser::NULL_:
      case RegoParser::TRUE_:
      case RegoParser::FALSE_:
      case RegoParser::EVERY:
      case RegoParser::IDENT:
      case RegoParser::NUMBER:
      case RegoParser::STRING:
      case RegoParser::RAW_STRING:
      case RegoParser::LBRACK:
      case RegoParser::LBRACE:
      case RegoParser::LPAREN:
      case RegoParser::TPL_BEGIN: {
        break;
      }

    default:
      break;
    }
     elseEnd(m); 
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- QueryContext ------------------------------------------------------------------

RegoParser::QueryContext::QueryContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<RegoParser::LiteralContext *> RegoParser::QueryContext::literal() {
  return getRuleContexts<RegoParser::LiteralContext>();
}

RegoParser::LiteralContext* RegoParser::QueryContext::literal(size_t i) {
  return getRuleContext<RegoParser::LiteralContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::QueryContext::SEMI() {
  return getTokens(RegoParser::SEMI);
}

tree::TerminalNode* RegoParser::QueryContext::SEMI(size_t i) {
  return getToken(RegoParser::SEMI, i);
}


size_t RegoParser::QueryContext::getRuleIndex() const {
  return RegoParser::RuleQuery;
}


RegoParser::QueryContext* RegoParser::query() {
  QueryContext *_localctx = _tracker.createInstance<QueryContext>(_ctx, getState());
  enterRule(_localctx, 10, RegoParser::RuleQuery);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(182);
    literal();
    setState(189);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << RegoParser::LBRACE_LOGIC)
      | (1ULL << RegoParser::LPAREN_GROUP)
      | (1ULL << RegoParser::UMINUS)
      | (1ULL << RegoParser::JSON_LITERAL)
      | (1ULL << RegoParser::NOT)
      | (1ULL << RegoParser::SOME)
      | (1ULL << RegoParser::NULL_)
      | (1ULL << RegoParser::TRUE_)
      | (1ULL << RegoParser::FALSE_)
      | (1ULL << RegoParser::EVERY)
      | (1ULL << RegoParser::IDENT)
      | (1ULL << RegoParser::NUMBER)
      | (1ULL << RegoParser::STRING)
      | (1ULL << RegoParser::RAW_STRING)
      | (1ULL << RegoParser::LBRACK)
      | (1ULL << RegoParser::LBRACE)
      | (1ULL << RegoParser::LPAREN)
      | (1ULL << RegoParser::SEMI)
      | (1ULL << RegoParser::TPL_BEGIN))) != 0)) {
      setState(187);
      _errHandler->sync(this);
      switch (_input->LA(1)) {
        case RegoParser::SEMI: {
          setState(183);
          match(RegoParser::SEMI);
          setState(184);
          literal();
          break;
        }

        case RegoParser::LBRACE_LOGIC:
        case RegoParser::LPAREN_GROUP:
        case RegoParser::UMINUS:
        case RegoParser::JSON_LITERAL:
        case RegoParser::NOT:
        case RegoParser::SOME:
        case RegoParser::NULL_:
        case RegoParser::TRUE_:
        case RegoParser::FALSE_:
        case RegoParser::EVERY:
        case RegoParser::IDENT:
        case RegoParser::NUMBER:
        case RegoParser::STRING:
        case RegoParser::RAW_STRING:
        case RegoParser::LBRACK:
        case RegoParser::LBRACE:
        case RegoParser::LPAREN:
        case RegoParser::TPL_BEGIN: {
           checkSeparator(); 
          setState(186);
          literal();
          break;
        }

      default:
        throw NoViableAltException(this);
      }
      setState(191);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- LiteralContext ------------------------------------------------------------------

RegoParser::LiteralContext::LiteralContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* RegoParser::LiteralContext::SOME() {
  return getToken(RegoParser::SOME, 0);
}

std::vector<RegoParser::ChainContext *> RegoParser::LiteralContext::chain() {
  return getRuleContexts<RegoParser::ChainContext>();
}

RegoParser::ChainContext* RegoParser::LiteralContext::chain(size_t i) {
  return getRuleContext<RegoParser::ChainContext>(i);
}

std::vector<RegoParser::WithsContext *> RegoParser::LiteralContext::withs() {
  return getRuleContexts<RegoParser::WithsContext>();
}

RegoParser::WithsContext* RegoParser::LiteralContext::withs(size_t i) {
  return getRuleContext<RegoParser::WithsContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::LiteralContext::COMMA() {
  return getTokens(RegoParser::COMMA);
}

tree::TerminalNode* RegoParser::LiteralContext::COMMA(size_t i) {
  return getToken(RegoParser::COMMA, i);
}

tree::TerminalNode* RegoParser::LiteralContext::EVERY() {
  return getToken(RegoParser::EVERY, 0);
}

RegoParser::ValueContext* RegoParser::LiteralContext::value() {
  return getRuleContext<RegoParser::ValueContext>(0);
}

tree::TerminalNode* RegoParser::LiteralContext::LBRACE_BODY() {
  return getToken(RegoParser::LBRACE_BODY, 0);
}

RegoParser::QueryContext* RegoParser::LiteralContext::query() {
  return getRuleContext<RegoParser::QueryContext>(0);
}

tree::TerminalNode* RegoParser::LiteralContext::RBRACE() {
  return getToken(RegoParser::RBRACE, 0);
}

std::vector<RegoParser::OperandContext *> RegoParser::LiteralContext::operand() {
  return getRuleContexts<RegoParser::OperandContext>();
}

RegoParser::OperandContext* RegoParser::LiteralContext::operand(size_t i) {
  return getRuleContext<RegoParser::OperandContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::LiteralContext::AND() {
  return getTokens(RegoParser::AND);
}

tree::TerminalNode* RegoParser::LiteralContext::AND(size_t i) {
  return getToken(RegoParser::AND, i);
}

std::vector<tree::TerminalNode *> RegoParser::LiteralContext::OR() {
  return getTokens(RegoParser::OR);
}

tree::TerminalNode* RegoParser::LiteralContext::OR(size_t i) {
  return getToken(RegoParser::OR, i);
}


size_t RegoParser::LiteralContext::getRuleIndex() const {
  return RegoParser::RuleLiteral;
}


RegoParser::LiteralContext* RegoParser::literal() {
  LiteralContext *_localctx = _tracker.createInstance<LiteralContext>(_ctx, getState());
  enterRule(_localctx, 12, RegoParser::RuleLiteral);
   const Mark m = mark(); 
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(230);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case RegoParser::SOME: {
        enterOuterAlt(_localctx, 1);
        setState(192);
        match(RegoParser::SOME);
        setState(193);
        chain();
        setState(199);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == RegoParser::COMMA) {
          setState(194);
          match(RegoParser::COMMA);
           infixOperator(); 
          setState(196);
          chain();
          setState(201);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
         someEnd(m); 
        setState(203);
        withs();
         withsEnd(m); 
        break;
      }

      case RegoParser::EVERY: {
        enterOuterAlt(_localctx, 2);
        setState(206);
        match(RegoParser::EVERY);
        setState(207);
        value();
         everyHead(m); 
        setState(209);
        match(RegoParser::LBRACE_BODY);
        setState(210);
        query();
        setState(211);
        match(RegoParser::RBRACE);
         everyBody(m); 
        setState(213);
        withs();
         withsEnd(m); 
        break;
      }

      case RegoParser::LBRACE_LOGIC:
      case RegoParser::LPAREN_GROUP:
      case RegoParser::UMINUS:
      case RegoParser::JSON_LITERAL:
      case RegoParser::NOT:
      case RegoParser::NULL_:
      case RegoParser::TRUE_:
      case RegoParser::FALSE_:
      case RegoParser::IDENT:
      case RegoParser::NUMBER:
      case RegoParser::STRING:
      case RegoParser::RAW_STRING:
      case RegoParser::LBRACK:
      case RegoParser::LBRACE:
      case RegoParser::LPAREN:
      case RegoParser::TPL_BEGIN: {
        enterOuterAlt(_localctx, 3);
        setState(216);
        operand();
        setState(217);
        withs();
        setState(225);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == RegoParser::AND

        || _la == RegoParser::OR) {
          setState(218);
          _la = _input->LA(1);
          if (!(_la == RegoParser::AND

          || _la == RegoParser::OR)) {
          _errHandler->recoverInline(this);
          }
          else {
            _errHandler->reportMatch(this);
            consume();
          }
           logicOperator(m); 
          setState(220);
          operand();
          setState(221);
          withs();
          setState(227);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
         logicEnd(m); 
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- OperandContext ------------------------------------------------------------------

RegoParser::OperandContext::OperandContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* RegoParser::OperandContext::LBRACE_LOGIC() {
  return getToken(RegoParser::LBRACE_LOGIC, 0);
}

RegoParser::QueryContext* RegoParser::OperandContext::query() {
  return getRuleContext<RegoParser::QueryContext>(0);
}

tree::TerminalNode* RegoParser::OperandContext::RBRACE() {
  return getToken(RegoParser::RBRACE, 0);
}

tree::TerminalNode* RegoParser::OperandContext::LPAREN_GROUP() {
  return getToken(RegoParser::LPAREN_GROUP, 0);
}

RegoParser::LiteralContext* RegoParser::OperandContext::literal() {
  return getRuleContext<RegoParser::LiteralContext>(0);
}

tree::TerminalNode* RegoParser::OperandContext::RPAREN() {
  return getToken(RegoParser::RPAREN, 0);
}

std::vector<RegoParser::ValueContext *> RegoParser::OperandContext::value() {
  return getRuleContexts<RegoParser::ValueContext>();
}

RegoParser::ValueContext* RegoParser::OperandContext::value(size_t i) {
  return getRuleContext<RegoParser::ValueContext>(i);
}

tree::TerminalNode* RegoParser::OperandContext::NOT() {
  return getToken(RegoParser::NOT, 0);
}

tree::TerminalNode* RegoParser::OperandContext::ASSIGN() {
  return getToken(RegoParser::ASSIGN, 0);
}

tree::TerminalNode* RegoParser::OperandContext::EQ() {
  return getToken(RegoParser::EQ, 0);
}


size_t RegoParser::OperandContext::getRuleIndex() const {
  return RegoParser::RuleOperand;
}


RegoParser::OperandContext* RegoParser::operand() {
  OperandContext *_localctx = _tracker.createInstance<OperandContext>(_ctx, getState());
  enterRule(_localctx, 14, RegoParser::RuleOperand);
   const Mark m = mark(); 
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(233);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == RegoParser::NOT) {
      setState(232);
      match(RegoParser::NOT);
    }
    setState(253);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case RegoParser::LBRACE_LOGIC: {
        setState(235);
        match(RegoParser::LBRACE_LOGIC);
        setState(236);
        query();
        setState(237);
        match(RegoParser::RBRACE);
         bodyOperand(m); 
        break;
      }

      case RegoParser::LPAREN_GROUP: {
        setState(240);
        match(RegoParser::LPAREN_GROUP);
        setState(241);
        literal();
        setState(242);
        match(RegoParser::RPAREN);
         groupOperand(m); 
        break;
      }

      case RegoParser::UMINUS:
      case RegoParser::JSON_LITERAL:
      case RegoParser::NULL_:
      case RegoParser::TRUE_:
      case RegoParser::FALSE_:
      case RegoParser::IDENT:
      case RegoParser::NUMBER:
      case RegoParser::STRING:
      case RegoParser::RAW_STRING:
      case RegoParser::LBRACK:
      case RegoParser::LBRACE:
      case RegoParser::LPAREN:
      case RegoParser::TPL_BEGIN: {
        setState(245);
        value();
        setState(249);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == RegoParser::ASSIGN

        || _la == RegoParser::EQ) {
          setState(246);
          _la = _input->LA(1);
          if (!(_la == RegoParser::ASSIGN

          || _la == RegoParser::EQ)) {
          _errHandler->recoverInline(this);
          }
          else {
            _errHandler->reportMatch(this);
            consume();
          }
           operator_(); 
          setState(248);
          value();
        }
         exprOperand(m); 
        break;
      }

    default:
      throw NoViableAltException(this);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- WithsContext ------------------------------------------------------------------

RegoParser::WithsContext::WithsContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<tree::TerminalNode *> RegoParser::WithsContext::WITH() {
  return getTokens(RegoParser::WITH);
}

tree::TerminalNode* RegoParser::WithsContext::WITH(size_t i) {
  return getToken(RegoParser::WITH, i);
}

std::vector<RegoParser::TermContext *> RegoParser::WithsContext::term() {
  return getRuleContexts<RegoParser::TermContext>();
}

RegoParser::TermContext* RegoParser::WithsContext::term(size_t i) {
  return getRuleContext<RegoParser::TermContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::WithsContext::AS() {
  return getTokens(RegoParser::AS);
}

tree::TerminalNode* RegoParser::WithsContext::AS(size_t i) {
  return getToken(RegoParser::AS, i);
}

std::vector<RegoParser::ValueContext *> RegoParser::WithsContext::value() {
  return getRuleContexts<RegoParser::ValueContext>();
}

RegoParser::ValueContext* RegoParser::WithsContext::value(size_t i) {
  return getRuleContext<RegoParser::ValueContext>(i);
}


size_t RegoParser::WithsContext::getRuleIndex() const {
  return RegoParser::RuleWiths;
}


RegoParser::WithsContext* RegoParser::withs() {
  WithsContext *_localctx = _tracker.createInstance<WithsContext>(_ctx, getState());
  enterRule(_localctx, 16, RegoParser::RuleWiths);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(264);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == RegoParser::WITH) {
      setState(255);
      match(RegoParser::WITH);
       withBegin(); 
      setState(257);
      term();
      setState(258);
      match(RegoParser::AS);
      setState(259);
      value();
       withEnd(); 
      setState(266);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ValueContext ------------------------------------------------------------------

RegoParser::ValueContext::ValueContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<RegoParser::ChainContext *> RegoParser::ValueContext::chain() {
  return getRuleContexts<RegoParser::ChainContext>();
}

RegoParser::ChainContext* RegoParser::ValueContext::chain(size_t i) {
  return getRuleContext<RegoParser::ChainContext>(i);
}

tree::TerminalNode* RegoParser::ValueContext::COMMA() {
  return getToken(RegoParser::COMMA, 0);
}


size_t RegoParser::ValueContext::getRuleIndex() const {
  return RegoParser::RuleValue;
}


RegoParser::ValueContext* RegoParser::value() {
  ValueContext *_localctx = _tracker.createInstance<ValueContext>(_ctx, getState());
  enterRule(_localctx, 18, RegoParser::RuleValue);
   const Mark m = mark(); 
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(267);
    chain();
    setState(271);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == RegoParser::COMMA) {
      setState(268);
      match(RegoParser::COMMA);
       infixOperator(); 
      setState(270);
      chain();
    }
     infixEnd(m); 
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- InfixContext ------------------------------------------------------------------

RegoParser::InfixContext::InfixContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

RegoParser::ChainContext* RegoParser::InfixContext::chain() {
  return getRuleContext<RegoParser::ChainContext>(0);
}


size_t RegoParser::InfixContext::getRuleIndex() const {
  return RegoParser::RuleInfix;
}


RegoParser::InfixContext* RegoParser::infix() {
  InfixContext *_localctx = _tracker.createInstance<InfixContext>(_ctx, getState());
  enterRule(_localctx, 20, RegoParser::RuleInfix);
   const Mark m = mark(); 

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(275);
    chain();
     infixEnd(m); 
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ChainContext ------------------------------------------------------------------

RegoParser::ChainContext::ChainContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<RegoParser::TermContext *> RegoParser::ChainContext::term() {
  return getRuleContexts<RegoParser::TermContext>();
}

RegoParser::TermContext* RegoParser::ChainContext::term(size_t i) {
  return getRuleContext<RegoParser::TermContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::PLUS() {
  return getTokens(RegoParser::PLUS);
}

tree::TerminalNode* RegoParser::ChainContext::PLUS(size_t i) {
  return getToken(RegoParser::PLUS, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::MINUS() {
  return getTokens(RegoParser::MINUS);
}

tree::TerminalNode* RegoParser::ChainContext::MINUS(size_t i) {
  return getToken(RegoParser::MINUS, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::STAR() {
  return getTokens(RegoParser::STAR);
}

tree::TerminalNode* RegoParser::ChainContext::STAR(size_t i) {
  return getToken(RegoParser::STAR, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::SLASH() {
  return getTokens(RegoParser::SLASH);
}

tree::TerminalNode* RegoParser::ChainContext::SLASH(size_t i) {
  return getToken(RegoParser::SLASH, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::PERCENT() {
  return getTokens(RegoParser::PERCENT);
}

tree::TerminalNode* RegoParser::ChainContext::PERCENT(size_t i) {
  return getToken(RegoParser::PERCENT, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::AMP() {
  return getTokens(RegoParser::AMP);
}

tree::TerminalNode* RegoParser::ChainContext::AMP(size_t i) {
  return getToken(RegoParser::AMP, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::BAR() {
  return getTokens(RegoParser::BAR);
}

tree::TerminalNode* RegoParser::ChainContext::BAR(size_t i) {
  return getToken(RegoParser::BAR, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::EQEQ() {
  return getTokens(RegoParser::EQEQ);
}

tree::TerminalNode* RegoParser::ChainContext::EQEQ(size_t i) {
  return getToken(RegoParser::EQEQ, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::NEQ() {
  return getTokens(RegoParser::NEQ);
}

tree::TerminalNode* RegoParser::ChainContext::NEQ(size_t i) {
  return getToken(RegoParser::NEQ, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::LT() {
  return getTokens(RegoParser::LT);
}

tree::TerminalNode* RegoParser::ChainContext::LT(size_t i) {
  return getToken(RegoParser::LT, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::LE() {
  return getTokens(RegoParser::LE);
}

tree::TerminalNode* RegoParser::ChainContext::LE(size_t i) {
  return getToken(RegoParser::LE, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::GT() {
  return getTokens(RegoParser::GT);
}

tree::TerminalNode* RegoParser::ChainContext::GT(size_t i) {
  return getToken(RegoParser::GT, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::GE() {
  return getTokens(RegoParser::GE);
}

tree::TerminalNode* RegoParser::ChainContext::GE(size_t i) {
  return getToken(RegoParser::GE, i);
}

std::vector<tree::TerminalNode *> RegoParser::ChainContext::IN() {
  return getTokens(RegoParser::IN);
}

tree::TerminalNode* RegoParser::ChainContext::IN(size_t i) {
  return getToken(RegoParser::IN, i);
}


size_t RegoParser::ChainContext::getRuleIndex() const {
  return RegoParser::RuleChain;
}


RegoParser::ChainContext* RegoParser::chain() {
  ChainContext *_localctx = _tracker.createInstance<ChainContext>(_ctx, getState());
  enterRule(_localctx, 22, RegoParser::RuleChain);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(278);
    term();
    setState(284);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << RegoParser::IN)
      | (1ULL << RegoParser::EQEQ)
      | (1ULL << RegoParser::NEQ)
      | (1ULL << RegoParser::LT)
      | (1ULL << RegoParser::LE)
      | (1ULL << RegoParser::GT)
      | (1ULL << RegoParser::GE)
      | (1ULL << RegoParser::PLUS)
      | (1ULL << RegoParser::MINUS)
      | (1ULL << RegoParser::STAR)
      | (1ULL << RegoParser::SLASH)
      | (1ULL << RegoParser::PERCENT)
      | (1ULL << RegoParser::AMP)
      | (1ULL << RegoParser::BAR))) != 0)) {
      setState(279);
      _la = _input->LA(1);
      if (!((((_la & ~ 0x3fULL) == 0) &&
        ((1ULL << _la) & ((1ULL << RegoParser::IN)
        | (1ULL << RegoParser::EQEQ)
        | (1ULL << RegoParser::NEQ)
        | (1ULL << RegoParser::LT)
        | (1ULL << RegoParser::LE)
        | (1ULL << RegoParser::GT)
        | (1ULL << RegoParser::GE)
        | (1ULL << RegoParser::PLUS)
        | (1ULL << RegoParser::MINUS)
        | (1ULL << RegoParser::STAR)
        | (1ULL << RegoParser::SLASH)
        | (1ULL << RegoParser::PERCENT)
        | (1ULL << RegoParser::AMP)
        | (1ULL << RegoParser::BAR))) != 0))) {
      _errHandler->recoverInline(this);
      }
      else {
        _errHandler->reportMatch(this);
        consume();
      }
       infixOperator(); 
      setState(281);
      term();
      setState(286);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TermContext ------------------------------------------------------------------

RegoParser::TermContext::TermContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

RegoParser::ArrayContext* RegoParser::TermContext::array() {
  return getRuleContext<RegoParser::ArrayContext>(0);
}

RegoParser::BraceContext* RegoParser::TermContext::brace() {
  return getRuleContext<RegoParser::BraceContext>(0);
}

RegoParser::Template_Context* RegoParser::TermContext::template_() {
  return getRuleContext<RegoParser::Template_Context>(0);
}

tree::TerminalNode* RegoParser::TermContext::LPAREN() {
  return getToken(RegoParser::LPAREN, 0);
}

std::vector<RegoParser::ValueContext *> RegoParser::TermContext::value() {
  return getRuleContexts<RegoParser::ValueContext>();
}

RegoParser::ValueContext* RegoParser::TermContext::value(size_t i) {
  return getRuleContext<RegoParser::ValueContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::TermContext::RPAREN() {
  return getTokens(RegoParser::RPAREN);
}

tree::TerminalNode* RegoParser::TermContext::RPAREN(size_t i) {
  return getToken(RegoParser::RPAREN, i);
}

tree::TerminalNode* RegoParser::TermContext::UMINUS() {
  return getToken(RegoParser::UMINUS, 0);
}

std::vector<tree::TerminalNode *> RegoParser::TermContext::IDENT() {
  return getTokens(RegoParser::IDENT);
}

tree::TerminalNode* RegoParser::TermContext::IDENT(size_t i) {
  return getToken(RegoParser::IDENT, i);
}

tree::TerminalNode* RegoParser::TermContext::NUMBER() {
  return getToken(RegoParser::NUMBER, 0);
}

tree::TerminalNode* RegoParser::TermContext::STRING() {
  return getToken(RegoParser::STRING, 0);
}

tree::TerminalNode* RegoParser::TermContext::RAW_STRING() {
  return getToken(RegoParser::RAW_STRING, 0);
}

tree::TerminalNode* RegoParser::TermContext::NULL_() {
  return getToken(RegoParser::NULL_, 0);
}

tree::TerminalNode* RegoParser::TermContext::TRUE_() {
  return getToken(RegoParser::TRUE_, 0);
}

tree::TerminalNode* RegoParser::TermContext::FALSE_() {
  return getToken(RegoParser::FALSE_, 0);
}

tree::TerminalNode* RegoParser::TermContext::JSON_LITERAL() {
  return getToken(RegoParser::JSON_LITERAL, 0);
}

std::vector<tree::TerminalNode *> RegoParser::TermContext::DOT() {
  return getTokens(RegoParser::DOT);
}

tree::TerminalNode* RegoParser::TermContext::DOT(size_t i) {
  return getToken(RegoParser::DOT, i);
}

std::vector<tree::TerminalNode *> RegoParser::TermContext::LBRACK_REF() {
  return getTokens(RegoParser::LBRACK_REF);
}

tree::TerminalNode* RegoParser::TermContext::LBRACK_REF(size_t i) {
  return getToken(RegoParser::LBRACK_REF, i);
}

std::vector<tree::TerminalNode *> RegoParser::TermContext::RBRACK() {
  return getTokens(RegoParser::RBRACK);
}

tree::TerminalNode* RegoParser::TermContext::RBRACK(size_t i) {
  return getToken(RegoParser::RBRACK, i);
}

std::vector<tree::TerminalNode *> RegoParser::TermContext::LPAREN_CALL() {
  return getTokens(RegoParser::LPAREN_CALL);
}

tree::TerminalNode* RegoParser::TermContext::LPAREN_CALL(size_t i) {
  return getToken(RegoParser::LPAREN_CALL, i);
}

std::vector<RegoParser::InfixContext *> RegoParser::TermContext::infix() {
  return getRuleContexts<RegoParser::InfixContext>();
}

RegoParser::InfixContext* RegoParser::TermContext::infix(size_t i) {
  return getRuleContext<RegoParser::InfixContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::TermContext::COMMA() {
  return getTokens(RegoParser::COMMA);
}

tree::TerminalNode* RegoParser::TermContext::COMMA(size_t i) {
  return getToken(RegoParser::COMMA, i);
}


size_t RegoParser::TermContext::getRuleIndex() const {
  return RegoParser::RuleTerm;
}


RegoParser::TermContext* RegoParser::term() {
  TermContext *_localctx = _tracker.createInstance<TermContext>(_ctx, getState());
  enterRule(_localctx, 24, RegoParser::RuleTerm);
   const Mark m = mark(); 
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(289);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == RegoParser::UMINUS) {
      setState(287);
      match(RegoParser::UMINUS);
       unaryMinus(); 
    }
    setState(301);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case RegoParser::JSON_LITERAL:
      case RegoParser::NULL_:
      case RegoParser::TRUE_:
      case RegoParser::FALSE_:
      case RegoParser::IDENT:
      case RegoParser::NUMBER:
      case RegoParser::STRING:
      case RegoParser::RAW_STRING: {
        setState(291);
        _la = _input->LA(1);
        if (!((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << RegoParser::JSON_LITERAL)
          | (1ULL << RegoParser::NULL_)
          | (1ULL << RegoParser::TRUE_)
          | (1ULL << RegoParser::FALSE_)
          | (1ULL << RegoParser::IDENT)
          | (1ULL << RegoParser::NUMBER)
          | (1ULL << RegoParser::STRING)
          | (1ULL << RegoParser::RAW_STRING))) != 0))) {
        _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
         leaf(); 
        break;
      }

      case RegoParser::LBRACK: {
        setState(293);
        array();
        break;
      }

      case RegoParser::LBRACE: {
        setState(294);
        brace();
        break;
      }

      case RegoParser::TPL_BEGIN: {
        setState(295);
        template_();
        break;
      }

      case RegoParser::LPAREN: {
        setState(296);
        match(RegoParser::LPAREN);
        setState(297);
        value();
        setState(298);
        match(RegoParser::RPAREN);
         parens(m); 
        break;
      }

    default:
      throw NoViableAltException(this);
    }
    setState(331);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << RegoParser::LBRACK_REF)
      | (1ULL << RegoParser::LPAREN_CALL)
      | (1ULL << RegoParser::DOT))) != 0)) {
      setState(329);
      _errHandler->sync(this);
      switch (_input->LA(1)) {
        case RegoParser::DOT: {
          setState(303);
          match(RegoParser::DOT);
           refBegin(m); 
          setState(305);
          match(RegoParser::IDENT);
           dot(); 
          break;
        }

        case RegoParser::LBRACK_REF: {
          setState(307);
          match(RegoParser::LBRACK_REF);
           refBegin(m); 
          setState(309);
          value();
          setState(310);
          match(RegoParser::RBRACK);
          break;
        }

        case RegoParser::LPAREN_CALL: {
          setState(312);
          match(RegoParser::LPAREN_CALL);
           callBegin(m); 
          setState(325);
          _errHandler->sync(this);

          _la = _input->LA(1);
          if ((((_la & ~ 0x3fULL) == 0) &&
            ((1ULL << _la) & ((1ULL << RegoParser::UMINUS)
            | (1ULL << RegoParser::JSON_LITERAL)
            | (1ULL << RegoParser::NULL_)
            | (1ULL << RegoParser::TRUE_)
            | (1ULL << RegoParser::FALSE_)
            | (1ULL << RegoParser::IDENT)
            | (1ULL << RegoParser::NUMBER)
            | (1ULL << RegoParser::STRING)
            | (1ULL << RegoParser::RAW_STRING)
            | (1ULL << RegoParser::LBRACK)
            | (1ULL << RegoParser::LBRACE)
            | (1ULL << RegoParser::LPAREN)
            | (1ULL << RegoParser::TPL_BEGIN))) != 0)) {
            setState(314);
            infix();
            setState(322);
            _errHandler->sync(this);
            _la = _input->LA(1);
            while (_la == RegoParser::COMMA) {
              setState(315);
              match(RegoParser::COMMA);
               checkComma(); 
              setState(318);
              _errHandler->sync(this);

              _la = _input->LA(1);
              if ((((_la & ~ 0x3fULL) == 0) &&
                ((1ULL << _la) & ((1ULL << RegoParser::UMINUS)
                | (1ULL << RegoParser::JSON_LITERAL)
                | (1ULL << RegoParser::NULL_)
                | (1ULL << RegoParser::TRUE_)
                | (1ULL << RegoParser::FALSE_)
                | (1ULL << RegoParser::IDENT)
                | (1ULL << RegoParser::NUMBER)
                | (1ULL << RegoParser::STRING)
                | (1ULL << RegoParser::RAW_STRING)
                | (1ULL << RegoParser::LBRACK)
                | (1ULL << RegoParser::LBRACE)
                | (1ULL << RegoParser::LPAREN)
                | (1ULL << RegoParser::TPL_BEGIN))) != 0)) {
                setState(317);
                infix();
              }
              setState(324);
              _errHandler->sync(this);
              _la = _input->LA(1);
            }
          }
          setState(327);
          match(RegoParser::RPAREN);
           callEnd(m); 
          break;
        }

      default:
        throw NoViableAltException(this);
      }
      setState(333);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
     termEnd(m); 
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ArrayContext ------------------------------------------------------------------

RegoParser::ArrayContext::ArrayContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* RegoParser::ArrayContext::LBRACK() {
  return getToken(RegoParser::LBRACK, 0);
}

tree::TerminalNode* RegoParser::ArrayContext::RBRACK() {
  return getToken(RegoParser::RBRACK, 0);
}

std::vector<RegoParser::InfixContext *> RegoParser::ArrayContext::infix() {
  return getRuleContexts<RegoParser::InfixContext>();
}

RegoParser::InfixContext* RegoParser::ArrayContext::infix(size_t i) {
  return getRuleContext<RegoParser::InfixContext>(i);
}

tree::TerminalNode* RegoParser::ArrayContext::PIPE() {
  return getToken(RegoParser::PIPE, 0);
}

RegoParser::QueryContext* RegoParser::ArrayContext::query() {
  return getRuleContext<RegoParser::QueryContext>(0);
}

std::vector<tree::TerminalNode *> RegoParser::ArrayContext::COMMA() {
  return getTokens(RegoParser::COMMA);
}

tree::TerminalNode* RegoParser::ArrayContext::COMMA(size_t i) {
  return getToken(RegoParser::COMMA, i);
}


size_t RegoParser::ArrayContext::getRuleIndex() const {
  return RegoParser::RuleArray;
}


RegoParser::ArrayContext* RegoParser::array() {
  ArrayContext *_localctx = _tracker.createInstance<ArrayContext>(_ctx, getState());
  enterRule(_localctx, 26, RegoParser::RuleArray);
   const Mark m = mark(); 
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(336);
    match(RegoParser::LBRACK);
    setState(355);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << RegoParser::UMINUS)
      | (1ULL << RegoParser::JSON_LITERAL)
      | (1ULL << RegoParser::NULL_)
      | (1ULL << RegoParser::TRUE_)
      | (1ULL << RegoParser::FALSE_)
      | (1ULL << RegoParser::IDENT)
      | (1ULL << RegoParser::NUMBER)
      | (1ULL << RegoParser::STRING)
      | (1ULL << RegoParser::RAW_STRING)
      | (1ULL << RegoParser::LBRACK)
      | (1ULL << RegoParser::LBRACE)
      | (1ULL << RegoParser::LPAREN)
      | (1ULL << RegoParser::COMMA)
      | (1ULL << RegoParser::TPL_BEGIN))) != 0)) {
      setState(338);
      _errHandler->sync(this);

      _la = _input->LA(1);
      if (_la == RegoParser::COMMA) {
        setState(337);
        match(RegoParser::COMMA);
      }
      setState(340);
      infix();
      setState(353);
      _errHandler->sync(this);
      switch (_input->LA(1)) {
        case RegoParser::PIPE: {
          setState(341);
          match(RegoParser::PIPE);
          setState(342);
          query();
          break;
        }

        case RegoParser::RBRACK:
        case RegoParser::COMMA: {
          setState(350);
          _errHandler->sync(this);
          _la = _input->LA(1);
          while (_la == RegoParser::COMMA) {
            setState(343);
            match(RegoParser::COMMA);
             checkComma(); 
            setState(346);
            _errHandler->sync(this);

            _la = _input->LA(1);
            if ((((_la & ~ 0x3fULL) == 0) &&
              ((1ULL << _la) & ((1ULL << RegoParser::UMINUS)
              | (1ULL << RegoParser::JSON_LITERAL)
              | (1ULL << RegoParser::NULL_)
              | (1ULL << RegoParser::TRUE_)
              | (1ULL << RegoParser::FALSE_)
              | (1ULL << RegoParser::IDENT)
              | (1ULL << RegoParser::NUMBER)
              | (1ULL << RegoParser::STRING)
              | (1ULL << RegoParser::RAW_STRING)
              | (1ULL << RegoParser::LBRACK)
              | (1ULL << RegoParser::LBRACE)
              | (1ULL << RegoParser::LPAREN)
              | (1ULL << RegoParser::TPL_BEGIN))) != 0)) {
              setState(345);
              infix();
            }
            setState(352);
            _errHandler->sync(this);
            _la = _input->LA(1);
          }
          break;
        }

      default:
        throw NoViableAltException(this);
      }
    }
    setState(357);
    match(RegoParser::RBRACK);
     arrayEnd(m); 
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- BraceContext ------------------------------------------------------------------

RegoParser::BraceContext::BraceContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* RegoParser::BraceContext::LBRACE() {
  return getToken(RegoParser::LBRACE, 0);
}

tree::TerminalNode* RegoParser::BraceContext::RBRACE() {
  return getToken(RegoParser::RBRACE, 0);
}

std::vector<RegoParser::InfixContext *> RegoParser::BraceContext::infix() {
  return getRuleContexts<RegoParser::InfixContext>();
}

RegoParser::InfixContext* RegoParser::BraceContext::infix(size_t i) {
  return getRuleContext<RegoParser::InfixContext>(i);
}

tree::TerminalNode* RegoParser::BraceContext::PIPE() {
  return getToken(RegoParser::PIPE, 0);
}

RegoParser::QueryContext* RegoParser::BraceContext::query() {
  return getRuleContext<RegoParser::QueryContext>(0);
}

std::vector<tree::TerminalNode *> RegoParser::BraceContext::COLON() {
  return getTokens(RegoParser::COLON);
}

tree::TerminalNode* RegoParser::BraceContext::COLON(size_t i) {
  return getToken(RegoParser::COLON, i);
}

std::vector<tree::TerminalNode *> RegoParser::BraceContext::COMMA() {
  return getTokens(RegoParser::COMMA);
}

tree::TerminalNode* RegoParser::BraceContext::COMMA(size_t i) {
  return getToken(RegoParser::COMMA, i);
}


size_t RegoParser::BraceContext::getRuleIndex() const {
  return RegoParser::RuleBrace;
}


RegoParser::BraceContext* RegoParser::brace() {
  BraceContext *_localctx = _tracker.createInstance<BraceContext>(_ctx, getState());
  enterRule(_localctx, 28, RegoParser::RuleBrace);
   const Mark m = mark(); 
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(360);
    match(RegoParser::LBRACE);
    setState(404);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case RegoParser::UMINUS:
      case RegoParser::JSON_LITERAL:
      case RegoParser::NULL_:
      case RegoParser::TRUE_:
      case RegoParser::FALSE_:
      case RegoParser::IDENT:
      case RegoParser::NUMBER:
      case RegoParser::STRING:
      case RegoParser::RAW_STRING:
      case RegoParser::LBRACK:
      case RegoParser::LBRACE:
      case RegoParser::LPAREN:
      case RegoParser::COMMA:
      case RegoParser::TPL_BEGIN: {
        setState(362);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == RegoParser::COMMA) {
          setState(361);
          match(RegoParser::COMMA);
        }
        setState(364);
        infix();
        setState(401);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case RegoParser::PIPE: {
            setState(365);
            match(RegoParser::PIPE);
            setState(366);
            query();
             setEnd(m); 
            break;
          }

          case RegoParser::COLON: {
            setState(369);
            match(RegoParser::COLON);
            setState(370);
            infix();
            setState(386);
            _errHandler->sync(this);
            switch (_input->LA(1)) {
              case RegoParser::PIPE: {
                setState(371);
                match(RegoParser::PIPE);
                setState(372);
                query();
                break;
              }

              case RegoParser::RBRACE:
              case RegoParser::COMMA: {
                setState(383);
                _errHandler->sync(this);
                _la = _input->LA(1);
                while (_la == RegoParser::COMMA) {
                  setState(373);
                  match(RegoParser::COMMA);
                   checkComma(); 
                  setState(379);
                  _errHandler->sync(this);

                  _la = _input->LA(1);
                  if ((((_la & ~ 0x3fULL) == 0) &&
                    ((1ULL << _la) & ((1ULL << RegoParser::UMINUS)
                    | (1ULL << RegoParser::JSON_LITERAL)
                    | (1ULL << RegoParser::NULL_)
                    | (1ULL << RegoParser::TRUE_)
                    | (1ULL << RegoParser::FALSE_)
                    | (1ULL << RegoParser::IDENT)
                    | (1ULL << RegoParser::NUMBER)
                    | (1ULL << RegoParser::STRING)
                    | (1ULL << RegoParser::RAW_STRING)
                    | (1ULL << RegoParser::LBRACK)
                    | (1ULL << RegoParser::LBRACE)
                    | (1ULL << RegoParser::LPAREN)
                    | (1ULL << RegoParser::TPL_BEGIN))) != 0)) {
                    setState(375);
                    infix();
                    setState(376);
                    match(RegoParser::COLON);
                    setState(377);
                    infix();
                  }
                  setState(385);
                  _errHandler->sync(this);
                  _la = _input->LA(1);
                }
                break;
              }

            default:
              throw NoViableAltException(this);
            }
             objectEnd(m); 
            break;
          }

          case RegoParser::RBRACE:
          case RegoParser::COMMA: {
            setState(397);
            _errHandler->sync(this);
            _la = _input->LA(1);
            while (_la == RegoParser::COMMA) {
              setState(390);
              match(RegoParser::COMMA);
               checkComma(); 
              setState(393);
              _errHandler->sync(this);

              _la = _input->LA(1);
              if ((((_la & ~ 0x3fULL) == 0) &&
                ((1ULL << _la) & ((1ULL << RegoParser::UMINUS)
                | (1ULL << RegoParser::JSON_LITERAL)
                | (1ULL << RegoParser::NULL_)
                | (1ULL << RegoParser::TRUE_)
                | (1ULL << RegoParser::FALSE_)
                | (1ULL << RegoParser::IDENT)
                | (1ULL << RegoParser::NUMBER)
                | (1ULL << RegoParser::STRING)
                | (1ULL << RegoParser::RAW_STRING)
                | (1ULL << RegoParser::LBRACK)
                | (1ULL << RegoParser::LBRACE)
                | (1ULL << RegoParser::LPAREN)
                | (1ULL << RegoParser::TPL_BEGIN))) != 0)) {
                setState(392);
                infix();
              }
              setState(399);
              _errHandler->sync(this);
              _la = _input->LA(1);
            }
             setEnd(m); 
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        break;
      }

      case RegoParser::RBRACE: {
         objectEnd(m); 
        break;
      }

    default:
      throw NoViableAltException(this);
    }
    setState(406);
    match(RegoParser::RBRACE);
     close(); 
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- Template_Context ------------------------------------------------------------------

RegoParser::Template_Context::Template_Context(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* RegoParser::Template_Context::TPL_BEGIN() {
  return getToken(RegoParser::TPL_BEGIN, 0);
}

tree::TerminalNode* RegoParser::Template_Context::TPL_END() {
  return getToken(RegoParser::TPL_END, 0);
}

std::vector<tree::TerminalNode *> RegoParser::Template_Context::TPL_TEXT() {
  return getTokens(RegoParser::TPL_TEXT);
}

tree::TerminalNode* RegoParser::Template_Context::TPL_TEXT(size_t i) {
  return getToken(RegoParser::TPL_TEXT, i);
}

std::vector<tree::TerminalNode *> RegoParser::Template_Context::TPL_LBRACE() {
  return getTokens(RegoParser::TPL_LBRACE);
}

tree::TerminalNode* RegoParser::Template_Context::TPL_LBRACE(size_t i) {
  return getToken(RegoParser::TPL_LBRACE, i);
}

std::vector<RegoParser::LiteralContext *> RegoParser::Template_Context::literal() {
  return getRuleContexts<RegoParser::LiteralContext>();
}

RegoParser::LiteralContext* RegoParser::Template_Context::literal(size_t i) {
  return getRuleContext<RegoParser::LiteralContext>(i);
}

std::vector<tree::TerminalNode *> RegoParser::Template_Context::RBRACE() {
  return getTokens(RegoParser::RBRACE);
}

tree::TerminalNode* RegoParser::Template_Context::RBRACE(size_t i) {
  return getToken(RegoParser::RBRACE, i);
}


size_t RegoParser::Template_Context::getRuleIndex() const {
  return RegoParser::RuleTemplate_;
}


RegoParser::Template_Context* RegoParser::template_() {
  Template_Context *_localctx = _tracker.createInstance<Template_Context>(_ctx, getState());
  enterRule(_localctx, 30, RegoParser::RuleTemplate_);
   const Mark m = mark(); 
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(409);
    match(RegoParser::TPL_BEGIN);
    setState(419);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == RegoParser::TPL_TEXT

    || _la == RegoParser::TPL_LBRACE) {
      setState(417);
      _errHandler->sync(this);
      switch (_input->LA(1)) {
        case RegoParser::TPL_TEXT: {
          setState(410);
          match(RegoParser::TPL_TEXT);
           templateText(); 
          break;
        }

        case RegoParser::TPL_LBRACE: {
          setState(412);
          match(RegoParser::TPL_LBRACE);
          setState(413);
          literal();
          setState(414);
          match(RegoParser::RBRACE);
           templateExpr(m); 
          break;
        }

      default:
        throw NoViableAltException(this);
      }
      setState(421);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(422);
    match(RegoParser::TPL_END);
     templateEnd(m); 
   
  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

// Static vars and initialization.
std::vector<dfa::DFA> RegoParser::_decisionToDFA;
atn::PredictionContextCache RegoParser::_sharedContextCache;

// We own the ATN which in turn owns the ATN states.
atn::ATN RegoParser::_atn;
std::vector<uint16_t> RegoParser::_serializedATN;

std::vector<std::string> RegoParser::_ruleNames = {
  "module_", "query_", "queryPart", "statement", "elseClause", "query", 
  "literal", "operand", "withs", "value", "infix", "chain", "term", "array", 
  "brace", "template_"
};

std::vector<std::string> RegoParser::_literalNames = {
  "", "", "", "", "", "", "", "", "", "", "'package'", "'import'", "'as'", 
  "'default'", "'else'", "'not'", "'some'", "'with'", "'null'", "'true'", 
  "'false'", "'in'", "'every'", "'contains'", "'if'", "'and'", "'or'", "", 
  "", "", "", "'['", "']'", "", "'}'", "'('", "')'", "','", "':'", "';'", 
  "'.'", "':='", "'='", "'=='", "'!='", "'<'", "'<='", "'>'", "'>='", "'+'", 
  "'-'", "'*'", "'/'", "'%'", "'&'", "'|'", "'$\"'", "", "", "'\uFEFF'", 
  "", "", "'\"'", "'`'"
};

std::vector<std::string> RegoParser::_symbolicNames = {
  "", "LBRACK_REF", "LPAREN_CALL", "LBRACE_BODY", "LBRACE_LOGIC", "LPAREN_GROUP", 
  "UMINUS", "PIPE", "JSON_LITERAL", "BAD", "PACKAGE", "IMPORT", "AS", "DEFAULT", 
  "ELSE", "NOT", "SOME", "WITH", "NULL_", "TRUE_", "FALSE_", "IN", "EVERY", 
  "CONTAINS", "IF", "AND", "OR", "IDENT", "NUMBER", "STRING", "RAW_STRING", 
  "LBRACK", "RBRACK", "LBRACE", "RBRACE", "LPAREN", "RPAREN", "COMMA", "COLON", 
  "SEMI", "DOT", "ASSIGN", "EQ", "EQEQ", "NEQ", "LT", "LE", "GT", "GE", 
  "PLUS", "MINUS", "STAR", "SLASH", "PERCENT", "AMP", "BAR", "TPL_BEGIN", 
  "COMMENT", "BLANK", "BOM", "TPL_TEXT", "TPL_LBRACE", "TPL_END", "RAW_TPL_END"
};

dfa::Vocabulary RegoParser::_vocabulary(_literalNames, _symbolicNames);

std::vector<std::string> RegoParser::_tokenNames;

RegoParser::Initializer::Initializer() {
	for (size_t i = 0; i < _symbolicNames.size(); ++i) {
		std::string name = _vocabulary.getLiteralName(i);
		if (name.empty()) {
			name = _vocabulary.getSymbolicName(i);
		}

		if (name.empty()) {
			_tokenNames.push_back("<INVALID>");
		} else {
      _tokenNames.push_back(name);
    }
	}

  _serializedATN = {
    0x3, 0x608b, 0xa72a, 0x8133, 0xb9ed, 0x417c, 0x3be7, 0x7786, 0x5964, 
    0x3, 0x41, 0x1ac, 0x4, 0x2, 0x9, 0x2, 0x4, 0x3, 0x9, 0x3, 0x4, 0x4, 
    0x9, 0x4, 0x4, 0x5, 0x9, 0x5, 0x4, 0x6, 0x9, 0x6, 0x4, 0x7, 0x9, 0x7, 
    0x4, 0x8, 0x9, 0x8, 0x4, 0x9, 0x9, 0x9, 0x4, 0xa, 0x9, 0xa, 0x4, 0xb, 
    0x9, 0xb, 0x4, 0xc, 0x9, 0xc, 0x4, 0xd, 0x9, 0xd, 0x4, 0xe, 0x9, 0xe, 
    0x4, 0xf, 0x9, 0xf, 0x4, 0x10, 0x9, 0x10, 0x4, 0x11, 0x9, 0x11, 0x3, 
    0x2, 0x7, 0x2, 0x24, 0xa, 0x2, 0xc, 0x2, 0xe, 0x2, 0x27, 0xb, 0x2, 0x3, 
    0x2, 0x3, 0x2, 0x3, 0x3, 0x7, 0x3, 0x2c, 0xa, 0x3, 0xc, 0x3, 0xe, 0x3, 
    0x2f, 0xb, 0x3, 0x3, 0x3, 0x3, 0x3, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 
    0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x5, 0x4, 0x3c, 
    0xa, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x3, 0x4, 0x7, 0x4, 
    0x43, 0xa, 0x4, 0xc, 0x4, 0xe, 0x4, 0x46, 0xb, 0x4, 0x5, 0x4, 0x48, 
    0xa, 0x4, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 
    0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x5, 0x5, 0x53, 0xa, 0x5, 0x3, 0x5, 0x3, 
    0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 
    0x5, 0x5, 0x5, 0x5e, 0xa, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x5, 0x5, 
    0x63, 0xa, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x7, 
    0x5, 0x6a, 0xa, 0x5, 0xc, 0x5, 0xe, 0x5, 0x6d, 0xb, 0x5, 0x3, 0x5, 0x3, 
    0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x5, 0x5, 0x74, 0xa, 0x5, 0x3, 0x5, 
    0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x5, 0x5, 
    0x7d, 0xa, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x5, 0x5, 0x83, 
    0xa, 0x5, 0x3, 0x5, 0x3, 0x5, 0x6, 0x5, 0x87, 0xa, 0x5, 0xd, 0x5, 0xe, 
    0x5, 0x88, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 0x3, 0x5, 
    0x6, 0x5, 0x91, 0xa, 0x5, 0xd, 0x5, 0xe, 0x5, 0x92, 0x5, 0x5, 0x95, 
    0xa, 0x5, 0x5, 0x5, 0x97, 0xa, 0x5, 0x3, 0x5, 0x3, 0x5, 0x5, 0x5, 0x9b, 
    0xa, 0x5, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 
    0x3, 0x6, 0x5, 0x6, 0xa4, 0xa, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 
    0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x5, 0x6, 0xaf, 
    0xa, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x5, 0x6, 0xb5, 0xa, 
    0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x7, 0x3, 0x7, 0x3, 0x7, 0x3, 0x7, 0x3, 
    0x7, 0x7, 0x7, 0xbe, 0xa, 0x7, 0xc, 0x7, 0xe, 0x7, 0xc1, 0xb, 0x7, 0x3, 
    0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x7, 0x8, 0xc8, 0xa, 0x8, 
    0xc, 0x8, 0xe, 0x8, 0xcb, 0xb, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 
    0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 
    0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 
    0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x7, 0x8, 0xe2, 0xa, 0x8, 0xc, 0x8, 
    0xe, 0x8, 0xe5, 0xb, 0x8, 0x3, 0x8, 0x3, 0x8, 0x5, 0x8, 0xe9, 0xa, 0x8, 
    0x3, 0x9, 0x5, 0x9, 0xec, 0xa, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 
    0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 
    0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x5, 0x9, 0xfc, 0xa, 0x9, 0x3, 0x9, 
    0x3, 0x9, 0x5, 0x9, 0x100, 0xa, 0x9, 0x3, 0xa, 0x3, 0xa, 0x3, 0xa, 0x3, 
    0xa, 0x3, 0xa, 0x3, 0xa, 0x3, 0xa, 0x7, 0xa, 0x109, 0xa, 0xa, 0xc, 0xa, 
    0xe, 0xa, 0x10c, 0xb, 0xa, 0x3, 0xb, 0x3, 0xb, 0x3, 0xb, 0x3, 0xb, 0x5, 
    0xb, 0x112, 0xa, 0xb, 0x3, 0xb, 0x3, 0xb, 0x3, 0xc, 0x3, 0xc, 0x3, 0xc, 
    0x3, 0xd, 0x3, 0xd, 0x3, 0xd, 0x3, 0xd, 0x7, 0xd, 0x11d, 0xa, 0xd, 0xc, 
    0xd, 0xe, 0xd, 0x120, 0xb, 0xd, 0x3, 0xe, 0x3, 0xe, 0x5, 0xe, 0x124, 
    0xa, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 
    0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x5, 0xe, 0x130, 0xa, 0xe, 0x3, 
    0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 
    0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 
    0xe, 0x5, 0xe, 0x141, 0xa, 0xe, 0x7, 0xe, 0x143, 0xa, 0xe, 0xc, 0xe, 
    0xe, 0xe, 0x146, 0xb, 0xe, 0x5, 0xe, 0x148, 0xa, 0xe, 0x3, 0xe, 0x3, 
    0xe, 0x7, 0xe, 0x14c, 0xa, 0xe, 0xc, 0xe, 0xe, 0xe, 0x14f, 0xb, 0xe, 
    0x3, 0xe, 0x3, 0xe, 0x3, 0xf, 0x3, 0xf, 0x5, 0xf, 0x155, 0xa, 0xf, 0x3, 
    0xf, 0x3, 0xf, 0x3, 0xf, 0x3, 0xf, 0x3, 0xf, 0x3, 0xf, 0x5, 0xf, 0x15d, 
    0xa, 0xf, 0x7, 0xf, 0x15f, 0xa, 0xf, 0xc, 0xf, 0xe, 0xf, 0x162, 0xb, 
    0xf, 0x5, 0xf, 0x164, 0xa, 0xf, 0x5, 0xf, 0x166, 0xa, 0xf, 0x3, 0xf, 
    0x3, 0xf, 0x3, 0xf, 0x3, 0x10, 0x3, 0x10, 0x5, 0x10, 0x16d, 0xa, 0x10, 
    0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 
    0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 
    0x3, 0x10, 0x3, 0x10, 0x5, 0x10, 0x17e, 0xa, 0x10, 0x7, 0x10, 0x180, 
    0xa, 0x10, 0xc, 0x10, 0xe, 0x10, 0x183, 0xb, 0x10, 0x5, 0x10, 0x185, 
    0xa, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x5, 
    0x10, 0x18c, 0xa, 0x10, 0x7, 0x10, 0x18e, 0xa, 0x10, 0xc, 0x10, 0xe, 
    0x10, 0x191, 0xb, 0x10, 0x3, 0x10, 0x5, 0x10, 0x194, 0xa, 0x10, 0x3, 
    0x10, 0x5, 0x10, 0x197, 0xa, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 
    0x3, 0x11, 0x3, 0x11, 0x3, 0x11, 0x3, 0x11, 0x3, 0x11, 0x3, 0x11, 0x3, 
    0x11, 0x3, 0x11, 0x7, 0x11, 0x1a4, 0xa, 0x11, 0xc, 0x11, 0xe, 0x11, 
    0x1a7, 0xb, 0x11, 0x3, 0x11, 0x3, 0x11, 0x3, 0x11, 0x3, 0x11, 0x2, 0x2, 
    0x12, 0x2, 0x4, 0x6, 0x8, 0xa, 0xc, 0xe, 0x10, 0x12, 0x14, 0x16, 0x18, 
    0x1a, 0x1c, 0x1e, 0x20, 0x2, 0x6, 0x3, 0x2, 0x2b, 0x2c, 0x3, 0x2, 0x1b, 
    0x1c, 0x4, 0x2, 0x17, 0x17, 0x2d, 0x39, 0x5, 0x2, 0xa, 0xa, 0x14, 0x16, 
    0x1d, 0x20, 0x2, 0x1dc, 0x2, 0x25, 0x3, 0x2, 0x2, 0x2, 0x4, 0x2d, 0x3, 
    0x2, 0x2, 0x2, 0x6, 0x47, 0x3, 0x2, 0x2, 0x2, 0x8, 0x9a, 0x3, 0x2, 0x2, 
    0x2, 0xa, 0x9c, 0x3, 0x2, 0x2, 0x2, 0xc, 0xb8, 0x3, 0x2, 0x2, 0x2, 0xe, 
    0xe8, 0x3, 0x2, 0x2, 0x2, 0x10, 0xeb, 0x3, 0x2, 0x2, 0x2, 0x12, 0x10a, 
    0x3, 0x2, 0x2, 0x2, 0x14, 0x10d, 0x3, 0x2, 0x2, 0x2, 0x16, 0x115, 0x3, 
    0x2, 0x2, 0x2, 0x18, 0x118, 0x3, 0x2, 0x2, 0x2, 0x1a, 0x123, 0x3, 0x2, 
    0x2, 0x2, 0x1c, 0x152, 0x3, 0x2, 0x2, 0x2, 0x1e, 0x16a, 0x3, 0x2, 0x2, 
    0x2, 0x20, 0x19b, 0x3, 0x2, 0x2, 0x2, 0x22, 0x24, 0x5, 0x8, 0x5, 0x2, 
    0x23, 0x22, 0x3, 0x2, 0x2, 0x2, 0x24, 0x27, 0x3, 0x2, 0x2, 0x2, 0x25, 
    0x23, 0x3, 0x2, 0x2, 0x2, 0x25, 0x26, 0x3, 0x2, 0x2, 0x2, 0x26, 0x28, 
    0x3, 0x2, 0x2, 0x2, 0x27, 0x25, 0x3, 0x2, 0x2, 0x2, 0x28, 0x29, 0x7, 
    0x2, 0x2, 0x3, 0x29, 0x3, 0x3, 0x2, 0x2, 0x2, 0x2a, 0x2c, 0x5, 0x6, 
    0x4, 0x2, 0x2b, 0x2a, 0x3, 0x2, 0x2, 0x2, 0x2c, 0x2f, 0x3, 0x2, 0x2, 
    0x2, 0x2d, 0x2b, 0x3, 0x2, 0x2, 0x2, 0x2d, 0x2e, 0x3, 0x2, 0x2, 0x2, 
    0x2e, 0x30, 0x3, 0x2, 0x2, 0x2, 0x2f, 0x2d, 0x3, 0x2, 0x2, 0x2, 0x30, 
    0x31, 0x7, 0x2, 0x2, 0x3, 0x31, 0x5, 0x3, 0x2, 0x2, 0x2, 0x32, 0x33, 
    0x7, 0xc, 0x2, 0x2, 0x33, 0x34, 0x5, 0x1a, 0xe, 0x2, 0x34, 0x35, 0x8, 
    0x4, 0x1, 0x2, 0x35, 0x48, 0x3, 0x2, 0x2, 0x2, 0x36, 0x37, 0x7, 0xd, 
    0x2, 0x2, 0x37, 0x3b, 0x5, 0x1a, 0xe, 0x2, 0x38, 0x39, 0x7, 0xe, 0x2, 
    0x2, 0x39, 0x3a, 0x7, 0x1d, 0x2, 0x2, 0x3a, 0x3c, 0x8, 0x4, 0x1, 0x2, 
    0x3b, 0x38, 0x3, 0x2, 0x2, 0x2, 0x3b, 0x3c, 0x3, 0x2, 0x2, 0x2, 0x3c, 
    0x3d, 0x3, 0x2, 0x2, 0x2, 0x3d, 0x3e, 0x8, 0x4, 0x1, 0x2, 0x3e, 0x48, 
    0x3, 0x2, 0x2, 0x2, 0x3f, 0x44, 0x5, 0xe, 0x8, 0x2, 0x40, 0x41, 0x7, 
    0x29, 0x2, 0x2, 0x41, 0x43, 0x5, 0xe, 0x8, 0x2, 0x42, 0x40, 0x3, 0x2, 
    0x2, 0x2, 0x43, 0x46, 0x3, 0x2, 0x2, 0x2, 0x44, 0x42, 0x3, 0x2, 0x2, 
    0x2, 0x44, 0x45, 0x3, 0x2, 0x2, 0x2, 0x45, 0x48, 0x3, 0x2, 0x2, 0x2, 
    0x46, 0x44, 0x3, 0x2, 0x2, 0x2, 0x47, 0x32, 0x3, 0x2, 0x2, 0x2, 0x47, 
    0x36, 0x3, 0x2, 0x2, 0x2, 0x47, 0x3f, 0x3, 0x2, 0x2, 0x2, 0x48, 0x7, 
    0x3, 0x2, 0x2, 0x2, 0x49, 0x4a, 0x7, 0xc, 0x2, 0x2, 0x4a, 0x4b, 0x5, 
    0x1a, 0xe, 0x2, 0x4b, 0x4c, 0x8, 0x5, 0x1, 0x2, 0x4c, 0x9b, 0x3, 0x2, 
    0x2, 0x2, 0x4d, 0x4e, 0x7, 0xd, 0x2, 0x2, 0x4e, 0x52, 0x5, 0x1a, 0xe, 
    0x2, 0x4f, 0x50, 0x7, 0xe, 0x2, 0x2, 0x50, 0x51, 0x7, 0x1d, 0x2, 0x2, 
    0x51, 0x53, 0x8, 0x5, 0x1, 0x2, 0x52, 0x4f, 0x3, 0x2, 0x2, 0x2, 0x52, 
    0x53, 0x3, 0x2, 0x2, 0x2, 0x53, 0x54, 0x3, 0x2, 0x2, 0x2, 0x54, 0x55, 
    0x8, 0x5, 0x1, 0x2, 0x55, 0x9b, 0x3, 0x2, 0x2, 0x2, 0x56, 0x57, 0x7, 
    0xf, 0x2, 0x2, 0x57, 0x58, 0x5, 0x1a, 0xe, 0x2, 0x58, 0x5d, 0x8, 0x5, 
    0x1, 0x2, 0x59, 0x5a, 0x7, 0x19, 0x2, 0x2, 0x5a, 0x5b, 0x5, 0x14, 0xb, 
    0x2, 0x5b, 0x5c, 0x8, 0x5, 0x1, 0x2, 0x5c, 0x5e, 0x3, 0x2, 0x2, 0x2, 
    0x5d, 0x59, 0x3, 0x2, 0x2, 0x2, 0x5d, 0x5e, 0x3, 0x2, 0x2, 0x2, 0x5e, 
    0x62, 0x3, 0x2, 0x2, 0x2, 0x5f, 0x60, 0x9, 0x2, 0x2, 0x2, 0x60, 0x61, 
    0x8, 0x5, 0x1, 0x2, 0x61, 0x63, 0x5, 0x14, 0xb, 0x2, 0x62, 0x5f, 0x3, 
    0x2, 0x2, 0x2, 0x62, 0x63, 0x3, 0x2, 0x2, 0x2, 0x63, 0x64, 0x3, 0x2, 
    0x2, 0x2, 0x64, 0x65, 0x8, 0x5, 0x1, 0x2, 0x65, 0x9b, 0x3, 0x2, 0x2, 
    0x2, 0x66, 0x6b, 0x5, 0xe, 0x8, 0x2, 0x67, 0x68, 0x7, 0x29, 0x2, 0x2, 
    0x68, 0x6a, 0x5, 0xe, 0x8, 0x2, 0x69, 0x67, 0x3, 0x2, 0x2, 0x2, 0x6a, 
    0x6d, 0x3, 0x2, 0x2, 0x2, 0x6b, 0x69, 0x3, 0x2, 0x2, 0x2, 0x6b, 0x6c, 
    0x3, 0x2, 0x2, 0x2, 0x6c, 0x6e, 0x3, 0x2, 0x2, 0x2, 0x6d, 0x6b, 0x3, 
    0x2, 0x2, 0x2, 0x6e, 0x73, 0x8, 0x5, 0x1, 0x2, 0x6f, 0x70, 0x7, 0x19, 
    0x2, 0x2, 0x70, 0x71, 0x5, 0x14, 0xb, 0x2, 0x71, 0x72, 0x8, 0x5, 0x1, 
    0x2, 0x72, 0x74, 0x3, 0x2, 0x2, 0x2, 0x73, 0x6f, 0x3, 0x2, 0x2, 0x2, 
    0x73, 0x74, 0x3, 0x2, 0x2, 0x2, 0x74, 0x96, 0x3, 0x2, 0x2, 0x2, 0x75, 
    0x76, 0x7, 0x1a, 0x2, 0x2, 0x76, 0x7c, 0x8, 0x5, 0x1, 0x2, 0x77, 0x78, 
    0x7, 0x5, 0x2, 0x2, 0x78, 0x79, 0x5, 0xc, 0x7, 0x2, 0x79, 0x7a, 0x7, 
    0x24, 0x2, 0x2, 0x7a, 0x7d, 0x3, 0x2, 0x2, 0x2, 0x7b, 0x7d, 0x5, 0xe, 
    0x8, 0x2, 0x7c, 0x77, 0x3, 0x2, 0x2, 0x2, 0x7c, 0x7b, 0x3, 0x2, 0x2, 
    0x2, 0x7d, 0x83, 0x3, 0x2, 0x2, 0x2, 0x7e, 0x7f, 0x7, 0x5, 0x2, 0x2, 
    0x7f, 0x80, 0x5, 0xc, 0x7, 0x2, 0x80, 0x81, 0x7, 0x24, 0x2, 0x2, 0x81, 
    0x83, 0x3, 0x2, 0x2, 0x2, 0x82, 0x75, 0x3, 0x2, 0x2, 0x2, 0x82, 0x7e, 
    0x3, 0x2, 0x2, 0x2, 0x83, 0x84, 0x3, 0x2, 0x2, 0x2, 0x84, 0x94, 0x8, 
    0x5, 0x1, 0x2, 0x85, 0x87, 0x5, 0xa, 0x6, 0x2, 0x86, 0x85, 0x3, 0x2, 
    0x2, 0x2, 0x87, 0x88, 0x3, 0x2, 0x2, 0x2, 0x88, 0x86, 0x3, 0x2, 0x2, 
    0x2, 0x88, 0x89, 0x3, 0x2, 0x2, 0x2, 0x89, 0x95, 0x3, 0x2, 0x2, 0x2, 
    0x8a, 0x8b, 0x7, 0x5, 0x2, 0x2, 0x8b, 0x8c, 0x8, 0x5, 0x1, 0x2, 0x8c, 
    0x8d, 0x5, 0xc, 0x7, 0x2, 0x8d, 0x8e, 0x7, 0x24, 0x2, 0x2, 0x8e, 0x8f, 
    0x8, 0x5, 0x1, 0x2, 0x8f, 0x91, 0x3, 0x2, 0x2, 0x2, 0x90, 0x8a, 0x3, 
    0x2, 0x2, 0x2, 0x91, 0x92, 0x3, 0x2, 0x2, 0x2, 0x92, 0x90, 0x3, 0x2, 
    0x2, 0x2, 0x92, 0x93, 0x3, 0x2, 0x2, 0x2, 0x93, 0x95, 0x3, 0x2, 0x2, 
    0x2, 0x94, 0x86, 0x3, 0x2, 0x2, 0x2, 0x94, 0x90, 0x3, 0x2, 0x2, 0x2, 
    0x94, 0x95, 0x3, 0x2, 0x2, 0x2, 0x95, 0x97, 0x3, 0x2, 0x2, 0x2, 0x96, 
    0x82, 0x3, 0x2, 0x2, 0x2, 0x96, 0x97, 0x3, 0x2, 0x2, 0x2, 0x97, 0x98, 
    0x3, 0x2, 0x2, 0x2, 0x98, 0x99, 0x8, 0x5, 0x1, 0x2, 0x99, 0x9b, 0x3, 
    0x2, 0x2, 0x2, 0x9a, 0x49, 0x3, 0x2, 0x2, 0x2, 0x9a, 0x4d, 0x3, 0x2, 
    0x2, 0x2, 0x9a, 0x56, 0x3, 0x2, 0x2, 0x2, 0x9a, 0x66, 0x3, 0x2, 0x2, 
    0x2, 0x9b, 0x9, 0x3, 0x2, 0x2, 0x2, 0x9c, 0x9d, 0x7, 0x10, 0x2, 0x2, 
    0x9d, 0xa3, 0x8, 0x6, 0x1, 0x2, 0x9e, 0x9f, 0x9, 0x2, 0x2, 0x2, 0x9f, 
    0xa0, 0x8, 0x6, 0x1, 0x2, 0xa0, 0xa1, 0x5, 0x14, 0xb, 0x2, 0xa1, 0xa2, 
    0x8, 0x6, 0x1, 0x2, 0xa2, 0xa4, 0x3, 0x2, 0x2, 0x2, 0xa3, 0x9e, 0x3, 
    0x2, 0x2, 0x2, 0xa3, 0xa4, 0x3, 0x2, 0x2, 0x2, 0xa4, 0xb4, 0x3, 0x2, 
    0x2, 0x2, 0xa5, 0xa6, 0x7, 0x1a, 0x2, 0x2, 0xa6, 0xae, 0x8, 0x6, 0x1, 
    0x2, 0xa7, 0xa8, 0x7, 0x5, 0x2, 0x2, 0xa8, 0xa9, 0x5, 0xc, 0x7, 0x2, 
    0xa9, 0xaa, 0x7, 0x24, 0x2, 0x2, 0xaa, 0xaf, 0x3, 0x2, 0x2, 0x2, 0xab, 
    0xac, 0x5, 0xe, 0x8, 0x2, 0xac, 0xad, 0x8, 0x6, 0x1, 0x2, 0xad, 0xaf, 
    0x3, 0x2, 0x2, 0x2, 0xae, 0xa7, 0x3, 0x2, 0x2, 0x2, 0xae, 0xab, 0x3, 
    0x2, 0x2, 0x2, 0xaf, 0xb5, 0x3, 0x2, 0x2, 0x2, 0xb0, 0xb1, 0x7, 0x5, 
    0x2, 0x2, 0xb1, 0xb2, 0x5, 0xc, 0x7, 0x2, 0xb2, 0xb3, 0x7, 0x24, 0x2, 
    0x2, 0xb3, 0xb5, 0x3, 0x2, 0x2, 0x2, 0xb4, 0xa5, 0x3, 0x2, 0x2, 0x2, 
    0xb4, 0xb0, 0x3, 0x2, 0x2, 0x2, 0xb4, 0xb5, 0x3, 0x2, 0x2, 0x2, 0xb5, 
    0xb6, 0x3, 0x2, 0x2, 0x2, 0xb6, 0xb7, 0x8, 0x6, 0x1, 0x2, 0xb7, 0xb, 
    0x3, 0x2, 0x2, 0x2, 0xb8, 0xbf, 0x5, 0xe, 0x8, 0x2, 0xb9, 0xba, 0x7, 
    0x29, 0x2, 0x2, 0xba, 0xbe, 0x5, 0xe, 0x8, 0x2, 0xbb, 0xbc, 0x8, 0x7, 
    0x1, 0x2, 0xbc, 0xbe, 0x5, 0xe, 0x8, 0x2, 0xbd, 0xb9, 0x3, 0x2, 0x2, 
    0x2, 0xbd, 0xbb, 0x3, 0x2, 0x2, 0x2, 0xbe, 0xc1, 0x3, 0x2, 0x2, 0x2, 
    0xbf, 0xbd, 0x3, 0x2, 0x2, 0x2, 0xbf, 0xc0, 0x3, 0x2, 0x2, 0x2, 0xc0, 
    0xd, 0x3, 0x2, 0x2, 0x2, 0xc1, 0xbf, 0x3, 0x2, 0x2, 0x2, 0xc2, 0xc3, 
    0x7, 0x12, 0x2, 0x2, 0xc3, 0xc9, 0x5, 0x18, 0xd, 0x2, 0xc4, 0xc5, 0x7, 
    0x27, 0x2, 0x2, 0xc5, 0xc6, 0x8, 0x8, 0x1, 0x2, 0xc6, 0xc8, 0x5, 0x18, 
    0xd, 0x2, 0xc7, 0xc4, 0x3, 0x2, 0x2, 0x2, 0xc8, 0xcb, 0x3, 0x2, 0x2, 
    0x2, 0xc9, 0xc7, 0x3, 0x2, 0x2, 0x2, 0xc9, 0xca, 0x3, 0x2, 0x2, 0x2, 
    0xca, 0xcc, 0x3, 0x2, 0x2, 0x2, 0xcb, 0xc9, 0x3, 0x2, 0x2, 0x2, 0xcc, 
    0xcd, 0x8, 0x8, 0x1, 0x2, 0xcd, 0xce, 0x5, 0x12, 0xa, 0x2, 0xce, 0xcf, 
    0x8, 0x8, 0x1, 0x2, 0xcf, 0xe9, 0x3, 0x2, 0x2, 0x2, 0xd0, 0xd1, 0x7, 
    0x18, 0x2, 0x2, 0xd1, 0xd2, 0x5, 0x14, 0xb, 0x2, 0xd2, 0xd3, 0x8, 0x8, 
    0x1, 0x2, 0xd3, 0xd4, 0x7, 0x5, 0x2, 0x2, 0xd4, 0xd5, 0x5, 0xc, 0x7, 
    0x2, 0xd5, 0xd6, 0x7, 0x24, 0x2, 0x2, 0xd6, 0xd7, 0x8, 0x8, 0x1, 0x2, 
    0xd7, 0xd8, 0x5, 0x12, 0xa, 0x2, 0xd8, 0xd9, 0x8, 0x8, 0x1, 0x2, 0xd9, 
    0xe9, 0x3, 0x2, 0x2, 0x2, 0xda, 0xdb, 0x5, 0x10, 0x9, 0x2, 0xdb, 0xe3, 
    0x5, 0x12, 0xa, 0x2, 0xdc, 0xdd, 0x9, 0x3, 0x2, 0x2, 0xdd, 0xde, 0x8, 
    0x8, 0x1, 0x2, 0xde, 0xdf, 0x5, 0x10, 0x9, 0x2, 0xdf, 0xe0, 0x5, 0x12, 
    0xa, 0x2, 0xe0, 0xe2, 0x3, 0x2, 0x2, 0x2, 0xe1, 0xdc, 0x3, 0x2, 0x2, 
    0x2, 0xe2, 0xe5, 0x3, 0x2, 0x2, 0x2, 0xe3, 0xe1, 0x3, 0x2, 0x2, 0x2, 
    0xe3, 0xe4, 0x3, 0x2, 0x2, 0x2, 0xe4, 0xe6, 0x3, 0x2, 0x2, 0x2, 0xe5, 
    0xe3, 0x3, 0x2, 0x2, 0x2, 0xe6, 0xe7, 0x8, 0x8, 0x1, 0x2, 0xe7, 0xe9, 
    0x3, 0x2, 0x2, 0x2, 0xe8, 0xc2, 0x3, 0x2, 0x2, 0x2, 0xe8, 0xd0, 0x3, 
    0x2, 0x2, 0x2, 0xe8, 0xda, 0x3, 0x2, 0x2, 0x2, 0xe9, 0xf, 0x3, 0x2, 
    0x2, 0x2, 0xea, 0xec, 0x7, 0x11, 0x2, 0x2, 0xeb, 0xea, 0x3, 0x2, 0x2, 
    0x2, 0xeb, 0xec, 0x3, 0x2, 0x2, 0x2, 0xec, 0xff, 0x3, 0x2, 0x2, 0x2, 
    0xed, 0xee, 0x7, 0x6, 0x2, 0x2, 0xee, 0xef, 0x5, 0xc, 0x7, 0x2, 0xef, 
    0xf0, 0x7, 0x24, 0x2, 0x2, 0xf0, 0xf1, 0x8, 0x9, 0x1, 0x2, 0xf1, 0x100, 
    0x3, 0x2, 0x2, 0x2, 0xf2, 0xf3, 0x7, 0x7, 0x2, 0x2, 0xf3, 0xf4, 0x5, 
    0xe, 0x8, 0x2, 0xf4, 0xf5, 0x7, 0x26, 0x2, 0x2, 0xf5, 0xf6, 0x8, 0x9, 
    0x1, 0x2, 0xf6, 0x100, 0x3, 0x2, 0x2, 0x2, 0xf7, 0xfb, 0x5, 0x14, 0xb, 
    0x2, 0xf8, 0xf9, 0x9, 0x2, 0x2, 0x2, 0xf9, 0xfa, 0x8, 0x9, 0x1, 0x2, 
    0xfa, 0xfc, 0x5, 0x14, 0xb, 0x2, 0xfb, 0xf8, 0x3, 0x2, 0x2, 0x2, 0xfb, 
    0xfc, 0x3, 0x2, 0x2, 0x2, 0xfc, 0xfd, 0x3, 0x2, 0x2, 0x2, 0xfd, 0xfe, 
    0x8, 0x9, 0x1, 0x2, 0xfe, 0x100, 0x3, 0x2, 0x2, 0x2, 0xff, 0xed, 0x3, 
    0x2, 0x2, 0x2, 0xff, 0xf2, 0x3, 0x2, 0x2, 0x2, 0xff, 0xf7, 0x3, 0x2, 
    0x2, 0x2, 0x100, 0x11, 0x3, 0x2, 0x2, 0x2, 0x101, 0x102, 0x7, 0x13, 
    0x2, 0x2, 0x102, 0x103, 0x8, 0xa, 0x1, 0x2, 0x103, 0x104, 0x5, 0x1a, 
    0xe, 0x2, 0x104, 0x105, 0x7, 0xe, 0x2, 0x2, 0x105, 0x106, 0x5, 0x14, 
    0xb, 0x2, 0x106, 0x107, 0x8, 0xa, 0x1, 0x2, 0x107, 0x109, 0x3, 0x2, 
    0x2, 0x2, 0x108, 0x101, 0x3, 0x2, 0x2, 0x2, 0x109, 0x10c, 0x3, 0x2, 
    0x2, 0x2, 0x10a, 0x108, 0x3, 0x2, 0x2, 0x2, 0x10a, 0x10b, 0x3, 0x2, 
    0x2, 0x2, 0x10b, 0x13, 0x3, 0x2, 0x2, 0x2, 0x10c, 0x10a, 0x3, 0x2, 0x2, 
    0x2, 0x10d, 0x111, 0x5, 0x18, 0xd, 0x2, 0x10e, 0x10f, 0x7, 0x27, 0x2, 
    0x2, 0x10f, 0x110, 0x8, 0xb, 0x1, 0x2, 0x110, 0x112, 0x5, 0x18, 0xd, 
    0x2, 0x111, 0x10e, 0x3, 0x2, 0x2, 0x2, 0x111, 0x112, 0x3, 0x2, 0x2, 
    0x2, 0x112, 0x113, 0x3, 0x2, 0x2, 0x2, 0x113, 0x114, 0x8, 0xb, 0x1, 
    0x2, 0x114, 0x15, 0x3, 0x2, 0x2, 0x2, 0x115, 0x116, 0x5, 0x18, 0xd, 
    0x2, 0x116, 0x117, 0x8, 0xc, 0x1, 0x2, 0x117, 0x17, 0x3, 0x2, 0x2, 0x2, 
    0x118, 0x11e, 0x5, 0x1a, 0xe, 0x2, 0x119, 0x11a, 0x9, 0x4, 0x2, 0x2, 
    0x11a, 0x11b, 0x8, 0xd, 0x1, 0x2, 0x11b, 0x11d, 0x5, 0x1a, 0xe, 0x2, 
    0x11c, 0x119, 0x3, 0x2, 0x2, 0x2, 0x11d, 0x120, 0x3, 0x2, 0x2, 0x2, 
    0x11e, 0x11c, 0x3, 0x2, 0x2, 0x2, 0x11e, 0x11f, 0x3, 0x2, 0x2, 0x2, 
    0x11f, 0x19, 0x3, 0x2, 0x2, 0x2, 0x120, 0x11e, 0x3, 0x2, 0x2, 0x2, 0x121, 
    0x122, 0x7, 0x8, 0x2, 0x2, 0x122, 0x124, 0x8, 0xe, 0x1, 0x2, 0x123, 
    0x121, 0x3, 0x2, 0x2, 0x2, 0x123, 0x124, 0x3, 0x2, 0x2, 0x2, 0x124, 
    0x12f, 0x3, 0x2, 0x2, 0x2, 0x125, 0x126, 0x9, 0x5, 0x2, 0x2, 0x126, 
    0x130, 0x8, 0xe, 0x1, 0x2, 0x127, 0x130, 0x5, 0x1c, 0xf, 0x2, 0x128, 
    0x130, 0x5, 0x1e, 0x10, 0x2, 0x129, 0x130, 0x5, 0x20, 0x11, 0x2, 0x12a, 
    0x12b, 0x7, 0x25, 0x2, 0x2, 0x12b, 0x12c, 0x5, 0x14, 0xb, 0x2, 0x12c, 
    0x12d, 0x7, 0x26, 0x2, 0x2, 0x12d, 0x12e, 0x8, 0xe, 0x1, 0x2, 0x12e, 
    0x130, 0x3, 0x2, 0x2, 0x2, 0x12f, 0x125, 0x3, 0x2, 0x2, 0x2, 0x12f, 
    0x127, 0x3, 0x2, 0x2, 0x2, 0x12f, 0x128, 0x3, 0x2, 0x2, 0x2, 0x12f, 
    0x129, 0x3, 0x2, 0x2, 0x2, 0x12f, 0x12a, 0x3, 0x2, 0x2, 0x2, 0x130, 
    0x14d, 0x3, 0x2, 0x2, 0x2, 0x131, 0x132, 0x7, 0x2a, 0x2, 0x2, 0x132, 
    0x133, 0x8, 0xe, 0x1, 0x2, 0x133, 0x134, 0x7, 0x1d, 0x2, 0x2, 0x134, 
    0x14c, 0x8, 0xe, 0x1, 0x2, 0x135, 0x136, 0x7, 0x3, 0x2, 0x2, 0x136, 
    0x137, 0x8, 0xe, 0x1, 0x2, 0x137, 0x138, 0x5, 0x14, 0xb, 0x2, 0x138, 
    0x139, 0x7, 0x22, 0x2, 0x2, 0x139, 0x14c, 0x3, 0x2, 0x2, 0x2, 0x13a, 
    0x13b, 0x7, 0x4, 0x2, 0x2, 0x13b, 0x147, 0x8, 0xe, 0x1, 0x2, 0x13c, 
    0x144, 0x5, 0x16, 0xc, 0x2, 0x13d, 0x13e, 0x7, 0x27, 0x2, 0x2, 0x13e, 
    0x140, 0x8, 0xe, 0x1, 0x2, 0x13f, 0x141, 0x5, 0x16, 0xc, 0x2, 0x140, 
    0x13f, 0x3, 0x2, 0x2, 0x2, 0x140, 0x141, 0x3, 0x2, 0x2, 0x2, 0x141, 
    0x143, 0x3, 0x2, 0x2, 0x2, 0x142, 0x13d, 0x3, 0x2, 0x2, 0x2, 0x143, 
    0x146, 0x3, 0x2, 0x2, 0x2, 0x144, 0x142, 0x3, 0x2, 0x2, 0x2, 0x144, 
    0x145, 0x3, 0x2, 0x2, 0x2, 0x145, 0x148, 0x3, 0x2, 0x2, 0x2, 0x146, 
    0x144, 0x3, 0x2, 0x2, 0x2, 0x147, 0x13c, 0x3, 0x2, 0x2, 0x2, 0x147, 
    0x148, 0x3, 0x2, 0x2, 0x2, 0x148, 0x149, 0x3, 0x2, 0x2, 0x2, 0x149, 
    0x14a, 0x7, 0x26, 0x2, 0x2, 0x14a, 0x14c, 0x8, 0xe, 0x1, 0x2, 0x14b, 
    0x131, 0x3, 0x2, 0x2, 0x2, 0x14b, 0x135, 0x3, 0x2, 0x2, 0x2, 0x14b, 
    0x13a, 0x3, 0x2, 0x2, 0x2, 0x14c, 0x14f, 0x3, 0x2, 0x2, 0x2, 0x14d, 
    0x14b, 0x3, 0x2, 0x2, 0x2, 0x14d, 0x14e, 0x3, 0x2, 0x2, 0x2, 0x14e, 
    0x150, 0x3, 0x2, 0x2, 0x2, 0x14f, 0x14d, 0x3, 0x2, 0x2, 0x2, 0x150, 
    0x151, 0x8, 0xe, 0x1, 0x2, 0x151, 0x1b, 0x3, 0x2, 0x2, 0x2, 0x152, 0x165, 
    0x7, 0x21, 0x2, 0x2, 0x153, 0x155, 0x7, 0x27, 0x2, 0x2, 0x154, 0x153, 
    0x3, 0x2, 0x2, 0x2, 0x154, 0x155, 0x3, 0x2, 0x2, 0x2, 0x155, 0x156, 
    0x3, 0x2, 0x2, 0x2, 0x156, 0x163, 0x5, 0x16, 0xc, 0x2, 0x157, 0x158, 
    0x7, 0x9, 0x2, 0x2, 0x158, 0x164, 0x5, 0xc, 0x7, 0x2, 0x159, 0x15a, 
    0x7, 0x27, 0x2, 0x2, 0x15a, 0x15c, 0x8, 0xf, 0x1, 0x2, 0x15b, 0x15d, 
    0x5, 0x16, 0xc, 0x2, 0x15c, 0x15b, 0x3, 0x2, 0x2, 0x2, 0x15c, 0x15d, 
    0x3, 0x2, 0x2, 0x2, 0x15d, 0x15f, 0x3, 0x2, 0x2, 0x2, 0x15e, 0x159, 
    0x3, 0x2, 0x2, 0x2, 0x15f, 0x162, 0x3, 0x2, 0x2, 0x2, 0x160, 0x15e, 
    0x3, 0x2, 0x2, 0x2, 0x160, 0x161, 0x3, 0x2, 0x2, 0x2, 0x161, 0x164, 
    0x3, 0x2, 0x2, 0x2, 0x162, 0x160, 0x3, 0x2, 0x2, 0x2, 0x163, 0x157, 
    0x3, 0x2, 0x2, 0x2, 0x163, 0x160, 0x3, 0x2, 0x2, 0x2, 0x164, 0x166, 
    0x3, 0x2, 0x2, 0x2, 0x165, 0x154, 0x3, 0x2, 0x2, 0x2, 0x165, 0x166, 
    0x3, 0x2, 0x2, 0x2, 0x166, 0x167, 0x3, 0x2, 0x2, 0x2, 0x167, 0x168, 
    0x7, 0x22, 0x2, 0x2, 0x168, 0x169, 0x8, 0xf, 0x1, 0x2, 0x169, 0x1d, 
    0x3, 0x2, 0x2, 0x2, 0x16a, 0x196, 0x7, 0x23, 0x2, 0x2, 0x16b, 0x16d, 
    0x7, 0x27, 0x2, 0x2, 0x16c, 0x16b, 0x3, 0x2, 0x2, 0x2, 0x16c, 0x16d, 
    0x3, 0x2, 0x2, 0x2, 0x16d, 0x16e, 0x3, 0x2, 0x2, 0x2, 0x16e, 0x193, 
    0x5, 0x16, 0xc, 0x2, 0x16f, 0x170, 0x7, 0x9, 0x2, 0x2, 0x170, 0x171, 
    0x5, 0xc, 0x7, 0x2, 0x171, 0x172, 0x8, 0x10, 0x1, 0x2, 0x172, 0x194, 
    0x3, 0x2, 0x2, 0x2, 0x173, 0x174, 0x7, 0x28, 0x2, 0x2, 0x174, 0x184, 
    0x5, 0x16, 0xc, 0x2, 0x175, 0x176, 0x7, 0x9, 0x2, 0x2, 0x176, 0x185, 
    0x5, 0xc, 0x7, 0x2, 0x177, 0x178, 0x7, 0x27, 0x2, 0x2, 0x178, 0x17d, 
    0x8, 0x10, 0x1, 0x2, 0x179, 0x17a, 0x5, 0x16, 0xc, 0x2, 0x17a, 0x17b, 
    0x7, 0x28, 0x2, 0x2, 0x17b, 0x17c, 0x5, 0x16, 0xc, 0x2, 0x17c, 0x17e, 
    0x3, 0x2, 0x2, 0x2, 0x17d, 0x179, 0x3, 0x2, 0x2, 0x2, 0x17d, 0x17e, 
    0x3, 0x2, 0x2, 0x2, 0x17e, 0x180, 0x3, 0x2, 0x2, 0x2, 0x17f, 0x177, 
    0x3, 0x2, 0x2, 0x2, 0x180, 0x183, 0x3, 0x2, 0x2, 0x2, 0x181, 0x17f, 
    0x3, 0x2, 0x2, 0x2, 0x181, 0x182, 0x3, 0x2, 0x2, 0x2, 0x182, 0x185, 
    0x3, 0x2, 0x2, 0x2, 0x183, 0x181, 0x3, 0x2, 0x2, 0x2, 0x184, 0x175, 
    0x3, 0x2, 0x2, 0x2, 0x184, 0x181, 0x3, 0x2, 0x2, 0x2, 0x185, 0x186, 
    0x3, 0x2, 0x2, 0x2, 0x186, 0x187, 0x8, 0x10, 0x1, 0x2, 0x187, 0x194, 
    0x3, 0x2, 0x2, 0x2, 0x188, 0x189, 0x7, 0x27, 0x2, 0x2, 0x189, 0x18b, 
    0x8, 0x10, 0x1, 0x2, 0x18a, 0x18c, 0x5, 0x16, 0xc, 0x2, 0x18b, 0x18a, 
    0x3, 0x2, 0x2, 0x2, 0x18b, 0x18c, 0x3, 0x2, 0x2, 0x2, 0x18c, 0x18e, 
    0x3, 0x2, 0x2, 0x2, 0x18d, 0x188, 0x3, 0x2, 0x2, 0x2, 0x18e, 0x191, 
    0x3, 0x2, 0x2, 0x2, 0x18f, 0x18d, 0x3, 0x2, 0x2, 0x2, 0x18f, 0x190, 
    0x3, 0x2, 0x2, 0x2, 0x190, 0x192, 0x3, 0x2, 0x2, 0x2, 0x191, 0x18f, 
    0x3, 0x2, 0x2, 0x2, 0x192, 0x194, 0x8, 0x10, 0x1, 0x2, 0x193, 0x16f, 
    0x3, 0x2, 0x2, 0x2, 0x193, 0x173, 0x3, 0x2, 0x2, 0x2, 0x193, 0x18f, 
    0x3, 0x2, 0x2, 0x2, 0x194, 0x197, 0x3, 0x2, 0x2, 0x2, 0x195, 0x197, 
    0x8, 0x10, 0x1, 0x2, 0x196, 0x16c, 0x3, 0x2, 0x2, 0x2, 0x196, 0x195, 
    0x3, 0x2, 0x2, 0x2, 0x197, 0x198, 0x3, 0x2, 0x2, 0x2, 0x198, 0x199, 
    0x7, 0x24, 0x2, 0x2, 0x199, 0x19a, 0x8, 0x10, 0x1, 0x2, 0x19a, 0x1f, 
    0x3, 0x2, 0x2, 0x2, 0x19b, 0x1a5, 0x7, 0x3a, 0x2, 0x2, 0x19c, 0x19d, 
    0x7, 0x3e, 0x2, 0x2, 0x19d, 0x1a4, 0x8, 0x11, 0x1, 0x2, 0x19e, 0x19f, 
    0x7, 0x3f, 0x2, 0x2, 0x19f, 0x1a0, 0x5, 0xe, 0x8, 0x2, 0x1a0, 0x1a1, 
    0x7, 0x24, 0x2, 0x2, 0x1a1, 0x1a2, 0x8, 0x11, 0x1, 0x2, 0x1a2, 0x1a4, 
    0x3, 0x2, 0x2, 0x2, 0x1a3, 0x19c, 0x3, 0x2, 0x2, 0x2, 0x1a3, 0x19e, 
    0x3, 0x2, 0x2, 0x2, 0x1a4, 0x1a7, 0x3, 0x2, 0x2, 0x2, 0x1a5, 0x1a3, 
    0x3, 0x2, 0x2, 0x2, 0x1a5, 0x1a6, 0x3, 0x2, 0x2, 0x2, 0x1a6, 0x1a8, 
    0x3, 0x2, 0x2, 0x2, 0x1a7, 0x1a5, 0x3, 0x2, 0x2, 0x2, 0x1a8, 0x1a9, 
    0x7, 0x40, 0x2, 0x2, 0x1a9, 0x1aa, 0x8, 0x11, 0x1, 0x2, 0x1aa, 0x21, 
    0x3, 0x2, 0x2, 0x2, 0x37, 0x25, 0x2d, 0x3b, 0x44, 0x47, 0x52, 0x5d, 
    0x62, 0x6b, 0x73, 0x7c, 0x82, 0x88, 0x92, 0x94, 0x96, 0x9a, 0xa3, 0xae, 
    0xb4, 0xbd, 0xbf, 0xc9, 0xe3, 0xe8, 0xeb, 0xfb, 0xff, 0x10a, 0x111, 
    0x11e, 0x123, 0x12f, 0x140, 0x144, 0x147, 0x14b, 0x14d, 0x154, 0x15c, 
    0x160, 0x163, 0x165, 0x16c, 0x17d, 0x181, 0x184, 0x18b, 0x18f, 0x193, 
    0x196, 0x1a3, 0x1a5, 
  };

  atn::ATNDeserializer deserializer;
  _atn = deserializer.deserialize(_serializedATN);

  size_t count = _atn.getNumberOfDecisions();
  _decisionToDFA.reserve(count);
  for (size_t i = 0; i < count; i++) { 
    _decisionToDFA.emplace_back(_atn.getDecisionState(i), i);
  }
}

RegoParser::Initializer RegoParser::_init;
