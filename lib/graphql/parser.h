// The parser behind ParseQuery (parse_query.cc) and ParseSchema (parse_schema.cc): one token of look-ahead, recursive descent.
//
// The first error wins; from then on every token is the end of the text, which ends all loops. Comments are no tokens of
// the grammar: those in front of a token are its comment group, until that token is taken.
#ifndef REEVE_LIB_GRAPHQL_PARSER_H_
#define REEVE_LIB_GRAPHQL_PARSER_H_

#include <string>

#include "graphql/graphql.h"
#include "graphql/lexer.h"

namespace reeve::graphql {

class Parser {
 public:
  Parser(const Scope& scope, Text text, bool prelude = false)
      : scope_(scope), lexer_(scope.arena, text, prelude), prelude_(prelude) {}
  QueryDocument* Query();
  SchemaDocument* Schema();
  bool failed() const { return failed_; }
  const std::string& error() const { return error_; }

 private:
  struct Description {
    Text text;
    CommentGroup* comment = nullptr;
  };

  const Token& Peek();
  Token Next();
  bool At(TokenKind kind) { return Peek().kind == kind; }
  bool AtName(Text name) { return At(TokenKind::kName) && Peek().value == name; }
  bool Skip(TokenKind kind);
  // Takes a token of that kind, or fails; returns the comments in front of it.
  CommentGroup* Expect(TokenKind kind);
  CommentGroup* ExpectKeyword(Text keyword);
  Text Name();
  void Fail(const Token& token, std::string text);
  void Unexpected(const Token& token);
  // start item+ end, or nothing at all; returns the comments in front of the end.
  template <typename Item>
  CommentGroup* Some(TokenKind start, TokenKind end, Item item) {
    if (!Skip(start)) return nullptr;
    if (At(end)) Fail(Peek(), "expected at least one definition, found " + std::string(TokenText(end)));
    while (!At(end) && !failed_) item();
    Peek();
    CommentGroup* comment = comment_;
    Next();
    return comment;
  }
  template <typename T>
  T* New() {
    scope_.budget.Charge(1 + sizeof(T) / 64);
    return scope_.arena.New<T>();
  }
  template <typename T>
  void Add(List<T>& list, const T& item) { list.Add(scope_.arena, item); }

  // parse_query.cc
  OperationDefinition* Operation();
  Text OperationType();
  List<VariableDefinition*> Variables();
  VariableDefinition* Variable();
  Text VariableName();
  List<Selection*> Selections(bool required);
  Selection* OneSelection();
  Field* OneField();
  Selection* Fragment();
  FragmentDefinition* OneFragmentDefinition();
  Text FragmentName();
  List<Argument*> Arguments(bool constant);
  ValueNode* ValueLiteral(bool constant);
  ValueNode* Collection(bool constant, bool object);
  List<Directive*> Directives(bool constant);
  Type* TypeReference();

  // parse_schema.cc
  bool SchemaItem(SchemaDocument* document);
  Description ReadDescription();
  // Into a member of a definition: its description, the comments around it and its place.
  void DescribeMember(Described* member);
  Definition* TypeDefinition(const Description& description);
  Definition* TypeExtension(CommentGroup* after);
  void TypeBody(Definition* d, Text keyword, bool extension);
  void Extension(SchemaDocument* document);
  SchemaDefinition* OneSchemaDefinition(const Description& description, CommentGroup* after);
  void Interfaces(Definition* d);
  void Members(Definition* d);
  FieldDefinition* OneFieldDefinition(bool input);
  List<ArgumentDefinition*> ArgumentDefinitions();
  EnumValueDefinition* EnumValue();
  DirectiveDefinition* OneDirectiveDefinition(const Description& description);
  Text DirectiveLocation();

  const Scope& scope_;
  Lexer lexer_;
  bool prelude_;
  bool failed_ = false;
  std::string error_;
  bool peeked_ = false;
  Token token_;     // peeked
  Token previous_;  // taken last, a comment too
  CommentGroup* comment_ = nullptr;
  size_t depth_ = 0;
};

}  // namespace reeve::graphql

#endif  // REEVE_LIB_GRAPHQL_PARSER_H_
