// Schemas: definitions of types, directives and entry points, and extensions of them.
// External interface: ParseSchema() and ParsePrelude(). Tested by tests/graphql/parse_test.cc.
#include <algorithm>
#include <array>

#include "graphql/parser.h"

namespace reeve::graphql {
namespace {

struct TypeKeyword {
  Text keyword;
  Text kind;
};
constexpr std::array<TypeKeyword, 6> kTypes = {{{"scalar", "SCALAR"}, {"type", "OBJECT"}, {"interface", "INTERFACE"},
                                                {"union", "UNION"}, {"enum", "ENUM"}, {"input", "INPUT_OBJECT"}}};
constexpr std::array<Text, 19> kLocations = {
    "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
    "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION",
    "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION"};

// The kind behind a keyword; "" if it starts no type.
Text KindOf(Text keyword) {
  for (const TypeKeyword& type : kTypes) {
    if (type.keyword == keyword) return type.kind;
  }
  return {};
}

}  // namespace

SchemaDocument* Parser::Schema() {
  SchemaDocument* document = New<SchemaDocument>();
  while (!At(TokenKind::kEnd) && SchemaItem(document)) {
  }
  document->comment = comment_;
  return document;
}

bool Parser::SchemaItem(SchemaDocument* document) {
  Description description = ReadDescription();
  if (!At(TokenKind::kName)) {
    Unexpected(Peek());
  } else if (!KindOf(Peek().value).empty()) {
    Add(document->definitions, TypeDefinition(description));
  } else if (AtName("schema")) {
    CommentGroup* after = ExpectKeyword("schema");
    Add(document->schema, OneSchemaDefinition(description, after));
  } else if (AtName("directive")) {
    Add(document->directives, OneDirectiveDefinition(description));
  } else if (AtName("extend")) {
    if (!description.text.empty()) Unexpected(previous_);
    Extension(document);
  } else {
    Unexpected(Peek());
  }
  return !failed_;
}

Parser::Description Parser::ReadDescription() {
  if (!At(TokenKind::kBlockString) && !At(TokenKind::kString)) return {};
  CommentGroup* comment = comment_;
  return {Next().value, comment};
}

void Parser::DescribeMember(Described* member) {
  Description description = ReadDescription();
  if (!description.text.empty()) {
    member->before = description.comment;
    member->description = description.text;
  }
  member->position = Peek().position;
  member->after = comment_;
}

SchemaDefinition* Parser::OneSchemaDefinition(const Description& description, CommentGroup* after) {
  SchemaDefinition* schema = New<SchemaDefinition>();
  schema->position = Peek().position;
  schema->before = description.comment;
  schema->description = description.text;
  schema->after = after;
  schema->directives = Directives(true);
  schema->end_comment = Some(TokenKind::kBraceL, TokenKind::kBraceR, [&] {
    OperationTypeDefinition* operation = New<OperationTypeDefinition>();
    operation->position = Peek().position;
    operation->comment = comment_;
    operation->operation = OperationType();
    Expect(TokenKind::kColon);
    operation->type = Name();
    Add(schema->operation_types, operation);
  });
  return schema;
}

Definition* Parser::TypeDefinition(const Description& description) {
  Text keyword = Peek().value;
  Definition* d = New<Definition>();
  d->before = description.comment;
  d->description = description.text;
  d->after = ExpectKeyword(keyword);
  TypeBody(d, keyword, false);
  return d;
}

void Parser::Extension(SchemaDocument* document) {
  CommentGroup* after = ExpectKeyword("extend");
  if (Peek().value == "schema") {
    ExpectKeyword("schema");
    SchemaDefinition* schema = OneSchemaDefinition({}, after);
    if (schema->directives.empty() && schema->operation_types.empty()) Unexpected(Peek());
    Add(document->schema_extensions, schema);
  } else if (!KindOf(Peek().value).empty()) {
    Add(document->extensions, TypeExtension(after));
  } else {
    Unexpected(Peek());
  }
}

Definition* Parser::TypeExtension(CommentGroup* after) {
  Text keyword = Peek().value;
  ExpectKeyword(keyword);
  Definition* d = New<Definition>();
  d->after = after;
  TypeBody(d, keyword, true);
  bool any = !d->directives.empty() || !d->interfaces.empty() || !d->fields.empty() || !d->types.empty() ||
             !d->enum_values.empty();
  if (!any) Unexpected(Peek());
  return d;
}

// What follows the keyword. Extensions of interfaces implement nothing, and those of inputs may use variables, which is
// gqlparser's way.
void Parser::TypeBody(Definition* d, Text keyword, bool extension) {
  d->position = Peek().position;
  d->kind = KindOf(keyword);
  d->built_in = prelude_;
  d->name = Name();
  if (keyword == "type" || (keyword == "interface" && !extension)) Interfaces(d);
  d->directives = Directives(!(keyword == "input" && extension));
  Members(d);
}

void Parser::Interfaces(Definition* d) {
  if (Peek().value != "implements") return;
  Next();
  Skip(TokenKind::kAmp);
  Add(d->interfaces, Name());
  while (Skip(TokenKind::kAmp)) Add(d->interfaces, Name());
}

void Parser::Members(Definition* d) {
  if (d->kind == "UNION") {
    if (!Skip(TokenKind::kEquals)) return;
    Skip(TokenKind::kPipe);
    do {
      Add(d->type_positions, Peek().position);
      Add(d->types, Name());
    } while (Skip(TokenKind::kPipe));
  } else if (d->kind == "ENUM") {
    d->end_comment = Some(TokenKind::kBraceL, TokenKind::kBraceR, [&] { Add(d->enum_values, EnumValue()); });
  } else if (d->kind != "SCALAR") {
    bool input = d->kind == "INPUT_OBJECT";
    d->end_comment = Some(TokenKind::kBraceL, TokenKind::kBraceR, [&] { Add(d->fields, OneFieldDefinition(input)); });
  }
}

FieldDefinition* Parser::OneFieldDefinition(bool input) {
  FieldDefinition* field = New<FieldDefinition>();
  DescribeMember(field);
  field->name = Name();
  if (!input) field->arguments = ArgumentDefinitions();
  Expect(TokenKind::kColon);
  field->type = TypeReference();
  if (input && Skip(TokenKind::kEquals)) field->default_value = ValueLiteral(true);
  field->directives = Directives(true);
  return field;
}

List<ArgumentDefinition*> Parser::ArgumentDefinitions() {
  List<ArgumentDefinition*> all;
  Some(TokenKind::kParenL, TokenKind::kParenR, [&] {
    ArgumentDefinition* argument = New<ArgumentDefinition>();
    DescribeMember(argument);
    argument->name = Name();
    Expect(TokenKind::kColon);
    argument->type = TypeReference();
    if (Skip(TokenKind::kEquals)) argument->default_value = ValueLiteral(true);
    argument->directives = Directives(true);
    Add(all, argument);
  });
  return all;
}

EnumValueDefinition* Parser::EnumValue() {
  EnumValueDefinition* value = New<EnumValueDefinition>();
  DescribeMember(value);
  value->name = Name();
  value->directives = Directives(true);
  return value;
}

DirectiveDefinition* Parser::OneDirectiveDefinition(const Description& description) {
  DirectiveDefinition* directive = New<DirectiveDefinition>();
  directive->before = description.comment;
  directive->description = description.text;
  directive->after = ExpectKeyword("directive");
  Expect(TokenKind::kAt);
  directive->position = Peek().position;
  directive->name = Name();
  directive->arguments = ArgumentDefinitions();
  directive->repeatable = AtName("repeatable");
  if (directive->repeatable) Next();
  ExpectKeyword("on");
  Skip(TokenKind::kPipe);
  Add(directive->locations, DirectiveLocation());
  while (Skip(TokenKind::kPipe)) Add(directive->locations, DirectiveLocation());
  return directive;
}

Text Parser::DirectiveLocation() {
  Expect(TokenKind::kName);
  if (failed_) return {};
  if (std::find(kLocations.begin(), kLocations.end(), previous_.value) == kLocations.end()) Unexpected(previous_);
  return previous_.value;
}

SchemaDocument* ParseSchema(const Scope& scope, std::string_view text, std::string* error) {
  scope.budget.Charge(1 + text.size() / 4);
  Parser parser(scope, text);
  SchemaDocument* document = parser.Schema();
  if (!parser.failed()) return document;
  *error = OpaError(parser.error());
  return nullptr;
}

// The specification's scalars, directives and introspection types, and gqlparser's @defer; their documentation is left out,
// since nothing shows it.
constexpr Text kPrelude = R"(
scalar Int
scalar Float
scalar String
scalar Boolean
scalar ID
directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
directive @deprecated(reason: String = "No longer supported")
  on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
directive @specifiedBy(url: String!) on SCALAR
directive @oneOf on INPUT_OBJECT
type __Schema {
  description: String types: [__Type!]! queryType: __Type! mutationType: __Type subscriptionType: __Type
  directives: [__Directive!]!
}
type __Type {
  kind: __TypeKind! name: String description: String specifiedByURL: String
  fields(includeDeprecated: Boolean = false): [__Field!] interfaces: [__Type!] possibleTypes: [__Type!]
  enumValues(includeDeprecated: Boolean = false): [__EnumValue!]
  inputFields(includeDeprecated: Boolean = false): [__InputValue!] ofType: __Type isOneOf: Boolean
}
enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
type __Field {
  name: String! description: String args(includeDeprecated: Boolean = false): [__InputValue!]! type: __Type!
  isDeprecated: Boolean! deprecationReason: String
}
type __InputValue {
  name: String! description: String type: __Type! defaultValue: String isDeprecated: Boolean! deprecationReason: String
}
type __EnumValue { name: String! description: String isDeprecated: Boolean! deprecationReason: String }
type __Directive {
  name: String! description: String isRepeatable: Boolean! locations: [__DirectiveLocation!]!
  args(includeDeprecated: Boolean = false): [__InputValue!]!
}
enum __DirectiveLocation {
  QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION SCHEMA SCALAR
  OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION
}
)";

SchemaDocument* ParsePrelude(const Scope& scope) {
  scope.budget.Charge(kPrelude.size() / 4);
  return Parser(scope, kPrelude, true).Schema();
}

}  // namespace reeve::graphql
