// reeve dump: a policy in one of the forms that it is compiled through (docs/architecture.md), for people and for tests.
// Interface: RunDump (cli.h). Tested by tests/tools/cases/dump.md.
#include <array>
#include <utility>

#include "reeve/engine.h"
#include "tools/cli.h"
#include "tools/files.h"
#include "tools/output.h"

namespace reeve::tools {
namespace {

constexpr std::array<std::pair<std::string_view, Form>, 5> kForms = {{{"tokens", Form::kTokens},
                                                                      {"ast", Form::kAst},
                                                                      {"policy", Form::kPolicy},
                                                                      {"plan", Form::kPlan},
                                                                      {"program", Form::kProgram}}};

constexpr std::string_view kExamples =
    "Examples:\n"
    "  reeve dump --form=ast policy.rego        # what was written\n"
    "  reeve dump --form=policy policy.rego     # after imports, names, safety and reordering\n"
    "  reeve dump --form=plan policy.rego       # blocks\n"
    "  reeve dump --form=program policy.rego    # instructions\n"
    "\n"
    "Exit codes: 0 done; 1 a wrong command line; 2 the policy has errors, written to standard error.";

Result<std::string> Dump(const std::vector<std::string>& paths, std::string_view form, const LanguageFlags& language) {
  Result<Loaded> loaded = LoadPaths(paths, Wanted::kAll);
  if (!loaded.ok()) return loaded.status();
  Options options;
  options.grants = Grants::All();
  if (Status status = language.Apply(options); !status.ok()) return status;
  options.prints = Prints::kRecord;
  options.package = AnyPackage(*loaded);
  Engine engine(options);
  if (Status status = AddTo(engine, std::move(*loaded)); !status.ok()) return status;
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  if (!policy.ok()) return policy.status();
  for (const auto& [name, value] : kForms) {
    if (name == form) return (*policy)->Dump(value);
  }
  return Status(Code::kInvalidArgument, "there is no form " + std::string(form));
}

}  // namespace

int RunDump(const Words& words) {
  CLI::App app;
  std::vector<std::string> paths;
  std::string form = "program";
  LanguageFlags language;
  Describe(app, "dump", kExamples);
  app.add_option("FILE", paths, "files and folders")->required();
  app.add_option("--form", form, "tokens, ast, policy, plan or program")
      ->check(CLI::IsMember({"tokens", "ast", "policy", "plan", "program"}))->capture_default_str();
  language.AddTo(app);
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  Result<std::string> text = Dump(paths, form, language);
  if (!text.ok()) {
    Write(stderr, "reeve dump: " + ErrorsAsText(text.status()));
    return kExitError;
  }
  Write(stdout, *text);
  if (!text->empty() && text->back() != '\n') Write(stdout, "\n");
  return kExitOk;
}

}  // namespace reeve::tools
