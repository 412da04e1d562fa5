// Equality and order, membership, template strings, trace and print. The operators are instructions of the machine; the
// functions here serve `with` replacements and calls by name.
#include "builtins/arguments.h"
#include "builtins/text_builder.h"
#include "value/format.h"

namespace reeve::builtins {
namespace {

int Compare(CallContext& call, const Value& a, const Value& b) {
  value::ChargeCompare(a, b, call.budget);
  return value::Compare(a, b);
}
bool Same(CallContext& call, const Value& a, const Value& b) {
  value::ChargeCompare(a, b, call.budget);
  return value::Equal(a, b);
}

bool Equal(CallContext& call, Value* result, Value a, Value b) { return Return(result, Same(call, a, b)); }
bool NotEqual(CallContext& call, Value* result, Value a, Value b) { return Return(result, !Same(call, a, b)); }
bool Less(CallContext& call, Value* result, Value a, Value b) { return Return(result, Compare(call, a, b) < 0); }
bool LessEqual(CallContext& call, Value* result, Value a, Value b) { return Return(result, Compare(call, a, b) <= 0); }
bool Greater(CallContext& call, Value* result, Value a, Value b) { return Return(result, Compare(call, a, b) > 0); }
bool GreaterEqual(CallContext& call, Value* result, Value a, Value b) {
  return Return(result, Compare(call, a, b) >= 0);
}

// x in collection: a member, an element, or a value of an object.
bool Member(CallContext& call, Value* result, Value x, Value collection) {
  if (collection.is_set()) {
    value::ChargeWalk(x, call.budget);
    return Return(result, value::Find(Access::TableOf(collection), x) >= 0);
  }
  if (collection.is_array()) {
    for (const Value& element : Array{Access::Elements(collection), Access::Size(collection)}) {
      if (Same(call, x, element)) return Return(result, true);
    }
  } else if (collection.is_object()) {
    const Table* table = Access::TableOf(collection);
    for (uint32_t i = 0; i < table->size; ++i) {
      if (Same(call, x, table->value(i))) return Return(result, true);
    }
  }
  return Return(result, false);
}

// k, x in collection.
bool MemberWithKey(CallContext& call, Value* result, Value key, Value x, Value collection) {
  value::ChargeWalk(key, call.budget);
  if (collection.is_set()) {
    return Return(result, value::Find(Access::TableOf(collection), key) >= 0 && Same(call, key, x));
  }
  std::optional<Value> found;
  if (collection.is_array() || collection.is_object()) found = collection.Find(key);
  return Return(result, found && Same(call, *found, x));
}

// $"...": text and primitives as they are; an expression comes as a set of its values, empty if undefined.
bool TemplateString(CallContext& call, Value* result, Array parts) {
  TextBuilder out(call);
  std::string text;
  for (const Value& part : parts) {
    text.clear();
    Array values{&part, 1};
    if (part.is_set() && Access::TableOf(part)->size == 0) {
      out.Append("<undefined>");
      continue;
    }
    if (part.is_set()) {
      Elements(part, &values);
      if (values.size > 1) return call.Fail(Code::kEvalConflict, "template-strings must not produce multiple outputs");
    } else if (part.is_array() || part.is_object()) {
      return call.Fail(Code::kEvalInternal, std::string("illegal argument type: ").append(KindName(part.kind())));
    }
    value::ChargeSize(*values.begin(), call.budget, 16);
    value::AppendPrint(*values.begin(), text);
    out.Append(text);
  }
  return Return(result, out.Finish());
}

bool Trace(CallContext&, Value* result, std::string_view) { return Return(result, true); }

// The machine records prints itself; called by name, print says nothing and is true.
bool Print(CallContext&, const Value*, Value* result) { return Return(result, true); }

constexpr Entry kTable[] = {
    {BuiltinId::kEqual, kTyped<Equal>},
    {BuiltinId::kNeq, kTyped<NotEqual>},
    {BuiltinId::kLt, kTyped<Less>},
    {BuiltinId::kLte, kTyped<LessEqual>},
    {BuiltinId::kGt, kTyped<Greater>},
    {BuiltinId::kGte, kTyped<GreaterEqual>},
    {BuiltinId::kInternalMember2, kTyped<Member>},
    {BuiltinId::kInternalMember3, kTyped<MemberWithKey>},
    {BuiltinId::kInternalTemplateString, kTyped<TemplateString>},
    {BuiltinId::kTrace, kTyped<Trace>},
    {BuiltinId::kPrint, Print},
};

}  // namespace

std::span<const Entry> ComparisonFunctions() { return kTable; }

}  // namespace reeve::builtins
