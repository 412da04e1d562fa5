// Counts syntax nodes and instructions of generated cases; coverage.h tells what for.
#include "tests/differential/coverage.h"

#include <cstdio>
#include <sstream>

#include "ast/ast.h"
#include "reeve/engine.h"
#include "syntax/parser.h"

namespace reeve::differential {
namespace {

constexpr const char* kTermNames[] = {"null", "boolean", "number", "string", "var", "ref", "call", "array", "set", "object",
                                      "arraycomprehension", "setcomprehension", "objectcomprehension", "templatestring",
                                      "template part", "constant"};
constexpr const char* kExprNames[] = {"term", "call", "some", "every", "not body", "and", "or"};

// Walks a module; generated modules nest a dozen levels at most.
class NodeCounter {
 public:
  explicit NodeCounter(std::map<std::string, uint64_t>& counts) : counts_(counts) {}

  void Module(const ast::Module& module) {
    for (const ast::Import& import : module.imports) {
      Add("import");
      Term(import.path);
    }
    for (const ast::Rule* rule : module.rules) Rule(*rule);
  }

 private:
  void Add(const std::string& name) { ++counts_[name]; }

  void Rule(const ast::Rule& rule) {
    Add("rule");
    if (rule.is_default) Add("rule: default");
    if (rule.otherwise) Add("rule: else");
    if (rule.head.has_args) Add("rule: function");
    if (rule.head.key) Add("rule: head with a key");
    if (rule.head.ref && rule.head.ref->terms.size() > 1) Add("rule: head with a ref");
    Term(rule.head.ref);
    for (const ast::Term* argument : rule.head.args) Term(argument);
    Term(rule.head.key);
    Term(rule.head.value);
    Body(rule.body);
    if (rule.otherwise) Rule(*rule.otherwise);
  }

  void Body(const ast::Body& body) {
    for (const ast::Expr* expr : body) Expr(*expr);
  }

  void Expr(const ast::Expr& expr) {
    Add(std::string("expression: ") + kExprNames[static_cast<size_t>(expr.kind)]);
    if (expr.negated) Add("expression: negated");
    if (!expr.with.empty()) Add("expression: with");
    for (const ast::Term* term : expr.terms) Term(term);
    Body(expr.body);
    Body(expr.rhs);
    for (const ast::With& with : expr.with) {
      Term(with.target);
      Term(with.value);
    }
  }

  void Term(const ast::Term* term) {
    if (!term) return;
    Add(std::string("term: ") + kTermNames[static_cast<size_t>(term->kind)]);
    for (const ast::Term* part : term->terms) Term(part);
    Body(term->body);
  }

  std::map<std::string, uint64_t>& counts_;
};

size_t PrintCounts(const char* title, const std::map<std::string, uint64_t>& counts, uint64_t least) {
  size_t below = 0;
  std::printf("%s\n", title);
  for (const auto& [name, count] : counts) {
    std::printf("  %-36s %10llu%s\n", name.c_str(), static_cast<unsigned long long>(count), count < least ? "  *" : "");
    below += count < least;
  }
  return below;
}

}  // namespace

Coverage::Coverage() {
  for (const char* name : kTermNames) nodes_[std::string("term: ") + name] = 0;
  for (const char* name : kExprNames) nodes_[std::string("expression: ") + name] = 0;
  for (const char* name : {
#define OPCODE(name, operands, effect) #name,
#include "program/opcodes.def"
#undef OPCODE
       }) {
    // Instructions of explanations stand in no program that a policy compiles to; Print needs the option to record prints.
    std::string text = name;
    if (!text.starts_with("Trace") && text != "Print") instructions_[text] = 0;
  }
}

void Coverage::AddNodes(const GeneratedCase& c) {
  for (const std::string& text : c.modules) {
    std::vector<Source> sources{{"test.rego", text}};
    ast::Tree tree;
    syntax::ParseOptions options;
    options.version = c.v0 ? ast::Version::kV0 : ast::Version::kV1;
    Result<ast::Module*> module = syntax::ParseModule(tree, sources, 0, options);
    if (module.ok()) NodeCounter(nodes_).Module(**module);
  }
}

void Coverage::AddInstructions(const GeneratedCase& c) {
  Options options;
  options.rego_version = c.v0 ? RegoVersion::kV0 : RegoVersion::kV1;
  options.package = "p";
  Engine engine(options);
  for (size_t i = 0; i < c.modules.size(); ++i) {
    if (!engine.AddModule("test-" + std::to_string(i) + ".rego", c.modules[i]).ok()) return;
  }
  if (!engine.AddData(c.data).ok()) return;
  Result<std::shared_ptr<const Policy>> policy = engine.Compile();
  if (!policy.ok()) return;
  Result<std::string> listing = (*policy)->Dump(Form::kProgram);
  if (!listing.ok()) return;
  // An instruction's line: two blanks, its number, its name.
  std::istringstream lines(*listing);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  ")) continue;
    std::istringstream words(line);
    std::string number, name;
    words >> number >> name;
    if (auto it = instructions_.find(name); it != instructions_.end()) ++it->second;
  }
}

size_t Coverage::Print(uint64_t least) const {
  size_t below = PrintCounts("syntax nodes", nodes_, least);
  return below + PrintCounts("instructions", instructions_, least);
}

}  // namespace reeve::differential
