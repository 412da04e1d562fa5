// CompileProgram: one pass over the pattern. See matcher.h.
//
// A stack of open groups holds, for each, where its code and its current branch start and what is known of both: the
// least number of bytes, the product of counted repeats (RE2 refuses more than 1000), whether all branches begin with
// ^.
#include <array>
#include <cstring>

#include "text/matcher.h"

namespace reeve::text {

void CharacterSet::AddRange(unsigned char lo, unsigned char hi) {
  auto from = [](unsigned c) { return c >= 64 ? 0 : ~uint64_t{0} << c; };  // bits c to 63 of a word
  unsigned low = lo, high = hi + 1u;
  bits[0] |= from(low) & ~from(high);
  bits[1] |= from(low < 64 ? 0 : low - 64) & ~from(high < 64 ? 0 : high - 64);
}

void Program::Clear() {
  code.clear();
  sets.clear();
  literals.clear();
  *this = Program{std::move(code), std::move(sets), std::move(literals)};
}

namespace {

constexpr uint32_t kMaxCode = 4000;
constexpr uint32_t kMaxCount = 255;
constexpr uint32_t kMaxProduct = 1000;
constexpr size_t kMaxPattern = 4096;
constexpr int kMaxGroups = 24;

// Bytes that stand for themselves in a pattern.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (int c = 0; c < 0x80; ++c) plain[static_cast<size_t>(c)] = true;
  for (char c : {'(', ')', '|', '*', '+', '?', '{', '}', '^', '$', '.', '[', ']', '\\'})
    plain[static_cast<size_t>(c)] = false;
  return plain;
}();

constexpr bool IsPunctuation(unsigned char c) {
  return (c >= 0x21 && c <= 0x2F) || (c >= 0x3A && c <= 0x40) || (c >= 0x5B && c <= 0x60) || (c >= 0x7B && c <= 0x7E);
}

class Compiler {
 public:
  Compiler(std::string_view pattern, bool dot_all, Program* program)
      : at_(pattern.data()), end_(pattern.data() + pattern.size()), dot_all_(dot_all), p_(*program) {}

  bool Run() {
    if (static_cast<size_t>(end_ - at_) > kMaxPattern) return false;
    OpenGroup();
    while (at_ < end_) {
      if (!Step() || p_.code.size() > kMaxCode) return false;
    }
    if (depth_ != 1) return false;
    Group& top = groups_[0];
    if (top.branches == 0 && literal_end_) NoteSuffix();
    CloseBranches();
    p_.min_bytes = top.least;
    p_.anchored = top.anchored;
    Emit({Op::kMatch});
    return p_.code.size() <= kMaxCode;
  }

 private:
  struct Group {            // no initial values: an array of them is not worth clearing for each pattern
    uint32_t start;         // of its code
    uint32_t branch;        // of its current branch's code
    uint32_t branches;      // closed ones
    uint32_t branch_least;  // bytes that the current branch takes at least
    uint32_t least;         // of the closed ones
    uint32_t product;       // of counted repeats inside
    bool branch_anchored;
    bool anchored;  // of the closed ones
  };
  // The atom that a following quantifier applies to.
  struct Atom {
    enum Kind : uint8_t { kNone, kByte, kSet, kGroup, kEmptyWidth } kind = kNone;
    uint32_t start = 0;
    uint32_t least = 0;
    uint32_t product = 1;
  };

  void Emit(Instruction i) { p_.code.push_back(i); }
  uint32_t Here() const { return static_cast<uint32_t>(p_.code.size()); }
  Group& group() { return groups_[depth_ - 1]; }

  bool OpenGroup() {
    if (depth_ == kMaxGroups) return false;
    groups_[depth_++] = Group{Here(), Here(), 0, 0, 0, 1, false, true};
    atom_ = Atom{};
    return true;
  }

  // Ends the current branch and the group's list of branches: jumps of all branches but the last lead here.
  void CloseBranches() {
    Group& g = group();
    g.least = g.branches == 0 || g.branch_least < g.least ? g.branch_least : g.least;
    g.anchored = g.anchored && g.branch_anchored;
    if (g.branches == 0) return;
    // Each closed branch ends with a kJump whose `jump` holds the distance to the next branch's kSplit or code; walk
    // them.
    for (uint32_t split = g.start, left = g.branches; left > 0; --left) {
      uint32_t next = split + static_cast<uint32_t>(p_.code[split].jump);
      p_.code[next - 1].jump = static_cast<int16_t>(Here() - (next - 1));
      split = next;
    }
  }

