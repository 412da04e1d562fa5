// Refs, element by element: what may be asked of the type so far. A variable in brackets gets the type of the keys.
// Part of CheckTypes; held by tests/semantics/type_check_test.cc.
#include "semantics/type_checker.h"

namespace reeve::semantics {

using types::Is;
using types::Type;
using types::TypeKind;

// The refs of an expression that were not hoisted, in the order in which OPA's rewritten expressions have them.
void TypeChecker::VisitRefs(const Expr& expr, TypeErrors& errors) {
  switch (expr.kind) {
    case ExprKind::kCall:
      if (!IsEquation(expr)) return;
      if (expr.terms.size() != 3) {
        for (size_t i = 1; i < expr.terms.size(); ++i) VisitAll(*expr.terms[i], errors);
        return;
      }
      VisitSide(*expr.terms[1], errors);
      VisitSide(*expr.terms[2], errors);
      return;
    case ExprKind::kTerm: return VisitSide(*expr.terms[0], errors);
    case ExprKind::kNot: return VisitBody(expr.body, errors);
    case ExprKind::kSomeDecl: return;
    case ExprKind::kEvery: case ExprKind::kAnd: case ExprKind::kOr:
      VisitBody(expr.body, errors);
      VisitBody(expr.rhs, errors);
      for (const With& with : expr.with) {
        VisitAll(*with.target, errors);
        VisitAll(*with.value, errors);
      }
      return;
  }
}

void TypeChecker::VisitSide(const Term& term, TypeErrors& errors) {
  if (term.kind == TermKind::kRef) CheckRef(term, errors);
}

void TypeChecker::VisitAll(const Term& term, TypeErrors& errors) {
  if (IsComprehension(term)) return;
  if (term.kind == TermKind::kRef && !CheckRef(term, errors)) return;
  for (const Term* child : term.terms) VisitAll(*child, errors);
}

// Bodies of `not`, `every`, `and`, `or`: only their refs are checked. What is hoisted in them gets no type.
void TypeChecker::VisitBody(const Body& body, TypeErrors& errors) {
  for (const Expr* expr : body) {
    const bool sides = expr->kind == ExprKind::kTerm || (IsEquation(*expr) && expr->terms.size() == 3);
    for (size_t i = expr->kind == ExprKind::kCall ? 1 : 0; i < expr->terms.size(); ++i) {
      const Term* term = expr->terms[i];
      if (term == nullptr) continue;
      if (sides && term->kind == TermKind::kRef) {
        for (size_t k = 1; k < term->terms.size(); ++k) VisitHoisted(*term->terms[k], errors);
      } else {
        VisitHoisted(*term, errors);
      }
    }
    VisitRefs(*expr, errors);
  }
}

void TypeChecker::VisitHoisted(const Term& term, TypeErrors& errors) {
  if (IsComprehension(term)) {
    HoistedVar(term);
    return;
  }
  const bool is_ref = term.kind == TermKind::kRef;
  for (size_t i = is_ref ? 1 : 0; i < term.terms.size(); ++i) VisitHoisted(*term.terms[i], errors);
  if (!is_ref) return;
  CheckRef(term, errors);
  HoistedVar(term);
}

// False: there is an error.
bool TypeChecker::CheckRef(const Term& ref, TypeErrors& errors) {
  if (const Type* whole = TypeOfRef(ref); Is(whole, TypeKind::kFunction)) {
    errors.push_back(UnsupportedRef(ref, ref.terms.size() - 1, whole));
    return false;
  }
  const Term& head = *ref.terms[0];
  if (head.kind == TermKind::kVar) {
    const VarId v = IdOf(head);
    if (v == c_.names.data) return CheckDocumentRef(ref, DocumentTypes::Root::kData, errors);
    if (v == c_.names.input) return CheckDocumentRef(ref, DocumentTypes::Root::kInput, errors);
    if (const Type* t = TypeOfVar(v)) return CheckElements(t, ref, 1, errors);
  }
  return CheckElements(types_.any(), ref, 0, errors);
}

bool TypeChecker::CheckDocumentRef(const Term& ref, DocumentTypes::Root root, TypeErrors& errors) {
  const size_t before = errors.size();
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
    DocumentTypes::Node* node = (*layer)->Find(root);
    if (node == nullptr) continue;
    if (CheckInLayer(**layer, node, ref, errors) == Step::kDone) return errors.size() == before;
  }
  return CheckElements(types_.any(), ref, 1, errors);
}

