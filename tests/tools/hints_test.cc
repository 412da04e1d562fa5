// What an author sees of errors on a terminal.
#include "tools/hints.h"

#include <catch2/catch.hpp>

#include "reeve/engine.h"

namespace reeve::tools {
namespace {

std::string Shown(const std::string& text, std::map<std::string, std::string> schemas = {}) {
  Options options;
  options.schemas = std::move(schemas);
  Engine engine(options);
  REQUIRE(engine.AddModule("p.rego", text).ok());
  return ErrorsWithHints(engine.Compile().status(), {{"p.rego", text}});
}

TEST_CASE("the wrong name is underlined, and the nearest one named") {
  CHECK(Shown("package p\n\tallow if \"\u00e9\" == usr\nuser := 1\n") ==
        "p.rego:2: rego_unsafe_var_error: var usr is unsafe\n"
        "\t\tallow if \"\u00e9\" == usr\n"
        "\t\t                ^^^\n"
        "\tdid you mean user?\n"
        "1 error\n");
  CHECK(Shown("package p\nx := coun([1])\n") ==
        "p.rego:2: rego_type_error: undefined function coun\n"
        "\tx := coun([1])\n"
        "\t     ^^^^\n"
        "\tdid you mean count?\n"
        "1 error\n");
  CHECK(Shown("package p\nx := data.p.alow\nallow := true\ny := jsn.filter({}, [])\n").find("did you mean json.filter?") !=
        std::string::npos);
}

TEST_CASE("of undefined refs the nearest member is named") {
  const std::string shown = Shown("package p\nallow if input.usr == \"bob\"\n",
                                  {{"schema", R"({"properties": {"user": {"type": "string"}, "age": {}}})"}});
  CHECK(shown.find("\tallow if input.usr == \"bob\"\n\t         ^^^^^^^^^\n\tdid you mean user?\n") != std::string::npos);
}

TEST_CASE("syntax errors have their line once, and no hint where nothing is near") {
  CHECK(Shown("package p\nx if { y := [1 }\n") ==
        "p.rego:2: rego_parse_error: unexpected } token: expected \",\" or \"]\"\n"
        "\tx if { y := [1 }\n"
        "\t               ^\n"
        "1 error\n");
  CHECK(Shown("package p\nx := zzzzzz\n").find("did you mean") == std::string::npos);
}

TEST_CASE("errors without a place, and places outside of the text") {
  CHECK(ErrorsWithHints(Status(Code::kInvalidInput, "no file"), {}) == "reeve_input_error: no file\n1 error\n");
  Diagnostic far{Code::kRegoType, "match error", "p.rego", 99, 99, {}};
  CHECK(ErrorsWithHints(Status({far}), {{"p.rego", "package p"}}).find("p.rego:99: rego_type_error: match error\n") == 0);
}

}  // namespace
}  // namespace reeve::tools
