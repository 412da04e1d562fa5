// Plan: a policy as a tree of blocks, between the checked syntax tree and the flat Program.
//
// A block is a conjunction of statements. A statement that has no result makes its block fail; what that means is said by
// the construct around the block:
//
//   kScan      a loop over a collection; whatever follows in the conjunction stands inside. Failing means: next member
//   kNot       the body's success fails the outer block; its failure goes on behind
//   kExists    goes on behind at the body's first success; fails with it
//   kOr        blocks[0], if that fails blocks[1]; goes on behind at the first success
//   kEvery     a loop whose body must succeed for each member
//   kCollect   runs the body for its effects (a comprehension); goes on behind when it has failed
//   kAttempt   one body of a rule: like kCollect, but kContinue with d = 0 leaves it
//   kIndexed   bodies of a rule, of which a rule index picks those that can hold
//   kWith      an overlay around the body; dropped on the way out, whichever way
//
// `kSucceed` ends the innermost kNot, kExists, kOr, kEvery or kWith with success; `kContinue d` goes on with the next member of the
// loop numbered d (0: leaves the attempt), dropping the loops inside it: that is early exit. Everything else is an instruction.
//
//     q if not input.x          attempt { not { inputfield r1 "x"; test r1; succeed } return true }
#ifndef REEVE_LIB_PLAN_PLAN_H_
#define REEVE_LIB_PLAN_PLAN_H_

#include <memory>
#include <string>
#include <vector>

#include "base/source.h"
#include "program/program.h"

namespace reeve::plan {

enum class StatementKind : uint8_t {
  kInstruction, kScan, kNot, kExists, kOr, kEvery, kCollect, kAttempt, kIndexed, kWith, kSucceed, kContinue
};

struct Statement;
using Block = std::vector<Statement>;

struct Statement {
  StatementKind kind = StatementKind::kInstruction;
  program::Op op = program::Op::kJump;   // kInstruction; kJump = fail
  uint16_t a = 0, b = 0, c = 0;          // kScan, kEvery: position, collection, key
  uint32_t d = 0;                        // kScan, kEvery: value; kContinue: loop
  uint32_t loop = 0;                     // kScan: its number, from 1
  Location location;
  std::vector<Block> blocks;
};

struct Function {
  program::Function head;                // name, arity, registers ...
  Block body;
};

// The tables are the Program's; constants are shared by value.
struct Plan {
  std::vector<Function> functions;
  program::Program tables;               // everything but code, functions and places
};

// One statement a line, blocks indented.
std::string DumpPlan(const Plan& plan);

// Flattens a Plan into a Program: blocks become jumps. (assemble.cc)
program::Program Assemble(Plan plan);

}  // namespace reeve::plan

#endif  // REEVE_LIB_PLAN_PLAN_H_
