// The whole library on one screen: Build takes policy text through every form.
//
//     text → ast::Module → semantics::Policy → plan::Plan → program::Program, verified, with the policy-only work done
//
// Tested by tests/engine/pipeline_test.cc.
#include "engine/pipeline.h"

#include <algorithm>

#include "ast/ast.h"
#include "plan/compile.h"
#include "plan/fold.h"
#include "semantics/check.h"
#include "syntax/parser.h"
#include "value/compare.h"
#include "value/table.h"
#include "vm/machine.h"

namespace reeve::engine {
namespace {

syntax::ParseOptions ParseOptionsOf(const Options& options) {
  syntax::ParseOptions parse;
  parse.version = options.rego_version == RegoVersion::kV0 ? ast::Version::kV0 : ast::Version::kV1;
  parse.legacy = options.legacy;
  parse.max_bytes = options.limits.max_module_bytes;
  parse.max_line_bytes = options.limits.max_line_bytes;
  parse.max_depth = options.limits.max_syntax_depth;
  return parse;
}

Result<std::vector<ast::Module*>> ParseModules(ast::Tree& tree, const std::vector<Source>& sources, size_t count,
                                               const Options& options) {
  std::vector<ast::Module*> modules;
  std::vector<Diagnostic> errors;
  for (uint32_t i = 0; i < count; ++i) {
    Result<ast::Module*> module = syntax::ParseModule(tree, sources, i, ParseOptionsOf(options));
    if (module.ok()) modules.push_back(*module);
    else errors.insert(errors.end(), module.status().diagnostics().begin(), module.status().diagnostics().end());
  }
  if (!errors.empty()) return Status(std::move(errors));
  return modules;
}

Result<semantics::Policy> CheckedPolicy(Compiled& compiled, const QueryText* query) {
  const Options& options = compiled.inputs->options;
  compiled.sources = compiled.inputs->sources;
  size_t module_count = compiled.sources.size();
  uint32_t query_source = static_cast<uint32_t>(module_count), scope_source = query_source + 1;
  if (query != nullptr) {
    std::string scope = "package " + (query->package.empty() ? "reeve_query" : std::string(query->package)) + "\n";
    for (const std::string& import : *query->imports) scope += "import " + import + "\n";
    compiled.sources.push_back({"", std::string(query->text)});
    compiled.sources.push_back({"", scope});
  }
  auto tree = std::make_shared<ast::Tree>();
  Result<std::vector<ast::Module*>> modules = ParseModules(*tree, compiled.sources, module_count, options);
  if (!modules.ok()) return modules.status();
  semantics::CheckOptions check;
  check.legacy = options.legacy;
  check.strict = options.strict;
  if (compiled.inputs->capabilities) check.capabilities = &*compiled.inputs->capabilities;
  check.schemas = &compiled.inputs->schemas;
  check.keep_prints = options.prints == Prints::kRecord;
  if (query == nullptr) {
    return semantics::Check(tree, *modules, nullptr, 0, compiled.sources, compiled.inputs->builtins, check);
  }
  syntax::ParseOptions parse = ParseOptionsOf(options);
  parse.version = ast::Version::kV1;  // queries are v1, whatever the modules are
  Result<ast::Body> body = syntax::ParseQuery(*tree, compiled.sources, query_source, parse);
  if (!body.ok()) return body.status();
  Result<ast::Module*> scope = syntax::ParseModule(*tree, compiled.sources, scope_source, parse);
  if (!scope.ok()) return scope.status();
  check.query_scope = *scope;
  check.query_has_package = !query->package.empty();
  return semantics::Check(tree, *modules, &*body, query_source, compiled.sources, compiled.inputs->builtins, check);
}

plan::CompileOptions PlanOptions(const Options& options) {
  plan::CompileOptions plan;
  plan.early_exit = options.early_exit;
  plan.rule_index = options.rule_index;
  plan.fold_constants = options.fold;
  // A rule that calls itself may need a group while it is being collected.
  plan.comprehension_index = options.comprehension_index && !options.legacy;
  return plan;
}

// Patterns that the program names as constants are compiled now, once.
void CompilePatterns(Compiled& compiled) {
  const program::Program& program = compiled.program;
  uint32_t match = static_cast<uint32_t>(capabilities::BuiltinId::kRegexMatch);
  for (const program::Instruction& i : program.code) {
    if (i.op != program::Op::kBuiltin2 || i.d != match || (i.b & program::kConstantBit) == 0) continue;
    const Value& pattern = program.constants[i.b & ~program::kConstantBit];
    if (pattern.is_string()) compiled.patterns.AddRegex(pattern.string());
  }
}

// The init function: every rule that depends on the policy alone is evaluated once. What errs or overruns stays as it is
// and is evaluated by each call that needs it, where its error belongs.
void Fold(Compiled& compiled) {
  const Options& options = compiled.inputs->options;
  program::Program& program = compiled.program;
  vm::Scratch scratch;
  scratch.arena.set_limit(options.limits.load_memory);
  Budget budget(options.limits.fold_work);
  text::PatternCache patterns(options.limits.max_cached_patterns, &compiled.patterns);
  capabilities::Environment environment;
  vm::Machine machine(program, compiled.inputs->natives, scratch, budget, patterns, environment,
                      MachineOptionsOf(options), std::nullopt, std::nullopt);
  std::vector<program::Program::Folded> folded(program.functions.size());
  try {
    for (uint32_t f = 0; f < program.functions.size(); ++f) {
      if (!program.functions[f].foldable) continue;
      Value value;
      bool defaulted = false;
      vm::Outcome outcome = machine.Evaluate(f, &value, &defaulted);
      if (outcome == vm::Outcome::kError) {
        // The machine's stack is where the error left it: go on with a clean one.
        scratch.frames.clear();
        continue;
      }
      folded[f].state = outcome == vm::Outcome::kValue ? 1 : 2;
      folded[f].defaulted = defaulted;
      if (outcome != vm::Outcome::kValue) continue;
      value::ChargeSize(value, budget, 4);
      folded[f].value = value::DeepCopy(*program.arena, value);
    }
  } catch (const Stop&) {
    // The load budget is spent: the rest stays unfolded.
  }
  program.folded = std::move(folded);
}

Status PlanAndAssemble(Compiled& compiled, const plan::CompileOptions& options) {
  Result<plan::Plan> plan = plan::Compile(compiled.policy, compiled.inputs->builtins, options);
  if (!plan.ok()) return plan.status();
  compiled.program = plan::Assemble(std::move(*plan));
  std::string wrong = program::Verify(compiled.program, compiled.inputs->builtins.size());
  if (!wrong.empty()) return Status(Code::kEvalInternal, "the compiler made a program that does not verify: " + wrong);
  compiled.asks_environment = std::any_of(compiled.program.code.begin(), compiled.program.code.end(), [&](const program::Instruction& i) {
    if (i.op == program::Op::kCallMocked) return true;
    bool native = i.op == program::Op::kBuiltin1 || i.op == program::Op::kBuiltin2 || i.op == program::Op::kBuiltinN;
    return native && (compiled.inputs->natives[i.d].nondeterministic || compiled.inputs->natives[i.d].host != nullptr);
  });
  return {};
}

}  // namespace

vm::MachineOptions MachineOptionsOf(const Options& options) {
  vm::MachineOptions machine;
  machine.strict_builtin_errors = options.strict_builtin_errors;
  machine.max_call_depth = options.limits.max_call_depth;
  machine.max_value_depth = options.limits.max_value_depth;
  machine.max_integer_digits = options.limits.max_integer_digits;
  machine.max_prints = options.limits.max_prints;
  return machine;
}

Result<std::unique_ptr<Compiled>> Build(std::shared_ptr<const Inputs> inputs, const QueryText* query) {
  using R = Result<std::unique_ptr<Compiled>>;
  return Guarded<R>([&]() -> R {
    auto compiled = std::make_unique<Compiled>();
    compiled->inputs = std::move(inputs);
    Result<semantics::Policy> policy = CheckedPolicy(*compiled, query);
    if (!policy.ok()) return policy.status();
    compiled->policy = std::move(*policy);
    Status planned = PlanAndAssemble(*compiled, PlanOptions(compiled->inputs->options));
    if (!planned.ok()) return planned;
    CompilePatterns(*compiled);
    if (compiled->inputs->options.fold) {
      plan::MarkFoldable(compiled->program, compiled->inputs->builtins);
      Fold(*compiled);
    }
    return compiled;
  });
}

Result<std::unique_ptr<Compiled>> BuildTraced(std::shared_ptr<const Inputs> inputs, const QueryText* query) {
  using R = Result<std::unique_ptr<Compiled>>;
  return Guarded<R>([&]() -> R {
    auto compiled = std::make_unique<Compiled>();
    compiled->inputs = std::move(inputs);
    Result<semantics::Policy> policy = CheckedPolicy(*compiled, query);
    if (!policy.ok()) return policy.status();
    compiled->policy = std::move(*policy);
    plan::CompileOptions options;
    options.early_exit = options.rule_index = options.comprehension_index = options.fold_constants = false;
    options.trace = true;
    Status planned = PlanAndAssemble(*compiled, options);
    if (!planned.ok()) return planned;
    CompilePatterns(*compiled);
    return compiled;
  });
}

Result<std::string> DumpForm(std::shared_ptr<const Inputs> inputs, Form form) {
  using R = Result<std::string>;
  return Guarded<R>([&]() -> R {
    Compiled compiled;
    compiled.inputs = std::move(inputs);
    std::string out;
    if (form == Form::kTokens || form == Form::kAst) {
      ast::Tree tree;
      Result<std::vector<ast::Module*>> modules =
          ParseModules(tree, compiled.inputs->sources, compiled.inputs->sources.size(), compiled.inputs->options);
      if (!modules.ok()) return modules.status();
      for (uint32_t i = 0; i < compiled.inputs->sources.size(); ++i) {
        out += form == Form::kAst ? ast::Dump(*(*modules)[i])
                                  : syntax::DumpTokens(compiled.inputs->sources, i, ParseOptionsOf(compiled.inputs->options));
      }
      return out;
    }
    Result<semantics::Policy> policy = CheckedPolicy(compiled, nullptr);
    if (!policy.ok()) return policy.status();
    if (form == Form::kPolicy) return semantics::DumpPolicy(*policy);
    Result<plan::Plan> plan = plan::Compile(*policy, compiled.inputs->builtins, PlanOptions(compiled.inputs->options));
    if (!plan.ok()) return plan.status();
    if (form == Form::kPlan) return plan::DumpPlan(*plan);
    program::Program program = plan::Assemble(std::move(*plan));
    return program::Disassemble(program);
  });
}

}  // namespace reeve::engine
