// A Plan as indented text, for goldens and `reeve dump --form=plan`. Tested by tests/golden.
#include "plan/plan.h"
#include "value/format.h"

namespace reeve::plan {
namespace {

std::string_view KindName(StatementKind kind) {
  switch (kind) {
    case StatementKind::kInstruction: return "";
    case StatementKind::kScan: return "scan";
    case StatementKind::kNot: return "not";
    case StatementKind::kExists: return "exists";
    case StatementKind::kOr: return "or";
    case StatementKind::kEvery: return "every";
    case StatementKind::kCollect: return "collect";
    case StatementKind::kAttempt: return "attempt";
    case StatementKind::kIndexed: return "indexed";
    case StatementKind::kWith: return "with";
    case StatementKind::kSucceed: return "succeed";
    case StatementKind::kContinue: return "continue";
  }
  return "";
}

std::string Place(const Plan& plan, uint32_t place) {
  if (place == program::kNoRegister) return "_";
  if ((place & program::kConstantBit) == 0) return "r" + std::to_string(place);
  std::string text;
  value::AppendRego(plan.tables.constants[place & ~program::kConstantBit], text);
  return text.size() > 60 ? text.substr(0, 60) + "..." : text;
}

void Append(const Plan& plan, const Block& block, size_t indent, std::string& out) {
  for (const Statement& s : block) {
    out.append(indent * 2, ' ');
    if (s.kind == StatementKind::kInstruction) {
      bool fails = s.op == program::Op::kJump;
      out += fails ? "Fail" : program::OpName(s.op);
      for (char operand : fails ? std::string_view() : program::OpOperands(s.op)) {
        switch (operand) {
          case 'a': out += " " + Place(plan, s.a); break;
          case 'b': out += " " + Place(plan, s.b); break;
          case 'c': out += " " + Place(plan, s.c); break;
          case 'd': out += " " + std::to_string(s.d); break;
          default: break;
        }
      }
    } else {
      out += KindName(s.kind);
      if (s.kind == StatementKind::kScan) out += " #" + std::to_string(s.loop);
      if (s.kind == StatementKind::kScan || s.kind == StatementKind::kEvery) {
        out += " " + Place(plan, s.b) + " key " + Place(plan, s.c) + " value " + Place(plan, s.d);
      }
      if (s.kind == StatementKind::kContinue) out += " #" + std::to_string(s.d);
    }
    out += "\n";
    for (size_t i = 0; i < s.blocks.size(); ++i) {
      if (i > 0) {
        out.append(indent * 2, ' ');
        out += s.kind == StatementKind::kOr ? "else\n" : "body\n";
      }
      Append(plan, s.blocks[i], indent + 1, out);
    }
  }
}

}  // namespace

std::string DumpPlan(const Plan& plan) {
  std::string out;
  for (const Function& function : plan.functions) {
    out += "function " + function.head.name + " arity " + std::to_string(function.head.arity) + "\n";
    Append(plan, function.body, 1, out);
  }
  return out;
}

}  // namespace reeve::plan
