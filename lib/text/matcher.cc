// RunProgram: walks a program over a text. See matcher.h.
#include "text/matcher.h"

#include <cstring>

#include "base/utf8.h"

namespace reeve::text {
namespace {

constexpr size_t kMaxChoices = 1 << 16;

bool IsWord(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// Length of the code point that starts with `c`, a byte of valid UTF-8; 0 in the middle of one.
size_t CodePointSize(unsigned char c) { return c < 0x80 ? 1 : c < 0xC0 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4; }

struct Run {
  const char* low;   // after `min` characters; null: fewer than that
  const char* high;  // after as many as there are, `max` at most
};

class Walk {
 public:
  Walk(const Program& program, std::string_view text, bool wide, MatchScratch* scratch, uint64_t limit)
      : p_(program),
        begin_(text.data()),
        end_(text.data() + text.size()),
        wide_(wide),
        stack_(scratch->stack),
        limit_(limit) {}

  uint64_t steps() const { return steps_; }

  // Whether the program matches at `at`.
  Answer From(const char* at) {
    stack_.clear();
    uint32_t pc = 0;
    for (;;) {
      if (++steps_ > limit_) return Answer::kUnknown;
      const Instruction& i = p_.code[pc];
      bool go = false;
      switch (i.op) {
        case Op::kMatch: return Answer::kYes;
        case Op::kByte:
          go = at < end_ && static_cast<uint8_t>(*at) == i.byte;
          ++at;
          break;
        case Op::kLiteral:
          go = end_ - at >= i.min && std::memcmp(at, p_.literals.data() + i.jump, i.min) == 0;
          at += i.min;
          break;
        case Op::kSet: {
          size_t n = at < end_ ? SizeInSet(p_.sets[static_cast<size_t>(i.jump)], at) : 0;
          go = n != 0;
          at += n;
          break;
        }
        case Op::kRepeatByte:
        case Op::kRepeatSet: {
          Run run = i.op == Op::kRepeatByte ? RunOfByte(i, at) : RunOfSet(i, at);
          go = run.low != nullptr;
          if (!go) break;
          at = run.high;
          if (run.high == run.low || !WorthGivingBack(i, p_.code[pc + 1])) break;
          if (stack_.size() == kMaxChoices) return Answer::kUnknown;
          stack_.push_back({run.high, run.low, pc + 1, wide_ && i.op == Op::kRepeatSet});
          break;
        }
        case Op::kBegin: go = at == begin_; break;
        case Op::kEnd: go = at == end_; break;
        case Op::kWordBoundary: {
          bool before = at > begin_ && IsWord(static_cast<unsigned char>(at[-1]));
          bool after = at < end_ && IsWord(static_cast<unsigned char>(*at));
          go = before != after;
          break;
        }
        case Op::kSplit:
          if (stack_.size() == kMaxChoices) return Answer::kUnknown;
          stack_.push_back({at, nullptr, pc + static_cast<uint32_t>(i.jump), false});
          go = true;
          break;
        case Op::kJump: pc = static_cast<uint32_t>(static_cast<int>(pc) + i.jump); continue;
      }
      if (go) {
        ++pc;
      } else if (!Back(&at, &pc)) {
        return Answer::kNo;
      }
    }
  }

 private:
  size_t SizeInSet(const CharacterSet& set, const char* at) const {
    unsigned char c = static_cast<unsigned char>(*at);
    if (c < 0x80) return set.Has(c) ? 1 : 0;
    return set.other != 0 ? CodePointSize(c) : 0;
  }

  Run RunOfByte(const Instruction& i, const char* at) const {
    const char* stop = i.max != Instruction::kUnbounded && end_ - at > i.max ? at + i.max : end_;
    const char* q = at;
    while (q < stop && static_cast<uint8_t>(*q) == i.byte) ++q;
    return {q - at < i.min ? nullptr : at + i.min, q};
  }

  Run RunOfSet(const Instruction& i, const char* at) const {
    const CharacterSet& set = p_.sets[static_cast<size_t>(i.jump)];
    if (wide_ && set.other != 0) return RunOfWideSet(i, set, at);
    const char* stop = i.max != Instruction::kUnbounded && end_ - at > i.max ? at + i.max : end_;
    const char* q = at;
    while (q < stop && static_cast<unsigned char>(*q) < 0x80 && set.Has(static_cast<unsigned char>(*q))) ++q;
    return {q - at < i.min ? nullptr : at + i.min, q};
  }

  Run RunOfWideSet(const Instruction& i, const CharacterSet& set, const char* at) const {
    Run run{i.min == 0 ? at : nullptr, at};
    for (uint32_t n = 0; run.high < end_ && (i.max == Instruction::kUnbounded || n < i.max);) {
      size_t size = SizeInSet(set, run.high);
      if (size == 0) break;
      run.high += size;
      if (++n == i.min) run.low = run.high;
    }
    return run;
  }

  // Whether a repeat that took all it could might have to take less: not if what follows cannot stand where a character
  // of it does.
  bool WorthGivingBack(const Instruction& repeat, const Instruction& next) const {
    if (next.op == Op::kEnd || next.op == Op::kMatch) return false;
    if (next.op != Op::kByte && next.op != Op::kLiteral) return true;
    uint8_t first = FirstByte(next);
    if (repeat.op == Op::kRepeatByte) return first == repeat.byte;
    return p_.sets[static_cast<size_t>(repeat.jump)].Has(first);
  }

  uint8_t FirstByte(const Instruction& i) const {
    return i.op == Op::kByte ? i.byte : static_cast<uint8_t>(p_.literals[static_cast<size_t>(i.jump)]);
  }

  // Takes the latest choice that is left. False: there is none.
  bool Back(const char** at, uint32_t* pc) {
    while (!stack_.empty()) {
      MatchScratch::Choice& choice = stack_.back();
      *pc = choice.pc;
      *at = choice.at;
      if (choice.low == nullptr) {
        stack_.pop_back();
        return true;
      }
      if (ShorterRun(choice, at)) return true;
    }
    return false;
  }

  // Gives characters of a repeat back until what follows may begin there.
  bool ShorterRun(MatchScratch::Choice& choice, const char** at) {
    const Instruction& next = p_.code[choice.pc];
    bool byte = next.op == Op::kByte || next.op == Op::kLiteral;
    char first = byte ? static_cast<char>(FirstByte(next)) : 0;
    const char* q = choice.at;
    const char* low = choice.low;
    do {
      --q;
      if (choice.wide) {
        while (q > low && (static_cast<unsigned char>(*q) & 0xC0) == 0x80) --q;
      }
    } while (byte && q > low && *q != first);
    steps_ += static_cast<uint64_t>(choice.at - q) / 16;
    *at = q;
    if (q == low) {
      bool possible = !byte || *q == first;
      stack_.pop_back();
      return possible;
    }
    choice.at = q;
    return true;
  }

  const Program& p_;
  const char* begin_;
  const char* end_;
  bool wide_;
  std::vector<MatchScratch::Choice>& stack_;
  uint64_t limit_;
  uint64_t steps_ = 0;
};

}  // namespace

Answer RunProgram(const Program& program, std::string_view text, MatchScratch* scratch, uint64_t* steps) {
  if (text.size() < program.min_bytes) return Answer::kNo;
  if (program.suffix_size != 0 &&
      (text.size() < program.suffix_size ||
       std::memcmp(text.data() + text.size() - program.suffix_size, program.literals.data() + program.suffix_at,
                   program.suffix_size) != 0)) {
    return Answer::kNo;
  }
  bool wide = program.beyond_ascii && !utf8::IsAscii(text);
  if (wide && !utf8::IsValid(text)) return Answer::kUnknown;
  Walk walk(program, text, wide, scratch, 4096 + 8 * static_cast<uint64_t>(text.size()));
  const char* start = text.data();
  const char* last = start + (text.size() - program.min_bytes);  // no match starts behind it
  const Instruction& first = program.code[0];
  bool byte = first.op == Op::kByte || first.op == Op::kLiteral;
  Answer answer = Answer::kNo;
  for (;; ++start) {
    if (byte && !program.anchored) {
      char c =
          first.op == Op::kByte ? static_cast<char>(first.byte) : program.literals[static_cast<size_t>(first.jump)];
      start = static_cast<const char*>(std::memchr(start, c, static_cast<size_t>(last - start) + 1));
      if (start == nullptr || start > last) break;
    }
    answer = walk.From(start);
    if (answer != Answer::kNo || program.anchored || start == last) break;
  }
  *steps += walk.steps();
  return answer;
}

}  // namespace reeve::text
