// reeve check: the errors of policies, as `opa check` reports them; silent if there are none.
// Interface: RunCheck (cli.h). Tested by tests/tools/cases/check.md.
#include "reeve/engine.h"
#include "tools/cli.h"
#include "tools/files.h"
#include "tools/hints.h"
#include "tools/output.h"

namespace reeve::tools {
namespace {

constexpr std::string_view kExamples =
    "Examples:\n"
    "  reeve check policy.rego\n"
    "  reeve check --v0-compatible --legacy policies/\n"
    "  reeve check --strict --capabilities capabilities.json policy.rego\n"
    "  reeve check --schema schemas/ policy.rego\n"
    "\n"
    "Folders are searched for .rego files. On a terminal each error has its line and, where one is near, the name\n"
    "that was meant. Exit codes: 0 no error; 1 errors, written to standard error, or a wrong command line.";

// `texts` gets the modules that were read.
Status Check(const std::vector<std::string>& paths, const LanguageFlags& language, std::vector<LoadedModule>* texts) {
  Result<Loaded> loaded = LoadPaths(paths, Wanted::kModules);
  if (!loaded.ok()) return loaded.status();
  *texts = loaded->modules;
  Options options;
  options.grants = Grants::All();
  if (Status status = language.Apply(options); !status.ok()) return status;
  options.package = AnyPackage(*loaded);
  options.prints = Prints::kRecord;
  Engine engine(options);
  if (Status status = AddTo(engine, std::move(*loaded)); !status.ok()) return status;
  return engine.Compile().status();
}

// As OPA says it: what keeps a file from being loaded, and what is wrong with those that were.
std::string AsText(const Status& status) {
  std::string text = ErrorsAsText(status);
  bool loading = status.code() == Code::kRegoParse || status.code() == Code::kInvalidInput || status.code() == Code::kSizeLimit;
  size_t colon = text.find(" occurred:");
  if (loading && colon != std::string::npos) text.insert(colon + 9, " during loading");
  return text;
}

}  // namespace

int RunCheck(const Words& words) {
  CLI::App app;
  std::vector<std::string> paths;
  std::string format = "pretty";
  LanguageFlags language;
  Describe(app, "check", kExamples);
  app.add_option("PATH", paths, "files and folders")->required();
  app.add_option("-f,--format", format, "pretty or json")->check(CLI::IsMember({"pretty", "json"}))->capture_default_str();
  language.AddTo(app);
  language.AddChecksTo(app);
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  std::vector<LoadedModule> texts;
  Status status = Check(paths, language, &texts);
  if (status.ok()) return kExitOk;
  const bool terminal = Colors(stderr).terminal;
  Write(stderr, format == "json" ? ErrorsAsJson(status) : terminal ? ErrorsWithHints(status, texts) : AsText(status));
  return kExitNo;
}

}  // namespace reeve::tools
