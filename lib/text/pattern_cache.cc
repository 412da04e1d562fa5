// Compiled patterns kept between calls. Tested by tests/text/pattern_cache_test.cc.
#include "text/pattern_cache.h"

#define XXH_INLINE_ALL
#include <re2/re2.h>
#include <xxhash.h>

#include <algorithm>
#include <random>

#include "base/utf8.h"
#include "text/glob.h"
#include "text/regex_compile.h"

namespace reeve::text {
namespace {

// Drawn once a process: hosts choose patterns.
uint64_t Seed() {
  static const uint64_t seed = [] {
    std::random_device device;
    return static_cast<uint64_t>(device()) << 32 | device();
  }();
  return seed;
}

// The text with U+FFFD for each byte that is no UTF-8.
void Clean(std::string_view text, std::string* out) {
  out->clear();
  for (size_t i = 0; i < text.size();) {
    utf8::CodePoint c = utf8::Decode(text, i);
    utf8::Append(c.value, *out);
    i += c.size;
  }
}

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

PatternTable::PatternTable() : slots_(32), mask_(31) {}

void PatternTable::Reserve(uint32_t count) {
  constexpr size_t kUsualKey = 320, kUsualCode = 192, kUsualSets = 24, kUsualLiterals = 256;  // of Kata's patterns
  while (slots_.size() < 2 * (static_cast<size_t>(count) + 1)) slots_.resize(slots_.size() * 2);
  mask_ = static_cast<uint32_t>(slots_.size() - 1);
  patterns_.resize(count);
  hashes_.resize(count);
  for (Pattern& pattern : patterns_) {
    pattern.key.reserve(kUsualKey);
    pattern.program.code.reserve(kUsualCode);
    pattern.program.sets.reserve(kUsualSets);
    pattern.program.literals.reserve(kUsualLiterals);
  }
}

PatternCache::PatternCache(size_t max_patterns, const PatternSet* constants)
    : constants_(constants), max_patterns_(max_patterns == 0 ? 1 : max_patterns) {
  constexpr size_t kReserved = 64;  // two requests' patterns
  table_.Reserve(static_cast<uint32_t>(std::min(kReserved, max_patterns_)));
  scratch_.stack.reserve(256);
}

uint64_t PatternTable::Hash(std::string_view key, PatternKind kind) {
  return XXH3_64bits_withSeed(key.data(), key.size(), Seed() + static_cast<uint64_t>(kind));
}

void PatternTable::Place(uint64_t hash, uint32_t number) {
  uint32_t i = static_cast<uint32_t>(hash) & mask_;
  while (slots_[i].number != 0) i = (i + 1) & mask_;
  slots_[i] = {static_cast<uint32_t>(hash >> 32), number + 1};
}

uint32_t PatternTable::Add(std::string_view key, PatternKind kind, uint64_t hash) {
  if ((size_ + 1) * 2 > slots_.size()) {
    slots_.assign(slots_.size() * 2, Slot{});
    mask_ = static_cast<uint32_t>(slots_.size() - 1);
    for (uint32_t i = 0; i < size_; ++i) Place(hashes_[i], i);
  }
  uint32_t number = size_++;
  if (number == patterns_.size()) {
    patterns_.emplace_back();
    hashes_.emplace_back();
  }
  patterns_[number].key.assign(key);
  patterns_[number].kind = kind;
  hashes_[number] = hash;
  Place(hash, number);
  return number;
}

void PatternTable::Clear() {
  for (uint32_t i = 0; i < size_; ++i) {
    patterns_[i].re2.reset();
    if (patterns_[i].key.capacity() > 4096) patterns_[i] = Pattern{};
  }
  size_ = 0;
  slots_.assign(slots_.size(), Slot{});
}

void PatternSet::AddRegex(std::string_view pattern) {
  uint64_t hash = PatternTable::Hash(pattern, PatternKind::kRegex);
  if (table_.Find(pattern, PatternKind::kRegex, hash) != PatternTable::kNone) return;
  CompilePattern(&table_.at(table_.Add(pattern, PatternKind::kRegex, hash)));
}

void PatternSet::AddGlob(std::string_view pattern, const std::vector<uint32_t>& delimiters) {
  std::string key;
  GlobKey(pattern, delimiters, &key);
  uint64_t hash = PatternTable::Hash(key, PatternKind::kGlob);
  if (table_.Find(key, PatternKind::kGlob, hash) != PatternTable::kNone) return;
  CompilePattern(&table_.at(table_.Add(key, PatternKind::kGlob, hash)));
}

const Pattern* PatternCache::Lookup(std::string_view key, PatternKind kind, Budget& budget) {
  budget.Charge(1 + key.size() / 16);
  if (last_ != PatternTable::kNone && table_.at(last_).kind == kind && table_.at(last_).key == key)
    return &table_.at(last_);
  uint64_t hash = PatternTable::Hash(key, kind);
  if (constants_ != nullptr) {
    uint32_t constant = constants_->table_.Find(key, kind, hash);
    if (constant != PatternTable::kNone) return &constants_->table_.at(constant);
  }
  last_ = table_.Find(key, kind, hash);
  if (last_ != PatternTable::kNone) return &table_.at(last_);
  budget.Charge(64 + 4 * key.size());
  if (table_.size() >= max_patterns_ || re2s_ >= kMaxRe2) {
    table_.Clear();
    re2s_ = 0;
    found_by_ = nullptr;
  }
  uint32_t number = table_.Add(key, kind, hash);
  Pattern& pattern = table_.at(number);
  CompilePattern(&pattern);
  last_ = number;
  if (!pattern.small) {
    ++re2s_;
    budget.Charge(1024 + 64 * key.size());
  }
  return &pattern;
}

const re2::RE2* PatternCache::NeedRe2(const Pattern& pattern, Budget& budget) {
  if (pattern.re2 != nullptr) return pattern.re2.get();
  budget.Charge(1024 + 64 * pattern.key.size());
  Pattern* own = Own(pattern.key, pattern.kind);
  if (own->re2 != nullptr) return own->re2.get();
  if (re2s_ >= kMaxRe2) {
    for (uint32_t i = 0; i < table_.size(); ++i) table_.at(i).re2.reset();
    re2s_ = 0;
    found_by_ = nullptr;
  }
  std::string regex;
  bool glob = own->kind == PatternKind::kGlob;
  if (glob && !GlobToRegex(own->key, &regex, &own->error)) return nullptr;
  own->re2 = CompileRe2(glob ? std::string_view(regex) : std::string_view(own->key), glob, &own->error);
  ++re2s_;
  return own->re2.get();
}

// This cache's own copy of a pattern: the constants are shared and never written.
Pattern* PatternCache::Own(std::string_view key, PatternKind kind) {
  uint64_t hash = PatternTable::Hash(key, kind);
  uint32_t number = table_.Find(key, kind, hash);
  if (number == PatternTable::kNone) {
    number = table_.Add(key, kind, hash);
    CompilePattern(&table_.at(number));
  }
  return &table_.at(number);
}

bool PatternCache::Decide(const Pattern& pattern, std::string_view text, Budget& budget) {
  if (pattern.small) {
    uint64_t steps = 0;
    Answer answer = RunProgram(pattern.program, text, &scratch_, &steps);
    budget.Charge(1 + steps / 4 + text.size() / 16);
    if (scratch_.stack.capacity() > 4096) scratch_.stack = {};
    if (answer != Answer::kUnknown) return answer == Answer::kYes;
  }
  const re2::RE2* re2 = NeedRe2(pattern, budget);
  if (re2 == nullptr) throw Stop{Code::kMemoryLimit, "regular expression too large"};
  budget.Charge(64 + text.size());
  if (utf8::IsValid(text)) return re2::RE2::PartialMatch(Piece(text), *re2);
  Clean(text, &clean_);
  return re2::RE2::PartialMatch(clean_, *re2);
}

std::optional<bool> PatternCache::Match(std::string_view pattern, std::string_view text, Budget& budget,
                                        std::string* error) {
  const Pattern* p = Lookup(pattern, PatternKind::kRegex, budget);
  if (p->error.empty()) return Decide(*p, text, budget);
  *error = p->error;
  return std::nullopt;
}

std::optional<bool> PatternCache::MatchGlob(std::string_view pattern, const std::vector<uint32_t>& delimiters,
                                            std::string_view text, Budget& budget, std::string* error) {
  GlobKey(pattern, delimiters, &key_);
  const Pattern* p = Lookup(key_, PatternKind::kGlob, budget);
  if (p->error.empty()) return Decide(*p, text, budget);
  *error = p->error;
  return std::nullopt;
}

bool PatternCache::IsValid(std::string_view pattern, Budget& budget) {
  return Lookup(pattern, PatternKind::kRegex, budget)->error.empty();
}

bool PatternCache::FindAll(std::string_view pattern, std::string_view text, int64_t limit, Budget& budget,
                           std::string* error) {
  const Pattern* p = Lookup(pattern, PatternKind::kRegex, budget);
  spans_.clear();
  found_by_ = p->error.empty() ? NeedRe2(*p, budget) : nullptr;
  if (found_by_ == nullptr) {
    *error = p->error.empty() ? "error parsing regexp: expression too large" : p->error;
    return false;
  }
  budget.Charge(64 + text.size());
  if (!utf8::IsValid(text)) {
    Clean(text, &clean_);
    text = clean_;
  }
  found_in_ = text;
  groups_ = static_cast<size_t>(found_by_->NumberOfCapturingGroups());
  std::vector<re2::StringPiece> parts(groups_ + 1);
  int64_t previous_end = -1;
  for (size_t at = 0; at <= text.size() && limit != 0;) {
    if (!found_by_->Match(Piece(text), at, text.size(), re2::RE2::UNANCHORED, parts.data(),
                          static_cast<int>(parts.size())))
      break;
    int64_t begin = parts[0].data() - text.data();
    int64_t end = begin + static_cast<int64_t>(parts[0].size());
    budget.Charge(16 + parts.size() + 2 * (static_cast<uint64_t>(end) - at));
    bool accept = true;
    if (end == static_cast<int64_t>(at)) {  // empty: not right behind another match; go on behind the next character
      accept = begin != previous_end;
      at += at < text.size() ? utf8::Decode(text, at).size : 1;
    } else {
      at = static_cast<size_t>(end);
    }
    previous_end = end;
    if (!accept) continue;
    for (const re2::StringPiece& part : parts) {
      int64_t from = part.data() == nullptr ? -1 : part.data() - text.data();
      spans_.push_back({from, from < 0 ? -1 : from + static_cast<int64_t>(part.size())});
    }
    if (limit > 0) --limit;  // the least number there is cannot be one less
  }
  return true;
}

size_t PatternCache::GroupNamed(std::string_view name) const {
  if (found_by_ == nullptr) return 0;
  const auto& names = found_by_->NamedCapturingGroups();
  auto at = names.find(std::string(name));
  return at == names.end() ? 0 : static_cast<size_t>(at->second);
}

}  // namespace reeve::text
