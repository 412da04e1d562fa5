// Examples in Markdown that run. A page is worked through from top to bottom, in a folder of its own where `examples` is the project's:
//
//     ```rego policy.rego      the block becomes that file; if it is a file of the project (it has a slash),
//                              it must stand in there word for word
//     ```console               each line `$ command` is run by bash; what follows is its output, standard error included.
//                              [exit 2] is an exit code, which must be told unless it is 0.
//                              `...` stands for any text in a line, or, alone, for any lines.
#ifndef REEVE_TESTS_TOOLS_CONSOLE_H_
#define REEVE_TESTS_TOOLS_CONSOLE_H_

#include <string>
#include <vector>

namespace reeve::tools_test {

struct Block {
  std::string language, file;  // the words behind ```
  size_t row;                  // of its first line
  std::vector<std::string> lines;
};
std::vector<Block> BlocksOf(const std::string& markdown);

struct Command {
  std::string text;
  size_t row;
  std::vector<std::string> expected;
};
std::vector<Command> CommandsOf(const Block& block);

std::string ReadText(const std::string& path);
void WriteText(const std::string& path, const std::string& text);
std::vector<std::string> LinesOf(const std::string& text);
bool Matches(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

// A folder that is removed at the end; `examples` in it is the project's.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  const std::string& path() const { return path_; }
  // Standard output and error of a command that runs here, with [exit N] if it failed.
  std::vector<std::string> Run(const std::string& command) const;

 private:
  std::string path_;
};

}  // namespace reeve::tools_test

#endif  // REEVE_TESTS_TOOLS_CONSOLE_H_
