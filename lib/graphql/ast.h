// Trees of GraphQL documents: queries (operations and fragments) and schemas (definitions of types and directives).
//
// The nodes and their members are those of github.com/vektah/gqlparser, because OPA's graphql.parse shows them to policies
// by name. Each node lists its members in Fields(), from which to_value.cc makes Rego objects and from_value.cc reads them
// back. Nodes live in an arena, are trivially destructible and belong to one call; texts are views of the document's text
// or of the arena. `definition` and the like are what validation finds; it writes them into the nodes.
#ifndef REEVE_LIB_GRAPHQL_AST_H_
#define REEVE_LIB_GRAPHQL_AST_H_

#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/arena.h"

namespace reeve::graphql {

using Text = std::string_view;

// A list in an arena; Add is amortized O(1), the memory of outgrown lists stays with the arena.
template <typename T>
class List {
 public:
  const T* begin() const { return items_; }
  const T* end() const { return items_ + size_; }
  uint32_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](size_t i) const { return items_[i]; }
  void Add(Arena& arena, const T& item) {
    if (size_ == capacity_) {
      capacity_ = capacity_ == 0 ? 4 : capacity_ * 2;
      T* grown = arena.NewArray<T>(capacity_);
      for (uint32_t i = 0; i < size_; ++i) grown[i] = items_[i];
      items_ = grown;
    }
    items_[size_++] = item;
  }
  void AddAll(Arena& arena, const List& more) {
    for (const T& item : more) Add(arena, item);
  }

 private:
  T* items_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
};

// Row and column of a node, from one; a row of zero: unknown, since the node was read from an object. Columns behind a
// block string may be negative, as gqlparser has them.
struct Position {
  int32_t row = 0;
  int32_t column = 0;
  bool in_prelude = false;
};

struct Definition;
struct DirectiveDefinition;
struct FieldDefinition;
struct FragmentDefinition;
struct VariableDefinition;

struct Comment {
  Text value;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) { v("Value", s.value); }
};

struct CommentGroup {
  List<Comment*> list;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) { v("List", s.list); }
};

struct Type {
  Text named_type;       // "" of a list
  Type* elem = nullptr;  // of a list
  bool non_null = false;
  Position position;
  Text Name() const {
    const Type* t = this;
    while (t->named_type.empty()) t = t->elem;
    return t->named_type;
  }
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("NamedType", s.named_type), v("Elem", s.elem), v("NonNull", s.non_null);
  }
};

enum ValueKind : int64_t {  // gqlparser's numbers
  kVariable, kInt, kFloat, kString, kBlock, kBoolean, kNull, kEnum, kList, kObject, kValueKinds
};

struct ChildValue;
struct ValueNode {
  Text raw;
  List<ChildValue*> children;
  int64_t kind = kVariable;
  Position position;
  CommentGroup* comment = nullptr;
  Definition* definition = nullptr;
  VariableDefinition* variable = nullptr;
  Type* expected = nullptr;
  bool expected_has_default = false;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("Raw", s.raw), v("Children", s.children), v("Kind", s.kind), v("Comment", s.comment), v("Definition", s.definition);
    v("VariableDefinition", s.variable), v("ExpectedType", s.expected);
    v("ExpectedTypeHasDefault", s.expected_has_default);
  }
};

struct ChildValue {
  Text name;  // "" in lists
  ValueNode* value = nullptr;
  Position position;
  CommentGroup* comment = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) { v("Name", s.name), v("Value", s.value), v("Comment", s.comment); }
};

struct Argument {
  Text name;
  ValueNode* value = nullptr;
  Position position;
  CommentGroup* comment = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) { v("Name", s.name), v("Value", s.value), v("Comment", s.comment); }
};

struct Directive {
  Text name;
  List<Argument*> arguments;
  Position position;
  Definition* parent = nullptr;
  DirectiveDefinition* definition = nullptr;
  Text location;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("Name", s.name), v("Arguments", s.arguments), v("ParentDefinition", s.parent), v("Definition", s.definition);
    v("Location", s.location);
  }
};

// A field, `...Name` or `... on Type { }`.
enum class SelectionKind : uint8_t { kField, kFragmentSpread, kInlineFragment };
struct Selection {
  explicit Selection(SelectionKind k) : kind(k) {}
  SelectionKind kind;
  Position position;
};

struct Field : Selection {
  Field() : Selection(SelectionKind::kField) {}
  Text alias;  // the name where none is written
  Text name;
  List<Argument*> arguments;
  List<Directive*> directives;
  List<Selection*> selections;
  CommentGroup* comment = nullptr;
  FieldDefinition* definition = nullptr;
  Definition* object = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("Alias", s.alias), v("Name", s.name), v("Arguments", s.arguments), v("Directives", s.directives);
    v("SelectionSet", s.selections), v("Comment", s.comment), v("Definition", s.definition);
    v("ObjectDefinition", s.object);
  }
};

struct FragmentSpread : Selection {
  FragmentSpread() : Selection(SelectionKind::kFragmentSpread) {}
  Text name;
  List<Directive*> directives;
  Definition* object = nullptr;
  FragmentDefinition* definition = nullptr;
  CommentGroup* comment = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("Name", s.name), v("Directives", s.directives), v("ObjectDefinition", s.object), v("Definition", s.definition);
    v("Comment", s.comment);
  }
};

struct InlineFragment : Selection {
  InlineFragment() : Selection(SelectionKind::kInlineFragment) {}
  Text type_condition;  // "" of none
  List<Directive*> directives;
  List<Selection*> selections;
  Definition* object = nullptr;
  CommentGroup* comment = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("TypeCondition", s.type_condition), v("Directives", s.directives), v("SelectionSet", s.selections);
    v("ObjectDefinition", s.object), v("Comment", s.comment);
  }
};

