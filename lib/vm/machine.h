// The machine: runs functions of a verified Program. One dispatch loop (machine.cc), documents (documents.cc), overlays of
// `with` (overlay.cc), calls of built-ins (native.cc).
//
// A Machine serves one evaluation. It reads the Program, the input and a data version, and writes its Scratch alone.
// Budgets end it by Stop (base/budget.h); errors of the policy come back as Outcome::kError with a diagnostic.
#ifndef REEVE_LIB_VM_MACHINE_H_
#define REEVE_LIB_VM_MACHINE_H_

#include <optional>
#include <string>

#include "base/budget.h"
#include "capabilities/call.h"
#include "program/program.h"
#include "vm/natives.h"
#include "vm/register.h"
#include "vm/scratch.h"

namespace reeve::vm {

enum class Outcome : uint8_t { kValue, kUndefined, kError };

struct RunError {
  Code code = Code::kOk;
  std::string message;
  Location location;
};

struct MachineOptions {
  bool strict_builtin_errors = false;
  size_t max_call_depth = 1024;
  size_t max_value_depth = 512;
  size_t max_integer_digits = 100000;
  size_t max_prints = 100000;
};

class Machine {
 public:
  // All references outlive the machine. `input` and `data` may be absent.
  Machine(const program::Program& program, const Natives& natives, Scratch& scratch, Budget& budget,
          text::PatternCache& patterns, const capabilities::Environment& environment, const MachineOptions& options,
          const std::optional<Value>& input, const std::optional<Value>& data);
  ~Machine() { scratch_.arena.set_budget(nullptr); }
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  // The value of a function without arguments. `defaulted` (may be null) tells whether it is the document's default.
  Outcome Evaluate(uint32_t function, Value* result, bool* defaulted);
  const RunError& error() const { return error_; }

 private:
  friend class Documents;
  // Runs `function`, whose arguments stand at `registers`, to its end.
  Outcome Run(uint32_t function, Value* registers, Value* result);
  // A rule's value: folded, remembered or computed. `registers`: free registers to run it in.
  Outcome Rule(uint32_t function, Value* registers, Value* result, bool* defaulted = nullptr);
  Outcome Fail(Code code, std::string message, const program::Instruction* at);
  Value* Frame(Value* registers, uint32_t arity, uint32_t count);
  void Remember(uint32_t function, uint8_t state, const Value& value, bool defaulted);

  // documents.cc
  const Value* BaseOf(uint32_t node);
  bool Masked(uint32_t node) const;
  Outcome Child(const Value& handle, const Value& key, Value* registers, Value* result);
  Outcome Whole(const Value& handle, Value* registers, Value* result, uint32_t depth = 0);
  const Value* MemberKeys(const Value& handle, uint32_t* count);
  bool InsertPath(Value* root, const Value* path, uint32_t count, const Value& leaf, program::Op op);

  // overlay.cc
  void PushOverlay(const program::WithList& list, const Value* values);
  void PopOverlay();
  Overlay* NewOverlay();
  Value Merged(const std::optional<Value>& base, const std::vector<Value>& path, size_t from, const Value& leaf);

  // native.cc
  Outcome CallNative(uint32_t id, const Value* arguments, uint32_t count, Value* result, const program::Instruction* at);
  Outcome CallHost(const Native& native, const Value* arguments, uint32_t count, Value* result);
  Outcome Native_(uint32_t id, const Value* arguments, uint32_t count, Value* result, const program::Instruction* at);

  const program::Program& program_;
  const Natives& natives_;
  Scratch& scratch_;
  Budget& budget_;
  MachineOptions options_;
  capabilities::CallContext call_;
  Overlay base_overlay_;
  Overlay* overlay_ = &base_overlay_;
  RunError error_;
  uint32_t nested_ = 0;          // machine runs inside machine runs
  bool last_defaulted_ = false;  // of the function that returned last
};

}  // namespace reeve::vm

#endif  // REEVE_LIB_VM_MACHINE_H_
