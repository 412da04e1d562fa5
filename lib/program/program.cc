// Names of the instructions, from opcodes.def, and look-up in rule indexes. Tested by tests/program/verify_test.cc and tests/memory.
#include "program/program.h"

#include "value/compare.h"
#include "value/table.h"

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

size_t RuleIndex::SlotOf(Part part, const Value& value) { return value::Tag(value) + static_cast<size_t>(part) * 0x9e3779b9u; }

const RuleIndex::Entry* RuleIndex::Find(Part part, const Value& value) const {
  size_t mask = slots.size() - 1;
  for (size_t slot = SlotOf(part, value) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
    const Entry& entry = entries[slots[slot] - 1];
    if (entry.part == part && value::Equal(entry.constant, value)) return &entry;
  }
  return nullptr;
}

}  // namespace reeve::program
