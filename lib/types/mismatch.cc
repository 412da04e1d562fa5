// What a type error says of two types. Lines up to 80 characters show them whole; wider ones only where they differ.
//
//     have: (set[...], object<...>, ???)        what agrees is cut to its outermost kind
//     left  : object<spec: object<image: number, ...>>
//
// Held by tests/types/print_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "types/types.h"
#include "value/compare.h"

namespace reeve::types {
namespace {

constexpr char kCut[] = "...";
constexpr size_t kMaxLine = 80;      // characters of a line before it is shortened
constexpr size_t kMaxWhole = 32;     // characters of a type that is shown whole although it is not what differs
constexpr int kMaxDifferenceDepth = 8;
constexpr size_t kMaxSteps = 10000;  // pairs of types that are compared for one message

size_t Characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string Composite(std::string_view kind, const std::vector<std::string>& fixed, const std::string& dynamic) {
  std::string out(kind);
  if (!fixed.empty()) absl::StrAppend(&out, "<", absl::StrJoin(fixed, ", "), ">");
  if (!dynamic.empty()) absl::StrAppend(&out, "[", dynamic, "]");
  return out;
}

std::string PropertyText(const Value& key, const std::string& text) {
  std::string out;
  AppendPropertyKey(key, out);
  return absl::StrCat(out, ": ", text);
}

// The outermost kind, and what its elements are at their outermost if `levels` is 1.
std::string Outline(const Type* t, int levels) {
  if (t == nullptr) return "???";
  auto below = [&](const Type* child) { return levels == 0 ? std::string(kCut) : Outline(child, levels - 1); };
  std::vector<std::string> fixed;
  switch (t->kind) {
    case TypeKind::kSet: return t->rest == nullptr ? "set" : absl::StrCat("set[", below(t->rest), "]");
    case TypeKind::kArray:
      if (levels == 0 && !t->items.empty()) fixed.push_back(kCut);
      for (size_t i = 0; levels > 0 && i < t->items.size(); ++i) fixed.push_back(below(t->items[i]));
      return Composite("array", fixed, t->rest == nullptr ? "" : below(t->rest));
    case TypeKind::kObject:
      if (levels == 0 && !t->properties.empty()) fixed.push_back(kCut);
      for (size_t i = 0; levels > 0 && i < t->properties.size(); ++i) {
        fixed.push_back(PropertyText(t->properties[i].key, below(t->properties[i].value)));
      }
      if (!t->open) return Composite("object", fixed, "");
      return Composite("object", fixed, levels == 0 ? kCut : absl::StrCat(below(t->key), ": ", below(t->rest)));
    case TypeKind::kAny:
      return t->items.empty() ? "any" : absl::StrCat("any<", kCut, ">");
    case TypeKind::kFunction: return absl::StrCat(t->items.empty() && t->variadic == nullptr ? "()" : "(...)", " => ", t->rest == nullptr ? "???" : kCut);
    default: return Print(t);
  }
}

std::string Short(const Type* t) {
  std::string whole = Print(t, 4 * kMaxWhole);
  return Characters(whole) <= kMaxWhole ? whole : Outline(t, 0);
}

using Pair = std::pair<std::string, std::string>;

class Difference {
 public:
  Pair Of(const Type* a, const Type* b, int depth) {
    if (depth >= kMaxDifferenceDepth || a == nullptr || b == nullptr || a == b || a->kind != b->kind || ++steps_ > kMaxSteps) {
      return {Short(a), Short(b)};
    }
    switch (a->kind) {
      case TypeKind::kSet: {
        if (a->rest == nullptr || b->rest == nullptr) break;
        auto [left, right] = Of(a->rest, b->rest, depth + 1);
        return {absl::StrCat("set[", left, "]"), absl::StrCat("set[", right, "]")};
      }
      case TypeKind::kArray: return Arrays(a, b, depth);
      case TypeKind::kObject: return Objects(a, b, depth);
      case TypeKind::kAny: return Unions(a, b);
      default: break;
    }
    return {Short(a), Short(b)};
  }

 private:
  Pair Arrays(const Type* a, const Type* b, int depth) {
    if (a->items.size() != b->items.size() || (a->rest == nullptr) != (b->rest == nullptr)) return {Outline(a, 1), Outline(b, 1)};
    std::vector<std::string> left, right;
    for (size_t i = 0; i < a->items.size(); ++i) {
      Pair element = Of(a->items[i], b->items[i], depth + 1);
      left.push_back(std::move(element.first));
      right.push_back(std::move(element.second));
    }
    Pair rest;
    if (a->rest != nullptr) rest = Of(a->rest, b->rest, depth + 1);
    return {Composite("array", left, rest.first), Composite("array", right, rest.second)};
  }

