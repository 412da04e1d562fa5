// The planner's state, shared by the files of this folder that plan one construct each. Private to lib/plan.
//
// Walks each rule once, from left to right: a var is bound by the first expression that can bind it, so at every point the
// planner knows which vars have values (Scope) and on which loops a value depends (Operand::level).
#ifndef REEVE_LIB_PLAN_PLANNER_H_
#define REEVE_LIB_PLAN_PLANNER_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "plan/compile.h"
#include "plan/plan.h"

namespace reeve::plan {

// A place of a value: register or constant, and the innermost open loop that it depends on (0: none).
struct Operand {
  uint16_t place = 0;
  uint16_t level = 0;
  bool is_constant() const { return (place & program::kConstantBit) != 0; }
};

// What belongs to the one function that is being planned.
struct FunctionState {
  Function* function_ = nullptr;
  std::string_view rule_name_;
  uint32_t next_register_ = 0;
  uint32_t most_registers_ = 0;
  uint32_t next_loop_ = 0;
  std::vector<uint32_t> loops_;                                // numbers of the open loops
  // The open blocks, innermost last. A block's address holds while it is open: nothing is added to its parents meanwhile.
  std::vector<Block*> blocks_;
  std::vector<size_t> open_marks_;                             // blocks_.size() at each Open of a construct
  std::vector<size_t> loop_marks_;                             // loops_.size() likewise
  struct Binding { Operand operand; bool bound = false; };
  absl::flat_hash_map<std::string_view, Binding> scope_;
  std::vector<std::pair<std::string_view, Binding>> undo_;
  absl::flat_hash_map<const ast::Term*, Operand> hoisted_;     // refs that were evaluated before their expression
  std::vector<const ast::Term*> hoisted_order_;                // keys of hoisted_, the newest last
  std::vector<const ast::Expr*> early_;                        // expressions of the body that were planned before their turn
  std::vector<std::string_view> paths_named_;                  // vars of the body that stand for paths
};

class Planner : private FunctionState {
 public:
  Planner(const semantics::Policy& policy, const capabilities::Builtins& builtins, const CompileOptions& options);
  Result<Plan> Run();

 private:
  using DocumentNode = semantics::DocumentNode;
  using Op = program::Op;

  // plan_document.cc: the tree of documents and what each rule node becomes.
  void NumberDocuments(const DocumentNode& node, uint32_t parent, const std::string& path, bool inside_rule);
  void CollectMocks();
  void CollectMocks(const ast::Body& body);
  void CollectMock(const ast::Term& target);
  void CollectMocks(const ast::Rule& rule);
  void CollectMocks(const ast::Term& term);
  void PlanDocument(uint32_t function);
  void PlanQuery();
  std::optional<Value> ConstantDocument(uint32_t document) const;

  // plan_rule.cc: complete rules and functions, partial sets and objects, else, default.
  void PlanComplete(const std::vector<const ast::Rule*>& rules, const ast::Rule* fallback);
  void PlanChain(const ast::Rule& rule, std::optional<uint16_t> result, bool group_exits);
  void PlanPartial(const DocumentNode& node, const std::vector<const ast::Rule*>& rules, const ast::Rule* fallback);
  void PlanPartialBody(const ast::Rule& rule, const DocumentNode& node, uint16_t result, bool whole_set);
  void PlanChildren(const DocumentNode& node, uint16_t result, std::vector<std::string_view>& path);
  void BindArguments(const ast::Rule& rule);
  bool SameConstantValue(const std::vector<const ast::Rule*>& rules) const;

  // rule_index.cc
  struct IndexChoice {
    std::vector<ast::Term*> path;  // of a ref, or
    uint32_t argument = 0;         // the number of a function's argument
    std::string key;               // the same for the same; empty: nothing
  };
  struct IndexTest { IndexChoice choice; std::vector<Value> constants; program::RuleIndex::Part part; };
  std::vector<IndexTest> FindTests(const ast::Rule& rule) const;
  std::optional<IndexChoice> ChooseIndex(const std::vector<const ast::Rule*>& rules) const;
  Statement BeginIndex(const IndexChoice& choice, const std::vector<const ast::Rule*>& rules);

  // plan_required.cc: what a rule reads at all events, looked up before what may err.
  // The body, with what the terms of the head need; EndRuleBody after the head is planned.
  void PlanRuleBody(const ast::Body& body, const std::vector<const ast::Term*>& head);
  void EndRuleBody();
  void PlanRequired(const ast::Expr& expr);
  bool PlanAffixTest(const ast::Expr& expr);
  void PlanRequiredPaths(const ast::Term& term, Location at);
  bool IsBasePath(const ast::Term& term) const;
  bool ReachesRules(const ast::Term& ref) const;
  bool IsIndexed(const ast::Term& term) const;
  bool IsGroundPath(const ast::Term& term) const;
  bool NamesPath(const ast::Expr& expr) const;
  bool MayErr(const ast::Body& body) const;
  bool MayErr(const ast::Expr& expr) const;
  bool MayErr(const ast::Term& term) const;
  void Hoist(const ast::Term& term, Operand value);
  void ForgetHoisted(size_t mark);

