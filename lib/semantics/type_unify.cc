// Types of terms, and terms that shall be equal: what a variable is equal to first gives it its type.
// Part of CheckTypes; held by tests/semantics/type_check_test.cc.
#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "ast/order.h"
#include "semantics/type_checker.h"
#include "value/json.h"

namespace reeve::semantics {

using types::Is;
using types::IsAny;
using types::IsUnknown;
using types::Type;
using types::TypeKind;

bool IsConstantTerm(const Term& term) {
  switch (term.kind) {
    case TermKind::kNull: case TermKind::kBoolean: case TermKind::kNumber: case TermKind::kString: case TermKind::kConstant:
      return true;
    case TermKind::kArray: case TermKind::kSet: case TermKind::kObject:
      return std::all_of(term.terms.begin(), term.terms.end(), [](const Term* t) { return IsConstantTerm(*t); });
    default:
      return false;
  }
}

namespace {

Value ValueOf(ValueBuilder& builder, const Term& term) {
  switch (term.kind) {
    case TermKind::kConstant: return term.value;
    case TermKind::kArray: case TermKind::kSet: {
      std::vector<Value> items;
      for (const Term* t : term.terms) items.push_back(ValueOf(builder, *t));
      return term.kind == TermKind::kSet ? builder.Set(items) : builder.Array(items);
    }
    case TermKind::kObject: {
      std::vector<std::pair<Value, Value>> entries;
      for (size_t i = 0; i + 1 < term.terms.size(); i += 2) {
        entries.emplace_back(ValueOf(builder, *term.terms[i]), ValueOf(builder, *term.terms[i + 1]));
      }
      return builder.Object(entries);
    }
    default: return ScalarValue(term);
  }
}

// A constant as the key of a property: sets are arrays, keys of objects strings.
Value PropertyKeyOf(Arena& arena, const Term& term) {
  if (IsScalar(term)) return ScalarValue(term);
  ValueBuilder builder(arena);
  Value v = ValueOf(builder, term);
  Result<Value> json = value::ParseJson(arena, v.ToJson());
  return json.ok() ? *json : v;
}

}  // namespace

// ---- types of terms ----

const Type* TypeChecker::TypeOfVar(VarId v) {
  if (const Type* t = vars_.Get(v)) return t;
  if (v >= VarTypes::kHoisted) return nullptr;
  const capabilities::Builtin* builtin = c_.names.builtin(v);
  return builtin == nullptr ? nullptr : SignatureOf(*builtin).type;
}

VarId TypeChecker::VarOf(const Term& term) const {
  if (term.kind == TermKind::kVar) return IdOf(term);
  if (term.kind != TermKind::kRef && !IsComprehension(term)) return kNoVar;
  auto found = hoisted_.find(&term);
  return found == hoisted_.end() ? kNoVar : found->second;
}

const Type* TypeChecker::TypeOf(const Term& term) {
  VarId v = VarOf(term);
  return v == kNoVar ? TypeOfUnhoisted(term) : TypeOfVar(v);
}

const Type* TypeChecker::TypeOfUnhoisted(const Term& term) {
  switch (term.kind) {
    case TermKind::kNull: return types_.null();
    case TermKind::kBoolean: return types_.boolean();
    case TermKind::kNumber: return types_.number();
    case TermKind::kString: case TermKind::kTemplateString: return types_.string();
    case TermKind::kConstant: return ConstantType(term);
    case TermKind::kVar: return TypeOfVar(IdOf(term));
    case TermKind::kRef: return TypeOfRef(term);
    case TermKind::kArray: {
      std::vector<const Type*> items;
      items.reserve(term.terms.size());
      for (const Term* t : term.terms) items.push_back(TypeOf(*t));
      return types_.Array(items, nullptr);
    }
    case TermKind::kSet: {
      const Type* of = nullptr;
      for (const Term* t : term.terms) of = types_.Or(of, TypeOf(*t));
      return types_.Set(of);
    }
    case TermKind::kObject: return TypeOfObject(term);
    case TermKind::kArrayComprehension: case TermKind::kSetComprehension: case TermKind::kObjectComprehension: {
      const Closure& closure = CheckClosure(term);
      return closure.errors.empty() ? closure.type : nullptr;
    }
    default: return nullptr;
  }
}

const Type* TypeChecker::TypeOfObject(const Term& term) {
  std::vector<types::Property> properties;
  const Term* open = nullptr;
  const Term* rest = nullptr;
  for (size_t i = 0; i + 1 < term.terms.size(); i += 2) {
    const Term& key = *term.terms[i];
    if (IsConstantTerm(key)) {
      properties.push_back({PropertyKeyOf(c_.tree.arena(), key), TypeOf(*term.terms[i + 1])});
    } else if (open == nullptr || ast::Compare(*open, key) <= 0) {
      open = &key;   // of several the last in order tells
      rest = term.terms[i + 1];
    }
  }
  if (open == nullptr) return types_.Object(std::move(properties));
  return types_.Object(std::move(properties), true, TypeOf(*open), TypeOf(*rest));
}

const Type* TypeChecker::ConstantType(const Term& constant) {
  auto [at, fresh] = constants_.try_emplace(&constant, nullptr);
  if (fresh) at->second = types_.Of(constant.value);
  return at->second;
}

const Type* TypeChecker::TypeOfRef(const Term& ref) {
  const Term& head = *ref.terms[0];
  if (head.kind != TermKind::kVar) return nullptr;
  const VarId v = IdOf(head);
  if (v == c_.names.data) return TypeOfDocument(ref, DocumentTypes::Root::kData);
  if (v == c_.names.input) return TypeOfDocument(ref, DocumentTypes::Root::kInput);
  if (const Type* t = TypeOfVar(v)) return SelectAll(t, ref, 1);
  if (ref.terms.size() == 1) return nullptr;
  const Callee callee = c_.FindCallee(ref);
  return callee.builtin == nullptr ? nullptr : SignatureOf(*callee.builtin).type;
}

const Type* TypeChecker::TypeOfDocument(const Term& ref, DocumentTypes::Root root) {
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
    DocumentTypes::Node* node = (*layer)->Find(root);
    for (size_t i = 1; node != nullptr; ++i) {
      if (i == ref.terms.size()) return const_cast<DocumentTypes*>(*layer)->Extent(node);
      const Term& part = *ref.terms[i];
      DocumentTypes::Node* child = VarOf(part) == kNoVar ? (*layer)->Child(node, part) : nullptr;
      if (node->type != nullptr && child == nullptr) return SelectAll(node->type, ref, i);
      if (!IsConstantTerm(part)) return SelectAll(const_cast<DocumentTypes*>(*layer)->Extent(node), ref, i);
      node = child;
    }
  }
  return types_.any();
}

