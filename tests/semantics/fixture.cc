// See fixture.h.
#include "tests/semantics/fixture.h"

#include <sstream>

namespace reeve::semantics {

std::unique_ptr<Checked> CheckTexts(const std::vector<std::string>& modules, const Setup& setup) {
  auto out = std::make_unique<Checked>();
  for (size_t i = 0; i < modules.size(); ++i) {
    std::string name = i < setup.names.size() ? setup.names[i] : "test-" + std::to_string(i) + ".rego";
    out->sources.push_back({name, modules[i]});
  }
  if (!setup.query.empty()) out->sources.push_back({"", setup.query});
  auto tree = std::make_shared<ast::Tree>();
  syntax::ParseOptions options;
  options.version = setup.version;
  options.legacy = setup.check.legacy;
  std::vector<ast::Module*> parsed;
  for (uint32_t i = 0; i < modules.size(); ++i) {
    Result<ast::Module*> module = syntax::ParseModule(*tree, out->sources, i, options);
    if (!module.ok()) {
      out->status = module.status();
      return out;
    }
    parsed.push_back(*module);
  }
  ast::Body query;
  uint32_t query_source = static_cast<uint32_t>(modules.size());
  if (!setup.query.empty()) {
    options.version = ast::Version::kV1;
    Result<ast::Body> body = syntax::ParseQuery(*tree, out->sources, query_source, options);
    if (!body.ok()) {
      out->status = body.status();
      return out;
    }
    query = *body;
  }
  out->parsed = true;
  Result<Policy> policy = Check(tree, parsed, setup.query.empty() ? nullptr : &query, query_source, out->sources,
                                out->builtins, setup.check);
  if (policy.ok()) {
    out->policy = std::make_unique<Policy>(std::move(*policy));
  } else {
    out->status = policy.status();
  }
  return out;
}

namespace {

std::string Lines(const Status& status) {
  std::string out;
  for (const Diagnostic& d : status.diagnostics()) {
    if (!out.empty()) out += "\n";
    out += std::to_string(d.row) + ":" + std::to_string(d.column) + " " + std::string(CodeName(d.code)) + ": " + d.message;
  }
  return out;
}

}  // namespace

std::string Rules(const std::string& module, const Setup& setup) {
  std::unique_ptr<Checked> checked = CheckTexts({module}, setup);
  if (!checked->policy) return Lines(checked->status);
  std::string broken = FindBrokenPromise(*checked->policy, checked->builtins);
  if (!broken.empty()) return "broken promise: " + broken;
  std::string out, line;
  std::istringstream dump(DumpPolicy(*checked->policy));
  while (std::getline(dump, line)) {
    size_t at = line.find("| ");
    if (at == std::string::npos || line.find_first_not_of(' ') != at) continue;
    if (!out.empty()) out += "\n";
    out += line.substr(at + 2);
  }
  return out;
}

std::string Errors(const std::string& module, const Setup& setup) { return Lines(CheckTexts({module}, setup)->status); }

std::string QueryLines(const std::string& query, const std::string& module) {
  Setup setup;
  setup.query = query;
  std::unique_ptr<Checked> checked = CheckTexts({module}, setup);
  if (!checked->policy) return Lines(checked->status);
  std::string dump = DumpPolicy(*checked->policy);
  std::string out = dump.substr(dump.find("query: ") + 7);
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace reeve::semantics