  void Insert(uint32_t where, Instruction i) { p_.code.insert(p_.code.begin() + where, i); }

  void Alternative() {
    Group& g = group();
    Insert(g.branch, {Op::kSplit});
    Emit({Op::kJump});
    p_.code[g.branch].jump = static_cast<int16_t>(Here() - g.branch);
    g.least = g.branches == 0 || g.branch_least < g.least ? g.branch_least : g.least;
    g.anchored = g.anchored && g.branch_anchored;
    ++g.branches;
    g.branch = Here();
    g.branch_least = 0;
    g.branch_anchored = false;
    atom_ = Atom{};
  }

  bool CloseGroup() {
    if (depth_ == 1) return false;
    CloseBranches();
    Group closed = group();
    --depth_;
    bool first = closed.start == group().branch;
    group().branch_least += closed.least;
    if (closed.product > group().product) group().product = closed.product;
    if (first && closed.anchored) group().branch_anchored = true;
    atom_ = {Atom::kGroup, closed.start, closed.least, closed.product};
    return true;
  }

  bool Step() {
    unsigned char c = static_cast<unsigned char>(*at_);
    literal_end_ = c == '$' && depth_ == 1 && atom_.kind == Atom::kByte;
    switch (c) {
      case '(':
        ++at_;
        if (at_ < end_ && *at_ == '?') {
          if (end_ - at_ < 2 || at_[1] != ':') return false;
          at_ += 2;
        }
        return OpenGroup();
      case ')': ++at_; return CloseGroup();
      case '|':
        ++at_;
        Alternative();
        return true;
      case '*': ++at_; return Repeat(0, Instruction::kUnbounded);
      case '+': ++at_; return Repeat(1, Instruction::kUnbounded);
      case '?': ++at_; return Repeat(0, 1);
      case '{': return Counted();
      case '^':
        ++at_;
        if (Here() == group().branch) group().branch_anchored = true;
        return EmptyWidth(Op::kBegin);
      case '$': ++at_; return EmptyWidth(Op::kEnd);
      case '.': ++at_; return Dot();
      case '[': ++at_; return Class();
      case '\\': ++at_; return Escape();
      case ']':
      case '}': return false;
      default:
        if (c >= 0x80) return false;
        Plain();
        return true;
    }
  }

  bool EmptyWidth(Op op) {
    atom_ = {Atom::kEmptyWidth, Here()};
    Emit({op});
    return true;
  }

  // A run of plain bytes becomes one kLiteral; RepeatCharacter splits the last byte off again.
  void Plain() {
    const char* run = at_;
    while (at_ < end_ && kPlain[static_cast<unsigned char>(*at_)]) ++at_;
    Byte(static_cast<unsigned char>(*run));
    size_t more = static_cast<size_t>(at_ - run) - 1;
    if (more == 0) return;
    Byte(static_cast<unsigned char>(run[1]));
    p_.literals.append(run + 2, more - 1);
    p_.code.back().min = static_cast<uint16_t>(p_.code.back().min + more - 1);
    group().branch_least += static_cast<uint32_t>(more - 1);
  }

  // A byte, joined to a literal before it.
  void Byte(unsigned char c) {
    ++group().branch_least;
    if (atom_.kind == Atom::kByte) {
      Instruction& last = p_.code.back();
      if (last.op == Op::kByte) {
        p_.literals.push_back(static_cast<char>(last.byte));
        last = {Op::kLiteral, 0, 1, 0, static_cast<int16_t>(p_.literals.size() - 1)};
      }
      ++last.min;
      p_.literals.push_back(static_cast<char>(c));
    } else {
      Emit({Op::kByte, c});
    }
    atom_ = {Atom::kByte, Here() - 1, 1};
  }

  bool Set(const CharacterSet& set) {
    atom_ = {Atom::kSet, Here(), 1};
    ++group().branch_least;
    if (set.other != 0) p_.beyond_ascii = true;
    Emit({Op::kSet, 0, 0, 0, static_cast<int16_t>(p_.sets.size())});
    p_.sets.push_back(set);
    return true;
  }

  bool Dot() {
    CharacterSet set;
    set.bits[0] = set.bits[1] = ~uint64_t{0};
    if (!dot_all_) set.bits[0] &= ~(uint64_t{1} << '\n');
    set.other = 1;
    return Set(set);
  }

