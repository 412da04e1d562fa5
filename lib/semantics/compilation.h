// Compilation: what the passes of one Check share, and the list of the passes.
//
// A pass is one function over the whole Compilation, in a file of its own; check.cc runs them in order. A pass rewrites nodes in
// place and reports errors; the first pass that reports one that is not recoverable is the last to run, as in OPA.
//
// Held by the tests of the passes.
#ifndef REEVE_LIB_SEMANTICS_COMPILATION_H_
#define REEVE_LIB_SEMANTICS_COMPILATION_H_

#include <deque>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "ast/ast.h"
#include "base/source.h"
#include "capabilities/builtin.h"
#include "reeve/status.h"
#include "semantics/check.h"
#include "semantics/names.h"
#include "semantics/rule_tree.h"
#include "semantics/walk.h"

namespace reeve::semantics {

enum class After : uint8_t { kStop, kGoOn };  // whether later passes run after an error

// Collects diagnostics up to a limit.
class Errors {
 public:
  Errors(const std::vector<Source>& sources, size_t limit) : sources_(sources), limit_(limit) {}
  // False: the limit is reached.
  bool Add(Code code, Location at, std::string message, After after = After::kStop,
           std::vector<std::string> details = {});
  bool empty() const { return found_.empty(); }
  size_t size() const { return found_.size(); }
  bool stop() const { return stop_; }
  bool full() const { return full_; }
  // All errors in order of their places; ok if there are none.
  Status ToStatus() const;
  // "policy.rego:3"
  std::string Place(Location at) const;
  // Order of places: by file name, row, column; no place comes last.
  bool Before(Location a, Location b) const;

 private:
  struct Found {
    Diagnostic diagnostic;
    Location at;
  };
  const std::vector<Source>& sources_;
  size_t limit_;
  bool stop_ = false;
  bool full_ = false;
  std::vector<Found> found_;
};

class DependencyGraph;   // recursion.h
class TypeChecker;       // type_checker.h

// What a called name stands for.
struct Callee {
  const capabilities::Builtin* builtin = nullptr;
  RuleNode* node = nullptr;     // of the policy's function
  int arity = -1;               // -1: there is no such function
};

struct Compilation {
  Compilation(ast::Tree& tree, std::vector<Module*> modules, const std::vector<Source>& sources,
              const capabilities::Builtins& builtins, const CheckOptions& options)
      : tree(tree), modules(std::move(modules)), sources(sources), builtins(builtins), options(options),
        names(tree.arena(), builtins), errors(sources, options.max_errors) {}

  ast::Tree& tree;
  std::vector<Module*> modules;
  const std::vector<Source>& sources;
  const capabilities::Builtins& builtins;
  const CheckOptions& options;
  Names names;
  Errors errors;
  RuleTree rules;
  // What RecordDependencies found, for CheckRecursion.
  std::shared_ptr<DependencyGraph> graph;
  std::unordered_set<const Rule*> recursive;
  struct Cycle { Location at; std::string message; };
  std::vector<Cycle> cycles;
  // What the types of the policy's rules are; made by CheckTypes, asked for a query.
  std::shared_ptr<TypeChecker> types;
  // What FlattenCalls took out of refs, by the variable that stands there now.
  absl::flat_hash_map<VarId, const Term*> subjects;
  // What InternVars saw; passes that have nothing to do are left out.
  bool has_builtin_vars = false;   // a variable is named as a built-in function
  bool has_templates = false;
  bool has_prints = false;
  bool has_with = false;
  bool has_metadata_calls = false;
  // What CheckTypes saw: a call of a deprecated built-in, outside of the bodies of not, every, and, or.
  bool has_deprecated_calls = false;

  // ---- nodes ----
  Term* NewVar(VarId v, Location at) {
    Term* term = tree.NewTerm(TermKind::kVar, at);
    names.SetVar(term, v);
    term->generated = true;
    return term;
  }
  Term* FreshVar(Location at) { return NewVar(names.Fresh(), at); }
  // The operator `eq`, one term for all expressions that passes make.
  Term* EqOperator();
  // lhs = rhs, generated.
  Expr* NewEq(Term* lhs, Term* rhs, Location at);
  // A ref of strings behind a variable, such as internal.template_string.
  Term* NewRef(std::initializer_list<std::string_view> path, Location at);

  bool IsOperator(const Expr& expr, VarId name) const {
    return expr.kind == ExprKind::kCall && expr.terms[0]->kind == TermKind::kRef && expr.terms[0]->terms.size() == 1 &&
           expr.terms[0]->terms[0]->kind == TermKind::kVar && IdOf(*expr.terms[0]->terms[0]) == name;
  }
  bool IsEq(const Expr& expr) const { return IsOperator(expr, names.eq); }
  bool IsAssign(const Expr& expr) const { return IsOperator(expr, names.assign); }
  bool IsPrint(const Expr& expr) const { return IsOperator(expr, names.print); }

