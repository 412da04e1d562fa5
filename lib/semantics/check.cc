// Check: the passes in their order, which is that of OPA's compiler. Held by tests/semantics/check_test.cc.
#include "semantics/check.h"

#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

using Pass = void (*)(Compilation&);

constexpr Pass kPasses[] = {
    CheckFeatures,              // modules keep to the syntax that they may have
    InternVars,                 // each name a number
    CheckRefLengths,            // no ref so long that trees of refs grow deep
    ResolveRefs,                // imports and rules of the package: full refs
    RewriteHeadRefs,            // p[f(x)] := ...: brackets hold variables and scalars
    CheckKeywordOverrides,      // v1, strict: nothing hides data and input
    CheckDuplicateImports,      // v1, strict: imports do not hide each other
    BuildRuleTree,              // rules by ref; from here on functions can be looked up
    RewriteLocalVars,           // declared variables are unique; := is =, some is gone
    RewriteTemplateStrings,     // $"..." is a call
    CheckVoidCalls,             // print has no value
    RewritePrints,              // print is erased, or its variables are checked
    FlattenCalls,               // calls stand at the top of expressions
    RewriteMetadataCalls,       // rego.metadata.* are constants
    RecordDependencies,         // which rule reads which
    RewriteComprehensionHeads,  // comprehensions' heads hold no refs
    RewriteRefsInHeads,         // rules' heads hold no refs
    RewriteWiths,               // targets exist, values are evaluated before
    CheckRuleConflicts,         // rules of one document agree
    CheckFunctions,             // called functions exist and get as many arguments as they take
    CheckHeadSafety,            // variables of heads occur in bodies
    OrderBodies,                // each variable is bound before it is used
    CheckRecursion,             // no rule depends on itself
    CheckTypes,                 // expressions that can never hold; functions get what they take
    CheckDeprecatedCalls,       // v1, strict: no deprecated built-in is called
};

}  // namespace

Result<Policy> Check(std::shared_ptr<ast::Tree> tree, std::vector<ast::Module*> modules, const ast::Body* query,
                     uint32_t query_source, const std::vector<Source>& sources,
                     const capabilities::Builtins& builtins, const CheckOptions& options) {
  static_cast<void>(query_source);  // stands in the query's locations
  Compilation c(*tree, std::move(modules), sources, builtins, options);
  for (Pass pass : kPasses) {
    pass(c);
    if (c.errors.stop()) return c.errors.ToStatus();
  }
  if (!c.errors.empty()) return c.errors.ToStatus();
  Policy policy;
  if (query != nullptr) {
    policy.query = CheckQuery(c, *query);
    if (!c.errors.empty()) return c.errors.ToStatus();
  }
  BuildDocuments(c, policy.root);
  policy.tree = std::move(tree);
  policy.modules = std::move(c.modules);
  policy.recursive = std::move(c.recursive);
  return policy;
}

}  // namespace reeve::semantics
