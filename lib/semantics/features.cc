// CheckFeatures: what the given capabilities lack is not used. OPA's parser asks for this; here the tree is looked through afterwards,
// so an error is told at what needs the feature. Held by tests/semantics/features_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "semantics/compilation.h"

namespace reeve::semantics {
namespace {

constexpr std::string_view kOldKeywords[] = {"contains", "every", "if", "in"};   // part of v1
constexpr std::string_view kNewKeywords[] = {"and", "not", "or"};
constexpr std::string_view kWords[] = {"as", "contains", "default", "else", "every", "false", "if", "import", "in", "not", "null",
                                       "package", "some", "true", "with"};

template <typename Words>
bool Contains(const Words& words, std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

class Features {
 public:
  Features(Compilation& c, const capabilities::Capabilities& allowed) : c_(c), allowed_(allowed) {}

  bool CheckKeywords() {
    for (const std::string& word : allowed_.future_keywords) {
      if (Contains(kOldKeywords, word) || Contains(kNewKeywords, word)) continue;
      c_.errors.Add(Code::kRegoParse, Location{}, absl::StrCat("illegal capabilities: unknown keyword: ", word));
      return false;
    }
    return true;
  }

  void Check(Module& module) {
    // `import rego.v1` makes a v0 module a v1 one; what it was is told by the import's being there.
    bool imports_v1 = false;
    for (ast::Import& import : module.imports) {
      imports_v1 = imports_v1 || IsRego(import, "v1");
      CheckImport(module, import);
    }
    if (module.version == ast::Version::kV1 && !imports_v1 && !allowed_.HasFeature("rego_v1")) {
      c_.errors.Add(Code::kRegoParse, Location{}, "illegal capabilities: rego_v1 feature required for parsing v1 Rego");
      return;
    }
    const bool no_templates = !allowed_.HasFeature("template_strings");
    const bool no_keywords = !allowed_.HasFeature("keywords_in_refs");
    if (!no_templates && !no_keywords) return;
    auto look = [&](Term* term) {
      if (no_templates && term->kind == TermKind::kTemplateString) {
        c_.errors.Add(Code::kRegoParse, term->location, "template strings are not supported by current capabilities");
      }
      if (no_keywords && term->kind == TermKind::kRef) CheckRef(*term);
      return false;
    };
    if (no_keywords) CheckRef(*module.package);
    for (Rule* first : module.rules) {
      WalkRule(first, [&](Rule* rule) {
        WalkTerms(rule->head.ref, look);
        WalkTerms(rule->head, look);
        WalkTerms(rule->body, look);
      });
    }
  }

 private:
  static bool IsRego(const ast::Import& import, std::string_view version) {
    const std::vector<Term*>& path = import.path->terms;
    return path.size() == 2 && path[0]->text == "rego" && path[1]->text == version;
  }

  void CheckImport(const Module& module, const ast::Import& import) {
    const std::vector<Term*>& path = import.path->terms;
    const bool v2 = allowed_.HasFeature("rego_v2");
    const bool v1 = allowed_.HasFeature("rego_v1_import") || allowed_.HasFeature("rego_v1") || v2;
    if (IsRego(import, "v1") && !v1) return Unsupported(import);
    if (IsRego(import, "v2") && !v2 && !allowed_.HasFeature("rego_v2_import")) return Unsupported(import);
    if (path.size() != 3 || path[0]->text != "future") return;
    std::vector<std::string> words(allowed_.future_keywords);
    if (module.version == ast::Version::kV1 || allowed_.HasFeature("rego_v1")) {
      words.insert(words.end(), std::begin(kOldKeywords), std::end(kOldKeywords));
    }
    if (Contains(words, path[2]->text)) return;
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    c_.errors.Add(Code::kRegoParse, import.path->location,
                  absl::StrCat("unexpected keyword, must be one of [", absl::StrJoin(words, " "), "]"));
  }
  void Unsupported(const ast::Import& import) {
    c_.errors.Add(Code::kRegoParse, import.path->location,
                  absl::StrCat("invalid import, `", ast::Print(*import.path), "` is not supported by current capabilities"));
  }

  // input.if needs the feature, input["if"] does not: the text tells.
  void CheckRef(const Term& ref) {
    for (size_t i = 1; i < ref.terms.size(); ++i) {
      const Term& part = *ref.terms[i];
      if (part.kind != TermKind::kString || !Contains(kWords, part.text)) continue;
      const Location at = part.location;
      if (at.source >= c_.sources.size() || at.offset >= c_.sources[at.source].text.size()) continue;
      const char first = c_.sources[at.source].text[at.offset];
      if (first == '"' || first == '`' || first == '[') continue;
      c_.errors.Add(Code::kRegoParse, at,
                    absl::StrCat("the keyword ", std::string(part.text), " in a ref is not supported by current capabilities"));
    }
  }

  Compilation& c_;
  const capabilities::Capabilities& allowed_;
};

}  // namespace

void CheckFeatures(Compilation& c) {
  if (c.options.capabilities == nullptr) return;
  Features features(c, *c.options.capabilities);
  if (!features.CheckKeywords()) return;
  for (Module* module : c.modules) features.Check(*module);
}

}  // namespace reeve::semantics
