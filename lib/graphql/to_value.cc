// Trees as Rego objects, member by member as Fields() lists them (ast.h). Tested by tests/graphql/value_test.cc.
#include "graphql/graphql.h"
#include "value/rep.h"
#include "value/table.h"

namespace reeve::graphql {
namespace {

using value::Access;
using value::Table;

class Writer {
 public:
  explicit Writer(const Scope& scope) : scope_(scope) {}

  template <typename Node>
  Value Object(const Node& node) {
    if (++depth_ > scope_.max_value_depth) throw Stop{Code::kDepthLimit, "GraphQL document nested too deep"};
    Table* table = value::NewTable(scope_.arena, 2, 8);
    Node::Fields(node, [&](Text key, const auto& member) {
      scope_.budget.Charge(1);
      Value v;
      if (Member(member, &v)) value::Insert(scope_.arena, table, Access::String(key), v);
    });
    --depth_;
    return Access::Object(table);
  }

 private:
  // False: the member is left out.
  bool Member(Text text, Value* out) {
    *out = Access::String(text);
    return true;
  }
  bool Member(bool flag, Value* out) {
    *out = Value::Boolean(flag);
    return true;
  }
  bool Member(int64_t number, Value* out) {
    *out = Value::Integer(number);
    return true;
  }
  bool Member(const CommentGroup* group, Value* out) {
    if (group == nullptr || group->list.empty()) return false;
    *out = Object(*group);
    return true;
  }
  template <typename Node>
  bool Member(const Node* node, Value* out) {
    if (node == nullptr) return false;
    *out = Object(*node);
    return true;
  }
  bool Member(const Selection* selection, Value* out) {
    switch (selection->kind) {
      case SelectionKind::kField: return Member(static_cast<const Field*>(selection), out);
      case SelectionKind::kFragmentSpread: return Member(static_cast<const FragmentSpread*>(selection), out);
      case SelectionKind::kInlineFragment: return Member(static_cast<const InlineFragment*>(selection), out);
    }
    return false;
  }
  template <typename T>
  bool Member(const List<T>& list, Value* out) {
    Value* elements = scope_.arena.NewArray<Value>(list.size());
    size_t n = 0;
    ++depth_;
    for (const T& item : list) n += Member(item, &elements[n]) ? 1 : 0;
    --depth_;
    *out = Access::Array(elements, n);
    return n > 0;
  }

  const Scope& scope_;
  size_t depth_ = 0;
};

}  // namespace

Value ToValue(const Scope& scope, const QueryDocument& query) { return Writer(scope).Object(query); }
Value ToValue(const Scope& scope, const SchemaDocument& schema) { return Writer(scope).Object(schema); }

}  // namespace reeve::graphql
