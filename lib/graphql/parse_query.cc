// Queries, and what both kinds of document share: tokens with comments, values, directives and types.
// External interface: ParseQuery(). Tested by tests/graphql/parse_test.cc.
#include "graphql/parser.h"
#include "value/format.h"

namespace reeve::graphql {

void Parser::Fail(const Token& token, std::string text) {
  if (failed_) return;
  failed_ = true;
  error_ = ErrorAt(token.position, text, false);
}

void Parser::Unexpected(const Token& token) {
  std::string text = "Unexpected " + std::string(TokenText(token.kind));
  if (!token.value.empty()) value::AppendQuoted(token.value, text += ' ');
  Fail(token, std::move(text));
}

const Token& Parser::Peek() {
  if (failed_) {
    token_ = Token{TokenKind::kEnd, {}, {}};
    return token_;
  }
  if (peeked_) return token_;
  peeked_ = true;
  token_ = lexer_.Next();
  if (token_.kind == TokenKind::kComment) {
    comment_ = New<CommentGroup>();
    for (; token_.kind == TokenKind::kComment; token_ = lexer_.Next()) {
      Comment* comment = New<Comment>();
      comment->value = token_.value;
      Add(comment_->list, comment);
      previous_ = token_;
    }
  }
  return token_;
}

Token Parser::Next() {
  Peek();
  if (failed_) return token_;
  peeked_ = false;
  comment_ = nullptr;
  previous_ = token_;
  scope_.budget.Charge(1);
  if (token_.kind == TokenKind::kInvalid) {
    failed_ = true;
    error_ = lexer_.error();
  }
  return previous_;
}

bool Parser::Skip(TokenKind kind) {
  if (failed_ || !At(kind)) return false;
  Next();
  return true;
}

CommentGroup* Parser::Expect(TokenKind kind) {
  Token token = Peek();
  CommentGroup* comment = comment_;
  if (token.kind == kind) {
    Next();
  } else {
    Fail(token, "Expected " + std::string(TokenText(kind)) + ", found " + std::string(TokenText(token.kind)));
  }
  return comment;
}

CommentGroup* Parser::ExpectKeyword(Text keyword) {
  Token token = Peek();
  CommentGroup* comment = comment_;
  if (AtName(keyword)) {
    Next();
    return comment;
  }
  std::string text = "Expected \"" + std::string(keyword) + "\", found " + std::string(TokenText(token.kind));
  if (!token.value.empty()) value::AppendQuoted(token.value, text += ' ');
  Fail(token, std::move(text));
  return comment;
}

Text Parser::Name() {
  Expect(TokenKind::kName);
  return failed_ ? Text() : previous_.value;
}

QueryDocument* Parser::Query() {
  QueryDocument* document = New<QueryDocument>();
  while (!At(TokenKind::kEnd)) {
    if (AtName("query") || AtName("mutation") || AtName("subscription") || At(TokenKind::kBraceL)) {
      Add(document->operations, Operation());
    } else if (AtName("fragment")) {
      Add(document->fragments, OneFragmentDefinition());
    } else {
      Unexpected(Peek());
    }
  }
  return document;
}

OperationDefinition* Parser::Operation() {
  OperationDefinition* operation = New<OperationDefinition>();
  operation->position = Peek().position;
  if (At(TokenKind::kBraceL)) {  // gqlparser looks for its comments when they are gone
    operation->operation = "query";
    operation->selections = Selections(true);
    return operation;
  }
  operation->comment = comment_;
  operation->operation = OperationType();
  if (At(TokenKind::kName)) operation->name = Next().value;
  operation->variables = Variables();
  operation->directives = Directives(false);
  operation->selections = Selections(true);
  return operation;
}

Text Parser::OperationType() {
  Token token = Next();
  if (token.value == "query" || token.value == "mutation" || token.value == "subscription") return token.value;
  Unexpected(token);
  return {};
}

List<VariableDefinition*> Parser::Variables() {
  List<VariableDefinition*> all;
  Some(TokenKind::kParenL, TokenKind::kParenR, [&] { Add(all, Variable()); });
  return all;
}

VariableDefinition* Parser::Variable() {
  VariableDefinition* variable = New<VariableDefinition>();
  variable->position = Peek().position;
  variable->comment = comment_;
  variable->name = VariableName();
  Expect(TokenKind::kColon);
  variable->type = TypeReference();
  if (Skip(TokenKind::kEquals)) variable->default_value = ValueLiteral(true);
  variable->directives = Directives(false);
  return variable;
}

Text Parser::VariableName() {
  Expect(TokenKind::kDollar);
  return Name();
}

List<Selection*> Parser::Selections(bool required) {
  Level level(&depth_);
  List<Selection*> all;
  if (required && !At(TokenKind::kBraceL)) Expect(TokenKind::kBraceL);
  Some(TokenKind::kBraceL, TokenKind::kBraceR, [&] { Add(all, OneSelection()); });
  return all;
}

Selection* Parser::OneSelection() {
  if (At(TokenKind::kSpread)) return Fragment();
  return OneField();
}

Field* Parser::OneField() {
  Field* field = New<Field>();
  field->position = Peek().position;
  field->comment = comment_;
  field->alias = Name();
  field->name = Skip(TokenKind::kColon) ? Name() : field->alias;
  field->arguments = Arguments(false);
  field->directives = Directives(false);
  if (At(TokenKind::kBraceL)) field->selections = Selections(false);
  return field;
}

Selection* Parser::Fragment() {
  CommentGroup* comment = Expect(TokenKind::kSpread);
  Position position = Peek().position;
  if (At(TokenKind::kName) && !AtName("on")) {
    FragmentSpread* spread = New<FragmentSpread>();
    spread->position = position;
    spread->comment = comment;
    spread->name = FragmentName();
    spread->directives = Directives(false);
    return spread;
  }
  InlineFragment* fragment = New<InlineFragment>();
  fragment->position = position;
  fragment->comment = comment;
  if (Peek().value == "on") {
    Next();
    fragment->type_condition = Name();
  }
  fragment->directives = Directives(false);
  fragment->selections = Selections(true);
  return fragment;
}

FragmentDefinition* Parser::OneFragmentDefinition() {
  FragmentDefinition* fragment = New<FragmentDefinition>();
  fragment->position = Peek().position;
  fragment->comment = comment_;
  ExpectKeyword("fragment");
  fragment->name = FragmentName();
  fragment->variables = Variables();
  ExpectKeyword("on");
  fragment->type_condition = Name();
  fragment->directives = Directives(false);
  fragment->selections = Selections(true);
  return fragment;
}

Text Parser::FragmentName() {
  if (Peek().value != "on") return Name();
  Unexpected(Peek());
  return {};
}

List<Argument*> Parser::Arguments(bool constant) {
  List<Argument*> all;
  Some(TokenKind::kParenL, TokenKind::kParenR, [&] {
    Argument* argument = New<Argument>();
    argument->position = Peek().position;
    argument->comment = comment_;
    argument->name = Name();
    Expect(TokenKind::kColon);
    argument->value = ValueLiteral(constant);
    Add(all, argument);
  });
  return all;
}

ValueNode* Parser::ValueLiteral(bool constant) {
  Token token = Peek();
  ValueNode* value = New<ValueNode>();
  value->position = token.position;
  switch (token.kind) {
    case TokenKind::kBracketL: return Collection(constant, false);
    case TokenKind::kBraceL: return Collection(constant, true);
    case TokenKind::kDollar:
      if (constant) {
        Unexpected(token);
      } else {
        value->raw = VariableName();
      }
      return value;
    case TokenKind::kInt: value->kind = kInt; break;
    case TokenKind::kFloat: value->kind = kFloat; break;
    case TokenKind::kString: value->kind = kString; break;
    case TokenKind::kBlockString: value->kind = kBlock; break;
    case TokenKind::kName:
      value->kind = token.value == "null" ? kNull : token.value == "true" || token.value == "false" ? kBoolean : kEnum;
      break;
    default: Unexpected(token); return value;
  }
  Next();
  value->raw = token.value;
  return value;
}

// [value ...] or {name: value ...}.
ValueNode* Parser::Collection(bool constant, bool object) {
  Level level(&depth_);
  ValueNode* value = New<ValueNode>();
  value->kind = object ? kObject : kList;
  value->position = Peek().position;
  value->comment = comment_;
  Next();
  TokenKind end = object ? TokenKind::kBraceR : TokenKind::kBracketR;
  while (!At(end) && !failed_) {
    ChildValue* child = New<ChildValue>();
    if (object) {
      child->position = Peek().position;
      child->comment = comment_;
      child->name = Name();
      Expect(TokenKind::kColon);
    }
    child->value = ValueLiteral(constant);
    Add(value->children, child);
  }
  Next();
  return value;
}

List<Directive*> Parser::Directives(bool constant) {
  List<Directive*> all;
  while (Skip(TokenKind::kAt)) {
    Directive* directive = New<Directive>();
    directive->position = Peek().position;
    directive->name = Name();
    directive->arguments = Arguments(constant);
    Add(all, directive);
  }
  return all;
}

Type* Parser::TypeReference() {
  Level level(&depth_);
  Type* type = New<Type>();
  bool list = Skip(TokenKind::kBracketL);
  type->position = Peek().position;
  if (list) {
    type->elem = TypeReference();
    Expect(TokenKind::kBracketR);
  } else {
    type->named_type = Name();
  }
  type->non_null = Skip(TokenKind::kBang);
  return type;
}

QueryDocument* ParseQuery(const Scope& scope, std::string_view text, std::string* error) {
  scope.budget.Charge(1 + text.size() / 4);
  Parser parser(scope, text);
  QueryDocument* document = parser.Query();
  if (!parser.failed()) return document;
  *error = OpaError(parser.error());
  return nullptr;
}

}  // namespace reeve::graphql
