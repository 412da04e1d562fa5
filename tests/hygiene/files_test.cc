// Tests what every file of the project keeps to: its size, a comment at its head, its name, and words that mean unfinished work.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <set>

#include "tests/hygiene/tree.h"

using reeve::hygiene::Files;
using reeve::hygiene::SourceFile;

namespace {

constexpr size_t kMaxLines = 600;

bool IsCode(const SourceFile& file) {
  return file.EndsWith(".h") || file.EndsWith(".cc") || file.EndsWith(".c") || file.EndsWith(".def") || file.EndsWith(".g4") ||
         file.EndsWith(".go") || file.EndsWith(".rs") || file.EndsWith(".cmake") || file.EndsWith("CMakeLists.txt");
}

bool IsWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// `word` in `line` as a word of its own.
bool HasWord(const std::string& line, const std::string& word) {
  for (size_t at = line.find(word); at != std::string::npos; at = line.find(word, at + 1)) {
    bool starts = at == 0 || !IsWordByte(line[at - 1]);
    size_t end = at + word.size();
    if (starts && (end == line.size() || !IsWordByte(line[end]))) return true;
  }
  return false;
}

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// Split, so that this file does not name what it forbids.
const std::vector<std::string> kExactWords = {"TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK"};
const std::vector<std::string> kAnyCaseWords = {"st" "ub", "place" "holder", "for" " now", "not" " implemented"};
const std::vector<std::string> kMachinePaths = {"/wo" "rk/", "/ro" "ot/", "/ho" "me/", "/tm" "p/w"};
const std::set<std::string> kVagueNames = {"util", "utils", "helper", "helpers", "misc", "common"};

}  // namespace

TEST_CASE("files of lib, include, tools and bindings have at most 600 lines") {
  for (const SourceFile& file : Files()) {
    bool capped = file.Below("lib") || file.Below("include") || file.Below("tools") || file.Below("bindings");
    bool exempt = file.path == "lib/vm/machine.cc" || file.EndsWith(".def") || file.EndsWith(".txt") || file.Generated();
    if (!capped || exempt) continue;
    INFO(file.path << " has " << file.lines.size() << " lines");
    CHECK(file.lines.size() <= kMaxLines);
  }
}

TEST_CASE("each C++ file starts with a comment that says what it is") {
  for (const SourceFile& file : Files()) {
    bool asked = file.Below("lib") || file.Below("include") || file.Below("tools");
    if (!asked || file.Generated() || !(file.EndsWith(".cc") || file.EndsWith(".h"))) continue;
    INFO(file.path);
    REQUIRE_FALSE(file.lines.empty());
    CHECK(file.lines[0].starts_with("// "));
  }
}

TEST_CASE("no file holds words of unfinished work") {
  for (const SourceFile& file : Files()) {
    if (file.Generated() || !IsCode(file)) continue;
    for (size_t i = 0; i < file.lines.size(); ++i) {
      INFO(file.path << ":" << i + 1 << ": " << file.lines[i]);
      for (const std::string& word : kExactWords) CHECK_FALSE(HasWord(file.lines[i], word));
      std::string lower = Lower(file.lines[i]);
      for (const std::string& word : kAnyCaseWords) CHECK_FALSE(HasWord(lower, word));
    }
  }
}

TEST_CASE("no file is named after nothing") {
  for (const SourceFile& file : Files()) {
    std::string name = file.path.substr(file.path.rfind('/') + 1);
    INFO(file.path);
    CHECK_FALSE(kVagueNames.contains(Lower(name.substr(0, name.find('.')))));
  }
}

TEST_CASE("no file of code names a path of some machine") {
  for (const SourceFile& file : Files()) {
    if (file.Below("examples") || !(IsCode(file) || file.EndsWith(".md") || file.EndsWith(".sh"))) continue;
    for (size_t i = 0; i < file.lines.size(); ++i) {
      INFO(file.path << ":" << i + 1 << ": " << file.lines[i]);
      for (const std::string& path : kMachinePaths) CHECK(file.lines[i].find(path) == std::string::npos);
    }
  }
}

TEST_CASE("every folder of lib has its tests") {
  std::set<std::string> folders, tested;
  for (const SourceFile& file : Files()) {
    if (file.Below("lib")) folders.insert(file.path.substr(4, file.path.find('/', 4) - 4));
    if (file.Below("tests") && file.EndsWith("_test.cc")) tested.insert(file.path.substr(6, file.path.find('/', 6) - 6));
  }
  for (const std::string& folder : folders) {
    INFO("lib/" << folder << " has no tests/" << folder << "/*_test.cc");
    CHECK(tested.contains(folder));
  }
}
