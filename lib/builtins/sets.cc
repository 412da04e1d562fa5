// Sets: & and |, intersection and union of a set of sets. Set minus is in numbers.cc, with the operator it shares.
#include "builtins/arguments.h"

namespace reeve::builtins {
namespace {

Table* IntersectTables(CallContext& call, const Table* a, const Table* b) {
  if (b->size < a->size) std::swap(a, b);
  call.budget.Charge(1 + a->size);
  Table* both = value::NewTable(call.arena, 1, a->size);
  for (uint32_t i = 0; i < a->size; ++i) {
    if (value::FindTagged(b, a->key(i), a->tags[i]) >= 0) value::Insert(call.arena, both, a->key(i));
  }
  return both;
}

void InsertAll(CallContext& call, Table* into, const Table* from) {
  call.budget.Charge(1 + from->size);
  for (uint32_t i = 0; i < from->size; ++i) value::Insert(call.arena, into, from->key(i));
}

bool And(CallContext& call, Value* result, Set a, Set b) {
  return Return(result, Access::Set(IntersectTables(call, a.table, b.table)));
}

bool Or(CallContext& call, Value* result, Set a, Set b) {
  if (a.table->size == 0) return Return(result, Access::Set(b.table));
  if (b.table->size == 0) return Return(result, Access::Set(a.table));
  Table* both = value::NewTable(call.arena, 1, a.table->size + b.table->size);
  InsertAll(call, both, a.table);
  InsertAll(call, both, b.table);
  return Return(result, Access::Set(both));
}

// The members of a set of sets.
bool TakeSets(CallContext& call, Table* sets, Array* out) {
  Elements(Access::Set(sets), out);
  call.budget.Charge(1 + out->size);
  for (const Value& v : *out) {
    if (!v.is_set()) return FailType(call, 1, v, {"set"});
  }
  return true;
}

bool Intersection(CallContext& call, Value* result, Set sets) {
  Array members;
  if (!TakeSets(call, sets.table, &members)) return false;
  if (members.size == 0) return Return(result, Access::Set(value::NewTable(call.arena, 1, 0)));
  Table* all = Access::TableOf(members.elements[0]);
  for (const Value& v : members) {
    if (&v != members.begin()) all = IntersectTables(call, all, Access::TableOf(v));
  }
  return Return(result, Access::Set(all));
}

bool Union(CallContext& call, Value* result, Set sets) {
  Array members;
  if (!TakeSets(call, sets.table, &members)) return false;
  Table* all = value::NewTable(call.arena, 1, 0);
  for (const Value& v : members) InsertAll(call, all, Access::TableOf(v));
  return Return(result, Access::Set(all));
}

constexpr Entry kTable[] = {
    {BuiltinId::kAnd, kTyped<And>},
    {BuiltinId::kOr, kTyped<Or>},
    {BuiltinId::kIntersection, kTyped<Intersection>},
    {BuiltinId::kUnion, kTyped<Union>},
};

}  // namespace

std::span<const Entry> SetFunctions() { return kTable; }

}  // namespace reeve::builtins
