// Reads and intersects globs. See glob_intersection.h.
#include "builtins/glob_intersection.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/utf8.h"

namespace reeve::builtins {
namespace {

constexpr int kMaxDepth = 2000;  // nested flagged elements; about 0.5 MB of stack

using Ranges = std::vector<std::pair<uint32_t, uint32_t>>;  // from, to; sorted and apart

struct Element {
  Ranges set;
  bool any = false;
  char flag = 0;  // '+', '*' or none
};
using Glob = std::vector<Element>;
using Rest = std::span<const Element>;

void Normalize(Ranges* ranges) {
  std::sort(ranges->begin(), ranges->end());
  Ranges out;
  for (auto [from, to] : *ranges) {
    if (!out.empty() && from <= out.back().second + 1) out.back().second = std::max(out.back().second, to);
    else out.push_back({from, to});
  }
  *ranges = std::move(out);
}

class Reader {
 public:
  Reader(std::string_view text, std::string* error) : error_(error) {
    for (size_t i = 0; i < text.size();) {
      utf8::CodePoint c = utf8::Decode(text, i);
      input_.push_back(c.value);
      i += c.size;
    }
  }

  bool Read(Glob* out) {
    while (at_ < input_.size()) {
      Element e;
      if (!ReadElement(&e) || !ReadFlag(&e)) return false;
      bool same = !out->empty() && out->back().flag != 0 && e.flag != 0 && out->back().any == e.any && out->back().set == e.set;
      if (!same) out->push_back(std::move(e));
      else if (e.flag == '+') out->back().flag = '+';  // x*x+ and x+x* are x+
    }
    return true;
  }

 private:
  struct Character {
    uint32_t c = 0;
    bool escaped = false;
    bool Is(char plain) const { return !escaped && c == static_cast<uint32_t>(plain); }
  };

  bool Fail(size_t position, std::string_view what) {
    std::string text = "input:";
    for (uint32_t c : input_) utf8::Append(c, text);
    text.append(", pos:").append(std::to_string(position)).append(", ").append(what);
    *error_ = text.append(": the input provided is invalid");
    return false;
  }

  // The caller knows that there is one.
  bool Next(Character* out) {
    if (input_[at_] != '\\') {
      *out = {input_[at_++], false};
      return true;
    }
    if (at_ + 1 == input_.size()) return Fail(at_, "input ends with a \\ (escape) character");
    *out = {input_[at_ + 1], true};
    at_ += 2;
    return true;
  }

  bool ReadElement(Element* e) {
    Character c;
    if (!Next(&c)) return false;
    if (c.Is(']')) return Fail(at_, "set-close ']' with no preceding '['");
    if (c.Is('[')) return ReadSet(&e->set);
    if (c.Is('+') || c.Is('*')) {
      return Fail(at_, std::string("flag '") + static_cast<char>(c.c) + "' must be preceded by a non-flag");
    }
    e->any = c.Is('.');
    if (!e->any) e->set = {{c.c, c.c}};
    return true;
  }

  bool ReadFlag(Element* e) {
    if (at_ == input_.size()) return true;
    size_t before = at_;
    Character c;
    if (!Next(&c)) return false;
    if (c.Is('+') || c.Is('*')) e->flag = static_cast<char>(c.c);
    else at_ = before;
    return true;
  }

  bool ReadSet(Ranges* set) {
    Character c, previous;
    bool has_previous = false;
    while (at_ < input_.size()) {
      if (!Next(&c)) return false;
      if (c.Is(']')) {
        Normalize(set);
        return true;
      }
      if (c.Is('-')) {
        if (!has_previous) return Fail(at_, "range character '-' must be preceded by a Unicode character");
        if (!ReadRange(previous.c, set)) return false;
        has_previous = false;
        continue;
      }
      set->push_back({c.c, c.c});
      previous = c;
      has_previous = true;
    }
    return Fail(at_, "found [ without matching ]");
  }

  bool ReadRange(uint32_t from, Ranges* set) {
    if (at_ + 1 >= input_.size()) return Fail(at_, "range character '-' must be followed by a Unicode character");
    Character to;
    if (!Next(&to)) return false;
    if (to.Is(']') || to.Is('-')) return Fail(at_, "range character '-' cannot be followed by a special symbol");
    if (to.c < from) {
      std::string text = "range is out of order: '";
      utf8::Append(to.c, text);
      text += "' comes before '";
      utf8::Append(from, text);
      return Fail(at_, text + "' in Unicode");
    }
    set->push_back({from, to.c});
    return true;
  }

