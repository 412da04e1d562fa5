// docs/built-ins.md lists each built-in of lib/capabilities/builtins.def with an example of built_in_examples.tsv: a name, a call and
// its result in Rego a line, the result empty where it differs from call to call. The examples run here. REBASE=1 writes
// the page's tables anew; a new built-in needs a line in the examples.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <vector>

#include "capabilities/builtin.h"
#include "reeve/engine.h"
#include "tests/tools/console.h"

namespace reeve::tools_test {
namespace {

using capabilities::Builtin;

const std::string kPage = REEVE_SOURCE_DIR "/docs/built-ins.md";
constexpr size_t kShownBytes = 160;  // longer calls and results are cut

struct Example {
  std::string call, result;
};

std::map<std::string, Example> Examples() {
  std::map<std::string, Example> out;
  std::ifstream file(REEVE_SOURCE_DIR "/tests/tools/built_in_examples.tsv");
  for (std::string line; std::getline(file, line);) {
    size_t first = line.find('\t'), second = line.find('\t', first + 1);
    out[line.substr(0, first)] = {line.substr(first + 1, second - first - 1), line.substr(second + 1)};
  }
  return out;
}

// Code in a table's cell.
std::string Code(std::string text) {
  if (text.size() > kShownBytes) {
    size_t end = kShownBytes;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end) + "...";
  }
  std::string out;
  for (char c : text) out += c == '|' ? "\\|" : c == '`' ? "'" : std::string(1, c);
  return "`" + out + "`";
}

std::string Declaration(const Builtin& b) {
  std::string out = "(";
  for (size_t i = 0; i < b.arguments.size(); ++i) out += (i > 0 ? ", " : "") + std::string(b.arguments[i]);
  return out + ")" + (b.result.empty() ? "" : " => " + std::string(b.result));
}

std::string Tables() {
  capabilities::Builtins builtins;
  std::map<std::string, Example> examples = Examples();
  std::map<std::string, std::vector<const Builtin*>> categories;
  for (uint32_t id = 0; id < builtins.size(); ++id) categories[std::string(builtins.at(id).category)].push_back(&builtins.at(id));
  std::string out;
  for (auto& [category, list] : categories) {
    std::sort(list.begin(), list.end(), [](const Builtin* a, const Builtin* b) { return a->name < b->name; });
    out += "\n## " + (category.empty() ? "other" : category) + "\n\n| built-in | declaration | example |\n|---|---|---|\n";
    for (const Builtin* b : list) {
      const Example& example = examples[std::string(b->name)];
      std::string notes;
      if (!b->infix.empty()) notes += ", written " + Code(std::string(b->infix));
      if (b->has(capabilities::kDeprecated)) notes += ", deprecated";
      if (b->has(capabilities::kNondeterministic)) notes += ", not deterministic";
      out += "| " + Code(std::string(b->name)) + notes + " | " + Code(Declaration(*b)) + " | " + Code(example.call) +
             (example.result.empty() ? "" : " is " + Code(example.result)) + " |\n";
    }
  }
  return out + "\n";
}

Options Lenient(const Builtin& b) {
  Options options;
  options.package = "p";
  options.strict_builtin_errors = true;
  options.grants = Grants::All();
  if (b.has(capabilities::kDeprecated)) options.rego_version = RegoVersion::kV0;
  return options;
}

}  // namespace

TEST_CASE("docs/built-ins.md lists each built-in as it is") {
  const std::string begin = "<!-- begin built-ins -->\n", end = "<!-- end built-ins -->";
  std::string page = ReadText(kPage), tables = Tables();
  size_t from = page.find(begin), to = page.find(end);
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  from += begin.size();
  if (std::getenv("REBASE") != nullptr) WriteText(kPage, page.substr(0, from) + tables + page.substr(to));
  else CHECK(page.substr(from, to - from) == tables);
}

TEST_CASE("each built-in has an example that says what it gives") {
  capabilities::Builtins builtins;
  std::map<std::string, Example> examples = Examples();
  CHECK(examples.size() == builtins.size());
  for (uint32_t id = 0; id < builtins.size(); ++id) {
    const Builtin& b = builtins.at(id);
    INFO(b.name);
    REQUIRE(examples.contains(std::string(b.name)));
    const Example& example = examples[std::string(b.name)];
    INFO(example.call);
    Engine engine(Lenient(b));
    bool in_rule = b.name.starts_with("rego.metadata.");  // the compiler answers these, within rules
    REQUIRE(engine.AddModule("p.rego", "package p\n" + (in_rule ? "example := " + example.call + "\n" : "")).ok());
    std::string call = in_rule ? "data.p.example" : example.call;
    Result<std::shared_ptr<const Policy>> policy = engine.Compile();
    REQUIRE(policy.ok());
    Result<std::shared_ptr<const Query>> query = (*policy)->Prepare(example.result.empty() ? call : "x = " + call);
    if (!query.ok()) UNSCOPED_INFO(query.status().ToString());
    REQUIRE(query.ok());
    Context context(*policy);
    Result<ResultSet> rows = context.Evaluate(**query, std::string_view());
    if (!rows.ok()) UNSCOPED_INFO(rows.status().ToString());
    REQUIRE(rows.ok());
    REQUIRE(rows->rows().size() == 1);
    for (const auto& [name, v] : rows->rows()[0].bindings) {
      if (name == "x") CHECK(v.ToRego() == example.result);
    }
  }
}

TEST_CASE("docs/built-ins.md lists what OPA has and Reeve has not") {
  std::ifstream file(std::string(REEVE_DATA_DIR) + "/opa/capabilities.json");
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (text.empty()) {
    WARN("no data folder: the list is not compared with OPA's");
    return;
  }
  Result<Document> document = Document::FromJson(text);
  REQUIRE(document.ok());
  capabilities::Builtins builtins;
  std::string missing;
  Value all = *document->root().Find("builtins");
  for (size_t i = 0; i < all.size(); ++i) {
    std::string_view name = all.at(i).Find("name")->string();
    if (builtins.Find(name) == nullptr) missing += (missing.empty() ? "" : ", ") + Code(std::string(name));
  }
  std::string page = ReadText(kPage), line = "Not there: " + (missing.empty() ? "none of OPA's" : missing) + ".\n";
  size_t from = page.find("Not there: ");
  REQUIRE(from != std::string::npos);
  size_t size = page.find('\n', from) + 1 - from;
  if (std::getenv("REBASE") != nullptr) WriteText(kPage, page.replace(from, size, line));
  else CHECK(page.substr(from, size) == line);
}

}  // namespace reeve::tools_test
