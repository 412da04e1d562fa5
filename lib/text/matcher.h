// Matcher: "does this text match?" for the regular expressions that policies mostly use, far cheaper to compile than
// RE2.
//
// The subset: ^ $ \b, literals and escaped punctuation, \n \r \t, ., classes of ASCII ranges (also negated, with \d \w
// \s and their negations), * + ? {n} {n,} {n,m} on characters, classes and groups, groups ( ) and (?: ), alternation.
// The pattern is ASCII. Compile says no to everything else, and to whatever RE2 might refuse (nested repeats, counts
// above 255, empty bodies under *): the caller then asks RE2, which also says what is wrong with a pattern that is
// none.
//
// One pass from text to code with relative jumps, no tree; a repeat of one character is one instruction. Matching walks
// the code with an explicit stack and a step budget, and answers kUnknown when that is spent (RE2 again). It answers
// yes or no only, so leftmost-first and longest semantics do not matter. Texts are UTF-8; characters beyond ASCII match
// only . and negated classes. A Program is immutable once compiled and may be shared by threads; the stack
// (MatchScratch) belongs to one. Both keep their memory when they are used again: no allocation after warm-up. Held to
// RE2's answers by tests/text/matcher_test.cc.
#ifndef REEVE_LIB_TEXT_MATCHER_H_
#define REEVE_LIB_TEXT_MATCHER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::text {

enum class Op : uint8_t {
  kMatch,
  kByte,
  kLiteral,
  kSet,
  kRepeatByte,
  kRepeatSet,
  kBegin,
  kEnd,
  kWordBoundary,
  kSplit,
  kJump
};

// One instruction. `jump` counts from the instruction itself.
struct Instruction {
  static constexpr uint16_t kUnbounded = 0xFFFF;
  Op op = Op::kMatch;
  uint8_t byte = 0;  // kByte, kRepeatByte
  uint16_t min = 0;  // repeats; kLiteral: length
  uint16_t max = 0;  // repeats
  int16_t jump =
      0;  // kSplit (the second choice), kJump; kSet, kRepeatSet: index of the set; kLiteral: offset in the literals
};
static_assert(sizeof(Instruction) == 8);

// A set of characters: ASCII ones bit by bit, the others all or none.
struct CharacterSet {
  uint64_t bits[2] = {0, 0};
  uint64_t other = 0;  // 1: every code point beyond ASCII
  bool Has(unsigned char c) const { return (bits[(c >> 6) & 1] >> (c & 63) & 1) != 0; }  // c < 0x80
  void Add(unsigned char c) { bits[c >> 6] |= uint64_t{1} << (c & 63); }
  void AddRange(unsigned char lo, unsigned char hi);
};

struct Program {
  std::vector<Instruction> code;
  std::vector<CharacterSet> sets;
  std::string literals;
  uint32_t min_bytes = 0;     // no shorter text matches
  bool anchored = false;      // starts with ^ on every way
  bool beyond_ascii = false;  // a set has `other`: the text must be valid UTF-8
  uint16_t suffix_at = 0;     // literal before a final $ that every match ends with: a quick no
  uint16_t suffix_size = 0;

  void Clear();
};

// Memory of one thread's matching.
struct MatchScratch {
  struct Choice {
    const char* at;   // where to go on
    const char* low;  // repeats: down to here; null for a split
    uint32_t pc;
    bool wide;  // a repeat over text beyond ASCII: steps back by code points
  };
  std::vector<Choice> stack;
};

enum class Answer : uint8_t { kNo, kYes, kUnknown };

// False: the pattern is outside of the subset (or no pattern at all). `dot_all`: . matches \n as well.
bool CompileProgram(std::string_view pattern, bool dot_all, Program* program);

// Whether a part of the text matches. *steps grows by the instructions taken.
Answer RunProgram(const Program& program, std::string_view text, MatchScratch* scratch, uint64_t* steps);

}  // namespace reeve::text

#endif  // REEVE_LIB_TEXT_MATCHER_H_
