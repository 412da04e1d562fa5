// Tests who may include whom: the ranks of lib/'s folders, the fences around third-party libraries, and public headers.
//
// Includes are rooted at lib/, so the build cannot tell that a lower folder reaches up; this test reads the #include lines.
#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "tests/hygiene/tree.h"

using reeve::hygiene::Files;
using reeve::hygiene::Include;
using reeve::hygiene::Includes;
using reeve::hygiene::SourceFile;

namespace {

// docs/architecture.md explains the ranks. A folder includes lower ranks and itself only.
const std::map<std::string, int> kRanks = {
    {"base", 0}, {"value", 1}, {"text", 1}, {"crypto", 1}, {"http", 1}, {"graphql", 2}, {"ast", 2}, {"types", 2}, {"capabilities", 3}, {"syntax", 3}, {"semantics", 4},
    {"program", 5}, {"plan", 6}, {"vm", 7}, {"builtins", 7}, {"engine", 8}, {"attestation", 9}, {"agent", 9}, {"c_api", 10}};

// Where a third-party library may be seen: the start of its include paths, and the folder.
struct Fence {
  std::string prefix;
  std::string folder;
};
const std::vector<Fence> kFences = {
    {"antlr4-runtime", "lib/syntax"}, {"antlr4", "lib/syntax"}, {"rapidjson/", "lib/value"}, {"yaml.h", "lib/value"},
    {"boost/", "lib/value"}, {"openssl/", "lib/crypto"}, {"curl/", "lib/http"}, {"re2/", "lib/text"}, {"zlib.h", "lib/agent"},
    {"toml.hpp", "lib/agent"}, {"CLI/", "tools"}};

// Libraries that any folder of lib/ may use.
bool IsShared(const std::string& path) { return path.starts_with("absl/") || path == "xxhash.h"; }

bool IsFenced(const std::string& path) {
  for (const Fence& fence : kFences) {
    if (path.starts_with(fence.prefix)) return true;
  }
  return false;
}

// Headers of the C++ standard library have neither a folder nor an extension.
bool IsStandard(const Include& include) {
  return include.angled && include.path.find_first_of("./") == std::string::npos;
}

std::string FirstFolder(const std::string& path) { return path.substr(0, path.find('/')); }

std::string Place(const SourceFile& file, const Include& include) {
  return file.path + ":" + std::to_string(include.line) + " includes " + include.path;
}

}  // namespace

TEST_CASE("every folder of lib has a rank") {
  for (const SourceFile& file : Files()) {
    if (!file.Below("lib")) continue;
    std::string folder = FirstFolder(file.path.substr(4));
    INFO(file.path);
    CHECK(kRanks.contains(folder));
  }
}

TEST_CASE("a folder of lib includes itself, lower ranks and public headers only") {
  for (const SourceFile& file : Files()) {
    if (!file.Below("lib")) continue;
    std::string folder = FirstFolder(file.path.substr(4));
    if (!kRanks.contains(folder)) continue;
    for (const Include& include : Includes(file)) {
      if (include.angled) continue;
      std::string target = FirstFolder(include.path);
      INFO(Place(file, include));
      if (kRanks.contains(target)) {
        CHECK((target == folder || kRanks.at(target) < kRanks.at(folder)));
      } else if (!file.Generated()) {
        CHECK((target == "reeve" || IsShared(include.path) || IsFenced(include.path)));
      }
    }
  }
}

TEST_CASE("the C ABI stands on public headers") {
  for (const SourceFile& file : Files()) {
    if (!file.Below("lib/c_api")) continue;
    for (const Include& include : Includes(file)) {
      INFO(Place(file, include));
      CHECK((include.path.starts_with("reeve/") || include.path.starts_with("c_api/") || IsStandard(include)));
    }
  }
}

TEST_CASE("each third-party library is seen by one folder") {
  for (const SourceFile& file : Files()) {
    bool fenced = file.Below("lib") || file.Below("include") || file.Below("tools") || file.Below("bindings");
    if (!fenced) continue;
    for (const Include& include : Includes(file)) {
      for (const Fence& fence : kFences) {
        if (!include.path.starts_with(fence.prefix)) continue;
        INFO(Place(file, include));
        CHECK(file.Below(fence.folder));
      }
    }
  }
}

TEST_CASE("public headers include the standard library and public headers only") {
  size_t headers = 0;
  for (const SourceFile& file : Files()) {
    if (!file.Below("include")) continue;
    ++headers;
    for (const Include& include : Includes(file)) {
      INFO(Place(file, include));
      // The C ABI's header is C.
      bool c_header = file.EndsWith("c_api.h") && (include.path == "stddef.h" || include.path == "stdint.h" ||
                                                   include.path == "stdbool.h");
      CHECK((IsStandard(include) || include.path.starts_with("reeve/") || c_header));
    }
  }
  CHECK(headers >= 5);
}

TEST_CASE("tools and examples stand on public headers, tools on the folders that print forms too") {
  for (const SourceFile& file : Files()) {
    if (!file.Below("examples")) continue;
    for (const Include& include : Includes(file)) {
      INFO(Place(file, include));
      CHECK_FALSE((!include.angled && kRanks.contains(FirstFolder(include.path))));
    }
  }
}