struct VariableDefinition {
  Text name;
  Type* type = nullptr;
  ValueNode* default_value = nullptr;
  List<Directive*> directives;
  Position position;
  CommentGroup* comment = nullptr;
  Definition* definition = nullptr;
  bool used = false;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("Variable", s.name), v("Type", s.type), v("DefaultValue", s.default_value), v("Directives", s.directives);
    v("Comment", s.comment), v("Definition", s.definition), v("Used", s.used);
  }
};

struct OperationDefinition {
  Text operation;  // "query", "mutation" or "subscription"; of an object perhaps ""
  Text name;
  List<VariableDefinition*> variables;
  List<Directive*> directives;
  List<Selection*> selections;
  Position position;
  CommentGroup* comment = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("Operation", s.operation), v("Name", s.name), v("VariableDefinitions", s.variables), v("Directives", s.directives);
    v("SelectionSet", s.selections), v("Comment", s.comment);
  }
};

struct FragmentDefinition {
  Text name;
  List<VariableDefinition*> variables;
  Text type_condition;
  List<Directive*> directives;
  List<Selection*> selections;
  Definition* definition = nullptr;
  Position position;
  CommentGroup* comment = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("Name", s.name), v("VariableDefinition", s.variables), v("TypeCondition", s.type_condition);
    v("Directives", s.directives), v("SelectionSet", s.selections), v("Definition", s.definition);
    v("Comment", s.comment);
  }
};

struct QueryDocument {
  List<OperationDefinition*> operations;
  List<FragmentDefinition*> fragments;
  CommentGroup* comment = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("Operations", s.operations), v("Fragments", s.fragments), v("Comment", s.comment);
  }
};

// What definitions in schemas share: a description, and the comments around it.
struct Described {
  Text description;
  Position position;
  CommentGroup* before = nullptr;
  CommentGroup* after = nullptr;
  template <typename S, typename V>
  static void DescribedFields(S& s, V&& v) {
    v("Description", s.description), v("BeforeDescriptionComment", s.before), v("AfterDescriptionComment", s.after);
  }
};

struct ArgumentDefinition : Described {
  Text name;
  ValueNode* default_value = nullptr;
  Type* type = nullptr;
  List<Directive*> directives;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    DescribedFields(s, v);
    v("Name", s.name), v("DefaultValue", s.default_value), v("Type", s.type), v("Directives", s.directives);
  }
};

struct FieldDefinition : Described {
  Text name;
  List<ArgumentDefinition*> arguments;  // of objects and interfaces
  ValueNode* default_value = nullptr;   // of input objects
  Type* type = nullptr;
  List<Directive*> directives;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    DescribedFields(s, v);
    v("Name", s.name), v("Arguments", s.arguments), v("DefaultValue", s.default_value), v("Type", s.type);
    v("Directives", s.directives);
  }
};

struct EnumValueDefinition : Described {
  Text name;
  List<Directive*> directives;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    DescribedFields(s, v);
    v("Name", s.name), v("Directives", s.directives);
  }
};

// A type, or an extension of one. Objects may name any kind, which then is none of the constants.
struct Definition : Described {
  Text kind;
  Text name;
  List<Directive*> directives;
  List<Text> interfaces;
  List<FieldDefinition*> fields;
  List<Text> types;  // of a union
  List<EnumValueDefinition*> enum_values;
  List<Position> type_positions;  // of `types`; empty if read from an object
  bool built_in = false;
  CommentGroup* end_comment = nullptr;

  bool IsLeaf() const { return kind == "ENUM" || kind == "SCALAR"; }
  bool IsAbstract() const { return kind == "INTERFACE" || kind == "UNION"; }
  bool IsComposite() const { return kind == "OBJECT" || IsAbstract(); }
  bool IsInput() const { return IsLeaf() || kind == "INPUT_OBJECT"; }
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    DescribedFields(s, v);
    v("Kind", s.kind), v("Name", s.name), v("Directives", s.directives), v("Interfaces", s.interfaces);
    v("Fields", s.fields), v("Types", s.types), v("EnumValues", s.enum_values), v("BuiltIn", s.built_in);
    v("EndOfDefinitionComment", s.end_comment);
  }
};

struct DirectiveDefinition : Described {
  Text name;
  List<ArgumentDefinition*> arguments;
  List<Text> locations;
  bool repeatable = false;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    DescribedFields(s, v);
    v("Name", s.name), v("Arguments", s.arguments), v("Locations", s.locations), v("IsRepeatable", s.repeatable);
  }
};

struct OperationTypeDefinition {
  Text operation;
  Text type;
  Position position;
  CommentGroup* comment = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) { v("Operation", s.operation), v("Type", s.type), v("Comment", s.comment); }
};

struct SchemaDefinition : Described {
  List<Directive*> directives;
  List<OperationTypeDefinition*> operation_types;
  CommentGroup* end_comment = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    DescribedFields(s, v);
    v("Directives", s.directives), v("OperationTypes", s.operation_types), v("EndOfDefinitionComment", s.end_comment);
  }
};

struct SchemaDocument {
  List<SchemaDefinition*> schema;
  List<SchemaDefinition*> schema_extensions;
  List<DirectiveDefinition*> directives;
  List<Definition*> definitions;
  List<Definition*> extensions;
  CommentGroup* comment = nullptr;
  template <typename S, typename V>
  static void Fields(S& s, V&& v) {
    v("Schema", s.schema), v("SchemaExtension", s.schema_extensions), v("Directives", s.directives);
    v("Definitions", s.definitions), v("Extensions", s.extensions), v("Comment", s.comment);
  }
};

}  // namespace reeve::graphql

#endif  // REEVE_LIB_GRAPHQL_AST_H_
