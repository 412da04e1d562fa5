// Runs what stands in README.md, docs/*.md and cases/*.md. REBASE=1 writes the outputs of the cases anew.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <regex>

#include "tests/tools/console.h"

namespace reeve::tools_test {
namespace {

namespace fs = std::filesystem;

std::string Joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

std::vector<fs::path> Pages() {
  std::vector<fs::path> pages = {fs::path(REEVE_SOURCE_DIR) / "README.md"};
  for (const char* folder : {"docs", "tests/tools/cases"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(REEVE_SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".md") pages.push_back(entry.path());
    }
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

void Place(const Block& block, const Scratch& scratch) {
  if (block.file.find('/') == std::string::npos) return WriteText(scratch.path() + "/" + block.file, Joined(block.lines));
  INFO("a block must stand word for word in " << block.file);
  std::string text = ReadText(std::string(REEVE_SOURCE_DIR "/") + block.file);
  CHECK(text.find(Joined(block.lines)) != std::string::npos);
}

void RunPage(const fs::path& page) {
  Scratch scratch;
  for (const Block& block : BlocksOf(ReadText(page.string()))) {
    if (!block.file.empty()) Place(block, scratch);
    if (block.language != "console") continue;
    for (const Command& command : CommandsOf(block)) {
      std::vector<std::string> actual = scratch.Run(command.text);
      INFO(page.string() << ":" << command.row << ": $ " << command.text << "\n--- expected\n" << Joined(command.expected)
                         << "--- actual\n" << Joined(actual));
      CHECK(Matches(command.expected, actual));
    }
  }
}

// Times differ from run to run: an ellipsis instead.
std::vector<std::string> Steady(std::vector<std::string> lines) {
  static const std::regex kNanos("\"ns\":[0-9]+"), kRow("^( *[0-9]+  .*(allowed|denied |error  )) +[0-9.]+"),
      kMicros("[0-9.]+ \u00b5s"), kSlowest("(slowest ... \u00b5s )\\([A-Za-z]+\\)");
  for (std::string& line : lines) {
    line = std::regex_replace(line, kNanos, "\"ns\":...");
    line = std::regex_replace(line, kRow, "$1 ...");
    line = std::regex_replace(line, kMicros, "... \u00b5s");
    line = std::regex_replace(line, kSlowest, "$1(...)");
  }
  return lines;
}

// The page again, with what its commands print now.
void RebasePage(const fs::path& page) {
  Scratch scratch;
  std::string markdown = ReadText(page.string()), out;
  std::vector<Block> blocks = BlocksOf(markdown);
  std::vector<std::string> lines = LinesOf(markdown);
  size_t copied = 0;
  for (const Block& block : blocks) {
    if (!block.file.empty()) Place(block, scratch);
    if (block.language != "console") continue;
    for (; copied < block.row - 1; ++copied) out += lines[copied] + "\n";
    for (const Command& command : CommandsOf(block)) {
      std::vector<std::string> actual = scratch.Run(command.text);
      out += "$ " + command.text + "\n" + Joined(Matches(command.expected, actual) ? command.expected : Steady(actual));
    }
    copied += block.lines.size();
  }
  for (; copied < lines.size(); ++copied) out += lines[copied] + "\n";
  if (out != markdown) WriteText(page.string(), out);
}

}  // namespace

TEST_CASE("what stands in a console block is what the command prints") {
  bool rebase = std::getenv("REBASE") != nullptr;
  for (const fs::path& page : Pages()) {
    if (rebase && page.parent_path().filename() == "cases") RebasePage(page);
    RunPage(page);
  }
}

TEST_CASE("an ellipsis matches any text, and nothing else does") {
  CHECK(Matches({"a ... c", "...", "z"}, {"a b c", "x", "y", "z"}));
  CHECK(Matches({"..."}, {}));
  CHECK(Matches({"a...b...c"}, {"a-b-c"}));
  CHECK_FALSE(Matches({"a ... c"}, {"a b d"}));
  CHECK_FALSE(Matches({"a"}, {"a", "b"}));
  CHECK_FALSE(Matches({"a...a"}, {"a"}));
}

}  // namespace reeve::tools_test
