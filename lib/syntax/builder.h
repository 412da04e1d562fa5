// Builder: what the grammar's actions call to make the tree.
//
// It works on stacks. A rule of the grammar notes their sizes when it begins (Mark m) and folds what came on top into
// one node when it ends: for `a.b + 1` the stack of terms goes a; a "b"; a.b; a.b 1; plus(a.b, 1). Rules of the
// language that the grammar leaves open are checked here; a breach throws BuildFailure (cursor.h) where OPA's parser
// stops at once, and is noted in errors() where OPA goes on (what can be a rule's head, what version 1 asks of
// rules).
//
// Heights of terms and literals are counted: operator chains and nesting together are at most 4 * max_depth high, so
// that whoever walks the tree may recurse. Files: build_terms.cc, build_infix.cc, build_literals.cc,
// build_statements.cc, build_rules.cc, build_imports.cc. Tested by tests/syntax/literal_test.cc, errors_test.cc and,
// over OPA's corpus, corpus_test.cc.
#ifndef REEVE_LIB_SYNTAX_BUILDER_H_
#define REEVE_LIB_SYNTAX_BUILDER_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ast/ast.h"
#include "syntax/cursor.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace reeve::syntax {

class Builder {
 public:
  Builder(ast::Tree& tree, std::string_view text, uint32_t source, const ParseOptions& options,
          const LexerResult& lexed, const Cursor& cursor);

  // The results, once the whole text is parsed.
  ast::Module* FinishModule();
  ast::Body FinishQuery();
  // Errors that did not stop the parse, in OPA's order.
  const std::vector<BuildFailure>& errors() const { return errors_; }

  Mark mark() const {
    return {cursor_.index, Size(terms_), Size(exprs_), Size(operators_), Size(withs_), Size(operands_)};
  }

  // build_terms.cc
  void Leaf();
  void Parens(const Mark& m);
  void RefBegin(const Mark& m);
  void Dot();
  void CallBegin(const Mark& m);
  void CallEnd(const Mark& m);
  void TermEnd(const Mark& m);
  void ArrayEnd(const Mark& m);
  void SetEnd(const Mark& m);
  void ObjectEnd(const Mark& m);
  void Close();
  void TemplateText();
  void TemplateExpr(const Mark& m);
  void TemplateEnd(const Mark& m);

  // build_infix.cc
  void InfixOperator();
  void InfixEnd(const Mark& m);

  // build_literals.cc
  void Operator();
  void ExprOperand(const Mark& m);
  void BodyOperand(const Mark& m);
  void GroupOperand(const Mark& m);
  void LogicOperator(const Mark& m);
  void LogicEnd(const Mark& m);
  void SomeEnd(const Mark& m);
  void EveryHead(const Mark& m);
  void EveryBody(const Mark& m);
  void WithBegin();
  void WithEnd();
  void WithsEnd(const Mark& m);

  // build_statements.cc, build_imports.cc
  void Package(const Mark& m);
  void Alias();
  void Import(const Mark& m);
  void NotInQuery(const Mark& m);
  void DefaultHead(const Mark& m);
  void DefaultRule(const Mark& m);
  void Head(const Mark& m);
  void ContainsKey();
  void IfKeyword() { if_ = true; }
  void FirstBody(const Mark& m);
  void BodyOpens() { body_token_ = cursor_.index - 1; }
  void NextBody(const Mark& m);
  void ElseBegin();
  void ElseOperator();
  void ElseValue();
  void ElseLiteral() { else_literal_ = true; }
  void ElseEnd(const Mark& m);
  void StatementEnd(const Mark& m);

 private:
  using T = TokenType;
  struct TermItem {
    ast::Term* term;
    uint32_t height;
    bool in_parens = false;
  };
  struct ExprItem {
    ast::Expr* expr;
    uint32_t height;
  };
  struct WithItem {
    ast::With with;
    uint32_t height;
  };
  // An operand of `and` and `or`, or a whole literal.
  struct Operand {
    ast::Expr* single = nullptr;   // or:
    ast::Body body;                // `{ ... }`
    bool explicit_body = false;
    Location location;
    uint32_t height = 0;
    uint32_t token = 0;
  };
  // A rule statement while it is read.
  struct Statement {
    ast::Body literals;
    std::vector<ast::Rule*> rules;     // with bodies
    ast::Term* key = nullptr;          // behind `contains`
    ast::Head contains_head;
    ast::Rule* last = nullptr;         // where an else hangs
    ast::Rule* first = nullptr;
    uint32_t else_token = 0;
    uint32_t elses = 0;
    bool refused = false;              // an error is noted already
  };