  Pair Objects(const Type* a, const Type* b, int depth) {
    std::vector<std::string> left, right;
    bool cut = false;
    auto alone = [](const Property& p) { return PropertyText(p.key, Short(p.value)); };
    size_t i = 0, k = 0;
    while (i < a->properties.size() || k < b->properties.size()) {
      int order = i == a->properties.size()   ? 1
                  : k == b->properties.size() ? -1
                                              : value::Compare(a->properties[i].key, b->properties[k].key);
      if (order < 0) {
        left.push_back(alone(a->properties[i++]));
      } else if (order > 0) {
        right.push_back(alone(b->properties[k++]));
      } else {
        const Property& p = a->properties[i++];
        const Property& q = b->properties[k++];
        if (p.value == q.value) {
          cut = true;
          continue;
        }
        Pair member = Of(p.value, q.value, depth + 1);
        left.push_back(PropertyText(p.key, member.first));
        right.push_back(PropertyText(q.key, member.second));
      }
    }
    Pair dynamic;
    if (a->open && b->open) {
      Pair key = Of(a->key, b->key, depth + 1), rest = Of(a->rest, b->rest, depth + 1);
      dynamic = {absl::StrCat(key.first, ": ", rest.first), absl::StrCat(key.second, ": ", rest.second)};
    } else {
      if (a->open) dynamic.first = absl::StrCat(Short(a->key), ": ", Short(a->rest));
      if (b->open) dynamic.second = absl::StrCat(Short(b->key), ": ", Short(b->rest));
    }
    if (cut) {
      left.push_back(kCut);
      right.push_back(kCut);
    }
    return {Composite("object", left, dynamic.first), Composite("object", right, dynamic.second)};
  }

  static Pair Unions(const Type* a, const Type* b) {
    auto members = [](const Type* of, const Type* other) {
      std::vector<const Type*> sorted(of->items.begin(), of->items.end());
      std::sort(sorted.begin(), sorted.end(), [](const Type* x, const Type* y) { return Compare(x, y) < 0; });
      std::vector<std::string> out;
      bool cut = false;
      for (const Type* t : sorted) {
        if (std::find(other->items.begin(), other->items.end(), t) != other->items.end()) cut = true;
        else out.push_back(Short(t));
      }
      if (cut) out.push_back(kCut);
      return out.empty() ? std::string("any") : absl::StrCat("any<", absl::StrJoin(out, ", "), ">");
    };
    return {members(a, b), members(b, a)};
  }
  size_t steps_ = 0;
};

std::string Named(std::string_view name, std::string text) {
  return name.empty() ? text : absl::StrCat(absl::string_view(name.data(), name.size()), ": ", text);
}
bool TooWide(const std::string& a, const std::string& b) { return Characters(a) > kMaxLine || Characters(b) > kMaxLine; }

}  // namespace

std::vector<std::string> ArgumentLines(Types& types, std::span<const Type* const> have, std::span<const NamedType> want,
                                       const Type* variadic) {
  std::vector<std::string> left, right;
  auto lines = [&] {
    return std::vector<std::string>{absl::StrCat("have: (", absl::StrJoin(left, ", "), ")"),
                                    absl::StrCat("want: (", absl::StrJoin(right, ", "), ")")};
  };
  for (const Type* t : have) left.push_back(Print(t, 4 * kMaxLine));
  for (const NamedType& t : want) right.push_back(Named(t.name, Print(t.type, 4 * kMaxLine)));
  if (variadic != nullptr) right.push_back(Print(variadic, 4 * kMaxLine) + "...");
  std::vector<std::string> whole = lines();
  if (!TooWide(whole[0], whole[1])) return whole;
  left.clear();
  right.clear();
  for (const Type* t : have) left.push_back(Short(t));
  for (const NamedType& t : want) {
    std::string text = Named(t.name, Print(t.type, 4 * kMaxWhole));
    right.push_back(Characters(text) <= kMaxWhole ? text : Named(t.name, Outline(t.type, 0)));
  }
  for (size_t i = 0; i < std::min(have.size(), want.size()); ++i) {
    if (have[i] != nullptr && want[i].type != nullptr && types.Unifies(have[i], want[i].type)) continue;
    Pair pair = Difference().Of(have[i], want[i].type, 0);
    left[i] = pair.first;
    right[i] = Named(want[i].name, pair.second);
  }
  if (variadic != nullptr) right.push_back(Short(variadic) + "...");
  return lines();
}

std::vector<std::string> MismatchLines(const Type* left, const Type* right) {
  std::vector<std::string> lines{absl::StrCat("left  : ", Print(left, 4 * kMaxLine)), absl::StrCat("right : ", Print(right, 4 * kMaxLine))};
  if (TooWide(lines[0], lines[1])) {
    Pair pair = Difference().Of(left, right, 0);
    lines = {absl::StrCat("left  : ", pair.first), absl::StrCat("right : ", pair.second)};
  }
  const char* kind = nullptr;
  if (left != nullptr && right != nullptr && left->kind == right->kind) {
    if (left->is(TypeKind::kObject)) kind = "objects";
    if (left->is(TypeKind::kArray)) kind = "arrays";
    if (left->is(TypeKind::kSet)) kind = "sets";
  }
  if (kind != nullptr) {
    lines.push_back(absl::StrCat("hint  : both sides are ", kind,
                                 " but their types differ, so they can never be equal (see "
                                 "https://www.openpolicyagent.org/docs/errors/rego-type-error/match-error)"));
  }
  return lines;
}

}  // namespace reeve::types
