// Ordering of bodies and the report of what cannot be ordered. Parts of one pass (safety.cc, safety_report.cc).
// Held by tests/semantics/safety_test.cc.
#ifndef REEVE_LIB_SEMANTICS_SAFETY_H_
#define REEVE_LIB_SEMANTICS_SAFETY_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "semantics/compilation.h"
#include "semantics/outputs.h"

namespace reeve::semantics {

// Expressions with the variables in them that nothing binds.
struct UnsafeExpr {
  Expr* expr;
  VarSet vars;
};
using Unsafe = std::vector<UnsafeExpr>;

class BodyOrder {
 public:
  explicit BodyOrder(Compilation& c) : c_(c) {
    safe_.Add(c.names.data);
    safe_.Add(c.names.input);
  }
  // What is bound before the body starts.
  SafeSet& safe() { return safe_; }
  // Orders the body and its closures; adds to `unsafe` what nothing binds. False: the body could not be ordered and stays.
  bool Order(Body& body, Unsafe& unsafe);

 private:
  struct Pending;
  VarSet Missing(const Pending& p);
  void Prepare(const Body& body, std::vector<Pending>& pending);
  void Take(std::vector<Pending>& pending, Body& ordered);
  bool CanTake(const Pending& p, VarSet& outputs);
  void Wait(Pending& p, absl::flat_hash_map<VarId, std::vector<Pending*>>& waiting);
  void OrderClosures(Body& ordered, Unsafe& unsafe);
  void Visit(Expr* expr, Unsafe& unsafe);
  void Visit(Term* term, Unsafe& unsafe);
  void OrderClosure(const Term* head, Body& body, Unsafe& unsafe);

  Compilation& c_;
  SafeSet safe_;
  Expr* current_ = nullptr;
};

// " in rule p" where the line holds rules of several names; else "".
class RuleLines {
 public:
  RuleLines(Compilation& c, const Module& module) : c_(c), module_(module) {}
  std::string Scope(const Rule& rule);

 private:
  Compilation& c_;
  const Module& module_;
  bool built_ = false;
  absl::flat_hash_set<uint32_t> shared_;
};

void ReportUnsafe(Compilation& c, Unsafe& unsafe, const std::string& scope);

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_SAFETY_H_
