// The recorded Kata policies parse; the old ones with a blank before a call's parenthesis only with the legacy option.
#include <catch2/catch.hpp>

#include "tests/syntax/corpus.h"
#include "tests/syntax/parse.h"

namespace reeve::syntax {
namespace {

size_t ParseAll(const std::string& folder, const ParseOptions& options) {
  size_t count = 0;
  for (auto& [path, text] : DataFiles(folder, ".rego")) {
    INFO(path);
    if (!text.empty() && text.back() == '\0') {  // one of them does, and OPA refuses it
      CHECK(Parsed(text, options).error().find("illegal null character") != std::string::npos);
      text.pop_back();
    }
    Parsed parsed(text, options);
    CHECK(parsed.error() == "");
    // What is printed reads as the same tree, and islands are no more than a short cut.
    if (parsed.ok()) {
      Parsed again(ast::Print(*parsed.module), options);
      REQUIRE(again.error() == "");
      CHECK(ast::Equal(*parsed.module, *again.module));
    }
    ++count;
  }
  return count;
}

TEST_CASE("recorded policies") {
  ParseOptions legacy = V0();
  legacy.legacy = true;
  size_t count = ParseAll("kata/requests", V0());
  if (count == 0) {
    WARN("recorded policies not found: set REEVE_DATA");
    return;
  }
  ParseAll("kata/denials", {});
  ParseAll("kata/upstream", {});
  CHECK(ParseAll("kata/aks", legacy) >= 14);
  for (const auto& [path, text] : DataFiles("kata/aks", ".rego")) {
    Parsed strict(text, V0());
    INFO(path << " " << strict.error());
    if (text.find("print (") != std::string::npos) CHECK_FALSE(strict.ok());
  }
}

TEST_CASE("a blank before a call's parenthesis") {
  const std::string text = "package a\n\np {\n\tprint (\"x\", 1)\n}\n";
  CHECK(Parsed(text, V0()).error().substr(0, 4) == "4:8 ");
  ParseOptions legacy = V0();
  legacy.legacy = true;
  Parsed with(text, legacy);
  REQUIRE(with.error() == "");
  CHECK(with.json() == Parsed("package a\np { print(\"x\", 1) }", V0()).json());
}

}  // namespace
}  // namespace reeve::syntax
