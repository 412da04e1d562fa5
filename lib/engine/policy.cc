// Policy and Query: the compiled forms as users hold them. Tested by tests/engine/engine_test.cc.
#include <algorithm>

#include "engine/pipeline.h"
#include "reeve/engine.h"
#include "value/table.h"

namespace reeve {
namespace engine {
namespace {

std::string PackageName(const ast::Module& module) {
  std::string name;
  for (size_t i = 1; i < module.package->terms.size(); ++i) name += (i > 1 ? "." : "") + std::string(module.package->terms[i]->text);
  return name;
}

Result<std::string> ChoosePackage(const Compiled& compiled) {
  if (!compiled.inputs->options.package.empty()) return compiled.inputs->options.package;
  std::string common;
  for (const ast::Module* module : compiled.policy.modules) {
    std::string name = PackageName(*module);
    if (!common.empty() && name != common) return std::string();  // several: only queries can be asked
    common = name;
  }
  return common;
}

void FindRules(const Compiled& compiled, PolicyState* state) {
  if (state->package.empty()) return;
  const semantics::DocumentNode* node = &compiled.policy.root;
  std::string_view rest = state->package;
  while (node != nullptr && !rest.empty()) {
    size_t dot = rest.find('.');
    node = node->Find(rest.substr(0, dot));
    rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
  }
  if (node == nullptr) return;
  std::string prefix = "data." + state->package + ".";
  for (uint32_t f = 0; f < compiled.program.functions.size(); ++f) {
    const program::Function& function = compiled.program.functions[f];
    if (!function.is_rule || function.document == program::kNone) continue;
    const program::DocumentNode& document = compiled.program.documents[function.document];
    if (document.path.size() != prefix.size() + document.key.size() || document.path.compare(0, prefix.size(), prefix) != 0) continue;
    state->rules.push_back({std::string(document.key), value::TagOfString(document.key), f});
  }
  std::sort(state->rules.begin(), state->rules.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  size_t slots = 4;
  while (slots < state->rules.size() * 2) slots *= 2;
  state->slots.assign(slots, 0);
  for (uint32_t r = 0; r < state->rules.size(); ++r) {
    size_t at = state->rules[r].tag & (slots - 1);
    while (state->slots[at] != 0) at = (at + 1) & (slots - 1);
    state->slots[at] = r + 1;
  }
}

}  // namespace

const PolicyState::Rule* PolicyState::Find(std::string_view name) const {
  if (slots.empty()) return nullptr;
  uint32_t tag = value::TagOfString(name);
  size_t mask = slots.size() - 1;
  for (size_t at = tag & mask; slots[at] != 0; at = (at + 1) & mask) {
    const Rule& rule = rules[slots[at] - 1];
    if (rule.tag == tag && rule.name == name) return &rule;
  }
  return nullptr;
}

Result<std::shared_ptr<const Policy>> MakePolicy(std::shared_ptr<const Inputs> inputs) {
  Result<std::unique_ptr<Compiled>> compiled = Build(std::move(inputs), nullptr);
  if (!compiled.ok()) return compiled.status();
  auto state = std::make_shared<PolicyState>();
  Result<std::string> package = ChoosePackage(**compiled);
  if (!package.ok()) return package.status();
  state->package = std::move(*package);
  FindRules(**compiled, state.get());
  state->compiled = std::move(*compiled);
  return std::shared_ptr<const Policy>(std::make_shared<Policy>(std::move(state)));
}

}  // namespace engine

Query::Query(std::shared_ptr<const engine::QueryState> state) : state_(std::move(state)) {}
Query::~Query() = default;

Policy::Policy(std::shared_ptr<const engine::PolicyState> state) : state_(std::move(state)) {}
Policy::~Policy() = default;
std::string_view Policy::package() const { return state_->package; }
bool Policy::HasRule(std::string_view api_name) const { return state_->Find(api_name) != nullptr; }
const Options& Policy::options() const { return state_->compiled->inputs->options; }
Result<std::string> Policy::Dump(Form form) const { return engine::DumpForm(state_->compiled->inputs, form); }

std::vector<std::string> Policy::RuleNames() const {
  std::vector<std::string> names;
  for (const auto& rule : state_->rules) names.push_back(rule.name);
  return names;
}

Result<std::shared_ptr<const Query>> Policy::Prepare(std::string_view query, const std::vector<std::string>& imports,
                                                     std::string_view package) const {
  auto state = std::make_shared<engine::QueryState>();
  state->text = query;
  state->imports = imports;
  state->package = package;
  engine::QueryText text{state->text, &state->imports, state->package};
  Result<std::unique_ptr<engine::Compiled>> compiled = engine::Build(state_->compiled->inputs, &text);
  if (!compiled.ok()) return compiled.status();
  state->policy = state_;
  state->compiled = std::move(*compiled);
  return std::shared_ptr<const Query>(std::make_shared<Query>(std::move(state)));
}

}  // namespace reeve
