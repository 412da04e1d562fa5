// Verify: the shape that the machine relies on. Everything a broken planner could get wrong and that would make the
// machine read outside its tables is checked here once, at load. Tested by tests/program/verify_test.cc.
#include "program/program.h"

namespace reeve::program {
namespace {

class Verifier {
 public:
  Verifier(const Program& program, size_t builtin_count) : program_(program), builtin_count_(builtin_count) {}

  std::string Run() {
    if (program_.tags.size() != program_.constants.size()) return "a constant without a tag";
    if (program_.location_of.size() != program_.code.size()) return "an instruction without a place";
    for (uint32_t at : program_.location_of) {
      if (at >= program_.locations.size()) return "a place out of range";
    }
    uint32_t expected = 0;
    for (const Function& function : program_.functions) {
      if (function.entry != expected || function.end <= function.entry || function.end > program_.code.size()) {
        return "function " + function.name + " has no instructions of its own";
      }
      if (function.arity > function.registers || function.registers > kMaxRegisters) return "frame of " + function.name;
      for (uint32_t at = function.entry; at < function.end; ++at) {
        std::string wrong = CheckInstruction(function, program_.code[at]);
        if (!wrong.empty()) return function.name + " at " + std::to_string(at) + ": " + wrong;
      }
      Op last = program_.code[function.end - 1].op;
      if (last != Op::kReturn && last != Op::kReturnUndef && last != Op::kReturnDefault && last != Op::kJump) {
        return function.name + " runs off its end";
      }
      expected = function.end;
    }
    return CheckTables();
  }

 private:
  bool Register(const Function& f, uint32_t r) const { return r < f.registers; }
  bool Operand(const Function& f, uint16_t o) const {
    return (o & kConstantBit) ? static_cast<size_t>(o & ~kConstantBit) < program_.constants.size() : Register(f, o);
  }
  // Registers first ... first + count - 1 are in the frame.
  bool Run(const Function& f, uint32_t first, uint32_t count) const { return first + count <= f.registers; }