  // \d \w \s and negations, added to the set. False for other letters.
  static bool AddShorthand(char letter, CharacterSet* set) {
    CharacterSet s;
    switch (letter | 0x20) {
      case 'd': s.AddRange('0', '9'); break;
      case 'w':
        s.AddRange('0', '9');
        s.AddRange('a', 'z');
        s.AddRange('A', 'Z');
        s.Add('_');
        break;
      case 's':
        s.Add('\t');
        s.Add('\n');
        s.Add('\f');
        s.Add('\r');
        s.Add(' ');
        break;
      default: return false;
    }
    if ((letter & 0x20) == 0) {
      s.bits[0] = ~s.bits[0];
      s.bits[1] = ~s.bits[1];
      s.other = 1;
    }
    set->bits[0] |= s.bits[0];
    set->bits[1] |= s.bits[1];
    set->other |= s.other;
    return true;
  }

  // The byte that an escape stands for, or -1.
  static int EscapedByte(unsigned char c) {
    if (IsPunctuation(c)) return c;
    return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : -1;
  }

  bool Escape() {
    if (at_ == end_) return false;
    char c = *at_++;
    if (c == 'b') return EmptyWidth(Op::kWordBoundary);
    CharacterSet set;
    if (AddShorthand(c, &set)) return Set(set);
    int byte = EscapedByte(static_cast<unsigned char>(c));
    if (byte < 0) return false;
    Byte(static_cast<unsigned char>(byte));
    return true;
  }

  // One member of a class: a byte in *byte, or a shorthand in *set (then *byte = -1).
  bool ClassMember(CharacterSet* set, int* byte) {
    if (at_ == end_) return false;
    unsigned char c = static_cast<unsigned char>(*at_++);
    if (c >= 0x80 || (c == '[' && at_ < end_ && *at_ == ':')) return false;
    if (c != '\\') {
      *byte = c;
      return true;
    }
    if (at_ == end_) return false;
    char escaped = *at_++;
    *byte = -1;
    if (AddShorthand(escaped, set)) return true;
    *byte = EscapedByte(static_cast<unsigned char>(escaped));
    return *byte >= 0;
  }

  bool Class() {
    CharacterSet set;
    bool negated = at_ < end_ && *at_ == '^';
    if (negated) ++at_;
    for (bool first = true;; first = false) {
      if (at_ == end_) return false;
      if (*at_ == ']' && !first) break;
      if (*at_ == '-' && !first && end_ - at_ > 1 && at_[1] != ']')
        return false;  // [a-c-e]: whether it is one, RE2 knows
      int low;
      if (!ClassMember(&set, &low)) return false;
      bool range = end_ - at_ >= 2 && *at_ == '-' && at_[1] != ']';
      if (!range) {
        if (low >= 0) set.Add(static_cast<unsigned char>(low));
        continue;
      }
      ++at_;
      int high;
      if (low < 0 || !ClassMember(&set, &high) || high < low) return false;
      set.AddRange(static_cast<unsigned char>(low), static_cast<unsigned char>(high));
    }
    ++at_;
    if (negated) {
      set.bits[0] = ~set.bits[0];
      set.bits[1] = ~set.bits[1];
      set.other ^= 1;
    }
    return Set(set);
  }

  bool Number(uint32_t* n) {
    const char* start = at_;
    *n = 0;
    for (; at_ < end_ && *at_ >= '0' && *at_ <= '9'; ++at_) {
      *n = *n * 10 + static_cast<uint32_t>(*at_ - '0');
      if (*n > kMaxCount) return false;
    }
    return at_ == start + 1 || (at_ > start && *start != '0');  // {01} is no count but text
  }

  bool Counted() {
    ++at_;
    uint32_t min, max;
    if (!Number(&min) || at_ == end_) return false;
    max = min;
    if (*at_ == ',') {
      ++at_;
      if (at_ == end_) return false;
      if (*at_ == '}')
        max = Instruction::kUnbounded;
      else if (!Number(&max) || at_ == end_ || max < min)
        return false;
    }
    if (*at_ != '}') return false;
    ++at_;
    uint32_t count = max == Instruction::kUnbounded ? min : max;
    if (count > 1) atom_.product *= count;
    return atom_.product <= kMaxProduct && Repeat(min, max);
  }