  std::vector<uint32_t> input_;
  size_t at_ = 0;
  std::string* error_;
};

class Intersection {
 public:
  explicit Intersection(Budget& budget) : budget_(budget) {}
  bool too_deep() const { return too_deep_; }

  bool Decide(const Glob& first, const Glob& second) {
    Rest a(first), b(second);
    return Trim(&a, &b) && Normal(a, b);
  }

 private:
  bool Match(const Element& a, const Element& b) {
    budget_.Charge(1 + a.set.size() + b.set.size());
    if (a.any || b.any) return true;
    for (size_t i = 0, j = 0; i < a.set.size() && j < b.set.size();) {
      if (a.set[i].second < b.set[j].first) ++i;
      else if (b.set[j].second < a.set[i].first) ++j;
      else return true;
    }
    return false;
  }

  // Takes off what has no flag at both ends, but for one element; false if it does not match.
  bool Trim(Rest* a, Rest* b) {
    auto plain = [](const Element& x, const Element& y) { return x.flag == 0 && y.flag == 0; };
    size_t shorter = std::min(a->size(), b->size()), left = 0, right = 0;
    for (; left < shorter && plain((*a)[left], (*b)[left]); ++left) {
      if (!Match((*a)[left], (*b)[left])) return false;
    }
    if (left > 0) --left;
    for (; left + right < shorter; ++right) {
      const Element &x = (*a)[a->size() - 1 - right], &y = (*b)[b->size() - 1 - right];
      if (!plain(x, y)) break;
      if (!Match(x, y)) return false;
    }
    if (right > 0) --right;
    *a = a->subspan(left, a->size() - right - left);
    *b = b->subspan(left, b->size() - right - left);
    return true;
  }

  bool Normal(Rest a, Rest b) {
    while (!a.empty() && !b.empty() && a[0].flag == 0 && b[0].flag == 0) {
      if (!Match(a[0], b[0])) return false;
      a = a.subspan(1);
      b = b.subspan(1);
    }
    if (a.empty() || b.empty()) return a.empty() && b.empty();
    return Flagged(a, b);
  }

  // Rests that begin at the same elements have the same answer.
  bool Flagged(Rest a, Rest b) {
    std::pair<const Element*, const Element*> key(a.data(), b.data());
    if (auto known = known_.find(key); known != known_.end()) return known->second;
    if (depth_ >= kMaxDepth) {
      too_deep_ = true;
      return false;
    }
    budget_.Charge(16);
    ++depth_;
    if (a[0].flag == 0) std::swap(a, b);
    bool yes = a[0].flag == '+' ? Plus(a, b) : Star(a, b);
    --depth_;
    return known_[key] = yes;
  }

  bool Plus(Rest plussed, Rest other) {
    if (!Match(plussed[0], other[0])) return false;
    if (Star(plussed, other.subspan(1))) return true;
    return other[0].flag != 0 && Normal(plussed.subspan(1), other);
  }

  // The first of `starred` takes elements of `other` for as long as they match, and at each that matches the second as well
  // the rests are tried.
  bool Star(Rest starred, Rest other) {
    for (; !other.empty() && !too_deep_; other = other.subspan(1)) {
      if (starred.size() > 1 && Match(other[0], starred[1]) && Normal(starred.subspan(1), other)) return true;
      if (!Match(other[0], starred[0])) return false;
    }
    return starred.size() == 1;
  }

  Budget& budget_;
  absl::flat_hash_map<std::pair<const Element*, const Element*>, bool> known_;
  int depth_ = 0;
  bool too_deep_ = false;
};

}  // namespace

std::optional<bool> GlobsIntersect(std::string_view first, std::string_view second, Budget& budget, std::string* error) {
  budget.Charge(1 + first.size() + second.size());
  Glob a, b;
  if (!Reader(first, error).Read(&a) || !Reader(second, error).Read(&b)) return std::nullopt;
  Intersection intersection(budget);
  bool yes = intersection.Decide(a, b);
  if (!intersection.too_deep()) return yes;
  *error = "globs with more than " + std::to_string(kMaxDepth) + " repeated elements";
  return std::nullopt;
}

}  // namespace reeve::builtins
