// Reading Markdown and running what stands in it. Interface: console.h.
#include "tests/tools/console.h"

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace reeve::tools_test {

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string ReadText(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void WriteText(const std::string& path, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<Block> BlocksOf(const std::string& markdown) {
  std::vector<Block> blocks;
  bool inside = false;
  size_t row = 0;
  for (const std::string& line : LinesOf(markdown)) {
    ++row;
    if (line.rfind("```", 0) != 0) {
      if (inside) blocks.back().lines.push_back(line);
      continue;
    }
    inside = !inside;
    if (!inside) continue;
    std::istringstream words(line.substr(3));
    Block block;
    words >> block.language >> block.file;
    block.row = row + 1;
    blocks.push_back(std::move(block));
  }
  return blocks;
}

std::vector<Command> CommandsOf(const Block& block) {
  std::vector<Command> commands;
  for (size_t i = 0; i < block.lines.size(); ++i) {
    const std::string& line = block.lines[i];
    if (line.rfind("$ ", 0) == 0) commands.push_back({line.substr(2), block.row + i, {}});
    else if (!commands.empty()) commands.back().expected.push_back(line);
  }
  return commands;
}

namespace {

// `...` in `pattern` stands for any text; each piece between is found as early as possible, which is enough.
bool LineMatches(const std::string& pattern, const std::string& line) {
  size_t wildcard = pattern.find("...");
  if (wildcard == std::string::npos) return pattern == line;
  if (line.compare(0, wildcard, pattern, 0, wildcard) != 0) return false;
  size_t at = wildcard;
  while (true) {
    size_t start = wildcard + 3;
    wildcard = pattern.find("...", start);
    if (wildcard == std::string::npos) {
      std::string tail = pattern.substr(start);
      return line.size() >= at + tail.size() && line.compare(line.size() - tail.size(), tail.size(), tail) == 0;
    }
    std::string piece = pattern.substr(start, wildcard - start);
    at = line.find(piece, at);
    if (at == std::string::npos) return false;
    at += piece.size();
  }
}

bool MatchesFrom(const std::vector<std::string>& expected, size_t e, const std::vector<std::string>& actual, size_t a) {
  for (; e < expected.size(); ++e, ++a) {
    if (expected[e] == "...") {
      for (size_t skip = a; skip <= actual.size(); ++skip) {
        if (MatchesFrom(expected, e + 1, actual, skip)) return true;
      }
      return false;
    }
    if (a == actual.size() || !LineMatches(expected[e], actual[a])) return false;
  }
  return a == actual.size();
}

}  // namespace

bool Matches(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  return MatchesFrom(expected, 0, actual, 0);
}

Scratch::Scratch() {
  std::string name = (std::filesystem::temp_directory_path() / "reeve-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no scratch folder");
  path_ = name;
  std::filesystem::create_directory_symlink(REEVE_SOURCE_DIR "/examples", path_ + "/examples");
  std::filesystem::create_directory(path_ + "/.bin");
  std::filesystem::create_symlink(REEVE_COMMAND, path_ + "/.bin/reeve");
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> Scratch::Run(const std::string& command) const {
  WriteText(path_ + "/.bin/command.sh", "exec 2>&1\ncd '" + path_ + "'\nexport PATH=\"$PWD/.bin:$PATH\"\n" + command + "\n");
  std::FILE* pipe = popen(("bash '" + path_ + "/.bin/command.sh' </dev/null").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no bash");
  std::string output;
  char buffer[4096];
  while (size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, n);
  int status = pclose(pipe);
  std::vector<std::string> lines = LinesOf(output);
  if (WIFSIGNALED(status)) lines.push_back("[signal " + std::to_string(WTERMSIG(status)) + "]");
  else if (WEXITSTATUS(status) != 0) lines.push_back("[exit " + std::to_string(WEXITSTATUS(status)) + "]");
  return lines;
}

}  // namespace reeve::tools_test
