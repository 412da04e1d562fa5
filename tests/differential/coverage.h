// Coverage: how often generated cases contain each kind of syntax node and run each instruction.
#ifndef REEVE_TESTS_DIFFERENTIAL_COVERAGE_H_
#define REEVE_TESTS_DIFFERENTIAL_COVERAGE_H_

#include <cstdint>
#include <map>
#include <string>

#include "tests/differential/generator.h"

namespace reeve::differential {

class Coverage {
 public:
  Coverage();
  // Counts the nodes of the case's modules; a module that does not parse counts nothing.
  void AddNodes(const GeneratedCase& c);
  // Counts the instructions of the case's programs, by their listing.
  void AddInstructions(const GeneratedCase& c);
  // One line a node kind and an opcode: name, count, and a mark if below `least`. Returns how many are below.
  size_t Print(uint64_t least) const;

 private:
  std::map<std::string, uint64_t> nodes_;
  std::map<std::string, uint64_t> instructions_;
};

}  // namespace reeve::differential

#endif  // REEVE_TESTS_DIFFERENTIAL_COVERAGE_H_
