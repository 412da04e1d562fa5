// Verbs, flags and wrong words. Interface: cli.h.
#include "tools/cli.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <utility>

#include "reeve/version.h"
#include "tools/files.h"

namespace reeve::tools {
namespace {

constexpr Verb kVerbs[] = {
    {"eval", "[flags] QUERY", "evaluate a Rego query, with OPA's flags and output", RunEval},
    {"replay", "[flags] POLICY REQUESTS", "decide recorded requests one after the other, as an agent does", RunReplay},
    {"check", "[flags] PATH...", "report the errors of policies", RunCheck},
    {"parse", "[flags] FILE", "print a module's syntax tree, as OPA's JSON or as a tree", RunParse},
    {"dump", "--form=FORM FILE...", "print one of the forms that a policy is compiled through", RunDump},
    {"agent", "check [flags] POLICY", "say of each call of a Kata agent whether a policy denies, allows or decides it", RunAgent},
    {"attest", "SUBCOMMAND ...", "bind policies to SEV-SNP attestation reports, and verify reports", RunAttest},
    {"capabilities", "", "print what Reeve has, as OPA's capabilities.json", RunCapabilities},
    {"version", "", "print the versions of Reeve and of the OPA it follows", RunVersion},
};

void PrintUsage(std::FILE* to) {
  std::fputs("Reeve evaluates Rego policies.\n\nUsage: reeve VERB [flags] ...\n\n", to);
  for (const Verb& verb : kVerbs) {
    std::fprintf(to, "  %-12s %s\n", std::string(verb.name).c_str(), std::string(verb.summary).c_str());
  }
  std::fputs(
      "\n`reeve VERB --help` tells a verb's flags, with examples.\n"
      "Exit codes: 0 done; 1 the answer is no, or the command line cannot be read; 2 no answer: a file, policy or query is at fault.\n",
      to);
}

// Edits (insert, delete, replace) that make `b` of `a`.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

// A word of the user as it may stand in a message: no control characters, not endless.
std::string Shown(std::string_view word) {
  std::string out;
  for (unsigned char c : word.substr(0, 80)) out += c < 0x20 || c == 0x7f ? '?' : static_cast<char>(c);
  if (word.size() > 80) out += "...";
  return out;
}

int RefuseVerb(std::string_view word) {
  std::vector<std::string> names;
  for (const Verb& verb : kVerbs) names.emplace_back(verb.name);
  std::fprintf(stderr, "reeve: there is no verb \"%s\"", Shown(word).c_str());
  if (std::optional<std::string> near = Nearest(word, names)) std::fprintf(stderr, "; did you mean \"%s\"?", near->c_str());
  std::fputs("\n`reeve --help` lists the verbs.\n", stderr);
  return kExitNo;
}

std::vector<std::string> FlagNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

// What to say of words that no flag and no argument takes.
std::string RefuseExtras(const CLI::App& app) {
  std::vector<std::string> extras = app.remaining();
  for (const std::string& extra : extras) {
    if (extra.size() < 2 || extra[0] != '-') continue;
    std::string name = extra.substr(0, extra.find('='));
    std::string text = "unknown flag " + Shown(name);
    std::optional<std::string> near = name.size() > 2 ? Nearest(name, FlagNames(app)) : std::nullopt;
    if (near) text += "; did you mean " + *near + "?";
    return text;
  }
  return "unexpected argument \"" + Shown(extras.empty() ? "" : extras.front()) + "\"; a query is one argument: quote it";
}

}  // namespace

std::span<const Verb> Verbs() { return kVerbs; }

std::optional<std::string> Nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > 64) return std::nullopt;
  std::optional<std::string> best;
  size_t best_distance = std::max<size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    size_t distance = Distance(word, candidate);
    if (distance < best_distance && distance < candidate.size()) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

