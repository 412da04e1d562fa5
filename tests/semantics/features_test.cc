// Modules that need what the given capabilities lack.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

std::string With(const std::string& module, std::vector<std::string> features, std::vector<std::string> keywords = {}, bool v0 = false) {
  capabilities::Capabilities allowed{{}, std::move(keywords), std::move(features)};
  Setup setup;
  setup.check.capabilities = &allowed;
  if (v0) setup.version = ast::Version::kV0;
  return Errors(module, setup);
}

TEST_CASE("features that capabilities lack") {
  CHECK(With("package p\nr := $\"a\"", {"rego_v1", "template_strings"}) == "");
  CHECK(With("package p\nr := $\"a\"", {"rego_v1"}) ==
        "2:6 rego_parse_error: template strings are not supported by current capabilities");
  CHECK(With("package p\nr := input[\"if\"]", {"rego_v1"}) == "");
  CHECK(With("package p\nr := input.if", {"rego_v1"}) ==
        "2:12 rego_parse_error: the keyword if in a ref is not supported by current capabilities");
  CHECK(With("package p\nr := input.if", {"rego_v1", "keywords_in_refs"}) == "");
  CHECK(With("package p\nr := 1", {}) ==
        "0:0 rego_parse_error: illegal capabilities: rego_v1 feature required for parsing v1 Rego");
  CHECK(With("package p\nr := 1", {"rego_v1"}, {"maybe"}) == "0:0 rego_parse_error: illegal capabilities: unknown keyword: maybe");
}

TEST_CASE("imports that capabilities lack") {
  CHECK(With("package p\nimport future.keywords.in\nr := 1", {}, {"in"}, true) == "");
  CHECK(With("package p\nimport future.keywords.in\nr := 1", {}, {"if"}, true) ==
        "2:8 rego_parse_error: unexpected keyword, must be one of [if]");
  CHECK(With("package p\nimport future.keywords.and\nr := 1", {"rego_v1"}) ==
        "2:8 rego_parse_error: unexpected keyword, must be one of [contains every if in]");
  CHECK(With("package p\nimport rego.v1\nr := 1", {}, {}, true) ==
        "2:8 rego_parse_error: invalid import, `rego.v1` is not supported by current capabilities");
  CHECK(With("package p\nimport rego.v1\nr := 1", {"rego_v1_import"}, {}, true) == "");
}

}  // namespace
}  // namespace reeve::semantics
