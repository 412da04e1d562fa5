// Rego text to a tree. What is accepted is printed, and the print gives an equal tree; so does reading its data literals
// token by token instead of as JSON.
//
// The bits of the first byte: version 0, legacy syntax, a query instead of a module.
#include "ast/ast.h"
#include "syntax/parser.h"
#include "tests/fuzz/fuzz.h"

using namespace reeve;

namespace {

struct Parsed {
  Parsed(std::string text, const syntax::ParseOptions& options, bool query) {
    sources.push_back({query ? "" : "fuzz.rego", std::move(text)});
    if (query) {
      Result<ast::Body> result = syntax::ParseQuery(tree, sources, 0, options);
      ok = result.ok();
      if (ok) body = *result;
    } else {
      Result<ast::Module*> result = syntax::ParseModule(tree, sources, 0, options);
      ok = result.ok();
      if (ok) module = *result;
      fuzz::Require(ok || !result.status().diagnostics().empty(), "a refusal has a diagnostic");
    }
  }
  std::string Print() const { return module != nullptr ? ast::Print(*module) : ast::Print(body); }
  bool Equals(const Parsed& other) const {
    return module != nullptr ? ast::Equal(*module, *other.module) : ast::Equal(body, other.body);
  }

  ast::Tree tree;
  std::vector<Source> sources;
  ast::Module* module = nullptr;
  ast::Body body;
  bool ok = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text = fuzz::Text(data, size);
  uint8_t how = fuzz::TakeByte(text);
  syntax::ParseOptions options;
  options.version = how & 1 ? ast::Version::kV0 : ast::Version::kV1;
  options.legacy = how & 2;
  options.max_depth = 64;
  bool query = how & 4;
  Parsed parsed(std::string(text), options, query);
  if (!parsed.ok) return 0;
  std::string printed = parsed.Print();
  options.max_depth = 512;  // a print may have more parentheses
  options.legacy = false;
  Parsed again(printed, options, query);
  fuzz::Require(again.ok, "a print is read");
  fuzz::Require(parsed.Equals(again), "a print gives the tree that it is of");
  options.json_islands = false;
  options.legacy = how & 2;
  Parsed plain(std::string(text), options, query);
  fuzz::Require(plain.ok && parsed.Equals(plain), "data literals are read as tokens to the same tree");
  return 0;
}
