// MarkFoldable: what reads the outside is not foldable, and neither is what calls it. Tested by tests/plan/fold_test.cc.
#include "plan/fold.h"

#include <vector>

namespace reeve::plan {
namespace {

using program::Instruction;
using program::Op;

bool Masked(const program::Program& program, const program::Function& function) {
  return function.document != program::kNone && !program.documents[function.document].masks.empty();
}

bool ReadsOutside(const Instruction& i, const program::Program& program, const capabilities::Builtins& builtins) {
  switch (i.op) {
    case Op::kLoadInput: case Op::kInputField: case Op::kLoadData: case Op::kLoadDoc: case Op::kCallMocked:
    case Op::kCallRuleMasked: case Op::kWithPush: case Op::kPrint: case Op::kTraceBody: case Op::kTraceExpr: case Op::kTraceLoop: case Op::kTraceValues:
      return true;
    case Op::kBuiltin1: case Op::kBuiltin2: case Op::kBuiltinN:
      return builtins.at(i.d).reads_outside();
    case Op::kCallRule: return Masked(program, program.functions[i.d]);
    default: return false;
  }
}

}  // namespace

void MarkFoldable(program::Program& program, const capabilities::Builtins& builtins) {
  std::vector<std::vector<uint32_t>> callers(program.functions.size());
  std::vector<bool> outside(program.functions.size(), false);
  std::vector<uint32_t> work;
  for (uint32_t f = 0; f < program.functions.size(); ++f) {
    for (uint32_t at = program.functions[f].entry; at < program.functions[f].end; ++at) {
      const Instruction& i = program.code[at];
      if (ReadsOutside(i, program, builtins)) outside[f] = true;
      if (i.op == Op::kCall || i.op == Op::kCallRule) callers[i.d].push_back(f);
    }
    if (outside[f]) work.push_back(f);
  }
  while (!work.empty()) {
    uint32_t f = work.back();
    work.pop_back();
    for (uint32_t caller : callers[f]) {
      if (outside[caller]) continue;
      outside[caller] = true;
      work.push_back(caller);
    }
  }
  for (uint32_t f = 0; f < program.functions.size(); ++f) {
    program::Function& function = program.functions[f];
    function.foldable = function.is_rule && !outside[f] && !Masked(program, function);
  }
}

}  // namespace reeve::plan
