// Files of the command line: policies, data and inputs, found and read as OPA's loader does.
//
//     -d policy.rego      a module, named by its path
//     -d data.json        a document, merged into `data` at its root; .yaml and .yml alike
//     -d folder           all of these below it; a document's place in `data` is the path of its folder
//     -d a.b:data.json    the document at data.a.b
//
// Limits: a file has at most 1 GiB. Symbolic links to folders are not followed. Tested by tests/tools/cases/eval.md.
#ifndef REEVE_TOOLS_FILES_H_
#define REEVE_TOOLS_FILES_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reeve/engine.h"
#include "reeve/status.h"
#include "reeve/value.h"

namespace reeve::tools {

struct LoadedModule { std::string name, text; };
struct LoadedDocument { std::string name; Document document; };
struct Loaded {
  std::vector<LoadedModule> modules;
  std::vector<LoadedDocument> documents;
};

enum class Wanted { kAll, kModules };

// The whole file, or standard input for "-". Errors: kInvalidInput, in OPA's words.
Result<std::string> ReadFile(const std::string& path);

// All modules and documents of `paths`, in order; inside folders by name.
Result<Loaded> LoadPaths(const std::vector<std::string>& paths, Wanted wanted);

// A JSON text, or else a YAML text, as OPA reads an input: nothing but white space is null.
Result<Document> ReadDocument(std::string_view text);

// The schemas for Options.schemas: a file is "schema", dir/a/b.json in a folder is "schema.a.b". JSON or YAML.
Result<std::map<std::string, std::string>> LoadSchemas(const std::string& path);

// A value for Options.package when no entry point is asked for: queries name their packages themselves.
std::string AnyPackage(const Loaded& loaded);

// Hands everything to the engine. The text of an error starts with the file's name.
Status AddTo(Engine& engine, Loaded loaded);

}  // namespace reeve::tools

#endif  // REEVE_TOOLS_FILES_H_