  // plan_body.cc: expressions.
  void PlanBody(const ast::Body& body);
  void PlanExpr(const ast::Expr& expr);
  void PlanPositive(const ast::Expr& expr);
  void HoistOperands(const ast::Expr& expr);
  void HoistRefs(const ast::Term& term);
  void PlanNotBody(const ast::Expr& expr);
  void PlanEvery(const ast::Expr& expr);
  void PlanOr(const ast::Expr& expr);
  void PlanPrint(const ast::Expr& expr);
  void PlanWith(const ast::Expr& expr);
  Operand PlanReplacement(const ast::With& with, program::Replacement* replacement);
  uint32_t PushOverlay(const std::vector<Operand>& values, uint32_t list, Location at);
  void CollectVars(const ast::Expr& expr, std::vector<std::string_view>* vars) const;
  void CollectVars(const ast::Term& term, std::vector<std::string_view>* vars) const;

  // plan_call.cc
  void PlanCallExpr(const ast::Expr& expr);
  Operand PlanCall(const ast::Term& operator_ref, const std::vector<ast::Term*>& terms, size_t first, size_t count,
                   Location at);
  Operand PlanBuiltin(uint32_t id, const std::vector<Operand>& arguments, Location at);
  Operand PlanFunction(uint32_t function, const std::vector<Operand>& arguments, Location at);
  bool PlanTest(std::string_view name, const std::vector<ast::Term*>& terms, Location at);
  void PlanMember(const std::vector<ast::Term*>& terms, Location at);

  // plan_unify.cc
  void Unify(const ast::Term& left, const ast::Term& right, Location at);
  void UnifyWith(const ast::Term& pattern, Operand value, Location at);
  bool HasUnbound(const ast::Term& term) const;
  bool IsUnboundVar(const ast::Term& term) const;
  static bool IsTakenForBound(const ast::Term& var);

  // plan_comprehension.cc
  Operand PlanComprehension(const ast::Term& term);
  struct GroupKey { std::string_view name; Operand operand; const ast::Term* ref = nullptr; };
  struct Grouping { std::vector<GroupKey> keys, constants; };
  std::optional<Grouping> FindGrouping(const ast::Term& term);
  bool FindGroupKeys(const ast::Term& term, bool allowed, Grouping* grouping);
  bool FindGroupKeys(const ast::Expr& expr, bool allowed, Grouping* grouping);
  std::optional<uint32_t> PlanGrouping(const ast::Term& original, const Grouping& grouping);
  Operand PlanGroup(const ast::Term& term, const Grouping& grouping, uint32_t function);

  // plan_term.cc, plan_ref.cc
  Operand PlanTerm(const ast::Term& term);
  Operand PlanComposite(const ast::Term& term);
  Operand PlanRef(const ast::Term& ref);
  Operand PlanDataRef(const ast::Term& ref);
  Operand PlanBaseRef(const ast::Term& ref);
  Operand PlanOperands(Operand base, bool may_be_handle, const std::vector<ast::Term*>& terms, size_t first, Location at);
  Operand CallDocument(uint32_t document, Location at);
  std::optional<Value> ConstantOf(const ast::Term& term) const;

  // emitting
  Statement& Emit(Op op, Location at, uint16_t a = 0, uint16_t b = 0, uint16_t c = 0, uint32_t d = 0);
  void EmitFail(Location at) { Emit(Op::kJump, at); }
  // Opens a block construct; the statements that follow go into its block until Close.
  Statement& Open(StatementKind kind, Location at);
  void NextBlock();   // kOr: from its first to its second block
  void Close();
  void Succeed(Location at);
  // Goes on with the loop that a value of `level` depends on: further results inside it cannot differ.
  void ContinueAt(uint16_t level, Location at);
  struct Loop { uint16_t key = program::kNoRegister; uint16_t value = program::kNoRegister; };
  void OpenScan(Operand collection, bool want_key, bool want_value, Location at, Loop* loop);
  uint16_t NewRegister(uint32_t count = 1);
  Operand Register(uint16_t level) { return {NewRegister(), level}; }
  // The operands in consecutive registers; they are free again behind the instruction that uses them.
  uint16_t Consecutive(const std::vector<Operand>& operands, Location at);
  void MoveTo(uint16_t place, Operand value, Location at);
  uint32_t ConstantIndex(const Value& value);
  Operand Constant(const Value& value, Location at);
  uint16_t level() const { return static_cast<uint16_t>(loops_.size()); }
  uint32_t TracePoint(Location at, std::string_view rule);
  void TraceValues(Operand left, Operand right, Location at);

  // scopes of vars
  void Bind(std::string_view var, Operand operand);
  const Operand* Lookup(std::string_view var) const;
  size_t OpenScope() const { return undo_.size(); }
  void CloseScope(size_t mark);

  void BeginFunction(Function* function);
  void EndFunction() { function_->head.registers = most_registers_; }

  const semantics::Policy& policy_;
  const capabilities::Builtins& builtins_;
  CompileOptions options_;
  Plan plan_;
  Status error_;

  absl::flat_hash_map<const DocumentNode*, uint32_t> document_of_;
  std::vector<const DocumentNode*> node_of_document_;
  std::vector<const DocumentNode*> node_of_function_;
  absl::flat_hash_map<std::string, uint32_t> mocked_;          // name as called: number in plan_.tables.mocked
  absl::flat_hash_map<std::string, uint32_t> mask_of_path_;    // "data.a.b" of a `with` target
  absl::flat_hash_map<std::string, uint32_t> constant_of_;     // scalars by kind and text

  ast::Tree tree_;                                             // copies of what is planned in another form
  std::vector<std::unique_ptr<Function>> groupings_;           // functions behind the documents' and the query's
};

}  // namespace reeve::plan

#endif  // REEVE_LIB_PLAN_PLANNER_H_