TypeChecker::Step TypeChecker::CheckInLayer(const DocumentTypes& layer, DocumentTypes::Node* node, const Term& ref,
                                            TypeErrors& errors) {
  for (size_t i = 1; i < ref.terms.size(); ++i) {
    if (node->type != nullptr) {
      CheckElements(node->type, ref, i, errors);
      return Step::kDone;
    }
    const Term& part = *ref.terms[i];
    const VarId v = VarOf(part);
    if (i <= 2 && v == kNoVar && part.kind != TermKind::kString) {
      errors.push_back(InvalidRef(ref, i, TypeOf(part), types_.string(), OneOf(node)));
      return Step::kDone;
    }
    if (v != kNoVar) {
      const Type* keys = types_.Keys(const_cast<DocumentTypes&>(layer).Extent(node));
      const Type* have = TypeOfVar(v);
      if (have == nullptr) {
        vars_.Put(v, keys);
      } else if (!types_.Unifies(keys, have)) {
        errors.push_back(InvalidRef(ref, i, have, keys, OneOf(node)));
        return Step::kDone;
      }
      return Step::kNextLayer;
    }
    node = layer.Child(node, part);
    if (node == nullptr) return Step::kNextLayer;
  }
  return Step::kDone;
}

// The elements from ref[i] on, asked of a value of this type.
bool TypeChecker::CheckElements(const Type* type, const Term& ref, size_t i, TypeErrors& errors) {
  auto invalid = [&](const Type* have, const Type* want, const std::string& one_of) {
    errors.push_back(InvalidRef(ref, i, have, want, one_of));
    return false;
  };
  for (; i < ref.terms.size(); ++i) {
    const Term& part = *ref.terms[i];
    const VarId v = VarOf(part);
    if (types::IsEmptyCollection(type)) {
      // No key is found in it; going through it is allowed.
      if (v == kNoVar && IsScalar(part)) return invalid(nullptr, nullptr, "");
      if (v == kNoVar) return true;
      const Type* have = TypeOfVar(v);
      const Type* keys = types_.Keys(type);
      if (have == nullptr) {
        vars_.Put(v, types_.any());
      } else if (keys != nullptr && !types_.Unifies(have, keys)) {
        return invalid(have, keys, "");
      }
      return true;
    }
    const Type* keys = types_.Keys(type);
    if (keys == nullptr) {
      errors.push_back(UnsupportedRef(ref, i - 1, type));
      return false;
    }
    if (v != kNoVar) {
      const Type* have = TypeOfVar(v);
      if (have == nullptr) {
        vars_.Put(v, keys);
      } else if (!types_.Unifies(have, keys)) {
        return invalid(have, keys, OneOf(type));
      }
    } else if (part.kind == TermKind::kRef) {
      const Type* have = TypeOfRef(part);
      if (have != nullptr && !types_.Unifies(have, keys)) return invalid(have, keys, OneOf(type));
    } else if (!IsScalar(part)) {
      if (!UnifyTerm(part, keys, false)) return invalid(TypeOf(part), keys, "");
    } else {
      const Type* child = types_.Select(type, ScalarValue(part));
      if (child == nullptr) return invalid(nullptr, keys, OneOf(type));
      type = child;
      continue;
    }
    type = types_.Values(type);
  }
  return true;
}

}  // namespace reeve::semantics
