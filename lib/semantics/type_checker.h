// TypeChecker: finds expressions that can never hold, as OPA's type checker does. The parts of one pass:
//
//     type_check.cc    rules in the order of their dependencies; what each gives to its document
//     type_exprs.cc    bodies, expressions, calls, closures, `with`
//     type_unify.cc    two terms, or a term and a type, that shall be equal; variables get their types there
//     type_refs.cc     refs, element by element
//     type_schemas.cc  schemas that type input and data
//     type_errors.cc   what errors say
//
//     x := [1, 2]; x[_] == "a"       match error: left number, right string
//     data.p.q.nosuch                undefined ref, where data.p.q is an object whose members are all known
//
// OPA moves refs and comprehensions out of calls and composites before it checks; here they stay, and each is checked on its own just
// before its expression and stands for a variable of its type from then on (Hoist).
//
// Cost: OPA checks a comprehension again for each closure around it, which is exponential in their nesting. This does the same up to
// kMaxClosures checks below one expression and once a closure beyond.
// Held by tests/semantics/type_check_test.cc.
#ifndef REEVE_LIB_SEMANTICS_TYPE_CHECKER_H_
#define REEVE_LIB_SEMANTICS_TYPE_CHECKER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "semantics/compilation.h"
#include "semantics/document_types.h"
#include "semantics/recursion.h"
#include "types/types.h"

namespace reeve::semantics {

class Notes;          // metadata.h
struct SchemaNote;

struct TypeError {
  Location at;
  std::string message;
  std::vector<std::string> details;
  bool unknown = false;      // a type that is not known took part: a consequence of another error, if there is one
};
using TypeErrors = std::vector<TypeError>;

// The types that variables have, with undo. Hoisted terms are variables from kHoisted on.
class VarTypes {
 public:
  static constexpr VarId kHoisted = 1u << 31;

  const types::Type* Get(VarId v) const {
    const std::vector<const types::Type*>& table = tables_[v >= kHoisted];
    const size_t i = v & ~kHoisted;
    return i < table.size() ? table[i] : nullptr;
  }
  void Put(VarId v, const types::Type* t) {
    std::vector<const types::Type*>& table = tables_[v >= kHoisted];
    const size_t i = v & ~kHoisted;
    if (i >= table.size()) table.resize(i + 64);
    log_.push_back({v, table[i], state_});
    table[i] = t;
    state_.id = ++last_state_;
  }
  size_t mark() const { return log_.size(); }
  void UndoTo(size_t mark) {
    while (log_.size() > mark) {
      const Undo& undo = log_.back();
      tables_[undo.var >= kHoisted][undo.var & ~kHoisted] = undo.type;
      const bool same_layers = undo.state.layers == state_.layers;
      const uint64_t layers = state_.layers;
      state_ = undo.state;
      state_.layers = layers;
      if (!same_layers) state_.id = ++last_state_;
      log_.pop_back();
    }
  }
  // Equal states: the same types, inside of the same `with`s.
  uint64_t state() const { return state_.id; }
  // What documents are known has changed.
  void ChangeLayers() {
    ++state_.layers;
    state_.id = ++last_state_;
  }

 private:
  struct State { uint64_t id = 0, layers = 0; };
  struct Undo { VarId var; const types::Type* type; State state; };
  std::vector<const types::Type*> tables_[2];
  std::vector<Undo> log_;
  State state_;
  uint64_t last_state_ = 0;
};

class TypeChecker {
 public:
  explicit TypeChecker(Compilation& c);
  ~TypeChecker();

  void CheckRules();
  void CheckQuery(Body& body);
  // The error that a call of a built-in with a wrong number of operands gives, before anything is known of documents.
  TypeError ArityMismatch(const Expr& expr, const capabilities::Builtin& builtin);

 private:
  using Type = types::Type;
  struct Signature {
    const Type* type = nullptr;
    std::vector<types::NamedType> arguments;   // with the names of the declaration
    types::NamedType result;
  };
  struct Closure {
    uint64_t state = 0;      // of the variables when it was checked
    uint64_t round = 0;      // the expression it was checked for
    const Type* type = nullptr;
    TypeErrors errors;
  };
  static constexpr size_t kMaxClosures = 2000;

  // ---- type_check.cc ----
  std::vector<Term*> PathOf(const Rule& rule);
  const Type* TypeOfRule(Rule* rule);
  void Report(TypeErrors& errors);

  // ---- type_schemas.cc ----
  bool ReadSchemas();
  const Type* TypeOfSchema(const SchemaNote& schema, const Rule& rule, TypeErrors& errors);
  const Type* Override(const Type* type, const std::vector<std::string_view>& path, size_t at, const Type* by);
  std::unique_ptr<DocumentTypes> PushSchemas(const Rule& rule, TypeErrors& errors);