  bool Repeat(uint32_t min, uint32_t max) {
    if (at_ < end_ && (*at_ == '*' || *at_ == '+' || *at_ == '?' || *at_ == '{')) return false;
    Atom atom = atom_;
    atom_ = Atom{};
    if (atom.product > group().product) group().product = atom.product;
    switch (atom.kind) {
      case Atom::kByte:
      case Atom::kSet: return RepeatCharacter(atom, min, max);
      case Atom::kGroup: return RepeatGroup(atom, min, max);
      default: return false;
    }
  }

  bool RepeatCharacter(const Atom& atom, uint32_t min, uint32_t max) {
    Group& g = group();
    g.branch_least = g.branch_least - 1 + min;
    Instruction& last = p_.code.back();
    Instruction repeat{Op::kRepeatByte, last.byte, static_cast<uint16_t>(min), static_cast<uint16_t>(max), last.jump};
    if (atom.kind == Atom::kSet) {
      repeat.op = Op::kRepeatSet;
      last = repeat;
    } else if (last.op == Op::kByte) {
      last = repeat;
    } else {  // the last byte of a literal
      repeat.byte = static_cast<uint8_t>(p_.literals.back());
      p_.literals.pop_back();
      --last.min;
      Emit(repeat);
    }
    return true;
  }

  bool RepeatGroup(const Atom& atom, uint32_t min, uint32_t max) {
    Group& g = group();
    uint32_t size = Here() - atom.start;
    uint32_t count = max == Instruction::kUnbounded ? (min == 0 ? 1 : min) : max;
    if (static_cast<uint64_t>(size + 2) * count > kMaxCode) return false;
    if (max == Instruction::kUnbounded && atom.least == 0) return false;
    g.branch_least = g.branch_least - atom.least + atom.least * min;
    if (min == 0 && atom.start == g.branch) g.branch_anchored = false;
    if (max == 0) {
      p_.code.resize(atom.start);
      return true;
    }
    if (min == 0) Insert(atom.start, {Op::kSplit});
    uint32_t body = atom.start + (min == 0 ? 1 : 0);
    uint32_t first_split = atom.start;
    uint32_t last_body = body;
    for (uint32_t i = 1; i < min; ++i) last_body = Copy(body, size);
    if (max == Instruction::kUnbounded) {
      if (min == 0) {
        Emit({Op::kJump, 0, 0, 0, static_cast<int16_t>(static_cast<int>(first_split) - static_cast<int>(Here()))});
        p_.code[first_split].jump = static_cast<int16_t>(Here() - first_split);
      } else {
        Emit({Op::kSplit, 0, 0, 0, 2});  // once more, or on
        Emit({Op::kJump, 0, 0, 0, static_cast<int16_t>(static_cast<int>(last_body) - static_cast<int>(Here()))});
      }
      return true;
    }
    // min == 0 has one optional copy already.
    uint32_t optional = max - min - (min == 0 ? 1 : 0);
    uint32_t splits = Here();
    for (uint32_t i = 0; i < optional; ++i) {
      Emit({Op::kSplit});
      Copy(body, size);
    }
    for (uint32_t i = 0; i < optional; ++i) {
      uint32_t split = splits + i * (size + 1);
      p_.code[split].jump = static_cast<int16_t>(Here() - split);
    }
    if (min == 0) p_.code[first_split].jump = static_cast<int16_t>(Here() - first_split);
    return true;
  }

  uint32_t Copy(uint32_t body, uint32_t size) {
    uint32_t to = Here();
    p_.code.resize(to + size);
    std::memcpy(&p_.code[to], &p_.code[body], size * sizeof(Instruction));
    return to;
  }

  void NoteSuffix() {
    const Instruction& before = p_.code[p_.code.size() - 2];
    if (before.op == Op::kLiteral) {
      p_.suffix_at = static_cast<uint16_t>(before.jump);
      p_.suffix_size = before.min;
    }
  }

  const char* at_;
  const char* end_;
  bool dot_all_;
  Program& p_;
  Atom atom_;
  Group groups_[kMaxGroups];
  int depth_ = 0;
  bool literal_end_ = false;  // the last step was a $ behind a literal, outside of groups
};

}  // namespace

bool CompileProgram(std::string_view pattern, bool dot_all, Program* program) {
  program->Clear();
  return Compiler(pattern, dot_all, program).Run();
}

}  // namespace reeve::text
