// RegoParserBase: the superclass of the parser that ANTLR generates. It makes that parser fast without changing it.
//
// ANTLR's runtime spends most of a parse on rule contexts, error strategy calls and virtual functions that an LL(1)
// parse without a tree does not need. The generated code names `_input`, `_tracker`, `_errHandler`, `setState`,
// `match` and so on without saying where they come from, so members of this class with those names hide the
// runtime's, and the compiler inlines them. In fast mode (the first parse of every text) rule contexts are null and
// the first token that does not fit throws SyntaxFailure. In diagnosis mode (only texts with errors, under a lock)
// everything forwards to ANTLR, whose error machinery then says what was expected. Measured: 3 to 6 times faster than
// the same parser on the plain runtime. It depends on the shape of the generated code: tests/syntax/generated_test.cc
// pins that.
//
// Actions of the grammar call the lower-case functions below; in diagnosis mode nothing is built.
#ifndef REEVE_LIB_SYNTAX_PARSER_BASE_H_
#define REEVE_LIB_SYNTAX_PARSER_BASE_H_

#include <string>

#include "antlr4-runtime.h"
#include "syntax/builder.h"
#include "syntax/cursor.h"
#include "syntax/token_array.h"

namespace reeve::syntax {

class RegoParserBase : public antlr4::Parser {
 public:
  explicit RegoParserBase(antlr4::TokenStream* input)
      : antlr4::Parser(input), _input(static_cast<TokenArray*>(input)), _errHandler{this}, _tracker{this} {
    setBuildParseTree(false);
  }

  // What to build with; null turns diagnosis mode on.
  void Use(Builder* builder, Cursor* cursor) {
    builder_ = builder;
    cursor_ = cursor;
    diagnose_ = builder == nullptr;
  }

  antlr4::Token* match(size_t type) final {
    if (diagnose_) return antlr4::Parser::match(type);
    if (_input->LA(1) != type) Fail();
    _input->consume();
    return nullptr;
  }
  antlr4::Token* consume() final {
    if (diagnose_) return antlr4::Parser::consume();
    _input->consume();
    return nullptr;
  }
  void enterRule(antlr4::ParserRuleContext* context, size_t state, size_t rule) final {
    if (diagnose_) antlr4::Parser::enterRule(context, state, rule);
  }
  void enterOuterAlt(antlr4::ParserRuleContext* context, size_t alternative) final {
    if (diagnose_) antlr4::Parser::enterOuterAlt(context, alternative);
  }

 protected:
  void exitRule() {
    if (diagnose_) antlr4::Parser::exitRule();
  }
  void setState(size_t state) {
    if (diagnose_) antlr4::Parser::setState(state);
  }

  template <typename Action>
  struct OnExit {
    RegoParserBase* parser;
    Action action;
    ~OnExit() {
      if (parser->diagnose_) action();
    }
  };
  template <typename Action>
  OnExit<Action> finally(Action action) { return {this, action}; }

  struct Tracker {
    RegoParserBase* parser;
    template <typename Context, typename... Arguments>
    Context* createInstance(Arguments&&... arguments) {
      if (!parser->diagnose_) return nullptr;
      return parser->antlr4::Parser::_tracker.createInstance<Context>(std::forward<Arguments>(arguments)...);
    }
  };

  struct Errors {
    RegoParserBase* parser;
    Errors* operator->() { return this; }
    antlr4::ANTLRErrorStrategy& antlr() { return *parser->getErrorHandler(); }
    void sync(antlr4::Parser* p) {
      if (parser->diagnose_) antlr().sync(p);
    }
    void reportMatch(antlr4::Parser* p) {
      if (parser->diagnose_) antlr().reportMatch(p);
    }
    void recoverInline(antlr4::Parser* p) {
      if (!parser->diagnose_) parser->Fail();
      antlr().recoverInline(p);
    }
    void reportError(antlr4::Parser* p, const antlr4::RecognitionException& e) {
      if (!parser->diagnose_) parser->Fail();
      antlr().reportError(p, e);
    }
    void recover(antlr4::Parser* p, std::exception_ptr e) {
      if (parser->diagnose_) antlr().recover(p, e);
    }
  };

  TokenArray* _input;
  Errors _errHandler;
  Tracker _tracker;

