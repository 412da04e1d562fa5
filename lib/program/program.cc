// Names of the instructions, from opcodes.def. Tested by tests/program/verify_test.cc.
#include "program/program.h"

namespace reeve::program {

std::string_view OpName(Op op) {
  switch (op) {
#define OPCODE(name, operands, effect) \
  case Op::k##name: return #name;
#include "program/opcodes.def"
#undef OPCODE
    case Op::kCount: break;
  }
  return "?";
}

std::string_view OpOperands(Op op) {
  switch (op) {
#define OPCODE(name, operands, effect) \
  case Op::k##name: return operands;
#include "program/opcodes.def"
#undef OPCODE
    case Op::kCount: break;
  }
  return "";
}

}  // namespace reeve::program
