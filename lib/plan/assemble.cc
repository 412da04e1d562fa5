// Assemble: a Plan's tree of blocks to a Program's one array of instructions.
//
// The only thing that changes is how failing is said: each block knows the label that its failure goes to, and that label
// becomes the target of its instructions. Example: attempt { test r1; return r2 } → 0 Test r1 → 2; 1 Return r2; 2 ...
// Tested by tests/plan and tests/golden.
#include "plan/plan.h"

namespace reeve::plan {
namespace {

using program::Instruction;
using program::Op;
using program::Program;

class Assembler {
 public:
  explicit Assembler(Plan plan) : plan_(std::move(plan)), program_(std::move(plan_.tables)) {}

  Program Run() {
    for (Function& function : plan_.functions) EmitFunction(function);
    std::vector<Value> names;
    for (const Value& constant : program_.constants) {
      if (constant.is_string()) names.push_back(constant);
    }
    program_.keys = std::make_unique<value::KeyTable>(names);
    program_.folded.resize(program_.functions.size());
    return std::move(program_);
  }

 private:
  using Label = uint32_t;
  static constexpr uint32_t kUnset = UINT32_MAX;

  Label NewLabel() {
    labels_.push_back(kUnset);
    return static_cast<Label>(labels_.size() - 1);
  }
  void SetLabel(Label label) { labels_[label] = Here(); }
  uint32_t Here() const { return static_cast<uint32_t>(program_.code.size()); }

  // Until the function ends, targets hold labels.
  void Emit(Op op, Location at, Label target, uint16_t a = 0, uint16_t b = 0, uint16_t c = 0, uint32_t d = 0) {
    program_.code.push_back({op, a, b, c, d, target});
    program_.location_of.push_back(PlaceOf(at));
  }

  uint32_t PlaceOf(Location at) {
    if (!program_.locations.empty()) {
      const Location& last = program_.locations.back();
      if (last.source == at.source && last.offset == at.offset && last.row == at.row) {
        return static_cast<uint32_t>(program_.locations.size() - 1);
      }
    }
    program_.locations.push_back(at);
    return static_cast<uint32_t>(program_.locations.size() - 1);
  }

  void EmitFunction(Function& function) {
    labels_.clear();
    loop_step_.clear();
    function.head.entry = Here();
    Label fail = NewLabel();
    EmitBlock(function.body, fail);
    SetLabel(fail);
    Emit(Op::kReturnUndef, function.head.location, fail);
    function.head.end = Here();
    for (uint32_t at = function.head.entry; at < function.head.end; ++at) {
      Instruction& i = program_.code[at];
      i.target = labels_[i.target];
    }
    // A failure that goes to a jump goes where the jump goes.
    for (uint32_t at = function.head.entry; at < function.head.end; ++at) {
      Instruction& i = program_.code[at];
      for (int hops = 0; hops < 16 && program_.code[i.target].op == Op::kJump && program_.code[i.target].target != i.target; ++hops) {
        i.target = program_.code[i.target].target;
      }
    }
    program_.functions.push_back(std::move(function.head));
  }

  void EmitBlock(const Block& block, Label fail) {
    for (const Statement& s : block) EmitStatement(s, fail);
  }

  void EmitStatement(const Statement& s, Label fail) {
    switch (s.kind) {
      case StatementKind::kInstruction: Emit(s.op, s.location, fail, s.a, s.b, s.c, s.d); break;
      case StatementKind::kScan: {
        Label step = NewLabel();
        Emit(Op::kScanInit, s.location, fail, s.a, s.b);
        SetLabel(step);
        if (loop_step_.size() <= s.loop) loop_step_.resize(s.loop + 1, kUnset);
        loop_step_[s.loop] = step;
        Emit(Op::kScanStep, s.location, fail, s.a, s.b, s.c, s.d);
        EmitBlock(s.blocks[0], step);
        Emit(Op::kJump, s.location, step);
        break;
      }
      case StatementKind::kCollect: case StatementKind::kAttempt: {
        Label exit = NewLabel();
        exits_.push_back(exit);
        EmitBlock(s.blocks[0], exit);
        exits_.pop_back();
        SetLabel(exit);
        break;
      }
      case StatementKind::kNot: {
        Label behind = NewLabel();
        Successful(fail, [&] { EmitBlock(s.blocks[0], behind); });
        SetLabel(behind);
        break;
      }
      case StatementKind::kExists: {
        Label behind = NewLabel();
        Successful(behind, [&] { EmitBlock(s.blocks[0], fail); });
        SetLabel(behind);
        break;
      }
      case StatementKind::kOr: {
        Label second = NewLabel(), behind = NewLabel();
        Successful(behind, [&] {
          EmitBlock(s.blocks[0], second);
          SetLabel(second);
          EmitBlock(s.blocks[1], fail);
        });
        SetLabel(behind);
        break;
      }
      case StatementKind::kEvery: {
        Label step = NewLabel(), behind = NewLabel();
        Emit(Op::kScanInit, s.location, fail, s.a, s.b);
        SetLabel(step);
        Emit(Op::kScanStep, s.location, behind, s.a, s.b, s.c, s.d);
        Successful(step, [&] { EmitBlock(s.blocks[0], fail); });
        SetLabel(behind);
        break;
      }
      case StatementKind::kWith: {
        Label failed = NewLabel(), done = NewLabel();
        Successful(done, [&] { EmitBlock(s.blocks[0], failed); });
        SetLabel(failed);
        Emit(Op::kWithPop, s.location, fail);
        Emit(Op::kJump, s.location, fail);
        SetLabel(done);
        Emit(Op::kWithPop, s.location, fail);
        break;
      }
      case StatementKind::kIndexed: {
        Label step = NewLabel(), behind = NewLabel();
        Emit(Op::kIndexInit, s.location, behind, s.a, s.b, 0, s.d);
        SetLabel(step);
        Emit(Op::kIndexStep, s.location, behind, s.a, 0, 0, s.d);
        for (size_t body = 0; body < s.blocks.size(); ++body) {
          program_.indexes[s.d].body_targets[body] = Here();
          EmitBlock(s.blocks[body], step);
          Emit(Op::kJump, s.location, step);
        }
        SetLabel(behind);
        break;
      }
      case StatementKind::kSucceed: Emit(Op::kJump, s.location, successes_.back()); break;
      case StatementKind::kContinue: Emit(Op::kJump, s.location, s.d == 0 ? exits_.back() : loop_step_[s.d]); break;
    }
  }

  template <typename F>
  void Successful(Label label, F emit) {
    successes_.push_back(label);
    emit();
    successes_.pop_back();
  }

  Plan plan_;
  Program program_;
  std::vector<uint32_t> labels_;
  std::vector<Label> loop_step_;   // by loop number
  std::vector<Label> exits_;       // of open attempts and collects
  std::vector<Label> successes_;   // of open nots, exists, ors, everys and withs
};

}  // namespace

Program Assemble(Plan plan) { return Assembler(std::move(plan)).Run(); }

}  // namespace reeve::plan
