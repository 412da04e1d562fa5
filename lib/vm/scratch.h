// Scratch: the memory that one evaluation writes, kept by a Context and used again, so that a warm evaluation makes no
// heap allocation. One thread at a time. Everything in it dies at the next Begin but the memory itself.
#ifndef REEVE_LIB_VM_SCRATCH_H_
#define REEVE_LIB_VM_SCRATCH_H_

#include <cstdint>
#include <vector>

#include "base/arena.h"
#include "program/program.h"
#include "reeve/value.h"

namespace reeve::vm {

// A print that was executed. Values may be undefined (register.h); they live in the scratch arena.
struct PrintRecord {
  uint32_t site = 0;
  uint32_t count = 0;
  const Value* values = nullptr;
};

// What a traced program did, in order (for explanations).
struct TraceEvent {
  enum class Kind : uint8_t { kBody, kExpr, kLoop, kValues };
  Kind kind = Kind::kBody;
  uint32_t depth = 0;        // of calls
  uint32_t point = 0;        // index in Program::trace_points
  Value key;                 // kLoop: the member's key; kValues: the left side
  Value other;               // kValues: the right side
};

// The remembered value of a rule. Valid if `overlay` is the current one.
struct Memo {
  uint64_t overlay = 0;
  uint8_t state = 0;         // 1 = value, 2 = undefined
  bool defaulted = false;
  Value value;
};
struct MemoUndo { uint32_t function; Memo before; MemoUndo* next; };

// A function that is replaced under an overlay.
struct Mock {
  enum class State : uint8_t { kNone, kValue, kFunction, kBuiltin };
  State state = State::kNone;
  Value value;
  uint32_t by = 0;
};

// What `with` replaced, newest first. The outermost one is the evaluation itself.
struct Overlay {
  uint64_t id = 0;
  Overlay* parent = nullptr;
  bool has_input = false, has_data = false;
  Value input, data;
  uint64_t* masks = nullptr;   // bits: data targets that are replaced; null: none
  Mock* mocks = nullptr;       // by mocked function; null: none
  MemoUndo* undo = nullptr;
};

struct Frame {
  const program::Instruction* call = nullptr;  // null: entered from outside
  Value* registers = nullptr;
  Overlay* overlay = nullptr;
  uint32_t function = 0;                        // the callee
  uint32_t segment = 0;
};

struct Segment { Value* begin = nullptr; Value* end = nullptr; };

struct NondeterministicAnswer { uint32_t builtin; uint32_t count; const Value* arguments; Value result; bool defined; };

struct Scratch {
  Arena arena;
  std::vector<Frame> frames;
  std::vector<Segment> segments;
  std::vector<Memo> memos;           // by function
  std::vector<PrintRecord> prints;
  std::vector<TraceEvent> trace;
  std::vector<NondeterministicAnswer> answers;
  uint64_t next_overlay = 1;
  uint64_t work = 0;                 // of the last evaluation

  // Room for the lists of a usual evaluation, so that the next one does not grow them.
  void Reserve();
  // Forgets the last evaluation; keeps at most `retain` bytes of arena.
  void Begin(size_t retain);
};

}  // namespace reeve::vm

#endif  // REEVE_LIB_VM_SCRATCH_H_
