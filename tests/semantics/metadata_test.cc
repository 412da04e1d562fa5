// rego.metadata.rule() and rego.metadata.chain() as constants. Expected: OPA's answers.
#include <catch2/catch.hpp>

#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

TEST_CASE("metadata") {
  const std::string module =
      "# METADATA\n# scope: subpackages\n# organizations:\n# - Acme\npackage p.q\n\n"
      "# METADATA\n# title: The rule\n# authors:\n# - Ann Example <ann@example.com>\n# custom:\n#  level: 3\n"
      "r := rego.metadata.rule()\n\n"
      "# METADATA\n# scope: document\n# title: The document\nc := rego.metadata.chain()\n\n"
      "e := rego.metadata.rule()\n";
  CHECK(Rules(module) ==
        "c := __local1__ if { __local4__ = [{\"path\": [\"p\", \"q\", \"c\"]}, {\"annotations\": {\"scope\": \"document\", "
        "\"title\": \"The document\"}, \"path\": [\"p\", \"q\", \"c\"]}, {\"annotations\": {\"organizations\": [\"Acme\"], "
        "\"scope\": \"subpackages\"}, \"path\": [\"p\", \"q\"]}]; __local1__ = __local4__ }\n"
        "e := __local2__ if { __local5__ = {}; __local2__ = __local5__ }\n"
        "r := __local0__ if { __local3__ = {\"authors\": [{\"email\": \"ann@example.com\", \"name\": \"Ann Example\"}], "
        "\"custom\": {\"level\": 3}, \"scope\": \"rule\", \"title\": \"The rule\"}; __local0__ = __local3__ }");
}

TEST_CASE("metadata that is wrong") {
  const std::string call = "\nr := rego.metadata.rule()\n";
  CHECK(Errors("package p\n# METADATA\n# scope: nowhere" + call).starts_with("2:1 rego_parse_error: invalid annotation scope"));
  CHECK(Errors("package p\n# METADATA\n# - a: [" + call).starts_with("2:1 rego_parse_error: "));
  // Nobody asks: blocks are not read.
  CHECK(Errors("package p\n# METADATA\n# scope: nowhere\nr := 1\n") == "");
}

}  // namespace
}  // namespace reeve::semantics