  std::string CheckInstruction(const Function& f, const Instruction& i) const {
    if (i.op >= Op::kCount) return "no such instruction";
    for (char operand : OpOperands(i.op)) {
      if (operand == 't' && (i.target < f.entry || i.target >= f.end)) return "target outside the function";
    }
    switch (i.op) {
      case Op::kMove: case Op::kEvaluate: case Op::kElement:
        return Register(f, i.a) && Operand(f, i.b) ? "" : "operand";
      case Op::kLoadConst: return Register(f, i.a) && i.d < program_.constants.size() ? "" : "operand";
      case Op::kLoadUndef: case Op::kLoadInput: case Op::kLoadData: case Op::kNewArray: case Op::kNewSet: case Op::kNewObject:
        return Register(f, i.a) ? "" : "operand";
      case Op::kLoadDoc: return Register(f, i.a) && i.d < program_.documents.size() ? "" : "operand";
      case Op::kField: case Op::kInputField:
        if (i.d >= program_.constants.size() || !program_.constants[i.d].is_string()) return "field name";
        return Register(f, i.a) && (i.op == Op::kInputField || Operand(f, i.b)) ? "" : "operand";
      case Op::kIndex: return Register(f, i.a) && Operand(f, i.b) && Operand(f, i.c) ? "" : "operand";
      case Op::kTest: case Op::kReturn: case Op::kReturnDefault: case Op::kIsString: case Op::kIsArray: case Op::kIsObject:
        return Operand(f, i.b) ? "" : "operand";
      case Op::kIsDefined: case Op::kIsUndef: return Register(f, i.b) ? "" : "operand";
      case Op::kEqual: case Op::kNotEqual: case Op::kLess: case Op::kLessEqual: case Op::kMember:
        return Operand(f, i.b) && Operand(f, i.c) ? "" : "operand";
      case Op::kScanInit: return Register(f, i.a) && Operand(f, i.b) ? "" : "operand";
      case Op::kScanStep:
        return Register(f, i.a) && Operand(f, i.b) && (i.c == kNoRegister || Register(f, i.c)) &&
                       (i.d == kNoRegister || Register(f, i.d)) ? "" : "operand";
      case Op::kMakeArray: case Op::kMakeSet: return Register(f, i.a) && Run(f, i.b, i.c) ? "" : "operand";
      case Op::kMakeObject: return Register(f, i.a) && Run(f, i.b, 2u * i.c) ? "" : "operand";
      case Op::kAppend: case Op::kAddMember: case Op::kAssignOnce:
        return Register(f, i.a) && Operand(f, i.b) ? "" : "operand";
      case Op::kInsert: return Register(f, i.a) && Operand(f, i.b) && Operand(f, i.c) ? "" : "operand";
      case Op::kInsertPath: case Op::kAddPath: case Op::kAppendPath:
        return Register(f, i.a) && Run(f, i.b, i.c) && Register(f, i.d) ? "" : "operand";
      case Op::kCall:
        return Register(f, i.a) && i.d < program_.functions.size() &&
                       Run(f, i.b, program_.functions[i.d].arity) ? "" : "callee";
      case Op::kCallRule: case Op::kCallRuleMasked:
        return Register(f, i.a) && i.b <= f.registers && i.d < program_.functions.size() &&
                       program_.functions[i.d].arity == 0 ? "" : "callee";
      case Op::kCallMocked: return Register(f, i.a) && Run(f, i.b, i.c) && i.d < program_.mocked.size() ? "" : "callee";
      case Op::kBuiltin1: return Register(f, i.a) && Operand(f, i.b) && i.d < builtin_count_ ? "" : "built-in";
      case Op::kBuiltin2:
        return Register(f, i.a) && Operand(f, i.b) && Operand(f, i.c) && i.d < builtin_count_ ? "" : "built-in";
      case Op::kBuiltinN: return Register(f, i.a) && Run(f, i.b, i.c) && i.d < builtin_count_ ? "" : "built-in";
      case Op::kIndexInit: return Register(f, i.a) && Register(f, i.b) && i.d < program_.indexes.size() ? "" : "index";
      case Op::kIndexStep:
        if (!Register(f, i.a) || i.d >= program_.indexes.size()) return "index";
        for (uint32_t target : program_.indexes[i.d].body_targets) {
          if (target < f.entry || target >= f.end) return "body outside the function";
        }
        return "";
      case Op::kWithPush:
        return Run(f, i.b, i.c) && i.d < program_.withs.size() && program_.withs[i.d].replacements.size() == i.c ? "" : "with";
      case Op::kPrint: return Run(f, i.b, i.c) && i.d < program_.prints.size() ? "" : "print";
      case Op::kTraceBody: case Op::kTraceExpr: return i.d < program_.trace_points.size() ? "" : "trace";
      case Op::kTraceValues:
        return i.d < program_.trace_points.size() && Operand(f, i.b) && Operand(f, i.c) ? "" : "trace";
      case Op::kTraceLoop:
        return i.d < program_.trace_points.size() && Operand(f, i.b) && Register(f, i.c) ? "" : "trace";
      case Op::kReturnUndef: case Op::kJump: case Op::kWithPop: case Op::kCount: return "";
    }
    return "";
  }

  std::string CheckTables() const {
    for (const RuleIndex& index : program_.indexes) {
      if (index.slots.empty() || (index.slots.size() & (index.slots.size() - 1)) != 0) return "index table";
      for (uint32_t slot : index.slots) {
        if (slot > index.entries.size()) return "index table";
      }
    }
    for (const DocumentNode& node : program_.documents) {
      if (node.function != kNone && node.function >= program_.functions.size()) return "document node";
      for (uint32_t child : node.children) {
        if (child >= program_.documents.size()) return "document node";
      }
    }
    for (const WithList& list : program_.withs) {
      for (const Replacement& r : list.replacements) {
        if (r.kind >= Replacement::Kind::kFunctionByValue && r.mocked >= program_.mocked.size()) return "with";
        if (r.kind == Replacement::Kind::kFunctionByFunction && r.by >= program_.functions.size()) return "with";
        if (r.kind == Replacement::Kind::kFunctionByBuiltin && r.by >= builtin_count_) return "with";
      }
    }
    for (const Mocked& mocked : program_.mocked) {
      if (mocked.id >= (mocked.is_builtin ? builtin_count_ : program_.functions.size())) return "mocked function";
    }
    return "";
  }

  const Program& program_;
  size_t builtin_count_;
};

}  // namespace

std::string Verify(const Program& program, size_t builtin_count) { return Verifier(program, builtin_count).Run(); }

}  // namespace reeve::program
