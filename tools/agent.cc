// reeve agent check: what a policy says of each call that a Kata agent asks about. Interface: RunAgent (cli.h).
// Tested by docs/attestation.md.
//
//     denied          the rule's default is false, and no other rule of the name exists; or it is false outright
//     allowed         its default is true, or it is true outright
//     by rules        it depends on the request or the state
//     undefined       there is no such rule: denied, unless AllowRequestsFailingPolicy says otherwise
#include "reeve/agent.h"

#include <algorithm>

#include "syntax/parser.h"
#include "tools/cli.h"
#include "tools/files.h"
#include "tools/output.h"

namespace reeve::tools {
namespace {

constexpr std::string_view kExamples =
    "Examples:\n"
    "  reeve agent check policy.rego\n"
    "  reeve agent check --format json policy.rego | jq -r '.[] | select(.answer == \"allowed\") | .api'\n"
    "\n"
    "Exit codes: 0 the list is printed; 1 a wrong command line, or the policy has errors; 2 no file.";

// Rules of the module that have this name; else branches hang from their first.
std::vector<const ast::Rule*> RulesOf(const ast::Module& module, std::string_view name) {
  std::vector<const ast::Rule*> rules;
  for (const ast::Rule* rule : module.rules) {
    if (rule->head.name == name) rules.push_back(rule);
  }
  return rules;
}

// true or false as it is written.
std::optional<bool> BooleanOf(const ast::Rule& rule) {
  const ast::Term* value = rule.head.value;
  if (value == nullptr || value->kind != ast::TermKind::kBoolean) return std::nullopt;
  return value->boolean;
}

// Whether the body always holds: none, or `true`.
bool IsOutright(const ast::Rule& rule) { return rule.generated_body && rule.otherwise == nullptr; }

std::string AnswerOf(const ast::Module& module, std::string_view api) {
  std::vector<const ast::Rule*> rules = RulesOf(module, api);
  if (rules.empty()) return "undefined";
  bool all_default = std::all_of(rules.begin(), rules.end(), [](const ast::Rule* rule) { return rule->is_default; });
  const ast::Rule& last = *rules.back();
  std::optional<bool> value = BooleanOf(last);
  if (!value || !(all_default || (rules.size() == 1 && IsOutright(last)))) return "by rules";
  return *value ? "allowed" : "denied";
}

int Check(const std::string& path, const LanguageFlags& language, const std::string& format) {
  Result<std::string> text = ReadFile(path);
  if (!text.ok()) {
    Write(stderr, "reeve agent check: " + ErrorsAsText(text.status()));
    return kExitError;
  }
  // The whole compiler looks at it first, so that what is listed is a policy that an agent takes.
  Options options;
  Status compiled = language.Apply(options);
  Engine engine(options);
  if (compiled.ok()) compiled = engine.AddModule(path, *text);
  if (compiled.ok()) compiled = engine.Compile().status();
  std::vector<Source> sources = {{path, *text}};
  ast::Tree tree;
  syntax::ParseOptions parse;
  parse.version = language.v0 ? ast::Version::kV0 : ast::Version::kV1;
  parse.legacy = language.legacy;
  Result<ast::Module*> module = syntax::ParseModule(tree, sources, 0, parse);
  if (!compiled.ok() || !module.ok()) {
    Write(stderr, ErrorsAsText(compiled.ok() ? module.status() : compiled));
    return kExitNo;
  }
  std::string out = format == "json" ? "[" : "";
  for (const AgentApi& api : AgentApis()) {
    std::string name(api.name), answer = AnswerOf(**module, api.name);
    if (format == "json") {
      out += (out.size() > 1 ? ",\n {\"api\":\"" : "{\"api\":\"") + name + "\",\"answer\":\"" + answer + "\"}";
    } else {
      out += answer + std::string(11 - answer.size(), ' ') + name + std::string(38 - name.size(), ' ') +
             std::string(api.meaning) + "\n";
    }
  }
  std::string failing = AnswerOf(**module, "AllowRequestsFailingPolicy");
  if (format == "json")
    out += "]\n";
  else if (failing != "undefined" && failing != "denied")
    out += "AllowRequestsFailingPolicy is " + failing +
           ": an agent that is not strict allows what is denied or undefined.\n";
  Write(stdout, out);
  return kExitOk;
}

}  // namespace

int RunAgent(const Words& words) {
  CLI::App app;
  std::string verb, path, format = "text";
  LanguageFlags language;
  Describe(app, "agent", kExamples);
  app.add_option("check", verb, "the word `check`")->required()->check(CLI::IsMember({"check"}));
  app.add_option("POLICY", path, "the policy's file")->required();
  app.add_option("--format", format, "text or json")->check(CLI::IsMember({"text", "json"}))->capture_default_str();
  language.AddTo(app);
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  return Check(path, language, format);
}

}  // namespace reeve::tools
