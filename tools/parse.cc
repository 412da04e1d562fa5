// reeve parse: a module's syntax tree, as OPA's AST JSON or as a tree. Errors are JSON on standard error, as from `opa parse`.
// Interface: RunParse (cli.h). Tested by tests/tools/cases/parse.md.
#include "ast/ast.h"
#include "base/source.h"
#include "syntax/parser.h"
#include "tools/cli.h"
#include "tools/files.h"
#include "tools/output.h"
#include "tools/parse_tree.h"
#include "value/json.h"

namespace reeve::tools {
namespace {

constexpr std::string_view kExamples =
    "Examples:\n"
    "  reeve parse policy.rego\n"
    "  reeve parse -f json policy.rego\n"
    "\n"
    "Exit codes: 0 done; 1 errors, written to standard error as JSON, or a wrong command line.";

Result<std::string> Parse(const std::string& path, const std::string& format, const LanguageFlags& language) {
  Result<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  std::vector<Source> sources = {{path, std::move(*text)}};
  syntax::ParseOptions options;
  Limits limits;
  options.version = language.v0 ? ast::Version::kV0 : ast::Version::kV1;
  options.legacy = language.legacy;
  options.max_bytes = limits.max_module_bytes;
  options.max_line_bytes = limits.max_line_bytes;
  options.max_depth = limits.max_syntax_depth;
  ast::Tree tree;
  Result<ast::Module*> module = syntax::ParseModule(tree, sources, 0, options);
  if (!module.ok()) return module.status();
  if (format == "pretty") return SyntaxTree(**module);
  Arena arena;
  value::JsonOptions json_options;
  json_options.max_depth = 16 * options.max_depth;  // a nested term is several levels of JSON
  Result<Value> json = value::ParseJson(arena, ast::ToJsonWithComments(**module, path), json_options);
  if (!json.ok()) return json.status();
  std::string out;
  AppendJson(*json, 0, out);
  return out + "\n";
}

}  // namespace

int RunParse(const Words& words) {
  CLI::App app;
  std::string path, format = "pretty";
  LanguageFlags language;
  Describe(app, "parse", kExamples);
  app.add_option("FILE", path, "a module's file")->required();
  app.add_option("-f,--format", format, "pretty or json")->check(CLI::IsMember({"pretty", "json"}))->capture_default_str();
  language.AddTo(app);
  if (std::optional<int> code = ParseFlags(app, words)) return *code;
  Result<std::string> tree = Parse(path, format, language);
  if (!tree.ok()) {
    Write(stderr, ErrorsAsJson(tree.status()));
    return kExitNo;
  }
  Write(stdout, *tree);
  return kExitOk;
}

}  // namespace reeve::tools
