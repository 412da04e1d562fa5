// Rego objects as trees, as encoding/json reads them into gqlparser's types: unknown members are passed over, null leaves a
// member as it is, and names match in any case, but for those nodes that gqlparser reads by hand. A selection is a field
// if it can be read as one, which makes a field of nearly every fragment too; one that is nothing is dropped. Positions are
// not read. Tested by tests/graphql/value_test.cc.
#include <algorithm>
#include <optional>

#include "graphql/graphql.h"

namespace reeve::graphql {
namespace {

bool EqualInAnyCase(Text a, Text b) {
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

// Nodes that gqlparser reads by hand: names match exactly, comments are not read.
template <typename Node>
constexpr bool kByHand = std::is_same_v<Node, Field> || std::is_same_v<Node, InlineFragment> ||
                         std::is_same_v<Node, OperationDefinition> || std::is_same_v<Node, FragmentDefinition>;

class Reader {
 public:
  explicit Reader(const Scope& scope) : scope_(scope) {}
  const std::string& error() const { return error_; }

  template <typename Node>
  bool Object(const Value& v, Node* node) {
    if (!v.is_object()) return Wrong("an object", v);
    Level level(&depth_);
    bool ok = true;
    Node::Fields(*node, [&](Text name, auto& member) {
      if (kByHand<Node> && name == "Comment") return;
      std::optional<Value> found = ok ? Find(v, name, !kByHand<Node>) : std::nullopt;
      if (found) ok = found->is_null() || Member(*found, &member);
    });
    return ok && Complete(*node);
  }

 private:
  bool Wrong(Text wanted, const Value& got) {
    error_ = "GraphQL object: expected " + std::string(wanted) + ", found " + std::string(KindName(got.kind()));
    return false;
  }

  // The member of that name; else, in any case, the last one in the order of names.
  std::optional<Value> Find(const Value& object, Text name, bool any_case) {
    scope_.budget.Charge(1);
    std::optional<Value> found = object.Find(name);
    for (size_t i = 0; any_case && !found && i < object.size(); ++i) {
      scope_.budget.Charge(1);
      Value key = object.key(object.size() - 1 - i);
      if (key.is_string() && EqualInAnyCase(key.string(), name)) found = object.value(object.size() - 1 - i);
    }
    return found;
  }

  bool Member(const Value& v, Text* out) {
    if (!v.is_string()) return Wrong("a string", v);
    *out = v.string();
    return true;
  }
  bool Member(const Value& v, bool* out) {
    if (!v.is_boolean()) return Wrong("a boolean", v);
    *out = v.boolean();
    return true;
  }
  bool Member(const Value& v, int64_t* out) {
    std::optional<int64_t> kind = v.is_number() ? v.integer() : std::nullopt;
    if (!kind || *kind < 0 || *kind >= kValueKinds) return Wrong("a kind of value from 0 to 9", v);
    *out = *kind;
    return true;
  }
  template <typename Node>
  bool Member(const Value& v, Node** out) {
    *out = scope_.arena.New<Node>();
    return Object(v, *out);
  }
  bool Member(const Value& v, List<Selection*>* out) {
    if (!v.is_array() && !v.is_set()) return Wrong("an array", v);
    for (size_t i = 0; i < v.size(); ++i) {
      Value item = v.at(i);
      if (item.is_null() || TakeSelection<Field>(item, out) || TakeSelection<FragmentSpread>(item, out)) continue;
      TakeSelection<InlineFragment>(item, out);
    }
    return true;
  }
  template <typename Node>
  bool TakeSelection(const Value& v, List<Selection*>* out) {
    Node* node = scope_.arena.New<Node>();
    if (!Object(v, node)) return false;
    out->Add(scope_.arena, node);
    return true;
  }
  template <typename T>
  bool Member(const Value& v, List<T>* out) {
    if (!v.is_array() && !v.is_set()) return Wrong("an array", v);
    for (size_t i = 0; i < v.size(); ++i) {
      scope_.budget.Charge(1);
      T item{};
      if (!Member(v.at(i), &item)) return false;
      out->Add(scope_.arena, item);
    }
    return true;
  }

  // What validation cannot do without; gqlparser would crash on it.
  template <typename Node>
  bool Complete(const Node&) { return true; }
  bool Complete(const Type& t) { return !t.named_type.empty() || t.elem != nullptr || Missing("NamedType"); }
  bool Complete(const ChildValue& c) { return c.value != nullptr || Missing("Value"); }
  bool Complete(const Argument& a) { return a.value != nullptr || Missing("Value"); }
  bool Complete(const VariableDefinition& d) { return d.type != nullptr || Missing("Type"); }
  bool Complete(const FieldDefinition& d) { return d.type != nullptr || Missing("Type"); }
  bool Complete(const ArgumentDefinition& d) { return d.type != nullptr || Missing("Type"); }
  bool Missing(Text member) {
    error_ = "GraphQL object: " + std::string(member) + " is missing";
    return false;
  }

  const Scope& scope_;
  size_t depth_ = 0;
  std::string error_;
};

template <typename Document>
Document* FromValue(const Scope& scope, const Value& object, std::string* error) {
  Document* document = scope.arena.New<Document>();
  Reader reader(scope);
  if (reader.Object(object, document)) return document;
  *error = reader.error();
  return nullptr;
}

}  // namespace

QueryDocument* QueryFromValue(const Scope& scope, const Value& object, std::string* error) {
  return FromValue<QueryDocument>(scope, object, error);
}
SchemaDocument* SchemaFromValue(const Scope& scope, const Value& object, std::string* error) {
  return FromValue<SchemaDocument>(scope, object, error);
}

}  // namespace reeve::graphql
