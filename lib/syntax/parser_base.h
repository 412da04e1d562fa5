// RegoParserBase: the superclass of the parser that ANTLR generates. It makes that parser fast without changing it.
//
// ANTLR's runtime spends most of a parse on rule contexts, error strategy calls and virtual functions that an LL(1)
// parse without a tree does not need. The generated code names `_input`, `_tracker`, `_errHandler`, `setState`,
// `match` and so on without saying where they come from, so members of this class with those names hide the
// runtime's, and the compiler inlines them. Rule contexts are null, and the first token that does not fit throws
// SyntaxFailure: what is wrong is said by diagnosis.h. Measured: 3 to 6 times faster than the same parser on the plain
// runtime. It depends on the shape of the generated code: tests/syntax/generated_test.cc pins that.
//
// Actions of the grammar call the lower-case functions below.
#ifndef REEVE_LIB_SYNTAX_PARSER_BASE_H_
#define REEVE_LIB_SYNTAX_PARSER_BASE_H_


#include "antlr4-runtime.h"
#include "syntax/builder.h"
#include "syntax/cursor.h"
#include "syntax/token_array.h"

namespace reeve::syntax {

class RegoParserBase : public antlr4::Parser {
 public:
  explicit RegoParserBase(antlr4::TokenStream* input)
      : antlr4::Parser(input), _input(static_cast<TokenArray*>(input)), _errHandler{this} {
    setBuildParseTree(false);
  }

  void Use(Builder* builder, Cursor* cursor) {
    builder_ = builder;
    cursor_ = cursor;
  }

  antlr4::Token* match(size_t type) final {
    if (_input->LA(1) != type) Fail();
    _input->consume();
    return nullptr;
  }
  antlr4::Token* consume() final {
    _input->consume();
    return nullptr;
  }
  void enterRule(antlr4::ParserRuleContext*, size_t, size_t) final {}
  void enterOuterAlt(antlr4::ParserRuleContext*, size_t) final {}

 protected:
  void exitRule() {}
  void setState(size_t) {}
  template <typename Action>
  int finally(Action) { return 0; }

  struct Tracker {
    template <typename Context, typename... Arguments>
    Context* createInstance(Arguments&&...) { return nullptr; }
  };

  struct Errors {
    RegoParserBase* parser;
    Errors* operator->() { return this; }
    void sync(antlr4::Parser*) {}
    void reportMatch(antlr4::Parser*) {}
    void recoverInline(antlr4::Parser*) { parser->Fail(); }
    void reportError(antlr4::Parser*, const antlr4::RecognitionException&) { parser->Fail(); }
    void recover(antlr4::Parser*, std::exception_ptr) {}
  };

  TokenArray* _input;
  Errors _errHandler;
  Tracker _tracker;

  // ---- actions ----
  Mark mark() const { return builder_->mark(); }
  void leaf() { builder_->Leaf(); }
  void parens(const Mark& m) { builder_->Parens(m); }
  void refBegin(const Mark& m) { builder_->RefBegin(m); }
  void dot() { builder_->Dot(); }
  void callBegin(const Mark& m) { builder_->CallBegin(m); }
  void callEnd(const Mark& m) { builder_->CallEnd(m); }
  void termEnd(const Mark& m) { builder_->TermEnd(m); }
  void arrayEnd(const Mark& m) { builder_->ArrayEnd(m); }
  void setEnd(const Mark& m) { builder_->SetEnd(m); }
  void objectEnd(const Mark& m) { builder_->ObjectEnd(m); }
  void close() { builder_->Close(); }
  void templateText() { builder_->TemplateText(); }
  void templateExpr(const Mark& m) { builder_->TemplateExpr(m); }
  void templateEnd(const Mark& m) { builder_->TemplateEnd(m); }
  void infixOperator() { builder_->InfixOperator(); }
  void infixEnd(const Mark& m) { builder_->InfixEnd(m); }
  void operator_() { builder_->Operator(); }
  void exprOperand(const Mark& m) { builder_->ExprOperand(m); }
  void bodyOperand(const Mark& m) { builder_->BodyOperand(m); }
  void groupOperand(const Mark& m) { builder_->GroupOperand(m); }
  void logicOperator(const Mark& m) { builder_->LogicOperator(m); }
  void logicEnd(const Mark& m) { builder_->LogicEnd(m); }
  void someEnd(const Mark& m) { builder_->SomeEnd(m); }
  void everyHead(const Mark& m) { builder_->EveryHead(m); }
  void everyBody(const Mark& m) { builder_->EveryBody(m); }
  void withBegin() { builder_->WithBegin(); }
  void withEnd() { builder_->WithEnd(); }
  void withsEnd(const Mark& m) { builder_->WithsEnd(m); }
  void package_(const Mark& m) { builder_->Package(m); }
  void alias() { builder_->Alias(); }
  void import_(const Mark& m) { builder_->Import(m); }
  void notInQuery(const Mark& m) { builder_->NotInQuery(m); }
  void defaultHead(const Mark& m) { builder_->DefaultHead(m); }
  void defaultRule(const Mark& m) { builder_->DefaultRule(m); }
  void head(const Mark& m) { builder_->Head(m); }
  void containsKey(const Mark&) { builder_->ContainsKey(); }
  void ifKeyword() { builder_->IfKeyword(); }
  void firstBody(const Mark& m) { builder_->FirstBody(m); }
  void bodyOpens() { builder_->BodyOpens(); }
  void nextBody(const Mark& m) { builder_->NextBody(m); }
  void elseBegin() { builder_->ElseBegin(); }
  void elseOperator() { builder_->ElseOperator(); }
  void elseValue(const Mark&) { builder_->ElseValue(); }
  void elseLiteral() { builder_->ElseLiteral(); }
  void elseEnd(const Mark& m) { builder_->ElseEnd(m); }
  void statementEnd(const Mark& m) { builder_->StatementEnd(m); }

  // Checks of the token sequence that are no matter of grammar rules.
  // Literals without `;` between them stand on different lines.
  void checkSeparator() {
    if (!(cursor_->next().flags & Token::kAfterNewline)) Fail();
  }
  // No two commas in a row.
  void checkComma() {
    if (cursor_->next().type == TokenType::kComma) Fail();
  }
  // A minus sign stands before a number or a name.
  void unaryMinus() {
    TokenType next = cursor_->next().type;
    if (next != TokenType::kNumber && next != TokenType::kIdent) Fail();
  }

 private:
  [[noreturn]] void Fail() const { throw SyntaxFailure{cursor_->index}; }

  Builder* builder_ = nullptr;
  Cursor* cursor_ = nullptr;
};

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_PARSER_BASE_H_
