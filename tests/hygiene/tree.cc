// Reads the project's text files; tree.h tells which.
#include "tests/hygiene/tree.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace reeve::hygiene {
namespace {

namespace fs = std::filesystem;

constexpr std::array kFolders = {"lib", "include", "tools", "bindings", "grammar", "cmake", "tests",
                                 "conformance", "bench", "examples", "docs"};
constexpr std::array kExtensions = {".h", ".cc", ".c", ".def", ".g4", ".cmake", ".txt", ".md", ".go", ".rs", ".sh", ".toml"};
constexpr std::array kSkipped = {"target", "node_modules", "__pycache__", "build"};

SourceFile Read(const fs::path& path, const fs::path& root) {
  SourceFile file;
  file.path = path.lexically_relative(root).generic_string();
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  file.text = std::move(text).str();
  std::istringstream lines(file.text);
  for (std::string line; std::getline(lines, line);) file.lines.push_back(line);
  return file;
}

std::vector<SourceFile> ReadAll() {
  std::vector<SourceFile> files;
  fs::path root(REEVE_SOURCE_DIR);
  for (const char* folder : kFolders) {
    std::error_code ignored;
    fs::recursive_directory_iterator it(root / folder, ignored), end;
    for (; it != end; ++it) {
      std::string name = it->path().filename().string();
      if (it->is_directory() && std::count(kSkipped.begin(), kSkipped.end(), name)) it.disable_recursion_pending();
      std::string extension = it->path().extension().string();
      if (it->is_regular_file() && std::count(kExtensions.begin(), kExtensions.end(), extension)) {
        files.push_back(Read(it->path(), root));
      }
    }
  }
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

}  // namespace

const std::vector<SourceFile>& Files() {
  static const std::vector<SourceFile> files = ReadAll();
  return files;
}

std::vector<Include> Includes(const SourceFile& file) {
  std::vector<Include> includes;
  for (size_t i = 0; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    size_t at = line.find_first_not_of(" \t");
    if (at == std::string::npos || line[at] != '#' || line.find("include", at) == std::string::npos) continue;
    size_t open = line.find_first_of("<\"", at);
    if (open == std::string::npos) continue;
    size_t close = line.find_first_of(">\"", open + 1);
    if (close == std::string::npos) continue;
    includes.push_back({line.substr(open + 1, close - open - 1), line[open] == '<', i + 1});
  }
  return includes;
}

}  // namespace reeve::hygiene
