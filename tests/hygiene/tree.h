// Tree: the project's own text files, read once, for the tests of this folder.
#ifndef REEVE_TESTS_HYGIENE_TREE_H_
#define REEVE_TESTS_HYGIENE_TREE_H_

#include <string>
#include <vector>

namespace reeve::hygiene {

struct SourceFile {
  std::string path;                // from the project's root: "lib/value/json.cc"
  std::string text;
  std::vector<std::string> lines;

  bool Below(const std::string& folder) const { return path.starts_with(folder + "/"); }
  bool EndsWith(const std::string& end) const { return path.ends_with(end); }
  // Machine-made: the parser that ANTLR wrote, lists that a program records.
  bool Generated() const { return path.find("/generated/") != std::string::npos; }
};

struct Include {
  std::string path;                // "value/json.h", "cstdint"
  bool angled = false;
  size_t line = 0;
};

// All text files of the source folders, sorted by path; build folders and data are not among them.
const std::vector<SourceFile>& Files();
std::vector<Include> Includes(const SourceFile& file);

}  // namespace reeve::hygiene

#endif  // REEVE_TESTS_HYGIENE_TREE_H_
