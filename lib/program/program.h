// Program: a compiled policy as the machine runs it. Immutable and shared by threads once Verify accepted it.
//
// One array of instructions (opcodes.def) holds all functions. A function is a rule (no arguments, its value remembered for
// an evaluation), a function of the policy, or a query. Its frame is `registers` values long; arguments come first.
// A conjunction is a run of instructions; one that has no result jumps to its target, which was settled when compiling: the next
// step of the innermost loop, the next body, or the end. Nothing is searched for at run time.
//
//     allow if input.user == "ann"             function 0 "data.p.allow"
//                                                 0 InputField  r1 "user"       → 3
//                                                 1 Equal       r1 "ann"        → 3
//                                                 2 Return      true
//                                                 3 ReturnUndef
//
// Operands below 0x8000 are registers, the others constants; constants beyond 32767 are loaded by LoadConst.
#ifndef REEVE_LIB_PROGRAM_PROGRAM_H_
#define REEVE_LIB_PROGRAM_PROGRAM_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/source.h"
#include "reeve/value.h"
#include "value/key_table.h"

namespace reeve::program {

enum class Op : uint16_t {
#define OPCODE(name, operands, effect) k##name,
#include "program/opcodes.def"
#undef OPCODE
  kCount
};
std::string_view OpName(Op op);
std::string_view OpOperands(Op op);

constexpr uint16_t kConstantBit = 0x8000;
constexpr uint16_t kMaxRegisters = 0x7fff;
constexpr uint16_t kNoRegister = 0xffff;   // ScanStep: the key or value is not wanted
constexpr uint32_t kNone = UINT32_MAX;

struct Instruction {
  Op op;
  uint16_t a = 0, b = 0, c = 0;
  uint32_t d = 0;
  uint32_t target = 0;
};
static_assert(sizeof(Instruction) == 16);

struct Function {
  std::string name;              // "data.p.allow"
  uint32_t entry = 0;            // index of its first instruction
  uint32_t end = 0;              // behind its last
  uint32_t registers = 0;
  uint32_t arity = 0;
  bool is_rule = false;          // no arguments: remembered
  bool foldable = false;         // depends on the policy alone and no `with` reaches it: evaluated at load
  uint32_t document = kNone;     // the node of a rule
  Location location;
};

// The tree of virtual documents for what is only known at run time: data[x], whole documents. Node 0 is `data`.
struct DocumentNode {
  std::string_view key;
  Value key_value;
  uint32_t parent = kNone;
  std::vector<uint32_t> children;    // sorted by key
  uint32_t function = kNone;         // the rule whose value this node is; its children, if any, are part of that value
  std::vector<uint32_t> masks;       // `with` targets that replace this node (they lie at or above it)
  std::string path;                  // "data.p.q"
};

// What a `with` replaces: one entry a modifier, its value in the register that belongs to it.
struct Replacement {
  enum class Kind : uint8_t { kInput, kData, kFunctionByValue, kFunctionByFunction, kFunctionByBuiltin };
  Kind kind = Kind::kInput;
  std::vector<Value> path;           // below input or data
  uint32_t mask = kNone;             // kData: bit set in the overlay
  uint32_t mocked = kNone;           // kFunction...: number of the mocked function
  uint32_t by = kNone;               // function index or built-in id that stands in
};
struct WithList { std::vector<Replacement> replacements; };

// A function or built-in that some `with` replaces somewhere. CallMocked refers to it.
struct Mocked {
  bool is_builtin = false;
  uint32_t id = 0;                   // built-in id or function index
};

struct PrintSite { Location location; };

// Bodies of one rule by the constant that one path must equal, begin or end with. Bodies are numbered in order.
struct RuleIndex {
  enum class Part : uint8_t { kWhole, kPrefix, kSuffix };
  struct Entry { Part part; Value constant; std::vector<uint32_t> bodies; };
  struct Affix { Part part; uint32_t length; };  // bytes
  std::vector<Entry> entries;                 // found through `slots`
  std::vector<uint32_t> slots;                // open-addressed by SlotOf: entry + 1, 0 = free
  std::vector<Affix> affixes;                 // those that occur
  std::vector<uint32_t> always;               // bodies without such a test
  std::vector<uint32_t> body_targets;         // instruction of each body
  const Entry* Find(Part part, const Value& value) const;
  static size_t SlotOf(Part part, const Value& value);  // to be masked
};

// Texts for explanations: one entry a traced expression, body or loop.
struct TracePoint { Location location; std::string rule; };

struct QueryShape { uint32_t function = kNone; size_t expressions = 0; size_t bindings = 0; };

struct Program {
  std::vector<Instruction> code;
  std::vector<uint32_t> location_of;      // by instruction: index in locations
  std::vector<Location> locations;
  std::vector<Function> functions;
  std::vector<Value> constants;
  std::vector<uint32_t> tags;             // by constant: its value::Tag
  std::unique_ptr<value::KeyTable> keys;  // string constants, interned while input is parsed
  std::vector<DocumentNode> documents;
  std::vector<WithList> withs;
  std::vector<Mocked> mocked;
  uint32_t mask_count = 0;
  std::vector<PrintSite> prints;
  std::vector<RuleIndex> indexes;
  std::vector<TracePoint> trace_points;
  std::optional<QueryShape> query;
  // By function: the value of a rule that was evaluated at load. kind 0 = not folded, 1 = value, 2 = undefined.
  struct Folded { uint8_t state = 0; bool defaulted = false; Value value; };
  std::vector<Folded> folded;
  std::unique_ptr<Arena> arena = std::make_unique<Arena>();  // constants and their texts
};

// Checks the form: operands in range, targets inside their function, frames large enough, lists that exist. "" or what is wrong.
// The machine runs only what was verified. Tested by tests/program/verify_test.cc.
std::string Verify(const Program& program, size_t builtin_count);
// A listing for people and goldens.
std::string Disassemble(const Program& program);

}  // namespace reeve::program

#endif  // REEVE_LIB_PROGRAM_PROGRAM_H_
