// A listing of a Program: functions, instructions with their operands, tables. Tested by tests/golden.
#include "program/program.h"
#include "value/format.h"

namespace reeve::program {
namespace {

constexpr size_t kShownBytes = 60;  // of a constant

std::string Shown(const Value& constant) {
  std::string text;
  value::AppendRego(constant, text);
  if (text.size() > kShownBytes) text = text.substr(0, kShownBytes) + "...";
  return text;
}

std::string Operand(const Program& program, uint16_t operand) {
  if (operand == kNoRegister) return "_";
  if (operand & kConstantBit) return Shown(program.constants[operand & ~kConstantBit]);
  return "r" + std::to_string(operand);
}

std::string Wide(const Program& program, const Instruction& i) {
  switch (i.op) {
    case Op::kField: case Op::kInputField: case Op::kLoadConst: return Shown(program.constants[i.d]);
    case Op::kCall: case Op::kCallRule: case Op::kCallRuleMasked: return program.functions[i.d].name;
    case Op::kLoadDoc: return program.documents[i.d].path;
    case Op::kScanStep: case Op::kInsertPath: case Op::kAddPath: case Op::kAppendPath: return Operand(program, static_cast<uint16_t>(i.d));
    default: return std::to_string(i.d);
  }
}

void AppendInstruction(const Program& program, size_t at, std::string& out) {
  const Instruction& i = program.code[at];
  std::string line = "  " + std::to_string(at) + " ";
  line += OpName(i.op);
  while (line.size() < 22) line += ' ';
  for (char operand : OpOperands(i.op)) {
    switch (operand) {
      case 'a': line += " " + Operand(program, i.a); break;
      case 'b': line += " " + Operand(program, i.b); break;
      case 'c': line += " " + (i.op == Op::kScanStep || i.op == Op::kIndex || i.op == Op::kEqual || i.op == Op::kNotEqual ||
                                       i.op == Op::kLess || i.op == Op::kLessEqual || i.op == Op::kMember ||
                                       i.op == Op::kInsert || i.op == Op::kBuiltin2 || i.op == Op::kTraceLoop || i.op == Op::kTraceValues
                                   ? Operand(program, i.c) : std::to_string(i.c)); break;
      case 'd': line += " " + Wide(program, i); break;
      case 't': line += " -> " + std::to_string(i.target); break;
      default: break;
    }
  }
  out += line + "\n";
}

}  // namespace

std::string Disassemble(const Program& program) {
  std::string out;
  for (size_t f = 0; f < program.functions.size(); ++f) {
    const Function& function = program.functions[f];
    out += "function " + std::to_string(f) + " " + function.name + " arity " + std::to_string(function.arity) +
           " registers " + std::to_string(function.registers);
    if (f < program.folded.size() && program.folded[f].state != 0) {
      out += program.folded[f].state == 1 ? " = " + Shown(program.folded[f].value) : " = undefined";
    }
    out += "\n";
    for (size_t at = function.entry; at < function.end; ++at) AppendInstruction(program, at, out);
  }
  return out;
}

}  // namespace reeve::program
