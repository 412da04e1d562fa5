// Compiled patterns: regular expressions and globs, cached by their text.
//
//     PatternCache cache(1024, &program_patterns);
//     std::optional<bool> yes = cache.Match("^/run/[0-9a-f]{64}$", text, budget, &error);   // nothing: see error
//
// Policies build patterns per request, and compiling them with RE2 would be most of a request's cost. So a pattern is
// compiled by the small matcher (matcher.h, well under a microsecond) where it can, and by RE2 where it cannot, where
// captures are asked for, or where the matcher gives up. RE2 also says what is wrong with a text that is no pattern;
// the words are Go's.
//
// PatternSet holds the constant patterns of a Program: filled at load, then read by any number of threads.
// PatternCache belongs to one thread. It looks into the set first, then among at most `max_patterns` of its own (and
// kMaxRe2 RE2 objects); when they are full it forgets all of its own at once and keeps their memory. Work is charged to
// the budget before it is done. Texts that are no UTF-8 match as if each bad byte were U+FFFD, as in Go. Tested by
// tests/text/pattern_cache_test.cc.
#ifndef REEVE_LIB_TEXT_PATTERN_CACHE_H_
#define REEVE_LIB_TEXT_PATTERN_CACHE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/budget.h"
#include "text/matcher.h"

namespace re2 {
class RE2;
}

namespace reeve::text {

enum class PatternKind : uint8_t { kRegex, kGlob };

struct Re2Deleter {
  void operator()(re2::RE2* re2) const;
};

// One compiled pattern. Immutable once made.
struct Pattern {
  std::string key;  // its text; of a glob: GlobKey's
  PatternKind kind = PatternKind::kRegex;
  bool small = false;  // `program` holds it
  Program program;
  std::unique_ptr<re2::RE2, Re2Deleter> re2;
  std::string error;  // Go's text if it is no pattern
};

// Patterns by key: open addressing over a list that keeps its memory when it is cleared.
class PatternTable {
 public:
  PatternTable();
  static uint64_t Hash(std::string_view key, PatternKind kind);
  // Number of the pattern, or kNone.
  uint32_t Find(std::string_view key, PatternKind kind, uint64_t hash) const {
    for (uint32_t i = static_cast<uint32_t>(hash) & mask_; slots_[i].number != 0; i = (i + 1) & mask_) {
      if (slots_[i].tag != static_cast<uint32_t>(hash >> 32)) continue;
      const Pattern& p = patterns_[slots_[i].number - 1];
      if (p.kind == kind && p.key == key) return slots_[i].number - 1;
    }
    return kNone;
  }
  // A place for a new pattern of that key; what it last held must be overwritten.
  uint32_t Add(std::string_view key, PatternKind kind, uint64_t hash);
  Pattern& at(uint32_t number) { return patterns_[number]; }
  const Pattern& at(uint32_t number) const { return patterns_[number]; }
  uint32_t size() const { return size_; }
  // Makes room for `count` patterns of usual size beforehand: warm look-ups of new patterns then need no heap.
  void Reserve(uint32_t count);
  void Clear();
  static constexpr uint32_t kNone = UINT32_MAX;

 private:
  struct Slot {
    uint32_t tag = 0;
    uint32_t number = 0;
  };  // number + 1; 0 = free
  void Place(uint64_t hash, uint32_t number);
  std::vector<Slot> slots_;
  std::vector<Pattern> patterns_;
  std::vector<uint64_t> hashes_;
  uint32_t size_ = 0;
  uint32_t mask_;
};

// The constant patterns of a Program.
class PatternSet {
 public:
  // Compiles a regular expression. An invalid one is remembered with its error.
  void AddRegex(std::string_view pattern);
  void AddGlob(std::string_view pattern, const std::vector<uint32_t>& delimiters);
  size_t size() const { return table_.size(); }

 private:
  friend class PatternCache;
  PatternTable table_;
};

class PatternCache {
 public:
  static constexpr uint32_t kMaxRe2 = 64;

  explicit PatternCache(size_t max_patterns = 1024, const PatternSet* constants = nullptr);

  // Whether a part of the text matches. Nothing: *error says why the pattern is none.
  std::optional<bool> Match(std::string_view pattern, std::string_view text, Budget& budget, std::string* error);
  // Whether the whole text matches a glob (github.com/gobwas/glob): * stops at delimiters, ** does not.
  std::optional<bool> MatchGlob(std::string_view pattern, const std::vector<uint32_t>& delimiters,
                                std::string_view text, Budget& budget, std::string* error);
  bool IsValid(std::string_view pattern, Budget& budget);

  // Where something was found: bytes [begin, end) of the text; begin < 0: the group took no part.
  struct Span {
    int64_t begin;
    int64_t end;
  };
  // All matches as Go's FindAll gives them, `limit` at most (< 0: all). Each match is groups() + 1 spans, the whole
  // first. False: *error says why. Captures of a text that is no UTF-8 are positions in text().
  bool FindAll(std::string_view pattern, std::string_view text, int64_t limit, Budget& budget, std::string* error);
  const std::vector<Span>& spans() const { return spans_; }
  size_t groups() const { return groups_; }
  std::string_view text() const { return found_in_; }
  // Number of the capture group of that name in the pattern of the last FindAll; 0: none.
  size_t GroupNamed(std::string_view name) const;

  size_t size() const { return table_.size(); }

 private:
  const Pattern* Lookup(std::string_view key, PatternKind kind, Budget& budget);
  const re2::RE2* NeedRe2(const Pattern& pattern, Budget& budget);
  bool Decide(const Pattern& pattern, std::string_view text, Budget& budget);
  Pattern* Own(std::string_view key, PatternKind kind);

  const PatternSet* constants_;
  size_t max_patterns_;
  PatternTable table_;
  uint32_t re2s_ = 0;
  uint32_t last_ = PatternTable::kNone;  // of table_: the pattern that was asked for last
  MatchScratch scratch_;
  std::string key_;
  std::string clean_;
  std::vector<Span> spans_;
  size_t groups_ = 0;
  std::string_view found_in_;
  const re2::RE2* found_by_ = nullptr;
};

}  // namespace reeve::text

#endif  // REEVE_LIB_TEXT_PATTERN_CACHE_H_
