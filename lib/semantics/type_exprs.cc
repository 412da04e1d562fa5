// Types of bodies and expressions. Part of CheckTypes; held by tests/semantics/type_check_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "semantics/type_checker.h"

namespace reeve::semantics {

using types::Type;
using types::TypeKind;

void TypeChecker::CheckBody(const Body& body, TypeErrors& errors) {
  for (const Expr* expr : body) CheckExpr(*expr, errors);
}

void TypeChecker::CheckExpr(const Expr& expr, TypeErrors& errors) {
  if (nesting_ == 0) {
    ++round_;
    closures_in_round_ = 0;
  }
  if (c_.IsPrint(expr)) return CheckPrint(expr, errors);
  const size_t layers = PushWiths(expr);
  Hoist(expr, errors);
  TypeErrors closures, refs;
  CheckOwnClosures(expr, closures);
  VisitRefs(expr, refs);
  TypeError error;
  const bool ok = CheckExprItself(expr, &error);
  // What follows from an error inside of the expression is not told.
  const bool told = !ok && !(error.unknown && !(closures.empty() && refs.empty()));
  errors.insert(errors.end(), closures.begin(), closures.end());
  errors.insert(errors.end(), refs.begin(), refs.end());
  if (told) errors.push_back(std::move(error));
  PopWiths(layers);
}

// Each operand of a print that is kept is evaluated in a closure of its own.
void TypeChecker::CheckPrint(const Expr& expr, TypeErrors& errors) {
  for (size_t i = 1; i < expr.terms.size(); ++i) {
    Term* operand = ast::Copy(c_.tree, *expr.terms[i]);
    Body body{c_.NewEq(c_.FreshVar(operand->location), operand, operand->location)};
    FlattenCalls(c_, body);
    size_t mark = vars_.mark();
    CheckBody(body, errors);
    vars_.UndoTo(mark);
  }
}

// ---- refs and comprehensions inside of the expression ----

VarId TypeChecker::HoistedVar(const Term& term) {
  auto [at, fresh] = hoisted_.try_emplace(&term, 0);
  if (fresh) at->second = VarTypes::kHoisted + next_hoisted_++;
  return at->second;
}

void TypeChecker::Hoist(const Expr& expr, TypeErrors& errors) {
  switch (expr.kind) {
    case ExprKind::kCall:
      if (IsEquation(expr)) {
        if (expr.terms.size() != 3) return;
        HoistSide(expr, *expr.terms[1], errors);
        HoistSide(expr, *expr.terms[2], errors);
        return;
      }
      for (size_t i = 1; i < expr.terms.size(); ++i) HoistTerm(expr, *expr.terms[i], errors);
      return;
    case ExprKind::kEvery: return HoistTerm(expr, *expr.terms[2], errors);
    case ExprKind::kTerm: return HoistSide(expr, *expr.terms[0], errors);
    default: return;
  }
}

void TypeChecker::HoistSide(const Expr& expr, const Term& term, TypeErrors& errors) {
  if (IsComprehension(term)) return;
  if (term.kind != TermKind::kRef) return HoistTerm(expr, term, errors);
  for (size_t i = 1; i < term.terms.size(); ++i) HoistTerm(expr, *term.terms[i], errors);
}

void TypeChecker::HoistTerm(const Expr& expr, const Term& term, TypeErrors& errors) {
  switch (term.kind) {
    case TermKind::kRef:
      for (size_t i = 1; i < term.terms.size(); ++i) HoistTerm(expr, *term.terms[i], errors);
      return CheckHoisted(expr, term, errors);
    case TermKind::kArrayComprehension: case TermKind::kSetComprehension: case TermKind::kObjectComprehension:
      return CheckHoisted(expr, term, errors);
    case TermKind::kArray: case TermKind::kSet: case TermKind::kObject:
      for (const Term* child : term.terms) HoistTerm(expr, *child, errors);
      return;
    default: return;
  }
}

// Checks `v = term` for a new variable v, which the term stands for from now on.
void TypeChecker::CheckHoisted(const Expr& expr, const Term& term, TypeErrors& errors) {
  TypeErrors found;
  if (term.kind == TermKind::kRef) {
    CheckRef(term, found);
  } else {
    CheckClosures(term, found);
  }
  TypeError error;
  const bool ok = CheckWiths(expr, &error);
  const Type* type = ok ? TypeOfUnhoisted(term) : nullptr;
  if (ok && term.kind == TermKind::kRef && types::IsUnknown(type)) type = types_.any();
  if (!ok && !(error.unknown && !found.empty())) found.push_back(std::move(error));
  errors.insert(errors.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  VarId v = HoistedVar(term);
  vars_.Put(v, type);
}

// ---- closures ----

// Those that were not hoisted: on the sides of equations, and in the bodies of `not`, `every`, `and` and `or`.
void TypeChecker::CheckOwnClosures(const Expr& expr, TypeErrors& last) {
  if (expr.kind == ExprKind::kTerm || IsEquation(expr)) {
    for (const Term* term : expr.terms) {
      if (IsComprehension(*term)) CheckClosures(*term, last);
    }
  }
  CheckClosures(expr.body, last);
  CheckClosures(expr.rhs, last);
}

void TypeChecker::CheckClosures(const Body& body, TypeErrors& last) {
  for (const Expr* expr : body) {
    for (const Term* term : expr->terms) {
      if (term != nullptr) CheckClosures(*term, last);
    }
    CheckClosures(expr->body, last);
    CheckClosures(expr->rhs, last);
  }
}

// Of several closures with errors those of the last are told.
void TypeChecker::CheckClosures(const Term& term, TypeErrors& last) {
  if (IsComprehension(term)) {
    const Closure& closure = CheckClosure(term);
    if (!closure.errors.empty()) {
      last = closure.errors;
      return;
    }
    if (closures_in_round_ > kMaxClosures) return;
  }
  for (const Term* child : term.terms) CheckClosures(*child, last);
  CheckClosures(term.body, last);
}

const TypeChecker::Closure& TypeChecker::CheckClosure(const Term& comprehension) {
  std::unique_ptr<Closure>& kept = closures_[&comprehension];
  const bool spent = closures_in_round_ > kMaxClosures;
  if (kept != nullptr && (kept->state == vars_.state() || (spent && kept->round == round_))) return *kept;
  auto closure = std::make_unique<Closure>();
  closure->state = vars_.state();
  closure->round = round_;
  ++closures_in_round_;
  ++nesting_;
  const size_t mark = vars_.mark();
  CheckBody(comprehension.body, closure->errors);
  if (closure->errors.empty()) {
    const Type* first = TypeOf(*comprehension.terms[0]);
    switch (comprehension.kind) {
      case TermKind::kArrayComprehension: closure->type = types_.Array({}, first); break;
      case TermKind::kSetComprehension: closure->type = types_.Set(first); break;
      default: closure->type = types_.Object({}, true, first, TypeOf(*comprehension.terms[1]));
    }
  }
  vars_.UndoTo(mark);
  --nesting_;
  std::unique_ptr<Closure>& place = closures_[&comprehension];   // closures inside may have moved it
  place = std::move(closure);
  return *place;
}

// ---- with ----

// What reads the target may be anything inside of the `with`. Null: nothing does.
const DocumentTypes* TypeChecker::DependentsOf(const Term& target, bool is_function) {
  if (target.kind != TermKind::kRef || IdOf(*target.terms[0]) != c_.names.data) return nullptr;
  auto [at, fresh] = dependents_.try_emplace((is_function ? "f:" : "") + ast::Print(target), nullptr);
  if (!fresh) return at->second.get();
  const RuleNode* function = is_function ? c_.rules.Find(target) : nullptr;
  auto layer = std::make_unique<DocumentTypes>(types_);
  bool empty = true;
  for (Rule* rule : c_.graph->DependentsOf(target)) {
    if (function != nullptr && c_.rules.NodeOf(rule) == function) continue;
    layer->Put(DocumentTypes::Root::kData, PathOf(*rule), types_.any(), c_.tree.arena());
    empty = false;
  }
  if (!empty) dependents_[at->first] = std::move(layer);
  return dependents_[at->first].get();
}

// Returns how many layers there were.
size_t TypeChecker::PushWiths(const Expr& expr) {
  if (expr.with.empty()) return layers_.size();
  std::vector<const DocumentTypes*> dependents;
  std::unique_ptr<DocumentTypes> replaced;
  for (const With& with : expr.with) {
    if (with.target->kind != TermKind::kRef) continue;
    const Type* target = TypeOf(*with.target);
    const bool is_function = types::Is(target, TypeKind::kFunction);
    if (const DocumentTypes* layer = DependentsOf(*with.target, is_function)) dependents.push_back(layer);
    const VarId head = IdOf(*with.target->terms[0]);
    if (is_function || (head != c_.names.data && head != c_.names.input)) continue;
    const std::vector<Term*>& path = with.target->terms;
    size_t ground = 1;
    while (ground < path.size() && IsConstantTerm(*path[ground])) ++ground;
    const Type* type = types_.any();
    if (ground == path.size() && target != nullptr) {
      const Type* value = TypeOf(*with.value);
      const Type* either = value == nullptr ? nullptr : types_.Or(target, value);
      if (either != nullptr) type = either;
    }
    if (replaced == nullptr) replaced = std::make_unique<DocumentTypes>(types_);
    replaced->Put(head == c_.names.data ? DocumentTypes::Root::kData : DocumentTypes::Root::kInput,
                  std::span<Term* const>(path.data() + 1, ground - 1), type, c_.tree.arena());
  }
  const size_t layers = layers_.size();
  layers_.insert(layers_.end(), dependents.begin(), dependents.end());
  if (replaced != nullptr) {
    layers_.push_back(replaced.get());
    replaced_.push_back(std::move(replaced));
  }
  if (layers_.size() != layers) vars_.ChangeLayers();
  return layers;
}

void TypeChecker::PopWiths(size_t layers) {
  if (layers_.size() == layers) return;
  if (!replaced_.empty() && layers_.back() == replaced_.back().get()) replaced_.pop_back();
  layers_.resize(layers);
  vars_.ChangeLayers();
}

bool TypeChecker::CheckWiths(const Expr& expr, TypeError* error) {
  for (const With& with : expr.with) {
    const Type* target = TypeOf(*with.target);
    const Type* value = TypeOf(*with.value);
    if (!types::Is(target, TypeKind::kFunction) || !types::Is(value, TypeKind::kFunction)) continue;
    if (target->items.size() == value->items.size() && types_.Unifies(target, value)) continue;
    Signature want{target, {}, {}};
    if (Callee callee = c_.FindCallee(*with.target); callee.builtin != nullptr) {
      want = SignatureOf(*callee.builtin);
    } else {
      for (const Type* t : target->items) want.arguments.push_back({"", t});
    }
    *error = ArgumentError(with.location, *with.target, "arity mismatch", value->items, want, false);
    return false;
  }
  return true;
}

// ---- calls ----

const TypeChecker::Signature& TypeChecker::SignatureOf(const capabilities::Builtin& builtin) {
  auto [at, fresh] = signatures_.try_emplace(builtin.id);
  Signature& s = at->second;
  if (!fresh) return s;
  if (!builtin.result.empty()) s.result = {builtin.result_name, types::Parse(types_, builtin.result)};
  if (builtin.variadic) {
    s.type = types_.Function({}, nullptr, types::Parse(types_, builtin.arguments[0]));
    return s;
  }
  std::vector<const Type*> arguments;
  for (size_t i = 0; i < builtin.arguments.size(); ++i) {
    arguments.push_back(types::Parse(types_, builtin.arguments[i]));
    s.arguments.push_back({builtin.argument_names[i], arguments.back()});
  }
  s.type = types_.Function(arguments, s.result.type);
  return s;
}

std::vector<const Type*> TypeChecker::TypesOf(const Expr& expr) {
  std::vector<const Type*> out;
  for (size_t i = 1; i < expr.terms.size(); ++i) out.push_back(TypeOf(*expr.terms[i]));
  return out;
}

TypeError TypeChecker::ArityMismatch(const Expr& expr, const capabilities::Builtin& builtin) {
  return ArgumentError(expr.location, *expr.terms[0], "arity mismatch", TypesOf(expr), SignatureOf(builtin), false);
}

bool TypeChecker::CheckExprItself(const Expr& expr, TypeError* error) {
  if (!CheckWiths(expr, error)) return false;
  if (expr.kind != ExprKind::kCall) return true;
  if (IsEquation(expr)) return CheckEq(expr, error);
  const Callee& callee = c_.CalleeOf(expr.terms[0]);
  if (callee.builtin != nullptr) {
    if (callee.builtin->has(capabilities::kDeprecated)) c_.has_deprecated_calls = true;
    const bool with_key = callee.builtin->id == static_cast<uint32_t>(capabilities::BuiltinId::kInternalMember3);
    const bool member = callee.builtin->id == static_cast<uint32_t>(capabilities::BuiltinId::kInternalMember2);
    if ((member || with_key) && !CheckMember(expr, with_key, error)) return false;
  }
  return CheckCall(expr, error);
}

bool TypeChecker::IsEquation(const Expr& expr) const {
  return c_.IsEq(expr) || (!in_query_ && expr.terms.size() == 3 && c_.IsOperator(expr, c_.names.equal));
}

bool TypeChecker::CheckEq(const Expr& expr, TypeError* error) {
  if (expr.terms.size() != 3) {
    const Callee& callee = c_.CalleeOf(expr.terms[0]);
    *error = ArgumentError(expr.location, *expr.terms[0], expr.terms.size() < 3 ? "too few arguments" : "too many arguments",
                           TypesOf(expr), SignatureOf(*callee.builtin), false);
    return false;
  }
  const Term& a = *expr.terms[1];
  const Term& b = *expr.terms[2];
  const Type* type_a = TypeOf(a);
  const Type* type_b = TypeOf(b);
  if (UnifyTerms(a, type_a, b, type_b)) return true;
  *error = {expr.location, "match error", types::MismatchLines(type_a, type_b), types::IsUnknown(type_a) || types::IsUnknown(type_b)};
  return false;
}

// x in xs: what may be found depends on the collection's own type.
bool TypeChecker::CheckMember(const Expr& expr, bool with_key, TypeError* error) {
  const size_t arity = with_key ? 3 : 2;
  if (expr.terms.size() <= arity) return true;
  const Type* collection = TypeOf(*expr.terms[arity]);
  const Type* values = types_.Values(collection);
  if (values == nullptr) return true;
  if (with_key && !CheckMemberOperand(expr, *expr.terms[1], types_.Keys(collection), error)) return false;
  return CheckMemberOperand(expr, *expr.terms[arity - 1], values, error);
}

bool TypeChecker::CheckMemberOperand(const Expr& expr, const Term& term, const Type* type, TypeError* error) {
  if (types::IsUnknown(type)) return true;
  const Type* have = TypeOf(term);
  if ((types::IsUnknown(have) || types_.Unifies(have, type)) && UnifyTerm(term, type, false)) return true;
  *error = {expr.location, "match error", types::MismatchLines(have, type), types::IsUnknown(have)};
  return false;
}

bool TypeChecker::CheckCall(const Expr& expr, TypeError* error) {
  const Term& op = *expr.terms[0];
  const Callee& callee = c_.CalleeOf(expr.terms[0]);
  Signature declared;
  if (callee.builtin != nullptr) {
    declared = SignatureOf(*callee.builtin);
  } else {
    const Type* type = op.kind == TermKind::kRef ? TypeOfRef(op) : nullptr;
    if (types::IsAny(type)) return true;
    if (!types::Is(type, TypeKind::kFunction)) {
      *error = {expr.location, absl::StrCat("undefined function ", c_.Show(op)), {}, false};
      return false;
    }
    declared.type = type;
    for (const Type* t : type->items) declared.arguments.push_back({"", t});
    declared.result = {"", type->rest};
  }
  const std::vector<const Type*> have = TypesOf(expr);
  const size_t fixed = declared.arguments.size();
  const size_t most = fixed + (declared.result.type != nullptr ? 1 : 0);
  auto fail = [&](const char* what, std::span<const Type* const> types) {
    *error = ArgumentError(expr.location, op, what, types, declared, true);
    return false;
  };
  if (have.size() > most && declared.type->variadic == nullptr) return fail("too many arguments", have);
  if (have.size() < fixed) return fail("too few arguments", have);
  for (size_t i = 0; i < have.size(); ++i) {
    const Type* want = i < fixed ? declared.arguments[i].type : i < most ? declared.result.type : declared.type->variadic;
    if (!types::IsUnknown(have[i]) && !types_.Unifies(have[i], want)) return fail("invalid argument(s)", have);
    if (!UnifyTerm(*expr.terms[i + 1], want, false)) return fail("invalid argument(s)", TypesOf(expr));
  }
  return true;
}

}  // namespace reeve::semantics