const Type* TypeChecker::SelectAll(const Type* t, const Term& ref, size_t i) {
  for (; t != nullptr && i < ref.terms.size(); ++i) {
    const Term& part = *ref.terms[i];
    if (IsScalar(part)) {
      t = types_.Select(t, ScalarValue(part));
    } else {
      if (types::IsEmptyCollection(t)) return types_.any();
      t = types_.Values(t);
    }
  }
  return t;
}

// ---- two terms ----

bool TypeChecker::UnifyTerms(const Term& a, const Type* type_a, const Term& b, const Type* type_b) {
  const bool unknown_a = IsUnknown(type_a), unknown_b = IsUnknown(type_b);
  if (unknown_a && !unknown_b) return UnifyTerm(a, type_b, false);
  if (unknown_b && !unknown_a) return UnifyTerm(b, type_a, false);
  if (!unknown_a && !unknown_b) return types_.Unifies(type_a, type_b);
  const VarId var_a = VarOf(a), var_b = VarOf(b);
  const bool ref_a = a.kind == TermKind::kRef && var_a == kNoVar, ref_b = b.kind == TermKind::kRef && var_b == kNoVar;
  if (a.kind == TermKind::kArray) return UnifyArrays(a, b);
  if (a.kind == TermKind::kObject) return UnifyObjects(a, b);
  if (var_a != kNoVar) {
    if (var_b != kNoVar) return UnifyVar(var_a, types_.any(), false) && UnifyVar(var_b, TypeOfVar(var_a), false);
    if (b.kind == TermKind::kArray) return UnifyArrays(b, a);
    if (b.kind == TermKind::kObject) return UnifyObjects(b, a);
    if (ref_b) return UnifyVar(var_a, types_.any(), false);
  } else if (ref_a && var_b != kNoVar) {
    return UnifyVar(var_b, types_.any(), false);
  }
  if (var_a != kNoVar && type_a == nullptr && type_b != nullptr) return UnifyVar(var_a, type_b, false);
  if (var_b != kNoVar && type_b == nullptr && type_a != nullptr) return UnifyVar(var_b, type_a, false);
  return false;
}

bool TypeChecker::UnifyArrays(const Term& a, const Term& b) {
  if (VarId v = VarOf(b); v != kNoVar) return UnifyTerm(a, types_.any(), false) && UnifyVar(v, TypeOf(a), false);
  if (b.kind != TermKind::kArray || a.terms.size() != b.terms.size()) return false;
  for (size_t i = 0; i < a.terms.size(); ++i) {
    if (!UnifyTerms(*a.terms[i], TypeOf(*a.terms[i]), *b.terms[i], TypeOf(*b.terms[i]))) return false;
  }
  return true;
}