  // ---- functions ----
  // What an operator's ref calls. The answer is kept in the term; ask only after the tree of rules is built.
  const Callee& CalleeOf(Term* op);
  Callee FindCallee(const Term& op) const;

  // ---- texts of messages ----
  // The term as the author wrote it: locals have their own names.
  std::string Show(const Term& term);
  // The first `size` elements of a ref as the author wrote them, calls in it too; with size 0 the term whatever it is.
  std::string ShowRef(const Term& ref, size_t size);
  // data.p.q[x] of a rule, as the author wrote it.
  std::string ShowRule(const Rule& rule);
  std::string ShowRuleGroundPrefix(const Rule& rule);
  // The whole ref of a rule: data, the package, the head.
  Term* RuleRef(const Rule& rule);

 private:
  Term* eq_operator_ = nullptr;
  std::deque<Callee> callees_;
};

// Appends expressions to a body; a body that is only `true` is replaced.
bool IsEmptyBody(const Body& body);
void AppendToBody(Body& body, Expr* expr);
void AppendToBody(Body& body, const std::vector<Expr*>& exprs);
// import data.a.b as c
std::string ShowImport(const ast::Import& import);
// Whether the term holds a ref or a comprehension: something that must be evaluated.
bool RequiresEval(Term* term);
// All rules of all modules, else rules too.
template <typename F>
void ForEachRule(Compilation& c, F&& f) {
  WalkRules(c.modules, f);
}

// ---- the passes, in order ----
void CheckFeatures(Compilation& c);           // features.cc
void InternVars(Compilation& c);              // intern_vars.cc
void InternImports(Compilation& c, Module& module);
void CheckRefLengths(Compilation& c);         // rule_tree.cc
void ResolveRefs(Compilation& c);             // resolve_refs.cc
void RewriteHeadRefs(Compilation& c);         // heads.cc
void CheckKeywordOverrides(Compilation& c);   // module_checks.cc
void CheckDuplicateImports(Compilation& c);   // module_checks.cc
void BuildRuleTree(Compilation& c);           // rule_tree.cc
void RewriteLocalVars(Compilation& c);        // local_vars.cc
void RewriteTemplateStrings(Compilation& c);  // template_strings.cc
void CheckVoidCalls(Compilation& c);          // prints.cc
void RewritePrints(Compilation& c);           // prints.cc
void FlattenCalls(Compilation& c);            // flatten.cc
void RewriteMetadataCalls(Compilation& c);    // metadata.cc
void RecordDependencies(Compilation& c);      // recursion.cc
void RewriteComprehensionHeads(Compilation& c);  // heads.cc
void RewriteRefsInHeads(Compilation& c);      // heads.cc
void RewriteWiths(Compilation& c);            // with_modifiers.cc
void CheckRuleConflicts(Compilation& c);      // conflicts.cc
void CheckFunctions(Compilation& c);          // functions.cc
void CheckHeadSafety(Compilation& c);         // safety.cc
void OrderBodies(Compilation& c);             // safety.cc
void CheckRecursion(Compilation& c);          // recursion.cc
void CheckTypes(Compilation& c);              // type_check.cc
void CheckDeprecatedCalls(Compilation& c);    // module_checks.cc
void BuildDocuments(Compilation& c, DocumentNode& root);  // documents.cc

// ---- the same for one query (query.cc) ----
void InternVars(Compilation& c, Body& body);
void CheckKeywordOverrides(Compilation& c, Body& body);
void ResolveRefs(Compilation& c, Body& body);
void RewriteLocalVars(Compilation& c, Body& body);
void RewriteTemplateStrings(Compilation& c, Body& body);
void CheckVoidCalls(Compilation& c, Body& body);
void RewritePrints(Compilation& c, Body& body);
void FlattenCalls(Compilation& c, Body& body);
void RewriteComprehensionHeads(Compilation& c, Body& body);
void RewriteWiths(Compilation& c, Body& body);
void CheckFunctions(Compilation& c, Body& body);
void OrderBody(Compilation& c, Body& body);
void CheckTypes(Compilation& c, Body& body);
void CheckDeprecatedCalls(Compilation& c, Body& body);
std::unique_ptr<Query> CheckQuery(Compilation& c, const Body& body);

}  // namespace reeve::semantics

#endif  // REEVE_LIB_SEMANTICS_COMPILATION_H_