int RunCommand(int argc, char** argv) {
  Words words(argv + std::min(argc, 1), argv + argc);
  if (words.empty()) {
    PrintUsage(stderr);
    return kExitNo;
  }
  std::string verb = words.front();
  words.erase(words.begin());
  if (verb == "--version") verb = "version";
  if (verb == "help" && !words.empty()) {
    verb = words.front();
    words = {"--help"};
  }
  if (verb == "--help" || verb == "-h" || verb == "help") {
    PrintUsage(stdout);
    return kExitOk;
  }
  for (const Verb& v : kVerbs) {
    if (v.name == verb) return v.run(words);
  }
  return RefuseVerb(verb);
}

void Describe(CLI::App& app, std::string_view verb, std::string_view examples) {
  for (const Verb& v : kVerbs) {
    if (v.name != verb) continue;
    std::string text(v.summary);
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    app.description(text + ".\n");
    app.name("reeve " + std::string(v.name));
  }
  app.get_formatter()->column_width(34);
  app.footer("\n" + std::string(examples));
}

std::optional<int> ParseFlags(CLI::App& app, const Words& words) {
  try {
    app.parse(Words(words.rbegin(), words.rend()));  // CLI11 takes the words from the back
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    std::fputs(app.help().c_str(), stdout);
    return kExitOk;
  } catch (const CLI::ExtrasError&) {
    std::fprintf(stderr, "%s: %s\n", app.get_name().c_str(), RefuseExtras(app).c_str());
  } catch (const CLI::ParseError& error) {
    std::fprintf(stderr, "%s: %s\n", app.get_name().c_str(), error.what());
  }
  std::fprintf(stderr, "`%s --help` tells its flags.\n", app.get_name().c_str());
  return kExitNo;
}

void LanguageFlags::AddTo(CLI::App& app) {
  auto* old_flag = app.add_flag("--v0-compatible", v0, "modules without `import rego.v1` are Rego v0");
  app.add_flag("--v1-compatible", v1, "modules are Rego v1; this is the default")->excludes(old_flag);
  app.add_flag("--legacy", legacy, "accept recursion (bounded) and a blank before a call's parenthesis, as old policies have");
}

void LanguageFlags::AddChecksTo(CLI::App& app) {
  app.add_flag("-S,--strict", strict, "refuse unused variables and imports, names that hide others, and deprecated built-ins");
  app.add_option("--capabilities", capabilities, "a file that says what policies may need, as `reeve capabilities` prints it");
  app.add_option("-s,--schema", schema, "a JSON schema for the input, or a folder of schemas that METADATA blocks name");
}

Status LanguageFlags::Apply(Options& options) const {
  options.rego_version = v0 ? RegoVersion::kV0 : RegoVersion::kV1;
  options.legacy = legacy;
  options.strict = strict;
  if (!capabilities.empty()) {
    Result<std::string> text = ReadFile(capabilities);
    if (!text.ok()) return text.status();
    options.capabilities = std::move(*text);
  }
  if (schema.empty()) return {};
  Result<std::map<std::string, std::string>> schemas = LoadSchemas(schema);
  if (!schemas.ok()) return schemas.status();
  options.schemas = std::move(*schemas);
  return {};
}

std::optional<int64_t> ParseDuration(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, double>, 7> kUnits = {
      {{"ns", 1}, {"us", 1e3}, {"\u00b5s", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"h", 3600e9}}};
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  double total = 0;
  while (!text.empty()) {
    size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    size_t unit = std::min(text.find_first_of("0123456789.", digits), text.size());
    std::string number(text.substr(0, digits));
    if (number.empty() || number == "." || std::count(number.begin(), number.end(), '.') > 1) return std::nullopt;
    auto found = std::find_if(kUnits.begin(), kUnits.end(),
                              [&](const auto& u) { return u.first == text.substr(digits, unit - digits); });
    if (found == kUnits.end()) return std::nullopt;
    total += std::stod(number) * found->second;
    text.remove_prefix(unit);
  }
  if (total > 9.2e18) return std::nullopt;
  return static_cast<int64_t>(total);
}

}  // namespace reeve::tools