bool TypeChecker::UnifyObjects(const Term& a, const Term& b) {
  if (VarId v = VarOf(b); v != kNoVar) return UnifyTerm(a, types_.any(), false) && UnifyVar(v, TypeOf(a), false);
  if (b.kind != TermKind::kObject) return false;
  const std::vector<ast::Member> left = ast::SortedMembers(a), right = ast::SortedMembers(b);
  if (left.size() != right.size()) return false;
  for (size_t i = 0; i < left.size(); ++i) {
    if (!ast::Equal(*left[i].key, *right[i].key)) return false;
  }
  for (size_t i = 0; i < left.size(); ++i) {
    if (!UnifyTerms(*left[i].value, TypeOf(*left[i].value), *right[i].value, TypeOf(*right[i].value))) return false;
  }
  return true;
}

// ---- a term and a type ----

bool TypeChecker::UnifyVar(VarId v, const Type* type, bool join) {
  if (join) {
    vars_.Put(v, types_.Or(TypeOfVar(v), type));
    return true;
  }
  if (const Type* have = TypeOfVar(v)) return types_.Unifies(have, type);
  vars_.Put(v, type);
  return true;
}

// `join`: the type is one of several that the term may have; variables collect them.
bool TypeChecker::UnifyTerm(const Term& term, const Type* type, bool join) {
  if (VarId v = VarOf(term); v != kNoVar) return UnifyVar(v, type, join);
  switch (term.kind) {
    case TermKind::kArray: case TermKind::kSet: case TermKind::kObject:
      if (!Is(type, TypeKind::kAny)) return UnifyMembers(term, type, join);
      if (type->items.empty()) {
        for (const Term* child : term.terms) UnifyTerm(*child, types_.any(), true);
        return true;
      } else {
        bool unified = false;
        for (const Type* item : type->items) unified = UnifyTerm(term, item, true) || unified;
        return unified;
      }
    case TermKind::kConstant: return UnifyConstant(term.value, type);
    default: return types_.Unifies(TypeOf(term), type);
  }
}

bool TypeChecker::UnifyMembers(const Term& term, const Type* type, bool join) {
  if (term.kind == TermKind::kObject) return Is(type, TypeKind::kObject) && UnifyObject(term, type, join);
  if (term.kind == TermKind::kArray) {
    if (!Is(type, TypeKind::kArray)) return false;
    if (term.terms.size() != type->items.size() && type->rest == nullptr) return false;
    for (size_t i = 0; i < term.terms.size(); ++i) {
      if (!UnifyTerm(*term.terms[i], i < type->items.size() ? type->items[i] : type->rest, join)) return false;
    }
    return true;
  }
  if (!Is(type, TypeKind::kSet)) return false;
  return std::all_of(term.terms.begin(), term.terms.end(), [&](const Term* t) { return UnifyTerm(*t, type->rest, join); });
}

bool TypeChecker::UnifyObject(const Term& term, const Type* type, bool join) {
  const std::vector<ast::Member> members = ast::SortedMembers(term);
  const bool open = type->open && type->rest != nullptr;
  if (members.size() != type->properties.size() && !open) return false;
  for (const ast::Member& member : members) {
    if (!IsConstantTerm(*member.key)) {
      UnifyTerm(*member.value, types_.any(), join);
      continue;
    }
    const Type* want = types_.Select(type, PropertyKeyOf(c_.tree.arena(), *member.key));
    if (want == nullptr || !UnifyTerm(*member.value, want, join)) return false;
  }
  return true;
}

// As the composite terms that the constant stands for.
bool TypeChecker::UnifyConstant(Value v, const Type* type) {
  if (v.kind() < Kind::kArray) return types_.Unifies(types_.Of(v), type);
  if (Is(type, TypeKind::kAny)) {
    if (type->items.empty()) return true;
    return std::any_of(type->items.begin(), type->items.end(), [&](const Type* item) { return UnifyConstant(v, item); });
  }
  if (v.is_array()) {
    if (!Is(type, TypeKind::kArray) || (v.size() != type->items.size() && type->rest == nullptr)) return false;
    for (size_t i = 0; i < v.size(); ++i) {
      if (!UnifyConstant(v.at(i), i < type->items.size() ? type->items[i] : type->rest)) return false;
    }
    return true;
  }
  if (v.is_set()) {
    if (!Is(type, TypeKind::kSet)) return false;
    for (size_t i = 0; i < v.size(); ++i) {
      if (!UnifyConstant(v.at(i), type->rest)) return false;
    }
    return true;
  }
  if (!Is(type, TypeKind::kObject)) return false;
  const bool open = type->open && type->rest != nullptr;
  if (v.size() != type->properties.size() && !open) return false;
  for (size_t i = 0; i < v.size(); ++i) {
    const Type* want = types_.Select(type, v.key(i));
    if (want == nullptr || !UnifyConstant(v.value(i), want)) return false;
  }
  return true;
}

}  // namespace reeve::semantics
