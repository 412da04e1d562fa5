// Types as OPA's capabilities.json writes them: {"type": "array", "dynamic": {"type": "any"}}. Held by tests/types/print_test.cc.
#include <algorithm>

#include "types/types.h"

namespace reeve::types {
namespace {

class Writer {
 public:
  explicit Writer(ValueBuilder& builder) : builder_(builder) {}

  Value Write(const Type* t) {
    std::vector<std::pair<Value, Value>> out;
    auto put = [&](const char* key, Value v) { out.emplace_back(builder_.String(key), v); };
    switch (t->kind) {
      case TypeKind::kNull: put("type", builder_.String("null")); break;
      case TypeKind::kBoolean: put("type", builder_.String("boolean")); break;
      case TypeKind::kNumber: put("type", builder_.String("number")); break;
      case TypeKind::kString: put("type", builder_.String("string")); break;
      case TypeKind::kArray:
        put("type", builder_.String("array"));
        if (!t->items.empty()) put("static", List(t->items));
        if (t->rest != nullptr) put("dynamic", Write(t->rest));
        break;
      case TypeKind::kSet:
        put("type", builder_.String("set"));
        if (t->rest != nullptr) put("of", Write(t->rest));
        break;
      case TypeKind::kObject:
        put("type", builder_.String("object"));
        if (!t->properties.empty()) put("static", Properties(t));
        if (t->open) {
          std::pair<Value, Value> entry[] = {{builder_.String("key"), Write(t->key)}, {builder_.String("value"), Write(t->rest)}};
          put("dynamic", builder_.Object(entry));
        }
        break;
      case TypeKind::kAny: {
        put("type", builder_.String("any"));
        std::vector<const Type*> members(t->items.begin(), t->items.end());
        std::sort(members.begin(), members.end(), [](const Type* a, const Type* b) { return Compare(a, b) < 0; });
        if (!members.empty()) put("of", List(members));
        break;
      }
      case TypeKind::kFunction:
        put("type", builder_.String("function"));
        if (!t->items.empty()) put("args", List(t->items));
        if (t->rest != nullptr) put("result", Write(t->rest));
        if (t->variadic != nullptr) put("variadic", Write(t->variadic));
        break;
    }
    return builder_.Object(out);
  }

 private:
  Value List(std::span<const Type* const> items) {
    std::vector<Value> out;
    for (const Type* t : items) out.push_back(Write(t));
    return builder_.Array(out);
  }
  Value Properties(const Type* t) {
    std::vector<Value> out;
    for (const Property& p : t->properties) {
      std::pair<Value, Value> entry[] = {{builder_.String("key"), p.key}, {builder_.String("value"), Write(p.value)}};
      out.push_back(builder_.Object(entry));
    }
    return builder_.Array(out);
  }
  ValueBuilder& builder_;
};

}  // namespace

Value ToJson(ValueBuilder& builder, const Type* t) { return Writer(builder).Write(t); }

}  // namespace reeve::types
