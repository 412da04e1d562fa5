// Built-ins about policies and their host: rego.parse_module, rego.metadata.*, opa.runtime, internal.print and internal.test_case.
#include "ast/ast.h"
#include "builtins/arguments.h"
#include "syntax/parser.h"
#include "value/json.h"

namespace reeve::builtins {
namespace {

// A tree takes about a hundred times its text, outside the evaluation's arena.
constexpr size_t kMaxModuleBytes = 1u << 20;
constexpr uint64_t kWorkPerByte = 64;

// OPA's JSON of the module's tree, locations only those of comments. Modules are v1, as in OPA.
bool ParseModule(CallContext& call, Value* result, Value name, Value text) {
  if (!name.is_string() || !text.is_string()) return FailType(call, 1, name.is_string() ? text : name, {"string"});
  call.budget.Charge(1 + text.string().size() * kWorkPerByte);
  std::vector<Source> sources = {{std::string(name.string()), std::string(text.string())}};
  syntax::ParseOptions options;
  options.max_bytes = kMaxModuleBytes;
  options.max_depth = call.max_value_depth;
  ast::Tree tree;
  Result<ast::Module*> module = syntax::ParseModule(tree, sources, 0, options);
  if (!module.ok()) return FailBuiltin(call, module.status().ToString());
  value::JsonOptions json;
  json.max_depth = call.max_value_depth;
  json.budget = &call.budget;
  std::string written = ast::ToJsonWithComments(**module, sources[0].name);
  Result<Value> parsed = value::ParseJson(call.arena, call.arena.CopyText(written), json);
  if (!parsed.ok()) return FailBuiltin(call, std::string(parsed.status().message()));
  return Return(result, *parsed);
}

// The compiler answers these within rules; queries have no rule.
bool MetadataChain(CallContext& call, Value*) {
  return FailBuiltin(call, "the rego.metadata.chain function must only be called within the scope of a rule");
}
bool MetadataRule(CallContext& call, Value*) {
  return FailBuiltin(call, "the rego.metadata.rule function must only be called within the scope of a rule");
}

bool Runtime(CallContext& call, Value* result) {
  if (call.environment.runtime.is_object()) return Return(result, call.environment.runtime);
  return Return(result, Access::Object(value::NewTable(call.arena, 2, 0)));
}

// What print and test cases are compiled to in OPA; called by a policy itself, they say nothing.
bool Nothing(CallContext&, Value* result, Array) { return Return(result, true); }

constexpr Entry kTable[] = {
    {BuiltinId::kRegoParseModule, kTyped<ParseModule>},
    {BuiltinId::kRegoMetadataChain, kTyped<MetadataChain>},
    {BuiltinId::kRegoMetadataRule, kTyped<MetadataRule>},
    {BuiltinId::kOpaRuntime, kTyped<Runtime>},
    {BuiltinId::kInternalPrint, kTyped<Nothing>},
    {BuiltinId::kInternalTestCase, kTyped<Nothing>},
};

}  // namespace

std::span<const Entry> RegoFunctions() { return kTable; }

}  // namespace reeve::builtins
