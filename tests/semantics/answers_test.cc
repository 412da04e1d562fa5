// Modules with the errors that OPA gives, in answers/*.jsonl: {"note", "modules", "v0"?, "strict"?, "want": [...]}, one a line. An error is
// "file:row:column code: message" and its details, each on a line of its own behind a tab.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "reeve/value.h"
#include "tests/semantics/fixture.h"

namespace reeve::semantics {
namespace {

std::vector<std::string> Strings(std::optional<Value> list) {
  std::vector<std::string> out;
  for (size_t i = 0; list.has_value() && i < list->size(); ++i) out.emplace_back(list->at(i).string());
  return out;
}

std::vector<std::string> Got(const Status& status) {
  std::vector<std::string> out;
  for (const Diagnostic& d : status.diagnostics()) {
    std::string text = d.file + ":" + std::to_string(d.row) + ":" + std::to_string(d.column) + " " + std::string(CodeName(d.code)) + ": " + d.message;
    for (const std::string& line : d.details) text += "\n\t" + line;
    out.push_back(std::move(text));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

}  // namespace

TEST_CASE("errors are OPA's") {
  size_t lines = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(REEVE_SOURCE_DIR) + "/tests/semantics/answers")) {
    std::ifstream file(entry.path());
    for (std::string text; std::getline(file, text); ++lines) {
      Result<Document> line = Document::FromJson(text);
      REQUIRE(line.ok());
      Setup setup;
      if (line->root().Find("v0")) setup.version = ast::Version::kV0;
      setup.check.strict = line->root().Find("strict").has_value();
      std::vector<std::string> want = Strings(line->root().Find("want"));
      std::sort(want.begin(), want.end());
      INFO(entry.path().filename().string() << ": " << line->root().Find("note")->string());
      CHECK(Joined(Got(CheckTexts(Strings(line->root().Find("modules")), setup)->status)) == Joined(want));
    }
  }
  CHECK(lines > 40);
}

}  // namespace reeve::semantics