  // ---- actions ----
  Mark mark() const { return builder_ ? builder_->mark() : Mark{}; }
  void leaf() { if (builder_) builder_->Leaf(); }
  void parens(const Mark& m) { if (builder_) builder_->Parens(m); }
  void refBegin(const Mark& m) { if (builder_) builder_->RefBegin(m); }
  void dot() { if (builder_) builder_->Dot(); }
  void callBegin(const Mark& m) { if (builder_) builder_->CallBegin(m); }
  void callEnd(const Mark& m) { if (builder_) builder_->CallEnd(m); }
  void termEnd(const Mark& m) { if (builder_) builder_->TermEnd(m); }
  void arrayEnd(const Mark& m) { if (builder_) builder_->ArrayEnd(m); }
  void setEnd(const Mark& m) { if (builder_) builder_->SetEnd(m); }
  void objectEnd(const Mark& m) { if (builder_) builder_->ObjectEnd(m); }
  void close() { if (builder_) builder_->Close(); }
  void templateText() { if (builder_) builder_->TemplateText(); }
  void templateExpr(const Mark& m) { if (builder_) builder_->TemplateExpr(m); }
  void templateEnd(const Mark& m) { if (builder_) builder_->TemplateEnd(m); }
  void infixOperator() { if (builder_) builder_->InfixOperator(); }
  void infixEnd(const Mark& m) { if (builder_) builder_->InfixEnd(m); }
  void operator_() { if (builder_) builder_->Operator(); }
  void exprOperand(const Mark& m) { if (builder_) builder_->ExprOperand(m); }
  void bodyOperand(const Mark& m) { if (builder_) builder_->BodyOperand(m); }
  void groupOperand(const Mark& m) { if (builder_) builder_->GroupOperand(m); }
  void logicOperator(const Mark& m) { if (builder_) builder_->LogicOperator(m); }
  void logicEnd(const Mark& m) { if (builder_) builder_->LogicEnd(m); }
  void someEnd(const Mark& m) { if (builder_) builder_->SomeEnd(m); }
  void everyHead(const Mark& m) { if (builder_) builder_->EveryHead(m); }
  void everyBody(const Mark& m) { if (builder_) builder_->EveryBody(m); }
  void withBegin() { if (builder_) builder_->WithBegin(); }
  void withEnd() { if (builder_) builder_->WithEnd(); }
  void withsEnd(const Mark& m) { if (builder_) builder_->WithsEnd(m); }
  void package_(const Mark& m) { if (builder_) builder_->Package(m); }
  void alias() { if (builder_) builder_->Alias(); }
  void import_(const Mark& m) { if (builder_) builder_->Import(m); }
  void notInQuery(const Mark& m) { if (builder_) builder_->NotInQuery(m); }
  void defaultHead(const Mark& m) { if (builder_) builder_->DefaultHead(m); }
  void defaultRule(const Mark& m) { if (builder_) builder_->DefaultRule(m); }
  void head(const Mark& m) { if (builder_) builder_->Head(m); }
  void containsKey(const Mark&) { if (builder_) builder_->ContainsKey(); }
  void ifKeyword() { if (builder_) builder_->IfKeyword(); }
  void firstBody(const Mark& m) { if (builder_) builder_->FirstBody(m); }
  void bodyOpens() { if (builder_) builder_->BodyOpens(); }
  void nextBody(const Mark& m) { if (builder_) builder_->NextBody(m); }
  void elseBegin() { if (builder_) builder_->ElseBegin(); }
  void elseOperator() { if (builder_) builder_->ElseOperator(); }
  void elseValue(const Mark&) { if (builder_) builder_->ElseValue(); }
  void elseLiteral() { if (builder_) builder_->ElseLiteral(); }
  void elseEnd(const Mark& m) { if (builder_) builder_->ElseEnd(m); }
  void statementEnd(const Mark& m) { if (builder_) builder_->StatementEnd(m); }

  // Checks of the token sequence that are no matter of grammar rules, in both modes.
  // Literals without `;` between them stand on different lines.
  void checkSeparator() {
    if (!(cursor_->next().flags & Token::kAfterNewline)) Refuse("expected newline or ;");
  }
  // No two commas in a row.
  void checkComma() {
    if (cursor_->next().type == TokenType::kComma) Refuse("expected a term");
  }
  // A minus sign stands before a number or a name.
  void unaryMinus() {
    TokenType next = cursor_->next().type;
    if (next != TokenType::kNumber && next != TokenType::kIdent) Refuse("expected number");
  }

 private:
  [[noreturn]] void Fail() const { throw SyntaxFailure{cursor_->index}; }
  void Refuse(const char* expected);

  Builder* builder_ = nullptr;
  Cursor* cursor_ = nullptr;
  bool diagnose_ = true;
};

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_PARSER_BASE_H_