  template <typename V>
  static uint32_t Size(const V& v) { return static_cast<uint32_t>(v.size()); }
  std::string_view TextOf(const Token& token) const { return text_.substr(token.offset, token.end - token.offset); }
  Location At(const Token& token) const { return {source_, token.row, token.column, token.offset, token.end}; }
  // From the token to the last one read.
  Location From(uint32_t token) const {
    Location at = At(cursor_.tokens[token]);
    at.end = cursor_.previous().end;
    return at;
  }
  ast::Term* New(ast::TermKind kind, const Location& at) { return tree_.NewTerm(kind, at); }
  ast::Term* NewText(ast::TermKind kind, std::string_view text, const Location& at) {
    ast::Term* term = New(kind, at);
    term->text = text;
    return term;
  }
  void Push(ast::Term* term, uint32_t height = 1, bool in_parens = false) {
    terms_.push_back({term, height, in_parens});
  }
  TermItem Pop() {
    TermItem item = terms_.back();
    terms_.pop_back();
    return item;
  }
  [[noreturn]] void Fail(const Location& at, std::string message) const;
  [[noreturn]] void FailDefault(const ast::Rule& rule, const std::string& what) const;
  // OPA's `unexpected TOKEN token: NOTE` at the next token or at `token`.
  [[noreturn]] void Unexpected(const std::string& note) const { UnexpectedToken(cursor_.index, note); }
  [[noreturn]] void UnexpectedToken(uint32_t token, const std::string& note) const;
  void Note(const Location& at, std::string message) { errors_.push_back({at, std::move(message)}); }
  uint32_t CheckHeight(uint32_t height) const;

  void Number(const Token& token);
  std::string_view Name(const Token& token);
  std::string_view Decode(const Token& token, std::string_view escaped, bool template_text);
  uint32_t TakeTerms(uint32_t from, ast::Term* into);
  void CheckRefHead(const ast::Term& head) const;
  ast::Term* OperatorTerm(const Token& token);
  ast::Term* Reference(std::string_view head, const Location& at);
  void Reduce(std::vector<TermItem>& values, std::vector<uint32_t>& operators);
  bool IsMember(const ast::Term& call, size_t arguments) const;

  ast::Body TakeBody(uint32_t from, uint32_t* height);
  void PushOperand(ast::Expr* expr, bool negated, const Mark& m, uint32_t height);
  Operand Combine(Operand left, uint32_t token, Operand right);
  void CheckOperand(const Operand& operand, uint32_t token) const;
  void CheckUnionBody(const ast::Body& body, uint32_t brace, bool negated) const;
  void AttachWiths(ast::Expr* expr, uint32_t from, uint32_t* height);

  void BeginStatement(uint32_t token);
  void EndImportPath(ast::Import& import, ast::Term& term);
  void CheckFutureImport(const ast::Import& import);
  bool IsKeyword(std::string_view name) const;
  ast::Expr* TrueExpr(const Location& at);
  void AddRule(ast::Rule* rule);
  bool HeadOf(ast::Expr& literal, ast::Head* head);
  void FinishHead(ast::Head* head, bool has_if, const Location& at);
  void CopyHead(const ast::Head& from, ast::Head* to);
  void RenewWildcards(ast::Head* head);
  void CheckDefault(const ast::Rule& rule) const;
  void BodyStatement(const ast::Body& literals, const Location& at);
  std::string RuleFromExpr(ast::Expr& expr, ast::Rule* rule);
  std::string RuleFromTerm(ast::Term& term, ast::Rule* rule);
  std::string RuleFromEquation(ast::Expr& expr, ast::Rule* rule);
  void CheckVersion1();
  void AttachAnnotations();

  ast::Tree& tree_;
  const std::string_view text_;
  const uint32_t source_;
  const ParseOptions& options_;
  const LexerResult& lexed_;
  const Cursor& cursor_;

  std::vector<TermItem> terms_;
  std::vector<ExprItem> exprs_;
  std::vector<uint32_t> operators_;   // tokens
  std::vector<WithItem> withs_;
  std::vector<Operand> operands_;
  std::vector<TermItem> values_;      // scratch of InfixEnd
  std::vector<uint32_t> pending_;
  uint32_t wildcards_ = 0;

  ast::Module* module_ = nullptr;
  std::vector<BuildFailure> errors_;
  Statement statement_;
  uint32_t statements_ = 0;
  bool if_ = false;
  bool else_literal_ = false;
  uint32_t body_token_ = 0;
  uint32_t alias_ = 0;                // token, 0 = none
  // A note that a forgotten import of `if` or `contains` may explain: the next statement tells.
  size_t hint_error_ = SIZE_MAX;
  uint32_t hint_row_ = 0;
};

// True if OPA has a built-in function of this name.
bool IsBuiltinName(std::string_view name);
// No variable can make it more than one value: OPA's IsGround.
bool IsGround(const ast::Term& term);
// The `=` or `:=` was written between its operands, not as a call.
bool IsInfixAssignment(const ast::Expr& expr);
bool OperatorIs(const ast::Expr& expr, std::string_view name);

}  // namespace reeve::syntax

#endif  // REEVE_LIB_SYNTAX_BUILDER_H_