  // ---- type_exprs.cc ----
  void CheckBody(const Body& body, TypeErrors& errors);
  void CheckExpr(const Expr& expr, TypeErrors& errors);
  void CheckPrint(const Expr& expr, TypeErrors& errors);
  void Hoist(const Expr& expr, TypeErrors& errors);
  void HoistSide(const Expr& expr, const Term& term, TypeErrors& errors);
  void HoistTerm(const Expr& expr, const Term& term, TypeErrors& errors);
  void CheckHoisted(const Expr& expr, const Term& term, TypeErrors& errors);
  VarId HoistedVar(const Term& term);
  void CheckOwnClosures(const Expr& expr, TypeErrors& last);
  void CheckClosures(const Body& body, TypeErrors& last);
  void CheckClosures(const Term& term, TypeErrors& last);
  const Closure& CheckClosure(const Term& comprehension);
  bool IsEquation(const Expr& expr) const;
  bool CheckExprItself(const Expr& expr, TypeError* error);
  bool CheckWiths(const Expr& expr, TypeError* error);
  bool CheckCall(const Expr& expr, TypeError* error);
  bool CheckMember(const Expr& expr, bool with_key, TypeError* error);
  bool CheckMemberOperand(const Expr& expr, const Term& term, const Type* type, TypeError* error);
  bool CheckEq(const Expr& expr, TypeError* error);
  size_t PushWiths(const Expr& expr);
  void PopWiths(size_t layers);
  const DocumentTypes* DependentsOf(const Term& target, bool is_function);
  const Signature& SignatureOf(const capabilities::Builtin& builtin);
  std::vector<const Type*> TypesOf(const Expr& expr);

  // ---- type_unify.cc ----
  const Type* TypeOf(const Term& term);
  const Type* TypeOfUnhoisted(const Term& term);
  const Type* TypeOfObject(const Term& term);
  const Type* TypeOfVar(VarId v);
  const Type* TypeOfRef(const Term& ref);
  const Type* TypeOfDocument(const Term& ref, DocumentTypes::Root root);
  const Type* SelectAll(const Type* t, const Term& ref, size_t i);
  const Type* ConstantType(const Term& constant);
  // The variable that the term is or, being hoisted, stands for; kNoVar for other terms.
  VarId VarOf(const Term& term) const;
  bool UnifyTerms(const Term& a, const Type* type_a, const Term& b, const Type* type_b);
  bool UnifyArrays(const Term& a, const Term& b);
  bool UnifyObjects(const Term& a, const Term& b);
  bool UnifyTerm(const Term& term, const Type* type, bool join);
  bool UnifyVar(VarId v, const Type* type, bool join);
  bool UnifyMembers(const Term& term, const Type* type, bool join);
  bool UnifyObject(const Term& term, const Type* type, bool join);
  bool UnifyConstant(Value v, const Type* type);

  // ---- type_refs.cc ----
  void VisitRefs(const Expr& expr, TypeErrors& errors);
  void VisitSide(const Term& term, TypeErrors& errors);
  void VisitAll(const Term& term, TypeErrors& errors);
  void VisitBody(const Body& body, TypeErrors& errors);
  void VisitHoisted(const Term& term, TypeErrors& errors);
  bool CheckRef(const Term& ref, TypeErrors& errors);
  bool CheckDocumentRef(const Term& ref, DocumentTypes::Root root, TypeErrors& errors);
  enum class Step : uint8_t { kDone, kNextLayer };
  Step CheckInLayer(const DocumentTypes& layer, DocumentTypes::Node* node, const Term& ref, TypeErrors& errors);
  bool CheckElements(const Type* type, const Term& ref, size_t i, TypeErrors& errors);

  // ---- type_errors.cc ----
  TypeError ArgumentError(Location at, const Term& op, const char* what, std::span<const Type* const> have,
                          const Signature& want, bool with_result);
  TypeError InvalidRef(const Term& ref, size_t i, const Type* have, const Type* want, const std::string& one_of);
  TypeError UnsupportedRef(const Term& ref, size_t i, const Type* have);
  std::string OneOf(const DocumentTypes::Node* node);
  std::string OneOf(const Type* type);

  Compilation& c_;
  types::Types types_;
  DocumentTypes documents_;
  std::vector<const DocumentTypes*> layers_;   // the last one is asked first
  VarTypes vars_;
  absl::flat_hash_map<const Term*, VarId> hoisted_;
  VarId next_hoisted_ = 0;
  absl::flat_hash_map<const Term*, std::unique_ptr<Closure>> closures_;
  uint64_t round_ = 0;
  size_t closures_in_round_ = 0;
  size_t nesting_ = 0;                          // closures around
  absl::flat_hash_map<const Term*, const Type*> constants_;
  absl::flat_hash_map<uint32_t, Signature> signatures_;
  absl::flat_hash_map<std::string, std::unique_ptr<DocumentTypes>> dependents_;
  std::vector<std::unique_ptr<DocumentTypes>> replaced_;   // layers of the `with`s that are open
  std::unique_ptr<Notes> notes_;                // null: no block has schemas
  absl::flat_hash_map<std::string, const Type*> named_schemas_;
  bool in_query_ = false;                       // there == is a call, in rules it is an equation
};

// An element that has one value: a scalar, or a composite of constants.
bool IsConstantTerm(const Term& term);

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_TYPE_CHECKER_H_
